"""Holds the rows of the open conversation and their sheets, and takes new states in piecemeal."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import is_

from nobi_desktop.domain.message import Broken, Kind, Message, Outgoing, OutgoingState, Role
from nobi_desktop.domain.timeline import Hole, TimelineRow, TimelineState
from nobi_desktop.ui import words
from nobi_desktop.ui.chat.bubbles import row as painters
from nobi_desktop.ui.chat.bubbles import system
from nobi_desktop.ui.chat.bubbles.frame import Around, Mood
from nobi_desktop.ui.chat.bubbles.head import lay_head
from nobi_desktop.ui.chat.bubbles.row import key_of
from nobi_desktop.ui.chat.bubbles.sheet import Sheet
from nobi_desktop.ui.chat.layout import Heights
from nobi_desktop.ui.chat.look import Look
from nobi_desktop.ui.chat.reach import PATIENCE, Reach

_log = logging.getLogger(__name__)

APART, CLOSE = 10, 2
HELD = 160
"""Sheets kept; those of rows in sight always are."""


@dataclass(slots=True)
class Drawn:
    """A row as it is painted: what stands above it (day, divider), and the row itself.

    What can be acted on above the first row is on its own sheet, at heights below 0.
    """

    lead: int
    above: list[tuple[Sheet, int]]
    sheet: Sheet

    @property
    def height(self) -> int:
        """Pixels of all of it."""
        return self.lead + int(self.sheet.height)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a new state brought at the end: messages of others, and whether one is our own."""

    others: int = 0
    ours: bool = False


