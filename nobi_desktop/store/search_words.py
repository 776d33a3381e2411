"""Cuts folded text into the words of the index, and says which of them a query must ask for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.message import Content, LogisticsCard, OrderCard, ReturnCard, words_of
from nobi_desktop.store.codec import clean

LONGEST = 40
"""Letters of a word that are indexed; what a query asks beyond is seen in the message itself."""

TERMS = 8
"""Words of a query that the index is asked for; the rest is looked for in what it finds."""

SHORTEST_PART = 4
"""Digits of an order id that find it in its middle."""

# Pictures are words, too: each by itself.
_PICTURE = "[\u2190-\u23ff\u2500-\u2bff\U0001f000-\U0001faff]"
_RUN = re.compile(rf"{_PICTURE}|[^\W_]+")
# Thai, Lao, Burmese, Khmer, Chinese and Japanese are written without spaces: each pair of their
# letters counts as a word.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACELESS += "\U00020000-\U0003ffff"
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_PART = re.compile(f"[{_SPACELESS}]+|[^{_SPACELESS}]+")
_FIRST_MARK = 0xE000
_MARKS = 0x1900


def mark(number: int) -> str:
    """The word that stands for a shop: a letter for private use, which no word of a text holds.

    Shops whose numbers are 6,400 apart share one.
    """
    return chr(_FIRST_MARK + number % _MARKS)


def words(folded: str) -> list[str]:
    """The different words of a folded text, in their order."""
    return list(dict.fromkeys(_cut(folded, query=False)))


def of_message(content: Content) -> list[str]:
    """The words by which a message is found."""
    found = words(fold(words_of(content)))
    if isinstance(content, OrderCard | LogisticsCard | ReturnCard):
        # Sellers read the last digits of an order id to each other.
        order = fold(content.order_id)
        ends = [order[at:] for at in range(1, len(order) - SHORTEST_PART + 1)]
        found += [end for end in ends[:LONGEST] if _RUN.fullmatch(end)]
    return found


def has_text(content: Content) -> bool:
    """Whether there is anything to be read in a message, be it only signs."""
    return bool(words_of(content).strip())


def terms(wanted: Iterable[str]) -> list[str]:
    """What the index is asked for folded words: each found word begins with one of these.

    Empty where there is nothing but signs, of which the index knows nothing.
    """
    found = sorted(set(_cut(" ".join(wanted), query=True)), key=lambda term: (-len(term), term))
    asked: list[str] = []
    for term in found:
        # What begins with "shop" begins with "s", too.
        if not any(longer.startswith(term) for longer in asked):
            asked.append(term)
            if len(asked) == TERMS:
                break
    return asked


def wanted(text: str) -> tuple[str, ...]:
    """The different folded words of what the seller has typed; any characters may be in it."""
    return tuple(dict.fromkeys(fold(clean(text)).split()))


def holds(folded: str, wanted: Iterable[str]) -> bool:
    """Whether a folded text holds each of the words, letter by letter."""
    return all(word in folded for word in wanted)


def begun(words: Collection[str], terms: Iterable[str]) -> bool:
    """Whether one of the words begins with each of the terms, as the index sees it."""
    return all(any(word.startswith(term) for word in words) for term in terms)


def _cut(folded: str, *, query: bool) -> Iterable[str]:
    for run in _RUN.findall(folded):
        if run.isascii() or not _HAS_SPACELESS.search(run):
            yield run[:LONGEST]
            continue
        for part in _PART.findall(run):
            if not _HAS_SPACELESS.match(part):
                yield part[:LONGEST]
            elif query and len(part) > 1:
                yield from (part[at : at + 2] for at in range(len(part) - 1))
            else:
                # The last letter of a text begins a pair of its own.
                yield from (part[at : at + 2] for at in range(len(part)))
