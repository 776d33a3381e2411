"""Reads the deeper part of a shop's list in the background, with calls that are to spare.

Two errands: the first time, the list is read to its end; later, now and then, some pages below
the first are looked through, because what robots write does not move a conversation up (API sheet
5.1). A shop in which nothing happens is looked through once a day.
"""

from __future__ import annotations

import logging

from nobi_desktop.flow.clock import Clock
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import Verb, decide
from nobi_desktop.sync.pull import Pull
from nobi_desktop.tiktok.errors import Refused
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

SWEEP_AFTER_CHANGE = 600.0
SWEEP_ANYWAY = 86_400.0
SWEEP_PAGES = 5
SWEEP_PAGES_ANYWAY = 50


class Backfill:
    """The background reading of one shop's list; `step` is called once a cycle."""

    def __init__(self, pull: Pull, clock: Clock, budget: Budget) -> None:
        self._pull = pull
        self._clock = clock
        self._budget = budget
        self._token = ""
        self._pages_left = 0
        self._to_end = False
        self._swept = clock.monotonic()
        self._changed = False
        self._pause_until = 0.0

    @property
    def running(self) -> bool:
        """Whether an errand is under way."""
        return bool(self._token)

    def forget(self) -> None:
        """The copy was emptied: begin anew."""
        self._token = ""

    async def step(self, deadline: float) -> None:
        """One further page of the list, if one is due, and what it shows to be new.

        Raises `tiktok.errors` and StoreError where going on is vain for the whole shop.
        """
        self._changed = self._changed or self._pull.changed
        now = self._clock.monotonic()
        if self._pull.behind or now >= deadline or now < self._pause_until:
            return
        if not self._budget.allows(CallClass.BACKFILL):
            return
        if not self._token:
            await self._choose(now)
        if self._token:
            await self._page()
        await self._pull.catch_up(deadline)

    async def _choose(self, now: float) -> None:
        if not self._pull.mark.to_end:
            self._token = self._pull.below_depth or self._pull.below_first_page
            self._to_end = True
            if not self._token:
                await self._pull.reached_end()
            return
        idle = now - self._swept
        if idle >= SWEEP_ANYWAY or (self._changed and idle >= SWEEP_AFTER_CHANGE):
            self._token = self._pull.below_first_page
            self._to_end = False
            self._pages_left = SWEEP_PAGES_ANYWAY if idle >= SWEEP_ANYWAY else SWEEP_PAGES
            self._swept, self._changed = now, False

    async def _page(self) -> None:
        try:
            page, _ = await self._pull.take_more(self._token)
        except Refused as error:
            # The token has died (F19): from the top again, and not at once.
            pause = decide(error, CallClass.BACKFILL).verb is Verb.FAIL
            _log.info("a token of the list was refused (%s)", error.code)
            self._token = self._pull.below_depth = ""
            self._pause_until = self._clock.monotonic() + (60.0 if pause else 0.0)
            return
        self._token = page.next_token
        if self._to_end:
            if not self._token:
                await self._pull.reached_end()
            return
        self._pages_left -= 1
        if self._pages_left <= 0:
            self._token = ""
