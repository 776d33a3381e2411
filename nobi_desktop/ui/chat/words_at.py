"""Finds the word around a place in a text, for a double click."""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder

from nobi_desktop.ui.chat.bubbles.text import cut, units

AROUND = 400


def word_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end, in UTF-16 units, of the word at `offset`; a space counts as one."""
    total = units(text)
    if not total:
        return 0, 0
    low = max(0, offset - AROUND)
    part = cut(text, low, min(total, offset + AROUND))
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, part)
    here = min(offset - low, units(part))
    finder.setPosition(here)
    start = here if finder.isAtBoundary() and here < units(part) else finder.toPreviousBoundary()
    finder.setPosition(max(0, start))
    end = finder.toNextBoundary()
    return low + max(0, start), low + (end if end > 0 else units(part))
