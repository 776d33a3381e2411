"""Keeps the groups of shops that the seller opens as one inbox."""

from __future__ import annotations

from sqlalchemy import Connection, text

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.ids import GroupId, ShopId
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.touched import touch

_ALL = text("SELECT id, name, shortcut, position FROM seller.shop_groups ORDER BY position, id")
_MEMBERS = text("SELECT group_id, shop FROM seller.group_shops ORDER BY group_id, position, shop")
_SAVE = text(
    "INSERT INTO seller.shop_groups (id, name, shortcut, position) "
    "VALUES (:id, :name, :shortcut, :position) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, shortcut = excluded.shortcut, position = excluded.position"
)
_FREE = text("UPDATE seller.shop_groups SET shortcut = 0 WHERE shortcut = :shortcut AND id <> :id")
_JOIN = text(
    "INSERT INTO seller.group_shops (group_id, shop, position) VALUES (:id, :shop, :position)"
)
_EMPTY = text("DELETE FROM seller.group_shops WHERE group_id = :id")
_LEAVE = text("DELETE FROM seller.group_shops WHERE shop = :shop")
_DELETE = text("DELETE FROM seller.shop_groups WHERE id = :id")
_BARREN = text(
    "SELECT g.id FROM seller.shop_groups g WHERE "
    "(SELECT count(*) FROM seller.group_shops m WHERE m.group_id = g.id) < 2"
)


def all(connection: Connection) -> tuple[ShopGroup, ...]:
    """Every group, in the seller's order."""
    members: dict[GroupId, list[ShopId]] = {}
    for group, shop in connection.execute(_MEMBERS):
        members.setdefault(group, []).append(shop)
    return tuple(
        ShopGroup(id, name, tuple(members.get(id, ())), shortcut, position)
        for id, name, shortcut, position in connection.execute(_ALL)
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
        connection.execute(_FREE, values)
    connection.execute(
        _SAVE, {**values, "name": clean(group.name), "position": whole(group.position)}
    )
    connection.execute(_EMPTY, {"id": values["id"]})
    for place, shop in enumerate(dict.fromkeys(group.shops)):
        connection.execute(_JOIN, {"id": values["id"], "shop": clean(shop), "position": place})
    touch(connection).groups()


def delete(connection: Connection, group: GroupId) -> None:
    """Let a group go; its shops stay."""
    connection.execute(_EMPTY, {"id": group})
    connection.execute(_DELETE, {"id": group})
    touch(connection).groups()


def without(connection: Connection, shop: ShopId) -> None:
    """A shop's record is gone: it leaves its groups, and a group of one is none any more."""
    if connection.execute(_LEAVE, {"shop": shop}).rowcount:
        for group in connection.execute(_BARREN).scalars().all():
            delete(connection, group)
        touch(connection).groups()
