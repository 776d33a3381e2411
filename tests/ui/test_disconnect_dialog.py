"""Giving a shop up through the sheet: what would be lost is seen before anything is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.connecting import LeaveState, LeaveStep, WaitingMessage
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.kinds import Kind, OutgoingState
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import i18n
from nobi_desktop.ui.choice import ChoiceRow
from nobi_desktop.ui.dialogs.disconnect import Disconnect
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.test_connect_dialog import HOSTILE, whole

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHOP = fakes.SHOPS[0]


def waiting(number: int, **fields: object) -> WaitingMessage:
    values: dict[str, object] = {
        "local_id": str(number),
        "key": ConversationKey(SHOP.id, f"c{number:04}"),
        "buyer_name": "Nguyễn Thảo",
        "kind": Kind.TEXT,
        "words": "Dạ còn ạ",
        "state": OutgoingState.QUEUED,
    }
    return WaitingMessage(**(values | fields))  # type: ignore[arg-type]


ASKING = LeaveState(LeaveStep.ASKING, SHOP, (waiting(1), waiting(2)), 128)


@pytest.fixture
def show(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> Iterator[Callable[[LeaveState], Disconnect]]:
    def tell(state: LeaveState) -> Disconnect:
        desk.leaving.state.set(state)
        sheet = window.findChild(Disconnect)
        assert sheet is not None
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        return sheet

    yield tell
    desk.leaving.close()


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def button(sheet: Disconnect) -> QPushButton:
    found = sheet.findChild(QPushButton, "goButton")
    assert isinstance(found, QPushButton)
    return found


Show = Callable[[LeaveState], Disconnect]


def test_the_history_is_kept_unless_it_is_asked_for(
    qtbot: QtBot, show: Show, desk: fakes.Desk
) -> None:
    sheet = show(ASKING)
    assert sheet.findChild(QLabel, "shopLineName").text() == SHOP.name
    assert sheet.findChild(QLabel, "waitingCount").text().startswith("2 messages")
    items = sheet.findChild(QListWidget, "waitingMessages")
    assert items.count() == 2
    assert items.item(0).text() == "\u2068Nguyễn Thảo\u2069 · waiting to be sent\nDạ còn ạ"
    assert QApplication.focusWidget() is items
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "keepHistory"
    press(qtbot, Qt.Key.Key_Return)
    assert desk.leaving.calls == [("confirm", False)]


def test_enter_never_deletes(qtbot: QtBot, show: Show, desk: fakes.Desk) -> None:
    sheet = show(replace(ASKING, waiting=()))
    assert QApplication.focusWidget().objectName() == "keepHistory"
    press(qtbot, Qt.Key.Key_Down)
    erase = sheet.findChild(ChoiceRow, "eraseHistory")
    assert erase.isChecked()
    assert "128 conversations" in erase.accessibleDescription()
    assert button(sheet).text() == "Disconnect and delete"
    assert button(sheet).property("kind") == "danger"
    press(qtbot, Qt.Key.Key_Return)
    assert desk.leaving.calls == [("close",)]


def test_deleting_is_a_press_of_its_own(qtbot: QtBot, show: Show, desk: fakes.Desk) -> None:
    sheet = show(ASKING)
    qtbot.mouseClick(sheet.findChild(ChoiceRow, "eraseHistory"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(sheet), Qt.MouseButton.LeftButton)
    assert desk.leaving.calls == [("confirm", True)]
    show(replace(ASKING, step=LeaveStep.WORKING))
    assert not button(sheet).isEnabled()
    assert sheet.findChild(QWidget, "progressText").isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert desk.leaving.calls == [("confirm", True)]
    with qtbot.waitSignal(sheet.finished):
        desk.leaving.state.set(replace(ASKING, step=LeaveStep.DONE))
    assert desk.leaving.calls[-1] == ("close",)


@pytest.mark.parametrize("code", ["vault_remains", "vault_new", "disk_full", "something", "<b>"])
def test_a_failure_is_told_and_can_be_tried_again(
    qtbot: QtBot, show: Show, desk: fakes.Desk, code: str
) -> None:
    sheet = show(ASKING)
    show(replace(ASKING, step=LeaveStep.WORKING))
    show(replace(ASKING, code=code))
    assert sheet.findChild(QLabel, "troubleText").text()
    assert button(sheet).text() == "Try again"
    qtbot.mouseClick(button(sheet), Qt.MouseButton.LeftButton)
    assert desk.leaving.calls == [("confirm", False)]


@pytest.mark.parametrize("step", [LeaveStep.ASKING, LeaveStep.WORKING])
def test_esc_closes(qtbot: QtBot, show: Show, desk: fakes.Desk, step: LeaveStep) -> None:
    sheet = show(replace(ASKING, step=step))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert desk.leaving.calls == [("close",)]


def test_of_a_shop_without_keys_the_history_is_deleted(
    qtbot: QtBot, show: Show, desk: fakes.Desk
) -> None:
    sheet = show(LeaveState(LeaveStep.ASKING, replace(SHOP, connected=False), (), 7))
    assert sheet.findChild(QLabel, "sheetTitle").text() == "Delete this shop's history?"
    assert not sheet.findChild(ChoiceRow, "keepHistory").isVisible()
    assert button(sheet).text() == "Delete"
    qtbot.mouseClick(button(sheet), Qt.MouseButton.LeftButton)
    assert desk.leaving.calls == [("confirm", True)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_outside_text_is_shown_letter_for_letter(show: Show, text: str) -> None:
    messages = tuple(
        waiting(n, buyer_name=text, words=text, key=ConversationKey(text, text), kind=kind)
        for n, kind in enumerate(Kind)
    )
    sheet = show(LeaveState(LeaveStep.ASKING, Shop(text, text, colour=text), messages, 2**40))
    sheet.grab()
    items = sheet.findChild(QListWidget, "waitingMessages")
    for place in range(items.count()):
        said = items.item(place).text()
        assert said.count("\n") == 1
        assert "\u202e" not in said
        assert len(said) < 500
    for label in sheet.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()


def test_every_state_of_a_message_has_words(show: Show) -> None:
    sheet = show(replace(ASKING, waiting=tuple(waiting(1, state=state) for state in OutgoingState)))
    items = sheet.findChild(QListWidget, "waitingMessages")
    assert items.count() == len(OutgoingState)
    assert items.height() < sheet.height() / 2


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("zoom", "size"), [(100, (1024, 680)), (160, (960, 600))])
def test_nothing_is_clipped(
    qtbot: QtBot,
    make_window: Callable[..., MainWindow],
    desk: fakes.Desk,
    language: str,
    zoom: int,
    size: tuple[int, int],
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language=language, zoom=zoom))
    window = make_window(*size)
    for state in (
        ASKING,
        replace(ASKING, step=LeaveStep.WORKING),
        replace(ASKING, code="vault_locked"),
    ):
        desk.leaving.state.set(state)
        sheet = window.findChild(Disconnect)
        QApplication.sendPostedEvents()
        qtbot.waitUntil(lambda sheet=sheet: sheet.height() == sheet.minimumHeight())
        sheet.grab()
        assert sheet.height() <= size[1]
        whole(sheet)
    desk.leaving.close()


def test_its_words_change_while_it_stands(qtbot: QtBot, show: Show) -> None:
    sheet = show(ASKING)
    i18n.install("vi")
    qtbot.waitUntil(lambda: button(sheet).text() == "Ngắt kết nối")
    assert sheet.findChild(QLabel, "waitingCount").text().startswith("2 tin nhắn chưa gửi")
