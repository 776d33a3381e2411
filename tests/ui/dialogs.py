"""Opening dialogs over the window, pressing their buttons, and seeing that nothing is clipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

LEFT = Qt.MouseButton.LeftButton
D = TypeVar("D", bound=QDialog)


def opened(
    window: MainWindow, kind: type[D], command: str, about: str = "", *, name: str = ""
) -> D:
    """The dialog that `command` opens."""
    window.open_dialog(command, about)
    found = window.findChild(kind, name or command)
    assert found is not None
    return found


def watched(dialog: D) -> D:
    """The same dialog; from now on Qt's own tester watches the rows of its list."""
    rows = dialog.list.rows  # type: ignore[attr-defined]
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    return dialog


def press(qtbot: QtBot, part: QWidget, name: str) -> None:
    """Click the button of this name, which must be one that can be clicked."""
    button = part.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def trouble(dialog: QDialog) -> str:
    """What the dialog says is wrong."""
    return dialog.findChild(QLabel, "troubleText").text()


def small_window(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int, theme: str = "dark"
) -> MainWindow:
    """The smallest window there is, in Vietnamese, whose words are the longer ones."""
    desk.preferences.settings.set(Settings(theme=theme, language="vi", zoom=zoom))
    return make_window(1024, 680)


def stands_within(dialog: QDialog, name: str) -> None:
    """The button of this name stands whole within the dialog."""
    button = dialog.findChild(QPushButton, name)
    assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint()), button.size())), name


def nothing_clipped(dialog: QDialog, *buttons: str) -> None:
    """The dialog stands within the smallest window, and these buttons whole within it."""
    dialog.grab()
    assert dialog.height() <= 680
    for name in buttons:
        button = dialog.findChild(QPushButton, name)
        assert button.width() >= button.sizeHint().width(), name
        stands_within(dialog, name)
