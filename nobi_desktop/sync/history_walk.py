"""Walks a shop's list of conversations and reads the messages of each back to a date.

All it reads goes into the store page by page with what it proves about holes, so nothing that was
read is read twice: a walk that begins again passes over it without a call.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.history import HistoryJob, JobState
from nobi_desktop.domain.ids import ConversationId, ConversationKey
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import history_jobs, holes, inbound
from nobi_desktop.store.database import Database
from nobi_desktop.store.history_jobs import SWEEP, KeptJob, Place
from nobi_desktop.store.holes import HoleWork
from nobi_desktop.sync.backoff import Bell
from nobi_desktop.sync.history_turns import DISCONNECTED, Ended, Errand, Turns
from nobi_desktop.sync.policy import code_of, concerns_one
from nobi_desktop.sync.reading import Step
from nobi_desktop.sync.shop_loop import ShopLoop
from nobi_desktop.sync.wanted import active_at
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.errors import Refused, TikTokError
from nobi_desktop.tiktok.limits import CallClass
from nobi_desktop.tiktok.messages import ConversationsPage

_log = logging.getLogger(__name__)

QUIET_PAGES = 2
"""Pages of the list, all older than the date, that end the walk: its order is only rough."""

SAME_PAGE = 3
"""How often one page of messages is asked for before its conversation is given up for now."""

EMPTY_PAGES = 20
"""Pages in a row without a message after which a conversation is given up for now."""

REFUSED_TOKENS = 2
"""The same for page tokens that TikTok refuses."""

_FIRST_PAUSE = 60.0
_LONGEST_PAUSE = 3600.0

_SPARE = CallClass.BACKFILL

NOTHING = Step(0, 0)

Noted = Callable[[Step], Awaitable[None]]


async def _step(work: HoleWork, loop: ShopLoop) -> Step | None:
    return await loop.reader.step(work, _SPARE)


class Moved(Exception):
    """The job's place is another than where the walk is: it is to go on from there."""


async def read_back(
    turns: Turns,
    errand: Errand,
    key: ConversationKey,
    until: int | None,
    noted: Noted,
    *,
    top: bool,
) -> bool:
    """Read what is missing of a conversation from `until` (UTC seconds) on; whether all of it was.

    Holes are filled and older pages are read, the newest first; with `top` the newest page comes
    before all, and where `until` is None it is all. `noted` hears of each page. Raises
    `tiktok.errors` where TikTok refuses it.
    """
    if top:
        await noted(await turns.ask(errand, lambda loop: loop.reader.top(key.id, _SPARE)))
    asked: Counter[tuple[int, str]] = Counter()
    refused = empty = 0
    while until is not None:
        work = await turns.look(errand, holes.above, key, until)
        if work is None:
            break
        asked[work.id, work.token] += 1
        if asked[work.id, work.token] > SAME_PAGE:
            return False
        step = await turns.ask(errand, partial(_step, work))
        if step is None:
            refused += 1
            asked.clear()
            if refused > REFUSED_TOKENS:
                return False
            continue
        empty = 0 if step.messages else empty + 1
        if empty >= EMPTY_PAGES:
            return False
        await noted(step)
    return True


class JobErrand:
    """A job's turns: it stands in the store, where the seller may stop it at any time."""

    def __init__(self, db: Database, clock: Clock, kept: KeptJob) -> None:
        self.job: HistoryJob = kept.job
        self.shop = kept.job.shop
        self.bell = Bell(clock)
        self.place = kept.place
        self.worked = 0.0
        self._db = db

    async def check(self) -> None:
        """Raises Ended where the job was stopped, Moved where it has another place or date."""
        kept = await self._db.read(history_jobs.get, self.job.id)
        if kept is None or kept.job.state not in (JobState.RUNNING, JobState.WAITING):
            raise Ended
        if kept.place != self.place or kept.job.until != self.job.until:
            raise Moved
        self.job = kept.job

    async def stand(self, code: str) -> None:
        if code == DISCONNECTED:
            await self._db.write(history_jobs.pause, self.job.id, code)
            raise Ended
        state = JobState.WAITING if code else JobState.RUNNING
        if (state, code) != (self.job.state, self.job.code):
            await self._db.write(history_jobs.stand, self.job.id, state, code)


