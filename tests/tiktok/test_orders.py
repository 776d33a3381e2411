"""Orders, end to end against the sandbox and by single odd answers."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from nobi_desktop.domain.commerce import Money, Order, Page
from nobi_desktop.tiktok import orders
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled, Refused
from tests.tiktok.rig import Answers, answer, client
from tests.tiktok.shop_world import ShopWorld

UNIT = {
    "id": "1",
    "product_id": "17",
    "product_name": "Áo thun nữ",
    "sku_id": "27",
    "sku_name": "Đen, L",
    "sku_image": "https://x/s",
    "sale_price": "119000",
    "currency": "VND",
    "display_status": "AWAITING_SHIPMENT",
    "is_gift": False,
}
ORDER = {
    "id": "576461413038785752",
    "status": "AWAITING_SHIPMENT",
    "create_time": 1735689600,
    "paid_time": 1735689660,
    "update_time": 1735690000,
    "user_id": "12",
    "buyer_nickname": "Nguyễn Thảo",
    "buyer_message": "Giao giờ hành chính",
    "is_cod": True,
    "payment": {"currency": "VND", "total_amount": "134000", "shipping_fee": "15000"},
    "line_items": [UNIT],
    "shipping_provider": "J&T Express",
    "tracking_number": "JX12345",
    "rts_sla_time": 1735776000,
}


def read(**fields: Any) -> Order:
    found = orders.order(json.dumps({**ORDER, **fields}).encode(), "s")
    assert found is not None
    return found


def test_an_order_is_read_whole() -> None:
    found = read()
    assert (found.shop, found.id, found.status) == ("s", "576461413038785752", "AWAITING_SHIPMENT")
    assert (found.created, found.paid, found.updated) == (1735689600, 1735689660, 1735690000)
    assert (found.user_id, found.buyer_name) == ("12", "Nguyễn Thảo")
    assert found.total == Money("134000", "VND")
    assert found.shipping_fee == Money("15000", "VND")
    assert (found.tracking, found.provider, found.is_cod) == ("JX12345", "J&T Express", True)
    assert found.ship_by == 1735776000
    (line,) = found.lines
    assert (line.title, line.variant, line.quantity) == ("Áo thun nữ", "Đen, L", 1)
    assert line.price == Money("119000", "VND")


def test_units_are_counted_by_sku_and_gifts_apart() -> None:
    units = [
        UNIT,
        {**UNIT, "id": "2"},
        {**UNIT, "id": "3", "is_gift": True, "sale_price": "0"},
        {**UNIT, "id": "4", "sku_id": "28", "sku_name": "Trắng, M"},
        {**UNIT, "id": "5", "display_status": "CANCELLED"},
        {**UNIT, "id": "6", "sku_id": None, "product_name": "A"},
        {**UNIT, "id": "7", "sku_id": None, "product_name": "B"},
        {**UNIT, "id": "8", "sku_id": None, "product_name": "A"},
        5,
    ]
    lines = read(line_items=units).lines
    counted = [(line.sku_id, line.is_gift, line.quantity) for line in lines]
    assert counted[:5] == [
        ("27", False, 3), ("27", True, 1), ("28", False, 1), ("", False, 2), ("", False, 1),
    ]  # fmt: skip
    assert lines[0].status == ""
    assert lines[1].status == "AWAITING_SHIPMENT"
    assert sum(line.quantity for line in lines) == len(units)


def test_what_an_order_lacks_is_looked_for_in_its_lines() -> None:
    unit = {**UNIT, "tracking_number": "T1", "shipping_provider_name": "GHN"}
    found = read(
        tracking_number="", shipping_provider=None, line_items=[UNIT, unit], payment={},
        rts_sla_time=0, shipping_due_time="1735776001",
    )  # fmt: skip
    assert (found.tracking, found.provider) == ("T1", "GHN")
    assert found.total == Money("", "VND")
    assert found.ship_by == 1735776001


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, [None], {"a": [1]}])
def test_odd_fields_never_raise(odd: Any) -> None:
    for name in ORDER:
        if name != "id":
            assert read(**{name: odd}).id == "576461413038785752"
    for name in UNIT:
        assert len(read(line_items=[{**UNIT, name: odd}]).lines) == 1


async def test_orders_of_a_buyer_are_found(sandbox: ShopWorld, shop: ShopClient) -> None:
    conversation = sandbox.world.conversations(sandbox.shop.id)[0]
    for _ in range(3):
        sandbox.world.add_order(sandbox.shop.id, conversation.id)
    user_id = conversation.buyer.user_id
    found = await orders.search(shop, buyer_user_id=user_id)
    there = {o.id: o for o in sandbox.world.orders(sandbox.shop.id, user_id)}
    assert {o.id for o in found.orders} == set(there)
    assert found.page.total == len(there)
    for order in found.orders:
        assert order.user_id == user_id
        assert order.lines
        assert order.total.currency == "VND"
        assert order.total.amount.isdigit()
        assert order.shop == sandbox.shop.id


async def test_all_orders_are_walked_and_detail_agrees(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    found: list[Order] = []
    page = Page()
    while True:
        answered = await orders.search(shop, page_token=page.next_token, page_size=7)
        found += answered.orders
        page = answered.page
        if not page.next_token:
            break
    ids = [o.id for o in found]
    assert Counter(ids) == Counter(o.id for o in sandbox.world.orders(sandbox.shop.id))
    detail = await orders.detail(shop, ids[:60])
    assert {o.id: o for o in detail} == {o.id: o for o in found[:60]}


async def test_detail_asks_for_50_at_a_time() -> None:
    answers = Answers(lambda _: answer({"orders": [ORDER, 5, {"id": None}]}))
    found = await orders.detail(client(answers), [str(n) for n in range(101)])
    assert [len(q["ids"].split(",")) for q in answers.queries] == [50, 50, 1]
    assert len(found) == 3
    assert await orders.detail(client(answers), []) == ()
    with pytest.raises(Refused):
        await orders.detail(client(answers), ["1,2"])


async def test_a_search_always_sends_a_real_field_and_sorts_by_what_it_asks() -> None:
    answers = Answers(lambda _: answer({"orders": [], "next_page_token": "a+/=", "total_count": 3}))
    shop = client(answers)
    found = await orders.search(shop)
    assert found.page == Page("a+/=", 3)
    await orders.search(shop, updated_since=5, created_since=6, page_token="a+/=", page_size=999)
    bodies = [json.loads(r.content) for r in answers.requests]
    assert bodies == [{"create_time_ge": 1}, {"update_time_ge": 5, "create_time_ge": 6}]
    first, second = answers.queries
    assert (first["sort_field"], first["page_size"]) == ("create_time", "20")
    assert (second["sort_field"], second["page_size"]) == ("update_time", "100")
    assert second["page_token"] == "a+/="


async def test_tracking_is_newest_first_in_seconds() -> None:
    data = {
        "tracking": [
            {"description": "old", "update_time_millis": 1735689600000},
            {"description": "new", "update_time_millis": 1735699600000},
            5,
        ]
    }
    found = await orders.tracking(client(Answers(answer(data))), "57")
    assert [(s.text, s.at) for s in found] == [
        ("new", 1735699600), ("old", 1735689600), ("", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [[], 5, {"orders": {}}, {"orders": [], "next_page_token": {}}])
async def test_an_answer_of_another_shape_is_garbled(data: Any) -> None:
    with pytest.raises(Garbled):
        await orders.search(client(Answers(answer(data))))
