"""Draws the small signs inside bubbles: clock, tick, warning, play and what a card is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

Draw = Callable[[QPainterPath], None]


def _clock(path: QPainterPath) -> None:
    path.addEllipse(QPointF(10, 10), 7.2, 7.2)
    path.moveTo(10, 5.8)
    path.lineTo(10, 10.2)
    path.lineTo(13, 12)


def _tick(path: QPainterPath) -> None:
    path.moveTo(4, 10.8)
    path.lineTo(8.2, 15)
    path.lineTo(16.4, 5.6)


def _warn(path: QPainterPath) -> None:
    path.moveTo(10, 3)
    path.lineTo(18, 17)
    path.lineTo(2, 17)
    path.closeSubpath()
    path.moveTo(10, 8.2)
    path.lineTo(10, 12)
    path.moveTo(10, 14.2)
    path.lineTo(10, 14.6)


def _bad(path: QPainterPath) -> None:
    path.addEllipse(QPointF(10, 10), 7.6, 7.6)
    path.moveTo(10, 5.8)
    path.lineTo(10, 10.8)
    path.moveTo(10, 13.6)
    path.lineTo(10, 14.0)


def _lock(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(4, 9, 12, 8.4), 2, 2)
    path.moveTo(6.6, 9)
    path.lineTo(6.6, 6.6)
    path.cubicTo(6.6, 1.8, 13.4, 1.8, 13.4, 6.6)
    path.lineTo(13.4, 9)


def _picture(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(2.5, 3.5, 15, 13), 2.4, 2.4)
    path.addEllipse(QPointF(7, 7.8), 1.5, 1.5)
    path.moveTo(3, 14.6)
    path.lineTo(7.6, 10.8)
    path.lineTo(10.4, 13.2)
    path.lineTo(13.6, 9.6)
    path.lineTo(17.2, 13.4)


def _film(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(2.5, 4.5, 10.5, 11), 2.2, 2.2)
    path.moveTo(13, 9)
    path.lineTo(17.5, 6.2)
    path.lineTo(17.5, 13.8)
    path.lineTo(13, 11)


def _bag(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3.5, 6.6, 13, 10.6), 2.2, 2.2)
    path.moveTo(7, 9.2)
    path.lineTo(7, 6.2)
    path.cubicTo(7, 1.6, 13, 1.6, 13, 6.2)
    path.lineTo(13, 9.2)


def _receipt(path: QPainterPath) -> None:
    path.moveTo(4.5, 2.8)
    path.lineTo(15.5, 2.8)
    path.lineTo(15.5, 17.2)
    for step in range(1, 6):
        path.lineTo(15.5 - step * 2.2, 15.4 if step % 2 else 17.2)
    path.closeSubpath()
    path.moveTo(7.4, 7)
    path.lineTo(12.6, 7)
    path.moveTo(7.4, 10.6)
    path.lineTo(12.6, 10.6)


def _truck(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(1.8, 5, 10, 8.6), 1.4, 1.4)
    path.moveTo(11.8, 8)
    path.lineTo(15.4, 8)
    path.lineTo(18.2, 10.8)
    path.lineTo(18.2, 13.6)
    path.lineTo(11.8, 13.6)
    path.addEllipse(QPointF(5.6, 15), 1.7, 1.7)
    path.addEllipse(QPointF(14.8, 15), 1.7, 1.7)


def _ticket(path: QPainterPath) -> None:
    path.moveTo(2.5, 5)
    path.lineTo(17.5, 5)
    path.lineTo(17.5, 8)
    path.cubicTo(15, 8, 15, 12, 17.5, 12)
    path.lineTo(17.5, 15)
    path.lineTo(2.5, 15)
    path.lineTo(2.5, 12)
    path.cubicTo(5, 12, 5, 8, 2.5, 8)
    path.closeSubpath()
    path.moveTo(11.6, 7.4)
    path.lineTo(11.6, 8.4)
    path.moveTo(11.6, 11.6)
    path.lineTo(11.6, 12.6)


def _return(path: QPainterPath) -> None:
    path.moveTo(7, 3.6)
    path.lineTo(3.2, 7.4)
    path.lineTo(7, 11.2)
    path.moveTo(3.6, 7.4)
    path.lineTo(12, 7.4)
    path.cubicTo(18.4, 7.4, 18.4, 16, 12, 16)
    path.lineTo(7, 16)


def _robot(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3.4, 7, 13.2, 9.4), 2.6, 2.6)
    path.moveTo(10, 7)
    path.lineTo(10, 3.6)
    path.moveTo(7.4, 10.8)
    path.lineTo(7.4, 11.8)
    path.moveTo(12.6, 10.8)
    path.lineTo(12.6, 11.8)


def _question(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3, 3, 14, 14), 3, 3)
    path.moveTo(7.6, 8.2)
    path.cubicTo(7.6, 4.8, 12.6, 5, 12.4, 8.2)
    path.cubicTo(12.3, 9.8, 10, 9.8, 10, 11.6)
    path.moveTo(10, 13.8)
    path.lineTo(10, 14.2)


def _download(path: QPainterPath) -> None:
    path.moveTo(10, 3.4)
    path.lineTo(10, 12.6)
    path.moveTo(6, 8.8)
    path.lineTo(10, 12.8)
    path.lineTo(14, 8.8)
    path.moveTo(4, 16.4)
    path.lineTo(16, 16.4)


_SIGNS: dict[str, Draw] = {
    "clock": _clock,
    "tick": _tick,
    "warn": _warn,
    "bad": _bad,
    "lock": _lock,
    "picture": _picture,
    "film": _film,
    "bag": _bag,
    "receipt": _receipt,
    "truck": _truck,
    "ticket": _ticket,
    "return": _return,
    "robot": _robot,
    "question": _question,
    "download": _download,
}
_paths: dict[str, QPainterPath] = {}


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the sign `name` into `rect` with a line that keeps its weight at any size."""
    path = _paths.get(name)
    if path is None:
        path = QPainterPath()
        _SIGNS[name](path)
        _paths[name] = path
    scale = rect.width() / 20
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(scale, scale)
    pen = QPen(colour, max(1.5, 1.15 / scale))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def play(painter: QPainter, middle: QPointF, radius: float) -> None:
    """Draw a play button: a dark disc with a white triangle, good on any picture."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawEllipse(middle, radius, radius)
    side = radius * 0.42
    triangle = QPainterPath(middle + QPointF(-side * 0.75, -side * 1.1))
    triangle.lineTo(middle + QPointF(side * 1.15, 0))
    triangle.lineTo(middle + QPointF(-side * 0.75, side * 1.1))
    triangle.closeSubpath()
    painter.setBrush(QColor(255, 255, 255))
    painter.drawPath(triangle)
    painter.restore()
