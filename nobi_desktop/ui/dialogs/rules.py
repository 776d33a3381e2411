"""Within how many hours buyers must be answered in each market, and when the seller's shift is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from nobi_desktop.domain.response import DEFAULT_HOURS, MARKET_HOURS
from nobi_desktop.domain.settings import HOURS, OTHERS, Settings
from nobi_desktop.ui import plain, written
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_MARKETS = (*MARKET_HOURS, OTHERS)


class RulesDialog(Sheet):
    """A number for each market and two times; all of it is kept with "Save", or nothing is."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "rules", wide=560)
        self._desk = desk
        self._hours_name = plain.Label("", "strong", self)
        self._hours_for = _explained(self)
        self.hours = {market: _Hours(market, self) for market in _MARKETS}
        grid = QGridLayout()
        half = (len(_MARKETS) + 1) // 2
        for place, hours in enumerate(self.hours.values()):
            grid.addWidget(hours, place % half, place // half)
            hours.entry.textEdited.connect(lambda _text: self._tell())
        self._rule = QFrame(self)
        self._rule.setProperty("kind", "rule")
        self._rule.setFixedHeight(1)
        self._shift_name = plain.Label("", "strong", self)
        self._shift_for = _explained(self)
        self.start = Field("shiftStart", self)
        self.end = Field("shiftEnd", self)
        times = QHBoxLayout()
        for field in (self.start, self.end):
            field.entry.setMaxLength(8)
            field.entry.textEdited.connect(lambda _text: self._tell())
            times.addWidget(field, 1)
        self._length = plain.Label("", "hint", self)
        self._length.setObjectName("shiftLength")
        self._length.setProperty("tone", "hint")
        self.body.addWidget(self._hours_name)
        self.body.addWidget(self._hours_for)
        self.body.addLayout(grid)
        self.body.addSpacing(4)
        self.body.addWidget(self._rule)
        self.body.addSpacing(4)
        self.body.addWidget(self._shift_name)
        self.body.addWidget(self._shift_for)
        self.body.addLayout(times)
        self.body.addWidget(self._length)
        self._grid, self._times = grid, times
        style.watch(self._rule, self._space)
        self._reset = self.add_button("resetRules", left=True)
        self._reset.clicked.connect(lambda: self._fill(Settings()))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveRules", primary=True)
        self._save.clicked.connect(self._keep)
        self.translate()
        self._fill(desk.preferences.settings.value)
        self.hours[_MARKETS[0]].entry.setFocus()

    def translate(self) -> None:
        self.set_title(t("Response rules and shift"))
        self._hours_name.setText(t("Hours to answer"))
        self._hours_for.setText(
            t(
                "TikTok measures how many buyers are answered within this time; Nobi counts down "
                "by it for each shop's market."
            )
        )
        for market, hours in self.hours.items():
            hours.set_words(market_name(market))
        self._shift_name.setText(t("My shift"))
        self._shift_for.setText(
            t("The filter “My shift” shows what came in between. It may go past midnight.")
        )
        self.start.set_words(t("Begins at"))
        self.end.set_words(t("Ends at"))
        self._reset.setText(t("Reset to the defaults"))
        self._close.setText(t("Close"))
        self._save.setText(t("Save"))
        self._tell()

    def _space(self, now: Tokens) -> None:
        self._grid.setHorizontalSpacing(now.px(24))
        self._grid.setVerticalSpacing(now.px(6))
        self._times.setSpacing(now.px(12))

    def _fill(self, settings: Settings) -> None:
        for market, hours in self.hours.items():
            region = "" if market == OTHERS else market
            number = dict(settings.response_hours).get(market) or settings.hours_for(region)
            hours.entry.setText(str(number))
            hours.set_wrong(False)
        for field, text in ((self.start, settings.shift_start), (self.end, settings.shift_end)):
            field.entry.setText(text)
            field.set_wrong(False)
        self._tell()

    def _tell(self) -> None:
        """Say how long the shift is, as far as what is written is one."""
        start, end = written.clock(self.start.text()), written.clock(self.end.text())
        said = ""
        if start and end:
            minutes = (_minutes(end) - _minutes(start)) % (24 * 60) or 24 * 60
            hours = t("{n} hours", n=minutes // 60)
            if minutes % 60:
                hours = f"{hours} {t('{n} min', n=minutes % 60)}"
            past = _minutes(end) <= _minutes(start)
            said = t("{hours}, past midnight", hours=hours) if past else hours
        self._length.setText(said)
        self.show_trouble("")

    def _keep(self) -> None:
        """Keep what is written, or say what is wrong with it and lose nothing."""
        chosen = {}
        for market, hours in self.hours.items():
            number = written.number(hours.entry.text(), *HOURS)
            if number is None:
                self.refuse(
                    hours.entry,
                    t(
                        "{market}: enter whole hours from {least} to {most}.",
                        market=market_name(market),
                        least=HOURS[0],
                        most=HOURS[1],
                    ),
                )
                return
            if number != MARKET_HOURS.get(market, DEFAULT_HOURS):
                chosen[market] = number
        times = {}
        for name, field in (("shift_start", self.start), ("shift_end", self.end)):
            times[name] = written.clock(field.text())
            if not times[name]:
                self.refuse(field.entry, t("Enter a time of the day, such as 08:30 or 22:00."))
                return
        # Rules of other markets, kept by hand or by another version, stay.
        before = self._desk.preferences.settings.value.response_hours
        kept = {market: number for market, number in before if market not in _MARKETS}
        self._desk.preferences.change(response_hours=tuple((kept | chosen).items()), **times)
        self.accept()

    def refuse(self, line: QLineEdit, sentence: str) -> None:
        super().refuse(line, sentence)
        line.selectAll()


class _Hours(QWidget):
    """A market's name, a short line for its hours, and the word for them."""

    def __init__(self, market: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._market = plain.Label("", "body", self)
        self.entry = QLineEdit(self)
        self.entry.setObjectName(f"hours_{market}")
        self.entry.setMaxLength(4)
        self.entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.entry.textEdited.connect(lambda _text: self.set_wrong(False))
        self._unit = plain.Label("", "second", self)
        self._unit.setProperty("tone", "second")
        self._market.setBuddy(self.entry)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._market, 1)
        row.addWidget(self.entry)
        row.addWidget(self._unit)
        self._row = row
        style.watch(self, self._restyle)

    def set_words(self, market: str) -> None:
        """Name the market."""
        self._market.setText(market)
        self._unit.setText(t("hours"))
        self.entry.setAccessibleName(t("Hours to answer: {market}", market=market))

    def set_wrong(self, wrong: bool) -> None:
        """Outline the line as wrong until it is written in again."""
        style.mark(self.entry, "wrong", wrong)

    def _restyle(self, now: Tokens) -> None:
        self._row.setSpacing(now.px(8))
        self.entry.setFont(now.font("body"))
        self.entry.setFixedSize(QSize(now.px(64), now.px(36)))
        for label in (self._market, self._unit):
            label.restyle()


def market_name(market: str) -> str:
    """The name of a market, by its two letters; for `OTHERS` a word for all others."""
    return {
        "VN": t("Vietnam"),
        "TH": t("Thailand"),
        "ID": t("Indonesia"),
        "MY": t("Malaysia"),
        "PH": t("Philippines"),
        "SG": t("Singapore"),
        "US": t("United States"),
    }.get(market) or t("Other markets")


def _explained(parent: QWidget) -> plain.Label:
    label = plain.Label("", "second", parent)
    label.setProperty("tone", "second")
    label.setWordWrap(True)
    return label


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
