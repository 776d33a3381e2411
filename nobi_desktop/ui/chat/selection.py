"""Remembers which part of a conversation's text is selected, across rows that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nobi_desktop.domain.timeline import TimelineRow
from nobi_desktop.ui.chat.bubbles.row import spoken
from nobi_desktop.ui.chat.bubbles.text import cut, units


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a conversation: a row's key and UTF-16 units into that row's text."""

    key: str
    offset: int


WHOLE = 1 << 40
"""An offset behind the end of every text."""


class Selection:
    """From where a selection was begun to where it reaches now; empty without either."""

    def __init__(self) -> None:
        self.anchor: Place | None = None
        self.reach: Place | None = None

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.reach = None

    def begin(self, place: Place) -> None:
        """Select from `place`, nothing yet."""
        self.anchor = self.reach = place

    def extend(self, place: Place) -> None:
        """Select up to `place`."""
        if self.anchor is not None:
            self.reach = place

    def between(self, start: Place, end: Place) -> None:
        """Select from `start` to `end`."""
        self.anchor, self.reach = start, end

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor is None or self.anchor == self.reach

    def span(self, index_of: Callable[[str], int]) -> tuple[int, int, int, int] | None:
        """First row and offset, last row and offset; None where empty or its rows are gone."""
        if self.anchor is None or self.reach is None or self.anchor == self.reach:
            return None
        one = (index_of(self.anchor.key), self.anchor.offset)
        other = (index_of(self.reach.key), self.reach.offset)
        if one[0] < 0 or other[0] < 0:
            return None
        (first, start), (last, end) = sorted((one, other))
        return first, start, last, end

    def part(self, row: int, span: tuple[int, int, int, int]) -> tuple[int, int] | None:
        """The range of `row`'s text within `span`; None where nothing of it is selected."""
        first, start, last, end = span
        if not first <= row <= last:
            return None
        return (start if row == first else 0, end if row == last else WHOLE)


def text_of(
    selection: Selection, rows: Sequence[TimelineRow], index_of: Callable[[str], int]
) -> str:
    """The selected text as plain text, row after row on lines of their own."""
    span = selection.span(index_of)
    if span is None:
        return ""
    first, start, last, end = span
    if first == last:
        return _clean(cut(spoken(rows[first]), start, end))
    parts = []
    for place in range(first, last + 1):
        said = spoken(rows[place])
        low = start if place == first else 0
        high = end if place == last else WHOLE
        piece = said if low == 0 and high >= units(said) else cut(said, low, high)
        if piece:
            parts.append(piece)
    return _clean("\n".join(parts))


def _clean(text: str) -> str:
    # A clipboard carries no NUL, and other programs stop at it.
    return text.replace("\0", "")
