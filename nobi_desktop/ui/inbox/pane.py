"""The list column: title, filters and the conversations, bound to the desk's inbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.inbox.conversation_list import ConversationList
from nobi_desktop.ui.inbox.filter_bar import FilterBar
from nobi_desktop.ui.inbox.places import EmptyPlace, Skeleton
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import group_name, shop_name

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.inbox import Inbox

SKELETON_AFTER = 200
"""Milliseconds of loading before anything says so: quick loads must not flicker."""


class InboxPane(QWidget):
    """Shows what the desk's inbox holds, and asks it for other rows."""

    chosen = Signal()
    """The seller has opened a conversation here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inbox: Inbox | None = None
        self._stops: list[Stop] = []
        self._query = InboxQuery()
        self._shops: tuple[ShopRow, ...] = ()
        self._groups: tuple[ShopGroup, ...] = ()
        self._pictures = RoundPictures(self)

        self._title = plain.Label("", "title", self)
        self._title.setObjectName("inboxTitle")
        self._count = plain.ElidedLabel("", "hint", self)
        self._count.setObjectName("inboxShops")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._back = QToolButton(self)
        self._back.setObjectName("showAllShops")
        self._back.clicked.connect(lambda: self._ask(self._query.of()))
        self._back.hide()
        self.filters = FilterBar(self)
        self.filters.wanted.connect(self._ask)
        self.list = ConversationList(self._pictures, self)
        self.list.chosen.connect(self._open)
        self.list.near_end.connect(self._more)
        self._skeleton = Skeleton(self)
        self._empty = EmptyPlace(self)
        self._empty.asked.connect(self._next_step)
        self._nothing = QWidget(self)

        self._head = QWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._title)
        line.addWidget(self._count, 1)
        line.addWidget(self._back)
        self._head_column = QVBoxLayout(self._head)
        self._head_column.addLayout(line)
        self._head_column.addWidget(self.filters)
        self._stack = QStackedWidget(self)
        for part in (self.list, self._nothing, self._skeleton, self._empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SKELETON_AFTER)
        self._patience.timeout.connect(self._show_skeleton)
        self._loading = True
        self.translate()
        self._choose_place()
        style.watch(self, self._restyle)

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
        inbox = self._inbox = desk.inbox
        self._pictures.attach(desk.images)
        self._stops += [
            inbox.query.watch(self._show_query),
            inbox.rows.watch(lambda _rows: self._take_rows()),
            inbox.counts.watch(self._take_counts),
            inbox.loading.watch(lambda _loading: self._take_rows()),
            inbox.ended.watch(lambda _ended: self._choose_place()),
            inbox.opened.watch(self.list.show_opened),
            desk.shops.rows.watch(self._show_shops),
            desk.groups.rows.watch(self._show_groups),
        ]

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        self._pictures.close_watches()
        while self._stops:
            self._stops.pop()()

    def step(self, by: int) -> None:
        """Open the conversation `by` rows further down, or up where it is negative."""
        key = self.list.neighbour(by)
        if key is not None:
            self._open(key)

    def targets(self) -> tuple[ConversationKey, ...]:
        """The conversations that a command is for: the open one."""
        opened = self._inbox.opened.value if self._inbox is not None else None
        return (opened,) if opened is not None else ()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Conversations"))
        self._title.setText(t("Conversations"))
        self._back.setAccessibleName(t("Show all shops"))
        plain.set_tip(self._back, t("Show all shops (Ctrl+0)"))
        self.filters.translate()
        self.list.translate()
        self._skeleton.translate()
        self._show_shops(self._shops)
        self._choose_place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _take_rows(self) -> None:
        inbox = self._inbox
        if inbox is None:
            return
        self._loading = inbox.loading.value
        # While the first read is on its way the preview stays: it is better than nothing.
        if inbox.rows.value or not self._loading:
            self._show_rows(inbox.rows.value)
        else:
            self._choose_place()

    def _take_counts(self, counts: InboxCounts) -> None:
        if self._inbox is not None and self._inbox.loading.value and counts == InboxCounts():
            return
        self.filters.show_counts(counts)

    def _show_rows(self, rows: tuple[ConversationRow, ...]) -> None:
        self.list.replace(rows)
        self._choose_place()

    def _show_query(self, query: InboxQuery) -> None:
        if query != self._query:
            self.list.verticalScrollBar().setValue(0)
        self._query = query
        self.filters.show_query(query)
        self._show_shops(self._shops)

    def _show_shops(self, shops: tuple[ShopRow, ...]) -> None:
        if not shops and self._shops and self._loading:
            return
        self._shops = shops
        self._count.setText(self._on_show())
        self._back.setVisible(bool(self._query.shops))
        self._choose_place()

    def _show_groups(self, groups: tuple[ShopGroup, ...]) -> None:
        self._groups = groups
        self._count.setText(self._on_show())

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
        if self.list.rows.rowCount():
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
        if self._loading and not self.list.rows.rowCount():
            self._stack.setCurrentWidget(self._skeleton)

    def _tell_empty(self) -> None:
        filters = self._query.filters
        if filters == {Filter.UNANSWERED}:
            self._empty.show_words(
                "check",
                t("Everyone has an answer"),
                t("Buyers who wait for you are shown here."),
                t("Show all conversations"),
            )
        elif filters:
            self._empty.show_words(
                "check",
                t("Nothing left here"),
                t("No conversation has what you filter for."),
                t("Show all conversations"),
            )
        elif self._query.shops:
            self._empty.show_words(
                "chat",
                t("No conversations yet"),
                t("When a buyer writes to this shop, it is shown here."),
                t("Show all shops"),
            )
        else:
            self._empty.show_words(
                "chat",
                t("No conversations yet"),
                t("When a buyer writes to one of your shops, it is shown here."),
            )

    def _next_step(self) -> None:
        self._ask(self._query.cleared() if self._query.filters else self._query.of())

    def _ask(self, query: InboxQuery) -> None:
        if self._inbox is not None:
            self._inbox.show(query)

    def _open(self, key: ConversationKey) -> None:
        if self._inbox is not None:
            self._inbox.open(key)
            self.chosen.emit()

    def _more(self) -> None:
        if self._inbox is not None and not self._inbox.ended.value:
            self._inbox.more()

    def _restyle(self, tokens: Tokens) -> None:
        px = tokens.px
        self._title.restyle()
        self._count.restyle()
        self._back.setIcon(assets.icon("close", tokens.text_2, px(14)))
        self._back.setIconSize(assets.icon_size(px(14)))
        self._back.setFixedSize(px(22), px(22))
        self._head_column.setContentsMargins(px(16), px(14), px(16), px(12))
        self._head_column.setSpacing(px(10))
