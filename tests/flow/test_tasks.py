"""A scope reports each failed task at once and leaves none behind when it closes."""

from __future__ import annotations

import asyncio
import logging

import pytest

from nobi_desktop.flow.tasks import TaskScope


async def test_a_failure_is_reported_with_the_name_of_its_task() -> None:
    reports: list[tuple[str, str]] = []
    scope = TaskScope("desk", lambda name, error: reports.append((name, str(error))))

    async def fail() -> None:
        raise ValueError("no")

    held = scope.start(fail(), "read")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert held is not None
    assert reports == [("desk.read", "no")]
    assert len(scope) == 0


async def test_without_a_reporter_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    scope = TaskScope("desk")

    async def fail() -> None:
        raise ValueError("no")

    with caplog.at_level(logging.ERROR):
        scope.start(fail(), "read")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert "task desk.read failed" in caplog.text


async def test_closing_cancels_what_runs_and_refuses_what_comes_later() -> None:
    scope = TaskScope("sync")
    ended: list[str] = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    scope.start(forever(), "loop")
    await asyncio.sleep(0)
    await scope.close()
    assert ended == ["ended"]
    assert scope.start(forever(), "late") is None
    assert len(scope) == 0


async def test_a_task_that_will_not_end_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    scope = TaskScope("sync")
    free = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await free.wait()

    task = scope.start(stubborn(), "stubborn")
    assert task is not None
    await asyncio.sleep(0)
    with caplog.at_level(logging.ERROR):
        await scope.close(seconds=0.01)
    assert "sync.stubborn did not end" in caplog.text
    free.set()
    await asyncio.wait([task])
