"""The control API over HTTP."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller


async def post(http: httpx.AsyncClient, what: str, **body: Any) -> Any:
    answer = await http.post(f"/_sandbox/{what}", content=json.dumps(body))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def get(http: httpx.AsyncClient, what: str, **query: str) -> Any:
    answer = await http.get(f"/_sandbox/{what}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_info(http: httpx.AsyncClient, world: World) -> None:
    assert await get(http, "info") == world.info()


async def test_say_and_read_the_truth(
    http: httpx.AsyncClient, seller: Seller, clock: HandClock
) -> None:
    own = seller.shop["id"]
    said = await post(http, "say", shop_id=own, text="half \ud83d", count=3, nickname="Thảo")
    assert len(said["message_ids"]) == 3
    sent = await seller.send(said["conversation_id"], content="Dạ ạ")
    truth = await get(http, "messages", shop_id=own, conversation_id=said["conversation_id"])
    assert [row["message_id"] for row in truth["messages"]] == [
        *said["message_ids"], sent["data"]["message_id"],
    ]  # fmt: skip
    assert [row["sent_by_api"] for row in truth["messages"]] == [False, False, False, True]
    assert truth["messages"][0]["text"] == "half \ud83d"
    (out,) = (await get(http, "sent", shop_id=own))["sent"]
    assert (out["text"], out["received_at"]) == ("Dạ ạ", clock.now)
    assert json.loads(out["raw_body"])["content"] == out["raw_content"]
    first = (await get(http, "conversations", shop_id=own))["conversations"][0]
    assert (first["nickname"], first["unread_count"]) == ("Thảo", 3)


@pytest.mark.parametrize("robots", [False, True])
async def test_burst(http: httpx.AsyncClient, world: World, robots: bool) -> None:
    made = await post(http, "burst", shop_id=world.shops[0].id, count=35, robots=robots)
    rows = world.messages(world.shops[0].id, made["conversation_id"])
    assert [row.id for row in rows] == made["message_ids"]
    assert {row.role for row in rows} == {"ROBOT" if robots else "BUYER"}


async def test_the_log_holds_no_secret(
    http: httpx.AsyncClient, seller: Seller, world: World
) -> None:
    await seller.conversations()
    await seller.call("GET", "/x")
    keys = {"app_key": world.app_key, "app_secret": world.app_secret}
    params = {**keys, "refresh_token": seller.shop["refresh_token"], "grant_type": "refresh_token"}
    await http.get("/api/v2/token/refresh", params=params)
    log = (await get(http, "requests"))["requests"]
    assert [entry["route"] for entry in log] == ["list_conversations", "unknown", "token_refresh"]
    assert [entry["code"] for entry in log] == [0, 40006, 0]
    assert log[0]["shop_id"] == log[2]["shop_id"] == seller.shop["id"]
    for secret in (world.app_secret, seller.token, seller.shop["refresh_token"]):
        assert secret not in json.dumps(log)
    assert (await get(http, "requests", since="2"))["requests"] == log[2:]
    counts = await get(http, "counts")
    assert counts["counts"][seller.shop["id"]]["list_conversations"] == 1
    assert counts["customer_service_today"][seller.shop["id"]] == 1
    await http.delete("/_sandbox/requests")
    assert (await get(http, "requests"))["requests"] == []


async def test_faults_are_planned_seen_and_cleared(http: httpx.AsyncClient, seller: Seller) -> None:
    planned = await post(http, "faults", route="list_conversations", code=36009003, times=2)
    assert (await seller.call("GET", f"{CHAT}/conversations", {"page_size": "1"}))[
        "code"
    ] == 36009003
    (fault,) = (await get(http, "faults"))["faults"]
    assert (fault["id"], fault["used"]) == (planned["id"], 1)
    assert (await http.delete("/_sandbox/faults")).json() == {"cleared": 1}
    assert (await http.post("/_sandbox/faults", json={"nonsense": 1})).status_code == 400


async def test_clock_tokens_scope_and_settings(
    http: httpx.AsyncClient, seller: Seller, world: World, clock: HandClock
) -> None:
    own = seller.shop["id"]
    assert (await post(http, "clock", offset=60))["now"] == clock.now + 60
    assert (await post(http, "tokens/expire", shop_id=own)) == {"expired": 1}
    assert (await seller.call("GET", "/seller/202309/shops", cipher=False))["code"] == 105002
    assert (await post(http, "tokens/revoke", shop_id=own)) == {"revoked": 1}
    granted = ["seller.order.info"]
    assert (await post(http, "scope", shop_id=own, granted=granted)) == {"granted": granted}
    talk = world.conversations(own)[0]
    settings = await post(
        http, "settings", quota=5, rate=0, strict_rotation=True, strict_sign=True,
        page_token_kind="offset", can_accept_chat={own: False}, can_send={talk.id: False},
    )  # fmt: skip
    assert (settings["quota"], settings["strict_rotation"], settings["page_token_kind"]) == (
        5, True, "offset",
    )  # fmt: skip
    assert world.shops[0].can_accept_chat is False
    assert talk.can_send_message is False
    assert await get(http, "settings") == settings
    bad = await http.post("/_sandbox/settings", json={"page_token_kind": "x"})
    assert bad.status_code == 400


async def test_story_redirect_order_and_uploads(http: httpx.AsyncClient, world: World) -> None:
    assert await get(http, "story") == {"running": False, "speed": 1.0}
    assert await post(http, "story", running=True, speed=3) == {"running": True, "speed": 3.0}
    assert (await post(http, "story", running=False))["running"] is False
    await post(http, "redirect", url="http://127.0.0.1:9/cb")
    assert world.redirect_url == "http://127.0.0.1:9/cb"
    talk = world.conversations(world.shops[0].id)[0]
    made = await post(http, "order", conversation_id=talk.id, status="UNPAID")
    assert world.order(world.shops[0].id, made["order_id"])
    assert await get(http, "uploads") == {"uploads": []}


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("say", b"{", 400),
        ("say", b"[]", 400),
        ("say", b'{"shop_id":"1"}', 404),
        ("say", b'{"count":-1}', 400),
        ("say", b'{"role":"KING"}', 400),
        ("order", b"{}", 404),
    ],
)
async def test_senseless_calls(
    http: httpx.AsyncClient, what: str, body: bytes, status: int
) -> None:
    answer = await http.post(f"/_sandbox/{what}", content=body)
    assert answer.status_code == status
