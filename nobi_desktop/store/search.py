"""Finds messages, buyers and orders by words, whichever characters these are made of.

The index names messages that may hold the words; each is looked at before it is shown. What the
index has not taken in yet is looked through as it is.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.ids import ConversationKey, MessageId, ShopId
from nobi_desktop.domain.kinds import Role
from nobi_desktop.domain.message import LogisticsCard, OrderCard, ReturnCard, words_of
from nobi_desktop.domain.search import MessageHit, OrderHit
from nobi_desktop.store import conversations, search_index, search_words
from nobi_desktop.store.codec import OrderKey, unpack
from nobi_desktop.store.conversations import COLUMNS
from nobi_desktop.store.holes import number
from nobi_desktop.store.inbox_counts import on_show
from nobi_desktop.store.search_index import BUYER, MESSAGE, N_MASK, guarded
from nobi_desktop.store.sql import Connection, Statement

LOOKED_AT = 1_000
"""Messages that one call looks at, at most: some 10 ms of the store's thread."""

NEWEST = 6_000
"""Messages, the newest of all, in which signs are looked for: the index knows words alone."""

TAIL = 2_000
"""Messages not yet in the index, the newest of them, that are looked through."""

BUYERS = 20
ORDERS = 20

_TOP = 2**63 - 1
# Rows of conversations lie apart from each other on the disk: looking at one costs as much as
# walking past a dozen in the index of the list.
_FEW = 500
_FAR = 20_000

# The order has to stand outside: SQLite leaves out that of a query within a join.
_MESSAGE = (
    "SELECT w.rowid, m.n, m.id, m.created, m.role, m.content, m.visible, c.n, c.shop "
    f"FROM tiktok.message_words w CROSS JOIN tiktok.messages m ON m.n = w.rowid & {N_MASK} "
    "CROSS JOIN tiktok.conversations c ON c.n = m.conversation WHERE w.rowid < :below "
)
_INDEXED = Statement(_MESSAGE + "AND w.message_words MATCH :match ORDER BY w.rowid DESC")
_NEWEST = Statement(_MESSAGE + "ORDER BY w.rowid DESC LIMIT :limit")
_NOT_INDEXED = (
    "SELECT m.n, m.n, m.id, m.created, m.role, m.content, m.visible, c.n, c.shop "
    "FROM tiktok.messages m CROSS JOIN tiktok.conversations c ON c.n = m.conversation "
)
_NEW = Statement(_NOT_INDEXED + "WHERE m.n > :upto ORDER BY m.n DESC LIMIT :limit")
_DUE = Statement(
    _NOT_INDEXED + "WHERE m.n IN (SELECT n FROM tiktok.search_due WHERE what = 'message') "
    "ORDER BY m.n DESC LIMIT :limit"
)
_ROWS = Statement(f"SELECT n, {COLUMNS} FROM tiktok.conversations WHERE n IN :ns")
_IN_CONVERSATION = (
    "SELECT id, key, created, content FROM tiktok.messages "
    "WHERE conversation = :n AND visible = 1 {} "
    "ORDER BY key DESC, created DESC, id DESC LIMIT :limit"
)
_FROM_NEWEST = Statement(_IN_CONVERSATION.format(""))
_FROM_PLACE = Statement(_IN_CONVERSATION.format("AND (key, created, id) < (:key, :created, :id)"))

_BUYERS = Statement("SELECT rowid FROM tiktok.buyer_words WHERE buyer_words MATCH :match")
_BUYERS_APART = Statement(
    "SELECT n FROM tiktok.search_due WHERE what = 'buyer' "
    "UNION SELECT n FROM tiktok.conversations WHERE n > :upto ORDER BY n DESC LIMIT :limit"
)
_BUYER_ROWS = Statement(
    "SELECT last_at, n, buyer_name FROM tiktok.conversations WHERE n IN :ns AND shop IN :shops "
    "ORDER BY last_at DESC, id DESC"
)
_BUYERS_OF_SHOP = Statement(
    "SELECT last_at, id, n FROM tiktok.conversations INDEXED BY inbox "
    "WHERE shop = :shop ORDER BY last_at DESC, id DESC"
)

