"""Carries bytes as a transport does and remembers how it went: times and ids, not what was said."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from nobi_desktop.tiktok import wire
from nobi_desktop.tiktok.transport import Reply, Transport, TransportKind, Transports


@dataclass(frozen=True, slots=True)
class Seen:
    """The last exchange: how long it took and, where TikTok answered, what its envelope says.

    `message` may repeat what was sent, so it is cleaned of secrets before it is shown to anybody.
    """

    seconds: float = 0.0
    date: str = ""
    request_id: str = ""
    message: str = field(default="", repr=False)


class Witness(Transport):
    """A transport that counts its exchanges and remembers the last. One caller at a time."""

    def __init__(self, *, injected: httpx.AsyncBaseTransport | None = None) -> None:
        super().__init__(TransportKind.API, injected=injected)
        self.calls = 0
        self.last = Seen()

    @property
    def transports(self) -> Transports:
        """The set for a client whose every word goes past this witness."""
        return Transports(self, self, self, self)

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        total: float | None = None,
    ) -> Reply:
        """As `Transport.exchange`."""
        self.calls += 1
        started = time.perf_counter()
        self.last = Seen()
        try:
            reply = await super().exchange(
                method, url, headers=headers, content=content, total=total
            )
        finally:
            self.last = Seen(time.perf_counter() - started)
        try:
            envelope = wire.envelope(reply.body)
        except wire.BadJson:
            self.last = Seen(self.last.seconds, reply.date)
        else:
            self.last = Seen(self.last.seconds, reply.date, envelope.request_id, envelope.message)
        return reply
