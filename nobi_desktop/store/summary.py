"""Derives a conversation's row of the inbox from its messages: last line, unread, unanswered."""

from __future__ import annotations

from typing import Any

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Role
from nobi_desktop.store.codec import FIRST, OrderKey, clean, pack, preview, unpack, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_DERIVED = (
    "last_at, last_kind, last_role, preview, last_message, unread, unanswered, waiting_since, "
    "read_pending"
)
NAMES = _DERIVED.split(", ")
_NEWEST_FIRST = "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
# The row with its newest message, the newest of ours in history and the newest that TikTok has
# taken and history has not shown: one statement, since this runs for each page that is stored.
# Only a person answers: CUSTOMER_SERVICE. SHOP, ROBOT and SYSTEM write by themselves.
_ROW = Statement(
    "SELECT c.n, c.created, c.server_unread, c.read_key, c.told_key, "
    "tip.key, tip.created, tip.id, tip.role, tip.kind, tip.content, "
    "agent.key, agent.created, agent.id, "
    "sent.kind, sent.content, sent.watermark, sent.sent_at, sent.message_id, "
    + "c.marked, mark.settled_key, mark.settled_created, mark.settled_id, "
    + ", ".join(f"c.{name}" for name in NAMES)
    + " FROM tiktok.conversations c "
    "LEFT JOIN tiktok.messages tip ON tip.n = (SELECT n FROM tiktok.messages "
    f"WHERE conversation = c.n AND visible = 1 {_NEWEST_FIRST}) "
    "LEFT JOIN tiktok.messages agent ON agent.n = (SELECT n FROM tiktok.messages "
    f"WHERE conversation = c.n AND role = 'CUSTOMER_SERVICE' AND visible = 1 {_NEWEST_FIRST}) "
    "LEFT JOIN seller.outbox sent ON sent.sequence = (SELECT sequence FROM seller.outbox "
    "WHERE shop = c.shop AND conversation = c.id AND state NOT IN ('confirmed', 'cancelled') "
    "AND state = 'sent' ORDER BY sequence DESC LIMIT 1) "
    "LEFT JOIN seller.marks mark ON mark.shop = c.shop AND mark.conversation = c.id "
    "WHERE c.shop = :shop AND c.id = :id"
)
_WAITING = Statement(
    "SELECT created FROM tiktok.messages "
    "WHERE conversation = :n AND role = 'BUYER' AND visible = 1 "
    "AND (key, created, id) > (:key, :created, :id) ORDER BY key, created, id LIMIT 1"
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
    f"UPDATE tiktok.conversations SET {', '.join(f'{name} = :{name}' for name in NAMES)} "
    "WHERE n = :n"
)
_AFTER_ALL = "\U0010ffff"


def of_new(item: ListedConversation) -> dict[str, Any]:
    """The row of a conversation of which nothing is held but `item`, as `refresh` would derive it.

    A first list brings thousands of them, and each would be moved in every index right after it was
    put in. Not for one in which a message of ours is open.
    """
    latest = item.latest
    if latest is None or not latest.id or not latest.visible:
        last: tuple[Any, ...] = (whole(item.created), "", "", "", "")
    else:
        words = preview(unpack(pack(latest.content)))
        kind, role = str(latest.kind), str(latest.role)
        last = (whole(latest.created), kind, role, words, clean(latest.id))
    waits = last[2] == Role.BUYER
    unread = whole(max(0, item.unread))
    return dict(zip(NAMES, (*last, unread, int(waits), last[0] * waits, 0), strict=True))


def refresh(connection: Connection, key: ConversationKey) -> bool:
    """Derive the row of `key` anew and keep it; whether it shows something else now."""
    row = _ROW.row(connection, {"shop": key.shop, "id": key.id})
    if row is None:
        return False
    n, created, server, read_key, told_key = row[:5]
    tip = row[5:11] if row[5] is not None else None
    sent = row[14:19] if row[14] is not None else None

    answered: OrderKey = row[11:14] if row[11] is not None else FIRST
    if sent is not None:
        # TikTok has taken it, history has not shown it yet: it answers what we knew when it went.
        answered = max(answered, (sent[2], 2**62, _AFTER_ALL))
    if row[20]:
        # The seller has said that what was there then needs no answer.
        answered = max(answered, row[20:23])
    waiting = _WAITING.value(
        connection, {"n": n, "key": answered[0], "created": answered[1], "id": answered[2]}
    )

    last = _last(created, tip, sent)
    unread, pending = _unread(connection, n, server, read_key, told_key)
    unread = max(unread, row[19])
    derived = (*last, unread, int(waiting is not None), waiting or 0, pending)
    if derived == row[23:]:
        return False
    _UPDATE.run(connection, {**dict(zip(NAMES, derived, strict=True)), "n": n})
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
