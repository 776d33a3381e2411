"""Reads pages of the inbox for any query, straight from indexes.

Every form of statement walks an index in the order of the page and decides about a row by the facts
at the index's end. Several shops are walked one by one and merged, read only as far as the page
goes: a condition with several shops would make SQLite read and sort all of their conversations.
"""

from __future__ import annotations

import heapq
import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from nobi_desktop.domain import periods
from nobi_desktop.domain.conversation import ConversationRow, Orders
from nobi_desktop.domain.ids import ShopId, TagId
from nobi_desktop.domain.periods import EVER
from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Sort
from nobi_desktop.store import conversations
from nobi_desktop.store.codec import clean
from nobi_desktop.store.conversations import COLUMNS, Rules
from nobi_desktop.store.inbox_counts import on_show
from nobi_desktop.store.sql import Connection, Statement

PAGE = 100
"""Rows of a page: several screens of the list, and half of a click's time goes into making them."""

FEW = 1000
"""Conversations with what is asked for up to which all are read and sorted: a walk through all
others would take longer."""

FEW_TAGGED = 500
"""The same of those with a tag, which are looked up one by one: each takes as long as walking past
some twenty others."""

PLACE = "last_at, shop, id, n, waiting_since, unanswered"
"""What the places of a few are sorted by, before their rows are read."""

_AFTER_ALL = "\U0010ffff"
_ORDERS = {
    Filter.HAS_ORDER: Orders.SOME,
    Filter.NO_ORDER: Orders.NONE,
    Filter.ORDER_UNKNOWN: Orders.UNKNOWN,
}
_FACTS = {
    Filter.REMINDER: "remind_at > 0",
    Filter.UNREAD: "unread > 0",
    Filter.UNANSWERED: "unanswered = 1",
}
# Where several facts are asked for, the rarest one's index is walked.
_INDEXES = {
    Filter.REMINDER: "inbox_reminder",
    Filter.UNREAD: "inbox_unread",
}
_WAITING = "inbox_waiting"
_WITH_TAG = Statement(
    "SELECT 1 FROM seller.conversation_tags WHERE tag = :tag AND shop IN :shops LIMIT :limit"
)
_ROWS = Statement(f"SELECT {COLUMNS} FROM tiktok.conversations WHERE n IN :ns")


@dataclass(frozen=True, slots=True)
class Form:
    """The shape of a statement: what is asked of a row, by which index, from where on.

    `waiting` walks those who wait, the longest wait first; `answered` leaves them out.
    """

    filters: frozenset[Filter] = frozenset()
    orders: Orders | None = None
    tags: int = 0
    every_tag: bool = False
    untagged: bool = False
    timed: bool = False
    waiting: bool = False
    answered: bool = False
    below: bool = False


def page(
    connection: Connection,
    query: InboxQuery,
    *,
    limit: int = PAGE,
    before: ConversationRow | None = None,
    now: float = 0.0,
    rules: Rules | None = None,
) -> tuple[ConversationRow, ...]:
    """The first `limit` conversations for `query` in its order; those below `before`.

    `now` (UTC seconds) is what the query's period is counted from; `rules` are those in force.
    """
    limit = max(0, min(limit, 2**31))
    shops = tuple(sorted({clean(shop) for shop in query.shops})) or on_show(connection)
    tags = tuple(sorted({clean(tag) for tag in query.tags}))
    rules = rules or conversations.rules(connection)
    since, until = periods.span(query, now, rules.shift_start, rules.shift_end)
    # What holds a comma is no tag's id, and would be found between two of them.
    values: dict[str, Any] = {
        f"tag{n}": f",{tag}," if tag and "," not in tag else ",," for n, tag in enumerate(tags)
    }
    values |= {"since": max(0, min(since, EVER)), "until": max(0, min(until, EVER))}
    if not shops or not limit or values["since"] >= values["until"]:
        return ()
    ask = _Ask(connection, query, shops, tags, values, limit)
    if query.sort is Sort.NEWEST:
        return conversations.rows(connection, ask.newest(before, answered=False), rules)
    offsets = {shop: rules.seconds_of(shop) * (query.sort is Sort.DEADLINE) for shop in shops}
    found: list[tuple[Any, ...]] = []
    if before is None or before.unanswered:
        found = ask.waiting(before, offsets)
        before = None
    if len(found) < limit and Filter.UNANSWERED not in query.filters:
        ask.limit -= len(found)
        found += ask.newest(before, answered=True)
    return conversations.rows(connection, found, rules)


