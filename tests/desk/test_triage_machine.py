"""Whatever is tagged, marked, taken back, said and lost: the list, the file and a model agree.

The real desk over a real store, its pieces made small, so that every command takes several writes;
commands are given one after another without waiting, as fast fingers give them.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nobi_desktop.desk import tags as desk_tags
from nobi_desktop.desk import undo as desk_undo
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.marks import Marks
from nobi_desktop.desk.tags import Tags
from nobi_desktop.desk.undo import Undo
from nobi_desktop.domain.ids import ConversationKey, TagId
from nobi_desktop.domain.kinds import Role
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.tasks import TaskScope
from nobi_desktop.store import inbound, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection
from tests.store.scene import listed, message

T = TypeVar("T")
PLACES = [ConversationKey(*key) for key in (("s1", "c0"), ("s1", "c1"), ("s1", "c2"), ("s2", "c0"))]
UNHELD = ConversationKey("s2", "c1")
"""Nothing was said here yet: the list does not hold it."""
UNKNOWN = ConversationKey("no shop", "c0")
ALL = [*PLACES, UNHELD]
KEYS = st.lists(st.sampled_from([*ALL, UNKNOWN]), max_size=8)
NAMES = st.sampled_from(["Gấp", "gấp", "Quen", "VIP"])
WHICH = st.integers(0, 2)
MARKS = st.sampled_from(["unread", "settle", "unsettle", "remind", "forget"])
ROLES = st.sampled_from([Role.BUYER, Role.BUYER, Role.CUSTOMER_SERVICE, Role.ROBOT, Role.SYSTEM])


class Mark(NamedTuple):
    unread: bool = False
    settled: int = 0
    remind_at: int = 0


@dataclass
class Talk:
    """What should be so of a conversation; it is in the list once somebody has said something."""

    said: list[Role] = field(default_factory=list)
    tags: set[TagId] = field(default_factory=set)
    mark: Mark = Mark()

    @property
    def unanswered(self) -> bool:
        answered = self.mark.settled
        for place, role in enumerate(self.said, 1):
            if role is Role.CUSTOMER_SERVICE:
                answered = max(answered, place)
        return any(role is Role.BUYER for role in self.said[answered:])


@dataclass
class Offered:
    """What the newest command has changed."""

    kind: str
    count: int
    tag: TagId
    take_back: Callable[[], None]


class TriageMachine(RuleBasedStateMachine):
    """A seller with quick fingers, buyers who go on writing, and a copy that gets lost."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.talks = {key: Talk() for key in ALL}
        self.tag_names: dict[TagId, str] = {}
        self.offer: Offered | None = None
        self.failures: list[str] = []
        self.pieces = patch.multiple(desk_tags, PIECE=2), patch.multiple(desk_undo, PIECE=2)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @initialize()
    def begin(self) -> None:
        for each in self.pieces:
            each.start()
        self.run(self._begin())
        for key in PLACES:
            self.somebody_writes(key, Role.BUYER)
        for name in ("Quen", "Gấp"):
            self.tagged_by_name(name, PLACES[:2])
        self.at_rest()

    async def _begin(self) -> None:
        self.clock = HandClock()
        self.db = await Database.open(Path(self.folder.name), clock=self.clock)
        for shop in ("s1", "s2"):
            await self.db.write(shops.add, Shop(shop, shop, region="VN"))
        self.scope = TaskScope("desk", lambda name, error: self.failures.append(f"{name} {error}"))
        self.inbox = Inbox(self.db, self.scope, self.clock)
        self.undo = Undo(self.scope)
        self.tags = Tags(self.db, self.scope, self.clock, self.undo)
        self.marks = Marks(self.db, self.scope, self.clock, self.undo, self.inbox)
        await self._rest()

    async def _rest(self) -> None:
        """Let all commands given come to their end, and what is told of them arrive."""
        for _ in range(3):
            for _ in range(5):
                await asyncio.sleep(0)
            async with self.undo.turn:
                pass
            await self.db.read(shops.all)
        while len(self.scope):
            await self.db.read(shops.all)

    def teardown(self) -> None:
        try:
            if hasattr(self, "undo"):
                self.at_rest()
        finally:
            if hasattr(self, "undo"):
                self.run(self._end())
                for each in self.pieces:
                    each.stop()
            self.loop.close()
            self.folder.cleanup()

    async def _end(self) -> None:
        for part in (self.inbox, self.tags):
            part.close()
        await self.scope.close()
        await self.db.close()

    # -- commands ---------------------------------------------------------------------------------

    def command(self, do: Callable[[], object]) -> None:
        """Give a command inside the loop; it is not waited for."""

        async def give() -> None:
            do()

        self.run(give())

    def tag(self, which: int) -> TagId:
        """One of the tags there are, or the id of none."""
        known = list(self.tag_names)
        return known[which] if which < len(known) else "none"

    @rule(name=NAMES, keys=KEYS)
    def tagged_by_name(self, name: str, keys: list[ConversationKey]) -> None:
        found: list[TagId] = []
        self.command(lambda: found.append(self.tags.create_for(name, keys)))
        known = [id for id, kept in self.tag_names.items() if kept.casefold() == name.casefold()]
        assert found[0]
        assert not known or known == found
        self.tag_names.setdefault(found[0], name)
        self.now_have(keys, found[0])

    @rule(keys=KEYS, which=WHICH)
    def tagged(self, keys: list[ConversationKey], which: int) -> None:
        self.command(lambda: self.tags.assign(keys, self.tag(which)))
        self.now_have(keys, self.tag(which))

    @rule(keys=KEYS, which=WHICH)
    def untagged(self, keys: list[ConversationKey], which: int) -> None:
        self.command(lambda: self.tags.remove(keys, self.tag(which)))
        self.now_lack(keys, self.tag(which))

    @rule(keys=KEYS, which=WHICH, times=st.integers(1, 3))
    def toggled(self, keys: list[ConversationKey], which: int, times: int) -> None:
        tag = self.tag(which)
        for _ in range(times):
            self.command(lambda: self.tags.toggle(keys, tag))
            if all(key in self.talks and tag in self.talks[key].tags for key in keys):
                self.now_lack(keys, tag)
            else:
                self.now_have(keys, tag)

    @rule(which=WHICH)
    def a_tag_goes(self, which: int) -> None:
        tag = self.tag(which)
        self.at_rest()
        self.command(lambda: self.tags.delete(tag))
        self.gone(tag)
        self.at_rest()

    @rule(which=WHICH, into=WHICH)
    def tags_become_one(self, which: int, into: int) -> None:
        one, other = self.tag(which), self.tag(into)
        self.at_rest()
        self.command(lambda: self.tags.merge(one, other))
        if one != other and {one, other} <= self.tag_names.keys():
            for talk in self.talks.values():
                if one in talk.tags:
                    talk.tags.add(other)
            self.gone(one)
            if self.offer is not None and self.offer.tag == other:
                self.offer = None
        self.at_rest()

    @rule(keys=KEYS, what=MARKS)
    def marked(self, keys: list[ConversationKey], what: str) -> None:
        at = int(self.clock.now()) + 60 * (1 + len(keys))
        give: dict[str, Callable[[], object]] = {
            "unread": lambda: self.marks.mark_unread(keys),
            "settle": lambda: self.marks.settle(keys),
            "unsettle": lambda: self.marks.unsettle(keys),
            "remind": lambda: self.marks.remind(keys, at),
            "forget": lambda: self.marks.forget(keys),
        }
        after: dict[str, Callable[[Talk], Mark]] = {
            "unread": lambda talk: talk.mark._replace(unread=True),
            "settle": lambda talk: talk.mark._replace(settled=len(talk.said) or talk.mark.settled),
            "unsettle": lambda talk: talk.mark._replace(settled=0),
            "remind": lambda talk: talk.mark._replace(remind_at=at),
            "forget": lambda talk: talk.mark._replace(remind_at=0),
        }
        self.command(give[what])
        done: list[tuple[Talk, Mark, Mark]] = []
        for talk in self.those_of(keys):
            before, talk.mark = talk.mark, after[what](talk)
            if talk.mark != before:
                done.append((talk, before, talk.mark))

        def take_back() -> None:
            for talk, before, made in done:
                for name in Mark._fields:
                    was, is_now = getattr(before, name), getattr(talk.mark, name)
                    if was != getattr(made, name) == is_now:
                        talk.mark = talk.mark._replace(**{name: was})

        self.offered(what, len(done), "", take_back)

    @rule(keys=KEYS)
    def read(self, keys: list[ConversationKey]) -> None:
        self.command(lambda: self.marks.mark_read(keys))
        done: list[tuple[Talk, int]] = []
        for talk in self.those_of(keys):
            if talk.said and talk.mark.unread:
                talk.mark = talk.mark._replace(unread=False)
                done.append((talk, len(talk.said)))

        def take_back() -> None:
            for talk, said in done:
                if len(talk.said) == said:
                    talk.mark = talk.mark._replace(unread=True)

        self.offered("read", len(done), "", take_back)

    @rule(stale=st.booleans())
    def taken_back(self, stale: bool) -> None:
        self.at_rest()
        told = self.undo.offer.value
        number = told.number - stale if told is not None else 1
        self.command(lambda: self.undo.take(number))
        if self.offer is not None and not stale:
            offer, self.offer = self.offer, None
            offer.take_back()

    @rule(keys=KEYS, what=MARKS, then=MARKS)
    def marked_read_taken_back_and_marked_again(
        self, keys: list[ConversationKey], what: str, then: str
    ) -> None:
        self.marked(keys, "unread")
        self.marked(keys, what)
        self.read(keys[:3])
        self.taken_back(stale=False)
        self.marked(keys, then)
        self.at_rest()

    @rule(keys=KEYS, which=WHICH)
    def tagged_taken_back_and_tagged_again(self, keys: list[ConversationKey], which: int) -> None:
        self.tagged(keys, which)
        self.taken_back(stale=False)
        self.tagged(keys[::-1], which)
        self.at_rest()

    @rule()
    def refused(self) -> None:
        self.at_rest()
        self.command(self.undo.dismiss)
        self.offer = None

    # -- what comes from elsewhere ----------------------------------------------------------------

    @rule(key=st.sampled_from(ALL), role=ROLES)
    def somebody_writes(self, key: ConversationKey, role: Role) -> None:
        # What the seller has settled is what was there: commands given before come first.
        self.at_rest()
        self.talks[key].said.append(role)
        self.run(self._told(key, len(self.talks[key].said)))

    @rule()
    def the_copy_is_lost_and_filled_again(self) -> None:
        self.at_rest()
        self.run(self._refill())

    async def _refill(self) -> None:
        def lose(connection: Connection) -> None:
            for table in ("conversations", "messages", "segments", "shop_sync"):
                connection.execute(f"DELETE FROM tiktok.{table}")

        await self.db.write(lose)
        for key, talk in self.talks.items():
            if talk.said:
                await self._told(key, 1)

    async def _told(self, key: ConversationKey, since: int) -> None:
        page = [
            message(place, key=key, name=f"{key.shop}.{key.id}.{place}", role=role)
            for place, role in enumerate(self.talks[key].said, 1)
            if place >= since
        ]
        item = listed(page[-1], id=key.id)._replace(unread=0)
        await self.db.write(inbound.store_list, key.shop, [item], self.clock.now())
        await self.db.write(inbound.store_page, key, page[::-1], "", now=self.clock.now())

    # -- the model --------------------------------------------------------------------------------

    def those_of(self, keys: list[ConversationKey]) -> list[Talk]:
        return [self.talks[key] for key in dict.fromkeys(keys) if key in self.talks]

    def now_have(self, keys: list[ConversationKey], tag: TagId) -> None:
        if tag not in self.tag_names:
            return
        changed = [talk for talk in self.those_of(keys) if tag not in talk.tags]
        for talk in changed:
            talk.tags.add(tag)
        back = lambda: [talk.tags.discard(tag) for talk in changed] and None  # noqa: E731
        self.offered("tag", len(changed), tag, back)

    def now_lack(self, keys: list[ConversationKey], tag: TagId) -> None:
        changed = [talk for talk in self.those_of(keys) if tag in talk.tags]
        for talk in changed:
            talk.tags.discard(tag)
        back = lambda: [talk.tags.add(tag) for talk in changed] and None  # noqa: E731
        self.offered("untag", len(changed), tag, back)

    def offered(self, kind: str, count: int, tag: TagId, take_back: Callable[[], None]) -> None:
        if count:
            self.offer = Offered(kind, count, tag, take_back)

    def gone(self, tag: TagId) -> None:
        self.tag_names.pop(tag, None)
        for talk in self.talks.values():
            talk.tags.discard(tag)
        if self.offer is not None and self.offer.tag == tag:
            self.offer = None

    # -- what must be so --------------------------------------------------------------------------

    @rule()
    def at_rest(self) -> None:
        """Where all that was asked for is done, everything is as the model says."""
        self.run(self._rest())
        self.compare()

    @invariant()
    def what_the_list_repeats_is_what_the_file_says(self) -> None:
        """After every write, also amid a command: nobody ever sees one without the other."""
        if hasattr(self, "db"):
            repeated, said = self.run(self.db.read(_both))
            assert repeated == said
            assert not self.failures

    def compare(self) -> None:
        rows = self.run(self.db.read(_rows))
        assert rows == {
            key: (
                f",{','.join(sorted(talk.tags))}," if talk.tags else "",
                int(talk.mark.unread),
                talk.mark.remind_at,
                int(talk.mark.unread),
                int(talk.unanswered),
            )
            for key, talk in self.talks.items()
            if talk.said
        }
        assignments, marks = self.run(self.db.read(_kept))
        assert assignments == {(*key, tag) for key in ALL for tag in self.talks[key].tags}
        assert marks == {key for key in ALL if self.talks[key].mark != Mark()}
        assert {tag.id: tag.name for tag in self.tags.rows.value} == self.tag_names
        counts = {
            tag: sum(tag in talk.tags for talk in self.talks.values()) for tag in self.tag_names
        }
        assert dict(self.tags.counts.value) == {tag: n for tag, n in counts.items() if n}
        told = self.undo.offer.value
        assert (told is None) == (self.offer is None)
        if told is not None and self.offer is not None:
            name = self.tag_names.get(self.offer.tag, "")
            assert (told.kind, told.count, told.name) == (self.offer.kind, self.offer.count, name)


