"""No history is ever silently missing, whatever polls, crashes and tokens do."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nobi_desktop.domain.message import Kind, Message, Role, Text
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.store import database, holes, inbound, messages, outbox
from nobi_desktop.store.holes import Walk
from tests.store.scene import KEY, call, listed, memory_store, message

PAGE = 10
MOSTLY = st.sampled_from([True, True, True, True, False])
SELDOM = st.sampled_from([False, False, False, False, True])


class Server:
    """A conversation at TikTok: its messages by index, pages of ten, tokens of two kinds."""

    def __init__(self, cursor: bool) -> None:
        self.cursor = cursor
        self.messages: list[Message] = []
        self.unread = 0
        self.late: set[str] = set()
        self.generation = 0

    def arrive(self, role: Role, visible: bool = True) -> Message:
        index = (self.messages[-1].index if self.messages else 0) + 5
        new = message(index, role=role, visible=visible)
        self.messages.append(new)
        self.unread += role is Role.BUYER
        return new

    def page(self, token: str) -> tuple[list[Message], str] | None:
        newest_first = self.messages[::-1]
        at = 0
        if token:
            generation, kind, value = token.split(":")
            if int(generation) < self.generation:
                return None
            if kind == "c":
                at = next(
                    (i for i, m in enumerate(newest_first) if m.index < int(value)),
                    len(newest_first),
                )
            else:
                at = int(value)
        found = newest_first[at : at + PAGE]
        if at + PAGE >= len(newest_first):
            return found, ""
        kind = f"c:{found[-1].index}" if self.cursor else f"o:{at + PAGE}"
        return found, f"{self.generation}:{kind}"


class Segments(RuleBasedStateMachine):
    @initialize(cursor=st.booleans(), count=st.integers(0, 25))
    def begin(self, cursor: bool, count: int) -> None:
        self.store = memory_store()
        self.server = Server(cursor)
        for _ in range(count):
            self.server.arrive(Role.BUYER)
        self.kept: list[tuple[tuple[list[Message], str], Walk | None]] = []
        self.poll(True, False)

    @rule(
        count=st.sampled_from([1, 2, 5, 9, 10, 11, 12, 15, 20, 35]),
        role=st.sampled_from([Role.BUYER, Role.ROBOT, Role.CUSTOMER_SERVICE]),
        visible=MOSTLY,
    )
    def messages_arrive(self, count: int, role: Role, visible: bool) -> None:
        for _ in range(count):
            self.server.arrive(role, visible)

    @rule()
    def we_send(self) -> None:
        row = call(self.store, outbox.add, KEY, Kind.TEXT, Text("ours"), now=1.0)
        call(self.store, outbox.claim, row.local_id, 1.0)
        stored = self.server.arrive(Role.CUSTOMER_SERVICE)
        stored = replace(stored, content=Text("ours"))
        self.server.messages[-1] = stored
        call(self.store, outbox.sent, row.local_id, stored.id, 2.0)

    @rule(back=st.integers(1, 4))
    def a_late_message_lands(self, back: int) -> None:
        if len(self.server.messages) <= back:
            return
        lower, upper = self.server.messages[-back - 1], self.server.messages[-back]
        late = message(lower.index + 2, name=f"late{lower.index}", created=lower.created)
        if late.index >= upper.index:
            return
        self.server.messages.insert(-back, late)
        self.server.late.add(late.id)
        self.server.unread += 1

    @rule(read=MOSTLY, broken=SELDOM)
    def poll(self, read: bool, broken: bool) -> None:
        """`read` false: the program ended after the list; `broken`: it died inside the commit."""
        latest = self.server.messages[-1] if self.server.messages else None
        asked = call(
            self.store, inbound.store_list, "s1", [listed(latest, unread=self.server.unread)], 1.0
        )
        if asked and read:
            self.read("", None, broken)

    @rule(newest=st.booleans())
    def a_page_is_read_and_overtaken_on_its_way(self, newest: bool) -> None:
        work = None if newest else holes.next_hole(self.store, "s1", until=0)
        page = self.server.page(work.token if work is not None else "")
        if page is not None:
            self.kept.append((page, work.walk if work is not None else None))

    @precondition(lambda self: self.kept)
    @rule()
    def an_overtaken_page_is_stored(self) -> None:
        page, walk = self.kept.pop(0)
        call(self.store, inbound.store_page, KEY, *page, walk=walk, now=1.0)

    @rule(broken=SELDOM, until=st.sampled_from([None, 0]))
    def a_hole_is_read(self, broken: bool, until: int | None) -> None:
        work = holes.next_hole(self.store, "s1", prefer=KEY, until=until)
        if work is not None:
            self.read(work.token, work.walk, broken)

    @rule()
    def old_tokens_are_refused_from_now_on(self) -> None:
        self.server.generation += 1

    def read(self, token: str, walk: Walk | None, broken: bool = False) -> None:
        page = self.server.page(token)
        if page is None:
            assert walk is not None
            call(self.store, holes.forget_token, walk.hole)
            return
        if broken:
            database.begin(self.store)
            inbound.store_page(self.store, KEY, *page, walk=walk, now=1.0)
            database.undo(self.store)
            return
        call(self.store, inbound.store_page, KEY, *page, walk=walk, now=1.0)

    def shown(self) -> messages.TimelinePage:
        return messages.timeline(self.store, KEY, limit=10_000)

    @invariant()
    def nothing_is_missing_without_a_mark(self) -> None:
        if not hasattr(self, "store"):
            return
        page = self.shown()
        at_server = sorted(
            m.order for m in self.server.messages if m.visible and m.id not in self.server.late
        )
        shown = [
            row
            for row in page.rows
            if isinstance(row, Hole)
            or (isinstance(row, Message) and row.id not in self.server.late)
        ]
        for upper, lower in zip(shown[1:], shown, strict=False):
            if isinstance(upper, Message) and isinstance(lower, Message):
                assert bisect_right(at_server, lower.order) == bisect_left(at_server, upper.order)
        if page.reaches_start and shown and isinstance(shown[0], Message):
            assert bisect_left(at_server, shown[0].order) == 0
        marked = {row.id for row in page.rows if isinstance(row, Hole)} - {0}
        assert marked <= {hole.id for hole in holes.of(self.store, KEY)} | {
            segment.id for segment in holes.segments_of(self.store, 1)
        }

    @invariant()
    def what_is_shown_is_what_is_there_once_and_in_order(self) -> None:
        if not hasattr(self, "store"):
            return
        rows = [row for row in self.shown().rows if isinstance(row, Message)]
        assert rows == sorted(rows, key=lambda m: m.order)
        assert len({row.id for row in rows}) == len(rows)
        assert {row.id for row in rows} <= {m.id for m in self.server.messages}

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        self.poll(True, False)
        self.read("", None)
        for _ in range(400):
            work = holes.next_hole(self.store, "s1", until=0)
            if work is None:
                break
            self.read(work.token, work.walk)
        else:
            raise AssertionError("the holes never close")
        # What arrived late and was overtaken is found by reading on from the newest page.
        page = self.server.page("")
        while page is not None and page[1]:
            token = page[1]
            page = self.server.page(token)
            assert page is not None
            call(self.store, inbound.store_page, KEY, *page, walk=Walk(0, token), now=1.0)
        shown = self.shown()
        want = [m.id for m in self.server.messages if m.visible]
        assert [m.id for m in shown.rows if isinstance(m, Message)] == want
        assert not [row for row in shown.rows if isinstance(row, Hole)]
        if self.server.messages:
            assert holes.segments_of(self.store, 1)[0].at_start
            assert len(holes.segments_of(self.store, 1)) == 1
        self.store.close()


TestSegments = Segments.TestCase
TestSegments.settings = settings(
    max_examples=int(os.environ.get("NOBI_EXAMPLES", "0")) or 50,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
