"""Names the situations of the store: a full disk, a damaged file, a newer version."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The store cannot do what was asked, for a reason the seller can be told.

    `code` is one of `disk_full`, `read_only`, `busy`, `damaged`, `newer`, `locked`, `closed`,
    `migration`, `words` (the index of words is damaged, which can be made anew). It carries neither
    SQL nor values.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class IllegalMove(Exception):
    """An outgoing message was asked for a step its state does not allow."""


class WrongShop(Exception):
    """What belongs to one shop was to be sent for another."""


# A failed write inside the file system is the same situation as a full disk: RLIMIT_FSIZE, quotas
# and some network disks answer with an I/O error where others say SQLITE_FULL.
_BY_NAME = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR_READ": "damaged",
    "SQLITE_IOERR_SHORT_READ": "damaged",
    "SQLITE_IOERR_CORRUPTFS": "damaged",
    "SQLITE_IOERR_DATA": "damaged",
    "SQLITE_PERM": "read_only",
    "SQLITE_PROTOCOL": "busy",
}
_BY_PREFIX = (
    ("SQLITE_IOERR", "disk_full"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "read_only"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_CORRUPT", "damaged"),
    ("SQLITE_NOTADB", "damaged"),
)


def code_of(error: BaseException) -> str:
    """The code of the situation behind `error`; empty where it is no situation but a fault."""
    if isinstance(error, StoreError):
        return error.code
    if not isinstance(error, sqlite3.Error):
        return ""
    name: str = getattr(error, "sqlite_errorname", None) or ""
    if name in _BY_NAME:
        return _BY_NAME[name]
    for prefix, code in _BY_PREFIX:
        if name.startswith(prefix):
            return code
    return ""
