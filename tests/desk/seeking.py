"""A store with the desk's list, open conversation, search and find bar, on a clock by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from nobi_desktop.desk.find import Find
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.search import Search
from nobi_desktop.desk.timeline import Timeline
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message
from nobi_desktop.domain.timeline import Hole, TimelineState
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.tasks import TaskScope
from nobi_desktop.store import inbound, shops
from nobi_desktop.store.database import Database
from nobi_desktop.sync.indexing import Indexing
from tests import given

T = TypeVar("T")


class Sync:
    """Stands where sync is: hears what is asked and does nothing."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def on_screen(self, key: ConversationKey | None) -> None:
        self.asked.append(("on_screen", key))

    def read_older(self, key: ConversationKey) -> None:
        self.asked.append(("read_older", key))

    def fill(self, key: ConversationKey, hole_id: int) -> None:
        self.asked.append(("fill", key, hole_id))


class Seeker:
    """The parts of the desk that a seller looks for things with."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        self.db = db
        self.clock = clock
        self.failures: list[str] = []
        self.sync = Sync()
        self.opened: list[ConversationRow | None] = []
        self.scope = TaskScope("desk", self._failed)
        self.inbox = Inbox(db, self.scope, clock)
        self.timeline = Timeline(
            db, self.scope, clock, self.inbox.opened, self.sync, self.opened.append
        )
        self.indexing = Indexing(db, clock, report=self._failed)
        self.search = Search(
            db,
            self.scope,
            clock,
            self.inbox.query,
            self.indexing.left,
            open_conversation=self.inbox.open,
            show_message=self.timeline.show_message,
            damaged=self.indexing.rebuild,
        )
        self.find = Find(db, self.scope, clock, self.inbox.opened, self.timeline.show_message)

    def _failed(self, name: str, error: BaseException) -> None:
        self.failures.append(f"{name}: {error!r}")

    @property
    def state(self) -> TimelineState:
        return self.timeline.state.value

    @property
    def shown(self) -> list[str]:
        """The messages on show, oldest first; a hole is a dash."""
        return [
            "-" if isinstance(row, Hole) else row.id
            for row in self.state.rows
            if isinstance(row, Hole | Message)
        ]

    async def say(self, *messages: Message, token: str = "", unread: int = 0) -> None:
        """A page of history with the newest message at its end."""
        key = messages[0].key
        listed = given.listed(None, id=key.id, unread=unread)
        await self.db.write(inbound.store_list, key.shop, [listed], 1.0)
        await self.db.write(inbound.store_page, key, list(reversed(messages)), token, now=1.0)

    async def open(self, key: ConversationKey = given.KEY) -> None:
        self.inbox.open(key)
        await self.until(lambda: self.state.key == key)

    async def until(self, question: Callable[[], T]) -> T:
        """Wait until `question` is answered; what needs time gets none."""
        for _ in range(400):
            if answer := question():
                return answer
            await self.turn()
        raise AssertionError(f"in vain: {question}")

    async def turn(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        await self.db.read(lambda c: None)

    async def settle(self, seconds: float = 0.0) -> None:
        """Let so much time pass, and everything that was begun come to its end."""
        for _ in range(12):
            await self.turn()
        if seconds:
            await self.clock.advance(seconds)
        for _ in range(12):
            await self.turn()


def tale(first: int, last: int, words: str = "tin") -> list[Message]:
    """Messages of one conversation by number, both among them."""
    return [given.message(n, f"{words} {n}") for n in range(first, last + 1)]


def named(first: int, last: int) -> list[str]:
    """The ids of these messages."""
    return [given.message(n).id for n in range(first, last + 1)]


@asynccontextmanager
async def seeking(folder: Path) -> AsyncIterator[Seeker]:
    """A seeker over a new store with one shop."""
    clock = HandClock()
    db = await Database.open(folder, clock=clock)
    await db.write(shops.add, given.shop())
    made = Seeker(db, clock)
    try:
        yield made
    finally:
        made.find.end()
        for part in (made.inbox, made.timeline, made.search):
            part.close()
        await made.indexing.stop()
        await made.scope.close()
        await db.close()
    assert made.failures == []
