"""The door of the API: finds the endpoint, checks every call as TikTok Shop does, and answers."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from nobi_desktop.sandbox import (
    authorization,
    consent,
    customer_service,
    media,
    orders,
    products,
    promotions,
    signatures,
)
from nobi_desktop.sandbox.authorization import Grant
from nobi_desktop.sandbox.calls import Call, Endpoint, Refused, parameter_error
from nobi_desktop.sandbox.connections import abort
from nobi_desktop.sandbox.faults import Fault, rewritten
from nobi_desktop.sandbox.world import Shop, World

PAST, FUTURE = 300, 30
NO_SELLERS = frozenset({1, 3})
"""Types of users whose tokens open nothing here: creators and partners."""
ENDPOINTS: tuple[Endpoint, ...] = (
    *customer_service.ENDPOINTS,
    *orders.ENDPOINTS,
    *products.ENDPOINTS,
    *promotions.ENDPOINTS,
    *authorization.ENDPOINTS,
)
_TABLE = tuple((endpoint, endpoint.pattern()) for endpoint in ENDPOINTS)
_ROOTS = frozenset(endpoint.path.split("/")[1] for endpoint in ENDPOINTS)


def matched(method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
    """The endpoint of a request and the ids in its path."""
    wrong_method = False
    for endpoint, pattern in _TABLE:
        found = pattern.match(path)
        if found is None:
            continue
        if endpoint.method == method:
            return endpoint, found.groupdict()
        wrong_method = True
    if wrong_method:
        raise Refused(36009010, "Method not allowed", 405)
    parts = path.split("/")
    if len(parts) > 2 and parts[1] in _ROOTS and not re.fullmatch(r"\d{6}", parts[2]):
        raise Refused(36009014, "Invalid API version", 400)
    raise Refused(40006, "no schema found", 403)


def dumped(value: Any) -> bytes:
    """JSON in plain ASCII, so that any string at all can go out, lone surrogates too."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


@dataclass
class Visit:
    """What is known of one request while it is answered."""

    route: str = "unknown"
    shop_id: str = ""
    conversation_id: str = ""
    code: int | None = None
    pair: tuple[Grant, str] | None = None
    """The consent whose tokens the answer carries, and the access token among them."""


Work = Callable[[], Awaitable[Response]]


