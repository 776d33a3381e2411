"""Keeps what the seller has marked by hand: unread, needs no answer, remind me.

The marks lie in the seller's file and outlive the copy of TikTok's data; the list's own rows repeat
them (see `summary`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.store import summary
from nobi_desktop.store.codec import OrderKey, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


class Mark(NamedTuple):
    """A conversation's marks; `settled_…` is the place of the newest message that was there."""

    unread: int = 0
    settled_key: str = ""
    settled_created: int = 0
    settled_id: str = ""
    remind_at: int = 0


Before = tuple[ConversationKey, Mark]
"""What a conversation's marks were before a command."""

NONE = Mark()
_FIELDS = ", ".join(Mark._fields)
_GET = Statement(f"SELECT {_FIELDS} FROM seller.marks WHERE shop = :shop AND conversation = :id")
_SET = Statement(
    f"INSERT INTO seller.marks (shop, conversation, {_FIELDS}) VALUES (:shop, :id, "
    + ", ".join(f":{name}" for name in Mark._fields)
    + ") ON CONFLICT (shop, conversation) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in Mark._fields)
)
_DELETE = Statement("DELETE FROM seller.marks WHERE shop = :shop AND conversation = :id")
_REPEAT = Statement(
    "UPDATE tiktok.conversations SET marked = :unread, remind_at = :remind_at "
    "WHERE shop = :shop AND id = :id AND (marked, remind_at) <> (:unread, :remind_at)"
)
_TIP = Statement(
    "SELECT m.key, m.created, m.id FROM tiktok.conversations c "
    "JOIN tiktok.messages m ON m.conversation = c.n WHERE c.shop = :shop AND c.id = :id "
    "ORDER BY m.key DESC, m.created DESC, m.id DESC LIMIT 1"
)
_EVERY = Statement("SELECT shop, conversation FROM seller.marks")
# Answered, though no person spoke last: it may be so by a settling alone.
_REPEATED = Statement(
    "SELECT shop, id FROM tiktok.conversations WHERE marked <> 0 OR remind_at > 0 "
    "OR (unanswered = 0 AND last_role NOT IN ('CUSTOMER_SERVICE', ''))"
)


def get(connection: Connection, key: ConversationKey) -> Mark:
    """The marks of a conversation."""
    row = _GET.row(connection, {"shop": key.shop, "id": key.id})
    return Mark(*row) if row else NONE


def mark_unread(
    connection: Connection, keys: Collection[ConversationKey], unread: bool
) -> tuple[Before, ...]:
    """Mark the conversations unread, or take that mark off; what was there before."""
    return _each(connection, keys, lambda key, mark: mark._replace(unread=int(unread)))


def settle(connection: Connection, keys: Collection[ConversationKey]) -> tuple[Before, ...]:
    """Note that what is there now needs no answer; what was there before.

    What the buyer writes afterwards needs one again.
    """

    def settled(key: ConversationKey, mark: Mark) -> Mark:
        tip = _TIP.row(connection, {"shop": key.shop, "id": key.id})
        return mark if tip is None else _at(mark, (tip[0], tip[1], tip[2]))

    return _each(connection, keys, settled)


def unsettle(connection: Connection, keys: Collection[ConversationKey]) -> tuple[Before, ...]:
    """Note that an answer is needed after all; what was there before."""
    return _each(connection, keys, lambda key, mark: _at(mark, ("", 0, "")))


def remind(
    connection: Connection, keys: Collection[ConversationKey], at: float
) -> tuple[Before, ...]:
    """Set the reminder to `at` (UTC seconds, 0 for none); what was there before."""
    when = whole(max(0, int(at)))
    return _each(connection, keys, lambda key, mark: mark._replace(remind_at=when))


def restore(connection: Connection, before: Sequence[Before]) -> None:
    """Let the conversations have the marks they had."""
    for key, mark in before:
        _put(connection, key, mark)


def repeat(connection: Connection, keys: Collection[ConversationKey]) -> None:
    """Put the marks into the conversations' rows of the list, where those are held."""
    for key in keys:
        mark = get(connection, key)
        names = {
            "shop": key.shop, "id": key.id, "unread": mark.unread, "remind_at": mark.remind_at
        }  # fmt: skip
        if _REPEAT.run(connection, names):
            touch(connection).conversation(key)
        summary.refresh(connection, key)


def repeat_all(connection: Connection) -> None:
    """Do so for every conversation: the seller's file is another one than the copy knew."""
    rows = [*_EVERY.rows(connection, {}), *_REPEATED.rows(connection, {})]
    repeat(connection, {ConversationKey(*row) for row in rows})


def _at(mark: Mark, place: OrderKey) -> Mark:
    return mark._replace(settled_key=place[0], settled_created=place[1], settled_id=place[2])


def _each(
    connection: Connection,
    keys: Collection[ConversationKey],
    change: Callable[[ConversationKey, Mark], Mark],
) -> tuple[Before, ...]:
    before: list[Before] = []
    for key in dict.fromkeys(keys):
        mark = get(connection, key)
        after = change(key, mark)
        if after != mark:
            _put(connection, key, after)
            before.append((key, mark))
    return tuple(before)


def _put(connection: Connection, key: ConversationKey, mark: Mark) -> None:
    names = {"shop": key.shop, "id": key.id}
    if mark == NONE:
        _DELETE.run(connection, names)
    else:
        _SET.run(connection, names | mark._asdict())
    touch(connection).conversation(key)
    repeat(connection, (key,))
