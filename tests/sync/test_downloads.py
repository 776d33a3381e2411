"""Pictures from outside: harmless, fitted, fetched once, kept within a cap."""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync.downloads import Downloads, fitted
from nobi_desktop.sync.picture_gate import BadPicture
from nobi_desktop.tiktok import errors


def picture(width: int = 640, height: int = 480, kind: str = "PNG", **words: Any) -> bytes:
    out = io.BytesIO()
    mode = words.pop("mode", "RGB")
    Image.new(mode, (width, height), words.pop("colour", 120)).save(out, kind, **words)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes that claims to be huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png), formats=("PNG",)) as made:
        return made.size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_four_kinds_become_a_png_that_fits(kind: str) -> None:
    made = fitted(picture(640, 480, kind), 96)
    assert made.png.startswith(b"\x89PNG")
    assert size(made.png) == (made.width, made.height) == (96, 72)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_sort_of_pixel_is_understood(mode: str) -> None:
    made = fitted(picture(50, 40, mode=mode, colour=1), 20)
    assert size(made.png) == (20, 16)


def test_a_small_picture_is_not_enlarged_and_a_thin_one_keeps_a_pixel() -> None:
    assert size(fitted(picture(10, 8), 96).png) == (10, 8)
    assert size(fitted(picture(5_000, 2), 96).png) == (96, 1)


def test_a_photo_stands_upright_and_carries_nothing_of_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "CANARY"
    data = picture(64, 32, "JPEG", exif=exif.tobytes(), comment=b"CANARY")
    made = fitted(data, 64)
    assert size(made.png) == (32, 64)
    assert b"CANARY" in data
    assert b"CANARY" not in made.png


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (b"<html>not found</html>", "format"),
        (picture(kind="TIFF"), "format"),
        (picture(kind="BMP"), "format"),
        (picture(kind="ICO"), "format"),
        (bomb(12_001, 1), "size"),
        (bomb(1, 12_001), "size"),
        (bomb(5_001, 5_000), "size"),
        (bomb(100_000, 100_000), "size"),
        (bomb(2_000, 2_000), "broken"),
        (picture()[:300], "broken"),
        (picture(kind="JPEG")[:400], "broken"),
        (picture(kind="WEBP")[:40], "broken"),
    ],
)
def test_anything_else_is_refused_before_it_can_do_harm(data: bytes, code: str) -> None:
    with pytest.raises(BadPicture) as caught:
        fitted(data, 96)
    assert caught.value.code == code


