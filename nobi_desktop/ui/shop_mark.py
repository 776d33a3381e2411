"""Paints what stands for a shop wherever one is shown: its letters and its state's sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.ui.theme.tokens import Tokens

# Each state has a shape of its own, so that colour alone never tells it.
_SHAPES: dict[ShopState, str] = {
    ShopState.STARTING: "arrow",
    ShopState.LIVE: "check",
    ShopState.CATCHING_UP: "arrow",
    ShopState.OFFLINE: "cross",
    ShopState.SLOWED: "bars",
    ShopState.QUOTA_SPENT: "bars",
    ShopState.SIGN_IN: "mark",
    ShopState.NO_PERMISSION: "mark",
    ShopState.NOT_ACCEPTING: "bars",
    ShopState.CLOCK_WRONG: "mark",
    ShopState.TROUBLE: "mark",
    ShopState.STOPPED: "bars",
    ShopState.DISCONNECTED: "cross",
}
_INK = QColor("#14171C")


def state_colour(state: ShopState, tokens: Tokens) -> QColor:
    """The ground of a state's sign."""
    match state:
        case ShopState.LIVE:
            return tokens.rail_good
        case ShopState.STARTING | ShopState.CATCHING_UP:
            return tokens.rail_busy
        case ShopState.SLOWED | ShopState.QUOTA_SPENT | ShopState.NOT_ACCEPTING:
            return tokens.rail_warn
        case ShopState.OFFLINE | ShopState.STOPPED | ShopState.DISCONNECTED:
            return tokens.rail_off
    return tokens.rail_bad


def state_ink(state: ShopState, tokens: Tokens) -> QColor:
    """The colour of a state's sentence on a surface: loud only where something is to be done."""
    sign = state_colour(state, tokens)
    if sign == tokens.rail_bad:
        return tokens.bad
    return tokens.warn if sign == tokens.rail_warn else tokens.text_2


def paint_letters(
    painter: QPainter,
    box: QRectF,
    colour: QColor,
    letters: str,
    tokens: Tokens,
    *,
    hovered: bool = False,
) -> None:
    """A square of `colour` with round corners and `letters` on it, as large as there is room."""
    ground, ink = theme.ground_and_ink(colour)
    radius = box.width() * 14 / 48
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground.lighter(112) if hovered else ground)
    painter.drawRoundedRect(box, radius, radius)
    font = tokens.font("strong")
    font.setWeight(font.weight().Bold)
    font.setPixelSize(max(7, min(font.pixelSize(), round(box.width() * 0.42))))
    room = box.width() * 5 / 6
    wide = QFontMetrics(font).horizontalAdvance(letters)
    if wide > room:
        font.setPixelSize(max(7, int(font.pixelSize() * room / wide)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


def paint_sign(
    painter: QPainter, dot: QRectF, state: ShopState, tokens: Tokens, edge: QColor
) -> None:
    """The sign of `state` in the circle `dot`, with a rim of `edge`, the colour behind it."""
    painter.setPen(QPen(edge, tokens.px(2)))
    painter.setBrush(state_colour(state, tokens))
    painter.drawEllipse(dot)
    ink = QPen(_INK, max(1.4, dot.width() / 9))
    ink.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, unit = dot.center(), dot.width() / 15

    def at(x: float, y: float) -> QPointF:
        return QPointF(middle.x() + x * unit, middle.y() + y * unit)

    match _SHAPES[state]:
        case "check":
            painter.drawPolyline(QPolygonF([at(-2.8, 0.2), at(-0.8, 2.3), at(3, -2.2)]))
        case "arrow":
            painter.drawLine(at(0, -3), at(0, 3))
            painter.drawPolyline(QPolygonF([at(-2.6, 0.6), at(0, 3.2), at(2.6, 0.6)]))
        case "cross":
            painter.drawLine(at(-2.4, -2.4), at(2.4, 2.4))
            painter.drawLine(at(2.4, -2.4), at(-2.4, 2.4))
        case "bars":
            painter.drawLine(at(-1.7, -2.6), at(-1.7, 2.6))
            painter.drawLine(at(1.7, -2.6), at(1.7, 2.6))
        case _:
            painter.drawLine(at(0, -3.3), at(0, 0.8))
            painter.drawPoint(at(0, 3.3))


def paint_group(
    painter: QPainter, box: QRectF, colours: tuple[QColor, ...], ground: QColor
) -> None:
    """Shops that are looked at together: up to four of their colours in one frame of `ground`."""
    radius = box.width() * 14 / 48
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, radius, radius)
    gap = box.width() / 12
    side = (box.width() - 3 * gap) / 2
    shown = colours[:4]
    for place, colour in enumerate(shown):
        row, column = divmod(place, 2)
        left = box.left() + gap + column * (side + gap)
        top = box.top() + gap + row * (side + gap)
        if len(shown) < 3:
            top = box.center().y() - side / 2
        if len(shown) in (1, 3) and place == len(shown) - 1:
            left = box.center().x() - side / 2
        painter.setBrush(theme.ground_and_ink(colour)[0])
        painter.drawRoundedRect(QRectF(left, top, side, side), side / 3.2, side / 3.2)
