"""Tells the time and waits, either by the system's clock or by one turned by hand."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from typing import Protocol


class Clock(Protocol):
    """What everything below the screen asks for the time.

    `now` is UTC in seconds since 1970 and may jump; `monotonic` only runs forward.
    """

    def now(self) -> float: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The computer's own clocks. `sleep` never comes back early (Qt's coarse timers may)."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        due = time.monotonic() + seconds
        await asyncio.sleep(max(0.0, seconds))
        while (left := due - time.monotonic()) > 0:
            await asyncio.sleep(left)


class HandClock:
    """A clock for tests: time passes only in `advance`, and sleepers wake in order."""

    def __init__(self, now: float = 1_767_225_600.0) -> None:
        self._now = now
        self._monotonic = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def jump(self, seconds: float) -> None:
        """Move the wall clock alone, as a user or a time server does."""
        self._now += seconds

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._monotonic + seconds, next(self._numbers), future))
        await future

    @property
    def next_due(self) -> float | None:
        """Seconds until the next sleeper wakes; None where nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] - self._monotonic if self._sleepers else None

    async def advance(self, seconds: float, *, settle: float = 0.0) -> None:
        """Let `seconds` pass, giving tasks their turn after each sleeper that wakes.

        `settle` is real time, for work that leaves the loop (threads, sockets) to come back.
        """
        until = self._monotonic + seconds
        await self._turns(settle)
        while self._sleepers and self._sleepers[0][0] <= until:
            due, _, future = heapq.heappop(self._sleepers)
            if future.done():
                continue
            self._now += max(0.0, due - self._monotonic)
            self._monotonic = max(self._monotonic, due)
            future.set_result(None)
            await self._turns(settle)
        self._now += until - self._monotonic
        self._monotonic = until
        await self._turns(settle)

    @staticmethod
    async def _turns(settle: float) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        if settle > 0:
            await asyncio.sleep(settle)
