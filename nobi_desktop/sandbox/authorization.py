"""Who may do what: codes, pairs of tokens and the shops behind them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from nobi_desktop.sandbox.apps import SHOPS_SCOPE, App
from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Refused
from nobi_desktop.sandbox.identity import DAY

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import Shop, World

CODE_LIFE = 30 * 60
ACCESS_LIFE = 7 * DAY
REFRESH_END = 4_890_000_000
YEAR_2122 = 4_796_668_800
DEAD = {
    36004005: "can not find related auth record",
    36004001: "rt has expired",
    98001006: "refresh token is invalid",
}
"""Codes that a dead refresh token is answered with, and their texts."""


class ExpireForm(StrEnum):
    """How token answers tell the end of the access token, whatever its true end is."""

    INSTANT = "instant"
    DURATION = "duration"
    PAST = "past"
    FAR = "far"


@dataclass(slots=True)
class Grant:
    """One seller's consent to one app: the pair of tokens that is valid now, and its shops."""

    id: int
    app: App
    shop_ids: tuple[str, ...]
    refresh_token: str = field(repr=False)
    refresh_end: int
    access_token: str = field(default="", repr=False)
    access_end: int = 0
    revoked: bool = False
    dead: int = 0
    """The code that refreshing is refused with from now on; 0 while it works."""
    refreshes: int = 0
    handed_out: int = 0
    """How many answers with a pair went out to a connection that was still open."""
    current_handed_out: bool = False
    """Whether the pair that is valid now is among them."""

    def went_out(self, access_token: str) -> None:
        """Notes that an answer with the pair of this access token is on its way."""
        self.handed_out += 1
        if access_token == self.access_token:
            self.current_handed_out = True

    def truth(self) -> JsonObject:
        """The consent for the control API, without secrets."""
        return {
            "id": self.id,
            "app": self.app.name,
            "app_key": self.app.app_key,
            "shop_ids": list(self.shop_ids),
            "state": "revoked" if self.revoked else "dead" if self.dead else "live",
            "access": fingerprint(self.access_token),
            "access_end": self.access_end,
            "refresh": fingerprint(self.refresh_token),
            "refreshes": self.refreshes,
            "handed_out": self.handed_out,
            "current_handed_out": self.current_handed_out,
        }


