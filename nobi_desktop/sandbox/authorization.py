"""Who may do what: the seller's consent page, codes, tokens and the lists of shops."""

from __future__ import annotations

import base64
import hashlib
import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nobi_desktop.sandbox.calls import Call, Endpoint, JsonObject, Refused
from nobi_desktop.sandbox.identity import DAY

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import Shop, World

CODE_LIFE = 30 * 60
ACCESS_LIFE = 7 * DAY
REFRESH_END = 4_890_000_000
SCOPES = (
    "seller.authorization.info",
    "seller.customer_service",
    "seller.order.info",
    "seller.product.basic",
    "seller.return_refund.basic",
    "seller.promotion.info",
    "seller.logistics",
)


@dataclass(slots=True)
class Grant:
    """One seller's consent: the pair of tokens that is valid now and the shops behind it."""

    shop_ids: tuple[str, ...]
    access_token: str
    access_end: int
    refresh_token: str
    refresh_end: int
    revoked: bool = False


class Authorizations:
    """Codes and tokens of the world."""

    def __init__(self, world: World, *, strict_rotation: bool = False) -> None:
        self._world = world
        self._made = 0
        self._codes: dict[str, tuple[tuple[str, ...], float]] = {}
        self._access: dict[str, tuple[Grant, int]] = {}
        self._refresh: dict[str, Grant] = {}
        self.strict_rotation = strict_rotation
        self.access_life = ACCESS_LIFE

    def _token(self, size: int) -> str:
        self._made += 1
        text = f"{self._world.seed}:token:{self._made}".encode()
        raw = b"".join(hashlib.sha512(text + bytes([part])).digest() for part in range(2))
        return "ROW_" + base64.urlsafe_b64encode(raw).decode()[:size]

    def code(self, shop_ids: tuple[str, ...]) -> str:
        """A new code for these shops, good once and for thirty minutes."""
        code = self._token(64)
        self._codes[code] = (shop_ids, self._world.now() + CODE_LIFE)
        return code

    def grant(self, shop_ids: tuple[str, ...]) -> Grant:
        """A new consent with its first pair of tokens."""
        now = int(self._world.now())
        made = Grant(shop_ids, "", 0, self._token(76), REFRESH_END + self._made)
        self._refresh[made.refresh_token] = made
        self._new_access(made, now)
        return made

    def _new_access(self, grant: Grant, now: int) -> None:
        grant.access_token = self._token(116)
        grant.access_end = now + self.access_life
        self._access[grant.access_token] = (grant, grant.access_end)

    def exchange(self, code: str) -> Grant:
        """Code to tokens."""
        shops, end = self._codes.pop(code, ((), 0.0))
        if not shops or self._world.now() > end:
            raise Refused(36004004, "auth code is invalid or expired")
        return self.grant(shops)

    def refresh(self, refresh_token: str) -> Grant:
        """A new access token; under strict rotation also a new refresh token."""
        grant = self._refresh.get(refresh_token)
        now = int(self._world.now())
        if grant is None or grant.revoked:
            raise Refused(36004005, "can not find related auth record")
        if now >= grant.refresh_end:
            raise Refused(36004001, "rt has expired")
        if self.strict_rotation:
            del self._refresh[refresh_token]
            grant.refresh_token = self._token(76)
            self._refresh[grant.refresh_token] = grant
        self._new_access(grant, now)
        return grant

    def holder(self, access_token: str, now: float) -> Grant:
        """The consent behind an access token that is still good."""
        grant, end = self._access.get(access_token, (None, 0))
        if grant is None or grant.revoked or now >= end:
            raise Refused(105002, "Expired credentials: the access_token is invalid", 401)
        return grant

    def owner(self, token: str) -> str:
        """The first shop behind an access or refresh token, dead or alive; empty if unknown."""
        grant = self._access.get(token, (None, 0))[0] or self._refresh.get(token)
        return grant.shop_ids[0] if grant else ""

    def expire(self, shop_id: str | None = None) -> int:
        """Ends access tokens at once; refresh tokens stay good."""
        ended = 0
        for token, (grant, end) in list(self._access.items()):
            if (shop_id is None or shop_id in grant.shop_ids) and end:
                self._access[token] = (grant, 0)
                grant.access_end = min(grant.access_end, int(self._world.now()) - 1)
                ended += 1
        return ended

    def revoke(self, shop_id: str) -> int:
        """The seller withdraws consent: all tokens of the shop die."""
        ended = 0
        for grant in self._refresh.values():
            if shop_id in grant.shop_ids and not grant.revoked:
                grant.revoked = True
                ended += 1
        return ended

    def wire(self, grant: Grant) -> JsonObject:
        """The data of a token answer; both ends are absolute times."""
        shop = self._world.shop(grant.shop_ids[0])
        return {
            "access_token": grant.access_token,
            "access_token_expire_in": grant.access_end,
            "refresh_token": grant.refresh_token,
            "refresh_token_expire_in": grant.refresh_end,
            "open_id": shop.open_id,
            "seller_name": shop.name,
            "seller_base_region": shop.region,
            "user_type": 0,
            "granted_scopes": sorted(
                {scope for shop_id in grant.shop_ids for scope in self._world.shop(shop_id).scopes}
            ),
        }


