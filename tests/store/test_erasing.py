"""A shop is erased with everything that is stored of it, and nothing of any other shop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.kinds import Kind
from nobi_desktop.domain.message import Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import SystemClock
from nobi_desktop.store import (
    accesses,
    branches,
    drafts,
    erasing,
    groups,
    inbound,
    inbox_counts,
    outbox,
    schema,
    settings,
    shops,
)
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, listed, memory_store, message, writing

SHOPS = ("7601000000000000001", "7601000000000000002", "601000000000000001")
GONE = SHOPS[0]


def fill(store: Connection, shop: str, many: int = 3, each: int = 4) -> None:
    """A little of everything that can be stored of a shop."""
    shops.add(store, Shop(shop, f"Shop {shop}", branch="b1", connected=shop != GONE))
    shops.mark_first_synced(store, shop, 5)
    accesses.save(store, Access(shop, Purpose.CHAT, "app", "c", f"{shop}.2"))
    shops.move_pointer(store, shop, "", 0, 0, 0)
    shops.move_pointer(store, f"{shop}.2", "a" if shop != GONE else "", 1, 2, 3)
    for name in ("budget.", "sync.list."):
        settings.set_value(store, name + shop, "x")
    for table, columns in (
        ("seller.conversation_tags", "conversation, tag"),
        ("seller.marks", "conversation, settled_key"),
        ("seller.history_jobs", "id, token"),
        ("tiktok.orders", "id, buyer_user"),
        ("tiktok.order_sync", "token, until"),
    ):
        store.execute(
            f"INSERT INTO {table} (shop, {columns}) VALUES (?, ?, 'x')", (shop, f"{shop}1")
        )
    for at in range(many):
        key = ConversationKey(shop, f"c{at}")
        inbound.store_list(store, shop, [listed(None, unread=1, id=key.id)], now=9)
        page = [message(at * each + n, key=key) for n in range(each)][::-1]
        inbound.store_page(store, key, page, "t" * (at % 2), now=9)
        drafts.save(store, key, "nháp", 1)
        outbox.add(store, key, Kind.TEXT, Text("dạ"), now=3)


def rows(store: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of both files by table; the names of shops are in every one that is of a shop."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for metadata in (schema.seller, schema.tiktok):
        for name, table in metadata.tables.items():
            columns = ", ".join(column.name for column in table.columns)
            found[name] = [tuple(r) for r in store.execute(f"SELECT {columns} FROM {name}")]
    return found


@pytest.fixture
def store() -> Connection:
    made = memory_store()
    with writing(made):
        branches.save(made, Branch("b1", "Hà Nội"))
        for shop in SHOPS:
            fill(made, shop)
        groups.save(made, ShopGroup("g1", "hai", SHOPS[:2], key=1))
        groups.save(made, ShopGroup("g2", "ba", SHOPS, key=2))
    return made


def erase(store: Connection, shop: str) -> int:
    call(store, erasing.begin, shop)
    pieces = 1
    while call(store, erasing.piece, shop):
        pieces += 1
    return pieces


def of_others(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows in which nothing names the shop that goes, nor a conversation of its."""
    numbers = {row[0] for row in found["tiktok.conversations"] if row[1] == GONE}
    kept = {
        name: [r for r in its if GONE not in str(r)]
        for name, its in found.items()
        if name not in ("tiktok.messages", "seller.shop_groups", "seller.group_shops")
    }
    kept["tiktok.messages"] = [r for r in found["tiktok.messages"] if r[1] not in numbers]
    return kept


def test_everything_of_the_shop_goes_and_nothing_of_the_others(store: Connection) -> None:
    before = rows(store)
    assert any(GONE in str(row) for row in before["tiktok.segments"])
    erase(store, GONE)
    after = rows(store)
    for name, its in after.items():
        assert not [row for row in its if GONE in str(row)], name
    assert of_others(after) == of_others(before)
    # A group of one shop is none; the other group goes on without it.
    assert [(g.id, g.shops) for g in groups.all(store)] == [("g2", SHOPS[1:])]
    assert [b.id for b in branches.all(store)] == ["b1"]


def test_every_table_that_names_a_shop_is_thought_of() -> None:
    """A table that comes later must be erased, too."""
    known = {
        "seller.accesses",
        "seller.conversation_tags",
        "seller.drafts",
        "seller.group_shops",
        "seller.history_jobs",
        "seller.marks",
        "seller.outbox",
        "seller.token_pointers",
        "tiktok.conversations",
        "tiktok.order_sync",
        "tiktok.orders",
        "tiktok.search_shops",
        "tiktok.segments",
        "tiktok.shop_sync",
    }
    tables = [*schema.seller.tables.items(), *schema.tiktok.tables.items()]
    assert {name for name, table in tables if "shop" in table.columns} == known


def test_what_was_interrupted_is_known_and_repeated(
    store: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_others(rows(store))
    monkeypatch.setattr(erasing, "ROWS", 3)
    call(store, erasing.begin, GONE)
    for _ in range(3):
        assert call(store, erasing.piece, GONE)
        record = shops.get(store, GONE)
        assert record is not None
        assert erasing.begun(store) == (GONE,)
        shown = inbox_counts.counts(store, InboxQuery(shops=(GONE,)))
        assert shown.all == len([r for r in rows(store)["tiktok.conversations"] if r[1] == GONE])
    assert erase(store, GONE) > 3
    assert erasing.begun(store) == ()
    assert of_others(rows(store)) == before
    assert shops.get(store, GONE) is None
    # Asking once more finds nothing to do.
    assert erase(store, GONE) == 1


def test_each_piece_tells_what_it_took_away(store: Connection) -> None:
    names = {row.local_id for row in outbox.open_rows(store, ConversationKey(GONE, "c0"))}
    with writing(store) as told:
        assert not erasing.piece(store, GONE)
    assert told.changes.conversations == {ConversationKey(GONE, f"c{n}") for n in range(3)}
    assert told.changes.messages == told.changes.conversations
    assert told.changes.outbox > names
    assert told.changes.shops == {GONE}
    assert told.changes.groups


async def test_a_large_history_goes_in_pieces_that_others_get_between(tmp_path: Path) -> None:
    db = await Database.open(tmp_path, clock=SystemClock())
    try:
        for at in range(10):
            await db.write(fill, GONE if at == 0 else f"x{at}", 1, 1)
        key = ConversationKey(GONE, "large")
        for start in range(0, 6000, 500):
            page = [message(start + n, key=key) for n in range(500)][::-1]
            await db.write(inbound.store_page, key, page, "t", now=9)
        await db.write(erasing.begin, GONE)

        def held(connection: Connection) -> int:
            row = connection.execute("SELECT count(*) FROM tiktok.messages").fetchone()
            return int(row[0])

        left, pieces, more = await db.read(held), 0, True
        while more:
            more = await db.write(erasing.piece, GONE)
            # Others have their turn between any two pieces, and none of these is a long one.
            now = await db.read(held)
            assert left - now <= erasing.ROWS
            left, pieces = now, pieces + 1
        assert pieces >= 6000 // erasing.ROWS
        assert left == 9
    finally:
        await db.close()
