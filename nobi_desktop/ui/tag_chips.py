"""Paints tags as small coloured labels, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from nobi_desktop.ui import plain
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.domain.tag import Tag
    from nobi_desktop.ui.theme.tokens import Tokens

_SIDE, _GAP, _WIDEST, _NARROWEST = 6, 4, 112, 34


def tag_name(tag: Tag) -> str:
    """The name of a tag on one line."""
    return plain.name(tag.name, t("Tag"))


@lru_cache(maxsize=256)
def ink_and_ground(colour: str, dark: bool) -> tuple[QColor, QColor]:
    """A readable ink of the tag's `colour`, and a soft ground of it."""
    tokens = theme.load("dark" if dark else "light")
    base = theme.colour_of(colour, "#6B7280")
    ground = _mixed(base, tokens.surface, 0.2 if dark else 0.12)
    ink = QColor(base)
    against = (ground, tokens.selected)
    while min(theme.contrast(ink, other) for other in against) < 4.5:
        stepped = ink.lighter(108) if dark else ink.darker(106)
        if stepped == ink or stepped.lightnessF() in (0.0, 1.0):
            stepped = QColor(tokens.text)
        if stepped == ink:
            break
        ink = stepped
    return ink, ground


def width_of(names: Sequence[str], tokens: Tokens) -> int:
    """The pixels that tags of these names take beside each other, none of them cut."""
    metrics = QFontMetrics(tokens.font("label"))
    gaps = tokens.px(_GAP) * (len(names) - 1)
    return sum(_width(name, metrics, tokens) for name in names) + gaps


def _width(name: str, metrics: QFontMetrics, tokens: Tokens) -> int:
    wide = metrics.horizontalAdvance(name) + 1 + 2 * tokens.px(_SIDE)
    return min(tokens.px(_WIDEST), wide)


def paint_tags(painter: QPainter, rect: QRect, tags: Sequence[Tag], tokens: Tokens) -> int:
    """Paint `tags` from the left of `rect`, then +n for those without room; the pixels it took."""
    px = tokens.px
    font = tokens.font("label")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    high = min(rect.height(), max(px(16), metrics.height() + px(2)))
    top = rect.top() + (rect.height() - high) // 2
    left = rect.left()
    for place, tag in enumerate(tags):
        name, rest = tag_name(tag), len(tags) - place - 1
        kept = metrics.horizontalAdvance(f"+{rest}") + px(_GAP) if rest else 0
        asked = _width(name, metrics, tokens)
        room = rect.right() + 1 - left - kept
        # The first one may be cut: one name says more than a number alone.
        if asked > room and (place or room < px(_NARROWEST)):
            number = f"+{rest + 1}"
            wide = metrics.horizontalAdvance(number)
            if left + wide <= rect.right() + 1:
                painter.setPen(tokens.text_2)
                painter.drawText(
                    QRect(left, top, wide + 1, high), int(Qt.AlignmentFlag.AlignVCenter), number
                )
                left += wide + px(_GAP)
            break
        wide = min(asked, room)
        ink, ground = ink_and_ground(tag.colour, tokens.dark)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ground)
        box = QRectF(left + 0.5, top + 0.5, wide - 1, high - 1)
        painter.drawRoundedRect(box, px(4), px(4))
        words = QRect(left + px(_SIDE), top, wide - 2 * px(_SIDE), high)
        plain.draw_line(painter, words, name)
        left += wide + px(_GAP)
    return max(0, left - rect.left())


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    red, green, blue = (round(one * share + other * (1 - share)) for one, other in parts)
    return QColor(red, green, blue)
