"""The tiles of the rail: all shops, one shop, a group of shops, and the one that adds a shop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import keys, plain, shop_mark, words
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

    from nobi_desktop.domain.branch import ShopGroup
    from nobi_desktop.domain.ids import ShopId
    from nobi_desktop.ui.theme.tokens import Tokens

TILE = 48
CELL_WIDTH, CELL_HEIGHT = 72, 60
_RING = QColor("#FFFFFF")
_MOVES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Tile(RingButton):
    """A square with round corners; chosen shows as a ring, the keyboard's place as another."""

    asked = Signal(object)
    """Pressed, with these keys held (a Qt.KeyboardModifier)."""
    menu_wanted = Signal(object)
    """Its menu is asked for at this point of the screen (a QPoint)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._held = Qt.KeyboardModifier.NoModifier
        self._painted: object = None
        self.clicked.connect(lambda: self.asked.emit(self._held))

    def nextCheckState(self) -> None:
        """Nothing: the query says which tile is chosen, not the click."""

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(CELL_WIDTH), px(CELL_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._held = event.modifiers()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.modifiers()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is event.Reason.Mouse
        corner = self.mapToGlobal(self._box(theme.current()).toRect().bottomRight())
        self.menu_wanted.emit(event.globalPos() if by_mouse else corner)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box(tokens)
        self._paint_rings(painter, box, tokens)
        self._paint_face(painter, box, tokens)
        painter.end()

    def _box(self, tokens: Tokens) -> QRectF:
        side = tokens.px(TILE)
        top = (tokens.px(CELL_HEIGHT) - side) / 2
        return QRectF((self.width() - side) / 2, top, side, side)

    def _paint_face(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        raise NotImplementedError

    def _paints(self, *what: object) -> None:
        """Paint anew where `what` is painted is another than before."""
        if what != self._painted:
            self._painted = what
            self.update()

    def _paint_rings(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        if not (self.isChecked() or self.ringed):
            return
        px = tokens.px
        radius, grow = px(14), px(3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.rail_busy if self.ringed else _RING, px(2)))
        painter.drawRoundedRect(
            box.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow
        )
        if self.isChecked() and self.ringed:
            # Both at once: the chosen ring stays white inside the keyboard's.
            painter.setPen(QPen(_RING, px(1)))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)

    def _paint_unread(self, painter: QPainter, box: QRectF, tokens: Tokens, unread: int) -> None:
        if unread:
            px = tokens.px
            wide = _pill_width(unread, tokens, px(18))
            right = min(float(self.width()), box.right() + px(8))
            place = QRectF(right - wide, box.top() - px(4), wide, px(18))
            _paint_pill(painter, place, unread, tokens.badge, tokens.badge_text, tokens)


class AllTile(Tile):
    """The tile of all shops together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileAll")
        self._letters = ""
        self._unread = 0

    def show_counts(self, unread: int, unanswered: int) -> None:
        """Show what waits in all shops together."""
        self._letters, self._unread = t("ALL"), unread
        told = words.shop_counts(unread, unanswered)
        self.setAccessibleName(f"{t('All shops')}, {told}")
        plain.set_tip(self, f"{keys.beside(t('All shops'), 'all_shops')}\n{told}")
        self._paints(self._letters, unread)

    def _paint_face(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        shop_mark.paint_letters(
            painter, box, tokens.rail_all, self._letters, tokens, hovered=self.underMouse()
        )
        self._paint_unread(painter, box, tokens, self._unread)


class ShopTile(Tile):
    """The tile of one shop."""

    move_wanted = Signal(int)
    """The keyboard asks for another place: so many further down (up: negative)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: ShopRow | None = None
        self.keys = ""
        self._letters = ""
        self._told: list[str] = []

    def show_shop(self, row: ShopRow, keys: str = "") -> None:
        """Show `row`; `keys` are those that show this shop, as Ctrl+1."""
        name = words.shop_name(row.shop)
        self.row, self.keys = row, keys
        self._letters = plain.initials(name)
        state = row.status.state
        counts = words.shop_counts(row.unread, row.unanswered)
        sentence = words.shop_state(row.status)
        self.setAccessibleName(f"{name}, {counts}, {words.state_name(state)}")
        self.setAccessibleDescription(sentence)
        self._told = [name, counts, sentence]
        if row.shop.connected:
            complete = words.complete_until(row.status.complete_until)
            self._told.append(complete.replace("\n", " "))
        self._tell()
        self._paints(self._letters, row.shop.colour, state, row.unread, row.unanswered)

    def show_keys(self, keys: str) -> None:
        """Tell other keys for the same shop."""
        if self.row is not None and keys != self.keys:
            self.keys = keys
            self._tell()

    def _tell(self) -> None:
        name, *others = self._told
        plain.set_tip(self, "\n".join([f"{name} ({self.keys})" if self.keys else name, *others]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == _MOVES:
            self.move_wanted.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)

    def _paint_face(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        row = self.row
        if row is None:
            return
        px = tokens.px
        state = row.status.state
        painter.setOpacity(0.5 if state is ShopState.DISCONNECTED else 1.0)
        colour = theme.colour_of(row.shop.colour)
        shop_mark.paint_letters(
            painter, box, colour, self._letters, tokens, hovered=self.underMouse()
        )
        painter.setOpacity(1.0)
        size = px(15)
        dot = QRectF(box.right() - size + px(5), box.bottom() - size + px(5), size, size)
        shop_mark.paint_sign(painter, dot, state, tokens, tokens.rail)
        if row.unanswered:
            wide = _pill_width(row.unanswered, tokens, px(16))
            left = max(0.0, box.left() - px(8))
            place = QRectF(left, box.bottom() - px(16) + px(5), wide, px(16))
            ink = theme.text_on(tokens.rail_warn)
            _paint_pill(painter, place, row.unanswered, tokens.rail_warn, ink, tokens)
        self._paint_unread(painter, box, tokens, row.unread)


class GroupTile(Tile):
    """The tile of a saved group: its shops' colours in one frame, and its name below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shops: frozenset[ShopId] = frozenset()
        """What the group shows: those of its shops that are connected."""
        self._name = ""
        self._colours: tuple[QColor, ...] = ()
        self._unread = 0

    def show_group(self, group: ShopGroup, members: Sequence[ShopRow]) -> None:
        """Show `group`, whose shops are `members`."""
        self.shops = frozenset(row.shop.id for row in members if row.shop.connected)
        self._name = words.group_name(group)
        self._unread = sum(row.unread for row in members)
        colours = tuple(row.shop.colour for row in members)
        self._colours = tuple(theme.colour_of(colour) for colour in colours)
        counts = words.shop_counts(self._unread, sum(row.unanswered for row in members))
        self.setAccessibleName(t("Group {name}, {counts}", name=self._name, counts=counts))
        name = keys.beside(self._name, f"shop_{group.key}")
        names = [words.shop_name(row.shop) for row in members]
        if len(names) > 8:
            names = [*names[:7], t("and {n} more", n=len(names) - 7)]
        plain.set_tip(self, "\n".join((name, counts, *names)))
        self._paints(self._name, colours, self._unread)

    def sizeHint(self) -> QSize:
        tokens = theme.current()
        cell = super().sizeHint()
        return QSize(cell.width(), cell.height() + tokens.line_height("label") - tokens.px(2))

    def _paint_face(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        ground = tokens.rail_hover.lighter(125) if self.underMouse() else tokens.rail_hover
        shop_mark.paint_group(painter, box, self._colours, ground)
        self._paint_unread(painter, box, tokens, self._unread)
        painter.setFont(tokens.font("label"))
        painter.setPen(_RING if self.isChecked() else tokens.rail_text)
        high = tokens.line_height("label")
        line = QRect(tokens.px(4), 0, self.width() - tokens.px(8), high)
        line.moveTop(self.height() - high - tokens.px(1))
        shown = QFontMetrics(painter.font()).elidedText(
            self._name, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)


class AddTile(Tile):
    """The tile that begins the connecting of a shop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileAdd")
        self.setCheckable(False)
        style.watch(self, lambda _tokens: self.setFixedSize(self.sizeHint()))
        self.translate()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Connect a shop"))
        plain.set_tip(self, t("Connect a shop"))

    def _paint_face(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        px = tokens.px
        ink = _RING if self.underMouse() else tokens.rail_text
        edge = QPen(ink if self.underMouse() else tokens.rail_off, max(1.0, 1.2 * tokens.zoom))
        edge.setDashPattern([3, 3])
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, px(14), px(14))
        middle, arm = box.center(), px(7)
        sign = QPen(ink, max(1.5, 1.6 * tokens.zoom))
        sign.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(sign)
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def _pill_width(number: int, tokens: Tokens, high: int) -> int:
    text = words.count(number)
    wide = QFontMetrics(tokens.font("label_strong")).horizontalAdvance(text)
    return max(high, wide + tokens.px(9))


def _paint_pill(
    painter: QPainter, place: QRectF, number: int, ground: QColor, ink: QColor, tokens: Tokens
) -> None:
    painter.setPen(QPen(tokens.rail, tokens.px(2)))
    painter.setBrush(ground)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(ink)
    painter.setFont(tokens.font("label_strong"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words.count(number))
