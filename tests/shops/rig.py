"""A desk without a screen: store, vault and registry over a sandbox in the same process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.sandbox.server import create_app
from nobi_desktop.sandbox.world import World
from nobi_desktop.shops.connect import Connect, credential_for
from nobi_desktop.shops.registry import Registry
from nobi_desktop.shops.vault import MemoryVault, Vault
from nobi_desktop.store.database import Database
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok.transport import Transports
from tests.passing import Passing

NOW = 1_767_225_600.0


class Net(httpx.AsyncBaseTransport):
    """The way to the sandbox, on which exceptions can be put before and after a request."""

    def __init__(self, app: httpx.AsyncBaseTransport) -> None:
        self._app = app
        self.others: dict[str, httpx.AsyncBaseTransport] = {}
        self.before: list[Exception] = []
        self.after: list[Exception] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and self.before:
            raise self.before.pop(0)
        app = self.others.get(request.url.netloc.decode(), self._app)
        response = await app.handle_async_request(request)
        if request.method == "POST" and self.after:
            raise self.after.pop(0)
        return response


class Place(Passing):
    """Everything a test of shops or of sending needs, with a clock turned by hand."""

    quiet = 2

    def __init__(
        self, folder: Path, clock: HandClock, world: World, vault: Vault, db: Database
    ) -> None:
        super().__init__()
        self.folder = folder
        self.clock = clock
        self.world = world
        self.vault = vault
        self.db = db
        self.count_steps()
        self.reached: list[str] = []
        self._worlds = [world]
        self.at_point: Callable[[str], object] | None = None
        self.net = Net(httpx.ASGITransport(create_app(world)))
        self.transports = Transports.build(self.net)
        self.registry = self.new_registry()

    def new_registry(self) -> Registry:
        return Registry(
            db=self.db,
            vault=self.vault,
            clock=self.clock,
            transports=self.transports,
            reach=self._reach,
        )

    def _reach(self, name: str) -> None:
        self.reached.append(name)
        if self.at_point is not None:
            self.at_point(name)

    def another_app(self, scopes: Collection[str], name: str = "second") -> World:
        """An app beside the first one for the same shops, as a sandbox of its own that grants
        these scopes."""
        host = f"{name}.test"
        made = World(
            clock=self.clock.now,
            sleep=self.clock.sleep,
            shops=len(self.world.shops),
            conversations=1,
            messages=1,
            products=1,
            rate=0.0,
            base_url=f"https://{host}",
        )
        app = made.apps[0]
        app.app_key, app.app_secret = f"6f{name}", f"secret-of-{name}-0123456789"
        for shop in made.shops:
            shop.scopes = {"seller.authorization.info", *scopes}
        self.net.others[host] = httpx.ASGITransport(create_app(made))
        self._worlds.append(made)
        return made

    @property
    def credential(self) -> Credential:
        return self.credential_of(self.world)

    def credential_of(self, world: World) -> Credential:
        info = world.info()
        return credential_for(
            info["app_key"],
            info["service_id"],
            api_url=info["api_url"],
            auth_url=info["auth_url"],
        )

    def connecting(self, *, by: World | None = None, **options: Any) -> Connect:
        world = by or self.world
        info = world.info()
        return Connect(
            self.registry,
            self.credential_of(world),
            info["app_secret"],
            authorize_url=info["authorize_url"],
            **options,
        )

    async def connect(self, *numbers: int, by: World | None = None) -> tuple[Shop, ...]:
        """Connect these shops of the sandbox, in one authorization of one app."""
        world = by or self.world
        ids = tuple(world.shops[number].id for number in numbers or (0,))
        connecting = self.connecting(by=world)
        await connecting.exchange(world.authorizations.code(ids))
        return await connecting.save(ids)

    def asked(self) -> int:
        return len(self.world.requests)

    async def until(
        self, done: Callable[[], object], *, step: float = 0.05, steps: int = 400
    ) -> None:
        """Let time pass until `done`, in small steps; so much of it and the test has failed."""
        for _ in range(steps):
            if done():
                return
            await self.pass_time(step)
        raise AssertionError("it did not come to that")

    def calls(self, route: str) -> int:
        """How often the sandbox was asked for this."""
        return sum(request.route == route for request in self.world.requests)

    async def reopen(self) -> None:
        """Give everything up as a crash does, and open the same folder again."""
        self.registry = self.new_registry()

    async def close(self) -> None:
        closing = asyncio.ensure_future(self.registry.close())
        await self.until(closing.done)
        await closing
        await self.transports.close()
        await self.db.close()
        for world in self._worlds:
            await world.close()


@asynccontextmanager
async def place(
    folder: Path,
    *,
    vault: Vault | None = None,
    connect: Sequence[int] | None = (),
    **world: Any,
) -> AsyncIterator[Place]:
    """A place over a new sandbox; `connect` names shops that are connected at once."""
    clock = HandClock(NOW)
    values: dict[str, Any] = {
        "shops": 3,
        "conversations": 2,
        "messages": 3,
        "products": 2,
        "rate": 0.0,
    }
    made = World(clock=clock.now, sleep=clock.sleep, **(values | world))
    db = await Database.open(folder, clock=clock)
    found = Place(folder, clock, made, vault or MemoryVault(), db)
    try:
        if connect:
            await found.connect(*connect)
        yield found
    finally:
        await found.close()
