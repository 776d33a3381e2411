"""Decides how long to wait after a failure, and waits in a way that can be cut short.

The rule is full jitter under a ceiling that doubles (faults.md 5.7), TikTok's own `Retry-After`
where it was given, and a circuit: many failures in a short time make one long pause and then a
single probe.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import Callable

from nobi_desktop.flow.clock import Clock

CEILING = 60.0
LONGEST_RETRY_AFTER = 600.0
CIRCUIT_FAILURES = 5
CIRCUIT_WINDOW = 60.0
CIRCUIT_OPEN = 30.0


def full_jitter(
    failures: int, *, chance: Callable[[], float] = random.random, ceiling: float = CEILING
) -> float:
    """Seconds to wait after so many failures in a row: anywhere under min(ceiling, 2^failures)."""
    return chance() * min(ceiling, 2.0 ** min(max(failures, 0), 30))


class Backoff:
    """Counts the failures of one thing and says how long to leave it alone.

    After five failures within a minute the circuit is open for 30 s; the try after that is a probe:
    its failure opens the circuit again, its success forgets everything.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
        ceiling: float = CEILING,
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._ceiling = ceiling
        self._failures = 0
        self._times: deque[float] = deque(maxlen=CIRCUIT_FAILURES)
        self._open_until = 0.0
        self._probing = False

    @property
    def failures(self) -> int:
        """Failures since the last success."""
        return self._failures

    @property
    def is_open(self) -> bool:
        """Whether the circuit is open: nothing should be tried now."""
        return self._clock.monotonic() < self._open_until

    def failed(self, retry_after: float | None = None) -> float:
        """Count a failure; the seconds to wait before the next try.

        `retry_after` is TikTok's wish in seconds: it is the least that is waited, ten minutes
        at the most.
        """
        now = self._clock.monotonic()
        self._failures += 1
        self._times.append(now)
        many = len(self._times) == CIRCUIT_FAILURES and now - self._times[0] <= CIRCUIT_WINDOW
        if many or self._probing:
            self._open_until = now + CIRCUIT_OPEN
            self._probing = True
        wait = full_jitter(self._failures, chance=self._chance, ceiling=self._ceiling)
        if retry_after is not None:
            wait = max(wait, min(max(0.0, retry_after), LONGEST_RETRY_AFTER))
        return max(wait, self._open_until - now)

    def succeeded(self) -> None:
        """Forget all failures; the circuit is closed."""
        self._failures = 0
        self._times.clear()
        self._open_until = 0.0
        self._probing = False


class Bell:
    """A wait that somebody can cut short. A ring while nobody waits ends the next wait at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """End the wait that runs now, or the next one."""
        self._rung.set()

    def silence(self) -> None:
        """Forget a ring that nobody has heard."""
        self._rung.clear()

    async def wait(self, seconds: float) -> bool:
        """Wait so many seconds by the clock; True where a ring ended it early."""
        if not self._rung.is_set() and seconds > 0:
            sleep = asyncio.ensure_future(self._clock.sleep(seconds))
            ring = asyncio.ensure_future(self._rung.wait())
            try:
                await asyncio.wait({sleep, ring}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (sleep, ring):
                    task.cancel()
                for task in (sleep, ring):
                    with contextlib.suppress(asyncio.CancelledError):
                        await task
        rung = self._rung.is_set()
        self._rung.clear()
        return rung
