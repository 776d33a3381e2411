"""Derives a conversation's row of the inbox from its messages: last line, unread, unanswered."""

from __future__ import annotations

from typing import Any

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Role
from nobi_desktop.store.codec import FIRST, OrderKey, preview, unpack
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_ROW = Statement(
    "SELECT n, created, last_at, last_kind, last_role, preview, last_message, unread, unanswered, "
    "waiting_since, read_pending, server_unread, read_key, told_key "
    "FROM tiktok.conversations WHERE shop = :shop AND id = :id"
)
_TIP = Statement(
    "SELECT key, created, id, role, kind, content FROM tiktok.messages "
    "WHERE conversation = :n AND visible = 1 ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
# Only a person answers: CUSTOMER_SERVICE. SHOP, ROBOT and SYSTEM write by themselves.
_AGENT = Statement(
    "SELECT key, created, id FROM tiktok.messages "
    "WHERE conversation = :n AND role = 'CUSTOMER_SERVICE' AND visible = 1 "
    "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
_WAITING = Statement(
    "SELECT created FROM tiktok.messages "
    "WHERE conversation = :n AND role = 'BUYER' AND visible = 1 "
    "AND (key, created, id) > (:key, :created, :id) ORDER BY key, created, id LIMIT 1"
)
_SENT = Statement(
    "SELECT kind, content, watermark, sent_at, message_id FROM seller.outbox "
    "WHERE shop = :shop AND conversation = :id AND state NOT IN ('confirmed', 'cancelled') "
    "AND state = 'sent' ORDER BY sequence DESC LIMIT 1"
)
_NEWER = Statement(
    "SELECT count(*) FROM (SELECT 1 FROM tiktok.messages WHERE conversation = :n "
    "AND key > :key AND visible = 1 AND role <> 'CUSTOMER_SERVICE' LIMIT :limit) AS newer"
)
_HOLE_ABOVE = Statement(
    "SELECT 1 FROM tiktok.segments WHERE conversation = :n AND at_start = 0 AND lowest = 0 "
    "AND low_key > :key LIMIT 1"
)
_UPDATE = Statement(
    "UPDATE tiktok.conversations SET last_at = :last_at, last_kind = :last_kind, "
    "last_role = :last_role, preview = :preview, last_message = :last_message, unread = :unread, "
    "unanswered = :unanswered, waiting_since = :waiting_since, read_pending = :read_pending "
    "WHERE n = :n"
)
_AFTER_ALL = "\U0010ffff"


def refresh(connection: Connection, key: ConversationKey) -> bool:
    """Derive the row of `key` anew and keep it; whether it shows something else now."""
    row = _ROW.row(connection, {"shop": key.shop, "id": key.id})
    if row is None:
        return False
    n: int = row[0]
    tip = _TIP.row(connection, {"n": n})
    agent = _AGENT.row(connection, {"n": n})
    sent = _SENT.row(connection, {"shop": key.shop, "id": key.id})

    answered: OrderKey = (agent[0], agent[1], agent[2]) if agent is not None else FIRST
    if sent is not None:
        # TikTok has taken it, history has not shown it yet: it answers what we knew when it went.
        answered = max(answered, (sent[2], 2**62, _AFTER_ALL))
    waiting = _WAITING.value(
        connection, {"n": n, "key": answered[0], "created": answered[1], "id": answered[2]}
    )

    last = _last(row[1], tip, sent)
    unread, pending = _unread(connection, n, row[11], row[12], row[13])
    derived = (*last, unread, int(waiting is not None), waiting or 0, pending)
    if derived == tuple(row[2:11]):
        return False
    names = (
        "last_at",
        "last_kind",
        "last_role",
        "preview",
        "last_message",
        "unread",
        "unanswered",
        "waiting_since",
        "read_pending",
    )
    _UPDATE.run(connection, {**dict(zip(names, derived, strict=True)), "n": n})
    touch(connection).conversation(key)
    return True


def _last(created: int, tip: Any, sent: Any) -> tuple[int, str, str, str, str]:
    if sent is not None and (tip is None or sent[2] >= tip[0]):
        at = max(int(sent[3]), tip[1] if tip is not None else 0)
        words = preview(unpack(sent[1]))
        return (at, sent[0], Role.CUSTOMER_SERVICE.value, words, sent[4])
    if tip is None:
        return (created, "", "", "", "")
    return (tip[1], tip[4], tip[3], preview(unpack(tip[5])), tip[2])


def _unread(
    connection: Connection, n: int, server: int, read_key: str, told_key: str
) -> tuple[int, int]:
    """Unread messages, and whether TikTok must be told that they were read here.

    TikTok's count is the truth as far as it was told what we have read; what was read here since is
    taken off it. It is never counted up or down.
    """
    if not server or not read_key:
        return server, 0
    newer = int(_NEWER.value(connection, {"n": n, "key": read_key, "limit": server}))
    if _HOLE_ABOVE.row(connection, {"n": n, "key": read_key}) is not None:
        # Messages newer than the mark are still to be read: none may be passed over.
        return server, 0
    # Telling marks the whole conversation: not while there is something newer unread.
    return min(server, newer), int(newer == 0 and read_key > told_key)
