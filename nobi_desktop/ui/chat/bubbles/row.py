"""Chooses the painter of a row, and tells what a row is to its neighbours and to the clipboard."""

from __future__ import annotations

from datetime import date

from nobi_desktop.domain.message import (
    Broken,
    CouponCard,
    Image,
    Kind,
    Line,
    LogisticsCard,
    Message,
    OrderCard,
    Outgoing,
    ProductCard,
    ReturnCard,
    Role,
    Sticker,
    Text,
    Unsupported,
    Video,
)
from nobi_desktop.domain.timeline import Hole, TimelineRow
from nobi_desktop.ui import times, words
from nobi_desktop.ui.chat.bubbles import card, foot, frame, image, system, text, video
from nobi_desktop.ui.chat.bubbles.frame import Around, Side
from nobi_desktop.ui.chat.bubbles.sheet import Sheet
from nobi_desktop.ui.chat.look import Look
from nobi_desktop.ui.words import t


def key_of(row: TimelineRow) -> str:
    """The name of a row, the same for as long as it is the same thing."""
    if isinstance(row, Message):
        return "m" + row.id
    if isinstance(row, Outgoing):
        return "o" + row.local_id
    return f"h{row.id}"


def side_of(row: TimelineRow) -> Side:
    """Where a row stands: the buyer's on the left, the shop's on the right, the rest between."""
    if isinstance(row, Hole) or isinstance(row.content, Line):
        return "centre"
    if isinstance(row, Outgoing):
        return "right"
    if row.kind in ENTERED or row.role is Role.BUYER or row.role is Role.UNKNOWN:
        return "left"
    return "right"


ENTERED = frozenset({Kind.FROM_PRODUCT, Kind.FROM_ORDER})


def run_of(row: TimelineRow) -> str:
    """The speaker whose rows stand closer together; empty where nobody speaks."""
    side = side_of(row)
    if side == "centre":
        return ""
    if side == "left":
        return "buyer"
    if isinstance(row, Message) and row.role in (Role.ROBOT, Role.SHOP, Role.SYSTEM):
        return str(row.role)
    return "us"


def day_of(row: TimelineRow) -> date | None:
    """The day of a row where the computer is; None for a hole."""
    return None if isinstance(row, Hole) else times.local(row.created).date()


def speaker(row: Message | Outgoing) -> tuple[str, str]:
    """Who speaks where it is no person, and the sign for it; empty for people."""
    if isinstance(row, Outgoing) or side_of(row) != "right":
        return "", ""
    return {
        Role.ROBOT: (t("TikTok's robot"), "robot"),
        Role.SHOP: (t("Automatic reply"), "robot"),
        Role.SYSTEM: (t("TikTok Shop"), "bag"),
    }.get(row.role, ("", ""))


def picture_of(row: TimelineRow) -> str:
    """The address of the picture whose size the row depends on, empty for none."""
    if isinstance(row, Hole):
        return ""
    content = row.content
    if isinstance(content, Image | Sticker) and not (content.width > 0 and content.height > 0):
        return content.url
    if isinstance(content, Video) and not (content.width > 0 and content.height > 0):
        return content.cover
    return ""


def lay(row: TimelineRow, width: int, look: Look, around: Around) -> Sheet:
    """The sheet of `row` at `width`: the same for the same arguments, whatever else happens."""
    if isinstance(row, Hole):
        return system.lay_hole(row.id, around.hole, width, look)
    content = row.content
    if isinstance(content, Line):
        kind = row.kind
        return system.lay_line(content.text, kind, words.clock_time(row.created), width, look)
    side = side_of(row)
    end = foot.foot_of(row, around.now)
    label, sign = ("", "") if around.joined else speaker(row)
    match content:
        case Text():
            room = look.bubble_width(width) - 2 * look.px(12)
            said = content.text if content.text.strip() else t("(empty message)")
            ink = None if said is content.text else look.tokens.text_3
            inside = text.words(said, room, look, expanded=around.expanded, colour=ink)
            last = text.last_line(inside)
            return frame.bubble(
                inside,
                end,
                side,
                width,
                look,
                joined=around.joined,
                label=label,
                sign=sign,
                last=last,
            )
        case Image():
            return image.lay(content, end, side, width, look, around, label, sign)
        case Sticker():
            return image.lay_sticker(content, end, side, width, look, around)
        case Video():
            return video.lay(content, end, side, width, look, around, label, sign)
        case ProductCard() | OrderCard() | LogisticsCard() | ReturnCard() | CouponCard():
            return card.lay(content, row.kind, end, side, width, look, around, label, sign)
        case Unsupported() | Broken():
            return system.lay_unshown(content, end, side, width, look, around, label, sign)


def spoken(row: TimelineRow) -> str:
    """The row as plain text, for the clipboard and for screen readers; empty for a hole."""
    if isinstance(row, Hole):
        return ""
    match row.content:
        case Text(text=said):
            return text.tidy(said)
        case Line(text=said):
            return system.line_text(said, row.kind)
        case Unsupported() | Broken() as unshown:
            return system.cannot_show(unshown)
        case Image() | Sticker() | Video():
            return f"[{words.kind(row.kind)}]"
        case told:
            return card.said(told, row.kind).plain


def guess(row: TimelineRow) -> int:
    """About how high a row will be, in pixels at zoom 1: cheap, and put right when it is shown."""
    if isinstance(row, Hole):
        return 42
    content = row.content
    if isinstance(content, Text):
        return 38 + 20 * (min(len(content.text), 4000) // 60)
    if isinstance(content, Line):
        return 36
    if isinstance(content, Image | Video):
        return 250
    if isinstance(content, Sticker):
        return 170
    return 110
