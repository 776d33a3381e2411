"""Polls one shop again and again, each time when it is due, and says how the shop stands.

A poll is due 15 s after the last one began, 10 s where something has just been going on in the
shop: who writes is likely to write again. Never do two polls of a shop run at once, and a tick that
is missed is skipped, not made up for (faults.md F25).
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.shop import ShopState, ShopStatus
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import outbox
from nobi_desktop.store.database import Database
from nobi_desktop.sync.backfill import Backfill
from nobi_desktop.sync.backoff import Backoff, Bell
from nobi_desktop.sync.budget import INTERVAL, Budget
from nobi_desktop.sync.holes import Holes
from nobi_desktop.sync.policy import (
    Failure,
    Verb,
    concerns_one,
    decide,
    failure_of,
    retry_after_of,
    standing,
)
from nobi_desktop.sync.pull import Pull
from nobi_desktop.sync.reading import Reader
from nobi_desktop.sync.unsettled import Unsettled
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import NoPermission, Refused, SignInAgain, TikTokError
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

DEBOUNCE = 5.0
"""Seconds a shop must be out of reach before it is shown so: a flapping network shows nothing."""

CLOCK_TOLD = 60.0
"""Seconds by which this computer's clock must differ from TikTok's for the seller to be told."""

LIVELY_FOR = 180.0
"""Seconds after a poll that brought something for which a shop counts as lively."""

SETTINGS_EVERY = 3600.0
SETTINGS_AGAIN = 300.0
"""Seconds after which a failed look at the settings is repeated."""

SOONEST = 1.0
"""Seconds between the beginnings of two polls, however often somebody nudges."""

BLOCKED_LONGEST = 960.0
"""Most seconds between two tries of messages that are refused for the tokens polls succeed with."""

STRETCHED = 30.0
"""From this interval on, a poll slowed by the day's budget is shown."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """A wait: how long, and what may cut it short."""

    seconds: float
    nudge: bool = True
    wake: bool = True


