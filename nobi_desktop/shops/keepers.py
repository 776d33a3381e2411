"""Runs one keeper of tokens for each authorization in use, and lets go of those that are not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Stop
from nobi_desktop.flow.tasks import TaskScope
from nobi_desktop.shops.records import Home
from nobi_desktop.shops.tokens import TokenKeeper
from nobi_desktop.shops.vault import Vault
from nobi_desktop.store.database import Database
from nobi_desktop.tiktok.authorization import TokenPair


@dataclass(frozen=True, slots=True)
class _Kept:
    keeper: TokenKeeper
    run: asyncio.Task[None] | None
    stop: Stop


class Keepers:
    """The keepers by home; `changed` is called when the status of any of them is another."""

    def __init__(
        self,
        *,
        db: Database,
        vault: Vault,
        clock: Clock,
        server_now: Callable[[], float],
        tasks: TaskScope,
        changed: Callable[[], object],
        reach: Callable[[str], object],
    ) -> None:
        self._db = db
        self._vault = vault
        self._clock = clock
        self._server_now = server_now
        self._tasks = tasks
        self._changed = changed
        self._reach = reach
        self._kept: dict[Home, _Kept] = {}

    def get(self, home: Home) -> TokenKeeper | None:
        """The keeper of the tokens at `home`, None where there is none."""
        kept = self._kept.get(home)
        return kept.keeper if kept is not None else None

    def begin(self, home: Home, refresh: Callable[[str], Awaitable[TokenPair]]) -> TokenKeeper:
        """Keep the tokens at `home` from now on, asking TikTok for new ones by `refresh`."""
        keeper = TokenKeeper(
            home,
            db=self._db,
            vault=self._vault,
            clock=self._clock,
            server_now=self._server_now,
            refresh=refresh,
            reach=self._reach,
        )
        stop = keeper.status.watch(lambda _: self._changed(), now=False)
        run = self._tasks.start(keeper.run(), f"tokens.{home}")
        self._kept[home] = _Kept(keeper, run, stop)
        return keeper

    def wake(self) -> None:
        """The computer has slept: let every keeper look at once whether its tokens are due."""
        for home, kept in self._kept.items():
            self._tasks.start(kept.keeper.look(), f"woken.{home}")

    async def quiet(self, home: Home) -> None:
        """No refresh of these tokens runs or begins any more; their keeper is let go."""
        kept = self._kept.pop(home, None)
        if kept is None:
            return
        kept.stop()
        if kept.run is not None:
            kept.run.cancel()
        await kept.keeper.close()

    async def close(self) -> None:
        """Let all go; refreshes under way are given five seconds."""
        await asyncio.gather(*(self.quiet(home) for home in list(self._kept)))
