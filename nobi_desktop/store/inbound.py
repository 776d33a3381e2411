"""Stores what TikTok tells, each list and each page of history in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.ids import ConversationKey, MessageId, ShopId
from nobi_desktop.domain.message import Message
from nobi_desktop.store import holes, marks, matching, search_index, summary, tags
from nobi_desktop.store.codec import (
    MESSAGE_COLUMNS,
    clean,
    message_values,
    place_of,
    whole,
)
from nobi_desktop.store.holes import Walk
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

__all__ = ["PageResult", "Walk", "store_list", "store_page"]

MISSES = 3
"""After so many newest pages without it, the list's latest message is taken for one that history
does not show, and the conversation is not read again for its sake."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """What a page brought.

    `new`: messages stored for the first time. `overlaps`: the page met history known before, so
    that nothing is missing between. `hole`: the hole right below the stretch this page belongs to,
    None where there is none.
    """

    new: tuple[Message, ...]
    overlaps: bool
    hole: int | None


_NAMES = MESSAGE_COLUMNS.split(", ")
_KNOWN = Statement(
    f"SELECT segment, {MESSAGE_COLUMNS} FROM tiktok.messages WHERE conversation = :n AND id IN :ids"
)
_HELD = Statement("SELECT segment FROM tiktok.messages WHERE conversation = :n AND id = :id")
_INSERT = Statement(
    f"INSERT INTO tiktok.messages (conversation, segment, {MESSAGE_COLUMNS}) "
    f"VALUES (?, ?, {', '.join('?' for _ in _NAMES)})"
)
_UPDATE = Statement(
    "UPDATE tiktok.messages SET "
    + ", ".join(f"{name} = :{name}" for name in _NAMES if name != "id")
    + " WHERE conversation = :n AND id = :id"
)
_OURS_OPEN = (
    "EXISTS (SELECT 1 FROM seller.outbox WHERE shop = :shop AND conversation = :id "
    "AND state NOT IN ('confirmed', 'cancelled'))"
)
_CONVERSATION = Statement(
    f"SELECT n, listed_latest, latest_misses, {_OURS_OPEN} FROM tiktok.conversations "
    "WHERE shop = :shop AND id = :id"
)
_KNOWN_HERE = (
    "EXISTS (SELECT 1 FROM seller.conversation_tags WHERE shop = :shop AND conversation = :id) "
    "OR EXISTS (SELECT 1 FROM seller.marks WHERE shop = :shop AND conversation = :id)"
)
_BARE = Statement(
    f"INSERT INTO tiktok.conversations (shop, id) VALUES (:shop, :id) RETURNING n, {_KNOWN_HERE}"
)
_COUNT = Statement(
    "INSERT INTO tiktok.shop_sync (shop, conversations) VALUES (:shop, :added) "
    "ON CONFLICT (shop) DO UPDATE SET conversations = conversations + excluded.conversations"
)
_MISSES = Statement("UPDATE tiktok.conversations SET latest_misses = :misses WHERE n = :n")

_LISTED = (
    "buyer_im",
    "buyer_user",
    "buyer_name",
    "buyer_avatar",
    "shop_avatar",
    "shop_im",
    "can_send",
    "created",
    "server_unread",
    "listed_latest",
)
_STANDING = ("latest_misses", "read_key", "told_key", "read_settle")
_FIRST_LISTED = ("shop", "id", *_LISTED, *summary.NAMES)
# That there is an order is known at once; that there is none only `commerce.check` can say.
_ORDERED = (
    "2 * (:buyer_user <> '' AND EXISTS (SELECT 1 FROM tiktok.orders "
    "WHERE shop = :shop AND buyer_user = :buyer_user))"
)
_LIST_KNOWN = Statement(
    f"SELECT id, n, {', '.join(_LISTED + _STANDING)} FROM tiktok.conversations "
    "WHERE shop = :shop AND id IN :ids"
)
_LIST_INSERT = Statement(
    f"INSERT INTO tiktok.conversations ({', '.join(_FIRST_LISTED)}, orders) "
    f"VALUES ({', '.join(':' + name for name in _FIRST_LISTED)}, {_ORDERED}) "
    f"RETURNING n, {_OURS_OPEN}, {_KNOWN_HERE}"
)
_LIST_UPDATE = Statement(
    "UPDATE tiktok.conversations SET "
    + ", ".join(f"{name} = :{name}" for name in _LISTED + _STANDING)
    + " WHERE n = :n"
)
_ORDERS_AGAIN = Statement(f"UPDATE tiktok.conversations SET orders = {_ORDERED} WHERE n = :n")
_NEWER = Statement(
    "SELECT 1 FROM tiktok.messages WHERE conversation = :n AND key > :key AND visible = 1 "
    "AND role <> 'CUSTOMER_SERVICE' LIMIT 1"
)


def store_list(
    connection: Connection, shop: ShopId, listed: Sequence[ListedConversation], now: float
) -> tuple[ListedConversation, ...]:
    """Store a page of the conversation list; answers those whose messages must be read.

    These are the conversations whose latest message no page of history has held yet, that are seen
    for the first time, or whose unread count rose without one.
    """
    wanted = {clean(item.id): item for item in listed if item.id}
    if not wanted:
        return ()
    known = {
        row[0]: row for row in _LIST_KNOWN.rows(connection, {"shop": shop, "ids": list(wanted)})
    }
    added = 0
    must_read: list[ListedConversation] = []
    for name, item in wanted.items():
        key = ConversationKey(shop, name)
        before = known.get(name)
        if before is None:
            first = {"shop": shop, "id": name, **_listed(item), **summary.of_new(item)}
            row = _LIST_INSERT.row(connection, first)
            assert row is not None
            n, changed, known_here = row
            added += 1
            latest = _store_latest(connection, key, n, item.latest, is_new=True)
            rose, given_up = True, False
            touch(connection).conversation(key)
            if known_here:
                _put_back(connection, key)
        else:
            n = before[1]
            latest = _store_latest(connection, key, n, item.latest, is_new=False)
            changed = latest.stored
            values = dict(zip(_LISTED + _STANDING, before[2:], strict=True))
            rose = whole(max(0, item.unread)) > values["server_unread"]
            after = _again(connection, n, values, item)
            if after != values:
                if after["buyer_name"] != values["buyer_name"]:
                    search_index.note_renamed(connection, n)
                _LIST_UPDATE.run(connection, {**after, "n": n})
                if after["buyer_user"] != values["buyer_user"]:
                    buyer = {"shop": shop, "buyer_user": after["buyer_user"], "n": n}
                    _ORDERS_AGAIN.run(connection, buyer)
                touch(connection).conversation(key)
                changed = True
            given_up = after["latest_misses"] >= MISSES
        if changed:
            summary.refresh(connection, key)
        if rose or (latest.unheld and not given_up):
            must_read.append(item)
    if added:
        _COUNT.run(connection, {"shop": shop, "added": added})
    return tuple(must_read)


def _put_back(connection: Connection, key: ConversationKey) -> None:
    """Give a conversation that the copy had lost the tags and marks the seller's file holds."""
    tags.repeat(connection, (key,))
    marks.repeat(connection, (key,))


