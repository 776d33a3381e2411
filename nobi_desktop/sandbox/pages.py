"""Cuts lists into pages with opaque tokens, by cursor or by offset."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from nobi_desktop.sandbox.calls import Refused, parameter_error

Row = TypeVar("Row")
Key = tuple[int, ...]
KINDS = ("cursor", "offset")


class Pages:
    """Hands out page tokens and understands them again; both kinds are always understood."""

    def __init__(self, seed: int, kind: str = "cursor") -> None:
        self._mask = b"".join(hashlib.sha512(f"{seed}:{n}".encode()).digest() for n in range(4))
        self._kind = kind
        self.kind = kind

    @property
    def kind(self) -> str:
        return self._kind

    @kind.setter
    def kind(self, value: str) -> None:
        if value not in KINDS:
            raise ValueError(f"page tokens are of kind {' or '.join(KINDS)}, not {value!r}")
        self._kind = value

    def _hide(self, text: str) -> str:
        raw = text.encode()
        raw += b" " * (1 if len(raw) % 3 == 0 else 0)
        return base64.b64encode(self._masked(raw)).decode()

    def _show(self, token: str) -> str:
        try:
            raw = base64.b64decode(token, validate=True)
            return self._masked(raw).decode().rstrip(" ")
        except ValueError:
            raise parameter_error("Invalid parameter: page_token") from None

    def _masked(self, raw: bytes) -> bytes:
        mask = self._mask
        return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(raw))

    def cut(
        self,
        rows: Sequence[Row],
        *,
        key: Callable[[Row], Key],
        size: int,
        token: str,
        scope: str,
        descending: bool = True,
        most: int | None = None,
    ) -> tuple[Sequence[Row], str]:
        """One page of rows that are already in order, and the token of the next page."""
        start = 0
        digest = hashlib.sha256(f"{scope}:{descending}".encode()).hexdigest()[:8]
        if token:
            start = self._start(token, digest, rows, key, descending)
        if most is not None and start + size > most:
            raise Refused(12052180, f"At most {most} results can be paged", 400)
        page = rows[start : start + size]
        end = start + len(page)
        if end >= len(rows) or not page:
            return page, ""
        if self._kind == "offset":
            value = str(end)
        else:
            value = ",".join(str(part) for part in key(page[-1]))
        return page, self._hide(f"{self._kind[0]}|{digest}|{value}")

    def _start(
        self,
        token: str,
        digest: str,
        rows: Sequence[Row],
        key: Callable[[Row], Key],
        descending: bool,
    ) -> int:
        kind, _, rest = self._show(token).partition("|")
        found, _, value = rest.partition("|")
        if kind not in ("c", "o") or found != digest:
            raise parameter_error("Invalid parameter: page_token")
        try:
            cursor = tuple(int(part) for part in value.split(","))
        except ValueError:
            raise parameter_error("Invalid parameter: page_token") from None
        if kind == "o":
            return max(0, cursor[0])
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            here = key(rows[middle])
            passed = here >= cursor if descending else here <= cursor
            if passed:
                low = middle + 1
            else:
                high = middle
        return low
