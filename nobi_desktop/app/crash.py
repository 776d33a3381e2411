"""Brings every failure that nobody caught to one place: the log, and a notice."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from nobi_desktop.flow.news import News

_log = logging.getLogger(__name__)

happened: News[str] = News()
"""Told with the name of the failed part, so that a notice can be shown."""


def report(name: str, error: BaseException) -> None:
    """Log `error` of the part called `name` and tell that it happened."""
    _log.error("%s failed", name, exc_info=error)
    happened.tell(name)


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report("the window", error.with_traceback(trace))


def _on_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        report(args.thread.name if args.thread else "a thread", args.exc_value)


def on_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The event loop's handler of errors that no task's owner saw."""
    del loop
    error = context.get("exception")
    if error is not None:
        report("the loop", error)
    else:
        _log.error("the loop: %s", context.get("message", ""))


def watch(folder: Path) -> None:
    """Fill Python's hooks; a fatal fault of the process leaves its stacks in logs/fault.log."""
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread
    path = folder / "logs" / "fault.log"
    path.touch(mode=0o600)
    file = path.open("a", encoding="utf-8")
    faulthandler.enable(file)
