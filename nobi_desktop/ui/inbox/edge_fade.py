"""Fades the ends of a list that goes on beyond them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from nobi_desktop.ui.theme import tokens as theme

_HIGH = 24


class EdgeFades(QObject):
    """Lies over the upper and the lower end of `area` wherever more can be scrolled to."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._upper, self._lower = _Fade(area, upper=True), _Fade(area, upper=False)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        area.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        bar, high = self._area.verticalScrollBar(), theme.current().px(_HIGH)
        wide = self._area.width()
        self._upper.setGeometry(0, 0, wide, high)
        self._lower.setGeometry(0, self._area.height() - high, wide, high)
        self._upper.setVisible(bar.value() > bar.minimum())
        self._lower.setVisible(bar.value() < bar.maximum())


class _Fade(QWidget):
    def __init__(self, area: QScrollArea, *, upper: bool) -> None:
        super().__init__(area)
        self._is_upper = upper
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground = theme.current().rail
        # Line by line: Qt's gradients bring 170 names along that a start does without, and so does
        # fillRect, which takes them too.
        shade, high = QColor(ground), self.height()
        painter = QPainter(self)
        for line in range(high):
            share = (high - line - 0.5 if self._is_upper else line + 0.5) / high
            shade.setAlphaF(share)
            painter.setPen(shade)
            painter.drawLine(0, line, self.width(), line)
        painter.end()
