"""The play: the same for the same seed, lively, and answering the seller."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

from nobi_desktop.sandbox import story
from nobi_desktop.sandbox.story import Player, Story
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import HandClock, Seller


def small(clock: HandClock, seed: int = 1) -> World:
    return World(seed=seed, shops=3, conversations=10, messages=8, clock=clock, sleep=clock.sleep)


def played(seed: int) -> list[tuple[str, str, str, str]]:
    clock = HandClock()
    world = small(clock, seed)
    play = Story(world)
    made = []
    for _ in range(60):
        clock.now += 10
        made += play.advance(10)
    return [(m.id, m.conversation_id, m.type, m.content) for m in made]


def test_the_same_seed_plays_the_same() -> None:
    assert played(5) == played(5)
    assert played(5) != played(6)


def test_worlds_are_the_same_for_the_same_seed() -> None:
    first, second = small(HandClock()), small(HandClock())
    assert first.info() == second.info()
    for shop in first.shops:
        a = [(c.id, [m.content for m in c.messages]) for c in first.conversations(shop.id)]
        b = [(c.id, [m.content for m in c.messages]) for c in second.conversations(shop.id)]
        assert a == b
    assert small(HandClock(), 2).info() != first.info()


def test_the_pace_and_the_rush() -> None:
    counts = {}
    for name, hour in (("morning", 2), ("noon", 5)):  # UTC
        clock = HandClock(1_767_225_600.0 // 86400 * 86400 + hour * 3600)
        play = Story(small(clock))
        play.advance(600)
        counts[name] = play.events
    assert 600 / 8 - 2 <= counts["morning"] <= 600 / 4 + 2
    assert counts["noon"] > counts["morning"] * 2


def test_a_long_day_has_everything() -> None:
    clock = HandClock()
    world = small(clock)
    play = Story(world)
    kinds: Counter[str] = Counter()
    for _ in range(400):
        clock.now += 10
        kinds.update(f"{m.role}:{m.type}" for m in play.advance(10))
    for kind in (
        "BUYER:TEXT", "BUYER:IMAGE", "BUYER:VIDEO", "BUYER:EMOTICONS", "BUYER:PRODUCT_CARD",
        "BUYER:ORDER_CARD", "ROBOT:NOTIFICATION", "ROBOT:LOGISTICS_CARD",
        "SYSTEM:BUYER_ENTER_FROM_PRODUCT",
    ):  # fmt: skip
        assert kinds[kind], kind
    assert not any("{" in (m.text or "") for s in world.shops for c in world.conversations(s.id)
                   for m in c.messages)  # fmt: skip


async def test_buyers_answer_by_keyword(world: World, seller: Seller, clock: HandClock) -> None:
    play = Story(world)
    play._next = 10**9
    talk = world.say(seller.shop["id"], text="Alo").conversation_id
    await seller.send(talk, content="Dạ bên em freeship toàn quốc ạ")
    assert play.advance(2.9) == []
    (answer,) = play.advance(5.2)
    assert answer.conversation_id == talk
    assert re.search("giao|ngày|nơi", answer.text or "")
    answers = []
    for _ in range(6):
        await seller.send(talk, content="Dạ vâng")
        answers.append([message.type for message in play.advance(30)])
    assert answers == [["TEXT"], ["TEXT"], ["TEXT"], ["TEXT", "EMOTICONS"], [], ["TEXT"]]
    play.close()


async def test_the_player_runs_and_stops(world: World) -> None:
    async def short(seconds: float) -> None:
        await asyncio.sleep(0.001)

    world.sleep = short
    player = Player(world, speed=10_000)
    player.start()
    for _ in range(200):
        await asyncio.sleep(0.005)
        if player.story and player.story.events:
            break
    assert player.running
    await player.stop()
    assert not player.running
    assert player.story is not None
    assert player.story.events


def test_plain_rows_in_bulk() -> None:
    rows = list(story.history(2, 2, 50, 10))
    assert len(rows) == 100
    assert sum(len(row.messages) for row in rows) == 1000
    ids = [m.id for row in rows for m in row.messages]
    assert len(set(ids)) == 1000
    assert all(len(value) == 19 for value in ids)
    assert rows == list(story.history(2, 2, 50, 10))
    for row in rows:
        places = [m.position for m in row.messages]
        assert places == sorted(set(places))
        times = [m.create_time for m in row.messages]
        assert times == sorted(times)


def test_a_world_can_be_empty() -> None:
    world = World(conversations=0, clock=HandClock())
    assert world.conversations(world.shops[0].id) == []
    message = world.say(world.shops[0].id, text="Alo")
    assert [m.id for m in world.messages(world.shops[0].id, message.conversation_id)] == [
        message.id
    ]
