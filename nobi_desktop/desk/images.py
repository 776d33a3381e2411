"""Pictures for the screen: fitted, checked and fetched once, wherever they are shown."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from nobi_desktop.flow.news import News

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope

HELD = 24 * 1024 * 1024
"""Bytes of pictures held in memory; more are on disk."""

LEFT_ALONE = 5.0
"""Seconds in which a picture that could not be had is not asked for again."""

_REMEMBERED = 2_000

Fetch = Callable[[str, int], Awaitable[bytes | None]]


class Images:
    """Gives PNG bytes of outside pictures, or asks for them and tells when they are here."""

    def __init__(
        self, scope: TaskScope, fetch: Fetch, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.ready: News[str] = News()
        self._scope = scope
        self._fetch = fetch
        self._now = now
        self._held: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0
        self._asked: set[tuple[str, int]] = set()
        self._missing: OrderedDict[tuple[str, int], float] = OrderedDict()

    def get(self, url: str, side: int) -> bytes | None:
        """The picture fitted into `side` × `side` physical pixels, or None while it is on its way.

        A picture that can't be had stays None; `ready` tells its address when it has come.
        """
        if not url:
            return None
        wanted = (url, side)
        if wanted in self._held:
            self._held.move_to_end(wanted)
            return self._held[wanted]
        if wanted not in self._asked and self._now() >= self._missing.get(wanted, 0.0):
            self._asked.add(wanted)
            if self._scope.start(self._bring(wanted), "picture") is None:
                self._asked.discard(wanted)
        return None

    async def _bring(self, wanted: tuple[str, int]) -> None:
        data: bytes | None = None
        try:
            data = await self._fetch(*wanted)
        finally:
            self._asked.discard(wanted)
            self._missing.pop(wanted, None)
            if data is None:
                # Each repaint asks again; the fetcher knows how long a new try has to wait.
                self._missing[wanted] = self._now() + LEFT_ALONE
                while len(self._missing) > _REMEMBERED:
                    self._missing.popitem(last=False)
        if data is None:
            return
        self._held[wanted] = data
        self._bytes += len(data)
        while self._bytes > HELD and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self._bytes -= len(old)
        self.ready.tell(wanted[0])
