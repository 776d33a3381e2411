"""A message is never lost, never posted twice by itself, and never called sent when it was not."""

from __future__ import annotations

import os

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nobi_desktop.domain.message import Kind, Message, OutgoingState, Role, Text
from nobi_desktop.store import database, holes, inbound, messages, outbox, shops
from tests.store.scene import AGENT, KEY, call, memory_store, message
from tests.store.test_segments_machine import Server

S = OutgoingState
COLLEAGUE = "im-colleague"


class Outbox(RuleBasedStateMachine):
    """A sender, a poller, a server that may answer, lose its answer, or take its time."""

    @initialize(learned=st.booleans(), count=st.integers(0, 12))
    def begin(self, learned: bool, count: int) -> None:
        self.store = memory_store()
        self.server = Server(cursor=True)
        self.now = 1_000_000.0
        self.posts: dict[str, int] = {}
        self.allowed: dict[str, int] = {}
        self.stored: dict[str, set[str]] = {}
        self.words: dict[str, str] = {}
        self.late: list[tuple[str, str]] = []
        self.wire: str | None = None
        self.wire_id = ""
        if learned:
            call(self.store, shops.learn_identity, "s1", AGENT)
        for _ in range(count):
            self.server.arrive(Role.BUYER)
        self.poll(True)

    # What the seller does.

    @rule(words=st.sampled_from(["ok", "dạ còn ạ"]))
    def the_seller_sends(self, words: str) -> None:
        row = call(self.store, outbox.add, KEY, Kind.TEXT, Text(words), now=self.now)
        self.words[row.local_id] = words
        self.allowed[row.local_id] = 1
        self.posts[row.local_id] = 0
        self.stored[row.local_id] = set()

    @rule(data=st.data(), again=st.booleans())
    def the_seller_decides(self, data: st.DataObject, again: bool) -> None:
        rows = [
            row
            for row in outbox.open_rows(self.store, KEY)
            if row.state in (S.UNCONFIRMED, S.REJECTED)
        ]
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        if again:
            call(self.store, outbox.requeue, row.local_id, self.now)
            self.allowed[row.local_id] += 1
        else:
            call(self.store, outbox.cancel, row.local_id)

    # What the sender does.

    @precondition(lambda self: self.wire is None)
    @rule(fate=st.sampled_from(["ok", "ok", "lost", "late", "nothing", "slow", "refused", "busy"]))
    def the_sender_posts(self, fate: str) -> None:
        due = outbox.next_due(self.store, "s1", self.now)
        assert len(due) <= 1
        if not due:
            return
        row = call(self.store, outbox.claim, due[0].local_id, self.now)
        self.posts[row.local_id] += 1
        if fate in ("ok", "lost", "slow"):
            self.wire_id = self.commit(row.local_id, self.words[row.local_id])
        self.wire = row.local_id
        if fate == "ok":
            self.the_answer_comes()
        elif fate == "busy":
            self.posts[row.local_id] -= 1
            call(self.store, outbox.retry, row.local_id, self.now + 5, "429")
            self.wire = None
        elif fate == "refused":
            call(self.store, outbox.reject, row.local_id, "45101")
            self.wire = None
        elif fate != "slow":
            if fate == "late":
                self.late.append((row.local_id, self.words[row.local_id]))
            call(self.store, outbox.unknown, row.local_id, "timeout")
            self.wire = None

    @precondition(lambda self: self.wire is not None)
    @rule()
    def the_answer_comes(self) -> None:
        assert self.wire is not None
        row = call(self.store, outbox.sent, self.wire, self.wire_id, self.now)
        assert row.state in (S.SENT, S.CONFIRMED)
        self.wire = None

    @precondition(lambda self: self.wire is None)
    @rule(words=st.sampled_from(["ok", "dạ còn ạ"]))
    def an_answer_comes_after_history_took_its_message_for_another(self, words: str) -> None:
        self.poll(True)
        self.the_seller_sends(words)
        self.the_sender_posts("nothing")
        for _ in range(4):
            self.poll(True)
            self.now += 60
        self.the_seller_sends(words)
        self.the_sender_posts("slow")
        self.poll(True)
        if self.wire is not None:
            self.the_answer_comes()

    @rule()
    def the_program_is_killed_and_starts_again(self) -> None:
        self.wire = None
        call(self.store, outbox.recover)
        assert all(row.state is not S.SENDING for row in outbox.open_rows(self.store, KEY))

    # What happens at TikTok.

    def commit(self, local_id: str, words: str) -> str:
        index = (self.server.messages[-1].index if self.server.messages else 0) + 5
        new = message(index, role=Role.CUSTOMER_SERVICE, text=words)
        self.server.messages.append(new)
        self.stored[local_id].add(new.id)
        return new.id

    @precondition(lambda self: self.late)
    @rule()
    def a_late_post_is_stored(self) -> None:
        self.commit(*self.late.pop(0))

    @rule(words=st.sampled_from(["ok", "dạ còn ạ"]), robot=st.booleans())
    def another_says_the_same(self, words: str, robot: bool) -> None:
        index = (self.server.messages[-1].index if self.server.messages else 0) + 5
        self.server.messages.append(
            message(
                index,
                role=Role.ROBOT if robot else Role.CUSTOMER_SERVICE,
                text=words,
                sender=AGENT if robot else COLLEAGUE,
            )
        )

    @rule(count=st.integers(1, 12))
    def the_buyer_writes(self, count: int) -> None:
        for _ in range(count):
            self.server.arrive(Role.BUYER)

    # What the poller does.

    @rule(kept=st.booleans())
    def poll(self, kept: bool) -> None:
        self.read("", None, kept)
        for _ in range(6):
            work = holes.next_hole(self.store, "s1")
            if work is None or not kept:
                break
            self.read(work.token, work.walk, True)

    def read(self, token: str, walk: holes.Walk | None, kept: bool) -> None:
        page = self.server.page(token)
        assert page is not None
        database.begin(self.store)
        inbound.store_page(self.store, KEY, *page, walk=walk, now=self.now)
        (database.commit if kept else database.undo)(self.store)

    @rule(seconds=st.sampled_from([15.0, 60.0, 200.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    # What must hold.

    def rows(self) -> dict[str, object]:
        return {name: outbox.get(self.store, name) for name in self.words}

    @invariant()
    def nothing_is_lost(self) -> None:
        for name, words in getattr(self, "words", {}).items():
            row = outbox.get(self.store, name)
            assert row is not None
            assert row.content == Text(words)

    @invariant()
    def nothing_is_posted_more_often_than_the_seller_said(self) -> None:
        for name, posts in getattr(self, "posts", {}).items():
            assert posts <= self.allowed[name]

    @invariant()
    def what_is_called_sent_was_stored_once_for_itself(self) -> None:
        taken: set[str] = set()
        for name in getattr(self, "words", {}):
            row = outbox.get(self.store, name)
            assert row is not None
            if row.state in (S.SENT, S.CONFIRMED):
                stored = next(m for m in self.server.messages if m.id == row.message_id)
                assert stored.role is Role.CUSTOMER_SERVICE
                assert stored.sender.im_user_id == AGENT
                assert row.message_id not in taken
                taken.add(row.message_id)
        # Which of two equal texts is which nobody can tell, but no more are called sent than are.
        if taken:
            assert taken <= set().union(*self.stored.values())

    @invariant()
    def every_message_is_on_screen_once_at_the_end_of_its_way(self) -> None:
        if not hasattr(self, "words"):
            return
        rows = messages.timeline(self.store, KEY, limit=10_000).rows
        ids = [row.id for row in rows if isinstance(row, Message)]
        for name in self.words:
            row = outbox.get(self.store, name)
            assert row is not None
            on_screen = any(getattr(r, "local_id", "") == name for r in rows)
            if row.state is S.CONFIRMED:
                assert row.message_id in ids
                assert not on_screen
            elif row.state is S.SENT:
                assert on_screen != (row.message_id in ids)
            elif row.state not in (S.CANCELLED, S.SENDING):
                assert on_screen

    def teardown(self) -> None:
        if not hasattr(self, "words"):
            return
        self.the_program_is_killed_and_starts_again()
        for _ in range(12):
            self.poll(True)
            self.now += 60
        for name in self.words:
            row = outbox.get(self.store, name)
            assert row is not None
            # Nothing stays in doubt for ever.
            assert row.state not in (S.UNKNOWN, S.SENDING, S.SENT)
        self.store.close()


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=int(os.environ.get("NOBI_EXAMPLES", "0")) or 40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
