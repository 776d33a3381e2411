"""Looking into the files changes no byte of them, whatever state they are in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import files, opening, settings, shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.inspection import inspecting
from nobi_desktop.store.sql import Connection
from tests.store.scene import call


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Bytes, mode and time of every file."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def running(tmp_path: Path) -> Connection:
    """The store of a program that runs and has just written."""
    connection, _ = opening.open_store(tmp_path / "data", 1.0)
    call(connection, shops.add, Shop("s1", "Hà", first_synced=7))
    call(connection, settings.set_value, "install_id", "i-1")
    return connection


def look(folder: Path) -> tuple[str, str, str]:
    """The states of both files and the names of the shops that could be read."""
    with inspecting(folder) as seen:
        try:
            names = ",".join(shop.name for shop in seen.read(shops.all))
        except StoreError as error:
            names = f"!{error.code}"
        return seen.seller.code, seen.tiktok.code, names


PROGRAM = """
import sys
from pathlib import Path
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import opening, shops
from tests.store.scene import call

connection, _ = opening.open_store(Path(sys.argv[1]), 1.0)
for name in ("Hà", "Bếp"):
    call(connection, shops.add, Shop(name, name))
    print("written", flush=True)
    sys.stdin.readline()
"""


def test_while_the_program_runs(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process, process.stdin, process.stdout:
        for names in ("Hà", "Bếp,Hà"):
            assert process.stdout.readline() == b"written\n"
            before = snapshot(folder)
            assert before[files.SELLER + "-wal"][0]
            assert look(folder) == ("sound", "sound", names)
            assert snapshot(folder) == before
            # The program goes on writing, and what it writes is seen.
            process.stdin.write(b"\n")
            process.stdin.flush()
        assert process.wait(20) == 0


def test_after_it_was_ended(running: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opening.close(running)
    before = snapshot(folder)
    assert not any(name.endswith(("-wal", "-shm")) for name in before)
    assert look(folder) == ("sound", "sound", "Hà")
    assert snapshot(folder) == before


def test_after_it_was_cut_off(running: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "cut off"
    shutil.copytree(tmp_path / "data", folder, copy_function=shutil.copy2)
    before = snapshot(folder)
    assert before[files.SELLER + "-wal"][0]
    assert look(folder) == ("sound", "sound", "Hà")
    assert snapshot(folder) == before
    opening.close(running)


def test_a_log_without_its_index_is_read_and_stays_as_it_is(
    running: Connection, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    shutil.copytree(tmp_path / "data", folder, copy_function=shutil.copy2)
    for index in folder.glob("*-shm"):
        index.unlink()
    before = snapshot(folder)
    assert look(folder) == ("sound", "sound", "Hà")
    after = snapshot(folder)
    # SQLite makes the index anew; what holds data is untouched.
    assert {n: v for n, v in after.items() if not n.endswith("-shm")} == before
    opening.close(running)


def test_what_it_tells_of_sound_files(running: Connection, tmp_path: Path) -> None:
    with inspecting(tmp_path / "data") as seen:
        assert (seen.seller.version, seen.seller.ours) == (opening.SELLER.version,) * 2
        assert seen.seller.size > 4096
        assert seen.known
        assert seen.last_backup == 0.0
        assert seen.last_change > 1_700_000_000
        assert seen.exposed == ()
        assert seen.read(settings.get_value, "install_id") == "i-1"
    opening.close(running)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_it_names_what_others_may_read(running: Connection, tmp_path: Path) -> None:
    opening.close(running)
    (tmp_path / "data" / files.SELLER).chmod(0o644)
    with inspecting(tmp_path / "data") as seen:
        assert seen.exposed == (files.SELLER,)


def test_nothing_there_yet(tmp_path: Path) -> None:
    assert look(tmp_path / "none") == ("missing", "missing", "!missing")
    assert not (tmp_path / "none").exists()
    (tmp_path / "empty").mkdir()
    assert look(tmp_path / "empty") == ("missing", "missing", "!missing")
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize("file", [files.SELLER, files.TIKTOK])
@pytest.mark.parametrize("harm", ["zeros", "text", "cut", "nothing", "gone", "page"])
def test_damage_is_told_and_left_alone(
    running: Connection, tmp_path: Path, file: str, harm: str
) -> None:
    folder = tmp_path / "data"
    opening.close(running)
    path = folder / file
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {
                "zeros": bytes(len(whole)),
                "text": b"not a database" * 100,
                "cut": whole[: len(whole) // 2],
                "nothing": b"",
                "page": whole[:4096] + b"\x5a" * 4096 + whole[8192:],
            }[harm]
        )
    before = snapshot(folder)
    seller, tiktok, names = look(folder)
    told = seller if file == files.SELLER else tiktok
    assert told == {"nothing": "empty", "gone": "missing"}.get(harm, "damaged")
    if file == files.TIKTOK and harm != "cut" and harm != "page":
        assert (seller, names) == ("sound", "Hà")
    assert snapshot(folder) == before


@pytest.mark.parametrize(("change", "told"), [(1, "newer"), (-1, "older")])
def test_another_version_is_told(
    running: Connection, tmp_path: Path, change: int, told: str
) -> None:
    folder = tmp_path / "data"
    opening.close(running)
    raw = sqlite3.connect(folder / files.SELLER)
    raw.execute(f"PRAGMA user_version = {opening.SELLER.version + change}")
    if change < 0:
        raw.execute("ALTER TABLE shops DROP COLUMN paused")
    raw.close()
    for tail in ("-wal", "-shm"):
        (folder / (files.SELLER + tail)).unlink(missing_ok=True)
    before = snapshot(folder)
    # A newer file is read as far as its tables are ours; an older one may lack some.
    names = "Hà" if change > 0 else "!shape"
    assert look(folder) == (told, "sound", names)
    assert snapshot(folder) == before


def test_a_locked_file_is_no_damage(
    running: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nobi_desktop.store.inspection._PATIENCE", 0.05)
    folder = tmp_path / "data"
    opening.close(running)
    holder = sqlite3.connect(folder / files.SELLER, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE shops SET name = 'x'")
    try:
        seller, tiktok, _ = look(folder)
        # Where the index is kept in the holder's memory alone, the file itself is what there is.
        assert seller in ("busy", "sound")
        assert tiktok == "sound"
    finally:
        holder.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(running: Connection, tmp_path: Path) -> None:
    opening.close(running)
    (tmp_path / "data" / files.SELLER).chmod(0)
    assert look(tmp_path / "data")[0] == "unreadable"
