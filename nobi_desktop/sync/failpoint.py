"""Ends the process at a named place, so that a test can prove what survives there.

Nothing happens unless the environment names a place: `NOBI_FAILPOINT=after_post:3` kills this
process, as a power cut would, when it reaches `after_post` for the third time.
"""

from __future__ import annotations

import logging
import os
import signal

VARIABLE = "NOBI_FAILPOINT"
NAMES = (
    "outbox_saved",
    "claimed",
    "before_post",
    "after_post",
    "sent_saved",
    "upload_done",
    "upload_saved",
    "refresh_started",
    "refresh_answered",
    "slot_written",
    "pointer_moved",
    "page_read",
    "page_saved",
)

_log = logging.getLogger(__name__)


def _armed() -> tuple[str, int]:
    name, _, count = os.environ.get(VARIABLE, "").partition(":")
    if not name:
        return ("", 0)
    if name not in NAMES:
        _log.warning("no such failpoint: %s", name)
        return ("", 0)
    return (name, int(count) if count.isdigit() else 1)


_name, _left = _armed()


def reach(name: str) -> None:
    """Tell that the place `name` (one of `NAMES`) is reached; the process may not survive it."""
    global _left
    if name != _name:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
