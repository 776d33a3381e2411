"""Keeps the shops' orders in step with TikTok, so that it is known which buyers have ordered.

One search a minute brings what has changed in a shop, not one call for each conversation. The first
time, all orders are walked through from the newest on, some pages a minute. These calls are not of
the chat's 10,000 a day; they have a pace of their own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.store import commerce
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
"""Seconds between two looks at what has changed in a shop."""

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
        self._report = report
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

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("%s failed", name, exc_info=error)
        if self._report is not None:
            self._report(name, error)

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
        while True:
            wait, well = INTERVAL, False
            try:
                client = self._client_of(shop, Purpose.COMMERCE)
                if client is not None:
                    await self.turn(client)
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

        What TikTok says goes before what is known: their buyers may have ordered just now.
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
            if self._clock.monotonic() < end and not await self._newcomers(shop):
                # The shop's next turn meets the same trouble, and decides what follows.
                await self._clock.sleep(max(0.0, end - self._clock.monotonic()))

    async def _newcomers(self, shop: ShopId) -> bool:
        """Look for orders of conversations that have come; whether that could be done."""
        try:
            if await self._db.read(commerce.unchecked, shop):
                client = self._client_of(shop, Purpose.COMMERCE)
                if client is None:
                    return False
                await self._changed(client, await self._db.read(commerce.sync_of, shop))
                await self._check(shop)
        except Exception as error:
            if failure_of(error) is None:
                raise
            _log.info("orders of newcomers of shop …%s wait: %r", shop[-3:], error)
            return False
        return True

    async def _check(self, shop: ShopId) -> None:
        while await self._db.read(commerce.unchecked, shop):
            await self._db.write(commerce.check, shop)

    def _heard(self, changes: Changes) -> None:
        for shop in {key.shop for key in changes.conversations}:
            if shop in self._bells:
                self._bells[shop].ring()

    async def turn(self, client: ShopClient) -> None:
        """Read what has changed, go on in the walk, and look whose orders are known now.

        Raises `tiktok.errors` and StoreError; what was stored until then stays.
        """
        shop = client.shop
        known = await self._db.read(commerce.sync_of, shop)
        known = await self._changed(client, known) if known.until else await self._begin(shop)
        for _ in range(PAGES_A_TURN):
            if known.complete:
                break
            known = await self._walk(client, known)
        await self._check(shop)

    async def _begin(self, shop: ShopId) -> OrderSync:
        """What changes from here on is read by looking; the walk reads all that was before."""
        known = OrderSync(until=max(1, int(self._clock.now())))
        await self._db.write(commerce.store_page, shop, (), known)
        return known

    async def _changed(self, client: ShopClient, known: OrderSync) -> OrderSync:
        begun, token = int(self._clock.now()), ""
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
            await self._db.write(commerce.store_page, client.shop, found.orders, known)
            if not token:
                return known

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
