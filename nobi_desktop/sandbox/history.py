"""Writes the past of every shop as plain rows: conversations, their messages and orders."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import NamedTuple

from nobi_desktop.sandbox import cast, script
from nobi_desktop.sandbox.identity import DAY, block
from nobi_desktop.sandbox.orders import Order, invented
from nobi_desktop.sandbox.products import Product, catalogue, money

HOUR = 3600
FAR_PAST = 13 * DAY
PRODUCTS = 14


class MessageRow(NamedTuple):
    """One message of the past."""

    id: str
    type: str
    content: str
    create_time: int
    position: int
    role: str
    is_visible: bool
    phrase: str


class ConversationRow(NamedTuple):
    """One conversation of the past with all that belongs to it."""

    shop_number: int
    shop_id: str
    id: str
    im_user_id: str
    user_id: str
    nickname: str
    create_time: int
    last_activity: int
    unread_count: int
    can_send_message: bool
    agent_joined: bool
    messages: list[MessageRow]
    orders: list[Order]


def shop_id(seed: int, number: int) -> str:
    """The id of the shop with this number."""
    return str(block("shop", seed) + 1 + number * 7919)


def packed(**content: object) -> str:
    """A content document as the wire carries it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def history(
    seed: int,
    shops: int,
    conversations: int,
    messages: int,
    *,
    now: int = 1_767_225_600,
    base_url: str = "http://127.0.0.1:8720",
    products: int = PRODUCTS,
) -> Iterator[ConversationRow]:
    """The past: `conversations` per shop with `messages` each on average, newest first per shop.

    The sum of messages is exactly shops × conversations × messages when conversations is even.
    """
    for shop_number in range(shops):
        shop = shop_id(seed, shop_number)
        kind = cast.shop_name(shop_number)[1]
        goods = catalogue(seed, shop_number, shop, kind, products, now)
        writer = _Writer(seed, shop_number, shop, kind, goods, now, base_url)
        for number in range(conversations):
            pair = random.Random(f"{seed}:{shop_number}:{number // 2}:length")
            change = pair.randint(0, (messages - 1) * 2 // 3) if messages > 1 else 0
            if number == conversations - 1 and conversations % 2:
                change = 0
            length = messages + (change if number % 2 == 0 else -change)
            yield writer.conversation(number, conversations, length)


class _Writer:
    """Writes the conversations of one shop."""

    def __init__(
        self,
        seed: int,
        shop_number: int,
        shop: str,
        kind: str,
        goods: list[Product],
        now: int,
        base_url: str,
    ) -> None:
        self.seed = seed
        self.shop_number = shop_number
        self.shop = shop
        self.goods = goods
        self.now = now
        self.base_url = base_url
        self.beats = script.BEATS["any"] + script.BEATS.get(kind, ()) * 3

    def conversation(self, number: int, of: int, length: int) -> ConversationRow:
        seed = self.seed
        rng = random.Random(f"{seed}:{self.shop_number}:{number}")
        serial = self.shop_number * 1_000_000 + number
        im_user = str(block("person", seed) + 1 + serial * 2011)
        user = str(block("user", seed) + 1 + serial * 3001)
        nickname = cast.buyer_name(rng, number if self.shop_number == 0 else None)
        share = number / max(1, of)
        age = int(100 + FAR_PAST * share**2.2) + rng.randint(0, 90)
        orders = self._orders(rng, serial, user, nickname, age)
        turns = self._turns(rng, length, nickname)
        ending = rng.random()
        ending_kind = "waiting" if ending < 0.4 else ("read" if ending < 0.55 else "answered")
        turns = self._ended(rng, turns, ending_kind)
        rows = self._rows(rng, serial, turns, self.now - age, orders)
        last_seller = max((i for i, t in enumerate(turns) if t.who == "S"), default=-1)
        unread = 0
        if ending_kind == "waiting":
            unread = sum(1 for turn in turns[last_seller + 1 :] if turn.who == "B")
        active = max((row.create_time for row in rows if row.role != "ROBOT"), default=0)
        return ConversationRow(
            self.shop_number,
            self.shop,
            str(block("conversation", seed) + 1 + serial * 1009),
            im_user,
            user,
            nickname,
            rows[0].create_time if rows else self.now - age,
            active or (rows[0].create_time if rows else self.now - age),
            unread,
            rng.random() > 0.04,
            any(turn.who == "S" for turn in turns),
            rows,
            orders,
        )

    def _orders(
        self, rng: random.Random, serial: int, user: str, nickname: str, age: int
    ) -> list[Order]:
        found = []
        for place in range(rng.choice((0, 0, 1, 1, 1, 2, 3))):
            created = self.now - age - rng.randint(0, 8 * DAY)
            found.append(
                invented(
                    rng,
                    self.goods,
                    order_id=str(block("order", self.seed) + 1 + (serial * 4 + place) * 1000),
                    package_id=str(block("package", self.seed) + 1 + (serial * 4 + place) * 17),
                    user_id=user,
                    nickname=nickname,
                    created=created,
                    now=self.now,
                )
            )
        return found

    def _turns(self, rng: random.Random, length: int, nickname: str) -> list[script.Turn]:
        turns: list[script.Turn] = list(rng.choice(script.OPENINGS))
        while len(turns) < length:
            turns.extend(rng.choice(self.beats))
        del turns[length:]
        return turns

    def _ended(self, rng: random.Random, turns: list[script.Turn], kind: str) -> list[script.Turn]:
        """The same number of turns, with the last ones changed to fit the ending."""
        if not turns:
            return turns
        if kind == "answered":
            if turns[-1].who == "B":
                answers = (
                    "Dạ em gửi mình rồi ạ 🥰",
                    "Dạ vâng ạ, mình yên tâm nhé ❤️",
                    "Dạ còn ạ 🎉",
                )
                turns[-1] = script.Turn("S", "TEXT", rng.choice(answers))
            return turns
        asked = min(len(turns), rng.randint(1, 3))
        for place in range(len(turns) - asked, len(turns)):
            if turns[place].who != "B":
                turns[place] = script.Turn("B", "TEXT", rng.choice(script.QUESTIONS))
        return turns

    def _rows(
        self,
        rng: random.Random,
        serial: int,
        turns: list[script.Turn],
        last: int,
        orders: list[Order],
    ) -> list[MessageRow]:
        count = len(turns)
        times = [last] * count
        when = last
        for place in range(count - 2, -1, -1):
            chance = rng.random()
            if chance < 0.06:
                when -= rng.randint(3 * HOUR, 30 * HOUR)
            elif turns[place].who == turns[place + 1].who == "R":
                when -= rng.randint(0, 2)
            else:
                when -= int(8 + chance * 180)
            times[place] = when
        product = rng.choice(self.goods)
        base = block("message", self.seed) + 1 + serial * 1_000_000
        index = block("index", self.seed) + serial * 1_000_003 + rng.randint(1, 999)
        rows = []
        for place, turn in enumerate(turns):
            index += rng.randint(1, 97)
            rows.append(
                self._row(rng, turn, str(base + place * 13), index, times[place], product, orders)
            )
        return rows

    def _row(
        self,
        rng: random.Random,
        turn: script.Turn,
        message_id: str,
        index: int,
        when: int,
        product: Product,
        orders: list[Order],
    ) -> MessageRow:
        kind, key, visible = turn.kind, "", True
        role = ROLES[turn.who]
        if kind == "TEXT":
            text = turn.text
            if "{" in text:
                text = text.format(
                    item=product.short,
                    price=money(product.price),
                    stock=product.skus[0].stock or 3,
                )
            return MessageRow(message_id, kind, packed(content=text), when, index, role, True, "")
        if kind == "RATING":
            kind, key, visible = "NOTIFICATION", "rating", False
        elif kind == "NOTIFICATION":
            key = turn.text or "shipped"
        elif kind in FIXED_PHRASES:
            key = FIXED_PHRASES[kind]
        if kind in NEEDS_ORDER and not orders:
            kind, content = "PRODUCT_CARD", packed(product_id=product.id)
            if role == "ROBOT":
                kind, key = "NOTIFICATION", "payment"
        if key:
            content = packed(content=script.PHRASES[key][0])
        else:
            order = rng.choice(orders) if orders else None
            content = invented_content(rng, kind, product, order, self.base_url, when)
        return MessageRow(message_id, kind, content, when, index, role, visible, key)


ROLES = {"B": "BUYER", "S": "CUSTOMER_SERVICE", "A": "SHOP", "R": "ROBOT", "N": "SYSTEM"}
FIXED_PHRASES = {
    "ALLOCATED_SERVICE": "agent_joined",
    "BUYER_ENTER_FROM_TRANSFER": "transfer",
    "OTHER": "other",
}
NEEDS_ORDER = frozenset(
    {"ORDER_CARD", "LOGISTICS_CARD", "RETURN_REFUND_CARD", "BUYER_ENTER_FROM_ORDER"}
)
COUPON_PLACES = 3


def coupon_id(shop: str, place: int) -> str:
    """The id of one of the shop's coupons."""
    return str(78 * 10**17 + int(shop) % 10**15 + place)


def invented_content(
    rng: random.Random,
    kind: str,
    product: Product,
    order: Order | None,
    base_url: str,
    when: int,
    text: str = "",
) -> str:
    """A believable content document of this type; sizes of pictures are text, as on the wire."""
    if kind == "TEXT":
        return packed(content=text)
    if kind == "IMAGE":
        width, height = rng.choice(((1080, 1440), (1440, 1080), (960, 960), (720, 1280)))
        name = f"{product.shape}-{rng.randint(1, 10**6)}-{width}x{height}"
        return packed(
            url=f"{base_url}/media/photo/{name}.jpg", width=str(width), height=str(height)
        )
    if kind == "EMOTICONS":
        return packed(
            url=f"{base_url}/media/sticker/{rng.randint(0, 23)}.png", width="240", height="240"
        )
    if kind == "VIDEO":
        vid = f"v0f44{rng.randint(10**14, 10**15 - 1)}"
        return packed(
            url=f"{base_url}/media/video/{vid}.mov",
            cover=f"{base_url}/media/cover/{vid}.jpg",
            width="576",
            height="1024",
            duration=f"{rng.randint(4, 40)}.{rng.randint(100, 999)}",
            vid=vid,
            expire_time=str(when + DAY),
            format="mov",
            size=rng.randint(200_000, 8_000_000),
            bit_rate=rng.randint(300_000, 2_000_000),
            quality="normal",
            codec_type="jpeg",
        )
    if kind in ("PRODUCT_CARD", "BUYER_ENTER_FROM_PRODUCT"):
        return packed(product_id=product.id)
    if kind == "COUPON_CARD":
        return packed(coupon_id=coupon_id(product.shop_id, rng.randrange(COUPON_PLACES)))
    if kind in NEEDS_ORDER and order is not None:
        if kind == "LOGISTICS_CARD":
            return packed(order_id=order.id, package_id=order.package_id)
        if kind == "RETURN_REFUND_CARD":
            return packed(order_id=order.id, sku_id=order.lines[0].sku.id)
        return packed(order_id=order.id)
    return packed(content=text)