class Rows:
    """Rows with heights. Indexes are those of the present rows, keys outlive them."""

    def __init__(self, natural: Callable[[str], tuple[int, int] | None]) -> None:
        self.rows: tuple[TimelineRow, ...] = ()
        self.heights = Heights()
        self.measured = 0
        self._natural = natural
        self._number: dict[str, int] = {}
        self._base = 0
        self._drawn: dict[str, Drawn] = {}
        self._expanded: set[str] = set()
        self._unread = ""
        self._reach = Reach()
        self._asked: dict[str, float] = {}
        self._floor: tuple[int, int, str] = (0, 0, "")
        self._width = 0
        self._look: Look | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def index_of(self, key: str) -> int:
        """Where the row `key` is now, -1 where it is not."""
        number = self._number.get(key)
        return -1 if number is None else number - self._base

    def key_at(self, row: int) -> str:
        """The key of a row."""
        return key_of(self.rows[row])

    @property
    def expanded(self) -> set[str]:
        """Keys of the long messages that are shown whole."""
        return self._expanded

    def clear(self) -> None:
        """Be empty, for another conversation."""
        self.rows = ()
        self.heights = Heights()
        self._number.clear()
        self._base = 0
        self._drawn.clear()
        self._expanded.clear()
        self._unread = ""
        self._reach = Reach()
        self._asked.clear()
        self._floor = (0, 0, "")

    def put_on(self, width: int, look: Look) -> bool:
        """Lay out at `width` with `look` from now on; false where both were so already."""
        if (width, look) == (self._width, self._look):
            return False
        self._width, self._look = width, look
        self._drawn.clear()
        self.heights.forget_all()
        return True

    def take(self, state: TimelineState) -> Arrived:
        """Show the rows of `state`: only what differs costs anything."""
        old_last = len(self.rows)
        if self.rows and state.rows:
            self._align(state.rows)
        start = _same_from_start(self.rows, state.rows)
        ends = _same_from_end(self.rows, state.rows, start)
        self._renew(state.rows, start, ends)
        arrived = Arrived()
        if start + ends < max(len(self.rows), len(state.rows)):
            fresh = state.rows[start : len(state.rows) - ends]
            if not ends:
                known = self.rows if old_last else state.rows
                self._floor = next(
                    (r.order for r in reversed(known) if isinstance(r, Message)), self._floor
                )
            if old_last:
                # What fills the hole below a newest message has come with it.
                arrived = self._arrived(fresh)
            self._splice(start, len(self.rows) - ends - start, fresh)
        unread = f"m{state.unread_from}" if state.unread_from else ""
        if unread != self._unread:
            self._unread, before = unread, self._unread
            self._forget(before)
            self._forget(unread)
        return arrived

    def reach(self, reach: Reach) -> None:
        """Tell of `reach` above the first row and in the holes, from now on."""
        if reach == self._reach:
            return
        holes = any(
            getattr(reach, name) != getattr(self._reach, name) for name in ("code", "busy", "live")
        )
        self._reach = reach
        if self.rows:
            self._forget(self.key_at(0))
        if holes:
            for key in [key for key in self._drawn if key.startswith("h")]:
                self._forget(key)

    def asked(self, key: str) -> None:
        """The hole `key` is asked to be filled: its words say so, and later that nothing came."""
        self._asked[key] = time.monotonic()
        self._forget(key)

    def drawn(self, row: int) -> Drawn:
        """The row as it is painted, measured now where it was not."""
        key = self.key_at(row)
        found = self._drawn.get(key)
        if found is None:
            found = self._draw(row, key)
            self._drawn[key] = found
            self.measured += 1
        if not self.heights.known(row) or self.heights[row] != found.height:
            self.heights.measured(row, found.height)
        return found

    def forget(self, row: int) -> None:
        """Measure `row` anew when it is shown next."""
        self._drawn.pop(self.key_at(row), None)
        self.heights.forget(row)

    def forget_all(self) -> None:
        """Measure every row anew when it is shown next."""
        self._drawn.clear()
        self.heights.forget_all()

    def trim(self, first: int, last: int) -> None:
        """Drop sheets outside of rows `first` to `last` once there are many; heights stay."""
        if len(self._drawn) <= HELD:
            return
        kept = {self.key_at(row) for row in range(max(0, first), min(len(self.rows), last + 1))}
        self._drawn = {key: drawn for key, drawn in self._drawn.items() if key in kept}

    def showing(self, url: str) -> list[int]:
        """Rows with a sheet whose size depends on the picture `url`."""
        found = []
        for key in self._drawn:
            row = self.index_of(key)
            if row >= 0 and painters.picture_of(self.rows[row]) == url:
                found.append(row)
        return found

    def waiting(self) -> list[int]:
        """Rows with a sheet whose words change as time passes: messages that have not left, and
        holes that wait to be filled."""
        found = []
        for key in self._drawn:
            row = self.index_of(key)
            if row < 0:
                continue
            here = self.rows[row]
            asked = self._asked.get(key)
            # A while longer, so that the end of the patience is told too.
            hoping = asked is not None and time.monotonic() - asked < 2 * PATIENCE
            if hoping or (isinstance(here, Outgoing) and here.state is OutgoingState.QUEUED):
                found.append(row)
        return found

    def joined(self, row: int) -> bool:
        """Whether the row above is of the same speaker, with nothing standing between."""
        if row <= 0 or self.key_at(row) == self._unread:
            return False
        here, above = self.rows[row], self.rows[row - 1]
        run = painters.run_of(here)
        if not run or run != painters.run_of(above):
            return False
        return painters.day_of(here) == painters.day_of(above)

    def _draw(self, row: int, key: str) -> Drawn:
        look = self._look
        if look is None:
            raise RuntimeError("rows are drawn before they have a width")
        here = self.rows[row]
        joined = self.joined(row)
        y = look.px(CLOSE if joined else APART)
        above: list[tuple[Sheet, int]] = []

        def stack(sheet: Sheet, before: int, after: int) -> None:
            nonlocal y
            above.append((sheet, y + before))
            y += before + int(sheet.height) + after

        head = lay_head(self._reach, self._width, look) if row == 0 else None
        head_at = y + look.px(4)
        if head is not None:
            y = head_at + int(head.height) + look.px(8)
        day = painters.day_of(here)
        if day is not None and (row == 0 or day != self._day_above(row)):
            stack(system.lay_day(words.day(day), self._width, look), look.px(6), look.px(10))
        if key == self._unread:
            stack(system.lay_unread(self._width, look), look.px(4), look.px(10))
        url = painters.picture_of(here)
        around = Around(
            joined=joined,
            expanded=key in self._expanded,
            natural=self._natural(url) if url else None,
            now=time.time(),
            hole=self._mood(key) if isinstance(here, Hole) else "loading",
        )
        sheet = _lay(here, self._width, look, around)
        if head is not None:
            alone, sheet = sheet, Sheet()
            sheet.put(head, 0, head_at - y)
            sheet.put(alone, 0, 0)
        return Drawn(y, above, sheet)

    def _mood(self, key: str) -> Mood:
        asked = self._asked.get(key)
        if asked is not None:
            return "asked" if time.monotonic() - asked < PATIENCE else "absent"
        if self._reach.code and not self._reach.busy:
            return "failed"
        return "loading" if self._reach.live else "missing"

    def _day_above(self, row: int) -> object:
        while row > 0:
            row -= 1
            day = painters.day_of(self.rows[row])
            if day is not None:
                return day
        return None

    def _align(self, new: Sequence[TimelineRow]) -> None:
        """Let the first rows of both agree where one list only reaches further up."""
        here = self.index_of(key_of(new[0]))
        if here > 0:
            self._splice(0, here, ())
        elif here < 0:
            first = self.key_at(0)
            for place, row in enumerate(new):
                if key_of(row) == first:
                    self._splice(0, 0, new[:place])
                    return

    def _splice(self, start: int, removed: int, fresh: Sequence[TimelineRow]) -> None:
        known = {}
        for row in range(start, start + removed):
            key = self.key_at(row)
            if self.heights.known(row):
                known[key] = self.heights[row]
            self._number.pop(key, None)
        scale = self._look.tokens.zoom if self._look is not None else 1.0
        heights = [known.get(key_of(row)) or round(painters.guess(row) * scale) for row in fresh]
        if self._drawn:
            for new in fresh:
                self._drawn.pop(key_of(new), None)
        self.heights.splice(start, removed, heights)
        self.rows = (*self.rows[:start], *fresh, *self.rows[start + removed :])
        self._renumber(start, removed, len(fresh))
        after = start + len(fresh)
        if after < len(self.rows):
            self.forget(after)

    def _renumber(self, start: int, removed: int, added: int) -> None:
        grown = added - removed
        if start == 0:
            self._base -= grown
            span = range(added)
        elif grown == 0:
            span = range(start, start + added)
        else:
            span = range(start, len(self.rows))
        for row in span:
            self._number[key_of(self.rows[row])] = row + self._base

    def _renew(self, new: Sequence[TimelineRow], start: int, ends: int) -> None:
        """Take the new values of rows that stay, and measure again those that differ."""
        shift = len(new) - len(self.rows)
        if all(map(is_, self.rows[:start], new[:start])) and all(
            map(is_, self.rows[len(self.rows) - ends :], new[len(new) - ends :])
        ):
            return
        for row in (*range(start), *range(len(self.rows) - ends, len(self.rows))):
            fresh = new[row if row < start else row + shift]
            if self.rows[row] is not fresh and self.rows[row] != fresh:
                self.forget(row)
        middle = self.rows[start : len(self.rows) - ends]
        self.rows = (*new[:start], *middle, *new[len(new) - ends :])

    def _forget(self, key: str) -> None:
        row = self.index_of(key) if key else -1
        if 0 <= row < len(self.rows):
            self.forget(row)

    def _arrived(self, fresh: Sequence[TimelineRow]) -> Arrived:
        others = 0
        ours = False
        for row in fresh:
            if self.index_of(key_of(row)) >= 0:
                continue
            if isinstance(row, Outgoing):
                ours = True
            elif (
                isinstance(row, Message)
                and row.order > self._floor
                and row.role not in (Role.CUSTOMER_SERVICE, Role.SHOP)
            ):
                others += 1
        return Arrived(others, ours)


