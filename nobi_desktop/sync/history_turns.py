"""Makes the calls that read old conversations, each when its shop can spare it.

They go after all others: with calls that are to spare (`CallClass.BACKFILL`), at a pace that leaves
the shop's to its polls, and not at all while the shop is paused, out of reach, or out of calls.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import ShopState, ShopStatus
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import shops
from nobi_desktop.store.database import Database, StoreError
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync.backoff import Bell, full_jitter
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import (
    Failure,
    code_of,
    concerns_one,
    decide,
    failure_of,
    retry_after_of,
    standing,
)
from nobi_desktop.sync.shop_loop import ShopLoop
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

GAP = 0.5
"""Seconds between two calls for one shop's old conversations."""

LOOK = 15.0
"""Seconds between two looks whether what held a reading up is over; news of it ends the wait."""

ENOUGH = 50
"""Calls that must be to spare before a reading that had run out of them goes on the same day."""

TRIES = 3
"""How often a call is made that fails without word from TikTok about what it asked for."""

BUDGET = "budget"
PAUSED_SHOP = "paused_shop"
DISCONNECTED = "disconnected"

_LONGEST = 300.0
_HELD_UP = {
    ShopState.OFFLINE,
    ShopState.SIGN_IN,
    ShopState.NO_PERMISSION,
    ShopState.CLOCK_WRONG,
    ShopState.TROUBLE,
}

P = ParamSpec("P")
T = TypeVar("T")


class Ended(Exception):
    """The reading was stopped: no further call is made for it."""


class Errand(Protocol):
    """A reading that takes turns. `bell` is rung when something it may wait for has changed."""

    shop: ShopId
    bell: Bell
    worked: float

    async def check(self) -> None:
        """Raises where it must not go on as it was; raises StoreError."""

    async def stand(self, code: str) -> None:
        """Show what it waits for; an empty code: it runs. Raises StoreError."""


