"""Turns conversations and messages off the wire into the house's own, each one by itself."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.conversation import Buyer, ListedConversation
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.message import Broken, Content, Kind, Message, Role, Sender
from nobi_desktop.tiktok import contents, wire

_log = logging.getLogger(__name__)

MADE_UP = "broken-"
"""How the made-up id of a message without one begins."""

_LATEST = "latest_message"
_KINDS = {kind.value: kind for kind in Kind if kind not in (Kind.UNKNOWN, Kind.BROKEN)}
_ROLES = {role.value: role for role in Role if role is not Role.UNKNOWN}


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """A page of history in the order of the wire (newest first); `tip` is TikTok's sentence for
    types that cannot be drawn. An empty `next_token` is the end."""

    messages: tuple[Message, ...]
    next_token: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class ConversationsPage:
    """A page of the list of conversations; `skipped` counts entries without a usable id."""

    items: tuple[ListedConversation, ...]
    next_token: str = ""
    skipped: int = 0


def messages_page(data: bytes, key: ConversationKey) -> MessagesPage:
    """A page of messages (source page: get-conversation-messages-202309).

    A message that cannot be read is there as `Kind.BROKEN`, the others as they are. Raises
    `wire.BadJson` only where the page itself cannot be read.
    """
    members = wire.members_of(data)
    tip = _tip(members)
    listed = wire.list_of(members, "messages")
    return MessagesPage(
        tuple(message(raw, key, tip) for raw in listed), wire.token_of(members), tip
    )


def _tip(members: dict[str, bytes]) -> str:
    try:
        return wire.text(wire.value(members.get("unsupported_msg_tips", b"null")))
    except wire.BadJson:
        return ""


def message(raw: bytes, key: ConversationKey, tip: str = "") -> Message:
    """One message, whatever its bytes are.

    It is BROKEN where its id or content cannot be read; what else is missing has a plain default.
    Without a usable id it gets one made from its bytes, the same every time it is listed.
    """
    try:
        fields = wire.fields(raw)
    except wire.BadJson:
        return _broken(raw, key, {}, "shape")
    return _message_of(fields, lambda: raw, key, tip)


def _message_of(
    fields: dict[str, Any], raw: Callable[[], bytes], key: ConversationKey, tip: str = ""
) -> Message:
    """The message with these members; `raw` gives its bytes where they are to be kept."""
    if not wire.identity(fields.get("id")):
        return _broken(raw(), key, fields, "id")
    wire_type = wire.word(fields.get("type"))
    if not wire_type:
        return _broken(raw(), key, fields, "type")
    kind = _KINDS.get(wire_type, Kind.UNKNOWN)
    try:
        content = contents.read(kind, fields.get("content"), fields.get("data"), tip, wire_type)
    except contents.Unreadable as error:
        return _broken(raw(), key, fields, error.reason)
    return _message(key, fields, kind, content, _kept(raw()) if kind is Kind.UNKNOWN else "")


def _broken(raw: bytes, key: ConversationKey, fields: dict[str, Any], reason: str) -> Message:
    # Not a warning: the list repeats the same message at every poll.
    _log.debug("a message could not be read: %s", reason)
    if not wire.identity(fields.get("id")):
        fields = fields | {"id": _made_up_id(raw, fields)}
    return _message(key, fields, Kind.BROKEN, Broken(reason), _kept(raw))


def _made_up_id(raw: bytes, fields: dict[str, Any]) -> str:
    # Addresses of pictures are signed anew with each answer, so the bytes as a whole may differ
    # from one listing to the next; what the message says does not.
    lasting = [fields.get(name) for name in ("index", "create_time", "type", "content")]
    if any(item is not None for item in lasting[:2]):
        raw = repr(lasting).encode("utf-8", "surrogatepass")
    return MADE_UP + hashlib.sha256(raw).hexdigest()[:32]


def _kept(raw: bytes) -> str:
    return wire.clean_text(raw.decode("utf-8", "replace"))


def _message(
    key: ConversationKey, fields: dict[str, Any], kind: Kind, content: Content, raw: str
) -> Message:
    message_id = wire.identity(fields["id"])
    sender = wire.mapping(fields.get("sender"))
    return Message(
        key=key,
        id=message_id,
        index=_index(fields.get("index"), message_id),
        created=wire.instant(fields.get("create_time")),
        role=_ROLES.get(wire.word(sender.get("role")), Role.UNKNOWN),
        kind=kind,
        content=content,
        sender=Sender(
            wire.identity(sender.get("im_user_id")),
            wire.text(sender.get("nickname")),
            wire.text(sender.get("avatar"), wire.URL_LIMIT),
        ),
        visible=wire.flag(fields.get("is_visible"), True),
        raw=raw,
    )


def _index(item: Any, message_id: str) -> int:
    """The place in the conversation; where it is missing, ids rise with time as indexes do."""
    read = wire.number(item)
    if read is None or read < 0 or read.bit_length() > wire.NUMBER_LIMIT * 3:
        read = wire.number(message_id)
    return read or 0


def conversations_page(data: bytes, shop: ShopId) -> ConversationsPage:
    """A page of conversations (source page: get-conversations-202309). Raises `wire.BadJson`."""
    members = wire.members_of(data)
    listed = [conversation(raw, shop) for raw in wire.list_of(members, "conversations")]
    read = tuple(item for item in listed if item is not None)
    skipped = len(listed) - len(read)
    if skipped:
        _log.debug("%d conversations without a usable id were skipped", skipped)
    return ConversationsPage(read, wire.token_of(members), skipped)


def conversation(raw: bytes, shop: ShopId) -> ListedConversation | None:
    """One conversation of the list or by itself; None where it has no usable id."""
    # The list repeats the same rows at every poll: what can be is read at one go, and only what
    # cannot is taken apart.
    fields = wire.whole(raw)
    if fields is None:
        try:
            fields = _readable(wire.parts(raw))
        except wire.BadJson:
            return None
    conversation_id = wire.identity(fields.get("id"))
    if not conversation_id:
        return None
    people = [wire.mapping(person) for person in wire.sequence(fields.get("participants"))]
    buyer, seller = _first(people, Role.BUYER), _first(people, Role.SHOP)
    return ListedConversation(
        id=conversation_id,
        buyer=Buyer(
            wire.identity(buyer.get("im_user_id")),
            wire.identity(buyer.get("user_id")),
            wire.text(buyer.get("nickname")),
            wire.text(buyer.get("avatar"), wire.URL_LIMIT),
        ),
        shop_avatar=wire.text(seller.get("avatar"), wire.URL_LIMIT),
        shop_im_user_id=wire.identity(seller.get("im_user_id")),
        can_send=wire.flag(fields.get("can_send_message"), True),
        unread=wire.count(fields.get("unread_count")),
        created=wire.instant(fields.get("create_time")),
        latest=_latest(fields.get(_LATEST), raw, ConversationKey(shop, conversation_id)),
    )


def _readable(members: dict[str, bytes]) -> dict[str, Any]:
    read = {}
    for name, data in members.items():
        try:
            read[name] = wire.value(data)
        except wire.BadJson:
            continue
    return read


def _first(people: list[dict[str, Any]], role: Role) -> dict[str, Any]:
    return next((person for person in people if wire.word(person.get("role")) == role), {})


def _latest(read: Any, raw: bytes, key: ConversationKey) -> Message | None:
    """The latest message of the conversation in `raw`; `read` is what of it could be read."""

    def part() -> bytes:
        return wire.parts(raw).get(_LATEST, b"null")

    if isinstance(read, dict):
        return _message_of(read, part, key) if read else None
    found = part()
    if found.translate(None, b" \t\r\n") in (b"null", b'""', b"[]", b""):
        return None
    return message(found, key)
