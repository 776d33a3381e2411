"""A witness remembers times and ids of the last exchange, and counts them all."""

from __future__ import annotations

import httpx
import pytest

from nobi_desktop.tiktok.errors import Unreachable
from nobi_desktop.tiktok.transport import TransportKind
from nobi_desktop.tiktok.witness import Seen, Witness

DATE = "Thu, 01 Jan 2026 00:00:00 GMT"


class Answers(httpx.AsyncBaseTransport):
    """Gives these answers one after the other."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self._answers = list(answers)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(200, headers={"date": DATE}, stream=httpx.ByteStream(answer))


async def test_what_it_remembers() -> None:
    envelope = b'{"code":105002,"message":"token CANARY","request_id":"r-1","data":{}}'
    witness = Witness(injected=Answers(envelope, b"<html>", httpx.ConnectError("CANARY")))
    assert all(way is witness for way in _each(witness))
    reply = await witness.exchange("GET", "http://127.0.0.1/a")
    assert reply.body == envelope
    assert (witness.last.date, witness.last.request_id) == (DATE, "r-1")
    assert witness.last.message == "token CANARY"
    assert witness.last.seconds > 0
    assert "CANARY" not in repr(witness.last)
    await witness.exchange("GET", "http://127.0.0.1/a")
    assert (witness.last.date, witness.last.request_id, witness.last.message) == (DATE, "", "")
    with pytest.raises(Unreachable):
        await witness.exchange("GET", "http://127.0.0.1/a")
    assert witness.last == Seen(witness.last.seconds)
    assert witness.calls == 3
    await witness.close()


def _each(witness: Witness) -> list[object]:
    return [getattr(witness.transports, kind.value) for kind in TransportKind]
