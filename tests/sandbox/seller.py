"""A small TikTok Shop client with a signer of its own, used to test the sandbox from outside."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import httpx

from nobi_desktop.sandbox.server import create_app
from nobi_desktop.sandbox.world import World

CHAT = "/customer_service/202309"


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self, now: float = 1_767_225_600.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def signature(secret: str, path: str, query: dict[str, str], body: bytes = b"") -> str:
    """Written from the documentation, apart from the sandbox's own."""
    text = secret + path
    for name in sorted(query):
        if name not in ("sign", "access_token"):
            text += name + query[name]
    text += body.decode() + secret
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


class Seller:
    """One shop's client."""

    def __init__(self, http: httpx.AsyncClient, info: dict[str, Any], clock: Any, shop: int = 0):
        self.http = http
        self.info = info
        self.clock = clock
        self.shop = info["shops"][shop]
        self.token = self.shop["access_token"]

    async def raw(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None = None,
        body: Any = None,
        *,
        cipher: bool = True,
        spoil: dict[str, str] | None = None,
        drop: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
        files: Any = None,
        signed_body: bytes | None = None,
    ) -> httpx.Response:
        params = {**(query or {}), "app_key": self.info["app_key"]}
        params["timestamp"] = str(int(self.clock()))
        if cipher:
            params["shop_cipher"] = self.shop["cipher"]
        for name in drop:
            params.pop(name, None)
        data = (
            b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        )
        params.update(spoil or {})
        if "sign" not in drop and "sign" not in params:
            text = data if signed_body is None else signed_body
            params["sign"] = signature(self.info["app_secret"], path, params, text)
        head = {"x-tts-access-token": self.token}
        if files is None:
            head["content-type"] = "application/json"
        head.update(headers or {})
        return await self.http.request(
            method,
            path,
            params=params,
            content=data or None,
            headers={k: v for k, v in head.items() if v},
            files=files,
        )

    async def call(
        self, method: str, path: str, query: Any = None, body: Any = None, **how: Any
    ) -> Any:
        return (await self.raw(method, path, query, body, **how)).json()

    async def data(
        self, method: str, path: str, query: Any = None, body: Any = None, **how: Any
    ) -> Any:
        answer = await self.call(method, path, query, body, **how)
        assert answer["code"] == 0, answer
        return answer["data"]

    async def conversations(self, **query: str) -> Any:
        return await self.data("GET", f"{CHAT}/conversations", {"page_size": "20", **query})

    async def messages(self, conversation_id: str, **query: str) -> Any:
        path = f"{CHAT}/conversations/{conversation_id}/messages"
        return await self.data("GET", path, {"page_size": "10", **query})

    async def send(self, conversation_id: str, kind: str = "TEXT", **content: Any) -> Any:
        return await self.call(
            "POST",
            f"{CHAT}/conversations/{conversation_id}/messages",
            body={"type": kind, "content": json.dumps(content)},
        )

    async def upload(self, data: bytes, name: str = "photo.png") -> Any:
        return await self.call(
            "POST", f"{CHAT}/images/upload", files={"data": (name, data, "image/png")}
        )


def in_process(world: World) -> httpx.AsyncClient:
    """A client that speaks to the world without a socket."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(create_app(world)), base_url=world.base_url
    )
