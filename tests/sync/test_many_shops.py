"""Twenty shops at once: none waits for another, and together they call no more than each alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sync.budget import INTERVAL
from nobi_desktop.sync.supervisor import NUDGE_STAGGER, STAGGER
from tests.sync.house import House, house

MANY = 20
GOOD = {ShopState.STARTING, ShopState.CATCHING_UP, ShopState.LIVE}
OF_THREE = (tuple(range(7)), tuple(range(7, 14)), tuple(range(14, MANY)))
"""Twenty shops under three authorizations."""


def times(h: House, number: int, route: str = "list_conversations") -> list[float]:
    """When the requests for a shop were answered, in seconds of the clock."""
    return [r.time for r in h.world.requests if r.route == route and r.shop_id == h.shop(number)]


async def test_twenty_idle_shops_are_spread_and_cost_one_call_a_cycle_each(tmp_path: Path) -> None:
    async with house(tmp_path, *OF_THREE, shops=MANY) as h:
        await h.p.pass_time(60)
        firsts = sorted(times(h, number)[0] for number in range(MANY))
        assert all(
            after - before == pytest.approx(STAGGER, abs=0.05)
            for before, after in itertools.pairwise(firsts)
        )
        h.world.forget_requests()
        await h.p.pass_time(600)
        assert len(h.world.requests) == MANY * 600 / INTERVAL
        for number in range(MANY):
            assert h.stands(number) == (ShopState.LIVE, "")
            gaps = {after - before for before, after in itertools.pairwise(times(h, number))}
            assert all(gap == pytest.approx(INTERVAL, abs=0.1) for gap in gaps)


async def test_a_slow_shop_and_one_that_hangs_delay_no_other(tmp_path: Path) -> None:
    async with house(tmp_path, *OF_THREE, shops=MANY) as h:
        await h.p.pass_time(60)
        slow, hung = h.shop(3), h.shop(8)
        h.world.faults.plan("*", shop_id=slow, times=-1, delay_before_commit=3.0)
        h.world.faults.plan("list_conversations", shop_id=hung, times=1, delay_before_commit=1e6)
        h.world.forget_requests()
        told: list[str] = []
        h.polls.restarted.watch(told.append)
        for number in range(MANY):
            h.world.say(h.shop(number), h.key(0, number).id, text="Shop ơi")
        await h.p.pass_time(17)
        missing = [n for n in range(MANY) if await h.missing(n)]
        assert set(missing) <= {3, 8}
        await h.p.pass_time(8)
        assert not await h.missing(3)
        await h.p.pass_time(120)
        # The one that hung was begun anew; the seller was told.
        assert told == [hung]
        assert h.seen[hung][-3:] == [ShopState.TROUBLE, ShopState.STARTING, ShopState.LIVE]
        assert not await h.missing(8)
        for number in set(range(MANY)) - {3, 8}:
            assert set(h.seen[h.shop(number)]) <= GOOD
            gaps = {after - before for before, after in itertools.pairwise(times(h, number))}
            # Where buyers write polls come sooner than usual; nowhere later.
            assert max(gaps) <= INTERVAL + 0.1
        assert max(b - a for a, b in itertools.pairwise(times(h, 3))) <= INTERVAL + 3.1


async def test_one_shop_slowed_down_leaves_the_others_their_pace(tmp_path: Path) -> None:
    async with house(tmp_path, *OF_THREE, shops=MANY) as h:
        await h.p.pass_time(60)
        h.world.faults.plan("*", shop_id=h.shop(0), times=-1, status=429, code=36009002)
        h.world.forget_requests()
        await h.p.pass_time(300)
        assert h.status(0).state is ShopState.SLOWED
        assert h.calls() <= 15
        for number in range(1, MANY):
            assert h.stands(number) == (ShopState.LIVE, "")
            assert h.calls("list_conversations", number) == 300 / INTERVAL


async def test_all_looked_at_together_come_one_after_the_other(tmp_path: Path) -> None:
    async with house(tmp_path, *OF_THREE, shops=MANY) as h:
        await h.p.pass_time(60)
        h.world.forget_requests()
        begun = h.clock.now()
        h.polls.nudge()
        await h.p.pass_time(MANY * NUDGE_STAGGER + 2)
        looked = sorted(r.time for r in h.world.requests if r.route == "list_conversations")
        assert len({r.shop_id for r in h.world.requests}) == MANY
        assert looked[0] <= begun + 1
        assert max(sum(at <= t < at + 1 for t in looked) for at in looked) <= 8


async def test_the_network_lost_and_back_for_all_makes_no_storm(tmp_path: Path) -> None:
    async with house(tmp_path, *OF_THREE, shops=MANY) as h:
        await h.p.pass_time(60)
        h.world.faults.plan("*", times=-1, drop_before=True)
        h.world.forget_requests()
        await h.p.pass_time(300)
        assert {h.stands(number) for number in range(MANY)} == {(ShopState.OFFLINE, "no_network")}
        assert len(h.world.requests) <= MANY * 300 / 10
        assert h.refreshed == 0
        h.world.faults.clear()
        await h.p.pass_time(60)
        assert {h.stands(number) for number in range(MANY)} == {(ShopState.LIVE, "")}
