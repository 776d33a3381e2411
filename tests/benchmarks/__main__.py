"""Measures what the project promises to reach, one JSON line for each figure.

`python -m tests.benchmarks [name …]` runs some of: store start memory window living cpu.
NOBI_BENCH_STORE names a folder to keep the large store in between runs.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.flow.clock import SystemClock
from nobi_desktop.sandbox import history
from nobi_desktop.store.database import Database, begin, commit
from tests.benchmarks import processes, stock
from tests.benchmarks.figure import Figure

ALL = ("store", "start", "memory", "window", "living", "cpu")
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
        (folder / "filled").touch()
    return folder, keys[1:], keys[0]


PAGES = 1500


async def _pages(folder: Path) -> tuple[int, float]:
    """Store pages of ten, a transaction each, on the store's own thread; messages, seconds."""
    db = await Database.open(folder, clock=SystemClock())
    now = float(int(time.time()))
    rows = history.history(7, 1, PAGES, 10, now=int(now))
    items = [stock.ready(row) for row in rows]

    def all_of_them(connection: Any) -> tuple[int, float]:
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

    try:
        return await db.write(all_of_them)
    finally:
        await db.close()


def inbound(root: Path) -> Figure:
    """Messages stored a second in pages of ten, beside bare executemany of the same rows.

    Both commit each page, as polling does: to the bare rows ours adds conversation, segments, last
    line, unread, unanswered and the look for our own messages.
    """
    stored, spent = asyncio.run(_pages(root / "in"))
    source = sqlite3.connect(root / "in" / "tiktok.sqlite")
    names = [row[1] for row in source.execute("PRAGMA table_info(messages)")]
    rows = source.execute("SELECT * FROM messages ORDER BY rowid").fetchall()
    tables = [
        sql
        for (sql,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'messages' AND sql IS NOT NULL"
        )
    ]
    source.close()
    bare = sqlite3.connect(root / "bare.sqlite", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=NORMAL")
    for sql in tables:
        bare.execute(sql)
    marks = ", ".join("?" * len(names))
    begun = time.perf_counter()
    for at in range(0, len(rows), 10):
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(f"INSERT INTO messages VALUES ({marks})", rows[at : at + 10])
        bare.execute("COMMIT")
    alone = time.perf_counter() - begun
    bare.close()
    return Figure(
        "inbound messages stored, pages of ten",
        (stored / spent) / (len(rows) / alone),
        "ratio",
        f"bare executemany: {len(rows) / alone:,.0f} a second, ours {stored / spent:,.0f}",
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
        if {"start", "memory", "window"} & set(wanted):
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
        if "living" in wanted:
            from tests.benchmarks import living, window

            good &= tell(window.on_qt_loop(lambda: living.woken_to_painted(root / "one")))
            good &= tell(*window.on_qt_loop(lambda: living.twenty_shops(root / "twenty")))
        if "cpu" in wanted:
            (root / "five").mkdir()
            good &= tell(processes.idle_cpu(root / "five"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
