"""Cleans outside text, so that it cannot change what stands around it; Qt has no part in that.

Outside text is whatever TikTok, a buyer or a file has written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAME_LENGTH = 60
"""Characters of a name that are shown at the most."""

_FSI, _PDI = "\u2068", "\u2069"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters by category, blank to the eye.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_MARKS_IN_A_ROW = 3
# Words in Latin letters with single spaces between them: nothing there could be out of order.
_LATIN = "!-~\u00c0-\u024f\u1e00-\u1eff"
_USUAL = re.compile(f"[{_LATIN}]+(?: [{_LATIN}]+)*")


def _is_forbidden(character: str) -> bool:
    return (
        character in _BIDI
        or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
        or 0xE0000 <= ord(character) <= 0xE0FFF
    )


def _is_visible(character: str) -> bool:
    if character in _BLANK or character in _JOINERS:
        return False
    return unicodedata.category(character)[0] in "LNPS"


def one_line(text: str, limit: int = 200) -> str:
    """`text` on one line, without what could change text around it.

    Composes letters (NFC), turns every run of white space into one space, drops control and
    direction characters, and keeps at most three marks on a letter. Cut at `limit` characters.
    """
    # Cut before the work: a message may be 200 KB, a row shows some dozens of characters.
    return _one_line(text[: limit * 8], limit)


@lru_cache(maxsize=2048)
def _one_line(text: str, limit: int) -> str:
    composed = unicodedata.normalize("NFC", text)
    if len(composed) <= limit and _USUAL.fullmatch(composed):
        return composed
    kept: list[str] = []
    marks = 0
    gap = False
    for character in composed:
        if character.isspace() or character in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
            gap = bool(kept)
            continue
        if _is_forbidden(character):
            continue
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS_IN_A_ROW:
                continue
        else:
            marks = 0
        if gap:
            kept.append(" ")
            gap = False
        kept.append(character)
        if len(kept) >= limit:
            break
    while kept and kept[-1] in "\u200d":
        kept.pop()
    return "".join(kept)


def name(text: str, fallback: str) -> str:
    """A person's or shop's name fit to be shown; `fallback` where nothing visible is left."""
    cleaned = one_line(text, NAME_LENGTH).strip()
    return cleaned if any(_is_visible(character) for character in cleaned) else fallback


def isolate(text: str) -> str:
    """`text` so wrapped that its direction cannot reach the sentence around it."""
    return f"{_FSI}{text}{_PDI}"


def initials(shown: str) -> str:
    """One or two letters for a round picture: of the first and last word of a cleaned name."""
    words = [w for w in shown.split() if w[0].isalnum()]
    if not words:
        return shown[:1].upper()
    # "ß".upper() is two letters, and a tile has room for two in all.
    letters = [word[0].upper()[:1] for word in words]
    return letters[0] if len(letters) == 1 else letters[0] + letters[-1]
