"""Whatever interrupts the reading of old conversations, in the end everything is held."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nobi_desktop.domain.history import JobState
from nobi_desktop.store import history_jobs
from tests.sync.test_history import Library

T = TypeVar("T")

DAY = 86_400

FAULTS: tuple[dict[str, Any], ...] = (
    {"route": "list_conversations", "status": 400, "code": 36009004},
    {"route": "list_messages", "status": 400, "code": 36009004},
    {"route": "list_messages", "status": 503},
    {"route": "list_conversations", "status": 503},
    {"route": "*", "drop_before": True},
    {"route": "list_messages", "drop": True},
    {"route": "list_messages", "status": 200, "body": "<html>"},
)


class Reading(RuleBasedStateMachine):
    """A shop with a long past, a job that reads it, and everything that comes between."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.rig: Any = None
        self.rows: list[str] = []
        self.goal = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize(
        conversations=st.sampled_from([2, 5, 23]),
        kind=st.sampled_from(["cursor", "offset"]),
        days=st.sampled_from([0, 20, 45]),
        untimed=st.booleans(),
    )
    def begin(self, conversations: int, kind: str, days: int, untimed: bool) -> None:
        async def begin() -> None:
            self.rig = rig = Library(
                Path(self.folder.name), conversations=conversations, messages=24,
                page_token_kind=kind,
            )  # fmt: skip
            now = int(rig.clock.now())
            for place, row in enumerate(rig.world.conversations(rig.shop)):
                # A day lies between two messages, and ten between two conversations.
                top = now - 3600 - place * 10 * DAY
                for back, message in enumerate(reversed(row.messages)):
                    message.create_time = top - back * DAY
                row.activity = (top, 0)
                self.rows.append(row.id)
            if untimed and not days:
                for message in rig.world.any_conversation(self.rows[0]).messages[:-12]:
                    message.create_time = 0
            rig.world._unsorted.add(rig.shop)
            await rig.open()
            await rig.start(20)
            self.goal = now - days * DAY if days else 0
            await rig.ask(self.goal)
            await rig.settle()

        self.run(begin())

    @rule(seconds=st.sampled_from([0.3, 1.1, 5.0, 61.0]))
    def time_passes(self, seconds: float) -> None:
        self.run(self.rig.pass_time(seconds))

    @rule(fault=st.sampled_from(FAULTS), times=st.integers(1, 3), after=st.integers(0, 3))
    def something_fails(self, fault: dict[str, Any], times: int, after: int) -> None:
        self.rig.world.faults.plan(**fault, times=times, after_calls=after)

    @rule(place=st.integers(0, 30), count=st.sampled_from([1, 12, 55]))
    def a_buyer_writes(self, place: int, count: int) -> None:
        self.rig.world.burst_of(self.rig.shop, self.rows[place % len(self.rows)], count)

    @rule()
    def the_program_restarts(self) -> None:
        async def again() -> None:
            await self.rig.again()
            await self.rig.start()

        self.run(again())

    @rule(rests=st.booleans())
    def the_seller_pauses_or_goes_on(self, rests: bool) -> None:
        async def move() -> None:
            await self.rig.db.write(history_jobs.pause if rests else history_jobs.resume, "job")
            await self.rig.settle()

        self.run(move())

    @invariant()
    def no_fault_of_ours_shows(self) -> None:
        if self.rig is not None:
            assert self.rig.crashes == []

    def teardown(self) -> None:
        if self.rig is not None:
            self.run(self._end())
        self.runner.close()
        self.folder.cleanup()

    async def _end(self) -> None:
        rig = self.rig
        rig.world.faults.clear()
        await rig.db.write(history_jobs.resume, "job")
        job = await rig.until(JobState.DONE, 6 * 3600)
        if job.code:
            # It tells that TikTok refused some of it to the last: begun again, as a seller would.
            await rig.ask(self.goal, id="last")
            assert (await rig.until(JobState.DONE, 6 * 3600, "last")).code == ""
        for _ in range(20):
            await rig.pass_time(30)  # What buyers have written meanwhile is for the polls.
            if not await self._missing():
                break
        assert await self._missing() == set()
        assert rig.crashes == []
        await rig.close()

    async def _missing(self) -> set[str]:
        # A conversation without activity since then is none of those that were asked for.
        listed = {
            m.id
            for c in self.rig.world.conversations(self.rig.shop)
            for m in c.messages
            if c.activity[0] >= self.goal
        }
        wanted = (self.rig.since(self.goal + 1) if self.goal else self.rig.since(0)) & listed
        return wanted - await self.rig.held()


TestReading = Reading.TestCase
TestReading.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
