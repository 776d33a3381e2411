"""Several conversations at once: selection, bars, menus; each bound to its conversations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.conversation import ConversationRow, Orders
from nobi_desktop.domain.tag import Tag, UndoOffer
from nobi_desktop.ui import words
from nobi_desktop.ui.inbox.bulk_bar import UNDO_STAYS
from nobi_desktop.ui.tag_menu import TagMenu
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.test_inbox import painted

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = tuple(fakes.row(n) for n in range(60))
KEYS = tuple(row.key for row in ROWS)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def place(window: MainWindow, number: int) -> QPoint:
    view = window.inbox.list
    return view.visualRect(view.rows.index(number)).center()


def click(window: MainWindow, number: int, held: Qt.KeyboardModifier) -> None:
    QTest.mouseClick(window.inbox.list.viewport(), LEFT, held, place(window, number))


def ask_menu(window: MainWindow, number: int) -> QMenu:
    view = window.inbox.list
    at = place(window, number)
    QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return window.findChildren(QMenu, "rowMenu")[-1]


def trigger(menu: QMenu, name: str) -> None:
    next(a for a in menu.actions() if a.objectName() == name).trigger()
    menu.close()


def test_ctrl_and_shift_select_several_and_a_click_one(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    pane = window.inbox
    assert pane.targets() == ()
    desk.inbox.open(KEYS[0])
    assert pane.targets() == KEYS[:1]
    click(window, 2, CTRL)
    assert pane.targets() == (KEYS[0], KEYS[2])
    assert desk.inbox.opened.value == KEYS[0]
    click(window, 4, SHIFT)
    assert pane.targets() == KEYS[2:5]
    click(window, 3, CTRL)
    assert pane.targets() == (KEYS[2], KEYS[4])
    click(window, 1, Qt.KeyboardModifier.NoModifier)
    assert pane.targets() == (KEYS[1],)
    assert desk.inbox.opened.value == KEYS[1]
    assert pane.bulk.isHidden()


def test_the_keyboard_selects_several(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    view = window.inbox.list
    desk.inbox.open(KEYS[1])
    view.setCurrentIndex(view.rows.index(1))
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert window.inbox.targets() == KEYS[1:4]
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert window.inbox.targets() == KEYS[1:3]
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert window.inbox.targets() == KEYS
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.inbox.targets() == (KEYS[1],)


def test_a_selection_is_of_conversations_and_not_of_places(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    click(window, 1, CTRL)
    click(window, 2, CTRL)
    desk.inbox.rows.set((ROWS[30], *ROWS[:30], *ROWS[31:]))
    assert window.inbox.targets() == KEYS[1:3]
    # One that leaves the list is commanded no more, and does not come back selected.
    desk.inbox.rows.set((*ROWS[:2], *ROWS[3:]))
    assert window.inbox.targets() == KEYS[1:2]
    desk.inbox.rows.set(ROWS)
    assert window.inbox.targets() == KEYS[1:2]


def test_the_bar_commands_what_is_selected(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    click(window, 1, CTRL)
    click(window, 2, CTRL)
    bar = window.inbox.bulk
    assert not bar.isHidden()
    assert bar._said.text() == "2 selected"
    bar.button("unread").click()
    bar.button("settle").click()
    assert desk.marks.calls == [("mark_unread", KEYS[1:3]), ("settle", KEYS[1:3])]
    desk.inbox.rows.set(tuple(row._replace(unread=1) for row in ROWS))
    assert bar.button("unread").accessibleName() == "Mark read"
    bar.button("unread").click()
    assert desk.marks.calls[-1] == ("mark_read", KEYS[1:3])
    bar.button("clear").click()
    assert bar.isHidden()
    assert window.inbox.targets() == ()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("markUnread", "mark_unread"), ("unsettle", "unsettle")],
)
def test_a_menu_keeps_the_row_it_was_asked_for(
    window: MainWindow, desk: fakes.Desk, name: str, wanted: str
) -> None:
    desk.tell(ROWS)
    desk.inbox.open(KEYS[7])
    menu = ask_menu(window, 3)
    # The list moves under the mouse between the press and the command.
    desk.inbox.rows.set(tuple(reversed(ROWS)))
    trigger(menu, name)
    assert desk.marks.calls == [(wanted, (KEYS[3],))]
    assert window.inbox.targets() == (KEYS[7],)


def test_a_press_is_remembered_until_its_menu(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    view, at = window.inbox.list, place(window, 2)
    QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    desk.inbox.rows.set(tuple(reversed(ROWS)))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    trigger(window.findChild(QMenu, "rowMenu"), "openRow")
    assert desk.inbox.opened.value == KEYS[2]


def test_keys_mean_the_open_conversation_and_never_what_the_mouse_is_on(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    desk.inbox.open(KEYS[5])
    QTest.mouseMove(window.inbox.list.viewport(), place(window, 1))
    desk.inbox.rows.set((ROWS[40], *ROWS[:40], *ROWS[41:]))
    window.inbox.triage.mark_unread()
    desk.inbox.rows.set(ROWS[10:])
    window.inbox.triage.settle()
    assert desk.marks.calls == [("mark_unread", (KEYS[5],)), ("settle", (KEYS[5],))]


def test_the_menu_over_a_selection_is_for_all_of_it(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(tuple(row._replace(unanswered=True) for row in ROWS))
    click(window, 1, CTRL)
    click(window, 2, CTRL)
    menu = ask_menu(window, 2)
    assert "openRow" not in [a.objectName() for a in menu.actions()]
    trigger(menu, "settle")
    assert desk.marks.calls == [("settle", KEYS[1:3])]
    trigger(ask_menu(window, 4), "settle")
    assert desk.marks.calls[-1] == ("settle", (KEYS[4],))


def test_the_menu_copies_a_name_that_is_clean(window: MainWindow, desk: fakes.Desk) -> None:
    bad = ROWS[0]._replace(buyer=ROWS[0].buyer._replace(name="A\u202eB\n<b>"))
    desk.tell((bad,))
    trigger(ask_menu(window, 0), "copyName")
    assert "\n" not in QApplication.clipboard().text()
    assert "\u202e" not in QApplication.clipboard().text()


def test_tags_are_toggled_for_the_rows_the_menu_was_opened_for(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    size, other = desk.tags.create("Hỏi size"), desk.tags.create("Khách quen")
    tagged = (ROWS[0]._replace(tags=(size,)), ROWS[1]._replace(tags=(size, other)), *ROWS[2:])
    desk.tell(tagged)
    menu = TagMenu(window)
    qtbot.addWidget(menu)
    menu.open_for(desk, KEYS[:2], QPoint(20, 20))  # type: ignore[arg-type]
    assert [(p.name, p.mark) for p in menu.picks.rows] == [
        ("Hỏi size", "on"),
        ("Khách quen", "part"),
    ]
    assert "TikTok does not see" in menu.note.text()
    desk.inbox.rows.set(tuple(reversed(tagged)))
    qtbot.keyClicks(menu.entry, "quen")
    qtbot.keyClick(menu.entry, Qt.Key.Key_Return)
    assert desk.tags.calls == [("toggle", KEYS[:2], other)]
    menu.entry.setText("Mới toanh")
    qtbot.keyClick(menu.entry, Qt.Key.Key_Return)
    made = desk.tags.rows.value[-1]
    assert made.name == "Mới toanh"
    assert desk.tags.calls[-1] == ("assign", KEYS[:2], made.id)
    # A name that is there already, however it is typed, is not offered anew.
    menu.entry.setText("HOI SIZE")
    assert [p.key for p in menu.picks.rows] == [f"tag:{size}"]
    menu.close()


def test_alt_numbers_name_tags_by_place(window: MainWindow, desk: fakes.Desk) -> None:
    first = desk.tags.create("Hỏi size")
    desk.tell(ROWS)
    window.inbox.triage.tag(1)
    assert desk.tags.calls == []
    desk.inbox.open(KEYS[0])
    window.inbox.triage.tag(2)
    window.inbox.triage.tag(1)
    assert desk.tags.calls == [("toggle", KEYS[:1], first)]


def test_what_was_done_can_be_taken_back_for_a_while(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    line = window.inbox.undo_line
    assert line._stay.interval() == UNDO_STAYS == 10_000
    desk.undo.offer.set(UndoOffer(4, "tag", 12, "Hỏi size"))
    assert line._said.text() == "Tagged 12 conversations “Hỏi size”"
    assert line._stay.isActive()
    line._undo.setFocus()
    QApplication.sendEvent(line._undo, QEvent(QEvent.Type.FocusIn))
    assert not line._stay.isActive()
    line._undo.click()
    assert desk.undo.taken == [4]
    assert line.isHidden()
    desk.undo.offer.set(UndoOffer(5, "settle", 1))
    window.inbox.list.setFocus()
    line._stay.timeout.emit()
    assert line.isHidden()
    assert desk.undo.taken == [4]


def test_next_goes_on_from_where_the_open_one_was(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    desk.inbox.open(KEYS[5])
    desk.inbox.rows.set((*ROWS[:5], *ROWS[6:]))
    assert desk.inbox.opened.value == KEYS[5]
    window.inbox.step(1)
    assert desk.inbox.opened.value == KEYS[6]
    desk.inbox.rows.set((*ROWS[:4], *ROWS[7:]))
    window.inbox.step(-1)
    assert desk.inbox.opened.value == KEYS[3]


def test_all_that_a_row_shows_is_read_aloud_and_painted_apart() -> None:
    at = 1_767_225_600
    row = fakes.row(
        1,
        unanswered=True,
        waiting_since=at - 3600,
        deadline=at + 3600 * 3,
        marked=True,
        unread=1,
        orders=Orders.SOME,
        remind_at=at + 60,
        tags=("t1",),
    )
    said = words.row_read_aloud(row, at, ["Hỏi size"])
    for part in ("Marked unread", "Unanswered", "3 h left", "Hỏi size", "Has order", "Reminder"):
        assert part in said
    looks: list[ConversationRow] = [
        row._replace(marked=False),
        row._replace(orders=Orders.NONE),
        row._replace(remind_at=0),
        row._replace(deadline=at + 60),
        row,
    ]
    images = [painted(each) for each in looks]
    for number, image in enumerate(images):
        assert image not in images[:number]
    many = tuple(Tag(f"t{n}", f"Thẻ {n}") for n in range(9))
    assert painted(row, tags=many) != painted(row, tags=many[:1]) != painted(row)  # type: ignore[arg-type]
