"""The hand-turned clock wakes sleepers in order and at their time; the real one never early."""

from __future__ import annotations

import asyncio
import time

from nobi_desktop.flow.clock import HandClock, SystemClock


async def test_sleepers_wake_in_order_of_their_time() -> None:
    clock = HandClock(now=100.0)
    woken: list[tuple[str, float]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((name, clock.now()))

    tasks = [asyncio.create_task(sleeper("late", 5)), asyncio.create_task(sleeper("soon", 2))]
    await clock.advance(1.5)
    assert woken == []
    assert clock.next_due == 0.5
    await clock.advance(10)
    assert woken == [("soon", 102.0), ("late", 105.0)]
    assert clock.now() == 111.5
    assert clock.next_due is None
    await asyncio.gather(*tasks)


async def test_a_sleeper_that_sleeps_again_wakes_within_the_same_advance() -> None:
    clock = HandClock()
    ticks: list[float] = []

    async def tick() -> None:
        for _ in range(4):
            await clock.sleep(15)
            ticks.append(clock.monotonic())

    task = asyncio.create_task(tick())
    start = clock.monotonic()
    await clock.advance(60)
    assert ticks == [start + 15, start + 30, start + 45, start + 60]
    await task


async def test_a_jump_moves_the_wall_clock_alone_and_wakes_nobody() -> None:
    clock = HandClock(now=0.0)
    task = asyncio.create_task(clock.sleep(10))
    await clock.advance(0)
    before = clock.monotonic()
    clock.jump(3600)
    await clock.advance(1)
    assert clock.now() == 3601
    assert clock.monotonic() == before + 1
    assert not task.done()
    task.cancel()


async def test_the_real_clock_does_not_wake_early() -> None:
    clock = SystemClock()
    start = time.monotonic()
    await clock.sleep(0.01)
    assert time.monotonic() - start >= 0.01
    assert abs(clock.now() - time.time()) < 5
