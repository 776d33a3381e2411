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
from nobi_desktop.ui.dialogs.entry_list import Entry
from nobi_desktop.ui.dialogs.list_sheet import ListSheet
from nobi_desktop.ui.dialogs.shop_ticks import ShopTicks
from nobi_desktop.ui.fields import ComboBox
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class ShopGroups(ListSheet[ShopGroup]):
    """Saved groups at the left, the shops to merge at the right; `group` is shown first."""

    def __init__(self, parent: QWidget, desk: Desk, group: GroupId = "") -> None:
        super().__init__(
            parent, "shopGroups", desk.groups, group, list_name="groups", wide=820, high=520
        )
        self._desk = desk
        self._shops: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._saved = plain.Label("", "second_strong", self.left)
        self.lines.insertWidget(0, self._saved)
        right = self.right
        self._count = plain.Label("", "second_strong", right)
        self._count.setObjectName("tickedCount")
        self.ticks = ShopTicks(right)
        self.ticks.ticked.connect(lambda _shop, _on: self._tell())
        self.name_field("groupName")
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
        self.parts.addWidget(self._count)
        self.parts.addWidget(self.ticks, 1)
        self.parts.addLayout(keeping)
        self.lay_out(280)
        self._save = self.add_button("saveGroup", left=True)
        self._save.clicked.connect(self._keep)
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._open = self.add_button("openMerged", primary=True)
        self._open.clicked.connect(self._open_ticked)
        self.listen(
            desk.branches.rows.watch(self._show_branches),
            desk.shops.rows.watch(self._show_shops),
            desk.groups.rows.watch(self._show_rows),
        )
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
        self._show_rows(self._rows)

    # What is shown

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._branches = branches
        self._show_shops(self._shops)

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self._shops = rows
        live = [row for row in rows if row.shop.connected]
        self.ticks.show_shops(live, self._branches)
        self._show_entries()
        self._tell()

    def _show_rows(self, groups: tuple[ShopGroup, ...]) -> None:
        super()._show_rows(groups)
        self._fill_keys(self.key.currentData() or 0)

    def _entry(self, _place: int, group: ShopGroup) -> Entry:
        colours = {row.shop.id: row.shop.colour for row in self._shops}
        return Entry(
            group.id,
            words.group_name(group),
            _hint(group),
            tuple(colours[shop] for shop in group.shops if shop in colours),
        )

    def _fill_keys(self, chosen: int) -> None:
        """Every key to choose; one that another group has says so."""
        owners = {group.key: group for group in self._rows if group.id != self._editing}
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

    # What is asked

    def _fill(self, group: ShopGroup | None) -> None:
        """A new group has no name, and no shop is ticked."""
        self.ticks.tick(group.shops if group is not None else ())
        self.name.entry.setText(words.group_name(group) if group is not None else "")
        self.name.set_wrong(False)
        self._fill_keys(group.key if group is not None else 0)

    def _to_form(self) -> None:
        self.ticks.search.setFocus()

    def _leave_form(self) -> None:
        """Nothing is kept: ticks are often only for opening these shops once."""

    def _written(self, group: ShopGroup) -> ShopGroup:
        key = int(self.key.currentData() or 0)
        return replace(group, name=self.name.text(), shops=self._members(), key=key)

    def _problem(self, name: str) -> str:
        return self._desk.groups.problem(name, self._members(), self._editing)

    def _create(self) -> GroupId:
        new = self._written(ShopGroup("", "", ()))
        return self._desk.groups.create(new.name, new.shops, new.key)

    def _keep(self) -> None:
        if self._problem(self.name.text()) == "too_few":
            self.show_trouble(words_shops.name_problem("too_few"))
        else:
            super()._keep()

    def _members(self) -> tuple[ShopId, ...]:
        """What is ticked, and what the group has that cannot be ticked while it is given up."""
        group = self._row()
        gone = {row.shop.id for row in self._shops if not row.shop.connected}
        kept = tuple(shop for shop in group.shops if shop in gone) if group is not None else ()
        return self.ticks.chosen() + kept

    def _open_ticked(self) -> None:
        group = self._row()
        if group is not None and set(group.shops) == set(self._members()):
            self._opened(group.id)
        elif len(self.ticks.chosen()) > 1:
            query = self._desk.inbox.query.value
            self._desk.inbox.show(query.of(*self.ticks.chosen()))
            self.accept()

    def _opened(self, id: GroupId) -> None:
        self._desk.groups.open(id)
        self.accept()

    def _ask_to_delete(self, id: GroupId) -> None:
        group = self._row(id)
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


def _hint(group: ShopGroup) -> str:
    said = t("{n} shops", n=len(group.shops))
    key = keys.of(f"shop_{group.key}")
    return f"{said} · {key}" if key else said
