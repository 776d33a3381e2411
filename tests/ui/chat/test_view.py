"""The timeline keeps its place, costs what is in sight, and lets text be taken out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from nobi_desktop.domain.message import Image, Kind, Role
from nobi_desktop.domain.timeline import Hole, TimelineRow
from nobi_desktop.ui.chat.timeline_view import TimelineView
from tests.ui.chat.desk import NOON, Images, message, outgoing, png, state

# The off-screen platform says so for each window that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _many(count: int) -> tuple[TimelineRow, ...]:
    return tuple(
        message(
            "Chị ơi " * (place % 9 + 1),
            role=Role.BUYER if place % 3 else Role.SHOP,
            created=NOON + place // 20,
        )
        for place in range(count)
    )


def _where(view: TimelineView) -> dict[str, int]:
    high = view.viewport().height()
    return {
        view.rows.key_at(row): view.place.top(row, high) + view.rows.drawn(row).lead
        for row in view.place.shown(high)
    }


def _on_screen(view: TimelineView) -> tuple[str, int]:
    """The first bubble that begins in sight, and where."""
    return next((key, y) for key, y in _where(view).items() if y >= 0)


def test_a_conversation_opens_at_its_newest_row(view: TimelineView) -> None:
    view.show_state(state(*_many(300)))
    assert view.at_bottom()
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert not view.jump.isVisible()


def test_few_rows_stand_at_the_bottom(view: TimelineView) -> None:
    view.show_state(state(*_many(2)))
    assert view.verticalScrollBar().maximum() == 0
    assert max(_where(view).values()) > 300


def test_rows_that_come_in_above_move_nothing(view: TimelineView) -> None:
    older, newer = _many(200), _many(100)
    view.show_state(state(*newer))
    view.verticalScrollBar().setValue(900)
    key, y = _on_screen(view)
    view.show_state(state(*older, *newer))
    assert _where(view)[key] == y
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 400)
    assert view.rows.index_of(key) >= 200


def test_at_the_bottom_a_new_row_is_followed_and_elsewhere_counted(view: TimelineView) -> None:
    rows = _many(100)
    view.show_state(state(*rows))
    view.show_state(state(*rows, message("mới")))
    assert view.at_bottom()
    view.verticalScrollBar().setValue(500)
    key, y = _on_screen(view)
    two = (*rows, message("mới"), message("nữa"), message("ta", role=Role.CUSTOMER_SERVICE))
    view.show_state(state(*two))
    assert _where(view)[key] == y
    assert view.jump.isVisible()
    assert "3" not in view.jump.accessibleName()
    assert view._below == 2
    view.jump.click()
    assert view.at_bottom()
    assert not view.jump.isVisible()


def test_a_burst_whose_newest_comes_first_is_counted_whole(view: TimelineView) -> None:
    older, rows = _many(40), _many(100)
    burst = [message(f"tin {number}") for number in range(5)]
    view.show_state(state(*rows))
    view.verticalScrollBar().setValue(500)
    view.show_state(state(*rows, burst[-1]))
    view.show_state(state(*rows, *burst))
    assert view._below == 5
    # Older ones above are no news.
    view.show_state(state(*older, *rows, *burst))
    assert view._below == 5


def test_our_own_new_message_is_shown_wherever_we_are(view: TimelineView) -> None:
    rows = _many(100)
    view.show_state(state(*rows))
    view.verticalScrollBar().setValue(300)
    view.show_state(state(*rows, outgoing()))
    assert view.at_bottom()


def test_an_echo_that_becomes_history_keeps_the_bottom(view: TimelineView) -> None:
    rows = _many(50)
    view.show_state(state(*rows, outgoing()))
    view.show_state(state(*rows, message("Dạ còn ạ", role=Role.CUSTOMER_SERVICE)))
    assert view.at_bottom()


def test_the_window_of_the_desk_may_slide(view: TimelineView) -> None:
    rows = _many(60)
    view.show_state(state(*rows))
    view.verticalScrollBar().setValue(600)
    key, y = _on_screen(view)
    view.show_state(state(*rows[2:], message(), message()))
    assert _where(view)[key] == y


def test_a_picture_that_arrives_pushes_nothing_in_sight(view: TimelineView, qtbot: Any) -> None:
    images = Images()
    view.pictures.attach(images)  # type: ignore[arg-type]
    pictures = tuple(message(Image(f"u{n}"), kind=Kind.IMAGE) for n in range(8))
    view.show_state(state(*_many(30), *pictures, *_many(30)))
    bar = view.verticalScrollBar()
    first = view.rows.heights.top(view.rows.index_of(f"m{pictures[3].id}"))
    bar.setValue(first + 100)
    key, y = _on_screen(view)
    for number in range(8):
        images.held[f"u{number}"] = png(600, 100 + 40 * number)
        images.ready.tell(f"u{number}")
        assert _where(view)[key] == y
    assert view.pictures.natural("u3") == (600, 220)


def test_a_long_unread_stretch_opens_at_its_beginning(view: TimelineView) -> None:
    rows = _many(200)
    unread = rows[150]
    view.show_state(state(*rows, unread_from=unread.id))  # type: ignore[union-attr]
    assert not view.at_bottom()
    assert 0 < _where(view)[f"m{unread.id}"] < 200  # type: ignore[union-attr]


def test_older_rows_are_asked_for_once_near_the_top(view: TimelineView, qtbot: Any) -> None:
    asked: list[int] = []
    view.older_wanted.connect(lambda: asked.append(1))
    view.show_state(state(*_many(200), reaches_start=False, older=True))
    qtbot.wait(1)
    assert asked == []
    for value in (300, 200, 100, 0):
        view.verticalScrollBar().setValue(value)
    qtbot.waitUntil(lambda: asked == [1], timeout=500)


def test_the_bottom_is_told_when_it_comes_and_goes(view: TimelineView) -> None:
    told: list[bool] = []
    view.bottom_seen.connect(told.append)
    view.show_state(state(*_many(100)))
    view.verticalScrollBar().setValue(10)
    view.to_bottom()
    assert told == [True, False, True]


@pytest.mark.parametrize("count", [1_000, 100_000])
def test_only_rows_in_sight_are_measured(view: TimelineView, count: int) -> None:
    rows = _many(count)
    view.show_state(state(*rows))
    bar = view.verticalScrollBar()
    view.viewport().repaint()
    for value in (bar.maximum() // 2, 0, bar.maximum()):
        bar.setValue(value)
        view.viewport().repaint()
    view.show_state(state(*_many(50), *rows, message()))
    view.viewport().repaint()
    assert view.rows.measured < 150


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("above", "below", "hole", "drop", "width", "middle")),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=7,
)


@given(st.integers(40, 120), st.integers(0, 1000), _CHANGES)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_jumps_whatever_comes_in(
    view: TimelineView, count: int, permille: int, changes: list[tuple[str, int]]
) -> None:
    view.resize(600, 500)
    rows = list(_many(count))
    window = view.state.window + 1
    view.show_state(state(*rows, window=window))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() * permille // 1000)
    for what, amount in changes:
        if view.at_bottom():
            break
        key, y = _on_screen(view)
        seen = view.rows.index_of(key)
        match what:
            case "above":
                rows[:0] = _many(amount)
            case "below":
                rows += _many(amount)
            case "hole":
                rows.insert(0, Hole(len(rows) * 1000 + amount, "x"))
            case "drop":
                del rows[: max(0, min(amount, seen - 30))]
            case "width":
                view.resize(420 + 9 * amount, 500)
            case "middle":
                at = amount % max(1, seen)
                rows[at:at] = _many(amount)
        view.show_state(state(*rows, window=window))
        assert len(view.rows) == len(rows)
        assert [view.rows.index_of(view.rows.key_at(n)) for n in range(len(rows))] == list(
            range(len(rows))
        )
        # At either end there is no more to scroll, so there a row may have to move.
        if 0 < bar.value() < bar.maximum():
            here = view.rows.index_of(key)
            top = view.place.top(here, view.viewport().height())
            assert top + view.rows.drawn(here).lead == y


def _middle(view: TimelineView, key: str, character: int) -> QPoint:
    """The point of the view over a character of a row's text."""
    row = view.rows.index_of(key)
    drawn = view.rows.drawn(row)
    block: Any = drawn.sheet.texts[0]
    rect = block.rects(character, character + 1)[0]
    y = view.place.top(row, view.viewport().height()) + drawn.lead
    return QPointF(rect.left() + 1, rect.center().y() + y).toPoint()


