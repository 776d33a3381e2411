"""What is to be read of old conversations, how far that has come, and how far back all is held."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.history import Coverage, HistoryJob, JobState, MessagesSync
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import coverage, history_jobs

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.history_jobs import KeptJob

COVERAGE_EVERY = 10.0
"""Seconds between two looks at how far back everything is, while messages come in."""

SPARE_A_DAY = 2740
"""Calls a day that a shop polled at the usual pace has to spare (see `sync.budget`)."""

_A_DAY = 86_400.0
_LEAST_DONE = 0.02


class Reading(Protocol):
    """What is asked of the part that reads from TikTok."""

    syncing: Fact[MessagesSync | None]

    def sync_messages(self, key: ConversationKey) -> None: ...

    def stop_messages(self) -> None: ...

    def calls_left(self, shop: ShopId) -> int: ...

    def midnight(self, shop: ShopId) -> float: ...

    async def coverage(self, shops: Collection[ShopId]) -> tuple[Coverage, ...]: ...


class History:
    """The jobs, newest first, and the coverage of each connected shop, in the order of the rail.

    `syncing` is how far the reading of the open conversation is, None where none runs or has run.
    All commands return at once.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        reading: Reading,
        opened: Fact[ConversationKey | None],
        shop_rows: Fact[tuple[ShopRow, ...]],
    ) -> None:
        self.jobs: Fact[tuple[HistoryJob, ...]] = Fact(())
        self.coverage: Fact[tuple[Coverage, ...]] = Fact(())
        self.syncing = reading.syncing
        self._db = db
        self._scope = scope
        self._clock = clock
        self._reading = reading
        self._opened = opened
        self._shop_rows = shop_rows
        self._covered: tuple[ShopId, ...] = ()
        self._looked = float("-inf")
        self._jobs_again = Rereading(scope, "history", self._read_jobs)
        self._coverage_again = Rereading(scope, "coverage", self._read_coverage)
        self._stops: list[Stop] = [
            db.changes.watch(self._changed),
            opened.watch(self._other, now=False),
            shop_rows.watch(self._shops, now=False),
        ]

    # -- commands ---------------------------------------------------------------------------------

    def start(self, shops: Collection[ShopId], until: int) -> None:
        """Read the older conversations of the shops back to `until` (UTC seconds, 0: to the end).

        A shop that has a job which has not ended goes on with that, back to `until` where its own
        date is later.
        """
        wanted = [(uuid.uuid4().hex, shop) for shop in shops]
        if wanted:
            write = self._db.write(history_jobs.start, wanted, max(0, until), self._clock.now())
            self._scope.start(write, "start")

    def pause(self, id: str) -> None:
        """Read no more for a job until it is resumed."""
        self._scope.start(self._db.write(history_jobs.pause, id), "pause")

    def resume(self, id: str) -> None:
        """Go on with a paused or failed job where it stopped."""
        self._scope.start(self._db.write(history_jobs.resume, id), "resume")

    def cancel(self, id: str) -> None:
        """End a job; what it has read stays."""
        self._scope.start(self._db.write(history_jobs.cancel, id), "cancel")

    def dismiss(self, id: str) -> None:
        """Take a job that has ended off the list."""
        self._scope.start(self._db.write(history_jobs.dismiss, id), "dismiss")

    def sync_messages(self) -> None:
        """Read all that is missing and older in the open conversation."""
        key = self._opened.value
        if key is not None:
            self._reading.sync_messages(key)

    def stop_messages(self) -> None:
        """Read no further in the open conversation; what came stays."""
        self._reading.stop_messages()

    def refresh(self) -> None:
        """Read the jobs and the coverage again."""
        self._jobs_again.ask()
        self._coverage_again.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    # -- news -------------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.jobs or changes.shops:
            self._jobs_again.ask()
        if changes.messages or changes.jobs or changes.shops:
            self._look_soon()

    def _shops(self, rows: tuple[ShopRow, ...]) -> None:
        if tuple(row.shop.id for row in rows) != self._covered:
            self._coverage_again.ask()

    def _other(self, key: ConversationKey | None) -> None:
        shown = self.syncing.value
        if shown is not None and shown.key != key:
            self._reading.stop_messages()

    async def _read_jobs(self) -> bool:
        kept = await self._db.read(history_jobs.all)
        known = {shop: await self._db.read(coverage.listed, shop) for shop in _open(kept)}
        self.jobs.set(tuple(self._shown(each, known.get(each.job.shop, 0)) for each in kept))
        return False

    async def _read_coverage(self) -> bool:
        self._looked = self._clock.monotonic()
        self._covered = tuple(row.shop.id for row in self._shop_rows.value)
        self.coverage.set(await self._reading.coverage(self._covered))
        return False

    def _look_soon(self) -> None:
        """What comes in by the dozen is looked at once."""
        pause = self._looked + COVERAGE_EVERY - self._clock.monotonic()
        if pause <= 0:
            self._coverage_again.ask()
        else:
            self._coverage_again.ask_later(self._clock, pause)

    def _shown(self, kept: KeptJob, conversations: int) -> HistoryJob:
        job = kept.job
        if job.state.ended or job.state is JobState.PAUSED:
            return job
        left = self._reading.calls_left(job.shop)
        seconds = seconds_left(
            kept, conversations, self._clock.now(), left, self._reading.midnight(job.shop)
        )
        return replace(job, calls_left=left, seconds_left=seconds)


def _open(kept: tuple[KeptJob, ...]) -> set[ShopId]:
    return {each.job.shop for each in kept if not each.job.state.ended}


def seconds_left(
    kept: KeptJob, conversations: int, now: float, calls_left: int, midnight: float
) -> int:
    """How long a job will still take at its pace so far; -1 where that is not known yet.

    `conversations` are those of its shop that are known. Beyond today's `calls_left` it goes on at
    `midnight` (UTC seconds), with as many calls each day as were to spare on average.
    """
    job = kept.job
    if job.until and job.reached:
        part = (now - job.reached) / max(1.0, now - job.until)
    else:
        part = job.conversations / conversations if conversations else 0.0
    if part < _LEAST_DONE or kept.worked <= 0:
        return -1
    part = min(1.0, part)
    working = kept.worked * (1.0 - part) / part
    calls = (job.messages / 10 + job.conversations / 20) * (1.0 - part) / part
    if calls <= calls_left or not midnight:
        return round(working)
    days = int((calls - calls_left) / SPARE_A_DAY)
    return round(midnight - now + days * _A_DAY + min(working, _A_DAY))
