"""What is said in a conversation: messages, ours on their way, and what they hold."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias

from nobi_desktop.domain.ids import ConversationKey, LocalId, MessageId
from nobi_desktop.domain.kinds import Kind as Kind
from nobi_desktop.domain.kinds import OutgoingState as OutgoingState
from nobi_desktop.domain.kinds import Role as Role


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Line breaks are \\n; emoji are ordinary characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at an address; width and height in pixels, 0 where TikTok did not say."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Sticker:
    """A sticker of the buyer: a picture without a bubble. It can be received, never sent."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Video:
    """A film. `url` is dead after `expires` (UTC seconds, 0 unknown); `seconds` is its length."""

    url: str
    cover: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    vid: str = ""
    expires: int = 0


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product. Prices are TikTok's formatted text, for display only; empty where unknown."""

    product_id: str
    title: str = ""
    image: str = ""
    lowest: str = ""
    highest: str = ""
    sold: str = ""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order. `status` is TikTok's word (AWAITING_SHIPMENT…); `paid` formatted text."""

    order_id: str
    status: str = ""
    title: str = ""
    image: str = ""
    paid: str = ""
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class LogisticsCard:
    """A parcel on its way. `latest` is the newest tracking line, `latest_at` UTC seconds."""

    order_id: str
    package_id: str = ""
    title: str = ""
    image: str = ""
    provider: str = ""
    tracking: str = ""
    latest: str = ""
    latest_at: int = 0


@dataclass(frozen=True, slots=True)
class ReturnCard:
    """A return or refund of one SKU of an order."""

    order_id: str
    sku_id: str = ""
    status: str = ""
    title: str = ""
    image: str = ""
    paid: str = ""
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class CouponCard:
    """A coupon. `discount` and `threshold` are formatted text; times UTC seconds, 0 unknown."""

    coupon_id: str
    title: str = ""
    discount: str = ""
    threshold: str = ""
    starts: int = 0
    ends: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line about the conversation itself: a notice, an agent who joined, a hand-over."""

    text: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A type that cannot be drawn; `tip` is TikTok's sentence about it, `type` its wire name."""

    tip: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A message that could not be read; `reason` is a short code, never the content."""

    reason: str = ""


Content: TypeAlias = (
    Text
    | Image
    | Sticker
    | Video
    | ProductCard
    | OrderCard
    | LogisticsCard
    | ReturnCard
    | CouponCard
    | Line
    | Unsupported
    | Broken
)

_WORDED: dict[type[Any], tuple[str, ...]] = {
    Line: ("text",),
    Unsupported: ("tip",),
    ProductCard: ("title", "product_id"),
    OrderCard: ("title", "order_id"),
    LogisticsCard: ("title", "provider", "latest", "order_id", "package_id", "tracking"),
    ReturnCard: ("title", "order_id"),
    CouponCard: ("title", "discount", "threshold"),
}


def words_of(content: Content) -> str:
    """What can be read in `content`, one line for each part; empty for pictures and films.

    Of a card that are its title and its ids: words for its state are the screen's own.
    """
    if isinstance(content, Text):
        return content.text
    names = _WORDED.get(type(content), ())
    return "\n".join(part for name in names if (part := getattr(content, name)))


_CLASSES: dict[str, tuple[type[Any], frozenset[str]]] = {
    c.__name__: (c, frozenset(field.name for field in fields(c)))
    for c in (
        Text,
        Image,
        Sticker,
        Video,
        ProductCard,
        OrderCard,
        LogisticsCard,
        ReturnCard,
        CouponCard,
        Line,
        Unsupported,
        Broken,
    )
}


def encode(content: Content) -> str:
    """`content` as JSON text for keeping; `decode` reads it back."""
    return json.dumps([type(content).__name__, asdict(content)], ensure_ascii=False)


def decode(text: str) -> Content:
    """What `encode` wrote, also by another version; unreadable text gives `Broken`."""
    try:
        name, values = json.loads(text)
        kind, known = _CLASSES[name]
        content: Content = kind(**{k: v for k, v in values.items() if k in known})
        return content
    except (ValueError, KeyError, TypeError, AttributeError):
        return Broken("stored")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote a message, as the message itself says."""

    im_user_id: str = ""
    name: str = ""
    avatar: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of TikTok's history.

    Messages of a conversation are in order of (`index`, `created`, `id`). `index` has gaps and any
    size. `created` is UTC seconds. What is not `visible` is kept, counted for continuity, and never
    shown. `raw` is the wire text, kept only where the message is BROKEN or UNKNOWN.
    """

    key: ConversationKey
    id: MessageId
    index: int
    created: int
    role: Role
    kind: Kind
    content: Content
    sender: Sender = Sender()
    visible: bool = True
    raw: str = ""

    @property
    def order(self) -> tuple[int, int, str]:
        return (self.index, self.created, self.id)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message of ours on its way.

    `created` and `next_at` are UTC seconds; `sequence` rises within the desk; `blob` is the name of
    the picture file that goes up first; `error_code` is TikTok's number or one of our words;
    `error_text` TikTok's sentence, cleaned.
    """

    local_id: LocalId
    key: ConversationKey
    sequence: int
    kind: Kind
    content: Content
    state: OutgoingState
    created: float
    attempt: int = 0
    next_at: float = 0.0
    blob: str = ""
    upload_url: str = ""
    watermark: int = 0
    watermark_ids: tuple[MessageId, ...] = ()
    posted: float = 0.0
    message_id: MessageId = ""
    confirmed_by: str = ""
    clean_reads: int = 0
    error_code: str = ""
    error_text: str = ""
