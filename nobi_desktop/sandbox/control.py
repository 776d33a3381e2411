"""The control API under /_sandbox/: looks into the world and turns its wheels, without keys.

Bodies and answers are JSON objects; 400 tells what makes no sense, 404 what is not there. Where a
`shop_id` is left out, the first shop is meant, and in `tokens/expire` and `tokens/kill` every shop.

Look: `GET info`, `conversations`, `messages`, `sent`, `requests`, `counts`, `uploads`, `faults`,
`settings`, `story`, and `grants`: each consent with the first 12 hexadecimal digits of the SHA-256
of its `access` and `refresh` token that are valid now, how often it was refreshed, how many answers
with a pair were `handed_out` to an open connection, and whether the pair valid now is among them
(`current_handed_out`; if not, the sandbox holds a pair the client never got).

Do: `POST say`, `burst`, `order`; `clock` {offset in seconds}; `faults` (see `faults.Fault`) and
`DELETE faults`; `settings` (see `settings`); `story`; `redirect` {url, app_key}; `scope` {granted,
shop_id or app_key}: what the shop gives, or what the app may ask for; both are needed.
`tokens/expire` {shop_id, app_key}: access tokens end, refresh tokens stay good. `tokens/kill`
{shop_id, app_key, code}: refresh tokens die, refused with 36004005, 36004001 or 98001006; access
tokens live on. `tokens/revoke` {shop_id, app_key}: the seller withdraws consent, both die.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nobi_desktop.sandbox import settings
from nobi_desktop.sandbox.apps import App
from nobi_desktop.sandbox.gateway import dumped
from nobi_desktop.sandbox.world import Message, Shop, World

if TYPE_CHECKING:
    from nobi_desktop.sandbox.story import Player

JsonObject = dict[str, Any]
MOST_AT_ONCE = 20_000


class BadRequest(Exception):
    """The control call makes no sense; the text tells why."""


def _ok(value: Any, status: int = 200) -> Response:
    return Response(dumped(value), status_code=status, media_type="application/json")


async def _body(request: Request) -> JsonObject:
    raw = await request.body()
    if not raw:
        return {}
    try:
        value = json.loads(raw)
    except ValueError:
        raise BadRequest("the body is not JSON") from None
    if not isinstance(value, dict):
        raise BadRequest("the body must be an object")
    return value


def message_truth(message: Message) -> JsonObject:
    """A message as the server knows it, for the control API."""
    return {
        "message_id": message.id,
        "conversation_id": message.conversation_id,
        "type": message.type,
        "content": message.content,
        "text": message.text,
        "create_time": message.create_time,
        "index": str(message.index),
        "role": message.role,
        "is_visible": message.is_visible,
        "sent_by_api": message.from_api,
        "received_at": message.received_at,
    }


class Control:
    """The handlers of the control API."""

    def __init__(self, world: World, player: Player) -> None:
        self.world = world
        self.player = player

    def routes(self) -> list[Route]:
        table: tuple[tuple[str, str, Any], ...] = (
            ("GET", "info", self.info),
            ("POST", "say", self.say),
            ("POST", "burst", self.burst),
            ("GET", "conversations", self.conversations),
            ("GET", "messages", self.messages),
            ("GET", "sent", self.sent),
            ("GET", "requests", self.requests),
            ("DELETE", "requests", self.forget),
            ("GET", "counts", self.counts),
            ("GET", "uploads", self.uploads),
            ("GET", "faults", self.faults),
            ("POST", "faults", self.plan),
            ("DELETE", "faults", self.clear),
            ("POST", "clock", self.clock),
            ("POST", "tokens/expire", self.expire),
            ("POST", "tokens/kill", self.kill),
            ("POST", "tokens/revoke", self.revoke),
            ("GET", "grants", self.grants),
            ("POST", "scope", self.scope),
            ("POST", "settings", self.settings),
            ("GET", "settings", self.settings),
            ("POST", "story", self.story),
            ("GET", "story", self.story),
            ("POST", "redirect", self.redirect),
            ("POST", "order", self.order),
        )
        return [
            Route(f"/_sandbox/{name}", self._guarded(handler), methods=[method])
            for method, name, handler in table
        ]

    def _guarded(self, handler: Any) -> Any:
        async def answer(request: Request) -> Response:
            try:
                result: Response = await handler(request)
            except BadRequest as error:
                return _ok({"error": str(error)}, 400)
            except KeyError as error:
                return _ok({"error": f"not found: {error.args[0] if error.args else ''}"}, 404)
            except (TypeError, ValueError) as error:
                return _ok({"error": str(error)}, 400)
            return result

        return answer

    def _shop(self, source: Any) -> Shop:
        own = source.get("shop_id")
        if not own:
            return self.world.shops[0]
        return self.world.shop(str(own))

    def _app(self, source: Any) -> App:
        own = source.get("app_key")
        return self.world.app(str(own)) if own else self.world.apps[0]

    def _concerned(self, body: JsonObject) -> tuple[str | None, App | None]:
        """The shop and the app whose tokens are meant; what is left out means all."""
        shop_id = self._shop(body).id if body.get("shop_id") else None
        return shop_id, self._app(body) if body.get("app_key") else None

    async def info(self, request: Request) -> Response:
        return _ok(self.world.info())

    async def say(self, request: Request) -> Response:
        body = await _body(request)
        own = self._shop(body).id
        count = int(body.get("count") or 1)
        if not 1 <= count <= MOST_AT_ONCE:
            raise BadRequest(f"count must be between 1 and {MOST_AT_ONCE}")
        conversation_id = body.get("conversation_id")
        made = []
        for _ in range(count):
            message = self.world.say(
                own,
                conversation_id,
                text=body.get("text"),
                kind=body.get("kind") or "TEXT",
                content=body.get("content"),
                role=body.get("role") or "BUYER",
                at=body.get("at"),
                index=int(body["index"]) if body.get("index") is not None else None,
                visible=body.get("visible", True),
                extra_raw=body.get("extra_raw"),
                nickname=body.get("nickname"),
            )
            conversation_id = message.conversation_id
            made.append(message.id)
        return _ok({"conversation_id": conversation_id, "message_ids": made})

    async def burst(self, request: Request) -> Response:
        body = await _body(request)
        count = int(body.get("count") or 10)
        if not 1 <= count <= MOST_AT_ONCE:
            raise BadRequest(f"count must be between 1 and {MOST_AT_ONCE}")
        made = self.world.burst_of(
            self._shop(body).id, body.get("conversation_id"), count, bool(body.get("robots"))
        )
        return _ok(
            {"conversation_id": made[0].conversation_id, "message_ids": [m.id for m in made]}
        )

    async def conversations(self, request: Request) -> Response:
        own = self._shop(request.query_params).id
        return _ok(
            {
                "conversations": [
                    {
                        "conversation_id": row.id,
                        "nickname": row.buyer.nickname,
                        "im_user_id": row.buyer.im_user_id,
                        "user_id": row.buyer.user_id,
                        "unread_count": row.unread_count,
                        "can_send_message": row.can_send_message,
                        "message_count": len(row.messages),
                        "last_activity": row.activity[0],
                    }
                    for row in self.world.conversations(own)
                ]
            }
        )

    async def messages(self, request: Request) -> Response:
        own = self._shop(request.query_params).id
        rows = self.world.messages(own, request.query_params.get("conversation_id", ""))
        return _ok({"messages": [message_truth(row) for row in rows]})

    async def sent(self, request: Request) -> Response:
        wanted = request.query_params.get("shop_id")
        names = [wanted] if wanted else [shop.id for shop in self.world.shops]
        rows = [row for name in names for row in self.world.sent(self.world.shop(name).id)]
        return _ok(
            {
                "sent": [
                    {
                        **message_truth(row),
                        "raw_content": row.raw_content,
                        "raw_body": row.raw_body.decode("utf-8", "replace"),
                    }
                    for row in rows
                ]
            }
        )

    async def requests(self, request: Request) -> Response:
        since = int(request.query_params.get("since", "0"))
        return _ok(
            {"requests": [dataclasses.asdict(e) for e in self.world.requests if e.n > since]}
        )

    async def forget(self, request: Request) -> Response:
        self.world.forget_requests()
        return _ok({})

    async def counts(self, request: Request) -> Response:
        return _ok(
            {
                "counts": self.world.counts,
                "customer_service_today": {
                    shop.id: self.world.chat_calls_today(shop.id) for shop in self.world.shops
                },
            }
        )

    async def uploads(self, request: Request) -> Response:
        return _ok(
            {
                "uploads": [
                    {
                        "url": row.url,
                        "shop_id": row.shop_id,
                        "kind": row.kind,
                        "width": row.width,
                        "height": row.height,
                        "size": len(row.data),
                        "received_at": row.received_at,
                    }
                    for row in self.world.uploads.values()
                ]
            }
        )

    async def faults(self, request: Request) -> Response:
        return _ok({"faults": [fault.wire() for fault in self.world.faults.planned()]})

    async def plan(self, request: Request) -> Response:
        fault = self.world.faults.plan(**await _body(request))
        return _ok(fault.wire())

    async def clear(self, request: Request) -> Response:
        own = request.query_params.get("id")
        return _ok({"cleared": self.world.faults.clear(int(own) if own else None)})

    async def clock(self, request: Request) -> Response:
        self.world.offset = float((await _body(request)).get("offset", 0.0))
        return _ok({"offset": self.world.offset, "now": self.world.now()})

    async def expire(self, request: Request) -> Response:
        shop_id, app = self._concerned(await _body(request))
        return _ok({"expired": self.world.authorizations.expire(shop_id, app)})

    async def kill(self, request: Request) -> Response:
        body = await _body(request)
        code = int(body.get("code") or 36004005)
        shop_id, app = self._concerned(body)
        return _ok({"killed": self.world.authorizations.kill(shop_id, app, code=code)})

    async def revoke(self, request: Request) -> Response:
        body = await _body(request)
        app = self._concerned(body)[1]
        return _ok({"revoked": self.world.authorizations.revoke(self._shop(body).id, app)})

    async def grants(self, request: Request) -> Response:
        return _ok({"grants": [grant.truth() for grant in self.world.authorizations.grants]})

    async def scope(self, request: Request) -> Response:
        body = await _body(request)
        granted = {str(scope) for scope in body.get("granted", ())}
        holder = self._app(body) if "app_key" in body else self._shop(body)
        holder.scopes = granted
        return _ok({"granted": sorted(granted)})

    async def settings(self, request: Request) -> Response:
        settings.change(self.world, await _body(request))
        return _ok(settings.shown(self.world))

    async def story(self, request: Request) -> Response:
        body = await _body(request)
        if "speed" in body:
            self.player.speed = float(body["speed"])
        if "running" in body:
            if body["running"]:
                self.player.start()
            else:
                await self.player.stop()
        return _ok({"running": self.player.running, "speed": self.player.speed})

    async def redirect(self, request: Request) -> Response:
        body = await _body(request)
        app = self._app(body)
        app.redirect_url = str(body["url"])
        return _ok({"redirect_url": app.redirect_url})

    async def order(self, request: Request) -> Response:
        body = await _body(request)
        order = self.world.add_order(
            self._shop(body).id, str(body["conversation_id"]), status=body.get("status")
        )
        return _ok({"order_id": order.id, "status": order.status})
