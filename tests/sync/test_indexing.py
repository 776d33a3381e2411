"""The index follows the store in pieces, leaves room for others, and survives what fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import inbound, search, search_index, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync import indexing
from nobi_desktop.sync.indexing import Indexing
from tests import given


class Bench:
    """A store with an index that is worked on."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        self.db = db
        self.clock = clock
        self.failures: list[str] = []
        self.indexing = Indexing(db, clock, report=lambda name, e: self.failures.append(repr(e)))
        self.left: list[int] = []
        self.indexing.left.watch(self.left.append, now=False)

    async def say(self, first: int, last: int) -> None:
        page = [given.message(n) for n in range(last, first - 1, -1)]
        await self.db.write(inbound.store_page, given.KEY, page, "more", now=1.0)

    async def settle(self, seconds: float = 0.0) -> None:
        for _ in range(2):
            for _ in range(8):
                for _ in range(5):
                    await asyncio.sleep(0)
                await self.db.read(lambda c: None)
            if seconds:
                await self.clock.advance(seconds)
                seconds = 0.0

    async def until(self, done: Callable[[], object]) -> None:
        for _ in range(200):
            if done():
                return
            await self.settle(0.5)
        raise AssertionError("it did not come to that")

    async def unindexed(self) -> int:
        return await self.db.read(search_index.left)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    clock = HandClock()
    db = await Database.open(tmp_path, clock=clock)
    await db.write(shops.add, given.shop())
    made = Bench(db, clock)
    yield made
    await made.indexing.stop()
    await db.close()
    assert made.failures == []


async def test_all_that_is_there_is_taken_in_piece_by_piece(bench: Bench) -> None:
    await bench.say(1, 1000)
    bench.indexing.start()
    await bench.settle()
    assert await bench.unindexed() == 1001
    await bench.settle(indexing.GATHERING)
    assert await bench.unindexed() == 1001 - search_index.PIECE
    # Between two pieces time passes, in which others have the store for themselves.
    await bench.settle()
    assert bench.left == [601]
    await bench.until(lambda: bench.left[-1] == 0)
    assert bench.left == [601, 201, 0]


async def test_what_comes_later_follows_by_itself(bench: Bench) -> None:
    bench.indexing.start()
    await bench.settle(2)
    for first in range(1, 60, 10):
        await bench.say(first, first + 9)
    assert await bench.unindexed() == 61
    await bench.settle(indexing.GATHERING)
    assert await bench.unindexed() == 0
    edited = given.message(60, "khác")
    await bench.db.write(inbound.store_page, given.KEY, [edited], "more", now=1.0)
    assert await bench.unindexed() == 1
    await bench.settle(indexing.GATHERING)
    assert await bench.unindexed() == 0


async def test_nothing_is_written_where_nothing_came(bench: Bench) -> None:
    await bench.say(1, 3)
    bench.indexing.start()
    await bench.settle(5)
    before = await bench.db.read(lambda c: c.total_changes)
    for _ in range(20):
        await bench.settle(60)
    assert await bench.db.read(lambda c: c.total_changes) == before


async def test_stopped_in_the_midst_it_goes_on_after_the_next_start(bench: Bench) -> None:
    await bench.say(1, 1000)
    bench.indexing.start()
    await bench.settle(indexing.GATHERING)
    await bench.indexing.stop()
    await bench.settle(60)
    assert await bench.unindexed() == 601
    again = Indexing(bench.db, bench.clock)
    again.start()
    for _ in range(5):
        await bench.settle(1)
    assert await bench.unindexed() == 0
    await again.stop()


@pytest.mark.parametrize("code", ["disk_full", "busy", "damaged"])
async def test_where_the_store_cannot_it_is_tried_again_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    await bench.say(1, 10)
    real = search_index.piece
    tries: list[int] = []

    def fails(*args: Any) -> int:
        tries.append(1)
        raise StoreError(code)

    monkeypatch.setattr(search_index, "piece", fails)
    bench.indexing.start()
    await bench.settle(indexing.GATHERING)
    await bench.settle(indexing.AGAIN / 2)
    assert len(tries) == 1
    monkeypatch.setattr(search_index, "piece", real)
    await bench.settle(indexing.AGAIN)
    await bench.settle(indexing.AGAIN)
    assert await bench.unindexed() == 0


async def test_a_damaged_index_begins_anew(bench: Bench) -> None:
    await bench.say(1, 30)
    bench.indexing.start()
    await bench.settle(indexing.GATHERING)
    assert await bench.unindexed() == 0
    await bench.db.write(
        lambda c: c.execute("UPDATE tiktok.message_words_data SET block = x'00' WHERE id > 9")
    )
    await bench.db.write(
        inbound.store_page, given.KEY, [given.message(30, "khác")], "more", now=1.0
    )
    for _ in range(8):
        await bench.settle(1)
    assert await bench.unindexed() == 0
    hits = (await bench.db.read(search.messages, "khác", (), limit=5)).hits
    assert [hit.message for hit in hits] == [given.message(30).id]
    assert not bench.db.opened.rebuilt_copy
