"""The signed call: the bytes that leave, renewing once, telling the time once."""

from __future__ import annotations

import asyncio
import json
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from nobi_desktop.domain.message import Image, Kind, Text
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.tiktok import customer_service, images
from nobi_desktop.tiktok.client import ShopClient, path_id
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
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports
from tests.tiktok.rig import (
    CIPHER,
    KEY,
    SECRET,
    TOKEN,
    Answers,
    Tokens,
    answer,
    client,
    http_answer,
    raw_answer,
    socket_server,
)
from tests.tiktok.test_signing import by_hand

EMPTY_PAGE = {"messages": [], "next_page_token": ""}
EXPIRED = (None, 105002, "Expired credentials", 401)
LATE = (None, 36009004, "Invalid timestamp", 400)


def signed_rightly(request: bytes) -> bool:
    """Whether the bytes on the wire carry the signature of those very bytes."""
    head, _, body = request.partition(b"\r\n\r\n")
    target = head.split(b" ")[1].decode()
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    given = query.pop("sign")
    text = parts.path + "".join(name + query[name] for name in sorted(query))
    if b"content-type: multipart" in head.lower():
        body = b""
    return given == by_hand(SECRET, text.encode() + body)


async def test_the_bytes_on_the_wire_are_the_bytes_that_were_signed() -> None:
    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        data = {"message_id": "1", "url": "https://x/1", "conversation_id": "2"}
        writer.write(http_answer(json.dumps({"code": 0, "data": data}).encode()))
        await writer.drain()

    async with socket_server(talk) as (url, heard):
        shop = client(None, base_url=url, total=2)
        await customer_service.messages(shop, KEY.id, page_token="a+b/c== &ơ%2B")
        await customer_service.conversations(shop)
        await customer_service.send(shop, KEY.id, Kind.TEXT, Text('Dạ "còn" 🎉\n\\'))
        await customer_service.mark_read(shop, KEY.id)
        await customer_service.create(shop, "12")
        await images.upload(shop, b"\x89PNG\r\n\x1a\n\0\xff", "a.png", "image/png")
        await shop._transports.close()
    assert len(heard) == 6
    assert all(signed_rightly(request) for request in heard)
    assert b"page_token=a%2Bb%2Fc%3D%3D%20%26%C6%A1%252B" in heard[0]
    for request in heard:
        assert request.lower().count(b"x-tts-access-token: " + TOKEN.lower().encode()) == 1
        assert b"access_token=" not in request
    for get in heard[:2]:
        assert get.endswith(b"\r\n\r\n")
        assert b"content-length" not in get.lower()
        assert b"content-type: application/json" in get.lower()


async def test_common_parameters_are_sent_and_the_cipher_only_where_bound() -> None:
    answers = Answers(lambda _: answer({"shops": []}))
    shop = client(answers)
    await shop.get("/authorization/202309/shops", call_class=CallClass.POLL, shop_bound=False)
    await shop.get("/order/202507/orders", {"ids": "1,2"}, call_class=CallClass.POLL)
    unbound, bound = answers.queries
    assert unbound["app_key"] == "29a39d"
    assert len(unbound["timestamp"]) == 10
    assert "shop_cipher" not in unbound
    assert bound["shop_cipher"] == CIPHER
    assert bound["ids"] == "1,2"


async def test_an_expired_token_is_renewed_once_and_the_call_repeated_once() -> None:
    answers = Answers(answer(*EXPIRED), answer(EMPTY_PAGE))
    tokens = Tokens("old", "new")
    await customer_service.messages(client(answers, tokens=tokens), KEY.id)
    assert tokens.refused == ["old"]
    assert [r.headers["x-tts-access-token"] for r in answers.requests] == ["old", "new"]


async def test_a_token_refused_twice_means_sign_in() -> None:
    for sending in (False, True):
        answers = Answers(lambda _: answer(*EXPIRED))
        tokens = Tokens("old", "new", "newer")
        shop = client(answers, tokens=tokens)
        with pytest.raises(SignInAgain) as caught:
            await (
                customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))
                if sending
                else customer_service.messages(shop, KEY.id)
            )
        assert caught.value.code == "105002"
        assert caught.value.reason == "expired"
        assert tokens.refused == ["old"]
        assert len(answers.requests) == 2


async def test_a_message_is_sent_again_after_renewing_for_it_was_turned_away_at_the_door() -> None:
    answers = Answers(answer(*EXPIRED), answer({"message_id": "9"}))
    shop = client(answers, tokens=Tokens("old", "new"))
    assert await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x")) == "9"
    first, second = answers.requests
    assert first.content == second.content


