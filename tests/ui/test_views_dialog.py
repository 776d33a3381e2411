"""Saved views say what they show; they are made of what the list shows, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.query import Filter, InboxQuery, SavedView
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import i18n
from nobi_desktop.ui.dialogs.views import ViewsDialog
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes, shops
from tests.ui.dialogs import LEFT, press
from tests.ui.test_hostile import TEXTS

# The off-screen platform says so for each window whose size is set while it is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
UNREAD = InboxQuery(filters=frozenset({Filter.UNREAD}))
VIEWS = (
    SavedView("v1", "Sáng", InboxQuery(tags=frozenset({"t1"}), shops=frozenset({"s0"}))),
    SavedView("v2", "Chưa xem", UNREAD, 1),
)


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., ViewsDialog]:
    def open_it(*views: SavedView, about: str = "") -> ViewsDialog:
        desk.tell((), shops.rows(3))
        desk.views.rows.set(views)
        return dialogs.watched(dialogs.opened(window, ViewsDialog, "views", about))

    return open_it


def test_a_view_says_what_it_shows_with_the_names_of_now(
    opened: Callable[..., ViewsDialog], desk: fakes.Desk
) -> None:
    dialog = opened(*VIEWS)
    assert dialog.shows.text() == "Tag: (deleted) · Đồ Bếp 0"
    desk.tags.rows.set((Tag("t1", "VIP"),))
    assert dialog.shows.text() == "Tag: VIP · Đồ Bếp 0"
    assert [entry.hint for entry in dialog.list.rows.rows] == ["Tag: VIP · Đồ Bếp 0", "Unread"]


def test_a_new_view_keeps_what_the_list_shows(
    opened: Callable[..., ViewsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.inbox.query.set(UNREAD)
    dialog = opened()
    assert dialog.shows.text() == "Unread"
    assert not dialog.findChild(QPushButton, "openView").isVisible()
    shops.write(dialog.name.entry, "Của tôi")
    press(qtbot, dialog, "saveView")
    assert desk.views.rows.value == (SavedView("v1", "Của tôi", UNREAD),)
    assert dialog.list.current() == "v1"
    press(qtbot, dialog, "openView")
    assert desk.views.opened == ["v1"]
    assert not dialog.isVisible()


def test_a_name_that_is_taken_is_explained_and_kept(
    opened: Callable[..., ViewsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*VIEWS)
    press(qtbot, dialog, "viewListNew")
    shops.write(dialog.name.entry, "Sáng")
    press(qtbot, dialog, "saveView")
    trouble = dialog.findChild(QLabel, "troubleText")
    assert trouble.text() == "This name is taken. Choose another."
    assert dialog.name.text() == "Sáng"
    assert desk.views.rows.value == VIEWS


def test_a_view_is_renamed_and_deleted(
    opened: Callable[..., ViewsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*VIEWS, about="v2")
    dialog.name.entry.selectAll()
    shops.write(dialog.name.entry, "Mới")
    press(qtbot, dialog, "saveView")
    assert desk.views.rows.value[1] == replace(VIEWS[1], name="Mới")
    qtbot.mouseClick(dialog.findChild(QToolButton, "viewListDelete"), LEFT)
    press(qtbot, dialog.findChild(QDialog, "deleteViewDialog"), "confirmButton")
    assert desk.views.rows.value == VIEWS[:1]
    assert dialog.name.text() == ""


def test_views_are_put_in_order(
    opened: Callable[..., ViewsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    orders: list[tuple[str, ...]] = []
    desk.views.arrange = orders.append  # type: ignore[assignment, method-assign]
    dialog = opened(*VIEWS)
    qtbot.mouseClick(dialog.findChild(QToolButton, "viewListDown"), LEFT)
    assert orders == [("v2", "v1")]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_names_stay_letters(
    opened: Callable[..., ViewsDialog], desk: fakes.Desk, text: str
) -> None:
    query = InboxQuery(tags=frozenset({text}), shops=frozenset({text}))
    dialog = opened(SavedView("v1", text, query))
    desk.tags.rows.set((Tag(text, text, text),))
    dialog.grab()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    dialog.close()
    assert desk.views.rows.value[0].name == text


def test_it_changes_its_language(opened: Callable[..., ViewsDialog], qtbot: QtBot) -> None:
    dialog = opened(*VIEWS, about="v2")
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Chế độ xem đã lưu")
    assert dialog.shows.text() == "Chưa xem"
