"""Paints what a search or the due list has found, with the words searched for marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.folding import spans
from nobi_desktop.ui import assets, plain, times, words
from nobi_desktop.ui.inbox.hits import SEARCHED, Entry, text_of
from nobi_desktop.ui.inbox.row_delegate import SIDE, paint_countdown, paint_disc, paint_shop
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.models.list_model import ROW
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Role, Tokens

_AVATAR = 36
_BEFORE = 18
"""Letters kept in front of the first match of an excerpt."""
_LONGEST = 400


def excerpt(text: str, words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of `text` around the first match of `words`, and where the matches stand in it."""
    whole = plain.one_line(text, SEARCHED)
    found = spans(whole, words) if words else ()
    start = 0
    if found and found[0][0] > _BEFORE:
        start = found[0][0] - _BEFORE
        space = whole.find(" ", start, found[0][0])
        start = space + 1 if space >= 0 else start
    lead = "…" if start else ""
    shown = lead + whole[start : start + _LONGEST]
    shift = len(lead) - start
    inside = tuple(
        (first + shift, min(last + shift, len(shown)))
        for first, last in found
        if first + shift < len(shown)
    )
    return shown, inside


def paint_marked(
    painter: QPainter,
    line: QRect,
    text: str,
    marks: tuple[tuple[int, int], ...],
    tokens: Tokens,
    role: Role = "second",
) -> None:
    """Draw `text` on one line with the painter's pen; the parts `marks` are set off."""
    font, ink = tokens.font(role), painter.pen().color()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(font)
    whole = shown == text
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent_soft)
    high = metrics.height()
    top = line.top() + (line.height() - high) // 2
    edge = len(text) if whole else max(0, len(shown) - 1)
    parts: list[tuple[int, int]] = []
    for first, last in marks:
        if first < edge:
            left = metrics.horizontalAdvance(text[:first])
            wide = metrics.horizontalAdvance(text[: min(last, edge)]) - left
            parts.append((line.left() + left, wide))
    for left, wide in parts:
        painter.drawRoundedRect(QRectF(left - 1, top, wide + 2, high), 3, 3)
    painter.setPen(ink)
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(line, flags, shown)
    painter.setPen(tokens.accent)
    for left, wide in parts:
        painter.save()
        painter.setClipRect(QRect(left, line.top(), wide + 1, line.height()))
        painter.drawText(line, flags, shown)
        painter.restore()


