"""What the tests of the window share: a window, a desk, and a look that each leaves as found."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import i18n
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes


class PlainChat(QWidget):
    """Stands where the chat is, for tests of what stands beside it."""

    next_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.calls: list[str] = []

    def attach(self, _desk: object) -> None:
        self.calls.append("attach")

    def close_watches(self) -> None:
        self.calls.append("close_watches")

    def focus_composer(self) -> None:
        self.calls.append("focus_composer")

    def find(self) -> None:  # type: ignore[override]
        self.calls.append("find")

    def leave_keys_to(self, belongs: Callable[[QKeyEvent], bool]) -> None:
        self.belongs = belongs


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    """Each test begins light, in English, at 100 per cent."""
    style.use(qapp, Settings(theme="light", language="en"))
    i18n.install("en")
    yield
    # Without a loop that runs nothing is deleted later, and each look is put on all that is left.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    i18n.install("en")
    style.use(qapp, Settings(theme="light", language="en"))


@pytest.fixture(autouse=True)
def no_error_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A watcher of news that fails is only logged; here it fails the test."""
    yield
    errors = [r for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not errors, [r.getMessage() for r in errors]


@pytest.fixture
def desk() -> fakes.Desk:
    return fakes.Desk(Settings(theme="light", language="en"))


@pytest.fixture
def make_window(qtbot: QtBot, desk: fakes.Desk) -> Iterator[Callable[..., MainWindow]]:
    """Makes a window that is shown and attached; it stops listening when the test ends."""
    made: list[MainWindow] = []

    def make(width: int = 1024, height: int = 680, *, attach: bool = True) -> MainWindow:
        window = MainWindow(desk.preferences.settings.value, chat_factory=PlainChat)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        if attach:
            window.attach(desk)  # type: ignore[arg-type]
        made.append(window)
        return window

    yield make
    for window in made:
        # One that stays open would be modal for the next test.
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.close_watches()


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window()
