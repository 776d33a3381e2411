"""The search over all that is stored: names of buyers, order ids and words of messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, MessageId, ShopId
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.search import MessageHit, OrderHit, SearchState
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import search
from nobi_desktop.store.errors import StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

PAGE = 30
"""Messages that are found at a time."""

MOST = 1_000
"""Messages that are shown of a search at most: nobody reads further, another word finds better."""

PATIENCE = 0.15
"""Seconds for which what was found for other words may stand alone on the screen."""

SETTLE = 0.3
"""Seconds in which several changes of the store become one new look."""


class Search:
    """What is searched for among the shops that the inbox shows, and what was found.

    `query` is the inbox's, `left` the number of messages that the index does not hold yet.
    `damaged` is called where the index cannot be read; it is made anew and asked again.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        query: Fact[InboxQuery],
        left: Fact[int],
        *,
        open_conversation: Callable[[ConversationKey], object],
        show_message: Callable[[MessageId, str], object],
        damaged: Callable[[], object],
    ) -> None:
        self.state: Fact[SearchState] = Fact(SearchState())
        self._db = db
        self._scope = scope
        self._clock = clock
        self._query = query
        self._open = open_conversation
        self._show_message = show_message
        self._damaged = damaged
        self._words = ""
        self._limit = PAGE
        self._asked = 0
        self._rereading = Rereading(scope, "search", self._read)
        self._stops: list[Stop] = [
            db.changes.watch(self._changed),
            query.watch(self._shops_changed, now=False),
            left.watch(self._indexed, now=False),
        ]

    def look_for(self, words: str) -> None:
        """Search for `words`; nothing but space ends the search."""
        if words == self._words:
            return
        self._words = words
        self._limit = PAGE
        self._asked += 1
        if not words.strip():
            self.state.set(SearchState())
            return
        if not self.state.value.words:
            self.state.set(SearchState(words=words, loading=True))
        else:
            # What was found before stays until there is better: a list that is drawn twice for each
            # letter blinks, and is late.
            self._scope.start(self._patience(self._asked), "search")
        self._rereading.ask()

    def more(self) -> None:
        """Find one page of messages more."""
        state = self.state.value
        here = state.words == self._words and not state.loading
        if here and state.more and self._limit < MOST:
            self._limit = min(MOST, self._limit + PAGE)
            self._asked += 1
            self.state.set(replace(state, loading=True))
            self._rereading.ask()

    def open(self, hit: MessageHit | OrderHit | ConversationRow) -> None:
        """Open the conversation of what was found; a message is shown in its place."""
        if isinstance(hit, ConversationRow):
            self._open(hit.key)
            return
        self._open(hit.row.key)
        if isinstance(hit, MessageHit):
            self._show_message(hit.message, self._words)

    def refresh(self) -> None:
        """Look again, if anything is searched for."""
        if self._words.strip():
            self._rereading.ask()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _changed(self, changes: Changes) -> None:
        if (
            changes.messages
            or changes.conversations
            or changes.shops
            or changes.tags
            or changes.settings
        ):
            self._refresh_soon()

    def _shops_changed(self, query: InboxQuery) -> None:
        if self._words.strip():
            self._asked += 1
            self.state.set(replace(self.state.value, loading=True))
            self._rereading.ask()

    def _indexed(self, left: int) -> None:
        if not left:
            self._refresh_soon()
        elif self.state.value.words:
            self.state.set(replace(self.state.value, unindexed=left))

    def _refresh_soon(self) -> None:
        if self._words.strip():
            self._rereading.ask_later(self._clock, SETTLE)

    async def _patience(self, asked: int) -> None:
        """Say that something is looked for where it takes longer."""
        await self._clock.sleep(PATIENCE)
        state = self.state.value
        if asked == self._asked and state.words != self._words:
            self.state.set(replace(state, words=self._words, loading=True))

    async def _read(self) -> bool:
        """Find and tell, unless something else is searched for meanwhile."""
        words, asked, shops = self._words, self._asked, self._query.value.shops
        if not words.strip():
            return False
        try:
            return await self._find(words, asked, shops)
        except StoreError as error:
            if asked == self._asked:
                self.state.set(replace(self.state.value, loading=False))
            if error.code != "words":
                raise
            self._damaged()
            return False

    async def _find(self, words: str, asked: int, shops: frozenset[ShopId]) -> bool:
        wanted = self._limit + 1
        first = await self._db.read(search.first, words, shops, limit=wanted)
        hits, edge = first.found.hits, first.found.edge
        while edge is not None and len(hits) < wanted and asked == self._asked:
            found = await self._db.read(
                search.messages, words, shops, limit=wanted - len(hits), edge=edge
            )
            hits, edge = hits + found.hits, found.edge
        if asked != self._asked:
            return bool(self._words.strip())
        self.state.set(
            SearchState(
                words=words,
                buyers=first.buyers,
                orders=first.orders,
                messages=hits[: self._limit],
                more=len(hits) > self._limit and self._limit < MOST,
                unindexed=first.unindexed,
            )
        )
        return False
