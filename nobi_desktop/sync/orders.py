"""Keeps the shops' orders in step with TikTok, so that it is known which buyers have ordered.

One search brings what has changed in a shop, not one call for each conversation: once a minute
while somebody writes there or orders move, seldom where nothing happens. The first time, all orders
are walked through from the newest on, some pages a minute. These calls are not of the chat's 10,000
a day; they have a pace of their own.
"""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Callable
from dataclasses import replace

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.tasks import Report, TaskScope, logged
from nobi_desktop.store import commerce, coverage
from nobi_desktop.store.commerce import OrderSync
from nobi_desktop.store.database import Database, StoreError
from nobi_desktop.sync.backoff import Backoff, Bell
from nobi_desktop.sync.policy import failure_of, retry_after_of
from nobi_desktop.tiktok import orders
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled, NoPermission, Refused, SignInAgain
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

INTERVAL = 60.0
"""Seconds between two looks at what has changed in a lively shop."""

QUIET = 300.0
"""The same in a quiet one: nobody has written for a while, and the last look brought nothing."""

LIVELY_FOR = 900.0
"""Seconds after its newest message for which a shop is lively: who writes is likely to order."""

SPREAD = 15.0
"""Seconds over which the first looks of shops are spread that come together."""

PAGES_A_TURN = 5
"""Pages of the walk through all orders that are read in one turn."""

OVERLAP = 600
"""Seconds that each look goes back behind the last one: clocks differ, and TikTok is late."""

GATHER = 2.0
"""Seconds after which it is looked whether conversations that have come have orders."""

LOOK_APART = 10.0
"""Seconds at least between two looks of which the second is for conversations that have come."""

DENIED = 900.0
"""Seconds after which a shop is asked again whose orders may not be read."""

_STOP_SECONDS = 5.0


