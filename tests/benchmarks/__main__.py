"""Measures what the project promises to reach, one JSON line for each figure.

`python -m tests.benchmarks [name …]` runs some of: store cpu twenty start memory window search
living.
NOBI_BENCH_STORE names a folder to keep the large store in between runs.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.flow.clock import SystemClock
from nobi_desktop.sandbox import history
from nobi_desktop.store.database import Database, begin, commit
from tests.benchmarks import processes, stock
from tests.benchmarks.figure import Figure, median

ALL = ("store", "cpu", "twenty", "start", "memory", "window", "search", "living")
SHOPS, CONVERSATIONS, MESSAGES = 20, 5000, 10


def tell(*figures: Figure) -> bool:
    for figure in figures:
        print(figure.line(), flush=True)
    return all(figure.ok for figure in figures)


def large_store(root: Path) -> tuple[Path, list[ConversationKey], ConversationKey]:
    """A folder with 100,000 conversations and 1,000,000 messages, one of 10,000 messages."""
    folder = Path(os.environ.get("NOBI_BENCH_STORE", str(root / "large")))
    keys = [
        ConversationKey(row.shop_id, row.id)
        for row in history.history(7, 1, 12, MESSAGES, now=int(time.time()))
    ]
    if not (folder / "filled").exists():
        folder.mkdir(parents=True, exist_ok=True)
        stock.filled(folder, number_of_shops=SHOPS, conversations=CONVERSATIONS, messages=MESSAGES)
        stock.lengthened(folder, keys[0], 10_000)
        stock.indexed(folder)
        (folder / "filled").touch()
    if not (folder / "triaged").exists():
        stock.triaged(folder)
        (folder / "triaged").touch()
    return folder, keys[1:], keys[0]


PAGES, AT_ONCE = 4500, 300


class _Bare:
    """The same rows through bare sqlite3: the table of messages with its indexes, nothing else."""

    def __init__(self, source: Path, path: Path) -> None:
        self._source = sqlite3.connect(source, isolation_level=None)
        self._bare = sqlite3.connect(path, isolation_level=None)
        self._bare.execute("PRAGMA journal_mode=WAL")
        self._bare.execute("PRAGMA synchronous=NORMAL")
        for (sql,) in self._source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'messages' AND sql IS NOT NULL"
        ):
            self._bare.execute(sql)
        names = self._source.execute("PRAGMA table_info(messages)").fetchall()
        self._insert = f"INSERT INTO messages VALUES ({', '.join('?' * len(names))})"
        self._last = 0

    def store(self) -> tuple[int, float]:
        """Store what has come since, a transaction for each ten; messages, seconds."""
        rows = self._source.execute(
            "SELECT * FROM messages WHERE rowid > ? ORDER BY rowid", (self._last,)
        ).fetchall()
        self._last += len(rows)
        begun = time.perf_counter()
        for at in range(0, len(rows), 10):
            self._bare.execute("BEGIN IMMEDIATE")
            self._bare.executemany(self._insert, rows[at : at + 10])
            self._bare.execute("COMMIT")
        return len(rows), time.perf_counter() - begun

    def close(self) -> None:
        self._source.close()
        self._bare.close()


async def _pages(folder: Path) -> list[tuple[float, float]]:
    """Messages a second in pages of ten, a transaction each: ours and bare, turn by turn."""
    db = await Database.open(folder, clock=SystemClock())
    bare = _Bare(folder / "tiktok.sqlite", folder / "bare.sqlite")
    now = float(int(time.time()))
    turns: list[tuple[float, float]] = []

    def some(connection: Any, items: list[stock.Ready]) -> tuple[int, float]:
        commit(connection)  # The transaction of `write`: each page has one of its own here.
        begun = time.perf_counter()
        stored = 0
        for item in items:
            begin(connection)
            stored += stock.store(connection, [item], now)
            commit(connection)
        spent = time.perf_counter() - begun
        begin(connection)
        return stored, spent

    rows = history.history(7, 1, PAGES, 10, now=int(now))
    try:
        # Taking turns, so that whatever else this computer does slows both alike.
        while chosen := list(islice(rows, AT_ONCE)):
            stored, spent = await db.write(some, [stock.ready(row) for row in chosen])
            rows_stored, rows_spent = bare.store()
            turns.append((stored / spent, rows_stored / rows_spent))
    finally:
        bare.close()
        await db.close()
    return turns


def inbound(root: Path) -> Figure:
    """Messages stored a second in pages of ten, beside bare executemany of the same rows.

    Both commit each page, as polling does: to the bare rows ours adds conversation, segments, last
    line, unread, unanswered and the look for our own messages.
    """
    (root / "in").mkdir()
    turns = asyncio.run(_pages(root / "in"))
    ours, bare = (median(rates) for rates in zip(*turns, strict=True))
    return Figure(
        "inbound messages stored, pages of ten",
        median([ours / bare for ours, bare in turns]),
        "ratio",
        f"bare executemany: {bare:,.0f} a second, ours {ours:,.0f}",
        0.3,
        at_least=True,
    )


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(ALL)
    if unknown:
        print(f"no such figures: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
        return 2
    wanted = wanted or list(ALL)
    good = True
    with tempfile.TemporaryDirectory(prefix="nobi-bench-") as name:
        root = Path(name)
        if "store" in wanted:
            good &= tell(inbound(root))
        if "cpu" in wanted:
            (root / "five").mkdir()
            good &= tell(processes.idle_cpu(root / "five"))
        if "twenty" in wanted:
            (root / "polled").mkdir()
            good &= tell(*processes.twenty_idle(root / "polled"))
        if {"start", "memory", "window", "search"} & set(wanted):
            folder, others, long = large_store(root)
            if "start" in wanted:
                good &= tell(processes.start(folder))
            if "memory" in wanted:
                good &= tell(processes.memory(folder))
            if "window" in wanted:
                # Qt is loaded only now: shared with us, it would make the others look small.
                from tests.benchmarks import window

                good &= tell(*window.on_qt_loop(lambda: window.filters(folder)))
                good &= tell(
                    *window.on_qt_loop(lambda: window.conversations_opened(folder, long, others))
                )
            if "search" in wanted:
                from tests.benchmarks import search, window

                good &= tell(*window.on_qt_loop(lambda: search.searches(folder)))
        if "living" in wanted:
            from tests.benchmarks import living, window

            good &= tell(window.on_qt_loop(lambda: living.woken_to_painted(root / "one")))
            good &= tell(*window.on_qt_loop(lambda: living.twenty_shops(root / "twenty")))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
