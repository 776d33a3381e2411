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

    @property
    def ended(self) -> bool:
        """Whether nothing more will be read for it."""
        return self in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class HistoryJob:
    """The reading of one shop's older conversations, back to `until` (UTC seconds, 0: to the end).

    `conversations` and `messages` count what was read, `new_messages` what was not held before;
    `reached` is UTC seconds of the oldest conversation listed so far, 0 for none. `calls_left` are
    today's calls it may still make. `seconds_left` is the estimate, -1 where there is none yet.
    `code` says why it is WAITING or FAILED: `budget`, `offline`, `sign_in`, `paused_shop`, a
    `ShopState`, a code of `ShopStatus` or of the store, or TikTok's; FAILED is `internal`. A job is
    PAUSED with `disconnected` where its shop was given up, and DONE with TikTok's code, or with
    `refused`, where some of the conversations could not be read back.
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
    """The reading of all that is missing and older in the open conversation.

    `messages` were read so far, `new_messages` of them were not held before. `done` tells that
    nothing is missing any more; `code` what it waits for (see `HistoryJob`), empty while it runs.
    Where it is `done` with a code, TikTok refuses the conversation and it was given up.
    """

    key: ConversationKey
    messages: int = 0
    done: bool = False
    code: str = ""
    new_messages: int = 0
