"""A full disk, a damaged file, a lost log: nothing of the seller's is lost, the rest comes back.

These are F35 to F37 and F41 of the faults to survive, over a real store and a shop of the sandbox.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.desk.notices import Notices
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Text
from nobi_desktop.domain.notice import NoticeCode
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import conversations, drafts, files, marks, outbox, tags
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError, code_of
from nobi_desktop.store.sql import Connection
from tests.sync.rig import Rig

NOW = 1_767_225_600.0
REMIND = int(NOW) + 86_400
PAGE = 4096

Damage = Callable[[Path], None]


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """A shop of 45 conversations that was polled for a while, with what the seller made of it."""
    made = Rig(tmp_path / "data", conversations=45, messages=6)
    await made.open()
    await made.start(90)
    await made.db.write(of_the_seller, key_of(made))
    await made.db.write(drafts.save, key_of(made), "nháp", NOW)
    await made.db.write(outbox.add, key_of(made), Kind.TEXT, Text("chờ gửi"), now=NOW)
    yield made
    await made.close()


def key_of(rig: Rig) -> ConversationKey:
    return rig.key(rig.world.conversations(rig.shop)[3].id)


def of_the_seller(connection: Connection, key: ConversationKey) -> None:
    """A tag, a mark, a reminder and a note, as rows: that is all that outlives the copy."""
    connection.execute("INSERT INTO seller.tags VALUES ('t1', 'Khách quen', '#0A5CC0', 0)")
    connection.execute("INSERT INTO seller.conversation_tags VALUES (?, ?, 't1', 1)", key)
    connection.execute(
        "INSERT INTO seller.marks (shop, conversation, unread, remind_at) VALUES (?, ?, 1, ?)",
        (*key, REMIND),
    )
    connection.execute("INSERT INTO seller.notes VALUES ('buyer', 'thích màu đỏ', 1)")
    tags.repeat_all(connection)
    marks.repeat_all(connection)


async def whole_of_the_seller(db: Database, key: ConversationKey) -> None:
    """All that only the seller's file holds is there, unchanged."""
    assert await db.read(drafts.get, key) == "nháp"
    waiting = await db.read(outbox.open_rows, key)
    assert [(row.state, row.content) for row in waiting] == [
        (OutgoingState.QUEUED, Text("chờ gửi"))
    ]

    def rows(connection: Connection) -> list[Any]:
        return [
            connection.execute(f"SELECT {what} FROM seller.{table}").fetchall()
            for what, table in (
                ("id, name", "tags"),
                ("shop, conversation, tag", "conversation_tags"),
                ("shop, conversation, unread, remind_at", "marks"),
                ("buyer, text", "notes"),
            )
        ]

    assert await db.read(rows) == [
        [("t1", "Khách quen")],
        [(*key, "t1")],
        [(*key, 1, REMIND)],
        [("buyer", "thích màu đỏ")],
    ]


# -- F36: the copy ---------------------------------------------------------------------------------


def overwrite(path: Path, numbers: list[int], seed: int = 7) -> None:
    """Put noise in place of whole pages."""
    noise = random.Random(seed)
    with path.open("r+b") as file:
        for number in numbers:
            file.seek(number * PAGE)
            file.write(noise.randbytes(PAGE))


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def fifty_places(path: Path) -> None:
    overwrite(path, random.Random(36).choices(range(pages_of(path)), k=50))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // PAGE * PAGE])


def cut_within_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def wrong_magic(path: Path) -> None:
    path.write_bytes(b"SQLite format 2\x00" + path.read_bytes()[16:])


def text(path: Path) -> None:
    path.write_text("<html>not a database</html>" * 500)


def gone(path: Path) -> None:
    path.unlink()


