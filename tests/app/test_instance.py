"""One program to a data folder; a second start brings the first window forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nobi_desktop.app import instance
from nobi_desktop.app.instance import FOLDER, InstanceServer, ask_to_raise
from nobi_desktop.app.lock import InstanceLock

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from nobi_desktop.app.instance import ask_to_raise
from nobi_desktop.app.lock import InstanceLock
app = QCoreApplication([])
folder = Path(sys.argv[1])
print(InstanceLock(folder).take(), ask_to_raise(folder))
"""


def test_the_lock_goes_to_one_and_comes_free_again(tmp_path: Path) -> None:
    """F40: one instance for a folder."""
    first, second = InstanceLock(tmp_path), InstanceLock(tmp_path)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    """F40: the first window comes forward."""
    lock = InstanceLock(tmp_path)
    assert lock.take()
    raised: list[bool] = []
    server = InstanceServer(tmp_path, lambda: raised.append(True))
    other = subprocess.Popen(
        [sys.executable, "-c", ASK, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.stdout is not None
    with other.stdout:
        assert other.stdout.read().split() == ["False", "True"]
    assert raised == [True]
    server.close()
    lock.release()


@pytest.mark.parametrize("words", [b"nobi-desktop 99 raise\n", b"", b"\xff\xfe" * 4000])
def test_another_protocol_is_answered_and_not_obeyed(
    tmp_path: Path, qtbot: QtBot, words: bytes
) -> None:
    raised: list[bool] = []
    server = InstanceServer(tmp_path, lambda: raised.append(True))
    place = tmp_path / FOLDER
    (place / "7.making").write_bytes(words)
    (place / "7.making").rename(place / "7.ask")
    qtbot.waitUntil((place / "7.answer").exists, timeout=5000)
    assert "what" in (place / "7.answer").read_text("utf-8")
    assert raised == []
    server.close()


def test_what_an_earlier_run_has_left_is_not_heard(tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / FOLDER
    place.mkdir()
    (place / "7.ask").write_text("nobi-desktop 1 raise\n")
    raised: list[bool] = []
    server = InstanceServer(tmp_path, lambda: raised.append(True))
    assert list(place.iterdir()) == []
    qtbot.wait(50)
    assert raised == []
    server.close()


def test_without_the_systems_watches_it_is_looked_now_and_then(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Blind(instance.QFileSystemWatcher):
        def __init__(self, _paths: list[str]) -> None:
            super().__init__()

    monkeypatch.setattr(instance, "QFileSystemWatcher", Blind)
    monkeypatch.setattr(instance, "LOOK", 10)
    raised: list[bool] = []
    server = InstanceServer(tmp_path, lambda: raised.append(True))
    (tmp_path / FOLDER / "7.ask").write_text("nobi-desktop 1 raise\n")
    qtbot.waitUntil(lambda: raised == [True], timeout=5000)
    server.close()


def test_where_nobody_listens_nobody_is_raised(tmp_path: Path, qapp: object) -> None:
    del qapp
    assert not ask_to_raise(tmp_path, milliseconds=100)
