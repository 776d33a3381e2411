"""Groups of shops that the seller opens as one inbox."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.named_rows import NamedRows, named
from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.ids import GroupId, ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import groups

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

LAST_KEY = 9


class Groups(NamedRows[ShopGroup]):
    """The groups in the seller's order. `show` lets the inbox show some shops."""

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        shops: Fact[tuple[ShopRow, ...]],
        show: Callable[[Collection[ShopId]], object],
    ) -> None:
        super().__init__(db, scope, groups, lambda changes: changes.groups)
        self._shops = shops
        self._show = show

    def problem(self, name: str, shops: Sequence[ShopId], but: GroupId = "") -> str:
        """Why there cannot be such a group (beside `but`).

        `no_name`, `too_long`, `taken`, or `too_few` shops that are known here; empty where it can.
        """
        return self._trouble(self._tidied(ShopGroup(but, name, tuple(shops))))

    def create(self, name: str, shops: Sequence[ShopId], key: int = 0) -> GroupId:
        """Make a group; its id, empty where there is a problem.

        `key` is the number of its shortcut, 0 for none; it leaves the group that had it.
        """
        return self._create(ShopGroup("", name, tuple(shops), key))

    def open(self, id: GroupId) -> None:
        """Show the group's shops in one inbox, as far as they are connected."""
        group = next((row for row in self._known() if row.id == id), None)
        if group is None:
            return
        connected = {row.shop.id for row in self._shops.value if row.shop.connected}
        shown = connected.intersection(group.shops)
        if shown:
            self._show(shown)

    def _tidied(self, row: ShopGroup) -> ShopGroup:
        known = {shop.shop.id for shop in self._shops.value}
        return replace(
            row,
            name=named(row.name),
            shops=tuple(dict.fromkeys(shop for shop in row.shops if shop in known)),
            key=row.key if 0 <= row.key <= LAST_KEY else 0,
        )

    def _trouble(self, row: ShopGroup) -> str:
        return super()._trouble(row) or ("too_few" if len(row.shops) < 2 else "")
