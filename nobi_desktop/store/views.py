"""Keeps the queries that the seller has given a name."""

from __future__ import annotations

from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_ALL = Statement("SELECT id, name, query, position FROM seller.views ORDER BY position, id")
_SAVE = Statement(
    "INSERT INTO seller.views (id, name, query, position) "
    "VALUES (:id, :name, :query, :position) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, query = excluded.query, position = excluded.position"
)
_DELETE = Statement("DELETE FROM seller.views WHERE id = :id")


def all(connection: Connection) -> tuple[SavedView, ...]:
    """Every view, in the seller's order."""
    return tuple(
        SavedView(id, name, InboxQuery.from_json(query), position)
        for id, name, query, position in _ALL.rows(connection, {})
    )


def save(connection: Connection, view: SavedView) -> None:
    """Keep `view`, in place of an earlier state of it."""
    _SAVE.run(
        connection,
        {
            "id": clean(view.id),
            "name": clean(view.name),
            "query": clean(view.query.to_json()),
            "position": whole(view.position),
        },
    )
    touch(connection).views()


def delete(connection: Connection, id: str) -> None:
    """Let a view go."""
    _DELETE.run(connection, {"id": id})
    touch(connection).views()
