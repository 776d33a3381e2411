"""Thirty minutes of three shops: every message arrives, in order, once, at the price it should."""

from __future__ import annotations

import random
from typing import Any

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sandbox.story import Story
from nobi_desktop.sync.budget import BRISK, INTERVAL


async def test_thirty_minutes_of_rush_are_in_the_store_whole_in_order_and_once(
    rig_of: Any,
) -> None:
    rig = await rig_of(shops=3, conversations=70, messages=6, seed=7)
    rng = random.Random(7)
    await rig.start(120)
    rig.world.forget_requests()
    rig.new.clear()
    begun = {m for s in rig.world.shops for row in rig.truth(s.id).values() for m in row}
    story = Story(rig.world, seed=7)
    written: dict[str, float] = {}
    seen: dict[str, float] = {}
    rig.db.changes.watch(lambda c: [seen.setdefault(m.id, rig.clock.monotonic()) for m in c.new])
    changed = cycles = 0
    for minute in range(30):
        for _ in range(20):
            rows: list[Any] = []
            rows += story.advance(3.0)
            place = minute * 20 + _
            for number, shop in enumerate(rig.world.shops):
                known = list(rig.world.conversations(shop.id))
                if place == 100 + number * 40:
                    rows += rig.world.burst_of(shop.id, rng.choice(known[:30]).id, 35)
                if place == 220 + number * 40:
                    rows += [rig.world.say(shop.id, row.id, text="Sale!") for row in known[:60]]
                if place in (300, 301, 400 + number):
                    target = rng.choice(known[:45]).id
                    rows += rig.world.burst_of(shop.id, target, 6, robots=True)
            written.update((m.id, rig.clock.monotonic()) for m in rows if m.role == "BUYER")
            changed += len({m.conversation_id for m in rows})
            await rig.pass_time(3.0)
    # What robots wrote further down has moved no conversation up: a sweep finds it in minutes.
    await rig.pass_time(630)
    cycles = (30 * 60 + 630) // 15
    for shop in rig.world.shops:
        assert rig.truth(shop.id) == await rig.stored(shop.id)
    assert len(rig.new) == len(set(rig.new))
    assert (
        set(rig.new)
        == {m for s in rig.world.shops for row in rig.truth(s.id).values() for m in row} - begun
    )
    assert all(status.state is ShopState.LIVE for status in rig.sync.statuses.value)
    assert not rig.crashes

    # Nobody waits longer than the interval, even in the rush.
    late = [seen[m] - at for m, at in written.items()]
    assert max(late) <= 16
    # In shops where something always goes on it is half of the brisker pace.
    assert sorted(late)[len(late) // 2] <= BRISK / 2 + 1

    # The sandbox's own log proves the price.
    for shop in rig.world.shops:
        lists = rig.calls("list_conversations", shop.id)
        assert cycles <= lists <= cycles * INTERVAL / BRISK + 60
    reads = sum(rig.calls("list_messages", s.id) for s in rig.world.shops)
    assert reads <= changed * 1.1
