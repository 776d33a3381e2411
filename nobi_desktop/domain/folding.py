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
    """Where the words of `words` stand in `text`: Python indexes (first, behind the last).

    Both are compared folded; places that meet or overlap are told as one.
    """
    wanted = fold(words).split()
    folded, places = "", []
    for place, character in enumerate(text):
        part = " " if character.isspace() else fold(character)
        folded += part
        places += [place] * len(part)
    marked: list[tuple[int, int]] = []
    for word in wanted:
        at = folded.find(word)
        while at >= 0:
            end = places[at + len(word) - 1] + 1
            while end < len(text) and unicodedata.category(text[end]) == "Mn":
                end += 1
            marked.append((places[at], end))
            at = folded.find(word, at + len(word))
    joined: list[tuple[int, int]] = []
    for first, last in sorted(marked):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
