"""What a painter of a row hands out: pieces to paint, texts to select and things to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from nobi_desktop.ui.chat.bubbles import signs
from nobi_desktop.ui.chat.look import Type


@dataclass(slots=True)
class Action:
    """Something that can be done with a row, by mouse, by keyboard or by menu.

    `name` is one of "link", "picture", "video", "show_all", "check", "retry", "edit", "discard",
    "fill", "older", "stop_older"; `target` an address where there is one; `label` what a screen
    reader or menu says.
    """

    name: str
    label: str
    target: str = ""
    rects: list[QRectF] = field(default_factory=list)

    def at(self, point: QPointF) -> bool:
        """Whether `point` is on it."""
        return any(rect.contains(point) for rect in self.rects)


@dataclass(slots=True)
class Stage:
    """What a row is painted with besides itself: the moment's selection, hover and focus.

    `picture(url, size, radius, cover)` gives a pixmap of `size` logical pixels, or None while it
    is on its way. `selected` is a range of the row's text; `hover` and `focus` number its actions.
    `words` are looked for, and stand on `mark` in the colour `mark_ink` wherever they are.
    """

    picture: Callable[[str, QSize, int, bool], QPixmap | None]
    clip: QRectF
    selection: QColor
    ring: QColor
    selected: tuple[int, int] | None = None
    hover: int = -1
    focus: int = -1
    words: str = ""
    mark: QColor = field(default_factory=QColor)
    mark_ink: QColor = field(default_factory=QColor)


class Piece(Protocol):
    """One thing to paint at a place that can be moved until the sheet is done."""

    def move(self, dx: float, dy: float) -> None: ...

    def paint(self, painter: QPainter, stage: Stage) -> None: ...


class Selectable(Piece, Protocol):
    """A piece of text: characters are counted in UTF-16 units from `start` in the row's text."""

    start: int
    length: int

    @property
    def rect(self) -> QRectF: ...

    def hit(self, point: QPointF) -> int: ...


class Sheet:
    """Pieces in the order of painting; `width` and `height` are those of what was put on it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.texts: list[Selectable] = []
        self.actions: list[Action] = []
        self.width = 0.0
        self.height = 0.0
        self.ground = QRectF()
        self.foot = QRectF()

    def add(self, piece: Piece) -> None:
        """Put `piece` over the others."""
        self.pieces.append(piece)

    def act(self, action: Action) -> int:
        """Make `action` reachable; the answer is its number."""
        self.actions.append(action)
        return len(self.actions) - 1

    def put(self, other: Sheet, dx: float, dy: float) -> None:
        """Put all that is on `other` onto this one, moved by `dx` and `dy`."""
        shift = len(self.actions)
        for piece in other.pieces:
            piece.move(dx, dy)
            if isinstance(piece, Label) and piece.action >= 0:
                piece.action += shift
            self.pieces.append(piece)
        self.texts.extend(other.texts)
        for action in other.actions:
            for rect in action.rects:
                rect.translate(dx, dy)
            self.actions.append(action)
        if not other.ground.isEmpty():
            self.ground = other.ground.translated(dx, dy)
        if not other.foot.isEmpty():
            self.foot = other.foot.translated(dx, dy)
        self.width = max(self.width, dx + other.width)
        self.height = max(self.height, dy + other.height)

    def paint(self, painter: QPainter, stage: Stage) -> None:
        """Paint everything; the painter's origin is the sheet's upper left corner."""
        for piece in self.pieces:
            piece.paint(painter, stage)
        if 0 <= stage.focus < len(self.actions):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(stage.ring, 2))
            for rect in self.actions[stage.focus].rects:
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4)

    def action_at(self, point: QPointF) -> int:
        """The number of the topmost action at `point`, -1 for none."""
        for number in range(len(self.actions) - 1, -1, -1):
            if self.actions[number].at(point):
                return number
        return -1

    def text_at(self, point: QPointF) -> Selectable | None:
        """The text under `point`."""
        for text in self.texts:
            if text.rect.contains(point):
                return text
        return None

    def offset_at(self, point: QPointF) -> int:
        """The place in the row's text that is nearest to `point`."""
        best: Selectable | None = None
        for text in self.texts:
            if best is None or text.rect.top() <= point.y():
                best = text
        if best is None:
            return 0
        return best.hit(point)


class Ground:
    """The shape behind a bubble, each corner with a radius of its own."""

    __slots__ = ("_path", "fill", "line", "radii", "rect", "shadow")

    def __init__(
        self,
        rect: QRectF,
        radii: tuple[float, float, float, float],
        fill: QColor,
        line: QColor | None = None,
        shadow: QColor | None = None,
    ) -> None:
        self.rect = QRectF(rect)
        self.radii = radii
        self.fill = fill
        self.line = line
        self.shadow = shadow
        self._path: QPainterPath | None = None

    def move(self, dx: float, dy: float) -> None:
        self.rect.translate(dx, dy)
        self._path = None

    def paint(self, painter: QPainter, stage: Stage) -> None:
        if self._path is None:
            self._path = rounded(self.rect, self.radii)
        if self.shadow is not None:
            painter.fillPath(self._path.translated(0, 1), self.shadow)
        painter.setPen(Qt.PenStyle.NoPen if self.line is None else QPen(self.line, 1))
        painter.setBrush(self.fill)
        painter.drawPath(self._path)


