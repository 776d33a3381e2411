"""The day's calls last until midnight, whatever happens, and sending never goes without."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import settings
from nobi_desktop.store.database import Database
from nobi_desktop.sync.budget import Budget, Budgets, day_of, next_midnight, zone_of
from nobi_desktop.tiktok.errors import QuotaSpent
from nobi_desktop.tiktok.limits import CallClass

SEND, READ, SCREEN, POLL, BACK, MEDIA = CallClass
MIDNIGHT = 1_767_200_400.0
"""2026-01-01 00:00 in Vietnam, which is 17:00 UTC of the day before."""


def budget_at(seconds: float, **words: Any) -> tuple[Budget, HandClock]:
    clock = HandClock(MIDNIGHT + seconds)
    return Budget("1", "VN", clock, **words), clock


def spend(budget: Budget, call_class: CallClass, times: int) -> None:
    for _ in range(times):
        budget.spend(call_class)


@pytest.mark.parametrize(
    ("region", "moment", "day", "midnight"),
    [
        ("VN", "2026-01-01T16:59:59", "2026-01-01", "2026-01-01T17:00:00"),
        ("VN", "2026-01-01T17:00:00", "2026-01-02", "2026-01-02T17:00:00"),
        ("MY", "2026-01-01T15:59:59", "2026-01-01", "2026-01-01T16:00:00"),
        ("GB", "2026-03-29T00:30:00", "2026-03-29", "2026-03-29T23:00:00"),
        ("BR", "2026-01-01T02:00:00", "2025-12-31", "2026-01-01T03:00:00"),
        ("", "2026-01-01T12:00:00", "2026-01-01", "2026-01-02T00:00:00"),
    ],
)
def test_a_day_ends_at_midnight_where_the_shop_is(
    region: str, moment: str, day: str, midnight: str
) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
    end = datetime.fromisoformat(midnight).replace(tzinfo=UTC).timestamp()
    assert day_of(now, zone_of(region)) == day
    assert next_midnight(now, zone_of(region)) == end


def test_a_shop_nobody_writes_to_is_polled_every_15_seconds_all_day() -> None:
    budget, clock = budget_at(0)
    for _ in range(5_760):
        assert budget.interval() == 15
        budget.spend(POLL)
        budget.cycle_done()
        clock.jump(15)
    assert budget.used == 0  # Midnight: another day.


def test_a_shop_lively_all_day_is_polled_briskly_while_there_is_to_spare_and_lasts() -> None:
    budget, clock = budget_at(0)
    end, brisk, gap = MIDNIGHT + 86_400, 0, 15.0
    while clock.now() < end - gap:
        spend(budget, POLL, 1)
        budget.cycle_done()
        gap = budget.interval(lively=True)
        assert gap in (10, 15)
        brisk += gap == 10
        clock.jump(gap)
    # 10,000 less 1,500 kept and 5,760 plain polls; of two spare ones three brisk polls are made.
    assert brisk > 3 * (10_000 - 1_500 - 5_760) * 0.95
    assert budget.used <= 8_500
    assert budget.left(SEND) >= 1_500


def test_after_tiktoks_refusal_nothing_is_brisk() -> None:
    budget, _clock = budget_at(0)
    assert budget.interval(lively=True) == 10
    budget.refused()
    assert budget.interval(lively=True) == 15


@pytest.mark.parametrize("price", [1, 2, 4, 9])
def test_polls_stretch_so_that_a_busy_day_is_covered_and_the_reserve_untouched(price: int) -> None:
    budget, clock = budget_at(0)
    end, longest, gap = MIDNIGHT + 86_400, 0.0, 15.0
    while clock.now() < end - gap:
        spend(budget, POLL, min(price, max(1, budget.left(POLL))))
        budget.cycle_done()
        gap = budget.interval()
        longest = max(longest, gap)
        clock.jump(gap)
    assert budget.used <= 8_500
    assert longest < 15 * 2.5 * price
    assert budget.left(SEND) >= 1_500


def test_what_is_short_stays_for_what_matters_more() -> None:
    budget, _ = budget_at(0)
    assert budget.allows(BACK)
    spend(budget, POLL, 2_740)
    assert not budget.allows(BACK)  # The rest pays the list calls until midnight.
    spend(budget, POLL, 5_760)
    for call_class in (POLL, SCREEN):
        with pytest.raises(QuotaSpent) as caught:
            budget.spend(call_class)
        assert caught.value.code == "budget"
    spend(budget, READ, 1_200)
    with pytest.raises(QuotaSpent):
        budget.spend(READ)
    spend(budget, SEND, 300)
    with pytest.raises(QuotaSpent):
        budget.spend(SEND)
    spend(budget, MEDIA, 10)
    assert budget.used == 10_000


def test_after_tiktoks_refusal_only_sends_and_a_probe_go_out_until_midnight() -> None:
    budget, clock = budget_at(3_600)
    budget.refused()
    assert budget.refused_until == MIDNIGHT + 86_400
    assert budget.allows(SEND)
    assert budget.allows(POLL)
    assert not any(budget.allows(c) for c in (READ, SCREEN, BACK))
    budget.accepted()
    assert budget.allows(READ)
    budget.refused()
    clock.jump(86_400)
    assert budget.refused_until == 0
    assert budget.allows(READ)


async def test_a_restart_forgets_no_call_of_the_day(tmp_path: Any) -> None:
    clock = HandClock(MIDNIGHT + 3_600)
    db = await Database.open(tmp_path, clock=clock)
    budget = Budget("1", "VN", clock)
    await budget.load(db)
    spend(budget, POLL, 100)
    await budget.keep(db)
    spend(budget, POLL, 19)
    await budget.keep(db)
    crashed = Budget("1", "VN", clock)
    spend(crashed, SEND, 1)  # Before it was loaded: counted all the same.
    await crashed.load(db)
    assert 119 < crashed.used <= 175
    await budget.keep(db, exact=True)
    ended = Budget("1", "VN", clock)
    await ended.load(db)
    await ended.load(db)
    assert ended.used == 119
    clock.jump(86_400)
    tomorrow = Budget("1", "VN", clock)
    await tomorrow.load(db)
    assert tomorrow.used == 0
    await db.close()


async def test_a_refusal_outlives_a_restart_and_broken_notes_are_no_harm(tmp_path: Any) -> None:
    clock = HandClock(MIDNIGHT + 3_600)
    db = await Database.open(tmp_path, clock=clock)
    budget = Budget("1", "VN", clock)
    await budget.load(db)
    budget.refused()
    await budget.keep(db)
    again = Budget("1", "VN", clock)
    await again.load(db)
    assert not again.allows(READ)
    await db.write(settings.set_value, "budget.1", '{"day": 3, "used": []}')
    broken = Budget("1", "VN", clock)
    await broken.load(db)
    assert broken.used == 0
    await db.close()


async def test_few_writes_keep_the_count(tmp_path: Any) -> None:
    clock = HandClock(MIDNIGHT + 3_600)
    db = await Database.open(tmp_path, clock=clock)
    budget = Budget("1", "VN", clock)
    await budget.load(db)
    writes = 0
    real = db.write

    async def write(*args: Any, **kwargs: Any) -> Any:
        nonlocal writes
        writes += 1
        return await real(*args, **kwargs)

    db.write = write  # type: ignore[method-assign]
    for _ in range(240):
        budget.spend(POLL)
        await budget.keep(db)
    assert writes <= 10
    await db.close()


def test_a_clock_that_is_set_back_gives_no_second_day() -> None:
    budget, clock = budget_at(3_600)
    spend(budget, POLL, 500)
    clock.jump(-86_400)
    assert budget.used == 500
    clock.jump(86_400)
    assert budget.used == 500
    clock.jump(-30 * 86_400)
    assert budget.used == 500
    clock.jump(86_400)
    assert budget.used == 0


def test_the_same_shop_has_one_budget() -> None:
    budgets = Budgets(HandClock())
    assert budgets.of("1", "VN") is budgets.of("1", "VN")
    assert budgets.of("1") is not budgets.of("2")
