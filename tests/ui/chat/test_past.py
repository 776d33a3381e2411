"""The timeline in the past: a wanted message comes into sight, and newer rows move nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle

from nobi_desktop.domain.message import Role
from nobi_desktop.domain.timeline import TimelineRow
from nobi_desktop.ui.chat import glow
from nobi_desktop.ui.chat.bubbles.text import Block, units
from nobi_desktop.ui.chat.timeline_view import TimelineView
from nobi_desktop.ui.theme import tokens
from tests.ui.chat.desk import NOON, OTHER, message, outgoing, state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def many(count: int) -> tuple[TimelineRow, ...]:
    return tuple(
        message("Chị ơi " * (place % 9 + 1), role=Role.BUYER, created=NOON + place)
        for place in range(count)
    )


def where(view: TimelineView, row: TimelineRow) -> int:
    """How far from the top of the view the bubble of `row` begins."""
    high = view.viewport().height()
    at = view.rows.rows.index(row)
    return view.place.top(at, high) + view.rows.drawn(at).lead


def id_of(row: TimelineRow) -> str:
    return row.id  # type: ignore[union-attr, return-value]


def test_a_wanted_message_comes_into_the_middle_and_lights_up(view: TimelineView) -> None:
    rows = many(200)
    view.show_state(state(*rows))
    view.show_state(state(*rows, wanted=id_of(rows[40]), asked=1))
    high = view.rows.drawn(40).sheet.height
    middle = where(view, rows[40]) + high / 2
    assert abs(middle - view.viewport().height() / 2) <= 2
    assert view.glow.key == f"m{id_of(rows[40])}"
    assert not view.at_bottom()


def test_the_same_asking_is_followed_once(view: TimelineView) -> None:
    rows = many(200)
    asked = {"wanted": id_of(rows[40]), "asked": 4}
    view.show_state(state(*rows, **asked))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = where(view, rows[100])
    view.show_state(state(*rows, message("mới"), **asked))
    assert where(view, rows[100]) == before
    view.show_state(state(*rows, wanted=id_of(rows[40]), asked=5))
    assert where(view, rows[100]) != before


def test_a_message_that_comes_later_than_its_wish_is_shown_when_it_comes(
    view: TimelineView,
) -> None:
    old, rows = many(120), many(60)
    view.show_state(state(*rows))
    view.show_state(state(*rows, wanted=id_of(old[50]), asked=1))
    assert view.glow.key == ""
    view.show_state(state(*old, *rows, wanted=id_of(old[50]), asked=1))
    assert view.glow.key == f"m{id_of(old[50])}"
    assert 0 < where(view, old[50]) < view.viewport().height()


def test_whoever_scrolls_meanwhile_is_left_where_they_are(view: TimelineView) -> None:
    old, rows = many(120), many(120)
    view.show_state(state(*rows, wanted="unheld", asked=1))
    view.verticalScrollBar().setValue(900)
    seen = rows[view.place.shown(view.viewport().height())[1]]
    before = where(view, seen)
    view.show_state(state(*old, message(id="unheld"), *rows, wanted="unheld", asked=1))
    assert where(view, seen) == before
    assert view.glow.key == ""


def test_another_conversation_forgets_what_was_wanted(view: TimelineView) -> None:
    rows = many(50)
    view.show_state(state(*rows, wanted=id_of(rows[3]), asked=1))
    view.show_state(state(*many(50), key=OTHER, window=2))
    assert view.glow.key == ""
    assert view.at_bottom()
    view.show_state(state(*rows, wanted=id_of(rows[3]), asked=1, window=3))
    assert view.glow.key == f"m{id_of(rows[3])}"


def test_a_message_that_is_higher_than_the_view_shows_its_beginning(view: TimelineView) -> None:
    tall = message("dòng\n" * 55)
    rows = (*many(40), tall, *many(40))
    view.show_state(state(*rows, wanted=tall.id, asked=1))
    assert 0 < where(view, tall) < 100


def test_the_light_goes_out(view: TimelineView, qtbot: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(glow, "SHINES", 20)
    rows = many(30)
    view.show_state(state(*rows, wanted=id_of(rows[3]), asked=1))
    assert view.glow.strength == 1
    qtbot.waitUntil(lambda: view.glow.key == "", timeout=3000)
    assert view.glow.strength == 0


def test_without_motion_the_light_never_fades(
    view: TimelineView, qtbot: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(glow, "SHINES", 0)
    monkeypatch.setattr(glow, "FADES", 20)
    plain = view.style().styleHint

    def still(hint: QStyle.StyleHint, *values: Any) -> int:
        return 0 if hint is QStyle.StyleHint.SH_Widget_Animation_Duration else plain(hint, *values)

    class Still:
        styleHint = staticmethod(still)

    monkeypatch.setattr(view.glow, "_view", type("V", (), {"style": staticmethod(Still)})())
    seen: list[float] = []
    monkeypatch.setattr(view.glow, "_changed", lambda: seen.append(view.glow.strength))
    rows = many(30)
    view.show_state(state(*rows, wanted=id_of(rows[3]), asked=1))
    qtbot.waitUntil(lambda: view.glow.key == "", timeout=3000)
    assert seen == [1, 0]


def test_newer_rows_are_asked_for_once_near_the_end(view: TimelineView, qtbot: Any) -> None:
    asked: list[int] = []
    view.newer_wanted.connect(lambda: asked.append(1))
    rows = many(200)
    view.show_state(state(*rows, newer=True, wanted=id_of(rows[60]), asked=1))
    QTest.qWait(1)
    assert asked == []
    bar = view.verticalScrollBar()
    for less in (300, 200, 100, 0):
        bar.setValue(bar.maximum() - less)
    qtbot.waitUntil(lambda: asked == [1], timeout=500)


def test_newer_rows_move_nothing_and_are_no_news(view: TimelineView) -> None:
    told: list[bool] = []
    view.bottom_seen.connect(told.append)
    rows, newer = many(100), many(60)
    view.show_state(state(*rows, newer=True, wanted=id_of(rows[50]), asked=1))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    before = where(view, rows[-1])
    view.show_state(state(*rows, *newer, outgoing(), newer=False))
    assert where(view, rows[-1]) == before
    assert view._below == 0
    assert True not in told
    view.to_bottom()
    assert told[-1] is True


def test_the_end_of_the_past_is_not_the_bottom(view: TimelineView) -> None:
    told: list[bool] = []
    view.bottom_seen.connect(told.append)
    view.show_state(state(*many(2), newer=True))
    assert told == [False]
    assert not view.at_bottom()
    assert view.jump.isVisible()


def test_the_button_down_asks_for_the_newest_and_lands_there(view: TimelineView) -> None:
    asked: list[int] = []
    view.newest_wanted.connect(lambda: asked.append(1))
    rows = many(100)
    newest = many(60)
    view.show_state(state(*rows, newer=True, wanted=id_of(rows[50]), asked=1))
    view.jump.click()
    assert asked == [1]
    assert not view.at_bottom()
    # Also where a line of unread messages stands higher up: the seller asked for the newest.
    view.show_state(state(*newest, window=2, unread_from=id_of(newest[5])))
    assert view.at_bottom()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert asked == [1]


def test_a_window_that_turns_to_the_past_leaves_the_bottom(view: TimelineView) -> None:
    rows = many(60)
    view.show_state(state(*rows))
    assert view.at_bottom()
    view.show_state(state(*many(30), *rows, newer=True))
    assert not view.at_bottom()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from(("older", "newer", "live", "drop")), st.integers(1, 40)),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 1000),
)
def test_nothing_jumps_in_the_past(
    view: TimelineView, changes: list[tuple[str, int]], at: int
) -> None:
    rows = list(many(120))
    view.show_state(state(*rows, newer=True, window=at + 1000))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() * at // 1000)
    for what, number in changes:
        high = view.viewport().height()
        shown = [row for row in view.place.shown(high) if where(view, rows[row]) >= 0]
        row = rows[shown[0] if shown else view.place.shown(high)[0]]
        before = where(view, row)
        newer = True
        if what == "older":
            rows[:0] = many(number)
        elif what == "newer":
            rows += many(number)
        elif what == "live":
            newer = False
        else:
            rows = rows[:20] + rows[20 + number :] if rows.index(row) > 20 + number else rows
        view.show_state(state(*rows, newer=newer, window=at + 1000))
        assert where(view, row) == before


# Words that are looked for


def marks(view: TimelineView, row: int, words: str) -> list[tuple[int, int]]:
    block = view.rows.drawn(row).sheet.texts[0]
    assert isinstance(block, Block)
    return block._marked(words)


def test_marks_stand_at_the_words_in_units_of_qt(view: TimelineView) -> None:
    said = "🥰🥰 Đổi SIZE\n🎉 size L"
    view.show_state(state(message(said), words="size"))
    found = marks(view, 0, "size")
    first, second = said.index("SIZE"), said.index("size")
    assert found == [
        (units(said[:first]), units(said[:first]) + 4),
        (units(said[:second]), units(said[:second]) + 4),
    ]


def has(view: TimelineView, colour: QColor) -> bool:
    picture = view.viewport().grab().toImage()
    return any(
        picture.pixelColor(x, y) == colour
        for y in range(0, picture.height(), 2)
        for x in range(picture.width())
    )


def test_words_are_marked_and_the_marks_go(view: TimelineView) -> None:
    view.resize(300, 160)
    rows = (message("Còn size nào"),)
    ground = tokens.current().mark
    view.show_state(state(*rows))
    assert not has(view, ground)
    view.show_state(state(*rows, words="SIZE"))
    assert has(view, ground)
    view.show_state(state(*rows))
    assert not has(view, ground)


def test_marking_measures_nothing_anew(view: TimelineView) -> None:
    rows = many(500)
    view.show_state(state(*rows))
    view.viewport().repaint()
    before = view.rows.measured
    for words in ("c", "ch", "chi", "", "oi"):
        view.show_state(state(*rows, words=words))
        view.viewport().repaint()
    assert view.rows.measured == before


@pytest.mark.parametrize("words", ["\ud800", "%", "\u202e", "\u0301", "a" * 500, "\0", " "])
def test_strange_words_harm_nothing(view: TimelineView, words: str) -> None:
    rows = (message("\ud800a\0b\u202e%"), message("H" + "\u0301" * 300), message("a" * 5000))
    view.show_state(state(*rows, words=words))
    view.viewport().repaint()
    for row in range(3):
        for start, end in marks(view, row, words):
            assert 0 <= start < end


def test_one_text_has_no_more_marks_than_can_be_painted(view: TimelineView) -> None:
    view.show_state(state(message("a b " * 900), words="a"))
    assert len(marks(view, 0, "a")) == 200
