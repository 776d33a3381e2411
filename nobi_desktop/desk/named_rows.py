"""A short list of things that the seller names and puts in order, kept in the store."""

from __future__ import annotations

import unicodedata
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.query import SavedView
from nobi_desktop.domain.tag import Tag
from nobi_desktop.flow.news import Fact, Stop

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

LONGEST_NAME = 60

T = TypeVar("T", bound=Branch | ShopGroup | Tag | SavedView)


class Shelf(Protocol[T]):
    """The module of the store that keeps such things."""

    def all(self, connection: Connection, /) -> tuple[T, ...]: ...

    def save(self, connection: Connection, row: T, /) -> None: ...

    def delete(self, connection: Connection, id: str, /) -> None: ...


class NamedRows(ABC, Generic[T]):
    """`rows` in the seller's order; commands return at once, and what they did is told by `rows`.

    What is unknown, unnamed, or named as another one already is, is ignored.
    """

    longest_name = LONGEST_NAME
    """Characters a name may have."""

    id_length = 32
    """Characters of the id that a new row gets."""

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        shelf: Shelf[T],
        touched: Callable[[Changes], bool],
    ) -> None:
        self.rows: Fact[tuple[T, ...]] = Fact(())
        self._db = db
        self._scope = scope
        self._shelf: Shelf[T] = shelf
        self._touched = touched
        self._coming: dict[str, T] = {}
        self._stops: list[Stop] = [db.changes.watch(self._changed)]

    def change(self, row: T) -> None:
        """Keep another state of one of the rows; its place is not changed by this."""
        row = self._tidied(row)
        if any(known.id == row.id for known in self._known()) and not self._trouble(row):
            self._scope.start(self._db.write(self._exchange, row), "change")

    def delete(self, id: str) -> None:
        """Let one of the rows go."""
        self._scope.start(self._db.write(self._shelf.delete, id), "delete")

    def arrange(self, order: Sequence[str]) -> None:
        """Put the rows in `order`; those it does not name follow in theirs."""
        self._scope.start(self._db.write(self._arrange, tuple(order)), "arrange")

    def refresh(self) -> None:
        """Read the rows again."""
        self._scope.start(self._read(), "named rows")

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    # -- what the kinds of row decide -------------------------------------------------------------

    @abstractmethod
    def _tidied(self, row: T) -> T:
        """`row` within its bounds."""

    def _trouble(self, row: T) -> str:
        """Why `row` cannot be kept: `no_name`, `too_long`, `taken`; empty where it can."""
        if not row.name:
            return "no_name"
        if len(row.name) > self.longest_name:
            return "too_long"
        name = row.name.casefold()
        others = (known for known in self._known() if known.id != row.id)
        return "taken" if any(known.name.casefold() == name for known in others) else ""

    # -- keeping ----------------------------------------------------------------------------------

    def _create(self, row: T) -> str:
        """Keep a new row under an id of its own, which is the answer; empty for trouble."""
        row = self._tidied(row)
        if self._trouble(row):
            return ""
        place = max((known.position for known in self._known()), default=-1) + 1
        row = replace(row, id=uuid.uuid4().hex[: self.id_length], position=place)
        self._coming[row.id] = row
        self._scope.start(self._keep_new(row), "create")
        return row.id

    async def _keep_new(self, row: T) -> None:
        try:
            await self._db.write(self._shelf.save, row)
        except BaseException:
            self._coming.pop(row.id, None)
            raise

    def _known(self) -> tuple[T, ...]:
        """The rows, and those that are on their way to the store."""
        return (*self.rows.value, *self._coming.values())

    def _exchange(self, connection: Connection, row: T) -> None:
        for kept in self._shelf.all(connection):
            if kept.id == row.id:
                self._shelf.save(connection, replace(row, position=kept.position))

    def _arrange(self, connection: Connection, order: tuple[str, ...]) -> None:
        kept = {row.id: row for row in self._shelf.all(connection)}
        wanted = dict.fromkeys(id for id in (*order, *kept) if id in kept)
        for place, id in enumerate(wanted):
            if kept[id].position != place:
                self._shelf.save(connection, replace(kept[id], position=place))

    def _changed(self, changes: Changes) -> None:
        if self._touched(changes):
            self.refresh()

    async def _read(self) -> None:
        rows = await self._db.read(self._shelf.all)
        for row in rows:
            self._coming.pop(row.id, None)
        self.rows.set(rows)


def named(text: str) -> str:
    """`text` as a name: composed, on one line, without spaces around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
