"""Tags as buttons that open the menu of tags: on one line, and one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import paint_tags, tag_name, width_of
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme

_SIDE = 6


class TagLine(RingButton):
    """The tags of a conversation on one line; where it has none, the offer to put one on."""

    def __init__(self, name: str, parent: QWidget | None = None, *, adds: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._adds = adds
        self.tags: tuple[Tag, ...] = ()
        style.watch(self, lambda _tokens: self.update())

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show `tags`, in their order."""
        self.tags = tuple(tags)
        self.translate()

    def translate(self) -> None:
        """Take the words of the present language."""
        names = ", ".join(map(tag_name, self.tags))
        self.setAccessibleName(t("Tags: {names}", names=names) if names else t("Tags…"))
        plain.set_tip(self, names)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        if self.tags:
            wide = width_of([tag_name(tag) for tag in self.tags], now)
        else:
            wide = width_of([self._offer()], now) if self._adds else 0
        return QSize(wide + 2 * now.px(3), now.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(now.px(3), 0, -now.px(3), 0)
        if self.tags:
            paint_tags(painter, box, self.tags, now)
        elif self._adds:
            _paint_offer(painter, box, self._offer(), hovered=self.underMouse())
        if self.ringed:
            painter.setPen(QPen(now.accent, now.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _offer(self) -> str:
        return t("+ Tag")


def _paint_offer(painter: QPainter, box: QRect, said: str, *, hovered: bool) -> None:
    now = theme.current()
    font = now.font("label")
    metrics = QFontMetrics(font)
    high = min(box.height(), max(now.px(16), metrics.height() + now.px(2)))
    top = box.top() + (box.height() - high) // 2
    painter.setFont(font)
    painter.setPen(QPen(now.text_2 if hovered else now.text_3, 1))
    painter.setBrush(now.hover if hovered else Qt.BrushStyle.NoBrush)
    label = QRectF(box.left() + 0.5, top + 0.5, box.width() - 1, high - 1)
    painter.drawRoundedRect(label, high / 2, high / 2)
    words = QRect(box.left() + now.px(_SIDE), top, box.width() - 2 * now.px(_SIDE) + 1, high)
    plain.draw_line(painter, words, said)
