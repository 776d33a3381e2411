"""Shops to be ticked, with a search, and a whole branch at once where there are branches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.folding import found
from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.ui import plain, words, words_shops
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.search_field import SearchField
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens


class ShopTicks(QWidget):
    """Shops in the order of the rail. What a search hides stays ticked."""

    ticked = Signal(str, bool)
    """The seller has ticked this shop, or taken the tick away."""

    def __init__(
        self, parent: QWidget | None = None, *, hint: Callable[[ShopRow], str] | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shopTicks")
        self._hint = hint or (lambda row: words_shops.place(row.shop))
        self._rows: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._ticks: dict[ShopId, TickRow] = {}
        self._heads: dict[BranchId, TickRow] = {}
        self.search = SearchField("tickSearch", self)
        self.search.textChanged.connect(lambda _text: self._sift())
        self._area = QScrollArea(self)
        self._area.setObjectName("tickList")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(self._area)
        body = QWidget()
        body.setObjectName("tickListBody")
        self._places = QVBoxLayout(body)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(0)
        self._nothing = plain.Label("", "second", body)
        self._nothing.setProperty("tone", "second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._places.addWidget(self._nothing)
        self._places.addStretch(1)
        self._area.setWidget(body)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.search)
        self._column.addWidget(self._area, 1)
        style.watch(self, self._restyle)
        self.translate()

    def show_shops(self, rows: Sequence[ShopRow], branches: Sequence[Branch] = ()) -> None:
        """Show `rows`, each of `branches` with a tick for all of its shops."""
        self._rows, self._branches = tuple(rows), tuple(branches)
        for gone in self._ticks.keys() - {row.shop.id for row in rows}:
            self._drop(self._ticks.pop(gone))
        for left in self._heads.keys() - {branch.id for branch in branches}:
            self._drop(self._heads.pop(left))
        lines: list[TickRow] = []
        for branch, shops in self._parts():
            if branch is not None:
                lines.append(self._heads.get(branch.id) or self._new_head(branch.id))
            for row in shops:
                tick = self._ticks.get(row.shop.id) or self._new_tick(row.shop.id)
                tick.set_colour(theme.colour_of(row.shop.colour))
                tick.set_words(words.shop_name(row.shop), self._hint(row))
                tick.set_indent(20 if branch is not None else 0)
                lines.append(tick)
        before: QWidget = self.search
        for place, widget in enumerate(lines):
            if self._places.indexOf(widget) != place:
                self._places.removeWidget(widget)
                self._places.insertWidget(place, widget)
            self.setTabOrder(before, widget)
            before = widget
        self._show_heads()
        self._sift()

    def chosen(self) -> tuple[ShopId, ...]:
        """The shops that are ticked, in the order of the rail."""
        return tuple(row.shop.id for row in self._rows if self._ticks[row.shop.id].isChecked())

    def tick(self, shops: Collection[ShopId]) -> None:
        """Tick `shops` and no others, without telling of it."""
        for shop, tick in self._ticks.items():
            tick.setChecked(shop in shops)
        self._show_heads()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.search.set_words(t("Search shops"))
        self._area.setAccessibleName(t("Shops"))
        self._nothing.setText(t("No shop is like that."))
        self.show_shops(self._rows, self._branches)

    def _parts(self) -> list[tuple[Branch | None, list[ShopRow]]]:
        parts: list[tuple[Branch | None, list[ShopRow]]] = []
        known = {branch.id for branch in self._branches}
        for branch in self._branches:
            parts.append((branch, [row for row in self._rows if row.shop.branch == branch.id]))
        parts.append((None, [row for row in self._rows if row.shop.branch not in known]))
        return [part for part in parts if part[1]]

    def _new_tick(self, shop: ShopId) -> TickRow:
        tick = TickRow()
        tick.setObjectName(f"tick_{plain.one_line(shop, 40)}")
        tick.clicked.connect(lambda on: self._told(shop, on))
        self._ticks[shop] = tick
        return tick

    def _new_head(self, branch: BranchId) -> TickRow:
        head = TickRow()
        head.setObjectName(f"tickBranch_{plain.one_line(branch, 40)}")
        head.clicked.connect(lambda on: self._tick_branch(branch, on))
        self._heads[branch] = head
        return head

    def _drop(self, widget: QWidget) -> None:
        self._places.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _told(self, shop: ShopId, on: bool) -> None:
        self._show_heads()
        self.ticked.emit(shop, on)

    def _tick_branch(self, branch: BranchId, on: bool) -> None:
        """Tick the branch's shops that are in sight, or all of them off."""
        for row in self._rows:
            tick = self._ticks[row.shop.id]
            if row.shop.branch == branch and not tick.isHidden() and tick.isChecked() is not on:
                tick.setChecked(on)
                self.ticked.emit(row.shop.id, on)
        self._show_heads()

    def _show_heads(self) -> None:
        for branch, shops in self._parts():
            if branch is None:
                continue
            on = sum(self._ticks[row.shop.id].isChecked() for row in shops)
            head = self._heads[branch.id]
            head.setChecked(on == len(shops))
            head.set_words(
                words.branch_name(branch), t("{on} of {all} ticked", on=on, all=len(shops))
            )

    def _sift(self) -> None:
        said = self.search.text()
        any_shown = False
        for branch, shops in self._parts():
            name = words.branch_name(branch) if branch is not None else ""
            seen = 0
            for row in shops:
                shop = row.shop
                fits = found(said, shop.name, shop.code, shop.region, name, self._hint(row))
                self._ticks[shop.id].setVisible(fits)
                seen += fits
            if branch is not None:
                self._heads[branch.id].setVisible(seen > 0)
            any_shown = any_shown or seen > 0
        self._nothing.setVisible(bool(self._rows) and not any_shown)

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(8))
        self._area.setMinimumHeight(now.px(120))
