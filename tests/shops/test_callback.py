"""The listener for the browser: one answer, ours, in time, on this computer only."""

from __future__ import annotations

import asyncio
import socket

import pytest

from nobi_desktop.domain.connecting import CallbackWords
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.shops.callback import (
    HOST,
    LIFE,
    Callback,
    CallbackError,
    read_callback,
)

STATE = "Zk3x-9f_state"
CODE = "ROW_CANARY_code+/=="
WORDS = CallbackWords(
    "vi",
    "Đã kết nối",
    "Bạn có thể đóng thẻ này và quay lại Nobi.",
    "Chưa được phép",
    "Bạn đã từ chối <b>cấp quyền</b>.",
    "Liên kết không dùng được",
    "Hãy bắt đầu lại từ Nobi.",
)


async def visit(
    port: int, target: str, *, host: str | None = None, method: str = "GET"
) -> tuple[int, str, str]:
    """Ask as a browser does: status, headers and page."""
    reader, writer = await asyncio.open_connection(HOST, port)
    name = host or f"{HOST}:{port}"
    writer.write(f"{method} {target} HTTP/1.1\r\nHost: {name}\r\nAccept: */*\r\n\r\n".encode())
    await writer.drain()
    answer = (await reader.read()).decode()
    writer.close()
    head, _, page = answer.partition("\r\n\r\n")
    return int(head.split(" ")[1]), head, page


def listening(clock: HandClock | None = None, port: int = 0) -> Callback:
    return Callback(STATE, WORDS, clock=clock or HandClock(), port=port)


async def test_the_code_comes_back_and_the_page_speaks_the_sellers_language() -> None:
    async with listening() as callback:
        waiting = asyncio.ensure_future(callback.wait())
        target = f"/callback?app_key=k&code=ROW_1&locale=vi-VN&shop_region=VN&state={STATE}"
        status, head, page = await visit(callback.port, target)
        assert await waiting == "ROW_1"
    assert status == 200
    assert '<html lang="vi">' in page
    assert "Đã kết nối" in page
    assert "ROW_1" not in page
    assert "no-store" in head
    assert "no-referrer" in head


async def test_it_listens_on_this_computer_only_and_stops_after_one_answer() -> None:
    callback = listening()
    await callback.open()
    assert callback._server is not None
    assert {s.getsockname()[0] for s in callback._server.sockets} == {"127.0.0.1"}
    waiting = asyncio.ensure_future(callback.wait())
    await visit(callback.port, f"/callback?code=ROW_1&state={STATE}")
    await waiting
    with pytest.raises(ConnectionRefusedError):
        await visit(callback.port, f"/callback?code=ROW_2&state={STATE}")


@pytest.mark.parametrize(
    "query",
    [
        "code=ROW_1&state=another",
        "code=ROW_1",
        "code=ROW_1&state=",
        f"code=ROW_1&state={STATE}&state=another",
        f"code=&state={STATE}",
        f"state={STATE}",
        "code=null&error=auth_denied&state=another",
        "",
    ],
)
async def test_a_wrong_answer_is_refused_and_the_right_one_still_heard(query: str) -> None:
    async with listening() as callback:
        waiting = asyncio.ensure_future(callback.wait())
        status, _, page = await visit(callback.port, f"/callback?{query}")
        assert status == 400
        assert "Liên kết không dùng được" in page
        assert not waiting.done()
        await visit(callback.port, f"/callback?code=ROW_1&state={STATE}")
        assert await waiting == "ROW_1"


async def test_a_refusal_by_the_seller_is_told() -> None:
    async with listening() as callback:
        waiting = asyncio.ensure_future(callback.wait())
        _, _, page = await visit(
            callback.port, f"/callback?code=null&error=auth_denied&state={STATE}"
        )
        with pytest.raises(CallbackError) as caught:
            await waiting
    assert caught.value.code == "auth_denied"
    assert "&lt;b&gt;cấp quyền&lt;/b&gt;" in page


async def test_after_five_minutes_nobody_listens_any_more() -> None:
    clock = HandClock()
    async with listening(clock) as callback:
        waiting = asyncio.ensure_future(callback.wait())
        await clock.advance(LIFE - 1)
        assert not waiting.done()
        await clock.advance(2)
        with pytest.raises(CallbackError) as caught:
            await waiting
        assert caught.value.code == "late"
        with pytest.raises(ConnectionRefusedError):
            await visit(callback.port, f"/callback?code=ROW_1&state={STATE}")


