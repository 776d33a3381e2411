"""Tells those who watch that something happened, or that a value is now another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Stop = Callable[[], None]

_log = logging.getLogger(__name__)


class News(Generic[T]):
    """Something that happens: each watcher is called once for each `tell`, in order of watching.

    A watcher that raises is logged and does not keep the news from the others. Watchers run on
    the caller's thread, before `tell` returns.
    """

    def __init__(self) -> None:
        self._watchers: dict[int, Callable[[T], object]] = {}
        self._next = 0

    def watch(self, watcher: Callable[[T], object]) -> Stop:
        """Call `watcher` for every later piece of news; the answer ends the watching."""
        number = self._next
        self._next += 1
        self._watchers[number] = watcher

        def stop() -> None:
            self._watchers.pop(number, None)

        return stop

    def tell(self, item: T) -> None:
        for number, watcher in list(self._watchers.items()):
            if number not in self._watchers:
                continue
            try:
                watcher(item)
            except Exception:
                _log.exception("a watcher of news failed")


class Fact(Generic[T]):
    """A value that changes: it can be read at any time and watched.

    `set` tells the watchers only where the new value differs from the old one.
    """

    def __init__(self, value: T) -> None:
        self._value = value
        self._news: News[T] = News()

    @property
    def value(self) -> T:
        return self._value

    def set(self, value: T) -> None:
        if value == self._value:
            return
        self._value = value
        self._news.tell(value)

    def watch(self, watcher: Callable[[T], object], *, now: bool = True) -> Stop:
        """Call `watcher` with every new value and, unless `now` is false, with the present one."""
        stop = self._news.watch(watcher)
        if now:
            watcher(self._value)
        return stop
