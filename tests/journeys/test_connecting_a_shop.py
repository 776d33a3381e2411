"""A shop is connected from inside the program, over real HTTP and without any option."""

from __future__ import annotations

import urllib.parse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from nobi_desktop.app.options import Options
from nobi_desktop.app.wiring import open_parts
from nobi_desktop.domain.connecting import CallbackWords, ConnectForm, ConnectStep, LeaveStep
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sandbox.world import World
from nobi_desktop.shops.vault import MemoryVault
from tests.journeys.conftest import Program

WORDS = CallbackWords("vi", "Xong", "Về Nobi.", "Không", "", "Sai", "")


async def connect(p: Program, world: World, *shops: str, expected: str = "") -> None:
    """Connect shops as a seller does whose browser cannot come back by itself."""
    info = world.info()
    connecting = p.desk.connecting
    connecting.begin(expected)
    link = f"{info['authorize_url']}?service_id={info['service_id']}"
    connecting.go(ConnectForm(info["app_key"], info["app_secret"], link), WORDS)
    await p.until(lambda: connecting.state.value.step is ConnectStep.BROWSER, what="the link")
    query = urllib.parse.urlsplit(connecting.state.value.link).query
    answer = {
        "code": world.authorizations.code(shops),
        "state": urllib.parse.parse_qs(query)["state"][0],
    }
    connecting.paste(f"http://127.0.0.1:8721/callback?{urllib.parse.urlencode(answer)}")
    await p.until(lambda: connecting.state.value.step is ConnectStep.CHOOSE, what="the shops")
    connecting.choose(shops)
    await p.until(lambda: connecting.state.value.step is ConnectStep.DONE, what="the end")
    connecting.close()


async def leave(p: Program, shop: str) -> None:
    leaving = p.desk.leaving
    leaving.ask(shop)
    await p.until(lambda: leaving.state.value.step is LeaveStep.ASKING, what="the question")
    leaving.confirm(False)
    await p.until(lambda: leaving.state.value.step is LeaveStep.DONE, what="the end")
    leaving.close()


@asynccontextmanager
async def started(folder: Path, vault: MemoryVault) -> AsyncIterator[Program]:
    """The program as a seller starts it: no option, the same keyring each time."""
    options = Options()
    failures: list[str] = []
    parts = await open_parts(
        options,
        folder,
        vault=vault,
        report=lambda name, error: failures.append(f"{name}: {error!r}"),
    )
    try:
        await parts.connect(options)
        yield Program(parts)
    finally:
        await parts.stop()
    assert failures == []


async def converse(p: Program, world: World, shop: str, said: str, answer: str) -> None:
    """A buyer says something, and the seller answers."""
    key = ConversationKey(shop, world.say(shop, text=said).conversation_id)
    await p.until(lambda: any(row.key == key for row in p.desk.inbox.rows.value), what="the row")
    p.desk.inbox.open(key)
    await p.until(lambda: p.desk.composer.state.value.key == key, what="the composer")
    p.desk.composer.send(key, answer)
    await p.until(lambda: answer in [m.text for m in world.sent(shop)], what="the answer")


async def stands(p: Program, shop: str, state: ShopState) -> None:
    await p.until(
        lambda: (shop, state) in [(r.shop.id, r.status.state) for r in p.desk.shops.rows.value],
        what=f"{shop} {state}",
    )


async def test_connected_answered_given_up_and_connected_anew(world: World, tmp_path: Path) -> None:
    first, second = (shop.id for shop in world.shops[:2])
    vault = MemoryVault()
    async with started(tmp_path, vault) as p:
        await connect(p, world, first, second)
        await stands(p, first, ShopState.LIVE)
        # It is a sandbox on this computer: its pictures are shown, too.
        assert p.parts.origins == {world.base_url}
        await converse(p, world, first, "Shop ơi còn hàng không?", "Dạ còn ạ")
    # At the next start what was connected is there by itself.
    async with started(tmp_path, vault) as p:
        await stands(p, first, ShopState.LIVE)
        await converse(p, world, first, "Còn size L không?", "Dạ còn size L ạ")
        await leave(p, first)
        await stands(p, first, ShopState.DISCONNECTED)
        await stands(p, second, ShopState.LIVE)
        composer = p.desk.composer.state
        assert composer.value.reason == "disconnected"
    async with started(tmp_path, vault) as p:
        await stands(p, first, ShopState.DISCONNECTED)
        assert p.parts.registry.client(first) is None
        await connect(p, world, first, expected=first)
        await converse(p, world, first, "Lấy 2 cái", "Dạ vâng ạ")
