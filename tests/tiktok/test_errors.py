"""Row by row: what each of TikTok's numbers, HTTP statuses and network failures means."""

from __future__ import annotations

import ssl

import httpx
import pytest

from nobi_desktop.domain.message import Kind, Text
from nobi_desktop.tiktok import customer_service, errors
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
from tests.tiktok.rig import KEY, Answers, answer, client, raw_answer

HTML = b"<html><body>Sign in to the hotel's network</body></html>"

# code, HTTP status, text, kind for a read, kind for a send
CODES: list[tuple[int, int, str, type[TikTokError], type[TikTokError]]] = [
    (105002, 401, "Expired credentials", SignInAgain, SignInAgain),
    (105001, 403, "wrong token type", SignInAgain, SignInAgain),
    (105005, 401, "you should apply auth pkg for this api", NoPermission, NoPermission),
    (105004, 200, "region", NoPermission, NoPermission),
    (101000, 400, "do not match", SignInAgain, SignInAgain),
    (1010000, 400, "do not match", SignInAgain, SignInAgain),
    (106001, 401, "sign", SignInAgain, SignInAgain),
    (106013, 400, "shop_cipher missing", Refused, Refused),
    (40006, 403, "no schema found", Refused, Refused),
    (36009002, 429, "Too many requests", SlowDown, SlowDown),
    (36009002, 200, "Too many requests", SlowDown, SlowDown),
    (36009003, 200, "internal", Unreachable, OutcomeUnknown),
    (36009003, 500, "internal", Unreachable, OutcomeUnknown),
    (36009004, 400, "Invalid timestamp", ClockWrong, ClockWrong),
    (36009004, 400, "x-tts-access-token malformed", SignInAgain, SignInAgain),
    (36009004, 400, "Missing required parameter: sign", Refused, Refused),
    (36009004, 400, "app_key unknown", SignInAgain, SignInAgain),
    (36009004, 400, "shop_cipher is not required: unexpected identifier", Refused, Refused),
    (36009004, 400, "shop_id is invalid", Refused, Refused),
    (36009004, 400, "version", Refused, Refused),
    (36009004, 400, "page_size must not be larger than 10", Refused, Refused),
    (36009007, 200, "timeout", Unreachable, OutcomeUnknown),
    (36009009, 404, "path invalid", Refused, Refused),
    (36009010, 405, "method", Refused, Refused),
    (36009014, 400, "version", Refused, Refused),
    (36009021, 400, "file too large", Refused, Refused),
    (36009022, 400, "body format", Refused, Refused),
    (36009023, 400, "multipart", Refused, Refused),
    (36009033, 403, "ip not in allow list", NoPermission, NoPermission),
    (36009037, 429, "hourly cap", SlowDown, SlowDown),
    (36009043, 401, "shop not active", NoPermission, NoPermission),
    (36009044, 401, "seller not active", NoPermission, NoPermission),
    (45101001, 200, "internal", Unreachable, OutcomeUnknown),
    (45101002, 200, "parameters invalid", Refused, Refused),
    (45101003, 200, "not found", Refused, Refused),
    (45101004, 200, "quota reached, 10000 per day", QuotaSpent, QuotaSpent),
    (45101004, 429, "quota reached, 10000 per day", QuotaSpent, QuotaSpent),
    (45101006, 200, "sensitive", Refused, Refused),
    (45101008, 200, "image", Refused, Refused),
    (45102007, 200, "no permission for this conversation", Refused, Refused),
    (45109001, 200, "rules", Refused, Refused),
    (45109003, 200, "criteria", Refused, Refused),
    (45111001, 200, "not supported", Refused, Refused),
    (45111012, 200, "coupon rate", SlowDown, SlowDown),
    (45111017, 200, "coupon", Refused, Refused),
    (12052180, 200, "too many results", Refused, Refused),
    # Not documented: no range decides, and a send is unknown.
    (105999, 401, "new", Refused, OutcomeUnknown),
    (36009999, 400, "new", Refused, OutcomeUnknown),
    (77, 200, "new", Refused, OutcomeUnknown),
    (77, 429, "new", SlowDown, SlowDown),
    # A gateway can fail in front of a message that was accepted, whatever it writes.
    (45101006, 502, "sensitive", Refused, OutcomeUnknown),
    (36009002, 503, "slow", SlowDown, OutcomeUnknown),
]
STATUSES: list[tuple[int, type[TikTokError], type[TikTokError]]] = [
    (200, Garbled, OutcomeUnknown),
    (204, Garbled, OutcomeUnknown),
    (302, Garbled, OutcomeUnknown),
    (401, Garbled, OutcomeUnknown),
    (403, Garbled, OutcomeUnknown),
    (404, Garbled, OutcomeUnknown),
    (407, Unreachable, OutcomeUnknown),
    (408, Unreachable, OutcomeUnknown),
    (429, SlowDown, SlowDown),
    (500, Unreachable, OutcomeUnknown),
    (502, Unreachable, OutcomeUnknown),
    (503, Unreachable, OutcomeUnknown),
    (504, Unreachable, OutcomeUnknown),
]
NOT_SENT: list[Exception] = [
    httpx.ConnectError("no"),
    httpx.ConnectTimeout("no"),
    httpx.PoolTimeout("no"),
    httpx.ProxyError("no"),
    httpx.UnsupportedProtocol("no"),
    httpx.LocalProtocolError("no"),
]
MAYBE_SENT: list[Exception] = [
    httpx.ReadTimeout("no"),
    httpx.WriteTimeout("no"),
    httpx.ReadError("no"),
    httpx.WriteError("no"),
    httpx.CloseError("no"),
    httpx.RemoteProtocolError("no"),
    httpx.DecodingError("no"),
    httpx.TooManyRedirects("no"),
    httpx.StreamClosed(),
    TimeoutError(),
    ConnectionResetError(),
    RuntimeError("a surprise"),
]


