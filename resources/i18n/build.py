"""Brings the .ts files up to date with the sources and compiles them.

Run as `python resources/i18n/build.py`. New sentences come in as `unfinished`, those no longer
spoken go. Words of Qt's own dialogs and menus stand in the same files under Qt's contexts and are
never touched.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
UI = HERE.parents[1] / "nobi_desktop" / "ui"
CONTEXT = "nobi"
PLURALS = {"vi": 1, "en": 2}


def spoken(folder: Path = UI) -> dict[str, bool]:
    """Every sentence given to `t` in the sources, and whether it has plural forms.

    A sentence that is not written out where it is spoken is a ValueError: it could not be found.
    """
    found: dict[str, bool] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name != "t":
                continue
            first = node.args[0] if node.args else None
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                raise ValueError(f"{path}:{node.lineno}: t() takes a sentence written out")
            plural = any(keyword.arg == "n" for keyword in node.keywords)
            found[first.value] = found.get(first.value, False) or plural
    return found


def read(language: str) -> ET.ElementTree:
    """The .ts file of `language`."""
    return ET.parse(HERE / f"nobi_{language}.ts")


def context(tree: ET.ElementTree, name: str) -> ET.Element:
    """The context `name` of a .ts file, made where it is missing."""
    root = tree.getroot()
    for found in root.iter("context"):
        if found.findtext("name") == name:
            return found
    made = ET.SubElement(root, "context")
    ET.SubElement(made, "name").text = name
    return made


def update(language: str) -> list[str]:
    """Put the sentences now spoken into the .ts file; answers those without a translation."""
    tree = read(language)
    ours = context(tree, CONTEXT)
    known = {message.findtext("source"): message for message in ours.findall("message")}
    for message in ours.findall("message"):
        ours.remove(message)
    missing = []
    for source, plural in sorted(spoken().items()):
        message = known.get(source)
        if message is None or (message.get("numerus") == "yes") is not plural:
            message = ET.Element("message", {"numerus": "yes"} if plural else {})
            ET.SubElement(message, "source").text = source
            translation = ET.SubElement(message, "translation", {"type": "unfinished"})
            if plural:
                for _ in range(PLURALS[language]):
                    ET.SubElement(translation, "numerusform")
            elif language == "en":
                del translation.attrib["type"]
                translation.text = source
        if message.find("translation").get("type") == "unfinished":  # type: ignore[union-attr]
            missing.append(source)
        ours.append(message)
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    (HERE / f"nobi_{language}.ts").write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8"
    )
    return missing


def compile_to(language: str, target: Path) -> None:
    """Compile the .ts file of `language` to `target` with Qt's lrelease."""
    import PySide6

    lrelease = Path(PySide6.__file__).parent / (
        "lrelease.exe" if sys.platform == "win32" else "lrelease"
    )
    source = HERE / f"nobi_{language}.ts"
    subprocess.run(
        [str(lrelease), "-silent", "-nounfinished", str(source), "-qm", str(target)], check=True
    )


def main() -> int:
    missing = 0
    for language in PLURALS:
        for source in update(language):
            missing += 1
            sys.stdout.write(f"{language}: {source!r}\n")
        compile_to(language, HERE / f"nobi_{language}.qm")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
