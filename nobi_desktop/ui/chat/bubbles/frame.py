"""The bubble around what is said: its shape, its side, its ground, and where its foot stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from nobi_desktop.ui.chat.bubbles import foot
from nobi_desktop.ui.chat.bubbles.foot import Foot
from nobi_desktop.ui.chat.bubbles.sheet import Ground, Label, Sheet, Sign
from nobi_desktop.ui.chat.look import PAD, RADIUS, SIDE, TAIL, Look

Side = Literal["left", "right", "centre"]
Mood = Literal["loading", "missing", "asked", "absent", "failed"]


@dataclass(frozen=True, slots=True)
class Around:
    """What a row's picture depends on besides the row.

    `joined` tells that the row above is of the same speaker; `expanded` that the whole of a long
    message is wanted; `natural` the size of its picture once known; `now` UTC seconds; `hole` how
    the filling of a hole stands.
    """

    joined: bool = False
    expanded: bool = False
    natural: tuple[int, int] | None = None
    now: float = 0.0
    hole: Mood = "loading"


def bubble(
    content: Sheet,
    end: Foot,
    side: Side,
    width: int,
    look: Look,
    *,
    joined: bool = False,
    label: str = "",
    sign: str = "",
    last: float | None = None,
) -> Sheet:
    """`content` in a bubble on `side` of a row of `width`, with `end` as its foot.

    `last` is the width of the content's last line where the foot may stand beside it. `label`
    says above the content who speaks where that is no person, with `sign`.
    """
    pad = look.px(PAD)
    room = look.bubble_width(width) - 2 * pad
    made = Sheet()
    top = float(look.px(8))
    inner = content.width
    if label:
        head = _head(label, sign, look)
        inner = max(inner, head.width)
        made.put(head, pad, top)
        top += head.height + look.px(2)
    tail = foot.lay(end, room, look)
    gap = look.px(10)
    beside = last is not None and end.simple and last + gap + tail.width <= room
    if beside and last is not None:
        inner = max(inner, last + gap + tail.width)
        bottom = top + content.height + look.px(8)
        foot_top = top + content.height - tail.height + look.px(3)
    else:
        inner = max(inner, tail.width)
        foot_top = top + content.height + look.px(2)
        bottom = foot_top + tail.height + look.px(6)
    made.put(content, pad, top)
    wide = math.ceil(inner) + 2 * pad
    made.put(tail, wide - pad - tail.width, foot_top)
    rect = QRectF(0, 0, wide, bottom)
    made.pieces.insert(0, ground(rect, side, end.tone, look, joined=joined))
    return placed(made, rect, side, width, look)


def placed(made: Sheet, rect: QRectF, side: Side, width: int, look: Look) -> Sheet:
    """`made`, whose bubble is `rect`, at its side of a row of `width`."""
    sheet = Sheet()
    made.width, made.height = rect.width(), rect.height()
    margin = look.px(SIDE)
    if side == "left":
        x = float(margin)
    elif side == "right":
        x = width - margin - rect.width()
    else:
        x = (width - rect.width()) / 2
    made.ground = QRectF(rect)
    sheet.put(made, round(x), 0)
    sheet.width = width
    sheet.height = math.ceil(rect.height())
    return sheet


def ground(rect: QRectF, side: Side, tone: foot.Tone, look: Look, *, joined: bool) -> Ground:
    """The shape of a bubble: round but for the corner at the speaker's foot."""
    round_, tail = float(look.px(RADIUS)), float(look.px(TAIL))
    join = float(look.px(6)) if joined else round_
    radii = (join, round_, round_, tail) if side == "left" else (round_, join, tail, round_)
    tokens = look.tokens
    fill = {
        "in": tokens.bubble_in,
        "out": tokens.bubble_out,
        "warn": tokens.warn_soft,
        "bad": tokens.bad_soft,
    }[tone]
    if side == "left":
        fill = tokens.bubble_in
    shadow = None if tokens.dark else QColor(20, 32, 60, 16)
    return Ground(rect, radii, fill, shadow=shadow)


def _head(label: str, sign: str, look: Look) -> Sheet:
    sheet = Sheet()
    kind = look.type("label_strong")
    colour = look.tokens.text_3
    x = 0.0
    if sign:
        side = look.px(14)
        sheet.add(Sign(sign, QRectF(0, (kind.line - side) / 2, side, side), colour))
        x = side + look.px(4)
    words = Label(label, kind, colour)
    words.move(x, 0)
    sheet.add(words)
    sheet.width = math.ceil(x + words.width)
    sheet.height = words.height
    return sheet


def on_picture(end: Foot, picture: QRectF, look: Look) -> Sheet:
    """`end` as a dark pill in the lower right corner of `picture`."""
    tail = foot.lay(end, picture.width(), look, on_picture=True)
    sheet = Sheet()
    pad, margin = look.px(7), look.px(8)
    wide, high = tail.width + 2 * pad, tail.height + look.px(4)
    pill = QRectF(picture.right() - margin - wide, picture.bottom() - margin - high, wide, high)
    round_ = high / 2
    sheet.add(Ground(QRectF(pill), (round_, round_, round_, round_), QColor(0, 0, 0, 145)))
    sheet.put(tail, pill.left() + pad, pill.top() + look.px(2))
    return sheet
