"""Carries bytes to TikTok and back within limits of time and size, and names what went wrong."""

from __future__ import annotations

import asyncio
import logging
import ssl
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

# httpx takes its command line along, and with it 70 modules that colour terminals, wherever those
# happen to be installed: 5 MB for nothing.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

import httpx  # noqa: E402

from nobi_desktop import __version__  # noqa: E402
from nobi_desktop.tiktok.errors import (  # noqa: E402
    Garbled,
    OutcomeUnknown,
    TikTokError,
    Unreachable,
)

_log = logging.getLogger(__name__)

# httpx tells whole URLs at INFO, and some of ours carry secrets.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

USER_AGENT = f"NobiDesktop/{__version__}"
UPLOAD_SECONDS = 120.0

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


class TransportKind(StrEnum):
    """What a transport is for: each kind has its own limits and its own connections."""

    API = "api"
    SEND = "send"
    AUTH = "auth"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits of one exchange: times in seconds, `body` in bytes after decoding."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 30.0
    body: int = 5_000_000


CAPS = {
    TransportKind.API: Caps(),
    TransportKind.SEND: Caps(total=60.0),
    TransportKind.AUTH: Caps(),
    TransportKind.MEDIA: Caps(total=20.0, body=10_000_000),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer. Names of `headers` are in lower case; `peer` is the address it came from,
    empty where that is not known."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    peer: str = ""

    @property
    def date(self) -> str:
        return self.headers.get("date", "")

    @property
    def is_page(self) -> bool:
        """Whether this is a page for people (HTML), whatever its header says it is."""
        return self.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, where the header is there and is a number of seconds."""
        try:
            seconds = float(self.headers.get("retry-after", ""))
        except ValueError:
            return None
        return seconds if 0 <= seconds < 1e6 else None


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class Transport:
    """One kind of connection. It follows no redirect, keeps no cookie and retries nothing.

    A SEND transport opens a connection for each message: a dying idle one could swallow the request
    and leave its fate unknown. `injected` stands in for the network in tests.
    """

    def __init__(
        self,
        kind: TransportKind,
        *,
        injected: httpx.AsyncBaseTransport | None = None,
        caps: Caps | None = None,
    ) -> None:
        self.kind = kind
        self.caps = caps or CAPS[kind]
        sending = kind is TransportKind.SEND
        self._client = httpx.AsyncClient(
            transport=injected,
            verify=_tls(),
            timeout=httpx.Timeout(
                self.caps.read, connect=self.caps.connect, pool=self.caps.connect
            ),
            limits=httpx.Limits(
                max_connections=None if sending else 40,
                max_keepalive_connections=0 if sending else 10,
                keepalive_expiry=20.0,
            ),
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"user-agent": USER_AGENT, "accept-encoding": "gzip, deflate"},
        )

    def __repr__(self) -> str:
        return f"Transport({self.kind.value})"

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        total: float | None = None,
    ) -> Reply:
        """Send one request and read its whole answer.

        `url` is already percent-encoded and goes out as it is. Raises `Unreachable`, `Garbled` or,
        on a SEND transport once the request may have left, `OutcomeUnknown`; none of them tells
        the url.
        """
        try:
            request = self._client.build_request(
                method, url, headers=dict(headers or {}), content=content or None
            )
        except Exception:
            request = None
        if request is None:
            # Said outside the handler: what went wrong could quote a token or the url.
            raise Unreachable("request", sent=False)
        if self.kind is TransportKind.SEND:
            request.headers["connection"] = "close"
        failure: TikTokError
        try:
            async with asyncio.timeout(total or self.caps.total):
                response = await self._client.send(request, stream=True)
                try:
                    return await self._read(response)
                finally:
                    await response.aclose()
        except TikTokError:
            raise
        except Exception as error:
            failure = self._failure(error)
        raise failure

    async def close(self) -> None:
        await self._client.aclose()

    async def _read(self, response: httpx.Response) -> Reply:
        peer = _peer(response)  # known only while the connection is ours
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        inflate = None
        if encoding in ("gzip", "x-gzip", "deflate"):
            inflate = _Inflate(self.caps.body)
        elif encoding not in ("identity", ""):
            raise self._unusable("encoding", response.status_code)
        body = bytearray()
        async for chunk in response.aiter_raw():
            try:
                body += inflate.feed(chunk, self.caps.body - len(body)) if inflate else chunk
            except zlib.error:
                raise self._unusable("encoding", response.status_code) from None
            if len(body) > self.caps.body:
                raise self._unusable("too_large", response.status_code)
        if inflate is not None and body and not inflate.ended:
            raise self._unusable("cut_short", response.status_code)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, bytes(body), peer)

    def _unusable(self, code: str, http: int) -> TikTokError:
        if self.kind is TransportKind.SEND:
            return OutcomeUnknown(code, http=http)
        return Garbled(code, http=http)

    def _failure(self, error: Exception) -> TikTokError:
        """What an exception of the network means. Its own words hold the url: they stay here."""
        code = _word_for(error)
        _log.debug("no answer: %s (%s)", code, type(error).__name__)
        if isinstance(error, _NOT_SENT):
            return Unreachable(code, sent=False)
        if self.kind is TransportKind.SEND:
            return OutcomeUnknown(code)
        if isinstance(error, (httpx.DecodingError, httpx.TooManyRedirects)):
            return Garbled(code)
        if isinstance(error, (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)):
            return Unreachable(code)
        _log.error("an exchange failed in an unexpected way: %s", type(error).__name__)
        return Unreachable(code)


class _Inflate:
    """Decodes gzip or deflate, never making more than it was asked for."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def ended(self) -> bool:
        return self._decoder.eof

    def feed(self, chunk: bytes, room: int) -> bytes:
        """Up to one byte more than there is room for, so that the caller sees the excess."""
        if self._decoder.eof:
            return b""
        if not self._begun and chunk:
            self._begun = True
            # "deflate" comes both with and without zlib's two bytes in front.
            if chunk[0] & 0x0F != 8 and chunk[0] != 0x1F:
                self._decoder = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        return self._decoder.decompress(chunk, room + 1)


def _peer(response: httpx.Response) -> str:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if isinstance(address, tuple) and address else ""


def _word_for(error: BaseException) -> str:
    if _is_tls(error):
        return "tls"
    if isinstance(error, httpx.ProxyError):
        return "proxy"
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)):
        return "connect"
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return "timeout"
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)):
        return "request"
    if isinstance(error, (httpx.HTTPError, httpx.StreamError, OSError)):
        return "network"
    return "internal"


def _is_tls(error: BaseException | None) -> bool:
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, ssl.SSLError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


@dataclass(frozen=True, slots=True)
class Transports:
    """The four kinds together, shared by every shop."""

    api: Transport
    send: Transport
    auth: Transport
    media: Transport

    @classmethod
    def build(
        cls,
        injected: httpx.AsyncBaseTransport | None = None,
        *,
        total: float | None = None,
    ) -> Transports:
        """Transports over the network, or over `injected`; `total` shortens every time limit."""

        def one(kind: TransportKind) -> Transport:
            caps = CAPS[kind] if total is None else replace(CAPS[kind], total=total)
            return Transport(kind, injected=injected, caps=caps)

        return cls(*(one(kind) for kind in TransportKind))

    async def close(self) -> None:
        for transport in (self.api, self.send, self.auth, self.media):
            await transport.close()
