"""Giving a shop up: first what has not gone yet is shown, then its keys go, and on request all."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from nobi_desktop.desk.troubles import INTERNAL, trouble_of
from nobi_desktop.domain.connecting import LeaveState, LeaveStep, WaitingMessage
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.message import OutgoingState
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import conversations, outbox, shops
from nobi_desktop.store.codec import preview
from nobi_desktop.store.errors import StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

PATIENCE = 5.0
"""Seconds for which what is on the wire is given the time to arrive."""

FINISH = 8.0
"""Seconds that the end of the program waits for a shop that is just being given up."""

_LOOK = 0.25
_TO_GO = (OutgoingState.QUEUED, OutgoingState.RETRY_WAIT, OutgoingState.BLOCKED_AUTH)
_ON_THE_WAY = (OutgoingState.PREPARING, OutgoingState.SENDING)

_log = logging.getLogger(__name__)


class Keys(Protocol):
    """Who takes a shop's keys away, and all that is known of it."""

    async def remove(self, shop: ShopId) -> None: ...

    async def erase(self, shop: ShopId) -> None: ...


class Leaving:
    """The giving up of one shop at a time, told step by step by `state`."""

    def __init__(self, db: Database, scope: TaskScope, clock: Clock, keys: Keys) -> None:
        self.state: Fact[LeaveState] = Fact(LeaveState())
        self._db = db
        self._scope = scope
        self._clock = clock
        self._keys = keys
        self._asking: asyncio.Task[Any] | None = None
        self._working: asyncio.Task[Any] | None = None

    def ask(self, shop: ShopId) -> None:
        """Show what would be given up with `shop`; one that is not known is ignored."""
        if self._working is None or self._working.done():
            self._stop_asking()
            self._asking = self._scope.start(self._ask(shop), "leave")

    def confirm(self, erase: bool) -> None:
        """Give the shop up, and with `erase` its history, too."""
        now = self.state.value
        if now.step is LeaveStep.ASKING and now.shop is not None:
            self.state.set(replace(now, step=LeaveStep.WORKING, code=""))
            self._working = self._scope.start(self._leave(now.shop, erase), "leave")

    def close(self) -> None:
        """Show nothing more; a shop that is just being given up is given up all the same."""
        self._stop_asking()
        self.state.set(LeaveState())

    async def finish(self) -> None:
        """Wait, after `close`, for what has to come to its end."""
        if self._working is not None:
            await asyncio.wait({self._working}, timeout=FINISH)

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    async def _ask(self, shop: ShopId) -> None:
        self.state.set(await self._db.read(_asked, shop))

    async def _leave(self, shop: Shop, erase: bool) -> None:
        try:
            if shop.connected:
                # Nothing leaves from here on, and where it fails all that waits goes on waiting.
                await self._keys.remove(shop.id)
            await self._end_sending(shop.id)
            if erase:
                await self._keys.erase(shop.id)
        except Exception as error:
            code = trouble_of(error)
            await self._ask_again(shop.id, code)
            if code == INTERNAL:
                raise
        else:
            self._show(shop.id, LeaveState(LeaveStep.DONE, shop))

    async def _ask_again(self, shop: ShopId, code: str) -> None:
        """It did not work: show what is still there to be given up."""
        _log.warning("shop …%s was not given up: %s", shop[-3:], code)
        asked = replace(self.state.value, step=LeaveStep.ASKING)
        with contextlib.suppress(StoreError):
            asked = await self._db.read(_asked, shop)
        self._show(shop, replace(asked, code=code))

    def _show(self, shop: ShopId, state: LeaveState) -> None:
        """Tell how it ended, unless the seller looks at something else by now."""
        now = self.state.value
        if now.step is LeaveStep.WORKING and now.shop is not None and now.shop.id == shop:
            self.state.set(state)

    async def _end_sending(self, shop: ShopId) -> None:
        """Wait a moment for what is on the wire, then take back what has not left.

        Without keys nothing begins to leave any more, and what comes back does not go again.
        """
        until = self._clock.monotonic() + PATIENCE
        while self._clock.monotonic() < until and await self._db.read(_is_leaving, shop):
            await self._clock.sleep(_LOOK)
        await self._db.write(_cancel_waiting, shop)


def _asked(connection: Connection, shop: ShopId) -> LeaveState:
    record = shops.get(connection, shop)
    if record is None:
        return LeaveState()
    waiting = []
    for row in outbox.unsent(connection, shop):
        buyer = conversations.buyer(connection, row.key)
        name = buyer.name if buyer else ""
        words = preview(row.content)
        waiting.append(WaitingMessage(row.local_id, row.key, name, row.kind, words, row.state))
    return LeaveState(
        LeaveStep.ASKING, record, tuple(waiting), conversations.held(connection, shop)
    )


def _cancel_waiting(connection: Connection, shop: ShopId) -> None:
    for row in outbox.unsent(connection, shop):
        if row.state in _TO_GO:
            outbox.cancel(connection, row.local_id)


def _is_leaving(connection: Connection, shop: ShopId) -> bool:
    return any(row.state in _ON_THE_WAY for row in outbox.unsent(connection, shop))
