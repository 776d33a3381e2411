"""Takes a seller from "connect a shop" through TikTok's consent page to shops that are saved."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import Clock
from nobi_desktop.shops.callback import CallbackError, read_callback
from nobi_desktop.shops.records import missing, purposes_of
from nobi_desktop.shops.registry import Registry
from nobi_desktop.shops.vault import VaultError
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import Granted, TokenPair
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import (
    ClockWrong,
    Garbled,
    NoPermission,
    QuotaSpent,
    Refused,
    SignInAgain,
    SlowDown,
    TikTokError,
)
from nobi_desktop.tiktok.limits import Pace

AUTHORIZE_URL = "https://services.tiktokshop.com/open/authorize"
"""The consent page everywhere but in the US (source page: seller-authorization-guide)."""
AUTHORIZE_URL_US = "https://services.us.tiktokshop.com/open/authorize"
STATE_LIFE = 600.0
_SERVICE = re.compile(r"[0-9A-Za-z_-]+", re.ASCII)
_NUMBERS = {
    "36004004": "used_code",
    "98001005": "used_code",
    "105004": "region",
    "36009033": "ip_list",
    "36009043": "inactive",
    "36009044": "inactive",
}
"""TikTok's numbers that are told by a code of their own (API sheet 2.5 and 4.3)."""

_log = logging.getLogger(__name__)


class ConnectError(Exception):
    """A shop was not connected, and nothing was saved.

    `code` is one of `auth_denied`, `wrong_state`, `no_code`, `late`, `port_busy`, `closed` (see
    `callback`), `bad_link`, `used_code` (used, old or foreign), `no_scope` (nothing of chat, orders
    or products), `not_a_seller`, `region` (the shop's country, or its own setting-up, does not
    allow it), `ip_list` (the app works from listed addresses only), `inactive` (the shop),
    `bad_key` (app key and secret do not fit), `clock`, `quota`, `no_shops`, `other_shop` (not
    the one that was to be connected anew), `none_chosen`, `refused`, `unreachable`, `slow_down`,
    `garbled`, `vault_…`, `disk_full` and the other codes of the store. `number` and `text` are
    TikTok's, where it gave any.
    """

    def __init__(self, code: str, number: str = "", text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.number = number
        self.text = text


def new_state() -> str:
    """128 random bits for one question to the consent page."""
    return secrets.token_urlsafe(16)


def authorize_link(service_id: str, state: str, base: str = AUTHORIZE_URL) -> str:
    """The address of the consent page.

    `base` may be the whole link that Partner Center offers to copy, also without its `https://`:
    what it carries stays, and only `service_id` (where given) and `state` are put in. Raises
    `ConnectError("bad_link")` where it is no web address or names no service.
    """
    base, service_id = base.strip(), service_id.strip()
    if service_id and not _SERVICE.fullmatch(service_id):
        raise ConnectError("bad_link")
    try:
        parts = urlsplit(base if ":" in base.partition("?")[0] else f"https://{base}")
        values = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        raise ConnectError("bad_link") from None
    if service_id:
        values["service_id"] = service_id
    known = values.get("service_id") or values.get("app_key")
    local = parts.hostname in ("127.0.0.1", "localhost")
    if not known or not parts.hostname or not (parts.scheme == "https" or local):
        raise ConnectError("bad_link")
    values["state"] = state
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(values), ""))


def service_of(link: str) -> str:
    """The service id in a link copied from Partner Center, empty where it has none."""
    try:
        return dict(parse_qsl(urlsplit(link.strip()).query)).get("service_id", "").strip()
    except ValueError:
        return ""


def credential_for(
    app_key: str, service: str, *, api_url: str = "", auth_url: str = ""
) -> Credential:
    """The record of an app: one app key, one record. Empty addresses are TikTok's own.

    `service` is the service id, or the link to the consent page that Partner Center offers to copy.
    """
    key, service = app_key.strip(), service.strip()
    link = service if "/" in service or "?" in service else ""
    return Credential(
        key,
        key,
        service_of(link) if link else service,
        api_url.rstrip("/"),
        auth_url.rstrip("/"),
        link,
    )


