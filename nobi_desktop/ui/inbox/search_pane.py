"""What a search has found, in the place of the list: buyers, orders, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.search import MessageHit, OrderHit, SearchState
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import plain
from nobi_desktop.ui.inbox.hits import Entry, HitList
from nobi_desktop.ui.inbox.places import SKELETON_AFTER, EmptyPlace, Skeleton
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.search import Search


class SearchPane(QWidget):
    """Shows the state of the desk's search."""

    opened = Signal()
    """A result was opened."""
    above = Signal()
    """The keyboard goes back to the field."""
    left = Signal()
    """The search is to end."""
    everywhere = Signal()
    """All shops are to be searched."""

    def __init__(self, pictures: RoundPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchPane")
        self._search: Search | None = None
        self._stops: list[Stop] = []
        self._state = SearchState()
        self._where = ""
        self._some_shops = False
        self._to_open = ""
        self.list = HitList("searchResults", pictures, self)
        self.list.chosen.connect(self._open)
        self.list.near_end.connect(self._more)
        self.list.above.connect(self.above)
        self.list.left.connect(self.left)
        self._skeleton = Skeleton(self)
        self._empty = EmptyPlace(self, "searchEmpty")
        self._empty.asked.connect(
            lambda: (self.everywhere if self._some_shops else self.left).emit()
        )
        self._empty.asked_other.connect(self.left)
        self._nothing = QWidget(self)
        self._stack = QStackedWidget(self)
        for part in (self._nothing, self.list, self._skeleton, self._empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._patience = QTimer(self, singleShot=True, interval=SKELETON_AFTER)
        self._patience.timeout.connect(self._show_skeleton)
        self.translate()

    def attach(self, search: Search) -> None:
        """Show what `search` tells from now on."""
        self.close_watches()
        self._search = search
        self._stops.append(search.state.watch(self._show))

    def close_watches(self) -> None:
        """Stop listening."""
        while self._stops:
            self._stops.pop()()

    def show_where(self, where: str, some_shops: bool) -> None:
        """Know what is searched: `where` in words, and whether it is not all shops."""
        self._where, self._some_shops = where, some_shops
        self._show(self._state)

    def enter(self) -> None:
        """Take the keyboard to the results."""
        if self.list.first() is not None:
            self.list.enter()

    def open_first(self, words: str) -> None:
        """Open the first result for `words`, as soon as it is there."""
        self._to_open = words
        self._open_wanted()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.list.setAccessibleName(t("Search results"))
        self._skeleton.translate()
        self._show(self._state)

    def _show(self, state: SearchState) -> None:
        if state.words != self._state.words:
            self.list.verticalScrollBar().setValue(0)
        self._state = state
        if state.words != self._to_open:
            self._to_open = ""
        entries = self._entries(state)
        self.list.replace(entries)
        found = bool(state.buyers or state.orders or state.messages)
        if found:
            self._patience.stop()
            self._stack.setCurrentWidget(self.list)
        elif state.loading:
            if self._stack.currentWidget() is not self._skeleton:
                self._stack.setCurrentWidget(self._nothing)
                self._patience.start()
        else:
            self._patience.stop()
            self._tell_empty(state)
            self._stack.setCurrentWidget(self._empty)
        self._open_wanted()

    def _entries(self, state: SearchState) -> list[Entry]:
        made: list[Entry] = []
        words = state.words
        if state.buyers:
            made.append(Entry("heading", "buyers", t("Buyers")))
            made += [
                Entry("buyer", f"b:{r.key}", row=r, value=r, words=words, at=r.last_at)
                for r in state.buyers
            ]
        if state.orders:
            made.append(Entry("heading", "orders", t("Orders")))
            made += [
                Entry("order", f"o:{h.row.key}:{h.order}", row=h.row, value=h, words=words, at=h.at)
                for h in state.orders
            ]
        if state.messages:
            made.append(Entry("heading", "messages", t("Messages")))
            made += [
                Entry(
                    "message",
                    f"m:{h.row.key}:{h.message}",
                    row=h.row,
                    value=h,
                    words=words,
                    at=h.at,
                )
                for h in state.messages
            ]
        if made and state.unindexed:
            made.append(Entry("note", "unindexed", line=_unindexed(state.unindexed)))
        return made

    def _tell_empty(self, state: SearchState) -> None:
        looked = t(
            "Looked through names, order numbers and messages of {where}.", where=self._where
        )
        if state.unindexed:
            looked = f"{looked} {_unindexed(state.unindexed)}"
        clear = t("Clear the search")
        self._empty.show_words(
            "search",
            t("Nothing found for “{words}”", words=plain.one_line(state.words)[:60]),
            looked,
            t("Search all shops") if self._some_shops else clear,
            clear if self._some_shops else "",
        )

    def _show_skeleton(self) -> None:
        if self._state.loading and self.list.first() is None:
            self._stack.setCurrentWidget(self._skeleton)

    def _open_wanted(self) -> None:
        first = self.list.first()
        if first is None or not self._to_open or self._to_open != self._state.words:
            return
        # Buyers come first: while they are looked for, another may still stand above.
        if not self._state.loading or self._state.buyers:
            self._to_open = ""
            self._open(first.value)

    def _open(self, value: object) -> None:
        if self._search is None:
            return
        if isinstance(value, MessageHit | OrderHit | ConversationRow):
            self._search.open(value)
            self.opened.emit()

    def _more(self) -> None:
        state = self._state
        if self._search is not None and state.more and not state.loading:
            self._search.more()


def _unindexed(number: int) -> str:
    return t("{n} old messages are still being prepared for the search.", n=number)
