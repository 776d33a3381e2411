"""Conversations and messages: shapes, order, sending, reading, pictures."""

from __future__ import annotations

import io
import itertools
import json
from typing import Any

import pytest
from PIL import Image

from nobi_desktop.sandbox.records import Conversation
from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import CHAT, HandClock, Seller

ALL_TYPES = {
    "TEXT", "IMAGE", "VIDEO", "EMOTICONS", "PRODUCT_CARD", "ORDER_CARD", "LOGISTICS_CARD",
    "RETURN_REFUND_CARD", "COUPON_CARD", "ALLOCATED_SERVICE", "NOTIFICATION",
    "BUYER_ENTER_FROM_TRANSFER", "BUYER_ENTER_FROM_PRODUCT", "BUYER_ENTER_FROM_ORDER", "OTHER",
}  # fmt: skip


def png(width: int = 30, height: int = 20, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return out.getvalue()


async def all_rows(seller: Seller, conversation: str | None = None, **query: str) -> list[Any]:
    rows: list[Any] = []
    token = ""
    while True:
        if conversation is None:
            data = await seller.conversations(page_token=token, **query)
            rows += data["conversations"]
        else:
            data = await seller.messages(conversation, page_token=token, **query)
            rows += data["messages"]
        token = data["next_page_token"]
        if not token:
            return rows


async def test_shape_of_a_conversation(seller: Seller) -> None:
    rows = await all_rows(seller)
    assert len(rows) == 24
    for row in rows:
        assert row["id"].isdigit()
        assert len(row["id"]) == 19
        assert row["participant_count"] == len(row["participants"]) in (2, 3)
        assert [p["role"] for p in row["participants"]][:2] == ["BUYER", "SHOP"]
        for person in row["participants"]:
            assert {"role", "im_user_id", "user_id", "nickname", "avatar"} == set(person)
            assert person["avatar"].startswith("http://127.0.0.1:8720/media/avatar/")
        assert {"id", "type", "content", "create_time", "is_visible", "index", "sender"} == set(
            row["latest_message"]
        )
    assert {bool(row["unread_count"]) for row in rows} == {True, False}


async def test_every_type_is_there_and_parses(world: World, seller: Seller) -> None:
    seen: dict[str, Any] = {}
    for shop in world.shops:
        other = Seller(seller.http, world.info(), world.now, shop=shop.number)
        for row in world.conversations(shop.id):
            for message in await all_rows(other, row.id, need_data="true"):
                seen.setdefault(message["type"], message)
                assert isinstance(json.loads(message["content"]), dict)
                assert isinstance(json.loads(message["data"]), dict)
    assert set(seen) >= ALL_TYPES
    picture = json.loads(seen["IMAGE"]["content"])
    assert isinstance(picture["width"], str)
    video = json.loads(seen["VIDEO"]["content"])
    assert {"url", "cover", "duration", "vid", "expire_time"} <= set(video)
    order = json.loads(seen["ORDER_CARD"]["data"])
    assert order["paid_price"].endswith("₫")
    parcel = json.loads(seen["LOGISTICS_CARD"]["data"])["packages"][0]
    assert parcel["predict_delivery_time_min"] > 10**12
    assert {"discount", "threshold"} <= set(json.loads(seen["COUPON_CARD"]["data"]))
    assert "sku_id" in json.loads(seen["RETURN_REFUND_CARD"]["data"])
    product = json.loads(seen["PRODUCT_CARD"]["data"])
    assert (await seller.http.get(product["product_image"])).content[:2] == b"\xff\xd8"


async def test_shop_and_robots_look_alike(world: World, seller: Seller) -> None:
    own = seller.shop["id"]
    first = world.say(own, text="a", role="SHOP")
    for role in ("ROBOT", "SYSTEM", "CUSTOMER_SERVICE", "BUYER"):
        world.say(own, first.conversation_id, text=role, role=role)
    rows = (await seller.messages(first.conversation_id))["messages"]
    senders = {row["sender"].pop("role"): row["sender"] for row in rows}
    assert senders["ROBOT"] == senders["SYSTEM"] == senders["SHOP"]
    assert senders["CUSTOMER_SERVICE"] != senders["SHOP"] != senders["BUYER"]


async def test_indexes_are_large_and_have_gaps(world: World, seller: Seller) -> None:
    row = max(world.conversations(seller.shop["id"]), key=lambda row: len(row.messages))
    indexes = [int(m["index"]) for m in await all_rows(seller, row.id)]
    assert indexes == sorted(indexes, reverse=True)
    assert min(indexes) > 2**53
    assert any(a - b > 1 for a, b in itertools.pairwise(indexes))


async def test_rating_requests_are_invisible_and_system_words_have_a_language(
    world: World, seller: Seller
) -> None:
    message = world.say(seller.shop["id"], kind="RATING", role="ROBOT", visible=False)
    texts = []
    for locale in ("vi-VN", "en", ""):
        data = await seller.messages(message.conversation_id, locale=locale)
        (row,) = data["messages"]
        assert row["is_visible"] is False
        texts.append((row["content"], data["unsupported_msg_tips"]))
    assert texts[0] != texts[1] == texts[2]
    assert world.conversation(seller.shop["id"], message.conversation_id).unread_count == 0


@pytest.mark.parametrize("kind", ["cursor", "offset"])
async def test_pages_are_complete_with_both_kinds_of_token(
    world: World, seller: Seller, kind: str
) -> None:
    world.pages.kind = kind
    ids = [row["id"] for row in await all_rows(seller, page_size="7")]
    assert len(ids) == len(set(ids)) == 24
    row = max(world.conversations(seller.shop["id"]), key=lambda row: len(row.messages))
    truth = [m.id for m in world.messages(seller.shop["id"], row.id)]
    for field in ("create_time", "index"):
        down = await all_rows(seller, row.id, page_size="4", sort_field=field)
        up = await all_rows(seller, row.id, page_size="4", sort_field=field, sort_order="ASC")
        assert [m["id"] for m in up] == truth == [m["id"] for m in down][::-1]


async def test_page_sizes_and_tokens_are_strict(world: World, seller: Seller) -> None:
    path = f"{CHAT}/conversations"
    first = (await seller.conversations(page_size="1"))["conversations"][0]["id"]
    for where, most in ((path, 20), (f"{path}/{first}/messages", 10)):
        for size in (str(most + 1), "0", "-1", "x", ""):
            answer = await seller.call("GET", where, {"page_size": size})
            assert answer["code"] == 36009004
            assert "page_size" in answer["message"]
        assert (await seller.call("GET", where, {"page_size": str(most)}))["code"] == 0
        bad = await seller.call("GET", where, {"page_size": "5", "page_token": "nonsense!"})
        assert "page_token" in bad["message"]
    token = (await seller.conversations(page_size="5"))["next_page_token"]
    other = await seller.call(
        "GET", f"{path}/{first}/messages", {"page_size": "5", "page_token": token}
    )
    assert other["code"] == 36009004


async def test_tokens_use_the_whole_alphabet(world: World, seller: Seller) -> None:
    tokens = ""
    for row in world.conversations(seller.shop["id"]):
        tokens += (await seller.messages(row.id, page_size="1"))["next_page_token"]
    assert set("/+=") <= set(tokens)


async def test_robots_do_not_move_a_conversation_up(
    world: World, seller: Seller, clock: HandClock
) -> None:
    own = seller.shop["id"]
    before = [row["id"] for row in await all_rows(seller)]
    clock.now += 60
    world.burst_of(own, before[-1], 5, robots=True)
    after = await all_rows(seller)
    assert [row["id"] for row in after] == before
    assert after[-1]["latest_message"]["sender"]["role"] == "ROBOT"
    world.say(own, before[-1], text="Alo")
    assert (await all_rows(seller))[0]["id"] == before[-1]


async def test_sending_shows_up_and_does_not_read(
    world: World, seller: Seller, clock: HandClock
) -> None:
    own = seller.shop["id"]
    said = world.say(own, text="Còn hàng không ạ?")
    clock.now += 5
    text = "Dạ còn ạ 🎉\n“L”  \t\u200b x"
    sent = await seller.send(said.conversation_id, content=text)
    assert sent["code"] == 0
    newest = (await seller.messages(said.conversation_id))["messages"][0]
    assert newest["id"] == sent["data"]["message_id"]
    assert newest["sender"]["role"] == "CUSTOMER_SERVICE"
    row = (await seller.conversations())["conversations"][0]
    assert (row["id"], row["unread_count"], row["participant_count"]) == (
        said.conversation_id, 1, 3,
    )  # fmt: skip
    (kept,) = world.sent(own)
    assert kept.text == text
    assert json.loads(kept.raw_body)["content"] == kept.raw_content
    await seller.data("POST", f"{CHAT}/conversations/{said.conversation_id}/messages/read")
    assert (await seller.conversations())["conversations"][0]["unread_count"] == 0


async def test_newer_send_knows_roles(world: World, seller: Seller) -> None:
    said = world.say(seller.shop["id"], text="Alo")
    path = f"/customer_service/202606/conversations/{said.conversation_id}/messages"
    body = {"type": "TEXT", "content": '{"content":"x"}'}
    assert (await seller.call("POST", path, body=body))["code"] == 0
    assert (await seller.call("POST", path, body={**body, "sender_role": "ROBOT"}))["code"] == 0
    assert (await seller.call("POST", path, body={**body, "sender_role": "BUYER"}))[
        "code"
    ] == 45101002
    assert [m.role for m in world.sent(seller.shop["id"])] == ["CUSTOMER_SERVICE", "ROBOT"]


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("TEXT", {"content": "x" * 2000}, 0),
        ("TEXT", {"content": "x" * 2001}, 45101002),
        ("TEXT", {"content": "🎉" * 1001}, 45101002),
        ("TEXT", {"content": "   "}, 45101002),
        ("TEXT", {"content": 5}, 45101002),
        ("TEXT", {"content": "Cho mình xin Zalo nhé"}, 45101006),
        ("EMOTICONS", {"url": "x"}, 45111001),
        ("NOTIFICATION", {"content": "x"}, 45111001),
        ("OTHER", {"content": "x"}, 45111001),
        ("BUYER_ENTER_FROM_ORDER", {"order_id": "1"}, 45111001),
        ("IMAGE", {"url": "https://example.com/a.png", "width": 1, "height": 1}, 45101002),
        ("PRODUCT_CARD", {"product_id": "1"}, 45101003),
        ("ORDER_CARD", {"order_id": "1"}, 45101003),
        ("COUPON_CARD", {"coupon_id": "1"}, 45111017),
        ("VIDEO", {"vid": "x"}, 45101003),
    ],
)
async def test_what_may_be_sent(
    world: World, seller: Seller, kind: str, content: dict[str, Any], code: int
) -> None:
    said = world.say(seller.shop["id"], text="Alo")
    assert (await seller.send(said.conversation_id, kind, **content))["code"] == code
    assert len(world.sent(seller.shop["id"])) == (1 if code == 0 else 0)


