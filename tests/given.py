"""Builders with boring defaults for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nobi_desktop.domain.conversation import Buyer, ListedConversation
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Message, Role, Text
from nobi_desktop.domain.shop import Shop

SHOP = "7601000000000000001"
KEY = ConversationKey(SHOP, "7494560109732330001")


def shop(**changes: Any) -> Shop:
    """A connected shop whose first list has been read."""
    return replace(Shop(SHOP, "Thời trang Hà", first_synced=1), **changes)


def buyer(**changes: Any) -> Buyer:
    return Buyer("im-1", "user-1", "Nguyễn Thảo")._replace(**changes)


def message(number: int, text: str = "", **changes: Any) -> Message:
    """Message `number` of the conversation KEY: a buyer's text at a second of its own."""
    made = Message(
        KEY,
        f"m{number:06d}",
        10_000 + number,
        1_767_000_000 + number,
        Role.BUYER,
        Kind.TEXT,
        Text(text or f"tin {number}"),
    )
    return replace(made, **changes)


def listed(latest: Message | None = None, **changes: Any) -> ListedConversation:
    made = ListedConversation(KEY.id, buyer(), unread=1, created=1_766_000_000, latest=latest)
    return made._replace(**changes)
