"""What the seller marks by hand: unread, needs no answer, remind me later."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from nobi_desktop.desk.undo import pieces
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.store import conversations, marks
from nobi_desktop.store.marks import Marked

if TYPE_CHECKING:
    from nobi_desktop.desk.inbox import Inbox
    from nobi_desktop.desk.undo import Undo
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

Keys = Collection[ConversationKey]


class Marks:
    """Commands over conversations; each can be taken back (see `Undo`)."""

    def __init__(
        self, db: Database, scope: TaskScope, clock: Clock, undo: Undo, inbox: Inbox
    ) -> None:
        self._db = db
        self._scope = scope
        self._clock = clock
        self._undo = undo
        self._inbox = inbox

    def mark_unread(self, keys: Keys) -> None:
        """Mark them unread; the open one is closed, since being on screen would read it again."""
        if self._inbox.opened.value in set(keys):
            self._inbox.open(None)
        self._begin("unread", keys, lambda c, piece: marks.mark_unread(c, piece, True))

    def mark_read(self, keys: Keys) -> None:
        """Take the mark off, and have read what is there, as opening them would."""
        self._scope.start(self._mark_read(tuple(keys)), "mark read")

    def settle(self, keys: Keys) -> None:
        """What is there now needs no answer."""
        self._begin("settle", keys, marks.settle)

    def unsettle(self, keys: Keys) -> None:
        """It needs an answer after all."""
        self._begin("unsettle", keys, marks.unsettle)

    def remind(self, keys: Keys, at: float) -> None:
        """Remind the seller of them at `at` (UTC seconds)."""
        self._begin("remind", keys, lambda c, piece: marks.remind(c, piece, at))

    def forget(self, keys: Keys) -> None:
        """Let their reminders go."""
        self._begin("forget", keys, lambda c, piece: marks.remind(c, piece, 0))

    def _begin(
        self,
        kind: str,
        keys: Keys,
        change: Callable[[Connection, Keys], tuple[Marked, ...]],
    ) -> None:
        self._scope.start(self._mark(kind, tuple(keys), change), kind)

    async def _mark(
        self,
        kind: str,
        keys: tuple[ConversationKey, ...],
        change: Callable[[Connection, Keys], tuple[Marked, ...]],
    ) -> None:
        done: list[Marked] = []

        async def take_back() -> None:
            for piece in pieces(done):
                await self._db.write(marks.restore, piece)

        async with self._undo.turn:
            for piece in pieces(keys):
                done += await self._db.write(change, piece)
            self._undo.propose(kind, len(done), take_back)

    async def _mark_read(self, keys: tuple[ConversationKey, ...]) -> None:
        done: list[conversations.Read] = []

        async def take_back() -> None:
            # One that was opened since stays read: it would be again at once.
            opened = self._inbox.opened.value
            for piece in pieces([each for each in done if each.key != opened]):
                await self._db.write(conversations.unread_again, piece)

        async with self._undo.turn:
            for piece in pieces(keys):
                done += await self._db.write(conversations.read, piece, self._clock.now())
            self._undo.propose("read", len(done), take_back)
