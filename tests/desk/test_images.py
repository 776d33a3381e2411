"""Pictures for the screen: a repaint costs nothing, whether the picture is there or not."""

from __future__ import annotations

import asyncio

from nobi_desktop.desk.images import LEFT_ALONE, Images
from nobi_desktop.flow.tasks import TaskScope


class Source:
    """What is behind the addresses, with a clock turned by hand."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Exception] = {}
        self.asked: list[tuple[str, int]] = []
        self.now = 100.0
        self.failures: list[str] = []
        self.scope = TaskScope("test", lambda name, _: self.failures.append(name))
        self.images = Images(self.scope, self.fetch, now=lambda: self.now)

    async def fetch(self, url: str, side: int) -> bytes | None:
        self.asked.append((url, side))
        page = self.pages.get(url)
        if isinstance(page, Exception):
            raise page
        return page

    async def repaint(self, url: str, side: int = 64) -> bytes | None:
        made = self.images.get(url, side)
        for _ in range(3):
            await asyncio.sleep(0)
        return made


async def test_a_picture_is_asked_for_once_and_told_when_it_is_here() -> None:
    source = Source()
    source.pages["u"] = b"png"
    told: list[str] = []
    source.images.ready.watch(told.append)
    assert await source.repaint("u") is None
    assert [await source.repaint("u") for _ in range(3)] == [b"png"] * 3
    assert (source.asked, told) == ([("u", 64)], ["u"])


async def test_repaints_of_a_picture_that_cannot_be_had_start_nothing() -> None:
    source = Source()
    for _ in range(50):
        assert await source.repaint("u") is None
        assert await source.repaint("u", 32) is None
    assert source.asked == [("u", 64), ("u", 32)]
    source.now += LEFT_ALONE
    source.pages["u"] = b"png"
    await source.repaint("u")
    assert await source.repaint("u") == b"png"


async def test_repaints_of_a_picture_whose_fetching_fails_report_it_once() -> None:
    source = Source()
    source.pages["u"] = OSError()
    for _ in range(10):
        await source.repaint("u")
    assert source.failures == ["test.picture"]
