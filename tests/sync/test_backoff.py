"""Waits grow, stay under their ceiling, obey TikTok, and can be cut short."""

from __future__ import annotations

import asyncio

import pytest

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.sync.backoff import Backoff, Bell, full_jitter


@pytest.mark.parametrize(
    ("failures", "most"), [(0, 1), (1, 2), (3, 8), (5, 32), (6, 60), (500, 60)]
)
def test_jitter_lies_anywhere_under_a_doubling_ceiling(failures: int, most: float) -> None:
    assert full_jitter(failures, chance=lambda: 1.0) == most
    assert full_jitter(failures, chance=lambda: 0.0) == 0
    assert full_jitter(failures, chance=lambda: 0.5) == most / 2


def test_tiktoks_own_wish_is_the_least_that_is_waited_and_ten_minutes_the_most() -> None:
    backoff = Backoff(HandClock(), chance=lambda: 0.0)
    assert backoff.failed(retry_after=7) == 7
    assert backoff.failed(retry_after=86_400) == 600
    assert backoff.failed(retry_after=-5) == 0


async def test_five_failures_in_a_minute_open_the_circuit_until_one_probe_succeeds() -> None:
    clock = HandClock()
    backoff = Backoff(clock, chance=lambda: 0.0)
    for _ in range(4):
        assert backoff.failed() == 0
        await clock.advance(10)
    assert not backoff.is_open
    assert backoff.failed() == 30
    assert backoff.is_open
    await clock.advance(30)
    assert not backoff.is_open
    assert backoff.failed() == 30  # The probe failed: open again at once.
    await clock.advance(30)
    backoff.succeeded()
    assert backoff.failures == 0
    assert backoff.failed() == 0


async def test_slow_failures_leave_the_circuit_closed() -> None:
    clock = HandClock()
    backoff = Backoff(clock, chance=lambda: 0.0)
    for _ in range(20):
        backoff.failed()
        await clock.advance(16)
    assert not backoff.is_open


async def test_a_ring_ends_the_wait_and_one_that_nobody_hears_ends_the_next() -> None:
    clock = HandClock()
    bell = Bell(clock)
    waiting = asyncio.create_task(bell.wait(60))
    await clock.advance(5)
    assert not waiting.done()
    bell.ring()
    await clock.advance(0)
    assert waiting.result() is True
    bell.ring()
    assert await bell.wait(60) is True
    waiting = asyncio.create_task(bell.wait(60))
    await clock.advance(60)
    assert waiting.result() is False
    bell.ring()
    bell.silence()
    waiting = asyncio.create_task(bell.wait(1))
    await clock.advance(1)
    assert waiting.result() is False


async def test_a_cancelled_wait_leaves_no_sleeper_behind() -> None:
    clock = HandClock()
    bell = Bell(clock)
    waiting = asyncio.create_task(bell.wait(60))
    await clock.advance(1)
    waiting.cancel()
    await clock.advance(0)
    assert waiting.cancelled()
    assert clock.next_due is None
