"""The note about the buyer of the open conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.tag import Note
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import conversations, notes

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

LONGEST = 4000
"""Characters of a note that are kept."""


class Notes:
    """`note` is the open buyer's, None where none is open or TikTok names no buyer."""

    LONGEST = LONGEST

    def __init__(
        self, db: Database, scope: TaskScope, clock: Clock, opened: Fact[ConversationKey | None]
    ) -> None:
        self.note: Fact[Note | None] = Fact(None)
        self._db = db
        self._scope = scope
        self._clock = clock
        self._key: ConversationKey | None = None
        self._waiting: dict[str, str] = {}
        self._keeping = False
        self._rereading = Rereading(scope, "note", self._read)
        self._stops: list[Stop] = [
            opened.watch(self._opened, now=False),
            db.changes.watch(self._changed),
        ]

    def save(self, text: str, buyer: str) -> None:
        """Keep the note about `buyer`, the one it was typed for; what was said last is kept.

        What could not be kept, for want of space, is tried again with the next one and at the end.
        """
        if not buyer:
            return
        self._waiting[buyer] = text[:LONGEST]
        if not self._keeping:
            self._keeping = self._scope.start(self._keep(), "save note") is not None

    async def finish(self) -> None:
        """Keep what has not been kept yet."""
        while self._waiting:
            buyer, text = next(iter(self._waiting.items()))
            await self._db.write(notes.save, buyer, text, self._clock.now())
            if self._waiting.get(buyer) == text:
                del self._waiting[buyer]

    async def _keep(self) -> None:
        try:
            await self.finish()
        finally:
            self._keeping = False

    def refresh(self) -> None:
        """Read the note again."""
        self._rereading.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _opened(self, key: ConversationKey | None) -> None:
        self._key = key
        self.note.set(None)
        if key is not None:
            self._rereading.ask()

    def _changed(self, changes: Changes) -> None:
        # A conversation's change may be that its buyer has become known, or known by a better id,
        # of which there may be a note.
        if self._key is not None and (changes.buyers or self._key in changes.conversations):
            self._rereading.ask()

    async def _read(self) -> bool:
        key = self._key
        if key is None:
            return False
        note = await self._db.read(_of, key)
        if key != self._key:
            return True
        self.note.set(note)
        return False


def _of(connection: Connection, key: ConversationKey) -> Note | None:
    buyer = conversations.buyer(connection, key)
    if buyer is None:
        return None
    names = [name for name in (buyer.user_id, buyer.im_user_id) if name]
    # A list may have named the buyer by the chat's id alone when the note was written.
    found = [notes.get(connection, name) for name in names]
    return next((note for note in found if note.text), found[0] if found else None)
