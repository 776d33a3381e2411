"""Searches and reads products and their stock (API sheet section 8)."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.commerce import Money, Page, Product, Sku
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.tiktok import wire
from nobi_desktop.tiktok.client import ShopClient, path_id
from nobi_desktop.tiktok.errors import Garbled
from nobi_desktop.tiktok.limits import CallClass

MOST_PRODUCTS = 100
MOST_PRODUCT_IDS = 100
MOST_SKU_IDS = 600


@dataclass(frozen=True, slots=True)
class ProductsPage:
    """A page of products, without pictures and without names of variants: search has none."""

    products: tuple[Product, ...]
    page: Page = Page()


@dataclass(frozen=True, slots=True)
class Stock:
    """Units of one SKU over all warehouses."""

    product_id: str
    sku_id: str
    available: int
    committed: int = 0


async def search(
    client: ShopClient,
    *,
    status: str = "ALL",
    updated_since: int | None = None,
    page_token: str = "",
    page_size: int = MOST_PRODUCTS,
    call_class: CallClass = CallClass.BACKFILL,
) -> ProductsPage:
    """A page of the shop's products (source: product.json, 202502). There is no search by words.

    `status` is one of TikTok's (`ACTIVATE`…) or `ALL`; `updated_since` UTC seconds, inclusive.
    """
    body: dict[str, object] = {"status": status}
    if updated_since is not None:
        body["update_time_ge"] = updated_since
    query = {"page_size": str(max(1, min(page_size, MOST_PRODUCTS)))}
    if page_token:
        query["page_token"] = page_token
    data = await client.post("/product/202502/products/search", body, query, call_class=call_class)
    try:
        members = wire.members_of(data)
        listed = wire.list_of(members, "products")
        token = wire.token_of(members)
        total = wire.count(wire.fields(data).get("total_count")) if members else 0
    except wire.BadJson:
        raise Garbled("shape", http=200) from None
    read = [product(raw, client.shop) for raw in listed]
    return ProductsPage(tuple(p for p in read if p is not None), Page(token, total))


async def detail(
    client: ShopClient, product_id: str, *, call_class: CallClass = CallClass.ONSCREEN
) -> Product:
    """One product with pictures and names of variants (source: product.json, 202309).

    `FREEZE` and `DELETED` products cannot be read.
    """
    path = f"/product/202309/products/{path_id(product_id)}"
    data = await client.get(path, {"locale": client.locale}, call_class=call_class)
    found = product(data, client.shop)
    if found is None:
        raise Garbled("shape", http=200)
    return found


async def inventory(
    client: ShopClient,
    product_ids: Sequence[str] = (),
    sku_ids: Sequence[str] = (),
    *,
    call_class: CallClass = CallClass.BACKFILL,
) -> tuple[Stock, ...]:
    """Stock by product or by SKU, in as few calls as TikTok's limits allow (202309)."""
    found: list[Stock] = []
    for name, ids, most in (
        ("sku_ids", sku_ids, MOST_SKU_IDS),
        ("product_ids", product_ids, MOST_PRODUCT_IDS),
    ):
        for start in range(0, len(ids), most):
            body = {name: list(ids[start : start + most])}
            data = await client.post(
                "/product/202309/inventory/search", body, call_class=call_class
            )
            try:
                listed = wire.sequence(wire.fields(data).get("inventory"))
            except wire.BadJson:
                raise Garbled("shape", http=200) from None
            found += [stock for entry in listed for stock in _stocks(wire.mapping(entry))]
    return tuple(found)


def _stocks(entry: dict[str, Any]) -> list[Stock]:
    product_id = wire.identity(entry.get("product_id"))
    skus = [wire.mapping(sku) for sku in wire.sequence(entry.get("skus"))]
    return [
        Stock(
            product_id,
            wire.identity(sku.get("id")),
            wire.count(sku.get("total_available_quantity")),
            wire.count(sku.get("total_committed_quantity")),
        )
        for sku in skus
        if wire.identity(sku.get("id"))
    ]


def product(raw: bytes, shop: ShopId) -> Product | None:
    """One product of search or detail; None where it has no usable id."""
    try:
        fields = wire.fields(raw)
    except wire.BadJson:
        return None
    product_id = wire.identity(fields.get("id"))
    if not product_id:
        return None
    skus = [_sku(wire.mapping(sku)) for sku in wire.sequence(fields.get("skus"))]
    pictures = [_picture(picture) for picture in wire.sequence(fields.get("main_images"))]
    return Product(
        shop=shop,
        id=product_id,
        title=wire.text(fields.get("title")),
        status=wire.word(fields.get("status")) or wire.word(fields.get("product_status")),
        created=wire.instant(fields.get("create_time")),
        updated=wire.instant(fields.get("update_time")),
        skus=tuple(sku for sku in skus if sku.id),
        images=tuple(picture for picture in pictures if picture),
        description=plain(wire.text(fields.get("description"), wire.TEXT_LIMIT)),
    )


def _sku(fields: dict[str, Any]) -> Sku:
    price = wire.mapping(fields.get("price"))
    attributes = [wire.mapping(item) for item in wire.sequence(fields.get("sales_attributes"))]
    names = [wire.text(item.get("value_name"), 200) for item in attributes]
    pictures = [_picture(item.get("sku_img")) for item in attributes]
    shelves = [wire.mapping(shelf) for shelf in wire.sequence(fields.get("inventory"))]
    return Sku(
        id=wire.identity(fields.get("id")),
        seller_sku=wire.text(fields.get("seller_sku"), 200),
        name=", ".join(name for name in names if name),
        # Search gives local sellers only the second of these, and it is the one on display.
        price=Money(
            wire.amount(price.get("sale_price")) or wire.amount(price.get("tax_exclusive_price")),
            wire.word(price.get("currency")),
        ),
        stock=sum(wire.count(shelf.get("quantity")) for shelf in shelves),
        image=next((picture for picture in pictures if picture), ""),
    )


def _picture(item: Any) -> str:
    fields = wire.mapping(item)
    for name in ("thumb_urls", "urls"):
        for url in wire.sequence(fields.get(name)):
            found = wire.text(url, wire.URL_LIMIT)
            if found:
                return found
    return ""


_BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"script", "style"})


def plain(source: str) -> str:
    """The words of a product's description, which comes as HTML, line by line.

    One walk over the pieces between brackets: it costs the same for well-made and hostile text.
    """
    head, *pieces = source.split("<")
    found = [html.unescape(head)]
    hidden = ""
    for piece in pieces:
        inside, closed, after = piece.partition(">")
        if not closed or not (inside[:1].isalpha() or inside[:1] in ("/", "!", "?")):
            if not hidden:
                found.append("<" + html.unescape(piece))
            continue
        words = inside.strip("/").split(None, 1)
        name = words[0].lower() if words else ""
        if hidden:
            hidden = "" if inside[:1] == "/" and name == hidden else hidden
        elif inside[:1] != "/" and name in _HIDDEN:
            hidden = name
        elif name in _BLOCKS:
            found.append("\n")
        if not hidden:
            found.append(html.unescape(after))
    lines = (" ".join(line.split()) for line in "".join(found).split("\n"))
    return wire.clean_text("\n".join(line for line in lines if line))