def _listed(item: ListedConversation) -> dict[str, Any]:
    return {
        "buyer_im": clean(item.buyer.im_user_id),
        "buyer_user": clean(item.buyer.user_id),
        "buyer_name": clean(item.buyer.name),
        "buyer_avatar": clean(item.buyer.avatar),
        "shop_avatar": clean(item.shop_avatar),
        "shop_im": clean(item.shop_im_user_id),
        "can_send": int(item.can_send),
        "created": whole(item.created),
        "server_unread": whole(max(0, item.unread)),
        "listed_latest": clean(item.latest.id) if item.latest is not None else "",
    }


def _again(
    connection: Connection, n: int, values: dict[str, Any], item: ListedConversation
) -> dict[str, Any]:
    """The row of a known conversation after it was listed again."""
    after = {**values, **_listed(item)}
    if not item.buyer.user_id:
        after["buyer_user"] = values["buyer_user"]
    if after["listed_latest"] != values["listed_latest"]:
        after["latest_misses"] = 0
    told = values["read_key"] and values["told_key"] >= values["read_key"]
    if after["server_unread"] == 0:
        after["read_settle"] = 0
    elif told:
        newer = _NEWER.row(connection, {"n": n, "key": values["read_key"]})
        if newer is None and values["read_settle"]:
            # This list may have been on its way when TikTok was told.
            after["read_settle"] = 0
        elif newer is None:
            # TikTok was told and counts on: its word is the truth, our mark is not.
            after["read_key"] = after["told_key"] = ""
    return after


