"""Pairs of tokens and what can go wrong with them: dead, late, lost, short-lived, misdescribed."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from nobi_desktop.sandbox.authorization import REFRESH_END, YEAR_2122
from nobi_desktop.sandbox.faults import ConnectionDropped
from nobi_desktop.sandbox.server import running
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller
from tests.sandbox.test_authorization import get, refresh

LIST = f"{CHAT}/conversations"
SIZE = {"page_size": "5"}
PORTAL = "<!doctype html><title>Wi-Fi</title><form>Sign in to the guest network</form>"


async def control(http: httpx.AsyncClient, what: str, **body: Any) -> Any:
    answer = await http.post(f"/_sandbox/{what}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def grants(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    return (await http.get("/_sandbox/grants")).json()["grants"]


def short(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:12]


# -- the look ------------------------------------------------------------------------------------


async def test_grants_show_the_pair_that_is_valid_now(
    http: httpx.AsyncClient, world: World
) -> None:
    world.authorizations.strict_rotation = True
    first = world.shops[0]
    before = (await grants(http))[0]
    assert before == {
        "id": 1, "app": "Nobi Desktop", "app_key": world.app_key, "shop_ids": [first.id],
        "state": "live", "access": short(first.access_token), "refresh": short(first.refresh_token),
        "access_end": first.grant.access_end if first.grant else 0,
        "refreshes": 0, "handed_out": 1, "current_handed_out": True,
    }  # fmt: skip
    data = (await refresh(http, world, first.refresh_token))["data"]
    after = (await grants(http))[0]
    assert (after["access"], after["refresh"]) == (
        short(data["access_token"]), short(data["refresh_token"]),
    )  # fmt: skip
    assert (after["refreshes"], after["handed_out"], after["current_handed_out"]) == (1, 2, True)
    world.authorizations.revoke(first.id)
    assert [row["state"] for row in await grants(http)] == ["revoked", "live", "live"]


async def test_grants_hold_no_secret(http: httpx.AsyncClient, world: World) -> None:
    text = (await http.get("/_sandbox/grants")).text
    for shop in world.shops:
        assert shop.access_token not in text
        assert shop.refresh_token not in text
    assert world.shops[0].access_token not in repr(world.shops[0].grant)


async def test_an_exchange_makes_a_consent_of_its_own(
    http: httpx.AsyncClient, world: World
) -> None:
    code = world.authorizations.code(tuple(shop.id for shop in world.shops[:2]))
    await get(http, world, code)
    made = (await grants(http))[-1]
    assert made["shop_ids"] == [shop.id for shop in world.shops[:2]]
    assert (made["refreshes"], made["handed_out"], made["current_handed_out"]) == (0, 1, True)


# -- made, but not received ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "plan",
    [
        {"status": 429, "code": 36009002},
        {"status": 408, "body": ""},
        {"status": 500, "body": "oops"},
        {"status": 200, "body": PORTAL},
        {"status": 302, "body": "", "headers": {"location": "http://127.0.0.1:1/portal"}},
    ],
)
@pytest.mark.parametrize("commit", [False, True])
async def test_answers_that_are_not_the_servers(
    http: httpx.AsyncClient, world: World, plan: dict[str, Any], commit: bool
) -> None:
    world.authorizations.strict_rotation = True
    shop = world.shops[1]
    old = shop.refresh_token
    await control(http, "faults", route="token_refresh", shop_id=shop.id, commit=commit, **plan)
    params = {"app_key": world.app_key, "app_secret": world.app_secret, "refresh_token": old}
    params["grant_type"] = "refresh_token"
    answer = await http.get("/api/v2/token/refresh", params=params)
    assert answer.status_code == plan["status"]
    assert answer.text == plan.get("body", answer.text)
    assert answer.headers.get("location") == plan.get("headers", {}).get("location")
    row = (await grants(http))[1]
    assert (row["refresh"] != short(old)) is commit
    assert (row["refreshes"], row["handed_out"]) == (int(commit), 1)
    assert row["current_handed_out"] is not commit
    assert (await refresh(http, world, old))["code"] == (36004005 if commit else 0)


async def test_a_dropped_answer_leaves_a_pair_nobody_has(
    http: httpx.AsyncClient, world: World
) -> None:
    world.authorizations.strict_rotation = True
    old = world.shops[0].refresh_token
    await control(http, "faults", route="token_refresh", drop=True)
    with pytest.raises(ConnectionDropped):
        await refresh(http, world, old)
    row = (await grants(http))[0]
    assert (row["refreshes"], row["handed_out"], row["current_handed_out"]) == (1, 1, False)


async def test_a_late_answer_is_an_answer(
    http: httpx.AsyncClient, world: World, clock: HandClock
) -> None:
    before = clock.now
    await control(http, "faults", route="token_refresh", delay_after_commit=20)
    data = (await refresh(http, world, world.shops[0].refresh_token))["data"]
    assert clock.now == before + 20
    row = (await grants(http))[0]
    assert (row["access"], row["current_handed_out"]) == (short(data["access_token"]), True)


async def test_faults_know_the_shop_of_a_code(http: httpx.AsyncClient, world: World) -> None:
    code = world.authorizations.code((world.shops[1].id,))
    await control(http, "faults", route="token_get", shop_id=world.shops[1].id, code=36009003)
    assert (await get(http, world, world.authorizations.code((world.shops[0].id,))))["code"] == 0
    assert (await get(http, world, code))["code"] == 36009003
    assert (await get(http, world, code))["code"] == 0


async def test_an_empty_list_of_shops(http: httpx.AsyncClient, seller: Seller) -> None:
    await control(http, "faults", route="shops", rewrite={"data.shops": []})
    path = "/authorization/202309/shops"
    assert (await seller.data("GET", path, cipher=False)) == {"shops": []}
    assert len((await seller.data("GET", path, cipher=False))["shops"]) == 1


# -- dead, short, misdescribed -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (36004005, "can not find related auth record"),
        (36004001, "rt has expired"),
        (98001006, "refresh token is invalid"),
    ],
)
async def test_a_dead_refresh_token(
    http: httpx.AsyncClient, seller: Seller, world: World, code: int, text: str
) -> None:
    own = seller.shop["id"]
    assert await control(http, "tokens/kill", shop_id=own, code=code) == {"killed": 1}
    answer = await refresh(http, world, seller.shop["refresh_token"])
    assert (answer["code"], answer["message"]) == (code, text)
    assert (await seller.call("GET", LIST, SIZE))["code"] == 0
    assert (await refresh(http, world, world.shops[1].refresh_token))["code"] == 0
    assert [row["state"] for row in await grants(http)] == ["dead", "live", "live"]


async def test_all_of_one_app_can_die_or_expire(http: httpx.AsyncClient, world: World) -> None:
    assert await control(http, "tokens/kill") == {"killed": 3}
    assert (await refresh(http, world, world.shops[2].refresh_token))["code"] == 36004005
    assert await control(http, "tokens/expire", app_key=world.app_key) == {"expired": 3}
    assert await control(http, "tokens/expire", app_key=world.app_key) == {"expired": 0}


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("tokens/kill", {"code": 1}, 400),
        ("tokens/kill", {"shop_id": "1"}, 404),
        ("tokens/kill", {"app_key": "1"}, 404),
        ("tokens/expire", {"shop_id": "1"}, 404),
        ("tokens/revoke", {"app_key": "1"}, 404),
        ("scope", {"app_key": "1", "granted": []}, 404),
        ("settings", {"strict_rotatoin": True}, 400),
        ("settings", {"strict_rotation": "yes"}, 400),
        ("settings", {"access_life": -1}, 400),
        ("settings", {"access_life": "60"}, 400),
        ("settings", {"expire_form": "soon"}, 400),
        ("settings", {"shops": {"1": {}}}, 404),
        ("settings", {"shops": 5}, 400),
        ("settings", {"apps": {"1": {}}}, 404),
    ],
)
async def test_senseless_calls(
    http: httpx.AsyncClient, world: World, what: str, body: dict[str, Any], status: int
) -> None:
    before = (await http.get("/_sandbox/settings")).json()
    assert (await http.post(f"/_sandbox/{what}", json=body)).status_code == status
    assert (await http.get("/_sandbox/settings")).json() == before
    assert {row["state"] for row in await grants(http)} == {"live"}


async def test_senseless_settings_of_a_shop(http: httpx.AsyncClient, world: World) -> None:
    own = world.shops[0].id
    for bad in ({"lone": True}, {"user_type": "x"}, {"access_life": True}):
        answer = await http.post("/_sandbox/settings", json={"shops": {own: bad}})
        assert answer.status_code == 400


async def test_rotation_is_switched_while_running(http: httpx.AsyncClient, world: World) -> None:
    old = world.shops[0].refresh_token
    assert (await refresh(http, world, old))["data"]["refresh_token"] == old
    await control(http, "settings", strict_rotation=True)
    assert (await refresh(http, world, old))["data"]["refresh_token"] != old
    assert (await refresh(http, world, old))["code"] == 36004005


async def test_lives_for_all_and_for_one_shop(
    http: httpx.AsyncClient, world: World, clock: HandClock
) -> None:
    own, now = world.shops[0].id, int(clock.now)
    set_to = await control(
        http, "settings", access_life=600, shops={own: {"access_life": 60}}
    )  # fmt: skip
    assert (set_to["access_life"], set_to["shops"][own]["access_life"]) == (600, 60)

    async def life(number: int) -> int:
        data = (await refresh(http, world, world.shops[number].refresh_token))["data"]
        return int(data["access_token_expire_in"]) - now

    assert [await life(0), await life(1)] == [60, 600]
    seller = Seller(http, world.info(), world.now)
    clock.now += 59
    assert (await seller.call("GET", LIST, SIZE))["code"] == 0
    clock.now += 1
    assert (await seller.call("GET", LIST, SIZE))["code"] == 105002
    await control(http, "settings", shops={world.shops[1].id: {"access_life": 300}})
    both = world.authorizations.grant((world.shops[1].id, own))
    assert both.access_end == int(clock.now) + 60
    await control(http, "settings", shops={own: {"access_life": None}})
    assert await life(0) == 660


@pytest.mark.parametrize(
    ("form", "access", "refresh_end"),
    [
        ("instant", 1_767_225_600 + 600, REFRESH_END),
        ("duration", 600, REFRESH_END - 1_767_225_600),
        ("past", 1_767_225_600 - 3600, REFRESH_END),
        ("far", YEAR_2122, REFRESH_END),
    ],
)
async def test_forms_of_the_end(
    http: httpx.AsyncClient, world: World, form: str, access: int, refresh_end: int
) -> None:
    assert (await control(http, "settings", expire_form=form, access_life=600))[
        "expire_form"
    ] == form
    data = (await refresh(http, world, world.shops[0].refresh_token))["data"]
    assert data["access_token_expire_in"] == access
    assert refresh_end <= data["refresh_token_expire_in"] < refresh_end + 100
    seller = Seller(http, world.info(), world.now)
    seller.token = data["access_token"]
    assert (await seller.call("GET", LIST, SIZE))["code"] == 0


@pytest.mark.parametrize(
    ("user_type", "chat", "shops"), [(0, 0, 0), (1, 105001, 105001), (4, 105001, 0)]
)
async def test_tokens_of_others_than_sellers(
    http: httpx.AsyncClient, seller: Seller, world: World, user_type: int, chat: int, shops: int
) -> None:
    await control(http, "settings", shops={seller.shop["id"]: {"user_type": user_type}})
    data = (await refresh(http, world, seller.shop["refresh_token"]))["data"]
    assert data["user_type"] == user_type
    assert (await seller.call("GET", LIST, SIZE))["code"] == chat
    answer = await seller.call("GET", "/authorization/202309/shops", cipher=False)
    assert answer["code"] == shops


async def test_the_agents_switch_by_shop(http: httpx.AsyncClient, seller: Seller) -> None:
    own = seller.shop["id"]
    await control(http, "settings", shops={own: {"can_accept_chat": False, "single_agent": True}})
    path = f"{CHAT}/agents/settings"
    assert await seller.data("GET", path) == {"can_accept_chat": False}
    assert (await seller.call("PUT", path, body={"can_accept_chat": True}))["code"] == 0
    assert (await seller.call("PUT", path, body={"can_accept_chat": False}))["code"] == 45101002
    await control(http, "settings", shops={own: {"single_agent": False}})
    assert (await seller.call("PUT", path, body={"can_accept_chat": False}))["code"] == 0


# -- over a real socket --------------------------------------------------------------------------


@pytest.fixture
def gate() -> threading.Event:
    """Opened, it lets the delayed answers of `live` go."""
    return threading.Event()


@pytest.fixture
def live(gate: threading.Event) -> Iterator[World]:
    async def until_open(seconds: float) -> None:
        while not gate.is_set():
            await asyncio.sleep(0.01)

    world = World(
        seed=3, shops=1, conversations=0, messages=0, strict_rotation=True, sleep=until_open
    )
    with running(world):
        yield world
        gate.set()


async def refreshed(world: World, times: int) -> None:
    grant = world.shops[0].grant
    while grant is not None and grant.refreshes < times:
        await asyncio.sleep(0.01)


async def test_a_client_that_is_gone_was_handed_nothing(live: World, gate: threading.Event) -> None:
    shop = live.shops[0]
    live.faults.plan("token_refresh", delay_after_commit=3)
    query = httpx.QueryParams(
        app_key=live.app_key, app_secret=live.app_secret, grant_type="refresh_token",
        refresh_token=shop.refresh_token,
    )  # fmt: skip
    host, port = live.base_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as dying:
        dying.sendall(f"GET /api/v2/token/refresh?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await refreshed(live, 1)
    async with httpx.AsyncClient(base_url=live.base_url) as http:
        for _ in range(3):  # by then the server has seen the end of the other connection
            await grants(http)
        gate.set()
        while not live.requests:
            await asyncio.sleep(0.01)
        (row,) = await grants(http)
        assert (row["refreshes"], row["handed_out"], row["current_handed_out"]) == (1, 1, False)
        again = (await refresh(http, live, shop.refresh_token))["data"]
        (row,) = await grants(http)
        assert (row["refresh"], row["current_handed_out"]) == (short(again["refresh_token"]), True)
        assert (row["refreshes"], row["handed_out"]) == (2, 2)


async def test_an_older_pair_that_comes_late_is_not_the_current_one(
    live: World, gate: threading.Event
) -> None:
    live.authorizations.strict_rotation = False
    token = live.shops[0].refresh_token
    live.faults.plan("token_refresh", delay_after_commit=3)
    live.faults.plan("token_refresh", drop=True)
    async with httpx.AsyncClient(base_url=live.base_url) as http:
        late = asyncio.create_task(refresh(http, live, token))
        await refreshed(live, 1)
        with pytest.raises(httpx.RemoteProtocolError):
            await refresh(http, live, token)
        gate.set()
        data = (await late)["data"]
        (row,) = await grants(http)
    assert row["access"] != short(data["access_token"])
    assert (row["refreshes"], row["handed_out"], row["current_handed_out"]) == (2, 2, False)
