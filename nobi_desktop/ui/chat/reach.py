"""How far back the open conversation is held, and how the reading of what is missing goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.timeline import TimelineState

PATIENCE = 15.0
"""Seconds after which messages that were asked for are said not to have come."""


class Reading(Protocol):
    """The reading of one conversation's missing messages, as the desk tells it.

    `messages` counts what was read so far; `done` tells that it has ended, with a `code` where it
    did not end well.
    """

    @property
    def key(self) -> ConversationKey: ...

    @property
    def messages(self) -> int: ...

    @property
    def done(self) -> bool: ...

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands above the first row, and in the holes.

    `since` is as in `TimelineState.complete_since`; `begins` that the first row is the first of
    all; `held` that older rows are held and only not shown yet. `messages` were read so far while
    `busy`, -1 where nobody counts; `stops` whether that can be stopped. `code` says why the last
    reading failed. `live` is whether the shop is being read at all.
    """

    since: int = -1
    begins: bool = False
    held: bool = False
    busy: bool = False
    messages: int = -1
    stops: bool = False
    code: str = ""
    live: bool = True


def reach_of(state: TimelineState, reading: Reading | None, *, stops: bool, live: bool) -> Reach:
    """The reach of `state` while `reading` is what is read, of whatever conversation."""
    mine = reading if reading is not None and reading.key == state.key else None
    counted = mine is not None and not mine.done
    return Reach(
        since=state.complete_since,
        begins=state.reaches_start,
        held=state.older,
        busy=state.loading or counted,
        messages=mine.messages if mine is not None and counted else -1,
        stops=stops and counted,
        code=mine.code if mine is not None and mine.done else "",
        live=live,
    )
