"""The chat itself: conversations, messages, sending, reading, pictures and the agent's switch."""

from __future__ import annotations

import copy
import datetime
import json
import random
import re
from typing import TYPE_CHECKING, Any

from nobi_desktop.sandbox import media, orders, products, promotions, script
from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Page, Refused, parameter_error
from nobi_desktop.sandbox.history import packed
from nobi_desktop.sandbox.identity import DAY

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import Conversation, Message, Shop, World

SENDABLE = frozenset(
    {
        "TEXT",
        "IMAGE",
        "VIDEO",
        "PRODUCT_CARD",
        "ORDER_CARD",
        "RETURN_REFUND_CARD",
        "COUPON_CARD",
        "LOGISTICS_CARD",
    }
)
SENDER_ROLES = ("CUSTOMER_SERVICE", "SYSTEM", "ROBOT")
LARGEST_PICTURE = 10 * 1024 * 1024


# -- how things look on the wire -----------------------------------------------------------------


def merged(wire: JsonObject, extra: JsonObject | None) -> JsonObject:
    """Raw fields put over the wire form; a name that begins with "-" removes the field."""
    if not extra:
        return wire
    result = dict(wire)
    for name, value in extra.items():
        if name.startswith("-"):
            result.pop(name[1:], None)
        elif isinstance(value, dict) and isinstance(result.get(name), dict):
            result[name] = merged(result[name], value)
        else:
            result[name] = copy.deepcopy(value)
    return result


def _sender(world: World, shop: Shop, conversation: Conversation, role: str) -> JsonObject:
    if role == "BUYER":
        buyer = conversation.buyer
        return {
            "role": role,
            "im_user_id": buyer.im_user_id,
            "nickname": buyer.nickname,
            "avatar": buyer.avatar or world.avatar(buyer.user_id),
        }
    if role == "CUSTOMER_SERVICE":
        return {
            "role": role,
            "im_user_id": shop.agent_im_user_id,
            "nickname": "CSKH 1",
            "avatar": world.avatar(shop.agent_user_id),
        }
    return {
        "role": role,
        "im_user_id": shop.im_user_id,
        "nickname": shop.name,
        "avatar": world.avatar(f"shop-{shop.id}"),
    }


def message_wire(
    world: World,
    shop: Shop,
    conversation: Conversation,
    message: Message,
    *,
    locale: str = "en",
    need_data: bool = False,
    need_plaintext: bool = False,
) -> JsonObject:
    """One message as the API answers it."""
    content = message.content
    if message.phrase:
        content = packed(content=script.phrase(message.phrase, locale))
    wire: JsonObject = {
        "id": message.id,
        "type": message.type,
        "content": content,
        "create_time": message.create_time,
        "is_visible": message.is_visible,
        "index": str(message.index),
        "sender": _sender(world, shop, conversation, message.role),
    }
    if need_data:
        data = card_data(world, shop, message)
        wire["data"] = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if need_plaintext:
        wire["plaintext"] = _plaintext(message, content)
    return merged(wire, message.extra)


def card_data(world: World, shop: Shop, message: Message) -> JsonObject:
    """The facts behind a card; empty for everything else."""
    if message.type.startswith("BUYER_ENTER") or not message.type.endswith("_CARD"):
        return {}
    try:
        inner = json.loads(message.content)
    except (ValueError, TypeError):
        return {}
    if not isinstance(inner, dict):
        return {}
    if message.type == "PRODUCT_CARD":
        product = world.product(shop.id, str(inner.get("product_id")))
        return products.card_data(world, product) if product else {}
    if message.type == "COUPON_CARD":
        coupon = str(inner.get("coupon_id"))
        return (
            promotions.card_data(world, shop.id, coupon) if coupon in world.coupons(shop.id) else {}
        )
    order = world.order(shop.id, str(inner.get("order_id")))
    if order is None:
        return {}
    if message.type == "LOGISTICS_CARD":
        return orders.package_data(world, order)
    data = orders.card_data(world, order)
    if message.type == "RETURN_REFUND_CARD":
        data["sku_id"] = str(inner.get("sku_id", ""))
    return data


