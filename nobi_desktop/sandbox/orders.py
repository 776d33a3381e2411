"""The shops' orders: what buyers bought, and the endpoints that search and show it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Page, Refused, parameter_error
from nobi_desktop.sandbox.identity import DAY
from nobi_desktop.sandbox.products import Product, Sku, money, picture

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import World

STATUSES = (
    "UNPAID",
    "ON_HOLD",
    "AWAITING_SHIPMENT",
    "PARTIALLY_SHIPPING",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
)
HOUR = 3600
CARRIERS = ("J&T Express", "Giao Hàng Nhanh", "Viettel Post", "Ninja Van", "VNPost")
CARRIER_ID = "6617675021119438849"
CITIES = ("Hà Nội", "TP. Hồ Chí Minh", "Đà Nẵng", "Cần Thơ", "Hải Phòng", "Huế", "Nha Trang")
WISHES = (
    "",
    "",
    "",
    "Giao giờ hành chính giúp mình",
    "Gọi trước khi giao ạ",
    "Gói quà giúp mình nha",
)
_PACKED = {
    "UNPAID": "",
    "ON_HOLD": "",
    "AWAITING_SHIPMENT": "TO_FULFILL",
    "PARTIALLY_SHIPPING": "PROCESSING",
    "AWAITING_COLLECTION": "PROCESSING",
    "IN_TRANSIT": "FULFILLING",
    "DELIVERED": "COMPLETED",
    "COMPLETED": "COMPLETED",
    "CANCELLED": "CANCELLED",
}
_SHIPPED = frozenset({"AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"})


@dataclass(slots=True)
class Line:
    """One unit of one variant."""

    product: Product
    sku: Sku
    is_gift: bool = False


@dataclass(slots=True)
class Order:
    """One order of one buyer."""

    id: str
    package_id: str
    shop_id: str
    user_id: str
    nickname: str
    status: str
    create_time: int
    update_time: int
    lines: list[Line]
    is_cod: bool = True
    carrier: str = CARRIERS[0]
    city: str = CITIES[0]
    wish: str = ""
    discount: int = 0
    extra: JsonObject = field(default_factory=dict)


def status_by_age(rng: random.Random, age: int) -> str:
    """A status that an order of this age would have."""
    if rng.random() < 0.08:
        return "CANCELLED"
    if age < HOUR:
        return rng.choice(("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"))
    if age < DAY:
        return rng.choice(("AWAITING_SHIPMENT", "AWAITING_SHIPMENT", "AWAITING_COLLECTION"))
    if age < 4 * DAY:
        return rng.choice(("IN_TRANSIT", "IN_TRANSIT", "PARTIALLY_SHIPPING"))
    if age < 9 * DAY:
        return "DELIVERED"
    return "COMPLETED"


def invented(
    rng: random.Random,
    products: list[Product],
    *,
    order_id: str,
    package_id: str,
    user_id: str,
    nickname: str,
    created: int,
    now: int,
    status: str | None = None,
) -> Order:
    """A believable order over one shop's products."""
    lines: list[Line] = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        product = rng.choice(products)
        sku = rng.choice(product.skus)
        lines.extend(Line(product, sku) for _ in range(rng.choice((1, 1, 1, 2))))
    if rng.random() < 0.06:
        product = rng.choice(products)
        lines.append(Line(product, product.skus[0], is_gift=True))
    age = max(0, now - created)
    return Order(
        id=order_id,
        package_id=package_id,
        shop_id=lines[0].product.shop_id,
        user_id=user_id,
        nickname=nickname,
        status=status or status_by_age(rng, age),
        create_time=created,
        update_time=created + min(age, rng.randint(60, 2 * DAY)),
        lines=lines,
        is_cod=rng.random() < 0.7,
        carrier=rng.choice(CARRIERS),
        city=rng.choice(CITIES),
        wish=rng.choice(WISHES),
        discount=rng.choice((0, 0, 5000, 10000, 20000)),
    )


def _masked(name: str) -> str:
    return " ".join(f"{part[0]}***" for part in name.split() if part)


def _payment(order: Order) -> JsonObject:
    original = sum(0 if line.is_gift else line.sku.price for line in order.lines)
    discount = min(order.discount, original)
    shipping, relief = 30000, 15000
    return {
        "currency": "VND",
        "sub_total": str(original - discount),
        "total_amount": str(original - discount + shipping - relief),
        "shipping_fee": str(shipping - relief),
        "seller_discount": "0",
        "platform_discount": str(discount),
        "original_total_product_price": str(original),
        "original_shipping_fee": str(shipping),
        "shipping_fee_seller_discount": "0",
        "shipping_fee_platform_discount": str(relief),
        "tax": "0",
    }