@pytest.mark.parametrize("code", [105005, 105001, 101000, 106001])
async def test_no_other_refusal_renews(code: int) -> None:
    answers = Answers(lambda _: answer(None, code, "no", 401))
    tokens = Tokens()
    with pytest.raises((NoPermission, SignInAgain, Refused)):
        await customer_service.messages(client(answers, tokens=tokens), KEY.id)
    assert tokens.refused == []
    assert len(answers.requests) == 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Unreachable("timeout"), Unreachable),
        (Garbled("not_json"), Unreachable),
        (Refused("77"), Unreachable),
        (OutcomeUnknown("x"), Unreachable),
        (SignInAgain("36004005"), SignInAgain),
        (SlowDown("36009002"), SlowDown),
        (NoPermission("105004"), NoPermission),
    ],
)
async def test_a_failed_renewal_never_makes_a_send_unknown_or_refused(
    error: TikTokError, expected: type[TikTokError]
) -> None:
    tokens = Tokens("old")
    tokens.error = error
    shop = client(Answers(lambda _: answer(*EXPIRED)), tokens=tokens)
    with pytest.raises(TikTokError) as caught:
        await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))
    assert type(caught.value) is expected
    assert getattr(caught.value, "sent", False) is False
    with pytest.raises(type(error)):
        await customer_service.messages(shop, KEY.id)


@pytest.mark.parametrize("wrong", [7200.0, -7200.0])
async def test_a_wrong_clock_is_learned_from_the_refusal_and_the_call_repeated(
    wrong: float,
) -> None:
    clock = HandClock()
    there = clock.now()
    clock.jump(wrong)
    date = {"date": formatdate(there, usegmt=True)}

    def judged(request: httpx.Request) -> httpx.Response:
        sent = int(dict(request.url.params)["timestamp"])
        good = there - 300 <= sent <= there + 30
        return answer({"message_id": "9"}, headers=date) if good else answer(*LATE, headers=date)

    answers = Answers(judged)
    shop = client(answers, clock=clock)
    assert await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x")) == "9"
    assert len(answers.requests) == 2
    assert shop.server_clock.offset == pytest.approx(-wrong, abs=1)
    signs = [query["sign"] for query in answers.queries]
    assert signs[0] != signs[1]
    await customer_service.send(shop, KEY.id, Kind.TEXT, Text("y"))
    assert len(answers.requests) == 3
    # The computer's clock jumps again: the next refusal heals it.
    clock.jump(-wrong)
    await customer_service.send(shop, KEY.id, Kind.TEXT, Text("z"))
    assert len(answers.requests) == 5


async def test_a_clock_refused_twice_or_without_a_date_is_wrong() -> None:
    dated = Answers(lambda _: answer(*LATE, headers={"date": formatdate(0, usegmt=True)}))
    with pytest.raises(ClockWrong):
        await customer_service.messages(client(dated), KEY.id)
    assert len(dated.requests) == 2
    undated = Answers(lambda _: answer(*LATE))
    with pytest.raises(ClockWrong):
        await customer_service.messages(client(undated), KEY.id)
    assert len(undated.requests) == 1


async def test_clock_and_token_can_both_be_wrong() -> None:
    clock = HandClock()
    date = {"date": formatdate(clock.now() + 9000, usegmt=True)}
    answers = Answers(answer(*LATE, headers=date), answer(*EXPIRED), answer(EMPTY_PAGE))
    await customer_service.messages(client(answers, clock=clock, tokens=Tokens("a", "b")), KEY.id)
    assert [r.headers["x-tts-access-token"] for r in answers.requests] == ["a", "a", "b"]


async def test_a_page_of_a_captive_portal_teaches_no_time() -> None:
    date = {"date": formatdate(0, usegmt=True)}
    shop = client(Answers(raw_answer(b"<html>", 200, date)))
    with pytest.raises(Garbled):
        await customer_service.messages(shop, KEY.id)
    assert shop.server_clock.offset == 0


async def test_an_answered_send_without_an_id_is_unknown() -> None:
    answered: list[Any] = [None, {}, {"message_id": None}, {"message_id": 1.5}, [], "x"]
    for data in answered:
        shop = client(Answers(answer(data)))
        with pytest.raises(OutcomeUnknown):
            await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))


async def test_an_answered_send_may_carry_its_id_as_a_number() -> None:
    shop = client(Answers(answer({"message_id": 7494560109732330101})))
    sent = await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))
    assert sent == "7494560109732330101"


async def test_nothing_retries_a_send_by_itself() -> None:
    for failing in (httpx.ReadError("x"), httpx.ConnectError("x")):
        answers = Answers(failing)
        with pytest.raises(TikTokError):
            await customer_service.send(client(answers), KEY.id, Kind.TEXT, Text("x"))
        assert len(answers.requests) == 1


async def test_nothing_leaves_for_a_shop_that_is_shut_also_what_waits_for_its_turn() -> None:
    clock = HandClock()
    answers = Answers(lambda _: answer(EMPTY_PAGE))
    shop = client(answers, clock=clock)
    shop.pace = pace = Pace(clock, rate=0.1, burst=1)
    await customer_service.messages(shop, KEY.id)
    waiting = asyncio.ensure_future(customer_service.messages(shop, KEY.id))
    await clock.advance(1)
    assert pace.waiting == 1
    shop.shut = True
    await clock.advance(10)
    with pytest.raises(Unreachable) as caught:
        await waiting
    assert (caught.value.code, caught.value.sent) == ("closed", False)
    assert len(answers.requests) == 1
    shop.shut = False
    resumed = asyncio.ensure_future(customer_service.messages(shop, KEY.id))
    await clock.advance(10)
    await resumed
    assert len(answers.requests) == 2


