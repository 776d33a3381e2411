"""The page on which a seller allows or denies an app, and the way back to that app."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from nobi_desktop.sandbox.apps import SCOPES, App

if TYPE_CHECKING:
    from nobi_desktop.sandbox.world import World

LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/[^\s]*)?\Z")
ASKS = {
    "seller.authorization.info": ("Danh sách cửa hàng", "List of shops"),
    "seller.customer_service": ("Đọc và trả lời tin nhắn", "Read and answer messages"),
    "seller.order.info": ("Xem đơn hàng", "See orders"),
    "seller.product.basic": ("Xem sản phẩm", "See products"),
    "seller.return_refund.basic": ("Xem trả hàng, hoàn tiền", "See returns and refunds"),
    "seller.promotion.info": ("Xem mã giảm giá", "See coupons"),
    "seller.logistics": ("Xem kho hàng", "See warehouses"),
}


async def answer(world: World, request: Request, body: bytes) -> Response:
    """The page itself, or after the decision the way back to the app's redirect address.

    For tests and demos a loopback `redirect_uri` may stand in for that address.
    """
    if request.method not in ("GET", "POST"):
        return PlainTextResponse("405 method not allowed", status_code=405)
    form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    fields = {**request.query_params, **dict(form)}
    app = world.app_by_service(fields.get("service_id", ""))
    if app is None:
        return _refusal("Không có ứng dụng này", "There is no such app: service_id is invalid")
    back, state = fields.get("redirect_uri", ""), fields.get("state", "")
    if back and not LOOPBACK.match(back):
        return _refusal("Địa chỉ quay về không hợp lệ", "redirect_uri must be loopback")
    if request.method == "GET":
        return HTMLResponse(page(world, app, state, back))
    target = back or app.redirect_url
    if fields.get("decision") != "allow":
        return _return(target, code="null", error="auth_denied", state=state)
    chosen = tuple(value for name, value in form if name == "shop_id")
    if not chosen:
        note = "Hãy chọn ít nhất một cửa hàng · Choose at least one shop"
        return HTMLResponse(page(world, app, state, back, note), status_code=400)
    if not {shop.id for shop in world.shops}.issuperset(chosen):
        return _refusal("Không có cửa hàng này", "There is no such shop: shop_id is invalid")
    code = world.authorizations.code(chosen, app)
    return _return(
        target, app_key=app.app_key, code=code, locale="vi-VN", shop_region="VN", state=state
    )


def _return(target: str, **params: str) -> Response:
    join = "&" if "?" in target else "?"
    return RedirectResponse(f"{target}{join}{urlencode(params)}", status_code=302)


def _refusal(vietnamese: str, english: str) -> Response:
    text = f"<h1>{vietnamese}</h1><p>{english}</p>"
    return HTMLResponse(_PAGE.replace("@content@", text), status_code=400)


def page(world: World, app: App, state: str, redirect_uri: str, note: str = "") -> str:
    """The consent page of this app, in both languages; the first shop is ticked."""
    choices = "\n".join(
        f'<label><input type="checkbox" name="shop_id" value="{shop.id}"'
        f"{' checked' if shop is world.shops[0] else ''}><span>{html.escape(shop.name)}</span>"
        f"<small>{shop.code}</small></label>"
        for shop in world.shops
    )
    hidden = [("service_id", app.service_id), ("state", state)]
    if redirect_uri:
        hidden.append(("redirect_uri", redirect_uri))
    fields = "\n".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value, quote=True)}">'
        for name, value in hidden
    )
    asks = "\n".join(
        f"<li>{ASKS[scope][0]} <em>{ASKS[scope][1]}</em></li>"
        for scope in SCOPES
        if scope in app.scopes
    )
    content = (
        _FORM.replace("@asks@", asks)
        .replace("@choices@", choices)
        .replace("@note@", f'<p role="alert">{note}</p>' if note else "")
        .replace("@app@", html.escape(app.name))
        .replace("@fields@", fields)
    )
    return _PAGE.replace("@content@", content)


_FORM = """<h1>Cho phép @app@ truy cập cửa hàng?</h1>
<p>Allow @app@ to access your shop?</p>
<ul>
@asks@
</ul>
<form method="post" action="/open/authorize">
@fields@
<div class="list">
@choices@
</div>
@note@
<div class="row">
<button name="decision" value="deny">Từ chối · Deny</button>
<button name="decision" value="allow">Cho phép · Allow</button>
</div></form>"""

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
 ul{list-style:none;margin:0 0 16px;padding:0;font-size:14px} li{padding:2px 0;display:flex}
 li em{margin-left:auto;color:#5b6170} p[role=alert]{color:#b42323}
 .list{max-height:260px;overflow:auto;border:1px solid #dfe2e8;border-radius:12px;margin:0 0 16px}
 label{display:flex;gap:12px;padding:12px 16px;align-items:center;cursor:pointer}
 label+label{border-top:1px solid #eceef2} small{margin-left:auto;color:#5b6170}
 .row{display:flex;gap:12px} button{flex:1;padding:12px;border-radius:10px;font:inherit;
  font-weight:600;border:1px solid #d0d4dc;background:#fff;color:inherit;cursor:pointer}
 button[value=allow]{background:#0b7559;border-color:#0b7559;color:#fff}
 @media(prefers-color-scheme:dark){body{background:#14161a;color:#e8eaef}main{background:#1e2127}
  p,small,li em{color:#a2a8b6}.list,label+label,button{border-color:#343943}
  button{background:#262a32}p[role=alert]{color:#ff7b7b}}
</style></head><body><main>
@content@
</main></body></html>
"""
