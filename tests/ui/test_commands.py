"""Commands by key: what they are for, what they do, and what is said where they can do nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.query import Filter, Sort
from nobi_desktop.domain.tag import Note, Tag, UndoOffer
from nobi_desktop.ui.actions import COMMANDS
from nobi_desktop.ui.switcher import Switcher
from nobi_desktop.ui.tag_menu import TagMenu
from nobi_desktop.ui.toast import Toast
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = tuple(fakes.row(n) for n in range(20))
KEYS = tuple(row.key for row in ROWS)
SHOPS = tuple(fakes.tile(n) for n in range(3))
TAGS = tuple(Tag(f"t{n}", f"Thẻ {n}", position=n) for n in range(3))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], desk: fakes.Desk) -> MainWindow:
    made = make_window()
    desk.tell(ROWS, SHOPS)
    desk.tags.rows.set(TAGS)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def told(window: MainWindow) -> str:
    toast = window.findChild(Toast)
    return toast.text() if toast is not None and toast.isVisible() else ""


def select(window: MainWindow, *numbers: int) -> None:
    view = window.inbox.list
    for number in numbers:
        place = view.visualRect(view.rows.index(number)).center()
        QTest.mouseClick(view.viewport(), LEFT, CTRL, place)


@pytest.mark.parametrize(
    "name",
    ["settle", "mark_unread", "remind", "tag_menu", "tag_1", "note", "order", "find"],
)
def test_where_nothing_is_open_a_line_says_so(
    window: MainWindow, desk: fakes.Desk, name: str
) -> None:
    window.actions_.trigger(name)
    assert told(window).startswith("Open a conversation")
    assert desk.marks.calls == []
    assert desk.tags.calls == []
    assert "find" not in window.chat.calls


def test_no_command_fails_before_there_is_a_desk(
    make_window: Callable[..., MainWindow],
) -> None:
    window = make_window(attach=False)
    for command in COMMANDS:
        window.actions_.trigger(command.name)


def test_no_command_fails_with_nothing_or_one_open(window: MainWindow, desk: fakes.Desk) -> None:
    for opened in (None, KEYS[0]):
        desk.inbox.open(opened)
        for command in COMMANDS:
            window.actions_.trigger(command.name)
            for menu in window.findChildren(QMenu):
                if menu.isVisible():
                    menu.close()
            for part in (*window.findChildren(TagMenu), *window.findChildren(Switcher)):
                part.close()
            for sheet in window.findChildren(QDialog):
                sheet.close()
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()


def test_commands_are_for_the_open_conversation(window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.open(KEYS[3])
    press(window, Qt.Key.Key_E, CTRL | SHIFT)
    press(window, Qt.Key.Key_U, CTRL | SHIFT)
    # It is not unanswered, so that the first says it needs an answer.
    assert desk.marks.calls == [("unsettle", KEYS[3:4]), ("mark_unread", KEYS[3:4])]
    desk.inbox.rows.set(tuple(row._replace(unread=1, unanswered=True) for row in ROWS))
    press(window, Qt.Key.Key_E, CTRL | SHIFT)
    press(window, Qt.Key.Key_U, CTRL | SHIFT)
    assert desk.marks.calls[2:] == [("settle", KEYS[3:4]), ("mark_read", KEYS[3:4])]


def test_commands_are_for_the_selected_where_several_are(
    window: MainWindow, desk: fakes.Desk
) -> None:
    select(window, 2, 5)
    press(window, Qt.Key.Key_2, ALT)
    press(window, Qt.Key.Key_U, CTRL | SHIFT)
    keys = (KEYS[2], KEYS[5])
    assert desk.tags.calls == [("toggle", keys, "t1")]
    assert desk.marks.calls == [("mark_unread", keys)]


def test_what_moves_between_the_key_and_its_command_changes_nothing(
    window: MainWindow, desk: fakes.Desk
) -> None:
    select(window, 2, 5)
    desk.inbox.rows.set((*ROWS[10:], *ROWS[:10]))
    press(window, Qt.Key.Key_1, ALT)
    assert desk.tags.calls == [("toggle", (KEYS[2], KEYS[5]), "t0")]
    # A menu that is open keeps its conversations while others are opened.
    press(window, Qt.Key.Key_R, CTRL | SHIFT)
    menu = next(m for m in window.findChildren(QMenu, "remindMenu"))
    window.inbox.list.clear_several()
    desk.inbox.open(KEYS[9])
    next(a for a in menu.actions() if a.objectName() == "remind_tomorrow").trigger()
    menu.close()
    assert desk.marks.calls[-1][:2] == ("remind", (KEYS[2], KEYS[5]))


def test_the_keyboard_stays_where_it_was(window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.open(KEYS[0])
    for widget in (window.inbox.list, window.inbox.head.search):
        widget.setFocus()
        for key, held in (
            (Qt.Key.Key_E, CTRL | SHIFT),
            (Qt.Key.Key_1, ALT),
            (Qt.Key.Key_A, CTRL | SHIFT),
            (Qt.Key.Key_W, CTRL | SHIFT),
        ):
            press(window, key, held)
            assert QApplication.focusWidget() is widget


def test_tags_that_are_not_there_are_told(window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.open(KEYS[0])
    press(window, Qt.Key.Key_9, ALT)
    assert told(window) == "There is no tag 9 yet."
    assert desk.tags.calls == []


def test_the_last_step_is_taken_back_once(window: MainWindow, desk: fakes.Desk) -> None:
    desk.undo.offer.set(UndoOffer(7, "settle", 2))
    press(window, Qt.Key.Key_Z, ALT)
    assert desk.undo.taken == [7]
    press(window, Qt.Key.Key_Z, ALT)
    assert desk.undo.taken == [7]
    assert told(window) == "There is nothing to take back."


def test_filters_and_order_by_key(window: MainWindow, desk: fakes.Desk) -> None:
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    press(window, Qt.Key.Key_D, CTRL | SHIFT)
    assert desk.inbox.query.value.filters == {Filter.UNANSWERED, Filter.UNREAD}
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    assert desk.inbox.query.value.filters == {Filter.UNREAD}
    for sort in (*tuple(Sort)[1:], Sort.NEWEST):
        press(window, Qt.Key.Key_W, CTRL | SHIFT)
        assert desk.inbox.query.value.sort is sort
    press(window, Qt.Key.Key_X, CTRL | SHIFT)
    assert desk.inbox.query.value.filters == frozenset()


def test_the_next_who_waits_by_key_and_by_an_empty_enter(
    window: MainWindow, desk: fakes.Desk
) -> None:
    press(window, Qt.Key.Key_J, CTRL)
    assert desk.inbox.jumps == 1
    window.chat.next_wanted.emit()
    assert desk.inbox.jumps == 2
    desk.inbox.nobody_waits.tell(None)
    assert told(window) == "Everyone has an answer."


def test_search_find_due_and_sheets_open(window: MainWindow, desk: fakes.Desk) -> None:
    press(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert QApplication.focusWidget() is window.inbox.head.search
    desk.inbox.open(KEYS[0])
    press(window, Qt.Key.Key_F, CTRL)
    assert window.chat.calls[-1] == "find"
    press(window, Qt.Key.Key_H, CTRL)
    assert any(sheet.isVisible() for sheet in window.findChildren(QDialog, "history"))


def test_the_note_takes_the_keyboard(window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.open(KEYS[0])
    desk.timeline.about.set(ROWS[0])
    desk.notes.note.set(Note("u0", ""))
    press(window, Qt.Key.Key_N, CTRL | SHIFT)
    panel = window.side_place.panel
    assert panel is not None
    assert QApplication.focusWidget() is panel.note
    press(window, Qt.Key.Key_Backslash, CTRL)
    assert not panel.isVisible()
    assert window.chat.calls[-1] == "focus_composer"
