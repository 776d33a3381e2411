"""The plan of the building holds: docstrings, names, the README's tree, forbidden words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "nobi_desktop"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations/versions" not in p.as_posix())
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "base"}
TOP = {
    "nobi_desktop",
    "resources",
    "tests",
    "packaging",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
}


def first_sentence(path: Path) -> str:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(words.split("\n\n")[0].split())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_begins_with_its_job(path: Path) -> None:
    sentence = first_sentence(path)
    assert sentence.endswith("."), f"{path} has no first sentence"
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 700


def test_the_readme_shows_the_tree_with_those_sentences() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {n: s.strip() for n, s in re.findall(r"^`([\w/]+\.py)` (.+)$", readme, re.MULTILINE)}
    real = {
        path.relative_to(PACKAGE).as_posix(): first_sentence(path)
        for path in MODULES
        if path.name != "__init__.py"
    }
    assert shown == real, "run `python -m tests.rules.tree` to write the tree anew"


def test_nothing_else_lies_at_the_top() -> None:
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    made = {"build", "dist", "nobi_desktop.egg-info", "demo-window.png"}
    assert found - made <= TOP


def test_nothing_is_executed_in_qt() -> None:
    for path in (PACKAGE / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("exec", "exec_", "processEvents"), path
            assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), path


def test_no_host_of_a_registry_stands_in_the_project() -> None:
    words = re.compile(r"(py[p]i|python[h]osted|npm[j]s)\.(org|com)|/wor[k]/|/roo[t]/")
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or any(
            (p.startswith(".") and p != ".ci") or p == "build" for p in parts
        ):
            continue
        if path.suffix in (".py", ".toml", ".md", ".lock", ".sh", ".svg", ".ts", ""):
            found = words.search(path.read_text(encoding="utf-8", errors="ignore"))
            assert found is None, f"{path}: {found}"
