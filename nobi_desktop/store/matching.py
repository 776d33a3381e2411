"""Finds outgoing messages of ours in history, by rules under which no stranger's text is ours."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.message import (
    Broken,
    Content,
    CouponCard,
    Image,
    Kind,
    LogisticsCard,
    OrderCard,
    OutgoingState,
    ProductCard,
    ReturnCard,
    Role,
    Text,
)
from nobi_desktop.store import shops
from nobi_desktop.store.codec import unpack
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

CLEAN_READS = 3
WAIT_SECONDS = 90.0
WAIT_SECONDS_IMAGE = 180.0
"""How often and how long history is looked at before a message counts as not confirmed."""

_OURS = (Role.SHOP.value, Role.CUSTOMER_SERVICE.value)

_ROWS = Statement(
    "SELECT local_id, kind, content, state, upload_url, watermark, watermark_ids, posted, "
    "message_id, confirmed_by, match_id, doubt, clean_reads, watch_since FROM seller.outbox "
    "WHERE shop = :shop AND conversation = :id AND state NOT IN ('confirmed', 'cancelled') "
    "ORDER BY sequence"
)
_SEEN = Statement(
    "SELECT id, role, sender_im FROM tiktok.messages "
    "WHERE conversation = :n AND id IN :ids AND segment IS NOT NULL"
)
_LOWEST = Statement("SELECT min(key) FROM tiktok.messages WHERE conversation = :n AND id IN :ids")
_CANDIDATES = Statement(
    "SELECT id, key, kind, content, sender_im FROM tiktok.messages "
    "WHERE conversation = :n AND key > :low AND role IN ('SHOP', 'CUSTOMER_SERVICE') "
    "AND segment IS NOT NULL ORDER BY key, created, id"
)
_CLAIMED = Statement(
    "SELECT message_id, match_id FROM seller.outbox "
    "WHERE shop = :shop AND conversation = :id AND (message_id IN :ids OR match_id IN :ids)"
)
_SET = Statement(
    "UPDATE seller.outbox SET state = :state, message_id = :message_id, match_id = :match_id, "
    "confirmed_by = :confirmed_by, clean_reads = :clean_reads, watch_since = :watch_since, "
    "doubt = :doubt WHERE local_id = :local_id"
)


@dataclass(slots=True)
class _Row:
    local_id: str
    kind: str
    content: Content
    state: str
    upload_url: str
    watermark: str
    watermark_ids: frozenset[str]
    posted: float
    message_id: str
    confirmed_by: str
    match_id: str
    doubt: int
    clean_reads: int
    watch_since: float


def same(kind: str, mine: Content, upload_url: str, theirs_kind: str, theirs: Content) -> bool:
    """Whether a message of history has what ours has, as TikTok may have rewritten it."""
    if kind != theirs_kind or isinstance(mine, Broken) or type(mine) is not type(theirs):
        return False
    if isinstance(mine, Image) and isinstance(theirs, Image):
        return bool(upload_url) and theirs.url == upload_url
    return bool(_essence(mine) == _essence(theirs))


def _essence(content: Content) -> Any:
    match content:
        case Text(text=words):
            words = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n")
            return "\n".join(line.rstrip() for line in words.split("\n")).rstrip()
        case ProductCard(product_id=name):
            return name
        case OrderCard(order_id=name):
            return name
        case LogisticsCard(order_id=name, package_id=part):
            return (name, part)
        case ReturnCard(order_id=name, sku_id=part):
            return (name, part)
        case CouponCard(coupon_id=name):
            return name
    return content


def learn(connection: Connection, shop: ShopId, role: str, sender: str) -> None:
    """A message that TikTok's own answer named ours shows under which identity we appear."""
    if role in _OURS and sender:
        shops.learn_identity(connection, shop, sender)


def match(
    connection: Connection,
    key: ConversationKey,
    n: int,
    *,
    head_covers: Callable[[str], bool] | None = None,
    now: float = 0.0,
) -> bool:
    """Settle the open messages of conversation number `n` by its history; whether any moved.

    `head_covers(order key)` tells whether the newest unbroken stretch reaches down to a watermark;
    it is given where this follows a read of the newest page, which then counts as a clean read.
    """
    rows = _rows(connection, key)
    if not rows:
        return False
    moved = _confirm_sent(connection, key, n, rows)
    wanted = [row for row in rows if _is_wanted(row)]
    if wanted:
        moved |= _find(connection, key, n, wanted)
    if head_covers is not None:
        for row in wanted:
            if row.state == OutgoingState.UNKNOWN and head_covers(row.watermark):
                moved |= _count(connection, key, row, now)
    return moved


def duplicates(connection: Connection, key: ConversationKey, n: int) -> frozenset[str]:
    """Names of messages on the wire that history shows already: one bubble stands for both.

    Nothing is decided by this; the answer still is awaited.
    """
    rows = [
        row
        for row in _rows(connection, key)
        if row.state == OutgoingState.SENDING and row.watermark
    ]
    shop = shops.get(connection, key.shop) if rows else None
    if shop is None or not shop.im_user_id:
        return frozenset()
    taken: set[str] = set()
    hidden: set[str] = set()
    for row in rows:
        found = _first(connection, key, n, row, shop.im_user_id, taken=taken)
        if found:
            taken.add(found)
            hidden.add(row.local_id)
    return frozenset(hidden)


