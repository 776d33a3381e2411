"""Paints a row of the inbox from the row, the theme and the words, and from nothing else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from nobi_desktop.domain.conversation import ConversationRow, Orders
from nobi_desktop.domain.kinds import OutgoingState, Role
from nobi_desktop.ui import assets, plain, times, words
from nobi_desktop.ui.countdown import colours, standing
from nobi_desktop.ui.models.list_model import ROW
from nobi_desktop.ui.tag_chips import paint_tags
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.domain.ids import ConversationKey, TagId
    from nobi_desktop.domain.tag import Tag
    from nobi_desktop.ui.models.images import RoundPictures
    from nobi_desktop.ui.theme.tokens import Tokens

HEIGHT = 80
AVATAR = 44
SIDE = 16
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
    tags: Sequence[Tag] = (),
    selected: bool = False,
    hovered: bool = False,
    focused: bool = False,
    now: float | None = None,
    ratio: float = 1.0,
) -> None:
    """Paint `row` into `box`. `picture` is the buyer's, round and of the right size.

    `tags` are those of the row, in their order.
    """
    px = tokens.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = tokens.selected if selected else tokens.hover if hovered else tokens.surface
    # Not by fillRect: it brings the names of Qt's gradients along, 170 that a start does without.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(box)
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
        paint_countdown(painter, lines[0], row, tokens, times.now() if now is None else now)
        if row.unanswered
        else _paint_time(painter, lines[0], row, tokens, now),
        _paint_count(painter, lines[1], row, tokens, ratio),
        _paint_signs(painter, lines[2], row, tokens, now, ratio),
    ]
    for line, width in zip(lines, taken, strict=True):
        line.setRight(line.right() - width)

    painter.setFont(tokens.font("strong"))
    painter.setPen(tokens.text)
    plain.draw_line(painter, lines[0], name)
    _paint_last_line(painter, lines[1], row, tokens)
    _paint_shop_and_tags(painter, lines[2], row, tags, tokens)

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
    if row.marked and row.unread <= 1:
        # Marked by hand: there is nothing to count.
        side = px(12)
        top = line.top() + (line.height() - side) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QRectF(line.right() + 1 - side, top, side, side))
        taken = side + px(6)
    elif row.unread:
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


def paint_countdown(
    painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens, now: float
) -> int:
    """How long is left to answer, at the right of `line`; the pixels it took.

    What presses has a ground of its colour, what does not is grey like a time.
    """
    px = tokens.px
    level, said = standing(now, row.waiting_since, row.deadline)
    ink, ground = colours(level, tokens)
    font = tokens.font("label_strong" if ground is not None else "hint")
    painter.setFont(font)
    if ground is None:
        painter.setPen(ink)
        return plain.draw_line(painter, line, said, right=True) + px(8)
    metrics = QFontMetrics(font)
    wide = min(line.width(), metrics.horizontalAdvance(said) + 1 + 2 * px(6))
    high = max(px(18), metrics.height() + px(2))
    top = line.top() + (line.height() - high) / 2
    box = QRectF(line.right() + 1 - wide, top, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, px(4), px(4))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
    return wide + px(8)


def _paint_signs(
    painter: QPainter,
    line: QRect,
    row: ConversationRow,
    tokens: Tokens,
    now: float | None,
    ratio: float,
) -> int:
    """A bag for orders and a bell with its time for a reminder, at the right of `line`."""
    px = tokens.px
    size, right = px(14), line.right() + 1
    top = line.top() + (line.height() - size) // 2
    if row.remind_at:
        moment = times.now() if now is None else now
        due = row.remind_at <= moment
        ink = tokens.bad if due else tokens.text_2
        painter.setFont(tokens.font("label_strong" if due else "label"))
        painter.setPen(ink)
        said = times.reminder_time(row.remind_at, moment)
        right -= plain.draw_line(painter, line, said, right=True) + px(3) + size
        painter.drawPixmap(right, top, assets.pixmap("bell", ink, size, ratio))
        right -= px(6)
    if row.orders is Orders.SOME:
        right -= size
        painter.drawPixmap(right, top, assets.pixmap("bag", tokens.text_2, size, ratio))
        right -= px(6)
    taken = line.right() + 1 - right
    return taken + px(2) if taken else 0


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


def paint_shop(painter: QPainter, line: QRect, row: ConversationRow, tokens: Tokens) -> int:
    """The shop's dot and name at the left of `line`; the pixels it took."""
    px = tokens.px
    dot = px(8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour_of(row.shop_colour))
    painter.drawEllipse(QRectF(line.left(), line.center().y() - dot / 2 + 1, dot, dot))
    rest = QRect(line)
    rest.setLeft(line.left() + dot + px(6))
    painter.setFont(tokens.font("hint"))
    painter.setPen(tokens.text_2)
    # Both ends: shops of one seller often begin with the same words, and colours are alike.
    said = plain.name(row.shop_name, words.t("Shop"))
    return plain.draw_line(painter, rest, said, both_ends=True) + dot + px(6)