async def test_content_must_be_a_document_in_a_string(world: World, seller: Seller) -> None:
    said = world.say(seller.shop["id"], text="Alo")
    path = f"{CHAT}/conversations/{said.conversation_id}/messages"
    for content in ({"content": "x"}, "plain", "[]", None):
        answer = await seller.call("POST", path, body={"type": "TEXT", "content": content})
        assert answer["code"] == 45101002


async def test_closed_and_unknown_conversations(world: World, seller: Seller) -> None:
    own = seller.shop["id"]
    closed = world.conversation(own, can_send=False)
    assert (await seller.send(closed.id, content="x"))["code"] == 45109001
    assert (await seller.send("7100000000000000000", content="x"))["code"] == 45101003
    foreign = world.conversations(world.shops[1].id)[0]
    assert (await seller.send(foreign.id, content="x"))["code"] == 45101003
    path = f"{CHAT}/conversations/{foreign.id}/messages"
    assert (await seller.call("GET", path, {"page_size": "1"}))["code"] == 45101003
    assert (await seller.call("POST", path + "/read"))["code"] == 45101003


async def test_cards_can_be_sent(world: World, seller: Seller, clock: HandClock) -> None:
    own = seller.shop["id"]
    said = world.say(own, text="Alo")
    order = world.add_order(own, said.conversation_id)
    coupon = world.coupons(own)[0]
    for kind, content in (
        ("PRODUCT_CARD", {"product_id": world.products(own)[0].id}),
        ("ORDER_CARD", {"order_id": order.id}),
        ("LOGISTICS_CARD", {"order_id": order.id}),
        ("RETURN_REFUND_CARD", {"order_id": order.id, "sku_id": order.lines[0].sku.id}),
        ("COUPON_CARD", {"coupon_id": coupon}),
    ):
        assert (await seller.send(said.conversation_id, kind, **content))["code"] == 0, kind
    again = await seller.send(said.conversation_id, "COUPON_CARD", coupon_id=coupon)
    assert again["code"] == 45111012
    clock.now += 2
    again = await seller.send(said.conversation_id, "COUPON_CARD", coupon_id=coupon)
    assert again["code"] == 0


