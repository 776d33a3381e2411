"""Computes the signature that TikTok Shop's Open API asks of every call."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote

_UNSIGNED = frozenset({"sign", "access_token"})
_MULTIPART = "multipart/form-data"


def sign(
    app_secret: str,
    path: str,
    query: Mapping[str, str],
    body: bytes = b"",
    content_type: str = "application/json",
) -> str:
    """Lower-case hexadecimal HMAC-SHA256 of one request (source page: sign-your-api-request).

    `path` has its ids filled in; `query` holds the decoded values of every parameter; `body` is the
    very bytes that go on the wire. A multipart body is left out: its content type is compared by
    prefix because a boundary follows.
    """
    text = [app_secret.encode(), path.encode()]
    for name in sorted(query):
        if name not in _UNSIGNED:
            text += (name.encode(), query[name].encode())
    if body and not content_type.lower().startswith(_MULTIPART):
        text.append(body)
    text.append(app_secret.encode())
    return hmac.new(app_secret.encode(), b"".join(text), hashlib.sha256).hexdigest()


def wire_query(query: Mapping[str, str]) -> str:
    """The query as it goes on the wire: all but letters, digits and `-._~` is percent-encoded.

    The signature covers the decoded values, so a `+` of a page token must arrive as `%2B`.
    """
    return "&".join(f"{quote(name, safe='')}={quote(query[name], safe='')}" for name in query)