class Web:
    """Addresses and what is behind them."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Exception] = {}
        self.asked: list[str] = []
        self.now = self.most = 0
        self.gate: asyncio.Event | None = None

    async def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if self.gate is not None:
                await self.gate.wait()
            page = self.pages.get(url, errors.Refused("http_404", http=404))
            if isinstance(page, Exception):
                raise page
            return page
        finally:
            self.now -= 1


class Place:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = HandClock()
        self.web = Web()

    async def open(self, **words: Any) -> Downloads:
        self.downloads = Downloads(
            self.db, self.clock, self.folder / "media", self.web.fetch, **words
        )
        return self.downloads


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    made = Place(tmp_path)
    made.db = await Database.open(tmp_path / "data", clock=made.clock)  # type: ignore[attr-defined]
    await made.open()
    yield made
    await made.downloads.close()
    await made.db.close()  # type: ignore[attr-defined]


async def test_a_picture_is_fetched_once_and_then_comes_from_disk(place: Place) -> None:
    place.web.pages["u"] = picture(640, 480)
    for _ in range(3):
        png = await place.downloads.picture("u", 96)
        assert png is not None
        assert size(png) == (96, 72)
    await place.downloads.close()
    again = await place.open()
    assert await again.picture("u", 96) == png
    assert place.web.asked == ["u"]
    [file] = (place.folder / "media").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (place.folder / "media").stat().st_mode & 0o777 == 0o700


async def test_a_smaller_size_is_made_from_what_is_kept_a_larger_one_is_fetched(
    place: Place,
) -> None:
    place.web.pages["u"] = picture(640, 480)
    for side, width in ((320, 320), (96, 96), (500, 500), (10_000, 640)):
        png = await place.downloads.picture("u", side)
        assert png is not None
        assert size(png)[0] == width
    assert place.web.asked == ["u"] * 3


async def test_many_who_want_one_picture_cause_one_fetch(place: Place) -> None:
    place.web.pages["u"] = picture()
    place.web.gate = asyncio.Event()
    wanted = [asyncio.create_task(place.downloads.picture("u", 64)) for _ in range(9)]
    other = asyncio.create_task(place.downloads.picture("u", 32))
    await asyncio.sleep(0.02)
    wanted[0].cancel()
    place.web.gate.set()
    made = await asyncio.gather(*wanted[1:], other)
    assert all(made)
    assert place.web.asked == ["u"]


async def test_four_pictures_are_fetched_at_a_time(place: Place) -> None:
    place.web.gate = asyncio.Event()
    for number in range(12):
        place.web.pages[str(number)] = picture(8, 8)
    wanted = [asyncio.create_task(place.downloads.picture(str(n), 64)) for n in range(12)]
    for _ in range(200):
        await asyncio.sleep(0.001)
        if place.web.now == 4:
            break
    assert place.web.now == 4
    place.web.gate.set()
    assert all(await asyncio.gather(*wanted))
    assert place.web.most == 4


@pytest.mark.parametrize(
    ("page", "pause"),
    [
        (errors.Unreachable("timeout"), 15),
        (errors.SlowDown("http_429", http=429), 15),
        (errors.Refused("host"), 86_400),
        (errors.Garbled("too_large"), 86_400),
        (b"<html>", 86_400),
        (bomb(100_000, 100_000), 86_400),
    ],
)
async def test_a_picture_that_cannot_be_had_is_left_alone_for_a_while(
    place: Place, page: bytes | Exception, pause: float
) -> None:
    place.web.pages["u"] = page
    for _ in range(5):
        assert await place.downloads.picture("u", 64) is None
    assert place.web.asked == ["u"]
    await place.clock.advance(pause - 1)
    assert await place.downloads.picture("u", 64) is None
    assert place.web.asked == ["u"]
    await place.clock.advance(2)
    place.web.pages["u"] = picture()
    assert await place.downloads.picture("u", 64) is not None


async def test_a_picture_that_cannot_be_had_costs_the_store_nothing_when_asked_for_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await place.downloads.picture("u", 64) is None
    assert await place.downloads.picture("u", 32) is None
    reads: list[object] = []
    read = place.db.read  # type: ignore[attr-defined]

    def counted(*values: Any) -> Any:
        reads.append(values)
        return read(*values)

    monkeypatch.setattr(place.db, "read", counted)  # type: ignore[attr-defined]
    for _ in range(20):
        assert await place.downloads.picture("u", 64) is None
        assert await place.downloads.picture("u", 32) is None
    assert not reads


async def test_a_size_that_is_kept_is_shown_while_another_cannot_be_had(place: Place) -> None:
    place.web.pages["u"] = picture()
    assert await place.downloads.picture("u", 64)
    place.web.pages["u"] = errors.Unreachable("timeout")
    assert await place.downloads.picture("u", 320) is None
    assert await place.downloads.picture("u", 64)


async def test_the_pause_grows_with_each_failure(place: Place) -> None:
    place.web.pages["u"] = errors.Unreachable("timeout")
    for tries, pause in enumerate((15, 30, 60, 120), start=1):
        assert await place.downloads.picture("u", 64) is None
        await place.clock.advance(pause - 1)
        assert await place.downloads.picture("u", 64) is None
        assert len(place.web.asked) == tries
        await place.clock.advance(1.5)


async def test_the_folder_stays_under_its_cap_and_keeps_what_was_used_last(place: Place) -> None:
    pages = {str(n): fitted(_noise(n), 64).png for n in range(12)}
    place.web.pages.update(pages)
    one = len(pages["0"])
    await place.downloads.close()
    downloads = await place.open(cap=one * 6)
    for name in pages:
        assert await downloads.picture(name, 64)
        await place.clock.advance(4000)
        assert await downloads.picture("0", 64)
    files = list((place.folder / "media").iterdir())
    assert sum(f.stat().st_size for f in files) <= one * 6.5
    place.web.asked.clear()
    assert await downloads.picture("0", 64)
    assert await downloads.picture("11", 64)
    assert not place.web.asked
    assert await downloads.picture("1", 64)
    assert place.web.asked == ["1"]


def _noise(seed: int) -> bytes:
    import random

    rng = random.Random(seed)
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), rng.randbytes(64 * 64 * 3)).save(out, "PNG")
    return out.getvalue()


async def test_a_file_that_somebody_took_away_is_fetched_again(place: Place) -> None:
    place.web.pages["u"] = picture()
    path = await place.downloads.fetch("u", 64)
    assert path is not None
    path.unlink()
    assert await place.downloads.picture("u", 64) is not None
    assert place.web.asked == ["u", "u"]


async def test_trouble_with_the_store_or_the_folder_gives_no_picture_and_no_crash(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.web.pages["u"] = picture()

    async def full(*_: Any, **__: Any) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(place.db, "write", full)  # type: ignore[attr-defined]
    assert await place.downloads.picture("u", 64) is None
    monkeypatch.undo()
    (place.folder / "media").rename(place.folder / "gone")
    (place.folder / "media").write_text("in the way")
    assert await place.downloads.picture("u", 64) is None
    assert await place.downloads.picture("", 64) is None


async def test_after_closing_nothing_is_fetched_any_more(place: Place) -> None:
    place.web.gate = asyncio.Event()
    waiting = asyncio.create_task(place.downloads.picture("u", 64))
    await asyncio.sleep(0.01)
    await place.downloads.close()
    await asyncio.gather(waiting, return_exceptions=True)
    assert await place.downloads.picture("u", 64) is None
