"""Tells TikTok which conversations the seller has read.

Reading here takes effect at once; TikTok is told a moment later, some together, and as long as it
takes. Marking a conversation read twice does no harm.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import conversations, settings
from nobi_desktop.store.database import Database
from nobi_desktop.sync.backoff import Backoff, Bell
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import Decision, Verb, decide, retry_after_of
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

GATHER = 0.5
"""Seconds to wait for further conversations read in the same go."""

LOOK = 60.0
"""Seconds after which it is looked again whether something was left over."""


class ReadMarks:
    """Carries the read marks of one shop to TikTok; `run` goes on until it is cancelled."""

    def __init__(
        self,
        shop: ShopId,
        client: ShopClient,
        db: Database,
        clock: Clock,
        budget: Budget,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._shop = shop
        self._client = client
        self._db = db
        self._clock = clock
        self._budget = budget
        self._bell = Bell(clock)
        self._backoff = Backoff(clock, chance=chance)
        self._nudged = False

    def nudge(self) -> None:
        """Look now whether TikTok is to be told anything, also where a failure is waited out."""
        self._nudged = True
        self._bell.ring()

    async def run(self) -> None:
        """Tell TikTok whatever the store says is to be told."""
        stop = self._db.changes.watch(self._heard)
        try:
            while True:
                self._nudged = False
                wait = await self.tell()
                if wait is not None:
                    await self._wait_out(wait)
                elif await self._bell.wait(LOOK):
                    await self._clock.sleep(GATHER)
        finally:
            stop()

    async def _wait_out(self, seconds: float) -> None:
        """Leave TikTok alone after a failure, whatever else is read here meanwhile."""
        end = self._clock.monotonic() + seconds
        while not self._nudged and (left := end - self._clock.monotonic()) > 1e-9:
            await self._bell.wait(left)

    async def tell(self) -> float | None:
        """Tell TikTok once; the seconds to wait where that failed, None where all was told."""
        try:
            keys = await self._db.read(conversations.read_to_tell, self._shop)
            if not keys or not (await self._db.read(settings.load)).mark_read_at_tiktok:
                return None
            for key in keys:
                if not self._budget.allows(CallClass.READ):
                    return LOOK
                await self._tell_one(key)
        except Exception as error:
            decision = decide(error, CallClass.READ)
            _log.info("read marks wait: %r", error)
            return self._pause(decision, error)
        self._backoff.succeeded()
        return None

    async def _tell_one(self, key: ConversationKey) -> None:
        try:
            await customer_service.mark_read(self._client, key.id)
        except Exception as error:
            if decide(error, CallClass.READ).verb is not Verb.FAIL:
                raise
            # Refused for good: asking again would be refused again.
            _log.info("a read mark was refused: %r", error)
        await self._db.write(conversations.told_read, key)

    def _pause(self, decision: Decision, error: Exception) -> float:
        wait = self._backoff.failed(retry_after_of(error))
        return max(1.0, wait, decision.pause)

    def _heard(self, changes: Changes) -> None:
        if any(key.shop == self._shop for key in changes.conversations):
            self._bell.ring()
