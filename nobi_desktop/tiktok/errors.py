"""The few kinds of failure that leave this room, and which of TikTok's numbers means which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Reason = Literal["expired", "invalid", "app"]


class TikTokError(Exception):
    """A call that did not succeed.

    `code` is TikTok's number as text, or one of our words where no number came (`tls`, `timeout`,
    `http_502`…). `text` is TikTok's sentence, cleaned: it is for the seller's eyes and never part
    of `str()`. `request_id` is what TikTok's support asks for; `http` the status, 0 without answer.
    """

    def __init__(self, code: str = "", text: str = "", request_id: str = "", http: int = 0) -> None:
        super().__init__()
        self.code = code
        self.text = text
        self.request_id = request_id
        self.http = http

    def __str__(self) -> str:
        return f"code={self.code or '-'} http={self.http} request_id={self.request_id or '-'}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"


class Unreachable(TikTokError):
    """No usable answer: network, TLS, proxy, time-out, or an outage on TikTok's side.

    `sent` is False only where the request provably never left this computer or was provably not
    processed, so that a message may be sent again.
    """

    def __init__(
        self,
        code: str = "",
        text: str = "",
        request_id: str = "",
        http: int = 0,
        *,
        sent: bool = True,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code, text, request_id, http)
        self.sent = sent
        self.retry_after = retry_after


class SlowDown(TikTokError):
    """Too many calls; not processed. `retry_after` is in seconds, None where TikTok did not say."""

    def __init__(
        self,
        code: str = "",
        text: str = "",
        request_id: str = "",
        http: int = 0,
        *,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code, text, request_id, http)
        self.retry_after = retry_after


class QuotaSpent(TikTokError):
    """The day's calls of this shop are used up (45101004); not processed."""


class SignInAgain(TikTokError):
    """The shop must be connected again.

    `reason` is "expired" where the authorization has run out, "invalid" where the tokens, the app
    and the shop do not belong together or TikTok no longer knows them, "app" where the app key or
    the app secret is wrong.
    """

    def __init__(
        self,
        code: str = "",
        text: str = "",
        request_id: str = "",
        http: int = 0,
        *,
        reason: Reason = "expired",
    ) -> None:
        super().__init__(code, text, request_id, http)
        self.reason: Reason = reason


class NoPermission(TikTokError):
    """The app may not do this for the shop: a scope, region, IP list or the shop's own standing."""


class ClockWrong(TikTokError):
    """TikTok refused our time of day even after it was taken from TikTok's own answer."""


class Refused(TikTokError):
    """Refused for certain and for this reason alone; the same call would be refused again."""


class OutcomeUnknown(TikTokError):
    """A send that may or may not have been processed: only the history can tell."""


class Garbled(TikTokError):
    """An answer that is not TikTok's: HTML, broken JSON, a redirect, too large, a missing field."""


EXPIRED_TOKEN = "105002"
NO_SCOPE = "105005"
BAD_SIGN = "106001"
BAD_PARAMETER = "36009004"
PROXY = "proxy"
PORTAL = "portal"
"""Our word for a page of somebody else, who wants to be answered before TikTok is reached."""

_NETWORK_SIGN_IN = 511

_Make = Callable[[str, str, str, int, float | None], TikTokError]


