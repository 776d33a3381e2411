"""Folds text the way Vietnamese sellers type it, so that a search finds it without its marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in lower case without marks, đ as d, every run of white space as one space.

    Nothing else changes: letters of other scripts, digits and signs stand for themselves.
    """
    parts = unicodedata.normalize("NFD", text).casefold()
    bare = "".join(c for c in parts if unicodedata.category(c) != "Mn").replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def found(wanted: str, *texts: str) -> bool:
    """Whether every word of `wanted` stands in one of `texts`, both folded; nothing is in all."""
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in fold(wanted).split())


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words of `words` stand in `text`, both folded: (start, end) in order, apart."""
    wanted = set(fold(words).split())
    if not wanted:
        return ()
    bare, places = _bare(text)
    hits = []
    for word in wanted:
        at = bare.find(word)
        while at >= 0:
            last = at + len(word)
            # A mark that stands by itself belongs to the letter before it.
            end = places[last] if last < len(places) else len(text)
            hits.append((places[at], max(end, places[last - 1] + 1)))
            at = bare.find(word, last)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(hits):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _bare(text: str) -> tuple[str, list[int]]:
    """`text` folded letter by letter, and for each letter of it the place it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    parts: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in " " if letter.isspace() else fold(letter):
            parts.append(part)
            places.append(place)
    return "".join(parts), places
