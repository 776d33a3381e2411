"""Looks at this computer as far as shops depend on it: versions, disk, files, network, clock."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import socket
import sqlite3
import sys
import urllib.request
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from nobi_desktop import __version__
from nobi_desktop.domain.finding import Answer, Check, Failure, Finding, Mark, found
from nobi_desktop.flow.clock import Clock
from nobi_desktop.shops.examination import failure_of
from nobi_desktop.store.inspection import FileState, Inspection
from nobi_desktop.tiktok.errors import TikTokError
from nobi_desktop.tiktok.limits import ServerClock, date_seconds
from nobi_desktop.tiktok.witness import Witness

SQLITE_FIXED = (3, 51, 3)
"""Before it, two writers of one WAL file can damage it (sqlite.org/wal.html#walresetbug)."""
LITTLE = 1_000_000_000
NEARLY_NONE = 100_000_000
BACKUP_LAG = 2 * 86_400.0
"""Seconds that the newest backup may be behind the newest change."""
CLOCK_SLACK = 30.0
BEHIND, AHEAD = 300.0, 30.0
"""How far TikTok lets a call's time be behind its own, and ahead of it, in seconds."""


def program() -> tuple[Finding, ...]:
    """Versions of the program and of what it stands on."""
    try:
        qt = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        qt = ""
    python = platform.python_version()
    good = sqlite3.sqlite_version_info >= SQLITE_FIXED
    return (
        found(Check.PROGRAM, Mark.GOOD, "versions", nobi=__version__, python=python, qt=qt),
        found(Check.SYSTEM, Mark.GOOD, "system", name=_system_name(), machine=platform.machine()),
        found(
            Check.SQLITE,
            Mark.GOOD if good else Mark.NOTE,
            "fixed" if good else "old",
            version=sqlite3.sqlite_version,
        ),
    )


def _system_name() -> str:
    if sys.platform == "linux":
        try:
            return platform.freedesktop_os_release().get("PRETTY_NAME", "") or "Linux"
        except OSError:
            return f"Linux {platform.release()}"
    return f"{platform.system()} {platform.release()}"


def folder(path: Path) -> tuple[Finding, ...]:
    """The data folder and the disk under it."""
    shown = at_home(path)
    if not path.is_dir():
        there = found(Check.FOLDER, Mark.NOTE, "new", path=shown)
    elif not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        there = found(Check.FOLDER, Mark.BAD, "closed", path=shown)
    else:
        there = found(Check.FOLDER, Mark.GOOD, "there", path=shown)
    return there, _disk(path)


def _disk(path: Path) -> Finding:
    nearest = next((p for p in (path, *path.parents) if p.is_dir()), path)
    try:
        usage = shutil.disk_usage(nearest)
    except OSError:
        return found(Check.DISK, Mark.NOTE, "unknown")
    code, mark = "room", Mark.GOOD
    if usage.free < LITTLE:
        code, mark = "little", Mark.WARN
    if usage.free < NEARLY_NONE:
        code, mark = "full", Mark.BAD
    return found(Check.DISK, mark, code, free=usage.free, total=usage.total)


def store(seen: Inspection) -> tuple[Finding, ...]:
    """Both files, who may read them, and the backups."""
    findings = [
        _file(Check.SELLER_FILE, seen.seller, seen.known),
        _file(Check.COPY_FILE, seen.tiktok, seen.known),
    ]
    if seen.exposed:
        names = ", ".join(seen.exposed)
        findings.append(found(Check.MODES, Mark.WARN, "open", names=names))
    elif os.name == "posix" and seen.known:
        findings.append(found(Check.MODES, Mark.GOOD, "private"))
    if seen.last_backup:
        late = seen.last_change - seen.last_backup > BACKUP_LAG
        mark, code = (Mark.WARN, "old") if late else (Mark.GOOD, "made")
        findings.append(found(Check.BACKUP, mark, code, at=seen.last_backup))
    elif seen.known:
        # The first one is made minutes after the first start.
        findings.append(found(Check.BACKUP, Mark.NOTE, "none"))
    return tuple(findings)


_FILE_MARKS = {
    "sound": Mark.GOOD,
    "older": Mark.NOTE,
    "newer": Mark.BAD,
    "damaged": Mark.BAD,
    "busy": Mark.WARN,
    "unreadable": Mark.BAD,
}


def _file(check: Check, state: FileState, known: bool) -> Finding:
    code = state.code
    if code in ("missing", "empty"):
        # Once it was there, a file that is gone is as good as damaged.
        mark, code = (Mark.BAD, "gone") if known else (Mark.NOTE, "none_yet")
    else:
        mark = _FILE_MARKS[code]
    return found(
        check,
        mark,
        code,
        version=state.version,
        ours=state.ours,
        size=state.size,
        seconds=round(state.seconds, 2),
    )


def log(path: Path) -> Finding:
    """Where the log is, and how large."""
    try:
        size = path.stat().st_size
    except OSError:
        return found(Check.LOG, Mark.NOTE, "none", path=at_home(path))
    return found(Check.LOG, Mark.GOOD, "there", path=at_home(path), size=size)


def proxies() -> Finding:
    """The proxies that calls go through, without the names and passwords for them."""
    seen = [f"{scheme}: {_bare(address)}" for scheme, address in sorted(_proxies().items())]
    if not seen:
        return found(Check.PROXY, Mark.GOOD, "none")
    return found(Check.PROXY, Mark.NOTE, "used", names=", ".join(seen))


def _bare(address: str) -> str:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        port = parts.port
    except ValueError:
        return "?"
    return f"{parts.hostname or '?'}:{port}" if port else parts.hostname or "?"


class Hosts:
    """Whether TikTok's hosts can be reached from here, and what time it is there."""

    def __init__(
        self, witness: Callable[[], Witness], clock: Clock, server_clock: ServerClock
    ) -> None:
        self._witness = witness
        self._clock = clock
        self._server_clock = server_clock
        self._offset: float | None = None
        self.shut: dict[str, str] = {}

    async def look(self, apis: Iterable[str], signs: Iterable[str]) -> tuple[Finding, ...]:
        """Ask each address once for nothing in particular: no call that counts."""
        findings = [await self._knock(Check.API_HOST, address) for address in sorted(set(apis))]
        findings += [await self._knock(Check.AUTH_HOST, address) for address in sorted(set(signs))]
        return (*findings, self._clock_finding())

    async def _knock(self, check: Check, address: str) -> Finding:
        witness = self._witness()
        host = urlsplit(address).hostname or address
        try:
            await witness.exchange("GET", f"{address}/")
        except TikTokError as error:
            failure = failure_of(error)
            if failure is Failure.NETWORK and not await _has_name(host):
                failure = Failure.NAME
            self.shut[address] = failure
            return Finding(
                check,
                Mark.BAD,
                failure,
                (("host", host),),
                Answer(error.code, http=error.http, seconds=round(witness.last.seconds, 3)),
            )
        finally:
            await witness.close()
        self._learn(witness.last.date)
        seconds = round(witness.last.seconds, 3)
        return Finding(check, Mark.GOOD, "reached", (("host", host),), Answer(seconds=seconds))

    def _learn(self, date: str) -> None:
        there = date_seconds(date)
        if there is None or self._offset is not None:
            return
        self._offset = there + 0.5 - self._clock.now()
        # Calls carry TikTok's time, as the program's own do: a wrong clock is told, not met.
        self._server_clock.learn(date)

    def _clock_finding(self) -> Finding:
        if self._offset is None:
            return found(Check.CLOCK, Mark.NOTE, "unknown")
        # Positive where this computer is ahead.
        ahead = round(-self._offset)
        if -BEHIND <= ahead <= AHEAD:
            mark = Mark.WARN if abs(ahead) > CLOCK_SLACK else Mark.GOOD
        else:
            mark = Mark.BAD
        code = "right" if mark is Mark.GOOD else "ahead" if ahead > 0 else "behind"
        return found(Check.CLOCK, mark, code, seconds=abs(ahead))


async def _has_name(host: str) -> bool:
    try:
        await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        # A proxy finds the names for those behind it.
        return bool(_proxies())
    return True


def _proxies() -> dict[str, str]:
    """The proxy for each kind of address; what goes past them stands among Python's, too."""
    known = urllib.request.getproxies()
    return {scheme: known[scheme] for scheme in ("http", "https", "all") if scheme in known}


def at_home(path: Path) -> str:
    """`path` without the name of the user in it, where it is in the user's own folder."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)
