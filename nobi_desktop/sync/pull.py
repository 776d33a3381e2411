"""Asks for a shop's list of conversations and reads those in which something is new.

One call lists the 20 newest conversations. A conversation whose latest message no page of history
has held is read; that also holds for the answers we sent ourselves, for they prove nothing about
what the buyer wrote in between (faults.md 5.3, rule 1). The list is paged on until everything below
must be older than the last complete list.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from nobi_desktop.domain.ids import ConversationId, ConversationKey, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import coverage, inbound, settings, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.reading import Reader
from nobi_desktop.sync.wanted import Wanted, active_at
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Refused
from nobi_desktop.tiktok.limits import CallClass
from nobi_desktop.tiktok.messages import ConversationsPage

_log = logging.getLogger(__name__)

SILENCE = 3600.0
"""Seconds without a complete list after which the list is read as on the first run."""

DEPTH = 7 * 86_400
"""Seconds that the first list, and the one after a silence, goes back."""

TAIL = 5
"""Known conversations at the end of a page that end the paging, if they are old enough."""

_KEEP_MARK = 300.0


def kept_as(shop: ShopId) -> str:
    """The name under which a shop's mark is kept among the settings."""
    return f"sync.list.{shop}"


@dataclass(frozen=True, slots=True)
class Mark:
    """The last complete list: `newest` is the time TikTok gave its newest message, `at` ours.

    Both are UTC seconds, 0 for never. `to_end` tells that the list was once read to its end.
    `held` is how many conversations the copy held when the mark was kept.
    """

    newest: int = 0
    at: float = 0.0
    to_end: bool = False
    held: int = 0

    def text(self) -> str:
        return json.dumps(
            {"newest": self.newest, "at": self.at, "to_end": self.to_end, "held": self.held}
        )

    @classmethod
    def of(cls, text: str) -> Mark:
        """The mark as kept; none where it cannot be read."""
        try:
            kept: Any = json.loads(text)
            return cls(
                int(kept["newest"]),
                float(kept["at"]),
                bool(kept.get("to_end")),
                int(kept.get("held", 0)),
            )
        except (ValueError, KeyError, TypeError):
            return cls()


@dataclass(slots=True)
class _Walk:
    """A list that is being paged: it began `at`, saw `newest` on top, and is read down to `floor`.

    `deep` pages down to the floor whatever is known on the way. `done` is when nothing below can
    be new.
    """

    at: float
    newest: int
    floor: int
    deep: bool
    token: str = ""
    done: bool = False


def within(connection: Connection, shop: ShopId, mark: Mark) -> Mark:
    """`mark` as far as the copy bears it out.

    The copy is written more loosely than the mark (see `store.opening`): after a power cut it may
    have lost what came last. Where it lost conversations, the list is read as on the first run;
    else down to the newest that is left.
    """
    if coverage.listed(connection, shop) < mark.held:
        return Mark()
    return replace(mark, newest=min(mark.newest, coverage.newest(connection, shop)))


