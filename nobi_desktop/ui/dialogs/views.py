"""Saved views: what each shows in words, their names and their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, words, words_query
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.entry_list import Entry
from nobi_desktop.ui.dialogs.list_sheet import ListSheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class ViewsDialog(ListSheet[SavedView]):
    """Views at the left, one of them at the right; `view` is shown first.

    A new view keeps what the list shows now. A name counts with "Save" and when another view is
    chosen.
    """

    def __init__(self, parent: QWidget, desk: Desk, view: str = "") -> None:
        super().__init__(
            parent, "views", desk.views, view, list_name="viewList", wide=720, high=380
        )
        self._desk = desk
        self._tags: tuple[Tag, ...] = ()
        self._shops: tuple[ShopRow, ...] = ()
        right = self.right
        self.parts.addWidget(self.name_field("viewName"))
        self._shows_name = plain.Label("", "second_strong", right)
        box = QFrame(right)
        box.setProperty("kind", "box")
        self.shows = plain.Label("", "second", box)
        self.shows.setObjectName("viewShows")
        self.shows.setWordWrap(True)
        inside = QVBoxLayout(box)
        inside.addWidget(self.shows)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(self._shows_name)
        told.addWidget(box)
        self.parts.addLayout(told)
        self.parts.addStretch(1)
        self.lay_out(280)
        style.watch(
            box, lambda now: inside.setContentsMargins(*(now.px(side) for side in (12, 8, 12, 8)))
        )
        self._open = self.add_button("openView", left=True)
        self._open.clicked.connect(lambda: self._opened(self._editing))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveView", primary=True)
        self._save.clicked.connect(self._keep)
        self.listen(
            desk.tags.rows.watch(self._show_tags),
            desk.shops.rows.watch(self._show_shops),
            desk.views.rows.watch(self._show_rows),
        )
        self.translate()
        self._choose_first()

    def translate(self) -> None:
        self.set_title(t("Saved views"))
        self.list.set_words(
            t("Saved views"),
            t("New view"),
            t("No view yet. Filter the list, give what it shows a name and save it."),
        )
        self.name.set_words(t("Name of the view"))
        self._open.setText(t("Show it"))
        self._close.setText(t("Close"))
        self._show_rows(self._rows)

    # What is shown

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        self._show_entries()
        self._tell()

    def _show_shops(self, shops: tuple[ShopRow, ...]) -> None:
        self._shops = shops
        self._show_entries()
        self._tell()

    def _entry(self, _place: int, view: SavedView) -> Entry:
        return Entry(view.id, words.view_name(view), self._words(view.query), (), "inbox")

    def _words(self, query: InboxQuery) -> str:
        return words_query.query(query, self._tags, [row.shop for row in self._shops])

    def _tell(self) -> None:
        """Say what this view shows, and whether there is something to keep."""
        view = self._row()
        if view is None:
            self._shows_name.setText(t("It keeps what the list shows now"))
            self.shows.setText(self._words(self._desk.inbox.query.value))
            self.primary_says(t("Create"), can=bool(self.name.text()))
        else:
            self._shows_name.setText(t("What it shows"))
            self.shows.setText(self._words(view.query))
            self.primary_says(t("Save"), can=self._written(view) != view)
        self._open.setVisible(view is not None)
        self.show_trouble("")

    # What is asked

    def _fill(self, view: SavedView | None) -> None:
        self.name.entry.setText(plain.one_line(view.name if view else "", plain.NAME_LENGTH))
        self.name.set_wrong(False)

    def _written(self, view: SavedView) -> SavedView:
        return replace(view, name=self.name.written(view.name))

    def _problem(self, name: str) -> str:
        return self._desk.views.problem(name, self._editing)

    def _create(self) -> str:
        return self._desk.views.create(self.name.text(), self._desk.inbox.query.value)

    def _opened(self, id: str) -> None:
        if any(view.id == id for view in self._rows):
            self._desk.views.open(id)
            self.accept()

    def _ask_to_delete(self, id: str) -> None:
        view = self._row(id)
        if view is not None:
            ask(
                self,
                name="deleteViewDialog",
                title=t("Delete this view?"),
                text=t("The conversations it shows stay as they are."),
                strong=words.view_name(view),
                yes=t("Delete"),
                then=lambda: self._desk.views.delete(id),
            )