def _lay(row: TimelineRow, width: int, look: Look, around: Around) -> Sheet:
    """The sheet of `row`; one that fails to be made never takes its neighbours with it."""
    try:
        return painters.lay(row, width, look, around)
    except Exception:
        _log.exception("a message could not be painted")
        if isinstance(row, Hole):
            raise
        instead = replace(row, kind=Kind.BROKEN, content=Broken("painter"))
        return painters.lay(instead, width, look, around)


def _same_from_start(old: Sequence[TimelineRow], new: Sequence[TimelineRow]) -> int:
    most = min(len(old), len(new))
    at = 0
    while at < most:
        end = min(at + 512, most)
        if all(map(is_, old[at:end], new[at:end])):
            at = end
            continue
        while at < end:
            if old[at] is not new[at] and key_of(old[at]) != key_of(new[at]):
                return at
            at += 1
    return most


def _same_from_end(old: Sequence[TimelineRow], new: Sequence[TimelineRow], start: int) -> int:
    most = min(len(old), len(new)) - start
    same = 0
    while same < most:
        step = min(512, most - same)
        one = old[len(old) - same - step : len(old) - same]
        other = new[len(new) - same - step : len(new) - same]
        if all(map(is_, one, other)):
            same += step
            continue
        for mine, theirs in zip(reversed(one), reversed(other), strict=True):
            if mine is not theirs and key_of(mine) != key_of(theirs):
                return same
            same += 1
    return same
