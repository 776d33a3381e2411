"""What stands in the chat's place while no conversation is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.chat.bubbles.sheet import rounded
from nobi_desktop.ui.chat.look import mix
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t


class EmptyChat(QWidget):
    """A small drawing and one sentence: what this place is for and what to do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyChat")
        style.watch(self, self._restyle)
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(t("Choose a conversation"))
        self.setAccessibleDescription(
            t("Buyers' messages and your answers appear here. Choose one in the list on the left.")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self.update()

    def _restyle(self, _now: Tokens) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), now.chat)
        middle = self.width() / 2
        top = self.height() / 2 - now.px(130)
        painter.save()
        painter.translate(middle - now.px(90), top)
        painter.scale(now.zoom, now.zoom)
        _drawing(painter, now)
        painter.restore()
        painter.setPen(now.text)
        painter.setFont(now.font("title"))
        line = now.line_height("title")
        y = top + now.px(160)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        painter.drawText(QRectF(0, y, self.width(), line * 2), flags, self.accessibleName())
        painter.setPen(now.text_2)
        painter.setFont(now.font("body"))
        wide = min(self.width() - now.px(48), now.px(360))
        place = QRectF(middle - wide / 2, y + line + now.px(8), wide, now.px(80))
        painter.drawText(place, flags | int(Qt.TextFlag.TextWordWrap), self.accessibleDescription())
        painter.end()


def _drawing(painter: QPainter, now: Tokens) -> None:
    """Two bubbles in talk, 180 by 140 pixels."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(now.chat, now.accent, 0.10))
    painter.drawEllipse(QPointF(90, 74), 68, 62)
    soft = mix(now.surface, now.text, 0.12)
    painter.setBrush(now.surface)
    painter.setPen(QPen(mix(now.line, now.text, 0.06), 1))
    painter.drawPath(rounded(QRectF(22, 26, 104, 50), (14, 14, 14, 4)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(QRectF(36, 40, 70, 7), 3.5, 3.5)
    painter.drawRoundedRect(QRectF(36, 55, 46, 7), 3.5, 3.5)
    painter.setBrush(now.accent)
    painter.drawPath(rounded(QRectF(62, 86, 98, 42), (14, 14, 4, 14)))
    painter.setBrush(mix(now.accent, now.accent_text, 0.75))
    painter.drawRoundedRect(QRectF(78, 99, 50, 7), 3.5, 3.5)
    painter.drawRoundedRect(QRectF(78, 112, 30, 5), 2.5, 2.5)
    tick = QPainterPath(QPointF(136, 112))
    tick.lineTo(141, 117)
    tick.lineTo(150, 106)
    pen = QPen(mix(now.accent, now.accent_text, 0.9), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)
