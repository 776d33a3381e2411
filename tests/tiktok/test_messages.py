"""Messages and conversations, each by itself: a bad one never takes its page along."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nobi_desktop.domain.message import (
    Broken,
    CouponCard,
    Image,
    Kind,
    Line,
    LogisticsCard,
    Message,
    OrderCard,
    ProductCard,
    ReturnCard,
    Role,
    Sticker,
    Text,
    Unsupported,
    Video,
    decode,
    encode,
)
from nobi_desktop.tiktok import contents, wire
from nobi_desktop.tiktok.messages import (
    conversation,
    conversations_page,
    message,
    messages_page,
)
from tests.tiktok import rig
from tests.tiktok.rig import FUZZ, KEY

SHOP = KEY.shop


def read(**fields: Any) -> Message:
    return message(json.dumps(rig.message(**fields)).encode(), KEY, "tip")


def inside(**content: Any) -> str:
    return json.dumps(content)


def test_a_text_message_is_read_whole() -> None:
    found = read()
    assert found.key == KEY
    assert found.id == "7494560109732330101"
    assert found.index == 7494560109732340101
    assert found.created == 1735699990
    assert found.role is Role.BUYER
    assert found.kind is Kind.TEXT
    assert found.content == Text("Shop ơi")
    assert found.sender.name == "Nguyễn Thảo"
    assert found.visible
    assert found.raw == ""


CONTENTS: list[tuple[str, dict[str, Any], dict[str, Any] | None, object]] = [
    ("TEXT", {"content": "a\nb 🎉"}, None, Text("a\nb 🎉")),
    ("IMAGE", {"url": "https://x/a", "width": "304", "height": 290}, None,
     Image("https://x/a", 304, 290)),
    ("IMAGE", {"url": "https://x/a"}, None, Image("https://x/a")),
    ("EMOTICONS", {"url": "https://x/s", "width": 0, "height": "x"}, None, Sticker("https://x/s")),
    (
        "VIDEO",
        {"url": "https://x/v", "cover": "https://x/c", "width": 1, "height": "2",
         "duration": "20.504", "vid": "v1", "expire_time": "1735700000"},
        None,
        Video("https://x/v", "https://x/c", 1, 2, 20.504, "v1", 1735700000),
    ),
    ("PRODUCT_CARD", {"product_id": "17"}, None, ProductCard("17")),
    (
        "PRODUCT_CARD",
        {"product_id": 17},
        {"product_name": "Áo", "product_image": "https://x/p", "product_lowest_price": "1₫",
         "product_highest_price": "2₫", "sold_quantity": 12},
        ProductCard("17", "Áo", "https://x/p", "1₫", "2₫", "12"),
    ),
    (
        "ORDER_CARD",
        {"order_id": "57"},
        {"order_status": "AWAITING_SHIPMENT", "product_name": "Áo", "product_image": "https://x/p",
         "paid_price": "119.000₫", "quantity": "2"},
        OrderCard("57", "AWAITING_SHIPMENT", "Áo", "https://x/p", "119.000₫", 2),
    ),
    ("RETURN_REFUND_CARD", {"order_id": "57", "sku_id": "27"}, {}, ReturnCard("57", "27")),
    (
        "COUPON_CARD",
        {"coupon_id": "78"},
        {"coupon_title": "Giảm", "discount": "10%", "threshold": "99.000₫",
         "start_time": 1735689600, "end_time": 1735699600},
        CouponCard("78", "Giảm", "10%", "99.000₫", 1735689600, 1735699600),
    ),
    (
        "LOGISTICS_CARD",
        {"order_id": "57", "package_id": "12"},
        {"packages": [
            {"package_id": "11", "tracking_number": "other"},
            {"package_id": "12", "product_name": "Áo", "product_image": "https://x/p",
             "tracking_number": "JX1", "shipping_provider_name": "J&T",
             "tracking": [{"description": "old", "update_time_millis": 1735689600000},
                          {"description": "new", "update_time_millis": 1735699600000}]},
        ]},
        LogisticsCard("57", "12", "Áo", "https://x/p", "J&T", "JX1", "new", 1735699600),
    ),
    ("ALLOCATED_SERVICE", {"content": "joined"}, None, Line("joined")),
    ("NOTIFICATION", {"content": "notice"}, None, Line("notice")),
    ("BUYER_ENTER_FROM_TRANSFER", {"content": "moved"}, None, Line("moved")),
    ("BUYER_ENTER_FROM_PRODUCT", {"product_id": "17"}, None, ProductCard("17")),
    ("BUYER_ENTER_FROM_ORDER", {"order_id": "57"}, None, OrderCard("57")),
    ("OTHER", {"content": "?"}, None, Unsupported("tip", "OTHER")),
    ("HOLOGRAM", {"beam": 1}, None, Unsupported("tip", "HOLOGRAM")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content", "data", "found"), CONTENTS)
def test_each_type_is_read(
    kind: str, content: dict[str, Any], data: dict[str, Any] | None, found: Any
) -> None:
    fields: dict[str, Any] = {"type": kind, "content": json.dumps(content)}
    if data is not None:
        fields["data"] = json.dumps(data)
    assert read(**fields).content == found


def test_every_kind_that_tiktok_names_has_a_reader() -> None:
    named = set(Kind) - {Kind.UNKNOWN, Kind.BROKEN, Kind.OTHER}
    assert named == set(contents._READERS)


def test_an_unknown_type_is_unknown_and_keeps_its_bytes() -> None:
    found = read(type="HOLOGRAM")
    assert found.kind is Kind.UNKNOWN
    assert json.loads(found.raw)["type"] == "HOLOGRAM"


@pytest.mark.parametrize("word", ["BROKEN", "UNKNOWN"])
def test_our_own_words_for_kinds_mean_nothing_on_the_wire(word: str) -> None:
    assert read(type=word).kind is Kind.UNKNOWN


@pytest.mark.parametrize("word", ["MARTIAN", "", None, 5])
def test_an_unknown_role_is_unknown(word: Any) -> None:
    assert read(sender={"role": word}).role is Role.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"content": ""}, "content_json"),
        ({"content": "{"}, "content_json"),
        ({"content": "not json"}, "content_json"),
        ({"content": "[1]"}, "content_shape"),
        ({"content": "null"}, "content_shape"),
        ({"content": None}, "content"),
        ({"content": 5}, "content"),
        ({"content": "{}"}, "content_field"),
        ({"content": inside(content=None)}, "content_field"),
        ({"content": inside(content=["a"])}, "content_field"),
        ({"content": inside(text="a")}, "content_field"),
        ({"content": "[" * 100_000}, "content_json"),
        ({"type": None}, "type"),
        ({"type": ""}, "type"),
        ({"type": ["TEXT"]}, "type"),
        ({"type": "IMAGE", "content": inside(width=1)}, "content_field"),
        ({"type": "ORDER_CARD", "content": inside(order_id=1.5e300)}, "content_field"),
        ({"type": "PRODUCT_CARD", "content": inside(product_id="a b")}, "content_field"),
    ],
)
def test_a_content_that_cannot_be_read_breaks_that_message_alone(
    fields: dict[str, Any], reason: str
) -> None:
    found = read(**fields)
    assert found.kind is Kind.BROKEN
    assert found.content == Broken(reason)
    assert found.id == "7494560109732330101"
    assert found.index == 7494560109732340101
    assert found.role is Role.BUYER
    assert found.raw


def test_bad_extras_of_a_card_cost_only_the_extras() -> None:
    for data in ("{", "5", "[]", None, 7):
        found = read(type="ORDER_CARD", content=inside(order_id="57"), data=data)
        assert found.content == OrderCard("57")


@pytest.mark.parametrize(
    ("fields", "index"),
    [
        ({"index": "5"}, 5),
        ({"index": 5}, 5),
        ({"index": str(2**63)}, 2**63),
        ({"index": "9" * 300}, int("9" * 300)),
        ({"index": "-5"}, 7494560109732330101),
        ({"index": "x"}, 7494560109732330101),
        ({"index": None}, 7494560109732330101),
        ({"index": "9" * 5000}, 7494560109732330101),
        ({"index": "x", "id": "abc"}, 0),
    ],
)
def test_the_index_falls_back_to_the_id(fields: dict[str, Any], index: int) -> None:
    assert read(**fields).index == index


def test_invisible_messages_are_read_and_marked() -> None:
    assert not read(is_visible=False).visible
    assert not read(is_visible="false").visible
    assert read(is_visible=None).visible


def test_missing_fields_have_plain_defaults() -> None:
    raw = json.dumps({"id": 12, "type": "TEXT", "content": inside(content="a")}).encode()
    found = message(raw, KEY)
    assert found == Message(KEY, "12", 12, 0, Role.UNKNOWN, Kind.TEXT, Text("a"))


def test_a_message_without_an_id_gets_one_that_is_the_same_every_time() -> None:
    first = read(id=None)
    assert first.kind is Kind.BROKEN
    assert first.id.startswith("broken-")
    # Addresses of pictures are signed anew in each answer.
    again = read(id=None, sender={"role": "BUYER", "avatar": "https://x/?sign=2"}, data="{}")
    assert again.id == first.id
    assert read(id=None, index="8").id != first.id
    assert message(b"17", KEY).id == message(b"17", KEY).id
    assert message(b"17", KEY).id != message(b"18", KEY).id


POISON = [
    b"null",
    b"17",
    b'"x"',
    b"[]",
    b"{}",
    b"NaN",
    b'{"id":NaN}',
    b'{"id":"1","type":"TEXT","content":NaN}',
    rb'{"id":"\ud83d","type":"TEXT","content":"{}"}',
    b'{"id":"1","type":"TEXT","content":"\xff\xfe"}',
    b'{"id":"1","type":"TEXT","content":"{\n"}',
    b'{"id":"1","index":' + b"9" * 5000 + b"}",
    b'{"id":"1","create_time":1e999,"type":"TEXT","content":"x"}',
    b"[" * 200_000 + b"]" * 200_000,
    b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
    b'{"id":"1","type":"TEXT","content":tru}',
    b'{"id":"1","type":"TEXT",content:"x"}',
    rb'{"id":"1","type":"TEXT","content":"\q"}',
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_the_nine_neighbours_of_a_poison_message_are_fine(poison: bytes) -> None:
    """F22: on the wire."""
    good = [json.dumps(rig.message(id=str(n), index=str(n))).encode() for n in range(1, 10)]
    listed = [*good[:4], poison, *good[4:]]
    began = time.perf_counter()
    page = messages_page(rig.page(listed), KEY)
    assert time.perf_counter() - began < 2
    assert len(page.messages) == 10
    assert page.messages[4].kind is Kind.BROKEN
    fine = [m for n, m in enumerate(page.messages) if n != 4]
    assert [m.id for m in fine] == [str(n) for n in range(1, 10)]
    assert all(m.content == Text("Shop ơi") for m in fine)
    assert (page.next_token, page.tip) == ("next", "tip")
    page.messages[4].raw.encode()


def test_a_lone_surrogate_or_nul_in_a_text_costs_only_that_character() -> None:
    raw = rb'{"id":"1","type":"TEXT","content":"{\"content\":\"a\\ud83d b\\u0000\"}"}'
    assert message(raw, KEY).content == Text("a\ufffd b\u2400")
    raw = rb'{"id":"1","type":"TEXT","content":"{\"content\":\"a\ud83d b\"}"}'
    assert message(raw, KEY).content == Text("a\ufffd b")


def test_a_text_of_200_kb_is_kept_whole() -> None:
    words = "ơ" * 200_000
    assert read(content=inside(content=words)).content == Text(words)
    assert read(content=inside(content=words + words)).content == Text(words)


def test_5000_messages_in_a_page_are_read() -> None:
    """F45: a page of 5,000 messages."""
    raw = [json.dumps(rig.message(id=str(n))).encode() for n in range(1, 5001)]
    assert len(messages_page(rig.page(raw), KEY).messages) == 5000


@pytest.mark.parametrize(
    "data",
    [b"null", b"{}", b'{"messages":null}', b'{"messages":[],"next_page_token":""}'],
)
def test_an_empty_page_is_empty(data: bytes) -> None:
    page = messages_page(data, KEY)
    assert (page.messages, page.next_token) == ((), "")


@pytest.mark.parametrize(
    "data",
    [b"[]", b"5", b'{"messages":{}}', b'{"messages":"x"}', b'{"messages":[],"next_page_token":{}}'],
)
def test_a_page_of_another_shape_is_no_page(data: bytes) -> None:
    with pytest.raises(wire.BadJson):
        messages_page(data, KEY)


WILD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=10)
    | st.sampled_from(["TEXT", "IMAGE", "BUYER", "{}", '{"content":"x"}', "9" * 5000, 2**63]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "content", "role", "url", "packages", "tracking"])
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)
NAMES = ["id", "type", "content", "create_time", "is_visible", "index", "sender", "data"]


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), WILD), st.sampled_from([*Kind]), WILD, WILD)
def test_any_json_at_all_becomes_a_message(
    wild: dict[str, Any], kind: Kind, content: Any, data: Any
) -> None:
    shapes: list[Any] = [
        wild,
        {**rig.message(), **wild},
        rig.message(type=kind.value, content=json.dumps(content), data=json.dumps(data)),
        content,
    ]
    for shape in shapes:
        raw = json.dumps(shape).encode()
        page = messages_page(rig.page([raw, json.dumps(rig.message(id="2")).encode()]), KEY)
        found, neighbour = page.messages
        assert neighbour.content == Text("Shop ơi")
        assert found.id
        assert found.index >= 0
        assert 0 <= found.created < 253_402_300_800
        assert decode(encode(found.content)) == found.content
        for text in (found.id, found.raw, found.sender.name, encode(found.content)):
            text.encode()
            assert "\0" not in text
        if found.kind is Kind.BROKEN:
            assert isinstance(found.content, Broken)
        assert message(raw, KEY, "tip") == found


@FUZZ
@given(st.binary(max_size=120))
def test_any_bytes_at_all_become_a_message(raw: bytes) -> None:
    found = message(raw, KEY)
    assert found.id
    found.raw.encode()


@FUZZ
@given(st.data())
def test_a_page_with_one_byte_changed_never_raises_anything_else(data: st.DataObject) -> None:
    whole = bytearray(rig.page([json.dumps(rig.message(id=str(n))).encode() for n in range(3)]))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(wire.BadJson):
        messages_page(bytes(whole), KEY)


# -- conversations ------------------------------------------------------------------------------


def listed(**fields: Any) -> dict[str, Any]:
    return {
        "id": "7494560109732330001",
        "participant_count": 3,
        "can_send_message": True,
        "unread_count": 2,
        "create_time": 1735689600,
        "participants": [
            {"role": "CUSTOMER_SERVICE", "im_user_id": "31", "nickname": "CSKH 1"},
            {"role": "SHOP", "im_user_id": "21", "nickname": "Nobi", "avatar": "https://x/shop"},
            {"role": "BUYER", "im_user_id": "11", "user_id": "12", "nickname": "Thảo", "avatar": "https://x/b"},
        ],
        "latest_message": rig.message(),
        **fields,
    }  # fmt: skip


def the_conversation(**fields: Any) -> Any:
    return conversation(json.dumps(listed(**fields)).encode(), SHOP)


def test_a_conversation_is_read_whole() -> None:
    found = the_conversation()
    assert found.id == KEY.id
    assert (found.buyer.im_user_id, found.buyer.user_id) == ("11", "12")
    assert (found.buyer.name, found.buyer.avatar) == ("Thảo", "https://x/b")
    assert (found.shop_im_user_id, found.shop_avatar) == ("21", "https://x/shop")
    assert (found.can_send, found.unread, found.created) == (True, 2, 1735689600)
    assert found.latest.key == KEY
    assert found.latest.content == Text("Shop ơi")


@pytest.mark.parametrize("latest", [None, {}, [], ""])
def test_the_latest_message_may_be_missing(latest: Any) -> None:
    assert the_conversation(latest_message=latest).latest is None


def test_a_broken_latest_message_costs_only_itself() -> None:
    found = the_conversation(latest_message={"id": "5", "type": "TEXT", "content": "{"})
    assert found.latest.kind is Kind.BROKEN
    assert found.unread == 2


@pytest.mark.parametrize("bad", [{"id": None}, {"id": ""}, {"id": 1.5}, {"id": "a/../b"}])
def test_a_conversation_without_an_id_is_skipped_and_counted(bad: dict[str, Any]) -> None:
    data = json.dumps({"conversations": [listed(**bad), listed(), 5, None], "next_page_token": "t"})
    page = conversations_page(data.encode(), SHOP)
    assert [c.id for c in page.items] == [KEY.id]
    assert (page.skipped, page.next_token) == (3, "t")


def test_odd_fields_of_a_conversation_have_plain_defaults() -> None:
    found = the_conversation(
        participants={"role": "BUYER"}, unread_count=-3, can_send_message="x", create_time="soon"
    )
    assert found.buyer.name == ""
    assert (found.unread, found.can_send, found.created) == (0, True, 0)
    assert (
        the_conversation(participants=[5, None, {"role": "BUYER", "user_id": 12}]).buyer.user_id
        == "12"
    )
    assert not the_conversation(can_send_message=False).can_send


def test_a_poisoned_conversation_leaves_its_neighbours() -> None:
    good = json.dumps(listed()).encode()
    for poison in POISON:
        data = b'{"conversations":[' + good + b"," + poison + b"," + good + b"]}"
        page = conversations_page(data, SHOP)
        assert [c.id for c in page.items if c.id == KEY.id] == [KEY.id, KEY.id]


# -- what we send -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "content", "sent"),
    [
        (Kind.TEXT, Text('Dạ "còn" 🎉\n'), {"content": 'Dạ "còn" 🎉\n'}),
        (Kind.TEXT, Text("a\ud83d"), {"content": "a\ufffd"}),
        (Kind.IMAGE, Image("https://x/a", 3, 4), {"url": "https://x/a", "width": 3, "height": 4}),
        (Kind.VIDEO, Video("https://x", vid="v1"), {"vid": "v1"}),
        (Kind.PRODUCT_CARD, ProductCard("17", "Áo"), {"product_id": "17"}),
        (Kind.ORDER_CARD, OrderCard("57", "X"), {"order_id": "57"}),
        (Kind.RETURN_CARD, ReturnCard("57", "27"), {"order_id": "57", "sku_id": "27"}),
        (Kind.COUPON_CARD, CouponCard("78"), {"coupon_id": "78"}),
        (Kind.LOGISTICS_CARD, LogisticsCard("57"), {"order_id": "57"}),
        (Kind.LOGISTICS_CARD, LogisticsCard("57", "12"), {"order_id": "57", "package_id": "12"}),
    ],
)
def test_what_is_sent_has_the_documented_fields(kind: Kind, content: Any, sent: Any) -> None:
    assert json.loads(contents.written(kind, content)) == sent


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (Kind.STICKER, Sticker("https://x"), "not_sendable"),
        (Kind.NOTIFICATION, Line("x"), "not_sendable"),
        (Kind.BROKEN, Broken("x"), "not_sendable"),
        (Kind.TEXT, Image("https://x"), "not_sendable"),
        (Kind.TEXT, Text("a" * 2001), "too_long"),
        (Kind.TEXT, Text("🎉" * 1001), "too_long"),
    ],
)
def test_what_tiktok_takes_from_nobody_is_refused_here(kind: Kind, content: Any, code: str) -> None:
    with pytest.raises(contents.Unsendable) as caught:
        contents.written(kind, content)
    assert caught.value.code == code


def test_2000_units_of_text_can_be_sent() -> None:
    contents.written(Kind.TEXT, Text("ơ" * 2000))
    contents.written(Kind.TEXT, Text("🎉" * 1000))
