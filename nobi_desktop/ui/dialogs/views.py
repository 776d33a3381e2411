"""Saved views: what each shows in words, their names and their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, words_query, words_shops
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.entry_list import Entry, EntryList
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.flow.news import Stop


class ViewsDialog(Sheet):
    """Views at the left, one of them at the right; `view` is shown first.

    A new view keeps what the list shows now. A name counts with "Save" and when another view is
    chosen.
    """

    def __init__(self, parent: QWidget, desk: Desk, view: str = "") -> None:
        super().__init__(parent, "views", wide=720, high=380)
        self._desk = desk
        self._views: tuple[SavedView, ...] = ()
        self._tags: tuple[Tag, ...] = ()
        self._shops: tuple[ShopRow, ...] = ()
        self._editing = ""
        self._first = view
        left, lines = column(self)
        self.list = EntryList("viewList", left)
        self.list.chosen.connect(self._edit)
        self.list.opened.connect(self._open_view)
        self.list.new_wanted.connect(self._begin)
        self.list.arranged.connect(desk.views.arrange)
        self.list.removal_wanted.connect(self._ask_to_delete)
        lines.addWidget(self.list, 1)
        right, parts = column(self)
        self.name = Field("viewName", right)
        self.name.entry.setMaxLength(plain.NAME_LENGTH)
        self.name.entry.textEdited.connect(lambda _text: self._tell())
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
        parts.addWidget(self.name)
        parts.addLayout(told)
        parts.addStretch(1)
        style.watch(
            box, lambda now: inside.setContentsMargins(*(now.px(side) for side in (12, 8, 12, 8)))
        )
        self.body.addWidget(Panes(self, left, right, narrow=left, wide=280), 1)
        self._open = self.add_button("openView", left=True)
        self._open.clicked.connect(lambda: self._open_view(self._editing))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveView", primary=True)
        self._save.clicked.connect(self._keep)
        self._stops: list[Stop] = [
            desk.tags.rows.watch(self._show_tags),
            desk.shops.rows.watch(self._show_shops),
            desk.views.rows.watch(self._show_views),
        ]
        self.finished.connect(self._finished)
        self.destroyed.connect(self._stop_watching)
        self.translate()
        if self._views and not self._editing:
            self.list.choose(self._views[0].id)
            self._edit(self._views[0].id)
        elif not self._views:
            self._begin()
        (self.list.view if self._editing else self.name.entry).setFocus()

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
        self._show_views(self._views)

    # What is shown

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        self._show_entries()
        self._tell()

    def _show_shops(self, shops: tuple[ShopRow, ...]) -> None:
        self._shops = shops
        self._show_entries()
        self._tell()

    def _show_views(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        if self._editing and self._view() is None:
            self._begin()
        self._show_entries()
        if self._first and any(view.id == self._first for view in views):
            first, self._first = self._first, ""
            self.list.choose(first)
            self._edit(first)
        self._tell()

    def _show_entries(self) -> None:
        self.list.show_entries(
            [
                Entry(view.id, _name(view), self._words(view.query), (), "inbox")
                for view in self._views
            ]
        )

    def _words(self, query: InboxQuery) -> str:
        return words_query.query(query, self._tags, [row.shop for row in self._shops])

    def _tell(self) -> None:
        """Say what this view shows, and whether there is something to keep."""
        view, name = self._view(), self.name.text()
        if view is None:
            self._shows_name.setText(t("It keeps what the list shows now"))
            self.shows.setText(self._words(self._desk.inbox.query.value))
            self.primary_says(t("Create"), can=bool(name))
        else:
            self._shows_name.setText(t("What it shows"))
            self.shows.setText(self._words(view.query))
            can = self.name.entry.isModified() and name != view.name
            self.primary_says(t("Save"), can=can)
        self._open.setVisible(view is not None)
        self.show_trouble("")

    def _view(self) -> SavedView | None:
        return next((view for view in self._views if view.id == self._editing), None)

    # What is asked

    def _begin(self) -> None:
        self._leave_form()
        self._editing = ""
        self.list.choose("")
        self._fill("")
        self._tell()
        self.name.entry.setFocus()

    def _edit(self, id: str) -> None:
        if id == self._editing:
            return
        self._leave_form()
        self._editing = id
        view = self._view()
        self._fill(view.name if view is not None else "")
        self._tell()

    def _fill(self, name: str) -> None:
        self.name.entry.setText(plain.one_line(name, plain.NAME_LENGTH))
        self.name.set_wrong(False)

    def _leave_form(self) -> None:
        """Keep another name of a view that is known, if it can be kept."""
        view, name = self._view(), self.name.text()
        if view is None or not self.name.entry.isModified() or name == view.name:
            return
        if not self._desk.views.problem(name, view.id):
            self._desk.views.change(replace(view, name=name))

    def _keep(self) -> None:
        name = self.name.text()
        problem = self._desk.views.problem(name, self._editing)
        if problem:
            self.refuse(self.name.entry, words_shops.name_problem(problem))
            return
        view = self._view()
        if view is not None:
            self._desk.views.change(replace(view, name=name))
            self.name.entry.setModified(False)
            self._tell()
            return
        self._first = self._desk.views.create(name, self._desk.inbox.query.value)
        self._show_views(self._views)

    def _open_view(self, id: str) -> None:
        if any(view.id == id for view in self._views):
            self._desk.views.open(id)
            self.accept()

    def _ask_to_delete(self, id: str) -> None:
        view = next((view for view in self._views if view.id == id), None)
        if view is not None:
            ask(
                self,
                name="deleteViewDialog",
                title=t("Delete this view?"),
                text=t("The conversations it shows stay as they are."),
                strong=_name(view),
                yes=t("Delete"),
                then=lambda: self._desk.views.delete(id),
            )

    def _finished(self) -> None:
        self._leave_form()
        self._stop_watching()

    def _stop_watching(self) -> None:
        while self._stops:
            self._stops.pop()()


def _name(view: SavedView) -> str:
    return plain.name(view.name, t("View"))
