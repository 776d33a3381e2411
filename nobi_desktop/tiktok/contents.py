"""Turns the content of a message, by its type, from the wire into the house's own and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from nobi_desktop.domain.message import (
    Content,
    CouponCard,
    Image,
    Kind,
    Line,
    LogisticsCard,
    OrderCard,
    ProductCard,
    ReturnCard,
    Sticker,
    Text,
    Unsupported,
    Video,
)
from nobi_desktop.tiktok import wire

TEXT_UNITS = 2000
"""Most UTF-16 units of a text message; how TikTok counts is unconfirmed, this is the safe way."""

_Inner = dict[str, Any]


class Unreadable(ValueError):
    """A content that cannot be shown as its type; `reason` is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unsendable(ValueError):
    """A content that TikTok takes from nobody; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def inner(item: Any) -> _Inner:
    """The JSON document inside a JSON string (source page: 6y23rc6a). Raises `Unreadable`."""
    if isinstance(item, dict):
        return item
    if not isinstance(item, str):
        raise Unreadable("content")
    try:
        read = wire.value(wire.clean_text(item, None).encode())
    except wire.BadJson:
        raise Unreadable("content_json") from None
    if not isinstance(read, dict):
        raise Unreadable("content_shape")
    return read


def extras(item: Any) -> _Inner:
    """The `data` that comes with `need_data=true`: another document in a string, or nothing."""
    try:
        return inner(item) if item else {}
    except Unreadable:
        return {}


def read(kind: Kind, item: Any, data: Any, tip: str, wire_type: str) -> Content:
    """The content of a message of this kind. Raises `Unreadable`.

    `item` is the message's `content`, `data` its `data` or None, `tip` the page's sentence about
    types that cannot be drawn.
    """
    if kind in (Kind.UNKNOWN, Kind.OTHER):
        return Unsupported(tip, wire_type)
    return _READERS[kind](inner(item), extras(data))


def _required(found: str) -> str:
    if not found:
        raise Unreadable("content_field")
    return found


def _text(content: _Inner, _: _Inner) -> Content:
    return Text(_words(content))


def _line(content: _Inner, _: _Inner) -> Content:
    return Line(_words(content))


def _words(content: _Inner) -> str:
    words = content.get("content")
    if not isinstance(words, (str, int)) or isinstance(words, bool):
        raise Unreadable("content_field")
    return wire.text(words, wire.TEXT_LIMIT)


def _url(content: _Inner, name: str = "url") -> str:
    return wire.text(content.get(name), wire.URL_LIMIT)


def _image(content: _Inner, _: _Inner) -> Content:
    width, height = wire.size(content.get("width")), wire.size(content.get("height"))
    return Image(_required(_url(content)), width, height)


def _sticker(content: _Inner, _: _Inner) -> Content:
    width, height = wire.size(content.get("width")), wire.size(content.get("height"))
    return Sticker(_required(_url(content)), width, height)


def _video(content: _Inner, _: _Inner) -> Content:
    url, vid = _url(content), wire.text(content.get("vid"), 200)
    _required(url or vid)
    return Video(
        url,
        _url(content, "cover"),
        wire.size(content.get("width")),
        wire.size(content.get("height")),
        wire.seconds(content.get("duration")),
        vid,
        wire.instant(content.get("expire_time")),
    )


def _product(content: _Inner, data: _Inner) -> Content:
    return ProductCard(
        _required(wire.identity(content.get("product_id"))),
        wire.text(data.get("product_name")),
        _url(data, "product_image"),
        wire.text(data.get("product_lowest_price"), 100),
        wire.text(data.get("product_highest_price"), 100),
        wire.text(data.get("sold_quantity"), 100),
    )


def _order(content: _Inner, data: _Inner) -> Content:
    return OrderCard(
        _required(wire.identity(content.get("order_id"))),
        wire.word(data.get("order_status")),
        wire.text(data.get("product_name")),
        _url(data, "product_image"),
        wire.text(data.get("paid_price"), 100),
        wire.count(data.get("quantity")),
    )


def _return(content: _Inner, data: _Inner) -> Content:
    return ReturnCard(
        _required(wire.identity(content.get("order_id"))),
        wire.identity(content.get("sku_id")) or wire.identity(data.get("sku_id")),
        wire.word(data.get("order_status")),
        wire.text(data.get("product_name")),
        _url(data, "product_image"),
        wire.text(data.get("paid_price"), 100),
        wire.count(data.get("quantity")),
    )


def _coupon(content: _Inner, data: _Inner) -> Content:
    return CouponCard(
        _required(wire.identity(content.get("coupon_id"))),
        wire.text(data.get("coupon_title")),
        wire.text(data.get("discount"), 200),
        wire.text(data.get("threshold"), 200),
        wire.instant(data.get("start_time")),
        wire.instant(data.get("end_time")),
    )


def _logistics(content: _Inner, data: _Inner) -> Content:
    order_id = _required(wire.identity(content.get("order_id")))
    package_id = wire.identity(content.get("package_id"))
    packages = [wire.mapping(package) for package in wire.sequence(data.get("packages"))]
    named = [p for p in packages if wire.identity(p.get("package_id")) == package_id]
    package = next(iter(named or packages), {})
    latest, latest_at = "", 0
    for step in map(wire.mapping, wire.sequence(package.get("tracking"))):
        at = wire.instant(step.get("update_time_millis"))
        if at > latest_at or not latest:
            latest, latest_at = wire.text(step.get("description")), at
    return LogisticsCard(
        order_id,
        package_id or wire.identity(package.get("package_id")),
        wire.text(package.get("product_name")),
        _url(package, "product_image"),
        wire.text(package.get("shipping_provider_name")),
        wire.text(package.get("tracking_number"), 200),
        latest,
        latest_at,
    )


_READERS: dict[Kind, Callable[[_Inner, _Inner], Content]] = {
    Kind.TEXT: _text,
    Kind.IMAGE: _image,
    Kind.VIDEO: _video,
    Kind.STICKER: _sticker,
    Kind.PRODUCT_CARD: _product,
    Kind.ORDER_CARD: _order,
    Kind.LOGISTICS_CARD: _logistics,
    Kind.RETURN_CARD: _return,
    Kind.COUPON_CARD: _coupon,
    Kind.AGENT_JOINED: _line,
    Kind.NOTIFICATION: _line,
    Kind.TRANSFERRED: _line,
    Kind.FROM_PRODUCT: _product,
    Kind.FROM_ORDER: _order,
}


def written(kind: Kind, content: Content) -> str:
    """The `content` string of a message to send (source page: send-message-202309).

    Raises `Unsendable`: `too_long`, or `not_sendable` for the types that can only be received.
    """
    match (kind, content):
        case (Kind.TEXT, Text(words)):
            words = wire.clean_text(words, None)
            if len(words.encode("utf-16-le")) // 2 > TEXT_UNITS:
                raise Unsendable("too_long")
            fields: dict[str, object] = {"content": words}
        case (Kind.IMAGE, Image(url, width, height)):
            fields = {"url": url, "width": width, "height": height}
        case (Kind.VIDEO, Video(vid=vid)):
            fields = {"vid": vid}
        case (Kind.PRODUCT_CARD, ProductCard(product_id=product_id)):
            fields = {"product_id": product_id}
        case (Kind.ORDER_CARD, OrderCard(order_id=order_id)):
            fields = {"order_id": order_id}
        case (Kind.RETURN_CARD, ReturnCard(order_id=order_id, sku_id=sku_id)):
            fields = {"order_id": order_id, "sku_id": sku_id}
        case (Kind.COUPON_CARD, CouponCard(coupon_id=coupon_id)):
            fields = {"coupon_id": coupon_id}
        case (Kind.LOGISTICS_CARD, LogisticsCard(order_id=order_id, package_id=package_id)):
            fields = {"order_id": order_id}
            if package_id:
                fields["package_id"] = package_id
        case _:
            raise Unsendable("not_sendable")
    return msgspec.json.encode(fields).decode()
