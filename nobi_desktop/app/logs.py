"""Writes the log, with every secret and every name of a person taken out first."""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import sys
from pathlib import Path

_KEYS = "app_secret|refresh_token|access_token|auth_code|sign|x-tts-access-token|shop_cipher|code"
_NUMBER = r"(?:http_)?\d{1,8}(?![\w.+/=-])"
"""TikTok's number for a failure, which goes by the name of an authorization code: it may stay."""

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # name=value, "name": "value", name: value — in addresses, headers and dumped dictionaries.
    (
        re.compile(rf"(?i)(\b(?:{_KEYS})\b['\"]?\s*[=:]\s*['\"]?)(?!{_NUMBER})[^\s&'\",;}})]+"),
        r"\1***",
    ),
    (re.compile(r"\b(?:ROW|TTP|GCP)_[A-Za-z0-9_\-+/=.]{4,}"), "***"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "***@***"),
    (re.compile(r"(?<![\w.])\+?\d(?:[ .-]?\d){8,10}(?![\w.])"), "***"),
    (re.compile(r"\b\d{8,}(\d{3})\b"), r"…\1"),
)
LONGEST_LINE = 600
MOST = 40_000
"""Characters of a line and of a whole record: a dumped value can be a picture."""
QUIET = (
    "httpx",
    "httpcore",
    "urllib3",
    "keyring",
    "sqlalchemy",
    "alembic",
    "PIL",
    "asyncio",
    "qasync",
)


def redact(text: str) -> str:
    """`text` without secrets, telephone numbers, addresses and the user's own home folder."""
    for pattern, stand_in in _RULES:
        text = pattern.sub(stand_in, text)
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 3 else text


class RedactingFormatter(logging.Formatter):
    """Formats a record whole, traceback included, and redacts the result."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record)[:MOST].splitlines()
        words = redact("\n".join(line[:LONGEST_LINE] for line in lines))
        # The moment goes on last: its digits look like a telephone number.
        return f"{self.formatTime(record)} {words}"


class _QuietFile(logging.handlers.RotatingFileHandler):
    """A log file that a full disk can't turn into a failure of the program."""

    def _open(self):  # type: ignore[no-untyped-def]
        stream = super()._open()
        if os.name == "posix":
            Path(self.baseFilename).chmod(0o600)
        return stream

    def handleError(self, record: logging.LogRecord) -> None:
        del record


def file_of(folder: Path) -> Path:
    """The log of the data folder `folder`."""
    return folder / "logs" / "nobi.log"


def set_up(folder: Path, level: str) -> None:
    """Log to `folder`/logs (5 files of 2 MB) and, from warnings on, to stderr."""
    path = file_of(folder)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    form = RedactingFormatter("%(levelname)s %(name)s: %(message)s")
    file = _QuietFile(path, maxBytes=2_000_000, backupCount=4, encoding="utf-8", delay=True)
    file.setFormatter(form)
    screen = logging.StreamHandler(sys.stderr)
    screen.setFormatter(form)
    chosen = getattr(logging, level.upper())
    screen.setLevel(max(chosen, logging.WARNING) if level != "debug" else logging.DEBUG)
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.addHandler(file)
    root.addHandler(screen)
    root.setLevel(chosen)
    for name in QUIET:
        # httpx tells whole addresses, and with them secrets, at INFO.
        logging.getLogger(name).setLevel(logging.WARNING)
