"""Trades codes and refresh tokens for token pairs, and lists the shops of an authorization."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from nobi_desktop.domain.shop import Shop
from nobi_desktop.tiktok import errors, wire
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled
from nobi_desktop.tiktok.limits import CallClass, date_seconds
from nobi_desktop.tiktok.signing import wire_query
from nobi_desktop.tiktok.transport import Reply, Transport

AUTH_URL = "https://auth.tiktok-shops.com"
_DURATION_BELOW = 10**9
_LATEST = 2**53


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A pair of tokens and what comes with it; the tokens are never part of `repr`.

    `access_expires` and `refresh_expires` are UTC seconds (up to the year 2125 and beyond), 0 where
    TikTok did not say. `user_type` is 0 for a seller, the only one who can chat.
    """

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_expires: int
    refresh_expires: int
    open_id: str = field(default="", repr=False)
    seller_name: str = field(default="", repr=False)
    region: str = ""
    scopes: tuple[str, ...] = ()
    user_type: int = 0


@dataclass(frozen=True, slots=True)
class Granted:
    """A shop of an authorization, and the cipher that belongs to the pair of app and shop."""

    shop: Shop
    cipher: str = field(default="", repr=False)


async def token_get(
    transport: Transport, auth_url: str, app_key: str, app_secret: str, code: str
) -> TokenPair:
    """The first pair, for a code of the callback: good for 30 minutes and one use.

    Source page: authorization-overview-202407. The call is an unsigned GET that carries the secret
    in its query, so nothing of its address may ever be told. Raises `SignInAgain` where the code
    is documented to be bad, `Refused` for any other number, and the failures of a read.
    """
    query = {"auth_code": code, "grant_type": "authorized_code"}
    return await _pair(
        transport, f"{auth_url.rstrip('/')}/api/v2/token/get", app_key, app_secret, query
    )


async def token_refresh(
    transport: Transport, auth_url: str, app_key: str, app_secret: str, refresh_token: str
) -> TokenPair:
    """A new pair for a refresh token. Keep both halves: the old refresh token may be dead now.

    Raises `SignInAgain` only for the documented numbers of a dead refresh token. 429, 5xx, a
    time-out, a captive portal's page are `SlowDown`, `Unreachable` or `Garbled`, and an unlisted
    number is `Refused`: none of those ends a session.
    """
    query = {"refresh_token": refresh_token, "grant_type": "refresh_token"}
    url = f"{auth_url.rstrip('/')}/api/v2/token/refresh"
    return await _pair(transport, url, app_key, app_secret, query)


async def shops(client: ShopClient) -> tuple[Granted, ...]:
    """The shops of this authorization; one can hold several (source: authorization.json, shops)."""
    data = await client.get(
        "/authorization/202309/shops", call_class=CallClass.ONSCREEN, shop_bound=False
    )
    try:
        listed = wire.list_of(wire.members_of(data), "shops")
    except wire.BadJson:
        raise Garbled("shape", http=200) from None
    return tuple(granted for granted in map(_granted, listed) if granted is not None)


def _granted(raw: bytes) -> Granted | None:
    try:
        fields = wire.fields(raw)
    except wire.BadJson:
        return None
    shop_id = wire.identity(fields.get("id"))
    if not shop_id:
        return None
    shop = Shop(
        id=shop_id,
        name=wire.text(fields.get("name")),
        region=wire.word(fields.get("region")),
        code=wire.text(fields.get("code"), 100),
        seller_type=wire.word(fields.get("seller_type")),
    )
    return Granted(shop, wire.text(fields.get("cipher")))


async def _pair(
    transport: Transport, url: str, app_key: str, app_secret: str, query: dict[str, str]
) -> TokenPair:
    query = {"app_key": app_key, "app_secret": app_secret, **query}
    reply = await transport.exchange("GET", f"{url}?{wire_query(query)}")
    try:
        envelope = wire.envelope(reply.body)
    except wire.BadJson:
        if reply.status == 200:
            raise Garbled("not_json", http=200) from None
        raise errors.of_status(reply.status, retry_after=reply.retry_after) from None
    if envelope.code != "0":
        text = envelope.message
        for secret in query.values():
            text = text.replace(secret, "…") if len(secret) > 5 else text
        raise errors.of_auth_answer(
            envelope.code,
            text,
            envelope.request_id,
            reply.status,
            retry_after=reply.retry_after,
        )
    if not 200 <= reply.status < 300:
        raise errors.of_status(reply.status, retry_after=reply.retry_after)
    return _read_pair(envelope.data, reply)


def _read_pair(data: bytes, reply: Reply) -> TokenPair:
    try:
        fields = wire.fields(data)
    except wire.BadJson:
        raise Garbled("shape", http=200) from None
    access, refresh = _token(fields.get("access_token")), _token(fields.get("refresh_token"))
    if not access or not refresh:
        raise Garbled("shape", http=200)
    now = date_seconds(reply.date) or time.time()
    scopes = [wire.text(scope, 200) for scope in wire.sequence(fields.get("granted_scopes"))]
    return TokenPair(
        access=access,
        refresh=refresh,
        access_expires=expiry(fields.get("access_token_expire_in"), now),
        refresh_expires=expiry(fields.get("refresh_token_expire_in"), now),
        open_id=wire.text(fields.get("open_id"), 200),
        seller_name=wire.text(fields.get("seller_name")),
        region=wire.word(fields.get("seller_base_region")),
        scopes=tuple(scope for scope in scopes if scope),
        user_type=wire.count(fields.get("user_type")),
    )


def _token(item: object) -> str:
    """A token must fit a header: anything but visible ASCII is none."""
    if not isinstance(item, str) or not 0 < len(item) <= 8192:
        return ""
    return item if item.isascii() and item.isprintable() and " " not in item else ""


def expiry(item: object, now: float) -> int:
    """When a token ends, in UTC seconds, from an `expire_in`; 0 where it cannot be read.

    TikTok sends an instant, though the name says a duration: below 10^9 it is taken as a duration
    from `now`. An instant in the past stays in the past.
    """
    read = wire.number(item)
    if read is None or read < 0:
        return 0
    return min(int(now) + read if read < _DURATION_BELOW else read, _LATEST)
