"""The one table of commands that have a key, and the actions made of it.

The seller may give a command other keys (`Settings.keys`); menus, tips and the sheet of shortcuts
tell those that are in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui import keys
from nobi_desktop.ui.speech import t

GROUPS = ("conversations", "writing", "triage", "tags", "filters", "shops", "window")
"""The groups of commands, in the order of the sheet."""

# Keys that write or edit text, on some system or other: a command must never eat one.
_WRITING = frozenset(
    f"Ctrl+{key}"
    for key in (
        *("A", "C", "V", "X", "Y", "Z", "Shift+Z", "Shift+V", "Backspace", "Del", "Ins"),
        *("Left", "Right", "Up", "Down", "Home", "End", "Return", "Enter"),
        *("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home", "Shift+End"),
    )
)

# Keys by which systems and their input methods are switched: they may never come to a window.
_SWITCHING = frozenset(
    (
        *("Ctrl+Space", "Ctrl+Shift+Space", "Alt+Space", "Meta+Space", "Alt+`", "Ctrl+`"),
        *("Alt+Tab", "Alt+Shift+Tab", "Alt+Esc", "Ctrl+Esc", "Ctrl+Shift+Esc", "Alt+F4", "Esc"),
    )
)
HELD = frozenset(
    (
        *(Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_unknown),
    )
)
"""Keys that are no key press by themselves."""

_SWITCHES = frozenset(
    (
        *(Qt.Key.Key_Kanji, Qt.Key.Key_Muhenkan, Qt.Key.Key_Henkan, Qt.Key.Key_Romaji),
        *(Qt.Key.Key_Hiragana, Qt.Key.Key_Katakana, Qt.Key.Key_Hiragana_Katakana),
        *(Qt.Key.Key_Zenkaku, Qt.Key.Key_Hankaku, Qt.Key.Key_Zenkaku_Hankaku),
        *(Qt.Key.Key_Hangul, Qt.Key.Key_Hangul_Hanja, Qt.Key.Key_Eisu_toggle),
        *(Qt.Key.Key_Multi_key, Qt.Key.Key_Codeinput, Qt.Key.Key_CapsLock),
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
FIXED: tuple[Command, ...] = (
    Command("select_more", ("Shift+Down",), lambda: t("Select more in the list"), "conversations"),
    Command("send", ("Enter",), lambda: t("Send the answer"), "writing"),
    Command("new_line", ("Shift+Enter",), lambda: t("New line"), "writing"),
    Command(
        "send_and_next",
        ("Enter", "Enter"),
        lambda: t("Send, and on to the next who waits"),
        "writing",
    ),
)
"""Keys of the list and of the field for answers, which stay as they are; the sheet tells them."""

_BY_NAME = {command.name: command for command in COMMANDS}

Overrides = tuple[tuple[str, str], ...]
"""(command, its keys joined by spaces) where they are not the defaults, as `Settings.keys` has."""


def in_force(overrides: Overrides) -> dict[str, tuple[str, ...]]:
    """The keys that each command has now, as Qt's portable text.

    What the seller has chosen goes before a default. Keys that cannot be used, from a settings file
    written by hand or by another version, and keys that another command has already, are left out:
    two commands on one key would both be dead.
    """
    chosen = dict(overrides)
    taken: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for command in sorted(COMMANDS, key=lambda command: command.name not in chosen):
        own = chosen.get(command.name)
        keys = []
        for key in command.keys if own is None else own.split():
            text = _portable(key)
            usable = key in command.keys or not _unusable(QKeySequence(key))
            if text and usable and text not in taken:
                taken.add(text)
                keys.append(text)
        found[command.name] = tuple(keys)
    return found


def keys_of(name: str, overrides: Overrides) -> tuple[str, ...]:
    """The keys of one command that are in force, as Qt's portable text."""
    return in_force(overrides)[name]


def titled(name: str) -> str:
    """What the command `name` is called."""
    return _BY_NAME[name].title()


