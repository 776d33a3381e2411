"""Takes the README's pictures: the real window beside a sandbox, in both languages and themes.

`make pictures` runs it; a folder as argument takes the whole set for looking at.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from nobi_desktop.domain.message import Kind
from nobi_desktop.domain.timeline import TimelineState
from tests.benchmarks.window import on_qt_loop, opened
from tests.journeys.outside import ROOT, Sandbox, sandbox

README = ((1440, 900, "vi", "light"), (1440, 900, "en", "dark"))
MORE = (
    (1024, 680, "vi", "dark"),
    (1024, 680, "en", "light"),
    (1920, 1080, "vi", "light"),
    (1920, 1080, "en", "dark"),
)
SIZES = ("--shops", "3", "--conversations", "24", "--messages", "14", "--seed", "1")


async def take(folder: Path, shop: Sandbox, wanted: tuple[tuple[int, int, str, str], ...]) -> None:
    """Open a lively conversation, answer in it, and take the window in each way that is wanted."""
    with tempfile.TemporaryDirectory(prefix="nobi-pictures-") as name:
        async with opened(Path(name), shop) as (parts, window):
            desk = parts.desk
            while len(desk.inbox.rows.value) < 60 or desk.inbox.counts.value.unread == 0:
                await asyncio.sleep(0.1)
            best, most = desk.inbox.rows.value[0].key, 0
            for row in desk.inbox.rows.value[:24]:
                desk.inbox.open(row.key)
                await asyncio.sleep(0.8)
                kinds = _kinds(desk.timeline.state.value)
                if kinds > most:
                    best, most = row.key, kinds
            desk.inbox.open(best)
            await asyncio.sleep(3)
            desk.composer.send(best, "Dạ còn size L ạ, chị đặt trong hôm nay shop giao ngày mai 🥰")
            await asyncio.sleep(2)
            for width, height, language, theme in wanted:
                desk.preferences.change(language=language, theme=theme)
                window.resize(width, height)
                await asyncio.sleep(1.5)
                window.grab().save(str(folder / f"window-{language}-{theme}-{width}.png"))
            width, height, language, theme = wanted[0]
            desk.preferences.change(language=language, theme=theme)
            window.resize(width, height)
            half = [row.shop.id for row in desk.shops.rows.value[:2]]
            branch = desk.branches.create("Chi nhánh Quận 1", "Lan", "0901234567")
            for shop_id in half:
                desk.shops.set_branch(shop_id, branch)
            window.open_dialog("shops")
            await asyncio.sleep(2)
            # A dialog is a window of its own: only the screen shows both.
            box = window.geometry()
            whole = window.screen().grabWindow(0, box.x(), box.y(), box.width(), box.height())
            whole.save(str(folder / f"shops-{language}-{theme}-{width}.png"))


def _kinds(state: TimelineState) -> int:
    """How many kinds of messages the newest rows have: pictures and cards count most."""
    shown = [getattr(row, "kind", None) for row in state.rows[-9:]]
    cards = sum(kind not in (None, Kind.TEXT, Kind.NOTIFICATION) for kind in set(shown))
    return cards * 10 + len(shown)


def main(words: list[str]) -> None:
    folder = Path(words[0]) if words else ROOT / "packaging" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with sandbox(*SIZES, "--speed", "1") as shop:
        on_qt_loop(lambda: take(folder, shop, README + MORE if words else README))


if __name__ == "__main__":
    main(sys.argv[1:])
