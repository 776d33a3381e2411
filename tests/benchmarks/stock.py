"""Fills a store with as many conversations and messages as a figure asks for."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from nobi_desktop.domain.conversation import Buyer, ListedConversation
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Content, Image, Kind, Message, Role, Text, Unsupported
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import TAG_COLOURS
from nobi_desktop.flow.clock import SystemClock
from nobi_desktop.sandbox import history
from nobi_desktop.store import inbound, search_index, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection

COLOURS = ("#0F9D7A", "#D9572B", "#2B7CD9", "#8A4FD3", "#C2185B")


def content_of(kind: str, raw: str) -> tuple[Kind, Content]:
    """The content of a generated message; kinds that carry no words stand as unsupported."""
    values = json.loads(raw)
    if kind == "TEXT":
        return Kind.TEXT, Text(values["content"])
    if kind == "IMAGE":
        return Kind.IMAGE, Image(values["url"], int(values["width"]), int(values["height"]))
    return Kind.OTHER, Unsupported("", kind)


def message_of(key: ConversationKey, row: Any) -> Message:
    kind, content = content_of(row.type, row.content)
    return Message(
        key, row.id, row.position, row.create_time, Role(row.role), kind, content,
        visible=row.is_visible,
    )  # fmt: skip


Ready = tuple[ConversationKey, ListedConversation, list[Message]]


def ready(row: history.ConversationRow) -> Ready:
    """A generated conversation as the values that a poll hands to the store."""
    key = ConversationKey(row.shop_id, row.id)
    messages = [message_of(key, m) for m in row.messages]
    listed = ListedConversation(
        row.id,
        Buyer(row.im_user_id, row.user_id, row.nickname),
        can_send=row.can_send_message,
        unread=row.unread_count,
        created=row.create_time,
        latest=messages[-1] if messages else None,
    )
    return key, listed, messages


def store(connection: Any, items: Iterable[Ready], now: float) -> int:
    """List and page of each conversation into the store; the number of messages."""
    stored = 0
    for key, listed, messages in items:
        inbound.store_list(connection, key.shop, [listed], now)
        inbound.store_page(connection, key, messages, "", now=now)
        stored += len(messages)
    return stored


async def fill(
    folder: Path, *, number_of_shops: int, conversations: int, messages: int
) -> tuple[int, float]:
    """Fill the store in `folder`; the number of messages and the seconds that storing took.

    `conversations` is for each shop, `messages` for each conversation on average.
    """
    db = await Database.open(folder, clock=SystemClock())
    now = int(time.time())
    rows = history.history(7, number_of_shops, conversations, messages, now=now)
    stored, spent = 0, 0.0
    try:
        for number in range(number_of_shops):
            name = history.shop_id(7, number)
            await db.write(
                shops.add,
                Shop(name, f"Shop {number + 1}", colour=COLOURS[number % 5], position=number,
                     first_synced=1),
            )  # fmt: skip
        while batch := list(islice(rows, 500)):
            begun = time.perf_counter()
            stored += await db.write(store, [ready(row) for row in batch], float(now))
            spent += time.perf_counter() - begun
    finally:
        await db.close()
    return stored, spent


def filled(folder: Path, **sizes: int) -> tuple[int, float]:
    """`fill`, for callers without a loop."""
    return asyncio.run(fill(folder, **sizes))


async def _lengthen(folder: Path, key: ConversationKey, messages: int) -> None:
    db = await Database.open(folder, clock=SystemClock())
    now = int(time.time())
    words = "Dạ shop ơi cho em hỏi áo này còn màu đen size L không ạ, em cao 1m62 nặng 54 kg "
    rows = [
        Message(
            key,
            f"long-{number}",
            10**18 + number,
            now - messages + number,
            Role.BUYER if number % 3 else Role.CUSTOMER_SERVICE,
            Kind.TEXT,
            Text(words[: 8 + number * 7 % 70] * (1 + number % 4)),
        )
        for number in range(messages)
    ]
    try:
        for at in range(0, messages, 1000):
            page = rows[max(0, at - 1) : at + 1000]
            await db.write(inbound.store_page, key, page, "more", now=float(now))
    finally:
        await db.close()


def lengthened(folder: Path, key: ConversationKey, messages: int) -> None:
    """Give a conversation that many messages more."""
    asyncio.run(_lengthen(folder, key, messages))


TAGS = tuple(f"tag{number:02}" for number in range(12))
"""The tags of a large store, the commonest first; the last is on one conversation in a thousand."""


def triage(connection: Connection, now: int) -> None:
    """Give the conversations what a seller and TikTok's orders add to them, in likely shares.

    30 of 100 have tags, 40 an order, 50 none and 10 are not checked; 2 of 1,000 have a reminder.
    """
    chance = random.Random(11)
    connection.executemany(
        "INSERT INTO seller.tags (id, name, colour, position) VALUES (?, ?, ?, ?)",
        [(tag, tag, TAG_COLOURS[at % len(TAG_COLOURS)], at) for at, tag in enumerate(TAGS)],
    )
    facts, tagged, marks = [], [], []
    for n, shop, id in connection.execute("SELECT n, shop, id FROM tiktok.conversations"):
        tags: set[str] = set()
        if chance.random() < 0.3:
            # Each tag is rarer than the one before.
            weights = [0.6**at for at in range(len(TAGS) - 1)]
            tags.update(chance.choices(TAGS[:-1], weights, k=chance.choice((1, 1, 1, 2, 3))))
        if chance.random() < 0.001:
            tags.add(TAGS[-1])
        remind_at = now + chance.randint(-86_400, 7 * 86_400) if chance.random() < 0.002 else 0
        orders = chance.choices((2, 1, 0), (40, 50, 10))[0]
        column = f",{','.join(sorted(tags))}," if tags else ""
        facts.append((column, remind_at, orders, n))
        tagged += [(shop, id, tag) for tag in tags]
        if remind_at:
            marks.append((shop, id, remind_at))
    connection.executemany(
        "UPDATE tiktok.conversations SET tags = ?, remind_at = ?, orders = ? WHERE n = ?", facts
    )
    connection.executemany(
        "INSERT INTO seller.conversation_tags (shop, conversation, tag) VALUES (?, ?, ?)", tagged
    )
    connection.executemany(
        "INSERT INTO seller.marks (shop, conversation, remind_at) VALUES (?, ?, ?)", marks
    )


async def _triaged(folder: Path) -> None:
    db = await Database.open(folder, clock=SystemClock())
    try:
        await db.write(triage, int(time.time()))
    finally:
        await db.close()


def triaged(folder: Path) -> None:
    """`triage` of the store in `folder`."""
    asyncio.run(_triaged(folder))


async def _index(folder: Path) -> None:
    db = await Database.open(folder, clock=SystemClock())
    try:
        while await db.write(search_index.piece):
            pass
    finally:
        await db.close()


def indexed(folder: Path) -> None:
    """Take all that is stored into the index of words, as the program does in its idle time."""
    asyncio.run(_index(folder))
