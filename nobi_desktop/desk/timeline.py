"""The open conversation: its newest rows, the older ones on demand, and what was seen of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, MessageId
from nobi_desktop.domain.message import Message, Role
from nobi_desktop.domain.timeline import TimelineRow, TimelineState
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import conversations, messages

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

FIRST = 60
STEP = 60


class History(Protocol):
    """What the timeline asks of the part that reads from TikTok."""

    def on_screen(self, key: ConversationKey | None) -> None: ...

    def read_older(self, key: ConversationKey) -> None: ...

    def fill(self, key: ConversationKey, hole_id: int) -> None: ...


class Timeline:
    """The rows of the conversation that `opened` names."""

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        opened: Fact[ConversationKey | None],
        history: History,
        row_opened: Callable[[ConversationRow | None], object],
    ) -> None:
        self.state: Fact[TimelineState] = Fact(TimelineState())
        self._db = db
        self._scope = scope
        self._clock = clock
        self._history = history
        self._row_opened = row_opened
        self._key: ConversationKey | None = None
        self._limit = FIRST
        self._window = 0
        self._fresh = False
        self._loading = False
        self._told: tuple[object, ...] = ()
        self._divider: MessageId = ""
        self._rereading = Rereading(scope, "timeline", self._read)
        self._bottom = True
        self._active = False
        self._marked: MessageId = ""
        self._stops: list[Stop] = [
            opened.watch(self._opened, now=False),
            db.changes.watch(self._changed),
        ]

    def older(self) -> None:
        """Show rows above the first one: from the store, or read from TikTok into it."""
        state = self.state.value
        if state.key is None or state.key != self._key or state.reaches_start:
            return
        if state.older:
            self._limit = len(state.rows) + STEP
            self._rereading.ask()
        else:
            self._limit += STEP
            self._history.read_older(state.key)

    def fill(self, hole_id: int) -> None:
        """Read what is missing at a hole, ahead of everything else of that shop."""
        if self._key is not None:
            self._history.fill(self._key, hole_id)

    def at_bottom(self, seen: bool) -> None:
        """Whether the newest row is in sight."""
        self._bottom = seen
        self._mark_read()

    def window_active(self, active: bool) -> None:
        """Whether the window is the one in use; only then is something read by being shown."""
        self._active = active
        self._mark_read()

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _opened(self, key: ConversationKey | None) -> None:
        self._key = key
        self._limit = FIRST
        self._window += 1
        self._fresh = True
        self._divider = ""
        self._marked = ""
        self._loading = False
        self._bottom = True
        self._history.on_screen(key)
        if key is None:
            self.state.set(TimelineState(window=self._window))
            self._row_opened(None)
        else:
            self._rereading.ask()

    def _changed(self, changes: Changes) -> None:
        key = self._key
        if key is None:
            return
        if key in changes.messages or key in changes.conversations or key.shop in changes.shops:
            self._rereading.ask()

    async def _read(self) -> bool:
        key, limit = self._key, self._limit
        if key is None:
            return False
        row = await self._db.read(conversations.row, key)
        page = await self._db.read(messages.timeline, key, limit=limit)
        if key != self._key:
            return True
        if self._would_slide(page):
            # Whoever reads further up keeps the row they are at.
            self._limit += STEP
            return True
        if row is None:
            self.state.set(TimelineState(window=self._window))
            self._row_opened(None)
            return False
        if self._fresh:
            self._fresh = False
            self._divider = first_unread(page.rows, row.unread)
            self._told = ()
        about = (key, row.can_send, row.buyer, row.shop_name, row.shop_colour)
        if about != self._told:
            # Also while it is open TikTok may allow writing again, or not any more.
            self._told = about
            self._row_opened(row)
        self.state.set(
            TimelineState(
                key=key,
                buyer=row.buyer,
                shop_name=row.shop_name,
                shop_colour=row.shop_colour,
                rows=page.rows,
                older=page.older,
                reaches_start=page.reaches_start,
                unread_from=self._divider,
                can_send=row.can_send,
                loading=self._loading,
                window=self._window,
                complete_since=page.complete_since,
            )
        )
        self._mark_read()
        return False

    def _would_slide(self, page: messages.TimelinePage) -> bool:
        """Whether newer messages have pushed our first row off the page while it may be read."""
        state = self.state.value
        if self._fresh or self._bottom or state.key != self._key or not page.older:
            return False
        first = next((r for r in state.rows if isinstance(r, Message)), None)
        return first is not None and all(
            r.order > first.order for r in page.rows if isinstance(r, Message)
        )

    def _mark_read(self) -> None:
        state = self.state.value
        if state.key is None or state.key != self._key or not (self._active and self._bottom):
            return
        newest = next(
            (r for r in reversed(state.rows) if isinstance(r, Message) and r.role is Role.BUYER),
            None,
        )
        if newest is None or newest.id == self._marked:
            return
        self._marked = newest.id
        self._scope.start(self._mark(state.key), "mark read")

    async def _mark(self, key: ConversationKey) -> None:
        try:
            await self._db.write(conversations.mark_read, key, self._clock.now())
        except BaseException:
            self._marked = ""
            raise

    def refresh(self) -> None:
        """Read the open conversation again, if there is one."""
        if self._key is not None:
            self._rereading.ask()

    def loading(self, busy: bool) -> None:
        """Whether older history is on its way from TikTok."""
        self._loading = busy
        if self.state.value.key is not None:
            self.state.set(replace(self.state.value, loading=busy))


def first_unread(rows: tuple[TimelineRow, ...], unread: int) -> MessageId:
    """The message above which the unread divider stands: the oldest of `unread` buyer messages."""
    found: MessageId = ""
    for row in reversed(rows):
        if unread <= 0:
            break
        if isinstance(row, Message) and row.role is Role.BUYER:
            found = row.id
            unread -= 1
    return found
