"""The shop's name on the shop's own colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import tokens


class ShopTag(QWidget):
    """The shop's name on the shop's own colour: the seller sees as whom an answer goes out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerShop")
        self._name = ""
        self._colour, self._ink = tokens.ground_and_ink(QColor("#0A5CC0"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shop(self, name: str, colour: str) -> None:
        """Show the shop `name` on `colour` (`#rrggbb`)."""
        self._name = name
        self._colour, self._ink = tokens.ground_and_ink(tokens.colour_of(colour))
        self.setAccessibleName(name)
        plain.set_tip(self, name)
        now = tokens.current()
        self.setFont(now.font("label_strong"))
        wide = min(now.px(220), self.fontMetrics().horizontalAdvance(name)) + now.px(12)
        self.setFixedSize(wide, now.px(18))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setPen(self._ink)
        painter.setFont(self.font())
        room = self.rect().adjusted(6, 0, -6, 0)
        # The end stays in sight: shops of one seller often begin with the same words.
        shown = self.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
