"""Chat, end to end against the sandbox: what the seller reads and sends is what TikTok has."""

from __future__ import annotations

from typing import Any

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    Broken,
    Image,
    Kind,
    LogisticsCard,
    Message,
    OrderCard,
    ProductCard,
    Role,
    Text,
    Unsupported,
)
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.customer_service import Performance
from nobi_desktop.tiktok.errors import (
    ClockWrong,
    Garbled,
    NoPermission,
    OutcomeUnknown,
    QuotaSpent,
    Refused,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)
from tests.tiktok.rig import Answers, answer, client
from tests.tiktok.shop_world import ShopWorld


async def test_the_whole_list_is_walked_page_by_page(sandbox: ShopWorld, shop: ShopClient) -> None:
    first = await customer_service.conversations(shop)
    assert len(first.items) == 20
    second = await customer_service.conversations(shop, page_token=first.next_token)
    assert second.next_token == ""
    found = [c.id for c in (*first.items, *second.items)]
    assert sorted(found) == sorted(c.id for c in sandbox.world.conversations(sandbox.shop.id))
    for listed in first.items:
        there = sandbox.world.conversation(sandbox.shop.id, listed.id)
        assert listed.buyer.name == there.buyer.nickname
        assert listed.buyer.user_id == there.buyer.user_id
        assert listed.unread == there.unread_count
        assert listed.can_send == there.can_send_message
        assert listed.shop_im_user_id == sandbox.shop.im_user_id
        assert listed.latest is not None
        assert listed.latest.key == ConversationKey(sandbox.shop.id, listed.id)


