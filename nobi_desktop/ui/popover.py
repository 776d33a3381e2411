"""The frame of everything that pops up beside a button and is more than a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens


class Popover(QWidget):
    """A popup of one column; Esc and a click beside it close it, and closing deletes it."""

    def __init__(self, parent: QWidget, name: str, *, wide: int) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._wide = wide
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        style.watch(self, self._restyle)

    def open_at(self, at: QPoint) -> None:
        """Show it with its upper left corner at `at` on the screen, moved to where it fits."""
        self.setFixedWidth(theme.current().px(self._wide))
        self.adjustSize()
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(at.x(), room.right() - self.width()))
        top = max(room.top(), min(at.y(), room.bottom() - self.height()))
        self.move(left, top)
        self._cut_corners()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.line, 1))
        painter.setBrush(now.surface)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, now.px(10), now.px(10))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_corners()

    def _cut_corners(self) -> None:
        """Where no compositor mixes windows, corners would be black."""
        if QGuiApplication.platformName() == "xcb":
            radius = theme.current().px(10)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), radius, radius)
            self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            event.accept()
            return
        super().keyPressEvent(event)

    def _restyle(self, now: Tokens) -> None:
        self.column.setContentsMargins(now.px(8), now.px(8), now.px(8), now.px(8))
