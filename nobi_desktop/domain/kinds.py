"""Kinds of messages, roles of speakers, and the life of a message on its way out."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """TikTok Shop's message types, by their wire names (source page: 6y23rc6a, "Message Types").

    UNKNOWN is a type this version does not know; BROKEN a message that could not be read.
    """

    TEXT = "TEXT"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    STICKER = "EMOTICONS"
    PRODUCT_CARD = "PRODUCT_CARD"
    ORDER_CARD = "ORDER_CARD"
    LOGISTICS_CARD = "LOGISTICS_CARD"
    RETURN_CARD = "RETURN_REFUND_CARD"
    COUPON_CARD = "COUPON_CARD"
    AGENT_JOINED = "ALLOCATED_SERVICE"
    NOTIFICATION = "NOTIFICATION"
    TRANSFERRED = "BUYER_ENTER_FROM_TRANSFER"
    FROM_PRODUCT = "BUYER_ENTER_FROM_PRODUCT"
    FROM_ORDER = "BUYER_ENTER_FROM_ORDER"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"
    BROKEN = "BROKEN"


class Role(StrEnum):
    """Who speaks. SYSTEM and ROBOT carry the shop's own name and picture: only this tells them."""

    BUYER = "BUYER"
    SHOP = "SHOP"
    CUSTOMER_SERVICE = "CUSTOMER_SERVICE"
    SYSTEM = "SYSTEM"
    ROBOT = "ROBOT"
    UNKNOWN = "UNKNOWN"


class OutgoingState(StrEnum):
    """The life of an outgoing message.

    ::

        QUEUED ──► PREPARING ──► SENDING ──► SENT ──► CONFIRMED
          ▲ ▲        │             │ │ │
          │ └─ RETRY_WAIT ◄────────┘ │ └──► REJECTED
          │ BLOCKED_AUTH             ▼
          │                       UNKNOWN ──► SENT (found in the history)
          │                          │
          └── (the seller) ◄── UNCONFIRMED ──► SENT (found later)

    QUEUED waits for its turn; PREPARING uploads its picture; SENDING is on the wire: state, attempt
    and watermark were committed before the first byte. RETRY_WAIT was provably not processed and
    goes again by itself. UNKNOWN may or may not have arrived: history decides. UNCONFIRMED was not
    found in history in time: only the seller may send it again. SENT has TikTok's message id,
    CONFIRMED was seen in history. REJECTED was refused for certain. BLOCKED_AUTH waits for the
    shop to be signed in again. CANCELLED was taken back by the seller. QUARANTINED is a row of ours
    that cannot be read: kept and shown, never sent.
    """

    QUEUED = "queued"
    PREPARING = "preparing"
    SENDING = "sending"
    RETRY_WAIT = "retry_wait"
    BLOCKED_AUTH = "blocked_auth"
    UNKNOWN = "unknown"
    UNCONFIRMED = "unconfirmed"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"
