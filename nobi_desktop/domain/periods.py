"""Turns a period of the list into a stretch of time, by the days of this computer's own zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from nobi_desktop.domain.query import InboxQuery, Period

EVER = 2**53
"""After every time that is kept."""


def span(query: InboxQuery, now: float, start: str, end: str) -> tuple[int, int]:
    """From when until just before when (UTC seconds) the last message must be.

    `start` and `end` are the shift's, as HH:MM. Where nothing is asked for, it is all time.
    """
    match query.period:
        case None:
            return 0, EVER
        case Period.CUSTOM:
            return query.since, query.until or EVER
        case Period.SHIFT:
            return shift(now, start, end)
        case Period.YESTERDAY:
            return midnight(now, -1), midnight(now)
        case Period.TODAY:
            return midnight(now), EVER
        case Period.WEEK:
            return midnight(now, -6), EVER
        case Period.MONTH:
            return midnight(now, -29), EVER


def midnight(now: float, days: int = 0) -> int:
    """UTC seconds at which the day that `now` is in begins, or the one so many days later."""
    return _at(now, days, time())


def shift(now: float, start: str, end: str) -> tuple[int, int]:
    """The shift that runs at `now`, up to whatever comes, or the one that ended last."""
    begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    over_night = int(ends <= begins)
    for day in (0, -1, -2):
        first, last = _at(now, day, begins), _at(now, day + over_night, ends)
        if first <= now < last:
            return first, EVER
        if last <= now:
            return first, last
    return _at(now, -2, begins), EVER


def next_edge(query: InboxQuery, now: float, start: str, end: str) -> float | None:
    """UTC seconds at which the query's period becomes another one by itself; None for never."""
    if query.period in (None, Period.CUSTOM):
        return None
    edges = [midnight(now, 1)]
    if query.period is Period.SHIFT:
        times = [time.fromisoformat(each) for each in (start, end)]
        edges = [_at(now, day, each) for each in times for day in (0, 1)]
    return min(edge for edge in edges if edge > now)


def _at(now: float, days: int, at: time) -> int:
    # Local wall time: a day that is changed for summer time has 23 or 25 hours.
    day = datetime.fromtimestamp(now).date() + timedelta(days=days)  # noqa: DTZ006
    return int(datetime.combine(day, at).timestamp())
