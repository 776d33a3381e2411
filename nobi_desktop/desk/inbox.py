"""The list of conversations: what is asked for, the rows that answer it, and the open one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain import periods
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey, ShopId, TagId
from nobi_desktop.domain.kinds import OutgoingState
from nobi_desktop.domain.query import Filter, InboxQuery, Sort
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.store import conversations, inbox_counts, inbox_pages, settings, shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.inbox_counts import ShopCounts
from nobi_desktop.store.inbox_pages import PAGE

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

NEXT = 200
"""Conversations that the next who waits is looked for among."""

_ON_THE_WAY = frozenset(
    {
        OutgoingState.QUEUED,
        OutgoingState.PREPARING,
        OutgoingState.SENDING,
        OutgoingState.RETRY_WAIT,
        OutgoingState.UNKNOWN,
        OutgoingState.SENT,
    }
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What one read of the list brings: the shops and tags there are, the rows, the next edge."""

    shops: tuple[Shop, ...]
    tags: frozenset[TagId]
    rows: tuple[ConversationRow, ...]
    edge: float | None


class Inbox:
    """The seller's list: commands return at once, facts tell when there is more to show.

    `nobody_waits` is told where the next who waits was asked for and there is none.
    """

    def __init__(self, db: Database, scope: TaskScope, clock: Clock) -> None:
        self.rows: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.counts: Fact[InboxCounts] = Fact(InboxCounts())
        self.query: Fact[InboxQuery] = Fact(InboxQuery())
        self.opened: Fact[ConversationKey | None] = Fact(None)
        self.loading: Fact[bool] = Fact(True)
        self.ended: Fact[bool] = Fact(False)
        self.nobody_waits: News[None] = News()
        self._db = db
        self._scope = scope
        self._clock = clock
        self._edge: float | None = None
        self._passed: dict[ConversationKey, int] = {}
        self._limit = PAGE
        self._connected: frozenset[ShopId] = frozenset()
        self._counted: dict[ShopId, ShopCounts] = {}
        self._overtaken: set[ShopId] = set()
        self._all_overtaken = False
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
        self._rereading.ask()

    def more(self) -> None:
        """Let the list reach one page further down."""
        if self.ended.value or self.loading.value:
            return
        # Each page reads those above it again: the further down, the longer the step.
        self._limit += max(PAGE, self._limit // 2)
        self.loading.set(True)
        self._rereading.ask()

    def show_shops(self, shops: Collection[ShopId]) -> None:
        """Show the conversations of these shops, under the filters that are on."""
        self.show(self.query.value.of(*shops))

    def open(self, key: ConversationKey | None) -> None:
        """Open a conversation, or none."""
        self.opened.set(key)

    def next_waiting(self) -> None:
        """Open the conversation among the shops on show that must be answered first.

        One that was left without an answer comes again after all others; the open one stays open
        only where nobody else waits.
        """
        self._scope.start(self._next_waiting(self.opened.value), "next waiting")

    def refresh(self) -> None:
        """Read all again soon: once, however many changes there were."""
        self._counted.clear()
        self._all_overtaken = True
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
        if changes.shops or changes.tags or changes.settings:
            self.refresh()
        elif changes.conversations:
            for shop in {key.shop for key in changes.conversations}:
                self._counted.pop(shop, None)
                self._overtaken.add(shop)
            self._rereading.ask()

    async def _count(self, query: InboxQuery) -> InboxCounts:
        """The counts for `query`; only shops in which anything has changed are counted anew."""
        self._overtaken.clear()
        self._all_overtaken = False
        found, on_show = await self._db.read(_counts, dict(self._counted))
        # A change that was told while this was read may not be in it: its shop is counted again.
        if not self._all_overtaken:
            self._counted = {s: each for s, each in found.items() if s not in self._overtaken}
        return inbox_counts.total(found, query.shops or on_show)

    async def _next_waiting(self, opened: ConversationKey | None) -> None:
        query = InboxQuery(
            shops=self.query.value.shops,
            filters=frozenset({Filter.UNANSWERED}),
            sort=Sort.DEADLINE,
        )
        rows = await self._db.read(inbox_pages.page, query, limit=NEXT, now=self._clock.now())
        if self.opened.value != opened:
            return  # The seller has gone on meanwhile.
        # Those to whom an answer is on its way wait no more, as far as the seller is concerned.
        waiting = {row.key: row.waiting_since for row in rows if row.pending not in _ON_THE_WAY}
        if opened in waiting:
            self._passed[opened] = waiting[opened]
        others = [key for key in waiting if key != opened]
        fresh = [key for key in others if self._passed.get(key) != waiting[key]]
        if not fresh:
            # Whoever was passed over comes again once all others have had their turn.
            self._passed.clear()
            fresh = others
        if fresh:
            self.open(fresh[0])
        else:
            self.nobody_waits.tell(None)

    async def _read(self) -> bool:
        query, limit = self.query.value, self._limit
        try:
            page = await self._db.read(_page, query, limit, self._clock.now())
            if self._left(page.shops) or self._untagged(page.tags):
                return True
            if query != self.query.value or limit != self._limit:
                return True
            # What is shown first does not wait for what is counted.
            self.ended.set(len(page.rows) < limit)
            self.rows.set(page.rows)
            counts = await self._count(query)
        except StoreError:
            # The store's own banner tells of it; the next change reads again.
            self.loading.set(False)
            raise
        if query != self.query.value:
            return True
        self.counts.set(counts)
        self.loading.set(False)
        self._read_at(page.edge)
        return False

    def _untagged(self, known: frozenset[TagId]) -> bool:
        """Whether tags asked for are gone, and the query is another one now."""
        query = self.query.value
        if query.tags <= known:
            return False
        self.show(replace(query, tags=query.tags & known))
        return True

    def _read_at(self, edge: float | None) -> None:
        """Read again when the period that is asked for becomes another one by itself."""
        if edge is not None and edge != self._edge:
            self._scope.start(self._at_edge(edge), "period")
        self._edge = edge

    async def _at_edge(self, edge: float) -> None:
        # Computers sleep: a long wait is looked at again now and then.
        while self._edge == edge and (left := edge - self._clock.now()) > 0:
            await self._clock.sleep(min(left, 60.0))
        if self._edge == edge:
            self._edge = None
            self.refresh()

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


def _counts(
    connection: Connection, kept: dict[ShopId, ShopCounts]
) -> tuple[dict[ShopId, ShopCounts], tuple[ShopId, ...]]:
    return inbox_counts.by_shop(connection, kept), inbox_counts.on_show(connection)


def _page(connection: Connection, query: InboxQuery, limit: int, now: float) -> _Page:
    rules = conversations.rules(connection)
    return _Page(
        shops.all(connection),
        frozenset(rules.tags),
        inbox_pages.page(connection, query, limit=limit, now=now, rules=rules),
        periods.next_edge(query, now, rules.shift_start, rules.shift_end),
    )
