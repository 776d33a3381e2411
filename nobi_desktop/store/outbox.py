"""Keeps outgoing messages and allows only the steps of their life (faults: "Outbox")."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import Any, NamedTuple

from nobi_desktop.domain.ids import ConversationKey, LocalId, MessageId, ShopId
from nobi_desktop.domain.message import (
    Broken,
    Content,
    CouponCard,
    Image,
    Kind,
    LogisticsCard,
    OrderCard,
    Outgoing,
    OutgoingState,
    ProductCard,
    ReturnCard,
)
from nobi_desktop.store import drafts, matching, summary
from nobi_desktop.store.codec import clean, index_of, order_key, pack, preview, unpack
from nobi_desktop.store.errors import IllegalMove, WrongShop
from nobi_desktop.store.holes import number, segments_of
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

S = OutgoingState

WATCHED_SECONDS = 24 * 3600
"""How long a message that is not confirmed is still looked for in history."""

WATERMARK_IDS = 10
_OF_A_SHOP = (ProductCard, OrderCard, LogisticsCard, ReturnCard, CouponCard)
_IN_LINE = (S.PREPARING, S.QUEUED, S.RETRY_WAIT, S.BLOCKED_AUTH)

COLUMNS = (
    "local_id, shop, conversation, sequence, kind, content, state, created, attempt, next_at, "
    "blob, upload_url, watermark, watermark_ids, posted, message_id, confirmed_by, clean_reads, "
    "error_code, error_text, content_hash"
)
_ADD = Statement(
    "INSERT INTO seller.outbox (local_id, shop, conversation, kind, content, content_hash, state, "
    "created, blob) VALUES (:local_id, :shop, :id, :kind, :content, :hash, 'queued', :now, :blob)"
)
_GET = Statement(f"SELECT {COLUMNS} FROM seller.outbox WHERE local_id = :local_id")
_OPEN_OF_SHOP = Statement(
    f"SELECT {COLUMNS} FROM seller.outbox WHERE shop = :shop "
    "AND state NOT IN ('confirmed', 'cancelled') ORDER BY shop, conversation, sequence"
)
_OPEN = Statement(
    f"SELECT {COLUMNS} FROM seller.outbox WHERE shop = :shop AND conversation = :id "
    "AND state NOT IN ('confirmed', 'cancelled') ORDER BY sequence"
)
_OPEN_ALL = Statement(
    f"SELECT {COLUMNS} FROM seller.outbox WHERE state NOT IN ('confirmed', 'cancelled')"
)
_PENDING = Statement(
    "SELECT conversation, state, kind, content, content_hash, created FROM seller.outbox "
    "WHERE shop = :shop AND conversation IN :ids "
    "AND state NOT IN ('confirmed', 'cancelled') AND state <> 'sent' ORDER BY sequence"
)
_PENDING_IN = Statement(
    "SELECT DISTINCT shop FROM seller.outbox INDEXED BY outbox_open "
    "WHERE state NOT IN ('confirmed', 'cancelled')"
)
_WAITING = Statement(
    "SELECT count(*) FROM seller.outbox WHERE state IN "
    "('queued', 'preparing', 'sending', 'retry_wait', 'blocked_auth')"
)
_NEWEST = Statement(
    "SELECT id, key, segment FROM tiktok.messages WHERE conversation = :n "
    "ORDER BY key DESC, created DESC, id DESC LIMIT :limit"
)
_HELD = Statement(
    "SELECT segment, role, sender_im FROM tiktok.messages WHERE conversation = :n AND id = :id"
)
_CLAIMED = Statement(
    "SELECT local_id FROM seller.outbox WHERE shop = :shop AND conversation = :id "
    "AND local_id <> :local_id AND confirmed_by IN ('match', 'probable') "
    "AND (message_id = :message OR match_id = :message)"
)
# That it is neither confirmed nor taken back lets SQLite use the index of what is open.
_BLOCKED = Statement(
    "SELECT local_id FROM seller.outbox WHERE shop = :shop AND state = 'blocked_auth' "
    "AND state NOT IN ('confirmed', 'cancelled')"
)
# A row that is still looked for must not be given a message that belongs to one which is done: as
# long as there is such a row, all of its conversation keep what they have claimed.
_TIDY = Statement(
    "DELETE FROM seller.outbox AS done WHERE state IN ('confirmed', 'cancelled') "
    "AND max(created, posted, sent_at) < :before AND NOT EXISTS ("
    "SELECT 1 FROM seller.outbox AS looked WHERE looked.shop = done.shop "
    "AND looked.conversation = done.conversation "
    "AND looked.state NOT IN ('confirmed', 'cancelled') "
    "AND (looked.state IN ('sending', 'unknown', 'unconfirmed') OR looked.doubt = 1)"
    ") RETURNING blob"
)
_BLOBS = Statement("SELECT DISTINCT blob FROM seller.outbox WHERE blob <> ''")


def new_local_id() -> LocalId:
    """A name for an outgoing message: unique for ever, rising with time (as UUID version 7)."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _hash(kind: str, content: str) -> str:
    return hashlib.sha256(f"{kind}\n{content}".encode()).hexdigest()[:32]


