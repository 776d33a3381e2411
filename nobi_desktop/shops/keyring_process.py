"""Speaks to the system's keyring through a process of its own, which ends when it is not needed.

The Linux keyring's client brings a cryptography library along: 10 MB that the program would carry
all day for some secrets read at the start and a pair of tokens a day. Requests and answers are
lines of JSON over the process's own pipes; nothing of them stands in its arguments, environment or
log.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any, TextIO

from nobi_desktop.shops.vault import Backend, VaultError, code_of, system_backend

WORD = "keyring"
"""The word on the command line that makes the program serve as such a process."""

IDLE = 20.0
"""Seconds without a request after which the process ends."""


def _command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, WORD)
    return (sys.executable, "-m", "nobi_desktop", WORD)


class KeyringProcess:
    """A `Backend` whose keyring is in another process, begun at the first request.

    One request at a time. A process that has ended is begun anew, and what it was asked for is
    asked once more: each request may be repeated. Raises VaultError.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        self.backend_name = ""
        self._command = tuple(command) or _command()
        self._process: subprocess.Popen[str] | None = None

    def get_password(self, service: str, username: str) -> str | None:
        value = self._ask("get", service, username)
        return value if isinstance(value, str) else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask("set", service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._ask("delete", service, username)

    def close(self) -> None:
        """Let the process go."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):  # It may have ended before it took all that was written.
            process.stdin.close()
        process.stdout.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ask(self, *request: str) -> Any:
        answer = self._exchange(request)
        if answer is None:
            self.close()
            answer = self._exchange(request)
        if answer is None:
            self.close()
            raise VaultError("failed")
        self.backend_name = answer.get("backend") or self.backend_name
        if answer.get("error"):
            raise VaultError(str(answer["error"]))
        return answer.get("value")

    def _exchange(self, request: tuple[str, ...]) -> dict[str, Any] | None:
        """The answer; None where the process has ended or says what nobody understands."""
        try:
            process = self._process or self._begun()
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def _begun(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return self._process


def serve(
    requests: TextIO, answers: TextIO, backend: Backend | None = None, *, idle: float = IDLE
) -> int:
    """Answer requests until there are no more, or none for `idle` seconds; the exit code."""
    watch = _begin_to_wait(idle)
    for line in requests:
        watch.cancel()
        try:
            backend = backend or system_backend()
            kind = type(backend)
            answer = {
                "backend": f"{kind.__module__}.{kind.__qualname__}",
                "value": _done(backend, json.loads(line)),
            }
        except VaultError as error:
            answer = {"error": error.code}
        except Exception as error:
            # Backends raise what they like, and some put values into their texts.
            answer = {"error": code_of(error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        watch = _begin_to_wait(idle)
    watch.cancel()
    return 0


def _done(backend: Backend, request: list[str]) -> str | None:
    match request:
        case ["get", service, user]:
            return backend.get_password(service, user)
        case ["set", service, user, password]:
            backend.set_password(service, user, password)
        case ["delete", service, user]:
            backend.delete_password(service, user)
        case _:
            raise VaultError("failed")
    return None


def _begin_to_wait(idle: float) -> threading.Timer:
    # Reading cannot be waited for with a limit on every system: the process simply ends.
    watch = threading.Timer(idle, os._exit, (0,))
    watch.daemon = True
    watch.start()
    return watch