def consent_page(world: World, state: str, redirect_uri: str) -> str:
    """The page on which a seller allows or denies the app."""
    choices = "\n".join(
        f'<label><input type="checkbox" name="shop_id" value="{shop.id}"'
        f"{' checked' if number == 0 else ''}><span>{html.escape(shop.name)}</span>"
        f"<small>{shop.code}</small></label>"
        for number, shop in enumerate(world.shops)
    )
    hidden = [("service_id", world.service_id), ("state", state)]
    if redirect_uri:
        hidden.append(("redirect_uri", redirect_uri))
    fields = "\n".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value, quote=True)}">'
        for name, value in hidden
    )
    return _PAGE.replace("@choices@", choices).replace("@fields@", fields)


_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cấp quyền ứng dụng · Authorize app</title>
<style>
 :root{color-scheme:light dark}
 body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#16181d;
  display:grid;place-items:center;min-height:100vh}
 main{background:#fff;padding:32px;border-radius:16px;width:min(440px,90vw);
  box-shadow:0 8px 32px #0002}
 h1{font-size:20px;margin:0 0 4px} p{margin:0 0 16px;color:#5b6170} em{font-style:normal}
 .list{max-height:260px;overflow:auto;border:1px solid #dfe2e8;border-radius:12px;margin:0 0 16px}
 label{display:flex;gap:12px;padding:12px 16px;align-items:center;cursor:pointer}
 label+label{border-top:1px solid #eceef2} small{margin-left:auto;color:#8a90a0}
 .row{display:flex;gap:12px} button{flex:1;padding:12px;border-radius:10px;font:inherit;
  font-weight:600;border:1px solid #d0d4dc;background:#fff;color:inherit;cursor:pointer}
 button[value=allow]{background:#0f8f6f;border-color:#0f8f6f;color:#fff}
 @media(prefers-color-scheme:dark){body{background:#14161a;color:#e8eaef}main{background:#1e2127}
  p,small{color:#a2a8b6}.list,label+label,button{border-color:#343943}button{background:#262a32}}
</style></head><body><main>
<h1>Cho phép Nobi Desktop truy cập cửa hàng?</h1>
<p>Allow Nobi Desktop to access your shop?<br>
<em>Tin nhắn, đơn hàng, sản phẩm · Messages, orders, products</em></p>
<form method="post" action="/open/authorize">
@fields@
<div class="list">
@choices@
</div>
<div class="row">
<button name="decision" value="deny">Từ chối · Deny</button>
<button name="decision" value="allow">Cho phép · Allow</button>
</div></form></main></body></html>
"""


def _shop_wire(shop: Shop) -> JsonObject:
    return {
        "id": shop.id,
        "name": shop.name,
        "region": shop.region,
        "seller_type": "LOCAL",
        "cipher": shop.cipher,
        "code": shop.code,
    }


def _granted(call: Call) -> list[Shop]:
    if call.grant is None:
        raise Refused(105002, "access_token is required", 401)
    return [call.world.shop(shop_id) for shop_id in call.grant.shop_ids]


async def shops(call: Call) -> JsonObject:
    """The shops behind the token."""
    return {"shops": [_shop_wire(shop) for shop in _granted(call)]}


async def active_shops(call: Call) -> JsonObject:
    """The active shops of the seller."""
    return {"shops": [{"id": shop.id, "region": shop.region} for shop in _granted(call)]}


async def drop(call: Call) -> JsonObject:
    """The app gives its authorization back."""
    call.world.authorizations.revoke(call.shop.id)
    return {}


_SCOPE = "seller.authorization.info"
ENDPOINTS = (
    Endpoint("shops", "GET", "/authorization/202309/shops", shops, _SCOPE, cipher=False),
    Endpoint("seller_shops", "GET", "/seller/202309/shops", active_shops, _SCOPE, cipher=False),
    Endpoint("drop_authorization", "DELETE", "/authorization/202403/shops", drop, _SCOPE),
)