def fingerprint(token: str) -> str:
    """Twelve hexadecimal digits by which a token is recognized and that give nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]


class Authorizations:
    """Codes and tokens of the world; where no app is named, the first one is meant."""

    def __init__(self, world: World, *, strict_rotation: bool = False) -> None:
        self._world = world
        self._made = 0
        self._codes: dict[str, tuple[App, tuple[str, ...], float]] = {}
        self._access: dict[str, tuple[Grant, int]] = {}
        self._refresh: dict[str, Grant] = {}
        self.grants: list[Grant] = []
        self.strict_rotation = strict_rotation
        self.access_life = ACCESS_LIFE
        self.expire_form = ExpireForm.INSTANT

    def _token(self, size: int) -> str:
        self._made += 1
        text = f"{self._world.seed}:token:{self._made}".encode()
        raw = b"".join(hashlib.sha512(text + bytes([part])).digest() for part in range(2))
        return "ROW_" + base64.urlsafe_b64encode(raw).decode()[:size]

    def code(self, shop_ids: tuple[str, ...], app: App | None = None) -> str:
        """A new code for these shops, good once, for thirty minutes and for this app."""
        code = self._token(64)
        end = self._world.now() + CODE_LIFE
        self._codes[code] = (app or self._world.apps[0], shop_ids, end)
        return code

    def grant(self, shop_ids: tuple[str, ...], app: App | None = None) -> Grant:
        """A new consent with its first pair of tokens."""
        app = app or self._world.apps[0]
        refresh_token = self._token(76)
        end = REFRESH_END + self._made
        made = Grant(len(self.grants) + 1, app, shop_ids, refresh_token, end)
        self.grants.append(made)
        self._refresh[refresh_token] = made
        self._new_access(made)
        return made

    def _new_access(self, grant: Grant) -> None:
        shops = (self._world.shop(shop_id) for shop_id in grant.shop_ids)
        lives = [shop.access_life for shop in shops if shop.access_life is not None]
        grant.access_token = self._token(116)
        grant.access_end = int(self._world.now()) + min(lives, default=self.access_life)
        grant.current_handed_out = False
        self._access[grant.access_token] = (grant, grant.access_end)

    def exchange(self, code: str, app: App | None = None) -> Grant:
        """Code to tokens; a code of another app is refused and stays good for its own."""
        app = app or self._world.apps[0]
        asked, shop_ids, end = self._codes.get(code, (None, (), 0.0))
        if asked is app:
            del self._codes[code]
        if asked is not app or self._world.now() > end:
            raise Refused(36004004, "auth code is invalid or expired")
        return self.grant(shop_ids, app)

    def refresh(self, refresh_token: str, app: App | None = None) -> Grant:
        """A new access token; under strict rotation also a new refresh token."""
        grant = self._refresh.get(refresh_token)
        app = app or self._world.apps[0]
        if grant is None or grant.revoked or grant.app is not app:
            raise Refused(36004005, DEAD[36004005])
        if grant.dead:
            raise Refused(grant.dead, DEAD[grant.dead])
        if self._world.now() >= grant.refresh_end:
            raise Refused(36004001, DEAD[36004001])
        if self.strict_rotation:
            del self._refresh[refresh_token]
            grant.refresh_token = self._token(76)
            self._refresh[grant.refresh_token] = grant
        grant.refreshes += 1
        self._new_access(grant)
        return grant

    def holder(self, access_token: str, app: App, now: float) -> Grant:
        """The consent behind an access token of this app that is still good."""
        grant, end = self._access.get(access_token, (None, 0))
        if grant is None or grant.revoked or grant.app is not app or now >= end:
            raise Refused(105002, "Expired credentials: the access_token is invalid", 401)
        return grant

    def owner(self, secret: str) -> str:
        """The first shop behind a token, dead or alive, or an unused code; empty if unknown."""
        grant = self._access.get(secret, (None, 0))[0] or self._refresh.get(secret)
        shop_ids = grant.shop_ids if grant else self._codes.get(secret, (None, (), 0.0))[1]
        return shop_ids[0] if shop_ids else ""

    def _of(self, shop_id: str | None, app: App | None) -> Iterator[Grant]:
        """The consents for this shop to this app; None stands for any."""
        for grant in self.grants:
            if shop_id in (None, *grant.shop_ids) and app in (None, grant.app):
                yield grant

    def expire(self, shop_id: str | None = None, app: App | None = None) -> int:
        """Ends access tokens at once; refresh tokens stay good. Tells how many tokens."""
        ended = 0
        concerned = {grant.id for grant in self._of(shop_id, app)}
        for token, (grant, end) in list(self._access.items()):
            if grant.id in concerned and end:
                self._access[token] = (grant, 0)
                grant.access_end = min(grant.access_end, int(self._world.now()) - 1)
                ended += 1
        return ended

    def kill(
        self, shop_id: str | None = None, app: App | None = None, *, code: int = 36004005
    ) -> int:
        """Refresh tokens die, access tokens live on. Tells how many; ValueError: no such code."""
        if code not in DEAD:
            raise ValueError(f"a dead refresh token is answered {', '.join(map(str, DEAD))}")
        alive = [grant for grant in self._of(shop_id, app) if not grant.revoked]
        for grant in alive:
            grant.dead = code
        return len(alive)

    def revoke(self, shop_id: str, app: App | None = None) -> int:
        """The seller withdraws consent: all tokens of the shop die. Tells how many consents."""
        alive = [grant for grant in self._of(shop_id, app) if not grant.revoked]
        for grant in alive:
            grant.revoked = True
        return len(alive)

    def wire(self, grant: Grant) -> JsonObject:
        """The data of a token answer; both ends are absolute times unless told otherwise."""
        shops = [self._world.shop(shop_id) for shop_id in grant.shop_ids]
        scopes = {scope for shop in shops for scope in grant.app.scopes & shop.scopes}
        access_end, refresh_end = self._ends(grant)
        return {
            "access_token": grant.access_token,
            "access_token_expire_in": access_end,
            "refresh_token": grant.refresh_token,
            "refresh_token_expire_in": refresh_end,
            "open_id": shops[0].open_id,
            "seller_name": shops[0].name,
            "seller_base_region": shops[0].region,
            "user_type": shops[0].user_type,
            "granted_scopes": sorted(scopes),
        }

    def _ends(self, grant: Grant) -> tuple[int, int]:
        now = int(self._world.now())
        match self.expire_form:
            case ExpireForm.DURATION:
                return grant.access_end - now, grant.refresh_end - now
            case ExpireForm.PAST:
                return now - 3600, grant.refresh_end
            case ExpireForm.FAR:
                return YEAR_2122, grant.refresh_end
            case _:
                return grant.access_end, grant.refresh_end


def _granted(call: Call) -> tuple[App, list[Shop]]:
    if call.grant is None:
        raise Refused(105002, "access_token is required", 401)
    return call.grant.app, [call.world.shop(shop_id) for shop_id in call.grant.shop_ids]


def _shop_wire(app: App, shop: Shop) -> JsonObject:
    return {
        "id": shop.id,
        "name": shop.name,
        "region": shop.region,
        "seller_type": "LOCAL",
        "cipher": app.cipher(shop),
        "code": shop.code,
    }


async def shops(call: Call) -> JsonObject:
    """The shops behind the token, each with its cipher for the asking app."""
    app, granted = _granted(call)
    return {"shops": [_shop_wire(app, shop) for shop in granted]}


async def active_shops(call: Call) -> JsonObject:
    """The active shops of the seller."""
    return {"shops": [{"id": shop.id, "region": shop.region} for shop in _granted(call)[1]]}


async def drop(call: Call) -> JsonObject:
    """The app gives its authorization back."""
    call.world.authorizations.revoke(call.shop.id, _granted(call)[0])
    return {}


ENDPOINTS = (
    Endpoint("shops", "GET", "/authorization/202309/shops", shops, SHOPS_SCOPE, cipher=False),
    Endpoint(
        "seller_shops", "GET", "/seller/202309/shops", active_shops, SHOPS_SCOPE, cipher=False
    ),
    Endpoint("drop_authorization", "DELETE", "/authorization/202403/shops", drop, SHOPS_SCOPE),
)
