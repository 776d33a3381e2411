"""Time turned by hand, which goes on only when all that is due in it has been done."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store.database import Database


class Passing(ABC):
    """A store and something that is asked, on one clock."""

    db: Database
    clock: HandClock
    quiet = 3
    """So many looks in a row must find that nothing has happened."""

    def __init__(self) -> None:
        self.steps = 0

    @abstractmethod
    def asked(self) -> int:
        """How often anybody was asked for anything so far."""

    def count_steps(self) -> None:
        """Notice what the store does; for each store that is opened."""
        run = self.db._run

        async def counted(work: Callable[[], Any]) -> Any:
            self.steps += 1
            try:
                return await run(work)
            finally:
                self.steps += 1

        self.db._run = counted  # type: ignore[method-assign]

    async def settle(self) -> None:
        """Let everything that needs no time come to rest."""
        quiet = 0
        while quiet < self.quiet:
            before = self._done()
            for _ in range(25):
                await asyncio.sleep(0)
            await self.db._loop.run_in_executor(self.db._thread, lambda: None)
            quiet = quiet + 1 if self._done() == before else 0

    def _done(self) -> tuple[int, int, int]:
        return self.steps, self.asked(), len(self.clock._sleepers)

    async def pass_time(self, seconds: float) -> None:
        """Let so many seconds pass, and all that is due in them happen in its time."""
        until = self.clock.monotonic() + seconds
        await self.settle()
        while (due := self.clock.next_due) is not None:
            if self.clock.monotonic() + due > until + 1e-9:
                break
            await self.clock.advance(max(0.0, due))
            await self.settle()
        await self.clock.advance(max(0.0, until - self.clock.monotonic()))
        await self.settle()
