"""The desk's list, open conversation, search and find bar over a store."""

from __future__ import annotations

from nobi_desktop.desk.find import Find
from nobi_desktop.desk.search import Search
from nobi_desktop.domain.message import Message
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store.database import Database
from nobi_desktop.sync.indexing import Indexing
from tests import given
from tests.desk.ground import Room


class Seeker(Room):
    """The parts of the desk that a seller looks for things with."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.indexing = Indexing(db, clock, report=self.failed)
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

    async def end(self) -> None:
        self.find.end()
        self.search.close()
        await self.indexing.stop()
        await super().end()


def tale(first: int, last: int, words: str = "tin") -> list[Message]:
    """Messages of one conversation by number, both among them."""
    return [given.message(n, f"{words} {n}") for n in range(first, last + 1)]


def named(first: int, last: int) -> list[str]:
    """The ids of these messages."""
    return [given.message(n).id for n in range(first, last + 1)]