def rounded(rect: QRectF, radii: tuple[float, float, float, float]) -> QPainterPath:
    """`rect` with corners rounded: upper left, upper right, lower right, lower left."""
    upper_left, upper_right, lower_right, lower_left = radii
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    path = QPainterPath()
    path.moveTo(left + upper_left, top)
    path.lineTo(right - upper_right, top)
    path.arcTo(right - 2 * upper_right, top, 2 * upper_right, 2 * upper_right, 90, -90)
    path.lineTo(right, bottom - lower_right)
    path.arcTo(
        right - 2 * lower_right, bottom - 2 * lower_right, 2 * lower_right, 2 * lower_right, 0, -90
    )
    path.lineTo(left + lower_left, bottom)
    path.arcTo(left, bottom - 2 * lower_left, 2 * lower_left, 2 * lower_left, 270, -90)
    path.lineTo(left, top + upper_left)
    path.arcTo(left, top, 2 * upper_left, 2 * upper_left, 180, -90)
    path.closeSubpath()
    return path


class Label:
    """A few words of our own on one line, never selectable; underlined where they do something."""

    __slots__ = ("action", "colour", "height", "text", "type", "width", "x", "y")

    def __init__(self, text: str, type: Type, colour: QColor, *, action: int = -1) -> None:
        self.text = text
        self.type = type
        self.colour = colour
        self.action = action
        self.width = type.metrics.horizontalAdvance(text)
        self.height = float(type.line)
        self.x = 0.0
        self.y = 0.0

    def move(self, dx: float, dy: float) -> None:
        self.x += dx
        self.y += dy

    def paint(self, painter: QPainter, stage: Stage) -> None:
        metrics = self.type.metrics
        base = self.y + (self.height - metrics.height()) / 2 + metrics.ascent()
        painter.setFont(self.type.font)
        painter.setPen(self.colour)
        painter.drawText(QPointF(self.x, base), self.text)
        if self.action >= 0 and self.action == stage.hover:
            under = base + 2
            painter.drawLine(QPointF(self.x, under), QPointF(self.x + self.width, under))


class Sign:
    """A small sign in a square."""

    __slots__ = ("colour", "name", "rect")

    def __init__(self, name: str, rect: QRectF, colour: QColor) -> None:
        self.name = name
        self.rect = QRectF(rect)
        self.colour = colour

    def move(self, dx: float, dy: float) -> None:
        self.rect.translate(dx, dy)

    def paint(self, painter: QPainter, stage: Stage) -> None:
        signs.draw(painter, self.name, self.rect, self.colour)


class Play:
    """The play button over a film's cover."""

    __slots__ = ("middle", "radius")

    def __init__(self, middle: QPointF, radius: float) -> None:
        self.middle = QPointF(middle)
        self.radius = radius

    def move(self, dx: float, dy: float) -> None:
        self.middle += QPointF(dx, dy)

    def paint(self, painter: QPainter, stage: Stage) -> None:
        signs.play(painter, self.middle, self.radius)


class Picture:
    """A picture, or a place of its size with a sign in it until it is here."""

    __slots__ = ("cover", "ground", "ink", "radius", "rect", "sign", "url")

    def __init__(
        self,
        url: str,
        rect: QRectF,
        radius: int,
        *,
        ground: QColor,
        ink: QColor,
        sign: str = "picture",
        cover: bool = False,
    ) -> None:
        self.url = url
        self.rect = QRectF(rect)
        self.radius = radius
        self.ground = ground
        self.ink = ink
        self.sign = sign
        self.cover = cover

    def move(self, dx: float, dy: float) -> None:
        self.rect.translate(dx, dy)

    def paint(self, painter: QPainter, stage: Stage) -> None:
        size = self.rect.size().toSize()
        pixels = stage.picture(self.url, size, self.radius, self.cover) if self.url else None
        if pixels is not None:
            painter.drawPixmap(self.rect.topLeft(), pixels)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ground)
        painter.drawRoundedRect(self.rect, self.radius, self.radius)
        if self.sign:
            side = min(28.0, self.rect.width() * 0.42, self.rect.height() * 0.42)
            square = QRectF(0, 0, side, side)
            square.moveCenter(self.rect.center())
            signs.draw(painter, self.sign, square, self.ink)


class Rule:
    """A thin horizontal line."""

    __slots__ = ("colour", "rect")

    def __init__(self, rect: QRectF, colour: QColor) -> None:
        self.rect = QRectF(rect)
        self.colour = colour

    def move(self, dx: float, dy: float) -> None:
        self.rect.translate(dx, dy)

    def paint(self, painter: QPainter, stage: Stage) -> None:
        # Whole pixels: a line between two rows of them would be twice as thick and half as dark.
        painter.fillRect(self.rect.toAlignedRect(), self.colour)
