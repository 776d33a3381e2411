"""Lists conversations and messages, sends, and marks as read (API sheet section 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.ids import ConversationId, ConversationKey, MessageId
from nobi_desktop.domain.message import Content, Kind
from nobi_desktop.tiktok import contents, wire
from nobi_desktop.tiktok import messages as reading
from nobi_desktop.tiktok.client import ShopClient, path_id
from nobi_desktop.tiktok.errors import Garbled, OutcomeUnknown, Refused
from nobi_desktop.tiktok.limits import CallClass
from nobi_desktop.tiktok.messages import ConversationsPage, MessagesPage

T = TypeVar("T")

CONVERSATIONS = "/customer_service/202309/conversations"
MOST_CONVERSATIONS = 20
MOST_MESSAGES = 10
"""Largest page sizes; what TikTok does above them is unconfirmed, so they are never exceeded."""


@dataclass(frozen=True, slots=True)
class Performance:
    """How the shop answered in a span of days.

    The percentages and `response_minutes` are decimal text, as TikTok tells them; a session counts
    as answered where the first reply came within 24 hours.
    """

    sessions: int
    response_percentage: str
    satisfaction_percentage: str
    response_minutes: str


def read(reader: Callable[[], T]) -> T:
    """What `reader` makes of an answer; an answer of another shape is `Garbled`."""
    try:
        return reader()
    except wire.BadJson:
        raise Garbled("shape", http=200) from None


async def conversations(
    client: ShopClient,
    *,
    page_token: str = "",
    page_size: int = MOST_CONVERSATIONS,
    call_class: CallClass = CallClass.POLL,
) -> ConversationsPage:
    """A page of the shop's conversations, roughly the latest first (get-conversations-202309)."""
    query = {"page_size": str(_within(page_size, MOST_CONVERSATIONS)), "locale": client.locale}
    if page_token:
        query["page_token"] = page_token
    data = await client.get(CONVERSATIONS, query, call_class=call_class)
    return read(lambda: reading.conversations_page(data, client.shop))


async def messages(
    client: ShopClient,
    conversation_id: ConversationId,
    *,
    page_token: str = "",
    page_size: int = MOST_MESSAGES,
    call_class: CallClass = CallClass.POLL,
) -> MessagesPage:
    """A page of a conversation, newest first by index (get-conversation-messages-202309).

    Reading does not mark as read. A message that cannot be read comes as `Kind.BROKEN`.
    """
    query = {
        "page_size": str(_within(page_size, MOST_MESSAGES)),
        "locale": client.locale,
        "sort_order": "DESC",
        "sort_field": "index",
        "need_data": "true",
    }
    if page_token:
        query["page_token"] = page_token
    path = f"{CONVERSATIONS}/{path_id(conversation_id)}/messages"
    data = await client.get(path, query, call_class=call_class)
    key = ConversationKey(client.shop, conversation_id)
    return read(lambda: reading.messages_page(data, key))


async def send(
    client: ShopClient, conversation_id: ConversationId, kind: Kind, content: Content
) -> MessageId:
    """Send one message and tell TikTok's id of it (send-message-202309).

    There is no key against sending twice. `Unreachable` (always with `sent=False`), `SlowDown`,
    `QuotaSpent`, `ClockWrong`, `SignInAgain`, `NoPermission`: not processed. `Refused`: refused for
    good. `OutcomeUnknown`: it may have been sent, only the history can tell. Being cancelled once
    it has begun is unknown, too.
    """
    path = f"{CONVERSATIONS}/{path_id(conversation_id)}/messages"
    try:
        body = {"type": kind.value, "content": contents.written(kind, content)}
    except contents.Unsendable as error:
        raise Refused(error.code) from None
    data = await client.post_once(path, body)
    message_id = _field(data, "message_id")
    if not message_id:
        raise OutcomeUnknown("no_message_id", http=200)
    return message_id


async def mark_read(client: ShopClient, conversation_id: ConversationId) -> None:
    """Mark all of the buyer's messages as read, for every agent (read-message-202309)."""
    path = f"{CONVERSATIONS}/{path_id(conversation_id)}/messages/read"
    await client.post_nothing(path, call_class=CallClass.READ)


async def create(client: ShopClient, buyer_user_id: str) -> ConversationId:
    """Open a conversation with a buyer, or find the one there is (create-conversation-202309).

    `buyer_user_id` is the `user_id` that orders carry, not the chat's `im_user_id`.
    """
    body = {"buyer_user_id": path_id(buyer_user_id)}
    data = await client.post(CONVERSATIONS, body, call_class=CallClass.ONSCREEN)
    return _needed(_field(data, "conversation_id"))


async def conversation(
    client: ShopClient,
    conversation_id: ConversationId,
    *,
    call_class: CallClass = CallClass.ONSCREEN,
) -> ListedConversation:
    """One conversation by itself (202601), without its latest message; `can_send` is a guess."""
    path = f"/customer_service/202601/conversations/{path_id(conversation_id)}"
    data = await client.get(path, call_class=call_class)
    members = read(lambda: wire.members_of(data))
    found = reading.conversation(members.get("conversation", b""), client.shop)
    if found is None:
        raise Garbled("shape", http=200)
    return found


async def agent_settings(client: ShopClient) -> bool:
    """Whether new chats come to this seller by themselves; else an inbox can look dead."""
    data = await client.get("/customer_service/202309/agents/settings", call_class=CallClass.POLL)
    return wire.flag(read(lambda: wire.fields(data)).get("can_accept_chat"), True)


async def set_agent_settings(client: ShopClient, can_accept_chat: bool) -> None:
    """Change that for the real shop: the seller is asked first. A lone agent cannot say no."""
    await client.post(
        "/customer_service/202309/agents/settings",
        {"can_accept_chat": can_accept_chat},
        call_class=CallClass.ONSCREEN,
        method="PUT",
    )


async def performance(client: ShopClient, since: str, until: str) -> Performance:
    """Figures of the days from `since` up to, not with, `until` (`YYYY-MM-DD`; 202407)."""
    data = await client.get(
        "/customer_service/202407/performance",
        {"support_date_ge": since, "support_date_lt": until},
        call_class=CallClass.BACKFILL,
    )
    found = wire.mapping(read(lambda: wire.fields(data)).get("performance"))
    return Performance(
        wire.count(found.get("support_session_count")),
        wire.amount(found.get("response_percentage")),
        wire.amount(found.get("satisfaction_percentage")),
        wire.amount(found.get("response_time_mins")),
    )


def _within(page_size: int, most: int) -> int:
    return max(1, min(page_size, most))


def _field(data: bytes, name: str) -> str:
    try:
        return wire.identity(wire.fields(data).get(name))
    except wire.BadJson:
        return ""


def _needed(found: str) -> str:
    if not found:
        raise Garbled("shape", http=200)
    return found