async def failure(answers: Answers, *, sending: bool) -> TikTokError:
    shop = client(answers)
    with pytest.raises(TikTokError) as caught:
        await (
            customer_service.send(shop, KEY.id, Kind.TEXT, Text("ok"))
            if sending
            else customer_service.messages(shop, KEY.id)
        )
    return caught.value


@pytest.mark.parametrize(("code", "http", "text", "read", "send"), CODES)
async def test_each_number_is_its_own_kind(
    code: int, http: int, text: str, read: type[TikTokError], send: type[TikTokError]
) -> None:
    for sending, kind in ((False, read), (True, send)):
        error = await failure(Answers(lambda _: answer(None, code, text, http)), sending=sending)
        assert type(error) is kind
        assert error.code == str(code)
        assert error.text == text
        assert error.request_id == "req-1"
        assert error.http == http


@pytest.mark.parametrize(("http", "read", "send"), STATUSES)
@pytest.mark.parametrize("body", [HTML, b"", b"[]", b'{"message":"no code"}', b'{"code":"x"}'])
async def test_an_answer_without_the_envelope_is_judged_by_its_status(
    http: int, read: type[TikTokError], send: type[TikTokError], body: bytes
) -> None:
    for sending, kind in ((False, read), (True, send)):
        error = await failure(Answers(lambda _: raw_answer(body, http)), sending=sending)
        assert type(error) is kind
        assert error.http == http


@pytest.mark.parametrize(
    ("http", "body", "code"),
    [
        (200, HTML, "portal"),
        (200, b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "portal"),
        (203, HTML, "portal"),
        (302, b"", "portal"),
        (307, b"{}", "portal"),
        (511, HTML, "portal"),
        (200, b"{", "not_json"),
        (200, b"", "not_json"),
        (403, HTML, "http_403"),
        (407, HTML, "proxy"),
        (502, HTML, "http_502"),
    ],
)
async def test_a_page_of_somebody_else_is_told_from_an_answer_that_broke(
    http: int, body: bytes, code: str
) -> None:
    error = await failure(Answers(lambda _: raw_answer(body, http)), sending=False)
    assert error.code == code
    assert type(await failure(Answers(raw_answer(body, http)), sending=True)) is OutcomeUnknown


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        (106001, "sign", "app"),
        (36009004, "Invalid parameter: app_key", "app"),
        (36009004, "x-tts-access-token malformed", "invalid"),
        (101000, "do not match", "invalid"),
        (105002, "Expired credentials", "expired"),
    ],
)
async def test_a_wrong_app_is_told_from_tokens_that_are_of_no_use(
    code: int, text: str, reason: str
) -> None:
    error = await failure(Answers(lambda _: answer(None, code, text, 401)), sending=False)
    assert isinstance(error, SignInAgain)
    assert error.reason == reason


