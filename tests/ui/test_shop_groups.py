"""Merging shops: ticks open one inbox, and a group keeps them with a name and a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.ui import i18n
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.shop_groups import ShopGroups
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes, shops
from tests.ui.dialogs import LEFT, nothing_clipped, press, small_window
from tests.ui.test_hostile import TEXTS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROWS = (
    shops.row(0, branch="b1"),
    shops.row(1, branch="b2"),
    shops.row(2, branch="b1"),
    shops.row(3),
    shops.row(4, ShopState.DISCONNECTED),
)


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., ShopGroups]:
    def open_it(about: str = "") -> ShopGroups:
        desk.branches.rows.set(shops.BRANCHES)
        desk.tell((), ROWS)
        return dialogs.watched(
            dialogs.opened(window, ShopGroups, "groups", about, name="shopGroups")
        )

    return open_it


def tick(qtbot: QtBot, dialog: ShopGroups, name: str) -> TickRow:
    found = dialog.findChild(TickRow, name)
    assert found is not None
    qtbot.mouseClick(found, LEFT)
    return found


def count(dialog: ShopGroups) -> str:
    return dialog.findChild(QLabel, "tickedCount").text()


def test_ticked_shops_are_opened_together(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    go = dialog.findChild(QPushButton, "openMerged")
    assert count(dialog) == "Tick at least two shops."
    tick(qtbot, dialog, "tick_s3")
    assert not go.isEnabled()
    assert dialog.findChild(TickRow, "tick_s4") is None
    tick(qtbot, dialog, "tick_s1")
    assert go.text() == "Open 2 shops together"
    press(qtbot, dialog, "openMerged")
    assert desk.inbox.query.value.shops == {"s1", "s3"}
    assert not dialog.isVisible()


def test_a_branch_is_ticked_at_once(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    head = tick(qtbot, dialog, "tickBranch_b1")
    assert dialog.ticks.chosen() == ("s0", "s2")
    assert count(dialog) == "2 shops ticked"
    tick(qtbot, dialog, "tick_s0")
    assert not head.isChecked()
    assert head.accessibleDescription() == "1 of 2 ticked"
    tick(qtbot, dialog, "tickBranch_b1")
    tick(qtbot, dialog, "tickBranch_b1")
    assert dialog.ticks.chosen() == ()


def test_what_a_search_hides_stays_ticked(opened: Callable[..., ShopGroups], qtbot: QtBot) -> None:
    dialog = opened()
    tick(qtbot, dialog, "tick_s3")
    qtbot.keyClicks(dialog.ticks.search, "sai gon")
    shown = [row for row in dialog.findChildren(TickRow) if not row.isHidden()]
    assert [row.objectName() for row in shown] == ["tickBranch_b2", "tick_s1"]
    tick(qtbot, dialog, "tickBranch_b2")
    assert dialog.ticks.chosen() == ("s1", "s3")


def test_what_is_on_show_is_ticked_at_first(
    opened: Callable[..., ShopGroups], desk: fakes.Desk
) -> None:
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s3"})))
    assert opened().ticks.chosen() == ("s0", "s3")


def test_a_group_is_saved_with_a_key(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.groups.rows.set(shops.GROUPS)
    dialog = opened()
    tick(qtbot, dialog, "tick_s1")
    tick(qtbot, dialog, "tick_s3")
    press(qtbot, dialog, "saveGroup")
    trouble = dialog.findChild(QLabel, "troubleText")
    assert trouble.text() == "Enter a name."
    assert dialog.name.entry.property("wrong")
    shops.write(dialog.name.entry, "Miền Bắc")
    press(qtbot, dialog, "saveGroup")
    assert trouble.text() == "This name is taken. Choose another."
    shops.write(dialog.name.entry, " 2")
    assert dialog.key.itemText(1) == "Ctrl+1 – moves here from Miền Bắc"
    dialog.key.setCurrentIndex(1)
    press(qtbot, dialog, "saveGroup")
    assert desk.groups.rows.value[-1] == ShopGroup("g2", "Miền Bắc 2", ("s1", "s3"), 1)
    assert dialog.list.current() == "g2"
    assert dialog.isVisible()


def test_a_group_is_changed(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.groups.rows.set((ShopGroup("g1", "Miền Bắc", ("s0", "s2", "s4"), key=1),))
    dialog = opened("g1")
    assert dialog.name.text() == "Miền Bắc"
    assert dialog.key.currentData() == 1
    assert dialog.ticks.chosen() == ("s0", "s2")
    tick(qtbot, dialog, "tick_s3")
    dialog.name.entry.selectAll()
    shops.write(dialog.name.entry, "Mới")
    press(qtbot, dialog, "saveGroup")
    # A shop that is given up cannot be ticked, and is not lost for that.
    assert desk.groups.rows.value == (ShopGroup("g1", "Mới", ("s0", "s2", "s3", "s4"), 1),)


def test_a_group_is_opened_moved_and_deleted(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    orders: list[tuple[str, ...]] = []
    desk.groups.arrange = orders.append  # type: ignore[assignment, method-assign]
    desk.groups.rows.set((*shops.GROUPS, ShopGroup("g2", "Hai", ("s1", "s3"))))
    dialog = opened()
    view = dialog.list.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert dialog.list.current() == "g1"
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL | SHIFT)
    qtbot.mouseClick(dialog.findChild(QToolButton, "groupsDown"), LEFT)
    assert orders == [("g2", "g1"), ("g2", "g1")]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    asked = dialog.findChild(QDialog, "deleteGroupDialog")
    qtbot.mouseClick(asked.findChild(QPushButton, "confirmButton"), LEFT)
    assert [group.id for group in desk.groups.rows.value] == ["g2"]
    dialog.list.choose("g2")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.groups.opened == ["g2"]
    assert not dialog.isVisible()


def test_the_keyboard_alone_merges(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), ROWS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    dialog = window.findChild(ShopGroups, "shopGroups")
    qtbot.waitUntil(dialog.ticks.search.hasFocus)
    for _ in range(2):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert desk.inbox.query.value.shops == {"s0", "s1"}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_names_stay_letters(
    opened: Callable[..., ShopGroups], desk: fakes.Desk, text: str
) -> None:
    desk.groups.rows.set((replace(shops.GROUPS[0], name=text),))
    dialog = opened("g1")
    desk.shops.rows.set(tuple(shops.row(n, name=text, region=text, code=text) for n in range(3)))
    desk.branches.rows.set((replace(shops.BRANCHES[0], name=text),))
    dialog.grab()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for button in dialog.findChildren(QAbstractButton):
        assert "\n" not in button.text()


@pytest.mark.parametrize("zoom", [100, 160])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    window = small_window(make_window, desk, zoom)
    desk.groups.rows.set(shops.GROUPS)
    desk.tell((), shops.rows(30))
    dialog = dialogs.opened(window, ShopGroups, "groups", "g1", name="shopGroups")
    nothing_clipped(dialog, "saveGroup", "closeButton", "openMerged", "groupsNew")


def test_it_changes_its_language(
    opened: Callable[..., ShopGroups], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Gộp shop")
    assert count(dialog) == "Hãy chọn ít nhất hai shop."
