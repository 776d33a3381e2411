"""Reads again what changed: once, however many changes came in the meantime."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope


class Rereading:
    """Runs `read` for as long as it has been asked for since it began, one run at a time.

    `read` answers whether what it read was overtaken and has to be read once more.
    """

    def __init__(self, scope: TaskScope, name: str, read: Callable[[], Awaitable[bool]]) -> None:
        self._scope = scope
        self._name = name
        self._read = read
        self._stale = False
        self._running = False
        self._waiting = False

    def ask(self) -> None:
        """Read soon."""
        self._stale = True
        if not self._running:
            self._running = self._scope.start(self._run(), self._name) is not None

    def ask_later(self, clock: Clock, seconds: float) -> None:
        """Read in so many seconds: once, however often this is asked for until then."""
        if not self._waiting:
            wait = self._wait(clock, seconds)
            self._waiting = self._scope.start(wait, f"{self._name} later") is not None

    async def _wait(self, clock: Clock, seconds: float) -> None:
        try:
            await clock.sleep(seconds)
        finally:
            self._waiting = False
        self.ask()

    async def _run(self) -> None:
        try:
            while self._stale:
                self._stale = False
                if await self._read():
                    self._stale = True
        finally:
            self._running = False
