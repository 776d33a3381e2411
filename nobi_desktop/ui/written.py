"""Reads what a seller writes by hand: days, times of the day and whole numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_DAY = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{2}|\d{4}))?")
_DAY_FIRST_YEAR = re.compile(r"(\d{4})[./\- ](\d{1,2})[./\- ](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{1,2})?)?", re.IGNORECASE)
_PACKED = re.compile(r"(\d{1,2})(\d{2})")
_NUMBER = re.compile(r"\d{1,6}")


def day(text: str, today: date) -> date | None:
    """A day as 31/12/2025, 31-12-25, 2025-12-31, or 31/12 for the last one there was.

    None where it is none: also for a 31st of February.
    """
    said = text.strip()
    whole = _DAY_FIRST_YEAR.fullmatch(said)
    if whole is not None:
        return made(int(whole[1]), int(whole[2]), int(whole[3]))
    found = parts(said)
    if found is None:
        return None
    number, month, year = found
    if year is not None:
        # Zeros before it mean no other century: clocks know none of the first.
        return made(year + 2000 if year < 100 else year, month, number)
    last = made(today.year, month, number)
    if last is None or last > today:
        last = made(today.year - 1, month, number)
    return last


def parts(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and year of 31/12/2025 or 31-12-25; the year is None in 31/12.

    None where it is written in no such way.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year = found[3]
    whole = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return int(found[1]), int(found[2]), whole


def made(year: int, month: int, number: int) -> date | None:
    """The day of these numbers; None where there is none, as for a 31st of February."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def midnight(when: date) -> int:
    """UTC seconds at which `when` begins where the computer is."""
    return int(datetime.combine(when, time()).timestamp())


def clock(text: str) -> str:
    """A time of the day (8, 8h, 8h30, 08:30, 830) as HH:MM; empty where it is none."""
    said = text.strip()
    found = _CLOCK.fullmatch(said) or _PACKED.fullmatch(said)
    if found is None or not said.isascii():
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def number(text: str, least: int, most: int) -> int | None:
    """A whole number from `least` to `most`; None where it is none."""
    said = text.strip()
    if not said.isascii() or _NUMBER.fullmatch(said) is None:
        return None
    return int(said) if least <= int(said) <= most else None
