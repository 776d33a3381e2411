"""Finds out whether this computer has the system libraries and the screen that Qt needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, by environment elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _known() -> bytes:
    """The system's own list of its libraries, empty where it has none."""
    try:
        return Path("/etc/ld.so.cache").read_bytes()
    except OSError:
        return b""


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, screen: bool) -> list[str]:
    """Debian's names of the packages that Qt lacks here; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    needed = OFFSCREEN | (XCB if screen and os.environ.get("DISPLAY") else {})
    # Loading what the system does not list takes ten times as long as looking at its list.
    known = _known()
    return [
        package
        for library, package in needed.items()
        if library.encode() + b"\0" not in known and not _loads(library)
    ]


def install_line(packages: list[str]) -> str:
    """The one line that installs `packages`."""
    become = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"{become}apt-get install -y --no-install-recommends {' '.join(packages)}"


def speak_directly_to_this_computer() -> None:
    """What is on this computer (a sandbox) is not asked for through a proxy."""
    known = os.environ.get("NO_PROXY", os.environ.get("no_proxy", ""))
    hosts = filter(None, (*known.split(","), "127.0.0.1", "localhost"))
    os.environ["NO_PROXY"] = ",".join(dict.fromkeys(hosts))
