"""Puts shops into the sections of the rail: by branch, with those that were given up at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nobi_desktop.domain.branch import Branch
    from nobi_desktop.domain.ids import BranchId, ShopId
    from nobi_desktop.domain.shop import ShopRow


class Section(NamedTuple):
    """Shops that stand together: those of `branch` (None: of no branch), or those `gone`."""

    branch: Branch | None
    rows: tuple[ShopRow, ...]
    gone: bool = False

    @property
    def key(self) -> tuple[BranchId, bool]:
        return (self.branch.id if self.branch is not None else "", self.gone)


def sections(rows: Sequence[ShopRow], branches: Sequence[Branch]) -> tuple[Section, ...]:
    """`rows` in sections, each in the order of the rail; there is none without a shop."""
    live = [row for row in rows if row.shop.connected]
    known = {branch.id for branch in branches}
    parts = [
        Section(branch, tuple(row for row in live if row.shop.branch == branch.id))
        for branch in branches
    ]
    parts.append(Section(None, tuple(row for row in live if row.shop.branch not in known)))
    parts.append(Section(None, tuple(row for row in rows if not row.shop.connected), gone=True))
    return tuple(part for part in parts if part.rows)


def moved(
    parts: Sequence[Section], shop: ShopId, to: tuple[BranchId, bool], place: int
) -> tuple[ShopId, ...]:
    """Every shop in order, after `shop` has gone before the one at `place` of the section `to`."""
    order: list[ShopId] = []
    for part in parts:
        ids = [row.shop.id for row in part.rows]
        if part.key == to:
            ids.insert(place, "")
        order += [id for id in ids if id != shop]
    order[order.index("")] = shop
    return tuple(order)
