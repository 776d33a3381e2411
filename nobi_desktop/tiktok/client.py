"""Makes the signed calls of one shop and turns each answer into data or into a known failure."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeVar

import msgspec

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.tiktok import errors, wire
from nobi_desktop.tiktok.errors import (
    ClockWrong,
    NoPermission,
    Refused,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock
from nobi_desktop.tiktok.signing import sign, wire_query
from nobi_desktop.tiktok.transport import Reply, Transport, Transports

_log = logging.getLogger(__name__)

T = TypeVar("T")

API_URL = "https://open-api.tiktokglobalshop.com"
_JSON = "application/json"
_PATH_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_LONG_ID = re.compile(r"/[0-9]{7,}")


class TokenSource(Protocol):
    """Who holds the shop's access token and renews it."""

    async def access_token(self) -> str: ...

    async def renew(self, refused: str) -> str:
        """A token other than `refused`; however many ask at once, TikTok is asked once."""
        ...


def path_id(item: str) -> str:
    """An id as part of a path; what could change the path is `Refused` before it leaves."""
    if not _PATH_ID.fullmatch(item):
        raise Refused("bad_id")
    return item


class ShopClient:
    """TikTok's Open API for one shop.

    The base address and app keys belong to the app, `cipher` to the pair app and shop (empty for
    calls that are not bound to a shop), `shop` is our key for what is read, `alias` its name in
    the log. `budget` is asked before every attempt and may raise `QuotaSpent`. A call is repeated
    only after 105002 with a renewed token, once, and after a refused timestamp with TikTok's own
    time, once; all other repeating is the caller's business.

    While `shut`, as it is for a paused shop or after a later client has taken its place, no call
    leaves, also none that waits for its turn: it is `Unreachable("closed", sent=False)`.
    """

    def __init__(
        self,
        *,
        transports: Transports,
        app_key: str,
        app_secret: str,
        tokens: TokenSource,
        pace: Pace,
        server_clock: ServerClock,
        shop: ShopId = "",
        cipher: str = "",
        base_url: str = API_URL,
        budget: Callable[[CallClass], None] | None = None,
        locale: str = "vi-VN",
        alias: str = "",
    ) -> None:
        self.shop = shop
        self.locale = locale
        self.alias = alias
        self.server_clock = server_clock
        self.pace = pace
        self.shut = False
        self._transports = transports
        self.base_url = base_url.rstrip("/")
        self._app_key = app_key
        self._app_secret = app_secret
        self._cipher = cipher
        self._tokens = tokens
        self._budget = budget
        self._empty_body = b""

    def __repr__(self) -> str:
        return f"ShopClient({self.alias or self.shop or 'no shop'})"

    async def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        call_class: CallClass,
        shop_bound: bool = True,
    ) -> bytes:
        """The `data` of a GET, in its bytes. It has no body, not even an empty object."""
        return await self._call("GET", path, query, call_class=call_class, shop_bound=shop_bound)

    async def post(
        self,
        path: str,
        body: Mapping[str, object],
        query: Mapping[str, str] | None = None,
        *,
        call_class: CallClass,
        method: str = "POST",
    ) -> bytes:
        """The `data` of a POST or PUT that may be repeated without harm."""
        content = msgspec.json.encode(dict(body))
        return await self._call(method, path, query, content, call_class=call_class)

    async def post_nothing(self, path: str, *, call_class: CallClass) -> bytes:
        """The `data` of a POST without parameters.

        Whether TikTok wants no body or `{}` there is unconfirmed: none is sent, and where the
        signature is refused (106001) `{}` once; what was accepted is kept for the next call.
        """
        try:
            return await self._call("POST", path, None, self._empty_body, call_class=call_class)
        except SignInAgain as error:
            if error.code != errors.BAD_SIGN:
                raise
        other = b"" if self._empty_body else b"{}"
        data = await self._call("POST", path, None, other, call_class=call_class)
        self._empty_body = other
        return data

    async def post_once(self, path: str, body: Mapping[str, object]) -> bytes:
        """The `data` of a POST that must not be done twice.

        `Unreachable` here always has `sent=False`; what may have been processed without our knowing
        is `OutcomeUnknown`. Being cancelled after the start leaves the outcome unknown, too.
        """
        content = msgspec.json.encode(dict(body))
        return await self._call("POST", path, None, content, call_class=CallClass.SEND, once=True)

    async def upload(self, path: str, body: bytes, content_type: str, *, total: float) -> bytes:
        """The `data` of a multipart POST; its body is not signed. `total` is in seconds."""
        return await self._call(
            "POST",
            path,
            None,
            body,
            call_class=CallClass.SEND,
            content_type=content_type,
            total=total,
        )

    async def _call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        body: bytes = b"",
        *,
        call_class: CallClass,
        shop_bound: bool = True,
        once: bool = False,
        content_type: str = _JSON,
        total: float | None = None,
    ) -> bytes:
        values = dict(query or {})
        if shop_bound and self._cipher:
            values["shop_cipher"] = self._cipher
        transport = self._transports.send if once else self._transports.api
        renewed = clocked = False
        token = ""
        while True:
            if self._budget is not None:
                self._budget(call_class)
            await self.pace.take(call_class)
            if not token:
                token = await self._before(self._tokens.access_token(), once)
            if self.shut:
                raise Unreachable("closed", sent=False)
            started = time.perf_counter()
            try:
                reply = await self._exchange(
                    transport, method, path, values, body, content_type, token, total
                )
                data = self._open(reply, once, token)
            except SignInAgain as error:
                self._tell(method, path, started, error)
                if error.code != errors.EXPIRED_TOKEN or renewed:
                    raise
                renewed = True
            except ClockWrong as error:
                self._tell(method, path, started, error)
                if clocked or not self.server_clock.learn(reply.date):
                    raise
                clocked = True
                continue
            except TikTokError as error:
                self._tell(method, path, started, error)
                if isinstance(error, SlowDown):
                    self.pace.slowed(error.retry_after)
                raise
            else:
                self._tell(method, path, started, None)
                self.pace.went_well()
                return data
            token = await self._before(self._tokens.renew(token), once)

    async def _exchange(
        self,
        transport: Transport,
        method: str,
        path: str,
        values: Mapping[str, str],
        body: bytes,
        content_type: str,
        token: str,
        total: float | None,
    ) -> Reply:
        """One attempt: timestamp and signature are made anew, over the very bytes that leave."""
        query = {
            "app_key": self._app_key,
            "timestamp": str(int(self.server_clock.now())),
            **values,
        }
        query["sign"] = sign(self._app_secret, path, query, body, content_type)
        return await transport.exchange(
            method,
            f"{self.base_url}{path}?{wire_query(query)}",
            headers={"content-type": content_type, "x-tts-access-token": token},
            content=body,
            total=total,
        )

    def _open(self, reply: Reply, once: bool, token: str) -> bytes:
        try:
            envelope = wire.envelope(reply.body)
        except wire.BadJson:
            raise errors.of_status(
                reply.status, page=reply.is_page, sending=once, retry_after=reply.retry_after
            ) from None
        if envelope.code != "0":
            raise errors.of_answer(
                envelope.code,
                self._scrubbed(envelope.message, token),
                envelope.request_id,
                reply.status,
                sending=once,
                retry_after=reply.retry_after,
            )
        if not 200 <= reply.status < 300:
            raise errors.of_status(reply.status, sending=once, retry_after=reply.retry_after)
        self.server_clock.learn(reply.date)
        return envelope.data

    def _scrubbed(self, text: str, token: str) -> str:
        """TikTok's sentence, should it repeat one of our secrets, without it."""
        for secret in (token, self._app_secret, self._cipher):
            if len(secret) > 5:
                text = text.replace(secret, "…")
        return text

    @staticmethod
    async def _before(token: Awaitable[str], once: bool) -> str:
        """A token for a call that has not left yet, or was turned away at the door.

        For a send, a failure to get one is therefore no failure of the message: it can only mean
        wait, or that the shop must sign in.
        """
        try:
            return await token
        except (SignInAgain, NoPermission, SlowDown):
            raise
        except TikTokError as error:
            if not once:
                raise
            raise Unreachable(
                error.code, error.text, error.request_id, error.http, sent=False
            ) from None

    def _tell(self, method: str, path: str, started: float, error: TikTokError | None) -> None:
        if error is None and not _log.isEnabledFor(logging.DEBUG):
            return
        _log.log(
            logging.DEBUG if error is None else logging.INFO,
            "%s %s %s %.0f ms%s",
            self.alias or "-",
            method,
            _LONG_ID.sub("/…", path),
            (time.perf_counter() - started) * 1000,
            "" if error is None else f" {error!r}",
        )
