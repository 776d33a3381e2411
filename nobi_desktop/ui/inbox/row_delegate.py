"""Paints a row of the inbox from the row, the theme and the words, and from nothing else."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.kinds import OutgoingState, Role
from nobi_desktop.ui import assets, plain, times, words
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.models.list_model import ROW
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

HEIGHT = 80
AVATAR = 44
SIDE = 16
LATE = 8 * 3600
"""Seconds of waiting after which the mark turns red: TikTok asks for an answer within twelve hours,
so a third of that is left."""

_TROUBLED = (OutgoingState.UNCONFIRMED, OutgoingState.UNKNOWN)
_FAILED = (OutgoingState.REJECTED, OutgoingState.QUARANTINED, OutgoingState.BLOCKED_AUTH)
_OURS = (Role.SHOP, Role.CUSTOMER_SERVICE)


def row_height(tokens: Tokens) -> int:
    """Pixels of a row: three lines and their air, at least the design's."""
    lines = sum(tokens.line_height(role) for role in ("strong", "second", "hint"))
    return max(tokens.px(HEIGHT), lines + tokens.px(3) * 2 + tokens.px(6) * 2)


def state_sign(row: ConversationRow, tokens: Tokens) -> tuple[str, QColor] | None:
    """The icon for how far our newest message has come, and its colour."""
    if row.pending in _TROUBLED:
        return "warning", tokens.warn
    if row.pending in _FAILED:
        return "error", tokens.bad
    if row.pending in (OutgoingState.SENT, OutgoingState.CONFIRMED):
        return "check", tokens.good
    if row.pending is not None and row.pending is not OutgoingState.CANCELLED:
        return "clock", tokens.text_3
    if row.last_role in _OURS and not row.unread:
        return "check", tokens.good
    return None


def paint_row(
    painter: QPainter,
    box: QRect,
    row: ConversationRow,
    tokens: Tokens,
    *,
    picture: QPixmap | None = None,
    selected: bool = False,
    hovered: bool = False,
    focused: bool = False,
    now: float | None = None,
    ratio: float = 1.0,
) -> None:
    """Paint `row` into `box`. `picture` is the buyer's, round and of the right size."""
    px = tokens.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = tokens.selected if selected else tokens.hover if hovered else tokens.surface
    painter.fillRect(box, ground)
    if selected:
        painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), tokens.accent)

    name = words.buyer_name(row.buyer)
    side = px(AVATAR)
    disc = QRect(box.left() + px(SIDE), box.center().y() - side // 2 + 1, side, side)
    paint_disc(painter, disc, name, row.buyer.im_user_id or row.key.id, tokens, picture)

    heights = [tokens.line_height(role) for role in ("strong", "second", "hint")]
    gap = px(3)
    top = box.top() + (box.height() - sum(heights) - 2 * gap) // 2
    left = disc.right() + 1 + px(12)
    right = box.right() + 1 - px(SIDE)
    lines = []
    for height in heights:
        lines.append(QRect(left, top, right - left, height))
        top += height + gap

    taken = [
        _paint_time(painter, lines[0], row, tokens, now),
        _paint_count(painter, lines[1], row, tokens, ratio),
        _paint_waiting(painter, lines[2], row, tokens, now, ratio),
    ]
    for line, width in zip(lines, taken, strict=True):
        line.setRight(line.right() - width)

    painter.setFont(tokens.font("strong"))
    painter.setPen(tokens.text)
    plain.draw_line(painter, lines[0], name)
    _paint_last_line(painter, lines[1], row, tokens)
    _paint_shop(painter, lines[2], row, tokens)

    if focused:
        painter.setPen(QPen(tokens.accent, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), px(6), px(6))
    painter.restore()


def paint_disc(
    painter: QPainter,
    disc: QRect,
    name: str,
    identity: str,
    tokens: Tokens,
    picture: QPixmap | None = None,
) -> None:
    """A person: the picture where it is here, else initials on the colour of `identity`."""
    if picture is not None:
        painter.drawPixmap(disc.topLeft(), picture)
        return
    ground = theme.avatar_colour(identity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(disc))
    font = tokens.font("strong")
    font.setPixelSize(max(1, round(disc.height() * 0.34)))
    painter.setFont(font)
    painter.setPen(theme.text_on(ground))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, plain.initials(name))


