"""Turns domain values into columns and back, so that no value can break a row."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.encoder import encode_basestring
from typing import Any

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    Broken,
    Content,
    Kind,
    Message,
    Role,
    Sender,
    Text,
    decode,
    encode,
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_NINES = str.maketrans("0123456789", "9876543210")
_ROLES: dict[str, Role] = {role.value: role for role in Role}
_KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}
_LARGEST = 2**53
_LARGEST_INDEX = 10**999 - 1
_USUAL_INDEX = 2**63
_LENGTHS = tuple(f"{length:03d}" for length in range(1000))
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_TEXT, _END = '["Text", {"text": "', "}]"
_FIELDS: dict[type[Any], tuple[str, ...]] = {}

PREVIEW = 160
"""Characters of a message's words that a row of the inbox keeps."""

OrderKey = tuple[str, int, str]
"""The place of a message in its conversation: (key, created, id)."""

FIRST: OrderKey = ("", -1, "")
"""Before every message."""


def clean(value: str) -> str:
    """`value` as text any database can hold: lone surrogates and NUL replaced."""
    if "\x00" in value:
        value = value.replace("\x00", "␀")
    if value and not value.isascii() and _SURROGATE.search(value):
        value = _SURROGATE.sub("�", value)
    return value


def whole(value: int) -> int:
    """`value` within what every database and JSON reader keeps exactly."""
    if type(value) is int and -_LARGEST <= value <= _LARGEST:
        return value
    return max(-_LARGEST, min(_LARGEST, int(value)))


def order_key(index: int) -> str:
    """`index` as text that sorts as the number does: three digits of length, then the digits.

    TikTok's index may have any size (source page: get-conversation-messages-202309), so it fits
    no integer column. Numbers of more than 999 digits all count as the largest of 999.
    """
    if not 0 <= index < _USUAL_INDEX:
        index = max(-_LARGEST_INDEX, min(_LARGEST_INDEX, index))
    if index < 0:
        digits = str(-index)
        return f"-{999 - len(digits):03d}{digits.translate(_NINES)}"
    digits = str(index)
    return _LENGTHS[len(digits)] + digits


def index_of(key: str) -> int:
    """The number behind `order_key`."""
    if not key:
        return 0
    if key.startswith("-"):
        return -int(key[4:].translate(_NINES))
    return int(key[3:])


def place_of(values: tuple[Any, ...]) -> OrderKey:
    """Where the message with these values of `MESSAGE_COLUMNS` stands in its conversation."""
    return (values[1], values[2], values[0])


def pack(content: Content) -> str:
    """`content` as text for its column."""
    # As `domain.message.encode` writes it, without copying every value first.
    kind = type(content)
    if isinstance(content, Text):
        return f"{_TEXT}{encode_basestring(clean(content.text))[1:]}{_END}"
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(field.name for field in fields(content))
    encoded = _JSON([kind.__name__, {name: getattr(content, name) for name in names}])
    if "\\u0000" in encoded or (not encoded.isascii() and _SURROGATE.search(encoded)):
        texts = {
            field.name: clean(value)
            for field in fields(content)
            if isinstance(value := getattr(content, field.name), str)
        }
        encoded = encode(replace(content, **texts))  # type: ignore[arg-type]
    return encoded


def unpack(value: Any) -> Content:
    """What `pack` wrote; anything else is `Broken`."""
    if isinstance(value, str) and value.startswith(_TEXT):
        # Nearly all are texts: one with nothing behind it needs no reader of all JSON.
        try:
            words, end = scanstring(value, len(_TEXT))
        except ValueError:
            return Broken("stored")
        if value[end:] == _END:
            return Text(words)
    return decode(value) if isinstance(value, str) else Broken("stored")


def role_of(value: str) -> Role:
    return _ROLES.get(value, Role.UNKNOWN)


def kind_of(value: str) -> Kind:
    return _KINDS.get(value, Kind.UNKNOWN)


def preview(content: Content) -> str:
    """The words of `content` on one line, cut for a row of the inbox; empty for other kinds."""
    words = getattr(content, "text", "") if not isinstance(content, Text) else content.text
    return " ".join(words[: PREVIEW * 4].split())[:PREVIEW]


MESSAGE_COLUMNS = (
    "id, key, created, role, kind, content, sender_im, sender_name, sender_avatar, visible, raw"
)


def message_values(message: Message) -> tuple[Any, ...]:
    """`message` as the values of `MESSAGE_COLUMNS`, in their order."""
    sender = message.sender
    texts = (message.id, sender.im_user_id, sender.name, sender.avatar, message.raw)
    # Hardly any text has to be cleaned: all of a message's are looked at in one go.
    together = "".join(texts)
    if clean(together) is not together:
        texts = tuple(map(clean, texts))  # type: ignore[assignment]
    return (
        texts[0],
        order_key(message.index),
        whole(message.created),
        str(message.role),
        str(message.kind),
        pack(message.content),
        texts[1],
        texts[2],
        texts[3],
        int(message.visible),
        texts[4],
    )


def message_from(key: ConversationKey, row: Any) -> Message:
    """The message in a row that begins with `MESSAGE_COLUMNS`."""
    return Message(
        key=key,
        id=row[0],
        index=index_of(row[1]),
        created=row[2],
        role=role_of(row[3]),
        kind=kind_of(row[4]),
        content=unpack(row[5]),
        sender=Sender(row[6], row[7], row[8]),
        visible=bool(row[9]),
        raw=row[10],
    )
