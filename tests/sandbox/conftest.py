"""Worlds and sellers for the tests of the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import HandClock, Seller, in_process


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(seed=7, shops=3, conversations=24, messages=14, clock=clock, sleep=clock.sleep)


@pytest.fixture
async def http(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with in_process(world) as client:
        yield client
    await world.close()


@pytest.fixture
def seller(http: httpx.AsyncClient, world: World, clock: HandClock) -> Seller:
    return Seller(http, world.info(), world.now)
