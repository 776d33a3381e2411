"""The quick switcher: what it finds, in which order, and where it goes by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.conversation import Buyer
from nobi_desktop.domain.query import Filter, InboxQuery, SavedView
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui.switcher import FIRST, MOST, Switcher
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAMES = ("Nguyễn Thảo", "Đặng Hữu Ước", "Trần Ngọc Quân", "Ngọc", "<b>Lê</b> & Phương")
ROWS = tuple(fakes.row(n, buyer=Buyer(f"im{n}", f"u{n}", name)) for n, name in enumerate(NAMES)) + (
    tuple(fakes.row(n) for n in range(10, 70))
)
SHOPS = tuple(fakes.tile(n) for n in range(3))
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Switcher:
    desk.tell(ROWS, SHOPS)
    desk.groups.rows.set((ShopGroup("g1", "Miền Bắc", (SHOPS[0].shop.id, SHOPS[1].shop.id)),))
    desk.views.rows.set((SavedView("v1", "Sáng sớm", InboxQuery()),))
    desk.tags.rows.set((Tag("t1", "Đã chốt"),))
    return open_it(window)


def open_it(window: MainWindow) -> Switcher:
    window.actions_.trigger("switcher")
    return window.findChildren(Switcher)[-1]


def names(switcher: Switcher) -> list[str]:
    return [target.name for target in switcher.offered]


def press(switcher: Switcher, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(switcher.field, key, held or Qt.KeyboardModifier.NoModifier)


def test_before_anything_is_typed_it_offers_some_of_everything(opened: Switcher) -> None:
    kinds = [target.kind for target in opened.offered]
    assert kinds.count("conversation") == FIRST
    assert {"shop", "group", "view", "tag", "command"} <= set(kinds)
    assert len(kinds) <= MOST
    assert opened.offered[0].name == NAMES[0]


def test_names_are_found_without_marks_best_first(opened: Switcher) -> None:
    opened.field.setText("ngoc")
    assert names(opened)[:2] == ["Ngọc", "Trần Ngọc Quân"]
    opened.field.setText("dang uoc")
    assert names(opened)[0] == "Đặng Hữu Ước"
    opened.field.setText("u2")
    assert "Trần Ngọc Quân" in names(opened)
    opened.field.setText("da chot")
    assert (opened.offered[0].kind, names(opened)[0]) == ("tag", "Đã chốt")
    opened.field.setText("ctrl+j")
    assert names(opened)[0] == "Next who waits for an answer"


@pytest.mark.parametrize(
    "words", ["   ", "không có ai tên này", "%_'\"", "<img src=x>", "\u202eabc", "a" * 500]
)
def test_whatever_is_typed_the_last_line_searches_for_it(
    window: MainWindow, opened: Switcher, words: str
) -> None:
    opened.field.setText(words)
    kinds = [target.kind for target in opened.offered]
    assert kinds.count("search") == (1 if words.strip() else 0)
    opened.grab()
    if words.strip():
        assert kinds[-1] == "search"
        opened.list.setCurrentRow(len(kinds) - 1)
        press(opened, Qt.Key.Key_Return)
        assert window.inbox.head.search.text() == words.strip()[:200]


def test_enter_opens_a_conversation_to_write_in(
    window: MainWindow, desk: fakes.Desk, opened: Switcher
) -> None:
    opened.field.setText("dang")
    press(opened, Qt.Key.Key_Return)
    assert desk.inbox.opened.value == ROWS[1].key
    assert window.chat.calls[-1] == "focus_composer"
    assert not opened.isVisible()


def test_it_goes_to_shops_groups_views_tags_and_commands(
    window: MainWindow, desk: fakes.Desk, opened: Switcher
) -> None:
    def go(words: str, kind: str) -> None:
        switcher = open_it(window)
        switcher.field.setText(words)
        assert switcher.offered[0].kind == kind
        press(switcher, Qt.Key.Key_Enter)

    opened.close()
    go("my pham", "shop")
    assert desk.inbox.query.value.shops == {SHOPS[1].shop.id}
    go("mien bac", "group")
    assert desk.groups.opened == ["g1"]
    go("sang som", "view")
    assert desk.views.opened == ["v1"]
    desk.inbox.query.set(InboxQuery(filters=frozenset({Filter.UNREAD})))
    go("da chot", "tag")
    assert desk.inbox.query.value == InboxQuery(tags=frozenset({"t1"}))
    go("larger", "command")
    assert desk.preferences.settings.value.zoom == 110
    assert desk.inbox.opened.value is None
    assert "focus_composer" not in window.chat.calls


def test_arrows_go_round_and_esc_and_its_own_key_leave(
    window: MainWindow, desk: fakes.Desk, opened: Switcher
) -> None:
    opened.field.setText("nguoi mua")
    press(opened, Qt.Key.Key_Up)
    assert opened.offered[opened.list.currentRow()].kind == "search"
    press(opened, Qt.Key.Key_Down)
    press(opened, Qt.Key.Key_Down)
    assert opened.list.currentRow() == 1
    press(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    again = open_it(window)
    press(again, Qt.Key.Key_K, CTRL)
    assert not again.isVisible()
    assert desk.inbox.opened.value is None


def test_enter_that_ends_a_word_of_an_input_method_goes_nowhere(
    desk: fakes.Desk, opened: Switcher
) -> None:
    QApplication.sendEvent(opened.field, QInputMethodEvent("ngo", []))
    press(opened, Qt.Key.Key_Return)
    assert opened.isVisible()
    assert desk.inbox.opened.value is None
    done = QInputMethodEvent()
    done.setCommitString("ngọc")
    QApplication.sendEvent(opened.field, done)
    press(opened, Qt.Key.Key_Return)
    assert desk.inbox.opened.value == ROWS[3].key


def test_a_conversation_that_moves_is_still_the_one_that_was_chosen(
    desk: fakes.Desk, opened: Switcher
) -> None:
    opened.field.setText("thao")
    desk.inbox.rows.set((ROWS[20], *ROWS[5:20], ROWS[0]))
    press(opened, Qt.Key.Key_Return)
    assert desk.inbox.opened.value == ROWS[0].key


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_fits_into_a_small_window(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: fakes.Desk, language: str
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language=language, zoom=125))
    window = make_window(1024, 680)
    desk.tell(ROWS, SHOPS)
    switcher = open_it(window)
    qtbot.waitUntil(switcher.isVisible)
    assert switcher.width() <= window.width()
    assert switcher.height() <= window.height() - 72
