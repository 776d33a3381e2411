"""The sheet of keyboard shortcuts: taking a key that another command has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nobi_desktop.ui.actions import keys_of
from nobi_desktop.ui.dialogs.shortcuts import Shortcuts
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_key_is_taken_by_pressing_twice_and_leaving_forgets_the_first(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    sheet = Shortcuts(window, desk.preferences)  # type: ignore[arg-type]
    line = sheet.lines["due"]

    def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(line, key, how)

    line.listen()
    press(Qt.Key.Key_J, CONTROL)
    press(Qt.Key.Key_Escape)
    line.listen()
    press(Qt.Key.Key_J, CONTROL)
    assert desk.preferences.settings.value.keys == ()
    press(Qt.Key.Key_J, CONTROL)
    keys = desk.preferences.settings.value.keys
    assert keys_of("due", keys) == ("Ctrl+J",)
    assert keys_of("next_unanswered", keys) == ()
    sheet.close()
