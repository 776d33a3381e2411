"""The field of the note about a buyer: kept while it is typed, always for whom it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.tag import Note
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui.composing import ComposingField
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.notes import Notes

PAUSE = 600
"""Milliseconds after the last key press at which the note is kept."""

LINES = 6
MOST_LINES = 14


class NoteField(ComposingField):
    """Shows `desk.notes.note` and keeps what is typed over it."""

    counted = Signal(int)
    """How many characters the note has now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteField")
        self.setTabChangesFocus(True)
        self._notes: Notes | None = None
        self._stops: list[Stop] = []
        self._buyer = ""
        self._touched = False
        self._kept: str | None = None  # What was kept last, until the desk tells it back.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
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
        self._kept = self.toPlainText()
        self._notes.save(self._kept, self._buyer)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Note on the buyer"))
        self.setPlaceholderText(t("Size, address habits, promises…"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A paste may be megabytes: only what there is room for is put in at all.
        chosen = self.textCursor().selectedText()
        most = self._notes.LONGEST if self._notes is not None else 0
        room = max(0, most - len(self.toPlainText()) + len(chosen))
        self.insertPlainText(source.text()[:room])
        self.ensureCursorVisible()

    def _show(self, note: Note | None) -> None:
        buyer = note.buyer if note is not None else ""
        text = note.text if note is not None else ""
        if buyer != self._buyer:
            # A word that is being written is still that buyer's.
            self.commit()
            self.keep()
            self._kept = None
            self._buyer = buyer
            self._put(text)
        elif self._kept is not None:
            # A note read before the last one was kept is older than what stands here.
            if text == self._kept:
                self._kept = None
        elif not (self._touched or self.composing):
            self._put(text)
        self.setEnabled(note is not None)

    def _put(self, text: str) -> None:
        if text != self.toPlainText():
            blocked = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(blocked)
            self.moveCursor(QTextCursor.MoveOperation.End)
            self._grow()
        self._touched = False
        self.counted.emit(len(text))

    def _typed(self) -> None:
        notes = self._notes
        if notes is None:
            return
        # What was put in last goes again, so that nothing else is lost.
        blocked = self.blockSignals(True)
        cursor = self.textCursor()
        while len(self.toPlainText()) > notes.LONGEST and cursor.position():
            cursor.deletePreviousChar()
        self.blockSignals(blocked)
        self._touched = True
        self._pause.start()
        self.counted.emit(len(self.toPlainText()))

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
