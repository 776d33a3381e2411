"""The head of the list column: whose conversations, who is due, search, filters, order, views."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.query import InboxQuery, SavedView, Sort
from nobi_desktop.ui import assets, keys, menus, plain, words, words_inbox
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.inbox.filter_bar import FilterBar
from nobi_desktop.ui.inbox.search_box import SearchBox
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens


class ListHead(QWidget):
    """Everything above the rows; drawn from what it is shown."""

    wanted = Signal(object)
    """The query the seller asks for (an InboxQuery)."""
    due_asked = Signal()
    """The list of who is due is wanted."""
    view_opened = Signal(str)
    """A saved view is wanted (its id)."""
    view_saved = Signal()
    """The present query is to become a view."""
    views_managed = Signal()
    """The dialog of the views is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = InboxQuery()
        self._views: tuple[SavedView, ...] = ()
        self.title = plain.Label("", "title", self)
        self.title.setObjectName("inboxTitle")
        self.shops = plain.ElidedLabel("", "hint", self)
        self.shops.setObjectName("inboxShops")
        self.shops.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = QToolButton(self)
        self.back.setObjectName("showAllShops")
        self.back.clicked.connect(lambda: self.wanted.emit(self._query.of()))
        self.back.hide()
        self.due = DueButton(self)
        self.due.clicked.connect(lambda: self.due_asked.emit())
        self.search = SearchBox(self)
        self.filters = FilterBar(self)
        self.filters.wanted.connect(self.wanted)
        self.views = _WordButton("viewsButton", "bookmark", self)
        self.views.clicked.connect(self._open_views)
        self.sort = _WordButton("sortButton", "sort", self)
        self.sort.clicked.connect(self._open_sorts)
        first = self._first = QHBoxLayout()
        first.addWidget(self.title)
        first.addWidget(self.shops, 1)
        first.addWidget(self.back)
        first.addWidget(self.due)
        last = self._last = QHBoxLayout()
        last.addWidget(self.views, 0)
        last.addStretch(1)
        last.addWidget(self.sort, 0)
        self._column = QVBoxLayout(self)
        self._column.addLayout(first)
        self._column.addWidget(self.search)
        self._column.addWidget(self.filters)
        self._column.addLayout(last)
        self._narrow_parts = (self.filters, self.views, self.sort)
        self.translate()
        keys.watch(self, self.translate)
        style.watch(self, self._restyle)

    def show_query(self, query: InboxQuery) -> None:
        """Draw what `query` says."""
        self._query = query
        self.back.setVisible(bool(query.shops))
        self.filters.show_query(query)
        self._redraw()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Know the saved views, in the seller's order."""
        self._views = tuple(views)
        self._redraw()

    def show_searching(self, searching: bool) -> None:
        """Filters and order have no part in a search, and make room for it."""
        for part in self._narrow_parts:
            part.setVisible(not searching)

    def cycle_sort(self) -> None:
        """Ask for the next order of the list."""
        orders = tuple(Sort)
        place = (orders.index(self._query.sort) + 1) % len(orders)
        self.wanted.emit(self._query.sorted(orders[place]))

    def translate(self) -> None:
        """Take the words of the present language."""
        self.title.setText(t("Conversations"))
        self.back.setAccessibleName(t("Show all shops"))
        plain.set_tip(self.back, keys.beside(t("Show all shops"), "all_shops"))
        self.search.translate()
        self.filters.translate()
        self.due.translate()
        self._redraw()

    def _redraw(self) -> None:
        sort = words_inbox.sort_name(self._query.sort)
        self.sort.show_words(sort, False)
        self.sort.setAccessibleName(t("Order: {order}", order=sort))
        view = next((v for v in self._views if v.query == self._query), None)
        name = words.view_name(view) if view is not None else t("Views")
        self.views.show_words(name, view is not None)
        self.views.setAccessibleName(
            t("Saved view: {name}", name=name) if view is not None else name
        )

    def _open_sorts(self) -> None:
        from nobi_desktop.ui.inbox import filter_menus

        menu = menus.new_menu(self, "menuSort")
        filter_menus.fill_sorts(menu, self._query, self.wanted.emit)
        menu.popup(menus.below(self.sort))

    def _open_views(self) -> None:
        from nobi_desktop.ui.inbox import filter_menus

        menu = menus.new_menu(self, "menuViews")
        filter_menus.fill_views(
            menu,
            self._views,
            self._query,
            self.view_opened.emit,
            self.view_saved.emit,
            self.views_managed.emit,
        )
        menu.popup(menus.below(self.views))

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self.title.restyle()
        self.shops.restyle()
        self.back.setIcon(assets.icon("close", now.text_2, px(14)))
        self.back.setIconSize(assets.icon_size(px(14)))
        self.back.setFixedSize(px(22), px(22))
        self._first.setSpacing(px(6))
        self._last.setSpacing(px(8))
        self._column.setContentsMargins(px(16), px(12), px(16), px(6))
        self._column.setSpacing(px(8))


