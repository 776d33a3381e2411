"""Old conversations on demand: the jobs that read them, and how far back everything is complete."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.history import Coverage, HistoryJob, JobState, MessagesSync
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import history_jobs, settings, shops
from nobi_desktop.store.history_jobs import Job
from nobi_desktop.sync.pull import Mark

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection
    from nobi_desktop.sync import history

COVERAGE_EVERY = 20.0
"""Seconds between two looks at how far back the shops are complete, while jobs are at work."""

_UNDER_WAY = (JobState.RUNNING, JobState.WAITING, JobState.PAUSED)


class History:
    """The jobs, newest first, and the coverage of each connected shop.

    `syncing` is the reading of what is missing in the open conversation, None where there is none.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        sync: history.History,
        opened: Fact[ConversationKey | None],
    ) -> None:
        self.jobs: Fact[tuple[HistoryJob, ...]] = Fact(())
        self.coverage: Fact[tuple[Coverage, ...]] = Fact(())
        self.syncing: Fact[MessagesSync | None] = Fact(None)
        self._db = db
        self._scope = scope
        self._clock = clock
        self._sync = sync
        self._opened = opened
        self._looked = float("-inf")
        self._reading: dict[ConversationKey, asyncio.Task[None] | None] = {}
        self._rereading = Rereading(scope, "history", self._read)
        self._stops: list[Stop] = [
            db.changes.watch(self._changed),
            opened.watch(self._opened_another, now=False),
        ]

    def start(self, shops: Collection[ShopId], until: int) -> None:
        """Read the older conversations of `shops` back to `until` (UTC seconds, 0: to the end).

        Where a shop's are being read already, they are read back further.
        """
        self._scope.start(self._start(tuple(sorted(shops)), max(0, until)), "sync history")

    def pause(self, id: str) -> None:
        """Stop a job for now."""
        self._scope.start(self._move(id, JobState.PAUSED), "pause history")

    def resume(self, id: str) -> None:
        """Go on with a job: one that was paused, or one that waits, now."""
        self._scope.start(self._move(id, JobState.RUNNING), "resume history")

    def cancel(self, id: str) -> None:
        """Stop a job for good; what was read stays."""
        self._scope.start(self._move(id, JobState.CANCELLED), "cancel history")

    def dismiss(self, id: str) -> None:
        """Take a job that has ended off the list."""
        self._scope.start(self._dismiss(id), "dismiss history")

    def sync_messages(self) -> None:
        """Read everything that is missing in the open conversation."""
        key = self._opened.value
        if key is not None and key not in self._reading:
            self._reading[key] = self._scope.start(self._messages(key), "sync messages")

    def stop_messages(self) -> None:
        """Stop reading what is missing in the open conversation; what was read stays."""
        key = self._opened.value
        task = self._reading.get(key) if key is not None else None
        if task is not None:
            task.cancel()

    def refresh(self) -> None:
        """Read jobs and coverage again."""
        self._looked = float("-inf")
        self._rereading.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    # -- what is done -----------------------------------------------------------------------------

    async def _start(self, chosen: tuple[ShopId, ...], until: int) -> None:
        for id in await self._db.write(_begin, chosen, until, self._clock.now()):
            self._sync.run(id)

    async def _move(self, id: str, state: JobState) -> None:
        if await self._db.write(_move, id, state):
            if state is JobState.RUNNING:
                self._sync.run(id)
            else:
                self._sync.leave(id)

    async def _dismiss(self, id: str) -> None:
        await self._db.write(_dismiss, id)

    async def _messages(self, key: ConversationKey) -> None:
        def tell(known: MessagesSync) -> None:
            if self._opened.value == key:
                self.syncing.set(known)

        try:
            await self._sync.messages(key, tell)
        except asyncio.CancelledError:
            told = self.syncing.value
            tell(replace(told if told and told.key == key else MessagesSync(key), code="cancelled"))
            raise
        finally:
            self._reading.pop(key, None)
        self.refresh()

    def _opened_another(self, _key: ConversationKey | None) -> None:
        self.syncing.set(None)

    def _changed(self, changes: Changes) -> None:
        if changes.jobs or changes.shops:
            self._rereading.ask()

    async def _read(self) -> bool:
        jobs = await self._db.read(history_jobs.all)
        self.jobs.set(tuple(map(self._shown, jobs)))
        now = self._clock.monotonic()
        if now - self._looked >= COVERAGE_EVERY:
            self._looked = now
            known = [shop.id for shop in await self._db.read(shops.all) if shop.connected]
            # One read for each shop: others get their turn between.
            self.coverage.set(tuple([await self._db.read(_coverage, shop) for shop in known]))
        return False

    def _shown(self, job: Job) -> HistoryJob:
        return HistoryJob(
            job.id,
            job.shop,
            job.until,
            job.state,
            job.conversations,
            job.messages,
            job.new_messages,
            job.reached,
            job.created,
            self._sync.calls_left(job.shop) if job.state in _UNDER_WAY else 0,
            seconds_left(job),
            job.code,
        )


def seconds_left(job: Job) -> int:
    """How long a job will still take by its pace so far, in seconds; -1 where that is not known."""
    if not job.until or not job.reached or job.state is not JobState.RUNNING:
        return -1
    way = job.created - job.until
    gone = min(way, max(0.0, job.created - job.reached))
    if way <= 0 or gone <= 0 or job.worked < 5:
        return -1
    return int(job.worked * (way - gone) / gone)


def _begin(
    connection: Connection, chosen: tuple[ShopId, ...], until: int, now: float
) -> tuple[str, ...]:
    known = {shop.id for shop in shops.all(connection) if shop.connected}
    under_way = {job.shop: job for job in history_jobs.all(connection) if job.state in _UNDER_WAY}
    begun = []
    for shop in chosen:
        if shop not in known:
            continue
        job = under_way.get(shop)
        if job is None:
            job = Job(uuid.uuid4().hex, shop, until, JobState.RUNNING, created=now)
        else:
            further = until < job.until
            job = replace(
                job,
                state=JobState.RUNNING,
                until=min(until, job.until),
                # What was passed over as too old is listed once more.
                token="" if further else job.token,
                begun=job.begun and not further,
                last=job.last and not further,
            )
        history_jobs.save(connection, job)
        begun.append(job.id)
    return tuple(begun)


def _move(connection: Connection, id: str, state: JobState) -> bool:
    job = history_jobs.get(connection, id)
    if job is None or job.state not in _UNDER_WAY:
        return False
    history_jobs.save(connection, replace(job, state=state, code=""))
    return True


def _dismiss(connection: Connection, id: str) -> None:
    job = history_jobs.get(connection, id)
    if job is not None and job.state not in _UNDER_WAY:
        history_jobs.delete(connection, id)


def _coverage(connection: Connection, shop: ShopId) -> Coverage:
    mark = Mark.of(settings.get_value(connection, f"sync.list.{shop}"))
    return history_jobs.coverage(connection, shop, listed_to_end=mark.to_end)