# The whole of the index is looked through: it is a tenth of its table.
_ORDERS = Statement(
    "SELECT o.shop, o.id, o.status, o.created, o.buyer_user FROM tiktok.orders o WHERE o.rowid IN "
    "(SELECT rowid FROM tiktok.orders INDEXED BY orders_by_id WHERE instr(id, :part) > 0 "
    "LIMIT 500) ORDER BY o.created DESC, o.id"
)
_OF_BUYER = Statement(
    "SELECT n FROM tiktok.conversations WHERE shop = :shop AND buyer_user = :buyer "
    "ORDER BY last_at DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a search goes on: below this row of the index, for so many messages more."""

    below: int = _TOP
    left: int = NEWEST


@dataclass(frozen=True, slots=True)
class Found:
    """Some messages, newest first, and where to go on; None where there is nothing more."""

    hits: tuple[MessageHit, ...] = ()
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class FoundInside:
    """Messages of one conversation, newest first, and where to go on."""

    ids: tuple[MessageId, ...] = ()
    edge: OrderKey | None = None


@dataclass(frozen=True, slots=True)
class First:
    """All kinds at once: what is found first."""

    buyers: tuple[ConversationRow, ...]
    orders: tuple[OrderHit, ...]
    found: Found
    unindexed: int


def first(connection: Connection, words: str, shops: Collection[ShopId], *, limit: int) -> First:
    """What a search shows first: `buyers`, `orders`, and up to `limit` of `messages`."""
    return First(
        buyers(connection, words, shops),
        orders(connection, words, shops),
        messages(connection, words, shops, limit=limit),
        search_index.left(connection),
    )


def messages(
    connection: Connection,
    words: str,
    shops: Collection[ShopId],
    *,
    limit: int,
    edge: Edge = Edge(),
) -> Found:
    """Up to `limit` messages of `shops` (none named: those on show) that hold all of `words`.

    One call looks at so many messages only; the answer's edge says where the next goes on. Each
    word must begin one of the message; signs are looked for among the newest messages. Raises
    StoreError `words` where the index is damaged.
    """
    wanted = search_words.wanted(words)
    shown = _shown(connection, shops)
    if not wanted or not shown or limit <= 0:
        return Found()
    with guarded():
        candidates = heapq.merge(
            _apart(connection, wanted, edge),
            _indexed(connection, wanted, shown, edge),
            key=lambda row: row[0],
            reverse=True,
        )
        kept: list[tuple[Any, str]] = []
        after = None
        for looked, row in enumerate(candidates, start=1):
            said = _said(row, wanted) if row[6] and row[8] in shown else None
            if said is not None:
                kept.append((row, said))
            if len(kept) == limit or looked == LOOKED_AT:
                after = Edge(row[0], edge.left - looked)
                break
    return Found(_hits(connection, kept), after)


def inside(
    connection: Connection,
    key: ConversationKey,
    words: str,
    *,
    limit: int,
    below: OrderKey | None = None,
) -> FoundInside:
    """Messages of one conversation that hold all of `words` anywhere in them.

    One call looks at `LOOKED_AT` messages below `below`; `limit` bounds what is found.
    """
    wanted = search_words.wanted(words)
    n = number(connection, key)
    if not wanted or n is None:
        return FoundInside()
    names: dict[str, Any] = {"n": n, "limit": LOOKED_AT}
    if below is None:
        rows = _FROM_NEWEST.rows(connection, names)
    else:
        names |= {"key": below[0], "created": below[1], "id": below[2]}
        rows = _FROM_PLACE.rows(connection, names)
    ids: list[MessageId] = []
    for id, order, created, content in rows:
        if search_words.holds(fold(words_of(unpack(content))), wanted):
            ids.append(id)
            if len(ids) == limit:
                return FoundInside(tuple(ids), (order, created, id))
    last = rows[-1] if len(rows) == LOOKED_AT else None
    return FoundInside(tuple(ids), (last[1], last[2], last[0]) if last else None)


def buyers(
    connection: Connection, words: str, shops: Collection[ShopId], *, limit: int = BUYERS
) -> tuple[ConversationRow, ...]:
    """Conversations whose buyer's name holds all of `words`, the newest first."""
    wanted = search_words.wanted(words)
    shown = _shown(connection, shops)
    if not wanted or not shown:
        return ()
    match = _match(connection, wanted, shown)
    with guarded():
        upto = search_index.upto(connection, BUYER)
        apart = _BUYERS_APART.rows(connection, {"upto": upto, "limit": TAIL})
        ns = {row[0] for row in apart}
        if match:
            ns |= {row[0] for row in _BUYERS.each(connection, {"match": match})}
        if match is None:
            ns |= set(_newest_of(connection, shown, None, _FEW))
        elif len(ns) > _FEW:
            # So many have such a name that the newest of them are met soon.
            ns = set(_newest_of(connection, shown, ns, limit + 10 + len(apart)))
        names = {"ns": ns, "shops": shown}
        rows = _BUYER_ROWS.rows(connection, names) if ns else []
        terms = search_words.terms(wanted)
        named = (
            n
            for _, n, name in rows
            if search_words.holds(fold(name), wanted)
            and search_words.begun(search_words.words(fold(name)), terms)
        )
        found = list(itertools.islice(named, limit))
    rows_of = _rows(connection, found)
    return tuple(rows_of[n] for n in found)


def orders(
    connection: Connection, words: str, shops: Collection[ShopId], *, limit: int = ORDERS
) -> tuple[OrderHit, ...]:
    """Orders by a part of their id, and the conversations of their buyers; the newest first.

    Ids are looked for among the orders that are known and on the cards of messages. A part of less
    than `SHORTEST_PART` digits, or anything but digits, finds nothing.
    """
    part = words.strip().removeprefix("#")
    if not (part.isascii() and part.isdigit() and len(part) >= search_words.SHORTEST_PART):
        return ()
    shown = _shown(connection, shops)
    found: dict[tuple[ShopId, str], tuple[int, str, int]] = {}
    for shop, id, status, created, buyer in _ORDERS.rows(connection, {"part": part}):
        if shop in shown and len(found) < limit:
            n = _OF_BUYER.value(connection, {"shop": shop, "buyer": buyer}) if buyer else None
            if n is not None:
                found[shop, id] = (n, status, created)
    for row in _cards(connection, part, shown):
        card = unpack(row[5])
        if len(found) == limit:
            break
        if isinstance(card, OrderCard | LogisticsCard | ReturnCard) and part in card.order_id:
            status = card.status if isinstance(card, OrderCard) else ""
            found.setdefault((row[8], card.order_id), (row[7], status, row[3]))
    rows = _rows(connection, [n for n, _, _ in found.values()])
    hits = [
        OrderHit(rows[n], id, status, created) for (_, id), (n, status, created) in found.items()
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.order != part, -hit.at, hit.order)))


