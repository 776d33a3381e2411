"""The menu behind the gear: the dialogs of shops and conversations, theme, language and zoom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from nobi_desktop.domain.settings import Settings
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import keys
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.preferences import Preferences

_DIALOGS = ("shops", "groups", "branches", "history", "tags", "views", "rules", "shortcuts")
ZOOMS = (80, 90, 100, 110, 125, 140, 160)


def _themes() -> tuple[tuple[object, str], ...]:
    return (("system", t("As the system")), ("light", t("Light")), ("dark", t("Dark")))


def _languages() -> tuple[tuple[object, str], ...]:
    # A language is called by its own name in every language.
    return (("system", t("As the system")), ("vi", "Tiếng Việt"), ("en", "English"))


def _zooms() -> tuple[tuple[object, str], ...]:
    return tuple((zoom, f"{zoom}%") for zoom in ZOOMS)


class SettingsMenu(QMenu):
    """Shows the choices of `Settings` that have a place on a menu, and asks the desk for others."""

    wanted = Signal(str)
    """A dialog is asked for: one of `_DIALOGS`."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsMenu")
        self._preferences: Preferences | None = None
        self._settings = settings
        self._stops: list[Stop] = []
        self._dialogs = {name: QAction(self) for name in _DIALOGS}
        for name, action in self._dialogs.items():
            action.setObjectName(f"open_{name}")
            action.triggered.connect(lambda _=False, name=name: self.wanted.emit(name))
            if name == "history":
                self.addSeparator()
            self.addAction(action)
        self.addSeparator()
        self._parts: dict[str, tuple[QMenu, Callable[[], tuple[tuple[object, str], ...]]]] = {}
        for field, choices in (("theme", _themes), ("language", _languages), ("zoom", _zooms)):
            part = QMenu(self)
            part.setObjectName(f"{field}Menu")
            self.addMenu(part)
            self._parts[field] = (part, choices)
            group = QActionGroup(part)
            for value, _ in choices():
                action = QAction(part)
                action.setObjectName(f"{field}_{value}")
                action.setCheckable(True)
                action.setData(value)
                action.triggered.connect(
                    lambda _=False, field=field, value=value: self._ask(field, value)
                )
                group.addAction(action)
                part.addAction(action)
        self.translate()
        keys.watch(self, self.translate)

    def attach(self, preferences: Preferences) -> None:
        """Show and change what `preferences` holds from now on."""
        self.close_watches()
        self._preferences = preferences
        self._stops.append(preferences.settings.watch(self.show_settings))

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def show_settings(self, settings: Settings) -> None:
        """Tick what `settings` holds."""
        self._settings = settings
        for field, (part, _) in self._parts.items():
            for action in part.actions():
                action.setChecked(action.data() == getattr(settings, field))

    def translate(self) -> None:
        """Take the words of the present language."""
        for name, said in (
            ("shops", keys.entry(t("Shops…"), "shops")),
            ("groups", keys.entry(t("Merge shops…"), "groups")),
            ("branches", t("Branches…")),
            ("history", keys.entry(t("Sync old conversations…"), "history")),
            ("tags", keys.entry(t("Tags…"), "tags")),
            ("views", t("Saved views…")),
            ("rules", t("Response rules and shift…")),
            ("shortcuts", keys.entry(t("Keyboard shortcuts…"), "shortcuts")),
        ):
            self._dialogs[name].setText(said)
        titles = {"theme": t("Theme"), "language": t("Language"), "zoom": t("Text size")}
        for field, (part, choices) in self._parts.items():
            part.setTitle(titles[field])
            for action, (_, name) in zip(part.actions(), choices(), strict=True):
                action.setText(name)
        self.show_settings(self._settings)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _ask(self, field: str, value: object) -> None:
        if self._preferences is not None:
            self._preferences.change(**{field: value})
        self.show_settings(self._settings)
