"""The pop-over that tells who must be answered soon, in all shops, and how each shop stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import plain, words, words_inbox
from nobi_desktop.ui.inbox.hits import Entry, HitList
from nobi_desktop.ui.inbox.places import EmptyPlace
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.popover import Popover
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_WIDE, _HIGH = 380, 600


class DueList(Popover):
    """Follows the desk's due rows while it is open."""

    chosen = Signal(object)
    """Open this conversation (a ConversationKey)."""

    def __init__(self, parent: QWidget, pictures: RoundPictures) -> None:
        super().__init__(parent, "dueList", wide=_WIDE)
        self._desk: Desk | None = None
        self._stops: list[Stop] = []
        self.setAccessibleName(t("Waiting for an answer"))
        self.list = HitList("dueRows", pictures, self)
        self.list.setAccessibleName(t("Waiting for an answer"))
        self.list.chosen.connect(self._open)
        self.list.left.connect(self.close)
        self._empty = EmptyPlace(self, "dueEmpty")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.column.addWidget(self._stack)
        self.setFocusProxy(self.list)

    def open_for(self, desk: Desk, at: QPoint) -> None:
        """Show what `desk` tells, with the upper left corner at `at` on the screen."""
        self._desk = desk
        due = desk.due
        self._stops += [
            due.rows.watch(lambda _rows: self._show(), now=False),
            due.reminders.watch(lambda _rows: self._show(), now=False),
            due.rates.watch(lambda _rates: self._show(), now=False),
            due.at.watch(lambda _at: self._show(), now=False),
        ]
        self._show()
        self.open_at(at)
        self.list.enter()

    def closeEvent(self, event: QCloseEvent) -> None:
        while self._stops:
            self._stops.pop()()
        super().closeEvent(event)

    def _show(self) -> None:
        desk = self._desk
        if desk is None:
            return
        due, at = desk.due, desk.due.at.value
        made: list[Entry] = []
        if due.rows.value:
            made.append(Entry("heading", "due", t("Waiting for an answer")))
            made += [Entry("due", f"d:{r.key}", row=r, value=r.key, at=at) for r in due.rows.value]
        if due.reminders.value:
            made.append(Entry("heading", "reminders", t("Reminders")))
            made += [
                Entry("reminder", f"r:{r.key}", row=r, value=r.key, at=at)
                for r in due.reminders.value
            ]
        waits = bool(made)
        if due.rates.value:
            made.append(Entry("heading", "rates", t("Answered in time, last 30 days")))
            names = {row.shop.id: words.shop_name(row.shop) for row in desk.shops.rows.value}
            for rate in due.rates.value:
                lines = [words_inbox.rate(rate), words_inbox.rate_advice(rate)]
                line = "\n".join(part for part in lines if part)
                name = plain.one_line(names.get(rate.shop, t("Shop")))
                made.append(Entry("rate", f"s:{rate.shop}", name, line))
        if not waits:
            nobody = t("Nobody waits, and no reminder is set.")
            if made:
                made.insert(0, Entry("note", "nobody", t("Everyone has an answer"), nobody))
            else:
                self._empty.show_words("check", t("Everyone has an answer"), nobody)
        self.list.replace(made)
        self._stack.setCurrentWidget(self.list if made else self._empty)
        self._fit()

    def _fit(self) -> None:
        now = theme.current()
        screen = self.screen() or QGuiApplication.primaryScreen()
        most = min(now.px(_HIGH), screen.availableGeometry().height() - now.px(80))
        if self._stack.currentWidget() is self._empty:
            self._stack.setFixedHeight(min(most, now.px(280)))
            return
        self.list.setFixedWidth(now.px(_WIDE) - 2 * now.px(8))
        self.list.executeDelayedItemsLayout()
        last = self.list.entries.index(self.list.entries.rowCount() - 1)
        high = self.list.visualRect(last).bottom() + 1 + self.list.verticalScrollBar().value()
        self._stack.setFixedHeight(min(most, max(now.px(80), high)))
        if self.isVisible():
            self.adjustSize()

    def _open(self, key: object) -> None:
        self.close()
        self.chosen.emit(key)
