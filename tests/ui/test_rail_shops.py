"""The rail's tiles are merged, grouped, moved and filtered, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import i18n
from nobi_desktop.ui.chat.shop_tag import ShopTag
from nobi_desktop.ui.inbox.rail_heading import RailHeading
from nobi_desktop.ui.inbox.rail_order import moved, sections
from nobi_desktop.ui.inbox.shop_tile import AddTile, GroupTile, ShopTile
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes, shops
from tests.ui.test_hostile import TEXTS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

# The plugin without a screen has no cursor to warp, and says so when a menu pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def tile(window: MainWindow, number: int) -> ShopTile:
    found = window.findChild(ShopTile, f"tile_s{number}")
    assert found is not None
    return found


def shown(desk: fakes.Desk) -> set[str]:
    return set(desk.inbox.query.value.shops)


def order(window: MainWindow) -> list[str]:
    """The names of what stands on the rail, from above."""
    return [widget.objectName() for widget in window.rail._placed]


def menu_of(qtbot: QtBot, widget: QWidget, name: str) -> QMenu:
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), widget.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(widget, event)
    found = widget.window().findChild(QMenu, name)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def press(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert action is not None
    assert action.isEnabled()
    menu.hide()
    action.trigger()


def mouse(tile: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    """A mouse event with the left button at a place of the screen."""
    held = LEFT if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    button = LEFT if kind != QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    local = QPointF(tile.mapFromGlobal(at))
    event = QMouseEvent(kind, local, QPointF(at), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tile, event)


def middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def test_ctrl_merges_and_takes_away(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), shops.rows(4))
    qtbot.mouseClick(tile(window, 0), LEFT)
    qtbot.mouseClick(tile(window, 2), LEFT, CTRL)
    assert shown(desk) == {"s0", "s2"}
    assert window.inbox.head.shops.text() == "2 shops merged"
    tile(window, 3).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tile(window, 3), Qt.Key.Key_Space, CTRL)
    assert shown(desk) == {"s0", "s2", "s3"}
    assert [tile(window, n).isChecked() for n in range(4)] == [True, False, True, True]
    for number in (0, 2, 3):
        qtbot.mouseClick(tile(window, number), LEFT, CTRL)
    assert desk.inbox.query.value == InboxQuery()


def test_shift_reaches_from_the_last_press(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), shops.rows(5))
    qtbot.mouseClick(tile(window, 3), LEFT)
    qtbot.mouseClick(tile(window, 1), LEFT, SHIFT)
    assert shown(desk) == {"s1", "s2", "s3"}
    qtbot.mouseClick(tile(window, 4), LEFT, SHIFT)
    assert shown(desk) == {"s3", "s4"}


def test_the_way_back_to_all(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), (*shops.rows(3), shops.row(8, ShopState.DISCONNECTED)))
    desk.groups.rows.set(shops.GROUPS)
    back = window.findChild(QToolButton, "showAllShops")
    assert back.isHidden()
    assert window.inbox.head.shops.text() == "3 shops"
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s2"})))
    assert window.inbox.head.shops.text() == "Miền Bắc"
    desk.inbox.query.set(InboxQuery(frozenset({"s1"})))
    assert window.inbox.head.shops.text() == "Đồ Bếp 1"
    qtbot.mouseClick(back, LEFT)
    assert desk.inbox.query.value == InboxQuery()
    assert back.isHidden()


def test_groups_have_tiles_and_keys_of_their_own(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), tuple(replace(row, unread=2, unanswered=1) for row in shops.rows(3)))
    desk.groups.rows.set(shops.GROUPS)
    group = window.findChild(GroupTile, "group_g1")
    assert group.accessibleName() == "Group Miền Bắc, 4 unread, 2 unanswered"
    assert "Ctrl+1" in group.toolTip()
    assert "Ctrl+1" not in tile(window, 0).toolTip()
    assert "Ctrl+2" in tile(window, 1).toolTip()
    qtbot.mouseClick(group, LEFT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    assert desk.groups.opened == ["g1", "g1"]
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert shown(desk) == {"s1"}
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s2"})))
    assert group.isChecked()
    desk.groups.rows.set((replace(shops.GROUPS[0], name="Khác", key=0),))
    assert window.findChild(GroupTile, "group_g1") is group
    assert "Ctrl+1" in tile(window, 0).toolTip()
    desk.groups.rows.set(())
    assert "group_g1" not in order(window)


def test_a_group_whose_shop_was_given_up_is_still_the_one_on_show(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), (*shops.rows(2), shops.row(2, ShopState.DISCONNECTED)))
    desk.groups.rows.set((ShopGroup("g1", "Miền Bắc", ("s0", "s1", "s2")),))
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s1"})))
    assert window.findChild(GroupTile, "group_g1").isChecked()
    assert window.inbox.head.shops.text() == "Miền Bắc"


def test_plus_begins_to_connect(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), shops.rows(1))
    add = window.findChild(AddTile, "tileAdd")
    assert add.accessibleName() == "Connect a shop"
    desk.connecting.state.set = lambda _state: None  # type: ignore[method-assign]
    qtbot.mouseClick(add, LEFT)
    assert desk.connecting.calls == [("begin", "")]


def test_branches_have_headings(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(
        (),
        (
            shops.row(0, branch="b2"),
            shops.row(1),
            shops.row(2, branch="b1"),
            shops.row(3, branch="gone"),
            shops.row(4, ShopState.DISCONNECTED, branch="b1"),
        ),
    )
    assert [name for name in order(window) if name.startswith("tile_s")][:2] == [
        "tile_s0",
        "tile_s1",
    ]
    desk.branches.rows.set(shops.BRANCHES)
    assert order(window) == [
        *("heading_b1", "tile_s2"),
        *("heading_b2", "tile_s0"),
        *("heading_", "tile_s1", "tile_s3"),
        *("heading_", "tile_s4"),
        "tileAdd",
    ]
    heading = window.findChild(RailHeading, "heading_b2")
    assert heading.accessibleName() == "Sài Gòn"
    qtbot.mouseClick(heading, LEFT)
    assert shown(desk) == {"s0"}
    window.rail.choose(1)
    assert shown(desk) == {"s2"}


def test_one_branch_alone_on_the_rail(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), (shops.row(0, branch="b2"), shops.row(1), shops.row(2, branch="b1")))
    desk.branches.rows.set(shops.BRANCHES)
    heading = window.findChild(RailHeading, "heading_b2")
    press(menu_of(qtbot, heading, "branchMenu"), "onlyBranch")
    assert order(window) == ["allBranches", "heading_b2", "tile_s0", "tileAdd"]
    assert tile(window, 2).isHidden()
    window.rail.choose(1)
    assert shown(desk) == {"s0"}
    qtbot.mouseClick(window.findChild(RailHeading, "allBranches"), LEFT)
    assert not tile(window, 2).isHidden()
    window.rail.show_only("b2")
    desk.branches.rows.set(())
    assert order(window) == ["tile_s0", "tile_s1", "tile_s2", "tileAdd"]


def test_a_tile_is_dragged(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), shops.rows(4))
    qtbot.waitExposed(window)
    carried, target = tile(window, 0), tile(window, 2)
    start, end = middle(carried), middle(target) + QPoint(0, 20)
    mouse(carried, QEvent.Type.MouseButtonPress, start)
    mouse(carried, QEvent.Type.MouseMove, start + QPoint(0, 2))
    assert window.findChild(QWidget, "tileGhost") is None
    mouse(carried, QEvent.Type.MouseMove, end)
    assert window.findChild(QWidget, "tileGhost").isVisible()
    assert window.findChild(QWidget, "dropLine").isVisible()
    mouse(carried, QEvent.Type.MouseButtonRelease, end)
    assert desk.shops.calls == [("arrange", "s1", "s2", "s0", "s3")]
    assert desk.inbox.asked == []
    assert window.findChild(QWidget, "dropLine").isHidden()
    assert order(window) == ["tile_s1", "tile_s2", "tile_s0", "tile_s3", "tileAdd"]


def test_esc_ends_a_drag_and_nothing_moves(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), shops.rows(3))
    carried = tile(window, 0)
    start, end = middle(carried), middle(tile(window, 2))
    mouse(carried, QEvent.Type.MouseButtonPress, start)
    mouse(carried, QEvent.Type.MouseMove, end)
    qtbot.keyClick(carried, Qt.Key.Key_Escape)
    assert window.findChild(QWidget, "dropLine").isHidden()
    mouse(carried, QEvent.Type.MouseButtonRelease, end)
    assert desk.shops.calls == []
    assert desk.inbox.asked == []


def test_a_tile_dragged_under_another_branch_belongs_to_it(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    desk.tell((), (shops.row(0, branch="b1"), shops.row(1, branch="b2"), shops.row(2, branch="b2")))
    carried, target = tile(window, 0), tile(window, 2)
    start, end = middle(carried), middle(target) + QPoint(0, 20)
    for kind, at in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, end),
        (QEvent.Type.MouseButtonRelease, end),
    ):
        mouse(carried, kind, at)
    assert desk.shops.calls == [("arrange", "s1", "s2", "s0"), ("set_branch", "s0", "b2")]


def test_a_tile_is_moved_by_keys(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), shops.rows(3))
    moving = tile(window, 1)
    moving.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(moving, Qt.Key.Key_Up, CTRL | SHIFT)
    qtbot.keyClick(moving, Qt.Key.Key_Up, CTRL | SHIFT)
    qtbot.keyClick(moving, Qt.Key.Key_Down, CTRL | SHIFT)
    qtbot.keyClick(moving, Qt.Key.Key_Down, CTRL | SHIFT)
    assert desk.shops.calls == [
        ("arrange", "s1", "s0", "s2"),
        ("arrange", "s0", "s1", "s2"),
        ("arrange", "s0", "s2", "s1"),
    ]


def test_every_place_can_be_moved_to() -> None:
    rows = (*shops.rows(3), shops.row(9, ShopState.DISCONNECTED))
    parts = sections(rows, ())
    ids = [row.shop.id for row in rows[:3]]
    for shop in ids:
        for place in range(4):
            made = moved(parts, shop, ("", False), place)
            assert sorted(made) == ["s0", "s1", "s2", "s9"]
            assert made[-1] == "s9"
            rest = [id for id in ids if id != shop]
            before = [id for id in ids[:place] if id != shop]
            assert list(made[:3]) == [*before, shop, *rest[len(before) :]]


def test_the_menu_of_a_shop(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    desk.tell((), shops.rows(3))
    desk.connecting.state.set = lambda _state: None  # type: ignore[method-assign]
    for name in ("look", "pause", "signIn", "leave", "branch_b2", "colour_#C2185B"):
        press(menu_of(qtbot, tile(window, 1), "shopMenu"), name)
        qtbot.waitUntil(lambda: window.findChild(QMenu, "shopMenu") is None)
    assert desk.shops.calls == [
        ("look", "s1"),
        ("pause", "s1"),
        ("set_branch", "s1", "b2"),
        ("recolour", "s1", "#C2185B"),
    ]
    assert desk.connecting.calls == [("begin", "s1")]
    assert desk.leaving.calls == [("ask", "s1")]
    menu = menu_of(qtbot, tile(window, 1), "shopMenu")
    assert menu.findChild(QAction, "branch_b2").isChecked()
    assert not menu.findChild(QAction, "merge").isEnabled()
    press(menu, "showOnly")
    assert shown(desk) == {"s1"}


@pytest.mark.parametrize(
    ("state", "dead"),
    [
        (ShopState.DISCONNECTED, {"look", "pause", "refreshTokens"}),
        (ShopState.STOPPED, {"look"}),
        (ShopState.LIVE, set()),
    ],
)
def test_only_what_applies_can_be_chosen(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk, state: ShopState, dead: set[str]
) -> None:
    desk.tell((), (shops.row(0), shops.row(1, state)))
    menu = menu_of(qtbot, tile(window, 1), "shopMenu")
    names = {"look", "pause", "resume", "refreshTokens", "signIn", "leave", "manager"}
    actions = {a.objectName(): a for a in menu.actions() if a.objectName() in names}
    assert {name for name, action in actions.items() if not action.isEnabled()} == dead
    assert ("resume" in actions) is (state is ShopState.STOPPED)
    menu.hide()


def test_a_refresh_by_menu_is_told_in_the_manager(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), shops.rows(3))
    press(menu_of(qtbot, tile(window, 1), "shopMenu"), "refreshTokens")
    manager = window.findChild(QDialog, "shopManager")
    assert manager.isVisible()
    assert manager._chosen == "s1"
    assert desk.shops.calls == [("refresh_tokens", "s1")]
    manager.close()


def test_news_of_one_shop_repaints_its_tile_alone(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), shops.rows(20))
    qtbot.waitExposed(window)
    qtbot.wait(20)
    painted: list[str] = []
    tiles = [tile(window, n) for n in range(20)]
    for each in tiles:
        each.update = partial(painted.append, each.objectName())  # type: ignore[method-assign]
    rows: list[ShopRow] = list(desk.shops.rows.value)
    rows[3] = replace(rows[3], unread=9)
    rows[4] = replace(rows[4], status=replace(rows[4].status, complete_until=1_767_000_000.0))
    desk.shops.rows.set(tuple(rows))
    assert painted == ["tile_s3"]
    assert [tile(window, n) for n in range(20)] == tiles


def test_the_ends_of_a_long_rail_fade(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), shops.rows(30))
    area = window.rail._scroll
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    fades = [child for child in area.children() if type(child).__name__ == "_Fade"]
    assert [fade.isHidden() for fade in fades] == [True, False]
    bar.setValue(bar.maximum())
    assert [fade.isHidden() for fade in fades] == [False, True]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_names_stay_letters(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk, text: str
) -> None:
    desk.branches.rows.set((replace(shops.BRANCHES[0], name=text),))
    desk.tell((), (shops.row(0, name=text, branch="b1"), shops.row(1, name=text)))
    desk.groups.rows.set((replace(shops.GROUPS[0], name=text, shops=("s0", "s1")),))
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s1"})))
    window.grab()
    menu = menu_of(qtbot, tile(window, 0), "shopMenu")
    menu.grab()
    for action in menu.findChildren(QAction):
        assert "\n" not in action.text()
        assert len(action.text()) < 300
    menu.hide()
    assert window.rail.width() == 72
    assert "\n" not in window.inbox.head.shops.text()


def test_the_rail_changes_its_language(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    desk.tell((), (shops.row(0, branch="b1"), shops.row(1)))
    desk.groups.rows.set(shops.GROUPS)
    desk.inbox.query.set(InboxQuery(frozenset({"s0", "s1"})))
    i18n.install("vi")
    qtbot.waitUntil(lambda: window.inbox.head.shops.text() == "2 shop gộp")
    assert window.findChild(AddTile, "tileAdd").accessibleName() == "Kết nối shop"
    assert "chưa xem" in tile(window, 0).accessibleName()
    headings = [w for w in window.rail._placed if isinstance(w, RailHeading)]
    assert [heading.accessibleName() for heading in headings] == ["Hà Nội", "Khác"]


@pytest.mark.parametrize("zoom", [100, 160])
def test_all_of_a_full_rail_can_be_reached(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language="vi", zoom=zoom))
    window = make_window(1024, 680)
    desk.branches.rows.set(shops.BRANCHES)
    desk.groups.rows.set(shops.GROUPS)
    desk.tell((), tuple(shops.row(n, branch=("b1", "b2", "")[n % 3]) for n in range(30)))
    area = window.rail._scroll
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    for widget in window.rail._placed:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        area.ensureWidgetVisible(widget)
        port = area.viewport()
        assert QRect(widget.mapTo(port, QPoint(0, 0)), widget.size()).intersects(port.rect())
    gear = window.findChild(QToolButton, "settingsButton")
    assert gear.geometry().bottom() < window.rail.height()


@pytest.mark.parametrize("zoom", [100, 160])
def test_shops_of_one_colour_and_one_beginning_are_told_apart(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    desk.preferences.settings.set(Settings(theme="light", language="vi", zoom=zoom, list_width=280))
    window = make_window(1024, 680)
    row = fakes.row(0, unread=120, unanswered=True)
    name = "Thời trang nữ cao cấp chính hãng Hà My chi nhánh "
    pictures = []
    for end in ("Hà Nội", "Sài Gòn"):
        desk.tell((row._replace(shop_name=name + end),), shops.rows(2))
        view = window.inbox.list
        pictures.append(view.viewport().grab(view.visualRect(view.rows.index(0))).toImage())
        tag = ShopTag(window)
        tag.show_shop(name + end, "#0F9D7A")
        assert end in tag.toolTip()
        pictures.append(tag.grab().toImage())
    assert pictures[0] != pictures[2]
    assert pictures[1] != pictures[3]
