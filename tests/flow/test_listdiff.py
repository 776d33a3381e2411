"""Taking the steps of a difference one after another turns the old list into the new one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nobi_desktop.flow.listdiff import Insert, Move, Remove, Update, diff

Row = tuple[int, int]


def key(row: Row) -> int:
    return row[0]


def taken(old: list[Row], new: list[Row]) -> list[Row]:
    rows = list(old)
    for step in diff(old, new, key):
        match step:
            case Remove(at, count):
                assert count > 0
                assert at + count <= len(rows)
                del rows[at : at + count]
            case Move(source, target):
                assert source != target
                rows.insert(target, rows.pop(source))
            case Insert(at, count):
                assert count > 0
                rows[at:at] = new[at : at + count]
            case Update(at):
                assert rows[at][0] == new[at][0]
                rows[at] = new[at]
    return rows


lists = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 1)), max_size=10, unique_by=lambda r: r[0]
)


@given(lists, lists)
def test_the_steps_lead_from_the_old_list_to_the_new(old: list[Row], new: list[Row]) -> None:
    assert taken(old, new) == new


@given(lists)
def test_equal_lists_need_no_step(rows: list[Row]) -> None:
    assert diff(rows, list(rows), key) == []


def test_rows_that_jump_to_the_top_cost_one_move_each() -> None:
    old = [(n, 0) for n in range(200)]
    new = [old[150], old[90], old[120], *(r for r in old if r[0] not in (150, 90, 120))]
    steps = diff(old, new, key)
    assert len(steps) == 3
    assert all(isinstance(step, Move) for step in steps)
    assert taken(old, new) == new


def test_neighbours_leave_and_come_together() -> None:
    old = [(n, 0) for n in range(10)]
    assert diff(old, old[:3] + old[7:], key) == [Remove(3, 4)]
    assert diff(old[:3] + old[7:], old, key) == [Insert(3, 4)]


def test_two_rows_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        diff([(1, 0)], [(1, 0), (1, 1)], key)
