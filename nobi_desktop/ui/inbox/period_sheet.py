"""The sheet that asks from which day to which day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.query import InboxQuery, Period
from nobi_desktop.ui import times, written
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t


def read_date(text: str, today: date) -> date | None:
    """A day as 20/11/2026, 20-11-26 or 20/11 (the last such day up to today), else None."""
    found = written.parts(text)
    if found is None:
        return None
    number, month, year = found
    day = written.made(today.year if year is None else year, month, number)
    if day is not None and year is None and day > today:
        return written.made(today.year - 1, month, number)
    return day


class PeriodSheet(Sheet):
    """Asks for two days; one may stay empty."""

    chosen = Signal(object)
    """The query over the days that were chosen (an InboxQuery)."""

    def __init__(self, parent: QWidget, query: InboxQuery) -> None:
        super().__init__(parent, "periodSheet", wide=380)
        self._query = query
        self.first = Field("periodFrom")
        self.last = Field("periodTo")
        self.body.addWidget(self.first)
        self.body.addWidget(self.last)
        cancel = self.add_button("cancelButton")
        cancel.clicked.connect(self.reject)
        self._cancel = cancel
        self.add_button("confirmButton", primary=True).clicked.connect(self._confirm)
        if query.period is Period.CUSTOM:
            if query.since:
                self.first.entry.setText(f"{times.local(query.since):%d/%m/%Y}")
            if query.until:
                self.last.entry.setText(f"{times.local(query.until - 1):%d/%m/%Y}")
        self.translate()
        self.first.setFocus()

    def translate(self) -> None:
        self.set_title(t("Last message between"))
        form = t("dd/mm/yyyy")
        self.first.set_words(t("From"), t("Empty: from the beginning."), form)
        self.last.set_words(t("To"), t("Empty: until now."), form)
        self._cancel.setText(t("Cancel"))
        self.primary_says(t("Show"))

    def _confirm(self) -> None:
        today = times.local(times.now()).date()
        days: list[date | None] = []
        for field in (self.first, self.last):
            said = field.text()
            day = read_date(said, today)
            if said and day is None:
                self.refuse(field.entry, t("This is no date. Write it as 20/11/2026."))
                return
            days.append(day)
        first, last = days
        if first is None and last is None:
            self.refuse(self.first.entry, t("Enter at least one of the two days."))
        elif first is not None and first > today:
            told = t("This day is still to come: nothing can be found there.")
            self.refuse(self.first.entry, told)
        elif first is not None and last is not None and last < first:
            self.refuse(self.last.entry, t("The last day is before the first."))
        else:
            since = _begin(first) if first is not None else 0
            until = _end(last) if last is not None else 0
            self.chosen.emit(self._query.within(Period.CUSTOM, since, until))
            self.accept()


def _begin(day: date) -> int:
    """UTC seconds at which `day` begins, where the computer is; never before 1970."""
    try:
        return max(1, written.midnight(day))
    except (OverflowError, OSError, ValueError):
        return 1


def _end(day: date) -> int:
    """UTC seconds at which `day` is over; 0, which is no end, where no clock of Windows goes."""
    return _begin(day + timedelta(days=1)) if day.year < 3000 else 0
