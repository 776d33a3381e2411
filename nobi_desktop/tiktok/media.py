"""Fetches pictures from the addresses that messages name, and from nowhere else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from nobi_desktop.tiktok import errors
from nobi_desktop.tiktok.errors import Garbled, Refused, Unreachable
from nobi_desktop.tiktok.transport import Reply, Transport

MEDIA_HOSTS = (
    "ibyteimg.com",
    "byteimg.com",
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "itexeitg.com",
    "byted.org",
    "akamaized.net",
)
"""Hosts seen in TikTok's own samples; no list is documented, so it can be set otherwise."""

_REDIRECTS = 3
_MOVED = (301, 302, 303, 307, 308)

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class HostRule:
    """Where pictures may come from.

    `suffixes` are host names whose whole labels must match the end of an https host. `origins` are
    exact `scheme://host:port` exceptions, such as the sandbox on loopback; nothing else is asked of
    them.
    """

    suffixes: tuple[str, ...] = MEDIA_HOSTS
    origins: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        parts = _split(url)
        return parts is not None and (self._is_origin(parts) or self._fits(parts))

    def is_origin(self, url: str) -> bool:
        parts = _split(url)
        return parts is not None and self._is_origin(parts)

    def _is_origin(self, parts: SplitResult) -> bool:
        wanted = (parts.scheme, parts.hostname, _port(parts))
        for origin in self.origins:
            known = _split(origin)
            if known is not None and wanted == (known.scheme, known.hostname, _port(known)):
                return True
        return False

    def _fits(self, parts: SplitResult) -> bool:
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme != "https" or _port(parts) != 443 or _is_address(host):
            return False
        return any(host == suffix or host.endswith(f".{suffix}") for suffix in self.suffixes)


async def _resolve(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


async def fetch(
    transport: Transport, url: str, *, allowed: HostRule, resolve: Resolve = _resolve
) -> bytes:
    """The bytes of a picture, at most 10 MB in at most 20 s an address.

    Every address, also one redirected to, must pass `allowed`, and its host must be a public one,
    before connecting and by the address that answered (behind a proxy, the proxy looks up hosts).
    No cookie and no token goes along. Raises `Refused` (`host`, `private_address`, `http_…`,
    `redirects`), `Unreachable`, `SlowDown`, or `Garbled` (`too_large`, `not_image`).
    """
    for _ in range(_REDIRECTS + 1):
        if not allowed.allows(url):
            raise Refused("host")
        guarded = not allowed.is_origin(url) and not _by_proxy(url)
        if guarded:
            await _require_public(url, resolve)
        reply = await transport.exchange("GET", _encoded(url), headers={"accept": "image/*"})
        if guarded and reply.peer and not _is_public(reply.peer):
            raise Refused("private_address")
        if reply.status not in _MOVED:
            return _picture(reply)
        url = urljoin(url, reply.headers.get("location", ""))
    raise Refused("redirects")


def _picture(reply: Reply) -> bytes:
    if reply.status != 200:
        if reply.status in (408, 429) or reply.status >= 500:
            raise errors.of_status(reply.status, retry_after=reply.retry_after)
        raise Refused(f"http_{reply.status}", http=reply.status)
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith("text/") or kind.endswith(("json", "html", "xml")) or not reply.body:
        raise Garbled("not_image", http=200)
    return reply.body


def _split(url: str) -> SplitResult | None:
    """The parts of a plain http or https address; None for anything hostile or odd."""
    if len(url) > 8192 or any(c <= " " or c == "\\" or c == "\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            return None
        _port(parts)
        parts.hostname.encode("ascii")
    except ValueError:
        return None
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _encoded(url: str) -> str:
    """The address with everything but ASCII percent-encoded, and without its fragment."""
    plain = url.partition("#")[0]
    return "".join(
        c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace"))
        for c in plain
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        # Old forms such as 2130706433 or 0x7f.1 are addresses to the system's resolver.
        return host.rpartition(".")[2][:1].isdigit()
    return True


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not (mapped or found).is_multicast


def _by_proxy(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxies = urllib.request.getproxies()
    used = parts.scheme in proxies or "all" in proxies
    return used and not urllib.request.proxy_bypass(host)


async def _require_public(url: str, resolve: Resolve) -> None:
    parts = urlsplit(url)
    try:
        found = await resolve(parts.hostname or "", _port(parts))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise Unreachable("connect", sent=False)
    if not all(_is_public(address) for address in found):
        raise Refused("private_address")
