"""The list column: rows, place, selection, filters, and what stands where there are no rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import OutgoingState, Role
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.ui.inbox.row_delegate import paint_row, row_height, state_sign
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

ROWS = tuple(fakes.row(n) for n in range(60))


def shown(window: MainWindow) -> str:
    return window.inbox._stack.currentWidget().objectName()


def top_row(window: MainWindow) -> tuple[ConversationKey, int]:
    view = window.inbox.list
    index = view.indexAt(QPoint(5, 0))
    row = view.rows.at(index.row())
    assert row is not None
    return row.key, view.visualRect(index).top()


def test_rows_are_shown_as_the_desk_tells_them(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS, (fakes.tile(0), fakes.tile(1)))
    assert window.inbox.list.rows.rows == ROWS
    assert shown(window) == "inboxList"
    assert window.inbox.head.shops.text() == "2 shops"


def test_what_lies_under_the_eye_stays_there(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    bar = window.inbox.list.verticalScrollBar()
    bar.setValue(1234)
    before = top_row(window)
    jumped = ROWS[50]._replace(last_at=ROWS[0].last_at + 9, preview="new")
    new = (fakes.row(70), jumped, *ROWS[:50], *ROWS[51:])
    desk.inbox.rows.set(new)
    assert top_row(window) == before
    assert bar.value() == 1234 + 2 * row_height(tokens.current())


def test_at_the_top_the_newest_is_seen(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    desk.inbox.rows.set((fakes.row(70), *ROWS))
    assert top_row(window)[0] == fakes.row(70).key


def test_the_open_conversation_stays_selected_wherever_it_goes(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    key = ROWS[7].key
    desk.inbox.open(key)
    view = window.inbox.list

    def selected() -> list[ConversationKey]:
        places = [index.row() for index in view.selectionModel().selectedIndexes()]
        return [row.key for place in places if (row := view.rows.at(place)) is not None]

    assert selected() == [key]
    desk.inbox.rows.set((ROWS[7], *ROWS[:7], *ROWS[8:]))
    assert selected() == [key]
    desk.inbox.rows.set(ROWS[20:])
    assert selected() == []
    desk.inbox.rows.set(ROWS)
    assert selected() == [key]


def test_a_click_and_enter_open_a_conversation(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    view = window.inbox.list
    place = view.visualRect(view.rows.index(2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.inbox.opened.value == ROWS[2].key
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert desk.inbox.opened.value == ROWS[2].key
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.inbox.opened.value == ROWS[3].key
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert desk.inbox.opened.value == ROWS[2].key


def test_a_press_means_the_row_that_was_there(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS)
    view = window.inbox.list
    place = view.visualRect(view.rows.index(4)).center()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.inbox.rows.set((ROWS[30], *ROWS[:30], *ROWS[31:]))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.inbox.opened.value == ROWS[4].key


def test_next_and_previous_follow_the_list(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    inbox = window.inbox
    inbox.step(1)
    assert desk.inbox.opened.value == ROWS[0].key
    inbox.step(1)
    assert desk.inbox.opened.value == ROWS[1].key
    inbox.step(-1)
    inbox.step(-1)
    assert desk.inbox.opened.value == ROWS[0].key


def test_near_the_end_more_is_asked_for(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.inbox.rows.set(ROWS)
    desk.inbox.loading.set(False)
    desk.inbox.mores = 0
    bar = window.inbox.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert desk.inbox.mores == 0
    bar.setValue(bar.maximum())
    assert desk.inbox.mores == 1
    desk.inbox.ended.set(True)
    bar.setValue(bar.maximum() - 5)
    assert desk.inbox.mores == 1


def test_chips_are_drawn_from_the_query_and_never_from_the_click(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tell(ROWS, counts=InboxCounts(60, 12, 9))
    chip = window.findChild(QAbstractButton, "chipUnanswered")
    clear = window.findChild(QToolButton, "chipClear")
    assert chip.text() == "Unanswered 9"
    assert not clear.isVisible()
    asked: list[InboxQuery] = []
    with monkeypatch.context() as patch:
        patch.setattr(desk.inbox, "show", asked.append)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert asked == [InboxQuery(filters=frozenset({Filter.UNANSWERED}))]
    assert not chip.isChecked()
    desk.inbox.show(asked[0])
    assert chip.isChecked()
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert desk.inbox.query.value == InboxQuery()
    assert not chip.isChecked()


def test_the_preview_stays_until_the_desk_has_read(
    make_window: type[MainWindow], desk: fakes.Desk
) -> None:
    window = make_window(attach=False)
    window.preview(ROWS, fakes.SHOPS, InboxCounts(60, 12, 9, ((fakes.SHOPS[1].id, 7, 1),)))
    assert shown(window) == "inboxList"
    chip = window.findChild(QAbstractButton, "chipUnread")
    window.attach(desk)  # type: ignore[arg-type]
    assert window.inbox.list.rows.rows == ROWS
    assert chip.text() == "Unread 12"
    assert len(window.rail._tiles) == 3
    desk.tell(ROWS[:2], (fakes.tile(0),), InboxCounts(2, 1, 1))
    assert window.inbox.list.rows.rows == ROWS[:2]
    assert chip.text() == "Unread 1"
    assert len(window.rail._tiles) == 1


def test_a_slow_first_read_shows_skeletons_and_a_quick_one_does_not(
    qtbot: QtBot, make_window: type[MainWindow], desk: fakes.Desk
) -> None:
    window = make_window()
    assert shown(window) == ""
    window.inbox._patience.setInterval(1)
    window.inbox._patience.start()
    qtbot.waitUntil(lambda: shown(window) == "inboxSkeleton", timeout=500)
    window.grab()
    desk.tell(ROWS)
    assert shown(window) == "inboxList"


@pytest.mark.parametrize(
    ("query", "title", "step"),
    [
        (InboxQuery(), "No conversations yet", ""),
        (InboxQuery(frozenset({"7494001"})), "No conversations yet", "Show all shops"),
        (
            InboxQuery(frozenset(), frozenset({Filter.UNANSWERED})),
            "Everyone has an answer",
            "Show all conversations",
        ),
        (
            InboxQuery(frozenset({"7494001"}), frozenset(Filter)),
            "Nothing left here",
            "Clear all filters",
        ),
    ],
)
def test_an_empty_list_says_what_it_is_for_and_offers_one_step(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk, query: InboxQuery, title: str, step: str
) -> None:
    desk.inbox.query.set(query)
    desk.tell((), (fakes.tile(0),))
    assert shown(window) == "inboxEmpty"
    assert window.inbox._empty._title.text() == title
    button = window.findChild(QPushButton, "inboxEmptyStep")
    assert (button.text() if button.isVisible() else "") == step
    window.grab()
    if step:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        wanted = query.cleared() if query.filters else query.of()
        assert desk.inbox.query.value == wanted


def painted(row: ConversationRow, theme: str = "light", **how: bool) -> QImage:
    now = tokens.load(theme)
    image = QImage(344, row_height(now), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_row(painter, QRect(0, 0, 344, image.height()), row, now, now=1_767_225_600.0, **how)
    painter.end()
    return image


def test_painting_is_a_function_of_row_and_theme() -> None:
    row = fakes.row(1, unread=2, unanswered=True, waiting_since=1_767_225_000)
    assert painted(row) == painted(row._replace())
    assert painted(row) != painted(row, "dark")
    plain = painted(fakes.row(1))
    different = [
        painted(fakes.row(1, unread=1)),
        painted(fakes.row(1, unanswered=True)),
        painted(fakes.row(1, draft="x")),
        painted(fakes.row(1, pending=OutgoingState.REJECTED)),
        painted(fakes.row(1), selected=True),
        painted(fakes.row(1), hovered=True),
        painted(fakes.row(1), focused=True),
    ]
    for number, image in enumerate(different):
        assert image != plain
        assert image not in different[:number]


def test_each_way_a_message_of_ours_can_stand_has_a_sign() -> None:
    now = tokens.current()
    for state in OutgoingState:
        sign = state_sign(fakes.row(1, pending=state, last_role=Role.SHOP), now)
        assert sign is not None
    assert state_sign(fakes.row(1), now) is None


def test_every_row_of_a_busy_morning_can_be_painted() -> None:
    rows, _ = fakes.a_busy_morning(1_767_225_600.0)
    for theme in ("light", "dark"):
        for row in rows:
            painted(row, theme, selected=True, focused=True)


def png(colour: str, width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_a_buyers_picture_takes_the_place_of_the_letters(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    url = "https://p16.example/a.jpg"
    row = fakes.row(1, buyer=fakes.row(1).buyer._replace(avatar=url))
    desk.tell((row,))
    view = window.inbox.list
    centre = view.visualRect(view.rows.index(0)).topLeft() + QPoint(38, 40)
    view.viewport().grab()
    assert (url, 44) in desk.images.asked
    desk.images.held[url] = png("#00FF00", 88, 44)
    desk.images.ready.tell(url)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(centre) == QColor("#00FF00")


def test_a_picture_that_is_none_leaves_the_letters(qtbot: QtBot, desk: fakes.Desk) -> None:
    pictures = RoundPictures()
    pictures.attach(desk.images)  # type: ignore[arg-type]
    desk.images.held["u"] = b"<svg onload=1>"
    assert pictures.get("u", 44, 1.0) is None
    assert pictures.get("", 44, 1.0) is None
    desk.images.held["u"] = png("#00FF00", 10, 10)
    disc = pictures.get("u", 44, 2.0)
    assert disc is not None
    assert (disc.width(), disc.devicePixelRatio()) == (88, 2.0)
    pictures.close_watches()


def test_after_closing_nothing_is_heard(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS)
    window.close_watches()
    desk.inbox.rows.set(())
    desk.shops.rows.set((fakes.tile(0),))
    assert window.inbox.list.rows.rows == ROWS
