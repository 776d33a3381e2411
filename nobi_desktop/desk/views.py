"""The seller's saved views: queries that have a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.named_rows import NamedRows, named
from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.store import views

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database


class Views(NamedRows[SavedView]):
    """The views in the seller's order; `show` is what shows the query of one."""

    def __init__(
        self, db: Database, scope: TaskScope, show: Callable[[InboxQuery], object]
    ) -> None:
        super().__init__(db, scope, views, lambda changes: changes.views)
        self._show = show

    def problem(self, name: str, but: str = "") -> str:
        """Why a view (another one than `but`) cannot have this name.

        `no_name`, `too_long` or `taken`; empty where it can.
        """
        return self._trouble(SavedView(but, named(name), InboxQuery()))

    def create(self, name: str, query: InboxQuery) -> str:
        """Keep `query` under a name; the view's id, empty where the name cannot be."""
        return self._create(SavedView("", name, query))

    def open(self, id: str) -> None:
        """Show what the view asks for."""
        for view in self._known():
            if view.id == id:
                self._show(view.query)

    def _tidied(self, row: SavedView) -> SavedView:
        return replace(row, name=named(row.name))
