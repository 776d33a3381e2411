"""Runs asyncio on Qt's event loop, with two timers for everything that waits."""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

_THREADS = 4
_LONGEST_MS = 3_600_000


class QtLoop(qasync.QEventLoop):  # type: ignore[misc]
    """The loop that everything behind the window runs on.

    qasync makes a timer of Qt's for each callback, some hundred for each poll of a shop, and those
    that wait fire up to a twentieth early, so that a sleep of 15 s takes half a dozen wakings. Here
    callbacks stand in line as asyncio has it: one timer runs what stands there when it fires, and
    between two such turns Qt has its own; another one waits for the first that is due later.
    """

    def __init__(self, app: QApplication) -> None:
        self._line: deque[asyncio.Handle] = deque()
        self._later: list[asyncio.TimerHandle] = []
        self._turn = _timer(self._run_line)
        self._wake = _timer(self._take_due)
        super().__init__(app)
        # Of qasync's own ten threads all are started at the first use.
        self.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="nobi-work"))

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Run `callback` in the next turn."""
        handle = asyncio.Handle(callback, args, self, context)
        self._line_up(handle)
        return handle

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run `callback` in `delay` seconds, never earlier."""
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run `callback` at `when` by the loop's clock, never earlier."""
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._later, handle)
        if self._later[0] is handle:
            self._wait()
        return handle

    def close(self) -> None:
        """Let go of all that waits."""
        self._turn.stop()
        self._wake.stop()
        self._line.clear()
        self._later.clear()
        super().close()

    def _line_up(self, handle: asyncio.Handle) -> None:
        if not self._line:
            self._turn.start(0)
        self._line.append(handle)

    def _run_line(self) -> None:
        try:
            for _ in range(len(self._line)):
                handle = self._line.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            if self._line:
                self._turn.start(0)

    def _take_due(self) -> None:
        now = self.time()
        while self._later and (self._later[0].cancelled() or self._later[0].when() <= now):
            self._line_up(heapq.heappop(self._later))
        if self._later:
            self._wait()

    def _wait(self) -> None:
        seconds = max(0.0, self._later[0].when() - self.time())
        self._wake.start(min(math.ceil(seconds * 1000), _LONGEST_MS))


def _timer(fired: Callable[[], object]) -> QTimer:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(fired)
    return timer
