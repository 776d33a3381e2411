"""A store on a clock turned by hand, for parts of the desk that need neither sync nor window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.timeline import Timeline
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.timeline import Hole, TimelineState
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.tasks import TaskScope
from nobi_desktop.store import inbound, shops
from nobi_desktop.store.database import Database
from tests import given

T = TypeVar("T")


class Ground:
    """The store, and tasks whose failures are told."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        self.db = db
        self.clock = clock
        self.failures: list[str] = []
        self.scope = TaskScope("desk", self.failed)

    def failed(self, name: str, error: BaseException) -> None:
        self.failures.append(f"{name}: {error!r}")

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

    async def end(self) -> None:
        await self.scope.close()
        await self.db.close()


G = TypeVar("G", bound=Ground)


@asynccontextmanager
async def on_ground(
    make: Callable[[Database, HandClock], G], folder: Path, *rows: Shop, now: float | None = None
) -> AsyncIterator[G]:
    """What `make` makes of a new store with these shops; none of its tasks may fail."""
    clock = HandClock() if now is None else HandClock(now)
    db = await Database.open(folder, clock=clock)
    for row in rows:
        await db.write(shops.add, row)
    made = make(db, clock)
    try:
        yield made
    finally:
        await made.end()
    assert made.failures == []


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


class Room(Ground):
    """The list and the open conversation over a store."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.sync = Sync()
        self.opened: list[ConversationRow | None] = []
        self.inbox = Inbox(db, self.scope, clock)
        self.timeline = Timeline(
            db, self.scope, clock, self.inbox.opened, self.sync, self.was_opened
        )

    def was_opened(self, row: ConversationRow | None) -> None:
        self.opened.append(row)

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
        listed = given.listed(messages[-1], id=key.id, unread=unread)
        await self.db.write(inbound.store_list, key.shop, [listed], 1.0)
        await self.db.write(inbound.store_page, key, list(reversed(messages)), token, now=1.0)

    async def open(self, key: ConversationKey = given.KEY) -> None:
        self.inbox.open(key)
        await self.until(lambda: self.state.key == key)

    async def end(self) -> None:
        self.inbox.close()
        self.timeline.close()
        await super().end()
