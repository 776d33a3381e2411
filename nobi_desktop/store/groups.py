"""Keeps the groups of shops that the seller opens as one inbox."""

from __future__ import annotations

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.ids import GroupId, ShopId
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_ALL = Statement(
    "SELECT id, name, shortcut, position FROM seller.shop_groups ORDER BY position, id"
)
_MEMBERS = Statement(
    "SELECT group_id, shop FROM seller.group_shops ORDER BY group_id, position, shop"
)
_SAVE = Statement(
    "INSERT INTO seller.shop_groups (id, name, shortcut, position) "
    "VALUES (:id, :name, :shortcut, :position) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, shortcut = excluded.shortcut, position = excluded.position"
)
_FREE = Statement(
    "UPDATE seller.shop_groups SET shortcut = 0 WHERE shortcut = :shortcut AND id <> :id"
)
_JOIN = Statement(
    "INSERT INTO seller.group_shops (group_id, shop, position) VALUES (:id, :shop, :position)"
)
_EMPTY = Statement("DELETE FROM seller.group_shops WHERE group_id = :id")
_LEAVE = Statement("DELETE FROM seller.group_shops WHERE shop = :shop")
_DELETE = Statement("DELETE FROM seller.shop_groups WHERE id = :id")
_BARREN = Statement(
    "SELECT g.id FROM seller.shop_groups g WHERE "
    "(SELECT count(*) FROM seller.group_shops m WHERE m.group_id = g.id) < 2"
)


def all(connection: Connection) -> tuple[ShopGroup, ...]:
    """Every group, in the seller's order."""
    members: dict[GroupId, list[ShopId]] = {}
    for group, shop in _MEMBERS.rows(connection, {}):
        members.setdefault(group, []).append(shop)
    return tuple(
        ShopGroup(id, name, tuple(members.get(id, ())), shortcut, position)
        for id, name, shortcut, position in _ALL.rows(connection, {})
    )


def save(connection: Connection, group: ShopGroup) -> None:
    """Keep `group`, in place of an earlier state of it; its shortcut leaves any other group.

    ValueError for fewer than two shops or a shortcut that is none.
    """
    if len(set(group.shops)) < 2:
        raise ValueError("a group has two shops or more")
    if not 0 <= group.key <= 9:
        raise ValueError("a shortcut is a digit")
    values = {"id": clean(group.id), "shortcut": group.key}
    if group.key:
        _FREE.run(connection, values)
    _SAVE.run(connection, {**values, "name": clean(group.name), "position": whole(group.position)})
    _EMPTY.run(connection, {"id": values["id"]})
    for place, shop in enumerate(dict.fromkeys(group.shops)):
        _JOIN.run(connection, {"id": values["id"], "shop": clean(shop), "position": place})
    touch(connection).groups()


def delete(connection: Connection, group: GroupId) -> None:
    """Let a group go; its shops stay."""
    _EMPTY.run(connection, {"id": group})
    _DELETE.run(connection, {"id": group})
    touch(connection).groups()


def without(connection: Connection, shop: ShopId) -> None:
    """A shop's record is gone: it leaves its groups, and a group of one is none any more."""
    if _LEAVE.run(connection, {"shop": shop}):
        for group in [row[0] for row in _BARREN.rows(connection, {})]:
            delete(connection, group)
        touch(connection).groups()
