"""Keeps what the seller has typed and not sent, for each conversation."""

from __future__ import annotations

from sqlalchemy import Connection, text

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.store.codec import clean
from nobi_desktop.store.touched import touch

_GET = text("SELECT text FROM seller.drafts WHERE shop = :shop AND conversation = :id")
_ALL = text("SELECT shop, conversation, text FROM seller.drafts ORDER BY updated DESC")
_SAVE = text(
    "INSERT INTO seller.drafts (shop, conversation, text, updated) "
    "VALUES (:shop, :id, :text, :now) ON CONFLICT (shop, conversation) "
    "DO UPDATE SET text = excluded.text, updated = excluded.updated"
)
_DROP = text("DELETE FROM seller.drafts WHERE shop = :shop AND conversation = :id")
_DROP_IF = text(
    "DELETE FROM seller.drafts WHERE shop = :shop AND conversation = :id AND text = :text"
)


def get(connection: Connection, key: ConversationKey) -> str:
    """The draft of a conversation, empty for none."""
    value = connection.execute(_GET, {"shop": key.shop, "id": key.id}).scalar()
    return value if isinstance(value, str) else ""


def all(connection: Connection) -> dict[ConversationKey, str]:
    """Every draft, the one typed last first."""
    return {ConversationKey(row[0], row[1]): row[2] for row in connection.execute(_ALL)}


def save(connection: Connection, key: ConversationKey, value: str, now: float) -> None:
    """Keep `value` as the draft; empty text takes the draft away."""
    value = clean(value)
    if value == get(connection, key):
        return
    names = {"shop": key.shop, "id": key.id}
    if value:
        connection.execute(_SAVE, {**names, "text": value, "now": now})
    else:
        connection.execute(_DROP, names)
    touch(connection).conversation(key)


def clear_if(connection: Connection, key: ConversationKey, value: str) -> bool:
    """Take the draft away if it still is `value`: sending clears only its own text."""
    done = connection.execute(_DROP_IF, {"shop": key.shop, "id": key.id, "text": clean(value)})
    if not done.rowcount:
        return False
    touch(connection).conversation(key)
    return True