class _Ask:
    """One page that is asked for."""

    def __init__(
        self,
        connection: Connection,
        query: InboxQuery,
        shops: Sequence[ShopId],
        tags: Sequence[TagId],
        values: dict[str, Any],
        limit: int,
    ) -> None:
        self.limit = limit
        self._connection = connection
        self._query = query
        self._shops = shops
        self._tags = tags
        self._values = values
        self._looked = False
        self._few: list[tuple[Any, ...]] | None = None
        wanted = [_ORDERS[f] for f in Filter if f in query.filters & ORDER_FILTERS]
        # All three together are no condition, and each alone has its stretch of an index.
        self._orders: list[Orders | None] = [None] if len(wanted) in (0, 3) else [*wanted]

    def newest(self, before: ConversationRow | None, *, answered: bool) -> list[tuple[Any, ...]]:
        few = self._few_tagged()
        if few is None:
            few = self._few_of_all()
        if few is not None:
            few = [row for row in few if not (answered and row[5])]
            place = (before.last_at, *before.key) if before is not None else None
            return self._of_few(few, lambda row: row[:3], place, reverse=True)
        places = {}
        if before is not None:
            for shop in self._shops:
                places[shop] = {"at": before.last_at, "id": _edge(shop, before)}
        walks = self._walks(places, answered=answered)
        return self._merged(walks, lambda row: row[:3], reverse=True)

    def waiting(
        self, before: ConversationRow | None, offsets: dict[ShopId, int]
    ) -> list[tuple[Any, ...]]:
        due = before.waiting_since + offsets.get(before.key.shop, 0) if before is not None else 0
        few = self._few_waiting()
        if few is not None:
            place = (due, *before.key) if before is not None else None
            return self._of_few(
                few, lambda row: (row[4] + offsets[row[1]], row[1], row[2]), place, reverse=False
            )
        places = {}
        if before is not None:
            for shop, offset in offsets.items():
                places[shop] = {"at": due - offset, "id": _edge(shop, before)}
        walks = self._walks(places, waiting=True)
        return self._merged(walks, lambda row: (row[12] + offsets[row[1]], row[1], row[2]))

    def _walks(
        self, places: dict[ShopId, dict[str, Any]], *, waiting: bool = False, answered: bool = False
    ) -> list[sqlite3.Cursor]:
        streams = []
        for orders in self._orders:
            statement = page_statement(self._form(orders, waiting, answered, bool(places)))
            for shop in self._shops:
                names = {"limit": self.limit, "shop": shop, **self._values, **places.get(shop, {})}
                streams.append(statement.each(self._connection, names))
        return streams

    def _form(self, orders: Orders | None, waiting: bool, answered: bool, below: bool) -> Form:
        query = self._query
        return Form(
            query.filters - ORDER_FILTERS,
            orders,
            len(self._tags),
            query.every_tag,
            query.untagged,
            query.period is not None,
            waiting,
            answered,
            below,
        )

    def _merged(
        self, walks: list[sqlite3.Cursor], key: Any, *, reverse: bool = False
    ) -> list[tuple[Any, ...]]:
        merged: Iterator[tuple[Any, ...]] = heapq.merge(*walks, key=key, reverse=reverse)
        found = list(itertools.islice(merged, self.limit))
        for walk in walks:
            walk.close()
        return found

    def _few_tagged(self) -> list[tuple[Any, ...]] | None:
        """The places of those with the tags asked for where they are few; else None."""
        if not self._looked:
            self._looked, self._few = True, self._tagged()
        return self._few

    def _tagged(self) -> list[tuple[Any, ...]] | None:
        query = self._query
        if not self._tags or (query.untagged and not query.every_tag):
            return None
        names = {"shops": self._shops, "limit": FEW_TAGGED + 1}
        counts = {
            tag: len(_WITH_TAG.rows(self._connection, {"tag": tag, **names})) for tag in self._tags
        }
        rarest = min(self._tags, key=lambda tag: (counts[tag], tag))
        tags = (rarest,) if query.every_tag else tuple(self._tags)
        if sum(counts[tag] for tag in tags) > FEW_TAGGED:
            return None
        found: dict[int, tuple[Any, ...]] = {}
        for orders in self._orders:
            statement = few_statement(self._form(orders, False, False, False))
            names = {"shops": self._shops, "some": tags, **self._values}
            found |= {row[3]: row for row in statement.rows(self._connection, names)}
        return list(found.values())

    def _few_waiting(self) -> list[tuple[Any, ...]] | None:
        """The places of those who wait where tags, reminders or the period leave few; else None.

        The order by waiting says nothing of these: it would be walked to its end.
        """
        few = self._few_tagged()
        if few is not None:
            return [row for row in few if row[5]]
        query = self._query
        if Filter.REMINDER not in query.filters and query.period is None:
            return None
        form = self._form(None, False, False, False)
        form = replace(form, filters=form.filters | {Filter.UNANSWERED})
        return self._if_few(form, form, _index(form))

    def _few_of_all(self) -> list[tuple[Any, ...]] | None:
        """The places of what has no index in the order of the page, where they are few."""
        filters = self._query.filters
        if filters & _INDEXES.keys():
            return None
        form = self._form(None, False, False, False)
        if Filter.UNANSWERED in filters:
            # A period bounds the walk; without one it might go through all conversations.
            some = Form(frozenset({Filter.UNANSWERED})) if form.timed else form
            return self._if_few(some, form, _WAITING)
        if self._orders != [None]:
            return self._if_few(Form(), form, "conversations_by_orders")
        return None

    def _if_few(self, some: Form, asked: Form, index: str) -> list[tuple[Any, ...]] | None:
        """The places for `asked`, if in all shops there are few of what `some` asks for.

        Where the index does not hold places it is read first how many there are.
        """
        held = some == asked and index == _WAITING
        walk = self._unsorted(some, PLACE if held else "1", index)
        found = list(itertools.islice(walk, FEW + 1))
        if len(found) > FEW:
            return None
        return found if held else list(self._unsorted(asked, PLACE, index))

    def _unsorted(self, form: Form, columns: str, index: str) -> Iterator[tuple[Any, ...]]:
        names = {"limit": FEW + 1, "shops": self._shops, **self._values}
        for orders in self._orders:
            statement = unsorted_statement(replace(form, orders=orders), columns, index)
            yield from statement.each(self._connection, names)

    def _of_few(
        self,
        few: list[tuple[Any, ...]],
        key: Callable[[tuple[Any, ...]], tuple[Any, ...]],
        place: tuple[Any, ...] | None,
        *,
        reverse: bool,
    ) -> list[tuple[Any, ...]]:
        """The whole rows of the first of a few places in the order of `key`, from `place` on."""
        if place is not None:
            few = [row for row in few if (key(row) < place if reverse else key(row) > place)]
        few.sort(key=key, reverse=reverse)
        ns = [row[3] for row in few[: self.limit]]
        rows = {row[-1]: row for row in _ROWS.rows(self._connection, {"ns": ns})} if ns else {}
        return [rows[n] for n in ns]


