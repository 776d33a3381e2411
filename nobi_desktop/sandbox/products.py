"""The shops' products: the catalogue, and the endpoints that search and show it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Page, Refused, parameter_error
from nobi_desktop.sandbox.cast import CATALOGUE, Template
from nobi_desktop.sandbox.identity import DAY, block

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import World

STATUSES = (
    "ALL",
    "DRAFT",
    "PENDING",
    "FAILED",
    "ACTIVATE",
    "SELLER_DEACTIVATED",
    "PLATFORM_DEACTIVATED",
    "FREEZE",
    "DELETED",
)
MOST_PAGED = 10_000


@dataclass(slots=True)
class Sku:
    """One variant of a product."""

    id: str
    seller_sku: str
    values: tuple[tuple[str, str], ...]
    price: int
    stock: int

    @property
    def name(self) -> str:
        return ", ".join(value for _, value in self.values)


@dataclass(slots=True)
class Product:
    """One product of one shop."""

    id: str
    shop_id: str
    title: str
    short: str
    shape: str
    status: str
    create_time: int
    update_time: int
    sold: int
    skus: list[Sku]

    @property
    def price(self) -> int:
        return min(sku.price for sku in self.skus)


def money(amount: int) -> str:
    """A price as cards show it, for example 119.000₫."""
    return f"{amount:,}".replace(",", ".") + "₫"


def catalogue(
    seed: int, shop_number: int, shop_id: str, kind: str, count: int, now: int
) -> list[Product]:
    """The products of one shop; the same seed gives the same catalogue."""
    rng = random.Random(f"products:{seed}:{shop_number}")
    templates = CATALOGUE[kind]
    base = block("product", seed) + shop_number * 10_000_000
    found = []
    for number in range(count):
        template = templates[number % len(templates)]
        found.append(_product(rng, template, base + number * 1000, number, shop_id, now))
    return found


def _product(
    rng: random.Random, template: Template, base: int, number: int, shop_id: str, now: int
) -> Product:
    price = template.price + 10_000 * rng.randint(-1, 4)
    around = rng.choice(("", " | Hàng mới về", " | Giá tốt", " cao cấp", " | Freeship"))
    suffix = f" mẫu {number + 1}" if number >= len(CATALOGUE["fashion"]) else ""
    values: list[tuple[tuple[str, str], ...]] = [
        ((template.first[0], first),) for first in template.first[1]
    ]
    if template.second is not None:
        axis, seconds = template.second
        values = [(*first, (axis, second)) for first in values for second in seconds]
    skus = [
        Sku(
            id=str(base + place + 1),
            seller_sku=f"SP{number + 1:02d}-{place + 1:02d}",
            values=value,
            price=price + 5_000 * (place % 3),
            stock=rng.choice((0, 2, 5, 12, 30, 58, 120, 300)),
        )
        for place, value in enumerate(values)
    ]
    created = now - rng.randint(20, 400) * DAY
    status = "ACTIVATE"
    if number and number % 11 == 0:
        status = "SELLER_DEACTIVATED"
    elif number and number % 17 == 0:
        status = "DRAFT"
    return Product(
        id=str(base),
        shop_id=shop_id,
        title=template.title + suffix + around,
        short=template.short,
        shape=template.shape,
        status=status,
        create_time=created,
        update_time=created + rng.randint(0, 19) * DAY,
        sold=rng.randint(0, 5200),
        skus=skus,
    )


def picture(world: World, product: Product, size: int = 600) -> str:
    """Address of the product's picture."""
    return f"{world.base_url}/media/product/{product.shape}-{product.id}-{size}.jpg"


def _sku_price(sku: Sku, *, detail: bool) -> JsonObject:
    price: JsonObject = {"currency": "VND", "tax_exclusive_price": str(sku.price)}
    if detail:
        price["sale_price"] = str(sku.price)
        price["unit_price"] = str(sku.price)
    return price


def _inventory(world: World, sku: Sku) -> list[JsonObject]:
    return [{"warehouse_id": world.warehouse_id, "quantity": sku.stock}]


def search_wire(world: World, product: Product) -> JsonObject:
    """A product as the search answers it: without pictures, attributes or variant names."""
    return {
        "id": product.id,
        "title": product.title,
        "status": product.status,
        "create_time": product.create_time,
        "update_time": product.update_time,
        "sales_regions": ["VN"],
        "has_draft": False,
        "is_not_for_sale": False,
        "audit": {"status": "APPROVED", "pre_approved_reasons": []},
        "listing_quality_tier": "GOOD",
        "skus": [
            {
                "id": sku.id,
                "seller_sku": sku.seller_sku,
                "price": _sku_price(sku, detail=False),
                "inventory": _inventory(world, sku),
                "list_price": {"amount": str(sku.price), "currency": "VND"},
                "status_info": {"status": "NORMAL", "deactivation_source": ""},
                "pre_sale": {"type": "NONE"},
            }
            for sku in product.skus
        ],
    }


def _image(world: World, product: Product, size: int = 600) -> JsonObject:
    return {
        "uri": f"tos-sandbox/{product.shape}-{product.id}",
        "urls": [picture(world, product, size)],
        "thumb_urls": [picture(world, product, 200)],
        "width": size,
        "height": size,
    }


