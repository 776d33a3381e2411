"""The table of commands that have a key, and the actions made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.speech import t


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the window: its name, its keys (Qt's portable text) and its words."""

    name: str
    keys: tuple[str, ...]
    title: Callable[[], str]


def _shop(number: int) -> Command:
    return Command(
        f"shop_{number}", (f"Ctrl+{number}",), lambda: t("Group or shop {number}", number=number)
    )


COMMANDS: tuple[Command, ...] = (
    Command("next_conversation", ("Ctrl+Tab", "Ctrl+PgDown"), lambda: t("Next conversation")),
    Command(
        "previous_conversation", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), lambda: t("Previous conversation")
    ),
    Command("all_shops", ("Ctrl+0",), lambda: t("All shops")),
    *(_shop(number) for number in range(1, 10)),
    Command("shops", ("Ctrl+Shift+S",), lambda: t("Shops")),
    Command("groups", ("Ctrl+M",), lambda: t("Merge shops")),
    Command("composer", ("Esc",), lambda: t("Back to writing")),
    Command("next_region", ("F6",), lambda: t("Next part of the window")),
    Command("larger", ("Ctrl++", "Ctrl+="), lambda: t("Larger text")),
    Command("smaller", ("Ctrl+-",), lambda: t("Smaller text")),
)


class Actions(QObject):
    """The commands as actions of a window; `run` says what each does."""

    def __init__(self, window: QWidget, run: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._made: list[tuple[Command, QAction]] = []
        for command in COMMANDS:
            action = QAction(window)
            action.setObjectName(f"action_{command.name}")
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, do=run[command.name]: do())
            window.addAction(action)
            self._made.append((command, action))
        window.installEventFilter(self)
        self.translate()

    def translate(self) -> None:
        """Take the words of the present language."""
        for command, action in self._made:
            action.setText(command.title())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        return super().eventFilter(watched, event)
