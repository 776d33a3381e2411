"""The seller's branches: whom to ask in each, and which shops belong to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.ui import plain, words, words_shops
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.entry_list import Entry
from nobi_desktop.ui.dialogs.list_sheet import ListSheet
from nobi_desktop.ui.dialogs.shop_ticks import ShopTicks
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_LONGEST_LINE, _LONGEST_DESCRIPTION = 200, 2000
"""Characters, as many as the desk keeps."""


class BranchesDialog(ListSheet[Branch]):
    """Branches at the left, the form of one at the right.

    `branch` is shown first; `member` is a shop that a new branch is wanted for. What is written
    about a branch is kept with "Save", and when another branch is chosen or the sheet is closed.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, branch: BranchId = "", *, member: ShopId = ""
    ) -> None:
        super().__init__(
            parent, "branches", desk.branches, branch, list_name="branchList", wide=840, high=540
        )
        self._desk = desk
        self._shops: tuple[ShopRow, ...] = ()
        right = self.right
        self.name_field("branchName")
        self.representative = Field("branchRepresentative", right)
        self.phone = Field("branchPhone", right)
        self.description = Field("branchDescription", right)
        people = QHBoxLayout()
        people.setSpacing(12)
        people.addWidget(self.representative, 3)
        people.addWidget(self.phone, 2)
        for field in (self.representative, self.phone):
            field.entry.setMaxLength(_LONGEST_LINE)
        self.description.entry.setMaxLength(_LONGEST_DESCRIPTION)
        for field in (self.representative, self.phone, self.description):
            field.entry.textEdited.connect(lambda _text: self._tell())
        self._members = plain.Label("", "second_strong", right)
        self._members.setObjectName("branchMembers")
        self.ticks = ShopTicks(right, hint=self._where)
        self.ticks.ticked.connect(self._ticked)
        self.parts.addWidget(self.name)
        self.parts.addLayout(people)
        self.parts.addWidget(self.description)
        self.parts.addWidget(self._members)
        self.parts.addWidget(self.ticks, 1)
        self.lay_out(260)
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveBranch", primary=True)
        self._save.clicked.connect(self._keep)
        self.listen(
            desk.branches.rows.watch(self._show_rows), desk.shops.rows.watch(self._show_shops)
        )
        self.translate()
        if member:
            self._begin()
            self.ticks.tick({member})
        else:
            self._choose_first()

    def translate(self) -> None:
        self.set_title(t("Branches"))
        self.list.set_words(
            t("Branches"),
            t("New branch"),
            t("No branch yet. Give the first one a name and save it."),
        )
        self.name.set_words(t("Name of the branch"))
        self.representative.set_words(t("Representative"))
        self.phone.set_words(t("Phone"))
        self.description.set_words(t("Description"))
        self.ticks.translate()
        self._close.setText(t("Close"))
        self._show_rows(self._rows)

    # What is shown

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        pending = () if self._editing else self.ticks.chosen()
        self._shops = rows
        self.ticks.show_shops(rows)
        self.ticks.tick(self._of(self._editing) if self._editing else pending)
        self._show_entries()
        self._tell()

    def _entry(self, _place: int, branch: Branch) -> Entry:
        members = [row.shop for row in self._shops if row.shop.branch == branch.id]
        return Entry(
            branch.id,
            words.branch_name(branch),
            t("{n} shops", n=len(members)),
            tuple(shop.colour for shop in members),
        )

    def _tell(self) -> None:
        """Say what can be kept, and how many shops belong here."""
        self._members.setText(t("Shops of this branch: {count}", count=len(self.ticks.chosen())))
        now = self._row()
        can = bool(self.name.text()) if now is None else self._written(now) != now
        self.primary_says(t("Create") if now is None else t("Save"), can=can)
        self.show_trouble("")

    def _where(self, row: ShopRow) -> str:
        """The branch a shop is in, where it is another one than this; else where it belongs."""
        branch = next((b for b in self._rows if b.id == row.shop.branch), None)
        if branch is None or branch.id == self._editing:
            return words_shops.place(row.shop)
        return t("now in {branch}", branch=words.branch_name(branch))

    def _of(self, branch: BranchId) -> tuple[ShopId, ...]:
        return tuple(row.shop.id for row in self._shops if row.shop.branch == branch)

    # What is asked

    def _fill(self, branch: Branch | None) -> None:
        """A new branch has an empty form, and no shop is ticked."""
        shown = branch or Branch("", "")
        for field, text in (
            (self.name, shown.name),
            (self.representative, shown.representative),
            (self.phone, shown.phone),
            (self.description, shown.description),
        ):
            field.entry.setText(plain.one_line(text, field.entry.maxLength()))
            field.set_wrong(False)
        self.ticks.show_shops(self._shops)
        self.ticks.tick(self._of(branch.id) if branch is not None else ())

    def _written(self, branch: Branch) -> Branch:
        return replace(
            branch,
            name=self.name.written(branch.name),
            representative=self.representative.written(branch.representative),
            phone=self.phone.written(branch.phone),
            description=self.description.written(branch.description),
        )

    def _problem(self, name: str) -> str:
        return self._desk.branches.problem(name, self._editing)

    def _create(self) -> BranchId:
        members = self.ticks.chosen()
        new = self._written(Branch("", ""))
        made = self._desk.branches.create(new.name, new.representative, new.phone, new.description)
        for shop in members:
            self._desk.shops.set_branch(shop, made)
        return made

    def _ticked(self, shop: ShopId, on: bool) -> None:
        if self._editing:
            self._desk.shops.set_branch(shop, self._editing if on else "")
        self._tell()

    def _ask_to_delete(self, id: BranchId) -> None:
        branch = self._row(id)
        if branch is None:
            return
        members = len(self._of(id))
        if members:
            text = t("{n} shops belong to it. They stay, and are in no branch then.", n=members)
        else:
            text = t("No shop belongs to it.")
        ask(
            self,
            name="deleteBranchDialog",
            title=t("Delete this branch?"),
            text=text,
            strong=words.branch_name(branch),
            yes=t("Delete"),
            then=lambda: self._desk.branches.delete(id),
        )
