"""The open conversation: its newest rows or those around a message, and what was seen of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from nobi_desktop.desk.rereading import Rereading
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, MessageId
from nobi_desktop.domain.message import Message, Role
from nobi_desktop.domain.timeline import TimelineRow, TimelineState
from nobi_desktop.flow.news import Fact, Stop
from nobi_desktop.store import conversations, messages, outbox

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

FIRST = 60
STEP = 60


class History(Protocol):
    """What the timeline asks of the part that reads from TikTok."""

    def on_screen(self, key: ConversationKey | None) -> None: ...

    def read_older(self, key: ConversationKey) -> None: ...

    def fill(self, key: ConversationKey, hole_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class _Past:
    """A window of the past: so many messages before `message` and after it.

    `sent` is the last message of ours that had been written by then.
    """

    message: MessageId
    sent: int
    older: int = FIRST // 2
    newer: int = FIRST // 2


class Timeline:
    """The rows of the conversation that `opened` names; `about` is its row in the inbox."""

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
        self.about: Fact[ConversationRow | None] = Fact(None)
        self._db = db
        self._scope = scope
        self._clock = clock
        self._history = history
        self._row_opened = row_opened
        self._key: ConversationKey | None = None
        self._limit = FIRST
        self._past: _Past | None = None
        self._wanted: MessageId = ""
        self._asked = 0
        self._words = ""
        self._window = 0
        self._fresh = False
        self._divided = False
        self._sought = 0
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
        if not state.older:
            self._reach_up()
            self._history.read_older(state.key)
            return
        if self._past is None:
            self._limit = len(state.rows)
        self._reach_up()
        self._rereading.ask()

    def newer(self) -> None:
        """Show rows below the last one, where the rows are of the past."""
        state = self.state.value
        if state.newer and self._past is not None and state.key == self._key:
            self._past = replace(self._past, newer=self._past.newer + STEP)
            self._rereading.ask()

    def newest(self) -> None:
        """Show the newest rows again, from wherever the rows on show are."""
        if self._key is None or self._past is None:
            return
        self._leave()
        self._rereading.ask()

    def show_message(self, message: MessageId, words: str = "") -> None:
        """Show a message among its neighbours, `words` being marked in the text.

        Where it is not kept, nothing moves. Without a message only the words change.
        """
        if self._key is None:
            return
        self._words = words
        self._wanted = message
        if message:
            self._asked += 1
        self._rereading.ask()

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
        self._place()
        self._wanted = self._words = ""
        self._told = ()
        self._divided = False
        self._divider = ""
        self._marked = ""
        self._loading = False
        self._bottom = True
        self._history.on_screen(key)
        if key is None:
            self.state.set(TimelineState(window=self._window))
            self.about.set(None)
            self._row_opened(None)
        else:
            self._rereading.ask()

    def _place(self, past: _Past | None = None) -> None:
        """Be at another place: at the newest rows, or at some of the past."""
        self._past = past
        self._limit = FIRST
        self._window += 1
        self._fresh = True

    def _leave(self) -> None:
        """Leave the past for the newest rows."""
        self._place()
        self._wanted = ""

    def _reach_up(self) -> None:
        if self._past is None:
            self._limit += STEP
        else:
            self._past = replace(self._past, older=self._past.older + STEP)

    def _changed(self, changes: Changes) -> None:
        key = self._key
        if key is None:
            return
        mine = key in changes.messages or key in changes.conversations or key.shop in changes.shops
        if mine or changes.tags or changes.settings:
            self._rereading.ask()

    async def _read(self) -> bool:
        key = self._key
        if key is None:
            return False
        past, asked = await self._where(key)
        limit, window = self._limit, self._window
        row = await self._db.read(conversations.row, key)
        page = await self._db.read(_page, key, past, limit)
        if key != self._key or window != self._window or asked != self._asked:
            return True
        if page is None:
            # The message of the past is not there any more, or the seller has written one and
            # wants to see it.
            self._leave()
            return True
        if self._would_slide(page):
            # Whoever reads further up keeps the row they are at.
            self._reach_up()
            return True
        if past is not None and self._would_slide_down(page):
            self._past = replace(past, newer=past.newer + STEP)
            return True
        if row is None:
            self.state.set(TimelineState(window=self._window))
            self.about.set(None)
            self._row_opened(None)
            return False
        self.about.set(row)
        if past is not None and not page.newer:
            # The newest rows are reached: from now on they are followed.
            self._past, self._limit = None, past.older + past.newer + 1
        self._fresh = False
        if not self._divided and not page.newer:
            self._divided = True
            self._divider = first_unread(page.rows, row.unread)
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
                newer=page.newer,
                wanted=self._wanted,
                asked=self._asked,
                words=self._words,
            )
        )
        self._mark_read()
        return False

    async def _where(self, key: ConversationKey) -> tuple[_Past | None, int]:
        """What to read, once a message that is wanted and not on show has been looked for."""
        while self._sought != self._asked and key == self._key:
            asked = self._sought = self._asked
            wanted, state = self._wanted, self.state.value
            here = not self._fresh and (state.key, state.window) == (key, self._window)
            if not wanted or (here and _on_show(state.rows, wanted)):
                break
            past = await self._db.read(_past, key, wanted)
            if asked != self._asked or key != self._key:
                continue
            if past is None:
                self._wanted = ""
            else:
                self._place(past)
                self._bottom = False
        return self._past, self._asked

    def _would_slide(self, page: messages.TimelinePage) -> bool:
        """Whether newer messages have pushed our first row off the page while it may be read."""
        state = self.state.value
        if self._fresh or self._bottom or state.key != self._key or not page.older:
            return False
        first = next((r for r in state.rows if isinstance(r, Message)), None)
        return first is not None and all(
            r.order > first.order for r in page.rows if isinstance(r, Message)
        )

    def _would_slide_down(self, page: messages.TimelinePage) -> bool:
        """Whether what was read into a hole has pushed our last row off the page of the past."""
        state = self.state.value
        if self._fresh or state.key != self._key or not page.newer:
            return False
        last = next((r for r in reversed(state.rows) if isinstance(r, Message)), None)
        return last is not None and all(
            r.order < last.order for r in page.rows if isinstance(r, Message)
        )

    def _mark_read(self) -> None:
        state = self.state.value
        if state.key is None or state.key != self._key or not (self._active and self._bottom):
            return
        if state.newer or state.window != self._window:
            return  # What is in sight is not the newest.
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


def _past(connection: Connection, key: ConversationKey, wanted: MessageId) -> _Past | None:
    """A window around a message; None where it is not kept."""
    if messages.around(connection, key, wanted, older=0, newer=0) is None:
        return None
    return _Past(wanted, _sent(connection, key))


def _page(
    connection: Connection, key: ConversationKey, past: _Past | None, limit: int
) -> messages.TimelinePage | None:
    if past is None:
        return messages.timeline(connection, key, limit=limit)
    if _sent(connection, key) > past.sent:
        return None
    return messages.around(connection, key, past.message, older=past.older, newer=past.newer)


def _sent(connection: Connection, key: ConversationKey) -> int:
    """The number of our newest message that is on its way or in trouble."""
    return max((row.sequence for row in outbox.open_rows(connection, key)), default=0)


def _on_show(rows: tuple[TimelineRow, ...], wanted: MessageId) -> bool:
    return any(isinstance(row, Message) and row.id == wanted for row in rows)


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
