"""Writes the hash-pinned lock files from pyproject.toml.

`requirements.lock` runs the program, `requirements-test.lock` also tests it, and
`requirements-core.lock` tests everything under the screen where no Qt is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
QT = {"pyside6-essentials", "shiboken6", "qasync", "pytest-qt"}
HEADER = "# Written by `make lock`; install with pip's --require-hashes.\n"


def compiled(*extras: str) -> str:
    """The locked requirements of the project with `extras`, hashes and all."""
    answer = subprocess.run(
        [
            sys.executable,
            *("-m", "piptools", "compile", "--generate-hashes", "--allow-unsafe"),
            *("--strip-extras", "--no-emit-index-url", "--no-emit-trusted-host"),
            *("--no-emit-find-links", "--no-emit-options", "--no-header", "--no-annotate"),
            *("--quiet", "--output-file", "-"),
            *(part for extra in extras for part in ("--extra", extra)),
            str(HERE.parent / "pyproject.toml"),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout


def without_qt(lock: str) -> str:
    """`lock` less Qt and what only serves it."""
    blocks = re.split(r"\n(?=\S)", lock.strip())
    return "\n".join(b for b in blocks if b.split("==")[0].strip().lower() not in QT) + "\n"


def main() -> None:
    tests = compiled("build", "test")
    (HERE / "requirements.lock").write_text(HEADER + compiled("build"))
    (HERE / "requirements-test.lock").write_text(HEADER + tests)
    (HERE / "requirements-core.lock").write_text(HEADER + without_qt(tests))


if __name__ == "__main__":
    main()
