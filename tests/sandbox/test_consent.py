"""The consent page: whose it is, what it asks for, and where it leads."""

from __future__ import annotations

import httpx
import pytest

from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import HandClock
from tests.sandbox.test_authorization import allow, get, returned


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(seed=7, shops=3, conversations=0, messages=0, clock=clock, apps=3)


async def page(http: httpx.AsyncClient, **query: str) -> httpx.Response:
    return await http.get("/open/authorize", params={"state": "s", **query})


@pytest.mark.parametrize(
    ("number", "asked", "not_asked"),
    [
        (0, ["Nobi Desktop", "Read and answer messages", "See orders"], []),
        (1, ["Nobi Chat", "Đọc và trả lời tin nhắn"], ["See orders", "Xem sản phẩm"]),
        (2, ["Nobi Orders", "See orders", "Xem sản phẩm"], ["Đọc và trả lời tin nhắn"]),
    ],
)
async def test_it_is_the_page_of_the_right_app(
    http: httpx.AsyncClient, world: World, number: int, asked: list[str], not_asked: list[str]
) -> None:
    shown = await page(http, service_id=world.apps[number].service_id)
    assert shown.status_code == 200
    assert all(words in shown.text for words in asked)
    assert not any(words in shown.text for words in not_asked)


async def test_an_unknown_app_gets_a_clear_page(http: httpx.AsyncClient) -> None:
    for answer in (await page(http, service_id="1"), await page(http)):
        assert answer.status_code == 400
        assert answer.headers["content-type"].startswith("text/html")
        assert "Không có ứng dụng này" in answer.text
        assert "There is no such app" in answer.text


async def test_it_leads_to_the_address_the_app_has_registered(
    http: httpx.AsyncClient, world: World
) -> None:
    await http.post(
        "/_sandbox/redirect",
        json={"url": "http://127.0.0.1:9/b?x=1", "app_key": world.apps[1].app_key},
    )
    there = await allow(http, world, service_id=world.apps[1].service_id)
    assert there.headers["location"].startswith("http://127.0.0.1:9/b?x=1&app_key=")
    assert returned(there)["app_key"] == world.apps[1].app_key
    assert (
        (await allow(http, world)).headers["location"].startswith("http://127.0.0.1:8721/callback?")
    )
    denied = await allow(http, world, service_id=world.apps[1].service_id, decision="deny")
    assert returned(denied) == {
        "x": "1", "code": "null", "error": "auth_denied", "state": "s+t/1=",
    }  # fmt: skip
    unknown = await http.post("/_sandbox/redirect", json={"url": "http://x/", "app_key": "6f"})
    assert unknown.status_code == 404


async def test_without_a_tick_the_page_comes_again(http: httpx.AsyncClient, world: World) -> None:
    form = {"service_id": world.service_id, "state": "kept", "decision": "allow"}
    again = await http.post("/open/authorize", data=form)
    assert again.status_code == 400
    assert "Choose at least one shop" in again.text
    assert 'value="kept"' in again.text


async def test_other_shops_than_expected_can_be_granted(
    http: httpx.AsyncClient, world: World
) -> None:
    code = returned(await allow(http, world, shop_id=world.shops[2].id))["code"]
    assert (await get(http, world, code))["data"]["seller_name"] == world.shops[2].name


async def test_a_foreign_way_back_is_refused_before_anything_is_asked(
    http: httpx.AsyncClient, world: World
) -> None:
    shown = await page(http, service_id=world.service_id, redirect_uri="https://evil.example/")
    assert (shown.status_code, "<form" in shown.text) == (400, False)
    assert (await http.put("/open/authorize")).status_code == 405
