"""A sheet of what the seller has made: all of it in a list, the form of one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.query import SavedView
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, words_shops
from nobi_desktop.ui.dialogs.entry_list import Entry, EntryList
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet

if TYPE_CHECKING:
    from nobi_desktop.desk.named_rows import NamedRows

T = TypeVar("T", bound=Branch | ShopGroup | Tag | SavedView)


class ListSheet(Sheet, Generic[T]):
    """A `list` at the left, at the right the form of the row that is edited, or of a new one.

    What is written is kept with "Save", and when another row is chosen or the sheet is closed.
    Subclasses put the form into `parts`, as children of `right`, with the row's `name` in it; what
    their rows are, they say in the methods that are empty here.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        kept: NamedRows[T],
        first: str,
        *,
        list_name: str,
        wide: int,
        high: int,
    ) -> None:
        super().__init__(parent, name, wide=wide, high=high)
        self._kept = kept
        self._rows: tuple[T, ...] = ()
        self._editing = ""
        self._first = first
        self.left, self.lines = column(self)
        self.finished.connect(self._leave_form)
        self.list = EntryList(list_name, self.left)
        self.list.chosen.connect(self._edit)
        self.list.opened.connect(self._opened)
        self.list.new_wanted.connect(self._begin)
        self.list.arranged.connect(kept.arrange)
        self.list.removal_wanted.connect(self._ask_to_delete)
        self.lines.addWidget(self.list, 1)
        self.right, self.parts = column(self)

    def name_field(self, name: str) -> Field:
        """The line for the row's name, for a subclass to put among its own fields."""
        self.name = Field(name, self.right)
        self.name.entry.setMaxLength(plain.NAME_LENGTH)
        self.name.entry.textEdited.connect(lambda _text: self._tell())
        return self.name

    def lay_out(self, list_wide: int) -> None:
        """Put the list, of this width at zoom 1, beside the form, once that has all its parts."""
        panes = Panes(self, self.left, self.right, narrow=self.left, wide=list_wide)
        self.body.addWidget(panes, 1)

    # What the rows are

    def _entry(self, place: int, row: T) -> Entry:
        """The line of `row`, which stands at `place`."""
        raise NotImplementedError

    def _fill(self, row: T | None) -> None:
        """Show `row` in the form, or what a new one begins with."""
        raise NotImplementedError

    def _tell(self) -> None:
        """Say what can be done with what is written."""
        raise NotImplementedError

    def _written(self, row: T) -> T:
        """`row` with what is written in the form."""
        raise NotImplementedError

    def _problem(self, name: str) -> str:
        """Why the row that is edited cannot have this name, in the desk's word for it."""
        raise NotImplementedError

    def _create(self) -> str:
        """Make a row of what is written; its id."""
        raise NotImplementedError

    def _ask_to_delete(self, id: str) -> None:
        """Let the row go, if the seller says yes."""
        raise NotImplementedError

    # What is shown

    def _choose_first(self) -> None:
        """Edit the first row, where no other one is wanted; a new one, where there is none."""
        if not self._rows:
            self._begin()
        elif not self._editing:
            self.list.choose(self._rows[0].id)
            self._edit(self._rows[0].id)
        (self.list.view if self._editing else self.name.entry).setFocus()

    def _show_rows(self, rows: tuple[T, ...]) -> None:
        self._rows = rows
        if self._editing and self._row() is None:
            self._begin()
        self._show_entries()
        if self._first and self._row(self._first) is not None:
            first, self._first = self._first, ""
            self.list.choose(first)
            self._edit(first)
        self._tell()

    def _show_entries(self) -> None:
        self.list.show_entries([self._entry(place, row) for place, row in enumerate(self._rows)])

    def _row(self, id: str = "") -> T | None:
        """The row of this id; without one, the row that is edited."""
        wanted = id or self._editing
        return next((row for row in self._rows if row.id == wanted), None)

    # What is asked

    def _begin(self) -> None:
        """Start a new row."""
        self._leave_form()
        self._editing = ""
        self.list.choose("")
        self._fill(None)
        self._tell()
        self._to_form()

    def _edit(self, id: str) -> None:
        if id == self._editing:
            return
        self._leave_form()
        self._editing = id
        self._fill(self._row())
        self._tell()

    def _opened(self, _id: str) -> None:
        self._to_form()

    def _to_form(self) -> None:
        self.name.entry.setFocus()

    def _leave_form(self) -> None:
        """Keep what was written about a row that is known, if it can be kept."""
        row = self._row()
        if row is None:
            return
        written = self._written(row)
        if written != row and not self._problem(written.name):
            self._kept.change(written)

    def _keep(self) -> None:
        problem = self._problem(self.name.text())
        if problem:
            self.refuse(self.name.entry, words_shops.name_problem(problem))
            return
        row = self._row()
        if row is not None:
            self._kept.change(self._written(row))
            for field in self.findChildren(Field):
                field.entry.setModified(False)
            self._tell()
            return
        self._first = self._create()
        self._show_rows(self._rows)
