"""A list of keyed rows becomes the next one by steps that every view can follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from nobi_desktop.ui.models.list_model import ROW, ListModel

Row = tuple[int, str]


class Follower:
    """Keeps its own copy by the model's signals alone, as a view does."""

    def __init__(self, model: ListModel[Row]) -> None:
        self.model = model
        self.rows: list[Row] = list(model.rows)
        self.resets = 0
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._moved)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._reset)
        model.layoutChanged.connect(self._reset)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = [self.model.index(n).data(ROW) for n in range(first, last + 1)]

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]

    def _moved(self, _p: QModelIndex, first: int, last: int, _q: QModelIndex, to: int) -> None:
        taken = self.rows[first : last + 1]
        del self.rows[first : last + 1]
        at = to if to <= first else to - len(taken)
        self.rows[at:at] = taken

    def _changed(self, first: QModelIndex, last: QModelIndex, *_: Any) -> None:
        for place in range(first.row(), last.row() + 1):
            self.rows[place] = self.model.index(place).data(ROW)

    def _reset(self, *_: Any) -> None:
        self.resets += 1


def made(rows: list[Row] | None = None) -> ListModel[Row]:
    model: ListModel[Row] = ListModel(lambda row: row[0], lambda row: row[1])
    model.replace(rows or [])
    return model


@pytest.fixture
def model(qapp: QApplication) -> Iterator[ListModel[Row]]:
    model = made([(n, f"row {n}") for n in range(6)])
    yield model
    model.deleteLater()


lists = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ab")), max_size=12)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=lists, after=lists)
def test_views_can_follow_from_any_list_to_any_other(
    qapp: QApplication, before: list[Row], after: list[Row]
) -> None:
    model = made(before)
    follower = Follower(model)
    kept = {row[0]: QPersistentModelIndex(model.index(n)) for n, row in enumerate(model.rows)}
    model.replace(after)
    first_of_each = list({row[0]: row for row in reversed(after)}.values())[::-1]
    assert list(model.rows) == first_of_each == follower.rows
    assert follower.resets == 0
    for key, index in kept.items():
        place = model.place_of(key)
        assert (index.row() if index.isValid() else -1) == place
    for place, row in enumerate(model.rows):
        assert model.place_of(row[0]) == place
        assert model.index_of(row[0]).row() == place


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(lists, max_size=5))
def test_the_model_tester_finds_nothing(qapp: QApplication, steps: list[list[Row]]) -> None:
    model = made()
    tester = ModelTester(_Config())
    tester.check(model, force_py=True)
    for rows in steps:
        model.replace(rows)
    tester._cleanup()


class _Config:
    """What pytest-qt's tester asks of pytest; given by hand as hypothesis runs it many times."""

    def getini(self, _name: str) -> str:
        return ""


def test_qts_own_tester_finds_nothing(qtmodeltester: ModelTester, model: ListModel[Row]) -> None:
    qtmodeltester.check(model)
    model.replace([(9, "new"), (3, "row 3"), (0, "other"), (5, "row 5")])
    model.replace([])
    model.replace([(1, "a")])


def test_a_row_that_jumps_to_the_top_is_one_move(qtbot: QtBot, model: ListModel[Row]) -> None:
    rows = list(model.rows)
    told: list[str] = []
    model.rowsMoved.connect(lambda *_: told.append("move"))
    model.rowsInserted.connect(lambda *_: told.append("insert"))
    model.rowsRemoved.connect(lambda *_: told.append("remove"))
    model.dataChanged.connect(lambda *_: told.append("change"))
    model.replace([(4, "newer words"), *rows[:4], rows[5]])
    assert told == ["move", "change"]
    told.clear()
    model.replace(model.rows)
    assert told == []


def test_a_row_is_read_aloud(model: ListModel[Row]) -> None:
    index = model.index(2)
    assert index.data() == "row 2"
    assert index.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "row 2"
    assert index.data(int(Qt.ItemDataRole.DecorationRole)) is None
    assert model.at(2) == (2, "row 2")
    assert model.at(-1) is None
    assert model.at(99) is None
    assert not model.index_of(77).isValid()