class OrderWatch:
    """Reads the orders of every shop that `client_of` has an app for."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        client_of: Callable[[ShopId, Purpose], ShopClient | None],
        *,
        report: Report | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._client_of = client_of
        self._failed = logged(_log, report)
        self._scope = TaskScope("orders", self._failed)
        self._tasks: dict[ShopId, asyncio.Task[None]] = {}
        self._bells: dict[ShopId, Bell] = {}
        self._looked: dict[ShopId, float] = {}
        self._stop = db.changes.watch(self._heard)

    def add_shop(self, shop: ShopId) -> None:
        """Keep this shop's orders in step from now on."""
        self.remove_shop(shop)
        self._bells[shop] = Bell(self._clock)
        task = self._scope.start(self._watch(shop), shop)
        if task is not None:
            self._tasks[shop] = task

    def remove_shop(self, shop: ShopId) -> None:
        """Leave this shop's orders alone."""
        self._bells.pop(shop, None)
        self._looked.pop(shop, None)
        task = self._tasks.pop(shop, None)
        if task is not None:
            task.cancel()

    async def close(self) -> None:
        """Stop; within some seconds."""
        self._stop()
        await self._scope.close(_STOP_SECONDS)

    async def _watch(self, shop: ShopId) -> None:
        """Keep the shop's loop alive: a fault of ours in it is told, and it begins anew."""
        while True:
            try:
                await self._run(shop)
            except Exception as error:
                self._failed(f"orders.{shop}", error)
            await self._clock.sleep(INTERVAL)

    async def _run(self, shop: ShopId) -> None:
        backoff = Backoff(self._clock)
        # The looks of quiet shops are spread over the whole time between two of them.
        share = share_of(shop)
        quiet = QUIET * share
        await self._clock.sleep(SPREAD * share)
        while True:
            wait, well = INTERVAL, False
            try:
                client = self._client_of(shop, Purpose.COMMERCE)
                if client is not None:
                    moving = await self.turn(client)
                    newest = await self._db.read(coverage.newest, shop)
                    if not moving and not _lively(client, newest):
                        wait, quiet = quiet, QUIET
                    well = True
                backoff.succeeded()
            except (NoPermission, SignInAgain) as error:
                _log.info("the orders of shop …%s may not be read: %r", shop[-3:], error)
                wait = DENIED
            except StoreError as error:
                _log.warning("orders of shop …%s wait: %s", shop[-3:], error.code)
            except Exception as error:
                if failure_of(error) is None:
                    raise
                wait = max(INTERVAL, backoff.failed(retry_after_of(error)))
                _log.info("the orders of shop …%s are read later: %r", shop[-3:], error)
            if well:
                await self._rest(shop, wait)
            else:
                await self._clock.sleep(wait)

    async def _rest(self, shop: ShopId, seconds: float) -> None:
        """Wait; of conversations that come meanwhile it is known soon whether they have orders.

        What TikTok says goes before what is known: their buyers may have ordered just now. So may
        whoever writes in a shop that was quiet: it is looked at as a lively one from then on.
        """
        end = self._clock.monotonic() + seconds
        bell = self._bells[shop]
        while (left := end - self._clock.monotonic()) > 0:
            if not await bell.wait(left):
                continue
            apart = self._looked.get(shop, float("-inf")) + LOOK_APART - self._clock.monotonic()
            left = end - self._clock.monotonic()
            await self._clock.sleep(min(max(GATHER, apart), max(0.0, left)))
            bell.silence()
            if self._clock.monotonic() < end:
                end = await self._rung(shop, end)

    async def _rung(self, shop: ShopId, end: float) -> float:
        """Conversations have changed: look for orders of new ones; when the next turn is due.

        `end` is when it was due until now (monotonic seconds), and never later.
        """
        try:
            client = self._client_of(shop, Purpose.COMMERCE)
            newest = await self._db.read(coverage.newest, shop)
            if client is not None and _lively(client, newest):
                end = min(end, self._looked.get(shop, float("-inf")) + INTERVAL)
            if self._clock.monotonic() >= end:
                return end
            if await self._db.read(commerce.unchecked, shop) and client is not None:
                await self._changed(client, await self._db.read(commerce.sync_of, shop))
                await self._check(shop)
        except Exception as error:
            if failure_of(error) is None:
                raise
            _log.info("orders of newcomers of shop …%s wait: %r", shop[-3:], error)
            # The shop's next turn meets the same trouble, and decides what follows.
            await self._clock.sleep(max(0.0, end - self._clock.monotonic()))
        return end

    async def _check(self, shop: ShopId) -> None:
        if await self._db.read(commerce.unchecked, shop):
            while await self._db.write(commerce.check, shop):
                pass

    def _heard(self, changes: Changes) -> None:
        for shop in {key.shop for key in changes.conversations}:
            if shop in self._bells:
                self._bells[shop].ring()

    async def turn(self, client: ShopClient) -> bool:
        """Read what has changed, go on in the walk, and look whose orders are known now.

        The answer is whether orders have changed or are still to be walked through. Raises
        `tiktok.errors` and StoreError; what was stored until then stays.
        """
        shop = client.shop
        known, changed = await self._db.read(commerce.sync_of, shop), 0
        if known.until:
            known, changed = await self._changed(client, known)
        else:
            known = await self._begin(shop)
        for _ in range(PAGES_A_TURN):
            if known.complete:
                break
            known = await self._walk(client, known)
        await self._check(shop)
        return changed > 0 or not known.complete

    async def _begin(self, shop: ShopId) -> OrderSync:
        """What changes from here on is read by looking; the walk reads all that was before."""
        self._looked[shop] = self._clock.monotonic()
        known = OrderSync(until=max(1, int(self._clock.now())))
        await self._db.write(commerce.store_page, shop, (), known)
        return known

    async def _changed(self, client: ShopClient, known: OrderSync) -> tuple[OrderSync, int]:
        """Read what has changed; how far the orders are known now, and how many were new."""
        begun, token, changed = int(self._clock.now()), "", 0
        self._looked[client.shop] = self._clock.monotonic()
        seen: set[str] = set()
        while True:
            found = await orders.search(
                client,
                updated_since=max(0, known.until - OVERLAP),
                page_token=token,
                page_size=orders.MOST_ORDERS,
                call_class=CallClass.BACKFILL,
            )
            token = found.page.next_token
            if token in seen:
                raise Garbled("token", http=200)
            seen.add(token)
            if not token:
                # Only now nothing of this time is missing.
                known = replace(known, until=max(known.until, begun))
            changed += await self._db.write(commerce.store_page, client.shop, found.orders, known)
            if not token:
                return known, changed

    async def _walk(self, client: ShopClient, known: OrderSync) -> OrderSync:
        try:
            found = await orders.search(
                client,
                page_token=known.token,
                page_size=orders.MOST_ORDERS,
                call_class=CallClass.BACKFILL,
            )
        except Refused:
            if not known.token:
                raise
            # The token has died: from the newest again, and nothing is taken for done.
            known = replace(known, token="")
            await self._db.write(commerce.store_page, client.shop, (), known)
            return known
        token = found.page.next_token
        known = replace(known, token=token, complete=not token)
        await self._db.write(commerce.store_page, client.shop, found.orders, known)
        return known


def share_of(shop: ShopId) -> float:
    """Where a shop stands among all, from 0 to 1: the same at each start."""
    return zlib.crc32(shop.encode()) / 2**32


def _lively(client: ShopClient, newest: int) -> bool:
    """Whether somebody wrote just now; `newest` is when TikTok says that they did."""
    return abs(client.server_clock.now() - newest) < LIVELY_FOR
