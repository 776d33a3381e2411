"""What stands above the first row and in the holes, and what can be done about it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from nobi_desktop.domain.history import MessagesSync
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.ui import i18n
from nobi_desktop.ui.chat import reach, rows
from nobi_desktop.ui.chat.bubbles.head import lay_head
from nobi_desktop.ui.chat.bubbles.sheet import Label
from nobi_desktop.ui.chat.look import Look
from nobi_desktop.ui.chat.pane import ChatPane
from nobi_desktop.ui.chat.reach import Reach
from nobi_desktop.ui.theme import tokens
from tests.ui.chat.desk import KEY, OTHER, Desk, act, message, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY = 86_400


def words(pane: ChatPane, row: int) -> list[str]:
    """The words that are ours on a row, what stands above it among them."""
    drawn = pane.timeline.rows.drawn(row)
    return [piece.text for piece in drawn.sheet.pieces if isinstance(piece, Label)]


def actions(pane: ChatPane, row: int) -> list[str]:
    return [action.name for action in pane.timeline.rows.drawn(row).sheet.actions]


def test_the_top_tells_how_far_back_all_is_here_and_loads_more(pane: ChatPane, desk: Desk) -> None:
    since = int(time.time()) - 40 * DAY
    opened(desk, message(), reaches_start=False, complete_since=since)
    assert any(said.startswith("Complete back to ") for said in words(pane, 0))
    assert "Load older messages" in words(pane, 0)
    act(pane, 0, "older")
    assert desk.history.calls == [("sync_messages",)]


def test_where_rows_are_held_above_the_top_says_nothing(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), reaches_start=False, older=True, complete_since=5)
    assert "older" not in actions(pane, 0)


def test_the_beginning_is_told(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), complete_since=0)
    assert "The conversation begins here" in words(pane, 0)
    assert actions(pane, 0) == []
    opened(desk, message(), complete_since=int(time.time()), window=2)
    assert "The conversation begins here; some messages are missing" in words(pane, 0)
    assert actions(pane, 0) == ["older"]


def test_a_reading_is_counted_and_its_failure_told(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), reaches_start=False, complete_since=-1)
    assert "Older messages are not loaded yet" in words(pane, 0)
    desk.history.syncing.set(MessagesSync(KEY))
    assert "Loading older messages…" in words(pane, 0)
    desk.history.syncing.set(MessagesSync(KEY, 120))
    assert "Loading older messages: 120 so far" in words(pane, 0)
    assert actions(pane, 0) == ["stop_older"]
    act(pane, 0, "stop_older")
    assert desk.history.calls == [("stop_messages",)]
    desk.history.syncing.set(None)
    assert "Older messages are not loaded yet" in words(pane, 0)
    # What is held up goes on by itself, and can be stopped.
    desk.history.syncing.set(MessagesSync(KEY, 130, code="offline"))
    assert "TikTok Shop cannot be reached" in words(pane, 0)
    assert actions(pane, 0) == ["stop_older"]
    desk.history.syncing.set(MessagesSync(KEY, 130, done=True, code="offline"))
    assert "Try again" in words(pane, 0)
    desk.history.syncing.set(MessagesSync(KEY, 130, done=True, code="never heard of"))
    assert "Older messages could not be loaded" in words(pane, 0)
    desk.history.syncing.set(MessagesSync(KEY, 131, done=True))
    assert "Older messages are not loaded yet" in words(pane, 0)


def test_the_reading_of_another_conversation_is_not_told_here(pane: ChatPane, desk: Desk) -> None:
    desk.history.syncing.set(MessagesSync(OTHER, 120))
    opened(desk, message(), reaches_start=False)
    assert not any("120" in said for said in words(pane, 0))


def test_what_stands_above_can_be_clicked_and_reached_by_key(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), reaches_start=False, complete_since=0)
    view = pane.timeline
    drawn = view.rows.drawn(0)
    place = drawn.sheet.actions[0].rects[0].center()
    assert place.y() < 0
    top = view.place.top(0, view.viewport().height()) + drawn.lead
    found = view._at(QPointF(place.x(), place.y() + top))
    assert found is not None
    assert found[1].action_at(found[2]) == 0
    assert view.reachable() == [(view.rows.key_at(0), 0)]


def test_the_top_changes_and_no_bubble_moves(pane: ChatPane, desk: Desk) -> None:
    shown = tuple(message(f"tin {n}") for n in range(60))
    opened(desk, *shown, reaches_start=False, complete_since=0)
    view = pane.timeline
    view.verticalScrollBar().setValue(0)
    high = view.viewport().height()

    def place() -> int:
        return view.place.top(3, high) + view.rows.drawn(3).lead

    before = place()
    desk.history.syncing.set(MessagesSync(KEY, 3))
    desk.history.syncing.set(MessagesSync(KEY, code="budget"))
    assert place() == before


def test_a_hole_is_filled_when_asked_and_says_when_nothing_came(
    pane: ChatPane, desk: Desk, monkeypatch: Any
) -> None:
    opened(desk, message(), Hole(7, "m1"), message())
    assert words(pane, 1) == ["Messages are loading here", "Load now"]
    act(pane, 1, "fill")
    assert ("fill", 7) in desk.timeline.calls
    assert words(pane, 1) == ["Loading these messages…"]
    assert actions(pane, 1) == []
    assert pane.timeline.rows.waiting() == [1]
    later = time.monotonic() + reach.PATIENCE + 1
    monkeypatch.setattr(rows.time, "monotonic", lambda: later)
    pane.timeline._time_passed()
    assert words(pane, 1) == ["Nothing has come yet", "Try again"]
    act(pane, 1, "fill")
    assert words(pane, 1) == ["Loading these messages…"]
    much_later = later + 10 * reach.PATIENCE
    monkeypatch.setattr(rows.time, "monotonic", lambda: much_later)
    assert pane.timeline.rows.waiting() == []


def test_holes_say_that_loading_failed(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), Hole(7, "m1"), message())
    desk.history.syncing.set(MessagesSync(KEY, code="offline"))
    assert words(pane, 1) == ["Messages are loading here", "Load now"]
    desk.history.syncing.set(MessagesSync(KEY, done=True, code="offline"))
    assert words(pane, 1) == ["These messages could not be loaded", "Try again"]


def test_holes_of_a_shop_that_is_not_read_do_not_say_loading(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message(), Hole(7, "m1"), message())
    shop = Shop(KEY.shop, "Hà")
    for told, said in (
        (ShopState.OFFLINE, "Messages are missing here"),
        (ShopState.CATCHING_UP, "Messages are loading here"),
        (ShopState.STOPPED, "Messages are missing here"),
    ):
        desk.shops.rows.set((ShopRow(shop, ShopStatus(shop.id, told)),))
        assert words(pane, 1)[0] == said


@pytest.mark.parametrize("zoom", [80, 100, 160])
@pytest.mark.parametrize("width", [200, 360, 900])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_top_has_room_or_breaks_its_line(
    language: str, width: int, zoom: int, qapp: Any
) -> None:
    i18n.install(language)
    whole = Reach(since=1_700_000_000, busy=True, messages=10**9)
    for told in (
        whole,
        replace(whole, busy=False),
        replace(whole, busy=False, begins=True),
        replace(whole, busy=False, code="budget"),
        Reach(),
        Reach(busy=True),
    ):
        sheet = lay_head(told, width, Look(tokens.load("light", zoom)))
        assert sheet is not None
        labels = [piece for piece in sheet.pieces if isinstance(piece, Label)]
        assert all(label.y + label.height <= sheet.height for label in labels)
        assert all(not rect.isEmpty() for a in sheet.actions for rect in a.rects)
    assert lay_head(Reach(held=True), width, Look(tokens.load("light", zoom))) is None
