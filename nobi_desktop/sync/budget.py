"""Spends a shop's daily calls so that they last until midnight and sending never goes without.

TikTok allows 10,000 customer service calls a day (45101004; API sheet 4.4). Who counts them, and
when their day ends, is not documented: we count per shop and by the midnight of the shop's region.
A list call every 15 s alone is 5,760 a day; 1,500 are kept back for sending and reading. What is to
spare beyond both pays for reading older lists, and for polls at a brisker pace while buyers write.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import settings
from nobi_desktop.store.database import Database
from nobi_desktop.tiktok.errors import QuotaSpent
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)

DAILY = 10_000
RESERVE = 1_500
KEPT_FOR_SENDING = 300
INTERVAL = 15.0
BRISK = 10.0
"""Seconds between two polls of a shop, and of one in which something is going on."""

LONGEST_INTERVAL = 300.0
OWN_CODE = "budget"
"""The code of a refusal that is ours: TikTok was not asked."""

_AHEAD = 50
_CLOSE = 20
_COST_WEIGHT = 1 / 40

# Hours east of UTC of the markets without summer time; the others are asked of the zone database.
_FIXED = {"VN": 7, "TH": 7, "ID": 7, "MY": 8, "SG": 8, "PH": 8, "JP": 9, "BR": -3, "MX": -6}
_ZONES = {
    "US": "America/Los_Angeles",
    "GB": "Europe/London",
    "UK": "Europe/London",
    "IE": "Europe/Dublin",
    "ES": "Europe/Madrid",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
}


def zone_of(region: str) -> tzinfo:
    """The time zone in which a shop of `region` counts its days; UTC where it is not known."""
    region = region.upper()
    if region in _FIXED:
        return timezone(timedelta(hours=_FIXED[region]))
    try:
        return ZoneInfo(_ZONES[region]) if region in _ZONES else UTC
    except ZoneInfoNotFoundError:
        return UTC


def day_of(now: float, zone: tzinfo) -> str:
    """The date, as year-month-day, that `now` (UTC seconds) is in `zone`."""
    return datetime.fromtimestamp(now, zone).date().isoformat()


def next_midnight(now: float, zone: tzinfo) -> float:
    """UTC seconds of the first midnight in `zone` after `now`."""
    tomorrow = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).timestamp()


class Budget:
    """The calls of one shop today.

    What is used is kept in the store in steps, always a little ahead of the truth, so that a crash
    can waste some calls but never forget any.
    """

    def __init__(
        self, shop: ShopId, region: str, clock: Clock, *, daily: int = DAILY, reserve: int = RESERVE
    ) -> None:
        self._name = f"budget.{shop}"
        self._zone = zone_of(region)
        self._clock = clock
        self._daily = daily
        self._reserve = reserve
        self._day = day_of(clock.now(), self._zone)
        self._used = 0
        self._kept = 0
        self._refused_until = 0.0
        self._dirty = False
        self._loaded = False
        self._cost = 1.0
        self._marked = 0

    @property
    def used(self) -> int:
        """Calls made today."""
        self._turn_page()
        return self._used

    @property
    def midnight(self) -> float:
        """UTC seconds at which the next day begins in the shop's region."""
        return next_midnight(self._clock.now(), self._zone)

    @property
    def refused_until(self) -> float:
        """UTC seconds until which TikTok's refusal stands, 0 where there is none."""
        return self._refused_until if self._refused_until > self._clock.now() else 0.0

    def left(self, call_class: CallClass) -> int:
        """How many calls of this class may still be made today."""
        self._turn_page()
        return self._daily - self._used - self._floor(call_class)

    def allows(self, call_class: CallClass) -> bool:
        """Whether a call of this class may be made now."""
        if call_class is CallClass.MEDIA:
            return True
        if self.refused_until and call_class not in (CallClass.SEND, CallClass.POLL):
            return False
        return self.left(call_class) > 0

    def spend(self, call_class: CallClass) -> None:
        """Count one call; raises `QuotaSpent` with the code "budget" where it may not be made."""
        if call_class is CallClass.MEDIA:
            return
        if not self.allows(call_class):
            raise QuotaSpent(OWN_CODE)
        self._used += 1

    def refused(self) -> None:
        """TikTok says that the day's calls are used up (45101004)."""
        self._turn_page()
        self._refused_until = self.midnight
        self._dirty = True

    def accepted(self) -> None:
        """TikTok answered a call: an earlier refusal is over."""
        if self._refused_until:
            self._refused_until = 0.0
            self._dirty = True

    def interval(self, *, lively: bool = False) -> float:
        """Seconds between two polls; `lively` where something is going on in the shop.

        15 as long as the list calls of the rest of the day can be paid; after that as many as
        spread what is left, at the present price of a cycle, until midnight. A lively shop is
        polled every 10, out of calls that no poll until midnight and no message can need.
        """
        left = self.left(CallClass.POLL)
        rest = max(1.0, self.midnight - self._clock.now())
        if left * INTERVAL >= rest:
            return BRISK if lively and self.allows(CallClass.BACKFILL) else INTERVAL
        wanted = rest * max(1.0, self._cost) / max(1, left)
        return min(LONGEST_INTERVAL, max(INTERVAL, wanted))

    def cycle_done(self) -> None:
        """A poll has ended: learn what a cycle costs these days."""
        self._turn_page()
        spent = max(1, self._used - self._marked)
        self._marked = self._used
        self._cost += (min(spent, 200) - self._cost) * _COST_WEIGHT

    async def load(self, db: Database) -> None:
        """Take over what an earlier run has used today."""
        if self._loaded:
            return
        text = await db.read(settings.get_value, self._name)
        self._loaded = True
        try:
            kept: Any = json.loads(text) if text else {}
            day, used = str(kept["day"]), max(0, int(kept["used"]))
            refused_until = float(kept.get("refused_until", 0.0))
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._turn_page()
        # A date ahead of ours is a clock that was set back: what was used stays used.
        if day >= self._day:
            self._used += used
            self._kept = used
            self._marked = self._used
            self._refused_until = min(refused_until, self.midnight)

    async def keep(self, db: Database, *, exact: bool = False) -> None:
        """Save what is used where that is due; `exact` when the program ends."""
        self._turn_page()
        if not self._loaded:
            return
        if exact:
            kept = self._used
        elif self._dirty or self._kept - self._used < _CLOSE:
            kept = self._used + _AHEAD
        else:
            return
        if kept == self._kept and not self._dirty:
            return
        value = {"day": self._day, "used": kept, "refused_until": self._refused_until}
        await db.write(settings.set_value, self._name, json.dumps(value))
        self._kept = kept
        self._dirty = False

    def _floor(self, call_class: CallClass) -> int:
        """Calls of the day that this class must leave to others."""
        if call_class <= CallClass.SEND:
            return 0
        if call_class is CallClass.READ:
            return min(KEPT_FOR_SENDING, self._reserve)
        if call_class is CallClass.BACKFILL:
            rest = self.midnight - self._clock.now()
            return self._reserve + int(rest / INTERVAL)
        return self._reserve

    def _turn_page(self) -> None:
        today = day_of(self._clock.now(), self._zone)
        if today > self._day:
            _log.info("a new day of calls; %d were used", self._used)
            self._used = 0
            self._kept = 0
            self._marked = 0
            self._refused_until = 0.0
            self._day = today
        elif date.fromisoformat(self._day) - date.fromisoformat(today) > timedelta(days=1):
            # A clock that is set back starts no new day, and what was used stays used; but one that
            # was far ahead must not keep the count from ever beginning anew.
            self._day = today


class Budgets:
    """The budgets of all shops; the same shop always gets the same one."""

    def __init__(self, clock: Clock, *, daily: int = DAILY, reserve: int = RESERVE) -> None:
        self._clock = clock
        self._daily = daily
        self._reserve = reserve
        self._by_shop: dict[ShopId, Budget] = {}

    def of(self, shop: ShopId, region: str = "VN") -> Budget:
        """The budget of `shop`."""
        budget = self._by_shop.get(shop)
        if budget is None:
            budget = Budget(shop, region, self._clock, daily=self._daily, reserve=self._reserve)
            self._by_shop[shop] = budget
        return budget