def _edge(shop: ShopId, before: ConversationRow) -> str:
    """From which id on a shop's rows of the very time of `before` stand below it.

    Newest first the ids fall and a lower shop stands below; by waiting both are the other way
    round.
    """
    if shop == before.key.shop:
        return before.key.id
    return _AFTER_ALL if shop < before.key.shop else ""


@lru_cache(maxsize=512)
def page_statement(form: Form, columns: str = COLUMNS) -> Statement:
    """The statement for a page of one shop."""
    conditions = ["shop = :shop", *_conditions(form)]
    if form.waiting:
        index = _WAITING
        order = "waiting_since, id"
        if form.below:
            conditions.append("(waiting_since, id) > (:at, :id)")
        conditions.append("unanswered = 1")
    else:
        index = _index(form)
        order = "last_at DESC, id DESC"
        if form.below:
            conditions.append("(last_at, id) < (:at, :id)")
    where = " AND ".join(dict.fromkeys(conditions))
    return Statement(
        f"SELECT {columns} FROM tiktok.conversations INDEXED BY {index} WHERE {where} "
        f"ORDER BY {order} LIMIT :limit"
    )


def _conditions(form: Form) -> list[str]:
    found = [sql for filter, sql in _FACTS.items() if filter in form.filters]
    if form.answered:
        found.append("unanswered = 0")
    if form.orders is not None:
        found.append(f"orders = {int(form.orders)}")
    if form.timed:
        found.append("last_at >= :since AND last_at < :until")
    alternatives = [f"instr(tags, :tag{n}) > 0" for n in range(form.tags)]
    if form.untagged:
        alternatives.append("tags = ''")
    elif form.tags:
        found.append("tags <> ''")
    if alternatives:
        found.append(f"({(' AND ' if form.every_tag else ' OR ').join(alternatives)})")
    return found


def _index(form: Form) -> str:
    if form.tags and not form.untagged and Filter.REMINDER not in form.filters:
        return "inbox_tagged"
    for filter, index in _INDEXES.items():
        if filter in form.filters:
            return index
    return "inbox"


@lru_cache(maxsize=512)
def unsorted_statement(form: Form, columns: str, index: str) -> Statement:
    """The statement for what the form asks for, of all shops, as it comes in an index."""
    where = " AND ".join(["shop IN :shops", *_conditions(form)])
    return Statement(
        f"SELECT {columns} FROM tiktok.conversations INDEXED BY {index} WHERE {where} LIMIT :limit"
    )


@lru_cache(maxsize=512)
def few_statement(form: Form) -> Statement:
    """The statement for the places of those that have one of some tags; with two, twice."""
    where = " AND ".join(["t.tag IN :some", "t.shop IN :shops", *_conditions(form)])
    return Statement(
        "SELECT c.last_at, c.shop, c.id, c.n, c.waiting_since, c.unanswered "
        "FROM seller.conversation_tags t "
        "CROSS JOIN tiktok.conversations c ON c.shop = t.shop AND c.id = t.conversation "
        f"WHERE {where}"
    )
