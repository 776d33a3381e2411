"""Shops with real keys, polled and written for as the program does, on a clock turned by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from nobi_desktop.domain.ids import ConversationKey, LocalId
from nobi_desktop.domain.message import Kind, Outgoing, OutgoingState, Text
from nobi_desktop.domain.shop import ShopState, ShopStatus
from nobi_desktop.shops.registry import OpenShop, Registry
from nobi_desktop.store import outbox
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync.budget import Budgets
from nobi_desktop.sync.sender import Sender
from nobi_desktop.sync.supervisor import Supervisor
from nobi_desktop.sync.uploads import Uploads
from tests.shops.rig import Place, place


class House:
    """A place whose shops are polled, and whose messages are sent, put together as in `app.wiring`.

    `cut` names shops whose calls fail on the way, and with what; `refreshed` counts how often
    TikTok was asked for new tokens.
    """

    def __init__(self, p: Place) -> None:
        self.p = p
        self.world = p.world
        self.clock = p.clock
        self.db = p.db
        self.next: House | None = None
        self.crashes: list[str] = []
        self.refreshed = 0
        self.signed_in: list[str] = []
        self.seen: dict[str, list[ShopState]] = {}
        self.cut: dict[str, Callable[[], Exception]] = {}
        self.budgets = Budgets(p.clock)
        self.polls = Supervisor(
            p.db, p.clock, self.budgets, report=self._crashed, chance=lambda: 0.5
        )
        p.registry = self.registry = Registry(
            db=p.db,
            vault=p.vault,
            clock=p.clock,
            transports=p.transports,
            budget_of=lambda shop: self.budgets.of(shop.id, shop.region).spend,
        )
        self.sender = Sender(
            p.db,
            p.clock,
            self.registry.client,
            Uploads(p.db, p.folder / "blobs"),
            read_newest=self.polls.reread,
            chance=lambda: 0.5,
            report=self._crashed,
        )
        self._errands: set[asyncio.Task[None]] = set()
        self._on = p.net.handle_async_request
        p.net.handle_async_request = self._on_the_way  # type: ignore[method-assign]
        self.registry.opened.watch(self._opened)
        self.registry.closed.watch(self.polls.remove_shop)
        self.polls.signed_in.watch(self._signed_in)
        self.polls.statuses.watch(self._saw, now=False)
        for shop in p.world.shops:
            for conversation in p.world.conversations(shop.id):
                conversation.can_send_message = True

    def _crashed(self, name: str, error: BaseException) -> None:
        self.crashes.append(f"{name}: {error!r}")

    def _opened(self, shop: OpenShop) -> None:
        self.polls.add_shop(shop.shop, shop.client)
        self.sender.nudge()

    def _signed_in(self, shop: str) -> None:
        self.signed_in.append(shop)
        task = asyncio.ensure_future(self.sender.signed_in(shop))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _saw(self, rows: tuple[ShopStatus, ...]) -> None:
        for row in rows:
            seen = self.seen.setdefault(row.shop, [])
            if not seen or seen[-1] is not row.state:
                seen.append(row.state)

    async def _on_the_way(self, request: httpx.Request) -> httpx.Response:
        self.refreshed += request.url.path.endswith("/token/refresh")
        behind = self.world.behind(request.url.params.get("shop_cipher", ""))
        if behind is not None and behind[1].id in self.cut:
            raise self.cut[behind[1].id]()
        return await self._on(request)

    async def start(self) -> None:
        await self.sender.start()
        await self.polls.start()

    async def stop(self) -> None:
        for part in (self.polls.stop(), self.sender.stop()):
            stopping = asyncio.ensure_future(part)
            await self.p.until(stopping.done)
            await stopping

    async def again(self) -> House:
        """The program ends, and starts once more on what it kept."""
        await self.stop()
        await self.done(self.registry.close())
        self.next = House(self.p)
        await self.next.start()
        await self.next.done(self.next.registry.open())
        return self.next

    # -- looking --------------------------------------------------------------------------------

    def shop(self, number: int = 0) -> str:
        return self.world.shops[number].id

    def status(self, number: int = 0) -> ShopStatus:
        shop = self.shop(number)
        return next(row for row in self.polls.statuses.value if row.shop == shop)

    def stands(self, number: int = 0) -> tuple[ShopState, str]:
        row = self.status(number)
        return row.state, row.code

    def calls(self, route: str = "", number: int = 0) -> int:
        """Requests for a shop, of one route or of all."""
        return sum(
            request.route == (route or request.route) and request.shop_id == self.shop(number)
            for request in self.world.requests
        )

    async def missing(self, number: int = 0) -> set[str]:
        """Messages of a shop at TikTok that no page of history has brought here."""

        def held(connection: Connection) -> set[str]:
            words = (
                "SELECT m.id FROM tiktok.messages m JOIN tiktok.conversations c "
                "ON c.n = m.conversation WHERE c.shop = :shop AND m.segment IS NOT NULL"
            )
            return {row[0] for row in connection.execute(words, {"shop": self.shop(number)})}

        there = {m.id for c in self.world.conversations(self.shop(number)) for m in c.messages}
        return there - await self.db.read(held)

    def key(self, place: int = 0, number: int = 0) -> ConversationKey:
        """A conversation of a shop, by its place, whatever has been said since."""
        rows = sorted(self.world.conversations(self.shop(number)), key=lambda c: int(c.id))
        return ConversationKey(self.shop(number), rows[place].id)

    # -- doing ----------------------------------------------------------------------------------

    async def pause(self, number: int = 0) -> None:
        """The seller pauses a shop."""
        await self.done(self.registry.pause(self.shop(number)))

    async def resume(self, number: int = 0) -> None:
        """The seller goes on with it."""
        await self.done(self.registry.resume(self.shop(number)))

    async def write(self, words: str, key: ConversationKey | None = None) -> LocalId:
        """The seller sends a message."""
        row = await self.db.write(
            outbox.add, key or self.key(), Kind.TEXT, Text(words), now=self.clock.now()
        )
        return row.local_id

    async def row(self, local_id: LocalId) -> Outgoing:
        found = await self.db.read(outbox.get, local_id)
        assert found is not None
        return found

    async def state(self, local_id: LocalId) -> OutgoingState:
        return (await self.row(local_id)).state

    async def done(self, work: Any, *, step: float = 0.05) -> Any:
        """What `work` answers, letting as much time pass as it takes."""
        task = asyncio.ensure_future(work)
        await self.p.until(task.done, step=step)
        return await task


@asynccontextmanager
async def house(
    folder: Path, *authorizations: tuple[int, ...], **options: Any
) -> AsyncIterator[House]:
    """A house that runs, its shops connected in these authorizations, each the numbers of its."""
    async with place(folder, **options) as p:
        found = House(p)
        for numbers in authorizations or ((0,),):
            await p.connect(*numbers)
        await found.start()
        try:
            yield found
        finally:
            while found.next is not None:
                assert found.crashes == []
                found = found.next
            await found.stop()
            assert found.crashes == []
