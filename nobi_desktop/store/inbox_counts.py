"""Counts what each filter of the inbox shows, shop by shop, straight from indexes.

Counting 100,000 conversations takes longer than a click may: who keeps the counts of shops in which
nothing has changed counts the others only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nobi_desktop.domain.conversation import InboxCounts, Orders
from nobi_desktop.domain.ids import ShopId, TagId
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.store.sql import Connection, Statement

_ON_SHOW = Statement(
    "SELECT y.shop FROM tiktok.shop_sync y LEFT JOIN seller.shops s ON s.id = y.shop "
    "WHERE coalesce(s.connected, 1) ORDER BY y.shop"
)
_HELD = Statement("SELECT shop, conversations FROM tiktok.shop_sync WHERE conversations > 0")
_TAGS = Statement("SELECT id FROM seller.tags")
# A walk of a stretch of an index for each: grouping by shop in one statement takes twice as long.
_OF_SHOP = "SELECT count(*) FROM tiktok.conversations WHERE shop = :shop AND"
_UNREAD = Statement(f"{_OF_SHOP} unread > 0")
_UNANSWERED = Statement(f"{_OF_SHOP} unanswered = 1")
_REMINDERS = Statement(f"{_OF_SHOP} remind_at > 0")
_TAGGED = Statement(f"{_OF_SHOP} tags <> ''")
_ORDERS = Statement(f"{_OF_SHOP} orders = :orders")
_WITH_TAG = Statement(
    "SELECT count(*) FROM seller.conversation_tags WHERE tag = :tag AND shop = :shop"
)


@dataclass(frozen=True, slots=True)
class ShopCounts:
    """How many conversations of one shop have a fact; `tags` holds those that any has."""

    all: int
    unread: int
    unanswered: int
    has_order: int
    no_order: int
    order_unknown: int
    reminders: int
    untagged: int
    tags: tuple[tuple[TagId, int], ...]


def on_show(connection: Connection) -> tuple[ShopId, ...]:
    """The shops that are shown where none is named: all but those that were given up."""
    return tuple(shop for (shop,) in _ON_SHOW.rows(connection, {}))


def counts(connection: Connection, query: InboxQuery) -> InboxCounts:
    """Conversations with each fact among the shops of `query`, and the two first for every shop.

    A query that names no shops means the connected ones.
    """
    return total(by_shop(connection), query.shops or on_show(connection))


def by_shop(
    connection: Connection, kept: Mapping[ShopId, ShopCounts] | None = None
) -> dict[ShopId, ShopCounts]:
    """The counts of every shop that has conversations; those in `kept` are taken from there."""
    kept = kept or {}
    tags = [tag for (tag,) in _TAGS.rows(connection, {})]
    return {
        shop: kept[shop] if shop in kept else _count(connection, shop, held, tags)
        for shop, held in _HELD.rows(connection, {})
    }


def total(found: Mapping[ShopId, ShopCounts], shops: Collection[ShopId]) -> InboxCounts:
    """The counts of `shops` together, and what waits in each shop."""
    shown = [found[shop] for shop in frozenset(shops) if shop in found]
    tags: dict[TagId, int] = {}
    for each in shown:
        for tag, number in each.tags:
            tags[tag] = tags.get(tag, 0) + number
    return InboxCounts(
        all=sum(each.all for each in shown),
        unread=sum(each.unread for each in shown),
        unanswered=sum(each.unanswered for each in shown),
        by_shop=tuple((shop, found[shop].unread, found[shop].unanswered) for shop in sorted(found)),
        has_order=sum(each.has_order for each in shown),
        no_order=sum(each.no_order for each in shown),
        order_unknown=sum(each.order_unknown for each in shown),
        reminders=sum(each.reminders for each in shown),
        untagged=sum(each.untagged for each in shown),
        tags=tuple(sorted(tags.items())),
    )


def _count(connection: Connection, shop: ShopId, held: int, tags: list[TagId]) -> ShopCounts:
    def of(statement: Statement, **names: object) -> int:
        return int(statement.value(connection, {"shop": shop, **names}))

    some, unknown = of(_ORDERS, orders=int(Orders.SOME)), of(_ORDERS, orders=int(Orders.UNKNOWN))
    numbers = ((tag, of(_WITH_TAG, tag=tag)) for tag in tags)
    return ShopCounts(
        all=held,
        unread=of(_UNREAD),
        unanswered=of(_UNANSWERED),
        has_order=some,
        no_order=held - some - unknown,
        order_unknown=unknown,
        reminders=of(_REMINDERS),
        untagged=held - of(_TAGGED),
        tags=tuple((tag, number) for tag, number in numbers if number),
    )