def outgoing(row: Any) -> Outgoing:
    """The message in a row of `COLUMNS`; one that cannot be read is QUARANTINED."""
    state, kind, content = _readable(row[6], row[4], row[5], row[20])
    try:
        ids = tuple(str(name) for name in json.loads(row[13]))
    except (ValueError, TypeError):
        ids = ()
    return Outgoing(
        local_id=row[0],
        key=ConversationKey(row[1], row[2]),
        sequence=row[3],
        kind=kind,
        content=content,
        state=state,
        created=row[7],
        attempt=row[8],
        next_at=row[9],
        blob=row[10],
        upload_url=row[11],
        watermark=index_of(row[12]),
        watermark_ids=ids,
        posted=row[14],
        message_id=row[15],
        confirmed_by=row[16],
        clean_reads=row[17],
        error_code=row[18],
        error_text=row[19],
    )


def _readable(
    state: str, kind: str, content: str, content_hash: str
) -> tuple[OutgoingState, Kind, Content]:
    value = unpack(content)
    try:
        known = (S(state), Kind(kind))
    except ValueError:
        return S.QUARANTINED, Kind.BROKEN, value
    if known[0] in (S.CONFIRMED, S.CANCELLED):
        return (*known, value)
    if isinstance(value, Broken) or _hash(kind, content) != content_hash:
        return S.QUARANTINED, known[1], value
    return (*known, value)


def add(
    connection: Connection,
    key: ConversationKey,
    kind: Kind,
    content: Content,
    *,
    blob: str = "",
    of_shop: ShopId = "",
    now: float,
    clear_draft: str | None = None,
) -> Outgoing:
    """Queue a message; in the same transaction the draft goes if it still is `clear_draft`.

    `of_shop` is the shop that the content belongs to, empty for words and pictures that belong to
    none; a card always belongs to one. `WrongShop` where it is not the conversation's.
    """
    if of_shop != key.shop and (of_shop or isinstance(content, _OF_A_SHOP)):
        raise WrongShop("a message would show what belongs to another shop")
    local_id = new_local_id()
    packed = pack(content)
    _ADD.run(
        connection,
        {
            "local_id": local_id,
            "shop": key.shop,
            "id": key.id,
            "kind": kind.value,
            "content": packed,
            "hash": _hash(kind.value, packed),
            "now": now,
            "blob": clean(blob),
        },
    )
    if clear_draft is not None:
        drafts.clear_if(connection, key, clear_draft)
    _tell(connection, key, local_id)
    added = get(connection, local_id)
    assert added is not None
    return added


def get(connection: Connection, local_id: LocalId) -> Outgoing | None:
    """The message with this name."""
    row = _GET.row(connection, {"local_id": local_id})
    return outgoing(row) if row else None


def open_rows(connection: Connection, key: ConversationKey) -> tuple[Outgoing, ...]:
    """The messages of a conversation that are neither confirmed nor taken back, in order."""
    rows = _OPEN.rows(connection, {"shop": key.shop, "id": key.id})
    return tuple(outgoing(row) for row in rows)


def unsent(connection: Connection, shop: ShopId) -> tuple[Outgoing, ...]:
    """The messages of a shop that TikTok does not have, or may not have, in order.

    What cannot be read is not among them: nobody could say what it was.
    """
    rows = (outgoing(row) for row in _OPEN_OF_SHOP.rows(connection, {"shop": shop}))
    return tuple(row for row in rows if row.state not in (S.SENT, S.QUARANTINED))


