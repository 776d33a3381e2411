"""Planned misbehaviour, in process and over real sockets."""

from __future__ import annotations

import asyncio
import base64
import gzip
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from nobi_desktop.sandbox.faults import ConnectionDropped, rewritten
from nobi_desktop.sandbox.server import running
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller


@pytest.fixture
def conversation(world: World) -> str:
    return world.say(world.shops[0].id, text="Alo").conversation_id


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        ({"drop": True}, 1),
        ({"drop_before": True}, 0),
    ],
)
async def test_drop_in_process(
    world: World, seller: Seller, conversation: str, plan: dict[str, Any], error: int
) -> None:
    world.faults.plan("send", **plan)
    with pytest.raises(ConnectionDropped):
        await seller.send(conversation, content="x")
    assert len(world.sent(seller.shop["id"])) == error
    assert (await seller.send(conversation, content="y"))["code"] == 0
    assert [entry.dropped for entry in world.requests] == [True, False]


async def test_the_error_of_a_drop_can_be_chosen(
    world: World, seller: Seller, conversation: str
) -> None:
    world.drop_error = httpx.RemoteProtocolError
    world.faults.plan("send", drop=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await seller.send(conversation, content="x")


async def test_late_commit(
    world: World, seller: Seller, conversation: str, clock: HandClock
) -> None:
    world.faults.plan("send", commit_after=90.0)
    before = clock.now
    with pytest.raises(ConnectionDropped):
        await seller.send(conversation, content="late")
    await world.settle()
    (message,) = world.sent(seller.shop["id"])
    assert message.create_time == int(before) + 90


@pytest.mark.parametrize("commit", [None, True, False])
async def test_gateway_errors(
    world: World, seller: Seller, conversation: str, commit: bool | None
) -> None:
    world.faults.plan("send", status=502, body="<html>Bad gateway</html>", commit=commit)
    path = f"{CHAT}/conversations/{conversation}/messages"
    body = {"type": "TEXT", "content": '{"content":"x"}'}
    answer = await seller.raw("POST", path, body=body)
    assert (answer.status_code, answer.headers["content-type"][:9]) == (502, "text/html")
    assert len(world.sent(seller.shop["id"])) == (1 if commit else 0)


async def test_codes_delays_and_headers(
    world: World, seller: Seller, conversation: str, clock: HandClock
) -> None:
    before = clock.now
    world.faults.plan(
        "list_messages", code=36009003, message="internal", delay_before_commit=3,
        delay_after_commit=4, headers={"Retry-After": "7"},
    )  # fmt: skip
    path = f"{CHAT}/conversations/{conversation}/messages"
    answer = await seller.raw("GET", path, {"page_size": "1"})
    assert answer.json()["code"] == 36009003
    assert answer.headers["retry-after"] == "7"
    assert clock.now == before + 7


async def test_rewrite(world: World, seller: Seller, conversation: str) -> None:
    world.faults.plan(
        "list_messages",
        rewrite={"data.messages.0.content": 5, "-data.next_page_token": 0, "data": {"new": []}},
    )
    data = await seller.messages(conversation)
    assert data["messages"][0]["content"] == 5
    assert "next_page_token" not in data
    assert data["new"] == []
    assert rewritten({"a": [1]}, {"a.7": 1, "b.c": 2}) == {"a": [1], "b": {"c": 2}}


async def test_choice_by_route_shop_conversation_and_count(
    world: World, seller: Seller, conversation: str
) -> None:
    other = world.say(world.shops[0].id, text="Alo").conversation_id
    world.faults.plan("send", code=1, conversation_id=other, times=-1)
    world.faults.plan("send", code=2, shop_id=world.shops[1].id, times=-1)
    world.faults.plan("send", code=3, after_calls=1, times=2)
    codes = [(await seller.send(conversation, content="x"))["code"] for _ in range(4)]
    assert codes == [0, 3, 3, 0]
    assert (await seller.send(other, content="x"))["code"] == 1
    assert world.faults.clear() == 3
    assert (await seller.send(other, content="x"))["code"] == 0
    with pytest.raises(ValueError, match="no such fault field"):
        world.faults.plan("send", delay=1)
    with pytest.raises(ValueError, match="no such route"):
        world.faults.plan("nowhere", drop=True)


async def test_clock_offset_of_one_call(world: World, seller: Seller) -> None:
    world.faults.plan("list_conversations", clock_offset=7200.0)
    answer = await seller.call("GET", f"{CHAT}/conversations", {"page_size": "1"})
    assert "timestamp" in answer["message"]
    assert (await seller.call("GET", f"{CHAT}/conversations", {"page_size": "1"}))["code"] == 0


async def test_token_faults_know_their_shop(world: World, http: httpx.AsyncClient) -> None:
    world.faults.plan("token_refresh", shop_id=world.shops[1].id, status=503, times=-1)
    for number, status in ((0, 200), (1, 503)):
        params = {
            "app_key": world.app_key,
            "app_secret": world.app_secret,
            "refresh_token": world.shops[number].refresh_token,
            "grant_type": "refresh_token",
        }
        answer = await http.get("/api/v2/token/refresh", params=params)
        assert answer.status_code == status


# -- over real sockets -----------------------------------------------------------------------------


@pytest.fixture
def live() -> Iterator[World]:
    world = World(seed=3, shops=1, conversations=6, messages=6)
    with running(world):
        yield world


@pytest.fixture
async def caller(live: World) -> AsyncIterator[Seller]:
    async with httpx.AsyncClient(base_url=live.base_url, timeout=5) as client:
        yield Seller(client, live.info(), time.time)


@pytest.mark.parametrize(("plan", "kept"), [({"drop": True}, 1), ({"drop_before": True}, 0)])
async def test_a_drop_closes_the_connection(
    live: World, caller: Seller, plan: dict[str, Any], kept: int
) -> None:
    talk = live.say(live.shops[0].id, text="Alo").conversation_id
    live.faults.plan("send", **plan)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await caller.send(talk, content="x")
    assert len(live.sent(live.shops[0].id)) == kept
    assert (await caller.send(talk, content="y"))["code"] == 0


async def test_a_late_commit_over_a_socket(live: World, caller: Seller) -> None:
    talk = live.say(live.shops[0].id, text="Alo").conversation_id
    live.faults.plan("send", commit_after=0.1)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await caller.send(talk, content="x")
    assert not live.sent(live.shops[0].id)
    for _ in range(100):
        if live.sent(live.shops[0].id):
            break
        await asyncio.sleep(0.02)
    assert [m.text for m in live.sent(live.shops[0].id)] == ["x"]


async def test_hanging_ends_with_the_client(live: World, caller: Seller) -> None:
    talk = live.say(live.shops[0].id, text="Alo").conversation_id
    live.faults.plan("send", hang=True)
    caller.http.timeout = httpx.Timeout(0.2)
    with pytest.raises(httpx.ReadTimeout):
        await caller.send(talk, content="x")
    assert len(live.sent(live.shops[0].id)) == 1


async def test_drip_and_packed_bodies(live: World, caller: Seller) -> None:
    live.faults.plan("list_conversations", drip=40_000)
    began = time.perf_counter()
    data = await caller.conversations()
    assert len(data["conversations"]) == 6
    assert time.perf_counter() - began > 0.1
    packed = base64.b64encode(gzip.compress(b'{"code":0,"data":{"conversations":[]}}')).decode()
    live.faults.plan("list_conversations", body_base64=packed, headers={"content-encoding": "gzip"})
    assert await caller.conversations() == {"conversations": []}


async def test_pictures_over_a_socket(live: World, caller: Seller) -> None:
    row = (await caller.conversations())["conversations"][0]
    avatar = await caller.http.get(row["participants"][0]["avatar"])
    assert avatar.content[:4] == b"\x89PNG"
    live.faults.plan("media", status=404)
    assert (await caller.http.get(row["participants"][0]["avatar"])).status_code == 404
