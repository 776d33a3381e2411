"""A small heading on the rail: a branch whose shops follow, those given up, or the way back."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.inbox.shop_tile import CELL_WIDTH
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme


class RailHeading(RingButton):
    """A line and a name in small letters, to be pressed."""

    menu_wanted = Signal(object)
    """Its menu is asked for at this point of the screen (a QPoint)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._lined = True
        style.watch(self, lambda _tokens: self.setFixedSize(self.sizeHint()))

    def show_words(self, name: str, does: str, *, lined: bool) -> None:
        """Show `name`, with a line above where it is `lined`; `does` says what a press does."""
        if (name, does, lined) == (self._name, self.accessibleDescription(), self._lined):
            return
        self._name, self._lined = name, lined
        self.setAccessibleName(name)
        self.setAccessibleDescription(does)
        plain.set_tip(self, f"{name}\n{does}")
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        return QSize(now.px(CELL_WIDTH), now.line_height("label") + now.px(10))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        corner = self.mapToGlobal(self.rect().bottomLeft())
        self.menu_wanted.emit(event.globalPos() if by_mouse else corner)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.ringed:
            painter.setPen(QPen(now.rail_busy, now.px(2)) if self.ringed else Qt.PenStyle.NoPen)
            painter.setBrush(now.rail_hover)
            box = QRectF(self.rect()).adjusted(now.px(3), now.px(5), -now.px(3), -now.px(1))
            painter.drawRoundedRect(box, now.px(6), now.px(6))
        elif self._lined:
            painter.fillRect(
                QRect(now.px(22), now.px(3), now.px(28), max(1, now.px(1))), now.rail_hover
            )
        painter.setFont(now.font("label"))
        painter.setPen(QColor("#FFFFFF") if self.underMouse() else now.rail_text)
        line = self.rect().adjusted(now.px(6), now.px(6), -now.px(6), -now.px(2))
        shown = QFontMetrics(painter.font()).elidedText(
            self._name, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
