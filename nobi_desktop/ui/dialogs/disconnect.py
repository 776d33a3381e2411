"""The sheet that gives a shop up: what would not be sent any more, and what becomes of history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from nobi_desktop.domain.connecting import LeaveState, LeaveStep, WaitingMessage
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import plain, words_connecting
from nobi_desktop.ui.choice import ChoiceRow
from nobi_desktop.ui.dialogs.progress import Progress
from nobi_desktop.ui.dialogs.shop_line import ShopLine
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.leaving import Leaving

_LINES = 3
"""Waiting messages that are seen without scrolling."""


class Disconnect(Sheet):
    """Follows `leaving.state`; closing the sheet ends the asking, and the other way round."""

    def __init__(self, parent: QWidget, leaving: Leaving) -> None:
        super().__init__(parent, "disconnectShop")
        self._leaving = leaving
        self._state = LeaveState()
        self._shop: Shop | None = None
        self._shop_line: ShopLine | None = None
        self._means = plain.Label("", "second", self)
        self._means.setWordWrap(True)
        self._means.setProperty("tone", "second")
        self._waiting = _Waiting(self)
        self._keep = ChoiceRow(self)
        self._keep.setObjectName("keepHistory")
        self._keep.setChecked(True)
        self._erase = ChoiceRow(self)
        self._erase.setObjectName("eraseHistory")
        self._erase.toggled.connect(lambda _on: self._name_buttons())
        self._progress = Progress(self)
        for part in (self._means, self._waiting, self._keep, self._erase, self._progress):
            self.body.addWidget(part)
        self._cancel = self.add_button("cancelButton")
        self._cancel.clicked.connect(self.reject)
        self._go = self.add_button("goButton", primary=True)
        self._go.clicked.connect(lambda: leaving.confirm(self._erase.isChecked()))
        self.listen(leaving.state.watch(self._show))
        self.finished.connect(self._finished)

    def translate(self) -> None:
        state = self._state
        if self._connected:
            self.set_title(t("Disconnect this shop?"))
            means = t(
                "Nobi forgets the shop's keys and reads it no more. On TikTok nothing changes."
            )
        else:
            self.set_title(t("Delete this shop's history?"))
            means = t("The shop is disconnected already. On TikTok nothing changes.")
        self._means.setText(means)
        self._waiting.show_messages(state.waiting)
        self._keep.set_words(
            t("Keep the history to read (recommended)"),
            t("Conversations stay on this computer. The shop can be connected again later."),
        )
        self._erase.set_words(
            t("Delete the history from this computer"),
            t(
                "{n} conversations go, with their messages and drafts. This cannot be undone.",
                n=state.conversations,
            ),
        )
        self._progress.set_words(t("Disconnecting…") if self._connected else t("Deleting…"))
        if state.code:
            self.show_trouble(*words_connecting.leave_trouble(state.code))
        else:
            self.show_trouble("")
        self._name_buttons()

    def _show(self, state: LeaveState) -> None:
        before, self._state = self._state, state
        if state.step in (LeaveStep.CLOSED, LeaveStep.DONE):
            self.reject()
            return
        if state.shop is not None and state.shop != self._shop:
            self._name_shop(state.shop)
        asking = state.step is LeaveStep.ASKING
        self._means.setVisible(asking)
        self._keep.setVisible(asking and self._connected)
        self._erase.setVisible(asking)
        self._progress.setVisible(not asking)
        self.translate()
        self._waiting.setVisible(asking and bool(state.waiting))
        if before.step is not state.step:
            # An Enter too many must not cancel what it has begun.
            (self._first() if asking else self).setFocus()

    @property
    def _connected(self) -> bool:
        return self._shop is None or self._shop.connected

    def _first(self) -> QWidget:
        if self._state.waiting and not self._state.code:
            return self._waiting
        return self._erase if self._erase.isChecked() else self._keep

    def _name_shop(self, shop: Shop) -> None:
        if self._shop_line is not None:
            self.body.removeWidget(self._shop_line)
            self._shop_line.hide()
            self._shop_line.deleteLater()
        self._shop = shop
        # Of a shop without keys only its history is left to be given up.
        (self._keep if shop.connected else self._erase).setChecked(True)
        self._shop_line = ShopLine(shop, self)
        self.body.insertWidget(0, self._shop_line)
        self._shop_line.show()

    def _name_buttons(self) -> None:
        erase = self._erase.isChecked()
        busy = self._state.step is LeaveStep.WORKING
        self._cancel.setText(t("Cancel"))
        if self._state.code and not busy:
            words = t("Try again")
        elif self._connected:
            words = t("Disconnect and delete") if erase else t("Disconnect")
        else:
            words = t("Delete")
        self.primary_says(words, busy=busy)
        style.mark(self._go, "kind", "danger" if erase else "primary")
        # Enter deletes nothing, and it cancels nothing that has begun.
        (self._cancel if erase and not busy else self._go).setDefault(True)

    def _finished(self) -> None:
        if self._leaving.state.value.step is not LeaveStep.CLOSED:
            self._leaving.close()


class _Waiting(QWidget):
    """The messages that have not gone, with their number, in a list that scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[WaitingMessage, ...] = ()
        self._title = plain.Label("", "second_strong", self)
        self._title.setObjectName("waitingCount")
        self._title.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("waitingMessages")
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._list)
        self.setFocusProxy(self._list)
        style.watch(self, self._restyle)

    def show_messages(self, waiting: tuple[WaitingMessage, ...]) -> None:
        """Show `waiting`, each in two lines."""
        self._title.setText(t("{n} messages have not been sent and will not be:", n=len(waiting)))
        self._list.setAccessibleName(self._title.text())
        self._shown = waiting
        self._list.clear()
        self._list.addItems([words_connecting.waiting_message(message) for message in waiting])
        self._measure()

    def _measure(self) -> None:
        if self._shown:
            lines = min(_LINES, len(self._shown))
            self._list.setFixedHeight(lines * self._list.sizeHintForRow(0) + 2 * 6)

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(6))
        self._list.setFont(now.font("second"))
        self._measure()
