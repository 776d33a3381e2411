"""Merging shops: ticked ones are opened as one inbox at once, or kept as a group with a key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.ids import GroupId, ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.ui import keys, plain, words, words_shops
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.entry_list import Entry, EntryList
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.dialogs.shop_ticks import ShopTicks
from nobi_desktop.ui.fields import ComboBox, Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.flow.news import Stop


class ShopGroups(Sheet):
    """Saved groups at the left, the shops to merge at the right; `group` is shown first."""

    def __init__(self, parent: QWidget, desk: Desk, group: GroupId = "") -> None:
        super().__init__(parent, "shopGroups", wide=820, high=520)
        self._desk = desk
        self._groups: tuple[ShopGroup, ...] = ()
        self._rows: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._editing: GroupId = ""
        self._first = group
        left, lines = column(self)
        self._saved = plain.Label("", "second_strong", left)
        self.list = EntryList("groups", left)
        self.list.chosen.connect(self._edit)
        self.list.opened.connect(self._open_group)
        self.list.new_wanted.connect(self._begin)
        self.list.arranged.connect(desk.groups.arrange)
        self.list.removal_wanted.connect(self._ask_to_delete)
        lines.addWidget(self._saved)
        lines.addWidget(self.list, 1)
        right, parts = column(self)
        self._count = plain.Label("", "second_strong", right)
        self._count.setObjectName("tickedCount")
        self.ticks = ShopTicks(right)
        self.ticks.ticked.connect(lambda _shop, _on: self._tell())
        self.name = Field("groupName", right)
        self.name.entry.setMaxLength(plain.NAME_LENGTH)
        self.name.entry.textEdited.connect(lambda _text: self._tell())
        self._key_name = plain.Label("", "second_strong", right)
        self.key = ComboBox(right)
        self.key.setObjectName("groupKey")
        self._key_name.setBuddy(self.key)
        key = QVBoxLayout()
        key.setSpacing(4)
        key.addWidget(self._key_name)
        key.addWidget(self.key)
        keeping = QHBoxLayout()
        keeping.setSpacing(12)
        keeping.addWidget(self.name, 3)
        keeping.addLayout(key, 2)
        parts.addWidget(self._count)
        parts.addWidget(self.ticks, 1)
        parts.addLayout(keeping)
        self.body.addWidget(Panes(self, left, right, narrow=left, wide=280), 1)
        self._save = self.add_button("saveGroup", left=True)
        self._save.clicked.connect(self._keep)
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._open = self.add_button("openMerged", primary=True)
        self._open.clicked.connect(self._open_ticked)
        self._stops: list[Stop] = [
            desk.branches.rows.watch(self._show_branches),
            desk.shops.rows.watch(self._show_shops),
            desk.groups.rows.watch(self._show_groups),
        ]
        self.finished.connect(self._stop_watching)
        self.destroyed.connect(self._stop_watching)
        self.translate()
        if not self._editing:
            self.ticks.tick(desk.inbox.query.value.shops)
            self._tell()
        self.ticks.search.setFocus()

    def translate(self) -> None:
        self.set_title(t("Merge shops"))
        self._saved.setText(t("Saved groups"))
        self.list.set_words(
            t("Saved groups"),
            t("New group"),
            t("No group is saved yet. Tick shops, give them a name and save them as a group."),
        )
        self.ticks.translate()
        self.name.set_words(t("Name of the group"), placeholder=t("Needed only to save it"))
        self._key_name.setText(t("Shortcut"))
        self.key.setAccessibleName(t("Shortcut"))
        self._close.setText(t("Close"))
        self._show_groups(self._groups)

    # What is shown

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._branches = branches
        self._show_shops(self._rows)

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self._rows = rows
        live = [row for row in rows if row.shop.connected]
        self.ticks.show_shops(live, self._branches)
        self._show_entries()
        self._tell()

    def _show_groups(self, groups: tuple[ShopGroup, ...]) -> None:
        self._groups = groups
        if self._editing and self._group() is None:
            self._begin()
        self._show_entries()
        self._fill_keys(self.key.currentData() or 0)
        if self._first and any(group.id == self._first for group in groups):
            first, self._first = self._first, ""
            self.list.choose(first)
            self._edit(first)
        self._tell()

    def _show_entries(self) -> None:
        colours = {row.shop.id: row.shop.colour for row in self._rows}
        self.list.show_entries(
            [
                Entry(
                    group.id,
                    words.group_name(group),
                    _hint(group),
                    tuple(colours[shop] for shop in group.shops if shop in colours),
                )
                for group in self._groups
            ]
        )

    def _fill_keys(self, chosen: int) -> None:
        """Every key to choose; one that another group has says so."""
        owners = {group.key: group for group in self._groups if group.id != self._editing}
        self.key.clear()
        self.key.addItem(t("None"), 0)
        for number in range(1, 10):
            owner = owners.get(number)
            name = words.group_name(owner) if owner is not None else ""
            self.key.addItem(words_shops.shortcut(number, name), number)
        self.key.setCurrentIndex(max(0, self.key.findData(chosen)))

    def _tell(self) -> None:
        """Say what the ticks and the name amount to."""
        number = len(self.ticks.chosen())
        few = number < 2
        self._count.setText(
            t("Tick at least two shops.") if few else t("{n} shops ticked", n=number)
        )
        self.primary_says(t("Open") if few else t("Open {n} shops together", n=number), can=not few)
        self._save.setText(t("Save changes") if self._editing else t("Save as a group"))
        self._save.setEnabled(not few)
        self.show_trouble("")

    def _group(self) -> ShopGroup | None:
        return next((group for group in self._groups if group.id == self._editing), None)

    # What is asked

    def _begin(self) -> None:
        """Start anew: nothing ticked, no name."""
        self._editing = ""
        self.list.choose("")
        self.ticks.tick(())
        self.name.entry.clear()
        self._fill_keys(0)
        self._tell()
        self.ticks.search.setFocus()

    def _edit(self, id: GroupId) -> None:
        self._editing = id
        group = self._group()
        if group is not None:
            self.ticks.tick(group.shops)
            self.name.entry.setText(words.group_name(group))
            self.name.set_wrong(False)
            self._fill_keys(group.key)
        self._tell()

    def _keep(self) -> None:
        name, shops = self.name.text(), self._members()
        problem = self._desk.groups.problem(name, shops, self._editing)
        if problem:
            said = words_shops.name_problem(problem)
            if problem == "too_few":
                self.show_trouble(said)
            else:
                self.refuse(self.name.entry, said)
            return
        key, group = int(self.key.currentData() or 0), self._group()
        if group is not None:
            self._desk.groups.change(replace(group, name=name, shops=shops, key=key))
            return
        made = self._desk.groups.create(name, shops, key)
        self._first = made
        self._show_groups(self._groups)

    def _members(self) -> tuple[ShopId, ...]:
        """What is ticked, and what the group has that cannot be ticked while it is given up."""
        group = self._group()
        gone = {row.shop.id for row in self._rows if not row.shop.connected}
        kept = tuple(shop for shop in group.shops if shop in gone) if group is not None else ()
        return self.ticks.chosen() + kept

    def _open_ticked(self) -> None:
        group = self._group()
        if group is not None and set(group.shops) == set(self._members()):
            self._open_group(group.id)
        elif len(self.ticks.chosen()) > 1:
            query = self._desk.inbox.query.value
            self._desk.inbox.show(query.of(*self.ticks.chosen()))
            self.accept()

    def _open_group(self, id: GroupId) -> None:
        self._desk.groups.open(id)
        self.accept()

    def _ask_to_delete(self, id: GroupId) -> None:
        group = next((group for group in self._groups if group.id == id), None)
        if group is not None:
            ask(
                self,
                name="deleteGroupDialog",
                title=t("Delete this group?"),
                text=t("Its shops and their conversations stay as they are."),
                strong=words.group_name(group),
                yes=t("Delete"),
                then=lambda: self._desk.groups.delete(id),
            )

    def _stop_watching(self) -> None:
        while self._stops:
            self._stops.pop()()


def _hint(group: ShopGroup) -> str:
    said = t("{n} shops", n=len(group.shops))
    key = keys.of(f"shop_{group.key}")
    return f"{said} · {key}" if key else said
