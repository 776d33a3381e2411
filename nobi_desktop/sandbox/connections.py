"""Knows the open connections of the server, so that one can be cut without an answer."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import Receive, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_OPEN: dict[tuple[Any, Any], asyncio.Transport] = {}


def _key(scope_or_names: tuple[Any, Any]) -> tuple[Any, Any]:
    return (tuple(scope_or_names[0][:2]), tuple(scope_or_names[1][:2]))


class Protocol(H11Protocol):
    """uvicorn's HTTP protocol that remembers its transport while it is open."""

    _names: tuple[Any, Any] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        names = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        if all(isinstance(name, tuple) for name in names):
            self._names = _key(names)
            _OPEN[self._names] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._names is not None:
            _OPEN.pop(self._names, None)


async def abort(scope: Scope, receive: Receive) -> bool:
    """Cuts the connection of this request; False when it does not run over a socket of ours."""
    client, server = scope.get("client"), scope.get("server")
    if not client or not server:
        return False
    transport = _OPEN.get(_key((tuple(client), tuple(server))))
    if transport is None:
        return False
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)
    return True
