"""Runs prepared statements straight on the driver: the store's one way to its rows.

Storing a page of ten messages takes a dozen small statements. Through SQLAlchemy each costs several
times what SQLite itself needs, and its code alone is 12 MB of memory in a program that otherwise
idles. It describes and makes the tables (see `schema`); what runs here is portable SQL with named
values, and the only place that would know of another driver.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

_NAME = re.compile(r":([a-z_]\w*)")
_LIST = re.compile(r"\bIN :(\w+)")

Values = Mapping[str, Any]


class Connection(sqlite3.Connection):
    """Both files as one. `info` is what belongs to the write that runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.info: dict[str, object] = {}


class Statement:
    """A statement with `:named` values; one after `IN` is a list of any length."""

    __slots__ = ("_lists", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._lists = tuple(_LIST.findall(text))

    def __str__(self) -> str:
        return self._text

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """All rows of the answer."""
        return self._execute(connection, values).fetchall()

    def each(self, connection: Connection, values: Values) -> sqlite3.Cursor:
        """The rows of the answer one by one, each computed when it is asked for."""
        return self._execute(connection, values)

    def row(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The first row of the answer, if there is one."""
        cursor = self._execute(connection, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def value(self, connection: Connection, values: Values) -> Any:
        """The first value of the first row; None where there is none."""
        row = self.row(connection, values)
        return row[0] if row is not None else None

    def run(self, connection: Connection, values: Values) -> int:
        """Carry it out; how many rows it has changed."""
        return self._execute(connection, values).rowcount

    def many(
        self, connection: Connection, values: Sequence[Values] | Sequence[tuple[Any, ...]]
    ) -> None:
        """Carry it out once for each of `values`; tuples fill `?` in their order."""
        connection.executemany(self._text, values)

    def _execute(self, connection: Connection, values: Values) -> sqlite3.Cursor:
        if not self._lists:
            return connection.execute(self._text, values)
        lists = {name: tuple(values.get(name, ())) for name in self._lists}
        text, order = _spread(self._text, tuple((name, len(lists[name])) for name in lists))
        flat: list[Any] = []
        for name in order:
            if name in lists:
                flat += lists[name]
            else:
                flat.append(values[name])
        return connection.execute(text, flat)


@lru_cache(maxsize=512)
def _spread(text: str, sizes: tuple[tuple[str, int], ...]) -> tuple[str, tuple[str, ...]]:
    """`text` with a `?` for each value of lists of these sizes, and the names in their order."""
    marks = {name: f"({', '.join('?' * size)})" for name, size in sizes}
    return _NAME.sub(lambda found: marks.get(found[1], "?"), text), tuple(_NAME.findall(text))
