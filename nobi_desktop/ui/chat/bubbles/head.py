"""Paints what stands above the first row: how far back everything is here, and the way further."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from nobi_desktop.ui import times, words_history
from nobi_desktop.ui.chat.bubbles.sheet import Action, Ground, Label, Sheet, Sign
from nobi_desktop.ui.chat.look import SIDE, Look
from nobi_desktop.ui.chat.reach import Reach
from nobi_desktop.ui.words import t


def lay_head(reach: Reach, width: int, look: Look) -> Sheet | None:
    """The words above the first row, with the one thing to do; None where rows are held above."""
    if reach.held:
        return None
    said, button, name, label = _told(reach)
    if not button:
        return _line(said, width, look)
    return _pill(said, button, Action(name, label), width, look, calm=not reach.code)


def _told(reach: Reach) -> tuple[str, str, str, str]:
    """The sentence, the button, and the name and label of what the button does."""
    load = t("Load older messages")
    if reach.busy:
        said = t("Loading older messages…")
        if reach.messages > 0:
            said = t("Loading older messages: {n} so far", n=reach.messages)
        if reach.code:
            said = words_history.not_loaded(reach.code)
        if reach.messages >= 0:
            return said, t("Stop"), "stop_older", t("Stop loading older messages")
        return said, "", "", ""
    if reach.code:
        return words_history.not_loaded(reach.code), t("Try again"), "older", load
    if reach.begins:
        if reach.since > 0:
            said = t("The conversation begins here; some messages are missing")
            return said, t("Load them"), "older", t("Load the missing messages now")
        return t("The conversation begins here"), "", "", ""
    if reach.since > 0:
        said = t("Complete back to {time}", time=times.point(reach.since))
        return said, load, "older", load
    return t("Older messages are not loaded yet"), load, "older", load


def _line(said: str, width: int, look: Look) -> Sheet:
    sheet = Sheet()
    label = Label(said, look.type("hint"), look.tokens.text_3)
    # As high as with a button: what stands below does not move when a button comes or goes.
    pad = look.px(6)
    label.move((width - label.width) / 2, pad)
    sheet.add(label)
    sheet.width = width
    sheet.height = math.ceil(label.height + 2 * pad)
    return sheet


def _pill(said: str, button: str, action: Action, width: int, look: Look, *, calm: bool) -> Sheet:
    sheet = Sheet()
    words = Label(said, look.type("hint"), look.tokens.text_2)
    link = Label(button, look.type("hint_strong"), look.tokens.accent)
    pad_x, pad_y, gap = look.px(14), look.px(6), look.px(10)
    sign = 0 if calm else look.px(14) + look.px(6)
    stacked = sign + words.width + gap + link.width + 2 * pad_x > width - 2 * look.px(SIDE)
    inner = max(words.width, link.width) if stacked else words.width + gap + link.width
    wide = math.ceil(sign + inner + 2 * pad_x)
    high = math.ceil(words.height * (2 if stacked else 1) + 2 * pad_y)
    left = round((width - wide) / 2)
    rect = QRectF(left, 0, wide, high)
    sheet.add(Ground(rect, (float(look.px(14)),) * 4, look.pill))
    if not calm:
        side = look.px(14)
        top = pad_y + (words.height - side) / 2
        sheet.add(Sign("warn", QRectF(left + pad_x, top, side, side), look.tokens.warn))
    words.move(left + pad_x + sign, pad_y)
    if stacked:
        link.move(words.x, pad_y + words.height)
    else:
        link.move(words.x + words.width + gap, pad_y)
    action.rects.append(QRectF(link.x - 4, link.y, link.width + 8, link.height))
    link.action = sheet.act(action)
    sheet.add(words)
    sheet.add(link)
    sheet.width = width
    sheet.height = high
    return sheet
