"""Two panes side by side that fill a sheet; what they hold scrolls by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens


class Panes(QWidget):
    """`left` and `right`, one of which is `narrow` pixels wide (at zoom 1), at most its share.

    Its height is what the sheet gives it: long words inside make nothing around them higher.
    """

    def __init__(
        self, parent: QWidget, left: QWidget, right: QWidget, *, narrow: QWidget, wide: int
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._wide = wide
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for pane in (left, right):
            self._row.addWidget(pane, 0 if pane is narrow else 1)
        style.watch(self, self._restyle)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        now = theme.current()
        return QSize(now.px(320), now.px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure(theme.current())

    def _measure(self, now: Tokens) -> None:
        self._narrow.setFixedWidth(min(now.px(self._wide), self.width() * 2 // 5))

    def _restyle(self, now: Tokens) -> None:
        self._row.setSpacing(now.px(16))
        self._measure(now)


def column(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """A pane, and the layout that fills it from above; where it is too high, it scrolls."""
    area = QScrollArea(parent)
    area.setObjectName("paneScroll")
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    OverlayScrollBar(area)
    holder, body = QWidget(), _Body()
    holder.setObjectName("paneBody")
    around = QVBoxLayout(holder)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(body)
    made = QVBoxLayout(body)
    made.setContentsMargins(0, 0, 0, 0)
    style.watch(body, lambda now: made.setSpacing(now.px(10)))
    area.setWidget(holder)
    # The bar lies over the pane: where it is shown, the fields make way for it.
    area.verticalScrollBar().rangeChanged.connect(
        lambda _least, most: around.setContentsMargins(
            0, 0, theme.current().px(14) if most > 0 else 0, 0
        )
    )
    return area, made


class _Body(QWidget):
    """As high as there is room for and no lower than it must be, whatever its lists would like."""

    def hasHeightForWidth(self) -> bool:
        return False
