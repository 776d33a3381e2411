"""The loop keeps asyncio's promises on Qt's: order, time, cancelling, and turns for the window."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from nobi_desktop.app.loop import QtLoop


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QtLoop]:
    made = QtLoop(qapp)
    with made:
        yield made


def test_callbacks_run_in_their_order_and_those_they_add_in_the_next_turn(loop: QtLoop) -> None:
    heard: list[str] = []

    async def main() -> None:
        loop.call_soon(lambda: (heard.append("a"), loop.call_soon(heard.append, "c")))
        loop.call_soon(heard.append, "b")
        await asyncio.sleep(0)
        assert heard == ["a", "b"]
        await asyncio.sleep(0)
        assert heard == ["a", "b", "c"]

    loop.run_until_complete(main())


def test_nothing_runs_before_it_is_due_and_the_first_due_is_the_first_to_run(loop: QtLoop) -> None:
    begun = loop.time()
    heard: list[tuple[float, float]] = []

    async def main() -> None:
        for delay in (0.06, 0.02, 0.04, 0.0):
            loop.call_later(delay, lambda d=delay: heard.append((d, loop.time() - begun)))
        await asyncio.sleep(0.08)

    loop.run_until_complete(main())
    assert [delay for delay, _ in heard] == [0.0, 0.02, 0.04, 0.06]
    assert all(late >= delay for delay, late in heard)


def test_a_sleep_wakes_once(loop: QtLoop) -> None:
    woken: list[None] = []
    loop._wake.timeout.connect(lambda: woken.append(None))
    loop.run_until_complete(asyncio.sleep(0.3))
    assert len(woken) == 1


def test_what_was_cancelled_does_not_run(loop: QtLoop) -> None:
    heard: list[str] = []

    async def main() -> None:
        loop.call_soon(heard.append, "soon").cancel()
        loop.call_later(0.01, heard.append, "later").cancel()
        loop.call_later(0.02, heard.append, "kept")
        await asyncio.sleep(0.03)

    loop.run_until_complete(main())
    assert heard == ["kept"]


def test_a_callback_that_fails_is_told_and_keeps_no_other_from_running(loop: QtLoop) -> None:
    told: list[Any] = []
    heard: list[str] = []
    loop.set_exception_handler(lambda _, context: told.append(context["exception"]))

    def fails() -> None:
        raise ValueError("on purpose")

    async def main() -> None:
        loop.call_soon(fails)
        loop.call_soon(heard.append, "next")
        await asyncio.sleep(0.01)

    loop.run_until_complete(main())
    assert heard == ["next"]
    assert [str(error) for error in told] == ["on purpose"]


def test_threads_are_heard_and_give_their_answers(loop: QtLoop) -> None:
    async def main() -> str:
        heard = asyncio.Event()
        threading.Thread(target=lambda: loop.call_soon_threadsafe(heard.set)).start()
        await asyncio.wait_for(heard.wait(), 5)
        return await asyncio.to_thread(lambda: threading.current_thread().name)

    assert loop.run_until_complete(main()).startswith("nobi-work")


def test_the_window_has_its_turn_however_busy_the_loop_is(loop: QtLoop) -> None:
    fired: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: fired.append(time.monotonic()))
    timer.start(1)

    async def main() -> None:
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            await asyncio.sleep(0)

    loop.run_until_complete(main())
    timer.stop()
    assert len(fired) > 10


def test_what_still_waits_when_the_loop_is_closed_is_let_go(qapp: QApplication) -> None:
    heard: list[str] = []
    loop = QtLoop(qapp)
    with loop:
        loop.call_later(0.01, heard.append, "late")
        loop.call_soon(heard.append, "soon")
    time.sleep(0.02)
    qapp.processEvents()
    assert heard == []
