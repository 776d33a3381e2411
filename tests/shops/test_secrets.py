"""Planted secrets go all the ways that keys go, and turn up nowhere but in the vault (F59)."""

from __future__ import annotations

import asyncio
import logging
import os
import traceback
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.connecting import CallbackWords
from nobi_desktop.shops import registry as registry_module
from nobi_desktop.shops.callback import Callback, CallbackError
from nobi_desktop.shops.connect import Connect, ConnectError
from nobi_desktop.shops.registry import RefreshError
from nobi_desktop.shops.slots import DAY
from nobi_desktop.shops.tokens import FRESH
from nobi_desktop.shops.vault import KeyringVault, VaultError
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import TokenPair
from nobi_desktop.tiktok.errors import TikTokError
from tests.shops.rig import Place, place

WORDS = CallbackWords("en", "Done", "", "Denied", "", "Refused", "")
APP_SECRET = "CANARY-app-secret-7f3b"


class Backend:
    """A keyring that repeats what it was given in what it raises."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise OSError(f"no bus for {service}: {self.items}")
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise RuntimeError(f"cannot store {password!r}")
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.broken:
            raise RuntimeError(f"cannot delete {self.items}")
        del self.items[service, username]


class Outputs:
    """Everything that anybody could get to read."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.secrets: set[str] = {APP_SECRET}

    def plant(self, *secrets: str) -> None:
        assert all(len(secret) > 10 for secret in secrets)
        self.secrets.update(secrets)

    def tell(self, *things: object) -> None:
        for thing in things:
            self.told += [repr(thing), str(thing)]
            if isinstance(thing, BaseException):
                self.told += traceback.format_exception(thing)
                self.told += [repr(vars(thing)), repr(thing.args)]

    def forms(self) -> Iterator[str]:
        for secret in self.secrets:
            yield secret
            yield urllib.parse.quote(secret, safe="")

    def found_in(self, text: str) -> list[str]:
        return [form for form in self.forms() if form in text]


class Collector(logging.Handler):
    """Every record at DEBUG, with its arguments and its traceback, before any filter."""

    def __init__(self, outputs: Outputs) -> None:
        super().__init__(logging.DEBUG)
        self._outputs = outputs

    def emit(self, record: logging.LogRecord) -> None:
        self._outputs.told += [record.getMessage(), repr(record.args)]
        if record.exc_info and record.exc_info[1] is not None:
            self._outputs.tell(record.exc_info[1])


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outputs]:
    made = Outputs()
    handler, root = Collector(made), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield made
    root.removeHandler(handler)
    root.setLevel(level)


async def failing(outputs: Outputs, work: Any, *kinds: type[BaseException]) -> None:
    with pytest.raises(kinds or Exception) as caught:
        await work
    outputs.tell(caught.value)


