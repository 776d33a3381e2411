"""Keeps tags and which conversations have them, and repeats that in the list's own rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from nobi_desktop.domain.ids import ConversationKey, ShopId, TagId
from nobi_desktop.domain.tag import Tag
from nobi_desktop.store import step, views
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_ALL = Statement("SELECT id, name, colour, position FROM seller.tags ORDER BY position, id")
_SAVE = Statement(
    "INSERT INTO seller.tags (id, name, colour, position) "
    "VALUES (:id, :name, :colour, :position) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, colour = excluded.colour, position = excluded.position"
)
_DELETE = Statement("DELETE FROM seller.tags WHERE id = :id")
_THERE = Statement("SELECT 1 FROM seller.tags WHERE id = :id")
_COUNTS = Statement(
    "SELECT tag, sum(number) FROM (SELECT tag, shop, count(*) AS number "
    "FROM seller.conversation_tags GROUP BY tag, shop) AS of_shops GROUP BY tag"
)
_TAGGED = Statement(
    "SELECT shop, conversation FROM seller.conversation_tags WHERE tag = :tag LIMIT :limit"
)
_OF = Statement(
    "SELECT conversation, tag FROM seller.conversation_tags "
    "WHERE shop = :shop AND conversation IN :ids ORDER BY conversation, tag"
)
_ASSIGN = Statement(
    "INSERT INTO seller.conversation_tags (shop, conversation, tag, assigned) "
    # Nothing is kept of a shop that was erased.
    "SELECT :shop, :id, :tag, :now WHERE EXISTS (SELECT 1 FROM seller.shops WHERE id = :shop) "
    "ON CONFLICT (shop, conversation, tag) DO NOTHING"
)
_REMOVE = Statement(
    "DELETE FROM seller.conversation_tags WHERE shop = :shop AND conversation = :id AND tag = :tag"
)
_REPEAT = Statement(
    "UPDATE tiktok.conversations SET tags = :tags WHERE shop = :shop AND id = :id AND tags <> :tags"
)
_EVERY = Statement("SELECT shop, conversation FROM seller.conversation_tags GROUP BY 1, 2")
_REPEATED = Statement("SELECT shop, id FROM tiktok.conversations WHERE tags <> ''")

_AT_ONCE = 500


def all(connection: Connection) -> tuple[Tag, ...]:
    """Every tag, in the seller's order."""
    return tuple(Tag(*row) for row in _ALL.rows(connection, {}))


def save(connection: Connection, tag: Tag) -> None:
    """Keep `tag`, in place of an earlier state of it."""
    _SAVE.run(
        connection,
        {
            "id": clean(tag.id),
            "name": clean(tag.name),
            "colour": clean(tag.colour),
            "position": whole(tag.position),
        },
    )
    touch(connection).tags()


def counts(connection: Connection) -> tuple[tuple[TagId, int], ...]:
    """How many conversations have each tag that any has, over all shops."""
    return tuple((tag, number) for tag, number in _COUNTS.rows(connection, {}))


def tagged(connection: Connection, tag: TagId, limit: int) -> tuple[ConversationKey, ...]:
    """Up to `limit` conversations that have the tag."""
    rows = _TAGGED.rows(connection, {"tag": tag, "limit": limit})
    return tuple(ConversationKey(*row) for row in rows)


def of(
    connection: Connection, keys: Iterable[ConversationKey]
) -> dict[ConversationKey, tuple[TagId, ...]]:
    """The tags of those of the conversations that have any, by id."""
    found: dict[ConversationKey, tuple[TagId, ...]] = {}
    for shop, ids in _by_shop(keys).items():
        for conversation, tag in _OF.rows(connection, {"shop": shop, "ids": ids}):
            key = ConversationKey(shop, conversation)
            found[key] = (*found.get(key, ()), tag)
    return found


def assign(
    connection: Connection, keys: Collection[ConversationKey], tag: TagId, now: float
) -> tuple[ConversationKey, ...]:
    """Give the tag to the conversations, none where it is gone; those that had it not.

    `now` is UTC seconds. Conversations need not be in the copy: they get it when they come.
    """
    if _THERE.row(connection, {"id": tag}) is None:
        return ()
    changed = tuple(
        key
        for key in dict.fromkeys(keys)
        if _ASSIGN.run(connection, {"shop": key.shop, "id": key.id, "tag": tag, "now": now})
    )
    _changed(connection, changed)
    return changed


def remove(
    connection: Connection, keys: Collection[ConversationKey], tag: TagId
) -> tuple[ConversationKey, ...]:
    """Take the tag from the conversations; those that had it."""
    changed = tuple(
        key
        for key in dict.fromkeys(keys)
        if _REMOVE.run(connection, {"shop": key.shop, "id": key.id, "tag": tag})
    )
    _changed(connection, changed)
    return changed


def delete(connection: Connection, tag: TagId) -> None:
    """Let a tag go, once no conversation has it any more (see `tagged` and `remove`)."""
    _DELETE.run(connection, {"id": tag})
    _in_views(connection, tag, "")
    touch(connection).tags()


def merge_piece(
    connection: Connection, source: TagId, target: TagId, now: float, limit: int
) -> bool:
    """Give some of the conversations of `source` the tag `target` instead; whether more are left.

    When none is left, `source` goes, and views ask for `target` in its place.
    """
    if source == target or _THERE.row(connection, {"id": target}) is None:
        return False
    keys = tagged(connection, source, limit)
    assign(connection, keys, target, now)
    remove(connection, keys, source)
    if len(keys) == limit:
        return True
    _DELETE.run(connection, {"id": source})
    _in_views(connection, source, target)
    touch(connection).tags()
    return False


def repeat(connection: Connection, keys: Collection[ConversationKey]) -> None:
    """Put the tags of these conversations into their rows of the list, where those are held."""
    held = of(connection, keys)
    for key in keys:
        names = {"shop": key.shop, "id": key.id, "tags": packed(held.get(key, ()))}
        if _REPEAT.run(connection, names):
            touch(connection).conversation(key)


def repeat_all(connection: Connection) -> None:
    """Do so for every conversation: the seller's file is another one than the copy knew."""
    rows = {*_EVERY.rows(connection, {}), *_REPEATED.rows(connection, {})}
    keys = [ConversationKey(*row) for row in sorted(rows)]
    for at in range(0, len(keys), _AT_ONCE):
        repeat(connection, keys[at : at + _AT_ONCE])


def packed(tags: Iterable[TagId]) -> str:
    """Tags as the list's rows hold them, so that each is found with a comma on both sides."""
    joined = ",".join(tags)
    return f",{joined}," if joined else ""


def _changed(connection: Connection, keys: tuple[ConversationKey, ...]) -> None:
    if keys:
        repeat(connection, keys)
        step.advance(connection)
        touch(connection).tags()


def _in_views(connection: Connection, gone: TagId, instead: TagId) -> None:
    for view in views.all(connection):
        if gone in view.query.tags:
            tags = view.query.tags - {gone} | ({instead} if instead else set())
            views.save(connection, replace(view, query=replace(view.query, tags=tags)))


def _by_shop(keys: Iterable[ConversationKey]) -> dict[ShopId, list[str]]:
    found: dict[ShopId, list[str]] = {}
    for key in keys:
        found.setdefault(key.shop, []).append(key.id)
    return found
