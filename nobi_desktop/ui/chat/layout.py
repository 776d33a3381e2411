"""Keeps the heights of rows, most of them guessed, so that any place is found in a few steps."""

from __future__ import annotations

from collections.abc import Sequence


class Fenwick:
    """Running sums of a growing list: adding, changing and finding cost the logarithm of it."""

    __slots__ = ("_tree", "_values")

    def __init__(self) -> None:
        self._values: list[int] = []
        self._tree: list[int] = [0]

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, place: int) -> int:
        return self._values[place]

    def values(self, start: int, end: int) -> list[int]:
        """The values themselves from `start` up to, not including, `end`."""
        return self._values[start:end]

    def extend(self, values: Sequence[int]) -> None:
        """Put `values` behind the last one."""
        tree = self._tree
        for value in values:
            place = len(tree)
            low = place - (place & -place)
            total = value
            below = place - 1
            while below > low:
                total += tree[below]
                below -= below & -below
            tree.append(total)
        self._values.extend(values)

    def truncate(self, count: int) -> None:
        """Keep the first `count` values: no sum before them knows of those behind."""
        del self._values[count:]
        del self._tree[count + 1 :]

    def change(self, place: int, value: int) -> None:
        """Let the value at `place` be `value`."""
        step = value - self._values[place]
        if not step:
            return
        self._values[place] = value
        tree = self._tree
        place += 1
        while place < len(tree):
            tree[place] += step
            place += place & -place

    def before(self, place: int) -> int:
        """The sum of the first `place` values."""
        total = 0
        tree = self._tree
        while place > 0:
            total += tree[place]
            place -= place & -place
        return total

    def find(self, target: int) -> int:
        """How many values fit whole into `target`, which is to say: the place it falls into."""
        place = 0
        tree = self._tree
        step = 1 << (len(tree) - 1).bit_length()
        while step:
            nearer = place + step
            if nearer < len(tree) and tree[nearer] <= target:
                place = nearer
                target -= tree[nearer]
            step >>= 1
        return place


class Heights:
    """Heights of rows from top to bottom, in pixels, with the word which of them were measured.

    Rows may grow at both ends at the price of the new rows alone: the rows above the first one
    ever told stand in a tree of their own that grows upwards. A change elsewhere costs the rows
    between it and the nearer end.
    """

    def __init__(self) -> None:
        self._up = Fenwick()
        self._down = Fenwick()
        self._known: list[bool] = []
        self._up_total = 0

    def __len__(self) -> int:
        return len(self._known)

    def __getitem__(self, row: int) -> int:
        split = len(self._up)
        return self._up[split - 1 - row] if row < split else self._down[row - split]

    @property
    def total(self) -> int:
        """The height of all rows together."""
        return self._up_total + self._down.before(len(self._down))

    def known(self, row: int) -> bool:
        """Whether the height of `row` was measured, not guessed."""
        return self._known[row]

    def splice(self, start: int, removed: int, heights: Sequence[int]) -> None:
        """Take out `removed` rows from `start` and put rows with guessed `heights` there."""
        end = start + removed
        split = len(self._up)
        if end == 0:
            self._up.extend(heights[::-1])
        elif start >= split:
            kept = self._down.values(end - split, len(self._down))
            self._down.truncate(start - split)
            self._down.extend(heights)
            self._down.extend(kept)
        elif end <= split:
            kept = self._up.values(split - start, split)
            self._up.truncate(split - end)
            self._up.extend(heights[::-1])
            self._up.extend(kept)
        else:
            above = self._up.values(split - start, split)
            below = self._down.values(end - split, len(self._down))
            self._up.truncate(0)
            self._up.extend(above)
            self._down.truncate(0)
            self._down.extend(heights)
            self._down.extend(below)
        self._up_total = self._up.before(len(self._up))
        self._known[start:end] = [False] * len(heights)

    def measured(self, row: int, height: int) -> None:
        """Let `row` be of `height`, known from now on."""
        self._put(row, height)
        self._known[row] = True

    def forget(self, row: int) -> None:
        """Let the height of `row` count as a guess again."""
        self._known[row] = False

    def forget_all(self) -> None:
        """Let every height count as a guess: the width has changed, or the type."""
        self._known = [False] * len(self._known)

    def top(self, row: int) -> int:
        """How far the top of `row` is below the top of the first row; `row` may be the end."""
        split = len(self._up)
        if row <= split:
            return self._up_total - self._up.before(split - row)
        return self._up_total + self._down.before(row - split)

    def at(self, y: int) -> int:
        """The row at `y` pixels below the top of the first; the nearest one outside of them."""
        if not self._known:
            return 0
        if y < self._up_total:
            # Counted upwards from the split, a row owns its lower edge, not its upper one.
            above = self._up.find(max(0, self._up_total - y - 1))
            return max(0, len(self._up) - 1 - above)
        row = len(self._up) + self._down.find(y - self._up_total)
        return min(row, len(self._known) - 1)

    def _put(self, row: int, height: int) -> None:
        split = len(self._up)
        if row < split:
            self._up_total += height - self._up[split - 1 - row]
            self._up.change(split - 1 - row, height)
        else:
            self._down.change(row - split, height)
