"""A shop of the sandbox, the real client and the real store, on a clock turned by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.shop import Shop, ShopState, ShopStatus
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.sandbox.server import create_app
from nobi_desktop.sandbox.world import World
from nobi_desktop.store import shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync.budget import Budgets
from nobi_desktop.sync.supervisor import Supervisor
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import SignInAgain
from nobi_desktop.tiktok.limits import Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports
from tests.passing import Passing

URL = "http://127.0.0.1:8720"


class Tokens:
    """Gives the sandbox's own token of a shop, and another one where that is refused."""

    def __init__(self, world: World, shop: str) -> None:
        self._world = world
        self._shop = shop

    async def access_token(self) -> str:
        return self._world.shop(self._shop).access_token

    async def renew(self, refused: str) -> str:
        row = self._world.shop(self._shop)
        if row.access_token == refused:
            if self._world.now() < row.grant.access_end:
                raise SignInAgain("105002")
            self._world.authorizations.refresh(row.refresh_token)
        return row.access_token


class Rig(Passing):
    """The polling half of the house over a sandbox in this process."""

    def __init__(self, folder: Path, *, start: float = 1_767_225_600.0, **world: Any) -> None:
        super().__init__()
        self.folder = folder
        self.clock = HandClock(start)
        options: dict[str, Any] = {"shops": 1, "conversations": 5, "messages": 4, "rate": 0}
        options |= world
        self.world = World(
            clock=self.clock.now, sleep=self.clock.sleep, base_url=URL, products=3, **options
        )
        self.app = create_app(self.world)
        self.injected: httpx.AsyncBaseTransport = httpx.ASGITransport(self.app)
        self.chance: Callable[[], float] = lambda: 0.5
        self.crashes: list[tuple[str, BaseException]] = []
        self.statuses: list[tuple[ShopStatus, ...]] = []
        self.new: list[str] = []

    async def open(self, *, budget: int = 10_000) -> Rig:
        """Open the store and a supervisor over all shops of the sandbox."""
        self.db = await Database.open(self.folder, clock=self.clock)
        self.count_steps()
        self.db.changes.watch(lambda c: self.new.extend(m.id for m in c.new))
        self.transports = Transports.build(self.injected)
        self.budgets = Budgets(self.clock, daily=budget)
        self.sync = Supervisor(
            self.db,
            self.clock,
            self.budgets,
            report=lambda name, error: self.crashes.append((name, error)),
            chance=lambda: self.chance(),
        )
        self.sync.statuses.watch(self.statuses.append, now=False)
        for row in self.world.shops:
            shop = Shop(row.id, row.name)
            await self.db.write(shops.add, shop)
            self.sync.add_shop(shop, self.client(row.id))
        return self

    def client(self, shop: str) -> ShopClient:
        row = self.world.shop(shop)
        return ShopClient(
            transports=self.transports,
            app_key=self.world.app_key,
            app_secret=self.world.app_secret,
            tokens=Tokens(self.world, shop),
            pace=Pace(self.clock, rate=50, burst=50, fastest=100),
            server_clock=ServerClock(self.clock),
            shop=shop,
            cipher=row.cipher,
            base_url=URL,
            budget=lambda call_class: self.budgets.of(shop).spend(call_class),
        )

    async def close(self) -> None:
        await self.sync.stop()
        await self.db.close()
        await self.transports.close()

    async def again(self, *, budget: int = 10_000) -> Rig:
        """Close and open anew, as after a restart."""
        await self.close()
        return await self.open(budget=budget)

    # -- time -------------------------------------------------------------------------------------

    def asked(self) -> int:
        return self.world._request_number

    async def start(self, seconds: float = 0.0) -> None:
        """Begin to poll, and let it come so far that only the next tick is waited for."""
        await self.sync.start()
        await self.pass_time(seconds)

    # -- looking ----------------------------------------------------------------------------------

    @property
    def shop(self) -> str:
        return self.world.shops[0].id

    @property
    def status(self) -> ShopStatus:
        return self.sync.statuses.value[0]

    @property
    def state(self) -> ShopState:
        return self.status.state

    def key(self, conversation: str) -> ConversationKey:
        return ConversationKey(self.shop, conversation)

    def calls(self, route: str = "", shop: str = "") -> int:
        """Requests in the sandbox's log, of one route."""
        return sum(
            1
            for r in self.world.requests
            if r.route in (route or r.route) and r.shop_id == (shop or self.shop)
        )

    def times(self, route: str = "list_conversations", shop: str = "") -> list[float]:
        """When the requests of a route came, in seconds since the clock began."""
        return [
            round(r.time - 1_767_225_600.0, 3)
            for r in self.world.requests
            if r.route == route and r.shop_id == (shop or self.shop)
        ]

    async def stored(self, shop: str = "") -> dict[str, list[str]]:
        """Ids of messages that history has held, in their order, by conversation."""

        def read(connection: Connection) -> dict[str, list[str]]:
            rows = connection.execute(
                "SELECT c.id, m.id FROM tiktok.messages m "
                "JOIN tiktok.conversations c ON c.n = m.conversation WHERE c.shop = :shop "
                "AND m.segment IS NOT NULL "
                "ORDER BY c.id, m.key, m.created, m.id",
                {"shop": shop or self.shop},
            )
            found: dict[str, list[str]] = {}
            for conversation, message in rows:
                found.setdefault(conversation, []).append(message)
            return found

        return await self.db.read(read)

    def truth(self, shop: str = "") -> dict[str, list[str]]:
        """Message ids as the sandbox has them, in order of their index."""
        return {
            c.id: [m.id for m in sorted(c.messages, key=lambda m: m.index_key)]
            for c in self.world.conversations(shop or self.shop)
            if c.messages
        }
