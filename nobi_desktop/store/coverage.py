"""Tells how far back everything is held: of a conversation, and of a shop."""

from __future__ import annotations

from nobi_desktop.domain.history import Coverage
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.store.holes import number
from nobi_desktop.store.sql import Connection, Statement

_HEAD = Statement(
    "SELECT top_key, top_created, top_id, low_created, at_start FROM tiktok.segments "
    "WHERE conversation = :n ORDER BY top_key DESC, top_created DESC, top_id DESC LIMIT 1"
)
_NEWEST = Statement(
    "SELECT key, created, id FROM tiktok.messages WHERE conversation = :n "
    "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
_HOLES = Statement(
    "SELECT count(*), max(low_created) FROM tiktok.segments "
    "WHERE shop = :shop AND at_start = 0 AND lowest = 0"
)
_END = Statement(
    "SELECT low_created FROM tiktok.segments "
    "WHERE shop = :shop AND at_start = 0 AND lowest = 1 ORDER BY low_created DESC LIMIT 1"
)
_LISTED = Statement("SELECT conversations FROM tiktok.shop_sync WHERE shop = :shop")
_NEWEST_LISTED = Statement(
    "SELECT last_at FROM tiktok.conversations WHERE shop = :shop "
    "ORDER BY last_at DESC, id DESC LIMIT 1"
)
_OLDEST_LISTED = Statement(
    "SELECT last_at FROM tiktok.conversations WHERE shop = :shop AND last_at > 0 "
    "ORDER BY last_at, id LIMIT 1"
)
# Conversations that the list has told of and no page of history: TikTok refuses them, or their turn
# is still to come. Only those that are younger than what is known to be missing are looked at.
_NEVER_READ = Statement(
    "SELECT count(*), max(c.last_at) FROM tiktok.conversations c "
    "WHERE c.shop = :shop AND c.last_at > :since AND c.listed_latest <> '' "
    "AND NOT EXISTS (SELECT 1 FROM tiktok.segments s WHERE s.conversation = c.n)"
)


def since(connection: Connection, key: ConversationKey) -> int:
    """UTC seconds from which on no message of a conversation is missing.

    0 where its whole history is held, -1 where no page of it was read.
    """
    n = number(connection, key)
    head = _HEAD.row(connection, {"n": n}) if n is not None else None
    if head is None:
        return -1
    tip = _NEWEST.row(connection, {"n": n})
    if tip is not None and tip > head[:3]:
        # The list has told of it, and what lies right below was not read yet.
        return max(1, int(tip[1]))
    return 0 if head[4] else max(1, int(head[3]))


def listed(connection: Connection, shop: ShopId) -> int:
    """How many conversations of a shop are known."""
    return int(_LISTED.value(connection, {"shop": shop}) or 0)


def newest(connection: Connection, shop: ShopId) -> int:
    """UTC seconds of the newest that is known of a shop's conversations, 0 for nothing."""
    return int(_NEWEST_LISTED.value(connection, {"shop": shop}) or 0)


def of_shop(connection: Connection, shop: ShopId, *, list_to_end: bool) -> Coverage:
    """How far back a shop's messages are complete: the youngest edge below which any is missing.

    `list_to_end` tells whether its list was ever read to its end; before that, nothing is known
    of conversations that are older than the oldest listed.
    """
    oldest = _OLDEST_LISTED.value(connection, {"shop": shop})
    if oldest is None:
        return Coverage(shop, 0 if list_to_end else -1)
    holes = _HOLES.row(connection, {"shop": shop}) or (0, None)
    end = _END.value(connection, {"shop": shop})
    edges = [edge for edge in (holes[1], end) if edge is not None]
    if not list_to_end:
        edges.append(oldest)
    edge = max(edges) if edges else 0
    never = _NEVER_READ.row(connection, {"shop": shop, "since": edge}) or (0, None)
    if never[1] is not None:
        edge = max(edge, never[1])
    return Coverage(shop, max(1, edge) if edges or never[0] else 0, holes[0] + never[0])
