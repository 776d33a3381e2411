"""A sandbox in this process, and a client of one of its shops."""

from __future__ import annotations

import httpx

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.sandbox.server import create_app
from nobi_desktop.sandbox.world import World
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.limits import Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports


class Keeper:
    """The simplest token source: it renews with the refresh token it has."""

    def __init__(self, world: World, transports: Transports, number: int = 0) -> None:
        self._world = world
        self._transports = transports
        self._access = world.shops[number].access_token
        self._refresh = world.shops[number].refresh_token
        self.renewals = 0

    async def access_token(self) -> str:
        return self._access

    async def renew(self, refused: str) -> str:
        self.renewals += 1
        pair = await authorization.token_refresh(
            self._transports.auth,
            self._world.base_url,
            self._world.app_key,
            self._world.app_secret,
            self._refresh,
        )
        self._access, self._refresh = pair.access, pair.refresh
        return self._access


class ShopWorld:
    """World, clock and transports of one test; `client` gives a shop of it."""

    def __init__(self, **how: object) -> None:
        self.clock = HandClock()
        self.world = World(
            **{  # type: ignore[arg-type]
                "seed": 7,
                "shops": 2,
                "conversations": 24,
                "messages": 14,
                "rate": 0.0,
                "strict_sign": True,
                "clock": self.clock.now,
                "sleep": self.clock.sleep,
                **how,
            }
        )
        app = create_app(self.world)
        self.transports = Transports.build(httpx.ASGITransport(app))
        self.shop = self.world.shops[0]

    def client(self, number: int = 0, *, cipher: str | None = None) -> ShopClient:
        shop = self.world.shops[number]
        self.keeper = Keeper(self.world, self.transports, number)
        return ShopClient(
            transports=self.transports,
            base_url=self.world.base_url,
            app_key=self.world.app_key,
            app_secret=self.world.app_secret,
            cipher=shop.cipher if cipher is None else cipher,
            tokens=self.keeper,
            pace=Pace(self.clock, rate=1e6, burst=1e6, fastest=1e6),
            server_clock=ServerClock(self.clock),
            shop=shop.id,
        )

    async def close(self) -> None:
        await self.transports.close()
        await self.world.close()
