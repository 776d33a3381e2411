"""Computes and checks the HMAC-SHA256 signature that every API call carries."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence

UNSIGNED = frozenset({"sign", "access_token"})
EMPTY_BODIES = frozenset({b"{}", b"[]"})

Pairs = Sequence[tuple[str, str]]


def signed_text(path: str, pairs: Iterable[tuple[str, str]], content_type: str, body: bytes) -> str:
    """The text between the two secrets: path, sorted parameters, and the raw body."""
    kept = sorted((pair for pair in pairs if pair[0] not in UNSIGNED), key=lambda pair: pair[0])
    text = path + "".join(name + value for name, value in kept)
    if body and not content_type.lower().startswith("multipart/form-data"):
        text += body.decode("utf-8", "surrogateescape")
    return text


def sign(
    app_secret: str,
    path: str,
    pairs: Iterable[tuple[str, str]],
    content_type: str = "",
    body: bytes = b"",
) -> str:
    """Lower-case hexadecimal signature of one request."""
    text = app_secret + signed_text(path, pairs, content_type, body) + app_secret
    return hmac.new(
        app_secret.encode(), text.encode("utf-8", "surrogateescape"), hashlib.sha256
    ).hexdigest()


def joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Repeated parameters put together with commas, as most clients send lists."""
    together: dict[str, list[str]] = {}
    for name, value in pairs:
        together.setdefault(name, []).append(value)
    return [(name, ",".join(values)) for name, values in together.items()]


def is_valid(
    given: str,
    app_secret: str,
    path: str,
    pairs: Pairs,
    content_type: str,
    body: bytes,
    *,
    strict: bool = False,
) -> bool:
    """Whether the signature fits; unless strict, an empty JSON body may be left out of it."""
    bodies = [body]
    if not strict and body.strip() in EMPTY_BODIES:
        bodies.append(b"")
    for variant in (list(pairs), joined(pairs)):
        for candidate in bodies:
            if hmac.compare_digest(
                sign(app_secret, path, variant, content_type, candidate).encode(),
                given.encode("utf-8", "replace"),
            ):
                return True
    return False
