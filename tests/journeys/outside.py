"""Drives whole programs from outside: the sandbox, the window, a keyboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parents[2]


def _open(request: str | urllib.request.Request) -> Any:
    """Opens an address of this computer, past any proxy."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20)


class Sandbox:
    """A sandbox process and its door for tests, /_sandbox/."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.url: str = facts["api_url"]
        self.shops: list[dict[str, Any]] = facts["shops"]
        self.facts = facts

    def get(self, path: str) -> Any:
        with _open(f"{self.url}/_sandbox/{path}") as answer:
            return json.load(answer)

    def post(self, path: str, **body: Any) -> Any:
        request = urllib.request.Request(
            f"{self.url}/_sandbox/{path}",
            json.dumps(body).encode(),
            {"content-type": "application/json"},
        )
        with _open(request) as answer:
            return json.load(answer)

    def delete(self, path: str) -> None:
        with _open(urllib.request.Request(f"{self.url}/_sandbox/{path}", method="DELETE")):
            pass

    def sent(self) -> list[dict[str, Any]]:
        """Every message the sandbox took through its API, of all shops."""
        found: list[dict[str, Any]] = self.get("sent")["sent"]
        return found

    def conversations(self) -> list[dict[str, Any]]:
        """The conversations of the first shop."""
        found: list[dict[str, Any]] = self.get("conversations")["conversations"]
        return found

    def texts(self) -> list[str]:
        return [
            json.loads(message["content"])["content"]
            for message in self.sent()
            if message["type"] == "TEXT"
        ]


@contextmanager
def sandbox(*words: str) -> Iterator[Sandbox]:
    """A sandbox on a free port without a story, ended afterwards."""
    command = [sys.executable, "-m", "nobi_desktop.sandbox", "--port", "0", "--seed", "5", *words]
    if "--speed" not in words:
        command.append("--no-story")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process.stdout:
        try:
            yield Sandbox(json.loads(process.stdout.readline()))
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def program(*words: str, screen: bool = False, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Nobi Desktop as a process, with or without a screen; killed if it does not end itself."""
    environment = dict(os.environ)
    environment.pop("QT_QPA_PLATFORM", None)
    if not screen:
        environment.pop("DISPLAY", None)
        environment.pop("WAYLAND_DISPLAY", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "nobi_desktop", *words],
        cwd=ROOT,
        env=environment,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **options,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def until(question: Callable[[], T], seconds: float = 30, what: str = "") -> T:
    """The first true answer to `question`; an AssertionError when time is up."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain: {what or question}")
        time.sleep(0.1)
