"""The list column: head, conversations or what a search found, bound to the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.ui.inbox.conversation_list import ConversationList
from nobi_desktop.ui.inbox.empty_words import Empty, empty
from nobi_desktop.ui.inbox.list_head import ListHead
from nobi_desktop.ui.inbox.places import SKELETON_AFTER, EmptyPlace, Skeleton
from nobi_desktop.ui.menus import below
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.words import group_name, shop_name

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.domain.branch import ShopGroup
    from nobi_desktop.domain.ids import ConversationKey
    from nobi_desktop.domain.shop import ShopRow
    from nobi_desktop.domain.tag import Tag
    from nobi_desktop.flow.news import Stop
    from nobi_desktop.ui.inbox.bulk_bar import BulkBar, UndoLine
    from nobi_desktop.ui.inbox.search_pane import SearchPane
    from nobi_desktop.ui.inbox.triage import Triage


class InboxPane(QWidget):
    """Shows what the desk's inbox and search hold, and asks them for other rows."""

    chosen = Signal()
    """The seller has opened a conversation here."""
    wanted = Signal(str, str)
    """A dialog is wanted (its name, what it begins with)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk: Desk | None = None
        self._stops: list[Stop] = []
        self._query = InboxQuery()
        self._shops: tuple[ShopRow, ...] = ()
        self._groups: tuple[ShopGroup, ...] = ()
        self._tags: tuple[Tag, ...] = ()
        self._counts: InboxCounts | None = None
        self._empty_now = Empty("", "", "")
        self._pictures = RoundPictures(self)

        self.head = head = ListHead(self)
        head.wanted.connect(self._ask)
        head.due_asked.connect(self.show_due)
        head.view_opened.connect(self._open_view)
        head.view_saved.connect(self._save_view)
        head.views_managed.connect(lambda: self.wanted.emit("views", ""))
        self.filters = head.filters
        head.search.asked.connect(self._look_for)
        head.search.down.connect(self._down_from_search)
        head.search.entered.connect(self._open_first)
        head.search.left.connect(self._search_left)
        self.list = ConversationList(self._pictures, self)
        self.list.chosen.connect(self._open)
        self.list.near_end.connect(self._more)
        # A first paint does without what acts and finds: it comes with the desk.
        self._later: tuple[SearchPane, BulkBar, UndoLine, Triage] | None = None
        self._skeleton = Skeleton(self)
        self._empty = EmptyPlace(self)
        self._empty.asked.connect(self._next_step)
        self._nothing = QWidget(self)
        self._stack = QStackedWidget(self)
        for part in (self.list, self._nothing, self._skeleton, self._empty):
            self._stack.addWidget(part)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        self._patience = QTimer(self, singleShot=True, interval=SKELETON_AFTER)
        self._patience.timeout.connect(self._show_skeleton)
        self._searching = False
        self._loading = True
        self.translate()
        self._choose_place()

    @property
    def results(self) -> SearchPane:
        """What a search has found."""
        return self._complete()[0]

    @property
    def bulk(self) -> BulkBar:
        """The commands for several selected conversations."""
        return self._complete()[1]

    @property
    def undo_line(self) -> UndoLine:
        """The offer to take the last command back."""
        return self._complete()[2]

    @property
    def triage(self) -> Triage:
        """The commands over conversations."""
        return self._complete()[3]

    def _complete(self) -> tuple[SearchPane, BulkBar, UndoLine, Triage]:
        if self._later is None:
            from nobi_desktop.ui.inbox.bulk_bar import BulkBar, UndoLine
            from nobi_desktop.ui.inbox.search_pane import SearchPane
            from nobi_desktop.ui.inbox.triage import Triage

            results = SearchPane(self._pictures, self)
            results.opened.connect(self.chosen)
            results.above.connect(lambda: self.head.search.setFocus())
            results.left.connect(self.head.search.finish)
            results.everywhere.connect(self._search_everywhere)
            self._stack.addWidget(results)
            bulk, undo = BulkBar(self), UndoLine(self)
            self._column.addWidget(undo)
            self._column.addWidget(bulk)
            triage = Triage(self, self.list, bulk, undo, self._open)
            self._later = (results, bulk, undo, triage)
            self._tell_shops()
        return self._later

    def preview(
        self, rows: Sequence[ConversationRow], shops: Sequence[ShopRow], counts: InboxCounts
    ) -> None:
        """Show rows kept from the last time, until the desk is here."""
        self._show_shops(tuple(shops))
        self.filters.show_counts(counts)
        self._show_rows(tuple(rows))

    def attach(self, desk: Desk) -> None:
        """Show what `desk` tells from now on."""
        self.close_watches()
        self._desk = desk
        inbox = desk.inbox
        self._pictures.attach(desk.images)
        self.results.attach(desk.search)
        self._stops += [
            desk.tags.rows.watch(self._show_tags),
            inbox.query.watch(self._show_query),
            inbox.rows.watch(lambda _rows: self._take_rows()),
            inbox.counts.watch(self._take_counts),
            inbox.loading.watch(lambda _loading: self._take_rows()),
            inbox.ended.watch(lambda _ended: self._choose_place()),
            inbox.opened.watch(self.list.show_opened),
            desk.shops.rows.watch(self._show_shops),
            desk.groups.rows.watch(self._show_groups),
            desk.views.rows.watch(self.head.show_views),
            desk.due.count.watch(self.head.due.show_number),
        ]
        # After the list: what the bar says is read from its rows.
        self.triage.attach(desk)

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        self._pictures.close_watches()
        if self._later is not None:
            self.triage.close_watches()
            self.results.close_watches()
        while self._stops:
            self._stops.pop()()

    def step(self, by: int) -> None:
        """Open the conversation `by` rows further down, or up where it is negative."""
        key = self.list.neighbour(by)
        if key is not None:
            self._open(key)

    def targets(self) -> tuple[ConversationKey, ...]:
        """The conversations commands are for: those selected together, else the open one."""
        return self.triage.targets() if self._desk is not None else ()

    def search(self, words: str = "") -> None:
        """Take the keyboard to the search, and search for `words` where there are any."""
        self.head.search.begin()
        if words:
            self.head.search.setText(words)

    def toggle_filter(self, which: Filter) -> None:
        """Put a filter on or take it off."""
        self._ask(self._query.toggled(which))

    def clear_filters(self) -> None:
        """Take all filters off."""
        self._ask(self._query.cleared())

    def show_due(self) -> None:
        """Open the list of who must be answered soon, in all shops."""
        if self._desk is None:
            return
        from nobi_desktop.ui.inbox.due_list import DueList

        due = DueList(self, self._pictures)
        due.chosen.connect(self._open)
        due.open_for(self._desk, below(self.head.due))

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Conversations"))
        self.head.translate()
        self.list.translate()
        if self._later is not None:
            self.results.translate()
            self.bulk.translate()
            self.undo_line.translate()
        self._skeleton.translate()
        self._show_shops(self._shops)
        self._choose_place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _take_rows(self) -> None:
        desk = self._desk
        if desk is None:
            return
        self._loading = desk.inbox.loading.value
        # While the first read is on its way the preview stays: it is better than nothing.
        if desk.inbox.rows.value or not self._loading:
            self._show_rows(desk.inbox.rows.value)
        else:
            self._choose_place()

    def _take_counts(self, counts: InboxCounts) -> None:
        loading = self._desk is not None and self._desk.inbox.loading.value
        if loading and counts == InboxCounts():
            return
        self._counts = counts
        self.filters.show_counts(counts)
        self._choose_place()

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        self.list.show_tags(tags)
        self.filters.show_tags(tags)
        self._choose_place()

    def _show_rows(self, rows: tuple[ConversationRow, ...]) -> None:
        self.list.replace(rows)
        self._choose_place()

    def _show_query(self, query: InboxQuery) -> None:
        if query != self._query:
            self.list.verticalScrollBar().setValue(0)
            self.list.clear_several()
        self._query = query
        self.head.show_query(query)
        if self._searching:
            self.head.show_searching(True)
        self._show_shops(self._shops)

    def _show_shops(self, shops: tuple[ShopRow, ...]) -> None:
        if not shops and self._shops and self._loading:
            return
        self._shops = shops
        self._tell_shops()
        self._choose_place()

    def _show_groups(self, groups: tuple[ShopGroup, ...]) -> None:
        self._groups = groups
        self._tell_shops()

    def _tell_shops(self) -> None:
        self.head.shops.setText(self._on_show())
        if self._later is not None:
            where = self._on_show() if self._query.shops else t("all shops")
            self.results.show_where(where, bool(self._query.shops))

    def _on_show(self) -> str:
        """Whose conversations these are: a shop's, a group's, several shops' or all."""
        chosen = [row.shop for row in self._shops if row.shop.id in self._query.shops]
        if len(chosen) == 1:
            return shop_name(chosen[0])
        live = {row.shop.id for row in self._shops if row.shop.connected}
        shown = self._query.shops
        group = next((g for g in self._groups if live.intersection(g.shops) == shown), None)
        if group is not None and chosen:
            return group_name(group)
        if chosen:
            return t("{n} shops merged", n=len(chosen))
        return t("{n} shops", n=len(live)) if live else ""

    def _choose_place(self) -> None:
        if self._searching:
            self._patience.stop()
            self._stack.setCurrentWidget(self.results)
        elif self.list.rows.rowCount():
            self._patience.stop()
            self._stack.setCurrentWidget(self.list)
        elif self._loading:
            if self._stack.currentWidget() is not self._skeleton:
                self._stack.setCurrentWidget(self._nothing)
                self._patience.start()
        else:
            self._patience.stop()
            self._tell_empty()
            self._stack.setCurrentWidget(self._empty)

    def _show_skeleton(self) -> None:
        if self._loading and not self._searching and not self.list.rows.rowCount():
            self._stack.setCurrentWidget(self._skeleton)

    def _tell_empty(self) -> None:
        told = self._empty_now = empty(self._query, self._shops, self._tags, self._counts)
        self._empty.show_words(told.drawing, told.title, told.text, told.step)

    def _next_step(self) -> None:
        clears = self._empty_now.does == "clear"
        self._ask(self._query.cleared() if clears else self._query.of())

    def _look_for(self, words: str) -> None:
        self._searching = bool(words)
        if self._desk is not None:
            self._desk.search.look_for(words)
        self.list.clear_several()
        self.head.show_searching(self._searching)
        self._choose_place()

    def _search_left(self) -> None:
        self._choose_place()
        self.list.setFocus()

    def _down_from_search(self) -> None:
        if self._searching:
            self.results.enter()
        else:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        self.results.open_first(self.head.search.text().strip())

    def _search_everywhere(self) -> None:
        words = self.head.search.text().strip()
        self._ask(self._query.of())
        if self._desk is not None:
            self._desk.search.look_for(words)
        self.head.search.setFocus()

    def _open_view(self, view: str) -> None:
        if self._desk is not None:
            self._desk.views.open(view)

    def _save_view(self) -> None:
        if self._desk is None:
            return
        from nobi_desktop.ui.inbox.view_name import ViewName
        from nobi_desktop.ui.words_inbox import what_is_asked

        about = what_is_asked(self._query, self._tags)
        ViewName(self, self._desk.views, self._query, about).open()

    def _ask(self, query: InboxQuery) -> None:
        if self._desk is not None:
            self._desk.inbox.show(query)

    def _open(self, key: ConversationKey) -> None:
        if self._desk is not None:
            self._desk.inbox.open(key)
            self.chosen.emit()

    def _more(self) -> None:
        if self._desk is not None and not self._desk.inbox.ended.value:
            self._desk.inbox.more()
