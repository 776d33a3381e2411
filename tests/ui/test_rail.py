"""The rail: tiles for shops, what they tell, and what a press asks for."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus
from nobi_desktop.ui.inbox.shop_tile import AllTile, ShopTile
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes


def tile_of(window: MainWindow, number: int) -> ShopTile:
    found = window.findChild(ShopTile, f"tile_{fakes.SHOPS[number].id}")
    assert found is not None
    return found


def test_a_press_asks_for_a_shop_and_the_query_draws_the_ring(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), (fakes.tile(0), fakes.tile(1)))
    everything = window.findChild(AllTile, "tileAll")
    assert everything.isChecked()
    qtbot.mouseClick(tile_of(window, 1), Qt.MouseButton.LeftButton)
    assert desk.inbox.query.value == InboxQuery(frozenset({fakes.SHOPS[1].id}))
    assert tile_of(window, 1).isChecked()
    assert not everything.isChecked()
    desk.inbox.query.set(InboxQuery())
    assert everything.isChecked()
    assert not tile_of(window, 1).isChecked()


def test_tiles_follow_their_shops(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), tuple(fakes.tile(n) for n in range(3)))
    kept = tile_of(window, 2)
    desk.shops.rows.set((fakes.tile(2), fakes.tile(0)))
    assert tile_of(window, 2) is kept
    places = window.rail._places
    assert places.indexOf(kept) == 0
    assert places.indexOf(tile_of(window, 0)) == 1
    qtbot.waitUntil(lambda: window.findChild(ShopTile, f"tile_{fakes.SHOPS[1].id}") is None)


@pytest.mark.parametrize("state", ShopState)
def test_a_state_is_told_in_words_and_by_a_sign(
    window: MainWindow, desk: fakes.Desk, state: ShopState
) -> None:
    desk.tell((), (fakes.tile(0, state, unread=5),))
    tile = tile_of(window, 0)
    assert tile.accessibleName().startswith("Thời trang Hà, 5 unread, ")
    assert tile.accessibleDescription()
    image = tile.grab().toImage()
    other = ShopState.STOPPED if state is ShopState.LIVE else ShopState.LIVE
    desk.shops.rows.set((fakes.tile(0, other, unread=5),))
    assert tile.grab().toImage() != image


def test_all_counts_every_shop_and_a_badge_is_capped(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), (fakes.tile(0, unread=70), fakes.tile(1, unread=60)))
    everything = window.findChild(AllTile, "tileAll")
    assert everything.accessibleName() == "All shops, 130 unread"
    assert everything._unread == 130


def test_the_foot_tells_the_worst_of_the_shops_on_show(
    window: MainWindow, desk: fakes.Desk
) -> None:
    now = time.time()
    desk.tell((), (fakes.tile(0, complete=now), fakes.tile(1, complete=now - 600)))

    def told() -> str:
        return window.rail._complete.text()

    def clock(moment: float) -> str:
        return time.strftime("%H:%M:%S", time.localtime(moment))

    worst = told()
    desk.inbox.query.set(InboxQuery(frozenset({fakes.SHOPS[0].id})))
    assert told() == f"Complete to\n{clock(now)}"
    assert worst != told()
    desk.shops.rows.set((fakes.tile(0), fakes.tile(1, complete=now)))
    assert told() == "Not yet\ncomplete"
    paused = fakes.tile(0, ShopState.STOPPED)
    paused = replace(paused, shop=replace(paused.shop, paused=True))
    desk.inbox.query.set(InboxQuery())
    desk.shops.rows.set((paused, fakes.tile(1, complete=now)))
    assert told() == f"Complete to\n{clock(now)}"
    desk.shops.rows.set(())
    assert window.rail._complete.isHidden()


def test_the_foot_can_be_read(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), (fakes.tile(0, complete=time.time()),))
    window.grab()
    ink = window.rail._complete.palette().windowText().color()
    assert tokens.contrast(ink, tokens.current().rail) >= 4.5


def test_a_tile_answers_the_keyboard(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((), (fakes.tile(0), fakes.tile(1)))
    tile = tile_of(window, 0)
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert desk.inbox.query.value.shops == {fakes.SHOPS[0].id}


def test_a_long_name_and_a_bright_colour_are_no_trouble(
    window: MainWindow, desk: fakes.Desk
) -> None:
    shops = [
        Shop("1", "WWWWWW WWWWWW", colour="#FFFFFF"),
        Shop("2", "", colour="javascript:"),
        Shop("3", "\u202e\u0301", colour=""),
    ]
    desk.tell((), tuple(ShopRow(shop, ShopStatus(shop.id), 5000) for shop in shops))
    window.rail.grab()


def test_many_shops_scroll_and_the_foot_stays(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    rows = tuple(ShopRow(Shop(str(n), f"Shop {n}"), ShopStatus(str(n))) for n in range(30))
    desk.tell((), rows)
    bar = window.rail._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    gear = window.findChild(QToolButton, "settingsButton")
    assert gear.geometry().bottom() < window.rail.height()


def test_the_chosen_shop_is_brought_into_sight(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    rows = tuple(ShopRow(Shop(str(n), f"Shop {n}"), ShopStatus(str(n))) for n in range(30))
    desk.tell((), rows)
    bar = window.rail._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    desk.inbox.query.set(InboxQuery(frozenset({"29"})))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
