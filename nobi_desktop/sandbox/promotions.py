"""The shops' coupons and warehouses, and the endpoints that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Page, parameter_error
from nobi_desktop.sandbox.identity import DAY

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import World

_COUPONS = (
    ("Giảm 10K cho đơn từ 99K", "10000", "99000", "ONGOING"),
    ("Giảm 25K cho khách trò chuyện", "25000", "199000", "ONGOING"),
    ("Giảm 50K cuối tuần", "50000", "399000", "ONGOING"),
)


def _times(world: World) -> tuple[int, int]:
    start = int(world.now()) // DAY * DAY - 2 * DAY
    return start, start + 9 * DAY


def card_data(world: World, own: str, coupon: str) -> JsonObject:
    """What a coupon card tells with need_data."""
    place = world.coupons(own).index(coupon)
    title, discount, threshold, _ = _COUPONS[place]
    start, end = _times(world)
    return {
        "coupon_id": coupon,
        "coupon_title": title,
        "coupon_type": "DISCOUNT",
        "discount": f"{int(discount):,}".replace(",", ".") + "₫",
        "threshold": f"{int(threshold):,}".replace(",", ".") + "₫",
        "scope": "ALL_PRODUCTS",
        "start_time": start,
        "end_time": end,
        "coupon_link": f"https://seller-vn.tiktok.com/promotion/coupon/{coupon}",
    }


def _wire(world: World, coupon: str, place: int) -> JsonObject:
    title, discount, threshold, status = _COUPONS[place]
    start, end = _times(world)
    return {
        "id": coupon,
        "title": title,
        "status": status + ("\n" if place == 2 else ""),
        "display_type": "CHAT" if place == 1 else "REGULAR",
        "creation_source": "SELLER_CENTER",
        "target_buyer_segment": "ALL_CUSTOMERS",
        "discount": {"type": "REDUCTION", "reduction": {"amount": discount, "currency": "VND"}},
        "threshold": {
            "type": "MIN_SPEND",
            "min_spend": {"amount": threshold, "currency": "VND"},
        },
        "claim_duration": {"start_time": start, "end_time": end},
        "create_time": start * 1000,
        "update_time": start * 1000,
    }


def _words(body: JsonObject, name: str) -> list[str]:
    value = body.get(name) or []
    if not isinstance(value, list):
        raise parameter_error(f"Invalid parameter: {name} must be a list")
    return [str(part) for part in value]


async def coupons(call: Call) -> JsonObject:
    """Coupon search by title, kind and status."""
    body = call.json_body()
    keyword = str(body.get("title_keyword") or "").lower()
    kinds, states = _words(body, "display_type"), _words(body, "status")
    rows = [
        row
        for place, coupon in enumerate(call.world.coupons(call.shop.id))
        for row in (_wire(call.world, coupon, place),)
        if keyword in row["title"].lower()
        and (not kinds or row["display_type"] in kinds)
        and (not states or row["status"].strip() in states)
    ]
    page, token = call.world.pages.cut(
        rows,
        key=lambda row: (int(row["id"]),),
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"coupons:{call.shop.id}",
        descending=False,
    )
    return {"coupons": list(page), "next_page_token": token, "total_count": len(rows)}


async def warehouses(call: Call) -> JsonObject:
    """The shop's warehouses; the district's key is misspelt, as on the real wire."""
    address = {
        "region": "Vietnam",
        "region_code": "VN",
        "state": "TP. Hồ Chí Minh",
        "city": "TP. Hồ Chí Minh",
        "distict": "Quận 7",
        "full_address": "Quận 7, TP. Hồ Chí Minh, Vietnam",
    }
    own = call.world.warehouse_id
    return {
        "warehouses": [
            {
                "id": str(int(own) + place),
                "entity_id": str(int(own) + 100 + place),
                "name": "Kho chính" if place == 0 else "Kho hoàn hàng",
                "type": kind,
                "sub_type": "DOMESTIC_WAREHOUSE",
                "effect_status": "ENABLED",
                "is_default": place == 0,
                "address": address,
            }
            for place, kind in enumerate(("SALES_WAREHOUSE", "RETURN_WAREHOUSE"))
        ]
    }


ENDPOINTS = (
    Endpoint(
        "coupons",
        "POST",
        "/promotion/202406/coupons/search",
        coupons,
        "seller.promotion.info",
        page=Page(100, default=50),
    ),
    Endpoint("warehouses", "GET", "/logistics/202309/warehouses", warehouses, "seller.logistics"),
)