def _rows(connection: Connection, key: ConversationKey) -> list[_Row]:
    found = []
    for row in _ROWS.rows(connection, {"shop": key.shop, "id": key.id}):
        try:
            names = frozenset(str(name) for name in json.loads(row[6]))
        except (ValueError, TypeError):
            names = frozenset()
        found.append(
            _Row(
                local_id=row[0],
                kind=row[1],
                content=unpack(row[2]),
                state=row[3],
                upload_url=row[4],
                watermark=row[5],
                watermark_ids=names,
                posted=row[7],
                message_id=row[8],
                confirmed_by=row[9],
                match_id=row[10],
                doubt=row[11],
                clean_reads=row[12],
                watch_since=row[13],
            )
        )
    return found


def _is_wanted(row: _Row) -> bool:
    # Without a watermark (a row that came back from a backup) any old message might be taken for
    # ours: such a row is never matched.
    if not row.watermark or not row.posted:
        return False
    return row.state in (OutgoingState.UNKNOWN, OutgoingState.UNCONFIRMED) or (
        row.doubt == 1 and row.state in (OutgoingState.QUEUED, OutgoingState.BLOCKED_AUTH)
    )


def _confirm_sent(connection: Connection, key: ConversationKey, n: int, rows: list[_Row]) -> bool:
    waiting = {row.message_id: row for row in rows if row.state == OutgoingState.SENT}
    if not waiting:
        return False
    seen = _SEEN.rows(connection, {"n": n, "ids": list(waiting)})
    for name, role, sender in seen:
        row = waiting[name]
        row.state = OutgoingState.CONFIRMED
        _save(connection, key, row)
        if row.confirmed_by == "response":
            learn(connection, key.shop, role, sender)
    return bool(seen)


def _find(connection: Connection, key: ConversationKey, n: int, wanted: list[_Row]) -> bool:
    shop = shops.get(connection, key.shop)
    identity = shop.im_user_id if shop is not None else ""
    moved = False
    for row in wanted:
        probable, row.match_id = row.match_id, ""
        found = _first(connection, key, n, row, identity, taken={""}, own=probable)
        if found and identity:
            row.state, row.message_id = OutgoingState.CONFIRMED, found
            row.confirmed_by, row.doubt = "match", 0
        elif found:
            row.match_id = found
            if row.state == OutgoingState.UNKNOWN:
                row.state = OutgoingState.UNCONFIRMED
            row.confirmed_by = "probable"
        elif row.confirmed_by == "probable":
            # The message taken for ours turned out to be another's.
            row.confirmed_by = ""
        else:
            continue
        if row.state == OutgoingState.CONFIRMED or row.match_id != probable:
            _save(connection, key, row)
            moved = True
    return moved


def _first(
    connection: Connection,
    key: ConversationKey,
    n: int,
    row: _Row,
    identity: str,
    *,
    taken: set[str],
    own: str = "",
) -> str:
    """The oldest message of history that can be `row` and that no other row has claimed."""
    low = row.watermark
    if row.watermark_ids:
        # A late message may stand below the watermark, but not below the page it was taken from.
        lowest = _LOWEST.value(connection, {"n": n, "ids": list(row.watermark_ids)})
        if lowest is not None:
            low = min(low, lowest)
    names = [
        name
        for name, place, kind, content, sender in _CANDIDATES.rows(connection, {"n": n, "low": low})
        if (place > row.watermark or name not in row.watermark_ids)
        and (not identity or sender == identity)
        and same(row.kind, row.content, row.upload_url, kind, unpack(content))
    ]
    if not names:
        return ""
    claimed = set(taken)
    for message_id, match_id in _CLAIMED.rows(
        connection, {"shop": key.shop, "id": key.id, "ids": names}
    ):
        claimed |= {message_id, match_id}
    claimed.discard(own)
    return next((name for name in names if name not in claimed), "")


def _count(connection: Connection, key: ConversationKey, row: _Row, now: float) -> bool:
    """One more clean read in which an unknown message was not found."""
    wait = WAIT_SECONDS_IMAGE if row.kind == Kind.IMAGE else WAIT_SECONDS
    row.clean_reads += 1
    if not row.watch_since or now < row.watch_since:
        row.watch_since = now
    given_up = row.clean_reads >= CLEAN_READS and now - row.watch_since >= wait
    if given_up:
        row.state = OutgoingState.UNCONFIRMED
    _save(connection, key, row, tell=given_up)
    return given_up


def _save(connection: Connection, key: ConversationKey, row: _Row, *, tell: bool = True) -> None:
    _SET.run(
        connection,
        {
            "state": str(row.state),
            "message_id": row.message_id,
            "match_id": row.match_id,
            "confirmed_by": row.confirmed_by,
            "clean_reads": row.clean_reads,
            "watch_since": row.watch_since,
            "doubt": row.doubt,
            "local_id": row.local_id,
        },
    )
    if tell:
        touched = touch(connection)
        touched.outbox(row.local_id)
        touched.conversation(key)
        touched.messages(key)