class Pending(NamedTuple):
    """A message of ours on its way as a row of the inbox shows it; `created` is UTC seconds."""

    state: OutgoingState
    kind: Kind
    words: str
    created: float


def shops_with_pending(connection: Connection) -> frozenset[ShopId]:
    """The shops in which something of ours may be on its way or in trouble."""
    return frozenset(shop for (shop,) in _PENDING_IN.rows(connection, {}))


def pending(connection: Connection, shop: ShopId, conversations: list[str]) -> dict[str, Pending]:
    """For each conversation its newest message that is still on its way or in trouble."""
    found: dict[str, Pending] = {}
    for row in _PENDING.rows(connection, {"shop": shop, "ids": conversations}):
        state, kind, content = _readable(row[1], row[2], row[3], row[4])
        found[row[0]] = Pending(state, kind, preview(content), row[5])
    return found


def next_due(connection: Connection, shop: ShopId, now: float) -> tuple[Outgoing, ...]:
    """The messages that may go now: of each conversation the first in line, if none is under way.

    One that waits (for its time, or for the shop to be signed in) holds those behind it. What is
    not confirmed, refused or unreadable holds nobody. One in PREPARING is told too, before all
    others of its conversation: its upload may have been broken off by a full disk, and only the
    caller knows whether it still runs. What was written or tried after `now` is told at once: the
    clock was set back since, and its time to wait was of the other clock.
    """
    due: list[Outgoing] = []
    settled: set[str] = set()
    rows = [outgoing(row) for row in _OPEN_OF_SHOP.rows(connection, {"shop": shop})]
    for row in rows:
        if row.state in (S.SENDING, S.UNKNOWN):
            settled.add(row.key.id)
    for row in sorted(rows, key=lambda row: row.state is not S.PREPARING):
        if row.key.id in settled or row.state not in _IN_LINE:
            continue
        settled.add(row.key.id)
        waits = row.next_at > now >= max(row.created, row.posted)
        if row.state is not S.BLOCKED_AUTH and not waits:
            due.append(row)
    return tuple(sorted(due, key=lambda row: row.sequence))


def preparing(connection: Connection, local_id: LocalId) -> Outgoing:
    """Its picture goes up now, perhaps once more."""
    return _move(
        connection, local_id, (S.QUEUED, S.RETRY_WAIT, S.PREPARING), S.PREPARING, next_at=0.0
    )


def uploaded(
    connection: Connection, local_id: LocalId, url: str, width: int = 0, height: int = 0
) -> Outgoing:
    """Its picture is up; the address is kept, so that it never goes up twice."""
    row = _need(connection, local_id)
    packed = pack(Image(clean(url), width, height))
    return _move(
        connection,
        local_id,
        (S.PREPARING,),
        S.PREPARING,
        upload_url=clean(url),
        content=packed,
        content_hash=_hash(row.kind.value, packed),
    )


def claim(connection: Connection, local_id: LocalId, now: float) -> Outgoing:
    """It goes on the wire after this commit: state, attempt and watermark are kept before that.

    The watermark is the newest message known now and the names of the newest page: what history
    shows above it may be this message, what lies below cannot.
    """
    row = _need(connection, local_id)
    key, names = _watermark(connection, row.key)
    return _move(
        connection,
        local_id,
        (S.QUEUED, S.RETRY_WAIT, S.PREPARING),
        S.SENDING,
        attempt=row.attempt + 1,
        watermark=key,
        watermark_ids=json.dumps(names),
        posted=now,
        next_at=0.0,
        clean_reads=0,
        watch_since=0.0,
        match_id="",
        confirmed_by="",
        doubt=0,
        error_code="",
        error_text="",
    )


def _watermark(connection: Connection, key: ConversationKey) -> tuple[str, list[MessageId]]:
    n = number(connection, key)
    if n is None:
        return order_key(0), []
    rows = _NEWEST.rows(connection, {"n": n, "limit": WATERMARK_IDS})
    segments = segments_of(connection, n)
    head = segments[0].id if segments else None
    names: list[MessageId] = []
    for row in rows:
        if row[2] not in (None, head):
            break
        names.append(row[0])
    return (rows[0][1] if rows else order_key(0)), names