class Pull:
    """The polls of one shop: what the list showed, what is still to read, how far it is complete.

    `on_screen` names the conversation that is shown, which is read first. `beat` is called after
    every answer.
    """

    def __init__(
        self,
        shop: ShopId,
        client: ShopClient,
        db: Database,
        clock: Clock,
        reader: Reader,
        budget: Budget,
        *,
        on_screen: Callable[[], ConversationKey | None] = lambda: None,
        beat: Callable[[], object] = lambda: None,
    ) -> None:
        self._shop = shop
        self._client = client
        self._db = db
        self._clock = clock
        self._budget = budget
        self._wanted = Wanted(shop, clock, reader, budget, on_screen)
        self._beat = beat
        self._name = kept_as(shop)
        self._mark = Mark()
        self._mark_kept = 0.0
        self._unbroken = False
        self._walk: _Walk | None = None
        self._refusals = 0
        self._first_synced = 0
        self.loaded = False
        self.below_first_page = ""
        self.below_depth = ""
        self.changed = False
        self.cut = False

    @property
    def first_synced(self) -> int:
        """UTC seconds of the first complete list, 0 before."""
        return self._first_synced

    @property
    def mark(self) -> Mark:
        """The last complete list."""
        return self._mark

    @property
    def complete_until(self) -> float:
        """UTC seconds of the last poll that left no gap, 0 for never."""
        return self._mark.at

    @property
    def behind(self) -> bool:
        """Whether something the list showed is still to be read, or the list itself."""
        return self._walk is not None or self._refusals > 0 or self._wanted.holds

    async def load(self) -> None:
        """Take over how far an earlier run had come."""
        shop = await self._db.read(shops.get, self._shop)
        self._first_synced = shop.first_synced if shop is not None else 0
        if self._first_synced:
            mark = Mark.of(await self._db.read(settings.get_value, self._name))
            self._mark = await self._db.read(within, self._shop, mark)
        # Without `first_synced` the copy is new or was set aside: what we had is no longer held.
        self.loaded = True

    def forget(self) -> None:
        """The copy was emptied: begin as on the first run."""
        self._mark = Mark()
        self._first_synced = 0
        self._unbroken = False
        self._walk = None
        self._wanted.clear()

    async def poll(self, deadline: float) -> None:
        """One poll: the first page of the list, then whatever it shows to be new.

        Work that is left at `deadline` (monotonic seconds) goes on with the next poll, after its
        first page. Raises `tiktok.errors` and StoreError; what was stored until then stays, and
        the next poll begins where this one broke off.
        """
        self.changed = self.cut = False
        # Until this poll is complete it is not known that all below a known page is known.
        unbroken, self._unbroken = self._unbroken, False
        at = self._clock.now()
        page = await self._list("")
        self.below_first_page = page.next_token
        changed = await self._take(page, walk=True)
        self._begin(page, at, changed, unbroken)
        await self._page_on(deadline)
        await self._note_first_list()
        await self.catch_up(deadline)
        await self._complete()

    async def take_more(self, token: str) -> tuple[ConversationsPage, int]:
        """Read a further page of the list in the background; how many of its rows are new.

        They are read as soon as there is time. Raises as `poll` does.
        """
        page = await self._list(token, CallClass.BACKFILL)
        return page, len(await self._take(page, walk=False))

    async def catch_up(self, deadline: float) -> None:
        """Read what the pages of the list have shown to be new."""
        if not await self._wanted.read(deadline, self._first_synced or None):
            self.cut = True

    async def reached_end(self) -> None:
        """The list was read to its end once; it need not be again."""
        if not self._mark.to_end:
            self._mark = replace(self._mark, to_end=True)
            await self.keep()

    async def keep(self) -> None:
        """Save how far the list is complete."""
        if self._mark.at:
            held = await self._db.read(coverage.listed, self._shop)
            self._mark = replace(self._mark, held=held)
            await self._db.write(settings.set_value, self._name, self._mark.text())
            self._mark_kept = self._mark.at

    # -- the list ---------------------------------------------------------------------------------

    async def _list(self, token: str, call_class: CallClass = CallClass.POLL) -> ConversationsPage:
        page = await customer_service.conversations(
            self._client, page_token=token, call_class=call_class
        )
        # TikTok counts again: other calls need not wait for the end of the poll.
        self._budget.accepted()
        self._beat()
        return page

    async def _take(self, page: ConversationsPage, *, walk: bool) -> set[ConversationId]:
        """Store a page of the list; the conversations on it that must be read."""
        if not page.items:
            return set()
        changed = await self._db.write(
            inbound.store_list, self._shop, page.items, self._clock.now()
        )
        wanted = {listed.id for listed in changed if self._wanted.add(listed, walk=walk)}
        if wanted and walk and self._first_synced:
            # What the first list shows was there before: it is no sign of life in the shop.
            self.changed = True
        return wanted

    def _begin(
        self, page: ConversationsPage, at: float, changed: set[ConversationId], unbroken: bool
    ) -> None:
        """Begin to page the list, or go on with the paging that is under way."""
        newest = max((active_at(listed) for listed in page.items), default=0)
        walk = self._walk
        if walk is not None and not self._unreached(page, walk):
            # What is on this page joins what that paging has seen: together they are complete.
            walk.at, walk.newest = at, max(newest, walk.newest)
            return
        floor, deep = self._mark.newest, False
        if self._mark.at <= 0 or at - self._mark.at > SILENCE:
            server_now = int(self._client.server_clock.now())
            floor, deep = min(floor or server_now, server_now - DEPTH), True
        if walk is not None:
            # More conversations have moved than a page holds: page anew, and as deep as before.
            floor, deep = min(floor, walk.floor), deep or walk.deep
        self._walk = _Walk(at, newest, floor, deep, page.next_token)
        self._judge(page, changed, unbroken)

    @staticmethod
    def _unreached(page: ConversationsPage, walk: _Walk) -> bool:
        """Whether something may stand between this first page and where `walk` began."""
        if not page.next_token or not page.items:
            return False
        return max(active_at(listed) for listed in page.items[-TAIL:]) >= walk.newest

    def _judge(self, page: ConversationsPage, changed: set[ConversationId], unbroken: bool) -> None:
        """Note whether anything below `page` can be new."""
        walk = self._walk
        if walk is None:
            return
        if not walk.token or not page.items:
            walk.done = True
            return
        tail = page.items[-TAIL:]
        older = max(active_at(listed) for listed in tail) < walk.floor
        if walk.deep:
            walk.done = older
            if older:
                self.below_depth = walk.token
        elif not changed and unbroken:
            walk.done = True
        else:
            walk.done = older and not any(listed.id in changed for listed in tail)

    async def _page_on(self, deadline: float) -> None:
        walk = self._walk
        while walk is not None and not walk.done and self._clock.monotonic() < deadline:
            try:
                page = await self._list(walk.token)
            except Refused as error:
                # The token has died (F19): from the top again, and nothing is taken as done.
                _log.info("a token of the list was refused (%s)", error.code)
                self._walk = None
                self._refusals += 1
                if self._refusals > 1:
                    raise
                return
            self._refusals = 0
            changed = await self._take(page, walk=True)
            walk.token = page.next_token
            # On further pages only age ends the paging: the page before had a change, or the last
            # poll was broken off.
            self._judge(page, changed, unbroken=False)
        self.cut = walk is not None and not walk.done

    # -- how far ----------------------------------------------------------------------------------

    async def _note_first_list(self) -> None:
        """What is older than the first complete list never rings."""
        walk = self._walk
        if walk is not None and walk.done and not self._first_synced:
            await self._db.write(shops.mark_first_synced, self._shop, walk.at)
            self._first_synced = int(walk.at) or 1

    async def _complete(self) -> None:
        walk = self._walk
        if walk is None or not walk.done or self._wanted.holds:
            return
        self._walk = None
        self._refusals = 0
        self._unbroken = True
        to_end = self._mark.to_end or not walk.token
        first = not self._mark.at
        newest = max(walk.newest, self._mark.newest)
        self._mark = replace(self._mark, newest=newest, at=walk.at, to_end=to_end)
        if first or abs(self._mark.at - self._mark_kept) > _KEEP_MARK:
            await self.keep()
