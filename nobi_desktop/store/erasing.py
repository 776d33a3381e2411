"""Deletes a shop with all that is stored of it, in pieces that let others have their turn."""

from __future__ import annotations

from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.store import groups, search_index, settings
from nobi_desktop.store.search_index import BUYER, MESSAGE
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

ROWS = 300
"""Rows that one piece deletes at most: some 20 ms of the database's thread."""

_NAME = "erasing."
_BEGUN = Statement(
    "SELECT substr(name, length(:name) + 1) FROM seller.settings "
    "WHERE substr(name, 1, length(:name)) = :name"
)
_NEXT = Statement("SELECT n, id FROM tiktok.conversations WHERE shop = :shop LIMIT 1")
_MESSAGES = Statement(
    "DELETE FROM tiktok.messages WHERE n IN "
    "(SELECT n FROM tiktok.messages WHERE conversation = :n LIMIT :limit) RETURNING n, created"
)
_SEGMENTS = Statement("DELETE FROM tiktok.segments WHERE conversation = :n")
_CONVERSATION = Statement("DELETE FROM tiktok.conversations WHERE n = :n")
_COUNTED = Statement(
    "UPDATE tiktok.shop_sync SET conversations = conversations - 1 WHERE shop = :shop"
)
_OUTBOX = Statement(
    "DELETE FROM seller.outbox WHERE sequence IN "
    "(SELECT sequence FROM seller.outbox WHERE shop = :shop LIMIT :limit) RETURNING local_id"
)
_LAST = (
    Statement("DELETE FROM seller.drafts WHERE shop = :shop"),
    Statement("DELETE FROM seller.accesses WHERE shop = :shop"),
    Statement("DELETE FROM seller.conversation_tags WHERE shop = :shop"),
    Statement("DELETE FROM seller.marks WHERE shop = :shop"),
    Statement("DELETE FROM seller.history_jobs WHERE shop = :shop"),
    Statement("DELETE FROM tiktok.orders WHERE shop = :shop"),
    Statement("DELETE FROM tiktok.order_sync WHERE shop = :shop"),
    Statement("DELETE FROM tiktok.shop_sync WHERE shop = :shop"),
    Statement("DELETE FROM tiktok.search_shops WHERE shop = :shop"),
    # Where the tokens of a home are gone, nothing needs its row.
    Statement(
        "DELETE FROM seller.token_pointers WHERE slot = '' "
        "AND (shop = :shop OR substr(shop, 1, length(:shop) + 1) = :shop || '.')"
    ),
    # What is kept by name for one shop ends with its id, the mark that it is erased included.
    Statement("DELETE FROM seller.settings WHERE substr(name, -length(:shop) - 1) = '.' || :shop"),
    Statement("DELETE FROM seller.shops WHERE id = :shop"),
)


def begin(connection: Connection, shop: ShopId) -> None:
    """Note that a shop is being erased: what is left of it must not be taken for the whole."""
    settings.set_value(connection, _NAME + shop, "1")


def begun(connection: Connection) -> tuple[ShopId, ...]:
    """The shops whose erasing was begun and has not come to its end."""
    return tuple(row[0] for row in _BEGUN.rows(connection, {"name": _NAME}))


def piece(connection: Connection, shop: ShopId) -> bool:
    """Delete some of what is stored of a shop; whether there may be more.

    Its record goes last, together with all that has few rows.
    """
    left = ROWS
    while left > 0 and (found := _NEXT.row(connection, {"shop": shop})) is not None:
        left -= _conversation(connection, ConversationKey(shop, found[1]), found[0], left)
    for (local_id,) in _OUTBOX.rows(connection, {"shop": shop, "limit": max(0, left)}):
        touch(connection).outbox(local_id)
        left -= 1
    if left <= 0:
        return True
    groups.without(connection, shop)
    for statement in _LAST:
        statement.run(connection, {"shop": shop})
    touch(connection).shop(shop)
    touch(connection).tags()
    return False


def _conversation(connection: Connection, key: ConversationKey, n: int, limit: int) -> int:
    """Delete a conversation, or up to `limit` of its messages; how many rows that were."""
    messages = _MESSAGES.rows(connection, {"n": n, "limit": limit})
    gone = len(messages)
    search_index.forget(connection, MESSAGE, messages)
    touch(connection).messages(key)
    if gone < limit:
        _SEGMENTS.run(connection, {"n": n})
        _CONVERSATION.run(connection, {"n": n})
        search_index.forget(connection, BUYER, [(n, 0)])
        _COUNTED.run(connection, {"shop": key.shop})
        touch(connection).conversation(key)
    return gone + 1