def log_of_another(path: Path) -> None:
    """A log that belongs to another file, as a clumsy restore leaves it."""
    other = path.with_name("other.sqlite")
    connection = sqlite3.connect(other, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("CREATE TABLE conversations (x)")
    connection.executemany("INSERT INTO conversations VALUES (?)", [("x" * 500,)] * 300)
    shutil.copy(other.with_name(other.name + "-wal"), path.with_name(path.name + "-wal"))
    connection.close()
    for file in path.parent.glob("other.sqlite*"):
        file.unlink()


def torn_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(random.Random(3).randbytes(40_000))


DAMAGES: list[Damage] = [
    fifty_places,
    empty,
    half,
    cut_within_a_page,
    wrong_magic,
    text,
    gone,
    log_of_another,
    torn_log,
]
LOGS = (log_of_another, torn_log)
"""Of a log that does not belong to the file, SQLite may make something or nothing."""


def set_aside(rig: Rig, name: str) -> list[bytes]:
    """The damaged files of a name that were kept."""
    return [p.read_bytes() for p in Path(rig.db.opened.aside).rglob(name) if p.is_file()]


@pytest.mark.parametrize("damage", DAMAGES, ids=[d.__name__ for d in DAMAGES])
async def test_a_damaged_copy_is_set_aside_and_filled_again_by_polling(
    rig: Rig, damage: Damage
) -> None:
    """F36: moved aside, not deleted; the seller's data intact; polling refills, tags included."""
    key = key_of(rig)
    await rig.close()
    copy = rig.folder / files.TIKTOK
    damage(copy)
    damaged = copy.read_bytes() if copy.exists() else b""
    await rig.open()
    await rig.db.check()
    await rig.settle()
    assert rig.db.opened.rebuilt_copy or damage in LOGS
    if damaged and damage not in LOGS:
        assert set_aside(rig, files.TIKTOK) == [damaged]
    await whole_of_the_seller(rig.db, key)
    await rig.start(400)
    assert rig.truth() == await rig.stored()
    await whole_of_the_seller(rig.db, key)
    row = await rig.db.read(conversations.row, key)
    assert row is not None
    assert list(row.tags) == ["t1"]
    assert (row.marked, row.remind_at, row.unread >= 1) == (True, REMIND, True)
    assert rig.state is ShopState.LIVE
    assert not rig.crashes


async def test_noise_at_any_of_fifty_places_never_costs_the_seller_anything(
    rig: Rig, tmp_path: Path
) -> None:
    """F36: one page at a time; the copy is either sound or begins anew, and always answers."""
    key = key_of(rig)
    await rig.close()
    places = random.Random(50)
    rebuilt = 0
    for number in range(50):
        folder = tmp_path / f"broken{number}"
        shutil.copytree(rig.folder, folder)
        copy = folder / files.TIKTOK
        overwrite(copy, [places.randrange(pages_of(copy))], seed=number)
        db = await Database.open(folder, clock=HandClock())
        found = (await db.check()).rebuilt_copy or db.opened.rebuilt_copy
        rebuilt += found
        await whole_of_the_seller(db, key)
        row = await db.read(conversations.row, key)
        assert (row is None) == found
        await db.close()
        shutil.rmtree(folder)
    assert rebuilt > 40
    await rig.open()


async def copy_as_it_is(rig: Rig) -> bytes:
    """The copy as a power cut now would leave it at worst: without its log."""

    def written_back(connection: Connection) -> bytes:
        connection.execute("PRAGMA tiktok.wal_checkpoint(TRUNCATE)")
        return (rig.folder / files.TIKTOK).read_bytes()

    return await rig.db.read(written_back)


async def cut_the_power(rig: Rig, left: bytes) -> None:
    await rig.close()
    for path in rig.folder.glob(files.TIKTOK + "*"):
        path.unlink()
    (rig.folder / files.TIKTOK).write_bytes(left)
    await rig.open()


@pytest.mark.parametrize("said", [3, 70])
async def test_a_copy_that_lost_its_log_in_a_power_cut_is_made_good(rig: Rig, said: int) -> None:
    """F36: what was committed last is gone; no mark of ours may claim that it was read."""
    left = await copy_as_it_is(rig)
    for place in range(said):
        row = rig.world.conversations(rig.shop)[-1 - place % 40]
        rig.world.say(rig.shop, row.id, text=f"mất điện {place}")
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()
    await cut_the_power(rig, left)
    assert rig.truth() != await rig.stored()
    await rig.start(60)
    assert rig.truth() == await rig.stored()


async def test_conversations_that_a_power_cut_took_from_the_copy_are_listed_again(
    tmp_path: Path,
) -> None:
    """F36: that the list was once read to its end is not believed of a copy that has lost some."""
    rig = Rig(tmp_path / "data", conversations=120, messages=6)
    for row in rig.world.conversations(rig.shop)[20:]:
        for message in row.messages:
            message.create_time -= 30 * 86_400
    await rig.open()
    await rig.start(2)
    left = await copy_as_it_is(rig)
    await rig.pass_time(300)
    assert rig.truth() == await rig.stored()
    await cut_the_power(rig, left)
    assert len(await rig.stored()) < 120
    await rig.start(300)
    assert rig.truth() == await rig.stored()
    await rig.close()


# -- F35: a full disk ------------------------------------------------------------------------------


def fill_up(connection: Connection, spare: int = 0) -> None:
    for name in ("seller", "tiktok"):
        used = connection.execute(f"PRAGMA {name}.page_count").fetchone()[0]
        connection.execute(f"PRAGMA {name}.max_page_count = {used + spare}")


async def test_a_full_disk_is_one_banner_and_over_without_a_restart(rig: Rig) -> None:
    """F35: no partial page, the mark not moved, drafts and outbox readable, then all by itself."""
    key = key_of(rig)
    rows: Fact[tuple[ShopRow, ...]] = Fact(())
    notices = Notices(
        rows, rig.db.trouble, rig.sync.restarted, rig.sync.nudge, lambda s: None, lambda s: None
    )
    seen: list[tuple[NoticeCode, ...]] = []
    notices.rows.watch(lambda told: seen.append(tuple(n.code for n in told)))
    complete = rig.status.complete_until
    held = await rig.stored()
    await rig.db.read(fill_up)
    for place in range(30):
        row = rig.world.conversations(rig.shop)[-1]
        rig.world.say(rig.shop, row.id, text=f"{place} " + "đ" * 1800)
    await rig.pass_time(75)
    assert (rig.state, rig.status.code) == (ShopState.TROUBLE, "disk_full")
    assert rig.status.complete_until <= complete + 1
    assert (NoticeCode.DISK_FULL,) in seen
    assert all(told.count(NoticeCode.DISK_FULL) <= 1 for told in seen)
    after = await rig.stored()
    for name, ids in held.items():
        # Pages are stored whole or not at all.
        assert len(after[name]) - len(ids) in range(0, 41, 10)
    await whole_of_the_seller(rig.db, key)
    await rig.db.read(fill_up, 1_000_000)
    await rig.pass_time(90)
    assert rig.truth() == await rig.stored()
    assert rig.state is ShopState.LIVE
    assert notices.rows.value == ()
    assert not rig.crashes
    notices.close()


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"])
async def test_a_write_the_file_system_fails_is_the_same_as_a_full_disk(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """F35: SQLITE_FULL and IOERR alike, and no second exception from rolling back."""
    from nobi_desktop.store import database

    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorname = name
    assert code_of(failure) == "disk_full"
    broken = True

    def commit(connection: Connection) -> None:
        if broken:
            # As SQLite does it: the transaction has ended already when the error is told.
            connection.execute("ROLLBACK")
            raise failure
        connection.execute("COMMIT")

    monkeypatch.setattr(database, "commit", commit)
    held = await rig.stored()
    complete = rig.status.complete_until
    said = rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id, text="Shop ơi")
    await rig.pass_time(40)
    assert await rig.stored() == held
    assert rig.db.trouble.value == "disk_full"
    assert rig.state is ShopState.TROUBLE
    assert rig.status.complete_until == complete
    broken = False
    await rig.pass_time(60)
    assert said.id in str(await rig.stored())
    assert rig.db.trouble.value == ""
    assert rig.state is ShopState.LIVE
    assert not rig.crashes


# -- F37 and F41 -----------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [fifty_places, empty, half, wrong_magic, text])
async def test_a_damaged_file_of_the_seller_comes_back_from_its_backup_with_its_date(
    rig: Rig, damage: Damage
) -> None:
    """F37: the seller's file is restored from the verified backup of the day and says from when."""
    key = key_of(rig)
    assert await rig.db.back_up(force=True)
    made = rig.clock.now()
    await rig.close()
    seller = rig.folder / files.SELLER
    damage(seller)
    damaged = seller.read_bytes()
    await rig.open()
    await rig.db.check()
    await rig.settle()
    assert rig.db.opened.restored_seller
    assert abs(rig.db.opened.backup_at - made) < 120
    assert set_aside(rig, files.SELLER) == [damaged]

    assert [tag.id for tag in await rig.db.read(tags.all)] == ["t1"]
    assert await rig.db.read(drafts.get, key) == "nháp"
    # What might have gone since the backup was made is never sent by itself.
    assert all(
        row.state is not OutgoingState.QUEUED for row in await rig.db.read(outbox.open_rows, key)
    )
    await rig.start(60)
    assert rig.truth() == await rig.stored()


async def test_a_folder_that_is_a_file_or_cannot_be_had_is_told_and_nothing_runs_in_memory(
    tmp_path: Path,
) -> None:
    """F41: no silent run without a place to keep things."""
    taken = tmp_path / "taken"
    taken.write_text("here")
    for folder in (taken, taken / "below"):
        with pytest.raises(StoreError) as told:
            await Database.open(folder, clock=HandClock())
        assert told.value.code == "read_only"
    assert taken.read_text() == "here"
