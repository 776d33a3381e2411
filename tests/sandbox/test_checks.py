"""What every call is checked for, and the limits."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller, in_process

LIST = f"{CHAT}/conversations"
SIZE = {"page_size": "1"}


@pytest.mark.parametrize(
    ("how", "status", "code", "word"),
    [
        ({"spoil": {"app_key": "nobody"}}, 400, 36009004, "app_key"),
        ({"drop": ("sign",)}, 400, 36009004, "sign"),
        ({"spoil": {"sign": "0" * 64}}, 401, 106001, "sign"),
        ({"drop": ("timestamp",)}, 400, 36009004, "timestamp"),
        ({"spoil": {"timestamp": "17"}}, 400, 36009004, "timestamp"),
        ({"headers": {"x-tts-access-token": ""}}, 400, 36009004, "x-tts-access-token"),
        ({"headers": {"x-tts-access-token": "ROW_x"}}, 401, 105002, "access_token"),
        ({"cipher": False}, 400, 106013, "shop_cipher"),
        ({"spoil": {"shop_cipher": "ROW_other"}}, 400, 101000, "shop_cipher"),
        ({"spoil": {"shop_id": "1"}}, 400, 36009004, "shop_id"),
    ],
)
async def test_refusals(
    seller: Seller, how: dict[str, Any], status: int, code: int, word: str
) -> None:
    answer = await seller.raw("GET", LIST, SIZE, **how)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert word in answer.json()["message"]
    assert answer.json()["request_id"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/customer_service/202309/nothing", 403, 40006),
        ("GET", "/nothing/at/all", 403, 40006),
        ("DELETE", LIST, 405, 36009010),
        ("GET", "/customer_service/v1/conversations", 400, 36009014),
    ],
)
async def test_unknown_places(
    seller: Seller, method: str, path: str, status: int, code: int
) -> None:
    answer = await seller.raw(method, path, SIZE)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(("shift", "good"), [(-299, True), (-302, False), (29, True), (32, False)])
async def test_the_window_of_time(seller: Seller, world: World, shift: int, good: bool) -> None:
    seller.clock = lambda: world.now() + shift
    answer = await seller.call("GET", LIST, SIZE)
    assert (answer["code"] == 0) is good
    if not good:
        assert "Invalid timestamp" in answer["message"]


async def test_the_date_header_follows_the_clock(
    seller: Seller, world: World, clock: HandClock
) -> None:
    world.offset = 7200.0
    answer = await seller.raw("GET", LIST, SIZE)
    seconds = parsedate_to_datetime(answer.headers["date"]).timestamp()
    assert seconds == int(clock.now + 7200)


async def test_a_shop_bound_token_does_not_open_another_shop(seller: Seller, world: World) -> None:
    answer = await seller.call("GET", LIST, SIZE, spoil={"shop_cipher": world.shops[1].cipher})
    assert answer["code"] == 101000


async def test_a_cipher_where_none_belongs(seller: Seller) -> None:
    for path in ("/authorization/202309/shops", "/seller/202309/shops"):
        answer = await seller.call("GET", path)
        assert answer["code"] == 36009004
        assert "not required" in answer["message"]


async def test_a_missing_scope_is_not_an_expired_token(seller: Seller, world: World) -> None:
    world.shop(seller.shop["id"]).scopes.discard("seller.customer_service")
    answer = await seller.raw("GET", LIST, SIZE)
    assert (answer.status_code, answer.json()["code"]) == (401, 105005)
    assert (await seller.call("POST", "/order/202309/orders/search", SIZE, {}))["code"] == 0


async def test_strict_sign(seller: Seller, world: World) -> None:
    conversation = (await seller.conversations())["conversations"][0]["id"]
    path = f"{LIST}/{conversation}/messages/read"
    for strict, code in ((False, 0), (True, 106001)):
        world.strict_sign = strict
        assert (await seller.call("POST", path, body=b"{}", signed_body=b""))["code"] == code
        assert (await seller.call("POST", path, body=b"{}"))["code"] == 0
        assert (await seller.call("POST", path))["code"] == 0
        assert (await seller.call("POST", path, signed_body=b"{}"))["code"] == 106001


async def test_searches_take_nothing_and_both_empties(seller: Seller) -> None:
    for body in (None, b"{}", b"[]"):
        for path in ("/order/202309/orders/search", "/product/202502/products/search"):
            assert (await seller.call("POST", path, {"page_size": "5"}, body))["code"] == 0
    broken = await seller.call("POST", "/order/202309/orders/search", SIZE, b"{")
    assert broken["code"] == 36009022


async def test_no_content_type_is_fine(seller: Seller) -> None:
    assert (await seller.call("GET", LIST, SIZE, headers={"content-type": ""}))["code"] == 0


async def test_the_bucket_empties_and_fills(seller: Seller, world: World, clock: HandClock) -> None:
    world.rate, world.burst = 2.0, 1.0
    codes = [(await seller.raw("GET", LIST, SIZE)) for _ in range(3)]
    assert [answer.status_code for answer in codes] == [200, 200, 429]
    assert codes[2].json()["code"] == 36009002
    assert codes[2].headers["retry-after"] == "1"
    world.retry_after = False
    assert "retry-after" not in (await seller.raw("GET", LIST, SIZE)).headers
    clock.now += 1
    assert (await seller.raw("GET", LIST, SIZE)).status_code == 200


async def test_the_quota_counts_chat_calls_of_one_shop_and_day(
    seller: Seller, world: World, clock: HandClock
) -> None:
    world.quota = 2
    clock.now = clock.now // 86400 * 86400 + 43200
    codes = [(await seller.call("GET", LIST, SIZE))["code"] for _ in range(3)]
    assert codes == [0, 0, 45101004]
    assert (await seller.call("POST", "/order/202309/orders/search", SIZE))["code"] == 0
    other = Seller(seller.http, world.info(), world.now, shop=1)
    assert (await other.call("GET", LIST, SIZE))["code"] == 0
    clock.now += 43200
    assert (await seller.call("GET", LIST, SIZE))["code"] == 0


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
WORDS = st.sampled_from(["type", "content", "buyer_user_id", "order_status", "sku_ids", "status"])
ROOM = World(seed=2, shops=1, conversations=2, messages=3, clock=HandClock(), rate=0)


@settings(max_examples=40, deadline=None)
@given(
    body=st.dictionaries(WORDS, JSON | st.just("TEXT") | JSON.map(json.dumps), max_size=4),
    token=st.text(max_size=12),
)
async def test_no_body_and_no_token_breaks_the_server(body: Any, token: str) -> None:
    async with in_process(ROOM) as http:
        seller = Seller(http, ROOM.info(), ROOM.now)
        talk = ROOM.conversations(ROOM.shops[0].id)[0].id
        for path in (
            f"{LIST}/{talk}/messages",
            LIST,
            "/order/202309/orders/search",
            "/product/202502/products/search",
            "/product/202309/inventory/search",
            "/promotion/202406/coupons/search",
        ):
            query = {"page_size": "5", "page_token": token}
            answer = await seller.raw("POST", path, query, body)
            assert isinstance(answer.json()["code"], int)
