"""Starts a practice shop in a process of its own and signs in to it as to a real one."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Any

_log = logging.getLogger(__name__)

START = 30.0
"""Seconds that the sandbox may take to say where it listens."""


class DemoFailed(Exception):
    """The practice shop could not be started or does not answer; the text says why."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Where a running sandbox is and what a client needs to know of it."""

    api_url: str
    auth_url: str
    authorize_url: str
    app_key: str
    service_id: str
    app_secret: str = field(repr=False)
    shops: tuple[str, ...] = ()
    process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    async def stop(self) -> None:
        """End the process, if it is ours."""
        process = self.process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 3)
        except TimeoutError:
            process.kill()
            await process.wait()


def _sandbox(facts: dict[str, Any], process: asyncio.subprocess.Process | None) -> Sandbox:
    try:
        return Sandbox(
            api_url=facts["api_url"],
            auth_url=facts["auth_url"],
            authorize_url=facts["authorize_url"],
            app_key=facts["app_key"],
            app_secret=facts["app_secret"],
            service_id=facts["service_id"],
            shops=tuple(shop["id"] for shop in facts["shops"]),
            process=process,
        )
    except (KeyError, TypeError):
        raise DemoFailed("what answers there is not Nobi's sandbox") from None


async def start(*, shops: int = 3, conversations: int = 24, messages: int = 14) -> Sandbox:
    """A new sandbox on a free port of this computer. Raises DemoFailed."""
    words = [*("--port", "0", "--shops", str(shops), "--conversations", str(conversations))]
    words += ["--messages", str(messages), "--until-stdin-ends"]
    command = [sys.executable, "-m", "nobi_desktop.sandbox", *words]
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
    except OSError as error:
        raise DemoFailed(f"the practice shop could not be started: {error.strerror}") from None
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START)
        return _sandbox(json.loads(line), process)
    except BaseException as error:
        if process.returncode is None:
            process.kill()
        await process.wait()
        if isinstance(error, TimeoutError | ValueError):
            raise DemoFailed("the practice shop did not start") from None
        raise


async def running_at(api_url: str) -> Sandbox:
    """The sandbox that already listens at `api_url`. Raises DemoFailed."""

    def ask() -> dict[str, Any]:
        with _opener().open(f"{api_url}/_sandbox/info", timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    try:
        return _sandbox(await asyncio.to_thread(ask), None)
    except (OSError, ValueError):
        raise DemoFailed(f"no sandbox answers at {api_url}") from None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to the caller, who wants to see where it leads."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    """Opens addresses of this computer: no proxy has a part in that."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


async def allow(sandbox: Sandbox, link: str, shop_id: str, callback: str) -> None:
    """Do in the seller's stead what the browser does: open `link`, allow `shop_id`, come back.

    `callback` is our own listener's address; the page at `link` sends the browser there.
    """

    def browse() -> None:
        opener = _opener()
        with opener.open(f"{link}&redirect_uri={urllib.parse.quote(callback)}", timeout=10) as page:
            page.read()
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
        form = {
            "service_id": sandbox.service_id,
            "state": query["state"][0],
            "shop_id": shop_id,
            "decision": "allow",
            "redirect_uri": callback,
        }
        base = link.split("?", 1)[0]
        back = _location(opener, base, urllib.parse.urlencode(form).encode())
        if not back.startswith(callback):
            raise DemoFailed("the practice shop's sign-in page led elsewhere")
        with opener.open(back, timeout=10) as answer:
            answer.read()

    try:
        await asyncio.to_thread(browse)
    except (OSError, KeyError) as error:
        _log.debug("demo sign-in: %s", type(error).__name__)
        raise DemoFailed("the practice shop's sign-in did not answer") from None


def _location(opener: urllib.request.OpenerDirector, url: str, form: bytes) -> str:
    try:
        answer: HTTPResponse = opener.open(url, form, timeout=10)
    except urllib.error.HTTPError as error:
        with error:
            return str(error.headers.get("Location", ""))
    with answer:
        return str(answer.headers.get("Location", ""))
