"""Starts Nobi Desktop: `python -m nobi_desktop` or `nobi-desktop`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (the process's own by default); the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["doctor"]:
        from nobi_desktop.app import doctor

        return doctor.main(words[1:])
    if words == ["keyring"]:
        from nobi_desktop.shops import keyring_process

        return keyring_process.serve(sys.stdin, sys.stdout)
    # Until the first paint nothing becomes garbage that would be worth looking for.
    gc.disable()
    from nobi_desktop.app.options import parse

    options = parse(words)
    from nobi_desktop.app.run import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