def _tracking(order: Order) -> str:
    return f"JX{order.package_id[-10:]}" if order.status in _SHIPPED else ""


def wire(world: World, order: Order, *, detail: bool = False) -> JsonObject:
    """An order as the API answers it: one line per unit, money as decimal text."""
    status = order.status
    shown = {"ON_HOLD": "UNPAID", "PARTIALLY_SHIPPING": "AWAITING_SHIPMENT"}.get(status, status)
    shipped = status in _SHIPPED
    answer: JsonObject = {
        "id": order.id,
        "status": status,
        "order_type": "NORMAL",
        "create_time": order.create_time,
        "update_time": order.update_time,
        "user_id": order.user_id,
        "buyer_nickname": order.nickname,
        "buyer_avatar": world.avatar(order.user_id),
        "buyer_email": f"v2{order.user_id[-8:]}@chat.seller.tiktok.com",
        "buyer_message": order.wish,
        "seller_note": "",
        "is_cod": order.is_cod,
        "is_sample_order": False,
        "is_buyer_request_cancel": False,
        "payment_method_name": "Cash on delivery" if order.is_cod else "Momo",
        "payment": _payment(order),
        "line_items": [
            {
                "id": str(int(order.id) + 100 + place),
                "product_id": line.product.id,
                "product_name": line.product.title,
                "sku_id": line.sku.id,
                "sku_name": line.sku.name,
                "sku_image": picture(world, line.product, 200),
                "seller_sku": line.sku.seller_sku,
                "sale_price": "0" if line.is_gift else str(line.sku.price),
                "original_price": str(line.sku.price),
                "currency": "VND",
                "display_status": shown,
                "package_id": order.package_id,
                "package_status": _PACKED[status],
                "tracking_number": _tracking(order),
                "shipping_provider_id": CARRIER_ID if shipped else "",
                "shipping_provider_name": order.carrier if shipped else "",
                "is_gift": line.is_gift,
            }
            for place, line in enumerate(order.lines)
        ],
        "packages": [{"id": order.package_id}],
        "shipping_type": "TIKTOK",
        "shipping_provider": order.carrier,
        "shipping_provider_id": CARRIER_ID,
        "tracking_number": _tracking(order),
        "delivery_option_name": "Standard Shipping",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "warehouse_id": world.warehouse_id,
        "rts_sla_time": order.create_time + 2 * DAY,
        "tts_sla_time": order.create_time + 3 * DAY,
    }
    if status not in ("UNPAID", "ON_HOLD"):
        answer["paid_time"] = order.create_time + 60
        answer["recipient_address"] = _recipient(order)
    if status == "CANCELLED":
        answer["cancel_reason"] = "Đặt nhầm sản phẩm"
        answer["cancel_time"] = order.update_time
        answer["cancellation_initiator"] = "BUYER"
    if detail:
        answer["payment_method_code"] = "COD" if order.is_cod else "WALLET"
    answer.update(order.extra)
    return answer


def _recipient(order: Order) -> JsonObject:
    return {
        "name": _masked(order.nickname),
        "phone_number": f"(+84)90*****{order.id[-2:]}",
        "full_address": f"Vietnam, {order.city}, ****",
        "address_detail": "****",
        "address_line1": "****",
        "postal_code": "",
        "region_code": "VN",
        "district_info": [
            {
                "address_level": "L0",
                "address_level_name": "Country",
                "address_name": "Vietnam",
                "iso_code": "VN",
            },
            {
                "address_level": "L1",
                "address_level_name": "Province",
                "address_name": order.city,
                "iso_code": "",
            },
        ],
    }


def card_data(world: World, order: Order) -> JsonObject:
    """What an order card tells with need_data."""
    first = order.lines[0]
    return {
        "order_id": order.id,
        "order_status": order.status,
        "product_id": first.product.id,
        "product_name": first.product.title,
        "product_image": picture(world, first.product, 200),
        "paid_price": money(int(_payment(order)["total_amount"])),
        "quantity": len(order.lines),
        "order_link": f"https://seller-vn.tiktok.com/order/detail?order_no={order.id}",
    }


