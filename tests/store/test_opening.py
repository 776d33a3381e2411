"""Opening finds what is damaged, keeps what is the seller's, and touches nothing it must not."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Role, Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.store import (
    backups,
    conversations,
    drafts,
    files,
    inbound,
    inbox_pages,
    opening,
    outbox,
    shops,
)
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.versions import SELLER_VERSION, TIKTOK_VERSION
from tests.store.scene import KEY, SHOP, call, listed, message

NOW = 1_767_225_600.0


def fill(folder: Path, *, back_up: bool = False) -> None:
    """A store with a conversation, a draft and an unsent message, closed properly."""
    connection, _ = opening.open_store(folder, NOW)
    call(connection, shops.add, SHOP)
    call(connection, inbound.store_list, "s1", [listed(message(99))], NOW)
    for at in range(30):
        key = ConversationKey("s1", f"c{at}")
        page = [message(at * 100 + i, key=key, text="từ " * 40) for i in range(10, 0, -1)]
        call(connection, inbound.store_page, key, page, "t", now=NOW)
    call(connection, drafts.save, KEY, "nháp", NOW)
    call(connection, outbox.add, KEY, Kind.TEXT, Text("chưa gửi"), now=NOW)
    if back_up:
        backups.make(connection, folder, NOW, "seller")
    opening.close(connection)


def seller_rows(folder: Path) -> tuple[str, list[str], list[str]]:
    connection, _ = opening.open_store(folder, NOW)
    try:
        return (
            drafts.get(connection, KEY),
            [row.state.value for row in outbox.open_rows(connection, KEY)],
            [shop.name for shop in shops.all(connection)],
        )
    finally:
        opening.close(connection)


WHOLE = ("nháp", ["queued"], ["Shop One"])


def test_a_first_opening_makes_both_files_private(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu #1%"
    connection, opened = opening.open_store(folder, NOW)
    assert opened == opening.Opened(fresh=True)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    opening.close(connection)
    connection, opened = opening.open_store(folder, NOW)
    assert opened == opening.Opened()
    opening.close(connection)


def test_files_that_others_could_read_are_closed_to_them(tmp_path: Path) -> None:
    fill(tmp_path / "d")
    for path in (tmp_path / "d").iterdir():
        path.chmod(0o644)
    (tmp_path / "d").chmod(0o755)
    connection, _ = opening.open_store(tmp_path / "d", NOW)
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700
    for name in (files.SELLER, files.TIKTOK):
        assert stat.S_IMODE((tmp_path / "d" / name).stat().st_mode) == 0o600
    opening.close(connection)


def test_the_pragmas_are_those_of_the_house(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, NOW)
    raw = connection

    def pragma(name: str) -> object:
        return raw.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("seller.journal_mode") == pragma("tiktok.journal_mode") == "wal"
    assert pragma("seller.synchronous") == 2
    assert pragma("tiktok.synchronous") == 1
    assert pragma("busy_timeout") == 5000
    assert [row[1] for row in raw.execute("PRAGMA database_list")] == ["main", "seller", "tiktok"]
    opening.close(connection)


@pytest.mark.parametrize("name", [files.SELLER, files.TIKTOK])
@pytest.mark.parametrize("logged", [False, True])
def test_a_newer_version_is_refused_and_nothing_is_touched(
    tmp_path: Path, name: str, logged: bool
) -> None:
    """F38: the files stay as they are, byte for byte."""
    fill(tmp_path / "d")
    writer = sqlite3.connect(tmp_path / "d" / name, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("PRAGMA user_version = 99")
    if logged:
        folder = tmp_path / "copy"
        shutil.copytree(tmp_path / "d", folder)
        # The newer number stands in the log alone; the file itself still has ours.
        ours = SELLER_VERSION if name == files.SELLER else TIKTOK_VERSION
        assert files.header(folder / name).user_version == ours
    else:
        folder = tmp_path / "d"
    writer.close()
    (folder / (files.TIKTOK if name == files.SELLER else files.SELLER)).write_bytes(b"damaged")

    def picture() -> dict[str, bytes]:
        return {
            p.name: p.read_bytes()
            for p in folder.rglob("*")
            if p.is_file() and not p.name.endswith("-shm")
        }

    before = picture()
    with pytest.raises(StoreError) as refused:
        opening.open_store(folder, NOW)
    assert refused.value.code == "newer"
    assert picture() == before


def overwrite_pages(path: Path, seed: int) -> None:
    """Some pages become noise, as from a dying disk."""
    dice = random.Random(seed)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(4):
            file.seek(dice.randrange(0, size // 4096) * 4096)
            file.write(dice.randbytes(4096))


DAMAGES = {
    "zero length": lambda path: path.write_bytes(b""),
    "cut off": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut inside the header": lambda path: os.truncate(path, 50),
    "wrong magic": lambda path: path.write_bytes(b"not a database" + path.read_bytes()[14:]),
    "gone": lambda path: path.unlink(),
    "another program's database": lambda path: (
        path.unlink(),
        sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close(),
    ),
    **{f"noise {seed}": partial(overwrite_pages, seed=seed) for seed in range(50)},
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "d"
    fill(folder, back_up=True)
    return folder


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_set_aside_and_begins_anew(
    tmp_path: Path, filled: Path, damage: str
) -> None:
    """F36: at the opening."""
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    DAMAGES[damage](folder / files.TIKTOK)
    broken = (folder / files.TIKTOK).read_bytes() if (folder / files.TIKTOK).exists() else None
    connection, opened = opening.open_store(folder, NOW, thorough=True)
    try:
        assert opened.rebuilt_copy
        assert not opened.restored_seller
        assert opening.damage(connection) == ()
        assert inbox_pages.page(connection, InboxQuery()) == ()
        assert drafts.get(connection, KEY) == "nháp"
        call(connection, inbound.store_list, "s1", [listed(message(1))], NOW)
        row = conversations.row(connection, KEY)
        assert row is not None
        assert row.draft == "nháp"
        assert row.pending is OutgoingState.QUEUED
    finally:
        opening.close(connection)
    if broken is not None:
        assert (Path(opened.aside) / files.TIKTOK).read_bytes() == broken
    assert seller_rows(folder) == WHOLE


def test_a_log_of_another_file_does_no_harm_to_the_copy(tmp_path: Path, filled: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    (folder / (files.TIKTOK + "-wal")).write_bytes(random.Random(1).randbytes(40_000))
    connection, _ = opening.open_store(folder, NOW, thorough=True)
    assert opening.damage(connection) == ()
    assert len(inbox_pages.page(connection, InboxQuery())) in (0, 30)
    opening.close(connection)
    assert seller_rows(folder) == WHOLE


@pytest.mark.parametrize("damage", [name for name in DAMAGES if int(name[-1:] or 0, 36) % 2 == 0])
def test_a_damaged_seller_file_comes_back_from_its_backup(
    tmp_path: Path, filled: Path, damage: str
) -> None:
    """F37: the last backup, with its date."""
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    DAMAGES[damage](folder / files.SELLER)
    connection, opened = opening.open_store(folder, NOW + 60, thorough=True)
    assert opened.restored_seller
    assert opened.backup_at == NOW
    assert not opened.rebuilt_copy
    assert opening.damage(connection) == ()
    assert len(inbox_pages.page(connection, InboxQuery())) == 30
    opening.close(connection)
    draft, states, names = seller_rows(folder)
    assert (draft, names) == ("nháp", ["Shop One"])
    # From the backup it may have been sent since; from the damaged file it is known to wait.
    assert states in (["unconfirmed"], ["queued"])


def test_what_only_the_backup_still_holds_is_never_sent_by_itself(
    tmp_path: Path, filled: Path
) -> None:
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    (folder / files.SELLER).write_bytes(b"")
    connection, _ = opening.open_store(folder, NOW)
    assert outbox.next_due(connection, "s1", NOW) == ()
    [row] = outbox.open_rows(connection, KEY)
    assert (row.state, row.error_code) == (OutgoingState.UNCONFIRMED, "restored")
    # Nor is it taken for an old message that happens to say the same.
    call(connection, shops.learn_identity, "s1", "im-shop")
    old = message(5, role=Role.SHOP, text="chưa gửi")
    call(connection, inbound.store_page, KEY, [old], "", now=NOW)
    [row] = outbox.open_rows(connection, KEY)
    assert row.state is OutgoingState.UNCONFIRMED
    opening.close(connection)


def test_rows_written_after_the_backup_are_salvaged_table_by_table(tmp_path: Path) -> None:
    """F37: what is readable is salvaged first."""
    fill(tmp_path, back_up=True)
    connection, _ = opening.open_store(tmp_path, NOW)
    call(connection, drafts.save, KEY, "mới hơn", NOW + 1)
    for at in range(300):
        call(connection, drafts.save, ConversationKey("s1", f"x{at}"), "một nháp dài " * 20, NOW)
    opening.close(connection)
    path = tmp_path / files.SELLER
    raw = sqlite3.connect(path)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'outbox'").fetchone()[0]
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    connection, opened = opening.open_store(tmp_path, NOW + 2, thorough=True)
    assert opened.restored_seller
    assert drafts.get(connection, KEY) == "mới hơn"
    assert len(drafts.all(connection)) == 301
    [row] = outbox.open_rows(connection, KEY)
    assert row.state is OutgoingState.UNCONFIRMED
    opening.close(connection)
    assert sorted(p.name for p in Path(opened.aside).iterdir()) == [files.SELLER]


def test_without_any_backup_the_damaged_seller_file_is_still_kept(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / files.SELLER).write_bytes(b"x" * 9000)
    connection, opened = opening.open_store(tmp_path, NOW)
    assert opened.restored_seller
    assert opened.backup_at == 0.0
    assert shops.all(connection) == ()
    opening.close(connection)
    assert (Path(opened.aside) / files.SELLER).read_bytes() == b"x" * 9000


def test_both_files_damaged_at_once_are_both_set_aside(tmp_path: Path, filled: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    for name in (files.SELLER, files.TIKTOK):
        (folder / name).write_bytes(b"y" * 5000)
    connection, opened = opening.open_store(folder, NOW + 5)
    assert opened.restored_seller
    assert opened.rebuilt_copy
    assert drafts.get(connection, KEY) == "nháp"
    opening.close(connection)


def test_a_damaged_backup_is_passed_over_for_an_older_good_one(tmp_path: Path) -> None:
    fill(tmp_path, back_up=True)
    connection, _ = opening.open_store(tmp_path, NOW)
    newer = backups.make(connection, tmp_path, NOW + 86_400, "seller")
    opening.close(connection)
    newer.write_bytes(b"z" * 8000)
    (tmp_path / files.SELLER).write_bytes(b"")
    connection, opened = opening.open_store(tmp_path, NOW + 90_000)
    assert opened.backup_at == NOW
    assert drafts.get(connection, KEY) == "nháp"
    opening.close(connection)


def test_a_full_disk_is_not_taken_for_damage(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    shutil.copytree(filled, folder)
    (folder / files.TIKTOK).write_bytes(b"")
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    with pytest.raises(StoreError) as full:
        opening.open_store(folder, NOW)
    assert full.value.code == "disk_full"
    assert not list(folder.glob("damaged-*"))


def test_a_first_run_that_was_interrupted_is_simply_repeated(tmp_path: Path) -> None:
    files.make_private(tmp_path / files.SELLER)
    connection, opened = opening.open_store(tmp_path, NOW)
    assert opened == opening.Opened(fresh=True)
    opening.close(connection)


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F41: read-only."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError) as refused:
        opening.open_store(tmp_path, NOW)
    assert refused.value.code == "read_only"


def test_a_path_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as refused:
        opening.open_store(tmp_path / "file", NOW)
    assert refused.value.code == "read_only"


def test_alembic_is_imported_neither_for_a_new_store_nor_for_a_known_one(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from nobi_desktop.store import opening\n"
        "for _ in range(2):\n"
        "    connection, _ = opening.open_store(pathlib.Path(sys.argv[1]), 1.0)\n"
        "    opening.close(connection)\n"
        "assert 'alembic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "d")], check=True)
