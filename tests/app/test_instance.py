"""One program to a data folder; a second start brings the first window forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from nobi_desktop.app.instance import InstanceServer, ask_to_raise, server_name
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


def test_another_protocol_is_answered_and_not_obeyed(tmp_path: Path, qtbot: QtBot) -> None:
    raised: list[bool] = []
    server = InstanceServer(tmp_path, lambda: raised.append(True))
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(2000)
    socket.write(b"nobi-desktop 99 raise\n")
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0, timeout=5000)
    assert b"what" in bytes(socket.readAll().data())
    assert raised == []
    socket.disconnectFromServer()
    server.close()


def test_where_nobody_listens_nobody_is_raised(tmp_path: Path, qapp: object) -> None:
    del qapp
    assert not ask_to_raise(tmp_path, milliseconds=100)


@pytest.mark.parametrize("name", ["a", "Dữ liệu của tôi"])
def test_each_folder_has_a_server_of_its_own(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert server_name(tmp_path / name) != server_name(tmp_path)
