"""The list of conversations: what is asked for, the rows that answer it, and the open one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import conversations, settings, shops
from nobi_desktop.store.errors import StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

PAGE = 200
"""Rows read at a time: the list is a window of pages that grows by scrolling."""


class Inbox:
    """The seller's list: commands return at once, facts tell when there is more to show."""

    def __init__(self, db: Database, scope: TaskScope) -> None:
        self.rows: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.counts: Fact[InboxCounts] = Fact(InboxCounts())
        self.query: Fact[InboxQuery] = Fact(InboxQuery())
        self.opened: Fact[ConversationKey | None] = Fact(None)
        self.loading: Fact[bool] = Fact(True)
        self.ended: Fact[bool] = Fact(False)
        self._db = db
        self._limit = PAGE
        self._connected: frozenset[ShopId] = frozenset()
        self._rereading = Rereading(scope, "inbox", self._read)
        self._stops: list[Stop] = [db.changes.watch(self._changed)]

    def show(self, query: InboxQuery) -> None:
        """Ask for other conversations; the rows follow, the query is told at once."""
        if query == self.query.value:
            return
        self._limit = PAGE
        self.ended.set(False)
        self.loading.set(True)
        self.query.set(query)
        self.refresh()

    def more(self) -> None:
        """Let the list reach one page further down."""
        if self.ended.value or self.loading.value:
            return
        self._limit += PAGE
        self.loading.set(True)
        self.refresh()

    def show_shops(self, shops: Collection[ShopId]) -> None:
        """Show the conversations of these shops, under the filters that are on."""
        self.show(self.query.value.of(*shops))

    def open(self, key: ConversationKey | None) -> None:
        """Open a conversation, or none."""
        self.opened.set(key)

    def refresh(self) -> None:
        """Read again soon: once, however many changes there were."""
        self._rereading.ask()

    async def keep(self) -> None:
        """Leave the counts for the first paint of the next run."""
        if not self.loading.value and not self.query.value.shops:
            await self._db.write(settings.keep_counts, self.counts.value)

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _changed(self, changes: Changes) -> None:
        if changes.conversations or changes.shops:
            self.refresh()

    async def _read(self) -> bool:
        query, limit = self.query.value, self._limit
        try:
            known, rows = await self._db.read(_page, query, limit)
            if self._left(known):
                return True
            counts = await self._db.read(conversations.counts, query)
        except StoreError:
            # The store's own banner tells of it; the next change reads again.
            self.loading.set(False)
            raise
        if query != self.query.value or limit != self._limit:
            return True
        self.counts.set(counts)
        self.ended.set(len(rows) < limit)
        self.rows.set(rows)
        self.loading.set(False)
        return False

    def _left(self, known: tuple[Shop, ...]) -> bool:
        """Whether shops on show were given up meanwhile, and the query is another one now.

        Shown by itself the history of such a shop stays on show when it is asked for later; that
        of a shop whose record is gone closes with it.
        """
        connected = frozenset(shop.id for shop in known if shop.connected)
        there = {shop.id for shop in known}
        given_up, self._connected = self._connected - connected, connected
        opened = self.opened.value
        if opened is not None and opened.shop not in there:
            self.open(None)
        query = self.query.value
        left = {shop for shop in query.shops if shop in given_up or shop not in there}
        if left:
            self.show_shops(query.shops - left)
        return bool(left)


def _page(
    connection: Connection, query: InboxQuery, limit: int
) -> tuple[tuple[Shop, ...], tuple[ConversationRow, ...]]:
    """The shops there are, and what the list shows."""
    return shops.all(connection), conversations.page(connection, query, limit=limit)
