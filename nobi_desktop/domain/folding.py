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
