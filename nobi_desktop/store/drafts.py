"""Keeps what the seller has typed and not sent, for each conversation."""

from __future__ import annotations

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.store.codec import clean
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_GET = Statement("SELECT text FROM seller.drafts WHERE shop = :shop AND conversation = :id")
_ALL = Statement("SELECT shop, conversation, text FROM seller.drafts ORDER BY updated DESC")
_SAVE = Statement(
    "INSERT INTO seller.drafts (shop, conversation, text, updated) "
    "VALUES (:shop, :id, :text, :now) ON CONFLICT (shop, conversation) "
    "DO UPDATE SET text = excluded.text, updated = excluded.updated"
)
_DROP = Statement("DELETE FROM seller.drafts WHERE shop = :shop AND conversation = :id")
_DROP_IF = Statement(
    "DELETE FROM seller.drafts WHERE shop = :shop AND conversation = :id AND text = :text"
)


def get(connection: Connection, key: ConversationKey) -> str:
    """The draft of a conversation, empty for none."""
    value = _GET.value(connection, {"shop": key.shop, "id": key.id})
    return value if isinstance(value, str) else ""


def all(connection: Connection) -> dict[ConversationKey, str]:
    """Every draft, the one typed last first."""
    return {ConversationKey(row[0], row[1]): row[2] for row in _ALL.rows(connection, {})}


def save(connection: Connection, key: ConversationKey, value: str, now: float) -> None:
    """Keep `value` as the draft; empty text takes the draft away."""
    value = clean(value)
    if value == get(connection, key):
        return
    names = {"shop": key.shop, "id": key.id}
    if value:
        _SAVE.run(connection, {**names, "text": value, "now": now})
    else:
        _DROP.run(connection, names)
    touch(connection).conversation(key)


def clear_if(connection: Connection, key: ConversationKey, value: str) -> bool:
    """Take the draft away if it still is `value`: sending clears only its own text."""
    done = _DROP_IF.run(connection, {"shop": key.shop, "id": key.id, "text": clean(value)})
    if not done:
        return False
    touch(connection).conversation(key)
    return True
