"""Fetches outside pictures once, lets only harmless ones through, and keeps them on disk.

A picture from outside is never handed on as it came: its header is judged before its pixels are
touched, it is decoded in a thread under an explicit format, and what is kept and shown is a PNG of
our own, fitted to the size that was asked for (faults.md F51, F52).
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from nobi_desktop.flow.clock import Clock
from nobi_desktop.store import media
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.media import MediaFile
from nobi_desktop.sync.picture_gate import BadPicture, Limits, in_turn, let_in
from nobi_desktop.sync.policy import Verb, decide, failure_of
from nobi_desktop.tiktok.limits import CallClass

_log = logging.getLogger(__name__)
T = TypeVar("T")

Fetch = Callable[[str], Awaitable[bytes]]
"""Brings the bytes behind an address, or raises an error of `tiktok.errors`."""

MOST_PIXELS = {"PNG": 12_200_000, "JPEG": 25_000_000, "GIF": 12_200_000, "WEBP": 3_200_000}
"""Pixels taken of each format: what keeps the decoding of one picture under 64 MB (F52).

A JPEG is decoded at a lower scale; the decoder of WEBP holds four copies of the pixels.
"""

LARGEST_SHOWN = 1_600
_DECODED = 8_000_000
_WAVES = 40_000_000
AT_ONCE = 4
DISK_CAP = 256 * 1024 * 1024
_FIRST_PAUSE = 15.0
_LONGEST_PAUSE = 3600.0
_REFUSED_PAUSE = 24 * 3600.0
_REMEMBERED = 2_000
_USED_EVERY = 3600.0
_EMPTIED_TO = 0.9


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture made ready: PNG bytes and its size in pixels."""

    png: bytes
    width: int
    height: int


def fitted(data: bytes, side: int) -> Fitted:
    """`data` as a PNG that fits into `side` × `side` pixels; it is never enlarged.

    Raises `BadPicture`: format (not one of the four), size (more pixels than `MOST_PIXELS` allows
    its format, or 12,000 pixels a side), broken (cut off, or not sound in any other way).
    """
    limits = Limits(MOST_PIXELS, side, LARGEST_SHOWN**2, decoded=_DECODED, waves=_WAVES)
    clean = let_in(data, limits).image
    out = io.BytesIO()
    clean.save(out, "PNG", compress_level=3)
    return Fitted(out.getvalue(), clean.width, clean.height)


@dataclass(slots=True)
class _Missing:
    tries: int
    until: float
    sides: set[int] = field(default_factory=set)
    """Sizes that are known not to be kept either."""