def _plaintext(message: Message, content: str) -> str:
    if message.type == "TEXT" or message.phrase:
        try:
            return str(json.loads(content)["content"])
        except (ValueError, TypeError, KeyError):
            return ""
    label = message.type.replace("_", " ").capitalize()
    return f"[{label}] https://seller-vn.tiktok.com/chat/message/{message.id}"


def _participants(world: World, shop: Shop, conversation: Conversation) -> list[JsonObject]:
    buyer = _sender(world, shop, conversation, "BUYER")
    own = _sender(world, shop, conversation, "SHOP")
    people = [
        {**buyer, "user_id": conversation.buyer.user_id},
        {**own, "user_id": shop.user_id},
    ]
    if conversation.agent_joined:
        agent = _sender(world, shop, conversation, "CUSTOMER_SERVICE")
        people.append({**agent, "user_id": shop.agent_user_id})
    return people


def conversation_wire(
    world: World,
    shop: Shop,
    conversation: Conversation,
    *,
    locale: str = "en",
    need_session_id: bool = False,
    need_session_info: bool = False,
) -> JsonObject:
    """One conversation as the list answers it."""
    people = _participants(world, shop, conversation)
    latest = conversation.latest
    wire: JsonObject = {
        "id": conversation.id,
        "participant_count": len(people),
        "can_send_message": conversation.can_send_message,
        "unread_count": conversation.unread_count,
        "create_time": conversation.create_time,
        "participants": people,
        "latest_message": (
            message_wire(world, shop, conversation, latest, locale=locale) if latest else {}
        ),
    }
    _add_session(wire, conversation, need_session_id, need_session_info)
    return merged(wire, conversation.extra)


def _session_id(conversation: Conversation) -> str:
    return str(int(conversation.id) + 8 * 10**17)


def _add_session(
    wire: JsonObject, conversation: Conversation, need_id: bool, need_info: bool
) -> None:
    if need_id or need_info:
        wire["cur_session_id"] = _session_id(conversation)
    if need_info:
        phase = "ASSIGNED" if conversation.agent_joined else "QUEUED"
        wire["cur_session"] = {"id": _session_id(conversation), "phase": phase}


# -- reading -------------------------------------------------------------------------------------


def _locale(call: Call) -> str:
    locale = call.params.get("locale", "") or "en"
    if locale not in script.LOCALES:
        raise parameter_error("Invalid parameter: locale")
    return locale


def _conversation(call: Call) -> Conversation:
    found = call.world.find(call.shop.id, call.ids["conversation_id"])
    if found is None:
        raise Refused(45101003, "conversation not found")
    return found


async def list_conversations(call: Call) -> JsonObject:
    """Conversations of the shop, last active first."""
    locale = _locale(call)
    need_id, need_info = call.flag("need_session_id"), call.flag("need_session_info")
    page, token = call.world.pages.cut(
        call.world.conversations(call.shop.id),
        key=lambda row: row.activity_key,
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"conversations:{call.shop.id}",
    )
    return {
        "conversations": [
            conversation_wire(
                call.world,
                call.shop,
                conversation,
                locale=locale,
                need_session_id=need_id,
                need_session_info=need_info,
            )
            for conversation in page
        ],
        "next_page_token": token,
    }


async def list_messages(call: Call) -> JsonObject:
    """Messages of one conversation; reading them does not mark them read."""
    conversation = _conversation(call)
    locale = _locale(call)
    field_name = call.choice("sort_field", ("create_time", "index"))
    descending = call.choice("sort_order", ("DESC", "ASC")) == "DESC"
    need_data, need_plaintext = call.flag("need_data"), call.flag("need_plaintext")
    by_index = field_name == "index"
    rows = conversation.messages[::-1] if descending else conversation.messages
    if by_index:
        rows = sorted(rows, key=lambda row: row.index_key, reverse=descending)
    page, token = call.world.pages.cut(
        rows,
        key=(lambda row: row.index_key) if by_index else (lambda row: row.order),
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"messages:{conversation.id}:{field_name}",
        descending=descending,
    )
    return {
        "messages": [
            message_wire(
                call.world,
                call.shop,
                conversation,
                message,
                locale=locale,
                need_data=need_data,
                need_plaintext=need_plaintext,
            )
            for message in page
        ],
        "next_page_token": token,
        "unsupported_msg_tips": script.LOCALES[locale],
    }


