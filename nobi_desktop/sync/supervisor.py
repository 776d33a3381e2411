"""Keeps one polling loop alive for each shop, and tells the seller how the shops stand.

A loop that ends by a fault of ours, or that gives no sign of life, is replaced by a new one, by a
watch that shares nothing with the loops but the clock (faults.md F26). The same watch notices
that the computer has slept (F27).
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.shop import Shop, ShopState, ShopStatus
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.flow.tasks import Report, TaskScope, logged
from nobi_desktop.store import messages
from nobi_desktop.store.database import Database, Opened, StoreError
from nobi_desktop.sync.budget import INTERVAL, Budgets, day_of, zone_of
from nobi_desktop.sync.policy import code_of, failure_of
from nobi_desktop.sync.read_marks import ReadMarks
from nobi_desktop.sync.shop_loop import ShopLoop
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import TikTokError, Unreachable
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

LOOK = 5.0
"""Seconds between two looks of the watch."""

SILENT = 90.0
"""Seconds without a sign of life after which a loop counts as hung."""

SILENT_IN_TURN = 660.0
"""The same for a loop that only waits for its turn in the shop's pace, which TikTok can stop for
ten minutes."""

SLEPT = 20.0
"""Seconds by which a look must be late, by any clock, for the computer to have slept."""

RESTART_AT_MOST = 25.0
STAGGER = 0.75
"""Seconds between the first polls of two shops: 20 shops are spread over one interval."""

NUDGE_STAGGER = 0.25
"""The same where all shops are polled out of turn, so that they do not fall into step."""

OPENED_PAGES = 5
OLDER_PAGES = 6
FILL_PAGES = 12
SHOWN = 50
READ_AGAIN_AFTER = 3600.0
OPENED_AGAIN_AFTER = 30.0
_STOP_SECONDS = 5.0
_LOADING = ("older", "fill")
"""The errands that the seller waits for: older history of the conversation on screen."""


@dataclass(slots=True)
class _Kept:
    """A shop under supervision."""

    shop: Shop
    client: ShopClient
    loop: ShopLoop
    marks: ReadMarks
    tasks: list[asyncio.Task[Any] | None] = field(default_factory=list)
    crashes: int = 0
    restart_at: float | None = None


class Supervisor:
    """The polling of all connected shops.

    `statuses` has one row for each shop, in the order in which they were added. `restarted` tells
    of a loop that was replaced, `woke` after how many seconds the computer has woken, before any
    shop is looked at (tokens are refreshed first), `signed_in` that TikTok takes the tokens of a
    shop (again) and blocked messages can go. `loading` says whether older history of the
    conversation on screen is on its way. All plain commands return at once.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        budgets: Budgets,
        *,
        report: Report | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.statuses: Fact[tuple[ShopStatus, ...]] = Fact(())
        self.restarted: News[ShopId] = News()
        self.woke: News[float] = News()
        self.signed_in: News[ShopId] = News()
        self.loading: Fact[bool] = Fact(False)
        self._db = db
        self._clock = clock
        self._budgets = budgets
        self._failed = logged(_log, report)
        self._chance = chance
        self._scope = TaskScope("sync", self._failed)
        self._kept: dict[ShopId, _Kept] = {}
        self._shown: ConversationKey | None = None
        self._read_deep: dict[ConversationKey, float] = {}
        self._opened: dict[ConversationKey, float] = {}
        self._errands: dict[tuple[str, ConversationKey, int], asyncio.Task[Any]] = {}
        self._running = False
        self._last_begin = float("-inf")
        self._stops: list[Stop] = []

    # -- commands ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to poll the shops that were added, and those that will be."""
        self._running = True
        self._stops.append(self._db.healed.watch(self._healed))
        self._scope.start(self._watch(), "watch")
        for kept in self._kept.values():
            self._begin(kept, self._stagger())

    async def stop(self) -> None:
        """End all polling and save how far it came; within some seconds."""
        self._running = False
        for stop in self._stops:
            stop()
        self._stops.clear()
        await self._scope.close(_STOP_SECONDS)
        for kept in self._kept.values():
            await self._save(kept)

    def add_shop(self, shop: Shop, client: ShopClient) -> None:
        """Poll `shop` through `client`; a shop that is known goes on with the new client.

        Whatever the earlier client met is over: the shop is STARTING again.
        """
        known = self._kept.get(shop.id)
        if known is not None:
            self._let_go(known)
        client.shut = False
        kept = self._made(shop, client)
        self._kept[shop.id] = kept
        complete_until = known.loop.pull.complete_until if known is not None else 0.0
        self._tell(ShopStatus(shop.id, complete_until=complete_until))
        if self._running:
            self._begin(kept, 0.0 if known is not None else self._stagger())

    def remove_shop(self, shop: ShopId) -> None:
        """Poll this shop no more; from now on no call leaves for it.

        What is on its way ends without an answer; a message on the wire ends by itself. How far the
        shop is complete is saved, so that one that comes back is read on from there.
        """
        kept = self._kept.pop(shop, None)
        if kept is None:
            return
        self._let_go(kept)
        if self._running:
            self._scope.start(self._save(kept), f"save.{shop}")
        self.statuses.set(tuple(s for s in self.statuses.value if s.shop != shop))

    def nudge(self, shop: ShopId | None = None) -> None:
        """Poll `shop`, or all of them, now instead of at the next tick."""
        nudged = [k for k in self._kept.values() if shop in (None, k.shop.id)]
        shown = self._shown.shop if self._shown is not None else ""
        nudged.sort(key=lambda kept: kept.shop.id != shown)
        for place, kept in enumerate(nudged):
            kept.loop.nudge(place * NUDGE_STAGGER)
            kept.marks.nudge()

    async def accept_chats(self, shop: ShopId) -> None:
        """Make TikTok hand chats to the shop's account; the seller was asked before.

        Raises `tiktok.errors`; `Unreachable("closed")` for a shop that is not polled now.
        """
        kept = self._kept.get(shop)
        if kept is None:
            raise Unreachable("closed", sent=False)
        await kept.loop.accept_chats()

    def on_screen(self, key: ConversationKey | None) -> None:
        """The conversation that is shown: it is read first, and once when it is opened."""
        self._shown = key
        if key is None or key.shop not in self._kept:
            return
        last = self._opened.get(key)
        now = self._clock.monotonic()
        if last is None or now - last >= OPENED_AGAIN_AFTER:
            self._opened = {k: at for k, at in self._opened.items() if now - at < 3600}
            self._opened[key] = now
            self._errand("open", key, 0, self._open(key))

    def read_older(self, key: ConversationKey) -> None:
        """Read messages from TikTok that are older than all that is held."""
        self._errand("older", key, 0, self._older(key))

    def fill(self, key: ConversationKey, hole_id: int) -> None:
        """Read on in a hole the seller points at, ahead of everything else."""
        self._errand("fill", key, hole_id, self._fill(key, hole_id))

    def loop_of(self, shop: ShopId) -> ShopLoop | None:
        """The loop that polls `shop` now, for those who read on beside it; None where none does."""
        kept = self._kept.get(shop)
        return kept.loop if kept is not None and self._running else None

    async def response_rate(self, shop: Shop) -> float | None:
        """TikTok's own figure of the last 30 days in per cent; None where it gives none now.

        (Source page: get-customer-service-performance-202407.)
        """
        kept = self._kept.get(shop.id)
        if kept is None or not kept.loop.budget.allows(CallClass.BACKFILL):
            return None
        zone = zone_of(shop.region)
        until = day_of(self._clock.now(), zone)
        since = day_of(self._clock.now() - 30 * 86_400, zone)
        try:
            found = await customer_service.performance(kept.client, since, until)
            rate = float(found.response_percentage)
        except (TikTokError, ValueError) as error:
            _log.info("TikTok gives no response rate of shop …%s: %r", shop.id[-3:], error)
            return None
        return rate if 0 <= rate <= 100 and found.sessions else None

    async def reread(self, key: ConversationKey) -> bool:
        """Read the newest messages of a conversation now; whether that succeeded."""
        kept = self._kept.get(key.shop)
        if kept is None:
            return False
        try:
            await kept.loop.reader.newest(key.id, call_class=CallClass.ONSCREEN)
        except Exception as error:
            if failure_of(error) is None:
                raise
            _log.info("a conversation could not be read again: %r", error)
            return False
        return True

    # -- loops ------------------------------------------------------------------------------------

    def _made(self, shop: Shop, client: ShopClient) -> _Kept:
        budget = self._budgets.of(shop.id, shop.region)
        loop = ShopLoop(
            shop.id,
            client,
            self._db,
            self._clock,
            budget,
            lambda status: self._tell(status, loop),
            on_screen=lambda: self._shown,
            signed_in=self.signed_in.tell,
            chance=self._chance,
        )
        marks = ReadMarks(shop.id, client, self._db, self._clock, budget, chance=self._chance)
        return _Kept(shop, client, loop, marks)

    def _begin(self, kept: _Kept, delay: float) -> None:
        name = kept.shop.id
        kept.loop.alive_until = self._clock.monotonic() + delay
        kept.tasks = [
            self._scope.start(kept.loop.run(delay), f"loop.{name}"),
            self._scope.start(kept.marks.run(), f"marks.{name}"),
        ]

    @staticmethod
    def _cancel(kept: _Kept) -> None:
        for task in kept.tasks:
            if task is not None:
                task.cancel()

    def _let_go(self, kept: _Kept) -> None:
        """End everything that speaks for a shop through this client."""
        kept.client.shut = True
        self._cancel(kept)
        for name in [name for name in self._errands if name[1].shop == kept.shop.id]:
            self._errands.pop(name).cancel()

    def _stagger(self) -> float:
        """Seconds to wait, so that shops that come together do not poll together."""
        now = self._clock.monotonic()
        begin = max(now, self._last_begin + STAGGER)
        self._last_begin = begin
        return begin - now

    def _tell(self, status: ShopStatus, loop: ShopLoop | None = None) -> None:
        kept = self._kept.get(status.shop)
        if kept is None or (loop is not None and kept.loop is not loop):
            return  # A loop that was replaced has no say any more.
        rows = {row.shop: row for row in self.statuses.value}
        rows[status.shop] = status
        self.statuses.set(tuple(rows[shop] for shop in self._kept if shop in rows))

    async def _save(self, kept: _Kept) -> None:
        try:
            await kept.loop.save()
        except StoreError as error:
            _log.warning("how far shop …%s came was not saved: %s", kept.shop.id[-3:], error.code)

    # -- the watch --------------------------------------------------------------------------------

    async def _watch(self) -> None:
        wall, mono = self._clock.now(), self._clock.monotonic()
        while True:
            await self._clock.sleep(LOOK)
            passed_wall = self._clock.now() - wall
            passed = self._clock.monotonic() - mono
            wall, mono = self._clock.now(), self._clock.monotonic()
            # Some computers' monotonic clocks stand still while they sleep, others run on.
            late = max(passed_wall, passed) - LOOK
            if late >= SLEPT:
                self._awake(late)
                continue
            for kept in list(self._kept.values()):
                self._look_at(kept, mono)

    def _awake(self, slept: float) -> None:
        _log.info("the computer slept for about %.0f s", slept)
        self.woke.tell(slept)
        for place, kept in enumerate(self._kept.values()):
            kept.loop.alive_until = self._clock.monotonic()
            kept.loop.wake(place * NUDGE_STAGGER)
            kept.marks.nudge()

    def _look_at(self, kept: _Kept, now: float) -> None:
        if kept.restart_at is not None:
            if now >= kept.restart_at:
                self._restart(kept)
            return
        if any(task is not None and task.done() for task in kept.tasks):
            pause = min(RESTART_AT_MOST, LOOK * kept.crashes)
            self._lost(kept, pause, "restarting")
        elif now - kept.loop.alive_until > self._patience(kept):
            _log.error("the loop of shop …%s gives no sign of life", kept.shop.id[-3:])
            self._lost(kept, 0.0, "hung")
        elif now - kept.loop.alive_until < LOOK and kept.loop.last_success and kept.crashes:
            quiet = self._clock.now() - kept.loop.last_success
            kept.crashes = 0 if quiet < INTERVAL else kept.crashes

    @staticmethod
    def _patience(kept: _Kept) -> float:
        return SILENT_IN_TURN if kept.client.pace.waiting else SILENT

    def _lost(self, kept: _Kept, pause: float, code: str) -> None:
        """A loop is gone: say so, and begin another one soon."""
        self._cancel(kept)
        kept.crashes += 1
        now = self._clock.now()
        complete_until = kept.loop.pull.complete_until
        self._tell(ShopStatus(kept.shop.id, ShopState.TROUBLE, complete_until, now + pause, code))
        kept.restart_at = self._clock.monotonic() + pause
        if pause <= 0:
            self._restart(kept)

    def _restart(self, kept: _Kept) -> None:
        fresh = self._made(kept.shop, kept.client)
        fresh.crashes = kept.crashes
        self._kept[kept.shop.id] = fresh
        self._begin(fresh, 0.0)
        self.restarted.tell(kept.shop.id)

    def _healed(self, opened: Opened) -> None:
        if opened.rebuilt_copy:
            for kept in self._kept.values():
                kept.loop.forget()

    # -- errands ----------------------------------------------------------------------------------

    def _errand(
        self,
        kind: str,
        key: ConversationKey,
        number: int,
        work: Coroutine[Any, Any, None],
    ) -> None:
        """Run `work` for a conversation unless the same is under way; failures are told in the log.

        They need no more: the shop's own loop meets the same trouble and shows it.
        """
        name = (kind, key, number)
        if name in self._errands or key.shop not in self._kept or not self._running:
            work.close()
            return

        async def run() -> None:
            try:
                await work
            except Exception as error:
                if failure_of(error) is None:
                    raise
                _log.info("%s failed: %s", kind, code_of(error))

        task = self._scope.start(run(), kind)
        if task is None:
            work.close()
            return

        def over(_: asyncio.Task[Any]) -> None:
            work.close()  # Where it was cancelled before its first step.
            if self._errands.get(name) is task:
                del self._errands[name]
            self._tell_loading()

        self._errands[name] = task
        task.add_done_callback(over)
        self._tell_loading()

    def _tell_loading(self) -> None:
        self.loading.set(any(kind in _LOADING for kind, _, _ in self._errands))

    async def _open(self, key: ConversationKey) -> None:
        """Read the newest 50 messages again where that is long ago, else the newest page."""
        kept = self._kept.get(key.shop)
        if kept is None:
            return
        now = self._clock.monotonic()
        deep = now - self._read_deep.get(key, float("-inf")) >= READ_AGAIN_AFTER
        deep = deep and kept.loop.budget.allows(CallClass.BACKFILL)
        await kept.loop.reader.newest(
            key.id, call_class=CallClass.ONSCREEN, pages=OPENED_PAGES, deep=deep
        )
        if deep:
            self._read_deep = {k: at for k, at in self._read_deep.items() if now - at < 3600}
            self._read_deep[key] = now
        timeline = await self._db.read(messages.timeline, key, limit=SHOWN)
        missing = SHOWN - len(timeline.rows)
        if missing > 0 and not timeline.reaches_start:
            await kept.loop.reader.older(key.id, min(OPENED_PAGES, -(-missing // 10)))

    async def _older(self, key: ConversationKey) -> None:
        kept = self._kept.get(key.shop)
        if kept is not None:
            await kept.loop.reader.older(key.id, OLDER_PAGES)

    async def _fill(self, key: ConversationKey, hole_id: int) -> None:
        kept = self._kept.get(key.shop)
        if kept is not None:
            await kept.loop.holes.fill(hole_id, FILL_PAGES)