def shown(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def problem(name: str, key: str, overrides: Overrides) -> str:
    """Why a command cannot have this key.

    `none` (no key at all), `typing` (it writes or edits text), `system` (it belongs to the system
    or its input methods), or `taken:` and the name of the command that has it; empty where it can.
    """
    sequence = QKeySequence(key)
    if trouble := _unusable(sequence):
        return trouble
    text = _portable(key)
    for other, held in in_force(overrides).items():
        if other != name and text in held:
            return f"taken:{other}"
    return ""


def with_key(name: str, key: str, overrides: Overrides) -> Overrides:
    """The overrides where `key` is the command's own, taken from whichever had it."""
    text = _portable(key)
    for other, held in in_force(overrides).items():
        if other != name and text in held:
            overrides = _with(other, [kept for kept in held if kept != text], overrides)
    return _with(name, [text], overrides)


def restored(name: str, overrides: Overrides) -> tuple[Overrides, str]:
    """The overrides where the command has its default keys again.

    A default that another command has now stays there: the second answer names that command.
    """
    without = _with(name, list(_BY_NAME[name].keys), overrides)
    missing = [key for key in _BY_NAME[name].keys if key not in in_force(without)[name]]
    trouble = problem(name, missing[0], without) if missing else ""
    return without, trouble.removeprefix("taken:")


def fixed_keys(name: str, send_key: str) -> tuple[str, ...]:
    """The keys of a command of `FIXED`, where the seller sends by `send_key` (as in settings)."""
    command = next(command for command in FIXED if command.name == name)
    if send_key == "enter":
        return command.keys
    return {
        "send": ("Ctrl+Enter",),
        "new_line": ("Enter",),
        "send_and_next": ("Ctrl+Enter", "Ctrl+Enter"),
    }.get(name, command.keys)


def is_default(name: str, overrides: Overrides) -> bool:
    """Whether the seller has left the command's keys as they came."""
    return name not in dict(overrides)


def _with(name: str, keys: list[str], overrides: Overrides) -> Overrides:
    rest = tuple(pair for pair in overrides if pair[0] != name)
    if tuple(keys) == _BY_NAME[name].keys:
        return rest
    return (*rest, (name, " ".join(keys)))


def key_of(event: QKeyEvent) -> str:
    """The key of `event`, written as the keys of commands are."""
    return _portable(QKeySequence(event.keyCombination()))


def _portable(key: str | QKeySequence) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _unusable(sequence: QKeySequence) -> str:
    """`none`, `typing` or `system` where no command can have these keys, else empty."""
    text = _portable(sequence)
    if sequence.count() != 1 or not text:
        return "none"
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]
    if pressed.key() in HELD:
        return "none"
    # A name of several words is a key of its own on the keyboard, as for the volume.
    if pressed.key() in _SWITCHES or text in _SWITCHING or " " in text:
        return "system"
    held = pressed.keyboardModifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    if held & control and held & alt:
        return "typing"  # AltGr: on many keyboards these write letters.
    if text in _WRITING:
        return "typing"
    if Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35:
        return ""
    return "" if held & (control | alt | Qt.KeyboardModifier.MetaModifier) else "typing"


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

    def trigger(self, name: str) -> None:
        """Carry a command out."""
        for command, action in self._made:
            if command.name == name:
                action.trigger()

    def is_key(self, name: str, event: QKeyEvent) -> bool:
        """Whether the key is one of the command `name`."""
        return key_of(event) in keys_of(name, self._overrides)

    def belongs(self, event: QKeyEvent) -> bool:
        """Whether the key is a command's: some systems' text fields would take it for themselves.

        (On X11 Ctrl+K, for one, deletes to the end of the line.)
        """
        return key_of(event) in self._taken

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
        force = in_force(self._overrides)
        for command, action in self._made:
            action.setShortcuts([QKeySequence(key) for key in force[command.name]])
            # Esc belongs to whatever is open first.
            self._taken |= set(force[command.name]) - {"Esc"}
        keys.use({name: next(map(shown, own), "") for name, own in force.items()})
