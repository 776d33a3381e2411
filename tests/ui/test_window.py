"""The window: what it joins, its keys, its settings and its shape."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui.actions import COMMANDS
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

ROWS = tuple(fakes.row(n) for n in range(20))
SHOPS = tuple(fakes.tile(n) for n in range(3))


def test_closing_only_tells(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    with qtbot.waitSignal(window.closing, timeout=200):
        window.close()
    desk.tell(ROWS)
    assert window.inbox.list.rows.rows == ROWS


def test_the_chat_gets_the_desk(window: MainWindow) -> None:
    assert window.chat.calls[-1] == "attach"
    window.close_watches()
    assert window.chat.calls[-1] == "close_watches"


def test_every_command_has_words_and_keys_of_its_own(window: MainWindow) -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    for command in COMMANDS:
        action = window.findChild(QAction, f"action_{command.name}")
        assert action.text()
        assert action.shortcuts() == [QKeySequence(key) for key in command.keys]
        assert all(not key.isEmpty() for key in action.shortcuts())


def test_keys_reach_the_desk(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS, SHOPS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

    def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window, key, how)

    press(Qt.Key.Key_Tab, control)
    press(Qt.Key.Key_PageDown, control)
    assert desk.inbox.opened.value == ROWS[1].key
    press(Qt.Key.Key_PageUp, control)
    assert desk.inbox.opened.value == ROWS[0].key
    press(Qt.Key.Key_PageDown, control)
    press(Qt.Key.Key_Backtab, control | shift)
    assert desk.inbox.opened.value == ROWS[0].key
    press(Qt.Key.Key_2, control)
    assert desk.inbox.query.value.shops == {fakes.SHOPS[1].id}
    press(Qt.Key.Key_9, control)
    assert desk.inbox.query.value.shops == {fakes.SHOPS[1].id}
    press(Qt.Key.Key_0, control)
    assert desk.inbox.query.value == InboxQuery()
    press(Qt.Key.Key_Escape)
    assert window.chat.calls[-1] == "focus_composer"
    press(Qt.Key.Key_Minus, control)
    assert desk.preferences.settings.value.zoom == 90
    press(Qt.Key.Key_Plus, control)
    press(Qt.Key.Key_Plus, control)
    assert desk.preferences.settings.value.zoom == 110


def test_f6_goes_round_the_parts(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS, SHOPS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.inbox.list.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.chat.calls[-1] == "focus_composer"
    window.chat.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.rail.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.inbox.list


def test_the_menu_shows_and_changes_the_choices(window: MainWindow, desk: fakes.Desk) -> None:
    def action(name: str) -> QAction:
        found = window.findChild(QAction, name)
        assert found is not None
        return found

    assert action("theme_light").isChecked()
    action("theme_dark").trigger()
    assert desk.preferences.settings.value.theme == "dark"
    assert tokens.current().dark
    assert action("theme_dark").isChecked()
    assert not action("theme_light").isChecked()
    action("zoom_125").trigger()
    assert tokens.current().zoom == 1.25
    action("language_vi").trigger()
    assert desk.preferences.settings.value.language == "vi"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_gear_pops_up_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    gear = window.findChild(QToolButton, "settingsButton")
    qtbot.mouseClick(gear, Qt.MouseButton.LeftButton)
    menu = window.findChild(QMenu, "settingsMenu")
    qtbot.waitUntil(menu.isVisible)
    menu.hide()


def test_a_dragged_list_is_remembered(qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
    window._dragged.setInterval(1)
    window.columns.setSizes([400, 900])
    window.columns.splitterMoved.emit(400, 1)
    qtbot.waitUntil(lambda: desk.preferences.settings.value.list_width == 400, timeout=500)
    window.columns.setSizes([10, 1200])
    assert window.inbox.width() == 280
    window.columns.setSizes([1200, 10])
    assert window.inbox.width() == 480
    assert window.chat.width() >= 400


def inside(child: QWidget, window: QWidget) -> bool:
    box = QRect(child.mapTo(window, QPoint(0, 0)), child.size())
    return window.rect().contains(box)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [80, 100, 125, 160])
def test_nothing_is_clipped_in_a_small_window(
    qtbot: QtBot,
    make_window: Callable[..., MainWindow],
    desk: fakes.Desk,
    language: str,
    zoom: int,
) -> None:
    desk.preferences.settings.set(Settings(theme="light", language=language, zoom=zoom))
    window = make_window(1024, 680)
    rows, counts = fakes.a_busy_morning()
    desk.tell(rows, SHOPS, counts)
    desk.inbox.query.set(InboxQuery(filters=frozenset(Filter)))
    desk.notices.rows.set((Notice(NoticeCode.OFFLINE),))
    window.grab()
    assert (window.width(), window.height()) == (1024, 680)
    assert window.chat.width() >= 400
    for kind in (QAbstractButton, QLabel):
        for widget in window.findChildren(kind):
            if widget.isVisible():
                assert inside(widget, window), widget.objectName()
                assert widget.height() >= widget.minimumSizeHint().height()
    for name in ("chipUnanswered", "chipUnread"):
        chip = window.findChild(QAbstractButton, name)
        assert chip.width() >= chip.sizeHint().width()
        assert inside(chip, window)


def test_every_control_has_a_name_for_machines_and_one_for_ears(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS, SHOPS)
    desk.notices.rows.set((Notice(NoticeCode.OFFLINE),))
    for widget in window.findChildren(QAbstractButton):
        if window.chat.isAncestorOf(widget):
            continue
        assert widget.objectName(), widget
        if widget.isVisible():
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for pane in (window.rail, window.inbox, window.inbox.list, window.inbox.filters):
        assert pane.accessibleName()
        assert pane.objectName()


def test_what_opens_later_is_not_loaded_at_the_start() -> None:
    later = "nobi_desktop.ui.dialogs", "nobi_desktop.ui.welcome", "nobi_desktop.ui.sheet"
    asked = (
        "import sys, nobi_desktop.ui.window;"
        f"print([name for name in sys.modules if name.startswith({later})])"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [100, 160])
def test_without_a_shop_there_is_a_first_step(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, language: str, zoom: int
) -> None:
    desk.preferences.settings.set(Settings(theme="dark", language=language, zoom=zoom))
    window = make_window(960, 600)
    assert window.columns.isVisible()
    desk.inbox.loading.set(False)
    window.grab()
    assert not window.columns.isVisible()
    welcome = window.findChild(QWidget, "welcome")
    assert welcome.isVisible()
    assert welcome.accessibleName()
    for kind in (QAbstractButton, QLabel):
        for widget in welcome.findChildren(kind):
            assert inside(widget, window)
            assert widget.height() >= widget.minimumSizeHint().height()
            if isinstance(widget, QLabel):
                assert widget.height() >= widget.heightForWidth(widget.width())
    desk.tell(ROWS, SHOPS)
    assert window.columns.isVisible()
    assert not welcome.isVisible()
