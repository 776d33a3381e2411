"""Looks into both files without changing a byte of them, also while the program is using them."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from nobi_desktop.store import backups, files
from nobi_desktop.store.errors import StoreError, code_of
from nobi_desktop.store.opening import SELLER, TIKTOK, Files
from nobi_desktop.store.sql import Connection

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 2.0
_READABLE = ("sound", "older", "newer", "damaged")


@dataclass(frozen=True, slots=True)
class FileState:
    """What was seen of one file.

    `code` is `sound`, `older` (the next start brings it up to date), `newer` (of a newer Nobi),
    `damaged`, `missing`, `empty`, `busy` (locked by another program) or `unreadable`. `version` is
    the file's and `ours` the one of this program; `size` counts bytes with the log beside it;
    `seconds` is how long the check took.
    """

    code: str
    version: int = 0
    ours: int = 0
    size: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Inspection:
    """Both files as they are now. `known` tells whether the seller's file was made once before.

    `last_backup` is the UTC time of the newest backup, 0 for none, `last_change` that of the last
    write to the seller's file. `exposed` names what other users of this computer may read.
    """

    seller: FileState
    tiktok: FileState
    known: bool
    last_backup: float
    last_change: float
    exposed: tuple[str, ...]
    connection: Connection | None

    def read(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, …)`, which only reads. Raises `StoreError`; its code may be `missing`,
        and `shape` where the tables are not those of this version."""
        if self.connection is None:
            raise StoreError("missing")
        try:
            return fn(self.connection, *args, **kwargs)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise StoreError(code_of(error) or "shape") from None


@contextmanager
def inspecting(folder: Path) -> Iterator[Inspection]:
    """The store under `folder` for reading alone; a folder that is not there is no error."""
    seller, tiktok = (_look(folder / each.file, each) for each in (SELLER, TIKTOK))
    connection = _attach(folder, tiktok) if seller.code in _READABLE else None
    try:
        yield Inspection(
            seller=seller,
            tiktok=tiktok,
            known=(folder / files.MARKER).exists(),
            last_backup=next((made for made, _ in backups.of(folder)), 0.0),
            last_change=_last_change(folder / files.SELLER),
            exposed=_exposed(folder),
            connection=connection,
        )
    finally:
        if connection is not None:
            connection.close()


def _address(path: Path) -> str:
    # A plain reader of a WAL file makes, and writes to, the index and the log beside it. Where the
    # program runs, or was cut off, the index is there and can be read as it is; where neither is
    # there, nobody writes and the file alone is the truth. Only a log without its index, which no
    # crash leaves behind, lets SQLite make the index anew: it holds nothing that is not in the log.
    log, index = (path.with_name(path.name + tail) for tail in ("-wal", "-shm"))
    if index.exists():
        return files.uri(path, "ro") + "&readonly_shm=1"
    if not log.exists() or not log.stat().st_size:
        return files.uri(path, "ro") + "&immutable=1"
    return files.uri(path, "ro")


def _look(path: Path, each: Files) -> FileState:
    try:
        head = files.header(path)
        size = sum(file.stat().st_size for file in files.all_of(path))
        if not head.exists:
            return FileState("missing", ours=each.version)
        if not head.size:
            return FileState("empty", ours=each.version)
        if not head.is_database:
            return FileState("damaged", ours=each.version, size=size)
        started = time.perf_counter()
        address = _address(path)
        code, version = _checked(address)
        if code == "damaged" and _address(path) != address:
            # The program has been started or ended while we looked.
            code, version = _checked(_address(path))
    except OSError:
        return FileState("unreadable", ours=each.version)
    if code == "sound" and version != each.version:
        code = "older" if version < each.version else "newer"
    return FileState(code, version, each.version, size, time.perf_counter() - started)


def _checked(address: str) -> tuple[str, int]:
    version = 0
    try:
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        finally:
            connection.close()
    except sqlite3.Error as error:
        known = {"busy": "busy", "read_only": "unreadable"}
        return known.get(code_of(error), "damaged"), version
    return "sound" if sound else "damaged", version


def _attach(folder: Path, tiktok: FileState) -> Connection | None:
    raw = sqlite3.connect(
        ":memory:",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    try:
        raw.execute("ATTACH ? AS seller", (_address(folder / files.SELLER),))
        if tiktok.code in _READABLE and tiktok.code != "damaged":
            raw.execute("ATTACH ? AS tiktok", (_address(folder / files.TIKTOK),))
        else:
            # What is read of a shop joins this one table of the copy.
            raw.execute("ATTACH ':memory:' AS tiktok")
            raw.execute("CREATE TABLE tiktok.shop_sync (shop, first_synced, conversations)")
    except (sqlite3.Error, OSError):
        raw.close()
        return None
    return raw


def _last_change(path: Path) -> float:
    times = []
    for file in files.all_of(path):
        if not file.name.endswith("-shm"):
            times.append(file.stat().st_mtime)
    return max(times, default=0.0)


def _exposed(folder: Path) -> tuple[str, ...]:
    """Names of folder and databases that are not for their owner alone; POSIX modes only."""
    if os.name != "posix":
        return ()
    found = [folder] if folder.is_dir() else []
    found += [*files.all_of(folder / files.SELLER), *files.all_of(folder / files.TIKTOK)]
    return tuple(file.name for file in found if stat.S_IMODE(file.stat().st_mode) & 0o077)
