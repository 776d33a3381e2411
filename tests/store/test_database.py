"""Writes are whole, told in order, and survive a full disk."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import (
    drafts,
    files,
    holes,
    inbound,
    inbox_pages,
    messages,
    opening,
    outbox,
    settings,
    shops,
)
from nobi_desktop.store.database import Database, StoreError, begin, touch, undo
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, SHOP, listed, message


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "d", clock=HandClock())
    await database.write(shops.add, SHOP)
    yield database
    await database.close()


def slowly(connection: Connection, seconds: float, value: str) -> str:
    time.sleep(seconds)
    settings.set_value(connection, "x", value)
    touch(connection).shop(value)
    return value


class Held:
    """A write that stands in the middle of its work until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()

    def write(self, connection: Connection, value: str) -> str:
        self.begun.set()
        assert self.go.wait(10)
        return slowly(connection, 0.0, value)

    async def until_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, 10)


async def test_changes_are_told_on_the_loops_thread_in_the_order_of_commits(
    store: Database,
) -> None:
    told: list[tuple[Changes, int]] = []
    store.changes.watch(lambda changes: told.append((changes, threading.get_ident())))
    await asyncio.gather(
        *(store.write(slowly, 0.003 if at % 3 == 0 else 0.0, str(at)) for at in range(20))
    )
    assert [changes.shops for changes, _ in told] == [frozenset({str(at)}) for at in range(20)]
    assert {thread for _, thread in told} == {threading.get_ident()}


async def test_changes_are_told_before_the_writer_goes_on(store: Database) -> None:
    told: list[Changes] = []
    store.changes.watch(told.append)
    await store.write(drafts.save, KEY, "a", 1.0)
    assert [changes.conversations for changes in told] == [frozenset({KEY})]


async def test_a_write_that_touches_nothing_tells_nothing(store: Database) -> None:
    told: list[Changes] = []
    store.changes.watch(told.append)
    await store.write(drafts.save, KEY, "", 1.0)
    await store.read(drafts.get, KEY)
    assert told == []


async def test_a_write_whose_caller_left_is_committed_and_told(store: Database) -> None:
    told: list[Changes] = []
    store.changes.watch(told.append)
    held = Held()
    task = asyncio.ensure_future(store.write(held.write, "left"))
    await held.until_begun()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    held.go.set()
    assert await store.read(settings.get_value, "x") == "left"
    assert [changes.shops for changes in told] == [frozenset({"left"})]


async def test_a_write_whose_caller_left_before_its_turn_is_committed_and_told(
    store: Database,
) -> None:
    told: list[Changes] = []
    store.changes.watch(told.append)
    held = Held()
    before = asyncio.ensure_future(store.write(held.write, "before"))
    task = asyncio.ensure_future(store.write(slowly, 0.0, "left"))
    await held.until_begun()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    held.go.set()
    await before
    assert await store.read(settings.get_value, "x") == "left"
    assert [changes.shops for changes in told] == [{"before"}, {"left"}]


