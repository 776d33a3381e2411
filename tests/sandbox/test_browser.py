"""The tests' browser, against the sandbox's consent page over real sockets."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from nobi_desktop.sandbox.server import bound, running
from nobi_desktop.sandbox.world import World
from tests.journeys.browser import Browser, BrowserError


@pytest.fixture
def world() -> Iterator[World]:
    world = World(seed=4, shops=3, conversations=0, messages=0, apps=2)
    with running(world):
        yield world


class Callback:
    """A listener as a desktop client has one; keeps what the browser brought."""

    def __init__(self) -> None:
        self.brought: list[dict[str, str]] = []
        keep = self.brought.append

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                keep({k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()})
                body = "Xong rồi".encode()
                self.send_response(200)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is printed."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/callback"


@pytest.fixture
def callback() -> Iterator[Callback]:
    made = Callback()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def link(world: World, app: int = 0, state: str = "s+1/=") -> str:
    return f"{world.info()['apps'][app]['link']}&state={state.replace('+', '%2B')}"


def test_allow_ticks_exactly_these_shops(world: World, callback: Callback) -> None:
    chosen = [world.shops[1].id, world.shops[2].id]
    page = Browser().allow(link(world), chosen, callback.address)
    assert (page.status, page.text) == (200, "Xong rồi")
    assert page.address.startswith(callback.address)
    (brought,) = callback.brought
    assert brought.pop("code").startswith("ROW_")
    assert brought == {
        "app_key": world.app_key, "locale": "vi-VN", "shop_region": "VN", "state": "s+1/=",
    }  # fmt: skip
    code = parse_qs(urlsplit(page.address).query)["code"][0]
    assert list(world.authorizations.exchange(code).shop_ids) == chosen


async def test_the_registered_address_and_the_other_app(world: World, callback: Callback) -> None:
    world.apps[1].redirect_url = callback.address
    page = await Browser().allow_async(link(world, 1), [world.shops[0].id])
    assert page.status == 200
    assert callback.brought[0]["app_key"] == world.apps[1].app_key


async def test_deny(world: World, callback: Callback) -> None:
    for page in (
        Browser().deny(link(world), callback.address),
        await Browser().deny_async(link(world), callback.address),
    ):
        assert page.status == 200
        assert callback.brought.pop() == {"code": "null", "error": "auth_denied", "state": "s+1/="}


def test_where_nobody_listens_the_address_stays_in_the_bar(world: World) -> None:
    closed = bound()
    port = closed.getsockname()[1]
    closed.close()
    page = Browser().allow(link(world), [world.shops[0].id], f"http://127.0.0.1:{port}/cb")
    assert (page.status, page.text) == (0, "")
    assert parse_qs(urlsplit(page.address).query)["code"][0].startswith("ROW_")


def test_a_page_without_a_form_is_shown(world: World) -> None:
    page = Browser().allow(f"{world.base_url}/open/authorize?service_id=1", [world.shops[0].id])
    assert page.status == 400
    assert "service_id" in page.text


def test_nothing_ticked_is_asked_again(world: World, callback: Callback) -> None:
    page = Browser().allow(link(world), [], callback.address)
    assert page.status == 400
    assert "ít nhất một cửa hàng" in page.text
    assert callback.brought == []


def test_a_shop_that_is_not_offered(world: World) -> None:
    with pytest.raises(BrowserError, match="does not offer 12345"):
        Browser().allow(link(world), ["12345"])


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/", "http://example.com/", "http://127.0.0.1@example.com/", "file:///x"],
)
def test_only_this_computer(world: World, address: str) -> None:
    with pytest.raises(BrowserError, match="not an address of this computer"):
        Browser().visit(address)
    with pytest.raises(BrowserError, match="not an address of this computer"):
        Browser().deny(link(world), address)
    world.apps[0].redirect_url = address
    with pytest.raises(BrowserError, match="not an address of this computer"):
        Browser().deny(link(world))