async def test_what_cannot_be_sent_is_refused_before_it_leaves() -> None:
    answers = Answers(lambda _: answer({"message_id": "1"}))
    shop = client(answers)
    for kind, content, code in (
        (Kind.TEXT, Text("a" * 2001), "too_long"),
        (Kind.TEXT, Image("https://x"), "not_sendable"),
    ):
        with pytest.raises(Refused) as caught:
            await customer_service.send(shop, KEY.id, kind, content)
        assert caught.value.code == code
    assert answers.requests == []


@pytest.mark.parametrize("bad", ["", "..", "a/b", "a?b", "%2e", "a" * 65, "đ", "1\n"])
async def test_an_id_that_would_change_the_path_is_refused(bad: str) -> None:
    with pytest.raises(Refused):
        path_id(bad)
    answers = Answers(lambda _: answer({}))
    with pytest.raises(Refused):
        await customer_service.send(client(answers), bad, Kind.TEXT, Text("x"))
    assert answers.requests == []


async def test_the_budget_is_asked_before_each_attempt_and_may_say_no() -> None:
    asked: list[CallClass] = []

    def budget(call_class: CallClass) -> None:
        asked.append(call_class)
        if len(asked) > 2:
            raise QuotaSpent("budget")

    answers = Answers(answer(*EXPIRED), answer({"message_id": "1"}))
    shop = client(answers, budget=budget, tokens=Tokens("a", "b"))
    await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))
    assert asked == [CallClass.SEND, CallClass.SEND]
    with pytest.raises(QuotaSpent):
        await customer_service.send(shop, KEY.id, Kind.TEXT, Text("x"))
    assert len(answers.requests) == 2


async def test_too_many_calls_slow_the_pace_and_good_ones_quicken_it() -> None:
    clock = HandClock()
    pace = Pace(clock, rate=4.0, burst=50)
    shop = ShopClient(
        transports=Transports.build(
            httpx.MockTransport(Answers(answer(None, 36009002, "slow", 429), answer(EMPTY_PAGE)))
        ),
        app_key="k",
        app_secret=SECRET,
        tokens=Tokens(),
        pace=pace,
        server_clock=ServerClock(clock),
    )
    with pytest.raises(SlowDown):
        await customer_service.messages(shop, KEY.id)
    assert pace.rate == 2.0
    await clock.advance(1)
    await customer_service.messages(shop, KEY.id)
    assert pace.rate > 2.0


async def test_reading_marks_without_a_body_and_tries_an_empty_object_once() -> None:
    def judged(request: httpx.Request) -> httpx.Response:
        return answer({}) if request.content == b"{}" else answer(None, 106001, "sign", 401)

    answers = Answers(judged)
    shop = client(answers)
    await customer_service.mark_read(shop, KEY.id)
    assert [r.content for r in answers.requests] == [b"", b"{}"]
    await customer_service.mark_read(shop, KEY.id)
    assert [r.content for r in answers.requests] == [b"", b"{}", b"{}"]


async def test_reading_marks_refused_both_ways_is_refused() -> None:
    answers = Answers(lambda _: answer(None, 106001, "sign", 401))
    shop = client(answers)
    with pytest.raises(SignInAgain):
        await customer_service.mark_read(shop, KEY.id)
    assert len(answers.requests) == 2
    other = Answers(lambda _: answer(None, 45101003, "not found"))
    with pytest.raises(Refused):
        await customer_service.mark_read(client(other), KEY.id)
    assert len(other.requests) == 1


async def test_page_sizes_never_exceed_tiktok_s() -> None:
    answers = Answers(lambda _: answer({}))
    shop = client(answers)
    await customer_service.messages(shop, KEY.id, page_size=50)
    await customer_service.conversations(shop, page_size=50)
    await customer_service.conversations(shop, page_size=0)
    assert [q["page_size"] for q in answers.queries] == ["10", "20", "1"]


async def test_messages_ask_for_data_by_index_in_the_shop_s_language() -> None:
    answers = Answers(lambda _: answer({}))
    await customer_service.messages(client(answers), KEY.id)
    query = answers.queries[0]
    assert (query["need_data"], query["locale"]) == ("true", "vi-VN")
    assert (query["sort_field"], query["sort_order"]) == ("index", "DESC")
    assert "page_token" not in query


@pytest.mark.parametrize("data", [[], 5, "x", {"messages": {}}, {"next_page_token": []}])
async def test_data_of_another_shape_is_garbled(data: object) -> None:
    with pytest.raises(Garbled):
        await customer_service.messages(client(Answers(answer(data))), KEY.id)
