"""After a sleep the tokens come first, then the shops, and nothing is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from nobi_desktop.domain.shop import ShopState
from tests.sync.house import house

DAY = 86_400.0
GOOD = {ShopState.STARTING, ShopState.CATCHING_UP, ShopState.LIVE}


async def test_tokens_that_ended_in_a_long_sleep_are_renewed_before_any_shop_is_looked_at(
    tmp_path: Path,
) -> None:
    """F27: tokens first."""
    async with house(tmp_path, (0, 1), (2,)) as h:
        await h.p.pass_time(40)
        order: list[str] = []
        h.polls.woke.watch(lambda _: order.append("woke"))
        h.world.forget_requests()
        h.clock.jump(8 * DAY)  # Longer than a token lives.
        for number in range(3):
            h.world.say(h.shop(number), h.key(0, number).id, text="chào buổi sáng")
        local_id = await h.write("em đây ạ")
        await h.p.pass_time(40)
        assert order == ["woke"]
        assert h.refreshed == 2
        # No call left with a token that had ended.
        assert all(request.code != 105002 for request in h.world.requests)
        for number in range(3):
            assert await h.missing(number) == set()
            assert set(h.seen[h.shop(number)]) <= GOOD
        assert (await h.row(local_id)).message_id


async def test_who_hears_of_the_waking_is_served_before_the_shops(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(31)  # The next look of the watch comes before the next poll.
        h.world.forget_requests()
        heard: list[int] = []
        h.polls.woke.watch(lambda _: heard.append(len(h.world.requests)))
        h.clock.jump(600)
        await h.p.pass_time(5)
        assert heard == [0]
        assert h.calls("list_conversations") == 1


@pytest.mark.parametrize("jump", [-7200.0, -DAY])
async def test_a_clock_set_back_is_no_sleep(tmp_path: Path, jump: float) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(40)
        woke: list[float] = []
        h.polls.woke.watch(woke.append)
        h.clock.jump(jump)
        h.world.offset = -jump
        h.world.say(h.shop(), h.key().id, text="alo")
        await h.p.pass_time(31)
        assert woke == []
        assert await h.missing() == set()
        assert set(h.seen[h.shop()]) <= GOOD
