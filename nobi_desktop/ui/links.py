"""Finds web addresses in plain text and opens them, the only way out of the program."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLoggingCategory, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.words import t

LONGEST = 2048
_FOUND = re.compile(r"https?://[^\s<>\"'“”‘’\u0000-\u001f\u007f-\u009f]+", re.IGNORECASE)
_TRAILING = ".,;:!?…»*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_FORBIDDEN = re.compile(
    r"[\s\\\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
)
_AUTHORITY = re.compile(r"^[^:]*:/*([^/?#]*).*$", re.DOTALL)
_OWN = (
    "tiktok.com",
    "tiktokv.com",
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "tiktokshop.com",
    "tiktokglobalshop.com",
    "tiktokw.us",
    "byteimg.com",
    "ibyteimg.com",
)
_THIS_COMPUTER = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Link:
    """A web address in a text: characters `start` up to `end`."""

    start: int
    end: int
    url: str


def find(text: str) -> tuple[Link, ...]:
    """The addresses in `text` that may be opened, in order; everything else stays plain text."""
    found = []
    for match in _FOUND.finditer(text):
        url = _trimmed(match.group())
        if checked(url) is not None:
            found.append(Link(match.start(), match.start() + len(url), url))
    return tuple(found)


def _trimmed(url: str) -> str:
    """`url` without the punctuation of the sentence around it."""
    while url:
        last = url[-1]
        unpaired = last in _PAIRS and url.count(last) > url.count(_PAIRS[last])
        if last not in _TRAILING and not unpaired:
            break
        url = url[:-1]
    return url


def checked(url: str) -> QUrl | None:
    """`url` where it may be opened, else None.

    It must be http or https, with a host and without user name or password, free of spaces,
    backslashes and invisible characters, and no longer than 2,048 characters.
    """
    if not url or len(url) > LONGEST or _FORBIDDEN.search(url):
        return None
    if "@" in _AUTHORITY.sub(r"\1", url, count=1):
        return None
    address = QUrl(url, QUrl.ParsingMode.StrictMode)
    if not address.isValid() or address.scheme() not in ("http", "https"):
        return None
    if not address.host() or address.userInfo():
        return None
    return address


def host(address: QUrl) -> str:
    """The host as it is really spelled: letters of other scripts in punycode."""
    return address.host(QUrl.ComponentFormattingOption.FullyEncoded)


def is_tiktok(address: QUrl) -> bool:
    """Whether `address` is TikTok's own and encrypted; matched on whole labels."""
    name = host(address).lower().rstrip(".")
    return address.scheme() == "https" and any(
        name == own or name.endswith("." + own) for own in _OWN
    )


def open_link(
    url: str,
    parent: QWidget,
    *,
    opener: Callable[[QUrl], object] | None = None,
) -> bool:
    """Open `url` in the seller's browser; where it is not TikTok's, ask first.

    False where the address is refused. `opener` is the desktop's own unless told otherwise.
    """
    address = checked(url)
    if address is None:
        return False
    visit = opener or QDesktopServices.openUrl
    if is_tiktok(address):
        visit(address)
        return True
    ask(
        parent,
        name="openLinkDialog",
        title=t("Open this page?"),
        text=t("A link in a chat leads outside TikTok Shop. Open it only if you expected it."),
        detail=_shown(address),
        strong=host(address),
        yes=t("Open in browser"),
        then=lambda: visit(address),
    )
    return True


def open_consent(url: str) -> bool:
    """Open the consent page that the seller has asked for a moment ago, without a question.

    It must be encrypted or on this computer. False where it is refused or no browser opens it.
    """
    address = checked(url)
    if address is None or not (address.scheme() == "https" or host(address) in _THIS_COMPUTER):
        return False
    # Where Qt finds no browser it writes the whole address to the log, our state in it.
    QLoggingCategory.setFilterRules("qt.qpa.services=false")
    return QDesktopServices.openUrl(address)


def _shown(address: QUrl) -> str:
    full = bytes(address.toEncoded(QUrl.ComponentFormattingOption.FullyEncoded).data()).decode(
        "ascii", "replace"
    )
    return full if len(full) <= 200 else full[:199] + "…"
