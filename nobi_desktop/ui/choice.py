"""Rows of a sheet that are ticked or chosen: words, a second line, and a shop's colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.focus import by_key
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_MARK = 18
_SIDE, _ABOVE, _GAP = 8, 8, 10


class _Row(QAbstractButton):
    """What ticked and chosen rows share: their words, their measures and their painting.

    The words keep to one line and end in … where there is no room; the second line is wrapped.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._hint = ""
        self._colour: QColor | None = None
        self._indent = 0
        self._ringed = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        style.watch(self, self._restyle)

    def set_words(self, title: str, hint: str = "") -> None:
        """The words, and the second line that explains them. Both are shown letter for letter."""
        self._title, self._hint = title, hint
        plain.set_tip(self, title if len(title) > 40 else "")
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self.update()

    def set_colour(self, colour: QColor | None) -> None:
        """A dot of a shop's colour before the words; none where None."""
        self._colour = colour
        self.update()

    def set_indent(self, pixels: int) -> None:
        """Begin so many pixels (at zoom 1) further right: the row belongs to one above."""
        if pixels != self._indent:
            self._indent = pixels
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = max(
            QFontMetrics(now.font("body")).horizontalAdvance(self._title),
            min(now.px(280), QFontMetrics(now.font("hint")).horizontalAdvance(self._hint)),
        )
        wide += self._left(now) + now.px(_SIDE)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        now = theme.current()
        return QSize(now.px(160), now.line_height("body") + 2 * now.px(_ABOVE))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = theme.current()
        title, hint = self._boxes(now, width)
        return title.height() + hint.height() + 2 * now.px(_ABOVE)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_key(event, self._ringed)
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        self._paint_ground(painter, now)
        title, hint = self._boxes(now, self.width())
        mark = QRectF(now.px(_SIDE + self._indent), 0, now.px(_MARK), now.px(_MARK))
        mark.moveTop(title.top() + (now.line_height("body") - mark.height()) / 2)
        self._paint_mark(painter, now, mark)
        if self._colour is not None:
            radius = now.px(10) / 2
            middle = QPointF(mark.right() + now.px(_GAP) + radius, mark.center().y())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawEllipse(middle, radius, radius)
        painter.setPen(now.text)
        painter.setFont(now.font("body"))
        plain.draw_line(painter, title, self._title)
        painter.setPen(now.text_3)
        painter.setFont(now.font("hint"))
        painter.drawText(hint, int(Qt.TextFlag.TextWordWrap), self._hint)
        painter.end()

    def _paint_ground(self, painter: QPainter, now: Tokens) -> None:
        ringed = self.hasFocus() and self._ringed
        if not (ringed or (self.underMouse() and self.isEnabled())):
            return
        painter.setPen(QPen(now.accent, now.px(2)) if ringed else Qt.PenStyle.NoPen)
        painter.setBrush(now.hover)
        inset = now.px(2) / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, now.px(8), now.px(8))

    def _paint_mark(self, painter: QPainter, now: Tokens, box: QRectF) -> None:
        raise NotImplementedError

    def _left(self, now: Tokens) -> int:
        dot = now.px(10) + now.px(8) if self._colour is not None else 0
        return now.px(_SIDE + self._indent) + now.px(_MARK) + now.px(_GAP) + dot

    def _boxes(self, now: Tokens, width: int) -> tuple[QRect, QRect]:
        """Where the words and the second line stand in a row of `width` pixels."""
        left = self._left(now)
        room = max(now.px(40), width - left - now.px(_SIDE))
        title = QRect(left, now.px(_ABOVE), room, now.line_height("body"))
        asked = QFontMetrics(now.font("hint")).boundingRect(
            QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self._hint
        )
        high = max(asked.height(), now.line_height("hint")) if self._hint else 0
        return title, QRect(left, title.bottom() + 1, room, high)

    def _restyle(self, _now: Tokens) -> None:
        self.updateGeometry()
        self.update()


class TickRow(_Row):
    """A row that is ticked or not."""

    def _paint_mark(self, painter: QPainter, now: Tokens, box: QRectF) -> None:
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(now.text_3, 1.5 * now.zoom))
        painter.setBrush(now.accent if on else now.surface)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(4), now.px(4))
        if on:
            unit = box.width() / 18
            tick = QPainterPath(box.topLeft() + QPointF(5, 9.4) * unit)
            tick.lineTo(box.topLeft() + QPointF(7.9, 12.2) * unit)
            tick.lineTo(box.topLeft() + QPointF(13, 6.2) * unit)
            pen = QPen(now.accent_text, 2 * unit)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick)


class ChoiceRow(_Row):
    """A row that is one of several in its parent, of which one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(True)

    def _paint_mark(self, painter: QPainter, now: Tokens, box: QRectF) -> None:
        on = self.isChecked()
        painter.setPen(QPen(now.accent if on else now.text_3, (2 if on else 1.5) * now.zoom))
        painter.setBrush(now.surface)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.accent)
            painter.drawEllipse(box.center(), box.width() / 4, box.width() / 4)
