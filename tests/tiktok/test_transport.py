"""The carrier over real sockets: bytes, sizes, times, and what each failure is called."""

from __future__ import annotations

import asyncio
import gzip
import logging
import tracemalloc
import zlib

import httpx
import pytest

from nobi_desktop.tiktok.errors import Garbled, OutcomeUnknown, TikTokError, Unreachable
from nobi_desktop.tiktok.transport import CAPS, Caps, Transport, TransportKind, Transports
from tests.tiktok.rig import Talk, http_answer, raw_answer, socket_server

SMALL = Caps(connect=2, read=2, total=2, body=1_000_000)


async def exchanged(talk: Talk, kind: TransportKind = TransportKind.API, **how: float) -> object:
    caps = Caps(**{"connect": 2, "read": 2, "total": 2, "body": 1_000_000, **how})  # type: ignore[arg-type]
    transport = Transport(kind, caps=caps)
    try:
        async with socket_server(talk) as (url, _):
            return await transport.exchange("GET", f"{url}/a")
    except TikTokError as error:
        return error
    finally:
        await transport.close()


def says(data: bytes) -> Talk:
    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return talk


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "deflate", "raw deflate", "identity"])
async def test_compressed_answers_are_read(name: str) -> None:
    body = b'{"code":0}' * 1000
    packed = {
        "gzip": gzip.compress(body, mtime=0),
        "x-gzip": gzip.compress(body, mtime=0),
        "deflate": zlib.compress(body),
        "raw deflate": zlib.compress(body, wbits=-zlib.MAX_WBITS),
        "identity": body,
    }[name]
    encoding = name.rpartition(" ")[2]
    reply = await exchanged(says(http_answer(packed, f"Content-Encoding: {encoding}")))
    assert reply.body == body  # type: ignore[attr-defined]


async def test_a_gzip_bomb_is_stopped_before_it_is_in_memory() -> None:
    """F45: a gzip bomb."""
    bomb = gzip.compress(b"\0" * 60_000_000, 1, mtime=0)
    tracemalloc.start()
    try:
        error = await exchanged(says(http_answer(bomb, "Content-Encoding: gzip")))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(error, Garbled)
    assert error.code == "too_large"
    assert most < 10_000_000


async def test_headers_of_two_megabytes_are_refused_before_they_are_in_memory() -> None:
    """F45: a header without an end."""
    head = b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 2_000_000 + b"\r\nContent-Length: 2\r\n\r\n{}"
    tracemalloc.start()
    try:
        error = await exchanged(says(head))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(error, TikTokError)
    assert most < 10_000_000


async def test_a_body_above_the_cap_is_refused_whether_told_or_not() -> None:
    """F45: 50 MB of JSON."""
    told = await exchanged(says(http_answer(b"x" * 1_000_001)))
    assert isinstance(told, Garbled)
    assert told.code == "too_large"

    async def endless(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            await writer.drain()

    untold = await exchanged(endless)
    assert isinstance(untold, Garbled)
    assert untold.code == "too_large"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: br", b"x"),
        ("Content-Encoding: gzip", b"not gzip"),
        ("Content-Encoding: gzip", gzip.compress(b"x" * 1000, mtime=0)[:-12]),
    ],
)
async def test_an_encoding_that_cannot_be_read_is_garbled(head: str, body: bytes) -> None:
    assert isinstance(await exchanged(says(http_answer(body, head))), Garbled)
    unknown = await exchanged(says(http_answer(body, head)), TransportKind.SEND)
    assert isinstance(unknown, OutcomeUnknown)


