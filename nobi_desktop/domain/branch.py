"""The seller's own orders of shops: branches, and groups that are looked at together."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.ids import BranchId, GroupId, ShopId


@dataclass(frozen=True, slots=True)
class Branch:
    """A business unit of the seller's ("chi nhánh"); TikTok knows nothing of it.

    Each shop is in one branch or in none (`Shop.branch`). `position` is its place among branches.
    """

    id: BranchId
    name: str
    representative: str = ""
    phone: str = ""
    description: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ShopGroup:
    """Two or more shops whose conversations are opened as one inbox ("gộp shop").

    `key` is the number of its shortcut (Ctrl+1 to Ctrl+9), 0 for none; `shops` in the seller's
    order.
    """

    id: GroupId
    name: str
    shops: tuple[ShopId, ...]
    key: int = 0
    position: int = 0
