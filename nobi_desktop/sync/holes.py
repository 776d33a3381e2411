"""Closes the saved holes of a shop's conversations, the one on screen first."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable

from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import holes
from nobi_desktop.store.database import Database
from nobi_desktop.store.holes import HoleWork
from nobi_desktop.sync.backoff import full_jitter
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import concerns_one
from nobi_desktop.sync.pull import DEPTH
from nobi_desktop.sync.reading import Reader
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

PAGES_PER_CYCLE = 12
SPARE_PAGES_PER_CYCLE = 4
_REMEMBERED = 500


class Holes:
    """Reads on in the holes that bursts, crashes and refused tokens have left in one shop.

    Holes, and the unread beginnings of conversations that are younger than the first sync, hide
    messages nobody has seen: they are read with the polls' calls. What is older is read, seven days
    back, with calls that are to spare.
    """

    def __init__(
        self,
        shop: ShopId,
        db: Database,
        clock: Clock,
        reader: Reader,
        budget: Budget,
        *,
        on_screen: Callable[[], ConversationKey | None] = lambda: None,
    ) -> None:
        self._shop = shop
        self._db = db
        self._clock = clock
        self._reader = reader
        self._budget = budget
        self._on_screen = on_screen
        self._put_off: OrderedDict[int, tuple[int, float]] = OrderedDict()

    async def resolve(self, deadline: float, first_synced: int) -> int:
        """Read on in holes until there is none, or time or the cycle's share is up; pages read.

        Raises `tiktok.errors` and StoreError where going on is vain for the whole shop.
        """
        read = spare = 0
        while read < PAGES_PER_CYCLE and self._clock.monotonic() < deadline:
            work = await self._next(first_synced)
            if work is None:
                break
            call_class = self._class_of(work, first_synced)
            if call_class is CallClass.BACKFILL:
                spare += 1
                if spare > SPARE_PAGES_PER_CYCLE:
                    break
            if not self._budget.allows(call_class):
                break
            await self._read(work, call_class)
            read += 1
        return read

    async def fill(self, hole_id: int, pages: int) -> int:
        """Read on in one hole that the seller points at; pages read. Raises as `resolve` does."""
        read = 0
        while read < pages:
            work = await self._db.read(holes.work, hole_id)
            if work is None:
                break
            await self._reader.fill(work, CallClass.ONSCREEN)
            read += 1
        return read

    async def _next(self, first_synced: int) -> HoleWork | None:
        until = int(self._clock.now()) - DEPTH
        if first_synced:
            until = min(until, first_synced)
        now = self._clock.monotonic()
        # A conversation that TikTok refuses must not hold up the holes of all others.
        skip = [hole for hole, (_, not_before) in self._put_off.items() if not_before > now]
        work = await self._db.read(
            holes.next_hole, self._shop, prefer=self._on_screen(), until=until, skip=skip
        )
        if work is not None and work.id in skip:
            return None  # The topmost hole of its conversation is put off, the one below is not.
        return work

    def _class_of(self, work: HoleWork, first_synced: int) -> CallClass:
        if work.key == self._on_screen():
            return CallClass.ONSCREEN
        if work.open_end and not (first_synced and work.edge_at > first_synced):
            return CallClass.BACKFILL
        return CallClass.POLL

    async def _read(self, work: HoleWork, call_class: CallClass) -> None:
        try:
            await self._reader.fill(work, call_class)
        except Exception as error:
            if not concerns_one(error):
                raise
            tries = self._put_off.pop(work.id, (0, 0.0))[0] + 1
            pause = max(15.0, full_jitter(tries + 3, ceiling=600.0))
            self._put_off[work.id] = (tries, self._clock.monotonic() + pause)
            while len(self._put_off) > _REMEMBERED:
                self._put_off.popitem(last=False)
            _log.info("a hole is read later (try %d): %r", tries, error)
            return
        self._put_off.pop(work.id, None)
