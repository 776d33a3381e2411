"""Where there is no display: tells in plain lines what comes and goes, and takes typed answers."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message, Outgoing, OutgoingState, Role, Text
from nobi_desktop.domain.timeline import TimelineState
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import plain, words

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.ui.window import MainWindow

HELP = """There is no display here, so the window runs off-screen.
  type an answer and press Enter   sends it in the open conversation, through the window's composer
  /list                            the newest conversations, numbered
  /open N                          opens number N of that list
  /picture                         writes a picture of the window to {path}
  /quit                            ends the program (so does Ctrl+C)"""

TRIES = 50
"""Tenths of a second that a typed line waits for its conversation to open."""

_SIGNS = {
    OutgoingState.SENT: "sent",
    OutgoingState.CONFIRMED: "sent",
    OutgoingState.UNCONFIRMED: "not confirmed",
    OutgoingState.REJECTED: "refused",
    OutgoingState.RETRY_WAIT: "will be tried again",
}


class Console:
    """Speaks on stdout and reads stdin, line by line, beside the off-screen window."""

    def __init__(
        self, desk: Desk, window: MainWindow, end: Callable[[], object], picture: Path
    ) -> None:
        self._desk = desk
        self._window = window
        self._end = end
        self._picture = picture
        self._told: dict[ConversationKey, str] = {}
        self._signs: dict[str, OutgoingState] = {}
        self._started = False
        self._ending = False
        self._since = time.time() - 5
        self._reading = False
        self._partial = b""
        self._typed: deque[str] = deque()
        self._waiting = False
        self._pictured = False
        self._stops: list[Stop] = []

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to tell and, where stdin can be waited for, to listen."""
        self._say(HELP.format(path=self._picture))
        self._stops = [
            self._desk.inbox.rows.watch(self._rows, now=False),
            self._desk.timeline.state.watch(self._timeline, now=False),
        ]
        # Even where nobody types, the seller's window looks at a conversation.
        self._desk.timeline.window_active(True)
        try:
            os.set_blocking(sys.stdin.fileno(), False)
            loop.add_reader(sys.stdin.fileno(), self._readable, loop)
            self._reading = True
        except (OSError, ValueError, NotImplementedError, AttributeError):
            self._reading = False

    def stop(self, loop: asyncio.AbstractEventLoop) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()
        self._stop_reading(loop)
        self._write_picture()

    def _stop_reading(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._reading:
            self._reading = False
            loop.remove_reader(sys.stdin.fileno())
            os.set_blocking(sys.stdin.fileno(), True)

    @staticmethod
    def _say(text: str) -> None:
        try:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        except (OSError, UnicodeError):
            return

    def _rows(self, rows: tuple[ConversationRow, ...]) -> None:
        news = [row for row in rows if self._told.get(row.key) != row.last_message]
        first, self._started = not self._started and bool(rows), self._started or bool(rows)
        for row in news:
            self._told[row.key] = row.last_message
        if first:
            unread = sum(row.unread > 0 for row in rows)
            self._say(f"{len(rows)} conversations, {unread} of them unread.")
            self._desk.inbox.open(rows[0].key)
            self._list(rows)
            return
        for row in reversed(news):
            # What was written before this start is there, not coming in.
            if row.last_role is Role.BUYER and row.last_at >= self._since:
                name = plain.name(row.buyer.name, "?")
                self._say(f"{_now()} in   [{row.shop_name}] {name}: {words.message_preview(row)}")

    def _timeline(self, state: TimelineState) -> None:
        if not self._pictured and state.rows:
            asyncio.get_running_loop().call_later(2.0, self._write_picture)
            self._pictured = True
        for row in state.rows:
            if isinstance(row, Outgoing) and self._signs.get(row.local_id) is not row.state:
                self._signs[row.local_id] = row.state
                self._out(state, row)
        for local_id, known in list(self._signs.items()):
            if known is OutgoingState.SENDING and local_id not in {
                row.local_id for row in state.rows if isinstance(row, Outgoing)
            }:
                # History confirmed it before the answer was shown: the row became the message.
                del self._signs[local_id]
                last = next((r for r in reversed(state.rows) if isinstance(r, Message)), None)
                if last is not None and isinstance(last.content, Text):
                    self._say(f"{_now()} out  [{state.shop_name}] sent: {last.content.text}")

    def _out(self, state: TimelineState, row: Outgoing) -> None:
        sign = _SIGNS.get(row.state)
        if sign is None:
            return
        text = row.content.text if isinstance(row.content, Text) else row.kind.value
        name = plain.name(state.buyer.name, "?")
        self._say(f"{_now()} out  [{state.shop_name}] to {name}, {sign}: {text}")

    def _list(self, rows: tuple[ConversationRow, ...]) -> None:
        opened = self._desk.inbox.opened.value
        for number, row in enumerate(rows[:9], 1):
            mark = "*" if row.key == opened else " "
            unread = f" ({row.unread} unread)" if row.unread else ""
            name = plain.name(row.buyer.name, "?")
            line = f"{mark}{number}  [{row.shop_name}] {name}{unread}: {words.message_preview(row)}"
            self._say(line[:160])

    def _readable(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            data = os.read(sys.stdin.fileno(), 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._stop_reading(loop)
            if not self._ending:
                self._say(
                    "End of what was typed; the program runs on until Ctrl+C or --quit-after."
                )
            return
        *lines, self._partial = (self._partial + data).split(b"\n")
        self._typed.extend(line.decode("utf-8", "replace").rstrip("\r") for line in lines)
        self._pump()

    def _pump(self, tries: int = TRIES) -> None:
        """Do the typed lines one after another: each is meant for what is open at its turn."""
        while self._typed and not self._waiting:
            line = self._typed[0]
            opened = self._desk.inbox.opened.value
            if not line.startswith("/") and self._desk.composer.state.value.key != opened:
                if tries:
                    self._waiting = True
                    asyncio.get_running_loop().call_later(0.1, self._go_on, tries - 1)
                    return
                self._say("Nothing was sent: the conversation could not be opened.")
                self._typed.popleft()
                continue
            self._typed.popleft()
            tries = TRIES
            self._line(line)

    def _go_on(self, tries: int) -> None:
        self._waiting = False
        self._pump(tries)

    def _line(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        rows = self._desk.inbox.rows.value
        if word == "/quit":
            self._ending = True
            self._end()
        elif word == "/list":
            self._list(rows)
        elif word == "/picture":
            self._write_picture()
            self._say(f"A picture of the window is in {self._picture}")
        elif word == "/open":
            if rest.isdecimal() and 1 <= int(rest) <= len(rows):
                row = rows[int(rest) - 1]
                self._desk.inbox.open(row.key)
                self._say(f"Open: [{row.shop_name}] {plain.name(row.buyer.name, '?')}")
            else:
                self._say(f"Give a number from 1 to {min(9, len(rows))}.")
        elif word.startswith("/"):
            self._say("Not a command here: /list, /open N, /picture, /quit.")
        elif line.strip():
            self._type(line)

    def _type(self, line: str) -> None:
        """Put `line` into the window's own composer and press its button."""
        field = self._window.findChild(QPlainTextEdit, "composerText")
        button = self._window.findChild(QAbstractButton, "sendButton")
        if field is None or button is None or not field.isEnabled():
            self._say("Nothing was sent: no conversation is open, or it takes no message.")
            return
        field.setPlainText(line)
        button.click()

    def _write_picture(self) -> None:
        self._window.grab().save(str(self._picture))


def _now() -> str:
    return time.strftime("%H:%M:%S")
