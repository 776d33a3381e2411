"""Orders and products, with money as decimal text."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.ids import ShopId


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as decimal text in major units ("119000"), and its ISO 4217 currency."""

    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Units of one SKU in an order: TikTok lists each unit apart, here they are counted."""

    product_id: str
    sku_id: str
    title: str
    variant: str
    image: str
    price: Money
    quantity: int
    is_gift: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the seller needs it beside a chat. Times are UTC seconds, 0 unknown."""

    shop: ShopId
    id: str
    status: str
    created: int
    updated: int
    paid: int
    user_id: str
    buyer_name: str
    buyer_note: str
    total: Money
    shipping_fee: Money
    lines: tuple[OrderLine, ...]
    tracking: str = ""
    provider: str = ""
    is_cod: bool = False
    ship_by: int = 0


@dataclass(frozen=True, slots=True)
class Sku:
    """One variant of a product with its price and stock over all warehouses."""

    id: str
    seller_sku: str
    name: str
    price: Money
    stock: int
    image: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A product of a shop. Search gives no pictures and no variant names; detail does."""

    shop: ShopId
    id: str
    title: str
    status: str
    created: int
    updated: int
    skus: tuple[Sku, ...]
    images: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a walk over pages stands: the next token, empty at the end, and a total if told."""

    next_token: str = ""
    total: int = 0
