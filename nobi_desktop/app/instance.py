"""Brings the first window forward when the program is started again on its data folder.

Both starts know the data folder, and the lock says who was first: the second one lays a question
into `wake/`, the first one sees it and answers. Qt's local sockets would do the same for 2.5 MB of
memory that the program carries all day.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer

PROTOCOL = "nobi-desktop 1 "
"""Every word between two starts begins so; another protocol number is not understood."""

FOLDER = "wake"
LOOK = 1000
"""Milliseconds between two looks where the system cannot tell of new files."""

_LONGEST = 256
_STEP = 0.02


def ask_to_raise(folder: Path, milliseconds: int = 2000) -> bool:
    """Ask the program that holds `folder` to show its window; whether it understood in time."""
    place = folder / FOLDER
    question = place / f"{os.getpid()}.ask"
    answer = question.with_suffix(".answer")
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        making = question.with_suffix(".making")
        making.write_text(f"{PROTOCOL}raise\n", "utf-8")
        making.replace(question)
        until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < until:
            if answer.exists():
                return answer.read_text("utf-8").startswith(f"{PROTOCOL}ok")
            time.sleep(_STEP)
    except (OSError, UnicodeDecodeError):
        return False
    finally:
        for file in (question, answer):
            _forget(file)
    return False


class InstanceServer:
    """Hears other starts on the same folder and calls `raise_window` for them."""

    def __init__(self, folder: Path, raise_window: Callable[[], object]) -> None:
        self._raise = raise_window
        self._place = folder / FOLDER
        self._place.mkdir(mode=0o700, exist_ok=True)
        # The lock is ours, so what lies there is of starts that nobody has answered.
        for file in self._place.iterdir():
            _forget(file)
        self._watcher = QFileSystemWatcher([str(self._place)])
        self._watcher.directoryChanged.connect(self._look)
        self._timer: QTimer | None = None
        if not self._watcher.directories():
            # The system's watches are used up, or this file system has none.
            self._timer = QTimer()
            self._timer.setInterval(LOOK)
            self._timer.timeout.connect(self._look)
            self._timer.start()

    def _look(self, _path: str = "") -> None:
        for question in sorted(self._place.glob("*.ask")):
            try:
                with question.open("rb") as file:
                    words = file.read(_LONGEST).decode("utf-8", "replace")
                known = words.startswith(f"{PROTOCOL}raise")
                question.unlink()
                making = question.with_suffix(".making")
                making.write_text(f"{PROTOCOL}{'ok' if known else 'what'}\n", "utf-8")
                making.replace(question.with_suffix(".answer"))
            except OSError:
                continue  # Whoever asked has gone.
            if known:
                self._raise()

    def close(self) -> None:
        """Hear nobody any more."""
        self._watcher.directoryChanged.disconnect(self._look)
        if self._timer is not None:
            self._timer.stop()


def _forget(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return  # It is in nobody's way.
