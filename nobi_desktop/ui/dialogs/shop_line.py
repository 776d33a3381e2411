"""A shop in one line of a sheet: its colour as a dot, and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Role, Tokens


class ShopLine(QWidget):
    """The dot and the name of `shop`."""

    def __init__(self, shop: Shop, parent: QWidget | None = None, role: Role = "strong") -> None:
        super().__init__(parent)
        name = words.shop_name(shop)
        self._name = plain.ElidedLabel(name, role, self)
        self._name.setObjectName("shopLineName")
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Dot(self, shop.colour))
        self._row.addWidget(self._name, 1)
        style.watch(self, self._restyle)

    def _restyle(self, now: Tokens) -> None:
        self._row.setContentsMargins(0, now.px(4), 0, now.px(4))
        self._row.setSpacing(now.px(8))


class Dot(QWidget):
    """A dot of a shop's colour, grey where that is empty."""

    def __init__(self, parent: QWidget, colour: str = "") -> None:
        super().__init__(parent)
        self._colour = colour
        style.watch(self, lambda now: self.setFixedSize(now.px(10), now.px(10)))

    def show_colour(self, colour: str) -> None:
        """Have another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        grey = tokens.current().text_3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour_of(self._colour) if self._colour else grey)
        painter.drawEllipse(QRectF(self.rect()))
        painter.end()
