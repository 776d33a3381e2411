"""Runs what the seller has asked to be read of old conversations, beside the polls of each shop.

A job stands in the store from its first moment to its end, so a crash or a restart goes on at the
place where it was. A walk that ends by a fault of ours is begun again after a while.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.history import Coverage, JobState, MessagesSync
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.shop import ShopState, ShopStatus
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.flow.tasks import Report, TaskScope, logged
from nobi_desktop.store import coverage, history_jobs, holes, settings
from nobi_desktop.store.database import Database, Opened, StoreError
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync.backoff import Bell
from nobi_desktop.sync.history_turns import LOOK, Ended, Errand, Turns
from nobi_desktop.sync.history_walk import JobErrand, JobWalk, Moved, read_back
from nobi_desktop.sync.policy import code_of, concerns_one
from nobi_desktop.sync.pull import Mark, kept_as
from nobi_desktop.sync.reading import Step
from nobi_desktop.sync.shop_loop import ShopLoop
from nobi_desktop.tiktok.errors import TikTokError

_log = logging.getLogger(__name__)

FAULTS = 5
"""Faults of ours in a row after which a job is given up; the seller may resume it."""

AGAIN_AFTER = 5.0
_LONGEST_AGAIN = 300.0
_STOP_SECONDS = 5.0


class MessagesErrand:
    """The turns of the open conversation, shown in `fact`."""

    def __init__(self, clock: Clock, fact: Fact[MessagesSync | None], key: ConversationKey) -> None:
        self.shop = key.shop
        self.bell = Bell(clock)
        self.worked = 0.0
        self.shown = MessagesSync(key)
        self._fact = fact
        fact.set(self.shown)

    async def check(self) -> None:
        """It is stopped by being cancelled."""

    async def stand(self, code: str) -> None:
        self.show(replace(self.shown, code=code))

    async def noted(self, step: Step) -> None:
        """Count a page that was read."""
        shown = self.shown
        self.show(
            replace(
                shown,
                messages=shown.messages + step.messages,
                new_messages=shown.new_messages + step.new,
            )
        )

    def show(self, shown: MessagesSync) -> None:
        """Tell how far it is."""
        self.shown = shown
        self._fact.set(shown)


class HistoryReading:
    """The jobs of all shops, and the reading of the open conversation.

    `syncing` is that of the conversation last asked for, None where none was or it was stopped.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        loop_of: Callable[[ShopId], ShopLoop | None],
        statuses: Fact[tuple[ShopStatus, ...]],
        *,
        report: Report | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.syncing: Fact[MessagesSync | None] = Fact(None)
        self._db = db
        self._clock = clock
        self._turns = Turns(db, clock, loop_of, statuses, chance=chance)
        self._statuses = statuses
        self._failed = logged(_log, report)
        self._scope = TaskScope("history", self._failed)
        self._bell = Bell(clock)
        self._tasks: dict[ShopId, asyncio.Task[Any]] = {}
        self._errands: set[Errand] = set()
        self._faults: dict[ShopId, int] = {}
        self._not_before: dict[ShopId, float] = {}
        self._messages: asyncio.Task[Any] | None = None
        self._states: dict[ShopId, ShopState] = {}
        self._stops: list[Stop] = []

    async def start(self) -> None:
        """Go on with the jobs that have not ended, and take up those that will be begun."""
        self._stops += [
            self._db.changes.watch(self._changed),
            self._db.healed.watch(self._healed),
            self._statuses.watch(self._stood, now=False),
        ]
        self._scope.start(self._look_after(), "jobs")

    async def stop(self) -> None:
        """Make no further call; each job goes on from its place with the next start."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        await self._scope.close(_STOP_SECONDS)

    def sync_messages(self, key: ConversationKey) -> None:
        """Read all that is missing and older in a conversation, instead of any other one."""
        shown = self.syncing.value
        if self._messages is not None and shown is not None and shown.key == key:
            return
        self.stop_messages()
        errand = MessagesErrand(self._clock, self.syncing, key)
        self._messages = self._scope.start(self._sync(errand), "messages")

    def stop_messages(self) -> None:
        """Read no further in the conversation that is being read; what came stays."""
        task, self._messages = self._messages, None
        if task is not None:
            task.cancel()
        self.syncing.set(None)

    def calls_left(self, shop: ShopId) -> int:
        """Today's calls that may still be made for a shop's old conversations."""
        return self._turns.calls_left(shop)

    def midnight(self, shop: ShopId) -> float:
        """UTC seconds at which a shop's calls begin anew; 0 for a shop that is not polled."""
        return self._turns.midnight(shop)

    async def coverage(self, shops: Collection[ShopId]) -> tuple[Coverage, ...]:
        """How far back each of the shops is complete. Raises StoreError."""
        # One by one: between two shops, others have their turn at the store.
        return tuple([await self._db.read(_coverage, shop) for shop in shops])

    # -- jobs -------------------------------------------------------------------------------------

    async def _look_after(self) -> None:
        """Keep one walk alive for each shop with a job."""
        while True:
            try:
                for shop in await self._db.read(history_jobs.working):
                    self._begin(shop)
            except StoreError as error:
                _log.warning("jobs could not be looked at: %s", error.code)
            except Exception as error:
                # Whatever it was, the other jobs must not stand still for it.
                self._failed("history.jobs", error)
            await self._bell.wait(LOOK)

    def _begin(self, shop: ShopId) -> None:
        if shop in self._tasks:
            return
        if self._clock.monotonic() < self._not_before.get(shop, 0.0):
            return
        task = self._scope.start(self._walk(shop), f"walk.{shop}")
        if task is None:
            return
        self._tasks[shop] = task
        task.add_done_callback(lambda done: self._over(shop, done))

    def _over(self, shop: ShopId, task: asyncio.Task[Any]) -> None:
        if self._tasks.get(shop) is task:
            del self._tasks[shop]
        if task.cancelled():
            return
        if task.exception() is None:
            self._faults.pop(shop, None)
            self._bell.ring()
            return
        faults = self._faults[shop] = self._faults.get(shop, 0) + 1
        pause = min(_LONGEST_AGAIN, AGAIN_AFTER * 2.0 ** (faults - 1))
        self._not_before[shop] = self._clock.monotonic() + pause
        if faults >= FAULTS:
            self._faults.pop(shop)
            self._scope.start(self._give_up(shop), f"give up.{shop}")

    async def _give_up(self, shop: ShopId) -> None:
        try:
            kept = await self._db.read(history_jobs.of_shop, shop)
            if kept is not None:
                await self._db.write(history_jobs.stand, kept.job.id, JobState.FAILED, "internal")
        except StoreError as error:
            _log.warning("that a job was given up was not saved: %s", error.code)

    async def _walk(self, shop: ShopId) -> None:
        """Walk for the job of a shop until it has none that runs."""
        while True:
            try:
                kept = await self._db.read(history_jobs.of_shop, shop)
            except StoreError as error:
                _log.warning("a job could not be looked at: %s", error.code)
                return
            if kept is None or kept.job.state is JobState.PAUSED:
                return
            errand = JobErrand(self._db, self._clock, kept)
            self._errands.add(errand)
            try:
                await JobWalk(self._clock, self._turns, errand).run()
            except Moved:
                continue
            except Ended:
                return
            finally:
                self._errands.remove(errand)

    # -- the open conversation --------------------------------------------------------------------

    async def _sync(self, errand: MessagesErrand) -> None:
        key = errand.shown.key
        self._errands.add(errand)
        code = ""
        try:
            read = await self._turns.look(errand, holes.was_read, key)
            if not await read_back(self._turns, errand, key, 0, errand.noted, top=not read):
                code = "refused"
        except TikTokError as error:
            if not concerns_one(error):
                raise
            _log.info("a conversation could not be read back: %r", error)
            code = code_of(error)
        except Ended:
            return
        finally:
            self._errands.remove(errand)
        if self._messages is asyncio.current_task():
            self._messages = None
        errand.show(replace(errand.shown, done=True, code=code))

    # -- news -------------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.jobs or changes.shops:
            self._ring()

    def _stood(self, statuses: tuple[ShopStatus, ...]) -> None:
        # Each poll tells until when its shop is complete; nothing here waits for that.
        states = {status.shop: status.state for status in statuses}
        if states != self._states:
            self._states = states
            self._ring()

    def _ring(self) -> None:
        self._bell.ring()
        for errand in self._errands:
            errand.bell.ring()

    def _healed(self, opened: Opened) -> None:
        if opened.rebuilt_copy:
            self._scope.start(self._db.write(history_jobs.begin_anew), "begin anew")


def _coverage(connection: Connection, shop: ShopId) -> Coverage:
    mark = Mark.of(settings.get_value(connection, kept_as(shop)))
    return coverage.of_shop(connection, shop, list_to_end=mark.to_end)
