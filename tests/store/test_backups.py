"""Backups are whole, checked, and thinned to seven days and four weeks."""

from __future__ import annotations

import datetime
import sqlite3
import stat
from pathlib import Path

import pytest

from nobi_desktop.store import backups, drafts, files, opening
from tests.store.scene import KEY, call

DAY = 86_400.0
NOW = 1_767_225_600.0


def test_seven_days_and_four_weeks_are_kept(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, NOW)
    raw = connection
    for day in range(60):
        for hour in (0, 3600):
            backups.make(raw, tmp_path, NOW + day * DAY + hour, "seller")
    kept = [
        datetime.datetime.fromtimestamp(made, datetime.UTC).date()
        for made, _ in backups.of(tmp_path)
    ]
    last = datetime.datetime.fromtimestamp(NOW + 59 * DAY, datetime.UTC).date()
    assert kept[:7] == [last - datetime.timedelta(days=back) for back in range(7)]
    assert len({date.isocalendar()[:2] for date in kept}) == 4
    assert len(kept) <= 11
    assert all(made % DAY == 3600 for made, _ in backups.of(tmp_path))
    opening.close(connection)


def test_a_backup_is_private_complete_and_checked(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, NOW)
    call(connection, drafts.save, KEY, "nháp", NOW)
    path = backups.make(connection, tmp_path, NOW, "seller")
    opening.close(connection)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert files.is_sound(path)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT text FROM drafts").fetchall() == [("nháp",)]
    raw.close()
    assert backups.newest_good(tmp_path) == (NOW, path)


def test_a_copy_that_is_not_sound_is_never_called_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F37: backups are verified when they are made."""
    connection, _ = opening.open_store(tmp_path, NOW)
    monkeypatch.setattr(files, "is_sound", lambda path: False)
    with pytest.raises(sqlite3.DatabaseError):
        backups.make(connection, tmp_path, NOW, "seller")
    assert backups.of(tmp_path) == ()
    assert list((tmp_path / files.BACKUPS).iterdir()) == []
    opening.close(connection)


def test_a_backup_is_due_once_a_day_and_when_the_clock_went_back(tmp_path: Path) -> None:
    connection, _ = opening.open_store(tmp_path, NOW)
    assert backups.due(tmp_path, NOW)
    backups.make(connection, tmp_path, NOW, "seller")
    assert not backups.due(tmp_path, NOW + DAY - 1)
    assert backups.due(tmp_path, NOW + DAY)
    assert backups.due(tmp_path, NOW - 1)
    opening.close(connection)


def test_foreign_files_among_the_backups_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / files.BACKUPS
    folder.mkdir()
    for name in ("seller-notes.sqlite", "seller-99999999T999999Z.sqlite", "x.txt"):
        (folder / name).write_bytes(b"mine")
    assert backups.of(tmp_path) == ()
    assert backups.newest_good(tmp_path) is None
