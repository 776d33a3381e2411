"""Starts the sandbox from the command line and prints where and with which keys to reach it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence

from nobi_desktop.sandbox.pages import KINDS
from nobi_desktop.sandbox.server import address, bound, create_app, server_for
from nobi_desktop.sandbox.world import DEFAULT_REDIRECT, World


def parser() -> argparse.ArgumentParser:
    """The words the command line understands."""
    words = argparse.ArgumentParser(prog="python -m nobi_desktop.sandbox", description=__doc__)
    words.add_argument("--port", type=int, default=0, help="0 takes a free port")
    words.add_argument("--shops", type=int, default=3)
    words.add_argument(
        "--apps", type=int, choices=range(1, 10), default=1, help="app keys to connect shops by"
    )
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--conversations", type=int, default=30, help="per shop")
    words.add_argument("--messages", type=int, default=12, help="per conversation, on average")
    words.add_argument(
        "--quiet", type=int, default=0, help="seconds for which nobody has written at the start"
    )
    words.add_argument("--speed", type=float, default=1.0, help="of the story; 0 stops it")
    words.add_argument("--redirect-url", default=DEFAULT_REDIRECT)
    words.add_argument("--strict-rotation", action="store_true")
    words.add_argument("--strict-sign", action="store_true")
    words.add_argument("--quota", type=int, default=10_000, help="chat calls per shop and day")
    words.add_argument("--rate", type=float, default=20.0, help="calls per second; 0 is no limit")
    words.add_argument("--page-tokens", choices=KINDS, default=KINDS[0])
    words.add_argument("--no-story", action="store_true")
    words.add_argument("--until-stdin-ends", action="store_true", help="do not outlive the starter")
    return words


def _end_with_stdin() -> None:
    """End this process when stdin does: then whoever started it is gone, also by a kill."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds the world, tells how to reach it, and serves until stopped."""
    given = parser().parse_args(arguments)
    listener = bound(given.port)
    world = World(
        seed=given.seed,
        shops=given.shops,
        conversations=given.conversations,
        messages=given.messages,
        apps=given.apps,
        quiet=given.quiet,
        base_url=address(listener),
        redirect_url=given.redirect_url,
        quota=given.quota,
        rate=given.rate,
        strict_rotation=given.strict_rotation,
        strict_sign=given.strict_sign,
        page_token_kind=given.page_tokens,
    )
    if given.until_stdin_ends:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    app = create_app(world, story_speed=None if given.no_story else given.speed)
    print(json.dumps(world.info()), flush=True)
    server_for(app).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