def _rows(connection: Connection) -> dict[ConversationKey, tuple[Any, ...]]:
    rows = connection.execute(
        "SELECT shop, id, tags, marked, remind_at, unread, unanswered FROM tiktok.conversations"
    )
    return {ConversationKey(*row[:2]): row[2:] for row in rows}


def _kept(connection: Connection) -> tuple[set[tuple[str, ...]], set[ConversationKey]]:
    assigned = connection.execute("SELECT shop, conversation, tag FROM seller.conversation_tags")
    marks = connection.execute("SELECT shop, conversation FROM seller.marks")
    return set(assigned.fetchall()), {ConversationKey(*row) for row in marks}


def _both(connection: Connection) -> tuple[list[Any], list[Any]]:
    """What the rows of the list repeat, and what they should by the seller's file."""
    repeated = connection.execute(
        "SELECT shop, id, tags, marked, remind_at FROM tiktok.conversations ORDER BY shop, id"
    ).fetchall()
    said = connection.execute(
        "SELECT c.shop, c.id, coalesce((SELECT ',' || group_concat(tag, ',') || ',' FROM "
        "(SELECT tag FROM seller.conversation_tags WHERE shop = c.shop AND conversation = c.id "
        "ORDER BY tag)), ''), coalesce(m.unread, 0), coalesce(m.remind_at, 0) "
        "FROM tiktok.conversations c LEFT JOIN seller.marks m "
        "ON m.shop = c.shop AND m.conversation = c.id ORDER BY c.shop, c.id"
    ).fetchall()
    return repeated, said


EXAMPLES = int(os.environ.get("NOBI_EXAMPLES", "0"))
TriageMachine.TestCase.settings = settings(
    max_examples=EXAMPLES or 25,
    # The gate takes the same way each time; asked for more, it looks for new ones.
    derandomize=not EXAMPLES,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTriage = TriageMachine.TestCase
