"""Keeps what the seller has marked by hand: unread, needs no answer, remind me.

The marks lie in the seller's file and outlive the copy of TikTok's data; the list's own rows repeat
them (see `summary`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.store import step, summary
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


class Marked(NamedTuple):
    """What a command has done to a conversation's marks."""

    key: ConversationKey
    before: Mark
    after: Mark


NONE = Mark()
_SETTLED = ("settled_key", "settled_created", "settled_id")
_PARTS = (("unread",), _SETTLED, ("remind_at",))
_FIELDS = ", ".join(Mark._fields)
_GET = Statement(f"SELECT {_FIELDS} FROM seller.marks WHERE shop = :shop AND conversation = :id")
_SET = Statement(
    f"INSERT INTO seller.marks (shop, conversation, {_FIELDS}) SELECT :shop, :id, "
    + ", ".join(f":{name}" for name in Mark._fields)
    # Nothing is kept of a shop that was erased.
    + " WHERE EXISTS (SELECT 1 FROM seller.shops WHERE id = :shop) "
    + "ON CONFLICT (shop, conversation) DO UPDATE SET "
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
) -> tuple[Marked, ...]:
    """Mark the conversations unread, or take that mark off; what that has changed."""
    return _each(connection, keys, lambda key, mark: mark._replace(unread=int(unread)))


def settle(connection: Connection, keys: Collection[ConversationKey]) -> tuple[Marked, ...]:
    """Note that what is there now needs no answer; what that has changed.

    What the buyer writes afterwards needs one again.
    """

    def settled(key: ConversationKey, mark: Mark) -> Mark:
        tip = _TIP.row(connection, {"shop": key.shop, "id": key.id})
        return mark if tip is None else _at(mark, (tip[0], tip[1], tip[2]))

    return _each(connection, keys, settled)


def unsettle(connection: Connection, keys: Collection[ConversationKey]) -> tuple[Marked, ...]:
    """Note that an answer is needed after all; what that has changed."""
    return _each(connection, keys, lambda key, mark: _at(mark, ("", 0, "")))


def remind(
    connection: Connection, keys: Collection[ConversationKey], at: float
) -> tuple[Marked, ...]:
    """Set the reminder to `at` (UTC seconds, 0 for none); what that has changed."""
    when = whole(max(0, int(at)))
    return _each(connection, keys, lambda key, mark: mark._replace(remind_at=when))


def restore(connection: Connection, done: Sequence[Marked]) -> None:
    """Take back what a command did; what became of a mark since, by whatever else, stays."""
    changed = False
    for key, before, after in done:
        mark = get(connection, key)
        fields: dict[str, Any] = {}
        for names in _PARTS:
            was, made, now = (
                [getattr(each, name) for name in names] for each in (before, after, mark)
            )
            if was != made == now:
                fields.update(zip(names, was, strict=True))
        if fields:
            changed |= _put(connection, key, mark._replace(**fields))
    if changed:
        step.advance(connection)


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
) -> tuple[Marked, ...]:
    done: list[Marked] = []
    for key in dict.fromkeys(keys):
        mark = get(connection, key)
        after = change(key, mark)
        if after != mark and _put(connection, key, after):
            done.append(Marked(key, mark, after))
    if done:
        step.advance(connection)
    return tuple(done)


def _put(connection: Connection, key: ConversationKey, mark: Mark) -> bool:
    names = {"shop": key.shop, "id": key.id}
    if mark == NONE:
        changed = _DELETE.run(connection, names)
    else:
        changed = _SET.run(connection, names | mark._asdict())
    if not changed:
        return False
    touch(connection).conversation(key)
    repeat(connection, (key,))
    return True