def sent(connection: Connection, local_id: LocalId, message_id: MessageId, now: float) -> Outgoing:
    """TikTok answered with its message id; history may have shown the message before.

    The answer is right in every state after SENDING, also when it comes late: a row that was given
    up for unknown, or matched with another message, belongs to this id. Another row for which
    history's message was taken meanwhile (two equal texts) is not confirmed after all.
    """
    row = _need(connection, local_id)
    message_id = clean(message_id)
    if row.state is S.CANCELLED or not message_id:
        return row
    held = _held(connection, row.key, message_id)
    moved = _move(
        connection,
        local_id,
        (S.SENDING, S.UNKNOWN, S.UNCONFIRMED, S.SENT, S.CONFIRMED),
        S.CONFIRMED if held else S.SENT,
        message_id=message_id,
        match_id="",
        confirmed_by="response",
        sent_at=now,
        error_code="",
        error_text="",
    )
    if held:
        matching.learn(connection, row.key.shop, held[0], held[1])
    if _release(connection, row, message_id):
        # The message of the other one may be there too.
        n = number(connection, row.key)
        if n is not None:
            matching.match(connection, row.key, n)
    summary.refresh(connection, row.key)
    return moved


def _release(connection: Connection, owner: Outgoing, message_id: MessageId) -> bool:
    """Take `message_id` from rows that only seemed to be it; whether there was one."""
    found = _CLAIMED.rows(
        connection,
        {
            "shop": owner.key.shop,
            "id": owner.key.id,
            "local_id": owner.local_id,
            "message": message_id,
        },
    )
    for (name,) in found:
        row = _need(connection, name)
        # One that the seller has put in line again, or has taken back, stays where it is.
        state = S.UNCONFIRMED if row.state is S.CONFIRMED else row.state
        cleared = {"message_id": "", "match_id": "", "confirmed_by": ""}
        _write(connection, row, state, cleared)
    return bool(found)


def _held(connection: Connection, key: ConversationKey, message_id: str) -> tuple[str, str] | None:
    n = number(connection, key)
    if n is None:
        return None
    row = _HELD.row(connection, {"n": n, "id": message_id})
    return (row[1], row[2]) if row is not None and row[0] is not None else None


def retry(
    connection: Connection, local_id: LocalId, next_at: float, code: str = "", words: str = ""
) -> Outgoing:
    """It was provably not processed and goes again at `next_at` (UTC seconds)."""
    return _move(
        connection,
        local_id,
        (S.SENDING, S.PREPARING),
        S.RETRY_WAIT,
        next_at=next_at,
        error_code=clean(code),
        error_text=clean(words),
    )


def reject(connection: Connection, local_id: LocalId, code: str = "", words: str = "") -> Outgoing:
    """It was refused for certain; those behind it may go."""
    return _move(
        connection,
        local_id,
        (S.SENDING, S.PREPARING, S.QUEUED, S.RETRY_WAIT),
        S.REJECTED,
        error_code=clean(code),
        error_text=clean(words),
    )


def block_auth(connection: Connection, local_id: LocalId, code: str = "") -> Outgoing:
    """It was provably not processed and waits until the shop is signed in again."""
    return _move(
        connection,
        local_id,
        (S.SENDING, S.PREPARING, S.QUEUED, S.RETRY_WAIT),
        S.BLOCKED_AUTH,
        error_code=clean(code),
    )


def blocked(connection: Connection, shop: ShopId) -> bool:
    """Whether a message of the shop waits until the shop is signed in."""
    return _BLOCKED.row(connection, {"shop": shop}) is not None


def unblock(connection: Connection, shop: ShopId) -> int:
    """The shop is signed in again: what waited for that is in line again. Answers how many."""
    names = [row[0] for row in _BLOCKED.rows(connection, {"shop": shop})]
    for name in names:
        _move(connection, name, (S.BLOCKED_AUTH,), S.QUEUED, next_at=0.0, error_code="")
    return len(names)


def unknown(connection: Connection, local_id: LocalId, code: str = "") -> Outgoing:
    """It may or may not have arrived; history decides, perhaps at once."""
    row = _move(connection, local_id, (S.SENDING,), S.UNKNOWN, error_code=clean(code))
    n = number(connection, row.key)
    if n is not None and matching.match(connection, row.key, n):
        summary.refresh(connection, row.key)
    return _need(connection, local_id)


def unconfirmed(connection: Connection, local_id: LocalId) -> Outgoing:
    """It was not found in history in time; only the seller may send it again."""
    return _move(connection, local_id, (S.UNKNOWN,), S.UNCONFIRMED)


