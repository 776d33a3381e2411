"""Who must be answered first in all shops, what to be reminded of, and the shops' rates.

Rows carry absolute times, so that the screen counts down by itself; `at` ticks once a minute.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.query import Filter, InboxQuery, Sort
from nobi_desktop.domain.response import RED, ShopRate
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.store import conversations, inbox_pages, response_rate, shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.response_rate import Tally

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

MOST = 30
"""The most urgent conversations that are listed."""

COUNTED = 500
"""Up to so many conversations are looked at for the number of those that are urgent."""

SOON = 86_400
"""Seconds ahead of now of reminders that are listed."""

MINUTE = 60.0
RATES_EVERY = 7200.0
"""Seconds after which the rates are counted anew: thirty days move slowly."""

DAYS = 30
_PAUSE = 0.05
"""Seconds between two pieces of counting: others get their turn."""

Official = Callable[[Shop], Awaitable[float | None]]
"""Asks TikTok for a shop's response rate in per cent; None where it gives none."""


class Due:
    """What is due, over all connected shops, whatever the list shows.

    `rows` are the most urgent first; `count` is how many are in the last fifth of their time or
    past it. `reminded` is told once for each reminder that comes due in this run.
    """

    def __init__(self, db: Database, scope: TaskScope, clock: Clock, official: Official) -> None:
        self.rows: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.count: Fact[int] = Fact(0)
        self.reminders: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.rates: Fact[tuple[ShopRate, ...]] = Fact(())
        self.at: Fact[float] = Fact(clock.now())
        self.reminded: News[ConversationRow] = News()
        self._db = db
        self._scope = scope
        self._clock = clock
        self._official = official
        self._told: set[tuple[ConversationKey, int]] = set()
        self._rereading = Rereading(scope, "due", self._read)
        self._stops: list[Stop] = [db.changes.watch(self._changed)]

    def start(self) -> None:
        """Tick, and count the rates now and then."""
        self.refresh()
        self._scope.start(self._tick(), "due tick")
        self._scope.start(self._count(), "rates")

    def refresh(self) -> None:
        """Read again soon."""
        self._rereading.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _changed(self, changes: Changes) -> None:
        if changes.conversations or changes.shops or changes.settings or changes.tags:
            self.refresh()

    async def _tick(self) -> None:
        while True:
            await self._clock.sleep(MINUTE)
            self.at.set(self._clock.now())
            self.refresh()

    async def _read(self) -> bool:
        now = self._clock.now()
        waiting, reminders = await self._db.read(_due, int(now))
        self.rows.set(waiting[:MOST])
        self.count.set(sum(_urgent(row, now) for row in waiting))
        self.reminders.set(reminders)
        for row in reminders:
            mark = (row.key, row.remind_at)
            if row.remind_at <= now and mark not in self._told:
                self._told.add(mark)
                self.reminded.tell(row)
        return False

    async def _count(self) -> None:
        while True:
            # The store's own banner tells of its trouble; the rates are counted later.
            with contextlib.suppress(StoreError):
                await self._count_all()
            await self._clock.sleep(RATES_EVERY)

    async def _count_all(self) -> None:
        known = await self._db.read(shops.all)
        rules = await self._db.read(conversations.rules)
        for shop in known:
            if not shop.connected:
                continue
            now, seconds = int(self._clock.now()), rules.seconds_of(shop.id)
            tally = Tally()
            while not tally.done:
                tally = await self._db.read(
                    response_rate.count,
                    shop.id,
                    tally,
                    since=now - DAYS * 86_400,
                    now=now,
                    seconds=seconds,
                )
                await self._clock.sleep(_PAUSE)
            self._put(rate_of(shop.id, seconds, tally, await self._official(shop), float(now)))
        there = {shop.id for shop in known if shop.connected}
        self.rates.set(tuple(rate for rate in self.rates.value if rate.shop in there))

    def _put(self, rate: ShopRate) -> None:
        rates = {known.shop: known for known in self.rates.value}
        rates[rate.shop] = rate
        self.rates.set(tuple(rates.values()))


def rate_of(
    shop: ShopId, seconds: int, tally: Tally, official: float | None, at: float
) -> ShopRate:
    """The rate that a count comes to."""
    best = worst = None
    if tally.chats:
        best = 100.0 * (tally.in_time + tally.open) / tally.chats
        worst = 100.0 * tally.in_time / tally.chats
    return ShopRate(
        shop,
        seconds // 3600,
        tally.chats,
        tally.in_time,
        tally.open,
        best,
        worst,
        official,
        at if official is not None else 0.0,
    )


def _urgent(row: ConversationRow, now: float) -> bool:
    return row.deadline - now <= RED * (row.deadline - row.waiting_since)


def _due(
    connection: Connection, now: int
) -> tuple[tuple[ConversationRow, ...], tuple[ConversationRow, ...]]:
    """Those who wait, the nearest deadline first, and the reminders that are due or come soon."""
    waiting = inbox_pages.page(
        connection,
        InboxQuery(filters=frozenset({Filter.UNANSWERED}), sort=Sort.DEADLINE),
        limit=COUNTED,
        now=now,
    )
    found = inbox_pages.page(
        connection, InboxQuery(filters=frozenset({Filter.REMINDER})), limit=COUNTED, now=now
    )
    soon = sorted(
        (row for row in found if row.remind_at <= now + SOON),
        key=lambda row: (row.remind_at, row.key),
    )
    return waiting, tuple(soon)
