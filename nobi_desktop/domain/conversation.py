"""A conversation with a buyer: as TikTok's list tells it, and as a row of the inbox."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from nobi_desktop.domain.ids import ConversationId, ConversationKey, MessageId, TagId
from nobi_desktop.domain.kinds import Kind, OutgoingState, Role

if TYPE_CHECKING:
    from nobi_desktop.domain.message import Message


class Buyer(NamedTuple):
    """The buyer of a conversation.

    `im_user_id` is the chat's id of the buyer, `user_id` the one that orders carry.
    """

    im_user_id: str = ""
    user_id: str = ""
    name: str = ""
    avatar: str = ""


class Orders(IntEnum):
    """Whether the buyer of a conversation has ordered at its shop; UNKNOWN is "not checked yet"."""

    UNKNOWN = 0
    NONE = 1
    SOME = 2


class ListedConversation(NamedTuple):
    """A conversation as TikTok's list gives it (source page: get-conversations-202309).

    `latest` counts as a message only once a page of history has held it.
    """

    id: ConversationId
    buyer: Buyer
    shop_avatar: str = ""
    shop_im_user_id: str = ""
    can_send: bool = True
    unread: int = 0
    created: int = 0
    latest: Message | None = None


class ConversationRow(NamedTuple):
    """One row of the inbox.

    `last_at` is UTC seconds of the last visible message in or out; `preview` its words where it has
    any (the screen finds words for the other kinds); `last_role` who spoke. `pending` is the state
    of the newest message of ours that is still on its way or in trouble, else None.
    `waiting_since` is UTC seconds of the oldest buyer message no human has answered yet, 0 if none;
    `deadline` UTC seconds by which it must be answered under the rule of the shop's market, 0 if
    none. `tags` are in the seller's order. `marked` is a conversation the seller has marked unread;
    `remind_at` UTC seconds of its reminder, 0 for none.
    """

    key: ConversationKey
    buyer: Buyer
    shop_name: str
    shop_colour: str
    last_at: int
    last_kind: Kind | None
    last_role: Role | None
    preview: str
    unread: int = 0
    unanswered: bool = False
    waiting_since: int = 0
    can_send: bool = True
    draft: str = ""
    pending: OutgoingState | None = None
    last_message: MessageId = ""
    tags: tuple[TagId, ...] = ()
    marked: bool = False
    remind_at: int = 0
    orders: Orders = Orders.UNKNOWN
    deadline: int = 0


class InboxCounts(NamedTuple):
    """How many conversations have a fact, each counted by itself, among the shops on show.

    `by_shop` holds (shop id, unread conversations, unanswered conversations) for every shop, `tags`
    (tag id, conversations).
    """

    all: int = 0
    unread: int = 0
    unanswered: int = 0
    by_shop: tuple[tuple[str, int, int], ...] = ()
    has_order: int = 0
    no_order: int = 0
    order_unknown: int = 0
    reminders: int = 0
    untagged: int = 0
    tags: tuple[tuple[TagId, int], ...] = ()