class Connect:
    """One attempt to connect shops, or with `expected` to connect that shop anew.

    The consent page is `authorize_url`, else the one of the app's own link, else TikTok's.

    In order: open `link` in the browser; take the code from `Callback(state)` or from `read`;
    `exchange` it and show the shops; `save` those the seller ticked. Each step raises
    `ConnectError`; whatever was not saved is forgotten with this object.
    """

    def __init__(
        self,
        registry: Registry,
        credential: Credential,
        app_secret: str,
        *,
        authorize_url: str = "",
        expected: ShopId = "",
    ) -> None:
        self.state = new_state()
        page = authorize_url or credential.authorize_url or AUTHORIZE_URL
        self.link = authorize_link(credential.service_id, self.state, page)
        self.granted: tuple[Shop, ...] = ()
        self.scopes: tuple[str, ...] = ()
        self.purposes: frozenset[Purpose] = frozenset()
        self._registry = registry
        self._credential = credential
        self._app_secret = app_secret.strip()
        self._expected = expected
        self._clock: Clock = registry.clock
        self._begun = self._clock.monotonic()
        self._read = False
        self._pair: TokenPair | None = None
        self._granted: tuple[Granted, ...] = ()

    def __repr__(self) -> str:
        return f"Connect({len(self.granted)} shops granted)"

    def read(self, pasted: str) -> str:
        """The code in what the seller pasted: the callback's address, or the bare code.

        Our state serves once, for ten minutes.
        """
        if self._read or self._clock.monotonic() - self._begun > STATE_LIFE:
            raise ConnectError("late")
        try:
            code = read_callback(pasted, self.state)
        except CallbackError as error:
            raise ConnectError(error.code) from None
        self._read = True
        return code

    async def exchange(self, code: str) -> tuple[Shop, ...]:
        """Trade the code for tokens and tell the shops they open (API sheet 2.3, 9.1).

        Nothing is saved yet. `scopes` then holds what the seller granted, and `purposes` what that
        is good for.
        """
        try:
            pair = await authorization.token_get(
                self._registry.transports.auth,
                self._registry.auth_url_of(self._credential),
                self._credential.app_key,
                self._app_secret,
                code,
            )
            if pair.user_type != 0:
                raise ConnectError("not_a_seller")
            purposes = purposes_of(pair.scopes)
            if not purposes:
                raise ConnectError("no_scope")
            granted = await authorization.shops(self._client(pair))
        except TikTokError as error:
            raise _told(error) from None
        if not granted:
            raise ConnectError("no_shops")
        shops = tuple(its.shop for its in granted)
        if self._expected and missing([self._expected], shops):
            raise ConnectError("other_shop")
        self._pair, self._granted = pair, granted
        self.granted, self.scopes, self.purposes = shops, pair.scopes, purposes
        return shops

    async def save(self, chosen: Collection[ShopId]) -> tuple[Shop, ...]:
        """Save and open the shops the seller ticked; their records."""
        if self._pair is None or not chosen:
            raise ConnectError("none_chosen")
        if missing(chosen, self.granted):
            raise ConnectError("other_shop")
        try:
            kept = await self._registry.keep(
                self._pair, self._granted, set(chosen), self._credential, self._app_secret
            )
        except VaultError as error:
            raise ConnectError(f"vault_{error.code}") from None
        except StoreError as error:
            raise ConnectError(error.code) from None
        self._pair = None
        _log.info("%d of %d granted shops were connected", len(kept), len(self.granted))
        return kept

    def _client(self, pair: TokenPair) -> ShopClient:
        return ShopClient(
            transports=self._registry.transports,
            app_key=self._credential.app_key,
            app_secret=self._app_secret,
            tokens=_OneToken(pair),
            pace=Pace(self._clock),
            server_clock=self._registry.server_clock,
            base_url=self._registry.api_url_of(self._credential),
            alias="connect",
        )


class _OneToken:
    """The token of a pair that is not saved yet."""

    def __init__(self, pair: TokenPair) -> None:
        self._pair = pair

    async def access_token(self) -> str:
        return self._pair.access

    async def renew(self, refused: str) -> str:
        raise SignInAgain("105002", reason="invalid")


def _told(error: TikTokError) -> ConnectError:
    match error:
        case SignInAgain() | Refused() | NoPermission() if error.code in _NUMBERS:
            code = _NUMBERS[error.code]
        case NoPermission():
            code = "no_scope"
        case SignInAgain(reason="app"):
            code = "bad_key"
        case Refused() if "app_secret" in error.text or "app_key" in error.text:
            # The auth host's number for a wrong pair is not documented; its words name the field.
            code = "bad_key"
        case SignInAgain() | Refused():
            code = "refused"
        case SlowDown():
            code = "slow_down"
        case ClockWrong():
            code = "clock"
        case QuotaSpent():
            code = "quota"
        case Garbled():
            code = "garbled"
        case _:
            code = "unreachable"
    return ConnectError(code, error.code, error.text)
