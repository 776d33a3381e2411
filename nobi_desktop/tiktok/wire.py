"""Reads JSON from outside so that one bad part never takes the rest with it."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import msgspec

TEXT_LIMIT = 200_000
"""Characters of one text that are kept."""

NAME_LIMIT = 1_000
URL_LIMIT = 8_192
ID_LIMIT = 64
TOKEN_LIMIT = 8_192
NUMBER_LIMIT = 900
"""Digits of the largest integer that is read."""

_LAST_SECOND = 253_402_300_799
_BOM = b"\xef\xbb\xbf"
_ID = re.compile(r"[0-9A-Za-z_.:-]{1,64}")
_DIGITS = re.compile(r"[0-9]{1,900}")
_AMOUNT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,20})?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = b" \t\r\n"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SHALLOW = re.compile(rb'(?:[^"\[\]{},:]++|' + _STRING + rb")*+", re.DOTALL)
_DEEP = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+", re.DOTALL)
_RUN = re.compile(rb"[\[{]++|[\]}]++")
_STEPS = 250_000


class BadJson(ValueError):
    """Bytes that are not JSON, or not of the shape asked for. It carries none of them."""


def clean_text(text: str, limit: int | None = TEXT_LIMIT) -> str:
    """`text` made safe to keep and to show.

    Halves of surrogate pairs become one character where they fit together and U+FFFD where they do
    not, NUL becomes U+2400, and what is longer than `limit` characters is cut.
    """
    if limit is not None and len(text) > limit:
        text = text[:limit]
    try:
        text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _SURROGATE.sub("\ufffd", whole)
    return text.replace("\0", "\u2400")


def value(data: bytes) -> Any:
    """The JSON value in `data`: strict first, then as leniently as is safe.

    Lone surrogates, raw control characters and broken UTF-8 are let through for `clean_text`; NaN,
    Infinity and integers of more than 900 digits become None. Raises `BadJson`.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return _LENIENT.decode(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise BadJson("not json") from None


def _nothing(_: str) -> None:
    return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= NUMBER_LIMIT else None


_LENIENT = json.JSONDecoder(parse_constant=_nothing, parse_int=_integer, strict=False)


def parts(data: bytes) -> dict[str, bytes]:
    """The members of a JSON object, each still in its own bytes. Raises `BadJson`."""
    try:
        raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        return {name: bytes(part) for name, part in raw.items()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    members = {}
    for member in _split(data, b"{"):
        name, colon, part = member
        if not colon:
            raise BadJson("no name")
        try:
            read = value(name)
        except BadJson:
            continue
        if isinstance(read, str):
            members[read] = part
    return members


def items(data: bytes) -> list[bytes]:
    """The elements of a JSON array, each still in its own bytes. Raises `BadJson`."""
    try:
        return [bytes(part) for part in msgspec.json.decode(data, type=list[msgspec.Raw])]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    # A colon outside any object is the element's own fault: it stays in the element.
    return [name + (b":" + part if colon else b"") for name, colon, part in _split(data, b"[")]


def _split(data: bytes, opening: bytes) -> list[tuple[bytes, bool, bytes]]:
    """Cut one container at its own commas, and each piece at its first colon, by structure alone.

    Nothing inside a member is judged, and depth costs no recursion, so that a member which no
    decoder takes is still told apart from its neighbours.
    """
    data = data.strip(_SPACE)
    if data[:1] != opening:
        raise BadJson("other shape")
    end = len(data)
    at = start = 1
    colon = -1
    depth = 1
    found: list[tuple[bytes, bool, bytes]] = []
    for _ in range(_STEPS):
        match = (_SHALLOW if depth == 1 else _DEEP).match(data, at)
        at = match.end() if match else at
        if at >= end:
            break
        run = _RUN.match(data, at)
        if run is None:
            byte = data[at : at + 1]
            if byte == b'"':
                break  # a string that never ends
            if byte == b":" and colon < 0:
                colon = at
            elif byte == b",":
                found.append(_piece(data, start, colon, at))
                start, colon = at + 1, -1
            at += 1
            continue
        length = run.end() - at
        if data[at : at + 1] in b"[{":
            depth += length
            at = run.end()
            continue
        if depth > length:
            depth -= length
            at = run.end()
            continue
        close = at + depth - 1
        if close != end - 1 or data[close] - opening[0] != 2:
            break
        piece = _piece(data, start, colon, close)
        if found or piece[0] or piece[1]:
            found.append(piece)
        return found
    raise BadJson("not closed")


def _piece(data: bytes, start: int, colon: int, end: int) -> tuple[bytes, bool, bytes]:
    if colon < 0:
        return data[start:end].strip(_SPACE), False, b""
    return data[start:colon].strip(_SPACE), True, data[colon + 1 : end].strip(_SPACE)


class Envelope(NamedTuple):
    """What wraps every answer (API sheet 4.1); `data` is still in its bytes."""

    code: str
    message: str
    request_id: str
    data: bytes


def envelope(body: bytes) -> Envelope:
    """The envelope of an answer; success is `code == "0"` alone. Raises `BadJson`."""
    members = parts(body.removeprefix(_BOM))
    code = number(_read(members, "code"))
    if code is None:
        raise BadJson("no code")
    return Envelope(
        str(code),
        text(_read(members, "message"), 500),
        text(_read(members, "request_id"), 100),
        members.get("data", b"null"),
    )


def _read(members: dict[str, bytes], name: str) -> Any:
    try:
        return value(members[name]) if name in members else None
    except BadJson:
        return None


def members_of(data: bytes) -> dict[str, bytes]:
    """The members of an answer's `data`, none where it is null. Raises `BadJson`."""
    return {} if data.strip(_SPACE) in (b"null", b"") else parts(data)


def list_of(members: dict[str, bytes], name: str) -> list[bytes]:
    """The elements of a list member, none where it is missing or null. Raises `BadJson`."""
    data = members.get(name, b"null")
    return [] if data == b"null" else items(data)


def whole(data: bytes) -> dict[str, Any] | None:
    """The object in `data` read at one go; None where anything in it needs leniency."""
    try:
        read = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def fields(data: bytes) -> dict[str, Any]:
    """The members of an object that can be read; those that cannot are left out.

    Raises `BadJson` where `data` is not an object at all.
    """
    try:
        whole = value(data)
    except BadJson:
        members = parts(data)
        read = {name: _read(members, name) for name in members}
        return {name: item for name, item in read.items() if item is not None}
    if not isinstance(whole, dict):
        raise BadJson("not an object")
    return whole


def token_of(members: dict[str, bytes], name: str = "next_page_token") -> str:
    """A page token, empty at the last page.

    One that cannot be read raises `BadJson`: taking it for the end would hide what follows.
    """
    token = value(members[name]) if name in members else None
    if token is None:
        return ""
    if isinstance(token, int) and not isinstance(token, bool):
        token = str(token)
    if not isinstance(token, str) or len(token) > TOKEN_LIMIT or clean_text(token) != token:
        raise BadJson("page token")
    return token


def text(item: Any, limit: int = NAME_LIMIT) -> str:
    """A text, empty where there is none. Integers are taken by their digits."""
    if isinstance(item, str):
        return clean_text(item, limit)
    if isinstance(item, int) and not isinstance(item, bool):
        return _digits(item)
    return ""


def word(item: Any) -> str:
    """One of TikTok's upper-case words; samples carry stray line breaks around some."""
    return text(item, 100).strip()


def identity(item: Any) -> str:
    """An id as text, empty where it cannot be one. A float has lost digits, so it cannot."""
    read = text(item, ID_LIMIT + 1).strip()
    return read if _ID.fullmatch(read) else ""


def number(item: Any) -> int | None:
    """An integer, also where it comes as digits in a text; None where it is none."""
    if isinstance(item, bool):
        return None
    if isinstance(item, int):
        return item
    if isinstance(item, str) and _DIGITS.fullmatch(item.strip()):
        return int(item.strip())
    if isinstance(item, float) and item.is_integer() and abs(item) < 2**53:
        return int(item)
    return None


def count(item: Any, most: int = 2**31 - 1) -> int:
    """A number of things, 0 where it cannot be read."""
    read = number(item)
    return min(read, most) if read is not None and read > 0 else 0


def size(item: Any) -> int:
    """Pixels along one side: integer, text or missing (API sheet 6.2); 0 where unknown."""
    read = seconds(item)
    return int(read) if 0 < read <= 100_000 else 0


def instant(item: Any) -> int:
    """UTC seconds, 0 where unknown. Milliseconds are told by their size and divided."""
    read = number(item)
    if read is None and isinstance(item, float) and math.isfinite(item):
        read = int(item)
    if read is None or read <= 0:
        return 0
    if read > 10**11:
        read //= 1000
    return read if read <= _LAST_SECOND else 0


def seconds(item: Any) -> float:
    """A length of time, or any small decimal, also as text; 0.0 where it cannot be read."""
    try:
        read = float(item) if isinstance(item, (int, float, str)) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return read if math.isfinite(read) and 0 <= read < 1e9 else 0.0


def flag(item: Any, default: bool) -> bool:
    """Yes or no, also as 0, 1 or a word; `default` where it is neither."""
    if isinstance(item, bool):
        return item
    if isinstance(item, (int, float)) and item in (0, 1):
        return bool(item)
    if isinstance(item, str) and item.strip().lower() in ("true", "false", "0", "1"):
        return item.strip().lower() in ("true", "1")
    return default


def amount(item: Any) -> str:
    """Money as decimal text in major units, empty where it cannot be read."""
    if isinstance(item, float):
        if not math.isfinite(item):
            return ""
        try:
            item = format(Decimal(repr(item)).normalize(), "f")
        except InvalidOperation:
            return ""
    read = text(item, 100).strip()
    return read if _AMOUNT.fullmatch(read) else ""


def mapping(item: Any) -> dict[str, Any]:
    """An object, empty where it is none."""
    return item if isinstance(item, dict) else {}


def sequence(item: Any) -> list[Any]:
    """A list, empty where it is none."""
    return item if isinstance(item, list) else []


def _digits(item: int) -> str:
    # Python refuses to write integers of thousands of digits; msgspec can hand such a one over.
    return str(item) if item.bit_length() <= NUMBER_LIMIT * 3 else ""
