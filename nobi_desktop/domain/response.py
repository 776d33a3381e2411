"""The rule by which TikTok measures answers, and how a shop does under it."""

from __future__ import annotations

from typing import NamedTuple

from nobi_desktop.domain.ids import ShopId

DEFAULT_HOURS = 12
MARKET_HOURS: dict[str, int] = {
    "VN": 12,
    "TH": 12,
    "ID": 12,
    "MY": 12,
    "PH": 12,
    "SG": 12,
    "US": 24,
}
"""Hours within which a buyer must be answered, as shops of each market are told; a setting."""

TARGET = 90
"""Per cent of chats to be answered in time at which no market warns."""

YELLOW = 0.5
RED = 0.2
"""Shares of the time that is left at which a countdown turns yellow, and red."""


class ShopRate(NamedTuple):
    """A shop's answers of the last 30 days.

    `chats` is how many times buyers began to wait in that time as far as it is held here, `in_time`
    how many of them were answered within the rule, `open` how many still wait and can make it.
    `forecast` is the rate in per cent where all of these are answered in time, `worst` where none
    is; None without chats. `official` is TikTok's own figure in per cent, None where it gives none,
    read at `official_at` (UTC seconds).
    """

    shop: ShopId
    hours: int = DEFAULT_HOURS
    chats: int = 0
    in_time: int = 0
    open: int = 0
    forecast: float | None = None
    worst: float | None = None
    official: float | None = None
    official_at: float = 0.0
