"""The shop manager: every shop with its state and the one thing to do, and the details of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.folding import found
from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.accepting import ask_to_accept
from nobi_desktop.ui.chips import Chip, FlowLayout
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.dialogs.search_field import SearchField
from nobi_desktop.ui.dialogs.shop_details import ShopDetails
from nobi_desktop.ui.dialogs.shop_row import ShopRowButton
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_NONE = "\0"
"""Stands for "of no branch" among the branches to filter by."""


class ShopManager(Sheet):
    """Follows the desk's shops; `shop` is the one whose details are shown first."""

    def __init__(self, parent: QWidget, desk: Desk, shop: ShopId = "") -> None:
        super().__init__(parent, "shopManager", wide=940, high=560)
        self._desk = desk
        self._rows: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._buttons_of: dict[ShopId, ShopRowButton] = {}
        self._shown: list[ShopId] = []
        self._chosen = shop
        self._branch: BranchId | None = None
        self._chips: dict[BranchId | None, Chip] = {}
        self.search = SearchField("shopSearch", self)
        self.search.textChanged.connect(lambda _text: self._sift())
        self._chip_row = QWidget(self)
        self._flow = FlowLayout(self._chip_row, 6)
        self._list = QScrollArea(self)
        self._list.setObjectName("shopList")
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumHeight(120)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(self._list)
        body = QWidget()
        body.setObjectName("shopListBody")
        self._places = QVBoxLayout(body)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._nothing = plain.Label("", "second", body)
        self._nothing.setObjectName("nothingFound")
        self._nothing.setProperty("tone", "second")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._clear = QPushButton(body)
        self._clear.setObjectName("clearSearch")
        self._clear.setProperty("kind", "quiet")
        self._clear.setAutoDefault(False)
        self._clear.clicked.connect(self._show_all)
        self._places.addWidget(self._nothing)
        self._places.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        self._places.addStretch(1)
        self._list.setWidget(body)
        self._details = ShopDetails(desk, self)
        self._details.branches_wanted.connect(lambda: self._open("branches"))
        left, lines = column(self)
        lines.addWidget(self.search)
        lines.addWidget(self._chip_row)
        lines.addWidget(self._list, 1)
        self.body.addWidget(Panes(self, left, self._details, narrow=self._details, wide=340), 1)
        self._merge = self.add_button("mergeShops", left=True)
        self._merge.clicked.connect(lambda: self._open("groups"))
        self._edit = self.add_button("branches", left=True)
        self._edit.clicked.connect(lambda: self._open("branches"))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._connect = self.add_button("connectShop", "primary")
        self._connect.clicked.connect(lambda: desk.connecting.begin())
        for button in (self._merge, self._edit, self._close, self._connect):
            button.setAutoDefault(False)
        self.listen(
            desk.branches.rows.watch(self._show_branches),
            desk.shops.rows.watch(self._show_shops),
            desk.shops.refreshed.watch(lambda told: self._details.tell_refreshed(*told)),
            desk.shops.accepted.watch(lambda told: self._details.tell_accepted(*told)),
        )
        self.translate()
        style.watch(self, lambda now: self._places.setSpacing(now.px(2)))
        self.search.setFocus()
        QTimer.singleShot(0, self, self._reveal_chosen)

    def translate(self) -> None:
        self.set_title(t("Shops"))
        self.search.set_words(t("Search by name, code, country or branch"))
        self._list.setAccessibleName(t("Shops"))
        self._clear.setText(t("Show all shops"))
        self._merge.setText(t("Merge shops…"))
        self._edit.setText(t("Branches…"))
        self._close.setText(t("Close"))
        self._connect.setText(t("Connect a shop…"))
        self._fill()
        self._details.translate()

    # What is shown

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._branches = branches
        if self._branch not in (None, _NONE) and self._branch not in {b.id for b in branches}:
            self._branch = None
        self._fill()

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        """Bring every row and chip up to date; rows that are the same are not touched."""
        wanted = {row.shop.id: row for row in self._rows}
        for gone in self._buttons_of.keys() - wanted.keys():
            button = self._buttons_of.pop(gone)
            self._places.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, (shop, row) in enumerate(wanted.items()):
            button = self._buttons_of.get(shop) or self._new_row(shop)
            button.show_shop(row, self._branch_name(row))
            if self._places.indexOf(button) != place:
                self._places.removeWidget(button)
                self._places.insertWidget(place, button)
        self._show_chips()
        self._lead()
        self._sift()

    def _lead(self) -> None:
        """Let Tab go as the eye does: the search, the chips, the rows, then the details."""
        before: QWidget = self.search
        rows = [self._buttons_of[row.shop.id] for row in self._rows]
        for widget in (*self._chips.values(), *(w for row in rows for w in (row, row.button))):
            self.setTabOrder(before, widget)
            before = widget

    def _show_chips(self) -> None:
        counts: dict[BranchId, int] = {}
        known = {branch.id for branch in self._branches}
        for row in self._rows:
            branch = row.shop.branch if row.shop.branch in known else _NONE
            counts[branch] = counts.get(branch, 0) + 1
        choices: list[tuple[BranchId | None, str, int]] = [(None, t("All"), len(self._rows))]
        choices += [(b.id, words.branch_name(b), counts.get(b.id, 0)) for b in self._branches]
        if _NONE in counts:
            choices.append((_NONE, t("No branch"), counts[_NONE]))
        for gone in self._chips.keys() - {choice[0] for choice in choices}:
            chip = self._chips.pop(gone)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        for key, name, number in choices:
            chip = self._chips.get(key) or self._new_chip(key)
            chip.show_filter(name, number, key == self._branch)
        self._chip_row.setVisible(bool(self._branches))

    def _sift(self) -> None:
        """Show the rows that are looked for; the chosen one stays chosen while it is among them."""
        known = {branch.id for branch in self._branches}
        said = self.search.text()
        self._shown = []
        for row in self._rows:
            shop = row.shop
            branch = shop.branch if shop.branch in known else _NONE
            fits = self._branch in (None, branch) and found(
                said, shop.name, shop.code, shop.region, self._branch_name(row)
            )
            self._buttons_of[shop.id].setVisible(fits)
            if fits:
                self._shown.append(shop.id)
        self._nothing.setVisible(not self._shown)
        if self._rows:
            self._nothing.setText(t("No shop is like that."))
        else:
            self._nothing.setText(t("No shop is connected yet."))
        self._clear.setVisible(bool(self._rows) and not self._shown)
        if self._rows and self._chosen not in self._shown:
            self._chosen = self._shown[0] if self._shown else ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        for shop, button in self._buttons_of.items():
            button.setChecked(shop == self._chosen)
            button.set_reachable(shop == self._chosen)
        row = next((row for row in self._rows if row.shop.id == self._chosen), None)
        self._details.setVisible(row is not None)
        if row is not None:
            self._details.show_shop(row, self._branches)

    def _branch_name(self, row: ShopRow) -> str:
        branch = next((b for b in self._branches if b.id == row.shop.branch), None)
        return words.branch_name(branch) if branch is not None else ""

    def _new_row(self, shop: ShopId) -> ShopRowButton:
        button = ShopRowButton()
        button.setObjectName(f"shop_{plain.one_line(shop, 40)}")
        button.button.setObjectName(f"do_{plain.one_line(shop, 40)}")
        button.chosen.connect(lambda: self._choose(shop))
        button.stepped.connect(lambda by: self._step(shop, by))
        button.button.clicked.connect(lambda: self._do(shop))
        self._buttons_of[shop] = button
        return button

    def _new_chip(self, key: BranchId | None) -> Chip:
        chip = Chip(self._chip_row)
        chip.setObjectName(f"chip_{plain.one_line(key, 40) if key else 'all'}")
        chip.clicked.connect(lambda: self._show_branch(key))
        self._flow.addWidget(chip)
        self._chips[key] = chip
        chip.show()
        return chip

    # What is asked

    def _choose(self, shop: ShopId) -> None:
        self._chosen = shop
        self._show_chosen()

    def _step(self, shop: ShopId, by: int) -> None:
        place = self._shown.index(shop) + by if shop in self._shown else 0
        self._choose(self._shown[min(len(self._shown) - 1, max(0, place))])
        button = self._buttons_of[self._chosen]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._list.ensureWidgetVisible(button, 0, 8)

    def _show_branch(self, branch: BranchId | None) -> None:
        self._branch = branch
        self._show_chips()
        self._sift()

    def _show_all(self) -> None:
        self.search.clear()
        self._show_branch(None)
        self.search.setFocus()

    def _do(self, shop: ShopId) -> None:
        """The one thing that fits the state of a shop."""
        row = next((row for row in self._rows if row.shop.id == shop), None)
        if row is None:
            return
        self._choose(shop)
        match row.status.state:
            case ShopState.SIGN_IN | ShopState.NO_PERMISSION | ShopState.DISCONNECTED:
                self._desk.connecting.begin(shop)
            case ShopState.STOPPED:
                self._desk.shops.resume(shop)
            case ShopState.NOT_ACCEPTING:
                name, accept = words.shop_name(row.shop), self._desk.shops.accept_chats
                ask_to_accept(self, name, lambda: accept(shop))
            case _:
                self._desk.shops.look(shop)

    def _open(self, name: str) -> None:
        from nobi_desktop.ui.dialogs import of_shops

        of_shops.make(name, self, self._desk).open()

    def _reveal_chosen(self) -> None:
        if self._chosen in self._buttons_of:
            self._list.ensureWidgetVisible(self._buttons_of[self._chosen])
