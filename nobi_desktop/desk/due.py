"""Who must be answered first in all shops, what to be reminded of, and the shops' rates.

Rows carry absolute times, so that the screen counts down by itself; `at` ticks once a minute.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.response import ShopRate
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.store import conversations, due, response_rate, shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.response_rate import Tally

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

MINUTE = 60.0
RATES_EVERY = 7200.0
"""Seconds after which a rate is counted, and TikTok asked for its own: thirty days move slowly."""

FIRST_ASK = 180.0
"""Seconds after which TikTok is asked the first time: the start has more urgent calls to make."""

RECOUNT = 900.0
"""Seconds after which the rate of a shop is counted anew in which something was said."""

ASK_AGAIN = 120.0
"""Seconds after which TikTok is asked again where it gave no figure, doubled each time."""

DAYS = 30
_PAUSE = 0.05
"""Seconds between two pieces of counting: others get their turn."""


@dataclass(slots=True)
class _Counted:
    """How the figures of a shop stand: counted and asked for when (UTC seconds), by which rule."""

    seconds: int = 0
    counted: float = float("-inf")
    tally: Tally = Tally()
    official: float | None = None
    official_at: float = 0.0
    ask_at: float = float("-inf")
    asked_in_vain: int = 0


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
        self._counted: dict[ShopId, _Counted] = {}
        self._moved: set[ShopId] = set()
        self._urgent: dict[ShopId, int] = {}
        self._uncounted: set[ShopId] = set()
        self._all_uncounted = True
        self._rereading = Rereading(scope, "due", self._read)
        self._recounting = Rereading(scope, "rates", self._count)
        self._started = False
        self._stops: list[Stop] = [db.changes.watch(self._changed)]

    def start(self) -> None:
        """Tick, and count the rates now and then."""
        self.refresh()
        self._recounting.ask()
        self._started = True
        self._scope.start(self._tick(), "due tick")

    def refresh(self) -> None:
        """Read all of it again soon."""
        self._all_uncounted = True
        self._rereading.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _changed(self, changes: Changes) -> None:
        if changes.shops or changes.settings:
            self.refresh()
            if self._started:
                self._recounting.ask()
        elif changes.conversations or changes.tags:
            self._uncounted |= {key.shop for key in changes.conversations}
            self._rereading.ask()
        self._moved |= {key.shop for key in changes.messages}

    async def _tick(self) -> None:
        while True:
            await self._clock.sleep(MINUTE)
            self.at.set(self._clock.now())
            self.refresh()
            self._recounting.ask()

    async def _read(self) -> bool:
        now = self._clock.now()
        kept = {shop: n for shop, n in self._urgent.items() if shop not in self._uncounted}
        if self._all_uncounted:
            kept = {}
        self._uncounted, self._all_uncounted = set(), False
        found = await self._db.read(due.read, now, kept)
        self._urgent = found.urgent
        self.rows.set(found.rows)
        self.count.set(sum(found.urgent.values()))
        self.reminders.set(found.reminders)
        for row in found.reminders:
            mark = (row.key, row.remind_at)
            if row.remind_at <= now and mark not in self._told:
                self._told.add(mark)
                self.reminded.tell(row)
        return False

    async def _count(self) -> bool:
        # The store's own banner tells of its trouble; the rates are counted later.
        with contextlib.suppress(StoreError):
            known = await self._db.read(shops.all)
            there = {shop.id for shop in known if shop.connected}
            self._counted = {id: each for id, each in self._counted.items() if id in there}
            self.rates.set(tuple(rate for rate in self.rates.value if rate.shop in there))
            rules = await self._db.read(conversations.rules)
            for shop in known:
                if shop.connected:
                    await self._count_shop(shop, rules.seconds_of(shop.id))
        return False

    async def _count_shop(self, shop: Shop, seconds: int) -> None:
        """Bring a shop's figures up to date where it is time for that.

        `seconds` is the time in which a buyer must be answered.
        """
        each = self._counted.get(shop.id)
        now = self._clock.now()
        if each is None:
            each = self._counted[shop.id] = _Counted(ask_at=now + FIRST_ASK)
        age = now - each.counted
        # A clock that was put back leaves figures from ahead of it.
        old = not 0 <= age < (RECOUNT if shop.id in self._moved else RATES_EVERY)
        if old or seconds != each.seconds:
            self._moved.discard(shop.id)
            each.tally = await self._tally(shop.id, int(now), seconds)
            each.seconds, each.counted = seconds, now
            self._put(shop.id, each)
        if not now < each.ask_at <= now + RATES_EVERY:
            await self._ask(shop, each, now)
            self._put(shop.id, each)

    async def _tally(self, shop: ShopId, now: int, seconds: int) -> Tally:
        tally = Tally()
        while not tally.done:
            tally = await self._db.read(
                response_rate.count,
                shop,
                tally,
                since=now - DAYS * 86_400,
                now=now,
                seconds=seconds,
            )
            await self._clock.sleep(_PAUSE)
        return tally

    async def _ask(self, shop: Shop, each: _Counted, now: float) -> None:
        found = await self._official(shop)
        if found is not None:
            each.official, each.official_at, each.asked_in_vain = found, now, 0
            each.ask_at = now + RATES_EVERY
            return
        # The figure that was told before stays, with its time.
        each.ask_at = now + min(RATES_EVERY, ASK_AGAIN * 2 ** min(each.asked_in_vain, 8))
        each.asked_in_vain += 1

    def _put(self, shop: ShopId, each: _Counted) -> None:
        rates = {known.shop: known for known in self.rates.value}
        rates[shop] = rate_of(shop, each.seconds, each.tally, each.official, each.official_at)
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
        at,
    )