async def test_closing_waits_for_a_write_whose_caller_left(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "d", clock=HandClock())
    tasks = [asyncio.ensure_future(store.write(slowly, 0.01, str(at))) for at in range(3)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await store.close()
    await asyncio.gather(*tasks, return_exceptions=True)
    again = await Database.open(tmp_path / "d", clock=HandClock())
    assert await again.read(settings.get_value, "x") == "2"
    await again.close()


async def test_a_read_whose_caller_left_before_its_turn_is_not_done(store: Database) -> None:
    read: list[str] = []
    held = Held()
    before = asyncio.ensure_future(store.write(held.write, "before"))
    task = asyncio.ensure_future(store.read(lambda _: read.append("left")))
    await held.until_begun()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    held.go.set()
    await before
    assert await store.read(settings.get_value, "x") == "before"
    assert read == []


async def test_a_write_that_raises_leaves_no_trace(store: Database) -> None:
    told: list[Changes] = []
    store.changes.watch(told.append)

    def fails(connection: Connection) -> None:
        drafts.save(connection, KEY, "half", 1.0)
        inbound.store_page(connection, KEY, [message(1)], "", now=1.0)
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await store.write(fails)
    assert await store.read(drafts.get, KEY) == ""
    assert (await store.read(messages.timeline, KEY)).rows == ()
    assert told == []
    await store.write(drafts.save, KEY, "whole", 2.0)
    assert [changes.conversations for changes in told] == [frozenset({KEY})]


async def test_a_read_that_writes_is_a_fault(store: Database) -> None:
    with pytest.raises(RuntimeError, match="a read has written"):
        await store.read(drafts.save, KEY, "x", 1.0)


async def test_an_error_of_the_database_shows_no_values(store: Database) -> None:
    def breaks(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO seller.drafts (shop, conversation, text) VALUES (:a, :a, :b)",
            {"a": "CANARY name", "b": None},
        )

    with pytest.raises(Exception, match="NOT NULL") as raised:
        await store.write(breaks)

    def secret(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO seller.drafts (shop, conversation, nope) VALUES (:a, :a, :a)",
            {"a": "CANARY buyer text"},
        )

    with pytest.raises(Exception, match="nope") as hidden:
        await store.write(secret)
    assert "CANARY" not in str(hidden.value) + str(raised.value)


async def test_another_writer_is_waited_for_and_told_as_busy(store: Database) -> None:
    other = sqlite3.connect(store._folder / files.TIKTOK, isolation_level=None)
    await store.read(lambda c: c.execute("PRAGMA busy_timeout = 20") and None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as busy:
        await store.write(drafts.save, KEY, "x", 1.0)
    assert busy.value.code == "busy"
    assert store.trouble.value == ""
    other.execute("ROLLBACK")
    other.close()
    await store.write(drafts.save, KEY, "x", 1.0)


async def test_a_write_takes_its_lock_before_it_reads(store: Database) -> None:
    def other_writer_is_kept_out(connection: Connection) -> None:
        other = sqlite3.connect(store._folder / files.SELLER, isolation_level=None, timeout=0)
        try:
            with pytest.raises(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()

    await store.write(other_writer_is_kept_out)


def fill_up(connection: Connection, schema: str, spare: int) -> None:
    pages = connection.execute(f"PRAGMA {schema}.page_count").fetchone()[0]
    connection.execute(f"PRAGMA {schema}.max_page_count = {pages + spare}")


def free_up(connection: Connection, schema: str) -> None:
    connection.execute(f"PRAGMA {schema}.max_page_count = 100000000")


@pytest.mark.parametrize("spare", range(4))
async def test_a_full_disk_stops_a_page_whole_and_is_over_without_a_restart(
    store: Database, spare: int
) -> None:
    """F35: in the store, at every place of a page's writes."""
    await store.write(drafts.save, KEY, "nháp", 1.0)
    await store.write(outbox.add, KEY, Kind.TEXT, Text("chờ"), now=1.0)
    await store.write(inbound.store_page, KEY, [message(1)], "", now=1.0)
    troubles: list[str] = []
    told: list[Changes] = []
    store.trouble.watch(troubles.append, now=False)
    await store.read(fill_up, "tiktok", spare)
    store.changes.watch(told.append)
    page = [message(at, text="x" * 9000) for at in range(20, 10, -1)]
    for _ in range(2):
        with pytest.raises(StoreError) as full:
            await store.write(inbound.store_page, KEY, page, "t", now=2.0)
        assert full.value.code == "disk_full"
    assert troubles == ["disk_full"]
    assert told == []
    rows = (await store.read(messages.timeline, KEY)).rows
    assert [getattr(row, "id", "") for row in rows][:1] == ["m1"]
    assert await store.read(holes.of, KEY) == ()
    assert await store.read(drafts.get, KEY) == "nháp"
    assert len(await store.read(outbox.open_rows, KEY)) == 1
    await store.read(free_up, "tiktok")
    await store.write(inbound.store_page, KEY, page, "t", now=3.0)
    assert store.trouble.value == ""
    assert len(await store.read(holes.of, KEY)) == 1


async def test_a_write_that_changes_nothing_does_not_say_that_there_is_room_again(
    store: Database,
) -> None:
    await store.read(fill_up, "seller", 0)
    with pytest.raises(StoreError):
        await store.write(drafts.save, KEY, "x" * 90_000, 1.0)
    assert store.trouble.value == "disk_full"
    await store.write(outbox.unblock, "s1")
    await store.read(settings.get_value, "x")
    assert store.trouble.value == "disk_full"
    await store.read(free_up, "seller")
    await store.write(drafts.save, KEY, "x" * 90_000, 1.0)
    assert store.trouble.value == ""


async def test_a_full_disk_for_the_seller_keeps_what_was_typed_before(store: Database) -> None:
    await store.write(drafts.save, KEY, "nháp", 1.0)
    await store.read(fill_up, "seller", 0)
    with pytest.raises(StoreError) as full:
        await store.write(
            outbox.add, KEY, Kind.TEXT, Text("x" * 90_000), now=2.0, clear_draft="nháp"
        )
    assert full.value.code == "disk_full"
    assert await store.read(drafts.get, KEY) == "nháp"
    assert await store.read(outbox.open_rows, KEY) == ()


def test_a_commit_cut_short_leaves_the_seller_ahead_of_the_copy_and_never_behind(
    tmp_path: Path,
) -> None:
    """A file that may not grow any more fails inside the commit, after the seller's part."""
    program = (
        "import asyncio, pathlib, resource, sys\n"
        "from nobi_desktop.domain.message import Kind, OutgoingState, Text\n"
        "from nobi_desktop.flow.clock import HandClock\n"
        "from nobi_desktop.store import conversations, inbound, outbox\n"
        "from nobi_desktop.store.database import Database, StoreError\n"
        "from tests.store.scene import KEY, message\n"
        "async def main():\n"
        "    folder = pathlib.Path(sys.argv[1])\n"
        "    store = await Database.open(folder, clock=HandClock())\n"
        "    page = [message(at, text='x' * 9000) for at in range(30, 0, -1)]\n"
        "    await store.write(inbound.store_page, KEY, page, '', now=1.0)\n"
        "    row = await store.write(outbox.add, KEY, Kind.TEXT, Text('a'), now=1.0)\n"
        "    await store.write(outbox.claim, row.local_id, 1.0)\n"
        "    told = []\n"
        "    store.changes.watch(told.append)\n"
        "    size = (folder / 'tiktok.sqlite-wal').stat().st_size\n"
        "    free = resource.RLIM_INFINITY\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, free))\n"
        "    try:\n"
        "        await store.write(outbox.sent, row.local_id, 'm99', 2.0)\n"
        "        raise SystemExit('the commit did not fail')\n"
        "    except StoreError as error:\n"
        "        assert error.code == 'disk_full', error.code\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (free, free))\n"
        "    assert store.trouble.value == 'disk_full'\n"
        "    assert [changes.outbox for changes in told] == [{row.local_id}]\n"
        "    row = await store.read(outbox.get, row.local_id)\n"
        "    assert row.state is OutgoingState.SENT\n"
        "    assert (await store.read(conversations.row, KEY)).unanswered\n"
        "    await store.write(inbound.store_page, KEY, [message(31), *page], '', now=3.0)\n"
        "    assert store.trouble.value == ''\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, cwd=root)


def test_rolling_back_asks_first_whether_there_is_anything_to_roll_back(tmp_path: Path) -> None:
    """F35: no second exception from ROLLBACK."""
    connection, _ = opening.open_store(tmp_path, 1.0)
    undo(connection)
    begin(connection)
    undo(connection)
    undo(connection)
    opening.close(connection)


def break_page(folder: Path, name: str, table: str) -> None:
    """The first page of a table becomes noise."""
    path = folder / name
    raw = sqlite3.connect(path)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)


async def test_a_copy_that_breaks_while_running_is_replaced_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """F36: while running."""
    caplog.set_level(logging.CRITICAL)
    folder = tmp_path / "d"
    first = await Database.open(folder, clock=HandClock())
    await first.write(inbound.store_list, "s1", [listed(message(1))], 1.0)
    await first.write(drafts.save, KEY, "nháp", 1.0)
    await first.close()
    break_page(folder, files.TIKTOK, "messages")
    store = await Database.open(folder, clock=HandClock())
    if not store.opened.rebuilt_copy:
        healed: list[opening.Opened] = []
        store.healed.watch(healed.append)
        with pytest.raises(StoreError) as damaged:
            await store.write(inbound.store_list, "s1", [listed(message(2))], 1.0)
        assert damaged.value.code == "damaged"
        assert [each.rebuilt_copy for each in healed] == [True]
    await store.write(inbound.store_list, "s1", [listed(message(2))], 1.0)
    assert store.trouble.value == ""
    [row] = await store.read(inbox_pages.page, InboxQuery())
    assert row.draft == "nháp"
    await store.close()


async def test_checking_finds_damage_that_opening_did_not_see(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    folder = tmp_path / "d"
    first = await Database.open(folder, clock=HandClock())
    await first.write(inbound.store_list, "s1", [listed(message(1))], 1.0)
    assert not (await first.check()).rebuilt_copy
    await first.close()
    break_page(folder, files.TIKTOK, "messages_in_order")
    store = await Database.open(folder, clock=HandClock())
    assert not store.opened.rebuilt_copy
    assert (await store.check()).rebuilt_copy
    assert store.opened.rebuilt_copy
    await store.write(inbound.store_list, "s1", [listed(message(2))], 1.0)
    await store.close()


async def test_backups_are_made_once_a_day(tmp_path: Path) -> None:
    clock = HandClock()
    store = await Database.open(tmp_path, clock=clock)
    assert await store.back_up()
    assert not await store.back_up()
    clock.jump(86_401)
    assert await store.back_up()
    await store.close()


async def test_a_closed_store_says_so(store: Database) -> None:
    await store.close()
    with pytest.raises(StoreError) as closed:
        await store.read(drafts.get, KEY)
    assert closed.value.code == "closed"


async def test_closing_leaves_no_log_behind(tmp_path: Path) -> None:
    store = await Database.open(tmp_path, clock=HandClock())
    await store.write(drafts.save, ConversationKey("s", "c"), "x", 1.0)
    await store.close()
    assert files.all_of(tmp_path / files.SELLER) == (tmp_path / files.SELLER,)
    assert files.all_of(tmp_path / files.TIKTOK) == (tmp_path / files.TIKTOK,)