async def one_conversation(call: Call) -> JsonObject:
    """One conversation, without its latest message."""
    conversation = _conversation(call)
    wire: JsonObject = {
        "id": conversation.id,
        "participant_count": len(_participants(call.world, call.shop, conversation)),
        "participants": _participants(call.world, call.shop, conversation),
        "create_time": conversation.create_time,
        "unread_count": conversation.unread_count,
    }
    _add_session(wire, conversation, call.flag("need_session_id"), call.flag("need_session_info"))
    return {"conversation": wire}


# -- writing -------------------------------------------------------------------------------------


async def send(call: Call) -> JsonObject:
    """A message from the seller's side; no idempotency key exists."""
    conversation = _conversation(call)
    body = call.json_body()
    kind, raw = body.get("type"), body.get("content")
    role = "CUSTOMER_SERVICE"
    if "/202606/" in call.path:
        role = body.get("sender_role") or role
        if role not in SENDER_ROLES:
            raise Refused(45101002, "Invalid parameter: sender_role")
    if not isinstance(kind, str) or not kind:
        raise Refused(45101002, "Invalid parameter: type")
    if kind not in SENDABLE:
        raise Refused(45111001, f"message type {kind} is not supported")
    if not isinstance(raw, str):
        raise Refused(45101002, "Invalid parameter: content must be a JSON string")
    try:
        inner = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(45101002, "Invalid parameter: content is not valid JSON") from None
    if not isinstance(inner, dict):
        raise Refused(45101002, "Invalid parameter: content must hold an object")
    if not conversation.can_send_message:
        raise Refused(45109001, "the conversation does not allow sending messages")
    content = _checked(call, kind, inner)
    message = call.world.receive(
        conversation, kind, content, role=role, raw_content=raw, raw_body=call.body
    )
    return {"message_id": message.id}


def _named(inner: JsonObject, name: str) -> str:
    value = inner.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(45101002, f"Invalid parameter: content.{name}")
    return value


def _checked(call: Call, kind: str, inner: JsonObject) -> str:
    """The content as it is kept, after the checks of its type."""
    world, own = call.world, call.shop.id
    if kind == "TEXT":
        return _checked_text(world, inner)
    if kind == "IMAGE":
        return _checked_picture(world, inner)
    if kind == "VIDEO":
        vid = _named(inner, "vid")
        if not re.fullmatch(r"v0\w{8,40}", vid):
            raise Refused(45101003, "video not found")
        return packed(
            url=f"{world.base_url}/media/video/{vid}.mov",
            cover=f"{world.base_url}/media/cover/{vid}.jpg",
            width="576",
            height="1024",
            duration="8.250",
            vid=vid,
            expire_time=str(int(world.now()) + DAY),
            format="mov",
        )
    if kind == "PRODUCT_CARD":
        product_id = _named(inner, "product_id")
        if world.product(own, product_id) is None:
            raise Refused(45101003, "product not found")
        return packed(product_id=product_id)
    if kind == "COUPON_CARD":
        coupon = _named(inner, "coupon_id")
        if coupon not in world.coupons(own):
            raise Refused(45111017, "the coupon cannot be sent")
        if not world.may_send_coupon(own):
            raise Refused(45111012, "coupon cards are limited to 0.5 per second")
        return packed(coupon_id=coupon)
    order = world.order(own, _named(inner, "order_id"))
    if order is None:
        raise Refused(45101003, "order not found")
    if kind == "RETURN_REFUND_CARD":
        sku = _named(inner, "sku_id")
        if all(line.sku.id != sku for line in order.lines):
            raise Refused(45101003, "sku not found")
        return packed(order_id=order.id, sku_id=sku)
    if kind == "LOGISTICS_CARD":
        return packed(order_id=order.id, package_id=order.package_id)
    return packed(order_id=order.id)


def _checked_text(world: World, inner: JsonObject) -> str:
    text = _named(inner, "content")
    if not text.strip():
        raise Refused(45101002, "Invalid parameter: content is empty")
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > world.largest_text:
        raise Refused(45101002, f"Invalid parameter: text is longer than {world.largest_text}")
    low = text.lower()
    if any(word in low for word in world.sensitive_words):
        raise Refused(45101006, "the message contains sensitive content")
    return packed(content=text)


