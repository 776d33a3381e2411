"""The sheet that asks for the day and the time of a reminder."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nobi_desktop.ui import times, written
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t

_CLOCK = re.compile(r"(\d{1,2})(?:[:hg.](\d{2})?)?", re.ASCII | re.IGNORECASE)


def read_day(text: str, today: date) -> date | None:
    """A day as 20/11/2026, 20-11-26 or 20/11 (the next such day from today on), else None."""
    found = written.parts(text) if text.strip().isascii() else None
    if found is None:
        return None
    number, month, year = found
    day = written.made(today.year if year is None else year, month, number)
    if day is not None and year is None and day < today:
        return written.made(today.year + 1, month, number)
    return day


def read_clock(text: str) -> tuple[int, int] | None:
    """A time of day as 8:30, 8h30, 8h or 8, else None."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


class RemindSheet(Sheet):
    """Asks for a moment that is still to come."""

    chosen = Signal(float)
    """When to be reminded, in UTC seconds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "remindSheet", wide=400)
        self.day = Field("remindDay")
        self.clock = Field("remindClock")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.day, 3)
        line.addWidget(self.clock, 2)
        self.body.addLayout(line)
        self._cancel = self.add_button("cancelButton")
        self._cancel.clicked.connect(self.reject)
        self.add_button("confirmButton", primary=True).clicked.connect(self._confirm)
        tomorrow = times.local(times.now()).date() + timedelta(days=1)
        self.day.entry.setText(f"{tomorrow:%d/%m/%Y}")
        self.clock.entry.setText("08:00")
        self.translate()
        self.day.setFocus()
        self.day.entry.selectAll()

    def translate(self) -> None:
        self.set_title(t("Remind me"))
        self.day.set_words(t("Day"), "", t("dd/mm/yyyy"))
        self.clock.set_words(t("Time"), "", t("hh:mm"))
        self._cancel.setText(t("Cancel"))
        self.primary_says(t("Remind me"))

    def _confirm(self) -> None:
        now = times.now()
        day = read_day(self.day.text(), times.local(now).date())
        clock = read_clock(self.clock.text())
        if day is None:
            self.refuse(self.day.entry, t("This is no date. Write it as 20/11/2026."))
        elif clock is None:
            self.refuse(self.clock.entry, t("This is no time of the day. Write it as 08:30."))
        else:
            at = _moment(day, clock)
            if at is None:
                self.refuse(self.day.entry, t("This is no date. Write it as 20/11/2026."))
            elif at <= now:
                late = day == times.local(now).date()
                line = (self.clock if late else self.day).entry
                self.refuse(line, t("This moment is over. Choose one that is still to come."))
            else:
                self.chosen.emit(at)
                self.accept()


def _moment(day: date, clock: tuple[int, int]) -> float | None:
    """UTC seconds of a time of day where the computer is; None for a day no clock can tell."""
    try:
        return datetime(day.year, day.month, day.day, *clock).astimezone().timestamp()
    except (OverflowError, OSError, ValueError):
        return None
