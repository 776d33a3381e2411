"""The keys that are in force, for the tips and menus that tell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from nobi_desktop.flow.news import News
from nobi_desktop.ui import plain

changed: News[None] = News()
"""Told after commands have got other keys."""

_shown: dict[str, str] = {}


def use(shown: Mapping[str, str]) -> None:
    """Let commands have these keys, as this system writes them; empty for one without a key."""
    if dict(shown) != _shown:
        _shown.clear()
        _shown.update(shown)
        changed.tell(None)


def of(command: str) -> str:
    """The first key of a command as this system writes it, empty where it has none."""
    return _shown.get(command, "")


def beside(words: str, command: str) -> str:
    """`words` with the command's key behind them, for a tip."""
    key = of(command)
    return f"{words} ({key})" if key else words


def entry(words: str, command: str) -> str:
    """`words` for a menu, which shows the command's key at its right end."""
    key = of(command)
    return f"{plain.caption(words)}\t{plain.caption(key)}" if key else plain.caption(words)


def watch(widget: QWidget, tell: Callable[[], object]) -> None:
    """Call `tell` on each change of keys, for as long as `widget` lives."""
    stop = changed.watch(lambda _: tell())
    widget.destroyed.connect(stop)
