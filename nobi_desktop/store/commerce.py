"""Keeps a shop's orders, how far they are known, and which buyers have any."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nobi_desktop.domain.commerce import Money, Order, OrderLine
from nobi_desktop.domain.conversation import Orders
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


@dataclass(frozen=True, slots=True)
class OrderSync:
    """How far a shop's orders are known.

    All that changed up to `until` (UTC seconds, 0 for nothing) is held. `complete` tells that the
    walk through all of them, newest first, has come to its end; until then `token` reads on in it.
    TikTok lists a shop's orders back to its beginning, so that "no order" has no date before which
    it would say nothing.
    """

    until: int = 0
    token: str = ""
    complete: bool = False


_SYNC = Statement("SELECT until, token, complete FROM tiktok.order_sync WHERE shop = :shop")
_SET_SYNC = Statement(
    "INSERT INTO tiktok.order_sync (shop, until, token, complete) "
    "VALUES (:shop, :until, :token, :complete) ON CONFLICT (shop) DO UPDATE SET "
    "until = excluded.until, token = excluded.token, complete = excluded.complete"
)
# TikTok's pages shift while they are read: an older state must not replace a newer one. Looks
# overlap: what is held already is no change.
_SAVE = Statement(
    "INSERT INTO tiktok.orders (shop, id, buyer_user, status, created, updated, content) "
    "VALUES (:shop, :id, :buyer, :status, :created, :updated, :content) "
    "ON CONFLICT (shop, id) DO UPDATE SET buyer_user = excluded.buyer_user, "
    "status = excluded.status, created = excluded.created, updated = excluded.updated, "
    "content = excluded.content WHERE excluded.updated > updated OR (excluded.updated = updated "
    "AND (excluded.buyer_user, excluded.status, excluded.created, excluded.content) "
    "<> (buyer_user, status, created, content))"
)
_OF_BUYERS = Statement(
    "SELECT id FROM tiktok.conversations "
    "WHERE shop = :shop AND buyer_user IN :buyers AND orders <> 2"
)
_MARK = Statement(
    "UPDATE tiktok.conversations SET orders = :orders WHERE shop = :shop AND id IN :ids"
)
_UNCHECKED = Statement(
    "SELECT c.id, EXISTS (SELECT 1 FROM tiktok.orders o "
    "WHERE o.shop = c.shop AND o.buyer_user = c.buyer_user) "
    "FROM tiktok.conversations c INDEXED BY conversations_by_orders "
    "WHERE c.shop = :shop AND c.orders = 0 AND c.buyer_user <> '' LIMIT :limit"
)
_COLUMNS = "shop, id, buyer_user, status, created, updated, content"
_BUYERS = Statement(
    f"SELECT {_COLUMNS} FROM tiktok.orders WHERE shop = :shop AND buyer_user = :buyer "
    "ORDER BY created DESC LIMIT :limit"
)
_ONE = Statement(f"SELECT {_COLUMNS} FROM tiktok.orders WHERE shop = :shop AND id = :id")


def sync_of(connection: Connection, shop: ShopId) -> OrderSync:
    """How far the shop's orders are known."""
    row = _SYNC.row(connection, {"shop": shop})
    return OrderSync(row[0], row[1], bool(row[2])) if row else OrderSync()


def store_page(
    connection: Connection, shop: ShopId, page: Sequence[Order], known: OrderSync
) -> int:
    """Store a page of orders, and how far they are known with it, in one transaction.

    The conversations of their buyers have an order from now on. The answer is how many of the
    orders were not held like this before.
    """
    changed = sum(_SAVE.run(connection, _values(shop, order)) for order in page)
    buyers = sorted({clean(order.user_id) for order in page if order.user_id})
    if buyers:
        ids = [id for (id,) in _OF_BUYERS.rows(connection, {"shop": shop, "buyers": buyers})]
        _set(connection, shop, ids, Orders.SOME)
    names = {"shop": shop, "until": whole(known.until), "token": clean(known.token)}
    _SET_SYNC.run(connection, names | {"complete": int(known.complete)})
    return changed


def unchecked(connection: Connection, shop: ShopId) -> bool:
    """Whether there are buyers of whom `check` would find out something."""
    complete = sync_of(connection, shop).complete
    return complete and bool(_UNCHECKED.rows(connection, {"shop": shop, "limit": 1}))


def check(connection: Connection, shop: ShopId, limit: int = 300) -> bool:
    """Look for orders of buyers of whom it was not known; whether there may be more of them.

    A buyer has no order only where all of the shop's are known. One without an id for orders stays
    unchecked.
    """
    complete = sync_of(connection, shop).complete
    found = _UNCHECKED.rows(connection, {"shop": shop, "limit": limit if complete else 0})
    _set(connection, shop, [id for id, some in found if some], Orders.SOME)
    _set(connection, shop, [id for id, some in found if not some], Orders.NONE)
    return len(found) == limit


def of_buyer(
    connection: Connection, shop: ShopId, user_id: str, limit: int = 50
) -> tuple[Order, ...]:
    """The buyer's orders at the shop that are held, newest first."""
    if not user_id:
        return ()
    names = {"shop": shop, "buyer": clean(user_id), "limit": limit}
    return tuple(_order(row) for row in _BUYERS.rows(connection, names))


def get(connection: Connection, shop: ShopId, id: str) -> Order | None:
    """One order, where it is held."""
    row = _ONE.row(connection, {"shop": shop, "id": clean(id)})
    return _order(row) if row else None


def _set(connection: Connection, shop: ShopId, ids: list[str], orders: Orders) -> None:
    if ids:
        _MARK.run(connection, {"shop": shop, "ids": ids, "orders": int(orders)})
        for id in ids:
            touch(connection).conversation(ConversationKey(shop, id))


def _values(shop: ShopId, order: Order) -> dict[str, Any]:
    content = asdict(order)
    for known in ("shop", "id", "status", "created", "updated", "user_id"):
        del content[known]
    return {
        "shop": shop,
        "id": clean(order.id),
        "buyer": clean(order.user_id),
        "status": clean(order.status),
        "created": whole(order.created),
        "updated": whole(order.updated),
        "content": clean(json.dumps(content, ensure_ascii=False)),
    }


def _order(row: Any) -> Order:
    shop, id, buyer, status, created, updated, text = row
    content: dict[str, Any] = json.loads(text)
    content["lines"] = tuple(
        OrderLine(**line | {"price": Money(**line["price"])}) for line in content["lines"]
    )
    for name in ("total", "shipping_fee"):
        content[name] = Money(**content[name])
    known = {"shop": shop, "id": id, "status": status, "created": created, "updated": updated}
    return Order(**known, user_id=buyer, **content)
