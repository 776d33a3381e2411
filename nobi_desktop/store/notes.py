"""Keeps what the seller has noted about buyers."""

from __future__ import annotations

from nobi_desktop.domain.tag import Note
from nobi_desktop.store.codec import clean
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

_GET = Statement("SELECT buyer, text, updated FROM seller.notes WHERE buyer = :buyer")
_SAVE = Statement(
    "INSERT INTO seller.notes (buyer, text, updated) VALUES (:buyer, :text, :now) "
    "ON CONFLICT (buyer) DO UPDATE SET text = excluded.text, updated = excluded.updated"
)
_DELETE = Statement("DELETE FROM seller.notes WHERE buyer = :buyer")


def get(connection: Connection, buyer: str) -> Note:
    """The note about a buyer, an empty one where there is none."""
    row = _GET.row(connection, {"buyer": clean(buyer)})
    return Note(*row) if row else Note(buyer, "")


def save(connection: Connection, buyer: str, text: str, now: float) -> None:
    """Keep the note about a buyer (`now` is UTC seconds); an empty text lets it go."""
    buyer, text = clean(buyer), clean(text)
    if get(connection, buyer).text == text:
        return
    if text.strip():
        _SAVE.run(connection, {"buyer": buyer, "text": text, "now": now})
    else:
        _DELETE.run(connection, {"buyer": buyer})
    touch(connection).buyer(buyer)
