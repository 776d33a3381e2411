"""Chooses how far back something goes: a few usual spans, everything, or a day that is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nobi_desktop.ui import plain, times, written
from nobi_desktop.ui.chips import Chip, FlowBox, FlowLayout
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

_SPANS = {"days30": 30, "days90": 90, "year": 365}
_OLDEST = 2000
"""The year before which nothing can be: what is written for an older one is a slip."""


class HowFar(QWidget):
    """One of the spans is chosen at any time; the field is there for a day of one's own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("howFar")
        self._chosen = "days90"
        self._title = plain.Label("", "second_strong", self)
        self._chips: dict[str, Chip] = {}
        line = FlowBox(self)
        flow = FlowLayout(line, 6)
        for name in (*_SPANS, "all", "custom"):
            chip = Chip(line)
            chip.setObjectName(f"span_{name}")
            chip.clicked.connect(lambda _=False, name=name: self.choose(name))
            flow.addWidget(chip)
            self._chips[name] = chip
        self.day = Field("historyDay", self)
        self.day.entry.setMaxLength(20)
        self.day.entry.textEdited.connect(lambda _text: self._edited())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, line, self.day):
            self._column.addWidget(part)
        style.watch(self, self._restyle)
        self.translate()

    def choose(self, name: str) -> None:
        """Choose a span by its name: days30, days90, year, all or custom."""
        self._chosen = name
        self._show()
        if name == "custom":
            self.day.entry.setFocus()
        self.changed.emit()

    def until(self) -> int | None:
        """UTC seconds to go back to, 0 for everything; None where no day is written."""
        if self._chosen == "all":
            return 0
        if self._chosen != "custom":
            return int(times.now()) - _SPANS[self._chosen] * 86_400
        today = times.local(times.now()).date()
        day = written.day(self.day.text(), today)
        if day is None or day > today or day.year < _OLDEST:
            return None
        return written.midnight(day)

    def trouble(self) -> str:
        """What is wrong with the day that is written, in one sentence; empty for nothing."""
        if self.until() is not None:
            return ""
        self.day.set_wrong(True)
        self.day.entry.setFocus()
        today = times.local(times.now()).date()
        day = written.day(self.day.text(), today)
        if day is None:
            return t("Write the day like this: 31/12/2025.")
        if day > today:
            return t("This day has not come yet. Choose one in the past.")
        return t("That is too far back. Choose “Everything” instead.")

    def translate(self) -> None:
        """Take the words of the present language."""
        self._title.setText(t("How far back"))
        self.setAccessibleName(t("How far back"))
        self._show()

    def _edited(self) -> None:
        self._show_day()
        self.changed.emit()

    def _show(self) -> None:
        for name, said in (
            ("days30", t("30 days")),
            ("days90", t("90 days")),
            ("year", t("1 year")),
            ("all", t("Everything")),
            ("custom", t("From a day…")),
        ):
            self._chips[name].show_filter(said, None, name == self._chosen)
        self.day.setVisible(self._chosen == "custom")
        self._show_day()

    def _show_day(self) -> None:
        until = self.until()
        hint = ""
        if until and self._chosen == "custom":
            hint = times.day(times.local(until).date())
        self.day.set_words(t("From this day on"), hint, t("31/12/2025"))

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(6))
        self._title.restyle()
