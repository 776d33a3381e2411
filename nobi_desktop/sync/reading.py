"""Reads the history of one conversation page by page into the store, until known ground.

Every page goes into the store in one transaction with what it proves about holes (faults.md 5.3),
so a crash between two pages loses nothing: what was not read stays a saved hole.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from nobi_desktop.domain.ids import ConversationId, ConversationKey, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import holes, inbound
from nobi_desktop.store.database import Database
from nobi_desktop.store.holes import HoleWork, Walk
from nobi_desktop.sync import failpoint
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Refused
from nobi_desktop.tiktok.limits import CallClass
from nobi_desktop.tiktok.messages import MessagesPage

_log = logging.getLogger(__name__)

INLINE_PAGES = 4
"""Pages of one conversation that are read at once; what is left is a saved hole."""

DEEP_PAGES = 5
"""Pages that are read again where a late or changed message may stand among known ones."""

NOT_FOUND = "45101003"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading brought: pages asked for, messages not held before, whether a hole is left."""

    pages: int
    new: int
    hole: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What one page held: how many messages, and how many of them were not held before."""

    messages: int
    new: int


class Reader:
    """Reads conversations of one shop. Of one conversation only one reading runs at a time.

    `beat` is called after every answer: the sign of life that the supervisor looks for.
    """

    def __init__(
        self,
        shop: ShopId,
        client: ShopClient,
        db: Database,
        clock: Clock,
        beat: Callable[[], object] = lambda: None,
    ) -> None:
        self._shop = shop
        self._client = client
        self._db = db
        self._clock = clock
        self._beat = beat
        self._locks: dict[ConversationId, tuple[asyncio.Lock, int]] = {}

    async def newest(
        self,
        conversation: ConversationId,
        *,
        call_class: CallClass = CallClass.POLL,
        pages: int = INLINE_PAGES,
        deep: bool = False,
        since: int | None = None,
    ) -> Reading:
        """Read the newest page, and on until it meets what is held, `pages` at the most.

        `deep` reads five pages whether or not they are held. Of a conversation of which nothing was
        held, messages newer than `since` (UTC seconds) are read on for, too. Raises
        `tiktok.errors` and StoreError.
        """
        async with self._alone(conversation):
            key = ConversationKey(self._shop, conversation)
            read = new = 0
            token, walk = "", None
            hole: int | None = None
            while True:
                page = await self._page(conversation, token, call_class)
                result = await self._store(key, page, walk)
                read, new, hole = read + 1, new + len(result.new), result.hole
                if deep and read < DEEP_PAGES and hole is None and page.next_token:
                    token, walk = page.next_token, None
                    continue
                if read >= max(pages, DEEP_PAGES if deep else 0) or not page.next_token:
                    break
                work = await self._next(key, hole, since)
                if work is None or work.walk is None:
                    break
                token, walk = work.token, work.walk
            return Reading(read, new, hole is not None)

    async def _next(
        self, key: ConversationKey, hole: int | None, since: int | None
    ) -> HoleWork | None:
        """Where to read on below a page: in its hole, or on to where `since` begins."""
        if hole is not None:
            work = await self._db.read(holes.work, hole)
            return work if work is not None and work.id == hole else None
        if since is None:
            return None
        work = await self._db.read(holes.bottom, key)
        return work if work is not None and work.open_end and work.edge_at > since else None

    async def fill(self, work: HoleWork, call_class: CallClass) -> bool:
        """Read one page in a hole or below the known past; False where its token was refused.

        A refused token is forgotten: the next reading goes down from the newest page again, and
        nothing is taken as done (F19).
        """
        return await self.step(work, call_class) is not None

    async def step(self, work: HoleWork, call_class: CallClass) -> Step | None:
        """As `fill`: what the page held; None where its token was refused."""
        async with self._alone(work.key.id):
            fresh = await self._db.read(holes.work, work.id)
            if fresh is None:
                return Step(0, 0)
            try:
                page = await self._page(fresh.key.id, fresh.token, call_class)
            except Refused as error:
                if not fresh.token or error.code == NOT_FOUND:
                    raise
                _log.info("a page token was refused (%s); reading again from the top", error.code)
                await self._db.write(holes.forget_token, fresh.id)
                return None
            result = await self._store(fresh.key, page, fresh.walk)
            return Step(len(page.messages), len(result.new))

    async def top(self, conversation: ConversationId, call_class: CallClass) -> Step:
        """Read the newest page alone. Raises as `newest` does."""
        async with self._alone(conversation):
            page = await self._page(conversation, "", call_class)
            result = await self._store(ConversationKey(self._shop, conversation), page, None)
            return Step(len(page.messages), len(result.new))

    async def older(
        self, conversation: ConversationId, pages: int, call_class: CallClass = CallClass.ONSCREEN
    ) -> int:
        """Read `pages` pages below all that is held; the answer is how many there were."""
        key = ConversationKey(self._shop, conversation)
        read = refused = 0
        while read < pages:
            work = await self._db.read(holes.bottom, key)
            if work is None:
                return read
            if await self.fill(work, call_class):
                read += 1
            elif (refused := refused + 1) > 2:
                return read
        return read

    async def _page(
        self, conversation: ConversationId, token: str, call_class: CallClass
    ) -> MessagesPage:
        page = await customer_service.messages(
            self._client, conversation, page_token=token, call_class=call_class
        )
        self._beat()
        failpoint.reach("page_read")
        return page

    async def _store(
        self, key: ConversationKey, page: MessagesPage, walk: Walk | None
    ) -> inbound.PageResult:
        result = await self._db.write(
            inbound.store_page,
            key,
            page.messages,
            page.next_token,
            walk=walk,
            now=self._clock.now(),
        )
        failpoint.reach("page_saved")
        return result

    def _alone(self, conversation: ConversationId) -> _Alone:
        return _Alone(self._locks, conversation)


class _Alone:
    """Keeps two readings of one conversation from storing their pages in the wrong order."""

    def __init__(
        self, locks: dict[ConversationId, tuple[asyncio.Lock, int]], name: ConversationId
    ) -> None:
        self._locks = locks
        self._name = name

    async def __aenter__(self) -> None:
        lock, users = self._locks.get(self._name, (None, 0))
        lock = lock or asyncio.Lock()
        self._locks[self._name] = (lock, users + 1)
        try:
            await lock.acquire()
        except BaseException:
            self._leave()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._locks[self._name][0].release()
        self._leave()

    def _leave(self) -> None:
        lock, users = self._locks[self._name]
        if users > 1:
            self._locks[self._name] = (lock, users - 1)
        else:
            del self._locks[self._name]