async def test_the_whole_history_is_walked_newest_first(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    sandbox.world.burst_of(sandbox.shop.id, conversation_id, 23)
    there = sandbox.world.messages(sandbox.shop.id, conversation_id)
    found: list[Message] = []
    token = ""
    for _ in range(20):
        page = await customer_service.messages(shop, conversation_id, page_token=token)
        found += page.messages
        token = page.next_token
        if not token:
            break
    assert sorted(m.id for m in found) == sorted(m.id for m in there)
    assert [m.index for m in found] == sorted((m.index for m in there), reverse=True)
    assert {m.role.value for m in found} == {m.role for m in there}
    assert all(m.kind not in (Kind.BROKEN, Kind.UNKNOWN) for m in found)


async def test_every_type_of_the_sandbox_can_be_read(sandbox: ShopWorld, shop: ShopClient) -> None:
    kinds = [k.value for k in Kind if k not in (Kind.UNKNOWN, Kind.BROKEN)]
    said = sandbox.world.say(sandbox.shop.id, text="first")
    for kind in kinds:
        sandbox.world.say(sandbox.shop.id, said.conversation_id, kind=kind)
    found: list[Message] = []
    token = ""
    while True:
        page = await customer_service.messages(shop, said.conversation_id, page_token=token)
        found += page.messages
        token = page.next_token
        if not token:
            break
    assert {m.kind.value for m in found} == set(kinds)
    cards = {m.kind: m.content for m in found}
    product, order, parcel = (
        cards[k] for k in (Kind.PRODUCT_CARD, Kind.ORDER_CARD, Kind.LOGISTICS_CARD)
    )
    assert isinstance(product, ProductCard)
    assert product.title
    assert product.image
    assert isinstance(order, OrderCard)
    assert order.status
    assert order.paid
    assert isinstance(parcel, LogisticsCard)
    assert parcel.order_id
    other = cards[Kind.OTHER]
    assert isinstance(other, Unsupported)
    assert other.tip == page.tip != ""


async def test_one_poisoned_message_of_the_sandbox_is_broken_alone(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    said = sandbox.world.say(sandbox.shop.id, text="before \ud83d\0")
    sandbox.world.say(sandbox.shop.id, said.conversation_id, kind="IMAGE", content="{")
    sandbox.world.say(sandbox.shop.id, said.conversation_id, kind="FUTURE", content="{}")
    sandbox.world.say(
        sandbox.shop.id,
        said.conversation_id,
        text="odd",
        extra_raw={"create_time": float("nan"), "sender": 5},
    )
    page = await customer_service.messages(shop, said.conversation_id)
    assert [(m.kind, m.content) for m in reversed(page.messages)] == [
        (Kind.TEXT, Text("before \ufffd\u2400")),
        (Kind.BROKEN, Broken("content_json")),
        (Kind.UNKNOWN, Unsupported(page.tip, "FUTURE")),
        (Kind.TEXT, Text("odd")),
    ]


@pytest.mark.parametrize("words", ["Dạ còn size L ạ 🎉", 'a "b" \\ \n c', "x" * 2000, "{}"])
async def test_a_text_arrives_letter_for_letter_and_comes_back(
    sandbox: ShopWorld, shop: ShopClient, words: str
) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    message_id = await customer_service.send(shop, conversation_id, Kind.TEXT, Text(words))
    (sent,) = sandbox.world.sent(sandbox.shop.id)
    assert (sent.id, sent.text) == (message_id, words)
    page = await customer_service.messages(shop, conversation_id)
    back = next(m for m in page.messages if m.id == message_id)
    assert back.content == Text(words)
    assert back.role is Role.CUSTOMER_SERVICE


async def test_cards_can_be_sent(sandbox: ShopWorld, shop: ShopClient) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    order = sandbox.world.add_order(sandbox.shop.id, conversation_id)
    product = sandbox.world.products(sandbox.shop.id)[0]
    await customer_service.send(
        shop, conversation_id, Kind.PRODUCT_CARD, ProductCard(product.id, "Áo")
    )
    await customer_service.send(shop, conversation_id, Kind.ORDER_CARD, OrderCard(order.id))
    assert [m.type for m in sandbox.world.sent(sandbox.shop.id)] == ["PRODUCT_CARD", "ORDER_CARD"]


async def test_refusals_of_a_send_are_refused_with_tiktok_s_number(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    closed = sandbox.world.conversation(sandbox.shop.id, nickname="Xa", can_send=False)
    listed = sandbox.world.conversations(sandbox.shop.id)
    open_ = next(c for c in listed if c.can_send_message)
    for conversation_id, text, code in (
        (closed.id, "x", "45109001"),
        (open_.id, "zalo của em", "45101006"),
        ("7111111111111111111", "x", "45101003"),
    ):
        with pytest.raises(Refused) as caught:
            await customer_service.send(shop, conversation_id, Kind.TEXT, Text(text))
        assert caught.value.code == code
        assert caught.value.request_id


async def test_reading_marks_the_conversation_read_under_either_rule_for_empty_bodies(
    sandbox: ShopWorld,
) -> None:
    for strict in (True, False):
        sandbox.world.strict_sign = strict
        said = sandbox.world.say(sandbox.shop.id, text="hi")
        there = sandbox.world.conversation(sandbox.shop.id, said.conversation_id)
        assert there.unread_count == 1
        await customer_service.mark_read(sandbox.client(), said.conversation_id)
        assert there.unread_count == 0


async def test_a_conversation_is_created_or_found_again(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    known = sandbox.world.conversations(sandbox.shop.id)[0]
    assert await customer_service.create(shop, known.buyer.user_id) == known.id
    with pytest.raises(Refused):
        await customer_service.create(shop, "7111111111111111111")


async def test_one_conversation_can_be_asked_for(sandbox: ShopWorld, shop: ShopClient) -> None:
    known = sandbox.world.conversations(sandbox.shop.id)[0]
    found = await customer_service.conversation(shop, known.id)
    assert found.id == known.id
    assert found.buyer.name == known.buyer.nickname
    assert found.latest is None
    with pytest.raises(Refused):
        await customer_service.conversation(shop, "7111111111111111111")


async def test_accepting_chats_can_be_read_and_changed(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    sandbox.shop.single_agent = False
    assert await customer_service.agent_settings(shop) is True
    await customer_service.set_agent_settings(shop, False)
    assert sandbox.shop.can_accept_chat is False
    assert await customer_service.agent_settings(shop) is False
    sandbox.shop.single_agent = True
    with pytest.raises(Refused):
        await customer_service.set_agent_settings(shop, False)


async def test_performance_is_told_in_decimal_text(shop: ShopClient) -> None:
    found = await customer_service.performance(shop, "2025-12-01", "2025-12-31")
    assert found.sessions > 0
    assert float(found.response_percentage) > 0
    data = {"performance": {"support_session_count": "12", "response_percentage": "98.5"}}
    odd = client(Answers(answer(data)))
    assert await customer_service.performance(odd, "a", "b") == Performance(12, "98.5", "", "")


@pytest.mark.parametrize("data", [{}, {"conversation": None}, {"conversation": {}}, [], None])
async def test_a_conversation_of_another_shape_is_garbled(data: object) -> None:
    with pytest.raises(Garbled):
        await customer_service.conversation(client(Answers(answer(data))), "1")


@pytest.mark.parametrize("data", [{}, {"conversation_id": None}, [], None])
async def test_a_created_conversation_without_an_id_is_garbled(data: object) -> None:
    with pytest.raises(Garbled):
        await customer_service.create(client(Answers(answer(data))), "1")


# -- the sandbox misbehaves -----------------------------------------------------------------------


async def test_an_expired_token_is_renewed_in_passing(sandbox: ShopWorld, shop: ShopClient) -> None:
    sandbox.world.authorizations.expire()
    assert (await customer_service.conversations(shop)).items
    assert sandbox.keeper.renewals == 1


async def test_a_revoked_authorization_means_sign_in(sandbox: ShopWorld, shop: ShopClient) -> None:
    grant = sandbox.shop.grant
    assert grant is not None
    grant.revoked = True
    with pytest.raises(SignInAgain) as caught:
        await customer_service.conversations(shop)
    assert caught.value.code == "36004005"


async def test_a_missing_scope_is_no_permission_and_renews_nothing(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    sandbox.shop.scopes.discard("seller.customer_service")
    with pytest.raises(NoPermission):
        await customer_service.conversations(shop)
    assert sandbox.keeper.renewals == 0


async def test_a_foreign_cipher_means_sign_in(sandbox: ShopWorld) -> None:
    with pytest.raises(SignInAgain) as caught:
        await customer_service.conversations(sandbox.client(cipher="ROW_other"))
    assert caught.value.reason == "invalid"


async def test_the_day_s_quota_is_told(sandbox: ShopWorld, shop: ShopClient) -> None:
    sandbox.world.quota = 0
    with pytest.raises(QuotaSpent):
        await customer_service.conversations(shop)


@pytest.mark.parametrize("hours", [2.0, -2.0])
async def test_a_wrong_clock_of_the_computer_costs_one_call(
    sandbox: ShopWorld, shop: ShopClient, hours: float
) -> None:
    sandbox.world.offset = hours * 3600
    assert (await customer_service.conversations(shop)).items
    assert shop.server_clock.offset == pytest.approx(hours * 3600, abs=2)
    before = len(sandbox.world.requests)
    await customer_service.conversations(shop)
    assert len(sandbox.world.requests) == before + 1


async def test_a_server_whose_time_leaps_ever_on_is_a_wrong_clock(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    body = '{"code":36009004,"message":"Invalid timestamp"}'
    sandbox.world.faults.plan(times=-1, status=400, body=body)
    with pytest.raises(ClockWrong):
        await customer_service.conversations(shop)


@pytest.mark.parametrize(
    ("fault", "read", "send"),
    [
        ({"drop": True}, Unreachable, OutcomeUnknown),
        ({"drop_before": True, "drop": True}, Unreachable, OutcomeUnknown),
        ({"status": 502, "body": "<html>bad gateway</html>"}, Unreachable, OutcomeUnknown),
        ({"status": 200, "body": "<html>hotel</html>"}, Garbled, OutcomeUnknown),
        ({"status": 302, "body": ""}, Garbled, OutcomeUnknown),
        ({"code": 36009003}, Unreachable, OutcomeUnknown),
        ({"code": 45101001}, Unreachable, OutcomeUnknown),
        ({"code": 36009002, "status": 429}, SlowDown, SlowDown),
        ({"status": 429, "body": ""}, SlowDown, SlowDown),
    ],
)
async def test_faults_of_the_sandbox_are_told_apart(
    sandbox: ShopWorld,
    shop: ShopClient,
    fault: dict[str, Any],
    read: type[TikTokError],
    send: type[TikTokError],
) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    sandbox.world.faults.plan(times=-1, **fault)
    with pytest.raises(read):
        await customer_service.messages(shop, conversation_id)
    # A client of its own: the first one may have slowed its pace.
    with pytest.raises(send):
        await customer_service.send(sandbox.client(), conversation_id, Kind.TEXT, Text("x"))


async def test_a_lost_answer_leaves_the_message_there_and_the_outcome_unknown(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    sandbox.world.faults.plan("send", drop=True)
    with pytest.raises(OutcomeUnknown):
        await customer_service.send(shop, conversation_id, Kind.TEXT, Text("only once"))
    assert [m.text for m in sandbox.world.sent(sandbox.shop.id)] == ["only once"]


async def test_pictures_are_sent_by_their_address(sandbox: ShopWorld, shop: ShopClient) -> None:
    conversation_id = sandbox.world.conversations(sandbox.shop.id)[0].id
    upload = sandbox.world.keep_upload(sandbox.shop.id, "png", 3, 2, b"x")
    picture = Image(upload.url, 3, 2)
    message_id = await customer_service.send(shop, conversation_id, Kind.IMAGE, picture)
    page = await customer_service.messages(shop, conversation_id)
    assert next(m for m in page.messages if m.id == message_id).content == picture
