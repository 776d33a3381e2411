"""Paints a pill in the middle of a row: a sign, a sentence, and a button behind or below it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from nobi_desktop.ui.chat.bubbles.sheet import Action, Ground, Label, Sheet, Sign
from nobi_desktop.ui.chat.look import SIDE, Look


def lay_pill(
    said: str,
    button: str,
    action: Action,
    width: int,
    look: Look,
    sign: tuple[str, QColor] | None = None,
) -> Sheet:
    """The pill in a row of `width`; `action` is what `button` does, where there is one."""
    words = Label(said, look.type("hint"), look.tokens.text_2)
    link = Label(button, look.type("hint_strong"), look.tokens.accent)
    side, pad_x, pad_y = look.px(14), look.px(14), look.px(6)
    gap = look.px(10) if button else 0
    before = side + look.px(6) if sign is not None else 0
    inner = words.width + gap + link.width
    stacked = before + inner + 2 * pad_x > width - 2 * look.px(SIDE)
    if stacked:
        inner = max(words.width, link.width)
    wide = math.ceil(before + inner + 2 * pad_x)
    high = math.ceil(words.height * (2 if stacked else 1) + 2 * pad_y)
    left = round((width - wide) / 2)
    made = Sheet()
    made.ground = QRectF(left, 0, wide, high)
    made.add(Ground(made.ground, (float(look.px(14)),) * 4, look.pill))
    if sign is not None:
        place = QRectF(left + pad_x, pad_y + (words.height - side) / 2, side, side)
        made.add(Sign(sign[0], place, sign[1]))
    words.move(left + pad_x + before, pad_y)
    made.add(words)
    if button:
        if stacked:
            link.move(words.x, pad_y + words.height)
        else:
            link.move(words.x + words.width + gap, pad_y)
        action.rects.append(QRectF(link.x - 4, link.y, link.width + 8, link.height))
        link.action = made.act(action)
        made.add(link)
    made.width, made.height = width, high
    return made
