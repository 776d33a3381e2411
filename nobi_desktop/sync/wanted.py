"""Holds the conversations of a shop that are still to be read, and reads the urgent ones first."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.ids import ConversationId, ConversationKey, MessageId, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.sync.backoff import full_jitter
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import Verb, concerns_one, decide
from nobi_desktop.sync.reading import Reader
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

AT_ONCE = 3
FAILURES_IN_A_ROW = 3
TRIES_THAT_HOLD = 3
_REMEMBERED = 4_000


def active_at(listed: ListedConversation) -> int:
    """UTC seconds of a conversation's last activity, as far as its list entry shows it."""
    return listed.latest.created if listed.latest is not None else listed.created


@dataclass(slots=True)
class _Entry:
    """A conversation to read: what the list said of it, and how often reading has failed.

    `walk` tells that a poll's own paging found it, and not a look in the background.
    """

    latest: MessageId
    unread: int
    active: int
    walk: bool
    deep: bool = False
    tries: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class _Seen:
    """What the list said when a conversation was last read; `over` when reading again is vain."""

    latest: MessageId
    unread: int
    over: bool = False


class Wanted:
    """The conversations to read. They live in memory only: what is lost with it is listed anew."""

    def __init__(
        self,
        shop: ShopId,
        clock: Clock,
        reader: Reader,
        budget: Budget,
        on_screen: Callable[[], ConversationKey | None],
    ) -> None:
        self._shop = shop
        self._clock = clock
        self._reader = reader
        self._budget = budget
        self._on_screen = on_screen
        self._queue: OrderedDict[ConversationId, _Entry] = OrderedDict()
        self._seen: OrderedDict[ConversationId, _Seen] = OrderedDict()

    @property
    def holds(self) -> bool:
        """Whether a conversation that a poll's own paging found is unread still.

        One that TikTok cannot give in three tries no longer holds the others' mark back.
        """
        return any(e.walk and e.tries < TRIES_THAT_HOLD for e in self._queue.values())

    def clear(self) -> None:
        """Forget everything."""
        self._queue.clear()
        self._seen.clear()

    def add(self, listed: ListedConversation, *, walk: bool) -> bool:
        """Take in a changed conversation; False where it waits already or reading it is vain."""
        latest = listed.latest.id if listed.latest is not None else ""
        seen = self._seen.get(listed.id)
        deep = False
        if seen is not None and seen.latest == latest:
            if seen.over and seen.unread == listed.unread:
                return False
            # Its newest page was read with this very message as the latest, and yet TikTok counts
            # more unread than we hold: a late message stands further up (F21).
            deep = True
        entry = self._queue.get(listed.id)
        if entry is not None and entry.latest == latest:
            entry.unread, entry.deep = listed.unread, entry.deep or deep
            entry.walk = entry.walk or walk
            return False
        tries, not_before = (entry.tries, entry.not_before) if entry is not None else (0, 0.0)
        self._queue[listed.id] = _Entry(
            latest, listed.unread, active_at(listed), walk, deep, tries, not_before
        )
        return True

    async def read(self, deadline: float, since: int | None) -> bool:
        """Read what is due, three at a time; False where `deadline` (monotonic) came first.

        Of conversations of which nothing is held, messages newer than `since` are read on for.
        Raises `tiktok.errors` and StoreError where going on is vain for the whole shop.
        """
        failures = 0
        while batch := self._next_batch():
            if self._clock.monotonic() >= deadline:
                return False
            outcomes = await asyncio.gather(
                *(self._read_one(name, since) for name in batch), return_exceptions=True
            )
            for name, outcome in zip(batch, outcomes, strict=True):
                if not isinstance(outcome, BaseException):
                    failures = 0
                    continue
                if not isinstance(outcome, Exception) or not concerns_one(outcome):
                    raise outcome
                failures += 1
                self._put_off(name, outcome)
                if failures >= FAILURES_IN_A_ROW:
                    raise outcome
        return True

    def _shown(self) -> ConversationId:
        key = self._on_screen()
        return key.id if key is not None and key.shop == self._shop else ""

    def _next_batch(self) -> list[ConversationId]:
        """Up to three conversations: the one on screen first, then the most recently active."""
        now, shown = self._clock.monotonic(), self._shown()
        spare = self._budget.allows(CallClass.BACKFILL)
        due = [
            name
            for name, entry in self._queue.items()
            if entry.not_before <= now and (entry.walk or spare or name == shown)
        ]
        due.sort(key=lambda name: (name != shown, -self._queue[name].active))
        return due[:AT_ONCE]

    async def _read_one(self, name: ConversationId, since: int | None) -> None:
        entry = self._queue[name]
        call_class = CallClass.POLL if entry.walk else CallClass.BACKFILL
        if name == self._shown():
            call_class = CallClass.ONSCREEN
        await self._reader.newest(name, call_class=call_class, deep=entry.deep, since=since)
        self._remember(name, entry, over=entry.deep)
        if self._queue.get(name) is entry:
            del self._queue[name]

    def _remember(self, name: ConversationId, entry: _Entry, *, over: bool) -> None:
        self._seen.pop(name, None)
        self._seen[name] = _Seen(entry.latest, entry.unread, over)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)

    def _put_off(self, name: ConversationId, error: Exception) -> None:
        """Reading one conversation failed in a way that says nothing about the others."""
        entry = self._queue.get(name)
        if entry is None:
            return
        if decide(error, CallClass.POLL).verb is Verb.FAIL:
            _log.info("a conversation cannot be read: %r", error)
            self._remember(name, entry, over=True)
            del self._queue[name]
            return
        entry.tries += 1
        pause = full_jitter(entry.tries + 3, ceiling=600.0)
        entry.not_before = self._clock.monotonic() + max(10.0, pause)
        _log.info("a conversation is read later (try %d): %r", entry.tries, error)
