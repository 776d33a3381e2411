"""Several apps over the same shops: keys, tokens, ciphers and scopes belong to one of them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from nobi_desktop.sandbox.__main__ import parser
from nobi_desktop.sandbox.apps import App
from nobi_desktop.sandbox.authorization import Grant
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller

LIST = f"{CHAT}/conversations"
ORDERS = "/order/202309/orders/search"
SIZE = {"page_size": "5"}


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(seed=7, shops=3, conversations=2, messages=2, clock=clock, apps=3)


def through(
    world: World, app: App, shop: int = 0, *, http: httpx.AsyncClient, grant: Grant | None = None
) -> Seller:
    """A client of this app for this shop, with a consent of its own."""
    row = world.shops[shop]
    grant = grant or world.authorizations.grant((row.id,), app)
    own = {"id": row.id, "cipher": app.cipher(row), "access_token": grant.access_token}
    keys = {"app_key": app.app_key, "app_secret": app.app_secret}
    return Seller(http, {**keys, "shops": [own]}, world.now)


async def tokens(http: httpx.AsyncClient, app: App, what: str, **params: str) -> Any:
    keys = {"app_key": app.app_key, "app_secret": app.app_secret}
    return (await http.get(f"/api/v2/token/{what}", params={**keys, **params})).json()


def test_the_first_app_is_the_same_however_many_there_are(clock: HandClock) -> None:
    alone = World(seed=7, shops=3, conversations=2, messages=2, clock=clock).info()
    for apps in (3, 7):
        info = World(seed=7, shops=3, conversations=2, messages=2, clock=clock, apps=apps).info()
        found = info.pop("apps")
        assert {**info, "apps": found[:1]} == alone
        for name in ("name", "app_key", "app_secret", "service_id", "link"):
            assert len({app[name] for app in found}) == apps


def test_info_tells_how_to_connect_by_each(world: World) -> None:
    first, chat, orders = world.info()["apps"]
    assert (first["app_key"], first["app_secret"]) == (world.app_key, world.app_secret)
    assert first["link"] == f"{first['authorize_url']}?service_id={world.service_id}"
    assert chat["scopes"] == ["seller.authorization.info", "seller.customer_service"]
    assert "seller.customer_service" not in orders["scopes"]
    assert {*chat["scopes"], *orders["scopes"]} == set(first["scopes"])
    assert world.apps[1].app_secret not in repr(world.apps[1])


def test_the_number_of_apps_on_the_command_line() -> None:
    assert parser().parse_args([]).apps == 1
    assert parser().parse_args(["--apps", "3"]).apps == 3
    for bad in ("0", "-1", "x", "10"):
        with pytest.raises(SystemExit):
            parser().parse_args(["--apps", bad])
    with pytest.raises(ValueError, match="at least one app"):
        World(shops=1, conversations=0, apps=0)


async def test_each_app_can_do_what_it_may_be_granted(
    http: httpx.AsyncClient, world: World
) -> None:
    for app, chat, orders in zip(world.apps, (0, 0, 105005), (0, 105005, 0), strict=True):
        seller = through(world, app, http=http)
        assert (await seller.call("GET", LIST, SIZE))["code"] == chat
        assert (await seller.call("POST", ORDERS, SIZE, {}))["code"] == orders
        (shop,) = (await seller.data("GET", "/authorization/202309/shops", cipher=False))["shops"]
        assert shop["cipher"] == app.cipher(world.shops[0])


async def test_a_code_is_for_its_app(http: httpx.AsyncClient, world: World) -> None:
    code = world.authorizations.code((world.shops[0].id,), world.apps[1])
    asked = {"auth_code": code, "grant_type": "authorized_code"}
    assert (await tokens(http, world.apps[0], "get", **asked))["code"] == 36004004
    answer = await tokens(http, world.apps[1], "get", **asked)
    assert answer["data"]["granted_scopes"] == world.info()["apps"][1]["scopes"]
    assert (await tokens(http, world.apps[1], "get", **asked))["code"] == 36004004


async def test_a_refresh_token_is_for_its_app(http: httpx.AsyncClient, world: World) -> None:
    asked = {"refresh_token": world.shops[0].refresh_token, "grant_type": "refresh_token"}
    assert (await tokens(http, world.apps[1], "refresh", **asked))["code"] == 36004005
    assert (await tokens(http, world.apps[0], "refresh", **asked))["code"] == 0


async def test_an_access_token_is_for_its_app(http: httpx.AsyncClient, world: World) -> None:
    seller = through(world, world.apps[1], http=http, grant=world.shops[0].grant)
    answer = await seller.raw("GET", LIST, SIZE)
    assert (answer.status_code, answer.json()["code"]) == (401, 105002)


async def test_a_cipher_is_for_its_app(http: httpx.AsyncClient, world: World) -> None:
    shop = world.shops[0]
    assert world.apps[0].cipher(shop) == shop.cipher
    ciphers = {app.cipher(row) for app in world.apps for row in world.shops}
    assert len(ciphers) == 9
    assert {len(cipher) for cipher in ciphers} == {len(shop.cipher)}
    seller = through(world, world.apps[1], http=http)
    foreign = {"shop_cipher": shop.cipher}
    assert (await seller.call("GET", LIST, SIZE, spoil=foreign))["code"] == 101000
    other = {"shop_cipher": world.apps[1].cipher(world.shops[1])}
    assert (await seller.call("GET", LIST, SIZE, spoil=other))["code"] == 101000


async def test_a_secret_is_for_its_app(http: httpx.AsyncClient, world: World) -> None:
    seller = through(world, world.apps[1], http=http)
    seller.info["app_secret"] = world.app_secret
    assert (await seller.call("GET", LIST, SIZE))["code"] == 106001
    params = {"app_key": world.apps[1].app_key, "app_secret": world.app_secret}
    answer = await http.get("/api/v2/token/refresh", params=params)
    assert answer.json()["code"] == 36004003


async def test_the_rate_is_of_app_and_shop(http: httpx.AsyncClient, world: World) -> None:
    world.rate, world.burst = 1.0, 1.0
    first = through(world, world.apps[0], http=http)
    assert [(await first.raw("GET", LIST, SIZE)).status_code for _ in "12"] == [200, 429]
    other = through(world, world.apps[1], http=http)
    assert (await other.raw("GET", LIST, SIZE)).status_code == 200


async def test_giving_back_and_revoking_concern_one_app(
    http: httpx.AsyncClient, world: World
) -> None:
    first, chat = (through(world, app, http=http) for app in world.apps[:2])
    assert (await chat.call("DELETE", "/authorization/202403/shops"))["code"] == 0
    assert (await chat.call("GET", LIST, SIZE))["code"] == 105002
    assert (await first.call("GET", LIST, SIZE))["code"] == 0
    key = world.apps[1].app_key
    again = through(world, world.apps[1], http=http)
    revoked = await http.post(
        "/_sandbox/tokens/revoke", json={"shop_id": world.shops[0].id, "app_key": key}
    )
    assert revoked.json() == {"revoked": 1}
    assert (await again.call("GET", LIST, SIZE))["code"] == 105002
    assert (await first.call("GET", LIST, SIZE))["code"] == 0


async def test_scopes_are_taken_from_an_app(http: httpx.AsyncClient, world: World) -> None:
    first, chat = (through(world, app, http=http) for app in world.apps[:2])
    body = {"app_key": world.apps[1].app_key, "granted": ["seller.authorization.info"]}
    taken = await http.post("/_sandbox/scope", json=body)
    assert taken.json() == {"granted": ["seller.authorization.info"]}
    assert (await chat.call("GET", LIST, SIZE))["code"] == 105005
    assert (await first.call("GET", LIST, SIZE))["code"] == 0
    assert world.info()["apps"][1]["scopes"] == ["seller.authorization.info"]


async def test_scopes_are_taken_from_a_shop_in_every_app(
    http: httpx.AsyncClient, world: World
) -> None:
    own = world.shops[0].id
    await http.post("/_sandbox/scope", json={"shop_id": own, "granted": ["seller.order.info"]})
    for app in world.apps[:2]:
        assert (await through(world, app, http=http).call("GET", LIST, SIZE))["code"] == 105005
        fine = through(world, app, 1, http=http)
        assert (await fine.call("GET", LIST, SIZE))["code"] == 0


async def test_an_app_with_an_address_allow_list(http: httpx.AsyncClient, world: World) -> None:
    key = world.apps[1].app_key
    listed = await http.post("/_sandbox/settings", json={"apps": {key: {"ip_allow_list": True}}})
    assert listed.json()["apps"][key] == {"ip_allow_list": True}
    answer = await through(world, world.apps[1], http=http).call("GET", LIST, SIZE)
    assert answer["code"] == 36009033
    assert (await through(world, world.apps[0], http=http).call("GET", LIST, SIZE))["code"] == 0


def test_a_world_in_which_nobody_has_written_for_a_while() -> None:
    assert parser().parse_args(["--quiet", "3600"]).quiet == 3600
    now = 1_767_225_600.0
    for quiet in (0, 3600):
        world = World(shops=2, conversations=6, clock=lambda: now, quiet=quiet)
        for shop in world.shops:
            newest = max(
                message.create_time
                for conversation in world.conversations(shop.id)
                for message in conversation.messages
            )
            assert quiet <= now - newest < quiet + 600
