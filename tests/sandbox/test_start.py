"""The sandbox as a program of its own, used by a seller from outside."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.seller import Seller
from tests.sandbox.test_customer_service import png

ROOT = Path(__file__).parents[2]


@pytest.fixture
def started() -> Iterator[dict[str, Any]]:
    words = [
        "--port",
        "0",
        "--shops",
        "4",
        "--seed",
        "9",
        "--conversations",
        "5",
        "--messages",
        "6",
        "--speed",
        "200",
    ]
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "nobi_desktop.sandbox",
            *words,
            "--redirect-url",
            "http://127.0.0.1:1/",
        ],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as program:
        try:
            assert program.stdout is not None
            yield json.loads(program.stdout.readline())
        finally:
            program.terminate()
            program.wait(10)


async def test_list_read_send_upload_orders_and_products(started: dict[str, Any]) -> None:
    assert set(started) >= {
        "api_url", "auth_url", "authorize_url", "app_key", "app_secret", "service_id", "shops",
    }  # fmt: skip
    assert [shop["name"] for shop in started["shops"]][:3] == [
        "Thời trang Hà", "Mỹ phẩm Nắng", "Gia dụng Bếp",
    ]  # fmt: skip
    async with httpx.AsyncClient(base_url=started["api_url"], timeout=10) as http:
        assert (await http.get("/_sandbox/info")).json() == started
        page = await http.get(
            "/open/authorize", params={"service_id": started["service_id"], "state": "1"}
        )
        assert "Thời trang Hà" in page.text
        seller = Seller(http, started, time.time, shop=3)
        shops = await seller.data("GET", "/authorization/202309/shops", cipher=False)
        assert [shop["id"] for shop in shops["shops"]] == [seller.shop["id"]]
        rows = (await seller.conversations())["conversations"]
        talk = next(row for row in rows if row["can_send_message"])
        assert (await seller.messages(talk["id"], need_data="true"))["messages"]
        up = (await seller.upload(png()))["data"]
        assert (await seller.send(talk["id"], "IMAGE", **up))["code"] == 0
        assert (await seller.send(talk["id"], content="Dạ còn hàng ạ"))["code"] == 0
        search = {"page_size": "10"}
        orders = await seller.data("POST", "/order/202309/orders/search", search, {})
        assert orders["total_count"] >= 3
        products = await seller.data("POST", "/product/202502/products/search", search, {})
        assert len(products["products"]) == 10
        for _ in range(100):
            story = (await http.get("/_sandbox/messages", params={
                "shop_id": seller.shop["id"], "conversation_id": talk["id"],
            })).json()["messages"]  # fmt: skip
            if story[-1]["role"] == "BUYER" and story[-1]["create_time"] >= int(time.time()) - 5:
                break
            await asyncio.sleep(0.02)
        else:
            pytest.fail("the buyer did not answer")
