"""Kills the core again and again, and compares what it holds with what the sandbox knows."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from nobi_desktop.domain.message import Text
from nobi_desktop.store.codec import unpack

REPOSITORY = Path(__file__).parents[2]
Row = dict[str, Any]

SENT = ("sent", "confirmed")
NOT_GONE = ("queued", "preparing", "retry_wait", "blocked_auth", "rejected")
MAYBE = ("sending", "unknown", "unconfirmed")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Sandbox:
    """A sandbox in a process of its own."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "nobi_desktop.sandbox", "--no-story", "--rate", "0"]
        self._process = subprocess.Popen(
            [*command, *words], stdout=subprocess.PIPE, cwd=REPOSITORY, text=True
        )
        self.info: dict[str, Any] = json.loads(_line(self._process.stdout))

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def call(self, name: str, body: dict[str, Any] | None = None, **query: str) -> Any:
        url = f"{self.info['api_url']}/_sandbox/{name}?{urllib.parse.urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(url, data), timeout=20) as answer:
            return json.load(answer)

    def clear_faults(self) -> None:
        url = f"{self.info['api_url']}/_sandbox/faults"
        request = urllib.request.Request(url, method="DELETE")
        with urllib.request.urlopen(request, timeout=20) as answer:
            answer.read()

    def code(self, shop: str, app: int = 0) -> str:
        """A code for a shop, by an app's consent page, as the seller's browser gets it."""
        form = {
            "service_id": self.info["apps"][app]["service_id"],
            "state": "s",
            "shop_id": shop,
            "decision": "allow",
        }
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            opener.open(self.info["authorize_url"], urllib.parse.urlencode(form).encode())
        except urllib.error.HTTPError as error:
            with error:
                back = error.headers["location"]
        return urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]

    @property
    def shops(self) -> list[str]:
        return [shop["id"] for shop in self.info["shops"]]

    def sent(self) -> dict[str, Row]:
        """Every message that came in through the API, by its id."""
        return {
            row["message_id"]: row
            for shop in self.shops
            for row in self.call("sent", shop_id=shop)["sent"]
        }

    def keys(self) -> list[tuple[str, str]]:
        """The conversations one may write in."""
        return [
            (shop, row["conversation_id"])
            for shop in self.shops
            for row in self.call("conversations", shop_id=shop)["conversations"]
            if row["can_send_message"]
        ]


class Victim:
    """The process that forks a core for each order."""

    def __init__(self, folder: Path, sandbox: Sandbox, seed: int) -> None:
        self.folder = folder
        self._sandbox = sandbox
        self._seed = seed
        self._begun = time.time()
        (folder / "blobs").mkdir(exist_ok=True)
        self._errors = (folder / "errors").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.core"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=REPOSITORY,
            text=True,
        )

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._errors.close()

    def begin(self, do: str, **more: Any) -> int:
        """Let a core begin; the number of its process."""
        order = {
            "do": do,
            "folder": str(self.folder),
            "sandbox": self._sandbox.info,
            "begun": self._begun,
            "seed": self._seed,
            **more,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        pid: int = json.loads(_line(self._process.stdout))["pid"]
        return pid

    def ended(self) -> int:
        """Wait for the core's end: 0 where it ended by itself, -9 where it was killed."""
        code: int = json.loads(_line(self._process.stdout))["ended"]
        return code

    def kill_after(self, pid: int, seconds: float) -> int:
        """Kill the core if it still lives after so many seconds; how it ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and _lives(pid):
            time.sleep(0.01)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self.ended()

    def whole(self, do: str, **more: Any) -> None:
        """Carry out an order to its end."""
        self.begin(do, **more)
        assert self.ended() == 0, self.errors()

    def errors(self) -> str:
        self._errors.flush()
        return (self.folder / "errors").read_text()[-4000:]

    def notes(self) -> list[Row]:
        file = self.folder / "notes"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def outbox(self) -> list[Row]:
        """The rows of the outbox as they lie on disk."""
        with self._copy("seller") as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute("SELECT * FROM outbox ORDER BY sequence")
            return [dict(row) for row in found]

    def messages(self) -> dict[str, list[str]]:
        """The messages of history that are stored, in order, by conversation."""
        kept: dict[str, list[str]] = {}
        with self._copy("tiktok") as connection:
            for conversation, message in connection.execute(
                "SELECT c.id, m.id FROM messages m JOIN conversations c ON c.n = m.conversation "
                "WHERE m.segment IS NOT NULL ORDER BY c.id, m.key, m.created, m.id"
            ):
                kept.setdefault(conversation, []).append(message)
        return kept

    @contextmanager
    def _copy(self, name: str) -> Iterator[sqlite3.Connection]:
        """A copy is looked at, so that looking repairs nothing for the next start."""
        with tempfile.TemporaryDirectory() as folder:
            for ending in ("", "-wal"):
                file = self.folder / "data" / f"{name}.sqlite{ending}"
                if file.exists():
                    shutil.copy(file, Path(folder) / file.name)
            connection = sqlite3.connect(Path(folder) / f"{name}.sqlite")
            try:
                yield connection
            finally:
                connection.close()


def _line(stream: IO[str] | None) -> str:
    assert stream is not None
    line = stream.readline()
    assert line, "the process has ended"
    return line


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc").exists()


def compare(victim: Victim, sandbox: Sandbox, where: str) -> Counter[str]:
    """Nothing lost, nothing doubled: what the outbox claims is what the sandbox has."""
    rows = victim.outbox()
    sent = sandbox.sent()
    by_id = {row["local_id"]: row for row in rows}
    assert len(by_id) == len(rows), where
    for note in victim.notes():
        row = by_id.get(note.get("local_id", ""))
        if "local_id" not in note:
            continue
        assert row is not None, f"{where}: a queued message is lost: {note}"
        content = unpack(row["content"])
        if note["text"]:
            assert content == Text(note["text"]), f"{where}: the words have changed"
    copies = Counter(_mark(message["type"], message["raw_content"]) for message in sent.values())
    doubled = {mark: count for mark, count in copies.items() if count > 1}
    assert not doubled, f"{where}: doubled: {doubled}"
    claimed: set[str] = set()
    for row in rows:
        mark = row["upload_url"] if row["kind"] == "IMAGE" else unpack(row["content"]).text
        there = copies.pop(mark, 0)
        state = row["state"]
        if state in SENT:
            assert there == 1, f"{where}: {mark!r} counts as {state} and is not there"
            assert row["message_id"] in sent, where
            assert row["message_id"] not in claimed, f"{where}: one message claimed twice"
            claimed.add(row["message_id"])
        elif state in NOT_GONE:
            assert there == 0, f"{where}: {mark!r} is {state} and yet there"
        else:
            assert state in MAYBE, f"{where}: {state}"
    assert not copies, f"{where}: the sandbox has what nobody wrote: {copies}"
    return Counter(row["state"] for row in rows)


def _mark(kind: str, content: str) -> str:
    inner = json.loads(content)
    return str(inner["url"] if kind == "IMAGE" else inner["content"])


def choice_of(chance: random.Random) -> tuple[str, float]:
    """A place to die at, or none, and the time at which to be killed at the latest."""
    from nobi_desktop.sync.failpoint import NAMES

    if chance.random() < 0.25:
        return "", chance.uniform(0.05, 0.6)
    name = chance.choice(NAMES)
    return f"{name}:{chance.randint(1, 3)}", chance.uniform(0.5, 0.9)