async def test_conversations_are_created_for_buyers_with_orders(
    world: World, seller: Seller
) -> None:
    own = seller.shop["id"]
    path = f"{CHAT}/conversations"
    known = {row.buyer.user_id for row in world.conversations(own)}
    stranger = next(order for order in world.orders(own) if order.user_id not in known)
    made = await seller.data("POST", path, body={"buyer_user_id": stranger.user_id})
    again = await seller.data("POST", path, body={"buyer_user_id": stranger.user_id})
    assert made == again
    rows = (await seller.conversations())["conversations"]
    row = next(row for row in rows if row["id"] == made["conversation_id"])
    assert row["latest_message"] == {}
    nobody = await seller.call("POST", path, body={"buyer_user_id": "7"})
    assert nobody["code"] == 45109003


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_picture_goes_up_is_sent_and_comes_back(
    world: World, seller: Seller, kind: str
) -> None:
    said = world.say(seller.shop["id"], text="Alo")
    data = png(33, 21, kind)
    up = (await seller.upload(data))["data"]
    assert (up["width"], up["height"]) == (33, 21)
    assert (await seller.http.get(up["url"])).content == data
    assert (await seller.send(said.conversation_id, "IMAGE", **up))["code"] == 0
    newest = (await seller.messages(said.conversation_id))["messages"][0]
    assert json.loads(newest["content"]) == {"url": up["url"], "width": "33", "height": "21"}


