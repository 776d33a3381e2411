"""Figures of the program at work beside a sandbox: stalls, latency, calls."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path
from typing import Any

from nobi_desktop.domain.changes import Changes
from nobi_desktop.store.inbox_pages import PAGE
from nobi_desktop.sync.orders import QUIET
from tests.benchmarks.figure import Figure, median, p95
from tests.benchmarks.processes import IDLE
from tests.benchmarks.window import Paints, area, opened
from tests.journeys.outside import sandbox


async def _stalls(limits: list[float], stop: asyncio.Event) -> None:
    last = time.perf_counter()
    while not stop.is_set():
        await asyncio.sleep(0.005)
        now = time.perf_counter()
        limits.append((now - last - 0.005) * 1000)
        last = now


async def twenty_shops(folder: Path, seconds: float = 75) -> list[Figure]:
    """20 shops catch up, then live: the longest stall, the latency, the calls of idle shops.

    In those that are idle nobody has written for an hour. Their calls are counted for as long as
    lies between two looks at the orders of a quiet shop, so that each is counted with its one.
    """
    with sandbox(*IDLE, "--shops", "20") as shop:
        gaps: list[float] = []
        stop = asyncio.Event()
        async with opened(folder, shop) as (parts, _window):
            meter = asyncio.create_task(_stalls(gaps, stop))
            while len(parts.desk.inbox.rows.value) < PAGE or any(
                s.complete_until == 0 for s in parts.supervisor.statuses.value
            ):
                await asyncio.sleep(0.1)
            await asyncio.sleep(20)
            stop.set()
            await meter
            worst = max(gaps)
            spoken = [s["id"] for s in shop.shops[:12]]
            idle = [s["id"] for s in shop.shops[12:]]
            # Every conversation of a quiet shop has been read before its calls are counted.
            await asyncio.to_thread(shop.delete, "requests")
            seen: dict[str, float] = {}
            said: dict[str, float] = {}

            def heard(changes: Changes) -> None:
                for message in changes.new:
                    seen.setdefault(message.id, time.monotonic())

            unwatch = parts.db.changes.watch(heard)
            begun = time.monotonic()
            dice = random.Random(3)
            while time.monotonic() - begun < seconds:
                answer: Any = await asyncio.to_thread(
                    shop.post, "say", shop_id=dice.choice(spoken), text="Còn hàng không shop?"
                )
                said[answer["message_ids"][0]] = time.monotonic()
                await asyncio.sleep(dice.uniform(0.3, 1.2))
            await asyncio.sleep(16.5)
            unwatch()
            await asyncio.sleep(max(0.0, begun + QUIET - time.monotonic()))
            counted = time.monotonic() - begun
            counts = (await asyncio.to_thread(shop.get, "counts"))["counts"]
        waits = [seen.get(name, float("inf")) - at for name, at in said.items()]
        calls = sum(sum(counts.get(name, {}).values()) for name in idle)
        orders = sum(counts.get(name, {}).get("orders", 0) for name in idle)
        per_cycle = calls / len(idle) / (counted / 15)
    return [
        Figure("longest stall of the window while 20 shops catch up", worst, "ms",
               f"20 conversations of 10 messages each; {len(gaps)} turns of the loop", 50),
        Figure("a buyer's message to the screen, longest", max(waits), "s",
               f"{len(waits)} messages in 20 shops", 16),
        Figure("a buyer's message to the screen, median", median(waits), "s",
               f"{len(waits)} messages in 20 shops", 7.5),
        Figure("calls of an idle shop", per_cycle, "calls in a cycle of 15 s",
               f"{len(idle)} idle shops in {counted:.0f} s; of these, searches of orders"
               f" {orders / len(idle) / (counted / 15):.2f}", 1.1),
    ]  # fmt: skip


async def woken_to_painted(folder: Path, rounds: int = 60) -> Figure:
    """The poll is woken, reads over HTTP, commits, and the row is painted."""
    with sandbox(
        "--shops", "1", "--conversations", "20", "--messages", "10", "--rate", "0"
    ) as shop:
        async with opened(folder, shop) as (parts, window):
            name = shop.shops[0]["id"]
            while parts.desk.inbox.rows.value == ():
                await asyncio.sleep(0.05)
            await asyncio.sleep(8)
            paints = Paints(area(window, "inboxList").viewport())
            rows = parts.desk.inbox.rows.value
            spent: list[float] = []
            for number in range(rounds):
                key = rows[number % len(rows)].key
                text = f"Còn hàng không shop? {number}"
                await asyncio.to_thread(
                    shop.post, "say", shop_id=name, conversation_id=key.id, text=text
                )
                begun = time.perf_counter()
                done = asyncio.get_running_loop().create_future()

                def look(rows: Any, text: str = text, done: asyncio.Future[float] = done) -> None:
                    if rows and rows[0].preview == text and not done.done():
                        paints.arm(done)

                stop = parts.desk.inbox.rows.watch(look, now=False)
                parts.supervisor.nudge(name)
                spent.append((await asyncio.wait_for(done, 10) - begun) * 1000)
                stop()
                # Polls of one shop begin at least a second apart, however they are nudged.
                await asyncio.sleep(1.2)
    return Figure("loop woken, HTTP, commit, painted row, p95", p95(spent), "ms",
                  f"median {median(spent):.1f} ms", 30)  # fmt: skip
