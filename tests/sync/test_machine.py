"""Random bursts, failures and restarts against the sandbox: never a silent hole, always whole."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nobi_desktop.store import inbound
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection
from tests.sync.rig import Rig

T = TypeVar("T")


def _segments(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    """Held rows of history in order, with the unbroken stretch each belongs to."""
    rows = connection.execute(
        "SELECT c.id, m.id, m.segment FROM tiktok.messages m "
        "JOIN tiktok.conversations c ON c.n = m.conversation WHERE m.segment IS NOT NULL "
        "ORDER BY c.id, m.key, m.created, m.id"
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for conversation, message, segment in rows:
        found.setdefault(conversation, []).append((message, segment))
    return found


class Shop(RuleBasedStateMachine):
    """A shop whose buyers, robots, sellers, network and disk do as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.rig: Rig | None = None
        self.full = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def row(self, place: int) -> Any:
        rows = self.rig.world.conversations(self.rig.shop)
        return rows[place % len(rows)]

    @initialize(
        conversations=st.sampled_from([1, 3, 21, 45]),
        kind=st.sampled_from(["cursor", "offset"]),
        seed=st.integers(1, 5),
    )
    def begin(self, conversations: int, kind: str, seed: int) -> None:
        async def begin() -> None:
            self.rig = Rig(
                Path(self.folder.name) / "data",
                conversations=conversations,
                messages=3,
                page_token_kind=kind,
                seed=seed,
            )
            await self.rig.open()
            await self.rig.start()

        self.run(begin())

    @rule(place=st.integers(0, 60), count=st.sampled_from([1, 2, 9, 10, 11, 35, 90]))
    def a_buyer_writes(self, place: int, count: int) -> None:
        self.rig.world.burst_of(self.rig.shop, self.row(place).id, count)

    @rule(count=st.sampled_from([1, 10, 23]))
    def a_new_buyer_writes(self, count: int) -> None:
        self.rig.world.burst_of(self.rig.shop, None, count)

    @rule(count=st.integers(15, 60))
    def many_write_at_once(self, count: int) -> None:
        for row in list(self.rig.world.conversations(self.rig.shop))[:count]:
            self.rig.world.say(self.rig.shop, row.id)

    @rule(place=st.integers(0, 60), count=st.integers(3, 12))
    def robots_write(self, place: int, count: int) -> None:
        self.rig.world.burst_of(self.rig.shop, self.row(place).id, count, robots=True)

    @rule(place=st.integers(0, 60))
    def a_colleague_answers(self, place: int) -> None:
        content = '{"content":"Dạ"}'
        self.rig.world.receive(
            self.row(place),
            "TEXT",
            content,
            role="CUSTOMER_SERVICE",
            raw_content=content,
            raw_body=b"",
        )

    @rule(
        fault=st.sampled_from(
            [
                {"drop_before": True},
                {"drop": True},
                {"status": 502},
                {"status": 429},
                {"code": 36009003},
                {"code": 36009004, "status": 400, "message": "Invalid parameter: page_token"},
                {"body": "<html>"},
                {"delay_before_commit": 20.0},
            ]
        ),
        route=st.sampled_from(["*", "list_conversations", "list_messages"]),
        after=st.integers(0, 6),
        times=st.integers(1, 4),
    )
    def something_goes_wrong(
        self, fault: dict[str, Any], route: str, after: int, times: int
    ) -> None:
        self.rig.world.faults.plan(route, after_calls=after, times=times, **fault)

    @rule(after=st.integers(0, 4))
    def the_disk_is_full(self, after: int) -> None:
        real, left = inbound.store_page, [after, 2]

        def store_page(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            if left[0] > 0:
                left[0] -= 1
            elif left[1] > 0:
                left[1] -= 1
                raise StoreError("disk_full")
            else:
                inbound.store_page = real
            return result

        inbound.store_page = store_page

    @rule(seconds=st.sampled_from([1, 7, 15, 40]))
    def time_passes(self, seconds: float) -> None:
        self.run(self.rig.pass_time(seconds))

    @rule(hours=st.sampled_from([0.1, 2, 200]))
    def the_computer_sleeps(self, hours: float) -> None:
        self.rig.clock.jump(hours * 3600)

    @rule()
    def somebody_is_impatient(self) -> None:
        self.rig.sync.nudge()

    @rule(place=st.integers(0, 60))
    def a_conversation_is_opened(self, place: int) -> None:
        async def opened() -> None:
            self.rig.sync.on_screen(self.rig.key(self.row(place).id))
            await self.rig.pass_time(0.5)

        self.run(opened())

    @rule(politely=st.booleans())
    def the_program_ends_and_begins_again(self, politely: bool) -> None:
        async def again() -> None:
            if not politely:
                # Nothing is saved: the loops are simply gone.
                await self.rig.sync._scope.close()
                await self.rig.db.close()
                await self.rig.transports.close()
                await self.rig.open()
            else:
                await self.rig.again()
            await self.rig.start()

        self.run(again())

    @invariant()
    def no_hole_is_silent(self) -> None:
        if self.rig is None:
            return
        truth = self.rig.truth()
        held = self.run(self.rig.db.read(_segments))
        for conversation, rows in held.items():
            place = {name: number for number, name in enumerate(truth[conversation])}
            for (above, one), (below, other) in itertools.pairwise(rows):
                if one == other:
                    assert place[below] == place[above] + 1, "a gap inside a stretch of history"

    def teardown(self) -> None:
        try:
            if self.rig is not None:
                self.run(self.at_rest())
        finally:
            self.runner.close()
            self.folder.cleanup()

    async def at_rest(self) -> None:
        try:
            self.rig.world.faults.clear()
            await self.rig.pass_time(120)
            # A sign of life: what robots wrote further down is looked for after it.
            self.rig.world.say(self.rig.shop, self.row(0).id)
            await self.rig.pass_time(750)
            assert self.rig.truth() == await self.rig.stored()
            assert len(self.rig.new) == len(set(self.rig.new))
            assert not self.rig.crashes
            self.rig.world.forget_requests()
            await self.rig.pass_time(150)
            assert self.rig.calls() == 10
        finally:
            await self.rig.close()


TestShop = Shop.TestCase
TestShop.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