async def test_pictures_that_are_refused(seller: Seller, world: World) -> None:
    assert (await seller.upload(b"not a picture"))["code"] == 45101008
    assert (await seller.upload(png(kind="BMP")))["code"] == 45101008
    assert (await seller.upload(png() + b"\0" * 10 * 1024 * 1024))["code"] == 36009021
    assert (await seller.call("POST", f"{CHAT}/images/upload", body={}))["code"] == 36009023
    wrong = await seller.call("POST", f"{CHAT}/images/upload", files={"file": ("a", png())})
    assert wrong["code"] == 36009004
    assert not world.uploads


def _turns(row: Conversation) -> list[tuple[str, str]]:
    """Who of buyer and person spoke before each of their messages, and who wrote it."""
    roles = [m.role for m in row.messages if m.role in ("BUYER", "CUSTOMER_SERVICE")]
    return list(zip(["", *roles], roles, strict=False))


async def test_settings_performance_one_conversation_and_sessions(
    world: World, seller: Seller
) -> None:
    path = f"{CHAT}/agents/settings"
    assert await seller.data("GET", path) == {"can_accept_chat": True}
    assert (await seller.call("PUT", path, body={"can_accept_chat": False}))["code"] == 0
    assert await seller.data("GET", path) == {"can_accept_chat": False}
    alone = Seller(seller.http, world.info(), world.now, shop=2)
    assert (await alone.call("PUT", path, body={"can_accept_chat": False}))["code"] == 45101002
    days = {"support_date_ge": "2025-12-01", "support_date_lt": "2025-12-08"}
    numbers = await seller.data("GET", "/customer_service/202407/performance", days)
    assert isinstance(numbers["performance"]["response_percentage"], str)
    days = {"support_date_ge": "2020-01-01", "support_date_lt": "2040-01-01"}
    numbers = await seller.data("GET", "/customer_service/202407/performance", days)
    assert numbers["performance"]["support_session_count"] == sum(
        now == "BUYER" and before != "BUYER"
        for each in world.conversations(seller.shop["id"])
        for before, now in _turns(each)
    )
    row = world.conversations(seller.shop["id"])[0]
    one = await seller.data("GET", f"/customer_service/202601/conversations/{row.id}")
    assert one["conversation"]["id"] == row.id
    assert "latest_message" not in one["conversation"]
    assert "can_send_message" not in one["conversation"]
    span = {"begin_time_ge": row.create_time, "begin_time_lt": row.create_time + 1}
    found = await seller.data(
        "POST", "/customer_service/202602/sessions/search", {"page_size": "50"}, span
    )
    session = next(s for s in found["sessions"] if s["conversation_id"] == row.id)
    end = f"/customer_service/202605/conversations/{row.id}/sessions/{session['id']}/end"
    assert (await seller.call("POST", end, body={}))["code"] == 0


