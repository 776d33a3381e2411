"""The shops on the rail: how each stands, what waits in it, and what the seller does with it."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from nobi_desktop.desk.troubles import INTERNAL, trouble_of
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.domain.keys import ShopKeys
from nobi_desktop.domain.shop import Shop, ShopRow, ShopStatus, rail
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.store import branches, shops

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

_log = logging.getLogger(__name__)


class Keys(Protocol):
    """What the shops' keys can be asked for."""

    @property
    def keys(self) -> Fact[tuple[ShopKeys, ...]]: ...

    async def pause(self, shop: ShopId) -> object: ...

    async def resume(self, shop: ShopId) -> object: ...

    async def refresh_tokens(self, shop: ShopId) -> object: ...


class Shops:
    """One row for each shop: the connected ones in the order of the rail, then those given up.

    `refreshed` tells how a refresh of tokens ended that was asked for by hand, `accepted` the same
    of switching on that TikTok hands chats to the shop: the shop, and empty or a code of
    `desk.troubles`. `look` polls a shop now; `accept` makes TikTok hand chats to it.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        statuses: Fact[tuple[ShopStatus, ...]],
        counts: Fact[InboxCounts],
        keys: Keys,
        look: Callable[[ShopId], object],
        accept: Callable[[ShopId], Awaitable[None]],
    ) -> None:
        self.rows: Fact[tuple[ShopRow, ...]] = Fact(())
        self.refreshed: News[tuple[ShopId, str]] = News()
        self.accepted: News[tuple[ShopId, str]] = News()
        self._db = db
        self._scope = scope
        self._shops: tuple[Shop, ...] = ()
        self._statuses = statuses
        self._counts = counts
        self._keys = keys
        self._look = look
        self._accept = accept
        self._under_way: set[tuple[str, ShopId]] = set()
        self._stops: list[Stop] = [
            statuses.watch(lambda _: self._tell()),
            counts.watch(lambda _: self._tell()),
            keys.keys.watch(lambda _: self._tell()),
            db.changes.watch(self._changed),
        ]

    # -- commands -------------------------------------------------------------------------------

    def arrange(self, order: Sequence[ShopId]) -> None:
        """Put the shops on the rail in `order`."""
        self._scope.start(self._db.write(shops.arrange, tuple(order)), "arrange shops")

    def recolour(self, shop: ShopId, colour: str) -> None:
        """Give a shop another colour, `#rrggbb`; anything else is ignored."""
        if self._known(shop) and _COLOUR.fullmatch(colour):
            self._scope.start(self._db.write(_recolour, shop, colour), "recolour")

    def set_branch(self, shop: ShopId, branch: BranchId) -> None:
        """Put a shop into a branch, into none where it is empty."""
        if self._known(shop):
            self._scope.start(self._db.write(branches.assign, shop, branch), "branch")

    def pause(self, shop: ShopId) -> None:
        """Neither read nor write for a shop until it is resumed."""
        if self._known(shop):
            self._once("pause", shop, self._keys.pause)

    def resume(self, shop: ShopId) -> None:
        """Read and write for a paused shop again."""
        if self._known(shop):
            self._once("resume", shop, self._keys.resume)

    def look(self, shop: ShopId) -> None:
        """Look for news of a shop now."""
        if self._known(shop):
            self._look(shop)

    def refresh_tokens(self, shop: ShopId) -> None:
        """Refresh a shop's tokens now; `refreshed` tells how it went."""
        if self._known(shop):
            self._once("refresh", shop, self._keys.refresh_tokens, self.refreshed)

    def accept_chats(self, shop: ShopId) -> None:
        """Let TikTok hand chats to a shop's account; `accepted` tells how it went."""
        if self._known(shop):
            self._once("accept", shop, self._accept, self.accepted)

    def refresh(self) -> None:
        """Read the records of the shops again."""
        self._scope.start(self._read(), "shops")

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    # -- doing ----------------------------------------------------------------------------------

    def _known(self, shop: ShopId) -> bool:
        return any(known.id == shop for known in self._shops)

    def _once(
        self,
        name: str,
        shop: ShopId,
        work: Callable[[ShopId], Awaitable[object]],
        told: News[tuple[ShopId, str]] | None = None,
    ) -> None:
        """Do `work` for a shop unless the same is under way, and tell how it ended."""
        if (name, shop) in self._under_way:
            return

        async def run() -> None:
            trouble: Exception | None = None
            try:
                await work(shop)
            except Exception as error:
                trouble = error
            finally:
                self._under_way.discard((name, shop))
            code = trouble_of(trouble) if trouble is not None else ""
            if told is not None:
                told.tell((shop, code))
            if trouble is not None:
                _log.info("%s of shop …%s failed: %s", name, shop[-3:], code)
                if code == INTERNAL:
                    raise trouble

        if self._scope.start(run(), name) is not None:
            self._under_way.add((name, shop))

    # -- showing --------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.shops:
            self.refresh()

    async def _read(self) -> None:
        self._shops = await self._db.read(shops.all)
        self._tell()

    def _tell(self) -> None:
        statuses = {status.shop: status for status in self._statuses.value}
        counts = {shop: (unread, due) for shop, unread, due in self._counts.value.by_shop}
        keys: dict[ShopId, list[ShopKeys]] = {}
        for one in self._keys.keys.value:
            keys.setdefault(one.shop, []).append(one)
        self.rows.set(
            rail(
                ShopRow(
                    shop,
                    statuses.get(shop.id, ShopStatus(shop.id)),
                    *counts.get(shop.id, (0, 0)),
                    tuple(keys.get(shop.id, ())),
                )
                for shop in self._shops
            )
        )


def _recolour(connection: Connection, shop: ShopId, colour: str) -> None:
    shops.update(connection, shop, colour=colour)