class Downloads:
    """The pictures that were fetched, under `folder`, the longest unused ones dropped first.

    Of one address only one fetch runs at a time, four in all. An address that failed is left alone
    for a growing while, one that is refused for a day.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        folder: Path,
        fetch: Fetch,
        *,
        cap: int = DISK_CAP,
        at_once: int = AT_ONCE,
    ) -> None:
        self._db = db
        self._clock = clock
        self._folder = folder
        self._fetch = fetch
        self._cap = cap
        self._turns = asyncio.Semaphore(at_once)
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pictures")
        self._running: dict[tuple[str, int], asyncio.Task[Path | None]] = {}
        self._urls: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._sides: OrderedDict[str, set[int]] = OrderedDict()
        self._missing: OrderedDict[str, _Missing] = OrderedDict()
        self._closed = False

    async def picture(self, url: str, side: int) -> bytes | None:
        """PNG bytes of the picture at `url`, fitted into `side` pixels; None where it can't be had.

        None also while an earlier failure is too fresh for another try.
        """
        path = await self.fetch(url, side)
        if path is None:
            return None
        try:
            return await self._in_thread(path.read_bytes)
        except OSError:
            # Somebody emptied the folder: the next time it is fetched again.
            await self._db.write(media.drop, path.stem)
            return None

    async def fetch(self, url: str, side: int = LARGEST_SHOWN) -> Path | None:
        """The file of the picture at `url`, fitted into `side` pixels; None if it can't be had."""
        if self._closed or not url:
            return None
        wanted = (url, min(max(1, side), LARGEST_SHOWN))
        missing = self._missing.get(url)
        if missing is not None and wanted[1] in missing.sides and self._fresh(missing):
            # A repaint of what can't be had asks neither the web nor the store.
            return None
        task = self._running.get(wanted)
        if task is None:
            task = asyncio.ensure_future(self._bring(*wanted))
            self._running[wanted] = task
            task.add_done_callback(lambda _: self._running.pop(wanted, None))
        # One who stops waiting does not stop the fetch for the others.
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Stop fetching and let the threads end."""
        self._closed = True
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)

    # -- one picture ------------------------------------------------------------------------------

    async def _bring(self, url: str, side: int) -> Path | None:
        lock = self._urls.setdefault(url, asyncio.Lock())
        self._waiting[url] = self._waiting.get(url, 0) + 1
        try:
            async with lock:
                return await self._kept(url, side) or await self._fetched(url, side)
        except StoreError as error:
            # Without its index a picture is not kept; the chat itself tells of the trouble.
            _log.info("a picture was not kept: %s", error.code)
            return None
        finally:
            self._waiting[url] -= 1
            if not self._waiting[url]:
                del self._waiting[url]
                del self._urls[url]

    async def _kept(self, url: str, side: int) -> Path | None:
        """The file as kept, or made from a larger one that is kept."""
        name = _name(url, side)
        row = await self._db.read(media.get, name)
        if row is not None:
            path = self._folder / row.file
            if await self._in_thread(path.is_file):
                now = self._clock.now()
                if now - row.used_at > _USED_EVERY:
                    await self._db.write(media.used, name, now)
                return path
            await self._db.write(media.drop, name)
        for larger in sorted(s for s in self._sides.get(url, ()) if s > side):
            row = await self._db.read(media.get, _name(url, larger))
            if row is None:
                continue
            try:
                data = await self._in_thread((self._folder / row.file).read_bytes)
                return await self._keep(url, side, await in_turn(fitted, data, side))
            except (OSError, BadPicture):
                continue
        return None

    async def _fetched(self, url: str, side: int) -> Path | None:
        missing = self._missing.get(url)
        if missing is not None and self._fresh(missing):
            missing.sides.add(side)
            return None
        async with self._turns:
            try:
                data = await self._fetch(url)
            except Exception as error:
                if failure_of(error) is None:
                    raise
                self._failed(url, side, lasting=decide(error, CallClass.MEDIA).verb is Verb.FAIL)
                return None
        try:
            made = await in_turn(fitted, data, side)
        except BadPicture as error:
            _log.info("a picture was refused: %s", error.code)
            self._failed(url, side, lasting=True)
            return None
        self._missing.pop(url, None)
        return await self._keep(url, side, made)

    def _fresh(self, missing: _Missing) -> bool:
        return self._clock.monotonic() < missing.until

    def _failed(self, url: str, side: int, *, lasting: bool) -> None:
        tries = self._missing.pop(url, _Missing(0, 0.0)).tries + 1
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries - 1, 20))
        until = self._clock.monotonic() + (_REFUSED_PAUSE if lasting else pause)
        self._missing[url] = _Missing(tries, until, {side})
        while len(self._missing) > _REMEMBERED:
            self._missing.popitem(last=False)

    # -- the folder -------------------------------------------------------------------------------

    async def _keep(self, url: str, side: int, made: Fitted) -> Path | None:
        name = _name(url, side)
        row = MediaFile(
            name, f"{name}.png", len(made.png), made.width, made.height, int(self._clock.now())
        )
        path = self._folder / row.file
        try:
            await self._in_thread(_written, path, made.png)
        except OSError as error:
            _log.warning("a picture could not be saved: %s", type(error).__name__)
            return None
        await self._db.write(media.put, row)
        sides = self._sides.pop(url, set())
        self._sides[url] = sides | {side}
        while len(self._sides) > _REMEMBERED:
            self._sides.popitem(last=False)
        await self._make_room(name)
        return path

    async def _make_room(self, newest: str) -> None:
        total = await self._db.read(media.total)
        if total <= self._cap:
            return
        while total > self._cap * _EMPTIED_TO:
            rows = [r for r in await self._db.read(media.oldest, 50) if r.url_hash != newest]
            if not rows:
                return
            for row in rows:
                await self._in_thread(_removed, self._folder / row.file)
                await self._db.write(media.drop, row.url_hash)
                total -= row.bytes
                if total <= self._cap * _EMPTIED_TO:
                    return

    async def _in_thread(self, work: Callable[..., T], *values: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *values)


def _name(url: str, side: int) -> str:
    """The name under which a picture of this size is kept; it tells nothing of the address."""
    return hashlib.sha256(f"{side} {url}".encode("utf-8", "surrogatepass")).hexdigest()


def _written(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _removed(path: Path) -> None:
    path.unlink(missing_ok=True)
