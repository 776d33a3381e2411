"""Folds text the way Vietnamese sellers type it, so that a search finds it without its marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MOST_WORDS = 64
"""So many different words of a query are marked in a text at most."""

Span = tuple[int, int]
"""A stretch of a text as Python counts its characters: first, and one past the last."""


class _Letters(dict[int, str | int | None]):
    """What each character becomes: nothing for a mark, d for đ, itself for all others."""

    def __missing__(self, code: int) -> str | int | None:
        kept = None if unicodedata.category(chr(code)) == "Mn" else code
        self[code] = kept
        return kept


_LETTERS = _Letters({ord("đ"): "d"})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in lower case without marks, đ as d, every run of white space as one space.

    Nothing else changes: letters of other scripts, digits and signs stand for themselves.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", _bare(text)).split())


def _bare(text: str) -> str:
    return unicodedata.normalize("NFD", text).casefold().translate(_LETTERS)


@lru_cache(maxsize=1024)
def _bare_letter(character: str) -> str:
    return _bare(character)


def found(wanted: str, *texts: str) -> bool:
    """Whether every word of `wanted` stands in one of `texts`, both folded; nothing is in all."""
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in fold(wanted).split())


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Where words of `words` stand in `text`, in order and apart from each other.

    A word stands where another begins with it, and only where there is no such place, anywhere
    inside. Both are compared folded; a span takes in the marks that belong to its last letter, in
    whichever way they were typed. Positions count code points, so that an emoji counts as one also
    outside the basic plane (Qt counts it as two).
    """
    wanted = list(dict.fromkeys(_bare(words).split()))[:MOST_WORDS]
    if not wanted or not text:
        return ()
    letters, origins = _with_origins(text)
    found: list[Span] = []
    for word in wanted:
        places = _places(letters, word)
        begun = [at for at in places if not at or not letters[at - 1].isalnum()]
        for at in begun or places:
            found.append((origins[at], origins[at + len(word) - 1] + 1))
    merged: list[Span] = []
    for start, end in sorted(found):
        while end < len(text) and unicodedata.category(text[end]) == "Mn":
            end += 1
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _with_origins(text: str) -> tuple[str, list[int]]:
    """`text` folded letter by letter, and for each letter where in `text` it comes from."""
    letters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        bare = _bare_letter(character)
        letters.append(bare)
        origins += [at] * len(bare)
    return "".join(letters), origins


def _places(text: str, word: str) -> list[int]:
    places = []
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + len(word))
    return places
