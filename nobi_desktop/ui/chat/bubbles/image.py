"""Paints pictures and stickers: at their own ratio, in a place of the right size beforehand."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from nobi_desktop.domain.message import Image, Sticker
from nobi_desktop.ui.chat.bubbles import frame
from nobi_desktop.ui.chat.bubbles.foot import Foot
from nobi_desktop.ui.chat.bubbles.frame import Around, Side
from nobi_desktop.ui.chat.bubbles.sheet import Action, Picture, Sheet
from nobi_desktop.ui.chat.look import PAD, RADIUS, Look
from nobi_desktop.ui.words import t

LARGEST = 320
STICKER = 160
LEAST = 72
GUESS = (240, 240)


def fitted(size: tuple[int, int], most: int) -> tuple[int, int]:
    """`size` at its own ratio within a square of `most`; very flat or thin ones are widened."""
    width, height = size
    if width <= 0 or height <= 0:
        width, height = GUESS
    share = min(1.0, most / width, most / height)
    least = min(LEAST, most)
    return (
        min(most, max(least, round(width * share))),
        min(most, max(least, round(height * share))),
    )


def lay(
    content: Image,
    end: Foot,
    side: Side,
    width: int,
    look: Look,
    around: Around,
    label: str,
    sign: str,
) -> Sheet:
    """A picture without a bubble where its foot is short, else in one."""
    most = min(look.px(LARGEST), look.bubble_width(width) - 2 * look.px(PAD))
    size = _size(content.width, content.height, around, most)
    picture = _picture(content.url, size, look.px(RADIUS), look)
    action = Action("picture", t("Open the picture"), content.url, [QRectF(picture.rect)])
    if end.simple and not label:
        bare = Sheet()
        bare.add(picture)
        if content.url:
            bare.act(action)
        bare.put(frame.on_picture(end, picture.rect, look), 0, 0)
        return frame.placed(bare, QRectF(picture.rect), side, width, look)
    inside = Sheet()
    picture.radius = look.px(8)
    inside.add(picture)
    if content.url:
        inside.act(action)
    inside.width, inside.height = size
    return frame.bubble(
        inside, end, side, width, look, joined=around.joined, label=label, sign=sign
    )


def lay_sticker(
    content: Sticker, end: Foot, side: Side, width: int, look: Look, around: Around
) -> Sheet:
    """A sticker: no bubble, no ground, the time below it."""
    size = _size(content.width, content.height, around, look.px(STICKER))
    bare = Sheet()
    rect = QRectF(0, 0, *size)
    bare.add(
        Picture(
            content.url,
            QRectF(rect),
            look.px(RADIUS),
            ground=look.pill,
            ink=look.tokens.text_3,
        )
    )
    bare.act(Action("picture", t("Open the sticker"), content.url, [QRectF(rect)]))
    bare.put(frame.on_picture(end, rect, look), 0, 0)
    return frame.placed(bare, rect, side, width, look)


def _size(width: int, height: int, around: Around, most: int) -> tuple[int, int]:
    if width > 0 and height > 0:
        return fitted((width, height), most)
    return fitted(around.natural or GUESS, most)


def _picture(url: str, size: tuple[int, int], radius: int, look: Look) -> Picture:
    return Picture(
        url,
        QRectF(0, 0, *size),
        radius,
        ground=look.pill,
        ink=look.tokens.text_3,
        cover=True,
    )
