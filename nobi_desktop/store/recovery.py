"""Sets damaged files aside and brings back what the seller alone holds."""

from __future__ import annotations

import datetime
import logging
import shutil
import sqlite3
from pathlib import Path

from nobi_desktop.store import backups, files

_log = logging.getLogger(__name__)

# What a backup still believes to be on its way may have been sent since. It is shown to the seller
# as not confirmed, and never goes out by itself.
_DISARM = (
    "UPDATE outbox SET state = 'unconfirmed', error_code = 'restored', watermark = '', "
    "watermark_ids = '[]', doubt = 0 "
    "WHERE state NOT IN ('sent', 'confirmed', 'rejected', 'cancelled', 'quarantined')"
)


def set_aside(folder: Path, name: str, now: float) -> Path:
    """Move the database `name` and what lies beside it to `damaged-<date>/`; nothing is deleted."""
    stamp = datetime.datetime.fromtimestamp(now, datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"damaged-{stamp}"
    number = 1
    while any((target / file.name).exists() for file in files.all_of(folder / name)):
        number += 1
        target = folder / f"damaged-{stamp}-{number}"
    files.make_folder(target)
    # The log goes last: while it lies beside the database it belongs to, SQLite can read both.
    for file in files.all_of(folder / name):
        file.replace(target / file.name)
    files.sync(target)
    files.sync(folder)
    return target


def restore_seller(folder: Path) -> float:
    """Put the newest good backup in the seller's place; the UTC time of it, 0 for none.

    The copy is complete and on the disk before it gets its name.
    """
    found = backups.newest_good(folder)
    if found is None:
        return 0.0
    made, backup = found
    making = folder / "restoring.sqlite"
    making.unlink(missing_ok=True)
    files.make_private(making)
    with backup.open("rb") as source, making.open("wb") as target:
        shutil.copyfileobj(source, target)
    connection = sqlite3.connect(files.uri(making, "rw"), uri=True, isolation_level=None)
    try:
        connection.execute(_DISARM)
    except sqlite3.OperationalError:
        _log.warning("a backup of the seller's file holds no outbox")
    finally:
        connection.close()
    files.sync(making)
    making.replace(folder / files.SELLER)
    files.sync(folder)
    return made


def salvage(connection: sqlite3.Connection, aside: Path) -> dict[str, int]:
    """Copy every row that can still be read from the damaged seller file, table by table.

    `connection` has the restored file as `seller` and is in no transaction. Rows of the damaged
    file are newer than those of the backup and win. The answer counts rows per table.
    """
    damaged = aside / files.SELLER
    if not files.header(damaged).is_database:
        return {}
    # A copy is read: reading may let SQLite write the log into the file, and what lies aside stays
    # as it was found.
    reading = aside / "reading.sqlite"
    for file in files.all_of(damaged):
        shutil.copyfile(file, reading.with_name(file.name.replace(damaged.name, reading.name)))
    reading.with_name(reading.name + "-shm").unlink(missing_ok=True)
    counts: dict[str, int] = {}
    source = sqlite3.connect(files.uri(reading, "rw"), uri=True, isolation_level=None)
    try:
        tables = connection.execute(
            "SELECT name FROM seller.sqlite_master WHERE type = 'table' "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for (table,) in tables:
            counts[table] = _salvage_table(source, connection, table)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        source.close()
        for file in files.all_of(reading):
            file.unlink(missing_ok=True)
    return counts


def _salvage_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    ours = {row[1] for row in target.execute(f'PRAGMA seller.table_info("{table}")')}
    try:
        theirs = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")')]
    except sqlite3.DatabaseError:
        return 0
    columns = [name for name in theirs if name in ours]
    if not columns:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    put = f'INSERT OR REPLACE INTO seller."{table}" ({names}) VALUES ({marks})'
    saved: set[tuple[object, ...]] = set()
    # From both ends: a broken page in the middle stops each direction at its edge.
    for direction in ("ASC", "DESC"):
        try:
            for row in source.execute(
                f'SELECT {names} FROM "{table}" NOT INDEXED ORDER BY rowid {direction}'
            ):
                if row in saved:
                    continue
                saved.add(row)
                try:
                    target.execute(put, row)
                except sqlite3.IntegrityError:
                    _log.warning("a row of %s could not be kept", table)
        except sqlite3.DatabaseError as error:
            _log.warning("table %s is readable in part: %s", table, type(error).__name__)
    return len(saved)
