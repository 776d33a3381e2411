"""A thin scroll bar that lies over its view, so that rows reach the edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from nobi_desktop.ui.theme import tokens as theme

_WIDTH = 10


class OverlayScrollBar(QScrollBar):
    """Mirrors the vertical scroll bar of `area`, which itself is not shown."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._real = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._real.rangeChanged.connect(self._mirror)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        area.installEventFilter(self)
        # A screen reader meets the real bar.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mirror()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._mirror()
        return super().eventFilter(watched, event)

    def _mirror(self) -> None:
        real = self._real
        self.setRange(real.minimum(), real.maximum())
        self.setPageStep(real.pageStep())
        self.setSingleStep(real.singleStep())
        self.setValue(real.value())
        wide = theme.current().px(_WIDTH)
        self.setGeometry(self._area.width() - wide, 0, wide, self._area.height())
        self.setVisible(real.maximum() > real.minimum())
        self.raise_()
