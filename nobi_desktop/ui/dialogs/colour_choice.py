"""Swatches of which one is chosen as a colour; the arrow keys lead from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QWidget

from nobi_desktop.ui import plain, shop_colours
from nobi_desktop.ui.chips import FlowBox, FlowLayout
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme


class ColourChoice(FlowBox):
    """Every colour that `names` has, those of shops unless told otherwise; the present one is
    ticked."""

    chosen = Signal(str)
    """The seller wants this colour (`#RRGGBB`)."""

    def __init__(
        self,
        parent: QWidget | None = None,
        names: Callable[[], dict[str, str]] = shop_colours.names,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("colourChoice")
        self._names = names
        self._group = QButtonGroup(self)
        self._swatches: dict[str, _Swatch] = {}
        flow = FlowLayout(self, 4)
        for colour in names():
            swatch = _Swatch(colour, self)
            swatch.clicked.connect(lambda _=False, colour=colour: self.chosen.emit(colour))
            self._group.addButton(swatch)
            flow.addWidget(swatch)
            self._swatches[colour] = swatch
        self.translate()

    def show_colour(self, colour: str) -> None:
        """Tick `colour`; none of them where it is another."""
        found = self._swatches.get(colour.upper())
        if found is not None:
            found.setChecked(True)
            return
        self._group.setExclusive(False)
        for swatch in self._swatches.values():
            swatch.setChecked(False)
        self._group.setExclusive(True)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Colour"))
        for colour, name in self._names().items():
            self._swatches[colour].setAccessibleName(name)
            plain.set_tip(self._swatches[colour], name)


class _Swatch(RingButton):
    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"swatch_{colour[1:]}")
        self.setCheckable(True)
        self._colour = QColor(colour)
        style.watch(self, lambda _now: self.setFixedSize(self.sizeHint()))

    def sizeHint(self) -> QSize:
        side = theme.current().px(30)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        ground, ink = theme.ground_and_ink(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = now.px(4) if not self.underMouse() else now.px(3)
        disc = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(disc)
        if self.ringed or self.isChecked():
            painter.setPen(QPen(now.accent if self.ringed else ground, now.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if self.isChecked():
            unit = disc.width() / 22
            tick = QPainterPath(disc.center() + QPointF(-4.4, 0.2) * unit)
            tick.lineTo(disc.center() + QPointF(-1.4, 3.2) * unit)
            tick.lineTo(disc.center() + QPointF(4.6, -3.2) * unit)
            pen = QPen(ink, 2 * unit)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick)
        painter.end()
