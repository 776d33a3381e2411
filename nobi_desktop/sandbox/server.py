"""Puts gateway and control API together as one Starlette app, and serves it with uvicorn."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from nobi_desktop.sandbox.connections import Protocol
from nobi_desktop.sandbox.control import Control
from nobi_desktop.sandbox.gateway import Gateway
from nobi_desktop.sandbox.story import Player
from nobi_desktop.sandbox.world import World


def create_app(world: World, *, story_speed: float | None = None) -> Starlette:
    """The whole sandbox as an app; with a story speed, the story begins with the server."""
    player = Player(world, story_speed or 1.0)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if story_speed:
            player.start()
        try:
            yield
        finally:
            await player.stop()
            await world.close()

    app = Starlette(
        routes=[*Control(world, player).routes(), Mount("/", app=Gateway(world))],
        lifespan=lifespan,
    )
    app.state.world = world
    app.state.player = player
    return app


def bound(port: int = 0, host: str = "127.0.0.1") -> socket.socket:
    """A listening socket; port zero takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(256)
    return listener


def address(listener: socket.socket) -> str:
    """The base address of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://{host}:{port}"


def server_for(app: Starlette) -> uvicorn.Server:
    """uvicorn set up for the sandbox: quiet, with connections that can be cut."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Protocol,
            ws="none",
            log_level="warning",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


class _Threaded(uvicorn.Server):
    """A server beside the main thread: signals are not its business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.contextmanager
def running(world: World, port: int = 0, *, story_speed: float | None = None) -> Iterator[str]:
    """Serves the world from a thread and yields its base address."""
    listener = bound(port)
    world.base_url = address(listener)
    server = _Threaded(server_for(create_app(world, story_speed=story_speed)).config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True
    )
    thread.start()
    try:
        yield world.base_url
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
