"""Where ids come from: 19-digit decimal strings in blocks per kind and seed."""

from __future__ import annotations

DAY = 86_400

_KINDS = {
    "conversation": 71,
    "person": 72,
    "user": 73,
    "message": 74,
    "index": 75,
    "shop": 76,
    "product": 17,
    "order": 57,
    "package": 11,
    "coupon": 78,
    "session": 79,
}
_BLOCK = 10**17
_SEEDS = 89
_LIVE = 9 * 10**14


def block(kind: str, seed: int) -> int:
    """First number of the ids of this kind in the world of this seed."""
    return _KINDS[kind] * _BLOCK + (seed % _SEEDS) * 10**15


class Ids:
    """Ids for what happens while the world runs; they never meet those of its history."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._next: dict[str, int] = {}

    def new(self, kind: str, step: int = 13) -> str:
        number = self._next.get(kind, block(kind, self._seed) + _LIVE)
        self._next[kind] = number + step
        return str(number)