async def drip(_: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(TransportKind.API, Unreachable), (TransportKind.SEND, OutcomeUnknown)],
)
async def test_a_dripping_answer_ends_with_the_total_time(
    kind: TransportKind, expected: type[TikTokError]
) -> None:
    """F45: an endless drip."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    error = await exchanged(drip, kind, total=0.05)
    assert loop.time() - began < 1
    assert isinstance(error, expected)
    assert error.code == "timeout"
    assert getattr(error, "sent", True)


async def silent(_: bytes, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def slams(_: bytes, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


CUT = [
    silent,
    slams,
    says(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"),
    says(b"SSH-2.0-OpenSSH\r\n"),
    says(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300_000 + b"\r\n\r\n"),
]


@pytest.mark.parametrize("talk", CUT, ids=["silent", "slams", "half", "ssh", "long head"])
async def test_a_connection_that_goes_wrong_after_sending_may_have_been_heard(talk: Talk) -> None:
    error = await exchanged(talk, total=0.3)
    assert isinstance(error, Unreachable)
    assert error.sent is True
    assert isinstance(await exchanged(talk, TransportKind.SEND, total=0.3), OutcomeUnknown)


async def test_a_refused_connection_was_not_heard() -> None:
    async with socket_server(silent) as (url, _):
        pass
    for kind in TransportKind:
        transport = Transport(kind, caps=SMALL)
        with pytest.raises(Unreachable) as caught:
            await transport.exchange("GET", url)
        assert (caught.value.sent, caught.value.code) == (False, "connect")
        await transport.close()


async def test_a_server_that_speaks_no_tls_is_a_failed_secure_connection() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = Transport(TransportKind.SEND, caps=SMALL)
    with pytest.raises(Unreachable) as caught:
        await transport.exchange("GET", f"https://127.0.0.1:{port}/")
    assert (caught.value.code, caught.value.sent) == ("tls", False)
    await transport.close()
    server.close()
    await server.wait_closed()


async def test_redirects_are_told_and_not_followed() -> None:
    talk = says(http_answer(b"", "Location: http://169.254.169.254/", status="302 Found"))
    reply = await exchanged(talk)
    assert reply.status == 302  # type: ignore[attr-defined]


async def test_cookies_are_not_kept() -> None:
    transport = Transport(TransportKind.API, caps=SMALL)
    async with socket_server(says(http_answer(b"{}", "Set-Cookie: a=b; Path=/"))) as (url, heard):
        await transport.exchange("GET", f"{url}/1")
        await transport.exchange("GET", f"{url}/2")
    await transport.close()
    assert not any(b"cookie" in request.lower() for request in heard)


async def test_a_send_uses_a_connection_of_its_own_and_others_reuse_theirs() -> None:
    served: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        served.append(task)
        while await reader.read(10_000):
            writer.write(http_answer(b"{}"))
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    for kind, expected in ((TransportKind.API, 1), (TransportKind.SEND, 3)):
        served.clear()
        transport = Transport(kind, caps=SMALL)
        for _ in range(3):
            await transport.exchange("POST", url, content=b"{}")
        assert len(served) == expected
        await transport.close()
        await asyncio.gather(*served, return_exceptions=True)
    server.close()
    await server.wait_closed()


async def test_the_url_goes_out_as_it_is() -> None:
    transport = Transport(TransportKind.API, caps=SMALL)
    async with socket_server(says(http_answer(b"{}"))) as (url, heard):
        await transport.exchange("GET", f"{url}/a?t=a%2Bb%2Fc%3D%20%C6%A1~-._")
    await transport.close()
    assert heard[0].startswith(b"GET /a?t=a%2Bb%2Fc%3D%20%C6%A1~-._ HTTP/1.1\r\n")


async def test_a_cancelled_exchange_is_cancelled() -> None:
    transport = Transport(TransportKind.SEND, caps=SMALL)
    async with socket_server(silent) as (url, heard):
        task = asyncio.create_task(transport.exchange("POST", url, content=b"{}"))
        while not heard:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await transport.close()


async def test_a_header_that_cannot_be_sent_never_left() -> None:
    for kind in TransportKind:
        transport = Transport(kind, injected=httpx.MockTransport(lambda _: raw_answer(b"{}")))
        with pytest.raises(Unreachable) as caught:
            await transport.exchange("GET", "https://x", headers={"x-tts-access-token": "dạ"})
        assert (caught.value.code, caught.value.sent) == ("request", False)


@pytest.mark.parametrize("seconds", ["inf", "1e99", "-5", "soon", "Thu, 01 Jan 2026 00:00:00 GMT"])
async def test_an_odd_retry_after_is_none(seconds: str) -> None:
    reply = await exchanged(says(http_answer(b"{}", f"Retry-After: {seconds}")))
    assert reply.retry_after is None  # type: ignore[attr-defined]


def test_the_limits_are_those_of_the_plan() -> None:
    assert CAPS[TransportKind.API] == Caps(10, 20, 30, 5_000_000)
    assert CAPS[TransportKind.SEND].total == 60
    assert (CAPS[TransportKind.MEDIA].total, CAPS[TransportKind.MEDIA].body) == (20, 10_000_000)


def test_libraries_that_log_urls_are_silenced() -> None:
    for name in ("httpx", "httpcore", "httpcore.connection"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


async def test_all_transports_close_together() -> None:
    transports = Transports.build(httpx.MockTransport(lambda _: raw_answer(b"{}")), total=3)
    kinds = [t.kind for t in (transports.api, transports.send, transports.auth, transports.media)]
    assert kinds == list(TransportKind)
    assert transports.send.caps.total == 3
    await transports.close()
    with pytest.raises(Unreachable):
        await transports.api.exchange("GET", "https://x")
