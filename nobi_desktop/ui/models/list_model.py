"""Keeps keyed rows for a view and turns one list into the next by moves, never by a reset."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The data role of the row itself, the frozen value from the desk."""

_NOWHERE = QModelIndex()


class ListModel(QAbstractListModel, Generic[T]):
    """Rows told apart by `key`; `read_aloud` gives the words of a row for screen readers."""

    def __init__(
        self,
        key: Callable[[T], Hashable],
        read_aloud: Callable[[T], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._read_aloud = read_aloud
        self._rows: list[T] = []
        self._places: dict[Hashable, int] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ROW:
            return self._rows[index.row()]
        if role in (
            int(Qt.ItemDataRole.DisplayRole),
            int(Qt.ItemDataRole.AccessibleTextRole),
        ):
            return self._read_aloud(self._rows[index.row()])
        return None

    @property
    def rows(self) -> tuple[T, ...]:
        return tuple(self._rows)

    def at(self, place: int) -> T | None:
        """The row at `place`, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: Hashable) -> int:
        """Where the row of `key` stands, -1 where it is not here."""
        return self._places.get(key, -1)

    def index_of(self, key: Hashable) -> QModelIndex:
        """The index of the row of `key`, invalid where it is not here."""
        place = self.place_of(key)
        return self.index(place) if place >= 0 else QModelIndex()

    def replace(self, rows: Sequence[T]) -> None:
        """Hold `rows` from now on, telling views only what differs.

        Of two rows with one key the first counts: a view must never be told of both.
        """
        new = list({self._key(row): row for row in reversed(rows)}.values())[::-1]
        if not self._rows:
            self._begin_with(new)
            return
        from nobi_desktop.flow.listdiff import Insert, Move, Remove, Update, diff

        for step in diff(self._rows, new, self._key):
            match step:
                case Remove(at, count):
                    self.beginRemoveRows(_NOWHERE, at, at + count - 1)
                    del self._rows[at : at + count]
                    self._number()
                    self.endRemoveRows()
                case Move(source, target):
                    # Qt names the row in front of which the moved one comes to stand.
                    before = target + 1 if target > source else target
                    self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, before)
                    self._rows.insert(target, self._rows.pop(source))
                    self._number()
                    self.endMoveRows()
                case Insert(at, count):
                    self.beginInsertRows(_NOWHERE, at, at + count - 1)
                    self._rows[at:at] = new[at : at + count]
                    self._number()
                    self.endInsertRows()
                case Update(at):
                    self._rows[at] = new[at]
                    self.dataChanged.emit(self.index(at), self.index(at))

    def _begin_with(self, rows: list[T]) -> None:
        if rows:
            self.beginInsertRows(_NOWHERE, 0, len(rows) - 1)
            self._rows = rows
            self._number()
            self.endInsertRows()

    def _number(self) -> None:
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}
