"""What stands in the window while there is no shop: what Nobi is for, and the first step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens

_WIDE, _HIGH = 280, 168
# Stand-ins for the colours that shops get.
_SHOPS = ("#0F9D76", "#D9572B", "#2B7BDB")


class Welcome(QWidget):
    """A drawing, a sentence and the button that begins the connecting of a shop."""

    asked = Signal()
    """The seller wants to connect a shop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain.Label("", "title", self)
        self._text = plain.Label("", "body", self)
        self._text.setProperty("tone", "second")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.connect_button = QPushButton(self)
        self.connect_button.setObjectName("connectFirst")
        self.connect_button.setProperty("kind", "primary")
        self.connect_button.setAutoDefault(True)
        self.connect_button.clicked.connect(lambda: self.asked.emit())
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column = QVBoxLayout()
        self._column.addStretch(2)
        self._column.addWidget(_Drawing(self), 0, middle)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addWidget(self.connect_button, 0, middle)
        self._column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(self._column)
        row.addStretch(1)
        self.translate()
        style.watch(self, self._restyle)

    def translate(self) -> None:
        """Take the words of the present language."""
        self._title.setText(t("All your shops' chats in one place"))
        self._text.setText(
            t("Connect your TikTok Shops, and buyers' messages from all of them arrive here.")
        )
        self.setAccessibleName(self._title.text())
        self.connect_button.setText(t("Connect a shop"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(14))
        for label in (self._title, self._text):
            label.restyle()
            label.setFixedWidth(now.px(400))


class _Drawing(QWidget):
    """Three shops whose talk comes together in one bubble."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        style.watch(self, self._restyle)

    def _restyle(self, now: Tokens) -> None:
        self.setFixedSize(now.px(_WIDE), now.px(_HIGH))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _WIDE, self.height() / _HIGH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.accent_soft)
        painter.drawEllipse(QPointF(140, 84), 112, 80)
        for place, colour in enumerate(_SHOPS):
            top = 12.0 + place * 52
            path = QPainterPath(QPointF(66, top + 20))
            path.cubicTo(112, top + 20, 96, 84, 140, 84)
            pen = QPen(QColor(colour), 2, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(26, top, 40, 40), 12, 12)
            _awning(painter, 46, top + 20)
        painter.setBrush(now.accent)
        bubble = QPainterPath()
        bubble.addRoundedRect(QRectF(140, 48, 104, 66), 16, 16)
        tail = QPainterPath(QPointF(226, 98))
        tail.lineTo(246, 122)
        tail.lineTo(206, 112)
        painter.drawPath(bubble.united(tail))
        painter.setBrush(now.accent_text)
        painter.setOpacity(0.9)
        painter.drawRoundedRect(QRectF(158, 68, 68, 8), 4, 4)
        painter.drawRoundedRect(QRectF(158, 86, 44, 8), 4, 4)
        painter.end()


def _awning(painter: QPainter, x: float, y: float) -> None:
    """A shop front in white, 20 pixels wide, around the point `x`, `y`."""
    painter.setBrush(QColor("#FFFFFF"))
    roof = QPainterPath(QPointF(x - 8, y - 9))
    for corner in ((x + 8, y - 9), (x + 11, y - 2), (x - 11, y - 2)):
        roof.lineTo(*corner)
    painter.drawPath(roof)
    for middle in (x - 7.3, x, x + 7.3):
        painter.drawEllipse(QPointF(middle, y - 2), 3.6, 3.6)
    front = QPainterPath()
    front.addRect(QRectF(x - 8.5, y + 3, 17, 7))
    door = QPainterPath()
    door.addRect(QRectF(x + 1.5, y + 4.5, 4, 5.5))
    painter.drawPath(front.subtracted(door))
