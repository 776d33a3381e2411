"""The seller's branches: business units of the seller's own, each with some of the shops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.desk.named_rows import NamedRows, named
from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.ids import BranchId
from nobi_desktop.store import branches

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

LONGEST_LINE = 200
LONGEST_DESCRIPTION = 2000
"""Characters that are kept of a representative or phone, and of a description."""


class Branches(NamedRows[Branch]):
    """The branches in the seller's order; which shops are in one, the shops themselves tell."""

    def __init__(self, db: Database, scope: TaskScope) -> None:
        super().__init__(db, scope, branches, lambda changes: changes.branches)

    def problem(self, name: str, but: BranchId = "") -> str:
        """Why a branch (another one than `but`) cannot have this name.

        `no_name`, `too_long` or `taken`; empty where it can.
        """
        return self._trouble(Branch(but, named(name)))

    def create(
        self, name: str, representative: str = "", phone: str = "", description: str = ""
    ) -> BranchId:
        """Make a branch; its id, empty where there is a problem with its name."""
        return self._create(Branch("", name, representative, phone, description))

    def _tidied(self, row: Branch) -> Branch:
        return replace(
            row,
            name=named(row.name),
            representative=named(row.representative)[:LONGEST_LINE],
            phone=named(row.phone)[:LONGEST_LINE],
            description=row.description.strip()[:LONGEST_DESCRIPTION],
        )
