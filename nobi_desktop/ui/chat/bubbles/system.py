"""Paints what no person said: notices, hand-overs, days, the unread divider, holes, and messages
that cannot be shown."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from nobi_desktop.domain.message import Broken, Kind, Unsupported
from nobi_desktop.ui import plain
from nobi_desktop.ui.chat.bubbles import frame
from nobi_desktop.ui.chat.bubbles.foot import Foot
from nobi_desktop.ui.chat.bubbles.frame import Around, Mood, Side
from nobi_desktop.ui.chat.bubbles.pill import lay_pill
from nobi_desktop.ui.chat.bubbles.sheet import Action, Ground, Label, Rule, Sheet, Sign
from nobi_desktop.ui.chat.bubbles.text import Block, shortened, tidy
from nobi_desktop.ui.chat.look import SIDE, Look, mix
from nobi_desktop.ui.words import t


def line_text(text: str, kind: Kind) -> str:
    """The words of a line about the conversation, with words of ours where it has none."""
    said = tidy(text).strip()
    if said:
        return shortened(said)
    if kind is Kind.AGENT_JOINED:
        return t("A customer service agent joined")
    if kind is Kind.TRANSFERRED:
        return t("The conversation was handed to another agent")
    return t("Notice from TikTok Shop")


def lay_line(text: str, kind: Kind, time: str, width: int, look: Look) -> Sheet:
    """A line in the middle, on a pill, with its time."""
    words = line_text(text, kind)
    room = min(look.px(520), width - 2 * look.px(SIDE)) - look.px(28)
    block = Block(words, look.type("hint"), look.tokens.text_2, room, centred=False)
    at = Label(time, look.type("label"), look.tokens.text_3)
    made = Sheet()
    pad_x, pad_y = look.px(14), look.px(5)
    beside = block.line_count == 1 and block.width + look.px(8) + at.width <= room
    if beside:
        wide = block.width + look.px(8) + at.width
        at.move(pad_x + block.width + look.px(8), pad_y + (block.height - at.height) / 2)
        high = block.height
    else:
        wide = max(block.width, at.width)
        at.move(pad_x + wide - at.width, pad_y + block.height)
        high = block.height + at.height
    rect = QRectF(0, 0, math.ceil(wide) + 2 * pad_x, math.ceil(high) + 2 * pad_y)
    block.move(pad_x, pad_y)
    round_ = min(rect.height() / 2, look.px(14))
    made.add(Ground(QRectF(rect), (round_,) * 4, look.pill))
    made.add(block)
    made.add(at)
    made.texts.append(block)
    return frame.placed(made, rect, "centre", width, look)


def cannot_show(content: Unsupported | Broken) -> str:
    """What stands in the place of a message that cannot be drawn."""
    tip = tidy(content.tip).strip() if isinstance(content, Unsupported) else ""
    if tip:
        return shortened(tip)
    if isinstance(content, Unsupported):
        return t("This kind of message cannot be shown here. Open it in Seller Center.")
    return t("This message could not be shown. Open it in Seller Center.")


def lay_unshown(
    content: Unsupported | Broken,
    end: Foot,
    side: Side,
    width: int,
    look: Look,
    around: Around,
    label: str,
    sign: str,
) -> Sheet:
    """A bubble that says that something stands here which cannot be drawn."""
    inside = Sheet()
    square = look.px(18)
    room = look.bubble_width(width) - look.px(24) - square - look.px(8)
    block = Block(cannot_show(content), look.type("second"), look.tokens.text_2, room)
    block.move(square + look.px(8), 0)
    mark = "warn" if isinstance(content, Broken) else "question"
    inside.add(Sign(mark, QRectF(0, look.px(1), square, square), look.tokens.text_3))
    inside.add(block)
    inside.texts.append(block)
    inside.width = math.ceil(square + look.px(8) + block.width)
    inside.height = math.ceil(block.height)
    last = square + look.px(8) + block.last
    return frame.bubble(
        inside, end, side, width, look, joined=around.joined, label=label, sign=sign, last=last
    )


def lay_hole(hole_id: int, mood: Mood, width: int, look: Look) -> Sheet:
    """The place of messages that are not read yet, with the way to read them now."""
    said, pressed = _hole_words(mood)
    tokens = look.tokens
    odd = mood in ("absent", "failed")
    sign = ("warn", tokens.warn) if odd else ("download", tokens.text_3)
    action = Action("fill", t("Load the missing messages now"), str(hole_id))
    return lay_pill(said, pressed, action, width, look, sign)


def _hole_words(mood: Mood) -> tuple[str, str]:
    """What stands in a hole, and its button; no button while it is being filled."""
    return {
        "loading": (t("Messages are loading here"), t("Load now")),
        "missing": (t("Messages are missing here"), t("Load now")),
        "asked": (t("Loading these messages…"), ""),
        "absent": (t("Nothing has come yet"), t("Try again")),
        "failed": (t("These messages could not be loaded"), t("Try again")),
    }[mood]


def lay_day(text: str, width: int, look: Look) -> Sheet:
    """The day on a pill, above its first message."""
    label = Label(plain.one_line(text), look.type("hint"), look.tokens.text_2)
    made = Sheet()
    rect = QRectF(0, 0, math.ceil(label.width) + look.px(24), label.height + look.px(6))
    made.add(Ground(QRectF(rect), (rect.height() / 2,) * 4, look.pill))
    label.move(look.px(12), look.px(3))
    made.add(label)
    return frame.placed(made, rect, "centre", width, look)


def lay_unread(width: int, look: Look) -> Sheet:
    """The line across above the first message that was not seen."""
    sheet = Sheet()
    label = Label(t("Unread messages"), look.type("hint_strong"), look.tokens.accent)
    margin, gap = look.px(SIDE), look.px(12)
    middle = (width - label.width) / 2
    label.move(middle, 0)
    y = round(label.height / 2)
    colour = mix(look.tokens.chat, look.tokens.accent, 0.55)
    left = max(0.0, middle - gap - margin)
    sheet.add(Rule(QRectF(margin, y, left, 1), colour))
    sheet.add(Rule(QRectF(middle + label.width + gap, y, left, 1), colour))
    sheet.add(label)
    sheet.width = width
    sheet.height = label.height
    return sheet