async def test_hostile_words_go_out_as_they_are(world: World, seller: Seller) -> None:
    own = seller.shop["id"]
    said = world.say(own, text="half \ud83d and \x00 nul", nickname="<b>\u202eevil")
    for extra in (
        {"index": 10**40, "create_time": "soon", "sender": {"nickname": None}},
        {"-sender": 0, "-content": 0, "type": 5},
        {"content": None},
    ):
        world.say(own, said.conversation_id, text="x", extra_raw=extra)
    world.say(own, said.conversation_id, content='{"content": broken', kind="TEXT")
    path = f"{CHAT}/conversations/{said.conversation_id}/messages"
    raw = (await seller.raw("GET", path, {"page_size": "10", "need_data": "true"})).content
    assert b"\\ud83d" in raw
    assert raw.isascii()
    rows = json.loads(raw)["data"]["messages"]
    assert json.loads(rows[4]["content"])["content"] == "half \ud83d and \x00 nul"
    assert rows[3]["index"] == 10**40
    assert rows[3]["sender"]["nickname"] is None
    assert rows[3]["sender"]["role"] == "BUYER"
    assert "sender" not in rows[2]
    assert rows[0]["content"] == '{"content": broken'


async def test_a_late_message_takes_its_place(
    world: World, seller: Seller, clock: HandClock
) -> None:
    own = seller.shop["id"]
    first = world.say(own, text="1")
    clock.now += 100
    world.say(own, first.conversation_id, text="3")
    late = world.say(own, first.conversation_id, text="2", at=clock.now - 50)
    rows = (await seller.messages(first.conversation_id, sort_order="ASC"))["messages"]
    assert [json.loads(row["content"])["content"] for row in rows] == ["1", "2", "3"]
    indexes = [int(row["index"]) for row in rows]
    assert indexes == sorted(indexes)
    assert rows[1]["id"] == late.id
