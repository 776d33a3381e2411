"""Chips that narrow the list, redrawn from the query and never from the click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.ui import assets, menus, plain, words, words_inbox
from nobi_desktop.ui.chips import Chip
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from nobi_desktop.domain.conversation import InboxCounts
    from nobi_desktop.domain.tag import Tag
    from nobi_desktop.ui.inbox.tag_filter import TagFilter
    from nobi_desktop.ui.theme.tokens import Tokens

_LINES = 2
_GAP = 6
_CHIPS = ("Unanswered", "Unread", "Time", "Tags", "Orders", "Reminders")
_PLAIN = {
    "Unanswered": Filter.UNANSWERED,
    "Unread": Filter.UNREAD,
    "Reminders": Filter.REMINDER,
}


class FilterBar(QWidget):
    """The chips of the inbox in at most two lines; those without room stand under "More"."""

    wanted = Signal(object)
    """The query the seller asks for by a click (an InboxQuery)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self._query = InboxQuery()
        self._tags: tuple[Tag, ...] = ()
        self._counts: InboxCounts | None = None
        self._hidden: tuple[str, ...] = ()
        self._picker: TagFilter | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: dict[str, Chip] = {}
        for name in (*_CHIPS, "More"):
            chip = Chip(self)
            chip.setObjectName(f"chip{name}")
            if name not in _PLAIN:
                chip.set_opens()
            chip.clicked.connect(lambda _=False, name=name: self._clicked(name))
            self._chips[name] = chip
        self._clear = QToolButton(self)
        self._clear.setObjectName("chipClear")
        self._clear.clicked.connect(lambda: self.wanted.emit(self._query.cleared()))
        self._clear.hide()
        self.translate()
        style.watch(self, self._restyle)

    def show_query(self, query: InboxQuery) -> None:
        """Draw the chips as `query` says."""
        self._query = query
        self._redraw()

    def show_counts(self, counts: InboxCounts) -> None:
        """Put the numbers of `counts` on the chips."""
        self._counts = counts
        self._redraw()

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Know `tags` by name, in the seller's order."""
        self._tags = tuple(tags)
        self._redraw()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Filters"))
        self._clear.setAccessibleName(t("Clear all filters"))
        plain.set_tip(self._clear, t("Clear all filters"))
        self._redraw()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width, self._fitting(width))[1]

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _clicked(self, name: str) -> None:
        chip = self._chips[name]
        if name in _PLAIN:
            self.wanted.emit(self._query.toggled(_PLAIN[name]))
            return
        at = menus.below(chip)
        if name == "Tags":
            self._open_tags(at)
            return
        menu = menus.new_menu(self, f"menu{name}")
        if name == "More":
            self._fill_more(menu, at)
        else:
            self._fill(menu, name)
        menu.popup(at)

    def _fill(self, menu: QMenu, name: str) -> None:
        from nobi_desktop.ui.inbox import filter_menus

        if name == "Time":
            filter_menus.fill_periods(menu, self._query, self.wanted.emit, self.ask_period)
        else:
            filter_menus.fill_orders(menu, self._query, self.wanted.emit, self._counts)

    def _fill_more(self, menu: QMenu, at: QPoint) -> None:
        for name in self._hidden:
            chip = self._chips[name]
            if name in _PLAIN:
                which = _PLAIN[name]
                menus.add(
                    menu,
                    f"more{name}",
                    chip.text(),
                    lambda which=which: self.wanted.emit(  # type: ignore[misc]
                        self._query.toggled(which)
                    ),
                    on=which in self._query.filters,
                )
            elif name == "Tags":
                menus.add(
                    menu,
                    "moreTags",
                    f"{chip.text()}…",
                    lambda: self._open_tags(at),
                    on=chip.isChecked(),
                )
            else:
                from PySide6.QtWidgets import QMenu

                part = QMenu(plain.caption(chip.text()), menu)
                self._fill(part, name)
                menu.addMenu(part)

    def ask_period(self) -> None:
        """Open the sheet with the two days."""
        from nobi_desktop.ui.inbox.period_sheet import PeriodSheet

        sheet = PeriodSheet(self, self._query)
        sheet.chosen.connect(self.wanted)
        sheet.open()

    def _open_tags(self, at: QPoint) -> None:
        from nobi_desktop.ui.inbox.tag_filter import TagFilter

        picker = self._picker = TagFilter(self, self.wanted.emit)
        picker.destroyed.connect(self._forget_picker)
        picker.show_state(self._query, self._tags, self._counts)
        picker.open_at(at)
        picker.entry.setFocus()

    def _forget_picker(self) -> None:
        self._picker = None

    def _redraw(self) -> None:
        counts, query = self._counts, self._query
        numbers = {
            "Unanswered": counts.unanswered if counts else None,
            "Unread": counts.unread if counts else None,
            "Reminders": counts.reminders if counts else None,
        }
        for name, which in _PLAIN.items():
            number = numbers[name]
            # Nobody needs to be told of no reminders.
            number = None if name == "Reminders" and not number else number
            said = words.filter_name(which)
            self._chips[name].show_filter(said, number, which in query.filters)
        for name, chosen, otherwise in (
            ("Time", words_inbox.period_chosen(query), t("Time")),
            ("Tags", words_inbox.tags_chosen(query, self._tags), t("Tags")),
            ("Orders", words_inbox.orders_chosen(query), t("Orders")),
        ):
            self._chips[name].show_filter(chosen or otherwise, None, bool(chosen))
        if self._picker is not None:
            self._picker.show_state(query, self._tags, counts)
        self._arrange()
        self.updateGeometry()

    def _arrange(self) -> None:
        """Put the chips where they belong at the present width."""
        shown = self._fitting(self.width())
        self._hidden = tuple(name for name in _CHIPS if name not in shown)
        on = sum(self._chips[name].isChecked() for name in self._hidden)
        self._chips["More"].show_filter(t("More"), on or None, bool(on))
        boxes, _high = self._flow(self.width(), shown)
        for name, chip in self._chips.items():
            box = boxes.get(name)
            if box is not None:
                chip.setGeometry(box)
            chip.setVisible(box is not None)
        box = boxes.get("Clear")
        if box is not None:
            self._clear.setGeometry(box)
        self._clear.setVisible(box is not None)

    def _fitting(self, width: int) -> tuple[str, ...]:
        """The chips that have room in two lines, beside "More" where some have none.

        Those that are off go first: what narrows the list is to be seen.
        """
        wide = {name: chip.sizeHint().width() for name, chip in self._chips.items()}
        on = {name for name in _CHIPS if self._chips[name].isChecked()}
        last_first = _CHIPS[::-1]
        leaving = [name for name in last_first if name not in on]
        leaving += [name for name in last_first if name in on]
        shown: tuple[str, ...] = _CHIPS
        while len(shown) > 1 and self._places(width, self._row(shown, wide))[-1][2] >= _LINES:
            goes = leaving.pop(0)
            shown = tuple(name for name in shown if name != goes)
        return shown

    def _flow(self, width: int, shown: tuple[str, ...]) -> tuple[dict[str, QRect], int]:
        """Where each chip lies that is shown, and the height of all lines together."""
        wide = {name: chip.sizeHint().width() for name, chip in self._chips.items()}
        row = self._row(shown, wide)
        high, places = self._high(), self._places(width, row)
        step = high + self._gap()
        boxes = {
            name: QRect(x, line * step, room, high)
            for name, (x, room, line) in zip(row, places, strict=True)
        }
        return boxes, places[-1][2] * step + high

    def _row(self, shown: tuple[str, ...], wide: dict[str, int]) -> dict[str, int]:
        """What stands in the bar for the chips that are shown, and how wide each would be."""
        row = {name: wide[name] for name in shown}
        if len(shown) < len(_CHIPS):
            row["More"] = wide["More"]
        if self._query.narrowed:
            row["Clear"] = self._high()
        return row

    def _places(self, width: int, row: dict[str, int]) -> list[tuple[int, int, int]]:
        """Left edge, width and number of the line of each in `row`."""
        gap = self._gap()
        places: list[tuple[int, int, int]] = []
        x = line = 0
        for wide in row.values():
            wide = min(wide, max(1, width))
            if x and x + wide > width:
                x, line = 0, line + 1
            places.append((x, wide, line))
            x += wide + gap
        return places

    def _high(self) -> int:
        return self._chips["More"].sizeHint().height()

    def _gap(self) -> int:
        return theme.current().px(_GAP)

    def _restyle(self, tokens: Tokens) -> None:
        side = tokens.px(14)
        self._clear.setIcon(assets.icon("close", tokens.text_2, side))
        self._clear.setIconSize(assets.icon_size(side))
        for chip in self._chips.values():
            chip.update()
        self._arrange()
        self.updateGeometry()