def _shown(connection: Connection, shops: Collection[ShopId]) -> frozenset[ShopId]:
    return frozenset(shops) or frozenset(on_show(connection))


def _match(connection: Connection, wanted: Sequence[str], shown: frozenset[ShopId]) -> str | None:
    """The question to the index; "" where it holds nothing of `shown`, None where it is of signs.

    Terms are letters and digits alone, so that nothing a seller types can be a command.
    """
    terms = search_words.terms(wanted)
    if not terms:
        return None
    marks = search_index.shop_marks(connection)
    within = {mark for shop, mark in marks.items() if shop in shown}
    without = set(marks.values()) - within
    if not within:
        return ""
    asked = " AND ".join(f'"{term}" *' for term in terms)
    if not without:
        return asked
    if len(without) < len(within):
        return f"({asked}) NOT ({_one_of(without)})"
    return f"({asked}) AND ({_one_of(within)})"


def _one_of(marks: Collection[str]) -> str:
    return " OR ".join(f'"{each}"' for each in sorted(marks))


def _indexed(
    connection: Connection, wanted: Sequence[str], shown: frozenset[ShopId], edge: Edge
) -> Iterator[Any]:
    match = _match(connection, wanted, shown)
    if match is None:
        names = {"below": edge.below, "limit": max(0, edge.left)}
        return iter(_NEWEST.each(connection, names))
    if not match:
        return iter(())
    return iter(_INDEXED.each(connection, {"match": match, "below": edge.below}))


