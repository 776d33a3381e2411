"""The sheet of shortcuts: found by word or key, changed by pressing keys, refused in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import plain
from nobi_desktop.ui.dialogs.shortcuts import ShortcutLine, Shortcuts
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> Shortcuts:
    window.open_dialog("shortcuts")
    made = window.findChild(Shortcuts)
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def keys(desk: fakes.Desk) -> dict[str, str]:
    return dict(desk.preferences.settings.value.keys)


def trouble(sheet: Shortcuts) -> str:
    label = sheet.findChild(plain.Label, "troubleText")
    assert label is not None
    return label.text() if label.isVisible() else ""


def press(line: ShortcutLine, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(line, key, held)


def test_a_line_takes_the_keys_that_are_pressed(sheet: Shortcuts, desk: fakes.Desk) -> None:
    line = sheet.lines["find"]
    press(line, Qt.Key.Key_Return)
    assert line.listening
    press(line, Qt.Key.Key_Control, CTRL)  # Held keys are none by themselves.
    assert line.listening
    press(line, Qt.Key.Key_L, CTRL)
    assert keys(desk) == {"find": "Ctrl+L"}
    assert line.keys == ("Ctrl+L",)
    assert not line.listening
    line.click()
    press(line, Qt.Key.Key_Escape)
    assert keys(desk) == {"find": "Ctrl+L"}
    assert not line.listening
    assert sheet.isVisible()


def test_tab_and_commands_are_keys_like_others_while_it_listens(
    sheet: Shortcuts, desk: fakes.Desk
) -> None:
    line = sheet.lines["sort"]
    line.click()
    press(line, Qt.Key.Key_Tab)
    assert line.listening
    assert "edits text" in trouble(sheet)
    press(line, Qt.Key.Key_Slash, CTRL)
    # The sheet's own key, which would close it, is only asked about.
    assert sheet.isVisible()
    assert "Keyboard shortcuts" in trouble(sheet)


@pytest.mark.parametrize(
    ("key", "held", "said"),
    [
        (Qt.Key.Key_A, PLAIN, "writes or edits text"),
        (Qt.Key.Key_Space, PLAIN, "writes or edits text"),
        (Qt.Key.Key_Backspace, PLAIN, "writes or edits text"),
        (Qt.Key.Key_E, CTRL | ALT, "writes or edits text"),
        (Qt.Key.Key_Space, CTRL, "belongs to the system"),
    ],
)
def test_keys_that_would_break_typing_are_refused_with_a_sentence(
    sheet: Shortcuts, desk: fakes.Desk, key: Qt.Key, held: Qt.KeyboardModifier, said: str
) -> None:
    line = sheet.lines["find"]
    line.click()
    for _ in range(2):  # Pressing it again does not help.
        press(line, key, held)
        assert said in trouble(sheet)
        assert line.listening
    assert keys(desk) == {}
    press(line, Qt.Key.Key_Escape)
    assert trouble(sheet) == ""


def test_a_taken_key_names_its_owner_and_is_taken_by_pressing_it_again(
    sheet: Shortcuts, desk: fakes.Desk
) -> None:
    line = sheet.lines["find"]
    line.click()
    press(line, Qt.Key.Key_K, CTRL)
    assert "Ctrl+K" in trouble(sheet)
    assert "Go to…" in trouble(sheet)
    assert keys(desk) == {}
    press(line, Qt.Key.Key_K, CTRL)
    assert keys(desk) == {"switcher": "", "find": "Ctrl+K"}
    assert trouble(sheet) == ""
    assert sheet.lines["switcher"].keys == ()


def test_leaving_forgets_what_was_asked(sheet: Shortcuts, desk: fakes.Desk) -> None:
    line = sheet.lines["find"]
    line.click()
    press(line, Qt.Key.Key_K, CTRL)
    press(line, Qt.Key.Key_Escape)
    line.click()
    press(line, Qt.Key.Key_K, CTRL)
    assert keys(desk) == {}
    sheet.lines["sort"].click()
    press(sheet.lines["sort"], Qt.Key.Key_K, CTRL)
    assert keys(desk) == {}
    press(sheet.lines["sort"], Qt.Key.Key_Escape)
    line.listen()
    press(line, Qt.Key.Key_K, CTRL)
    assert keys(desk) == {}
    press(line, Qt.Key.Key_K, CTRL)
    assert keys(desk) == {"switcher": "", "find": "Ctrl+K"}


def test_defaults_come_back_one_by_one_and_all_together(sheet: Shortcuts, desk: fakes.Desk) -> None:
    all_back = sheet.findChild(QPushButton, "defaultKeys")
    assert not all_back.isEnabled()
    desk.preferences.change(keys=(("find", "Ctrl+K"), ("switcher", ""), ("sort", "F8")))
    back = sheet.findChild(QToolButton, "default_switcher")
    assert not back.isHidden()
    assert sheet.findChild(QToolButton, "default_due").isHidden()
    back.click()
    assert "Find in this conversation" in trouble(sheet)
    press(sheet.lines["find"], Qt.Key.Key_Delete)
    assert sheet.lines["switcher"].keys == ("Ctrl+K",)
    assert keys(desk) == {"sort": "F8"}
    assert trouble(sheet) == ""
    all_back.click()
    assert keys(desk) == {}


def test_lines_are_found_without_marks_by_word_and_by_key(
    make_window: Callable[..., MainWindow], desk: fakes.Desk
) -> None:
    desk.preferences.settings.set(Settings(theme="light", language="vi"))
    window = make_window()
    window.open_dialog("shortcuts")
    sheet = window.findChild(Shortcuts)

    def shown(words: str) -> set[str]:
        sheet.search.setText(words)
        return {name for name, line in sheet.lines.items() if not line.isHidden()}

    assert "shops" in shown("SHOP")
    assert shown("ctrl+k") == {"switcher"}
    assert "note" in shown("ghi chu")
    assert shown("no such thing at all <b>&") == set()
    assert "<b>&" in sheet._nothing.text()
    assert shown("") == set(sheet.lines)


def test_the_key_that_opened_it_closes_it(
    qtbot: QtBot, sheet: Shortcuts, window: MainWindow
) -> None:
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(sheet.search, Qt.Key.Key_Slash, CTRL)
    assert not sheet.isVisible()
    window.open_dialog("shortcuts")
    assert window.findChildren(Shortcuts)[-1].isVisible()


def test_fixed_keys_are_told_and_follow_the_key_for_sending(
    sheet: Shortcuts, desk: fakes.Desk
) -> None:
    send = sheet.lines["send"]
    assert send.keys == ("Enter",)
    send.click()
    assert not send.listening
    settings = desk.preferences.settings
    settings.set(replace(settings.value, send_key="ctrl_enter"))
    assert send.keys == ("Ctrl+Enter",)
    assert sheet.lines["new_line"].keys == ("Enter",)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [100, 160])
def test_it_fits_into_a_small_window(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, language: str, zoom: int
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language=language, zoom=zoom))
    window = make_window(1024, 680)
    window.open_dialog("shortcuts")
    sheet = window.findChild(Shortcuts)
    sheet.grab()
    assert sheet.width() <= window.width()
    assert sheet.height() <= window.height()
    for button in sheet.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button.objectName()
    # The longest title still stands beside its keys.
    for line in sheet.lines.values():
        assert line.width() > 300
