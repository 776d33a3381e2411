"""Reminders: the moments that are offered, the day that is chosen, and what is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from nobi_desktop.ui import plain, remind_menu, times
from nobi_desktop.ui.remind_menu import RemindMenu, moments
from nobi_desktop.ui.remind_sheet import RemindSheet, read_clock, read_day
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = tuple(fakes.row(n) for n in range(4))
KEYS = tuple(row.key for row in ROWS)


def at(*clock: int) -> float:
    return datetime(*clock).astimezone().timestamp()  # type: ignore[arg-type]


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> float:
    now = at(2026, 11, 26, 12, 0, 30)
    monkeypatch.setattr(times, "now", lambda: now)
    return now


@pytest.mark.parametrize(
    ("clock", "evening"), [((8, 0), True), ((17, 29), True), ((17, 30), False), ((23, 50), False)]
)
def test_moments_are_in_the_sellers_own_day(clock: tuple[int, int], evening: bool) -> None:
    now = at(2026, 11, 30, *clock)
    found = {name: when for name, _, when in moments(now)}
    assert all(when > now for when in found.values())
    assert found["hour"] == now + 3600
    assert found["hours"] == now + 3 * 3600
    assert found["tomorrow"] == at(2026, 12, 1, 8, 0)
    assert found["days"] == at(2026, 12, 3, 8, 0)
    assert ("evening" in found) is evening
    if evening:
        assert found["evening"] == at(2026, 11, 30, 18, 0)


def entry(menu: QMenu, name: str) -> object:
    return next((a for a in menu.actions() if a.objectName() == name), None)


def test_a_choice_is_for_the_conversations_the_menu_was_opened_for(
    window: MainWindow, desk: fakes.Desk, noon: float
) -> None:
    desk.tell(ROWS)
    menu = RemindMenu(window)
    menu.open_for(desk, KEYS[:2], QPoint(10, 10))  # type: ignore[arg-type]
    desk.inbox.open(KEYS[3])
    desk.inbox.rows.set(ROWS[::-1])
    entry(menu, "remind_hour").trigger()  # type: ignore[attr-defined]
    assert desk.marks.calls == [("remind", KEYS[:2], noon + 3600)]
    menu.close()


def test_only_where_there_is_a_reminder_can_it_be_forgotten(
    window: MainWindow, desk: fakes.Desk, noon: float
) -> None:
    desk.tell((ROWS[0]._replace(remind_at=at(2026, 11, 27, 9, 15)), *ROWS[1:]))
    menu = QMenu(window)
    remind_menu.fill(menu, desk, KEYS[1:2])  # type: ignore[arg-type]
    assert entry(menu, "remind_never") is None
    both = QMenu(window)
    remind_menu.fill(both, desk, KEYS[:2])  # type: ignore[arg-type]
    forget = entry(both, "remind_never")
    assert "tomorrow 09:15" in forget.text()  # type: ignore[attr-defined]
    forget.trigger()  # type: ignore[attr-defined]
    assert desk.marks.calls == [("forget", KEYS[:2])]


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow, desk: fakes.Desk, noon: float) -> RemindSheet:
    desk.tell(ROWS)
    # As a part of another menu, which is a window too: the sheet opens over the real one.
    outer = QMenu(window)
    inner = QMenu(outer)
    remind_menu.fill(inner, desk, KEYS[:1])  # type: ignore[arg-type]
    entry(inner, "remind_choose").trigger()  # type: ignore[attr-defined]
    made = window.findChild(RemindSheet)
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def confirm(sheet: RemindSheet, day: str, clock: str) -> str:
    sheet.day.entry.setText(day)
    sheet.clock.entry.setText(clock)
    sheet.findChild(QPushButton, "confirmButton").click()
    label = sheet.findChild(plain.Label, "troubleText")
    assert label is not None
    return label.text()


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        ("26/11/2026", "12:00", "is over"),
        ("25/11/2026", "18:00", "is over"),
        ("01/01/1970", "00:00", "is over"),
        ("31/02/2027", "08:00", "no date"),
        ("", "08:00", "no date"),
        ("tomorrow", "08:00", "no date"),
        ("00/00/0000", "08:00", "no date"),
        ("٢٦/١١/٢٠٢٧", "08:00", "no date"),
        ("26/11/2027", "", "no time"),
        ("26/11/2027", "24:00", "no time"),
        ("26/11/2027", "8:60", "no time"),
        ("26/11/2027", "-1", "no time"),
        ("26/11/2027", "<b>8</b>", "no time"),
    ],
)
def test_what_is_no_moment_to_come_is_refused_with_a_sentence(
    sheet: RemindSheet, desk: fakes.Desk, day: str, clock: str, said: str
) -> None:
    assert said in confirm(sheet, day, clock)
    assert sheet.isVisible()
    assert desk.marks.calls == []


def test_a_chosen_moment_is_for_whom_it_was_asked(sheet: RemindSheet, desk: fakes.Desk) -> None:
    desk.inbox.open(KEYS[2])
    confirm(sheet, "27/11", "8h30")
    assert desk.marks.calls == [("remind", KEYS[:1], at(2026, 11, 27, 8, 30))]
    assert not sheet.isVisible()


def test_days_and_times_are_read_as_sellers_write_them() -> None:
    today = date(2026, 11, 26)
    assert read_day("26/11", today) == today
    assert read_day("25-11", today) == date(2027, 11, 25)
    assert read_day(" 1.2.27 ", today) == date(2027, 2, 1)
    assert read_day("29/02", today) is None
    assert [read_clock(text) for text in ("8", "8h", "08:05", "8g05", "23.59")] == [
        (8, 0),
        (8, 0),
        (8, 5),
        (8, 5),
        (23, 59),
    ]
