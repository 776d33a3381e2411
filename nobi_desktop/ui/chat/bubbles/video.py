"""Paints films: the cover, a play button, the length, and whether it can still be watched."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from nobi_desktop.domain.message import Video
from nobi_desktop.ui.chat.bubbles import frame
from nobi_desktop.ui.chat.bubbles.foot import Foot
from nobi_desktop.ui.chat.bubbles.frame import Around, Side
from nobi_desktop.ui.chat.bubbles.image import LARGEST, fitted
from nobi_desktop.ui.chat.bubbles.sheet import Action, Ground, Label, Picture, Play, Sheet
from nobi_desktop.ui.chat.bubbles.text import Block
from nobi_desktop.ui.chat.look import PAD, RADIUS, Look
from nobi_desktop.ui.words import t

GUESS = (240, 320)


def has_expired(content: Video, now: float) -> bool:
    """Whether the film's address is dead at `now`, or there is none."""
    return not content.url or 0 < content.expires <= now


def length(seconds: float) -> str:
    """A film's length, as 0:20 or 1:02:03; empty where unknown."""
    if not 0 < seconds < 360_000:
        return ""
    whole = max(1, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def lay(
    content: Video,
    end: Foot,
    side: Side,
    width: int,
    look: Look,
    around: Around,
    label: str,
    sign: str,
) -> Sheet:
    """A film: its cover with what to press on it."""
    most = min(look.px(LARGEST), look.bubble_width(width) - 2 * look.px(PAD))
    known = content.width > 0 and content.height > 0
    natural = (content.width, content.height) if known else (around.natural or GUESS)
    size = fitted(natural, most)
    rect = QRectF(0, 0, *size)
    dead = has_expired(content, around.now)
    framed = bool(label) or not end.simple or dead
    inside = Sheet()
    radius = look.px(8) if framed else look.px(RADIUS)
    inside.add(
        Picture(
            content.cover,
            QRectF(rect),
            radius,
            ground=look.pill,
            ink=look.tokens.text_3,
            sign="film" if dead else "",
            cover=True,
        )
    )
    if not dead:
        inside.add(Play(rect.center(), look.px(26)))
    runs = length(content.seconds)
    if runs:
        inside.put(_badge(runs, look), look.px(8), look.px(8))
    said = t("Play the video") if not dead else t("This video's link has expired")
    inside.act(Action("video", f"{said} {runs}".rstrip(), content.url, [QRectF(rect)]))
    inside.width, inside.height = size
    if not framed:
        inside.put(frame.on_picture(end, rect, look), 0, 0)
        return frame.placed(inside, rect, side, width, look)
    if dead:
        note = Block(
            t("This video's link has expired. Watch it in Seller Center."),
            look.type("hint"),
            look.tokens.text_2,
            max(size[0], look.px(180)),
        )
        note.move(0, inside.height + look.px(6))
        inside.add(note)
        inside.width = max(inside.width, note.width)
        inside.height += note.height + look.px(6)
    return frame.bubble(
        inside, end, side, width, look, joined=around.joined, label=label, sign=sign
    )


def _badge(words: str, look: Look) -> Sheet:
    sheet = Sheet()
    label = Label(words, look.type("label_strong"), QColor(255, 255, 255))
    wide, high = label.width + look.px(14), label.height + look.px(2)
    round_ = high / 2
    pill = QRectF(0, 0, wide, high)
    sheet.add(Ground(pill, (round_, round_, round_, round_), QColor(0, 0, 0, 145)))
    label.move(look.px(7), look.px(1))
    sheet.add(label)
    return sheet
