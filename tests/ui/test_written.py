"""Days, times and numbers as sellers write them, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import written

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("31/12/2025", date(2025, 12, 31)),
        (" 3-1-25 ", date(2025, 1, 3)),
        ("3.1.2025", date(2025, 1, 3)),
        ("2025-12-31", date(2025, 12, 31)),
        ("26/11", TODAY),
        ("27/11", date(2025, 11, 27)),
        ("1 10", date(2026, 10, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("31/02/2026", None),
        ("29/02", None),
        ("32/1", None),
        ("0/0/0000", None),
        ("12", None),
        ("", None),
        ("hôm qua", None),
        ("31/12/20255", None),
        ("31/12/2025 x", None),
        ("9999-99-99", None),
    ],
)
def test_days(text: str, wanted: date | None) -> None:
    assert written.day(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("8", "08:00"),
        ("8h", "08:00"),
        ("8h30", "08:30"),
        ("8 H 5", "08:05"),
        ("08:30", "08:30"),
        ("830", "08:30"),
        ("2200", "22:00"),
        ("22.15", "22:15"),
        ("0", "00:00"),
        ("24", ""),
        ("24:00", ""),
        ("12:60", ""),
        ("-1", ""),
        ("", ""),
        ("tám giờ", ""),
        ("８", ""),
        ("12345", ""),
    ],
)
def test_times_of_the_day(text: str, wanted: str) -> None:
    assert written.clock(text) == wanted


@given(st.text(max_size=12))
def test_a_time_is_one_that_settings_take(text: str) -> None:
    made = written.clock(text)
    if made:
        kept = Settings.from_json(Settings(shift_start=made).to_json())
        assert kept.shift_start == made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1", 1), (" 168 ", 168), ("012", 12), ("0", None), ("169", None), ("", None), ("1.5", None)]
    + [(text, None) for text in ("-3", "١٢", "1e2", "12h", "9" * 40, "²")],
)
def test_numbers(text: str, wanted: int | None) -> None:
    assert written.number(text, 1, 168) == wanted


@given(st.text(max_size=20))
def test_nothing_that_is_written_harms(text: str) -> None:
    day = written.day(text, TODAY)
    assert day is None or written.midnight(day) is not None
