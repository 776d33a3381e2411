"""Brings the first window forward when the program is started again on its data folder."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtNetwork import QLocalServer, QLocalSocket

PROTOCOL = b"nobi-desktop 1 "
"""Every word between two starts begins so; another protocol number is not understood."""


def server_name(folder: Path) -> str:
    """The name of the local server for this user and `folder`."""
    mark = f"{getpass.getuser()}\0{folder.resolve()}".encode()
    return "nobi-desktop-" + hashlib.sha256(mark).hexdigest()[:20]


def ask_to_raise(folder: Path, milliseconds: int = 2000) -> bool:
    """Ask the program that holds `folder` to show its window; whether it understood."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(milliseconds):
        return False
    socket.write(PROTOCOL + b"raise\n")
    socket.waitForBytesWritten(milliseconds)
    answered = socket.waitForReadyRead(milliseconds)
    answer = socket.readAll().data() if answered else b""
    socket.disconnectFromServer()
    return bytes(answer).startswith(PROTOCOL + b"ok")


class InstanceServer:
    """Hears other starts on the same folder and calls `raise_window` for them."""

    def __init__(self, folder: Path, raise_window: Callable[[], object]) -> None:
        self._raise = raise_window
        # Kept here until they have gone: Qt's side of a socket must not outlive Python's.
        self._sockets: list[QLocalSocket] = []
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The lock is ours, so a socket file of that name is a dead one's.
        QLocalServer.removeServer(server_name(folder))
        self._server.listen(server_name(folder))
        self._server.newConnection.connect(self._connected)

    def _connected(self) -> None:
        self._sockets = [
            s for s in self._sockets if s.state() != QLocalSocket.LocalSocketState.UnconnectedState
        ]
        while (socket := self._server.nextPendingConnection()) is not None:
            self._sockets.append(socket)
            socket.readyRead.connect(self._heard)
        self._heard()

    def _heard(self) -> None:
        for socket in self._sockets:
            words = bytes(socket.read(256).data()) if socket.bytesAvailable() else b""
            if not words:
                continue
            if words.startswith(PROTOCOL + b"raise"):
                self._raise()
                socket.write(PROTOCOL + b"ok\n")
            else:
                socket.write(PROTOCOL + b"what\n")
            socket.flush()

    def close(self) -> None:
        for socket in self._sockets:
            socket.readyRead.disconnect(self._heard)
            socket.abort()
        self._sockets.clear()
        self._server.close()