def _paint_shop_and_tags(
    painter: QPainter, line: QRect, row: ConversationRow, tags: Sequence[Tag], tokens: Tokens
) -> None:
    if not tags:
        paint_shop(painter, line, row, tokens)
        return
    # The shop gives way to the tags, but never so far that it cannot be told.
    shop = QRect(line)
    name = plain.name(row.shop_name, words.t("Shop"))
    asked = QFontMetrics(tokens.font("hint")).horizontalAdvance(name) + tokens.px(15)
    shop.setWidth(min(asked, max(line.width() // 2, line.width() - tokens.px(130))))
    used = paint_shop(painter, shop, row, tokens)
    line.setLeft(line.left() + used + tokens.px(6))
    paint_tags(painter, line, tags, tokens)


class RowDelegate(QStyledItemDelegate):
    """Gives `paint_row` what Qt knows of a row: place, selection, hover, focus.

    Rows are painted once into pictures and kept: a scroll copies them.
    """

    KEPT = 40
    """Pictures of rows that are kept: those on a high screen and some beyond."""

    def __init__(self, pictures: RoundPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tags: Mapping[TagId, Tag] = {}
        self._kept: OrderedDict[ConversationKey, tuple[tuple[Any, ...], QPixmap]] = OrderedDict()

    def show_tags(self, tags: Mapping[TagId, Tag]) -> None:
        """Know `tags` by their ids."""
        self._tags = dict(tags)
        self.forget()

    def forget(self) -> None:
        """Paint every row anew: words or look are others."""
        self._kept.clear()

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
        picture = self._pictures.get(row.buyer.avatar, tokens.px(AVATAR), ratio)
        how = _how(option)
        box, now = option.rect, times.now()
        stamp = (
            row,
            *how.values(),
            (box.width(), box.height(), ratio),
            (tokens.name, tokens.zoom),
            picture.cacheKey() if picture is not None else 0,
            int(now // 60),
        )
        held = self._kept.get(row.key)
        if held is None or held[0] != stamp:
            made = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
            made.setDevicePixelRatio(ratio)
            inner = QPainter(made)
            paint_row(
                inner,
                QRect(0, 0, box.width(), box.height()),
                row,
                tokens,
                picture=picture,
                tags=[self._tags[tag] for tag in row.tags if tag in self._tags],
                now=now,
                ratio=ratio,
                **how,
            )
            inner.end()
            held = (stamp, made)
            self._kept[row.key] = held
            if len(self._kept) > self.KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(row.key)
        painter.drawPixmap(box.topLeft(), held[1])


def _how(option: QStyleOptionViewItem) -> dict[str, bool]:
    """How the row stands: selected, hovered, focused by the keyboard."""
    view = option.widget
    ringed = isinstance(view, QAbstractItemView) and bool(view.property("keyboard"))
    if isinstance(view, QAbstractItemView) and not (
        ringed or view.underMouse() or view.selectionModel().hasSelection()
    ):
        # The names of Qt's styles, 500 of them, are made with the first look at the state: a first
        # paint does without.
        return {"selected": False, "hovered": False, "focused": False}
    from PySide6.QtWidgets import QStyle

    state = option.state
    return {
        "selected": bool(state & QStyle.StateFlag.State_Selected),
        "hovered": bool(state & QStyle.StateFlag.State_MouseOver),
        "focused": ringed and bool(state & QStyle.StateFlag.State_HasFocus),
    }
