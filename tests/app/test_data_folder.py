"""The data folder before anything in it is touched: who holds it, and whether it can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from nobi_desktop.app import run
from nobi_desktop.app.lock import InstanceLock
from nobi_desktop.app.options import Options


@pytest.fixture(autouse=True)
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer on which nothing is missing; no window is ever made here."""
    monkeypatch.setattr(run.system, "missing_packages", lambda screen: [])
    monkeypatch.setattr(run.system, "has_screen", lambda: False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_API", "pyside6")


def test_a_second_start_opens_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F40: the lock is taken before any file of the store is read or made."""
    lock = InstanceLock(tmp_path)
    assert lock.take()
    second: list[Path] = []

    def stop(*args: object, **kwargs: object) -> int:
        raise AssertionError("a file of the store was opened")

    monkeypatch.setattr(run.first_page, "read", stop)
    monkeypatch.setattr(run, "_show", stop)
    monkeypatch.setattr(run, "_second_start", lambda folder: second.append(folder) or 0)
    assert run.run(Options(data_dir=tmp_path)) == 0
    assert second == [tmp_path]
    assert not list(tmp_path.glob("*.sqlite*"))
    lock.release()


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_cannot_be_had_is_told_with_its_path_and_the_way_out(
    tmp_path: Path, below: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F41: the path and a choice; no silent run in memory."""
    shown: list[object] = []
    monkeypatch.setattr(run, "_show", lambda *args, **kwargs: shown.append(args) or 0)
    taken = tmp_path / "taken"
    taken.write_text("here")
    folder = taken / below if below else taken
    assert run.run(Options(data_dir=folder)) == run.EXIT_UNABLE
    told = capsys.readouterr().err
    assert str(folder) in told
    assert "--data-dir" in told
    assert shown == []
    assert taken.read_text() == "here"
