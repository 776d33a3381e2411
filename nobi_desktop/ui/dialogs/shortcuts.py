"""The sheet of keyboard shortcuts: found by word or key, and given other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from nobi_desktop.domain.folding import found
from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import actions, plain
from nobi_desktop.ui.actions import COMMANDS, Command
from nobi_desktop.ui.dialogs.search_field import SearchField
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.preferences import Preferences

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_unknown,
    }
)


def group_title(group: str) -> str:
    """The heading over a group of commands."""
    return {
        "conversations": t("Conversations"),
        "triage": t("Working through them"),
        "tags": t("Tags"),
        "filters": t("The list"),
        "shops": t("Shops"),
        "window": t("Window"),
    }[group]


class Shortcuts(Sheet):
    """Every command with its keys; Enter on one takes new keys, Delete gives the default back."""

    def __init__(self, parent: QWidget, preferences: Preferences) -> None:
        super().__init__(parent, "shortcutsDialog", wide=560, high=520)
        self._preferences = preferences
        self.search = SearchField("shortcutSearch", self)
        self.body.addWidget(self.search)
        self._hint = plain.Label("", "hint", self)
        self._hint.setWordWrap(True)
        self._hint.setProperty("tone", "hint")
        self.body.addWidget(self._hint)
        self._nothing = plain.Label("", "second", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self._titles: dict[str, plain.Label] = {}
        self.lines: dict[str, ShortcutLine] = {}
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for group in actions.GROUPS:
            title = self._titles[group] = plain.Label("", "hint_strong", self)
            title.setProperty("tone", "hint")
            rows.addWidget(title)
            for command in COMMANDS:
                if command.group == group:
                    line = self.lines[command.name] = ShortcutLine(command, self)
                    line.recorded.connect(self._recorded)
                    line.default_wanted.connect(self._restore)
                    line.left.connect(self._left)
                    rows.addWidget(line)
        rows.addWidget(self._nothing)
        rows.addStretch(1)
        self.body.addLayout(rows)
        self._default = self.add_button("defaultKeys", "quiet", left=True)
        self._default.clicked.connect(lambda: self._preferences.change(keys=()))
        self._done = self.add_button("closeButton", primary=True)
        self._done.clicked.connect(self.accept)
        self.search.textChanged.connect(self._filter)
        self._stop = preferences.settings.watch(self._show)
        self.finished.connect(lambda _result: self._stop())
        self._wanted = ("", "")
        self.translate()
        self.search.setFocus()

    def translate(self) -> None:
        self.set_title(t("Keyboard shortcuts"))
        self.search.set_words(t("Search by word or key"))
        self._hint.setText(
            t("Enter or a click on a line: press the new keys. Delete: back to the default.")
        )
        self._default.setText(t("Restore all defaults"))
        self._done.setText(t("Done"))
        for group, title in self._titles.items():
            title.setText(group_title(group))
        for line in self.lines.values():
            line.translate()
        self._filter(self.search.text())

    def _show(self, settings: Settings) -> None:
        for name, line in self.lines.items():
            line.show_keys(actions.keys_of(name, settings.keys))
        self._default.setEnabled(bool(settings.keys))

    def _filter(self, words: str) -> None:
        shown: set[str] = set()
        for line in self.lines.values():
            fits = found(words, line.command.title(), *line.keys)
            line.setVisible(fits)
            if fits:
                shown.add(line.command.group)
        for group, title in self._titles.items():
            title.setVisible(group in shown)
        self._nothing.setText(t("No command is called “{words}”.", words=words.strip()))
        self._nothing.setVisible(not shown)

    def _recorded(self, name: str, key: str) -> None:
        keys = self._preferences.settings.value.keys
        problem = actions.problem(name, key, keys)
        if problem.startswith("taken:") and self._wanted != (name, key):
            other = next(c for c in COMMANDS if c.name == problem.removeprefix("taken:"))
            self._wanted = (name, key)
            self.lines[name].listen()
            self.show_trouble(
                t(
                    "{key} belongs to “{other}”. Press it once more to take it from there.",
                    key=actions.shown(key),
                    other=other.title(),
                )
            )
            return
        self._wanted = ("", "")
        if problem in ("typing", "none"):
            self.lines[name].listen()
            self.show_trouble(
                t(
                    "{key} writes or edits text. Take one with Ctrl or Alt, or a function key.",
                    key=actions.shown(key) or "?",
                )
            )
            return
        self.show_trouble("")
        self._preferences.change(keys=actions.with_key(name, key, keys))

    def _left(self) -> None:
        # Who leaves has not agreed to take a key: the next time it is asked for anew.
        self._wanted = ("", "")
        self.show_trouble("")

    def _restore(self, name: str) -> None:
        self._left()
        keys = self._preferences.settings.value.keys
        self._preferences.change(keys=actions.restored(name, keys))


class ShortcutLine(QAbstractButton):
    """One command and its keys, drawn as caps."""

    recorded = Signal(str, str)
    """The command's name and the keys pressed for it, as Qt's portable text."""

    default_wanted = Signal(str)
    left = Signal()
    """The seller has left without choosing keys."""

    def __init__(self, command: Command, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"shortcut_{command.name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.command = command
        self.keys: tuple[str, ...] = ()
        self._listening = False
        self.clicked.connect(self.listen)
        style.watch(self, self._restyle)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show the keys that are in force."""
        self.keys = tuple(map(actions.shown, keys))
        self._listening = False
        self.translate()

    def listen(self) -> None:
        """Take the next key press as the command's."""
        self._listening = True
        self.setFocus()
        self.update()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(self.command.title())
        self.setAccessibleDescription(", ".join(self.keys) or t("No keys"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(36))

    def event(self, event: QEvent) -> bool:
        if self._listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._listening and event.type() == QEvent.Type.KeyPress:
            # Also Tab, which would move on otherwise.
            assert isinstance(event, QKeyEvent)
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._listening:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.listen()
            elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.default_wanted.emit(self.command.name)
            else:
                super().keyPressEvent(event)
            return
        event.accept()
        if event.key() in _MODIFIERS:
            return
        self._listening = False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            key = QKeySequence(event.keyCombination())
            text = key.toString(QKeySequence.SequenceFormat.PortableText)
            self.recorded.emit(self.command.name, text)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._listening:
            self._listening = False
            self.left.emit()
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._listening:
            painter.setBrush(now.accent_soft)
            painter.drawRoundedRect(box, now.px(8), now.px(8))
        elif self.underMouse():
            painter.setBrush(now.hover)
            painter.drawRoundedRect(box, now.px(8), now.px(8))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(now.accent)
            painter.drawRoundedRect(box, now.px(8), now.px(8))
        right = self.width() - now.px(10)
        if self._listening:
            painter.setFont(now.font("second_strong"))
            painter.setPen(now.accent)
            plain.draw_line(
                painter,
                QRect(self.width() // 2, 0, right - self.width() // 2, self.height()),
                t("Press the keys… (Esc leaves)"),
                right=True,
            )
        else:
            for key in reversed(self.keys):
                right = self._cap(painter, key, right, now)
        painter.setFont(now.font("body"))
        painter.setPen(now.text)
        room = max(0, right - now.px(20))
        plain.draw_line(painter, QRect(now.px(10), 0, room, self.height()), self.command.title())
        painter.end()

    def _cap(self, painter: QPainter, key: str, right: int, now: Tokens) -> int:
        font = now.font("hint_strong")
        wide = QFontMetrics(font).horizontalAdvance(key) + now.px(14)
        high = now.px(24)
        box = QRect(right - wide, (self.height() - high) // 2, wide, high)
        painter.setPen(now.line)
        painter.setBrush(now.chip)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), now.px(5), now.px(5))
        painter.setFont(font)
        painter.setPen(now.text_2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return right - wide - now.px(6)

    def _restyle(self, now: Tokens) -> None:
        self.setMinimumHeight(now.px(36))
        self.update()