class JobWalk:
    """The walk of one job, from its place to its end."""

    def __init__(self, clock: Clock, turns: Turns, errand: JobErrand) -> None:
        self._clock = clock
        self._turns = turns
        self._errand = errand
        self._shop = errand.shop
        self._until = errand.job.until
        self._failed: dict[ConversationId, str] = {}
        self._counted_down_to = 0
        self._passed: ConversationId = errand.place.conversation
        self._done = 0
        self._reached = 0
        self._pages = 0
        self._refusals = 0

    async def run(self) -> None:
        """Walk to the end, and note that it is reached. Raises Ended and Moved."""
        if self._errand.place.conversation != SWEEP:
            await self._list()
            await self._note(Place("", SWEEP))
        await self._sweep()
        code = next(reversed(self._failed.values()), "")
        await self._turns.keep(
            self._errand, history_jobs.stand, self._errand.job.id, JobState.DONE, code
        )

    # -- the list ---------------------------------------------------------------------------------

    async def _list(self) -> None:
        quiet = 0
        walked: set[str] = set()
        while quiet < QUIET_PAGES:
            place = self._errand.place
            page = await self._page(place.token)
            if page is None:
                quiet = 0
                walked.clear()
                continue
            walked.add(place.token)
            refused = await self._store(page)
            for listed in _after(page.items, place.conversation):
                if listed.id not in refused:  # Those come again in the sweep.
                    await self._conversation(listed)
            old = page.items and max(map(active_at, page.items)) < self._until
            quiet = quiet + 1 if old else 0
            if not page.next_token or page.next_token in walked:
                await self._reached_end()
                return
            await self._note(Place(page.next_token))

    async def _page(self, token: str) -> ConversationsPage | None:
        """A page of the list; None where its token has died and the walk begins at the top again.

        What was read stays known, so the way down costs one call for 20 conversations.
        """
        try:
            return await self._turns.ask(
                self._errand,
                lambda loop: customer_service.conversations(
                    loop.client, page_token=token, call_class=_SPARE
                ),
                patient=not token,
            )
        except TikTokError as error:
            _log.info("a token of the list was refused (%s)", code_of(error))
            if not isinstance(error, Refused) or self._refusals:
                pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._refusals, 10))
                await self._turns.pause(self._errand, code_of(error), pause)
            self._refusals += 1
            if isinstance(error, Refused):
                self._counted_down_to = self._errand.job.reached
                await self._note(Place())
            return None

    async def _store(self, page: ConversationsPage) -> set[ConversationId]:
        """Store a page of the list; those of its conversations that TikTok refuses.

        What the list shows to be new is told but once, so it is read before anything else.
        """
        if not page.items:
            return set()
        must_read = await self._turns.keep(
            self._errand, inbound.store_list, self._shop, page.items, self._clock.now()
        )
        left: set[ConversationId] = set()
        for listed in must_read:
            key = ConversationKey(self._shop, listed.id)
            if not await self._read(key, None, top=True):
                left.add(listed.id)
        return left

    async def _conversation(self, listed: ListedConversation) -> None:
        at = active_at(listed)
        if at < self._until:
            return
        key = ConversationKey(self._shop, listed.id)
        read = await self._turns.look(self._errand, holes.was_read, key)
        before = self._pages
        await self._read(key, self._until, top=not read and listed.latest is not None)
        if not self._counted_down_to or at < self._counted_down_to:
            self._done += 1
        self._reached = min(self._reached or at, at)
        self._passed = listed.id
        if self._pages > before:
            # One for which no page was read is passed over as quickly when it comes again.
            await self._note(Place(self._errand.place.token, listed.id))

    async def _reached_end(self) -> None:
        await self._turns.ask(self._errand, lambda loop: loop.pull.reached_end())

    # -- messages ---------------------------------------------------------------------------------

    async def _read(self, key: ConversationKey, until: int | None, *, top: bool) -> bool:
        """Read a conversation back to `until`; False where TikTok refuses it, now at least."""
        try:
            done = await read_back(self._turns, self._errand, key, until, self._noted, top=top)
        except TikTokError as error:
            if not concerns_one(error):
                raise
            _log.info("a conversation could not be read back: %r", error)
            self._failed[key.id] = code_of(error)
            return False
        if done:
            self._failed.pop(key.id, None)
        else:
            self._failed[key.id] = "refused"
        return done

    async def _noted(self, step: Step) -> None:
        self._pages += 1
        place = self._errand.place
        if place.conversation != SWEEP:
            place = Place(place.token, self._passed)
        await self._note(place, step)

    async def _sweep(self) -> None:
        """Read what the list did not lead to: conversations that moved up while it was walked,
        and once more those that TikTok has refused."""
        given_up: set[ConversationId] = set()
        for name in list(self._failed):
            key = ConversationKey(self._shop, name)
            read = await self._turns.look(self._errand, holes.was_read, key)
            if not await self._read(key, self._until, top=not read):
                given_up.add(name)
        while True:
            found = await self._turns.look(
                self._errand, holes.unfinished, self._shop, self._until, tuple(given_up)
            )
            if found is None:
                return
            if not await self._read(found, self._until, top=False):
                given_up.add(found.id)

    # -- how far ----------------------------------------------------------------------------------

    async def _note(self, place: Place, step: Step = NOTHING) -> None:
        """Save how far it has come. Raises Ended and Moved."""
        errand = self._errand
        worked, errand.worked = errand.worked, 0.0
        moved = await self._turns.keep(
            errand,
            history_jobs.progress,
            errand.job.id,
            errand.place,
            place,
            conversations=self._done,
            messages=step.messages,
            new_messages=step.new,
            reached=self._reached,
            worked=worked,
        )
        if not moved:
            await errand.check()
            raise Moved
        errand.place = place
        self._passed = place.conversation
        self._done = self._reached = 0


def _after(
    items: tuple[ListedConversation, ...], done: ConversationId
) -> tuple[ListedConversation, ...]:
    """The conversations of a page that follow the one that was done last."""
    for place, listed in enumerate(items):
        if listed.id == done:
            return items[place + 1 :]
    return items