def _paint_time(
    painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens, now: float | None
) -> int:
    text = times.list_time(row.last_at, now)
    if not text:
        return 0
    painter.setFont(tokens.font("hint"))
    painter.setPen(tokens.accent if row.unread else tokens.text_3)
    return plain.draw_line(painter, line, text, right=True) + tokens.px(8)


def _paint_count(
    painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens, ratio: float
) -> int:
    px = tokens.px
    taken = 0
    sign = state_sign(row, tokens)
    if row.unread:
        text = words.count(row.unread)
        font = tokens.font("label_strong")
        high = px(20)
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + px(12))
        pill = QRectF(line.right() + 1 - wide, line.top() + (line.height() - high) / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(tokens.accent_text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        taken = wide + px(6)
    if sign is not None:
        size = px(16)
        icon = assets.pixmap(sign[0], sign[1], size, ratio)
        left = line.right() + 1 - taken - size
        painter.drawPixmap(left, line.top() + (line.height() - size) // 2, icon)
        taken += size + px(6)
    return taken


def _paint_waiting(
    painter: QPainter,
    line: QRect,
    row: ConversationRow,
    tokens: Tokens,
    now: float | None,
    ratio: float,
) -> int:
    if not row.unanswered:
        return 0
    px = tokens.px
    moment = times.now() if now is None else now
    late = row.waiting_since > 0 and moment - row.waiting_since >= LATE
    ink = tokens.bad if late else tokens.warn
    text = words.waiting(row.waiting_since, moment) if row.waiting_since else ""
    painter.setFont(tokens.font("label_strong"))
    painter.setPen(ink)
    width = plain.draw_line(painter, line, text, right=True) if text else 0
    size = px(14)
    left = line.right() + 1 - width - size - (px(4) if text else 0)
    icon = assets.pixmap("reply", ink, size, ratio)
    painter.drawPixmap(left, line.top() + (line.height() - size) // 2, icon)
    return line.right() + 1 - left + px(8)


def _paint_last_line(painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens) -> None:
    loud = row.unread > 0 and not row.draft.strip()
    prefix = words.preview_prefix(row)
    if prefix:
        painter.setFont(tokens.font("second"))
        painter.setPen(tokens.bad if row.draft.strip() else tokens.text_3)
        used = plain.draw_line(painter, line, prefix)
        space = QFontMetrics(painter.font()).horizontalAdvance(" ")
        line.setLeft(line.left() + used + space)
    font = tokens.font("second")
    if loud:
        font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    painter.setPen(tokens.text if loud else tokens.text_2)
    plain.draw_line(painter, line, words.message_preview(row))


def _paint_shop(painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens) -> None:
    px = tokens.px
    dot = px(8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour_of(row.shop_colour))
    painter.drawEllipse(QRectF(line.left(), line.center().y() - dot / 2 + 1, dot, dot))
    line.setLeft(line.left() + dot + px(6))
    painter.setFont(tokens.font("hint"))
    painter.setPen(tokens.text_2)
    # Both ends: shops of one seller often begin with the same words, and colours are alike.
    plain.draw_line(painter, line, plain.name(row.shop_name, words.t("Shop")), both_ends=True)


class RowDelegate(QStyledItemDelegate):
    """Gives `paint_row` what Qt knows of a row: place, selection, hover, focus."""

    def __init__(self, pictures: RoundPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), row_height(theme.current()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, ConversationRow):
            return
        tokens = theme.current()
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        state = option.state
        view = option.widget
        ringed = isinstance(view, QWidget) and bool(view.property("keyboard"))
        paint_row(
            painter,
            option.rect,
            row,
            tokens,
            picture=self._pictures.get(row.buyer.avatar, tokens.px(AVATAR), ratio),
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=ringed and bool(state & QStyle.StateFlag.State_HasFocus),
            ratio=ratio,
        )