class Turns:
    """Waits for a shop to be able to spare a call, then makes it.

    `loop_of` names the loop that polls a shop, `statuses` how the shops stand.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        loop_of: Callable[[ShopId], ShopLoop | None],
        statuses: Fact[tuple[ShopStatus, ...]],
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._db = db
        self._clock = clock
        self._loop_of = loop_of
        self._statuses = statuses
        self._chance = chance
        self._next: dict[ShopId, float] = {}
        self._used_up: dict[ShopId, float] = {}

    def calls_left(self, shop: ShopId) -> int:
        """Today's calls that may still be made for a shop's old conversations."""
        loop = self._loop_of(shop)
        if loop is None or not loop.budget.allows(CallClass.BACKFILL):
            return 0
        return loop.budget.left(CallClass.BACKFILL)

    def midnight(self, shop: ShopId) -> float:
        """UTC seconds at which the shop's calls begin anew; 0 for a shop that is not polled."""
        loop = self._loop_of(shop)
        return loop.budget.midnight if loop is not None else 0.0

    async def ask(
        self,
        errand: Errand,
        call: Callable[[ShopLoop], Awaitable[T]],
        *,
        patient: bool = False,
    ) -> T:
        """The answer of `call`, once the shop can spare it.

        What concerns the whole shop is waited for, as long as it takes. Raises `tiktok.errors`
        where TikTok refuses this one call, or has failed at it `TRIES` times (`patient`: never),
        and what `errand.check` raises.
        """
        failures = 0
        while True:
            loop = await self._turn(errand)
            began = self._clock.monotonic()
            try:
                answer = await call(loop)
            except Exception as error:
                if (failure := failure_of(error)) is None:
                    raise
                failures += 1
                given_up = failure is Failure.REFUSED or failures >= TRIES
                if given_up and concerns_one(error) and not patient:
                    raise
                _log.info("reading old conversations waits: %r", error)
                await self._rest(errand, loop, error, failures)
                continue
            finally:
                now = self._clock.monotonic()
                self._next[errand.shop] = now + GAP
                errand.worked += now - began + GAP
            return answer

    async def keep(
        self,
        errand: Errand,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Write to the store, however long it takes until it can. Raises `errand.check`'s."""
        return await self._until_done(errand, lambda: self._db.write(fn, *args, **kwargs))

    async def look(
        self,
        errand: Errand,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Read from the store, as `keep` writes."""
        return await self._until_done(errand, lambda: self._db.read(fn, *args, **kwargs))

    async def pause(self, errand: Errand, code: str, seconds: float) -> None:
        """Wait so many seconds, shown as `code`. Raises what `errand.check` raises."""
        await self._wait(errand, code, seconds, lambda: False)

    # -- waiting ----------------------------------------------------------------------------------

    async def _until_done(self, errand: Errand, once: Callable[[], Awaitable[T]]) -> T:
        while True:
            try:
                return await once()
            except StoreError as error:
                await self._store_failed(errand, error)

    async def _turn(self, errand: Errand) -> ShopLoop:
        """Wait until the shop can spare a call."""
        while True:
            try:
                await errand.check()
                code, loop = await self._standing(errand.shop)
                if not code and loop is not None:
                    left = self._next.get(errand.shop, 0.0) - self._clock.monotonic()
                    if left <= 0:
                        # Whoever else waits for this shop has the next turn.
                        self._next[errand.shop] = self._clock.monotonic() + GAP
                        await errand.stand("")
                        return loop
                    await self._clock.sleep(left)
                    continue
                await errand.stand(code)
            except StoreError as error:
                await self._store_failed(errand, error)
                continue
            await errand.bell.wait(LOOK)

    async def _standing(self, shop: ShopId) -> tuple[str, ShopLoop | None]:
        """What holds the shop up, empty for nothing, and its loop."""
        loop = self._loop_of(shop)
        if loop is None:
            record = await self._db.read(shops.get, shop)
            if record is None or not record.connected:
                return DISCONNECTED, None
            return (PAUSED_SHOP if record.paused else str(ShopState.STARTING)), None
        for row in self._statuses.value:
            if row.shop == shop and row.state in _HELD_UP:
                trouble = row.state is ShopState.TROUBLE and row.code
                return (row.code if trouble else str(row.state)), loop
        if not loop.pull.first_synced:
            # What the first list shows comes first; before it nothing is known to be old.
            return str(ShopState.STARTING), loop
        return (BUDGET if self._out_of_calls(shop, loop.budget) else ""), loop

    def _out_of_calls(self, shop: ShopId, budget: Budget) -> bool:
        spare = budget.left(CallClass.BACKFILL) if budget.allows(CallClass.BACKFILL) else 0
        until = self._used_up.get(shop)
        if until is not None and self._clock.now() < until and spare < ENOUGH:
            return True
        if spare <= 0:
            self._used_up[shop] = budget.midnight
            return True
        self._used_up.pop(shop, None)
        return False

    async def _rest(self, errand: Errand, loop: ShopLoop, error: Exception, failures: int) -> None:
        """Leave the shop alone for as long as this failure asks for."""
        failure = failure_of(error)
        if failure is Failure.BUDGET:
            return  # Seen at the next turn.
        wait = GAP + full_jitter(failures + 1, chance=self._chance, ceiling=_LONGEST)
        wait = max(wait, decide(error, CallClass.BACKFILL).pause, retry_after_of(error) or 0.0)
        state, code = standing(error)
        if failure is Failure.QUOTA:
            loop.budget.refused()
            code = BUDGET
        elif state is not ShopState.TROUBLE:
            code = str(state)
        # With other keys, or another network, there is another loop or another standing.
        await self._wait(errand, code, wait, lambda: self._loop_of(errand.shop) not in (loop, None))

    async def _wait(
        self, errand: Errand, code: str, seconds: float, over: Callable[[], bool]
    ) -> None:
        end = self._clock.monotonic() + seconds
        while not over() and (left := end - self._clock.monotonic()) > 1e-9:
            try:
                await errand.check()
                await errand.stand(code)
            except StoreError as error:
                _log.info("how a reading stands was not saved: %s", error.code)
            await errand.bell.wait(min(left, LOOK))

    async def _store_failed(self, errand: Errand, error: StoreError) -> None:
        code = code_of(error)
        if code == "closed":
            raise Ended from error
        _log.warning("reading old conversations waits for the store: %s", code)
        await errand.bell.wait(LOOK)
