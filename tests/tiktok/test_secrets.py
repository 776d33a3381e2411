"""No secret and no address is in what an error, a log line or a repr tells."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest

from nobi_desktop.domain.message import Kind, Text
from nobi_desktop.tiktok import authorization, customer_service
from nobi_desktop.tiktok.authorization import TokenPair
from nobi_desktop.tiktok.errors import TikTokError
from nobi_desktop.tiktok.transport import Transport, TransportKind
from tests.tiktok.rig import KEY, Answers, answer, client, raw_answer
from tests.tiktok.test_errors import MAYBE_SENT, NOT_SENT

AUTH_SECRETS = ("CANARY_APPSECRET", "CANARY_CODE", "CANARY_REFRESH", "CANARY_NEW")


def leaks(error: BaseException) -> Iterator[str]:
    """Every text along the chain of an exception that holds a canary or an address."""
    seen: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue:
        one = queue.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        texts = [str(one), repr(one), repr(one.args), repr(vars(one))]
        texts.append("".join(traceback.format_exception(one)))
        request = getattr(one, "_request", None)
        texts.append(repr(request.url) if request is not None else "")
        for text in texts:
            if "CANARY" in text or "://" in text or "sign=" in text:
                yield text
        queue += [one.__cause__, one.__context__]


def with_request(error: Exception, request: httpx.Request) -> Exception:
    """The exception as httpx would have made it: it knows its request."""
    if isinstance(error, httpx.RequestError):
        return type(error)(f"failed for {request.url}", request=request)
    if type(error) in (TimeoutError, ConnectionResetError, RuntimeError):
        return type(error)(f"failed for {request.url}")
    return error


ODD = [
    lambda _: raw_answer(b"<html>", 200),
    lambda _: raw_answer(b"<html>", 502),
    lambda _: answer(None, 105002, "Expired", 401),
    lambda _: answer(None, 36009004, "Invalid timestamp", 400),
    lambda _: answer(None, 106001, "sign", 401),
    lambda r: answer(None, 77, f"bad token {r.headers['x-tts-access-token']}", 400),
]


@pytest.mark.parametrize("exception", [*NOT_SENT, *MAYBE_SENT], ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("sending", [False, True])
async def test_failures_of_the_network_tell_no_secret(
    exception: Exception, sending: bool, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise with_request(exception, request)

    await _assert_silent(Answers(fail), sending, caplog)


@pytest.mark.parametrize("odd", range(len(ODD)))
@pytest.mark.parametrize("sending", [False, True])
async def test_odd_answers_tell_no_secret(
    odd: int, sending: bool, caplog: pytest.LogCaptureFixture
) -> None:
    await _assert_silent(Answers(ODD[odd]), sending, caplog)


async def _assert_silent(answers: Answers, sending: bool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "nobi_desktop"):
        shop = client(answers)
        with pytest.raises(TikTokError) as caught:
            await (
                customer_service.send(shop, KEY.id, Kind.TEXT, Text("CANARY words"))
                if sending
                else customer_service.messages(shop, KEY.id, page_token="CANARY_PAGE")
            )
    assert list(leaks(caught.value)) == []
    assert "CANARY" not in caplog.text
    assert "://" not in caplog.text
    assert KEY.id not in caplog.text
    assert "CANARY" not in repr(shop)


async def test_calls_that_go_well_are_logged_without_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        shop = client(Answers(lambda _: answer({"message_id": "1"})))
        await customer_service.messages(shop, KEY.id)
        await customer_service.send(shop, KEY.id, Kind.TEXT, Text("CANARY words"))
    assert "shop one GET /customer_service/202309/conversations/…/messages" in caplog.text
    assert "CANARY" not in caplog.text
    assert "sign=" not in caplog.text


@pytest.mark.parametrize(
    "reply",
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        lambda _: raw_answer(b"<html>"),
        lambda _: raw_answer(b"x", 404),
        lambda r: answer(None, 36004005, f"no such {r.url}"),
        lambda _: answer({"access_token": "CANARY_NEW"}),
    ],
    ids=range(6),
)
async def test_the_auth_host_s_failures_tell_no_secret(
    reply: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        if isinstance(reply, Exception):
            raise with_request(reply, request)
        return reply(request)  # type: ignore[operator, no-any-return]

    transport = Transport(TransportKind.AUTH, injected=httpx.MockTransport(fail))
    calls = (
        authorization.token_get(transport, "https://a", "k", "CANARY_APPSECRET", "CANARY_CODE"),
        authorization.token_refresh(
            transport, "https://a", "k", "CANARY_APPSECRET", "CANARY_REFRESH"
        ),
    )
    with caplog.at_level(logging.DEBUG):
        for call in calls:
            with pytest.raises(TikTokError) as caught:
                await call
            told = [text for text in leaks(caught.value) if "CANARY" in text]
            assert told == []
    assert "CANARY" not in caplog.text


def test_a_token_pair_hides_its_tokens() -> None:
    pair = TokenPair("CANARY_NEW", "CANARY_REFRESH", 1, 2, "CANARY_OPEN", "CANARY_NAME", "VN")
    assert "CANARY" not in f"{pair}{pair!r}"
    assert "VN" in repr(pair)
