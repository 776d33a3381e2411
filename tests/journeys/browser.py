"""The seller's browser for tests: opens a consent page, decides on it, and comes back to us."""

from __future__ import annotations

import asyncio
import http.client
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class BrowserError(Exception):
    """The page is not what a browser could go on with; the text says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where the browser ended: the address in its bar, the answer's status, and its text.

    Status 0 means that nobody listens at the address: a seller would copy it from the bar.
    """

    address: str
    status: int
    text: str


@dataclass
class _Form(HTMLParser):
    """The one form of a page, as far as a person could send it."""

    action: str = ""
    method: str = "get"
    hidden: list[tuple[str, str]] = field(default_factory=list)
    boxes: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    forms: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "form":
            self.forms += 1
            self.action, self.method = told.get("action", ""), told.get("method", "get").lower()
        elif tag == "input" and told.get("type") == "hidden":
            self.hidden.append((name, value))
        elif tag == "input" and told.get("type") == "checkbox":
            self.boxes[value] = name
        elif tag == "button":
            self.buttons[value] = name


class Browser:
    """Visits addresses of this computer only; blocking, for one thread at a time each."""

    def __init__(self, timeout: float = 20.0) -> None:
        self._timeout = timeout

    def allow(self, link: str, shop_ids: Sequence[str], redirect_uri: str | None = None) -> Page:
        """Opens the link, ticks exactly these shops, allows, and follows the way back.

        `redirect_uri` is our listener's address, where it is not the one the app has registered.
        A page without a form (an unknown app, say) is returned as it is. Raises BrowserError.
        """
        return self._decide(link, "allow", shop_ids, redirect_uri)

    def deny(self, link: str, redirect_uri: str | None = None) -> Page:
        """Opens the link, refuses, and follows the way back; otherwise as `allow`."""
        return self._decide(link, "deny", (), redirect_uri)

    async def allow_async(
        self, link: str, shop_ids: Sequence[str], redirect_uri: str | None = None
    ) -> Page:
        """`allow` beside the loop that serves our callback."""
        return await asyncio.to_thread(self.allow, link, shop_ids, redirect_uri)

    async def deny_async(self, link: str, redirect_uri: str | None = None) -> Page:
        """`deny` beside the loop that serves our callback."""
        return await asyncio.to_thread(self.deny, link, redirect_uri)

    def _decide(
        self, link: str, decision: str, shop_ids: Sequence[str], redirect_uri: str | None
    ) -> Page:
        if redirect_uri is not None:
            _host(redirect_uri)
            join = "&" if "?" in link else "?"
            link = f"{link}{join}{urllib.parse.urlencode({'redirect_uri': redirect_uri})}"
        asked = self.visit(link)
        form = _Form()
        form.feed(asked.text)
        if not form.forms:
            return asked
        unknown = [shop_id for shop_id in shop_ids if shop_id not in form.boxes]
        if unknown or decision not in form.buttons or form.method != "post":
            raise BrowserError(f"the page does not offer {', '.join(unknown) or decision}")
        fields = [
            *form.hidden,
            *((form.boxes[shop_id], shop_id) for shop_id in shop_ids),
            (form.buttons[decision], decision),
        ]
        target = urllib.parse.urljoin(asked.address, form.action)
        return self.visit(target, urllib.parse.urlencode(fields).encode())

    def visit(self, address: str, form: bytes | None = None) -> Page:
        """The page at this address, redirects followed. Raises BrowserError, OSError."""
        for _ in range(5):
            try:
                status, text, onward = self._ask(address, form)
            except ConnectionRefusedError:
                return Page(address, 0, "")
            if onward is None:
                return Page(address, status, text)
            address, form = urllib.parse.urljoin(address, onward), None
        raise BrowserError("the page sends the browser round in circles")

    def _ask(self, address: str, form: bytes | None) -> tuple[int, str, str | None]:
        parts = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(
            _host(address), parts.port or 80, timeout=self._timeout
        )
        path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"accept": "text/html"}
        if form is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if form is None else "POST", path, form, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            onward = answer.headers.get("location") if 300 <= answer.status < 400 else None
            return answer.status, text, onward
        finally:
            connection.close()


def _host(address: str) -> str:
    """The host of a plain http address of this computer. Raises BrowserError for any other."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise BrowserError(f"not an address of this computer: {parts.scheme}://{parts.hostname}")
    return parts.hostname
