"""Orders, products, stock, coupons and warehouses."""

from __future__ import annotations

from typing import Any

import pytest

from nobi_desktop.sandbox.world import World
from tests.sandbox.seller import Seller

ORDERS = "/order/202309/orders/search"
PRODUCTS = "/product/202502/products/search"


@pytest.mark.parametrize("kind", ["cursor", "offset"])
@pytest.mark.parametrize(
    ("path", "key"), [(ORDERS, "orders"), ("/product/202309/products/search", "products")]
)
async def test_paging(world: World, seller: Seller, path: str, key: str, kind: str) -> None:
    world.pages.kind = kind
    found: list[Any] = []
    token = ""
    while True:
        query = {"page_size": "4", "page_token": token}
        data = await seller.data("POST", path, query, {})
        found += data[key]
        token = data["next_page_token"]
        if not token:
            break
    assert len({row["id"] for row in found}) == len(found) == data["total_count"] > 8
    times = [row["create_time"] for row in found]
    assert times == sorted(times, reverse=True)


async def test_orders_of_one_buyer(world: World, seller: Seller) -> None:
    own = seller.shop["id"]
    said = world.say(own, text="Alo")
    buyer = world.conversation(own, said.conversation_id).buyer.user_id
    made = [world.add_order(own, said.conversation_id, status="IN_TRANSIT") for _ in range(2)]
    data = await seller.data("POST", ORDERS, {"page_size": "20"}, {"buyer_user_id": buyer})
    assert {row["id"] for row in data["orders"]} == {order.id for order in made}
    row = data["orders"][0]
    assert row["payment"]["currency"] == "VND"
    money = {k: int(v) for k, v in row["payment"].items() if k != "currency"}
    assert money["total_amount"] == money["sub_total"] + money["shipping_fee"] + money["tax"]
    assert all("quantity" not in line for line in row["line_items"])
    assert len({line["id"] for line in row["line_items"]}) == len(row["line_items"])
    assert row["tracking_number"]
    for status, count in (("IN_TRANSIT", 2), ("UNPAID", 0)):
        body = {"buyer_user_id": buyer, "order_status": status}
        found = await seller.data("POST", ORDERS, {"page_size": "20"}, body)
        assert found["total_count"] == count


async def test_order_bounds_and_refusals(world: World, seller: Seller) -> None:
    order = world.orders(seller.shop["id"])[0]
    for low, high, inside in ((0, 1, True), (1, 2, False), (-1, 0, False)):
        body: Any = {
            "create_time_ge": order.create_time + low,
            "create_time_lt": order.create_time + high,
        }
        data = await seller.data("POST", ORDERS, {"page_size": "100"}, body)
        assert (order.id in {row["id"] for row in data["orders"]}) is inside
    for query, body in (
        ({"page_size": "101"}, {}),
        ({"page_size": "5"}, {"order_status": "SOLD"}),
        ({"page_size": "5"}, {"create_time_ge": "x"}),
        ({"page_size": "5", "sort_order": "UP"}, {}),
    ):
        assert (await seller.call("POST", ORDERS, query, body))["code"] == 36009004


async def test_order_detail_takes_lists_in_all_forms(world: World, seller: Seller) -> None:
    ids = [order.id for order in world.orders(seller.shop["id"])[:2]]
    for version in ("202309", "202507"):
        for text in (",".join(ids), f'["{ids[0]}","{ids[1]}"]'):
            data = await seller.data("GET", f"/order/{version}/orders", {"ids": text})
            assert [row["id"] for row in data["orders"]] == ids
    many = ",".join(["1"] * 51)
    assert (await seller.call("GET", "/order/202507/orders", {"ids": many}))["code"] == 36009004
    unpaid = next(o for o in world.orders(seller.shop["id"]))
    unpaid.status = "UNPAID"
    data = await seller.data("GET", "/order/202507/orders", {"ids": unpaid.id})
    assert "recipient_address" not in data["orders"][0]
    steps = await seller.data("GET", f"/fulfillment/202309/orders/{ids[1]}/tracking")
    assert all(step["update_time_millis"] > 10**12 for step in steps["tracking"])
    price = await seller.data("GET", f"/order/202407/orders/{ids[1]}/price_detail")
    assert price["currency"] == "VND"


async def test_search_has_no_pictures_and_detail_has(world: World, seller: Seller) -> None:
    data = await seller.data("POST", PRODUCTS, {"page_size": "100"}, {"status": "ACTIVATE"})
    first = data["products"][0]
    assert "main_images" not in first
    assert "sales_attributes" not in first["skus"][0]
    assert "sale_price" not in first["skus"][0]["price"]
    product = await seller.data("GET", f"/product/202309/products/{first['id']}")
    assert product["id"] == first["id"]
    assert product["skus"][0]["sales_attributes"][0]["value_name"]
    assert product["skus"][0]["price"]["sale_price"].isdigit()
    picture = await seller.http.get(product["main_images"][0]["thumb_urls"][0])
    assert picture.headers["content-type"] == "image/jpeg"
    missing = await seller.call("GET", "/product/202309/products/1")
    assert missing["code"] != 0
    deleted = world.products(seller.shop["id"])[0]
    deleted.status = "DELETED"
    assert (await seller.call("GET", f"/product/202309/products/{deleted.id}"))["code"] != 0
    bad = await seller.call("POST", PRODUCTS, {"page_size": "1"}, {"status": "SOLD"})
    assert bad["code"] == 36009004
    assert (await seller.call("POST", PRODUCTS, {}, {}))["code"] == 36009004


async def test_inventory(world: World, seller: Seller) -> None:
    product = world.products(seller.shop["id"])[0]
    path = "/product/202309/inventory/search"
    data = await seller.data("POST", path, body={"product_ids": [product.id]})
    assert len(data["inventory"][0]["skus"]) == len(product.skus)
    one = {"product_ids": [product.id], "sku_ids": [product.skus[0].id]}
    data = await seller.data("POST", path, body=one)
    assert [sku["id"] for sku in data["inventory"][0]["skus"]] == [product.skus[0].id]
    assert (await seller.call("POST", path, body={}))["code"] == 36009004


async def test_coupons_and_warehouses(seller: Seller) -> None:
    data = await seller.data("POST", "/promotion/202406/coupons/search", {}, {})
    assert len(data["coupons"]) == 3
    assert data["coupons"][0]["create_time"] > 10**12
    chat = {"display_type": ["CHAT"], "status": ["ONGOING"]}
    data = await seller.data("POST", "/promotion/202406/coupons/search", {}, chat)
    assert len(data["coupons"]) == 1
    wrong = await seller.call("POST", "/promotion/202406/coupons/search", {}, {"status": 5})
    assert wrong["code"] == 36009004
    data = await seller.data("GET", "/logistics/202309/warehouses")
    assert data["warehouses"][0]["address"]["distict"]
