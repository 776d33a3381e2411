"""Chips to choose by, and a layout that goes on in a new line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme


class Chip(RingButton):
    """A filter with its number. Being on shows as ground, outline and weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._name = ""
        self._number: int | None = None
        self._opens = False
        self._hint_of: tuple[object, ...] = ()
        self._hint = QSize()

    def set_opens(self) -> None:
        """Show by an arrow that a click opens a menu."""
        self._opens = True

    def show_filter(self, name: str, number: int | None, on: bool) -> None:
        """Tell `name` and how many conversations there are (None: not known), and if it is on."""
        if (name, number, on) == (self._name, self._number, self.isChecked()):
            return
        self._name, self._number = name, number
        self.setText(name if number is None else f"{name} {number}")
        self._tell_whole()
        self.setAccessibleName(
            name if number is None else t("{name}, {n} conversations", name=name, n=number)
        )
        self.setChecked(on)
        self.updateGeometry()
        self.update()

    def _tell_whole(self) -> None:
        metrics = QFontMetrics(theme.current().font("second_strong"))
        cut = metrics.horizontalAdvance(self._name) > self._widest_name()
        plain.set_tip(self, self._name if cut else "")

    def _widest_name(self) -> int:
        return theme.current().px(170)

    def nextCheckState(self) -> None:
        """Nothing: the query says whether a chip is on, not the click."""

    def sizeHint(self) -> QSize:
        tokens = theme.current()
        # A bar that flows asks each of its chips dozens of times.
        of = (self._name, self._number, self._opens, tokens.family, tokens.zoom)
        if of != self._hint_of:
            metrics = QFontMetrics(tokens.font("second_strong"))
            wide = min(metrics.horizontalAdvance(self._name), self._widest_name())
            if self._number is not None:
                wide += metrics.horizontalAdvance(f" {self._number}")
            if self._opens:
                wide += tokens.px(16)
            high = tokens.line_height("second") + tokens.px(10)
            self._hint_of, self._hint = of, QSize(wide + tokens.px(24), high)
        return QSize(self._hint)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = tokens.accent_soft if on else tokens.chip
        if self.underMouse() and not on:
            ground = tokens.chip_hover
        painter.setPen(Qt.PenStyle.NoPen)
        if self.ringed:
            painter.setPen(QPen(tokens.accent, tokens.px(2)))
        elif on:
            painter.setPen(QPen(tokens.accent, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = tokens.accent if on else tokens.text_2
        name_font = tokens.font("second_strong" if on else "second")
        number_font = tokens.font("second_strong")
        number = "" if self._number is None else f" {self._number}"
        metrics = QFontMetrics(name_font)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self._widest_name() + 1)
        name_wide = metrics.horizontalAdvance(name)
        number_wide = QFontMetrics(number_font).horizontalAdvance(number)
        arrow = tokens.px(16) if self._opens else 0
        left = (self.width() - name_wide - number_wide - arrow) // 2
        painter.setPen(ink)
        painter.setFont(name_font)
        painter.drawText(
            QRect(left, 0, name_wide + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            name,
        )
        painter.setPen(tokens.accent if on else tokens.text)
        painter.setFont(number_font)
        painter.drawText(
            QRect(left + name_wide, 0, number_wide + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            number,
        )
        if self._opens:
            side = tokens.px(12)
            sign = assets.pixmap("chevron-down", ink, side, self.devicePixelRatioF())
            painter.drawPixmap(
                left + name_wide + number_wide + tokens.px(4),
                (self.height() - side) // 2 + 1,
                sign,
            )
        painter.end()


class FlowBox(QWidget):
    """Holds a `FlowLayout` and is as high as its lines need, also where nobody asks for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and event.size().width() != event.oldSize().width():
            self.setMinimumHeight(layout.heightForWidth(self.width()))


class FlowLayout(QLayout):
    """Puts widgets side by side and goes on in a new line where there is no room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            high = max(high, size.height())
        return y + high - rect.y()
