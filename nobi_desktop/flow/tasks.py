"""Starts named tasks, keeps them, reports their failures and ends them together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

_log = logging.getLogger(__name__)

Report = Callable[[str, BaseException], object]


def logged(log: logging.Logger, report: Report | None) -> Report:
    """A report that writes each failure into `log` before it goes on to `report`, if any."""

    def failed(name: str, error: BaseException) -> None:
        log.error("%s failed", name, exc_info=error)
        if report is not None:
            report(name, error)

    return failed


class TaskScope:
    """The tasks of one part of the program.

    A failed task that something still refers to is silent under asyncio, and more so under a Qt
    loop; here each failure is reported with the task's name the moment it happens.
    """

    def __init__(self, name: str, report: Report | None = None) -> None:
        self._name = name
        self._report = report
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def start(self, coroutine: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any] | None:
        """Run `coroutine` as a task; after `close` it is dropped and None is returned."""
        if self._closed:
            coroutine.close()
            return None
        task = asyncio.get_running_loop().create_task(coroutine, name=f"{self._name}.{name}")
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def __len__(self) -> int:
        return len(self._tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        if self._report is None:
            _log.error("task %s failed", task.get_name(), exc_info=error)
        else:
            self._report(task.get_name(), error)

    async def close(self, seconds: float = 5.0) -> None:
        """Cancel what still runs and wait for it, `seconds` at the most."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                _log.error("task %s did not end in %.0f s", task.get_name(), seconds)
