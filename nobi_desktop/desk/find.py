"""Words looked for in the open conversation: how many messages hold them, and the one shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey, MessageId
from nobi_desktop.domain.search import FindState
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import search

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.codec import OrderKey
    from nobi_desktop.store.database import Database

MOST = 1_000
"""Messages that are counted at most."""

SETTLE = 0.3
"""Seconds in which several changes of the conversation become one new look."""


class Find:
    """The find bar over the conversation that `opened` names; moving shows the message there.

    `show_message` brings a message into sight, with the words to be marked in the text.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        opened: Fact[ConversationKey | None],
        show_message: Callable[[MessageId, str], object],
    ) -> None:
        self.state: Fact[FindState] = Fact(FindState())
        self._db = db
        self._clock = clock
        self._opened = opened
        self._show_message = show_message
        self._found: tuple[MessageId, ...] = ()
        self._words = ""
        self._asked = 0
        self._jump = False
        self._rereading = Rereading(scope, "find", self._read)
        self._stops: list[Stop] = [
            opened.watch(lambda _: self.close(), now=False),
            db.changes.watch(self._changed),
        ]

    def begin(self) -> None:
        """Open the bar; without a conversation there is nothing to find."""
        if self._opened.value is not None:
            self.state.set(replace(self.state.value, open=True))

    def look_for(self, words: str) -> None:
        """Find `words` and show the newest message that holds them."""
        if not self.state.value.open or words == self._words:
            return
        self._words = words
        self._asked += 1
        if not words.strip():
            self._found = ()
            self.state.set(FindState(words=words, open=True))
            self._show_message("", "")
            return
        self._jump = True
        self.state.set(replace(self.state.value, words=words))
        self._rereading.ask()

    def next(self) -> None:
        """Show the next older message."""
        self._move(self.state.value.place + 1)

    def previous(self) -> None:
        """Show the next newer message."""
        self._move(self.state.value.place - 1)

    def close(self) -> None:
        """Close the bar."""
        if not self.state.value.open:
            return
        self._words = ""
        self._asked += 1
        self._found = ()
        self.state.set(FindState())
        self._show_message("", "")

    def end(self) -> None:
        """Hear the store no more."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _move(self, place: int) -> None:
        state = self.state.value
        if state.words == self._words and 1 <= place <= len(self._found):
            self._show(place)

    def _show(self, place: int) -> None:
        message = self._found[place - 1]
        self.state.set(replace(self.state.value, place=place, message=message))
        self._show_message(message, self._words)

    def _changed(self, changes: Changes) -> None:
        if self._opened.value in changes.messages and self._words.strip():
            self._rereading.ask_later(self._clock, SETTLE)

    async def _read(self) -> bool:
        """Count what holds the words; the message shown stays, unless other words were typed."""
        key, words, asked = self._opened.value, self._words, self._asked
        if key is None or not words.strip():
            return False
        ids: tuple[MessageId, ...] = ()
        below: OrderKey | None = None
        while True:
            found = await self._db.read(
                search.inside, key, words, limit=MOST - len(ids), below=below
            )
            if asked != self._asked:
                return bool(self._words.strip())
            ids, below = ids + found.ids, found.edge
            if below is None or len(ids) == MOST:
                break
        self._found = ids
        kept = self.state.value.message
        jump, self._jump = self._jump, False
        place = ids.index(kept) + 1 if kept in ids else min(1, len(ids)) * jump
        self.state.set(
            FindState(
                words=words,
                total=len(ids),
                place=place,
                message=ids[place - 1] if place else "",
                bounded=below is not None,
                open=True,
            )
        )
        if place and jump:
            self._show(place)
        return False