def test_a_drag_selects_across_bubbles_and_copies_plain_text(view: TimelineView) -> None:
    one, two = message("Còn size L không"), message("Đỏ 🥰 xanh")
    view.show_state(state(one, two))
    start, end = _middle(view, f"m{one.id}", 4), _middle(view, f"m{two.id}", 3)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    view._reach(QPointF(end))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_text() == "size L không\nĐỏ "
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "size L không\nĐỏ "


def test_a_double_click_takes_a_word_and_an_emoji_is_never_halved(view: TimelineView) -> None:
    one = message("🥰🥰 thương lắm")
    view.show_state(state(one))
    where = _middle(view, f"m{one.id}", 7)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.selected_text() == "thương"


def test_select_all_takes_every_row_whole(view: TimelineView) -> None:
    rows = _many(500)
    long = message("dài " * 3000)
    view.show_state(state(*rows, long))
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    said = view.selected_text()
    assert said.count("\n") == 500
    assert said.endswith("dài " * 3000)


def test_a_selection_survives_rows_that_come_in(view: TimelineView) -> None:
    rows = _many(40)
    view.show_state(state(*rows))
    last = rows[-1]
    where = _middle(view, view.rows.key_at(39), 1)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    before = view.selected_text()
    view.show_state(state(*_many(30), *rows, message()))
    assert view.selected_text() == before == "Chị"
    assert last is view.rows.rows[69]