def requeue(connection: Connection, local_id: LocalId, now: float) -> Outgoing:
    """The seller sends it again.

    Its first try may still turn up in history: until it goes on the wire again, that ends it.
    """
    row = _need(connection, local_id)
    return _move(
        connection,
        local_id,
        (S.UNCONFIRMED, S.REJECTED, S.RETRY_WAIT),
        S.QUEUED,
        next_at=0.0,
        doubt=int(row.state is S.UNCONFIRMED),
        error_code="",
        error_text="",
    )


def cancel(connection: Connection, local_id: LocalId) -> Outgoing:
    """The seller takes it back; too late once it may be on the wire."""
    return _move(
        connection,
        local_id,
        (S.QUEUED, S.RETRY_WAIT, S.BLOCKED_AUTH, S.UNCONFIRMED, S.REJECTED, S.QUARANTINED),
        S.CANCELLED,
    )


def recover(connection: Connection) -> int:
    """Settle what the last run left under way; answers how many rows moved.

    What was on the wire may have arrived: UNKNOWN, never in line again. An upload harms nobody: in
    line again. What cannot be read is set apart and kept.
    """
    moved = 0
    for raw in _OPEN_ALL.rows(connection, {}):
        row = outgoing(raw)
        if row.state is S.SENDING:
            unknown(connection, row.local_id, "restarted")
        elif row.state is S.PREPARING:
            _move(connection, row.local_id, (S.PREPARING,), S.QUEUED)
        elif row.state is S.QUARANTINED and raw[6] != S.QUARANTINED:
            _write(connection, row, S.QUARANTINED, {"error_code": "unreadable"})
        else:
            continue
        moved += 1
    return moved


def watched(connection: Connection, shop: ShopId, now: float | None = None) -> tuple[Outgoing, ...]:
    """What is looked for in history: UNKNOWN, and UNCONFIRMED posted less than a day before `now`.

    Without `now` every UNCONFIRMED one that was ever posted.
    """
    rows = (outgoing(row) for row in _OPEN_OF_SHOP.rows(connection, {"shop": shop}))
    return tuple(
        row
        for row in rows
        if row.state is S.UNKNOWN
        or (
            row.state is S.UNCONFIRMED
            and row.posted > 0
            and (now is None or now - row.posted < WATCHED_SECONDS)
        )
    )


def waiting_count(connection: Connection) -> int:
    """How many messages have not gone yet, over all shops."""
    return int(_WAITING.value(connection, {}))


def tidy(connection: Connection, before: float) -> tuple[str, ...]:
    """Forget what is confirmed or taken back and has not moved since `before` (UTC seconds).

    Answers the names of the pictures that no row needs any more; their files may be deleted once
    this is committed. A conversation in which a message is still looked for keeps all of its rows.
    """
    gone = {row[0] for row in _TIDY.rows(connection, {"before": before})}
    return tuple(sorted(gone - blobs(connection) - {""}))


def blobs(connection: Connection) -> frozenset[str]:
    """Names of the pictures that rows still need.

    A picture is kept before its row is: one that is missing here may belong to a message that is
    just being written.
    """
    return frozenset(row[0] for row in _BLOBS.rows(connection, {}))


def _need(connection: Connection, local_id: LocalId) -> Outgoing:
    row = get(connection, local_id)
    if row is None:
        raise IllegalMove("there is no such message")
    return row


def _move(
    connection: Connection,
    local_id: LocalId,
    allowed: tuple[OutgoingState, ...],
    state: OutgoingState,
    **values: Any,
) -> Outgoing:
    row = _need(connection, local_id)
    if row.state not in allowed:
        raise IllegalMove(f"{row.state} to {state}")
    _write(connection, row, state, values)
    return _need(connection, local_id)


def _write(
    connection: Connection, row: Outgoing, state: OutgoingState, values: dict[str, Any]
) -> None:
    changes = {"state": state.value, **values}
    assignments = ", ".join(f"{name} = :{name}" for name in changes)
    Statement(f"UPDATE seller.outbox SET {assignments} WHERE local_id = :name").run(
        connection, {**changes, "name": row.local_id}
    )
    _tell(connection, row.key, row.local_id)


def _tell(connection: Connection, key: ConversationKey, local_id: LocalId) -> None:
    touched = touch(connection)
    touched.outbox(local_id)
    touched.conversation(key)
    touched.messages(key)