class ShopLoop:
    """The polling of one shop; `run` goes on until it is cancelled.

    `tell` hears each new status, `signed_in` that TikTok took the shop's tokens: at the first
    success, after each time it had not, and while messages wait for the shop to be signed in.
    `on_screen` names the conversation that is shown.
    """

    def __init__(
        self,
        shop: ShopId,
        client: ShopClient,
        db: Database,
        clock: Clock,
        budget: Budget,
        tell: Callable[[ShopStatus], object],
        *,
        on_screen: Callable[[], ConversationKey | None] = lambda: None,
        signed_in: Callable[[ShopId], object] = lambda shop: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.shop = shop
        self.client = client
        self.budget = budget
        self.reader = Reader(shop, client, db, clock, self._beat)
        self.pull = Pull(
            shop,
            client,
            db,
            clock,
            self.reader,
            budget,
            on_screen=on_screen,
            beat=self._beat,
        )
        self.holes = Holes(shop, db, clock, self.reader, budget, on_screen=on_screen)
        self.backfill = Backfill(self.pull, clock, budget)
        self.unsettled = Unsettled(shop, db, clock, self.reader, budget)
        self.last_success = 0.0
        self.alive_until = clock.monotonic()
        self._db = db
        self._clock = clock
        self._tell = tell
        self._signed_in = signed_in
        self._bell = Bell(clock)
        self._backoff = Backoff(clock, chance=chance)
        self._status = ShopStatus(shop)
        self._started = -math.inf
        self._lively_until = -math.inf
        self._failing_since: float | None = None
        self._hidden: ShopStatus | None = None
        self._tokens_taken = False
        self._blocked_since: float | None = None
        self._blocked_wait = INTERVAL
        self._accepting = True
        self._settings_due = -math.inf
        self._woken = False
        self._forget = False
        self._delay = 0.0

    def nudge(self, delay: float = 0.0) -> None:
        """Poll now, or `delay` seconds from now, unless TikTok has asked for a pause."""
        self._delay = delay
        self._settings_due = -math.inf
        self._bell.ring()

    def wake(self, delay: float = 0.0) -> None:
        """The computer has slept: look `delay` seconds from now, whatever was being waited for."""
        self._delay = delay
        self._woken = True
        self._settings_due = -math.inf
        self._bell.ring()

    def forget(self) -> None:
        """The copy of TikTok's data was emptied: begin as on the first run, at once."""
        self._forget = True
        self._bell.ring()

    async def accept_chats(self) -> None:
        """Make TikTok hand chats to this account, and look whether it does so now.

        Raises `tiktok.errors`; `Refused("kept_off")` where TikTok took it and yet hands out none.
        """
        await customer_service.set_agent_settings(self.client, True)
        self._accepting = True
        self._settings_due = -math.inf
        try:
            await self._look_at_settings()
        except TikTokError as error:
            _log.info("what was accepted could not be looked at: %r", error)
        if self._status.state is ShopState.NOT_ACCEPTING:
            self._show_standing()
        if not self._accepting:
            raise Refused("kept_off")

    async def run(self, delay: float = 0.0) -> None:
        """Poll until cancelled, the first time after `delay` seconds."""
        await self._rest(_Rest(delay))
        while True:
            rest = await self._cycle()
            await self._rest(rest)

    # -- one cycle --------------------------------------------------------------------------------

    async def _cycle(self) -> _Rest:
        self._started = self._clock.monotonic()
        self._beat()
        try:
            if self._forget:
                self._forget = False
                self.pull.forget()
                self.backfill.forget()
            await self._prepare()
            deadline = self._started + max(INTERVAL, 1.0)
            await self.pull.poll(deadline)
            if self.pull.changed:
                self._lively_until = self._started + LIVELY_FOR
            self._went_well()
            await self._release()
            await self._beside(deadline)
            await self._keep()
        except Exception as error:
            return self._failed(error)
        return self._next()

    async def _prepare(self) -> None:
        """Take over what earlier runs knew; a full disk may have kept us from it until now."""
        await self.budget.load(self._db)
        if self.pull.loaded:
            return
        await self.pull.load()
        if self.pull.complete_until:
            self._show(replace(self._status, complete_until=self.pull.complete_until))

    async def _beside(self, deadline: float) -> None:
        """What a cycle does besides polling, in the order of its urgency."""
        await self.unsettled.check()
        await self._look_at_settings()
        await self.holes.resolve(deadline, self.pull.first_synced)
        await self.backfill.step(deadline)
        self._show_standing()

    async def _release(self) -> None:
        """Let blocked messages go on: a send alone may have been refused, while polls are not.

        They wait one interval at least, and longer each time they come to nothing.
        """
        now = self._clock.monotonic()
        if not await self._db.read(outbox.blocked, self.shop):
            self._blocked_since, self._blocked_wait = None, INTERVAL
        elif self._blocked_since is None:
            self._blocked_since = now
        elif now - self._blocked_since >= self._blocked_wait:
            self._blocked_since = None
            self._blocked_wait = min(2 * self._blocked_wait, BLOCKED_LONGEST)
            self._signed_in(self.shop)

    async def _look_at_settings(self) -> None:
        now = self._clock.monotonic()
        if now < self._settings_due or not self.budget.allows(CallClass.POLL):
            return
        self._settings_due = now + SETTINGS_AGAIN
        try:
            self._accepting = await customer_service.agent_settings(self.client)
        except (NoPermission, Refused, SignInAgain) as error:
            # Only the owner's account may ask (API sheet 5.7); the chat works without it.
            _log.info("agent settings are not told: %r", error)
            self._accepting = True
        except TikTokError as error:
            if not concerns_one(error):
                raise
            _log.info("agent settings could not be read: %r", error)
            return
        self._settings_due = now + SETTINGS_EVERY
        self._beat()

    async def _keep(self) -> None:
        self.budget.cycle_done()
        await self.budget.keep(self._db)

    async def save(self) -> None:
        """Save, at the end of the program, what the next run should know."""
        await self.budget.keep(self._db, exact=True)
        await self.pull.keep()

    # -- how it stands ----------------------------------------------------------------------------

    def _went_well(self) -> None:
        self.last_success = self._clock.now()
        self._backoff.succeeded()
        self.budget.accepted()
        self._failing_since = None
        self._hidden = None
        if not self._tokens_taken:
            self._tokens_taken = True
            self._signed_in(self.shop)
        self._show_standing()

    def _show_standing(self) -> None:
        """Show how a shop stands whose polls succeed."""
        state, code = ShopState.LIVE, ""
        if self.pull.behind:
            state = ShopState.CATCHING_UP
        elif not self._accepting:
            state = ShopState.NOT_ACCEPTING
        elif self.budget.interval() >= STRETCHED:
            state, code = ShopState.SLOWED, "budget"
        self._show(ShopStatus(self.shop, state, self.pull.complete_until, 0.0, code))

    def _failed(self, error: Exception) -> _Rest:
        """Note a failed cycle; how long to leave the shop alone. A fault of ours goes on up."""
        decision = decide(error, CallClass.POLL)
        failure = failure_of(error)
        now = self._clock.monotonic()
        _log.info("poll failed: %s %r", failure, error)
        self.budget.cycle_done()
        if failure is Failure.QUOTA:
            self.budget.refused()
        if failure is Failure.SIGN_IN:
            self._tokens_taken = False
        retry_after = retry_after_of(error)
        wait = self._backoff.failed(retry_after)
        if decision.pause:
            wait = max(decision.pause, retry_after or 0.0)
        if decision.verb is Verb.FAIL:
            wait = max(wait, INTERVAL)
        if failure in (Failure.QUOTA, Failure.BUDGET):
            # At the shop's midnight the calls begin anew; until then a gentle probe.
            until_midnight = max(1.0, self.budget.midnight - self._clock.now())
            wait = until_midnight if failure is Failure.BUDGET else min(wait, until_midnight)
        state, code = standing(error)
        status = ShopStatus(
            self.shop, state, self.pull.complete_until, self._clock.now() + wait, code
        )
        if self._failing_since is None:
            self._failing_since = self._started
        shown_at_once = (
            status.state is not ShopState.OFFLINE
            or now - self._failing_since >= DEBOUNCE
            or self._status.state is ShopState.OFFLINE
        )
        if shown_at_once:
            self._hidden = None
            self._show(status)
        else:
            self._hidden = status
        patient = failure in (Failure.SLOW_DOWN, Failure.QUOTA, Failure.BUDGET)
        return _Rest(
            wait,
            nudge=not patient and not self._backoff.is_open,
            wake=failure is not Failure.SLOW_DOWN,
        )

    def _show(self, status: ShopStatus) -> None:
        offset = self.client.server_clock.offset
        self._status = replace(status, offset=round(offset) if abs(offset) >= CLOCK_TOLD else 0)
        self._tell(self._status)

    # -- waiting ----------------------------------------------------------------------------------

    def _next(self) -> _Rest:
        """The wait until the next poll is due, measured from the beginning of the last."""
        interval = self.budget.interval(lively=self._started < self._lively_until)
        passed = self._clock.monotonic() - self._started
        if self.pull.cut:
            # There is more to read, and the time of this cycle is used up: the list comes first.
            return _Rest(max(0.0, interval - passed))
        if passed <= interval:
            return _Rest(interval - passed)
        return _Rest(math.ceil(passed / interval) * interval - passed)

    async def _rest(self, rest: _Rest) -> None:
        end = self._clock.monotonic() + rest.seconds
        while (left := end - self._clock.monotonic()) > 1e-9:
            due = left
            if self._hidden is not None and self._failing_since is not None:
                shown_in = self._failing_since + DEBOUNCE - self._clock.monotonic()
                if shown_in <= 0:
                    self._show(self._hidden)
                    self._hidden = None
                else:
                    due = min(left, shown_in)
            self.alive_until = self._clock.monotonic() + due
            rung = await self._bell.wait(due)
            if rung and (rest.nudge or (rest.wake and self._woken) or self._forget):
                break
            if rung:
                self._delay = 0.0
        delay, self._delay, self._woken = self._delay, 0.0, False
        delay = max(delay, self._started + SOONEST - self._clock.monotonic())
        if delay > 0:
            self.alive_until = self._clock.monotonic() + delay
            await self._clock.sleep(delay)
        self._beat()

    def _beat(self) -> None:
        """A sign of life."""
        self.alive_until = self._clock.monotonic()
