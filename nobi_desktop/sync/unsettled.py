"""Reads the conversations again in which a message of ours has an unknown fate.

The store settles each such message by the history it is given (faults.md 5.2); this only sees to it
that history is read: every cycle while a message is UNKNOWN, every few minutes for a day while it
is UNCONFIRMED.
"""

from __future__ import annotations

import logging

from nobi_desktop.domain.ids import ConversationId, ShopId
from nobi_desktop.domain.message import OutgoingState
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import outbox
from nobi_desktop.store.database import Database
from nobi_desktop.sync.budget import Budget
from nobi_desktop.sync.policy import concerns_one
from nobi_desktop.sync.reading import Reader
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

UNKNOWN_EVERY = 14.0
UNCONFIRMED_EVERY = 180.0
UNCONFIRMED_LATER = 900.0
FRESH = 3600.0
AT_ONCE = 10


class Unsettled:
    """The re-reading for one shop; `check` is called once a cycle."""

    def __init__(
        self, shop: ShopId, db: Database, clock: Clock, reader: Reader, budget: Budget
    ) -> None:
        self._shop = shop
        self._db = db
        self._clock = clock
        self._reader = reader
        self._budget = budget
        self._read_at: dict[ConversationId, float] = {}

    async def check(self) -> int:
        """Read what is due; the answer is how many conversations were read.

        Raises `tiktok.errors` and StoreError where going on is vain for the whole shop.
        """
        rows = await self._db.read(outbox.watched, self._shop, self._clock.now())
        every: dict[ConversationId, float] = {}
        for row in rows:
            if row.state is OutgoingState.UNKNOWN:
                pause = UNKNOWN_EVERY
            elif self._clock.now() - row.posted < FRESH:
                pause = UNCONFIRMED_EVERY
            else:
                pause = UNCONFIRMED_LATER
            every[row.key.id] = min(pause, every.get(row.key.id, pause))
        self._read_at = {name: at for name, at in self._read_at.items() if name in every}
        now = self._clock.monotonic()
        due = [
            name
            for name, pause in every.items()
            if now - self._read_at.get(name, float("-inf")) >= pause
        ]
        due.sort(key=lambda name: every[name])
        done = 0
        for name in due[:AT_ONCE]:
            if not self._budget.allows(CallClass.ONSCREEN):
                break
            self._read_at[name] = now
            try:
                await self._reader.newest(name, call_class=CallClass.ONSCREEN)
            except Exception as error:
                if not concerns_one(error):
                    raise
                _log.info("a conversation could not be looked through: %r", error)
                continue
            done += 1
        return done
