"""The side panel: the buyer, the note and whose it is, and where the panel stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.conversation import Buyer, Orders
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.tag import Note, Tag
from nobi_desktop.ui.panels.note import PAUSE, NoteField
from nobi_desktop.ui.panels.side import SidePanel
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = tuple(fakes.row(n) for n in range(4))


@pytest.fixture
def window(make_window: Callable[..., MainWindow], desk: fakes.Desk) -> MainWindow:
    made = make_window(1440, 900)
    desk.tell(ROWS)
    show(desk, 0)
    return made


def show(desk: fakes.Desk, number: int, text: str = "") -> None:
    desk.inbox.open(ROWS[number].key)
    desk.notes.note.set(None)
    desk.timeline.about.set(ROWS[number])
    desk.notes.note.set(Note(ROWS[number].buyer.user_id, text))


def panel(window: MainWindow) -> SidePanel:
    made = window.side_place.panel
    assert made is not None
    return made


def note(window: MainWindow) -> NoteField:
    return panel(window).note


def type_in(field: NoteField, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def test_a_note_is_kept_when_the_hand_rests(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    field = note(window)
    assert field._pause.interval() == PAUSE
    field._pause.setInterval(1)
    type_in(field, "Mặc size L")
    qtbot.waitUntil(lambda: desk.notes.saved == [("Mặc size L", "u0")])


def test_a_note_is_kept_when_the_focus_goes_and_once(window: MainWindow, desk: fakes.Desk) -> None:
    field = note(window)
    field.setFocus()
    type_in(field, "Gọi trước khi giao")
    window.inbox.list.setFocus()
    assert desk.notes.saved == [("Gọi trước khi giao", "u0")]
    field.setFocus()
    window.inbox.list.setFocus()
    window.close_watches()
    assert len(desk.notes.saved) == 1


def test_a_note_goes_to_whom_it_was_typed_for(window: MainWindow, desk: fakes.Desk) -> None:
    field = note(window)
    type_in(field, "của khách đầu")
    show(desk, 1, "đã có")
    assert desk.notes.saved == [("của khách đầu", "u0")]
    assert field.toPlainText() == "đã có"
    type_in(field, " thêm")
    show(desk, 2)
    show(desk, 1, "đã có thêm")
    assert desk.notes.saved == [("của khách đầu", "u0"), ("đã có thêm", "u1")]
    window.close_watches()
    assert len(desk.notes.saved) == 2


def test_a_word_being_composed_goes_to_whom_it_was_begun_for(
    window: MainWindow, desk: fakes.Desk
) -> None:
    field = note(window)
    type_in(field, "size ")
    QApplication.sendEvent(field, QInputMethodEvent("lớn", []))
    show(desk, 1)
    assert desk.notes.saved[-1] == ("size lớn", "u0")
    assert field.toPlainText() == ""
    field.keep()
    assert len(desk.notes.saved) == 1


def test_an_older_note_that_is_told_late_overwrites_nothing(
    window: MainWindow, desk: fakes.Desk
) -> None:
    field = note(window)
    type_in(field, "một")
    field.keep()
    type_in(field, " hai")
    field.keep()
    desk.notes.note.set(Note("u0", "một", 1.0))
    assert field.toPlainText() == "một hai"
    desk.notes.note.set(Note("u0", "một hai", 2.0))
    # From here on what is told is news again.
    desk.notes.note.set(Note("u0", "một hai ba", 3.0))
    assert field.toPlainText() == "một hai ba"
    assert desk.notes.saved == [("một", "u0"), ("một hai", "u0")]


def test_a_buyer_without_an_id_has_no_note(window: MainWindow, desk: fakes.Desk) -> None:
    desk.notes.note.set(None)
    assert not note(window).isEnabled()
    type_in(note(window), "không ai")
    window.close_watches()
    assert desk.notes.saved == []


def test_a_note_has_an_end_and_says_so_in_time(window: MainWindow, desk: fakes.Desk) -> None:
    field = note(window)
    counter = panel(window).findChild(QLabel, "noteCounter")
    paste = QMimeData()
    paste.setText("x" * 3_590)
    field.insertFromMimeData(paste)
    assert counter.text() == ""
    paste.setText("😀" * 1_000_000)
    field.insertFromMimeData(paste)
    assert len(field.toPlainText()) == 4_000
    assert counter.text() == "4000/4000"
    type_in(field, "thêm nữa")
    assert len(field.toPlainText()) == 4_000
    assert field.toPlainText().startswith("x" * 3_590)
    field.keep()
    assert len(desk.notes.saved[-1][0]) == 4_000


def test_a_note_is_plain_text(window: MainWindow, desk: fakes.Desk) -> None:
    show(desk, 1, "<b>đậm</b> <img src='http://x/'>")
    assert note(window).toPlainText() == "<b>đậm</b> <img src='http://x/'>"


def test_it_tells_who_the_buyer_is_and_copies_ids(window: MainWindow, desk: fakes.Desk) -> None:
    buyer = Buyer("7001", "7495", "<i>Thảo</i>\u202e")
    desk.tags.rows.set((Tag("t1", "Đã chốt"), Tag("t2", "Khách quen")))
    desk.timeline.about.set(ROWS[0]._replace(buyer=buyer, tags=("t2",), remind_at=4_000_000_000))
    side = panel(window)
    assert "<i>Thảo</i>" in side.card.name.text()
    assert "\u202e" not in side.card.name.text()
    assert side.tags.accessibleName() == "Tags: Khách quen"
    assert side.reminder.text().startswith("Reminder: ")
    for name, id in (("copyBuyerId", "7495"), ("copyChatId", "7001")):
        side.findChild(QToolButton, name).click()
        assert QGuiApplication.clipboard().text() == id
    desk.timeline.about.set(ROWS[0]._replace(buyer=Buyer()))
    assert all(line.isHidden() for line in side.card.ids)


@pytest.mark.parametrize(
    ("orders", "said", "explained"),
    [
        (Orders.SOME, "has ordered", False),
        (Orders.NONE, "no order", False),
        (Orders.UNKNOWN, "Not checked yet", True),
    ],
)
def test_orders_are_told_in_three_ways(
    window: MainWindow, desk: fakes.Desk, orders: Orders, said: str, explained: bool
) -> None:
    desk.timeline.about.set(ROWS[0]._replace(orders=orders))
    side = panel(window)
    assert said in side.findChild(QLabel, "sideOrders").text()
    assert side.findChild(QLabel, "sideOrdersHint").isHidden() is not explained


def test_nobody_is_shown_where_nothing_is_open(window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.open(None)
    desk.notes.note.set(None)
    desk.timeline.about.set(None)
    assert panel(window).empty
    assert not note(window).isVisible()


def test_it_stands_beside_the_chat_and_the_setting_remembers(
    window: MainWindow, desk: fakes.Desk
) -> None:
    side = panel(window)
    window.grab()
    assert side.isVisible()
    assert side.width() == 320
    assert window.chat.width() >= 400
    edge = window.chat.mapTo(window, QPoint(window.chat.width(), 0)).x()
    assert side.mapTo(window, QPoint(0, 0)).x() >= edge
    window.actions_.trigger("side_panel")
    assert desk.preferences.settings.value.side_panel is False
    assert not side.isVisible()
    window.actions_.trigger("side_panel")
    assert side.isVisible()


def test_in_a_small_window_it_lies_over_the_chat_until_esc(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: fakes.Desk
) -> None:
    window = make_window(1024, 680)
    desk.tell(ROWS)
    show(desk, 0)
    side = panel(window)
    assert not side.isVisible()
    window.actions_.trigger("note")
    assert side.isVisible()
    window.grab()
    assert window.chat.width() >= 400
    right = window.chat.mapTo(window, QPoint(window.chat.width(), 0)).x()
    assert side.mapTo(window, QPoint(side.width(), 0)).x() == right
    assert side.isAncestorOf(window.childAt(right - 300, 60))
    # What the seller has set for large windows is another matter.
    assert desk.preferences.settings.value.side_panel is True
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is side.note
    type_in(side.note, "nhớ gọi")
    QTest.keyClick(side.note, Qt.Key.Key_Escape)
    assert not side.isVisible()
    assert window.chat.calls[-1] == "focus_composer"
    assert desk.notes.saved == [("nhớ gọi", "u0")]


def test_it_follows_the_window_as_that_grows_and_shrinks(
    make_window: Callable[..., MainWindow], desk: fakes.Desk
) -> None:
    window = make_window(1024, 680)
    desk.tell(ROWS)
    show(desk, 0)
    side = panel(window)
    window.actions_.trigger("order")
    for width, visible in ((1300, True), (1024, False), (1199, False), (1200, True)):
        window.resize(width, 700)
        window.grab()
        assert side.isVisible() is visible, width
        assert window.chat.width() >= 400


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [80, 125])
def test_nothing_of_it_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, language: str, zoom: int
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language=language, zoom=zoom))
    window = make_window(1600, 900)
    desk.tell(ROWS)
    desk.tags.rows.set(tuple(Tag(f"t{n}", f"Khiếu nại giao hàng {n}") for n in range(12)))
    show(desk, 0, "Ẫ\nỠ")
    about = ROWS[0]._replace(tags=tuple(f"t{n}" for n in range(12)), remind_at=4_000_000_000)
    desk.timeline.about.set(about)
    side = panel(window)
    window.grab()
    for kind in (QAbstractButton, QLabel):
        for widget in side.findChildren(kind):
            if widget.isVisible():
                right = widget.mapTo(side, QPoint(widget.width(), 0)).x()
                assert right <= side.width(), widget.objectName()
                assert widget.height() >= widget.minimumSizeHint().height(), widget.objectName()
    for button in side.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.objectName()
            assert button.accessibleName() or button.text()
