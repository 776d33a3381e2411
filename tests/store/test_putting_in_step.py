"""What the seller has added outlives the copy, and the copy follows the seller's file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Role, Text
from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.domain.tag import Tag
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import (
    conversations,
    drafts,
    files,
    inbound,
    marks,
    notes,
    outbox,
    search_index,
    shops,
    step,
    tags,
    views,
)
from nobi_desktop.store.database import Database, Opened
from tests.store.scene import SHOP, listed, message

NOW = 1_767_225_600.0
REMIND = int(NOW) + 3600
TAGGED, UNREAD, SETTLED, ROBOT, PLAIN = (ConversationKey("s1", f"c{n}") for n in range(5))
HELD = (TAGGED, UNREAD, SETTLED, ROBOT, PLAIN)
UNHELD = ConversationKey("s1", "not in the copy")


async def from_tiktok(db: Database) -> None:
    """What TikTok holds, as polling brings it: a buyer waits in each; in one a robot spoke last."""
    for key in HELD:
        said = [message(1, key=key, name=f"{key.id}.1")]
        if key == ROBOT:
            said.insert(0, message(2, key=key, name=f"{key.id}.2", role=Role.ROBOT))
        await db.write(inbound.store_list, "s1", [listed(said[0], id=key.id)], NOW)
        await db.write(inbound.store_page, key, said, "", now=NOW)


async def triage(db: Database) -> None:
    await db.write(tags.save, Tag("0a1b2c3d", "Khách quen"))
    await db.write(tags.save, Tag("ffffffff", "Gấp", position=1))
    for tag in ("ffffffff", "0a1b2c3d"):
        await db.write(tags.assign, (TAGGED, UNHELD), tag, NOW)
    await db.write(marks.mark_unread, (UNREAD,), True)
    await db.write(marks.remind, (UNREAD, UNHELD), REMIND)
    await db.write(marks.settle, (SETTLED, ROBOT))


async def untriage(db: Database) -> None:
    for tag in ("ffffffff", "0a1b2c3d"):
        await db.write(tags.remove, (TAGGED, UNHELD), tag)
    await db.write(marks.mark_unread, (UNREAD,), False)
    await db.write(marks.remind, (UNREAD, UNHELD), 0)
    await db.write(marks.unsettle, (SETTLED, ROBOT))


async def opened(folder: Path) -> Database:
    return await Database.open(folder, clock=HandClock())


async def begun(folder: Path) -> Database:
    """A store with what TikTok holds, and nothing of the seller's."""
    db = await opened(folder)
    await db.write(shops.add, SHOP)
    await from_tiktok(db)
    return db


async def shown(db: Database, key: ConversationKey) -> ConversationRow:
    row = await db.read(conversations.row, key)
    assert row is not None
    return row


async def all_is_shown(db: Database) -> None:
    assert (await shown(db, TAGGED)).tags == ("0a1b2c3d", "ffffffff")
    row = await shown(db, UNREAD)
    assert (row.marked, row.unread, row.remind_at) == (True, 1, REMIND)
    assert [key for key in HELD if (await shown(db, key)).unanswered] == [TAGGED, UNREAD, PLAIN]
    assert await columns(db, TAGGED) == (",0a1b2c3d,ffffffff,", 0, 0)


async def nothing_is_shown(db: Database) -> None:
    for key in HELD:
        row = await shown(db, key)
        assert (row.tags, row.marked, row.remind_at) == ((), False, 0)
        assert row.unanswered, f"the buyer of {key.id} waits"


async def columns(db: Database, key: ConversationKey) -> Any:
    def read(connection: sqlite3.Connection) -> Any:
        return connection.execute(
            "SELECT tags, marked, remind_at FROM tiktok.conversations WHERE shop = ? AND id = ?",
            key,
        ).fetchone()

    return await db.read(read)


def nothing_left(path: Path) -> None:
    path.unlink()


def no_database(path: Path) -> None:
    path.write_bytes(b"x" * 9000)


