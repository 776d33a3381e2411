"""The figure of the search: words that buyers and sellers wrote, over all that is stored."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from nobi_desktop.desk.search import Search
from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.message import Text
from nobi_desktop.domain.search import SearchState
from nobi_desktop.store import search, search_index
from nobi_desktop.store.codec import unpack
from tests.benchmarks import window
from tests.benchmarks.figure import Figure, median, p95

SEARCHES = 200
COMMON = ("shop", "a", "s", "ạ", "em", "shop ơi", "🥰")


def drawn(folder: Path, many: int) -> list[str]:
    """What a seller might type: one to four words of stored messages, half of them bare of marks,
    the last one often half typed; and the commonest words of all."""
    rng = random.Random(7)
    raw = sqlite3.connect(folder / "tiktok.sqlite")
    last = raw.execute("SELECT max(n) FROM messages").fetchone()[0]
    found = list(COMMON)
    while len(found) < many:
        row = raw.execute(
            "SELECT content FROM messages WHERE n >= ? AND kind = 'TEXT' LIMIT 1",
            (rng.randrange(last),),
        ).fetchone()
        content = unpack(row[0]) if row else None
        if not isinstance(content, Text) or not content.text.strip():
            continue
        words = content.text.split()
        at = rng.randrange(len(words))
        chosen = words[at : at + rng.randint(1, 4)]
        if rng.random() < 0.5:
            chosen[-1] = chosen[-1][: rng.randint(1, len(chosen[-1]))]
        typed = " ".join(chosen)
        found.append(fold(typed) if rng.random() < 0.5 else typed)
    raw.close()
    return found


async def _painted(
    paints: window.Paints, part: Search, typed: Callable[[], object], words: str
) -> tuple[float, float | None]:
    """Milliseconds from the words to what was found being told, and to its being painted.

    The second is None where nothing was there to be painted.
    """
    loop = asyncio.get_running_loop()
    told: asyncio.Future[float] = loop.create_future()
    painted: asyncio.Future[float] = loop.create_future()

    def tell(state: SearchState) -> None:
        if state.words == words and not state.loading and not told.done():
            told.set_result(time.perf_counter())
            paints.arm(painted)

    stop = part.state.watch(tell, now=False)
    begun = time.perf_counter()
    typed()
    try:
        after = (await asyncio.wait_for(told, 30) - begun) * 1000
        try:
            return after, (await asyncio.wait_for(painted, 1.5) - begun) * 1000
        except TimeoutError:
            return after, None
    finally:
        stop()


def _plan(connection: Any) -> str:
    names = {"match": '"shop" *', "below": 2**63 - 1}
    rows = connection.execute(f"EXPLAIN QUERY PLAN {search._INDEXED}", names).fetchall()
    return "; ".join(row[3] for row in rows)


async def searches(folder: Path) -> list[Figure]:
    """Words typed to the first page told and painted, and the SQL of its messages alone."""
    words = list(dict.fromkeys(" ".join(each.split()) for each in drawn(folder, SEARCHES)))
    async with window.opened(folder) as (parts, shown):
        part = parts.desk.search
        box = shown.inbox.head.search
        paints = window.Paints(window.area(shown, "searchResults").viewport())
        told: list[float] = []
        painted: list[tuple[float, str]] = []
        sql: list[float] = []

        def typed(each: str) -> None:
            box.setText(each)
            box.tell()  # The hand has come to rest.

        for each in words:
            after, seen = await _painted(paints, part, partial(typed, each), each)
            told.append(after)
            if seen is not None:
                painted.append((seen, each))

            def timed(c: Any, each: str = each) -> float:
                begun = time.perf_counter()
                search.messages(c, each, (), limit=31)
                return (time.perf_counter() - begun) * 1000

            sql.append(await parts.db.read(timed))
            await asyncio.sleep(0.02)
        left = await parts.db.read(search_index.left)
        plan = await parts.db.read(_plan)
    spent = [milliseconds for milliseconds, _ in painted]
    return [
        Figure(
            "full-text search, 1,000,000 messages, first page painted, p95",
            p95(spent),
            "ms",
            f"{len(spent)} searches, {left} messages not in the index; "
            f"median {median(spent):.1f} ms, slowest {max(painted)!r}; "
            f"told by the desk: median {median(told):.1f} ms, p95 {p95(told):.1f} ms",
            100,
        ),
        Figure(
            "full-text search, the SQL of the messages alone, p95",
            p95(sql),
            "ms",
            f"median {median(sql):.1f} ms; {plan}",
            40,
        ),
    ]
