"""Opens both files as one connection: checks them, migrates, recovers, and never loses a row."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from nobi_desktop.store import backups, files, recovery, step, versions
from nobi_desktop.store.errors import StoreError, code_of
from nobi_desktop.store.sql import Connection

_log = logging.getLogger(__name__)

LEAST_FREE = 1_000_000
"""Bytes that must be free before any damage is believed: a full disk looks like damage."""

_BUSY_MS = 5_000


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening found and did.

    `fresh`: no data was there before. `rebuilt_copy`: the copy of TikTok's data was damaged or gone
    and begins empty. `restored_seller`: the seller's file was damaged; it holds the backup of
    `backup_at` (UTC seconds, 0: there was none) and what could be read of the damaged one.
    `aside` is where damaged files lie, empty where there are none.
    """

    fresh: bool = False
    rebuilt_copy: bool = False
    restored_seller: bool = False
    backup_at: float = 0.0
    migrated: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """One attached file: its schema name, file name, tables, version and revision."""

    name: str
    file: str
    tables: frozenset[str]
    version: int
    revision: str


SELLER = Files(
    "seller",
    files.SELLER,
    versions.SELLER_TABLES,
    versions.SELLER_VERSION,
    versions.SELLER_REVISION,
)
TIKTOK = Files(
    "tiktok",
    files.TIKTOK,
    versions.TIKTOK_TABLES,
    versions.TIKTOK_VERSION,
    versions.TIKTOK_REVISION,
)

# Words come folded and apart from each other (see `search_words`): whatever is not ASCII belongs to
# one. Of each word its beginnings are indexed, so that a word half typed costs no more than a whole
# one. What a row holds besides, where a word stands and how many there are, nobody asks for.
_WORDS = "fts5(words, detail='none', columnsize=0, prefix='{}', tokenize='ascii')"
WORD_TABLES = {
    "message_words": _WORDS.format("1 2 3 4 5"),
    "buyer_words": _WORDS.format("1 2 3"),
}
"""What SQLite alone has: its full-text tables, and how each is made."""


def open_store(folder: Path, now: float, *, thorough: bool = False) -> tuple[Connection, Opened]:
    """Open the store under `folder`, made where it is missing. `now` is UTC seconds.

    `thorough` checks every page first (0.1 s for 100 MB); without it only damage that shows at once
    is found, and `check` finds the rest later. Raises StoreError, with files untouched where the
    code is `newer`.
    """
    try:
        return _open(folder, now, thorough)
    except StoreError:
        raise
    except (sqlite3.Error, OSError) as error:
        code = code_of(error)
        if isinstance(error, OSError):
            code = "disk_full" if error.errno in (28, 122) else "read_only"
        if not code:
            raise
        raise StoreError(code) from error


def _open(folder: Path, now: float, thorough: bool) -> tuple[Connection, Opened]:
    files.make_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError("read_only")
    for each in (SELLER, TIKTOK):
        _refuse_newer(folder / each.file, each.version)
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise StoreError("disk_full")

    opened = Opened(fresh=not (folder / files.MARKER).exists())
    damaged_seller = not _usable(folder, SELLER, opened.fresh, thorough)
    damaged_copy = not _usable(folder, TIKTOK, opened.fresh, thorough)
    salvaging: Path | None = None
    if damaged_seller:
        aside = salvaging = recovery.set_aside(folder, files.SELLER, now)
        made = recovery.restore_seller(folder)
        opened = replace(opened, restored_seller=True, backup_at=made, aside=str(aside))
        _log.error("the seller's file was damaged and is restored")
    if damaged_copy:
        aside = recovery.set_aside(folder, files.TIKTOK, now)
        opened = replace(opened, rebuilt_copy=True, aside=str(aside))
        _log.error("the copy of TikTok's data was damaged and begins anew")
    for each in (SELLER, TIKTOK):
        if _migrate(folder, each, now):
            opened = replace(opened, migrated=True)

    raw = _attach(folder)
    try:
        for each in (SELLER, TIKTOK):
            _create(raw, each)
        if salvaging is not None:
            recovery.salvage(raw, salvaging)
            _put_in_step(raw)
        elif not step.kept(raw):
            _log.warning("the copy has lost what was written last, and is put in step")
            try:
                _put_in_step(raw)
            except sqlite3.Error as error:
                # It can wait for the next start: nothing but the list shows less than is kept.
                _log.error("the copy was not put in step: %s", type(error).__name__)
        marker = folder / files.MARKER
        if not marker.exists():
            files.make_private(marker)
            files.sync(folder)
    except BaseException:
        raw.close()
        raise
    return raw, opened


