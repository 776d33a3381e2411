"""Any order of lost answers, late commits, crashes and strangers: nothing lost, nothing doubled.

The real sender, store and client against the sandbox. The truth is the sandbox's: every message of
ours that counts as sent must have its own message there, and there must never be more copies of a
text than the seller has asked for.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from nobi_desktop.domain.ids import ConversationKey, LocalId
from nobi_desktop.domain.message import Outgoing, OutgoingState, Text
from nobi_desktop.store import outbox
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import IllegalMove
from tests.sync.sending import desk

S = OutgoingState
T = TypeVar("T")

FAULTS: list[dict[str, Any]] = [
    {"drop": True},
    {"drop_before": True},
    {"commit_after": 20.0},
    {"commit_after": 250.0},
    {"delay_before_commit": 10.0},
    {"delay_after_commit": 10.0},
    {"delay_after_commit": 10.0, "drop": True},
    {"status": 502, "body": ""},
    {"status": 502, "body": "", "commit": True},
    {"code": 36009003, "commit": True},
    {"status": 429, "code": 36009002},
    {"code": 45101006, "status": 400},
]
WORDS = st.sampled_from(["ok", "dạ", "còn ạ"])
PLACES = st.sampled_from([0, 1])
TROUBLE = st.none() | st.sampled_from(FAULTS)


class SenderMachine(RuleBasedStateMachine):
    """A seller, a colleague, a buyer, a bad network and power cuts."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.stack = AsyncExitStack()
        self.written: dict[LocalId, tuple[ConversationKey, str]] = {}
        self.asked: Counter[LocalId] = Counter()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @initialize(first=st.lists(st.tuples(WORDS, PLACES, TROUBLE), min_size=3, max_size=6))
    def begin(self, first: list[tuple[str, int, dict[str, Any] | None]]) -> None:
        self.run(self._begin())
        for words, place, fault in first:
            self.the_seller_writes(words, place, fault)

    async def _begin(self) -> None:
        self.d = await self.stack.enter_async_context(desk(Path(self.folder.name)))
        await self.d.introduce()

    # -- what people do ---------------------------------------------------------------------------

    @rule(words=WORDS, place=PLACES, fault=TROUBLE)
    def the_seller_writes(self, words: str, place: int, fault: dict[str, Any] | None) -> None:
        key = self.d.key(place)
        if fault is not None:
            self.d.world.faults.plan("send", **fault)
        local_id = self.run(self.d.write(words, key))
        self.written[local_id] = (key, words)
        self.asked[local_id] = 1
        self.run(self.d.p.settle())

    @rule(words=WORDS, place=PLACES)
    def a_colleague_writes_the_same(self, words: str, place: int) -> None:
        self.d.world.say(self.d.shop(), self.d.key(place).id, text=words, role="SHOP")

    @rule(place=PLACES)
    def the_buyer_writes(self, place: int) -> None:
        self.d.world.say(self.d.shop(), self.d.key(place).id, text="shop ơi")

    @precondition(lambda self: self.written)
    @rule(data=st.data(), discard=st.booleans())
    def the_seller_decides(self, data: st.DataObject, discard: bool) -> None:
        rows = [r for r in self.rows() if r.state in (S.UNCONFIRMED, S.REJECTED)]
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        self.run(self._decide(row, discard))

    async def _decide(self, row: Outgoing, discard: bool) -> None:
        # The screen reads history once more before it lets the seller send again.
        await self.d.read_history(row.key)
        try:
            if discard:
                await self.d.db.write(outbox.cancel, row.local_id)
            else:
                await self.d.db.write(outbox.requeue, row.local_id, self.d.clock.now())
                self.asked[row.local_id] += 1
        except IllegalMove:
            assert (await self.d.row(row.local_id)).state is S.CONFIRMED
        await self.d.p.settle()

    # -- what happens -----------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1.0, 15.0, 45.0, 200.0]))
    def time_passes(self, seconds: float) -> None:
        self.run(self.d.p.pass_time(seconds))

    @rule(place=PLACES)
    def history_is_read(self, place: int) -> None:
        self.run(self.d.read_history(self.d.key(place)))
        self.run(self.d.p.settle())

    @rule()
    def the_power_is_cut(self) -> None:
        self.run(self._crash())

    async def _crash(self) -> None:
        db = self.d.p.db
        # From this moment nothing is written any more, whatever the dying tasks still try.
        db._closed = True
        for task in list(self.d.sender._deliveries.values()):
            task.cancel()
        await self.d.sender.stop()
        await self.d.p.registry.close()
        db._closed = False
        await db.close()
        self.d.p.db = await Database.open(Path(self.folder.name), clock=self.d.clock)
        self.d.p.count_steps()
        await self.d.p.reopen()
        await self.d.p.registry.open()
        self.d.sender = self.d.new_sender()
        await self.d.sender.start()
        await self.d.p.settle()

    # -- what must hold ---------------------------------------------------------------------------

    def rows(self) -> list[Outgoing]:
        return [self.run(self.d.row(local_id)) for local_id in self.written]

    def check(self) -> None:
        rows = self.rows()
        ours = {m.id: m for m in self.d.sent()}
        taken: set[str] = set()
        asked: Counter[tuple[ConversationKey, str]] = Counter()
        for row in rows:
            key, words = self.written[row.local_id]
            asked[key, words] += self.asked[row.local_id]
            assert row.key == key
            assert row.content == Text(words)
            if row.state in (S.SENT, S.CONFIRMED):
                assert row.message_id in ours, "it counts as sent and is not there"
                assert row.message_id not in taken, "two rows share one message"
                assert ours[row.message_id].text == words
                taken.add(row.message_id)
        copies = Counter(
            (ConversationKey(self.d.shop(), m.conversation_id), m.text or "")
            for m in ours.values()
            if m.text != "xin chào"
        )
        for where, count in copies.items():
            assert count <= asked[where], "there are more copies than the seller asked for"
        assert self.d.crashes == []

    def teardown(self) -> None:
        try:
            if hasattr(self, "d"):
                self.check()
                self.run(self._come_to_rest())
                self.check()
                for row in self.rows():
                    assert row.state in (
                        S.SENT, S.CONFIRMED, S.UNCONFIRMED, S.REJECTED, S.CANCELLED,
                    ), f"{row.state} is no end"  # fmt: skip
        finally:
            self.run(self.stack.aclose())
            self.run(self.loop.shutdown_default_executor())
            self.loop.close()
            self.folder.cleanup()

    async def _come_to_rest(self) -> None:
        self.d.world.faults.clear()
        # Whatever is unknown is decided in four reads, and then those behind it go.
        for _ in range(40):
            if not await self._open():
                return
            await self.d.p.pass_time(70)
            for place in (0, 1):
                await self.d.read_history(self.d.key(place))

    async def _open(self) -> list[Outgoing]:
        rows = [await self.d.row(local_id) for local_id in self.written]
        return [
            row
            for row in rows
            if row.state in (S.QUEUED, S.PREPARING, S.SENDING, S.RETRY_WAIT, S.UNKNOWN)
        ]


EXAMPLES = int(os.environ.get("NOBI_EXAMPLES", "0"))
SenderMachine.TestCase.settings = settings(
    max_examples=EXAMPLES or 12,
    # The gate takes the same way each time; asked for more, it looks for new ones.
    derandomize=not EXAMPLES,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestSender = SenderMachine.TestCase
