"""Reads pages of the inbox and keeps how far the seller has read."""

from __future__ import annotations

import heapq
import itertools
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from nobi_desktop.domain.conversation import Buyer, ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.kinds import Role
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.store import outbox, summary
from nobi_desktop.store.codec import clean, kind_of, role_of
from nobi_desktop.store.sql import Connection, Statement

SHOP_COLOUR = "#0A5CC0"


class Place(NamedTuple):
    """Where a row stands in the inbox: the next page begins below it."""

    last_at: int
    shop: ShopId
    id: str

    @classmethod
    def of(cls, row: ConversationRow) -> Place:
        return cls(row.last_at, row.key.shop, row.key.id)


COLUMNS = (
    "last_at, shop, id, buyer_im, buyer_user, buyer_name, buyer_avatar, last_kind, last_role, "
    "preview, unread, unanswered, waiting_since, can_send, last_message"
)
_WHERE = {Filter.UNREAD: "unread > 0", Filter.UNANSWERED: "unanswered = 1"}
_ROW = Statement(f"SELECT {COLUMNS} FROM tiktok.conversations WHERE shop = :shop AND id = :id")
_SHOPS = Statement("SELECT id, name, colour FROM seller.shops")
_ON_SHOW = Statement(
    "SELECT y.shop FROM tiktok.shop_sync y LEFT JOIN seller.shops s ON s.id = y.shop "
    "WHERE coalesce(s.connected, 1) ORDER BY y.shop"
)
_DRAFTS = Statement(
    "SELECT conversation, text FROM seller.drafts WHERE shop = :shop AND conversation IN :ids"
)
_COUNTS = (
    Statement("SELECT shop, conversations FROM tiktok.shop_sync WHERE conversations > 0"),
    Statement("SELECT shop, count(*) FROM tiktok.conversations WHERE unread > 0 GROUP BY shop"),
    Statement("SELECT shop, count(*) FROM tiktok.conversations WHERE unanswered = 1 GROUP BY shop"),
)
_HELD = Statement("SELECT conversations FROM tiktok.shop_sync WHERE shop = :shop")
_MARK = Statement(
    "UPDATE tiktok.conversations SET read_key = :key, told_key = :told, read_settle = 0 "
    "WHERE n = :n"
)
_STANDING = Statement(
    "SELECT n, server_unread, read_key, told_key FROM tiktok.conversations "
    "WHERE shop = :shop AND id = :id"
)
_NEWEST = Statement(
    "SELECT key FROM tiktok.messages WHERE conversation = :n "
    "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
_TO_TELL = Statement("SELECT id FROM tiktok.conversations WHERE shop = :shop AND read_pending = 1")
_TOLD = Statement(
    "UPDATE tiktok.conversations SET told_key = read_key, read_settle = 1 "
    "WHERE shop = :shop AND id = :id"
)
_BUYER = Statement(
    "SELECT buyer_im, buyer_user, buyer_name, buyer_avatar FROM tiktok.conversations "
    "WHERE shop = :shop AND id = :id"
)


def page_sql(query: InboxQuery, *, below: bool) -> str:
    """The statement for a page of one shop with the filters of `query`, below a place if wanted.

    Each form has an index in exactly its order, so that a page costs its rows and nothing more.
    """
    conditions = ["shop = :shop"]
    conditions += [_WHERE[filter] for filter in Filter if filter in query.filters]
    if below:
        conditions.append("(last_at, id) < (:last_at, :id)")
    return (
        f"SELECT {COLUMNS} FROM tiktok.conversations WHERE {' AND '.join(conditions)} "
        "ORDER BY last_at DESC, id DESC LIMIT :limit"
    )


@lru_cache
def _page(filters: frozenset[Filter], below: bool) -> Statement:
    return Statement(page_sql(InboxQuery(filters=filters), below=below))


def page(
    connection: Connection,
    query: InboxQuery,
    *,
    limit: int = 200,
    before: Place | tuple[int, str, str] | ConversationRow | None = None,
) -> tuple[ConversationRow, ...]:
    """The first `limit` conversations for `query`, newest first; those below `before`."""
    at = Place.of(before) if isinstance(before, ConversationRow) else before
    # One index walk for each shop, merged and read only as far as the page goes: a condition with
    # several shops would make SQLite read and sort all of their conversations.
    streams: list[sqlite3.Cursor] = []
    statement = _page(query.filters, at is not None)
    for shop in query.shops or _on_show(connection):
        names: dict[str, Any] = {"limit": limit, "shop": shop}
        if at is not None:
            # Rows of another shop at the same second stand below or above as their shop's id does.
            edge = at[2] if shop == at[1] else ("" if shop > at[1] else _AFTER_ALL)
            names |= {"last_at": at[0], "id": edge}
        streams.append(statement.each(connection, names))
    merged = heapq.merge(*streams, key=lambda row: row[:3], reverse=True)
    found = list(itertools.islice(merged, limit))
    for stream in streams:
        stream.close()
    return _rows(connection, found)


_AFTER_ALL = "\U0010ffff"


def _on_show(connection: Connection) -> tuple[ShopId, ...]:
    """The shops that are shown where none is named: all but those that were given up."""
    return tuple(shop for (shop,) in _ON_SHOW.rows(connection, {}))


def row(connection: Connection, key: ConversationKey) -> ConversationRow | None:
    """One conversation as the inbox shows it."""
    found = _rows(connection, _ROW.rows(connection, {"shop": key.shop, "id": key.id}))
    return found[0] if found else None


def _rows(connection: Connection, found: Iterable[Any]) -> tuple[ConversationRow, ...]:
    rows = list(found)
    if not rows:
        return ()
    shops = {row[0]: (row[1], row[2]) for row in _SHOPS.rows(connection, {})}
    names: dict[str, list[str]] = {}
    for each in rows:
        names.setdefault(each[1], []).append(each[2])
    drafts: dict[tuple[str, str], str] = {}
    pending: dict[tuple[str, str], outbox.Pending] = {}
    for shop, ids in names.items():
        for conversation, draft in _DRAFTS.rows(connection, {"shop": shop, "ids": ids}):
            drafts[(shop, conversation)] = draft
        for conversation, state in outbox.pending(connection, shop, ids).items():
            pending[(shop, conversation)] = state
    return tuple(
        conversation_row(
            each,
            *shops.get(each[1], ("", SHOP_COLOUR)),
            drafts.get((each[1], each[2]), ""),
            pending.get((each[1], each[2])),
        )
        for each in rows
    )


def conversation_row(
    row: Any,
    shop_name: str,
    shop_colour: str,
    draft: str = "",
    pending: outbox.Pending | None = None,
) -> ConversationRow:
    """The inbox row in a row of `COLUMNS`.

    What we have written since the last message is the last line, also before TikTok has it.
    """
    last = kind_of(row[7]) if row[7] else None, role_of(row[8]) if row[8] else None, row[9]
    if pending is not None and pending.created >= row[0]:
        last = pending.kind, Role.CUSTOMER_SERVICE, pending.words
    return ConversationRow(
        key=ConversationKey(row[1], row[2]),
        buyer=Buyer(row[3], row[4], row[5], row[6]),
        shop_name=shop_name,
        shop_colour=shop_colour,
        last_at=row[0],
        last_kind=last[0],
        last_role=last[1],
        preview=last[2],
        unread=row[10],
        unanswered=bool(row[11]),
        waiting_since=row[12],
        can_send=bool(row[13]),
        draft=draft,
        pending=pending.state if pending is not None else None,
        last_message=row[14],
    )


def counts(connection: Connection, query: InboxQuery) -> InboxCounts:
    """Conversations in all, unread and unanswered: of the query's shops, and for each shop.

    A query that names no shops means the connected ones.
    """
    by_shop = [dict(map(tuple, statement.rows(connection, {}))) for statement in _COUNTS]
    everything, unread, unanswered = by_shop
    on_show = query.shops or _on_show(connection)
    return InboxCounts(
        all=sum(everything.get(shop, 0) for shop in on_show),
        unread=sum(unread.get(shop, 0) for shop in on_show),
        unanswered=sum(unanswered.get(shop, 0) for shop in on_show),
        by_shop=tuple(
            (shop, unread.get(shop, 0), unanswered.get(shop, 0)) for shop in sorted(everything)
        ),
    )


def held(connection: Connection, shop: ShopId) -> int:
    """How many conversations of a shop are kept."""
    return int(_HELD.value(connection, {"shop": shop}) or 0)


def mark_read(connection: Connection, key: ConversationKey, now: float) -> bool:
    """The seller has seen everything known of the conversation; whether that is news."""
    standing = _STANDING.row(connection, {"shop": key.shop, "id": key.id})
    if standing is None:
        return False
    n, server, read_key, told_key = standing
    newest = _NEWEST.value(connection, {"n": n}) or ""
    # Where TikTok counts on although it was told of this very place, it is told again.
    told = "" if server and told_key >= newest else told_key
    if (newest, told) == (read_key, told_key) or not newest:
        return False
    _MARK.run(connection, {"n": n, "key": newest, "told": told})
    summary.refresh(connection, key)
    return True


def read_to_tell(connection: Connection, shop: ShopId) -> tuple[ConversationKey, ...]:
    """Conversations that were read here and that TikTok still counts as unread."""
    rows = _TO_TELL.rows(connection, {"shop": shop})
    return tuple(ConversationKey(shop, row[0]) for row in rows)


def told_read(connection: Connection, key: ConversationKey) -> None:
    """TikTok was told. Its count of the next list may still be the old one, that after it not."""
    _TOLD.run(connection, {"shop": key.shop, "id": key.id})
    summary.refresh(connection, key)


def buyer(connection: Connection, key: ConversationKey) -> Buyer | None:
    """The buyer of a conversation."""
    found = _BUYER.row(connection, {"shop": clean(key.shop), "id": clean(key.id)})
    return Buyer(*found) if found else None
