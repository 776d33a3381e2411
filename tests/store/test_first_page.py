"""The first page is what the store would show, read without anything heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.message import Kind, Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import (
    drafts,
    files,
    first_page,
    inbound,
    inbox_counts,
    inbox_pages,
    opening,
    outbox,
    settings,
    shops,
    versions,
)
from tests.store.scene import KEY, call, listed, message


def cheap(counts: InboxCounts) -> InboxCounts:
    """What is counted where the last run has left no counts: the rest takes too long."""
    return counts._replace(order_unknown=0, untagged=0)


def test_it_equals_what_the_store_shows(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    call(connection, shops.add, Shop("s1", "One", colour="#123456", position=1))
    call(connection, shops.add, Shop("s0", "Two", connected=False, first_synced=7))
    for at in range(80):
        item = listed(message(at), id=f"c{at}", unread=at % 3)
        call(connection, inbound.store_list, "s1", [item], 1.0)
    call(connection, drafts.save, KEY, "nháp", 1.0)
    call(connection, outbox.add, KEY, Kind.TEXT, Text("x"), now=1.0)
    call(connection, settings.save, connection and Settings(theme="dark"))
    query = InboxQuery()
    want = first_page.FirstPage(
        inbox_pages.page(connection, query, limit=60),
        shops.all(connection),
        cheap(inbox_counts.counts(connection, query)),
        settings.load(connection),
    )
    # While the store is open, and with what its log still holds.
    assert first_page.read(tmp_path) == want
    assert first_page.read(tmp_path, limit=80).rows == inbox_pages.page(connection, query)  # type: ignore[union-attr]
    opening.close(connection)
    assert first_page.read(tmp_path) == want


def test_without_the_shops_that_were_given_up(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    for number in range(4):
        shop = f"s{number}"
        call(connection, shops.add, Shop(shop, shop, connected=number not in (1, 3)))
        for at in range(number, 90, 3):
            item = listed(message(at), id=f"c{at}", unread=at % 2)
            call(connection, inbound.store_list, shop, [item], 1.0)
    query = InboxQuery()
    found = first_page.read(tmp_path)
    assert found is not None
    assert found.rows == inbox_pages.page(connection, query, limit=60)
    assert {row.key.shop for row in found.rows} == {"s0", "s2"}
    assert found.counts == cheap(inbox_counts.counts(connection, query))
    assert len(found.shops) == 4
    call(connection, shops.update, "s0", connected=False)
    call(connection, shops.update, "s2", connected=False)
    found = first_page.read(tmp_path)
    assert found is not None
    assert found.rows == ()
    assert found.counts.all == 0
    opening.close(connection)


def test_it_writes_nothing(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    call(connection, inbound.store_list, "s1", [listed(message(1))], 1.0)
    connection.close()
    before = {name: (tmp_path / name).read_bytes() for name in (files.SELLER, files.TIKTOK)}
    assert first_page.read(tmp_path) is not None
    assert before == {name: (tmp_path / name).read_bytes() for name in before}


@pytest.mark.parametrize("bytes", [None, b"", b"x" * 9000])
@pytest.mark.parametrize("name", [files.SELLER, files.TIKTOK])
def test_where_nothing_can_be_read_there_is_no_first_page(
    tmp_path: Path, name: str, bytes: bytes | None
) -> None:
    assert first_page.read(tmp_path / "none") is None
    connection, _ = opening.open_store(tmp_path, 1.0)
    opening.close(connection)
    if bytes is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(bytes)
    assert first_page.read(tmp_path) is None
    assert (tmp_path / name).exists() == (bytes is not None)


def test_another_version_has_no_first_page(tmp_path: Path) -> None:
    assert first_page._VERSIONS == (versions.SELLER_VERSION, versions.TIKTOK_VERSION)
    connection, _ = opening.open_store(tmp_path, 1.0)
    connection.execute("PRAGMA tiktok.user_version = 9")
    opening.close(connection)
    assert first_page.read(tmp_path) is None


def test_opening_a_store_that_is_there_needs_no_sqlalchemy(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    opening.close(connection)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from nobi_desktop.store import opening, outbox, inbound, conversations, database\n"
        "connection, _ = opening.open_store(Path(sys.argv[1]), 2.0)\n"
        "assert not outbox.waiting_count(connection)\n"
        "opening.close(connection)\n"
        "assert 'sqlalchemy' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)


def test_it_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "import nobi_desktop.store.first_page\n"
        "heavy = {'sqlalchemy', 'alembic', 'asyncio', 'httpx', 'logging'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-S", "-c", program], check=True, env=environment)


def test_it_shows_tags_reminders_orders_and_shops_without_a_record(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    call(connection, shops.add, Shop("s1", "One", region="US"))
    call(connection, settings.save, Settings(response_hours=(("US", 5),)))
    for at, shop in enumerate(("s1", "bare")):
        item = listed(message(at, key=KEY._replace(shop=shop)), unread=1)
        call(connection, inbound.store_list, shop, [item], 1.0)
    connection.executemany(
        "INSERT INTO seller.tags (id, name, position) VALUES (?, ?, ?)",
        [("b", "B", 0), ("a", "A", 1)],
    )
    connection.execute(
        "UPDATE tiktok.conversations SET tags = ',a,b,gone,', remind_at = 9, orders = 2, marked = 1"
    )
    page = inbox_pages.page(connection, InboxQuery())
    found = first_page.read(tmp_path)
    assert found is not None
    assert found.rows == page
    assert [row.key.shop for row in page] == ["bare", "s1"]
    assert [row.tags for row in page] == [("b", "a")] * 2
    assert [row.deadline - row.waiting_since for row in page] == [12 * 3600, 5 * 3600]
    opening.close(connection)


@pytest.mark.parametrize(
    "kept", ["", "x", "[]", "[1, 2]", "[1, 2, 3, [], 4]", "{}", '[1, 2, 3, "x"]', "7", "null"]
)
def test_counts_that_cannot_be_read_are_counted_anew(tmp_path: Path, kept: str) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    call(connection, inbound.store_list, "s1", [listed(message(1), unread=1)], 1.0)
    call(connection, settings.set_value, "counts", kept)
    found = first_page.read(tmp_path)
    assert found is not None
    assert (found.counts.all, found.counts.by_shop) == (1, (("s1", 1, 1),))
    call(connection, settings.set_value, "counts", '[5, 4, 3, [["s1", 4, 3]]]')
    found = first_page.read(tmp_path)
    assert found is not None
    assert found.counts == InboxCounts(5, 4, 3, (("s1", 4, 3),))
    counts = inbox_counts.counts(connection, InboxQuery())
    call(connection, settings.keep_counts, counts)
    found = first_page.read(tmp_path)
    assert found is not None
    assert found.counts == counts
    opening.close(connection)