@pytest.mark.parametrize("http", [302, 401, 404, 500, 503])
async def test_success_needs_both_the_status_and_the_code(http: int) -> None:
    error = await failure(Answers(lambda _: answer({}, http=http)), sending=True)
    assert type(error) is OutcomeUnknown


@pytest.mark.parametrize("exception", NOT_SENT, ids=lambda e: type(e).__name__)
async def test_what_failed_before_it_left_was_not_sent(exception: Exception) -> None:
    for sending in (False, True):
        error = await failure(Answers(exception), sending=sending)
        assert isinstance(error, Unreachable)
        assert error.sent is False


@pytest.mark.parametrize("exception", MAYBE_SENT, ids=lambda e: type(e).__name__)
async def test_what_failed_later_is_unknown_for_a_send(exception: Exception) -> None:
    assert type(await failure(Answers(exception), sending=True)) is OutcomeUnknown
    error = await failure(Answers(exception), sending=False)
    assert isinstance(error, (Unreachable, Garbled))
    assert getattr(error, "sent", True)


async def test_a_failed_certificate_is_told_apart() -> None:
    refused = httpx.ConnectError("handshake")
    refused.__cause__ = ssl.SSLCertVerificationError("self-signed")
    error = await failure(Answers(refused), sending=True)
    assert isinstance(error, Unreachable)
    assert (error.code, error.sent) == ("tls", False)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0", 0.0), ("soon", None), ("", None), ("-1", None), ("nan", None)],
)
async def test_retry_after_is_kept_where_it_is_seconds(header: str, seconds: float | None) -> None:
    error = await failure(
        Answers(lambda _: answer(None, 36009002, "slow", 429, {"retry-after": header})),
        sending=False,
    )
    assert isinstance(error, SlowDown)
    assert error.retry_after == seconds


# code, kind at the auth host
AUTH_CODES: list[tuple[str, int, type[TikTokError]]] = [
    ("36004001", 200, SignInAgain),
    ("36004004", 200, SignInAgain),
    ("36004005", 200, SignInAgain),
    ("98001004", 200, SignInAgain),
    ("98001005", 200, SignInAgain),
    ("98001006", 200, SignInAgain),
    ("105004", 200, NoPermission),
    ("36009002", 200, SlowDown),
    ("36009003", 200, Unreachable),
    ("36009007", 200, Unreachable),
    ("36004002", 200, Refused),
    ("12345", 200, Refused),
    ("36004005", 429, SlowDown),
    ("36004005", 408, Unreachable),
    ("36004005", 503, Unreachable),
]


@pytest.mark.parametrize(("code", "http", "kind"), AUTH_CODES)
def test_only_documented_numbers_of_the_auth_host_end_a_session(
    code: str, http: int, kind: type[TikTokError]
) -> None:
    assert type(errors.of_auth_answer(code, "text", "req", http)) is kind


def test_reasons_tell_an_ended_authorization_from_one_that_never_fitted() -> None:
    ended = errors.of_auth_answer("36004001", "", "", 200)
    unknown = errors.of_auth_answer("36004005", "", "", 200)
    assert isinstance(ended, SignInAgain)
    assert isinstance(unknown, SignInAgain)
    assert (ended.reason, unknown.reason) == ("expired", "invalid")


def test_the_words_of_tiktok_are_not_in_what_is_logged() -> None:
    error = Refused("45101006", "please call 0901234567", "req-1", 200)
    assert "0901234567" not in f"{error}{error!r}{error.args}"
    assert "45101006" in str(error)
    assert "req-1" in str(error)
