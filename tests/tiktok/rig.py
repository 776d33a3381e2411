"""Clients of one shop for tests: over a made-up answer, over a socket, or over the sandbox."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
from hypothesis import HealthCheck, settings

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.limits import CallClass, Pace, ServerClock
from nobi_desktop.tiktok.transport import Transports

KEY = ConversationKey("shop-1", "7494560109732330001")
SECRET = "CANARY_APPSECRET_0123456789"
TOKEN = "ROW_CANARY_ACCESS_0123456789"
CIPHER = "ROW_CANARY_CIPHER_0123456789"

FUZZ = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
"""No deadline: what an example costs says more of the machine's load than of the code."""

Handler = Callable[[httpx.Request], httpx.Response]


class Tokens:
    """A token source that counts; each renewal gives the next of `tokens`."""

    def __init__(self, *tokens: str) -> None:
        self.tokens = list(tokens or (TOKEN,))
        self.refused: list[str] = []
        self.error: Exception | None = None

    async def access_token(self) -> str:
        return self.tokens[0]

    async def renew(self, refused: str) -> str:
        self.refused.append(refused)
        if self.error is not None:
            raise self.error
        if len(self.tokens) > 1:
            self.tokens.pop(0)
        return self.tokens[0]


class Answers:
    """A transport that gives one answer after the other and keeps the requests."""

    def __init__(self, *answers: httpx.Response | Exception | Handler) -> None:
        self._answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return answer
        return answer(request)

    @property
    def queries(self) -> list[dict[str, str]]:
        return [dict(request.url.params) for request in self.requests]


def answer(
    data: Any = None,
    code: Any = 0,
    message: str = "Success",
    http: int = 200,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    body = {"code": code, "message": message, "request_id": "req-1", "data": data}
    return raw_answer(json.dumps(body).encode(), http, headers)


def raw_answer(
    body: bytes, http: int = 200, headers: dict[str, str] | None = None
) -> httpx.Response:
    """An answer whose bytes are still to be read, as those of a socket are."""

    async def chunks() -> AsyncIterator[bytes]:
        yield body

    return httpx.Response(http, headers=headers, content=chunks())


def client(
    answers: Handler | httpx.AsyncBaseTransport | None,
    *,
    tokens: Any = None,
    clock: HandClock | None = None,
    base_url: str = "https://open-api.example",
    app_key: str = "29a39d",
    app_secret: str = SECRET,
    cipher: str = CIPHER,
    shop: str = KEY.shop,
    budget: Callable[[CallClass], None] | None = None,
    total: float | None = None,
) -> ShopClient:
    clock = clock or HandClock()
    injected = answers
    if injected is not None and not isinstance(injected, httpx.AsyncBaseTransport):
        injected = httpx.MockTransport(injected)
    return ShopClient(
        transports=Transports.build(injected, total=total),
        base_url=base_url,
        app_key=app_key,
        app_secret=app_secret,
        cipher=cipher,
        tokens=tokens or Tokens(),
        pace=Pace(clock, rate=1e6, burst=1e6, fastest=1e6),
        server_clock=ServerClock(clock),
        shop=shop,
        budget=budget,
        alias="shop one",
    )


Talk = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def socket_server(talk: Talk) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server on loopback that knows no HTTP: it reads one request and lets `talk` answer."""
    heard: list[bytes] = []
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            heard.append(await read_request(reader))
            await talk(heard[-1], writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}", heard
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return head + (await reader.readexactly(length) if length else b"")


def http_answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def message(**fields: Any) -> dict[str, Any]:
    """A text message on the wire, with boring defaults."""
    return {
        "id": "7494560109732330101",
        "type": "TEXT",
        "content": json.dumps({"content": "Shop ơi"}),
        "create_time": 1735699990,
        "is_visible": True,
        "index": "7494560109732340101",
        "sender": {
            "role": "BUYER",
            "im_user_id": "7494560109732330011",
            "nickname": "Nguyễn Thảo",
            "avatar": "https://p16-oec-va.ibyteimg.com/a.jpg",
        },
        **fields,
    }


def page(raw_messages: Sequence[bytes], token: bytes = b'"next"') -> bytes:
    """The data of a page of messages around raw bytes."""
    return (
        b'{"unsupported_msg_tips":"tip","messages":['
        + b",".join(raw_messages)
        + b'],"next_page_token":'
        + token
        + b"}"
    )
