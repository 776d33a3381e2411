"""The search: field, results in the place of the list, and who is due."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.folding import spans
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.response import ShopRate
from nobi_desktop.domain.search import MessageHit, OrderHit, SearchState
from nobi_desktop.ui import words_inbox
from nobi_desktop.ui.inbox.due_list import DueList
from nobi_desktop.ui.inbox.hit_delegate import excerpt
from nobi_desktop.ui.inbox.search_box import DEBOUNCE
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = tuple(fakes.row(n) for n in range(30))
HITS = tuple(MessageHit(row, f"m{n}", f"size L {n}", 1_767_225_600) for n, row in enumerate(ROWS))
FOUND = SearchState(
    "size", False, ROWS[:1], (OrderHit(ROWS[1], "5784593", "DELIVERED", 5),), HITS, True
)


def stack(window: MainWindow) -> str:
    return window.inbox._stack.currentWidget().objectName()


def results(window: MainWindow) -> str:
    return window.inbox.results._stack.currentWidget().objectName()


def look_for(window: MainWindow, desk: fakes.Desk, state: SearchState) -> QLineEdit:
    box = window.inbox.head.search
    box.setText(state.words)
    box.tell()
    desk.search.state.set(state)
    return box


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Áo Size L", "size", ["Size"]),
        ("Hỏi đơn hàng", "don", ["đơn"]),
        ("Ho\u0309i xong", "hoi", ["Ho\u0309i"]),
        ("aaaa", "aa a", ["aa"]),
        ("a  b", "a b", ["a", "b"]),
        ("nothing", "zz", []),
        ("", "a", []),
        ("text", "", []),
    ],
)
def test_matches_are_found_in_the_text_as_it_is_written(
    text: str, words: str, wanted: list[str]
) -> None:
    assert [text[first:last] for first, last in spans(text, words)] == wanted


def test_an_excerpt_begins_near_the_match() -> None:
    text = "Chào shop em muốn hỏi thăm một chút về " * 5 + "đơn hàng\nhôm qua"
    shown, marks = excerpt(text, "hang")
    assert shown.startswith("…")
    assert [shown[first:last] for first, last in marks] == ["hàng"]
    assert len(shown) < 60
    assert excerpt("ngắn", "khác") == ("ngắn", ())


def test_words_are_told_when_the_hand_rests(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    box = window.findChild(QLineEdit, "searchBox")
    assert box._rest.interval() == DEBOUNCE == 120
    qtbot.keyClicks(box, "size")
    assert desk.search.asked == []
    box._rest.timeout.emit()
    assert desk.search.asked == ["size"]
    assert stack(window) == "searchPane"
    assert window.inbox.filters.isHidden()


def test_esc_clears_and_gives_the_focus_back(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    window.activateWindow()
    window.inbox.list.setFocus()
    window.inbox.search()
    box = look_for(window, desk, FOUND)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert desk.search.asked == ["size", ""]
    assert box.text() == ""
    assert stack(window) == "inboxList"
    assert window.focusWidget() is window.inbox.list
    assert not window.inbox.filters.isHidden()


def test_results_come_in_sections_and_the_keyboard_steps_over_headings(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    box = look_for(window, desk, FOUND)
    view = window.inbox.results.list
    assert [e.title for e in view.entries.rows if e.kind == "heading"] == [
        "Buyers",
        "Orders",
        "Messages",
    ]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 3
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.search.opened == [FOUND.orders[0], HITS[0]]
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert window.focusWidget() is box
    view.viewport().grab()


def test_enter_opens_the_first_when_it_comes(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    box = window.inbox.head.search
    qtbot.keyClicks(box, "size")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.search.asked == ["size"]
    assert desk.search.opened == []
    desk.search.state.set(FOUND)
    assert desk.search.opened == [ROWS[0]]
    desk.search.state.set(SearchState("size", False, ROWS[1:2]))
    assert desk.search.opened == [ROWS[0]]


def test_more_is_asked_for_at_the_end_and_only_once_each_time(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    look_for(window, desk, FOUND)
    view = window.inbox.results.list
    view.viewport().grab()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert desk.search.mores == 1
    desk.search.state.set(SearchState("size", True, messages=HITS, more=True))
    bar.setValue(0)
    bar.setValue(bar.maximum())
    assert desk.search.mores == 1


def test_nothing_found_says_what_and_where_and_offers_all_shops(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS, (fakes.tile(0), fakes.tile(1)))
    desk.inbox.show(InboxQuery().of("7494001"))
    look_for(window, desk, SearchState("<b>áo</b>"))
    empty = window.inbox.results._empty
    assert results(window) == "searchEmpty"
    assert empty._title.text() == "Nothing found for “<b>áo</b>”"
    assert "Thời trang Hà" in empty._text.text()
    window.findChild(QPushButton, "searchEmptyStep").click()
    assert desk.inbox.query.value.shops == frozenset()
    assert desk.search.asked[-1] == "<b>áo</b>"
    desk.search.state.set(SearchState("<b>áo</b>"))
    assert "all shops" in empty._text.text()
    window.findChild(QPushButton, "searchEmptyStep").click()
    assert desk.search.asked[-1] == ""
    assert stack(window) == "inboxList"


def test_a_slow_search_shows_skeletons(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    look_for(window, desk, SearchState("size", True))
    assert results(window) == ""
    window.inbox.results._patience.timeout.emit()
    assert results(window) == "inboxSkeleton"
    desk.search.state.set(FOUND)
    assert results(window) == "searchResults"


def test_who_is_due_is_listed_from_all_shops(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS, (fakes.tile(0),))
    at = desk.due.at.value
    late = fakes.row(40, unanswered=True, waiting_since=int(at) - 50_000, deadline=int(at) - 7200)
    desk.due.count.set(1)
    desk.due.rows.set((late,))
    desk.due.reminders.set((fakes.row(41, remind_at=int(at) + 60),))
    desk.due.rates.set((ShopRate("7494001", 12, 100, 85, 9, forecast=94.0, official=91.5),))
    assert "1 buyer must be answered soon" in window.inbox.head.due.accessibleName()
    window.inbox.head.due.click()
    due = window.findChild(DueList)
    due.grab()
    entries = due.list.entries
    assert "overdue 2 h" in entries.data(entries.index(1))
    rate = entries.rows[-1]
    assert rate.title == "Thời trang Hà"
    assert rate.line.splitlines() == [
        "30-day forecast: 94 % · TikTok: 91.5 % · 85 of 100 in time, 9 open",
        "Answer these 5 in time to stay at 90 %",
    ]
    qtbot.keyClick(due.list, Qt.Key.Key_Return)
    assert desk.inbox.opened.value == late.key


def test_nobody_due_is_good_news(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    window.inbox.show_due()
    due = window.findChild(DueList)
    assert due._stack.currentWidget().objectName() == "dueEmpty"
    due.close()


def test_a_rate_says_what_keeps_it_and_what_cannot() -> None:
    assert words_inbox.rate_advice(ShopRate("1")) == ""
    assert words_inbox.rate(ShopRate("1")) == "30-day forecast: no chats yet"
    assert words_inbox.rate_advice(ShopRate("1", 12, 100, 95, 5, 100.0)) == ""
    assert "Below 90 %" in words_inbox.rate_advice(ShopRate("1", 12, 100, 50, 5, 55.0))
