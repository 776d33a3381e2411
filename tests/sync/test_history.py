"""Old conversations are read on demand: from the newest to a date, within what can be spared."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.history import HistoryJob, JobState
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store import erasing, history_jobs, holes, shops
from nobi_desktop.store.database import Opened
from nobi_desktop.sync.budget import RESERVE
from nobi_desktop.sync.history import HistoryReading
from nobi_desktop.sync.history_turns import GAP
from nobi_desktop.tiktok.limits import CallClass
from tests.sync.rig import Rig


class Library(Rig):
    """The rig with what reads old conversations beside its polls."""

    reading: HistoryReading

    async def open(self, *, budget: int = 10_000) -> Rig:
        await super().open(budget=budget)
        self.reading = HistoryReading(
            self.db,
            self.clock,
            self.sync.loop_of,
            self.sync.statuses,
            report=lambda name, error: self.crashes.append((name, error)),
            chance=lambda: 0.5,
        )
        return self

    async def start(self, seconds: float = 0.0) -> None:
        await self.sync.start()
        await self.reading.start()
        await self.pass_time(seconds)

    async def close(self) -> None:
        await self.reading.stop()
        await super().close()

    async def ask(self, until: float = 0, *, id: str = "job", shop: str = "") -> None:
        """Ask for the old conversations of a shop."""
        wanted = [(id, shop or self.shop)]
        await self.db.write(history_jobs.start, wanted, int(until), self.clock.now())

    async def job(self, id: str = "job") -> HistoryJob:
        kept = await self.db.read(history_jobs.get, id)
        assert kept is not None
        return kept.job

    async def until(self, state: JobState, seconds: float = 7200, id: str = "job") -> HistoryJob:
        """Let time pass until a job stands so."""
        await self.settle()
        end = self.clock.monotonic() + seconds
        while (await self.job(id)).state is not state:
            assert self.clock.monotonic() < end, await self.job(id)
            await self.pass_time(5)
        return await self.job(id)

    async def whole(self, shop: str = "") -> bool:
        """Whether all that TikTok has of a shop is here, as history."""
        return self.truth(shop) == await self.stored(shop)

    def age(self, days: float, *, part: int = 1) -> None:
        """Make every `part`th conversation of the shop so many days older."""
        for row in self.world.conversations(self.shop)[::part]:
            self.older(row, days)

    def older(self, row: Any, days: float) -> None:
        for message in row.messages:
            message.create_time -= int(days * 86_400)

    def since(self, until: float) -> set[str]:
        """Messages that are to be here after everything back to `until` was read."""
        return {
            m.id
            for c in self.world.conversations(self.shop)
            for m in c.messages
            if m.create_time >= until
        }

    async def held(self) -> set[str]:
        return {m for row in (await self.stored()).values() for m in row}


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Any]:
    """Makes opened libraries; no crash may be left unsaid."""
    made: list[Library] = []

    async def make(*, budget: int = 10_000, **world: Any) -> Library:
        rig = Library(tmp_path / f"data{len(made)}", **world)
        made.append(rig)
        await rig.open(budget=budget)
        return rig

    yield make
    for rig in made:
        await rig.close()


async def test_everything_is_read_to_the_end_of_the_list_and_of_each_conversation(
    library: Any,
) -> None:
    rig = await library(conversations=50, messages=40)
    await rig.start(30)
    assert not await rig.whole()
    await rig.ask()
    job = await rig.until(JobState.DONE)
    assert await rig.whole()
    assert job.conversations == 50
    assert job.messages >= job.new_messages > 0
    assert 0 < job.reached < rig.clock.now()
    assert job.code == ""
    (coverage,) = await rig.reading.coverage([rig.shop])
    assert (coverage.since, coverage.holes) == (0, 0)
    assert not rig.crashes