def _checked_picture(world: World, inner: JsonObject) -> str:
    url = _named(inner, "url")
    sizes = []
    for name in ("width", "height"):
        value = inner.get(name)
        number = str(value) if not isinstance(value, bool) else ""
        if not re.fullmatch(r"[1-9]\d{0,5}", number):
            raise Refused(45101002, f"Invalid parameter: content.{name}")
        sizes.append(number)
    if url.rpartition("/")[2] not in world.uploads and "/media/" not in url:
        raise Refused(45101002, "Invalid parameter: content.url is not an uploaded image")
    return packed(url=url, width=sizes[0], height=sizes[1])


async def read(call: Call) -> JsonObject:
    """All buyer messages of the conversation count as read."""
    _conversation(call).unread_count = 0
    return {}


async def create(call: Call) -> JsonObject:
    """Opens the conversation with a buyer who has an order, or the one that exists."""
    buyer = call.json_body().get("buyer_user_id")
    if not isinstance(buyer, str) or not buyer:
        raise Refused(45101002, "Invalid parameter: buyer_user_id")
    found = call.world.conversation_with(call.shop.id, buyer)
    if found is None:
        raise Refused(45109003, "the criteria for a conversation with this buyer are not met")
    return {"conversation_id": found.id}


async def upload(call: Call) -> JsonObject:
    """One picture, as the multipart part named data."""
    if not call.content_type.lower().startswith("multipart/form-data"):
        raise Refused(36009023, "the request must be multipart/form-data", 400)
    data = media.multipart_part(call.content_type, call.body, "data")
    if data is None:
        raise parameter_error("Missing required parameter: data")
    if len(data) > LARGEST_PICTURE:
        raise Refused(36009021, "the file is larger than 10 MB", 400)
    found = media.inspected(data)
    if found is None:
        raise Refused(45101008, "the image is not a valid jpg, png, gif or webp")
    kept = call.world.keep_upload(call.shop.id, found.kind, found.width, found.height, data)
    return {"url": kept.url, "width": kept.width, "height": kept.height}


async def get_settings(call: Call) -> JsonObject:
    return {"can_accept_chat": call.shop.can_accept_chat}


async def put_settings(call: Call) -> JsonObject:
    """The agent's switch; a shop with one agent must keep it on."""
    wanted = call.json_body().get("can_accept_chat")
    if not isinstance(wanted, bool):
        raise parameter_error("Invalid parameter: can_accept_chat must be a boolean")
    if not wanted and call.shop.single_agent:
        raise Refused(45101002, "the only agent of the shop must accept chats")
    call.shop.can_accept_chat = wanted
    return {}


def _day(call: Call, name: str) -> datetime.date:
    text = call.params.get(name, "")
    if not text:
        raise parameter_error(f"Missing required parameter: {name}")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise parameter_error(f"Invalid parameter: {name} must be YYYY-MM-DD") from None


def _waits(conversation: Conversation) -> list[tuple[int, int]]:
    """Each time the buyer began to wait, and after how many seconds a person answered (-1: not)."""
    found: list[tuple[int, int]] = []
    began = 0
    for message in sorted(conversation.messages, key=lambda message: message.index_key):
        if message.role == "BUYER":
            began = began or message.create_time
        elif message.role == "CUSTOMER_SERVICE" and began:
            found.append((began, max(0, message.create_time - began)))
            began = 0
    return [*found, (began, -1)] if began else found


async def performance(call: Call) -> JsonObject:
    """How well the shop answered in a range of days: by its own chats, but for satisfaction."""
    first, end = _day(call, "support_date_ge"), _day(call, "support_date_lt")
    if first >= end:
        raise parameter_error("Invalid parameter: support_date_lt must be after support_date_ge")
    waits = [
        after
        for conversation in call.world.conversations(call.shop.id)
        for began, after in _waits(conversation)
        if first <= datetime.datetime.fromtimestamp(began, datetime.UTC).date() < end
    ]
    answered = [after for after in waits if after >= 0]
    in_time = sum(after <= DAY for after in answered)
    rng = random.Random(f"{call.world.seed}:{call.shop.id}:{first}:{end}")
    return {
        "performance": {
            "support_session_count": len(waits),
            "response_percentage": f"{100 * in_time / max(1, len(waits)):.2f}",
            "satisfaction_percentage": f"{rng.uniform(80, 100):.2f}",
            "response_time_mins": f"{sum(answered) / 60 / max(1, len(answered)):.2f}",
        }
    }