def _apart(connection: Connection, wanted: Sequence[str], edge: Edge) -> list[Any]:
    """Messages that the index has not taken in as they are now, if they hold the words."""
    upto = search_index.upto(connection, MESSAGE)
    rows = {
        row[1]: row
        for row in itertools.chain(
            _NEW.each(connection, {"upto": upto, "limit": TAIL}),
            _DUE.each(connection, {"limit": TAIL}),
        )
    }
    terms = search_words.terms(wanted)
    placed = [
        (search_index.place_of(row[1], row[3]), *row[1:])
        for row in rows.values()
        if _said(row, wanted) is not None
        and search_words.begun(search_words.of_message(unpack(row[5])), terms)
    ]
    return sorted((row for row in placed if row[0] < edge.below), reverse=True)


def _said(row: Any, wanted: Iterable[str]) -> str | None:
    """What a message says where it holds the words."""
    said = words_of(unpack(row[5]))
    return said if search_words.holds(fold(said), wanted) else None


def _hits(connection: Connection, kept: Sequence[tuple[Any, str]]) -> tuple[MessageHit, ...]:
    rows = _rows(connection, [row[7] for row, _ in kept])
    found: dict[int, MessageHit] = {}
    for row, said in kept:
        mine = row[4] not in (Role.BUYER.value, Role.SYSTEM.value)
        found.setdefault(row[1], MessageHit(rows[row[7]], row[2], said, row[3], mine))
    return tuple(found.values())


def _rows(connection: Connection, ns: Sequence[int]) -> dict[int, ConversationRow]:
    if not ns:
        return {}
    found = _ROWS.rows(connection, {"ns": tuple(dict.fromkeys(ns))})
    made = conversations.rows(connection, [row[1:] for row in found])
    return {row[0]: each for row, each in zip(found, made, strict=True)}


def _newest_of(
    connection: Connection, shown: Iterable[ShopId], among: Collection[int] | None, limit: int
) -> list[int]:
    """The newest conversations of `shown`, of which only those of `among` where it is given."""
    walks = [_BUYERS_OF_SHOP.each(connection, {"shop": shop}) for shop in sorted(shown)]
    merged = heapq.merge(*walks, key=lambda row: row[:2], reverse=True)
    numbers = (row[2] for row in itertools.islice(merged, _FAR))
    kept = (n for n in numbers if among is None or n in among)
    found = list(itertools.islice(kept, limit))
    for walk in walks:
        walk.close()
    return found


def _cards(connection: Connection, part: str, shown: frozenset[ShopId]) -> Iterator[Any]:
    """The newest messages of `shown` that hold a word which begins with `part`."""
    with guarded():
        rows = heapq.merge(
            _apart(connection, (part,), Edge()),
            _indexed(connection, (part,), shown, Edge()),
            key=lambda row: row[0],
            reverse=True,
        )
        for row in itertools.islice(rows, LOOKED_AT):
            if row[6] and row[8] in shown:
                yield row
