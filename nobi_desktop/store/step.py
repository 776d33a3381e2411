"""Tells whether the copy repeats all that the seller's file says of conversations.

The copy is written more loosely (see `opening`): after a power cut it may have lost its last
commits, while tags and marks that were given in them stand in the seller's file. So each write that
changes these counts on in both files.
"""

from __future__ import annotations

from nobi_desktop.store.sql import Connection, Statement

_AT = Statement(
    "SELECT CAST(coalesce((SELECT value FROM seller.settings WHERE name = 'step'), 0) AS INTEGER), "
    "coalesce((SELECT upto FROM tiktok.search_state WHERE what = 'seller'), 0)"
)
_SET_SELLER = Statement(
    "INSERT INTO seller.settings (name, value) VALUES ('step', :step) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_SET_COPY = Statement(
    "INSERT INTO tiktok.search_state (what, upto) VALUES ('seller', :step) "
    "ON CONFLICT (what) DO UPDATE SET upto = excluded.upto"
)


def advance(connection: Connection) -> None:
    """Count on: the write that runs has changed tags or marks, and the copy with them.

    A copy that is behind stays so, whatever is written since, until it is put in step.
    """
    seller, copy = _at(connection)
    _SET_SELLER.run(connection, {"step": str(seller + 1)})
    if copy == seller:
        _SET_COPY.run(connection, {"step": seller + 1})


def kept(connection: Connection) -> bool:
    """Whether the copy has taken part in every such write."""
    seller, copy = _at(connection)
    return seller == copy


def catch_up(connection: Connection) -> None:
    """Note that the copy repeats all that the seller's file says now."""
    seller, _ = _at(connection)
    _SET_COPY.run(connection, {"step": seller})


def _at(connection: Connection) -> tuple[int, int]:
    row = _AT.row(connection, {})
    assert row is not None
    return int(row[0]), int(row[1])