@dataclass(frozen=True, slots=True)
class _Latest:
    stored: bool
    unheld: bool


def _store_latest(
    connection: Connection, key: ConversationKey, n: int, latest: Message | None, *, is_new: bool
) -> _Latest:
    if latest is None or not latest.id:
        return _Latest(False, False)
    known = None if is_new else _HELD.row(connection, {"n": n, "id": clean(latest.id)})
    if known is not None:
        return _Latest(False, known[0] is None)
    _INSERT.many(connection, [(n, None, *message_values(latest))])
    touched = touch(connection)
    touched.messages(key)
    touched.message_new(latest)
    return _Latest(True, True)


def store_page(
    connection: Connection,
    key: ConversationKey,
    messages: Sequence[Message],
    next_token: str,
    *,
    walk: Walk | None = None,
    now: float,
) -> PageResult:
    """Store a page of history: newest page, or with `walk` one read on from a hole.

    Messages, segments, holes, last line, unread, unanswered and the fate of our outgoing messages
    move in this one transaction, so that no mark is ever ahead of the rows it stands for.
    """
    row = _CONVERSATION.row(connection, {"shop": key.shop, "id": key.id})
    if row is None:
        names = {"shop": clean(key.shop), "id": clean(key.id)}
        made = _BARE.row(connection, names)
        assert made is not None
        n, latest, misses, ours_open = made[0], "", 0, True
        if made[1]:
            _put_back(connection, ConversationKey(names["shop"], names["id"]))
        _COUNT.run(connection, {"shop": names["shop"], "added": 1})
        touch(connection).conversation(key)
    else:
        n, latest, misses, ours_open = row
    unique = {clean(message.id): message for message in messages if message.id}
    values = {name: message_values(message) for name, message in unique.items()}
    places = {name: place_of(each) for name, each in values.items()}
    known = {
        row[1]: row
        for row in (_KNOWN.rows(connection, {"n": n, "ids": list(unique)}) if unique else ())
    }
    page = holes.Page(
        places, {name: row[0] for name, row in known.items()}, clean(next_token), walk
    )
    joined = holes.join(connection, key, n, page)
    new = [message for name, message in unique.items() if name not in known]
    if new:
        _INSERT.many(
            connection,
            [(n, joined.segment, *values[name]) for name in unique if name not in known],
        )
    updates = [
        {**dict(zip(_NAMES, values[name], strict=True)), "n": n}
        for name, row in known.items()
        if row[1:] != values[name]
    ]
    if updates:
        said_else = [
            name for name, row in known.items() if _searched(row[1:]) != _searched(values[name])
        ]
        if said_else:
            search_index.note_edited(connection, n, said_else)
        _UPDATE.many(connection, updates)
    changed = bool(updates)
    touched = touch(connection)
    if new or changed or joined.changed:
        touched.messages(key)
    for message in new:
        touched.message_new(message)
    if walk is None and latest:
        _look_for_latest(connection, n, latest, misses, places)

    def covers(mark: str) -> bool:
        if joined.head is None:  # Nothing was ever said: reading that is reading it all.
            return not places and not next_token
        return holes.covers(joined.head, mark)

    moved = ours_open and matching.match(
        connection, key, n, head_covers=covers if walk is None else None, now=now
    )
    if row is None or new or changed or moved or joined.changed:
        summary.refresh(connection, key)
    return PageResult(tuple(new), joined.overlaps, joined.hole)


def _searched(values: Sequence[Any]) -> tuple[Any, ...]:
    """What the index holds of the message in values of `MESSAGE_COLUMNS`."""
    return values[2], values[5], values[9]


def _look_for_latest(
    connection: Connection, n: int, latest: str, misses: int, places: dict[MessageId, Any]
) -> None:
    if latest in places or misses >= MISSES:
        return
    known = _HELD.row(connection, {"n": n, "id": latest})
    if known is not None and known[0] is None:
        _MISSES.run(connection, {"n": n, "misses": misses + 1})