def _slow(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return SlowDown(code, text, request_id, http, retry_after=after)


def _down(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return Unreachable(code, text, request_id, http, retry_after=after)


def _quota(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return QuotaSpent(code, text, request_id, http)


def _expired(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return SignInAgain(code, text, request_id, http, reason="expired")


def _invalid(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return SignInAgain(code, text, request_id, http, reason="invalid")


def _app(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return SignInAgain(code, text, request_id, http, reason="app")


def _denied(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return NoPermission(code, text, request_id, http)


def _refused(code: str, text: str, request_id: str, http: int, after: float | None) -> TikTokError:
    return Refused(code, text, request_id, http)


def _parameter(
    code: str, text: str, request_id: str, http: int, after: float | None
) -> TikTokError:
    """36009004 is a family: only its words tell its members apart (API sheet 4.3)."""
    words = text.lower()
    if "timestamp" in words:
        return ClockWrong(code, text, request_id, http)
    if "app_key" in words:
        return SignInAgain(code, text, request_id, http, reason="app")
    if "x-tts-access-token" in words:
        return SignInAgain(code, text, request_id, http, reason="invalid")
    return Refused(code, text, request_id, http)


_API: dict[str, _Make] = {
    # source page: common-errors
    EXPIRED_TOKEN: _expired,
    "105001": _invalid,
    "101000": _invalid,
    "1010000": _invalid,
    NO_SCOPE: _denied,
    "105004": _denied,
    "36009033": _denied,
    "36009043": _denied,
    "36009044": _denied,
    BAD_SIGN: _app,
    "106013": _refused,
    "40006": _refused,
    "36009002": _slow,
    "36009003": _down,
    BAD_PARAMETER: _parameter,
    "36009007": _down,
    "36009009": _refused,
    "36009010": _refused,
    "36009014": _refused,
    "36009021": _refused,
    "36009022": _refused,
    "36009023": _refused,
    "36009037": _slow,
    # source pages: send-message-202309 and the other customer service pages
    "45101001": _down,
    "45101002": _refused,
    "45101003": _refused,
    "45101004": _quota,
    "45101006": _refused,
    "45101008": _refused,
    "45102007": _refused,
    "45109001": _refused,
    "45109003": _refused,
    "45111001": _refused,
    "45111012": _slow,
    "45111017": _refused,
    "12052180": _refused,
}
_AUTH: dict[str, _Make] = {
    "36004001": _expired,
    "36004004": _invalid,
    "36004005": _invalid,
    "98001004": _invalid,
    "98001005": _invalid,
    "98001006": _invalid,
    EXPIRED_TOKEN: _expired,
    "105004": _denied,
    "36009002": _slow,
    "36009003": _down,
    "36009007": _down,
}


def of_answer(
    code: str,
    text: str,
    request_id: str,
    http: int,
    *,
    sending: bool = False,
    retry_after: float | None = None,
) -> TikTokError:
    """The failure that an answer with this non-zero `code` means.

    Each number stands for itself, never its range. For a send, whatever is not documented to be
    refused before processing is `OutcomeUnknown`; so is every 5xx and 408, whoever wrote it, for a
    gateway can fail in front of a message that was accepted.
    """
    if sending and (http >= 500 or http == 408):
        return OutcomeUnknown(code, text, request_id, http)
    make = _API.get(code)
    if make is None and http == 429:
        make = _slow
    if make is None:
        unknown = OutcomeUnknown if sending else Refused
        return unknown(code, text, request_id, http)
    if make is _down and sending:
        return OutcomeUnknown(code, text, request_id, http)
    return make(code, text, request_id, http, retry_after)


def of_auth_answer(
    code: str, text: str, request_id: str, http: int, *, retry_after: float | None = None
) -> TikTokError:
    """The failure that a non-zero `code` of the auth host means (API sheet 2.5).

    Only documented numbers say that the shop must sign in again; an unlisted one is `Refused`, so
    that the tokens are kept and tried later.
    """
    if http == 429:
        return SlowDown(code, text, request_id, http, retry_after=retry_after)
    if http == 408 or http >= 500:
        return Unreachable(code, text, request_id, http, retry_after=retry_after)
    return _AUTH.get(code, _refused)(code, text, request_id, http, retry_after)


def of_status(
    http: int, *, page: bool = False, sending: bool = False, retry_after: float | None = None
) -> TikTokError:
    """The failure that an answer without TikTok's envelope means; `page` where it is HTML.

    A page that comes as a success, and any redirect, is of a captive portal: TikTok's API sends
    neither. For a send even that is unknown.
    """
    code = "not_json" if http == 200 else f"http_{http}"
    if http == 429:
        return SlowDown(code, http=http, retry_after=retry_after)
    if sending:
        return OutcomeUnknown(code, http=http)
    if 300 <= http < 400 or http == _NETWORK_SIGN_IN or (page and 200 <= http < 300):
        return Garbled(PORTAL, http=http)
    if http == 408 or http >= 500:
        return Unreachable(code, http=http, retry_after=retry_after)
    if http == 407:
        return Unreachable(PROXY, http=http)
    return Garbled(code, http=http)