async def test_a_taken_port_is_said() -> None:
    taken = socket.socket()
    taken.bind((HOST, 0))
    taken.listen()
    try:
        with pytest.raises(CallbackError) as caught:
            await listening(port=taken.getsockname()[1]).open()
        assert caught.value.code == "port_busy"
    finally:
        taken.close()


async def test_closing_ends_the_wait() -> None:
    callback = listening()
    await callback.open()
    waiting = asyncio.ensure_future(callback.wait())
    await asyncio.sleep(0)
    await callback.close()
    with pytest.raises(CallbackError) as caught:
        await waiting
    assert caught.value.code == "closed"


async def test_other_paths_methods_and_hosts_get_nothing() -> None:
    async with listening() as callback:
        right = f"/callback?code=ROW_1&state={STATE}"
        assert (await visit(callback.port, "/favicon.ico"))[0] == 404
        assert (await visit(callback.port, right, method="POST"))[0] == 405
        assert (await visit(callback.port, right, host="evil.example"))[0] == 405
        waiting = asyncio.ensure_future(callback.wait())
        assert (await visit(callback.port, right, host=f"localhost:{callback.port}"))[0] == 200
        assert await waiting == "ROW_1"


async def test_rubbish_and_silence_disturb_nobody() -> None:
    async with listening() as callback:
        for rubbish in (b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"A" * 40_000, b""):
            _, writer = await asyncio.open_connection(HOST, callback.port)
            writer.write(rubbish)
            writer.close()
        waiting = asyncio.ensure_future(callback.wait())
        await visit(callback.port, f"/callback?code=ROW_1&state={STATE}")
        assert await waiting == "ROW_1"


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        (f"http://localhost:8721/callback?code=ROW_1&state={STATE}", "ROW_1"),
        (f"  https://example.com/x?state={STATE}&code=ROW_a%2Bb%3D%3D \n", "ROW_a+b=="),
        (f"code=ROW_1&state={STATE}", "ROW_1"),
        ("ROW_bare_code-1", "ROW_bare_code-1"),
        (" ROW_padded== ", "ROW_padded=="),
        (f'"http://localhost:8721/callback?code=ROW_1&state={STATE}"', "ROW_1"),
        (f"“localhost:8721/callback?code=ROW_1&state={STATE}”", "ROW_1"),
        (f"127.0.0.1:8721/callback?code=ROW_1&state={STATE}#", "ROW_1"),
        (f"<http://127.0.0.1:8721/callback?code=ROW_1&amp;state={STATE}>", "ROW_1"),
        (
            f"http://127.0.0.1:8721/callback?code=RO\r\n  W_1&state={STATE[:4]}\n{STATE[4:]}\n",
            "ROW_1",
        ),
        (f"\ufeff?code=ROW_1&state={STATE}\u200b", "ROW_1"),
        (" 'ROW_broken\n_in_two' ", "ROW_broken_in_two"),
    ],
)
def test_what_the_seller_pastes_is_understood(pasted: str, code: str) -> None:
    assert read_callback(pasted, STATE) == code


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("http://localhost/callback?code=ROW_1&state=x", "wrong_state"),
        ("http://localhost/callback?code=ROW_1", "wrong_state"),
        (f"http://localhost/callback?code=null&error=auth_denied&state={STATE}", "auth_denied"),
        (f"http://localhost/callback?code=null&state={STATE}", "auth_denied"),
        (f"http://localhost/callback?state={STATE}", "no_code"),
        ("", "no_code"),
        ("null", "no_code"),
        ("two words", "no_code"),
        ("http://localhost/callback", "no_code"),
        ("http://[?code=ROW_1", "wrong_state"),
        ("?" + "&".join(f"a{n}=1" for n in range(60)), "no_code"),
        ("“”", "no_code"),
        (f"?code=ROW_1&state={STATE}&state={STATE}", "wrong_state"),
    ],
)
def test_what_is_no_code_is_refused_with_its_reason(pasted: str, code: str) -> None:
    with pytest.raises(CallbackError) as caught:
        read_callback(pasted, STATE)
    assert caught.value.code == code
