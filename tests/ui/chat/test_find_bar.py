"""Finding in the open conversation: the bar, its keys, and whom it is bound to."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from nobi_desktop.domain.search import FindState
from nobi_desktop.domain.timeline import TimelineState
from nobi_desktop.ui import i18n
from nobi_desktop.ui.chat.pane import ChatPane
from nobi_desktop.ui.theme import tokens
from tests.ui.chat.desk import KEY, OTHER, Desk, message, opened, state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(pane: ChatPane, desk: Desk) -> ChatPane:
    opened(desk, message("size L"))
    return pane


def said(pane: ChatPane) -> str:
    found = pane.find_bar.findChild(QLabel, "findPlace")
    assert isinstance(found, QLabel)
    return found.text()


def test_it_opens_on_the_open_conversation_only(pane: ChatPane, desk: Desk) -> None:
    pane.find()
    assert pane.find_bar.isVisible()
    assert desk.find.state.value.open
    desk.timeline.state.set(TimelineState(window=9))
    assert pane.find_bar.isHidden()
    pane.find()
    assert pane.find_bar.isHidden()


def test_words_are_looked_for_when_the_typing_pauses(
    pane: ChatPane, desk: Desk, qtbot: Any
) -> None:
    asked: list[str] = []
    look_for = desk.find.look_for
    desk.find.look_for = lambda words: (asked.append(words), look_for(words))  # type: ignore[assignment, method-assign, func-returns-value]
    pane.find()
    QTest.keyClicks(pane.find_bar.entry, "size")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["size"], timeout=1000)


def test_enter_goes_to_older_hits_and_shift_enter_to_newer(pane: ChatPane, desk: Desk) -> None:
    pane.find()
    entry = pane.find_bar.entry
    QTest.keyClicks(entry, "size")
    QTest.keyClick(entry, ENTER)
    # The first Enter looks for what is written: there is no hit to leave yet.
    assert desk.find.state.value.words == "size"
    assert desk.find.calls == []
    desk.find.state.set(FindState("size", 17, 3, "m1", open=True))
    assert said(pane) == "3 of 17"
    QTest.keyClick(entry, ENTER)
    QTest.keyClick(entry, ENTER, SHIFT)
    pane.find_bar.older.click()
    pane.find_bar.newer.click()
    assert desk.find.calls == ["next", "previous", "next", "previous"]


def test_what_is_found_is_told_in_words(pane: ChatPane, desk: Desk, qtbot: Any) -> None:
    pane.find()
    assert said(pane) == ""
    assert not pane.find_bar.older.isEnabled()
    desk.find.state.set(FindState("zzz", open=True))
    # For a moment it may still be looked for.
    assert said(pane) == ""
    qtbot.waitUntil(lambda: said(pane) == "Not found", timeout=2000)
    assert pane.find_bar.entry.property("missing")
    desk.find.state.set(FindState("a", 1000, 1, "m1", bounded=True, open=True))
    assert said(pane) == "1 of 1000+"
    assert not pane.find_bar.entry.property("missing")
    desk.find.state.set(FindState("a", 2, 0, "", open=True))
    assert said(pane) == "2 found"
    desk.find.state.set(FindState("", open=True))
    assert said(pane) == ""
    i18n.install("vi")
    desk.find.state.set(FindState("a", 17, 3, "m1", open=True))
    assert said(pane) == "3 trên 17"


def test_esc_closes_and_leads_back_to_writing(pane: ChatPane, desk: Desk, qtbot: Any) -> None:
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow, timeout=1000)
    pane.find()
    qtbot.waitUntil(pane.find_bar.entry.hasFocus, timeout=1000)
    QTest.keyClick(pane.find_bar.entry, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert not desk.find.state.value.open
    qtbot.waitUntil(pane.composer.text.hasFocus, timeout=1000)


def waits_to_look(pane: ChatPane) -> bool:
    return any(timer.isActive() for timer in pane.find_bar.findChildren(QTimer))


def test_another_conversation_closes_it(pane: ChatPane, desk: Desk) -> None:
    pane.find()
    QTest.keyClicks(pane.find_bar.entry, "size")
    assert waits_to_look(pane)
    desk.timeline.state.set(state(message(), key=OTHER, window=2))
    assert pane.find_bar.isHidden()
    assert not desk.find.state.value.open
    # What was being typed is not looked for in the other one.
    assert not waits_to_look(pane)
    assert desk.find.state.value.words == ""
    pane.find()
    assert pane.find_bar.entry.text() == ""


def test_new_rows_and_a_find_that_ends_below(pane: ChatPane, desk: Desk) -> None:
    pane.find()
    desk.timeline.state.set(state(message(), message(), key=KEY))
    assert pane.find_bar.isVisible()
    desk.find.close()
    assert pane.find_bar.isHidden()


def test_opened_again_what_is_written_is_chosen(pane: ChatPane) -> None:
    pane.find()
    QTest.keyClicks(pane.find_bar.entry, "size")
    pane.find()
    assert pane.find_bar.entry.selectedText() == "size"


@pytest.mark.parametrize("words", ["   ", "\u202e" * 300, "{n} %1", "<b>x</b>"])
def test_strange_words_are_only_words(pane: ChatPane, desk: Desk, words: str) -> None:
    pane.find()
    pane.find_bar.entry.setText(words)
    QTest.keyClick(pane.find_bar.entry, ENTER)
    assert desk.find.state.value.words == pane.find_bar.entry.text().strip()
    assert len(pane.find_bar.entry.text()) <= 200


@pytest.mark.parametrize("zoom", [100, 160])
@pytest.mark.parametrize("width", [400, 900])
def test_nothing_is_clipped(
    pane: ChatPane, desk: Desk, qtbot: Any, width: int, zoom: int, qapp: Any
) -> None:
    from nobi_desktop.ui.theme import style

    style.apply(qapp, tokens.load("light", zoom))
    i18n.install("vi")
    pane.resize(width, 700)
    pane.find()
    desk.find.state.set(FindState("zzz", open=True))
    qtbot.waitUntil(lambda: said(pane) == "Không tìm thấy", timeout=2000)
    qapp.processEvents()
    label = pane.find_bar.findChild(QLabel, "findPlace")
    assert label.width() >= label.sizeHint().width()
    assert label.geometry().bottom() <= pane.find_bar.height()
    assert pane.find_bar.entry.width() >= tokens.current().px(80)
