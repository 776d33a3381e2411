"""Reading old conversations: of which shops, how far back, and how the jobs get on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.history import Coverage, HistoryJob
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.ui import plain, words_history
from nobi_desktop.ui.dialogs.how_far import HowFar
from nobi_desktop.ui.dialogs.job_row import JobRow
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.dialogs.shop_ticks import ShopTicks
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class HistoryDialog(Sheet):
    """Shops at the left with how far back each is complete; span and jobs at the right.

    `shop` is ticked alone; without it, the shops on show.
    """

    def __init__(self, parent: QWidget, desk: Desk, shop: ShopId = "") -> None:
        super().__init__(parent, "history", wide=860, high=540)
        self._desk = desk
        self._rows: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._coverage: dict[ShopId, Coverage] = {}
        self._jobs: tuple[HistoryJob, ...] = ()
        self._lines: dict[str, JobRow] = {}
        left, lines = column(self)
        self._shops_name = plain.Label("", "second_strong", left)
        self.ticks = ShopTicks(left, hint=self._covered)
        self.ticks.ticked.connect(lambda _shop, _on: self._tell())
        lines.addWidget(self._shops_name)
        lines.addWidget(self.ticks, 1)
        right, parts = column(self)
        self.span = HowFar(right)
        self.span.changed.connect(self._tell)
        self._cost = plain.Label("", "hint", right)
        self._cost.setObjectName("historyCost")
        self._cost.setProperty("tone", "hint")
        self._cost.setWordWrap(True)
        self._jobs_name = plain.Label("", "second_strong", right)
        self._none = plain.Label("", "second", right)
        self._none.setProperty("tone", "hint")
        self._none.setWordWrap(True)
        self._list = QWidget(right)
        self._list.setObjectName("jobList")
        self._places = QVBoxLayout(self._list)
        self._places.setContentsMargins(0, 0, 0, 0)
        parts.addWidget(self.span)
        parts.addWidget(self._cost)
        parts.addWidget(self._jobs_name)
        parts.addWidget(self._none)
        parts.addWidget(self._list)
        parts.addStretch(1)
        self.body.addWidget(Panes(self, left, right, narrow=left, wide=320), 1)
        style.watch(self._list, lambda now: self._places.setSpacing(now.px(8)))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._start = self.add_button("startHistory", primary=True)
        self._start.clicked.connect(self._begin)
        self.listen(
            desk.branches.rows.watch(self._show_branches),
            desk.history.coverage.watch(self._show_coverage),
            desk.shops.rows.watch(self._show_shops),
            desk.history.jobs.watch(self._show_jobs),
        )
        self.translate()
        on_show = desk.inbox.query.value.shops or [row.shop.id for row in desk.shops.rows.value]
        self.ticks.tick({shop} if shop else on_show)
        self._tell()
        self._start.setFocus()

    def translate(self) -> None:
        self.set_title(t("Sync old conversations"))
        self._shops_name.setText(t("Shops"))
        self.ticks.translate()
        self.span.translate()
        self._cost.setText(
            t(
                "Nobi reads within the calls TikTok allows each day. Answering buyers always has "
                "its share, so a long history may take more than one day."
            )
        )
        self._jobs_name.setText(t("What is being read"))
        self._none.setText(
            t("Nothing yet. Tick shops, choose how far back, and start. You can go on working.")
        )
        self._list.setAccessibleName(t("What is being read"))
        self._close.setText(t("Close"))
        self._show_jobs(self._jobs)
        self._tell()

    # What is shown

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._branches = branches
        self._show_ticks()

    def _show_coverage(self, coverage: tuple[Coverage, ...]) -> None:
        self._coverage = {each.shop: each for each in coverage}
        self._show_ticks()

    def _show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        self._rows = rows
        self._show_ticks()
        self._show_jobs(self._jobs)
        self._tell()

    def _show_ticks(self) -> None:
        live = [row for row in self._rows if row.shop.connected]
        self.ticks.show_shops(live, self._branches)

    def _covered(self, row: ShopRow) -> str:
        return words_history.coverage(self._coverage.get(row.shop.id))

    def _show_jobs(self, jobs: tuple[HistoryJob, ...]) -> None:
        self._jobs = jobs
        shops = {row.shop.id: row.shop for row in self._rows}
        for gone in self._lines.keys() - {job.id for job in jobs}:
            line = self._lines.pop(gone)
            self._places.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, job in enumerate(jobs):
            line = self._lines.get(job.id) or self._new_line(job)
            if self._places.indexOf(line) != place:
                self._places.removeWidget(line)
                self._places.insertWidget(place, line)
            line.show_job(job, shops.get(job.shop))
        self._none.setVisible(not jobs)
        self._list.setVisible(bool(jobs))

    def _new_line(self, job: HistoryJob) -> JobRow:
        line = JobRow(job, self._list)
        line.asked.connect(self._ask)
        self._lines[job.id] = line
        return line

    def _tell(self) -> None:
        number = len(self.ticks.chosen())
        said = t("Sync {n} shops", n=number) if number else t("Tick a shop")
        self.primary_says(said, can=number > 0)
        self.show_trouble("")

    # What is asked

    def _begin(self) -> None:
        trouble = self.span.trouble()
        until = self.span.until()
        if trouble or until is None:
            self.show_trouble(trouble)
            return
        self._desk.history.start(self.ticks.chosen(), until)

    def _ask(self, command: str, job: str) -> None:
        history = self._desk.history
        {
            "pause": history.pause,
            "resume": history.resume,
            "cancel": history.cancel,
            "dismiss": history.dismiss,
        }[command](job)
