"""The one table of commands that have a key, and the actions made of it.

The seller may give a command other keys (`Settings.keys`); menus, tips and the sheet of shortcuts
tell those that are in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.speech import t

GROUPS = ("conversations", "triage", "tags", "filters", "shops", "window")
"""The groups of commands, in the order of the sheet."""

KEYS_EACH = 2
"""Keys that one command may have."""

# Keys that write or edit text, on some system or other: a command must never eat one.
_WRITING = frozenset(
    f"Ctrl+{key}"
    for key in (
        *("A", "C", "V", "X", "Y", "Z", "Shift+Z", "Shift+V", "Backspace", "Del", "Ins"),
        *("Left", "Right", "Up", "Down", "Home", "End", "Return", "Enter", "Space"),
        *("Shift+Left", "Shift+Right", "Shift+Home", "Shift+End"),
    )
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the window: its name, its keys (Qt's portable text), its words, its group."""

    name: str
    keys: tuple[str, ...]
    title: Callable[[], str]
    group: str = "window"


def _shop(number: int) -> Command:
    return Command(
        f"shop_{number}",
        (f"Ctrl+{number}",),
        lambda: t("Group or shop {number}", number=number),
        "shops",
    )


def _tag(number: int) -> Command:
    return Command(
        f"tag_{number}", (f"Alt+{number}",), lambda: t("Tag {number}", number=number), "tags"
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        "next_unanswered", ("Ctrl+J",), lambda: t("Next who waits for an answer"), "conversations"
    ),
    Command(
        "next_conversation",
        ("Ctrl+Tab", "Ctrl+PgDown"),
        lambda: t("Next conversation"),
        "conversations",
    ),
    Command(
        "previous_conversation",
        ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
        lambda: t("Previous conversation"),
        "conversations",
    ),
    Command("switcher", ("Ctrl+K",), lambda: t("Go to…"), "conversations"),
    Command("search", ("Ctrl+Shift+F",), lambda: t("Search everything"), "conversations"),
    Command("find", ("Ctrl+F",), lambda: t("Find in this conversation"), "conversations"),
    Command("due", ("Ctrl+D",), lambda: t("Who must be answered first"), "conversations"),
    Command("settle", ("Ctrl+Shift+E",), lambda: t("Needs no answer, or does"), "triage"),
    Command("mark_unread", ("Ctrl+Shift+U",), lambda: t("Mark unread"), "triage"),
    Command("remind", ("Ctrl+Shift+R",), lambda: t("Remind me later…"), "triage"),
    Command("note", ("Ctrl+Shift+N",), lambda: t("Note on the buyer"), "triage"),
    Command("order", ("Ctrl+O",), lambda: t("The buyer's orders"), "triage"),
    Command("undo_triage", ("Alt+Z",), lambda: t("Take the last step back"), "triage"),
    Command("tag_menu", ("Ctrl+T",), lambda: t("Tags…"), "tags"),
    *(_tag(number) for number in range(1, 10)),
    Command("tags", ("Ctrl+Shift+T",), lambda: t("Manage tags"), "tags"),
    Command("filter_unanswered", ("Ctrl+Shift+A",), lambda: t("Filter: unanswered"), "filters"),
    Command("filter_unread", ("Ctrl+Shift+D",), lambda: t("Filter: unread"), "filters"),
    Command("clear_filters", ("Ctrl+Shift+X",), lambda: t("Clear all filters"), "filters"),
    Command("sort", ("Ctrl+Shift+W",), lambda: t("Another order of the list"), "filters"),
    Command("history", ("Ctrl+H",), lambda: t("Sync old conversations"), "filters"),
    Command("all_shops", ("Ctrl+0",), lambda: t("All shops"), "shops"),
    *(_shop(number) for number in range(1, 10)),
    Command("shops", ("Ctrl+Shift+S",), lambda: t("Shops"), "shops"),
    Command("groups", ("Ctrl+M",), lambda: t("Merge shops"), "shops"),
    Command("composer", ("Esc",), lambda: t("Back to writing")),
    Command("next_region", ("F6",), lambda: t("Next part of the window")),
    Command("side_panel", ("Ctrl+\\",), lambda: t("Show or hide the side panel")),
    Command("larger", ("Ctrl++", "Ctrl+="), lambda: t("Larger text")),
    Command("smaller", ("Ctrl+-",), lambda: t("Smaller text")),
    Command("shortcuts", ("Ctrl+/",), lambda: t("Keyboard shortcuts")),
)
_BY_NAME = {command.name: command for command in COMMANDS}

