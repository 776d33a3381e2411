"""The field in which the seller writes: keys, input methods, pasting, and growing with its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nobi_desktop.ui.chat.look import mix
from nobi_desktop.ui.composing import ComposingField
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

LINES = 8
MOST_PASTED = 20_000
"""Characters taken from one paste: ten times what a message may hold; the rest is told of."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComposerText(ComposingField):
    """A plain text field that grows to eight lines.

    Signals: `send_wanted` when the seller's key for sending was pressed; `media_pasted` with what
    is no text; `cut_short` when a paste was longer than the field takes at once.
    """

    send_wanted = Signal()
    media_pasted = Signal(QMimeData)
    cut_short = Signal()

    belongs: Callable[[QKeyEvent], bool] | None = None
    """Whether a key is a command of the window, and not this field's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerText")
        self.setAccessibleName(t("Message"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.send_key = "enter"
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        style.watch(self, self._restyle)

    def whole_text(self) -> str:
        """The text with what an input method had not committed yet."""
        self.commit()
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Hold `text`, the cursor behind it, without telling of a change."""
        blocked = self.blockSignals(True)
        try:
            self._preedit = ""
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)
        finally:
            self.blockSignals(blocked)
        self._grow()

    # Keys

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.belongs is not None
            and self.belongs(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        if self.composing:
            # The key belongs to the input method: it neither sends nor breaks the line.
            event.accept()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        sends = control or (plain and self.send_key == "enter")
        if sends:
            event.accept()
            if not event.isAutoRepeat():
                self.send_wanted.emit()
            return
        if plain or held == Qt.KeyboardModifier.ShiftModifier:
            # Shift+Enter would put a line separator in; a message knows only line breaks.
            event.accept()
            if not self.isReadOnly():
                self.insertPlainText("\n")
                self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    # Pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []
        if files or (source.hasImage() and not source.hasText()):
            self.media_pasted.emit(source)
            return
        text = source.text()
        if len(text) > MOST_PASTED:
            text = text[:MOST_PASTED]
            self.cut_short.emit()
        self.insertPlainText(cleaned(text))
        self.ensureCursorVisible()

    # Size

    def _grow(self) -> None:
        now = tokens.current()
        line = self.fontMetrics().lineSpacing()
        lines = max(1, min(LINES, round(self.document().size().height())))
        frame = self.contentsMargins().top() + self.contentsMargins().bottom()
        margins = round(2 * self.document().documentMargin())
        height = max(now.px(40), lines * line + margins + frame)
        many = self.document().size().height() > LINES
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def _restyle(self, now: Tokens) -> None:
        self.setFont(now.font("body"))
        edge, ground = _edge(now).name(), now.surface.name()
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: 1px solid {edge}; border-radius: {now.px(8)}px;"
            f" padding: {now.px(5)}px {now.px(9)}px; background: {ground}; }}"
            f"QPlainTextEdit:focus {{ border-color: {now.accent.name()}; }}"
            f"QPlainTextEdit:read-only {{ background: {now.chip.name()}; }}"
        )
        self._grow()


def _edge(now: Tokens) -> QColor:
    return mix(now.line, now.text, 0.08)


def cleaned(text: str) -> str:
    """Pasted text as a message can hold it: line breaks as \\n, no other control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))