class Gateway:
    """Answers everything but the control API."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.album = media.Album()
        self._request_ids = random.Random(f"requests:{world.seed}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        began = time.perf_counter()
        visit = Visit()
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        work = self._work(request, body, visit)
        fault = self.world.faults.take(visit.route, visit.shop_id, visit.conversation_id)
        now = self.world.now() + (fault.clock_offset if fault else 0.0)
        status, dropped = 0, False
        try:
            response = await self._answer(work(now), visit, fault)
            if response is None:
                dropped = True
            else:
                status = response.status_code
        finally:
            self.world.log(
                method=request.method,
                path=scope["path"],
                route=visit.route,
                shop_id=visit.shop_id,
                status=status,
                code=visit.code,
                ms=round((time.perf_counter() - began) * 1000, 2),
                dropped=dropped,
            )
        if response is None:
            if fault is not None and fault.hang:
                await _gone(receive)
                return
            if not await abort(scope, receive):
                raise self.world.drop_error("connection closed without an answer")
            return
        response.headers["date"] = formatdate(now, usegmt=True)
        if visit.pair is not None and not await request.is_disconnected():
            grant, access_token = visit.pair
            grant.went_out(access_token)
        await response(scope, receive, self._dripping(send, fault) if fault else send)

    # -- faults -----------------------------------------------------------------------------------

    async def _answer(
        self, work: Callable[[], Awaitable[Response]], visit: Visit, fault: Fault | None
    ) -> Response | None:
        """The answer of the work, bent by the fault; None closes the connection."""
        if fault is None:
            return await work()
        if fault.delay_before_commit:
            await self.world.sleep(fault.delay_before_commit)
        if fault.drop_before:
            return None
        if fault.commit_after is not None:
            self.world.in_background(self._late(work, fault.commit_after))
        done = await work() if fault.commits else None
        if fault.delay_after_commit:
            await self.world.sleep(fault.delay_after_commit)
        if fault.drop or fault.hang or fault.commit_after is not None:
            if fault.replaces_answer:
                return self._replaced(visit, fault)
            return None
        if fault.replaces_answer:
            return self._replaced(visit, fault)
        if done is not None and fault.rewrite:
            answer = rewritten(json.loads(bytes(done.body)), fault.rewrite)
            done = self._json(answer, done.status_code)
        if done is not None and fault.headers:
            done.headers.update(fault.headers)
        return done

    async def _late(self, work: Work, after: float) -> None:
        await self.world.sleep(after)
        await work()

    def _replaced(self, visit: Visit, fault: Fault) -> Response:
        status = fault.status or 200
        visit.code, visit.pair = fault.code, None
        if fault.body_base64 is not None:
            response = Response(base64.b64decode(fault.body_base64), status_code=status)
        elif fault.body is not None:
            html = fault.body.lstrip().startswith("<")
            response = Response(
                fault.body.encode("utf-8", "surrogatepass"),
                status_code=status,
                media_type="text/html" if html else "application/json",
            )
        elif fault.code is not None:
            response = self._envelope(fault.code, fault.message or "planned fault", None, status)
        else:
            response = PlainTextResponse(fault.message or "", status_code=status)
        if fault.headers:
            response.headers.update(fault.headers)
        return response

    def _dripping(self, send: Send, fault: Fault) -> Send:
        if not fault.drip:
            return send
        speed = fault.drip
        step = max(1, int(speed / 10))

        async def slowly(message: Any) -> None:
            body = message.get("body", b"")
            if message["type"] != "http.response.body" or len(body) <= step:
                await send(message)
                return
            more = message.get("more_body", False)
            for place in range(0, len(body), step):
                last = place + step >= len(body)
                await send(
                    {
                        "type": "http.response.body",
                        "body": body[place : place + step],
                        "more_body": more or not last,
                    }
                )
                await self.world.sleep(step / speed)

        return slowly

    # -- answers ----------------------------------------------------------------------------------

    def _request_id(self) -> str:
        stamp = time.strftime("%Y%m%d%H%M%S", time.gmtime(self.world.now()))
        return f"{stamp}{self._request_ids.getrandbits(72):018X}"

    def _json(self, value: Any, status: int = 200) -> Response:
        return Response(dumped(value), status_code=status, media_type="application/json")

    def _envelope(self, code: int, message: str, data: Any, status: int = 200) -> Response:
        return self._json(
            {"code": code, "message": message, "data": data, "request_id": self._request_id()},
            status,
        )

    def _refusal(self, visit: Visit, refused: Refused) -> Response:
        visit.code = refused.code
        response = self._envelope(refused.code, refused.message, None, refused.status)
        response.headers.update(refused.headers)
        return response

    # -- routes -----------------------------------------------------------------------------------

    def _work(
        self, request: Request, body: bytes, visit: Visit
    ) -> Callable[[float], Callable[[], Awaitable[Response]]]:
        """Names the route and returns what answers it, given the time."""
        path, method = request.url.path, request.method
        if path == "/open/authorize":
            visit.route = "authorize"
            return lambda now: lambda: consent.answer(self.world, request, body)
        if path in ("/api/v2/token/get", "/api/v2/token/refresh"):
            visit.route = "token_get" if path.endswith("get") else "token_refresh"
            asked = dict(_pairs(request))
            secret = asked.get("refresh_token") or asked.get("auth_code", "")
            visit.shop_id = self.world.authorizations.owner(secret)
            return lambda now: lambda: self._tokens(request, visit)
        if path.startswith("/media/"):
            visit.route = "media"
            return lambda now: lambda: self._media(path)
        try:
            endpoint, ids = matched(method, path)
        except Refused as refused:
            gone = refused
            return lambda now: lambda: self._refused(visit, gone)
        pairs = _pairs(request)
        visit.route = endpoint.name
        visit.conversation_id = ids.get("conversation_id", "")
        shop = self._shop_of(request, pairs)
        visit.shop_id = shop.id if shop else ""
        call = Call(
            self.world, endpoint, path, pairs, dict(request.headers), body, ids, 0.0,
            params=dict(signatures.joined(pairs)),
        )  # fmt: skip
        return lambda now: lambda: self._api(replace(call, now=now), visit)

    async def _refused(self, visit: Visit, refused: Refused) -> Response:
        return self._refusal(visit, refused)

    def _shop_of(self, request: Request, pairs: list[tuple[str, str]]) -> Shop | None:
        """The shop a call is about, for faults, limits and the log; not yet checked."""
        cipher = dict(pairs).get("shop_cipher")
        if cipher:
            pair = self.world.behind(cipher)
            return pair[1] if pair else None
        owner = self.world.authorizations.owner(request.headers.get("x-tts-access-token", ""))
        return self.world.shop(owner) if owner else None

    async def _api(self, call: Call, visit: Visit) -> Response:
        try:
            self._check(call)
            data = await call.endpoint.handler(call)
        except Refused as refused:
            return self._refusal(visit, refused)
        visit.code = 0
        return self._envelope(0, "Success", data)

    def _check(self, call: Call) -> None:
        """Everything that is checked before an endpoint sees the call."""
        world, params = self.world, call.params
        app = world.app_by_key(params.get("app_key", ""))
        if app is None:
            raise parameter_error("Invalid parameter: app_key")
        if not params.get("sign"):
            raise parameter_error("Missing required parameter: sign")
        stamp = params.get("timestamp", "")
        if not re.fullmatch(r"\d{10}", stamp):
            raise parameter_error("Invalid timestamp: a 10-digit Unix time is expected")
        if not call.now - PAST <= int(stamp) <= call.now + FUTURE:
            raise parameter_error("Invalid timestamp: expired or ahead of the server")
        if not signatures.is_valid(
            params["sign"],
            app.app_secret,
            call.path,
            call.pairs,
            call.content_type,
            call.body,
            strict=world.strict_sign,
        ):
            raise Refused(106001, "Invalid credentials: the signature is invalid", 401)
        if app.ip_allow_list:
            raise Refused(36009033, "Access denied: the IP is not in the app's allow list", 403)
        token = call.headers.get("x-tts-access-token", "")
        if not token:
            raise parameter_error("Missing required header: x-tts-access-token")
        grant = call.grant = world.authorizations.holder(token, app, call.now)
        user_type = world.shop(grant.shop_ids[0]).user_type
        if user_type in NO_SELLERS or (user_type and call.endpoint.is_chat):
            raise Refused(105001, "Access denied: wrong type of access_token", 403)
        own = self._cipher(call, grant)
        if call.endpoint.scope not in app.scopes & world.shop(own).scopes:
            raise Refused(105005, "Access denied: you should apply auth pkg for this api", 401)
        wait = world.take_turn(app.app_key, own)
        if wait:
            headers = {"retry-after": str(max(1, round(wait)))} if world.retry_after else None
            raise Refused(36009002, "Too many requests", 429, headers)
        if "shop_id" in params:
            raise parameter_error("Invalid parameter: shop_id is invalid")
        if call.endpoint.is_chat and not world.take_chat_call(own):
            raise Refused(45101004, f"quota reached, {world.quota} per day", 429)
        if call.endpoint.page is not None:
            call.page_size()

    def _cipher(self, call: Call, grant: Grant) -> str:
        """The id of the shop of this call, after the rules on shop_cipher."""
        cipher = call.params.get("shop_cipher", "")
        if not call.endpoint.cipher:
            if "shop_cipher" in call.params:
                raise parameter_error("shop_cipher is not required: unexpected identifier")
            return grant.shop_ids[0]
        if not cipher:
            raise Refused(106013, "Missing required parameter: shop_cipher", 400)
        app, shop = self.world.behind(cipher) or (None, None)
        if shop is None or app is not grant.app or shop.id not in grant.shop_ids:
            raise Refused(101000, "token, user_type and shop_cipher do not match", 400)
        call.shop_or_none = shop
        return shop.id

    async def _tokens(self, request: Request, visit: Visit) -> Response:
        if request.method != "GET":
            return PlainTextResponse("404 page not found", status_code=404)
        params = dict(_pairs(request))
        world = self.world
        try:
            app = world.app_by_key(params.get("app_key", ""))
            if app is None:
                raise Refused(36004002, "app_key is invalid")
            if params.get("app_secret") != app.app_secret:
                raise Refused(36004003, "app_secret is invalid")
            if visit.route == "token_get":
                if params.get("grant_type") != "authorized_code":
                    raise Refused(98001004, "grant_type is invalid")
                grant = world.authorizations.exchange(params.get("auth_code", ""), app)
            else:
                if params.get("grant_type") not in ("refresh_token", "authorized_code"):
                    raise Refused(98001004, "grant_type is invalid")
                grant = world.authorizations.refresh(params.get("refresh_token", ""), app)
        except Refused as refused:
            return self._refusal(visit, refused)
        visit.code, visit.pair = 0, (grant, grant.access_token)
        return self._envelope(0, "success", world.authorizations.wire(grant))

    async def _media(self, path: str) -> Response:
        _, _, folder, name = [*path.split("/", 3), "", ""][:4]
        if folder == "upload":
            upload = self.world.uploads.get(name)
            data = upload.data if upload else None
        else:
            data = await run_in_threadpool(self.album.picture, folder, name)
        if data is None:
            return PlainTextResponse("404 page not found", status_code=404)
        kind = media.TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return Response(data, media_type=kind, headers={"cache-control": "public, max-age=86400"})


def _pairs(request: Request) -> list[tuple[str, str]]:
    query: bytes = request.scope.get("query_string", b"")
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


async def _gone(receive: Receive) -> None:
    """Waits until the client has gone."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        await asyncio.sleep(0)
