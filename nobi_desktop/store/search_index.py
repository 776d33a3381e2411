"""Keeps the index of words in step with messages and buyers, a piece at a time.

The index runs behind: up to a number of each table everything is in it (`search_state`), what has
changed below is noted (`search_due`), and what is newer a search looks through by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import Any, Final

from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.store import opening, search_words
from nobi_desktop.store.codec import unpack
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection, Statement

PIECE = 400
"""Rows that one piece takes in at most: some 20 ms of the store's thread."""

MESSAGE: Final = "message"
BUYER: Final = "buyer"

N_BITS = 30
N_MASK = 2**N_BITS - 1
_LATEST = 2**33 - 1

_UPTO = Statement("SELECT upto FROM tiktok.search_state WHERE what = :what")
_REACHED = Statement(
    "INSERT INTO tiktok.search_state (what, upto) VALUES (:what, :upto) "
    "ON CONFLICT (what) DO UPDATE SET upto = excluded.upto"
)
_LAST = {
    MESSAGE: Statement("SELECT max(n) FROM tiktok.messages"),
    BUYER: Statement("SELECT max(n) FROM tiktok.conversations"),
}
_MESSAGE_ROWS = (
    "SELECT m.n, m.created, m.content, m.visible, c.shop FROM tiktok.messages m "
    "CROSS JOIN tiktok.conversations c ON c.n = m.conversation "
)
_BUYER_ROWS = "SELECT n, 0, buyer_name, 1, shop FROM tiktok.conversations "
_NEXT = {
    MESSAGE: Statement(_MESSAGE_ROWS + "WHERE m.n > :upto ORDER BY m.n LIMIT :limit"),
    BUYER: Statement(_BUYER_ROWS + "WHERE n > :upto ORDER BY n LIMIT :limit"),
}
_THESE = {
    MESSAGE: Statement(_MESSAGE_ROWS + "WHERE m.n IN :ns"),
    BUYER: Statement(_BUYER_ROWS + "WHERE n IN :ns"),
}
_DUE = Statement(
    "SELECT n, place FROM tiktok.search_due WHERE what = :what ORDER BY n LIMIT :limit"
)
_DUE_COUNT = Statement("SELECT count(*) FROM tiktok.search_due")
_DUE_OF = Statement("SELECT place FROM tiktok.search_due WHERE what = :what AND n IN :ns")
_NOTE = Statement(
    "INSERT INTO tiktok.search_due (what, n, place) VALUES (?, ?, ?) "
    "ON CONFLICT (what, n) DO NOTHING"
)
_DONE = Statement("DELETE FROM tiktok.search_due WHERE what = :what AND n IN :ns")
_EDITED = Statement("SELECT n, created FROM tiktok.messages WHERE conversation = :n AND id IN :ids")
_SHOPS = Statement("SELECT shop, n FROM tiktok.search_shops")
_SHOP = Statement("INSERT INTO tiktok.search_shops (shop) VALUES (:shop) RETURNING n")
_INSERT = {
    MESSAGE: Statement("INSERT INTO tiktok.message_words (rowid, words) VALUES (?, ?)"),
    BUYER: Statement("INSERT INTO tiktok.buyer_words (rowid, words) VALUES (?, ?)"),
}
_DELETE = {
    MESSAGE: Statement("DELETE FROM tiktok.message_words WHERE rowid = ?"),
    BUYER: Statement("DELETE FROM tiktok.buyer_words WHERE rowid = ?"),
}
_EMPTY = (
    Statement(f"DELETE FROM tiktok.search_state WHERE what IN ('{MESSAGE}', '{BUYER}')"),
    Statement("DELETE FROM tiktok.search_due"),
    Statement("DELETE FROM tiktok.search_shops"),
)


def place_of(n: int, created: int) -> int:
    """The row of the index for a message: the newest has the largest, so that nothing is sorted."""
    return max(0, min(created, _LATEST)) << N_BITS | n


def shop_marks(connection: Connection) -> dict[ShopId, str]:
    """The word that stands for each shop in the index."""
    return {shop: search_words.mark(n) for shop, n in _SHOPS.rows(connection, {})}


def upto(connection: Connection, what: str) -> int:
    """The number of the last row of messages or buyers that is taken in."""
    return int(_UPTO.value(connection, {"what": what}) or 0)