def detail_wire(world: World, product: Product) -> JsonObject:
    """A product as the detail call answers it; the data object is the product itself."""
    skus: list[JsonObject] = []
    for sku in product.skus:
        attributes: list[JsonObject] = []
        for place, (name, value) in enumerate(sku.values):
            attribute: JsonObject = {
                "id": str(100000 + place),
                "name": name,
                "value_id": str(int(sku.id) + 500 + place),
                "value_name": value,
            }
            if place == 0:
                attribute["sku_img"] = _image(world, product)
            attributes.append(attribute)
        skus.append(
            {
                "id": sku.id,
                "seller_sku": sku.seller_sku,
                "price": _sku_price(sku, detail=True),
                "inventory": _inventory(world, sku),
                "sales_attributes": attributes,
                "status_info": {"status": "NORMAL", "deactivation_source": ""},
            }
        )
    return {
        "id": product.id,
        "title": product.title,
        "description": (
            f"<p>{product.title}</p><ul><li>Hàng có sẵn</li><li>Đổi trả 15 ngày</li></ul>"
        ),
        "status": product.status,
        "product_status": product.status,
        "audit": {"status": "APPROVED"},
        "create_time": product.create_time,
        "update_time": product.update_time,
        "main_images": [_image(world, product), _image(world, product, 800)],
        "category_chains": [
            {"id": "601152", "parent_id": "0", "local_name": "Sản phẩm", "is_leaf": True}
        ],
        "brand": {"id": "7082427311584347905", "name": "No brand"},
        "skus": skus,
        "is_cod_allowed": True,
        "package_weight": {"value": "0.3", "unit": "KILOGRAM"},
        "package_dimensions": {"length": "25", "width": "20", "height": "5", "unit": "CENTIMETER"},
    }


def card_data(world: World, product: Product) -> JsonObject:
    """What a product card tells with need_data."""
    return {
        "product_id": product.id,
        "product_name": product.title,
        "product_image": picture(world, product, 200),
        "product_highest_price": money(max(sku.price for sku in product.skus)),
        "product_lowest_price": money(product.price),
        "sold_quantity": product.sold,
        "product_link": f"https://shop.tiktok.com/view/product/{product.id}",
    }


def _number(body: JsonObject, name: str) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise parameter_error(f"Invalid parameter: {name} must be an integer")
    return value


def _texts(body: JsonObject, name: str, most: int) -> list[str]:
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        raise parameter_error(f"Invalid parameter: {name} must be a list of at most {most}")
    return [str(part) for part in value]


async def search(call: Call) -> JsonObject:
    """Product search: newest first, filtered, in pages."""
    body = call.json_body()
    status = body.get("status") or "ALL"
    if status not in STATUSES:
        raise parameter_error("Invalid parameter: status")
    seller_skus = set(_texts(body, "seller_skus", 100))
    sku_ids = set(_texts(body, "sku_ids", 10))
    bounds = [
        (name, _number(body, f"{name}_ge"), _number(body, f"{name}_le"))
        for name in ("create_time", "update_time")
    ]

    def fits(product: Product) -> bool:
        if status != "ALL" and product.status != status:
            return False
        if status == "ALL" and product.status == "DELETED":
            return False
        if seller_skus and not any(sku.seller_sku in seller_skus for sku in product.skus):
            return False
        if sku_ids and not any(sku.id in sku_ids for sku in product.skus):
            return False
        for name, low, high in bounds:
            value: int = getattr(product, name)
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        return True

    rows = [product for product in call.world.products(call.shop.id) if fits(product)]
    rows.sort(key=lambda product: (product.create_time, product.id), reverse=True)
    rows_total = len(rows)
    page, token = call.world.pages.cut(
        rows,
        key=lambda product: (product.create_time, int(product.id)),
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"products:{call.shop.id}",
        most=MOST_PAGED,
    )
    return {
        "total_count": rows_total,
        "next_page_token": token,
        "products": [search_wire(call.world, product) for product in page],
    }


async def detail(call: Call) -> JsonObject:
    """One product with pictures and variants."""
    product = call.world.product(call.shop.id, call.ids["product_id"])
    if product is None or product.status in ("FREEZE", "DELETED"):
        raise Refused(12052048, "Product not found", 400)
    return detail_wire(call.world, product)


async def inventory(call: Call) -> JsonObject:
    """Stock per variant; variant ids win over product ids."""
    body = call.json_body()
    sku_ids = set(_texts(body, "sku_ids", 600))
    product_ids = set(_texts(body, "product_ids", 100))
    if not sku_ids and not product_ids:
        raise parameter_error("Invalid parameter: product_ids or sku_ids is required")
    found: list[JsonObject] = []
    for product in call.world.products(call.shop.id):
        if sku_ids:
            chosen = [sku for sku in product.skus if sku.id in sku_ids]
        else:
            chosen = product.skus if product.id in product_ids else []
        if chosen:
            found.append({"product_id": product.id, "skus": [_stock(call, sku) for sku in chosen]})
    return {"inventory": found}


def _stock(call: Call, sku: Sku) -> dict[str, Any]:
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "total_available_quantity": sku.stock,
        "total_committed_quantity": 0,
        "warehouse_inventory": [
            {
                "warehouse_id": call.world.warehouse_id,
                "available_quantity": sku.stock,
                "committed_quantity": 0,
            }
        ],
    }


_SCOPE = "seller.product.basic"
ENDPOINTS = (
    *(
        Endpoint(
            "products",
            "POST",
            f"/product/{version}/products/search",
            search,
            _SCOPE,
            page=Page(100),
        )
        for version in ("202502", "202312", "202309")
    ),
    Endpoint("product", "GET", "/product/202309/products/{product_id}", detail, _SCOPE),
    Endpoint("inventory", "POST", "/product/202309/inventory/search", inventory, _SCOPE),
)
