"""Heights in a tree give what a plain list would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nobi_desktop.ui.chat.layout import Heights

_HEIGHTS = st.lists(st.integers(1, 400), max_size=30)
_STEPS = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 10), _HEIGHTS, st.integers(1, 900)), max_size=25
)


@given(_HEIGHTS, _STEPS)
@settings(max_examples=150, deadline=None)
def test_any_splices_and_measures_leave_the_sums_of_a_plain_list(
    first: list[int], steps: list[tuple[int, int, list[int], int]]
) -> None:
    heights = Heights()
    heights.splice(0, 0, first)
    plain = list(first)
    for at, removed, fresh, measured in steps:
        start = at % (len(plain) + 1)
        gone = min(removed, len(plain) - start)
        heights.splice(start, gone, fresh)
        plain[start : start + gone] = fresh
        if plain:
            row = measured % len(plain)
            heights.measured(row, measured)
            plain[row] = measured
            assert heights.known(row)
        assert len(heights) == len(plain)
        assert heights.total == sum(plain)
        assert [heights[row] for row in range(len(plain))] == plain
        assert [heights.top(row) for row in range(len(plain) + 1)] == [
            sum(plain[:row]) for row in range(len(plain) + 1)
        ]
        for y in range(0, sum(plain), 37):
            row = heights.at(y)
            assert sum(plain[:row]) <= y < sum(plain[: row + 1])


def test_outside_of_all_rows_the_nearest_is_found() -> None:
    heights = Heights()
    assert heights.at(10) == 0
    heights.splice(0, 0, [10, 20])
    heights.splice(0, 0, [30])
    assert heights.at(-5) == 0
    assert heights.at(1000) == 2


def test_rows_of_another_width_are_guesses_again() -> None:
    heights = Heights()
    heights.splice(0, 0, [10, 20])
    heights.measured(1, 25)
    heights.forget_all()
    assert not heights.known(1)
    assert heights.total == 35
