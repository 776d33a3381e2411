"""The field of the note about a buyer: kept while it is typed, always for whom it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nobi_desktop.domain.tag import Note
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.notes import Notes

PAUSE = 600
"""Milliseconds after the last key press at which the note is kept."""

LINES = 6
MOST_LINES = 14


class NoteField(QPlainTextEdit):
    """Shows `desk.notes.note` and keeps what is typed over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteField")
        self.setTabChangesFocus(True)
        self._notes: Notes | None = None
        self._stops: list[Stop] = []
        self._buyer = ""
        self._touched = False
        self._composing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.translate()
        style.watch(self, self._restyle)

    def attach(self, notes: Notes) -> None:
        """Show and keep the notes of `notes` from now on."""
        self.close_watches()
        self._notes = notes
        self._stops.append(notes.note.watch(self._show))

    def close_watches(self) -> None:
        """Keep what was typed and stop listening to the desk."""
        self.keep()
        while self._stops:
            self._stops.pop()()
        self._notes = None

    def keep(self) -> None:
        """Keep what was typed, for the buyer it was typed for."""
        self._pause.stop()
        if not self._touched or self._notes is None or not self._buyer:
            return
        self._touched = False
        self._notes.save(self.toPlainText(), self._buyer)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Note on the buyer"))
        self.setPlaceholderText(t("Size, address habits, promises…"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def _show(self, note: Note | None) -> None:
        buyer = note.buyer if note is not None else ""
        if buyer != self._buyer:
            self.keep()
            self._buyer = buyer
            self._put(note.text if note is not None else "")
        elif note is not None and not (self._touched or self._composing):
            self._put(note.text)
        self.setEnabled(note is not None)

    def _put(self, text: str) -> None:
        if text == self.toPlainText():
            return
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self._touched = False
        self._grow()

    def _typed(self) -> None:
        notes = self._notes
        if notes is None:
            return
        text = self.toPlainText()
        if len(text) > notes.LONGEST:
            cursor = self.textCursor()
            place = min(cursor.position(), notes.LONGEST)
            blocked = self.blockSignals(True)
            self.setPlainText(text[: notes.LONGEST])
            self.blockSignals(blocked)
            cursor.setPosition(place)
            self.setTextCursor(cursor)
        self._touched = True
        self._pause.start()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = max(LINES, min(MOST_LINES, round(self.document().size().height()) + 1))
        self.setFixedHeight(lines * line + 24)

    def _restyle(self, now: Tokens) -> None:
        self.setFont(now.font("body"))
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: 1px solid {now.line.name()};"
            f" border-radius: {now.px(8)}px; padding: {now.px(6)}px;"
            f" background: {now.surface.name()}; color: {now.text.name()}; }}"
            f"QPlainTextEdit:focus {{ border-color: {now.accent.name()}; }}"
        )
        self._grow()
