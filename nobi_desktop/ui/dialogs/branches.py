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
from nobi_desktop.ui.dialogs.entry_list import Entry, EntryList
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.dialogs.shop_ticks import ShopTicks
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.flow.news import Stop

_LONGEST_LINE, _LONGEST_DESCRIPTION = 200, 2000
"""Characters, as many as the desk keeps."""


class BranchesDialog(Sheet):
    """Branches at the left, the form of one at the right.

    `branch` is shown first; `member` is a shop that a new branch is wanted for. What is written
    about a branch is kept with "Save", and when another branch is chosen or the sheet is closed.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, branch: BranchId = "", *, member: ShopId = ""
    ) -> None:
        super().__init__(parent, "branches", wide=840, high=540)
        self._desk = desk
        self._branches: tuple[Branch, ...] = ()
        self._rows: tuple[ShopRow, ...] = ()
        self._editing: BranchId = ""
        self._first = branch
        left, lines = column(self)
        self.list = EntryList("branchList", left)
        self.list.chosen.connect(self._edit)
        self.list.opened.connect(self._to_name)
        self.list.new_wanted.connect(self._begin)
        self.list.arranged.connect(desk.branches.arrange)
        self.list.removal_wanted.connect(self._ask_to_delete)
        lines.addWidget(self.list, 1)
        right, parts = column(self)
        self.name = Field("branchName", right)
        self.name.entry.setMaxLength(plain.NAME_LENGTH)
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
        for field in (self.name, self.representative, self.phone, self.description):
            field.entry.textEdited.connect(lambda _text: self._tell())
        self._members = plain.Label("", "second_strong", right)
        self._members.setObjectName("branchMembers")
        self.ticks = ShopTicks(right, hint=self._where)
        self.ticks.ticked.connect(self._ticked)
        parts.addWidget(self.name)
        parts.addLayout(people)
        parts.addWidget(self.description)
        parts.addWidget(self._members)
        parts.addWidget(self.ticks, 1)
        self.body.addWidget(Panes(self, left, right, narrow=left, wide=260), 1)
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveBranch", primary=True)
        self._save.clicked.connect(self._keep)
        self._stops: list[Stop] = [
            desk.branches.rows.watch(self._show_branches),
            desk.shops.rows.watch(self._show_shops),
        ]
        self.finished.connect(self._finished)
        self.destroyed.connect(self._stop_watching)
        self.translate()
        if member or not self._branches:
            self._begin()
            self.ticks.tick({member} if member else ())
        elif not self._editing:
            self.list.choose(self._branches[0].id)
            self._edit(self._branches[0].id)
        (self.list.view if self._editing else self.name.entry).setFocus()

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
        self._show_branches(self._branches)

    # What is shown

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._branches = branches
        if self._editing and self._branch() is None:
            self._begin()
        self._show_entries()
        if self._first and any(branch.id == self._first for branch in branches):
            first, self._first = self._first, ""
            self.list.choose(first)
            self._edit(first)
        self._tell()

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        pending = () if self._editing else self.ticks.chosen()
        self._rows = rows
        self.ticks.show_shops(rows)
        self.ticks.tick(self._of(self._editing) if self._editing else pending)
        self._show_entries()
        self._tell()

    def _show_entries(self) -> None:
        self.list.show_entries(
            [
                Entry(
                    branch.id,
                    words.branch_name(branch),
                    t("{n} shops", n=len(self._of(branch.id))),
                    tuple(row.shop.colour for row in self._rows if row.shop.branch == branch.id),
                )
                for branch in self._branches
            ]
        )

    def _tell(self) -> None:
        """Say what can be kept, and how many shops belong here."""
        self._members.setText(t("Shops of this branch: {count}", count=len(self.ticks.chosen())))
        now = self._branch()
        can = bool(self.name.text()) if now is None else self._form(now) != now
        self.primary_says(t("Create") if now is None else t("Save"), can=can)
        self.show_trouble("")

    def _where(self, row: ShopRow) -> str:
        """The branch a shop is in, where it is another one than this; else where it belongs."""
        branch = next((b for b in self._branches if b.id == row.shop.branch), None)
        if branch is None or branch.id == self._editing:
            return words_shops.place(row.shop)
        return t("now in {branch}", branch=words.branch_name(branch))

    def _of(self, branch: BranchId) -> tuple[ShopId, ...]:
        return tuple(row.shop.id for row in self._rows if row.shop.branch == branch)

    def _branch(self) -> Branch | None:
        return next((branch for branch in self._branches if branch.id == self._editing), None)

    def _form(self, branch: Branch) -> Branch:
        """`branch` with what is written; a field nobody has touched stays as it is kept."""

        def written(field: Field, kept: str) -> str:
            return field.text() if field.entry.isModified() else kept

        return replace(
            branch,
            name=written(self.name, branch.name),
            representative=written(self.representative, branch.representative),
            phone=written(self.phone, branch.phone),
            description=written(self.description, branch.description),
        )

    def _fill(self, branch: Branch) -> None:
        for field, text in (
            (self.name, branch.name),
            (self.representative, branch.representative),
            (self.phone, branch.phone),
            (self.description, branch.description),
        ):
            field.entry.setText(plain.one_line(text, field.entry.maxLength()))
            field.set_wrong(False)

    # What is asked

    def _begin(self) -> None:
        """Start a new branch: an empty form, no shop ticked."""
        self._leave_form()
        self._editing = ""
        self.list.choose("")
        self._fill(Branch("", ""))
        self.ticks.show_shops(self._rows)
        self.ticks.tick(())
        self._tell()
        self.name.entry.setFocus()

    def _edit(self, id: BranchId) -> None:
        if id == self._editing:
            return
        self._leave_form()
        self._editing = id
        branch = self._branch()
        if branch is not None:
            self._fill(branch)
        self.ticks.show_shops(self._rows)
        self.ticks.tick(self._of(id))
        self._tell()

    def _to_name(self, _id: BranchId) -> None:
        self.name.entry.setFocus()

    def _leave_form(self) -> None:
        """Keep what was written about a branch that is known, if it can be kept."""
        branch = self._branch()
        if branch is None:
            return
        changed = self._form(branch)
        if changed != branch and not self._desk.branches.problem(changed.name, branch.id):
            self._desk.branches.change(changed)

    def _keep(self) -> None:
        problem = self._desk.branches.problem(self.name.text(), self._editing)
        if problem:
            self.refuse(self.name.entry, words_shops.name_problem(problem))
            return
        branch = self._branch()
        if branch is not None:
            self._desk.branches.change(self._form(branch))
            self._tell()
            return
        members = self.ticks.chosen()
        new = self._form(Branch("", ""))
        made = self._desk.branches.create(new.name, new.representative, new.phone, new.description)
        for shop in members:
            self._desk.shops.set_branch(shop, made)
        self._first = made
        self._show_branches(self._branches)

    def _ticked(self, shop: ShopId, on: bool) -> None:
        if self._editing:
            self._desk.shops.set_branch(shop, self._editing if on else "")
        self._tell()

    def _ask_to_delete(self, id: BranchId) -> None:
        branch = next((branch for branch in self._branches if branch.id == id), None)
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

    def _finished(self) -> None:
        self._leave_form()
        self._stop_watching()

    def _stop_watching(self) -> None:
        while self._stops:
            self._stops.pop()()
