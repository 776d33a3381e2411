"""Reads who must be answered first in all connected shops, and what to be reminded of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.query import Filter, InboxQuery, Sort
from nobi_desktop.domain.response import RED
from nobi_desktop.store import conversations, inbox_pages
from nobi_desktop.store.inbox_counts import on_show
from nobi_desktop.store.sql import Connection, Statement

MOST = 30
"""The most urgent conversations that are listed."""

REMINDERS = 200
"""Reminders that are listed at the most of those that are due, and of those that come."""

SOON = 86_400
"""Seconds ahead of now of reminders that are listed."""


class DueRead(NamedTuple):
    """What is due: the most urgent `rows`, and `reminders`, the soonest first.

    `urgent` is how many of each shop are in the last fifth of their time or past it.
    """

    rows: tuple[ConversationRow, ...]
    urgent: dict[ShopId, int]
    reminders: tuple[ConversationRow, ...]


URGENT = Statement(
    "SELECT count(*) FROM tiktok.conversations INDEXED BY inbox_waiting "
    "WHERE shop = :shop AND unanswered = 1 AND waiting_since <= :since"
)
# The latest of those that are due: what has become due just now is always among them.
_OVERDUE = Statement(
    "SELECT shop, conversation FROM seller.marks WHERE remind_at > 0 AND remind_at <= :now "
    "AND shop IN :shops ORDER BY remind_at DESC, shop, conversation LIMIT :limit"
)
_COMING = Statement(
    "SELECT shop, conversation FROM seller.marks WHERE remind_at > 0 AND remind_at > :now "
    "AND remind_at <= :soon AND shop IN :shops ORDER BY remind_at, shop, conversation LIMIT :limit"
)


def read(connection: Connection, now: float, kept: Mapping[ShopId, int] | None = None) -> DueRead:
    """What is due at `now` (UTC seconds), over all connected shops.

    Of shops in `kept` the urgent are taken from there: counting tens of thousands takes a while.
    """
    rows = inbox_pages.page(
        connection,
        InboxQuery(filters=frozenset({Filter.UNANSWERED}), sort=Sort.DEADLINE),
        limit=MOST,
        now=now,
    )
    shops = on_show(connection)
    rules = conversations.rules(connection)
    urgent = {shop: kept[shop] for shop in shops if kept and shop in kept}
    for shop in set(shops) - urgent.keys():
        since = now - (1 - RED) * rules.seconds_of(shop)
        urgent[shop] = int(URGENT.value(connection, {"shop": shop, "since": since}))
    names = {"now": int(now), "soon": int(now) + SOON, "shops": shops, "limit": REMINDERS}
    keys = [*_OVERDUE.rows(connection, names), *_COMING.rows(connection, names)]
    found = conversations.those(connection, [ConversationKey(*key) for key in keys])
    reminders = sorted(found, key=lambda row: (row.remind_at, row.key))
    return DueRead(rows, urgent, tuple(reminders))
