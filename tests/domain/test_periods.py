"""Periods are days of the computer's own zone, also where a day has 23 or 25 hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nobi_desktop.domain import periods
from nobi_desktop.domain.periods import EVER
from nobi_desktop.domain.query import InboxQuery, Period

Zone = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be changed for one program")

    def become(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield become
    monkeypatch.undo()
    time.tzset()


def at(words: str, name: str) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(name)).timestamp())


HCM, BERLIN = "Asia/Ho_Chi_Minh", "Europe/Berlin"


@pytest.mark.parametrize(
    ("name", "now", "period", "since", "until"),
    [
        (HCM, "2026-03-05 00:00", Period.TODAY, "2026-03-05 00:00", ""),
        (HCM, "2026-03-05 23:59", Period.TODAY, "2026-03-05 00:00", ""),
        (HCM, "2026-03-01 10:00", Period.YESTERDAY, "2026-02-28 00:00", "2026-03-01 00:00"),
        (HCM, "2026-03-05 10:00", Period.WEEK, "2026-02-27 00:00", ""),
        (HCM, "2026-03-05 10:00", Period.MONTH, "2026-02-04 00:00", ""),
        # The days on which clocks are changed have 23 and 25 hours.
        (BERLIN, "2026-03-30 10:00", Period.YESTERDAY, "2026-03-29 00:00", "2026-03-30 00:00"),
        (BERLIN, "2026-10-26 10:00", Period.YESTERDAY, "2026-10-25 00:00", "2026-10-26 00:00"),
        (BERLIN, "2026-10-28 10:00", Period.WEEK, "2026-10-22 00:00", ""),
    ],
)
def test_days(zone: Zone, name: str, now: str, period: Period, since: str, until: str) -> None:
    zone(name)
    found = periods.span(InboxQuery(period=period), at(now, name), "08:00", "17:00")
    assert found == (at(since, name), at(until, name) if until else EVER)


@pytest.mark.parametrize(
    ("now", "start", "end", "since", "until"),
    [
        ("2026-03-05 09:00", "08:00", "17:00", "2026-03-05 08:00", ""),
        ("2026-03-05 17:00", "08:00", "17:00", "2026-03-05 08:00", "2026-03-05 17:00"),
        ("2026-03-05 07:59", "08:00", "17:00", "2026-03-04 08:00", "2026-03-04 17:00"),
        ("2026-03-05 23:00", "22:00", "06:00", "2026-03-05 22:00", ""),
        ("2026-03-05 02:00", "22:00", "06:00", "2026-03-04 22:00", ""),
        ("2026-03-05 06:00", "22:00", "06:00", "2026-03-04 22:00", "2026-03-05 06:00"),
        # One that ends when it begins goes round the clock.
        ("2026-03-05 02:00", "08:00", "08:00", "2026-03-04 08:00", ""),
    ],
)
def test_the_shift_that_runs_or_the_one_that_ended_last(
    zone: Zone, now: str, start: str, end: str, since: str, until: str
) -> None:
    zone(HCM)
    found = periods.span(InboxQuery(period=Period.SHIFT), at(now, HCM), start, end)
    assert found == (at(since, HCM), at(until, HCM) if until else EVER)


@pytest.mark.parametrize(
    ("period", "now", "edge"),
    [
        (Period.TODAY, "2026-03-05 10:00", "2026-03-06 00:00"),
        (Period.MONTH, "2026-03-05 00:00", "2026-03-06 00:00"),
        (Period.SHIFT, "2026-03-05 07:00", "2026-03-05 08:00"),
        (Period.SHIFT, "2026-03-05 08:00", "2026-03-05 17:00"),
        (Period.SHIFT, "2026-03-05 18:00", "2026-03-06 08:00"),
    ],
)
def test_the_moment_at_which_a_period_becomes_another(
    zone: Zone, period: Period, now: str, edge: str
) -> None:
    zone(HCM)
    found = periods.next_edge(InboxQuery(period=period), at(now, HCM), "08:00", "17:00")
    assert found == at(edge, HCM)


def test_without_a_period_it_is_all_time() -> None:
    assert periods.span(InboxQuery(), 1.0, "08:00", "17:00") == (0, EVER)
    assert periods.next_edge(InboxQuery(), 1.0, "08:00", "17:00") is None
    custom = InboxQuery(period=Period.CUSTOM, since=5)
    assert periods.span(custom, 1.0, "08:00", "17:00") == (5, EVER)
    assert periods.next_edge(custom, 1.0, "08:00", "17:00") is None
