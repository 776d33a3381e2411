"""Decides which rows are in sight and where, so that nothing the seller looks at jumps."""

from __future__ import annotations

from nobi_desktop.ui.chat.rows import Rows

MARGIN = 12
"""Pixels above the first and below the last row."""


class Place:
    """The view's place in its rows.

    The truth is not a scroll bar's number but "this row is at this height of the view"; the number
    follows from it. So rows that come in above, or heights that become known, move the number and
    leave the picture where it is. `stuck` means: at the bottom, and staying there. With an
    `open_end` there is more below that is not here yet, and the bottom is a place like any other.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.value = 0
        self.stuck = True
        self.open_end = False
        self._anchors: list[tuple[str, int]] = []

    @property
    def content(self) -> int:
        """The height of everything."""
        return self._rows.heights.total + 2 * MARGIN if len(self._rows) else 0

    def most(self, view: int) -> int:
        """The largest number the scroll bar can have in a view of height `view`."""
        return max(0, self.content - view)

    def top(self, row: int, view: int) -> int:
        """Where `row` begins, counted from the top of the view."""
        lift = max(0, view - self.content)
        return lift + MARGIN + self._rows.heights.top(row) - self.value

    def row_at(self, y: int, view: int) -> int:
        """The row at height `y` of the view, the nearest one outside of rows; -1 without any."""
        if not len(self._rows):
            return -1
        lift = max(0, view - self.content)
        return self._rows.heights.at(y - lift - MARGIN + self.value)

    def shown(self, view: int) -> range:
        """The rows in sight."""
        if not len(self._rows):
            return range(0)
        return range(self.row_at(0, view), self.row_at(view - 1, view) + 1)

    def to_bottom(self, view: int) -> None:
        """Go to the newest row and stay there."""
        self.stuck = True
        self._anchors = []
        self.settle(view)

    def to_row(self, key: str, y: int, view: int) -> None:
        """Go where the row `key` has its bubble at height `y` of the view."""
        self.stuck = False
        self._anchors = [(key, y)]
        self.settle(view)

    def scroll(self, value: int, view: int) -> None:
        """Go where the scroll bar says."""
        self.value = min(max(0, value), self.most(view))
        self.stuck = self.value >= self.most(view) and not self.open_end
        heights = self._rows.heights
        shown = self.shown(view)
        # A row that is measured stands still; those that come in beside it make room.
        firm = next((row for row in shown if heights.known(row)), None)
        if firm is None and len(shown):
            firm = shown[0]
        if firm is not None:
            top = self.top(firm, view)
            self._anchors = [(self._rows.key_at(firm), top + self._rows.drawn(firm).lead)]
        self.settle(view)

    def settle(self, view: int) -> None:
        """Measure what is in sight and keep the place, after anything has changed."""
        for _ in range(24):
            self.value = self._wanted(view)
            if not self._measure(view):
                break
        self._hold(view)

    def _wanted(self, view: int) -> int:
        if self.stuck:
            return self.most(view)
        for key, y in self._anchors:
            row = self._rows.index_of(key)
            if row >= 0:
                lead = self._rows.drawn(row).lead
                value = MARGIN + self._rows.heights.top(row) + lead - y
                return min(max(0, value), self.most(view))
        return min(self.value, self.most(view))

    def _measure(self, view: int) -> bool:
        """Measure the rows in sight; whether any was not as high as was thought."""
        changed = False
        for row in self.shown(view):
            before = self._rows.heights[row]
            changed |= self._rows.drawn(row).height != before
        return changed

    def _hold(self, view: int) -> None:
        if len(self._rows):
            self.stuck = self.value >= self.most(view) and not self.open_end
        below: list[tuple[str, int]] = []
        above: list[tuple[str, int]] = []
        for row in self.shown(view):
            y = self.top(row, view) + self._rows.drawn(row).lead
            (below if y >= 0 else above).append((self._rows.key_at(row), y))
        self._anchors = below + above[::-1]