class _WordButton(RingButton):
    """A sign, words and an arrow in small print: what stands now, and a menu to change it."""

    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = icon
        self._said = ""
        self._on = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, said: str, on: bool) -> None:
        """Say `said`; `on` in the colour of what is chosen."""
        self._on = on
        self.setText(plain.caption(said))
        self._said = said
        plain.set_tip(self, said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = QFontMetrics(now.font("hint")).horizontalAdvance(self._said) + 1
        return QSize(wide + now.px(42), max(now.px(24), now.line_height("hint") + now.px(6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(60), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        px = now.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.ringed or self.underMouse():
            painter.setPen(QPen(now.accent, px(2)) if self.ringed else Qt.PenStyle.NoPen)
            painter.setBrush(now.hover)
            painter.drawRoundedRect(box, px(6), px(6))
        ink = now.accent if self._on else now.text_2
        side, ratio = px(14), self.devicePixelRatioF()
        top = (self.height() - side) // 2
        painter.drawPixmap(px(4), top, assets.pixmap(self._icon, ink, side, ratio))
        arrow = px(10)
        right = self.width() - px(4) - arrow
        sign = assets.pixmap("chevron-down", ink, arrow, ratio)
        painter.drawPixmap(right, (self.height() - arrow) // 2 + 1, sign)
        painter.setPen(ink)
        painter.setFont(now.font("hint"))
        left = px(4) + side + px(5)
        plain.draw_line(painter, QRect(left, 0, right - px(3) - left, self.height()), self._said)
        painter.end()


class DueButton(RingButton):
    """A bell with a clock, and how many must be answered soon."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dueButton")
        self._number = 0
        self.translate()
        style.watch(self, lambda now: self.setFixedHeight(now.px(28)))

    def show_number(self, number: int) -> None:
        """Tell that `number` conversations are red or overdue."""
        self._number = number
        self.translate()

    def translate(self) -> None:
        """Take the words of the present language."""
        said = due_words(self._number)
        self.setAccessibleName(said)
        plain.set_tip(self, keys.beside(said, "due"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = now.px(30)
        if self._number:
            text = words.count(self._number)
            wide += QFontMetrics(now.font("label_strong")).horizontalAdvance(text) + now.px(10)
        return QSize(wide, now.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        px = now.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        urgent = bool(self._number)
        ground = now.bad_soft if urgent else now.hover
        if urgent or self.ringed or self.underMouse():
            painter.setPen(QPen(now.accent, px(2)) if self.ringed else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, px(8), px(8))
        ink = now.bad if urgent else now.text_2
        side = px(18)
        sign = assets.pixmap("bell-clock", ink, side, self.devicePixelRatioF())
        painter.drawPixmap(px(6), (self.height() - side) // 2, sign)
        if urgent:
            painter.setPen(ink)
            painter.setFont(now.font("label_strong"))
            line = QRect(px(6) + side + px(4), 0, self.width(), self.height())
            flags = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(line, flags, words.count(self._number))
        painter.end()


def due_words(number: int) -> str:
    """The name of the button that opens the list."""
    if not number:
        return t("Who waits")
    return t("{n} buyers must be answered soon", n=number)
