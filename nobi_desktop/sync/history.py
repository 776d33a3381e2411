"""Reads old conversations on demand: down a shop's list, and each conversation back to a date.

It works with calls that are to spare: polls and sending go first, and of the day's calls the
reserve is never touched. Where it stands is in the store after every page, so that a restart goes
on there; repeating it reads nothing twice that is held.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from nobi_desktop.domain.history import JobState, MessagesSync
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.store import history_jobs, holes, inbound
from nobi_desktop.store.database import Database, StoreError
from nobi_desktop.store.history_jobs import Job
from nobi_desktop.store.holes import HoleWork
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.sync.backoff import Backoff, Bell
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import concerns_one, failure_of, retry_after_of, standing
from nobi_desktop.sync.reading import Reader
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import QuotaSpent, Refused, Unreachable
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

BREATH = 0.2
"""Seconds between two calls of a job: whatever else the shop does goes first."""

LOOK_AGAIN = 60.0
"""Seconds after which a job that is held up looks whether it can go on."""

AT_ONCE = 5
"""Pages of one conversation that are read before progress is kept."""

_STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Hands:
    """What one shop is read with."""

    client: ShopClient
    reader: Reader
    budget: Budget


class Shops(Protocol):
    """What is asked of the part that polls the shops."""

    def hands(self, shop: ShopId) -> Hands | None:
        """What the shop is read with; None where it is not polled now."""
        ...


class _HeldUp(Exception):
    """The job cannot go on now; `code` says why."""

    def __init__(self, code: str, seconds: float = LOOK_AGAIN) -> None:
        super().__init__(code)
        self.code = code
        self.seconds = seconds


class History:
    """Carries the jobs out, one task for each that is under way."""

    def __init__(
        self, db: Database, clock: Clock, shops: Shops, *, report: Report | None = None
    ) -> None:
        self._db = db
        self._clock = clock
        self._shops = shops
        self._scope = TaskScope("history", report)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._bells: dict[str, Bell] = {}

    async def start(self) -> None:
        """Go on with the jobs that were under way. Raises StoreError."""
        for job in await self._db.read(history_jobs.all):
            if job.state in (JobState.RUNNING, JobState.WAITING):
                self.run(job.id)

    async def close(self) -> None:
        """Stop within some seconds; what is under way goes on at the next start."""
        await self._scope.close(_STOP_SECONDS)

    def run(self, id: str) -> None:
        """Carry this job out, now where it was held up."""
        task = self._tasks.get(id)
        if task is not None and not task.done():
            self._bells[id].ring()
            return
        self._bells[id] = Bell(self._clock)
        started = self._scope.start(self._run(id), f"job.{id}")
        if started is not None:
            self._tasks[id] = started

    def leave(self, id: str) -> None:
        """Stop carrying this job out; what was read stays."""
        task = self._tasks.pop(id, None)
        if task is not None:
            task.cancel()

    async def _run(self, id: str) -> None:
        backoff = Backoff(self._clock)
        while True:
            job = await self._db.read(history_jobs.get, id)
            if job is None or job.state not in (JobState.RUNNING, JobState.WAITING):
                return
            begun = self._clock.monotonic()
            try:
                job = await self._step(job)
                wait = BREATH
                backoff.succeeded()
                job = replace(
                    job,
                    state=JobState.RUNNING if job.state is JobState.WAITING else job.state,
                    code="",
                )
            except StoreError as error:
                # The store's own banner tells of it.
                _log.warning("a job of old conversations waits: %s", error.code)
                await self._clock.sleep(LOOK_AGAIN)
                continue
            except Exception as error:
                held = self._held_up(error, backoff)
                job = replace(job, state=JobState.WAITING, code=held.code)
                wait = held.seconds
            job = replace(job, worked=job.worked + self._clock.monotonic() - begun)
            if not await self._db.write(_keep, job):
                return
            await self._bells[id].wait(wait)

    @staticmethod
    def _held_up(error: Exception, backoff: Backoff) -> _HeldUp:
        if isinstance(error, _HeldUp):
            return error
        if failure_of(error) is None:
            raise error
        wait = max(5.0, backoff.failed(retry_after_of(error)))
        if isinstance(error, QuotaSpent):
            return _HeldUp("budget")
        if isinstance(error, Unreachable):
            return _HeldUp("offline", wait)
        return _HeldUp(standing(error)[0].value, wait)

    async def _step(self, job: Job) -> Job:
        """One further page of the list, or some pages of the conversation it is at."""
        if not job.queue:
            if job.last:
                return replace(job, state=JobState.DONE)
            return await self._list(job)
        key = ConversationKey(job.shop, job.queue[0])
        try:
            new, done = await self._read(key, job.until, AT_ONCE)
        except Exception as error:
            if not concerns_one(error):
                raise
            # What TikTok refuses of one must not hold up the others.
            _log.info("a conversation was left out: %r", error)
            new, done = 0, True
        return replace(
            job,
            queue=job.queue[1:] if done else job.queue,
            conversations=job.conversations + int(done),
            messages=job.messages + (await self._db.read(_held, key) if done else 0),
            new_messages=job.new_messages + new,
        )

    async def _list(self, job: Job) -> Job:
        hands = self._hands(job.shop)
        try:
            page = await customer_service.conversations(
                hands.client, page_token=job.token, call_class=CallClass.BACKFILL
            )
        except Refused:
            if not job.token:
                raise
            # The token has died: from the top again. What is held costs no call a second time.
            return replace(job, token="", begun=False)
        listed = page.items
        await self._db.write(inbound.store_list, job.shop, listed, self._clock.now())
        times = [item.latest.created if item.latest else item.created for item in listed]
        wanted = [item.id for item, at in zip(listed, times, strict=True) if at >= job.until]
        reached = min(times, default=job.reached)
        past = bool(times) and not wanted
        return replace(
            job,
            token=page.next_token,
            begun=True,
            last=not page.next_token or past,
            queue=tuple(wanted),
            reached=min(reached, job.reached) if job.reached else reached,
        )

    async def _read(self, key: ConversationKey, until: int, most: int) -> tuple[int, bool]:
        """Read what is missing of a conversation back to `until`, `most` pages at the most.

        The messages that were not held before, and whether nothing is missing any more.
        """
        before = await self._db.read(_held, key)
        for _ in range(most):
            work = await self._db.read(_next, key, until)
            if work is None:
                return await self._db.read(_held, key) - before, True
            hands = self._hands(key.shop)
            if work.id:
                await hands.reader.fill(work, CallClass.BACKFILL)
                continue
            await hands.reader.newest(key.id, call_class=CallClass.BACKFILL, pages=1)
            after = await self._db.read(_next, key, until)
            if after is not None and not after.id:
                return 0, True  # TikTok shows nothing of it.
        return await self._db.read(_held, key) - before, False

    async def messages(
        self, key: ConversationKey, tell: Callable[[MessagesSync], object]
    ) -> MessagesSync:
        """Read everything that is missing in one conversation; `tell` hears of each page."""
        known = MessagesSync(key)
        tell(known)
        done = False
        while not done:
            try:
                new, done = await self._read(key, 0, 1)
            except StoreError as error:
                known = replace(known, code=error.code)
                break
            except Exception as error:
                known = replace(known, code=self._held_up(error, Backoff(self._clock)).code)
                break
            known = replace(known, messages=known.messages + new, done=done)
            tell(known)
            if not done:
                await self._clock.sleep(BREATH)
        tell(known)
        return known

    def calls_left(self, shop: ShopId) -> int:
        """Calls of today that old conversations of the shop may still take."""
        hands = self._shops.hands(shop)
        return max(0, hands.budget.left(CallClass.BACKFILL)) if hands is not None else 0

    def _hands(self, shop: ShopId) -> Hands:
        hands = self._shops.hands(shop)
        if hands is None:
            raise _HeldUp("paused_shop")
        if not hands.budget.allows(CallClass.BACKFILL):
            raise _HeldUp("budget")
        return hands


_COUNT = Statement(
    "SELECT count(*) FROM tiktok.messages m JOIN tiktok.conversations c ON c.n = m.conversation "
    "WHERE c.shop = :shop AND c.id = :id AND m.segment IS NOT NULL"
)


def _held(connection: Connection, key: ConversationKey) -> int:
    """How many messages of the conversation history has held."""
    return int(_COUNT.value(connection, {"shop": key.shop, "id": key.id}) or 0)


def _next(connection: Connection, key: ConversationKey, until: int) -> HoleWork | None:
    """What to read next of a conversation; of one of which nothing was read, the newest page.

    None where nothing is missing back to `until`.
    """
    since = history_jobs.complete_since(connection, key)
    if since < 0:
        return HoleWork(0, key, "")
    if since <= until:
        return None
    found = holes.of(connection, key)
    return holes.work(connection, found[0].id) if found else holes.bottom(connection, key)


def _keep(connection: Connection, job: Job) -> bool:
    """Keep how far a job came, under what the seller has decided meanwhile; whether it goes on."""
    known = history_jobs.get(connection, job.id)
    if known is None or known.state not in (JobState.RUNNING, JobState.WAITING):
        if known is not None:
            history_jobs.save(connection, replace(job, state=known.state, code=""))
        return False
    history_jobs.save(connection, replace(job, until=min(known.until, job.until)))
    return job.state in (JobState.RUNNING, JobState.WAITING)
