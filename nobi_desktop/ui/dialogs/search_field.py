"""A line to search with: a glass before it, and Esc empties it before it closes anything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nobi_desktop.ui import assets
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_ICON = 16


class SearchField(QLineEdit):
    """Tells what is written by `textChanged`, as every line does."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
        style.watch(self, self._restyle)

    def set_words(self, said: str) -> None:
        """Say what is searched, in the empty line and to screen readers."""
        self.setPlaceholderText(said)
        self.setAccessibleName(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The list has followed each letter; Enter here must not press the sheet's button.
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = theme.current()
        side = now.px(_ICON)
        painter = QPainter(self)
        sign = assets.pixmap("search", now.text_3, side, self.devicePixelRatioF())
        painter.drawPixmap(now.px(10), (self.height() - side) // 2, sign)
        painter.end()

    def _restyle(self, now: Tokens) -> None:
        self.setFont(now.font("body"))
        self.setMinimumHeight(now.px(36))
        self.setTextMargins(now.px(_ICON + 6), 0, 0, 0)
