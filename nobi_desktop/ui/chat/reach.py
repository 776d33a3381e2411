"""How far back the open conversation is held, and how the reading of what is missing goes."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.history import MessagesSync
from nobi_desktop.domain.timeline import TimelineState

PATIENCE = 15.0
"""Seconds after which messages that were asked for are said not to have come."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands above the first row, and in the holes.

    `since` is as in `TimelineState.complete_since`; `begins` that the first row is the first of
    all; `held` that older rows are held and only not shown yet. `messages` were found so far while
    `busy`, -1 where nobody counts: what is counted can be stopped. `code` says what holds the
    reading up while `busy`, and else why it was given up. `live` is whether the shop is being read
    at all.
    """

    since: int = -1
    begins: bool = False
    held: bool = False
    busy: bool = False
    messages: int = -1
    code: str = ""
    live: bool = True


def reach_of(state: TimelineState, reading: MessagesSync | None, *, live: bool) -> Reach:
    """The reach of `state` while `reading` is what is read, of whatever conversation."""
    mine = reading if reading is not None and reading.key == state.key else None
    code = mine.code if mine is not None else ""
    under_way = mine is not None and not mine.done
    return Reach(
        since=state.complete_since,
        begins=state.reaches_start,
        held=state.older,
        busy=state.loading or under_way,
        messages=mine.messages if mine is not None and under_way else -1,
        code=code,
        live=live,
    )
