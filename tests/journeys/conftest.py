"""A running sandbox and the whole program below the window, joined by real HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from nobi_desktop.app.options import Options
from nobi_desktop.app.wiring import Parts, open_parts
from nobi_desktop.sandbox.server import running
from nobi_desktop.sandbox.world import World

T = TypeVar("T")


@pytest.fixture
def world() -> Iterator[World]:
    """Three shops without conversations: each journey makes its own."""
    made = World(seed=11, shops=3, conversations=0, messages=0, rate=0)
    with running(made):
        yield made


class Program:
    """The parts, and waiting for what they are to show."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.desk = parts.desk

    async def until(self, question: Callable[[], T], seconds: float = 25, what: str = "") -> T:
        """The first true answer; the polls are hurried along meanwhile."""
        end = time.monotonic() + seconds
        hurried = time.monotonic()
        while not (answer := question()):
            now = time.monotonic()
            assert now < end, f"waited {seconds} s in vain for {what or question}"
            if now - hurried > 0.5:
                hurried = now
                self.parts.supervisor.nudge()
            await asyncio.sleep(0.02)
        return answer


@pytest.fixture
def program(tmp_path: Path, world: World) -> Callable[[], asynccontextmanager[Program]]:
    """Starts the program on one data folder; twice gives a restart."""

    @asynccontextmanager
    async def start() -> AsyncIterator[Program]:
        options = Options(demo=True, api_url=world.base_url)
        failures: list[str] = []
        parts = await open_parts(
            options, tmp_path, report=lambda name, error: failures.append(f"{name}: {error!r}")
        )
        try:
            await parts.connect(options)
            yield Program(parts)
        finally:
            await parts.stop()
        assert failures == []

    return start
