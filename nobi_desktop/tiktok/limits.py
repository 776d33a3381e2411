"""Keeps the pace TikTok can bear, and TikTok's own time of day."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import IntEnum

from nobi_desktop.flow.clock import Clock

_DATE_SLACK = 1.5


class CallClass(IntEnum):
    """What a call is for; the smaller number goes first."""

    SEND = 0
    READ = 1
    ONSCREEN = 2
    POLL = 3
    BACKFILL = 4
    MEDIA = 5


def date_seconds(header: str) -> float | None:
    """UTC seconds of an HTTP `Date` header, None where it cannot be read."""
    try:
        return parsedate_to_datetime(header).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class ServerClock:
    """TikTok's time of day, learned from the `Date` of its answers.

    TikTok accepts times from 5 minutes ago to 30 seconds ahead, so a computer with a wrong clock
    could not work otherwise. `offset` is TikTok's time minus ours, in seconds.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.offset = 0.0

    def now(self) -> float:
        """UTC seconds as TikTok sees them."""
        return self._clock.now() + self.offset

    def learn(self, date: str) -> bool:
        """Take in the `Date` header of an answer of TikTok that has just come.

        Differences below what the header's whole seconds can show change nothing. The answer is
        whether the header could be read.
        """
        server = date_seconds(date)
        if server is None:
            return False
        offset = server + 0.5 - self._clock.now()
        if abs(offset - self.offset) > _DATE_SLACK:
            self.offset = 0.0 if abs(offset) <= _DATE_SLACK else offset
        return True


@dataclass(order=True)
class _Waiter:
    call_class: CallClass
    number: int
    turn: asyncio.Event = field(compare=False, default_factory=asyncio.Event)


class Pace:
    """A token bucket for one shop: calls wait their turn, the important ones first.

    TikTok's limit is not published and moves. So the rate (calls a second) is halved when TikTok
    says to slow down, at most once a second, and grows slowly while all goes well.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        rate: float = 5.0,
        burst: float = 5.0,
        slowest: float = 0.2,
        fastest: float = 10.0,
        longest_pause: float = 600.0,
    ) -> None:
        self._clock = clock
        self.rate = rate
        self._burst = burst
        self._slowest = slowest
        self._fastest = fastest
        self._longest_pause = longest_pause
        self._tokens = burst
        self._filled = clock.monotonic()
        self._paused_until = 0.0
        self._halved = float("-inf")
        self._queue: list[_Waiter] = []
        self._numbers = itertools.count()

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._queue)

    async def take(self, call_class: CallClass) -> None:
        """Wait until a call of this class may go."""
        waiter = _Waiter(call_class, next(self._numbers))
        heapq.heappush(self._queue, waiter)
        try:
            while True:
                if self._queue[0] is not waiter:
                    waiter.turn.clear()
                    await waiter.turn.wait()
                    continue
                wait = self._seconds_to_token()
                if wait <= 0:
                    self._tokens -= 1
                    return
                await self._clock.sleep(wait)
        finally:
            self._queue.remove(waiter)
            heapq.heapify(self._queue)
            if self._queue:
                self._queue[0].turn.set()

    def slowed(self, retry_after: float | None = None) -> None:
        """TikTok said to slow down, perhaps for so many seconds."""
        now = self._clock.monotonic()
        if now - self._halved >= 1.0:
            self._halved = now
            self._fill(now)
            self.rate = max(self._slowest, self.rate / 2)
            self._tokens = min(self._tokens, 0.0)
        if retry_after is not None and retry_after > 0:
            pause = now + min(retry_after, self._longest_pause)
            self._paused_until = max(self._paused_until, pause)

    def went_well(self) -> None:
        """A call was answered as it should be."""
        if self.rate < self._fastest:
            self._fill(self._clock.monotonic())
            self.rate = min(self._fastest, self.rate + 0.02)

    def _fill(self, now: float) -> None:
        passed = max(0.0, now - self._filled)
        self._tokens = min(self._burst, self._tokens + passed * self.rate)
        self._filled = now

    def _seconds_to_token(self) -> float:
        now = self._clock.monotonic()
        self._fill(now)
        missing = 1.0 - self._tokens
        # A tiny rest of rounding must not become a wait of zero seconds for ever.
        token = missing / self.rate if missing > 1e-9 else 0.0
        return max(token, self._paused_until - now, 0.0)