async def browse(port: int, target: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    await writer.drain()
    await reader.read()
    writer.close()


async def come_back(p: Place, outputs: Outputs, connecting: Connect, code: str) -> str:
    """What the browser does, with a wrong answer first."""
    async with Callback(connecting.state, WORDS, clock=p.clock, port=0) as callback:
        waiting = asyncio.ensure_future(callback.wait())
        await asyncio.sleep(0)
        await browse(callback.port, f"/callback?code={code}&state=CANARY-another-state")
        await browse(callback.port, f"/callback?code={code}&state={connecting.state}")
        outputs.tell(callback, waiting)
        return await waiting


async def the_whole_way(p: Place, outputs: Outputs, backend: Backend) -> None:
    shop = p.world.shops[0].id
    outputs.plant("CANARY-another-state")

    def begin() -> Connect:
        made = p.connecting()
        outputs.plant(made.state)
        outputs.tell(made)
        return made

    def code() -> str:
        made = p.world.authorizations.code((shop,))
        outputs.plant(made)
        return made

    # Refusals: an invented code, answers that repeat what was sent, a portal, a keyring in trouble.
    await failing(outputs, begin().exchange("ROW_CANARY-invented-code"), ConnectError)
    outputs.plant("ROW_CANARY-invented-code")
    echo = f"bad: {APP_SECRET} {urllib.parse.quote(APP_SECRET)}"
    for fault in (
        {"code": 777, "message": echo},
        {"status": 502, "body": echo},
        {"body": f"<html>{echo}</html>"},
        {"drop": True},
        {"status": 302, "body": "", "headers": {"location": f"http://x.example/?{APP_SECRET}"}},
    ):
        p.world.faults.plan("token_get", times=1, **fault)
        await failing(outputs, begin().exchange(code()), ConnectError)
    connecting = begin()
    pasted = f"http://127.0.0.1:8721/callback?code={code()}&state=CANARY-another-state"
    with pytest.raises(ConnectError) as caught:
        connecting.read(pasted)
    outputs.tell(caught.value)
    await connecting.exchange(await come_back(p, outputs, connecting, code()))
    backend.broken = True
    await failing(outputs, connecting.save([shop]), ConnectError)
    backend.broken = False
    await connecting.save([shop])
    outputs.tell(connecting, p.registry, p.registry.shops(), p.registry.keys.value, p.vault)

    # Calls, refreshes and what can go wrong with them.
    client, keeper = p.registry.client(shop), p.registry.keeper(shop)
    assert client is not None
    assert keeper is not None
    token = await keeper.access_token()
    p.world.faults.plan("*", times=1, code=36009004, message=f"token {token} secret {APP_SECRET}")
    await failing(outputs, authorization.shops(client), TikTokError)
    for fault in (
        {"status": 500, "body": echo},
        {"code": 36004005, "message": echo},
        {"status": 429, "code": 36009002, "message": echo},
        {"drop_before": True},
    ):
        p.world.faults.plan("token_refresh", times=1, **fault)
        await failing(outputs, p.registry.refresh_tokens(shop), RefreshError)
        outputs.tell(keeper, keeper.status.value, p.registry.keys.value)
        await p.pass_time(61)
    backend.broken = True
    await p.registry.refresh_tokens(shop)
    await failing(outputs, p.registry.refresh_tokens(shop), RefreshError)
    backend.broken = False
    await p.pass_time(61)
    p.world.authorizations.expire(shop)
    await authorization.shops(client)

    # A fault of ours in the middle of a refresh.
    async def broken(*words: object) -> TokenPair:
        raise RuntimeError(f"boom with {words}")

    real, registry_module.authorization.token_refresh = (
        registry_module.authorization.token_refresh,
        broken,
    )
    try:
        p.clock.jump(5 * DAY)
        await p.pass_time(FRESH + 120)
        assert keeper.status.value.code == "internal"
    finally:
        registry_module.authorization.token_refresh = real
    await p.pass_time(1000)
    p.world.authorizations.revoke(shop)
    p.clock.jump(5 * DAY)
    await p.pass_time(300)
    await failing(outputs, authorization.shops(client), TikTokError)
    outputs.tell(client, keeper, p.registry.keys.value, await p.registry.apps())

    backend.broken = True
    await failing(outputs, p.registry.remove(shop), VaultError)
    backend.broken = False
    await p.registry.remove(shop)
    outputs.tell(p.registry, p.vault, p.transports)
    async with Callback("CANARY-another-state", WORDS, clock=p.clock, port=0) as callback:
        waiting = asyncio.ensure_future(callback.wait())
        await asyncio.sleep(0)
        await callback.close()
        await failing(outputs, waiting, CallbackError)


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode("latin-1")
        for path in folder.rglob("*")
        if path.is_file()
    }


def of_the_process() -> Iterator[str]:
    """What other programs see of this one."""
    for name in ("cmdline", "environ"):
        place_of_it = Path(f"/proc/{os.getpid()}/{name}")
        if place_of_it.exists():
            yield place_of_it.read_bytes().decode("latin-1")


async def test_no_secret_is_in_any_output(tmp_path: Path, outputs: Outputs) -> None:
    backend = Backend()
    vault = KeyringVault("install", backend)
    async with place(tmp_path, connect=None, vault=vault, strict_rotation=True) as p:
        p.world.app_secret = APP_SECRET
        await the_whole_way(p, outputs, backend)
        outputs.plant(*p.world.authorizations._access, *p.world.authorizations._refresh)
        files = files_of(tmp_path)
    outputs.told += of_the_process()
    assert any(name.endswith("-wal") for name in files)
    for name, content in files.items():
        assert outputs.found_in(content) == [], name
    assert backend.items == {}
    everything = "\n".join(outputs.told)
    # What is looked for was there to be found, and what was told was really looked at.
    assert len(outputs.secrets) > 15
    assert "tokens of" in everything
    assert "GET /authorization" in everything
    assert outputs.found_in(everything) == []