def a_page_of_noise(path: Path) -> None:
    with path.open("r+b") as file:
        for number in range(1, path.stat().st_size // 4096):
            file.seek(4096 * number)
            file.write(b"\xa7" * 4096)


DAMAGES = [nothing_left, no_database, a_page_of_noise]


@asynccontextmanager
async def restored(folder: Path, damage: Callable[[Path], None]) -> AsyncIterator[Database]:
    """The store again after the seller's file was damaged: from its backup."""
    damage(folder / files.SELLER)
    db = await opened(folder)
    try:
        await db.check()
        assert db.opened.restored_seller
        yield db
    finally:
        await db.close()


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_copy_is_filled_again_and_shows_all_the_seller_had_added(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """F36, with everything that is the seller's own: nothing of it was in the copy."""
    db = await begun(tmp_path)
    await triage(db)
    view = SavedView("v1", "Quen", InboxQuery(tags=frozenset({"0a1b2c3d"})))
    await db.write(views.save, view)
    await db.write(notes.save, "user-1", "thích màu đỏ", NOW)
    await db.write(drafts.save, PLAIN, "nháp", NOW)
    await db.write(outbox.add, PLAIN, Kind.TEXT, Text("chưa gửi"), now=NOW)
    await db.close()

    damage(tmp_path / files.TIKTOK)
    db = await opened(tmp_path)
    try:
        await db.check()
        assert db.opened.rebuilt_copy
        assert await db.read(conversations.row, TAGGED) is None
        # A conversation can be tagged while the copy does not hold it yet.
        await db.write(tags.remove, (TAGGED,), "ffffffff")
        assert await db.write(tags.assign, (TAGGED,), "ffffffff", NOW) == (TAGGED,)
        await from_tiktok(db)
        await all_is_shown(db)
        assert await db.read(tags.counts) == (("0a1b2c3d", 2), ("ffffffff", 2))
        assert await db.read(views.all) == (view,)
        assert (await db.read(notes.get, "user-1")).text == "thích màu đỏ"
        assert await db.read(drafts.get, PLAIN) == "nháp"
        [waiting] = await db.read(outbox.open_rows, PLAIN)
        assert (waiting.state, waiting.content) == (OutgoingState.QUEUED, Text("chưa gửi"))
        # One that comes for the first time by its messages alone gets what is its own, too.
        page = [message(1, key=UNHELD, name="late")]
        await db.write(inbound.store_page, UNHELD, page, "", now=NOW)
        row = await shown(db, UNHELD)
        assert (row.tags, row.remind_at) == (("0a1b2c3d", "ffffffff"), REMIND)
    finally:
        await db.close()


@pytest.mark.parametrize("damage", DAMAGES[1:])
async def test_the_copy_shows_what_a_backup_holds_that_was_taken_off_since(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """F37: tags and marks that only the backup still has are seen again."""
    db = await begun(tmp_path)
    await triage(db)
    assert await db.back_up(force=True)
    await untriage(db)
    await nothing_is_shown(db)
    await db.close()

    async with restored(tmp_path, damage) as db:
        await all_is_shown(db)


@pytest.mark.parametrize("damage", DAMAGES[1:])
async def test_the_copy_lets_go_what_a_backup_does_not_hold(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """F37: above all, nobody counts as answered who is not, also where a robot spoke last."""
    db = await begun(tmp_path)
    assert await db.back_up(force=True)
    await triage(db)
    await all_is_shown(db)
    await db.close()

    async with restored(tmp_path, damage) as db:
        assert await db.read(tags.all) == ()
        await nothing_is_shown(db)


def put_back(folder: Path, kept: Path) -> None:
    """Let the copy be what it was: as after a power cut that has taken its last commits."""
    for file in files.all_of(folder / files.TIKTOK):
        file.unlink(missing_ok=True)
    shutil.copy(kept, folder / files.TIKTOK)


@pytest.mark.parametrize("then", [triage, untriage], ids=["given", "taken off"])
async def test_a_copy_that_has_lost_its_last_commits_shows_what_the_seller_has_done_in_them(
    tmp_path: Path, then: Callable[[Database], Any]
) -> None:
    folder, kept = tmp_path / "d", tmp_path / "before"
    db = await begun(folder)
    if then is untriage:
        await triage(db)
    await db.close()
    shutil.copy(folder / files.TIKTOK, kept)
    db = await opened(folder)
    await then(db)
    await db.close()

    put_back(folder, kept)
    db = await opened(folder)
    try:
        assert db.opened == Opened(), "nothing was damaged"
        await (all_is_shown if then is triage else nothing_is_shown)(db)
    finally:
        await db.close()


async def test_what_the_seller_does_afterwards_does_not_hide_that_the_copy_is_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, kept = tmp_path / "d", tmp_path / "before"
    db = await begun(folder)
    await db.close()
    shutil.copy(folder / files.TIKTOK, kept)
    db = await opened(folder)
    await triage(db)
    await db.close()
    put_back(folder, kept)

    def full(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(marks, "repeat_all", full)
        db = await opened(folder)
        assert await columns(db, TAGGED) == ("", 0, 0), "the list waits for the next start"
        await db.write(marks.remind, (PLAIN,), REMIND)
        await db.write(marks.remind, (PLAIN,), 0)
        await db.close()
    assert [record.levelname for record in caplog.records].count("ERROR") == 1
    caplog.clear()
    db = await opened(folder)
    await all_is_shown(db)
    await db.close()


async def test_a_search_index_made_anew_leaves_the_copy_in_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = await begun(tmp_path)
    await triage(db)
    await db.write(search_index.rebuild)
    assert await db.read(step.kept)
    await db.close()


async def test_an_ordinary_opening_looks_at_no_row_for_this(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = await begun(tmp_path / "d")
    await triage(db)
    await db.close()
    shutil.copytree(tmp_path / "d", tmp_path / "again")

    def never(connection: sqlite3.Connection) -> None:
        raise AssertionError("nothing was restored")

    monkeypatch.setattr(tags, "repeat_all", never)
    monkeypatch.setattr(marks, "repeat_all", never)
    db = await opened(tmp_path / "again")
    await all_is_shown(db)
    await db.close()
