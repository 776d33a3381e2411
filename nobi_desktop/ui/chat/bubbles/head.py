"""Paints what stands above the first row: how far back everything is here, and the way further."""

from __future__ import annotations

import math

from nobi_desktop.ui import times, words_history
from nobi_desktop.ui.chat.bubbles.pill import lay_pill
from nobi_desktop.ui.chat.bubbles.sheet import Action, Label, Sheet
from nobi_desktop.ui.chat.look import Look
from nobi_desktop.ui.chat.reach import Reach
from nobi_desktop.ui.words import t


def lay_head(reach: Reach, width: int, look: Look) -> Sheet | None:
    """The words above the first row, with the one thing to do; None where rows are held above."""
    if reach.held:
        return None
    said, button, name, label = _told(reach)
    if not button:
        return _line(said, width, look)
    sign = ("warn", look.tokens.warn) if reach.code else None
    return lay_pill(said, button, Action(name, label), width, look, sign)


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
