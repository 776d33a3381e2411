"""A shop in one line of a sheet: its colour as a dot, and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
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
        self._row.addWidget(_Dot(tokens.colour_of(shop.colour), self))
        self._row.addWidget(self._name, 1)
        style.watch(self, self._restyle)

    def _restyle(self, now: Tokens) -> None:
        self._row.setContentsMargins(0, now.px(4), 0, now.px(4))
        self._row.setSpacing(now.px(8))


class _Dot(QWidget):
    def __init__(self, colour: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        style.watch(self, lambda now: self.setFixedSize(now.px(10), now.px(10)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(QRectF(self.rect()))
        painter.end()