class HitDelegate(QStyledItemDelegate):
    """Three lines of a conversation, or one of a heading."""

    def __init__(self, pictures: RoundPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        now, entry = theme.current(), index.data(ROW)
        # The list makes every row as wide as itself; a wider hint would outlive a change.
        wide = 1
        if not isinstance(entry, Entry):
            return QSize(wide, now.px(20))
        if entry.kind == "heading":
            return QSize(wide, now.line_height("hint_strong") + now.px(16))
        if entry.kind in ("note", "rate"):
            view = option.widget
            room = (
                view.width() if isinstance(view, QWidget) else option.rect.width()
            ) - 2 * now.px(SIDE)
            high = _wrapped(now, entry.line, room)
            title = now.line_height("second_strong") if entry.title else 0
            return QSize(wide, high + title + now.px(12))
        lines = sum(now.line_height(role) for role in ("strong", "second", "hint"))
        return QSize(wide, max(now.px(70), lines + now.px(16)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ROW)
        if not isinstance(entry, Entry):
            return
        now, view = theme.current(), option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.row is None:
            _paint_quiet(painter, option.rect, entry, now)
        else:
            ring = _keyboard_on(view, index)
            if ring is not None:
                painter.fillRect(option.rect, now.selected)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(option.rect, now.hover)
            self._paint_hit(painter, option.rect, entry, entry.row, now)
            if ring:
                painter.setPen(QPen(now.accent, now.px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(
                    QRectF(option.rect).adjusted(2, 2, -2, -2), now.px(6), now.px(6)
                )
        painter.restore()

    def _paint_hit(
        self, painter: QPainter, box: QRect, entry: Entry, row: ConversationRow, now: Tokens
    ) -> None:
        px = now.px
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        side = px(_AVATAR)
        name = words.buyer_name(row.buyer)
        disc = QRect(box.left() + px(SIDE), box.center().y() - side // 2 + 1, side, side)
        picture = self._pictures.get(row.buyer.avatar, side, ratio)
        paint_disc(painter, disc, name, row.buyer.im_user_id or row.key.id, now, picture)
        heights = [now.line_height(role) for role in ("strong", "second", "hint")]
        top = box.top() + (box.height() - sum(heights)) // 2
        left = disc.right() + 1 + px(12)
        lines = []
        for high in heights:
            lines.append(QRect(left, top, box.right() + 1 - px(SIDE) - left, high))
            top += high
        if entry.kind == "due":
            taken = paint_countdown(painter, lines[0], row, now, entry.at)
        elif entry.kind == "reminder":
            taken = _paint_reminder(painter, lines[0], row, now, ratio)
        else:
            painter.setFont(now.font("hint"))
            painter.setPen(now.text_3)
            said = times.list_time(entry.at)
            taken = plain.draw_line(painter, lines[0], said, right=True) + px(8)
        lines[0].setRight(lines[0].right() - taken)
        painter.setPen(now.text)
        by_name = spans(name, entry.words) if entry.kind == "buyer" and entry.words else ()
        paint_marked(painter, lines[0], name, by_name, now, "strong")
        painter.setPen(now.text_2)
        searched = entry.words if entry.kind in ("message", "order") else ""
        paint_marked(painter, lines[1], *excerpt(text_of(entry), searched), now)
        paint_shop(painter, lines[2], row, now)


def _keyboard_on(view: QWidget | None, index: QModelIndex | QPersistentModelIndex) -> bool | None:
    """Whether the row of `index` shows the keyboard's ring; None where it is another's."""
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return None
    return bool(view.property("keyboard")) if view.currentIndex() == index else None


def _paint_reminder(
    painter: QPainter, line: QRect, row: ConversationRow, now: Tokens, ratio: float
) -> int:
    said = times.reminder_time(row.remind_at)
    painter.setFont(now.font("hint"))
    painter.setPen(now.text_2)
    wide = plain.draw_line(painter, line, said, right=True)
    side = now.px(14)
    left = line.right() + 1 - wide - now.px(4) - side
    sign = assets.pixmap("bell", now.text_2, side, ratio)
    painter.drawPixmap(left, line.top() + (line.height() - side) // 2, sign)
    return line.right() + 1 - left + now.px(8)


def _paint_quiet(painter: QPainter, box: QRect, entry: Entry, now: Tokens) -> None:
    line = box.adjusted(now.px(SIDE), 0, -now.px(SIDE), 0)
    if entry.kind == "heading":
        painter.setFont(now.font("hint_strong"))
        painter.setPen(now.text_3)
        line.setTop(line.top() + now.px(6))
        plain.draw_line(painter, line, entry.title)
        return
    top = box.top() + now.px(6)
    if entry.title:
        painter.setFont(now.font("second_strong"))
        painter.setPen(now.text)
        high = now.line_height("second_strong")
        plain.draw_line(painter, QRect(line.left(), top, line.width(), high), entry.title)
        top += high
    painter.setFont(now.font("hint"))
    painter.setPen(now.text_2)
    room = QRect(line.left(), top, line.width(), box.bottom() - top + 1)
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap), entry.line)


def _wrapped(now: Tokens, text: str, room: int) -> int:
    box = QFontMetrics(now.font("hint")).boundingRect(
        QRect(0, 0, max(40, room), 10_000), int(Qt.TextFlag.TextWordWrap), text
    )
    return max(now.line_height("hint"), box.height())
