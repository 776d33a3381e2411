"""Builds stores and messages for the tests of this room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.conversation import Buyer, ListedConversation
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Content, Kind, Message, Role, Sender, Text
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import database, opening, shops, touched
from nobi_desktop.store.sql import Connection

KEY = ConversationKey("s1", "c1")
AGENT = "im-agent"
SHOP = Shop("s1", "Shop One")


def _in_memory() -> Connection:
    return sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=Connection
    )


@cache
def _made() -> dict[str, bytes]:
    """The two files of a new store with one shop."""
    connection = _in_memory()
    for each in (opening.SELLER, opening.TIKTOK):
        connection.execute(f"ATTACH ':memory:' AS {each.name}")
        opening._create(connection, each)
    with writing(connection):
        shops.add(connection, SHOP)
    made = {
        each.name: connection.serialize(name=each.name) for each in (opening.SELLER, opening.TIKTOK)
    }
    connection.close()
    return made


def memory_store() -> Connection:
    """A store that lives in memory, with one shop; it is made once and copied."""
    connection = _in_memory()
    for name, made in _made().items():
        connection.execute(f"ATTACH ':memory:' AS {name}")
        connection.deserialize(made, name=name)
    return connection


class Told:
    changes = Changes()


@contextmanager
def writing(connection: Connection) -> Iterator[Told]:
    """One write as `Database.write` does it; `changes` tells afterwards what it touched."""
    told = Told()
    collected = touched.start(connection)
    database.begin(connection)
    try:
        yield told
    except BaseException:
        database.undo(connection)
        raise
    database.commit(connection)
    told.changes = collected.changes()


def call(connection: Connection, fn: Any, *args: Any, **kwargs: Any) -> Any:
    """`fn(connection, …)` in a write of its own."""
    with writing(connection):
        return fn(connection, *args, **kwargs)


def message(
    index: int,
    *,
    key: ConversationKey = KEY,
    role: Role = Role.BUYER,
    text: str | None = None,
    kind: Kind = Kind.TEXT,
    content: Content | None = None,
    sender: str | None = None,
    visible: bool = True,
    name: str = "",
    created: int | None = None,
) -> Message:
    if sender is None:
        sender = AGENT if role is Role.CUSTOMER_SERVICE else f"im-{role.value.lower()}"
    return Message(
        key=key,
        id=name or f"m{index}",
        index=index,
        created=1_700_000_000 + index if created is None else created,
        role=role,
        kind=kind,
        content=content or Text(text if text is not None else f"words {index}"),
        sender=Sender(sender, "Name"),
        visible=visible,
    )


def listed(
    latest: Message | None, *, unread: int = 0, id: str = "c1", name: str = "Thảo"
) -> ListedConversation:
    return ListedConversation(
        id, Buyer("im-buyer", "user-1", name), unread=unread, created=1_600_000_000, latest=latest
    )
