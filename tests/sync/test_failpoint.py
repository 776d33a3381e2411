"""A failpoint kills the process, once, where it was told to, and else does nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

CODE = """
from nobi_desktop.sync.failpoint import reach
for turn in range(4):
    reach("claimed")
    print(turn, flush=True)
    reach("after_post")
"""


@pytest.mark.parametrize(
    ("value", "printed", "killed"),
    [
        ("claimed:1", "", True),
        ("claimed:3", "0\n1\n", True),
        ("after_post", "0\n", True),
        ("after_post:9", "0\n1\n2\n3\n", False),
        ("", "0\n1\n2\n3\n", False),
        ("no_such_place:1", "0\n1\n2\n3\n", False),
    ],
)
def test_the_process_ends_at_the_named_place(value: str, printed: str, killed: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "NOBI_FAILPOINT": value},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout.replace("\r", "") == printed
    assert done.returncode == (-signal.SIGKILL if killed else 0)
