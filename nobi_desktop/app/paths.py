"""Knows where the program keeps its files on this computer."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(chosen: Path | None) -> Path:
    """The folder of databases, pictures and logs: `chosen`, else the system's usual place."""
    if chosen is not None:
        return chosen
    from platformdirs import user_data_path

    return user_data_path("nobi-desktop", appauthor=False)


def make_private(folder: Path) -> None:
    """Create `folder` for this user alone. Raises OSError where that can't be done."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    probe = folder / ".writable"
    probe.write_bytes(b"")
    probe.unlink()
