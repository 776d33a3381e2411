"""Paints cards of products, orders, parcels, returns and coupons in one frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from nobi_desktop.domain.message import (
    CouponCard,
    Kind,
    LogisticsCard,
    OrderCard,
    ProductCard,
    ReturnCard,
)
from nobi_desktop.ui import plain, times, words
from nobi_desktop.ui.chat.bubbles import frame
from nobi_desktop.ui.chat.bubbles.foot import Foot
from nobi_desktop.ui.chat.bubbles.frame import Around, Side
from nobi_desktop.ui.chat.bubbles.sheet import Picture, Sheet
from nobi_desktop.ui.chat.bubbles.text import Block, units
from nobi_desktop.ui.chat.look import PAD, Look, thin
from nobi_desktop.ui.words import t

PICTURE = 64
WIDEST = 340

Card = ProductCard | OrderCard | LogisticsCard | ReturnCard | CouponCard


@dataclass(frozen=True, slots=True)
class Said:
    """A card in words: a title, a grey line, and one figure."""

    title: str
    line: str
    figure: str
    sign: str
    image: str = ""

    @property
    def plain(self) -> str:
        """The card as text to be copied."""
        return "\n".join(part for part in (self.title, self.line, self.figure) if part)


def said(content: Card, kind: Kind) -> Said:
    """The words of a card. What TikTok gave is kept to one line and cleaned."""
    match content:
        case ProductCard():
            title = _clean(content.title) or t("Product {id}", id=_end(content.product_id))
            sold = _clean(content.sold)
            line = t("Sold: {count}", count=sold) if sold else t("Product")
            return Said(title, _entered(kind) or line, _price(content), "bag", content.image)
        case OrderCard():
            number = t("Order {id}", id=_end(content.order_id))
            title = _clean(content.title) or number
            state = words.order_status(content.status) if content.status else ""
            line = _joined(number if title != number else "", state)
            figure = _figure(content.paid, content.quantity)
            return Said(title, _entered(kind) or line, figure, "receipt", content.image)
        case LogisticsCard():
            number = t("Order {id}", id=_end(content.order_id))
            line = _joined(_clean(content.provider), _clean(content.tracking)) or number
            latest = _clean(content.latest)
            if latest and content.latest_at:
                latest = f"{times.list_time(content.latest_at)} · {latest}"
            return Said(_clean(content.title) or number, line, latest, "truck", content.image)
        case ReturnCard():
            number = t("Order {id}", id=_end(content.order_id))
            state = words.order_status(content.status) if content.status else ""
            line = _joined(words.kind(Kind.RETURN_CARD), state)
            figure = _figure(content.paid, content.quantity)
            return Said(_clean(content.title) or number, line, figure, "return", content.image)
        case CouponCard():
            title = _clean(content.title) or t("Coupon")
            until = t("until {date}", date=_date(content.ends)) if content.ends else ""
            threshold = _clean(content.threshold)
            line = _joined(t("from {amount}", amount=threshold) if threshold else "", until)
            return Said(title, line or t("Coupon"), _clean(content.discount), "ticket")


def lay(
    content: Card,
    kind: Kind,
    end: Foot,
    side: Side,
    width: int,
    look: Look,
    around: Around,
    label: str,
    sign: str,
) -> Sheet:
    """The card in a bubble: picture 64, title, one grey line, one figure in bold."""
    told = said(content, kind)
    square = look.px(PICTURE)
    gap = look.px(PAD)
    room = min(look.px(WIDEST), look.bubble_width(width)) - 2 * look.px(PAD)
    beside = room - square - gap
    inside = Sheet()
    ground = thin(look.tokens.accent, 30)
    inside.add(
        Picture(
            told.image,
            QRectF(0, 0, square, square),
            look.px(8),
            ground=ground,
            ink=look.tokens.accent,
            sign=told.sign,
            cover=True,
        )
    )
    tokens = look.tokens
    y = 0.0
    start = 0
    wide = 0.0
    parts = (
        (told.title, look.type("strong"), tokens.text, 2),
        (told.line, look.type("hint"), tokens.text_2, 2),
        (told.figure, look.type("second_strong"), tokens.text, 2),
    )
    for text, kind_of_type, colour, lines in parts:
        if not text:
            continue
        block = Block(text, kind_of_type, colour, beside, lines=lines, start=start)
        block.move(square + gap, y)
        inside.add(block)
        inside.texts.append(block)
        y += block.height + look.px(1)
        start += units(text) + 1
        wide = max(wide, block.width)
    if y < square:
        shift = (square - y) / 2
        for text_block in inside.texts:
            text_block.move(0, shift)
    inside.width = math.ceil(square + gap + max(wide, min(beside, look.px(150))))
    inside.height = math.ceil(max(square, y))
    return frame.bubble(
        inside, end, side, width, look, joined=around.joined, label=label, sign=sign
    )


def _entered(kind: Kind) -> str:
    if kind is Kind.FROM_PRODUCT:
        return t("The buyer is looking at this product")
    if kind is Kind.FROM_ORDER:
        return t("The buyer asks about this order")
    return ""


def _price(content: ProductCard) -> str:
    low, high = _clean(content.lowest), _clean(content.highest)
    if low and high and low != high:
        return f"{low} – {high}"
    return low or high


def _figure(paid: str, quantity: int) -> str:
    amount = _clean(paid)
    pieces = t("Qty {count}", count=quantity) if 0 < quantity < 1_000_000 else ""
    return _joined(amount, pieces)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _clean(text: str) -> str:
    return plain.one_line(text, 160)


def _end(number: str) -> str:
    cleaned = plain.one_line(number, 40)
    return f"••{cleaned[-7:]}" if len(cleaned) > 7 else cleaned


def _date(utc: float) -> str:
    return times.local(utc).strftime("%d/%m/%Y")