Overrides = tuple[tuple[str, str], ...]
"""(command, its keys joined by spaces) where they are not the defaults, as `Settings.keys` has."""


def keys_of(name: str, overrides: Overrides) -> tuple[str, ...]:
    """The keys of a command that are in force, as Qt's portable text."""
    own = dict(overrides).get(name)
    return _BY_NAME[name].keys if own is None else tuple(own.split())


def shown(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def problem(name: str, key: str, overrides: Overrides) -> str:
    """Why a command cannot have this key.

    `none` (no key at all), `typing` (it writes or edits text), or `taken:` and the name of the
    command that has it; empty where it can.
    """
    sequence = QKeySequence(key)
    if sequence.count() != 1 or not sequence.toString():
        return "none"
    if _writes(sequence):
        return "typing"
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    for command in COMMANDS:
        if command.name != name and portable in map(_portable, keys_of(command.name, overrides)):
            return f"taken:{command.name}"
    return ""


def with_key(name: str, key: str, overrides: Overrides) -> Overrides:
    """The overrides where `key` is the command's own, taken from whichever had it."""
    portable = _portable(key)
    for command in COMMANDS:
        if command.name != name:
            kept = [k for k in keys_of(command.name, overrides) if _portable(k) != portable]
            overrides = _with(command.name, kept, overrides)
    return _with(name, [portable], overrides)


def restored(name: str, overrides: Overrides) -> Overrides:
    """The overrides where the command has its default keys, as far as nobody else has them now."""
    mine = [key for key in _BY_NAME[name].keys if not problem(name, key, overrides)]
    return _with(name, mine, overrides)


def _with(name: str, keys: list[str], overrides: Overrides) -> Overrides:
    rest = tuple(pair for pair in overrides if pair[0] != name)
    if tuple(keys) == _BY_NAME[name].keys:
        return rest
    return (*rest, (name, " ".join(keys)))


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _writes(sequence: QKeySequence) -> bool:
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if text in _WRITING:
        return True
    held, _, key = text.rpartition("+")
    function = key == "Esc" or (key[:1] == "F" and key[1:].isdecimal())
    if function:
        return False
    modifiers = held.split("+")
    if "Ctrl" in modifiers and "Alt" in modifiers:
        return True  # AltGr: on many keyboards these write letters.
    return not {"Ctrl", "Alt", "Meta"}.intersection(modifiers)


class Actions(QObject):
    """The commands as actions of a window; `run` says what each does."""

    def __init__(self, window: QWidget, run: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._overrides: Overrides = ()
        self._made: list[tuple[Command, QAction]] = []
        self._taken: set[str] = set()
        for command in COMMANDS:
            action = QAction(window)
            action.setObjectName(f"action_{command.name}")
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, do=run[command.name]: do())
            window.addAction(action)
            self._made.append((command, action))
        self._put_on()
        window.installEventFilter(self)
        self.translate()

    def use(self, overrides: Overrides) -> None:
        """Let the keys that the seller has chosen be in force."""
        if overrides != self._overrides:
            self._overrides = overrides
            self._put_on()

    def key(self, name: str) -> str:
        """The first key of a command as this system writes it, empty where it has none."""
        return next(map(shown, keys_of(name, self._overrides)), "")

    def trigger(self, name: str) -> None:
        """Carry a command out."""
        for command, action in self._made:
            if command.name == name:
                action.trigger()

    def belongs(self, event: QKeyEvent) -> bool:
        """Whether the key is a command's: some systems' text fields would take it for themselves.

        (On X11 Ctrl+K, for one, deletes to the end of the line.)
        """
        pressed = QKeySequence(event.keyCombination())
        return pressed.toString(QKeySequence.SequenceFormat.PortableText) in self._taken

    def translate(self) -> None:
        """Take the words of the present language."""
        for command, action in self._made:
            action.setText(command.title())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        return super().eventFilter(watched, event)

    def _put_on(self) -> None:
        self._taken = set()
        for command, action in self._made:
            keys = keys_of(command.name, self._overrides)
            action.setShortcuts([QKeySequence(key) for key in keys])
            # Esc belongs to whatever is open first.
            self._taken |= {_portable(key) for key in keys} - {"Esc"}
