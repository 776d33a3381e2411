"""Keeps one program to a data folder by a lock of the operating system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


class InstanceLock:
    """The lock on a data folder, held by the system for as long as the process lives.

    A lock of the operating system, not a file with a process number: it can't be left behind.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether the folder is ours now. Raises OSError where no lock file can be made."""
        self._path.touch(mode=0o600)
        file = self._path.open("ab")
        try:
            if os.name == "nt":
                import msvcrt

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
