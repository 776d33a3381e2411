"""Finds words in the open conversation: a line above the timeline, Enter leads from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from nobi_desktop.domain.search import FindState
from nobi_desktop.ui import assets, escape, plain
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

if TYPE_CHECKING:
    from nobi_desktop.desk.find import Find
    from nobi_desktop.flow.news import Stop

HEIGHT = 48
NARROW = 400
"""Pixels (at zoom 1) below which words and place do not go beside each other."""
LONGEST = 200
LOOKS = 250
"""Milliseconds after which nothing found is told: until then it may still be looked for."""
PAUSE = 150
"""Milliseconds after the last key press from which on words are looked for."""


class FindBar(QWidget):
    """Hidden until `begin`; what is found is told by the desk and shown by the timeline."""

    closed = Signal()
    """The seller has closed the bar and goes on writing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._desk: Find | None = None
        self._state = FindState()
        self.entry = QLineEdit(self)
        self.entry.setObjectName("findEntry")
        self.entry.setMaxLength(LONGEST)
        self._typing = QTimer(self, singleShot=True, interval=PAUSE)
        self._typing.timeout.connect(self._look)
        self.entry.textEdited.connect(lambda _text: self._typing.start())
        self._place = plain.Label("", "second", self)
        self._place.setObjectName("findPlace")
        self._place.setProperty("tone", "second")
        self.older = self._tool("findOlder", lambda: self._step(older=True))
        self.newer = self._tool("findNewer", lambda: self._step(older=False))
        self._shut = self._tool("findClose", self._close)
        self._looking = QTimer(self, singleShot=True, interval=LOOKS)
        self._looking.timeout.connect(self._say)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.entry, 0, 0)
        for column, tool in enumerate((self.older, self.newer, self._shut)):
            self._grid.addWidget(tool, 0, column + 2)
        self.hide()
        style.watch(self, self._restyle)
        self.translate()

    def attach(self, desk: Find) -> Stop:
        """Find by `desk` from now on; the answer ends it."""
        self._desk = desk
        return desk.state.watch(self.show_state)

    def begin(self) -> None:
        """Open, or with what is written chosen, so that the next key press replaces it."""
        if self._desk is None:
            return
        if self.isHidden():
            self.entry.clear()
            self.show()
            self._desk.begin()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def end(self) -> None:
        """Close, where it is open; the focus stays where it is."""
        if self.isHidden():
            return
        self._typing.stop()
        self.hide()
        if self._desk is not None:
            self._desk.close()

    def show_state(self, state: FindState) -> None:
        """Show where the find is, as the desk tells it."""
        before, self._state = self._state, state
        if before.open and not state.open and not self.isHidden():
            self._typing.stop()
            self.hide()
        if state.words != before.words:
            self._looking.start()
        self._say()

    def translate(self) -> None:
        """Take the words of the present language."""
        said = t("Find in this conversation")
        self.setAccessibleName(said)
        self.entry.setAccessibleName(said)
        self.entry.setPlaceholderText(said)
        for tool, words, key in (
            (self.older, t("Older hit"), "Enter"),
            (self.newer, t("Newer hit"), "Shift+Enter"),
            (self._shut, t("Close"), "Esc"),
        ):
            tool.setAccessibleName(words)
            plain.set_tip(tool, f"{words} ({key})")
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if escape.asked(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(older=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.line)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(tokens.current())

    def _arrange(self, now: Tokens) -> None:
        """The place among the hits stands beside the words, below them where there is no room."""
        below = self.width() < now.px(NARROW)
        px = now.px
        self._grid.removeWidget(self._place)
        if below:
            self._grid.addWidget(self._place, 1, 0, 1, 5)
        else:
            self._grid.addWidget(self._place, 0, 1)
        self._place.setVisible(not below or bool(self._place.text()))
        lines = now.line_height("second") + px(4) if not self._place.isHidden() and below else 0
        self.setFixedHeight(px(HEIGHT) + lines)

    def _written(self) -> str:
        return self.entry.text().strip()

    def _look(self) -> None:
        self._typing.stop()
        if self._desk is not None and not self.isHidden():
            self._desk.look_for(self._written())

    def _step(self, *, older: bool) -> None:
        if self._desk is None or not self._written():
            return
        if self._written() != self._state.words:
            # The words themselves lead to their newest hit.
            self._look()
        elif older:
            self._desk.next()
        else:
            self._desk.previous()

    def _close(self) -> None:
        self.end()
        self.closed.emit()

    def _say(self) -> None:
        state = self._state
        said = ""
        missing = bool(state.words) and not state.total and not self._looking.isActive()
        if missing:
            said = t("Not found")
        elif state.words and state.place:
            total = f"{state.total}+" if state.bounded else str(state.total)
            said = t("{place} of {total}", place=state.place, total=total)
        elif state.words and state.total:
            said = t("{n} found", n=state.total)
        was = self._place.text()
        self._place.setText(said)
        self._arrange(tokens.current())
        for thing in (self.entry, self._place):
            style.mark(thing, "missing", missing)
        self.older.setEnabled(state.total > 0)
        self.newer.setEnabled(state.total > 0)
        if said and said != was and self.isVisible():
            self._place.setAccessibleName(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self._place, QAccessible.Event.Alert))

    def _tool(self, name: str, do: object) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(do)
        return made

    def _restyle(self, now: Tokens) -> None:
        self._grid.setContentsMargins(now.px(20), now.px(6), now.px(12), now.px(7))
        self._grid.setSpacing(now.px(4))
        self._arrange(now)
        self.entry.setFont(now.font("body"))
        self._place.restyle()
        self._place.setContentsMargins(now.px(8), 0, now.px(4), 0)
        for tool, icon in (
            (self.older, "arrow-up"),
            (self.newer, "arrow-down"),
            (self._shut, "close"),
        ):
            tool.setIcon(assets.icon(icon, now.text_2, now.px(18)))
            tool.setIconSize(assets.icon_size(now.px(18)))
