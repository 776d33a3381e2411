"""The shops on the rail: each with its state, its counts and the moment it is complete up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.shop import Shop, ShopRow, ShopStatus
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import shops

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database


class Shops:
    """One row for each connected shop, in the order of the rail."""

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        statuses: Fact[tuple[ShopStatus, ...]],
        counts: Fact[InboxCounts],
    ) -> None:
        self.rows: Fact[tuple[ShopRow, ...]] = Fact(())
        self._db = db
        self._scope = scope
        self._shops: tuple[Shop, ...] = ()
        self._statuses = statuses
        self._counts = counts
        self._stops: list[Stop] = [
            statuses.watch(lambda _: self._tell()),
            counts.watch(lambda _: self._tell()),
            db.changes.watch(self._changed),
        ]

    def refresh(self) -> None:
        """Read the records of the shops again."""
        self._scope.start(self._read(), "shops")

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _changed(self, changes: Changes) -> None:
        if changes.shops:
            self.refresh()

    async def _read(self) -> None:
        self._shops = await self._db.read(shops.all)
        self._tell()

    def _tell(self) -> None:
        statuses = {status.shop: status for status in self._statuses.value}
        counts = {shop: (unread, due) for shop, unread, due in self._counts.value.by_shop}
        self.rows.set(
            tuple(
                ShopRow(
                    shop, statuses.get(shop.id, ShopStatus(shop.id)), *counts.get(shop.id, (0, 0))
                )
                for shop in self._shops
            )
        )
