"""Waits on this computer for the browser to come back from TikTok's consent page."""

from __future__ import annotations

import asyncio
import hmac
import html
import logging
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

from nobi_desktop.domain.connecting import CallbackWords
from nobi_desktop.flow.clock import Clock

HOST = "127.0.0.1"
PATH = "/callback"
PORT = 8721
"""The port of the redirect address that the app is registered with in Partner Center."""
LIFE = 300.0
_LARGEST = 16 * 1024
_PATIENCE = 10.0
_AROUND = " \t\"'`“”‘’«»<>()\u200b\u200e\u200f\u2060\ufeff\xa0"
"""What may come along with a copied address and never belongs to it."""

_log = logging.getLogger(__name__)


class CallbackError(Exception):
    """The browser did not bring a code.

    `code` is one of `port_busy`, `auth_denied` (the seller said no), `late` (five minutes are
    over), `wrong_state` (an answer to another question), `no_code`, `closed`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_callback(text: str, state: str) -> str:
    """The code in what the seller pasted: the whole callback address, its query, or a bare code.

    Quotes around it, lines it was broken into and a missing `http://` do no harm. An address must
    carry our state. Raises `CallbackError` with `auth_denied`, `wrong_state` or `no_code` (source
    page: seller-authorization-guide).
    """
    text = "".join(line.strip() for line in text.splitlines()).strip(_AROUND)
    _, asked, query = text.partition("?")
    query = query.partition("#")[0] if asked else text
    try:
        values = parse_qs(query.replace("&amp;", "&"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise CallbackError("no_code") from None
    if not asked and not {"code", "error", "state"} & values.keys():
        if not text or text == "null" or any(mark.isspace() or mark in "/&:" for mark in text):
            raise CallbackError("no_code")
        return text
    given = values.get("state", [])
    if len(given) != 1 or not hmac.compare_digest(given[0].encode(), state.encode()):
        raise CallbackError("wrong_state")
    if values.get("error"):
        raise CallbackError("auth_denied")
    code = values.get("code", [""])[-1]
    if code in ("", "null"):
        raise CallbackError("auth_denied" if code else "no_code")
    return code


class Callback:
    """A listener for one answer, on 127.0.0.1 only, for five minutes.

    An answer with a wrong state is refused and the listening goes on; the first right one ends it.
    `port` 0 takes a free one. Use it as `async with Callback(...) as callback: await
    callback.wait()`.
    """

    def __init__(self, state: str, words: CallbackWords, *, clock: Clock, port: int = PORT) -> None:
        self._state = state
        self._words = words
        self._clock = clock
        self._port = port
        self._server: asyncio.Server | None = None
        self._answer: asyncio.Future[str] | None = None
        self._speaking: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """The port in use."""
        return self._port

    async def __aenter__(self) -> Callback:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Begin to listen; raises `CallbackError("port_busy")` where the port is taken."""
        self._answer = asyncio.get_running_loop().create_future()
        try:
            # Whether an address may be used again is left to asyncio: on Windows that would let
            # another program listen in our place.
            self._server = await asyncio.start_server(
                self._accept, HOST, self._port, limit=_LARGEST
            )
        except OSError as error:
            _log.warning("callback port %d cannot be opened: errno %s", self._port, error.errno)
            raise CallbackError("port_busy") from None
        self._port = self._server.sockets[0].getsockname()[1]

    async def wait(self) -> str:
        """The code the browser brought; `CallbackError` where it brings none in time."""
        if self._answer is None:
            raise CallbackError("closed")
        late = asyncio.ensure_future(self._clock.sleep(LIFE))
        try:
            both: set[asyncio.Future[Any]] = {self._answer, late}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not self._answer.done():
                raise CallbackError("late")
            return self._answer.result()
        finally:
            late.cancel()
            await self.close()

    async def close(self) -> None:
        """Stop listening. Pages that are being written are finished first."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        if self._speaking:
            await asyncio.wait(set(self._speaking), timeout=2.0)
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(CallbackError("closed"))
        if self._answer is not None and self._answer.done() and not self._answer.cancelled():
            self._answer.exception()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(
            self._speak(reader, writer), name="shops.callback"
        )
        self._speaking.add(task)
        task.add_done_callback(self._speaking.discard)

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._reply(head))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            _log.info("callback: a visitor did not finish its question")
        finally:
            writer.close()

    def _reply(self, head: bytes) -> bytes:
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        hosts = [
            line.partition(":")[2].strip().lower()
            for line in lines[1:]
            if line.lower().startswith("host:")
        ]
        # A web page elsewhere could have its own name point here: only our own names are served.
        ours = {f"{HOST}:{self._port}", f"localhost:{self._port}"}
        if len(parts) != 3 or parts[0] != "GET" or len(hosts) != 1 or hosts[0] not in ours:
            return _http("405 Method Not Allowed", "")
        path, _, query = parts[1].partition("?")
        if path != PATH:
            return _http("404 Not Found", "")
        words, answer = self._words, self._answer
        if answer is None or answer.done():
            return self._page(
                "400 Bad Request", words.refused_title, words.refused_text, good=False
            )
        try:
            code = read_callback(f"?{query}", self._state)
        except CallbackError as error:
            _log.info("callback refused: %s", error.code)
            if error.code == "auth_denied":
                answer.set_exception(error)
                return self._page("200 OK", words.denied_title, words.denied_text, good=False)
            return self._page(
                "400 Bad Request", words.refused_title, words.refused_text, good=False
            )
        answer.set_result(code)
        return self._page("200 OK", words.done_title, words.done_text, good=True)

    def _page(self, status: str, title: str, text: str, *, good: bool) -> bytes:
        values = {
            "language": self._words.language,
            "title": title,
            "text": text,
            "tone": "#0F8F6F" if good else "#B3541E",
            "mark": "✓" if good else "!",
        }
        page = _PAGE
        for name, value in values.items():
            page = page.replace(f"@{name}@", html.escape(value, quote=True))
        return _http(status, page)


def _http(status: str, page: str) -> bytes:
    body = page.encode()
    head = (
        f"HTTP/1.1 {status}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + body


_PAGE = """<!doctype html>
<html lang="@language@"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>@title@</title>
<style>
 :root{color-scheme:light dark}
 body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#16181d;
  display:grid;place-items:center;min-height:100vh}
 main{background:#fff;padding:40px 32px;border-radius:16px;width:min(400px,90vw);
  text-align:center;box-shadow:0 8px 32px #0002}
 b{display:block;width:56px;height:56px;line-height:56px;border-radius:28px;margin:0 auto 20px;
  background:@tone@;color:#fff;font-size:28px}
 h1{font-size:20px;margin:0 0 8px} p{margin:0;color:#5b6170}
 @media(prefers-color-scheme:dark){body{background:#14161a;color:#e8eaef}
  main{background:#1e2127}p{color:#a2a8b6}}
</style></head><body><main><b>@mark@</b><h1>@title@</h1><p>@text@</p></main></body></html>
"""