def _put_in_step(connection: Connection) -> None:
    """Let the copy repeat what the seller's file says of tags and marks."""
    from nobi_desktop.store import marks, tags

    connection.execute("BEGIN IMMEDIATE")
    try:
        tags.repeat_all(connection)
        marks.repeat_all(connection)
        step.catch_up(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_newer(path: Path, version: int) -> None:
    # The header is read as bytes: even looking at a database through SQLite may write its log into
    # it. A version that stands only in a log not yet written back is seen through a reading
    # connection, which writes nothing.
    if files.header(path).user_version > version:
        raise StoreError("newer")
    if files.header(path).is_database and path.with_name(path.name + "-wal").exists():
        try:
            connection = sqlite3.connect(files.uri(path, "ro"), uri=True)
        except sqlite3.Error:
            return
        try:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error:
            return
        finally:
            connection.close()
        if found > version:
            raise StoreError("newer")


def _usable(folder: Path, each: Files, fresh: bool, thorough: bool) -> bool:
    """Whether the file can be built on: it is sound as far as looked, or rightly not there yet."""
    path = folder / each.file
    head = files.header(path)
    if not head.exists or not head.size:
        # Files are made before the marker is: without it an empty file is an interrupted first run.
        return fresh
    if not head.is_database:
        return False
    try:
        connection = sqlite3.connect(
            files.uri(path, "rw"), uri=True, timeout=_BUSY_MS / 1000, isolation_level=None
        )
    except sqlite3.Error:
        return False
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        names = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if version == 0:
            return fresh
        for table in names:
            connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()
        if version == each.version and not each.tables <= names:
            return False
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        logged = path.with_name(path.name + "-wal")
        if (not logged.exists() or not logged.stat().st_size) and head.size < pages * size:
            return False
        if thorough:
            return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.Error as error:
        if code_of(error) in ("", "damaged"):
            return False
        raise
    finally:
        connection.close()
    return True


def _migrate(folder: Path, each: Files, now: float) -> bool:
    path = folder / each.file
    version = files.header(path).user_version
    if not 0 < version < each.version:
        return False
    from nobi_desktop.store import migrating  # Alembic costs 0.1 s that other starts do not pay.

    if each is SELLER:
        connection = sqlite3.connect(files.uri(path, "rw"), uri=True, isolation_level=None)
        try:
            backups.make(connection, folder, now, "main")
        finally:
            connection.close()
    migrating.migrate(path, each.name)
    return True


def _attach(folder: Path) -> Connection:
    # The main database is an empty one in memory, so that both files are attached alike. SQLite
    # commits attached files in the order of attaching, and in WAL mode each for itself: a power
    # cut, or a disk that fills up during the commit, may leave the seller's part of a transaction
    # done and TikTok's part undone, never the reverse.
    # All protocols are built for exactly that order. What is missing then is only the copy, which
    # the next poll reads again; a message of ours is never less far than the copy says.
    raw = sqlite3.connect(
        ":memory:",
        uri=True,
        timeout=_BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        factory=Connection,
    )
    try:
        raw.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.execute("PRAGMA temp_store = MEMORY")
        # 64 MB of log between write-backs: a page of messages touches some fifteen pages of the
        # file, many of them again and again, and each write-back waits for the disk.
        raw.execute("PRAGMA wal_autocheckpoint = 16000")
        if sys.platform == "darwin":
            raw.execute("PRAGMA checkpoint_fullfsync = ON")
        # Kibibytes of pages kept in memory; the system keeps the rest of the files at hand anyway.
        for each, synchronous, cache in ((SELLER, "FULL", 1_000), (TIKTOK, "NORMAL", 2_000)):
            path = folder / each.file
            files.make_private(path)
            raw.execute(f"ATTACH ? AS {each.name}", (files.uri(path, "rw"),))
            raw.execute(f"PRAGMA {each.name}.journal_mode = WAL")
            raw.execute(f"PRAGMA {each.name}.synchronous = {synchronous}")
            raw.execute(f"PRAGMA {each.name}.cache_size = -{cache}")
            raw.execute(f"PRAGMA {each.name}.journal_size_limit = 67108864")
    except BaseException:
        raw.close()
        raise
    return raw


def _create(raw: sqlite3.Connection, each: Files) -> None:
    """Make the tables of an empty file and stamp it, without asking Alembic."""
    if raw.execute(f"PRAGMA {each.name}.user_version").fetchone()[0]:
        return
    # SQLAlchemy describes the tables; a start that finds them made does without it.
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from nobi_desktop.store import schema

    metadata = {SELLER.name: schema.seller, TIKTOK.name: schema.tiktok}[each.name]
    dialect = sqlite.dialect()
    raw.execute("BEGIN IMMEDIATE")
    try:
        for table in metadata.sorted_tables:
            raw.execute(str(CreateTable(table).compile(dialect=dialect)))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                raw.execute(str(CreateIndex(index).compile(dialect=dialect)))
        if each is TIKTOK:
            create_words(raw)
        raw.execute(
            f"CREATE TABLE {each.name}.alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        raw.execute(f"INSERT INTO {each.name}.alembic_version VALUES (?)", (each.revision,))
        raw.execute(f"PRAGMA {each.name}.user_version = {each.version}")
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def create_words(raw: sqlite3.Connection) -> None:
    """Make the index of words anew and empty, within the transaction that runs."""
    for name, columns in WORD_TABLES.items():
        raw.execute(f"DROP TABLE IF EXISTS {TIKTOK.name}.{name}")
        raw.execute(f"CREATE VIRTUAL TABLE {TIKTOK.name}.{name} USING {columns}")


def damage(connection: Connection) -> tuple[str, ...]:
    """Names of the attached files in which `quick_check` finds damage."""
    found = []
    for each in (SELLER, TIKTOK):
        try:
            answer = connection.execute(f"PRAGMA {each.name}.quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            if code_of(error) not in ("", "damaged"):
                raise
            answer = []
        if answer != [("ok",)]:
            found.append(each.name)
    # The pages that were looked at are not those that are needed next.
    connection.execute("PRAGMA shrink_memory")
    return tuple(found)


def close(connection: Connection) -> None:
    """Write the logs back and let both files go."""
    for each in (SELLER, TIKTOK):
        try:
            connection.execute(f"PRAGMA {each.name}.wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            _log.warning("the log of %s was not written back: %s", each.name, type(error).__name__)
    connection.close()
