"""What SQLite says is a situation the seller is told of, or a fault of ours; never both."""

from __future__ import annotations

import sqlite3

import pytest

from nobi_desktop.store.errors import StoreError, code_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR", "disk_full"),
        ("SQLITE_IOERR_WRITE", "disk_full"),
        ("SQLITE_IOERR_FSYNC", "disk_full"),
        ("SQLITE_IOERR_TRUNCATE", "disk_full"),
        ("SQLITE_IOERR_READ", "damaged"),
        ("SQLITE_IOERR_SHORT_READ", "damaged"),
        ("SQLITE_IOERR_CORRUPTFS", "damaged"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_READONLY_DBMOVED", "read_only"),
        ("SQLITE_CANTOPEN", "read_only"),
        ("SQLITE_PERM", "read_only"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_LOCKED", "busy"),
        ("SQLITE_CONSTRAINT_UNIQUE", ""),
        ("SQLITE_ERROR", ""),
        ("", ""),
    ],
)
def test_each_error_of_the_database_has_its_situation(name: str, code: str) -> None:
    """F35: a write that the file system fails is the same as a full disk."""
    error = sqlite3.OperationalError("no words")
    error.sqlite_errorname = name
    assert code_of(error) == code


def test_what_is_no_error_of_the_database_is_none() -> None:
    assert code_of(sqlite3.InterfaceError("no name")) == ""
    assert code_of(OSError(28, "No space left")) == ""
    assert code_of(StoreError("busy")) == "busy"
