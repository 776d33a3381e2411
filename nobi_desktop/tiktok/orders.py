"""Searches and reads orders (API sheet section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.commerce import Money, Order, OrderLine, Page
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.tiktok import wire
from nobi_desktop.tiktok.client import ShopClient, path_id
from nobi_desktop.tiktok.errors import Garbled
from nobi_desktop.tiktok.limits import CallClass

MOST_ORDERS = 100
MOST_IDS = 50


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """A page of orders. Orders may repeat over pages: keep them by id."""

    orders: tuple[Order, ...]
    page: Page = Page()


@dataclass(frozen=True, slots=True)
class TrackingStep:
    """One line of a parcel's way. `at` is UTC seconds, 0 unknown."""

    text: str
    at: int


async def search(
    client: ShopClient,
    *,
    buyer_user_id: str = "",
    updated_since: int | None = None,
    created_since: int | None = None,
    page_token: str = "",
    page_size: int = 20,
    call_class: CallClass = CallClass.ONSCREEN,
) -> OrdersPage:
    """Orders of a buyer, or since a time, newest first (source page: get-order-list-202309).

    Times are UTC seconds, inclusive. With `updated_since` the order is by update, else by creation.
    """
    body: dict[str, object] = {}
    if buyer_user_id:
        body["buyer_user_id"] = buyer_user_id
    if updated_since is not None:
        body["update_time_ge"] = updated_since
    if created_since is not None:
        body["create_time_ge"] = created_since
    # How an empty body is signed differs among clients, so at least one real field is always sent.
    body = body or {"create_time_ge": 1}
    query = {
        "page_size": str(max(1, min(page_size, MOST_ORDERS))),
        "sort_field": "create_time" if updated_since is None else "update_time",
        "sort_order": "DESC",
    }
    if page_token:
        query["page_token"] = page_token
    data = await client.post("/order/202309/orders/search", body, query, call_class=call_class)
    try:
        members = wire.members_of(data)
        listed = wire.list_of(members, "orders")
        token = wire.token_of(members)
    except wire.BadJson:
        raise Garbled("shape", http=200) from None
    return OrdersPage(_orders(listed, client.shop), Page(token, _total(members)))


async def detail(
    client: ShopClient,
    ids: Sequence[str],
    *,
    call_class: CallClass = CallClass.ONSCREEN,
) -> tuple[Order, ...]:
    """Orders by id, asked for 50 at a time (source page: get-order-detail-202507)."""
    found: list[Order] = []
    for start in range(0, len(ids), MOST_IDS):
        some = ",".join(path_id(order_id) for order_id in ids[start : start + MOST_IDS])
        data = await client.get("/order/202507/orders", {"ids": some}, call_class=call_class)
        try:
            listed = wire.list_of(wire.members_of(data), "orders")
        except wire.BadJson:
            raise Garbled("shape", http=200) from None
        found += _orders(listed, client.shop)
    return tuple(found)


async def tracking(
    client: ShopClient, order_id: str, *, call_class: CallClass = CallClass.ONSCREEN
) -> tuple[TrackingStep, ...]:
    """The way of an order's parcel, newest first (source: fulfillment.json, tracking).

    These times come in milliseconds, unlike all others.
    """
    path = f"/fulfillment/202309/orders/{path_id(order_id)}/tracking"
    data = await client.get(path, call_class=call_class)
    try:
        listed = wire.sequence(wire.fields(data).get("tracking"))
    except wire.BadJson:
        raise Garbled("shape", http=200) from None
    steps = [
        TrackingStep(
            wire.text(step.get("description")), wire.instant(step.get("update_time_millis"))
        )
        for step in map(wire.mapping, listed)
    ]
    return tuple(sorted(steps, key=lambda step: -step.at))


def _total(members: dict[str, bytes]) -> int:
    try:
        return wire.count(wire.value(members.get("total_count", b"0")))
    except wire.BadJson:
        return 0


def _orders(listed: Sequence[bytes], shop: ShopId) -> tuple[Order, ...]:
    read = [order(raw, shop) for raw in listed]
    return tuple(found for found in read if found is not None)


def order(raw: bytes, shop: ShopId) -> Order | None:
    """One order; None where it has no usable id, plain defaults where fields cannot be read."""
    try:
        fields = wire.fields(raw)
    except wire.BadJson:
        return None
    order_id = wire.identity(fields.get("id"))
    if not order_id:
        return None
    units = [wire.mapping(unit) for unit in wire.sequence(fields.get("line_items"))]
    payment = wire.mapping(fields.get("payment"))
    currency = wire.word(payment.get("currency")) or _first(units, "currency")
    return Order(
        shop=shop,
        id=order_id,
        status=wire.word(fields.get("status")),
        created=wire.instant(fields.get("create_time")),
        updated=wire.instant(fields.get("update_time")),
        paid=wire.instant(fields.get("paid_time")),
        user_id=wire.identity(fields.get("user_id")),
        buyer_name=wire.text(fields.get("buyer_nickname")),
        buyer_note=wire.text(fields.get("buyer_message")),
        total=Money(wire.amount(payment.get("total_amount")), currency),
        shipping_fee=Money(wire.amount(payment.get("shipping_fee")), currency),
        lines=_lines(units, currency),
        tracking=wire.text(fields.get("tracking_number"), 200) or _first(units, "tracking_number"),
        provider=wire.text(fields.get("shipping_provider"), 200)
        or _first(units, "shipping_provider_name"),
        is_cod=wire.flag(fields.get("is_cod"), False),
        ship_by=_ship_by(fields),
    )


def _first(units: Sequence[dict[str, Any]], name: str) -> str:
    found = (wire.text(unit.get(name), 200).strip() for unit in units)
    return next((text for text in found if text), "")


def _ship_by(fields: dict[str, Any]) -> int:
    times = (
        wire.instant(fields.get(name))
        for name in ("rts_sla_time", "shipping_due_time", "tts_sla_time")
    )
    return next((time for time in times if time), 0)


def _lines(units: Sequence[dict[str, Any]], currency: str) -> tuple[OrderLine, ...]:
    """TikTok lists every unit apart and has no quantity: units of one SKU are counted together.

    Gifts are kept apart from what was paid for.
    """
    groups: dict[tuple[str, str, str, bool], list[dict[str, Any]]] = {}
    for unit in units:
        sku_id = wire.identity(unit.get("sku_id"))
        # Without a SKU the words must tell the units apart.
        product = "" if sku_id else wire.text(unit.get("product_name"))
        variant = "" if sku_id else wire.text(unit.get("sku_name"))
        gift = wire.flag(unit.get("is_gift"), False)
        groups.setdefault((sku_id, product, variant, gift), []).append(unit)
    return tuple(
        OrderLine(
            product_id=wire.identity(same[0].get("product_id")),
            sku_id=sku_id,
            title=wire.text(same[0].get("product_name")),
            variant=wire.text(same[0].get("sku_name")),
            image=wire.text(same[0].get("sku_image"), wire.URL_LIMIT),
            price=Money(
                wire.amount(same[0].get("sale_price")),
                wire.word(same[0].get("currency")) or currency,
            ),
            quantity=len(same),
            is_gift=gift,
            status=_common([wire.word(unit.get("display_status")) for unit in same]),
        )
        for (sku_id, _, _, gift), same in groups.items()
    )


def _common(statuses: Sequence[str]) -> str:
    """The status of all units of a line, empty where they differ: the order's own then speaks."""
    return statuses[0] if len(set(statuses)) == 1 else ""
