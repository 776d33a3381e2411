"""Drags a tile along the rail: a ghost follows the hand, a line shows where it would go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from nobi_desktop.ui.inbox.shop_tile import ShopTile
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.domain.ids import BranchId

_PULL = 28
"""Pixels from an edge within which the rail scrolls under the hand."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between tiles: its height in the column, its section and its number in there."""

    y: int
    section: tuple[BranchId, bool]
    place: int


class TileDrag(QObject):
    """Watches the tiles given to `follow`; `gaps` tells where one may go at this moment."""

    dropped = Signal(object, object)
    """A tile was let go over a gap (a ShopTile and a Gap)."""

    def __init__(
        self, area: QScrollArea, column: QWidget, gaps: Callable[[], Sequence[Gap]]
    ) -> None:
        super().__init__(area)
        self._area = area
        self._column = column
        self._gaps = gaps
        self._pressed: tuple[ShopTile, QPoint] | None = None
        self._ghost: _Ghost | None = None
        self._line = _Line(column)
        self._target: Gap | None = None
        self._pull = QTimer(self)
        self._pull.setInterval(30)
        self._pull.timeout.connect(self._scroll)
        self._hand = QPoint()

    @property
    def busy(self) -> bool:
        """Whether a tile is under way."""
        return self._ghost is not None

    def follow(self, tile: ShopTile) -> None:
        """Let `tile` be dragged from now on."""
        tile.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                if event.button() == Qt.MouseButton.LeftButton and isinstance(watched, ShopTile):
                    self._pressed = (watched, event.globalPosition().toPoint())
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent) and self._pressed:
                return self._move(event.globalPosition().toPoint())
            case QEvent.Type.MouseButtonRelease:
                self._let_go()
            case QEvent.Type.Hide | QEvent.Type.UngrabMouse | QEvent.Type.WindowDeactivate:
                self._end()
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if (
                isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.busy
            ):
                event.accept()
                self._end()
                return True
        return False

    def _move(self, hand: QPoint) -> bool:
        if self._pressed is None:
            return False
        tile, start = self._pressed
        if self._ghost is None:
            if (hand - start).manhattanLength() < QApplication.startDragDistance():
                return False
            # A button that is not down any more takes the release for no press.
            tile.setDown(False)
            self._ghost = _Ghost(tile.grab(), self._area.window())
            self._pull.start()
        self._hand = hand
        self._show()
        return True

    def _show(self) -> None:
        if self._ghost is None:
            return
        size = self._ghost.size()
        corner = self._area.window().mapFromGlobal(self._hand)
        self._ghost.move(corner - QPoint(size.width() // 2, size.height() // 2))
        y = self._column.mapFromGlobal(self._hand).y()
        self._target = min(self._gaps(), key=lambda gap: abs(gap.y - y), default=None)
        if self._target is not None:
            self._line.show_at(self._target.y)

    def _scroll(self) -> None:
        bar = self._area.verticalScrollBar()
        y = self._area.viewport().mapFromGlobal(self._hand).y()
        edge = theme.current().px(_PULL)
        if y < edge:
            bar.setValue(bar.value() - min(edge, edge - y) // 2)
        elif y > self._area.viewport().height() - edge:
            bar.setValue(bar.value() + min(edge, y - self._area.viewport().height() + edge) // 2)
        self._show()

    def _let_go(self) -> None:
        pressed, target, dragged = self._pressed, self._target, self.busy
        self._end()
        if dragged and pressed is not None and target is not None:
            self.dropped.emit(pressed[0], target)

    def _end(self) -> None:
        self._pressed = self._target = None
        self._pull.stop()
        self._line.hide()
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None


class _Ghost(QWidget):
    """A pale picture of the tile under way."""

    def __init__(self, picture: QPixmap, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tileGhost")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = picture
        self.setFixedSize(picture.deviceIndependentSize().toSize())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(0.8)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class _Line(QWidget):
    """The line between two tiles."""

    def __init__(self, column: QWidget) -> None:
        super().__init__(column)
        self._column = column
        self.setObjectName("dropLine")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        px = theme.current().px
        high, side = px(3), px(8)
        top = min(max(0, y - high // 2), self._column.height() - high)
        self.setGeometry(side, top, self._column.width() - 2 * side, high)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().rail_busy)
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.end()
