"""The sheet of keyboard shortcuts: found by word or key, and given other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.folding import found
from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import actions, assets, plain
from nobi_desktop.ui.actions import COMMANDS, FIXED, Command
from nobi_desktop.ui.dialogs.search_field import SearchField
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.preferences import Preferences


def group_title(group: str) -> str:
    """The heading over a group of commands."""
    return {
        "conversations": t("Conversations"),
        "writing": t("Answering"),
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
                    line = self._add_line(ShortcutLine(command, self), rows)
                    line.recorded.connect(self._recorded)
                    line.default_wanted.connect(self._restore)
                    line.left.connect(self._left)
            for command in FIXED:
                if command.group == group:
                    self._add_line(ShortcutLine(command, self, fixed=True), rows)
        rows.addWidget(self._nothing)
        rows.addStretch(1)
        self.body.addLayout(rows)
        self._default = self.add_button("defaultKeys", "quiet", left=True)
        self._default.clicked.connect(self._restore_all)
        self._done = self.add_button("closeButton", primary=True)
        self._done.clicked.connect(self.accept)
        self.search.textChanged.connect(self._filter)
        # The key that opened the sheet closes it.
        self._toggle = QAction(self)
        self._toggle.triggered.connect(self.reject)
        self.addAction(self._toggle)
        self._wanted = ("", "")
        self.listen(preferences.settings.watch(self._show))
        self.translate()
        style.watch(self, self._space)
        self.search.setFocus()

    def _add_line(self, line: ShortcutLine, rows: QVBoxLayout) -> ShortcutLine:
        self.lines[line.command.name] = line
        rows.addWidget(line)
        return line

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
        force = actions.in_force(settings.keys)
        for name, line in self.lines.items():
            if line.fixed:
                line.show_keys(actions.fixed_keys(name, settings.send_key), changed=False)
            else:
                line.show_keys(force[name], changed=not actions.is_default(name, settings.keys))
        self._toggle.setShortcuts([QKeySequence(key) for key in force["shortcuts"]])
        self._default.setEnabled(bool(settings.keys))

    def _space(self, now: Tokens) -> None:
        for group, title in self._titles.items():
            first = group == actions.GROUPS[0]
            title.setAlignment(Qt.AlignmentFlag.AlignBottom)
            title.setIndent(now.px(10))
            title.setFixedHeight(now.px(32 if first else 40))

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
        taken = problem.startswith("taken:")
        if problem and not (taken and self._wanted == (name, key)):
            self.lines[name].listen()
            # After `listen`: the line may have had to leave another one first.
            self._wanted = (name, key) if taken else ("", "")
            self.show_trouble(refusal(problem, key))
            return
        self._wanted = ("", "")
        self.show_trouble("")
        self._preferences.change(keys=actions.with_key(name, key, keys))

    def _left(self) -> None:
        self._wanted = ("", "")
        self.show_trouble("")

    def _restore(self, name: str) -> None:
        keys, other = actions.restored(name, self._preferences.settings.value.keys)
        self._left()
        self._preferences.change(keys=keys)
        if other:
            self.show_trouble(
                t(
                    "Its key belongs to “{other}” now. Give that one its default back first.",
                    other=actions.titled(other),
                )
            )

    def _restore_all(self) -> None:
        self._left()
        self._preferences.change(keys=())


def refusal(problem: str, key: str) -> str:
    """Why a command cannot have `key`, for a code of `actions.problem`."""
    said = actions.shown(key)
    if problem.startswith("taken:"):
        return t(
            "{key} belongs to “{other}”. Press it once more to take it from there.",
            key=said,
            other=actions.titled(problem.removeprefix("taken:")),
        )
    if problem == "typing":
        return t(
            "{key} writes or edits text. Take one with Ctrl or Alt, or a function key.", key=said
        )
    if problem == "system":
        return t("{key} belongs to the system or the keyboard's language. Take another.", key=said)
    return t("This key cannot be used. Take one with Ctrl or Alt, or a function key.")


class ShortcutLine(RingButton):
    """One command and its keys, drawn as caps; a `fixed` one takes no others."""

    recorded = Signal(str, str)
    """The command's name and the keys pressed for it, as Qt's portable text."""

    default_wanted = Signal(str)
    left = Signal()
    """The seller has left without choosing keys."""

    _listening = False  # Qt sends events before the rest is made.

    def __init__(self, command: Command, parent: QWidget, *, fixed: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(f"shortcut_{command.name}")
        self.command = command
        self.fixed = fixed
        self.keys: tuple[str, ...] = ()
        self._default = QToolButton(self)
        self._default.setObjectName(f"default_{command.name}")
        self._default.setCursor(Qt.CursorShape.PointingHandCursor)
        self._default.clicked.connect(lambda: self.default_wanted.emit(self.command.name))
        self._default.hide()
        if fixed:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.clicked.connect(self.listen)
        style.watch(self, self._restyle)

    @property
    def listening(self) -> bool:
        """Whether the next key press is taken as the command's."""
        return self._listening

    def show_keys(self, keys: tuple[str, ...], *, changed: bool) -> None:
        """Show the keys that are in force; where they are `changed`, a button restores them."""
        self.keys = tuple(map(actions.shown, keys))
        self._listening = False
        self._default.setVisible(changed)
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
        self._default.setAccessibleName(t("Restore the default"))
        plain.set_tip(self._default, t("Restore the default"))
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
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.default_wanted.emit(self.command.name)
            else:
                super().keyPressEvent(event)
            return
        event.accept()
        if event.key() in actions.HELD:
            return
        self._listening = False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.recorded.emit(self.command.name, actions.key_of(event))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._listening:
            self._listening = False
            self.left.emit()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.current().px(28)
        self._default.setGeometry(
            self.width() - side - theme.current().px(4), (self.height() - side) // 2, side, side
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(now.accent, now.px(2)) if self.ringed else Qt.PenStyle.NoPen)
        ground = now.accent_soft if self._listening else now.hover if self.underMouse() else None
        painter.setBrush(Qt.BrushStyle.NoBrush if ground is None or self.fixed else ground)
        painter.drawRoundedRect(box, now.px(8), now.px(8))
        # Caps stand in one column, whether or not there is something to restore.
        right = self.width() - now.px(36)
        if self._listening:
            painter.setFont(now.font("second_strong"))
            painter.setPen(now.accent)
            room = QRect(self.width() // 2, 0, right - self.width() // 2, self.height())
            plain.draw_line(painter, room, t("Press the keys… (Esc leaves)"), right=True)
            right = self.width() // 2
        else:
            for key in reversed(self.keys):
                right = self._cap(painter, key, right, now)
        painter.setFont(now.font("body"))
        painter.setPen(now.text_2 if self.fixed else now.text)
        room = QRect(now.px(10), 0, max(0, right - now.px(20)), self.height())
        plain.draw_line(painter, room, self.command.title())
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
        self._default.setIcon(assets.icon("undo", now.text_2, now.px(16)))
        self._default.setIconSize(assets.icon_size(now.px(16)))
        self.update()
