"""One tile of the rail: a shop's letters, its unread count and a sign for how it stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

TILE = 48
CELL_WIDTH, CELL_HEIGHT = 72, 60

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
}


def state_colour(state: ShopState, tokens: Tokens) -> QColor:
    """The ground of a state's sign on the rail."""
    match state:
        case ShopState.LIVE:
            return tokens.rail_good
        case ShopState.STARTING | ShopState.CATCHING_UP:
            return tokens.rail_busy
        case ShopState.SLOWED | ShopState.QUOTA_SPENT | ShopState.NOT_ACCEPTING:
            return tokens.rail_warn
        case ShopState.OFFLINE | ShopState.STOPPED:
            return tokens.rail_off
    return tokens.rail_bad


class ShopTile(RingButton):
    """A square with round corners; chosen shows as a ring, the keyboard's place as another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.row: ShopRow | None = None
        self._letters = ""
        self._unread = 0

    def show_shop(self, row: ShopRow) -> None:
        """Show a shop."""
        painted = self._painted()
        name = words.shop_name(row.shop)
        state = words.state_name(row.status.state)
        self.row = row
        self._letters = plain.initials(name)
        self._unread = row.unread
        said = t("{name}, {n} unread", name=name, n=row.unread)
        self.setAccessibleName(f"{said}, {state}")
        sentence = words.shop_state(row.status)
        self.setAccessibleDescription(sentence)
        complete = words.complete_until(row.status.complete_until).replace("\n", " ")
        plain.set_tip(self, f"{name}\n{sentence}\n{complete}")
        # Each poll moves the moment the shop is complete up to, which only the tip tells.
        if self._painted() != painted:
            self.update()

    def _painted(self) -> object:
        """What of the row is painted."""
        row = self.row
        return self._letters, self._unread, row and (row.shop, row.status.state)

    def show_all(self, unread: int) -> None:
        """Be the tile of all shops together."""
        if (t("ALL"), unread) == (self._letters, self._unread):
            return
        self.row = None
        self._letters = t("ALL")
        self._unread = unread
        self.setAccessibleName(t("All shops, {n} unread", n=unread))
        plain.set_tip(self, t("All shops"))
        self.update()

    def nextCheckState(self) -> None:
        """Nothing: the query says which tile is chosen, not the click."""

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(CELL_WIDTH), px(CELL_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        px = tokens.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(TILE)
        tile = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        shop = theme.colour_of(self.row.shop.colour) if self.row else tokens.rail_all
        colour, ink = theme.ground_and_ink(shop)
        radius = px(14)
        if self.isChecked() or self.ringed:
            ring = tokens.rail_busy if self.ringed else QColor("#FFFFFF")
            painter.setPen(QPen(ring, px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            grow = px(3)
            painter.drawRoundedRect(
                tile.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow
            )
            if self.isChecked() and self.ringed:
                # Both at once: the chosen ring stays white inside the keyboard's.
                painter.setPen(QPen(QColor("#FFFFFF"), px(1)))
                painter.drawRoundedRect(tile.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour.lighter(112) if self.underMouse() else colour)
        painter.drawRoundedRect(tile, radius, radius)
        font = tokens.font("strong")
        font.setWeight(font.weight().Bold)
        room = side - px(8)
        wide = QFontMetrics(font).horizontalAdvance(self._letters)
        if wide > room:
            font.setPixelSize(max(8, font.pixelSize() * room // wide))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, self._letters)
        if self.row is not None:
            self._paint_state(painter, tile, tokens, self.row.status.state)
        if self._unread:
            self._paint_badge(painter, tile, tokens)
        painter.end()

    def _paint_badge(self, painter: QPainter, tile: QRectF, tokens: Tokens) -> None:
        px = tokens.px
        text = words.count(self._unread)
        font = tokens.font("label_strong")
        high = px(18)
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + px(9))
        right = min(float(self.width()), tile.right() + px(8))
        badge = QRectF(right - wide, tile.top() - px(4), wide, high)
        painter.setPen(QPen(tokens.rail, px(2)))
        painter.setBrush(tokens.badge)
        painter.drawRoundedRect(badge, high / 2, high / 2)
        painter.setPen(tokens.badge_text)
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_state(
        self, painter: QPainter, tile: QRectF, tokens: Tokens, state: ShopState
    ) -> None:
        px = tokens.px
        size = px(15)
        dot = QRectF(tile.right() - size + px(5), tile.bottom() - size + px(5), size, size)
        painter.setPen(QPen(tokens.rail, px(2)))
        painter.setBrush(state_colour(state, tokens))
        painter.drawEllipse(dot)
        ink = QPen(QColor("#14171C"), max(1.4, size / 9))
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, unit = dot.center(), size / 15

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
