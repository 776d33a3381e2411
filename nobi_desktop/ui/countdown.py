"""Words and colours for the time that is left to answer a buyer."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtGui import QColor

from nobi_desktop.domain.response import RED, YELLOW
from nobi_desktop.ui import times
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme.tokens import Tokens

Level = Literal["grey", "yellow", "red"]


class Standing(NamedTuple):
    """How pressing an answer is, and how that is said."""

    level: Level
    words: str


def standing(now: float, waiting_since: int, deadline: int) -> Standing:
    """How a buyer's wait stands at `now`; all three are UTC seconds, 0 for not known.

    Without a deadline the wait itself is told, and nothing presses.
    """
    if deadline <= 0:
        if waiting_since <= 0:
            return Standing("grey", t("Unanswered"))
        return Standing(
            "grey", t("waits {time}", time=_span(max(0.0, now - waiting_since), up=False))
        )
    left = deadline - now
    if left <= 0:
        return Standing("red", t("overdue {time}", time=_span(-left, up=False)))
    whole = deadline - waiting_since if 0 < waiting_since < deadline else 0
    share = left / whole if whole else 1.0
    level: Level = "red" if share <= RED else "yellow" if share <= YELLOW else "grey"
    return Standing(level, t("{time} left", time=_span(left, up=left < 3600)))


def colours(level: Level, tokens: Tokens) -> tuple[QColor, QColor | None]:
    """Ink and ground of a countdown; a grey one has no ground."""
    if level == "red":
        return tokens.bad, tokens.bad_soft
    if level == "yellow":
        return tokens.warn, tokens.warn_soft
    return tokens.text_3, None


def _span(seconds: float, *, up: bool) -> str:
    """A length of time in its largest whole unit; minutes that have begun count where `up`."""
    if seconds < 3600:
        minutes = int(seconds // 60)
        return t("{n} min", n=max(1, minutes + (1 if up and seconds % 60 else 0)))
    return times.waiting(0, seconds)
