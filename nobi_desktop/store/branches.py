"""Keeps the seller's branches and which shop belongs to which."""

from __future__ import annotations

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.store import shops
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_ALL = Statement(
    "SELECT id, name, representative, phone, description, position FROM seller.branches "
    "ORDER BY position, id"
)
_SAVE = Statement(
    "INSERT INTO seller.branches (id, name, representative, phone, description, position) "
    "VALUES (:id, :name, :representative, :phone, :description, :position) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
    "representative = excluded.representative, phone = excluded.phone, "
    "description = excluded.description, position = excluded.position"
)
_DELETE = Statement("DELETE FROM seller.branches WHERE id = :id")
_THERE = Statement("SELECT 1 FROM seller.branches WHERE id = :id")
_MEMBERS = Statement("SELECT id FROM seller.shops WHERE branch = :id")


def all(connection: Connection) -> tuple[Branch, ...]:
    """Every branch, in the seller's order."""
    return tuple(Branch(*row) for row in _ALL.rows(connection, {}))


def save(connection: Connection, branch: Branch) -> None:
    """Keep `branch`, in place of an earlier state of it."""
    _SAVE.run(
        connection,
        {
            "id": clean(branch.id),
            "name": clean(branch.name),
            "representative": clean(branch.representative),
            "phone": clean(branch.phone),
            "description": clean(branch.description),
            "position": whole(branch.position),
        },
    )
    touch(connection).branches()


def delete(connection: Connection, branch: BranchId) -> None:
    """Let a branch go; its shops are in none from then on."""
    for (shop,) in _MEMBERS.rows(connection, {"id": branch}):
        shops.update(connection, shop, branch="")
    _DELETE.run(connection, {"id": branch})
    touch(connection).branches()


def assign(connection: Connection, shop: ShopId, branch: BranchId) -> None:
    """Put a shop into a branch that is there, or into none where `branch` is empty."""
    if not branch or _THERE.row(connection, {"id": branch}) is not None:
        shops.update(connection, shop, branch=branch)
