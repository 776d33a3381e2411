"""The consent page, codes and tokens, as a desktop client meets them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from nobi_desktop.sandbox.authorization import ACCESS_LIFE, CODE_LIFE
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import HandClock, Seller


async def allow(http: httpx.AsyncClient, world: World, **fields: str) -> httpx.Response:
    form = {
        "service_id": world.service_id,
        "state": "s+t/1=",
        "shop_id": world.shops[0].id,
        "decision": "allow",
        **fields,
    }
    return await http.post("/open/authorize", data=form)


def returned(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 302
    return {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["location"]).query).items()}


async def tokens(http: httpx.AsyncClient, world: World, what: str, **params: str) -> Any:
    keys = {"app_key": world.app_key, "app_secret": world.app_secret}
    return (await http.get(f"/api/v2/token/{what}", params={**keys, **params})).json()


async def get(http: httpx.AsyncClient, world: World, code: str) -> Any:
    return await tokens(http, world, "get", auth_code=code, grant_type="authorized_code")


async def refresh(http: httpx.AsyncClient, world: World, token: str) -> Any:
    return await tokens(http, world, "refresh", refresh_token=token, grant_type="refresh_token")


async def test_the_page_names_the_shops(http: httpx.AsyncClient, world: World) -> None:
    page = await http.get(
        "/open/authorize", params={"service_id": world.service_id, "state": '"<x>'}
    )
    assert page.status_code == 200
    for shop in world.shops:
        assert shop.name in page.text
    assert "Cho phép" in page.text
    assert "Allow" in page.text
    assert "<x>" not in page.text


async def test_allow_gives_a_code_that_works_once(http: httpx.AsyncClient, world: World) -> None:
    answer = await allow(http, world, shop_id=world.shops[1].id)
    assert answer.headers["location"].startswith("http://127.0.0.1:8721/callback?")
    back = returned(answer)
    assert back["state"] == "s+t/1="
    assert back["app_key"] == world.app_key
    assert back["locale"] == "vi-VN"
    assert back["shop_region"] == "VN"
    assert back["code"].startswith("ROW_")
    first = await get(http, world, back["code"])
    assert first["data"]["seller_name"] == world.shops[1].name
    assert (await get(http, world, back["code"]))["code"] == 36004004


async def test_codes_live_thirty_minutes(
    http: httpx.AsyncClient, world: World, clock: HandClock
) -> None:
    code = returned(await allow(http, world))["code"]
    clock.now += CODE_LIFE + 1
    assert (await get(http, world, code))["code"] == 36004004


async def test_several_shops_in_one_consent(http: httpx.AsyncClient, world: World) -> None:
    form = {
        "service_id": world.service_id,
        "state": "x",
        "decision": "allow",
        "shop_id": [shop.id for shop in world.shops[:2]],
    }
    code = returned(await http.post("/open/authorize", data=form))["code"]
    token = (await get(http, world, code))["data"]["access_token"]
    seller = Seller(http, world.info(), world.now)
    seller.token = token
    found = (await seller.data("GET", "/authorization/202309/shops", cipher=False))["shops"]
    assert [shop["id"] for shop in found] == [shop.id for shop in world.shops[:2]]
    assert {"name", "region", "seller_type", "cipher", "code"} <= set(found[0])


async def test_deny_says_null(http: httpx.AsyncClient, world: World) -> None:
    back = returned(await allow(http, world, decision="deny"))
    assert back == {"code": "null", "error": "auth_denied", "state": "s+t/1="}


async def test_only_loopback_may_replace_the_redirect(
    http: httpx.AsyncClient, world: World
) -> None:
    good = await allow(http, world, redirect_uri="http://127.0.0.1:40000/callback")
    assert good.headers["location"].startswith("http://127.0.0.1:40000/callback?")
    for bad in ("https://evil.example/cb", "http://127.0.0.1.evil.example/", "http://127.0.0.1@x/"):
        assert (await allow(http, world, redirect_uri=bad)).status_code == 400


async def test_wrong_service_and_shop_are_refused(http: httpx.AsyncClient, world: World) -> None:
    assert (await http.get("/open/authorize", params={"service_id": "1"})).status_code == 400
    assert (await allow(http, world, service_id="1")).status_code == 400
    assert (await allow(http, world, shop_id="1")).status_code == 400


async def test_ends_are_absolute_and_far(
    http: httpx.AsyncClient, world: World, clock: HandClock
) -> None:
    data = (await refresh(http, world, world.shops[0].refresh_token))["data"]
    assert data["access_token_expire_in"] == int(clock.now) + ACCESS_LIFE
    assert data["refresh_token_expire_in"] > 2**32
    assert data["user_type"] == 0
    assert "seller.customer_service" in data["granted_scopes"]


async def test_refresh_keeps_the_refresh_token_by_default(
    http: httpx.AsyncClient, world: World
) -> None:
    old = world.shops[0].refresh_token
    for _ in range(2):
        assert (await refresh(http, world, old))["data"]["refresh_token"] == old


async def test_strict_rotation_kills_the_old_one(http: httpx.AsyncClient, world: World) -> None:
    world.authorizations.strict_rotation = True
    old = world.shops[0].refresh_token
    new = (await refresh(http, world, old))["data"]["refresh_token"]
    assert new != old
    assert (await refresh(http, world, old))["code"] == 36004005
    assert (await refresh(http, world, new))["code"] == 0


async def test_post_is_not_found(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v2/token/get", json={})
    assert (answer.status_code, answer.text) == (404, "404 page not found")


@pytest.mark.parametrize(
    "spoil", [{"app_key": "x"}, {"app_secret": "x"}, {"grant_type": "authorization_code"}]
)
async def test_wrong_parameters(
    http: httpx.AsyncClient, world: World, spoil: dict[str, str]
) -> None:
    params = {"auth_code": "ROW_x", "grant_type": "authorized_code", **spoil}
    assert (await tokens(http, world, "get", **params))["code"] != 0


async def test_expired_then_refreshed(
    seller: Seller, http: httpx.AsyncClient, world: World
) -> None:
    world.authorizations.expire(seller.shop["id"])
    answer = await seller.raw("GET", "/authorization/202309/shops", cipher=False)
    assert (answer.status_code, answer.json()["code"]) == (401, 105002)
    seller.token = (await refresh(http, world, seller.shop["refresh_token"]))["data"][
        "access_token"
    ]
    assert (await seller.data("GET", "/authorization/202309/shops", cipher=False))["shops"]


async def test_time_ends_the_access_token(seller: Seller, clock: HandClock) -> None:
    clock.now += ACCESS_LIFE
    assert (await seller.call("GET", "/seller/202309/shops", cipher=False))["code"] == 105002


async def test_revoked(seller: Seller, http: httpx.AsyncClient, world: World) -> None:
    world.authorizations.revoke(seller.shop["id"])
    assert (await seller.call("GET", "/seller/202309/shops", cipher=False))["code"] == 105002
    assert (await refresh(http, world, seller.shop["refresh_token"]))["code"] == 36004005
    other = Seller(http, world.info(), world.now, shop=1)
    assert (await other.call("GET", "/seller/202309/shops", cipher=False))["code"] == 0


async def test_the_app_gives_its_consent_back(seller: Seller) -> None:
    assert (await seller.call("DELETE", "/authorization/202403/shops"))["code"] == 0
    assert (await seller.call("GET", "/seller/202309/shops", cipher=False))["code"] == 105002