def left(connection: Connection) -> int:
    """How many messages and buyers are still to be taken in."""
    new = (
        max(0, int(last.value(connection, {}) or 0) - upto(connection, what))
        for what, last in _LAST.items()
    )
    return sum(new) + int(_DUE_COUNT.value(connection, {}) or 0)


def note_edited(connection: Connection, n: int, ids: Collection[str]) -> None:
    """Messages of conversation `n` are about to say something else."""
    rows = _EDITED.rows(connection, {"n": n, "ids": ids})
    _NOTE.many(connection, [(MESSAGE, row[0], place_of(*row)) for row in rows])


def note_renamed(connection: Connection, n: int) -> None:
    """The buyer of conversation `n` has another name."""
    _NOTE.many(connection, [(BUYER, n, n)])


def forget(connection: Connection, what: str, gone: Collection[tuple[int, int]]) -> None:
    """Take rows that were just deleted, with (n, created), out of the index.

    Numbers of deleted rows may be given out again: the index then knows that it has not seen them.
    """
    if not gone:
        return
    with guarded():
        ns = [n for n, _ in gone]
        places = {place_of(n, created) if what == MESSAGE else n for n, created in gone}
        places |= {row[0] for row in _DUE_OF.rows(connection, {"what": what, "ns": ns})}
        _DELETE[what].many(connection, [(place,) for place in sorted(places)])
        _DONE.run(connection, {"what": what, "ns": ns})
        last = int(_LAST[what].value(connection, {}) or 0)
        if upto(connection, what) > last:
            _REACHED.run(connection, {"what": what, "upto": last})
        _write_out(connection)


def piece(connection: Connection, limit: int = PIECE) -> int:
    """Take in up to `limit` rows; how many are left then. Raises StoreError `words`."""
    with guarded():
        for what in (MESSAGE, BUYER):
            limit -= _again(connection, what, limit)
            limit -= _new(connection, what, limit)
        _write_out(connection)
        return left(connection)


def rebuild(connection: Connection) -> None:
    """Begin the index anew."""
    opening.create_words(connection)
    for statement in _EMPTY:
        statement.run(connection, {})


class guarded:
    """Tells damage of the index, which can be made anew, from damage of the file.

    Inside it a damaged index raises StoreError `words`; so does one that holds a row which it was
    told to drop.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.IntegrityError) or (
            isinstance(error, sqlite3.DatabaseError)
            and getattr(error, "sqlite_errorname", "") == "SQLITE_CORRUPT_VTAB"
        ):
            raise StoreError("words") from error


def _write_out(connection: Connection) -> None:
    """Have the index written now, and not within the commit, where its damage had no name."""
    connection.execute("SAVEPOINT words")
    connection.execute("RELEASE words")


def _again(connection: Connection, what: str, limit: int) -> int:
    due = _DUE.rows(connection, {"what": what, "limit": max(0, limit)})
    if not due:
        return 0
    ns = [n for n, _ in due]
    _DELETE[what].many(connection, [(place,) for _, place in due])
    known = upto(connection, what)
    rows = _THESE[what].rows(connection, {"ns": ns})
    _take_in(connection, what, [row for row in rows if row[0] <= known])
    _DONE.run(connection, {"what": what, "ns": ns})
    return len(due)


def _new(connection: Connection, what: str, limit: int) -> int:
    names = {"upto": upto(connection, what), "limit": max(0, limit)}
    rows = _NEXT[what].rows(connection, names)
    if rows:
        _take_in(connection, what, rows)
        _REACHED.run(connection, {"what": what, "upto": rows[-1][0]})
    return len(rows)


def _take_in(connection: Connection, what: str, rows: Iterable[Any]) -> None:
    marks = shop_marks(connection)
    values = []
    for n, created, said, visible, shop in rows:
        if not visible:
            continue
        if what == MESSAGE:
            content = unpack(said)
            words = search_words.of_message(content)
            place = place_of(n, created)
            if not words and not search_words.has_text(content):
                continue
        else:
            words = search_words.words(fold(said))
            place = n
        if shop not in marks:
            marks[shop] = search_words.mark(int(_SHOP.value(connection, {"shop": shop})))
        values.append((place, " ".join((*words, marks[shop]))))
    _INSERT[what].many(connection, values)
