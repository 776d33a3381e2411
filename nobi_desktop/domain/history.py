"""Old conversations read on demand: the jobs, and how far back everything is complete."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nobi_desktop.domain.ids import ConversationKey, ShopId


class JobState(StrEnum):
    """How a job stands. WAITING is held up (`code` says by what) and goes on by itself."""

    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HistoryJob:
    """The reading of one shop's older conversations, back to `until` (UTC seconds, 0: to the end).

    `conversations` and `messages` count what was read, `new_messages` what was not held before;
    `reached` is UTC seconds of the oldest conversation listed so far, 0 for none. `calls_left` are
    today's calls it may still make. `seconds_left` is the estimate, -1 where there is none yet.
    `code` says why it is WAITING or FAILED: `budget`, `offline`, `sign_in`, `paused_shop` or a code
    of the shop's state.
    """

    id: str
    shop: ShopId
    until: int
    state: JobState
    conversations: int = 0
    messages: int = 0
    new_messages: int = 0
    reached: int = 0
    created: float = 0.0
    calls_left: int = 0
    seconds_left: int = -1
    code: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far back a shop's messages are complete.

    `since` is UTC seconds: every message that is younger is held, 0 where the whole history is and
    -1 before anything is known. `holes` counts the stretches that are still to be read.
    """

    shop: ShopId
    since: int = -1
    holes: int = 0


@dataclass(frozen=True, slots=True)
class MessagesSync:
    """The reading of everything that is missing in one conversation.

    `messages` counts those that were not held before; `done` tells that nothing is missing any
    more. `code` says why it ended before that: as `HistoryJob.code`, or `cancelled`.
    """

    key: ConversationKey
    messages: int = 0
    done: bool = False
    code: str = ""
