"""Writes the tree of modules with their first sentences into the README."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from tests.rules.test_house import MODULES, PACKAGE, ROOT, first_sentence

START, END = "<!-- tree -->", "<!-- end of tree -->"


def tree() -> str:
    """The rooms with their modules, a line each."""
    rooms: dict[str, list[Path]] = defaultdict(list)
    for path in MODULES:
        parts = path.relative_to(PACKAGE).parts
        rooms[parts[0] if len(parts) > 1 else ""].append(path)
    lines: list[str] = []
    for room in sorted(rooms):
        if room:
            lines += ["", f"**{room}/** {first_sentence(PACKAGE / room / '__init__.py')}"]
        lines.append("")
        for path in rooms[room]:
            if path.name != "__init__.py":
                name = path.relative_to(PACKAGE).as_posix()
                lines += [f"`{name}` {first_sentence(path)}  "]
    return "\n".join(line.rstrip() + "  " if line.startswith("`") else line for line in lines)


def main() -> None:
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    new = re.sub(f"{START}.*?{END}", lambda _: f"{START}\n{tree()}\n{END}", text, flags=re.DOTALL)
    path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
