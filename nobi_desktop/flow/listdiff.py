"""Tells the removals, moves, inserts and updates that turn one list of keyed rows into another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out `count` rows from position `at`."""

    at: int
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """Take the row at `source` and put it so that it stands at `target` afterwards."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Put `count` new rows in, the first of them at position `at` (also in the new list)."""

    at: int
    count: int


@dataclass(frozen=True, slots=True)
class Update:
    """The row at `at` (in the new list) keeps its place and shows something else."""

    at: int


Step = Remove | Move | Insert | Update


def diff(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> list[Step]:
    """The steps from `old` to `new`, each to be taken on the result of those before it.

    Keys are unique within each list; a `ValueError` says where they are not. A list whose rows
    only jumped to the top costs one `Move` for each row that jumped.
    """
    old_keys = [key(row) for row in old]
    new_keys = [key(row) for row in new]
    wanted = {name: place for place, name in enumerate(new_keys)}
    if len(wanted) != len(new_keys) or len(set(old_keys)) != len(old_keys):
        raise ValueError("two rows of one list have the same key")
    steps: list[Step] = []

    at = len(old_keys)
    while at > 0:
        at -= 1
        if old_keys[at] in wanted:
            continue
        end = at + 1
        while at > 0 and old_keys[at - 1] not in wanted:
            at -= 1
        steps.append(Remove(at, end - at))
    current = [name for name in old_keys if name in wanted]

    steady = _longest_rising([wanted[name] for name in current])
    staying = {current[place] for place in steady}
    known = set(current)
    # Each row that jumps is put right behind its forerunner, which by then stands in order.
    forerunner: list[Hashable] = []
    for name in new_keys:
        if name not in known:
            continue
        if name not in staying:
            source = current.index(name)
            del current[source]
            target = current.index(forerunner[0]) + 1 if forerunner else 0
            current.insert(target, name)
            if source != target:
                steps.append(Move(source, target))
        forerunner = [name]

    place = 0
    while place < len(new_keys):
        if new_keys[place] in known:
            place += 1
            continue
        start = place
        while place < len(new_keys) and new_keys[place] not in known:
            place += 1
        steps.append(Insert(start, place - start))

    before = dict(zip(old_keys, old, strict=True))
    steps.extend(
        Update(place)
        for place, (name, row) in enumerate(zip(new_keys, new, strict=True))
        if name in before and before[name] != row
    )
    return steps


def _longest_rising(numbers: list[int]) -> list[int]:
    """Places of a longest rising run (not necessarily adjacent) of `numbers`."""
    tails: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if numbers[tails[middle]] < number:
                low = middle + 1
            else:
                high = middle
        previous.append(tails[low - 1] if low else -1)
        if low == len(tails):
            tails.append(place)
        else:
            tails[low] = place
    run: list[int] = []
    place = tails[-1] if tails else -1
    while place >= 0:
        run.append(place)
        place = previous[place]
    return run[::-1]
