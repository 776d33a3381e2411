"""Makes, checks, thins and finds backups of the seller's file."""

from __future__ import annotations

import datetime
import re
import sqlite3
from pathlib import Path

from nobi_desktop.store import files

DAYS = 7
WEEKS = 4
_NAME = re.compile(r"seller-(\d{8}T\d{6})Z\.sqlite")
_FORMAT = "%Y%m%dT%H%M%S"
_DAY = 86_400


def of(folder: Path) -> tuple[tuple[float, Path], ...]:
    """The backups under `folder`, newest first, each with its UTC time."""
    found = []
    for path in (folder / files.BACKUPS).glob("seller-*.sqlite"):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        try:
            made = datetime.datetime.strptime(match[1], _FORMAT).replace(tzinfo=datetime.UTC)
        except ValueError:
            continue
        found.append((made.timestamp(), path))
    return tuple(sorted(found, reverse=True))


def due(folder: Path, now: float) -> bool:
    """Whether the newest backup is a day old, or lies in a future the clock has left."""
    newest = next((made for made, _ in of(folder)), None)
    return newest is None or not 0 <= now - newest < _DAY


def make(connection: sqlite3.Connection, folder: Path, now: float, schema: str) -> Path:
    """Copy the database attached as `schema` to a new backup, check it, and thin the older ones.

    The copy is whole, on the disk and checked before it gets its name. Raises `sqlite3.Error`, and
    `sqlite3.DatabaseError` where the copy does not hold what the original holds.
    """
    target = folder / files.BACKUPS
    files.make_folder(target)
    stamp = datetime.datetime.fromtimestamp(now, datetime.UTC).strftime(_FORMAT)
    path = target / f"seller-{stamp}Z.sqlite"
    making = target / "making.sqlite"
    making.unlink(missing_ok=True)
    files.make_private(making)
    try:
        connection.execute(f"VACUUM {schema} INTO ?", (str(making),))
        if not files.is_sound(making) or _counts(making) != _counts_of(connection, schema):
            raise sqlite3.DatabaseError("the backup differs from its original")
        files.sync(making)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
    files.sync(target)
    _thin(folder)
    return path


def newest_good(folder: Path) -> tuple[float, Path] | None:
    """The newest backup that opens and is sound, with its UTC time."""
    for made, path in of(folder):
        if files.header(path).is_database and files.is_sound(path):
            return made, path
    return None


def _thin(folder: Path) -> None:
    days: set[datetime.date] = set()
    weeks: set[tuple[int, int]] = set()
    for made, path in of(folder):
        date = datetime.datetime.fromtimestamp(made, datetime.UTC).date()
        week = date.isocalendar()[:2]
        keep = False
        if date not in days and len(days) < DAYS:
            days.add(date)
            keep = True
        if week not in weeks and len(weeks) < WEEKS:
            weeks.add(week)
            keep = True
        if not keep:
            path.unlink(missing_ok=True)


def _counts(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(files.uri(path, "rw"), uri=True)
    try:
        return _counts_of(connection, "main")
    finally:
        connection.close()


def _counts_of(connection: sqlite3.Connection, schema: str) -> dict[str, int]:
    names = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]
        for (name,) in names
    }