def test_keys_scroll_and_tab_reaches_what_can_be_done(view: TimelineView) -> None:
    link = message("xem https://www.tiktok.com/a nhé")
    view.show_state(state(*_many(100), link))
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.at_bottom()
    acted: list[tuple[Any, Any]] = []
    view.acted.connect(lambda row, action: acted.append((row, action.target)))
    assert view.focusNextPrevChild(True)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert acted == [(link, "https://www.tiktok.com/a")]


def test_a_click_on_a_link_acts_and_a_drag_over_it_does_not(view: TimelineView) -> None:
    link = message("https://www.tiktok.com/abc")
    view.show_state(state(link))
    acted: list[Any] = []
    view.acted.connect(lambda row, action: acted.append(action.name))
    here, there = _middle(view, f"m{link.id}", 2), _middle(view, f"m{link.id}", 12)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
    assert acted == ["link"]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
    view._reach(QPointF(there))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert acted == ["link"]


def test_another_conversation_starts_from_nothing(view: TimelineView) -> None:
    view.show_state(state(*_many(100)))
    view.verticalScrollBar().setValue(10)
    view.select_all()
    view.show_state(state(*_many(80), window=2))
    assert view.at_bottom()
    assert view.selected_text() == ""
    view.show_state(state(window=3))
    assert len(view.rows) == 0
    view.viewport().repaint()


def test_a_message_that_does_not_leave_is_said_to_wait_and_nothing_else_costs(
    view: TimelineView,
) -> None:
    view.show_state(state(*_many(20), outgoing()))
    before = view.rows.measured
    view._time_passed()
    assert view.rows.measured == before + 1
    view.show_state(state(*_many(20), window=2))
    before = view.rows.measured
    view._time_passed()
    assert view.rows.measured == before