def _session_wire(conversation: Conversation) -> JsonObject:
    return {
        "id": _session_id(conversation),
        "conversation_id": conversation.id,
        "begin_time": conversation.create_time,
        "end_time": conversation.activity[0],
        "buyer_nickname": conversation.buyer.nickname,
        "chat_tags": [],
        "satisfaction_score": 0,
        "dissatisfaction_reason": "",
        "first_response_late": False,
        "first_response_time": 60,
    }


def _second(body: JsonObject, name: str) -> int:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise parameter_error(f"Invalid parameter: {name} must be an integer")
    return value


async def sessions(call: Call) -> JsonObject:
    """Sessions of a time range, the only search by buyer name on the server."""
    body = call.json_body()
    low, high = (_second(body, name) for name in ("begin_time_ge", "begin_time_lt"))
    name: Any = body.get("buyer_nickname") or ""
    rows = [
        conversation
        for conversation in call.world.conversations(call.shop.id)
        if low <= conversation.create_time < high
        and str(name).lower() in conversation.buyer.nickname.lower()
    ]
    rows.sort(key=lambda row: (row.create_time, int(row.id)), reverse=True)
    page, token = call.world.pages.cut(
        rows,
        key=lambda row: (row.create_time, int(row.id)),
        size=call.page_size(),
        token=call.params.get("page_token", ""),
        scope=f"sessions:{call.shop.id}",
    )
    return {"sessions": [_session_wire(row) for row in page], "next_page_token": token}


async def end_session(call: Call) -> JsonObject:
    """Ends the current session of a conversation."""
    conversation = _conversation(call)
    if call.ids["session_id"] != _session_id(conversation):
        raise Refused(45101003, "session not found")
    conversation.agent_joined = False
    return {}


_SCOPE = "seller.customer_service"
_ROOT = "/customer_service/202309"
ENDPOINTS = (
    Endpoint(
        "list_conversations",
        "GET",
        f"{_ROOT}/conversations",
        list_conversations,
        _SCOPE,
        page=Page(20),
    ),
    Endpoint(
        "list_messages",
        "GET",
        f"{_ROOT}/conversations/{{conversation_id}}/messages",
        list_messages,
        _SCOPE,
        page=Page(10),
    ),
    Endpoint("send", "POST", f"{_ROOT}/conversations/{{conversation_id}}/messages", send, _SCOPE),
    Endpoint(
        "send",
        "POST",
        "/customer_service/202606/conversations/{conversation_id}/messages",
        send,
        _SCOPE,
    ),
    Endpoint(
        "read", "POST", f"{_ROOT}/conversations/{{conversation_id}}/messages/read", read, _SCOPE
    ),
    Endpoint("create_conversation", "POST", f"{_ROOT}/conversations", create, _SCOPE),
    Endpoint("upload", "POST", f"{_ROOT}/images/upload", upload, _SCOPE),
    Endpoint("agent_settings", "GET", f"{_ROOT}/agents/settings", get_settings, _SCOPE),
    Endpoint("set_agent_settings", "PUT", f"{_ROOT}/agents/settings", put_settings, _SCOPE),
    Endpoint(
        "conversation",
        "GET",
        "/customer_service/202601/conversations/{conversation_id}",
        one_conversation,
        _SCOPE,
    ),
    Endpoint("performance", "GET", "/customer_service/202407/performance", performance, _SCOPE),
    Endpoint(
        "sessions",
        "POST",
        "/customer_service/202602/sessions/search",
        sessions,
        _SCOPE,
        page=Page(100),
    ),
    Endpoint(
        "end_session",
        "POST",
        "/customer_service/202605/conversations/{conversation_id}/sessions/{session_id}/end",
        end_session,
        _SCOPE,
    ),
)
