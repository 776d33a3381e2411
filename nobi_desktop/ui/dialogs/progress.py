"""A sentence and a quiet sign that something is under way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_TURN = 15
_EVERY = 50


class Spinner(QWidget):
    """An arc that goes round while it is seen; it stands still where the system wants no motion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._angle = 90
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._turn)
        style.watch(self, lambda now: self.setFixedSize(now.px(20), now.px(20)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if style.moves(self):
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2 * now.zoom
        box = QRectF(self.rect()).adjusted(wide, wide, -wide, -wide)
        painter.setPen(QPen(now.line, wide))
        painter.drawEllipse(box)
        pen = QPen(now.accent, wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(box, self._angle * 16, 100 * 16)
        painter.end()

    def _turn(self) -> None:
        self._angle = (self._angle - _TURN) % 360
        self.update()


class Progress(QWidget):
    """The spinner and what is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = plain.Label("", "body", self)
        self._said.setObjectName("progressText")
        self._said.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Spinner(self))
        self._row.addWidget(self._said, 1)
        style.watch(self, self._restyle)

    def set_words(self, words: str) -> None:
        """Say what is under way."""
        self._said.setText(words)
        self.setAccessibleName(words)

    def _restyle(self, now: Tokens) -> None:
        self._row.setContentsMargins(0, now.px(16), 0, now.px(16))
        self._row.setSpacing(now.px(12))
