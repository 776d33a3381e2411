"""A seller finds what a buyer wrote: the moment it comes, in the index, and after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from nobi_desktop.sandbox.world import World
from nobi_desktop.store import search_index
from tests.journeys.conftest import Program

Start = Callable[[], Any]


def found(program: Program) -> list[str]:
    return [hit.text for hit in program.desk.search.state.value.messages]


async def taken_in(program: Program) -> bool:
    return await program.parts.db.read(search_index.left) == 0


async def test_what_a_buyer_wrote_is_found_again(program: Start, world: World) -> None:
    shop = world.shops[0].id
    async with program() as p:
        p.desk.search.look_for("ao khoac")
        world.say(shop, text="Shop ơi áo khoác này còn không ạ?")
        await p.until(lambda: found(p) == ["Shop ơi áo khoác này còn không ạ?"], what="the hit")
        hit = p.desk.search.state.value.messages[0]
        p.desk.search.open(hit)
        await p.until(lambda: p.desk.timeline.state.value.wanted == hit.message, what="the jump")
        assert p.desk.inbox.opened.value == hit.row.key
        p.desk.find.begin()
        p.desk.find.look_for("KHOÁC")
        await p.until(lambda: p.desk.find.state.value.total == 1, what="the find")
        for _ in range(200):
            if await taken_in(p):
                break
            await asyncio.sleep(0.05)
    async with program() as p:
        assert await taken_in(p)
        p.desk.search.look_for("khoác")
        await p.until(lambda: len(found(p)) == 1, what="the hit after a restart")
