"""After a sleep the tokens come first, then the shops; and neither waits for the other for long."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sync.supervisor import WAKE_PATIENCE

ASLEEP = 6 * 3600.0


async def awake(rig: Any, before: Any) -> list[str]:
    """Let a computer sleep and wake with `before` to be done first; what came in which order."""
    order: list[str] = []

    async def first() -> None:
        order.append("tokens")
        await before()
        order.append("ready")

    rig.sync._before_wake = first
    rig.sync.woke.watch(lambda _: order.append("woke"))
    await rig.start(31)
    rig.world.forget_requests()
    rig.clock.jump(ASLEEP)
    return order


async def test_what_comes_before_the_polls_is_done_before_they_are_told_to_look(
    rig_of: Any,
) -> None:
    rig = await rig_of()

    async def refreshed() -> None:
        await rig.clock.sleep(2)

    order = await awake(rig, refreshed)
    rig.world.say(rig.shop, text="dậy chưa")
    await rig.pass_time(12)
    assert order == ["tokens", "ready", "woke"]
    assert rig.truth() == await rig.stored()
    assert rig.state is ShopState.LIVE


async def test_what_takes_too_long_keeps_no_shop_waiting_and_still_gets_done(rig_of: Any) -> None:
    rig = await rig_of()

    async def slow() -> None:
        await rig.clock.sleep(30)

    order = await awake(rig, slow)
    await rig.pass_time(5 + WAKE_PATIENCE + 0.5)
    assert order == ["tokens", "woke"]
    await rig.pass_time(60)
    assert order == ["tokens", "woke", "ready"]


async def test_what_fails_before_the_polls_is_reported_and_they_go_on(rig_of: Any) -> None:
    rig = await rig_of()

    async def fails() -> None:
        raise LookupError("not there")

    order = await awake(rig, fails)
    await rig.pass_time(10)
    assert order == ["tokens", "woke"]
    assert [type(error) for _, error in rig.crashes] == [LookupError]
    assert rig.calls("list_conversations") >= 1


async def test_a_second_sleep_while_waking_is_one_waking(rig_of: Any) -> None:
    rig = await rig_of()

    async def slow() -> None:
        await rig.clock.sleep(30)

    order = await awake(rig, slow)
    await rig.pass_time(5)
    rig.clock.jump(ASLEEP)
    await rig.pass_time(5 + WAKE_PATIENCE)
    assert order == ["tokens", "woke"]


async def test_a_program_that_ends_while_waking_ends_cleanly(rig_of: Any) -> None:
    rig = await rig_of()

    async def never() -> None:
        await asyncio.get_running_loop().create_future()

    order = await awake(rig, never)
    await rig.pass_time(6)
    assert order == ["tokens"]
    await rig.sync.stop()
    assert order == ["tokens"]


@pytest.mark.parametrize("jump", [-7200.0, -86_400.0])
async def test_a_clock_set_back_is_no_sleep(rig_of: Any, jump: float) -> None:
    rig = await rig_of()
    woke: list[float] = []
    rig.sync.woke.watch(woke.append)
    await rig.start(31)
    rig.clock.jump(jump)
    rig.world.say(rig.shop, text="alo")
    await rig.pass_time(20)
    assert woke == []
    assert rig.truth() == await rig.stored()
    assert rig.state is ShopState.LIVE
