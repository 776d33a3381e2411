"""Takes what was stored into the index of words, a piece at a time, behind everything else."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from nobi_desktop.domain.changes import Changes
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.store import search_index
from nobi_desktop.store.errors import StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.store.database import Database

_log = logging.getLogger(__name__)

GATHERING = 1.0
"""Seconds after a change in which others may come: a message is found without the index, too."""

BETWEEN = 0.05
"""Seconds between two pieces, for whoever else needs the store."""

AGAIN = 60.0
"""Seconds until the next try where the store could not."""


class Indexing:
    """The work on the index; `left` tells how many messages and buyers it has still to take in."""

    def __init__(self, db: Database, clock: Clock, *, report: Report | None = None) -> None:
        self.left: Fact[int] = Fact(0)
        self._db = db
        self._clock = clock
        self._scope = TaskScope("indexing", report)
        self._wanted = asyncio.Event()
        self._stops: list[Stop] = []

    def start(self) -> None:
        """Begin with all that is not in the index yet, and go on with every change."""
        self._stops = [
            self._db.changes.watch(self._changed),
            self._db.healed.watch(lambda _: self._wanted.set()),
        ]
        self._wanted.set()
        self._scope.start(self._run(), "run")

    async def stop(self) -> None:
        """Leave the rest for the next start."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        await self._scope.close()

    def rebuild(self) -> None:
        """The index was found damaged: make it anew."""
        self._scope.start(self._rebuild(), "rebuild")

    def _changed(self, changes: Changes) -> None:
        if changes.messages or changes.conversations:
            self._wanted.set()

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            await self._clock.sleep(GATHERING)
            self._wanted.clear()
            try:
                await self._take_in()
            except StoreError as error:
                # The store's own banner tells of it where it lasts.
                _log.warning("the index has to wait: %s", error.code)
                self._wanted.set()
                await self._clock.sleep(AGAIN)

    async def _take_in(self) -> None:
        while True:
            try:
                self.left.set(await self._db.write(search_index.piece))
            except StoreError as error:
                if error.code != "words":
                    raise
                await self._rebuild()
                return
            if not self.left.value:
                return
            await self._clock.sleep(BETWEEN)

    async def _rebuild(self) -> None:
        _log.error("the index of words was damaged and begins anew")
        await self._db.write(search_index.rebuild)
        self.left.set(await self._db.read(search_index.left))
        self._wanted.set()
