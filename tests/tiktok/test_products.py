"""Products, end to end against the sandbox and by single odd answers."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from nobi_desktop.domain.commerce import Money, Page, Product
from nobi_desktop.tiktok import products
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled, Refused
from nobi_desktop.tiktok.products import Stock
from tests.tiktok.rig import Answers, answer, client
from tests.tiktok.shop_world import ShopWorld


def read(**fields: Any) -> Product:
    found = products.product(json.dumps({"id": "17", **fields}).encode(), "s")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("price", "found"),
    [
        ({"currency": "VND", "sale_price": "1", "tax_exclusive_price": "2"}, Money("1", "VND")),
        ({"currency": "VND", "tax_exclusive_price": "2"}, Money("2", "VND")),
        ({"currency": "VND", "sale_price": "", "tax_exclusive_price": "2"}, Money("2", "VND")),
        ({"sale_price": 119000}, Money("119000", "")),
        ({}, Money("", "")),
        (None, Money("", "")),
    ],
)
def test_the_price_is_the_one_on_display(price: Any, found: Money) -> None:
    assert read(skus=[{"id": "27", "price": price}]).skus[0].price == found


def test_stock_is_counted_over_all_warehouses_and_names_joined() -> None:
    sku = {
        "id": 27,
        "seller_sku": "AT-L",
        "inventory": [{"quantity": 3}, {"quantity": "4"}, {"quantity": None}, 5],
        "sales_attributes": [
            {"value_name": "Đen"},
            {"value_name": "L", "sku_img": {"urls": ["https://x/big"], "thumb_urls": []}},
            {"name": "odd"},
        ],
    }
    (found,) = read(skus=[sku, {"id": None}, 5]).skus
    assert (found.id, found.seller_sku, found.name) == ("27", "AT-L", "Đen, L")
    assert (found.stock, found.image) == (7, "https://x/big")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Áo &amp; quần</p><p>Size&nbsp;L<br>M</p>", "Áo & quần\nSize L\nM"),
        ("<script>alert(1)</script>a<style>b{}</style>c", "ac"),
        ("a < b > c", "a < b > c"),
        ("<img src='x' onerror=\"y\">ok", "ok"),
        ("plain", "plain"),
        ("", ""),
        ("<", "<"),
        ("<!-- hidden -->shown", "shown"),
        ("<ul><li>1</li><li>2</li></ul>", "1\n2"),
    ],
)
def test_a_description_becomes_plain_lines(source: str, found: str) -> None:
    assert products.plain(source) == found


@pytest.mark.parametrize(
    "source", ["<!" * 100_000, "<script>" * 25_000, "<a " * 66_000, "&" * 200_000]
)
def test_a_hostile_description_costs_little(source: str) -> None:
    began = time.perf_counter()
    products.plain(source)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, [None], {"a": [1]}])
def test_odd_fields_never_raise(odd: Any) -> None:
    names = ("title", "status", "create_time", "update_time", "skus", "main_images", "description")
    for name in names:
        assert read(**{name: odd}).id == "17"
    for name in ("price", "inventory", "sales_attributes", "seller_sku"):
        assert read(skus=[{"id": "27", name: odd}]).skus[0].id == "27"


async def test_the_whole_catalogue_is_walked(sandbox: ShopWorld, shop: ShopClient) -> None:
    found: list[Product] = []
    page = Page()
    while True:
        answered = await products.search(shop, page_token=page.next_token, page_size=10)
        found += answered.products
        page = answered.page
        if not page.next_token:
            break
    there = sandbox.world.products(sandbox.shop.id)
    assert {p.id for p in found} == {p.id for p in there}
    assert page.total == len(there)
    for product in found:
        assert product.title
        assert product.images == ()
        assert all(sku.price.amount.isdigit() for sku in product.skus)


async def test_detail_has_pictures_names_and_the_same_price(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    listed = (await products.search(shop, status="ACTIVATE", page_size=3)).products[0]
    found = await products.detail(shop, listed.id)
    assert found.title == listed.title
    assert found.images[0].startswith(sandbox.world.base_url)
    assert found.description
    assert "<" not in found.description
    assert [s.price for s in found.skus] == [s.price for s in listed.skus]
    assert any(s.name for s in found.skus)
    with pytest.raises(Refused):
        await products.detail(shop, "7111111111111111111")


async def test_stock_of_the_sandbox_agrees_with_search(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    listed = (await products.search(shop, page_size=5)).products
    found = await products.inventory(shop, [p.id for p in listed])
    by_sku = {stock.sku_id: stock for stock in found}
    assert {s.product_id for s in found} == {p.id for p in listed}
    for product in listed:
        for sku in product.skus:
            stock = by_sku[sku.id]
            assert stock.available + stock.committed == sku.stock or stock.available == sku.stock


async def test_inventory_asks_in_as_few_calls_as_it_may() -> None:
    sku = {"id": "2", "total_available_quantity": 3, "total_committed_quantity": 1}
    data = {"inventory": [{"product_id": "1", "skus": [sku, {}, 5]}, 5]}
    answers = Answers(lambda _: answer(data))
    found = await products.inventory(
        client(answers), [str(n) for n in range(101)], [str(n) for n in range(601)]
    )
    bodies = [json.loads(r.content) for r in answers.requests]
    sizes = [(name, len(ids)) for body in bodies for name, ids in body.items()]
    assert sizes == [("sku_ids", 600), ("sku_ids", 1), ("product_ids", 100), ("product_ids", 1)]
    assert set(found) == {Stock("1", "2", 3, 1)}
    assert await products.inventory(client(answers)) == ()


async def test_a_search_always_sends_a_real_field() -> None:
    answers = Answers(lambda _: answer({}))
    shop = client(answers)
    await products.search(shop)
    await products.search(shop, status="ACTIVATE", updated_since=5, page_size=999, page_token="t+")
    bodies = [json.loads(r.content) for r in answers.requests]
    assert bodies == [{"status": "ALL"}, {"status": "ACTIVATE", "update_time_ge": 5}]
    assert answers.queries[1]["page_size"] == "100"


@pytest.mark.parametrize("data", [[], 5, {"products": {}}, {"next_page_token": {}}])
async def test_a_search_of_another_shape_is_garbled(data: Any) -> None:
    with pytest.raises(Garbled):
        await products.search(client(Answers(answer(data))))


@pytest.mark.parametrize("data", [[], 5, {}, None, {"id": None}])
async def test_a_detail_of_another_shape_is_garbled(data: Any) -> None:
    with pytest.raises(Garbled):
        await products.detail(client(Answers(answer(data))), "1")