def package_data(world: World, order: Order) -> JsonObject:
    """What a logistics card tells with need_data; its times are milliseconds."""
    first = order.lines[0]
    shipped = order.create_time + 5 * HOUR
    steps = (
        ("Người bán đang chuẩn bị hàng", order.create_time + HOUR),
        ("Đơn vị vận chuyển đã lấy hàng", shipped),
        (f"Đơn hàng đã đến kho {order.city}", shipped + 20 * HOUR),
        ("Đơn hàng đang được giao", shipped + 44 * HOUR),
    )
    tracking = [
        {"description": text, "update_time_millis": when * 1000}
        for text, when in reversed(steps)
        if when <= world.now()
    ]
    return {
        "packages": [
            {
                "package_id": order.package_id,
                "product_name": first.product.title,
                "product_image": picture(world, first.product, 200),
                "paid_price": money(int(_payment(order)["total_amount"])),
                "quantity": len(order.lines),
                "predict_delivery_time_min": (shipped + 2 * DAY) * 1000,
                "predict_delivery_time_max": (shipped + 4 * DAY) * 1000,
                "delivery_option": "Standard Shipping",
                "tracking_number": _tracking(order),
                "shipping_provider_name": order.carrier,
                "tracking": tracking,
            }
        ]
    }


def _bound(body: JsonObject, name: str) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise parameter_error(f"Invalid parameter: {name} must be an integer")
    return value


async def search(call: Call) -> JsonObject:
    """Order search: full orders, newest first unless asked otherwise."""
    body = call.json_body()
    status = body.get("order_status")
    if status is not None and status not in STATUSES:
        raise parameter_error("Invalid parameter: order_status")
    buyer = body.get("buyer_user_id")
    if buyer is not None and not isinstance(buyer, str):
        raise parameter_error("Invalid parameter: buyer_user_id must be a string")
    shipping = body.get("shipping_type")
    if shipping not in (None, "TIKTOK", "SELLER", "TIKTOK_DIGITAL"):
        raise parameter_error("Invalid parameter: shipping_type")
    field_name = call.choice("sort_field", ("create_time", "update_time"))
    descending = call.choice("sort_order", ("DESC", "ASC")) == "DESC"
    bounds = [
        (name, _bound(body, f"{name}_ge"), _bound(body, f"{name}_lt"))
        for name in ("create_time", "update_time")
    ]

    def fits(order: Order) -> bool:
        if status is not None and order.status != status:
            return False
        if buyer is not None and order.user_id != buyer:
            return False
        if shipping not in (None, "TIKTOK"):
            return False
        for name, low, high in bounds:
            value: int = getattr(order, name)
            if (low is not None and value < low) or (high is not None and value >= high):
                return False
        return True

    def key(order: Order) -> tuple[int, ...]:
        return (getattr(order, field_name), int(order.id))

    rows = [order for order in call.world.orders(call.shop.id, buyer) if fits(order)]
    rows.sort(key=key, reverse=descending)
    page, token = call.world.pages.cut(
        rows,
        key=key,
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"orders:{call.shop.id}:{field_name}",
        descending=descending,
    )
    return {
        "orders": [wire(call.world, order) for order in page],
        "next_page_token": token,
        "total_count": len(rows),
    }


async def detail(call: Call) -> JsonObject:
    """Up to fifty orders by id."""
    ids = call.items("ids")
    if not ids:
        raise parameter_error("Missing required parameter: ids")
    if len(ids) > 50:
        raise parameter_error("Invalid parameter: ids holds at most 50 order ids")
    found = [call.world.order(call.shop.id, order_id) for order_id in ids]
    return {"orders": [wire(call.world, order, detail=True) for order in found if order]}


async def price_detail(call: Call) -> JsonObject:
    """The price of one order, taken apart."""
    order = call.world.order(call.shop.id, call.ids["order_id"])
    if order is None:
        raise Refused(21005001, "Order not found", 400)
    return _payment(order)


async def tracking(call: Call) -> JsonObject:
    """Where the parcel of an order has been; times are milliseconds."""
    order = call.world.order(call.shop.id, call.ids["order_id"])
    if order is None:
        raise Refused(21005001, "Order not found", 400)
    return {"tracking": package_data(call.world, order)["packages"][0]["tracking"]}


_SCOPE = "seller.order.info"
ENDPOINTS = (
    Endpoint(
        "orders", "POST", "/order/202309/orders/search", search, _SCOPE, page=Page(100, default=20)
    ),
    Endpoint("order", "GET", "/order/202507/orders", detail, _SCOPE),
    Endpoint("order", "GET", "/order/202309/orders", detail, _SCOPE),
    Endpoint(
        "order_price", "GET", "/order/202407/orders/{order_id}/price_detail", price_detail, _SCOPE
    ),
    Endpoint("tracking", "GET", "/fulfillment/202309/orders/{order_id}/tracking", tracking, _SCOPE),
)
