"""Knows the files of the store: their names, their modes, and what their first bytes say."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path

SELLER = "seller.sqlite"
TIKTOK = "tiktok.sqlite"
BACKUPS = "backups"
MARKER = "seller.known"
"""Stands beside the databases once the seller's file was made: after that an empty or missing file
is damage and not a first run."""

_MAGIC = b"SQLite format 3\x00"
_TAILS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of a file say. `user_version` is 0 where they say nothing."""

    exists: bool
    size: int
    is_database: bool
    user_version: int = 0


def header(path: Path) -> Header:
    """Read the header of `path` without opening it as a database, so that nothing changes."""
    try:
        with path.open("rb") as file:
            first = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return Header(False, 0, False)
    if len(first) < 100 or not first.startswith(_MAGIC):
        return Header(True, size, False)
    return Header(True, size, True, int.from_bytes(first[60:64], "big"))


def all_of(path: Path) -> tuple[Path, ...]:
    """The database and the files SQLite keeps beside it, as far as they exist."""
    found = (path.with_name(path.name + tail) for tail in _TAILS)
    return tuple(file for file in found if file.exists())


def make_folder(folder: Path) -> None:
    """Make `folder` where it is missing; nobody but its owner may enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)


def make_private(path: Path) -> None:
    """Let `path` exist and be readable by its owner alone, before any data is in it."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(descriptor)
    for file in all_of(path):
        if stat.S_IMODE(file.stat().st_mode) != 0o600:
            with contextlib.suppress(PermissionError):
                file.chmod(0o600)


def sync(path: Path) -> None:
    """Bring a file's bytes, or a folder's names, to the disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def uri(path: Path, mode: str) -> str:
    """`path` as a SQLite address, whatever characters it holds."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def is_sound(path: Path) -> bool:
    """Whether SQLite finds no damage in `path`; raises only for a full disk or a lock.

    An exception while checking is damage too: `quick_check` raises where a page it needs to go on
    cannot be read.
    """
    try:
        connection = sqlite3.connect(uri(path, "rw"), uri=True, timeout=5.0, isolation_level=None)
    except sqlite3.Error:
        return False
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        if _names_a_situation(error):
            raise
        return False
    finally:
        connection.close()
    return answer == [("ok",)]


def _names_a_situation(error: sqlite3.DatabaseError) -> bool:
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_FULL", "SQLITE_BUSY", "SQLITE_IOERR_WRITE", "SQLITE_LOCKED"))
