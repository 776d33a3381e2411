"""The pace of calls and the server's time of day."""

from __future__ import annotations

import asyncio
from email.utils import formatdate

import pytest

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock


def started(pace: Pace, call_class: CallClass, order: list[str], name: str) -> asyncio.Task[None]:
    async def take() -> None:
        await pace.take(call_class)
        order.append(name)

    return asyncio.create_task(take())


async def test_a_burst_goes_at_once_and_the_rest_at_the_rate() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=5.0, burst=5.0)
    order: list[str] = []
    tasks = [started(pace, CallClass.POLL, order, str(n)) for n in range(8)]
    await clock.advance(0)
    assert len(order) == 5
    await clock.advance(0.2)
    assert len(order) == 6
    await clock.advance(0.4)
    assert order == [str(n) for n in range(8)]
    await asyncio.gather(*tasks)


async def test_the_important_call_overtakes_those_that_wait() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=1.0, burst=1.0)
    await pace.take(CallClass.POLL)
    order: list[str] = []
    tasks = [
        started(pace, CallClass.MEDIA, order, "media"),
        started(pace, CallClass.POLL, order, "poll"),
    ]
    await clock.advance(0.5)
    tasks.append(started(pace, CallClass.SEND, order, "send"))
    tasks.append(started(pace, CallClass.ONSCREEN, order, "onscreen"))
    await clock.advance(5)
    assert order == ["send", "onscreen", "poll", "media"]
    await asyncio.gather(*tasks)


async def test_a_cancelled_call_leaves_the_queue_and_the_next_one_goes() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=1.0, burst=1.0)
    await pace.take(CallClass.POLL)
    order: list[str] = []
    first = started(pace, CallClass.SEND, order, "first")
    second = started(pace, CallClass.POLL, order, "second")
    await clock.advance(0.1)
    assert pace.waiting == 2
    first.cancel()
    await clock.advance(1.0)
    assert order == ["second"]
    assert pace.waiting == 0
    assert first.cancelled()
    await second


async def test_slowing_down_halves_the_rate_once_a_second_and_well_going_raises_it() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=4.0)
    pace.slowed()
    pace.slowed()
    assert pace.rate == 2.0
    await clock.advance(1)
    pace.slowed()
    assert pace.rate == 1.0
    for _ in range(20):
        await clock.advance(1)
        pace.slowed()
    assert pace.rate == 0.2
    pace.went_well()
    assert pace.rate == pytest.approx(0.22)
    for _ in range(1000):
        pace.went_well()
    assert pace.rate == 10.0


async def test_a_pause_that_tiktok_asks_for_holds_every_class_and_is_capped() -> None:
    clock = HandClock()
    pace = Pace(clock, longest_pause=600)
    pace.slowed(retry_after=30)
    order: list[str] = []
    task = started(pace, CallClass.SEND, order, "send")
    await clock.advance(29)
    assert not order
    await clock.advance(1.1)
    assert order == ["send"]
    await task
    pace.slowed(retry_after=1e9)
    task = started(pace, CallClass.SEND, order, "again")
    await clock.advance(601)
    assert order == ["send", "again"]
    await task


async def test_an_idle_pace_never_saves_up_more_than_its_burst() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=5.0, burst=5.0)
    await clock.advance(10_000)
    order: list[str] = []
    tasks = [started(pace, CallClass.POLL, order, str(n)) for n in range(20)]
    await clock.advance(0)
    assert len(order) == 5
    await clock.advance(10)
    await asyncio.gather(*tasks)


@pytest.mark.parametrize("wrong", [7200.0, -7200.0, 90.0])
async def test_the_server_clock_follows_the_servers_date(wrong: float) -> None:
    clock = HandClock()
    server = ServerClock(clock)
    assert server.now() == clock.now()
    assert server.learn(formatdate(clock.now() + wrong, usegmt=True))
    assert server.offset == pytest.approx(wrong, abs=1)
    assert server.now() == pytest.approx(clock.now() + wrong, abs=1)


async def test_the_header_s_whole_seconds_do_not_move_the_clock() -> None:
    clock = HandClock()
    server = ServerClock(clock)
    for step in range(10):
        clock.jump(0.13 * step)
        server.learn(formatdate(int(clock.now()), usegmt=True))
    assert server.offset == 0.0


async def test_a_clock_put_right_again_is_noticed() -> None:
    clock = HandClock()
    server = ServerClock(clock)
    server.learn(formatdate(clock.now() + 7200, usegmt=True))
    clock.jump(7200)
    server.learn(formatdate(clock.now(), usegmt=True))
    assert server.offset == 0.0


@pytest.mark.parametrize("header", ["", "soon", "Thu, 99 Jan 2026 00:00:00 GMT", "\x00", "1"])
async def test_an_unreadable_date_teaches_nothing(header: str) -> None:
    server = ServerClock(HandClock())
    assert not server.learn(header)
    assert server.offset == 0.0
