"""Chips that narrow the list, redrawn from the query and never from the click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.query import Filter, InboxQuery
from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.chips import Chip, FlowLayout
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

_FILTERS = ((Filter.UNANSWERED, "chipUnanswered"), (Filter.UNREAD, "chipUnread"))


class FilterBar(QWidget):
    """The chips of the inbox and, where one is on, a way to take all off."""

    wanted = Signal(object)
    """The query the seller asks for by a click (an InboxQuery)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self._query = InboxQuery()
        self._counts: InboxCounts | None = None
        row = FlowLayout(self)
        self._chips: dict[Filter, Chip] = {}
        for which, name in _FILTERS:
            chip = Chip(self)
            chip.setObjectName(name)
            chip.clicked.connect(
                lambda _=False, which=which: self.wanted.emit(self._query.toggled(which))
            )
            row.addWidget(chip)
            self._chips[which] = chip
        self._clear = QToolButton(self)
        self._clear.setObjectName("chipClear")
        self._clear.clicked.connect(lambda: self.wanted.emit(self._query.cleared()))
        self._clear.hide()
        row.addWidget(self._clear)
        self.translate()
        style.watch(self, self._restyle)

    def show_query(self, query: InboxQuery) -> None:
        """Draw the chips as `query` says."""
        self._query = query
        self._redraw()

    def show_counts(self, counts: InboxCounts) -> None:
        """Put the numbers of `counts` on the chips."""
        self._counts = counts
        self._redraw()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Filters"))
        self._clear.setAccessibleName(t("Clear all filters"))
        plain.set_tip(self._clear, t("Clear all filters"))
        self._redraw()

    def _redraw(self) -> None:
        counts = self._counts
        numbers: dict[Filter, int | None] = {
            Filter.UNREAD: counts.unread if counts else None,
            Filter.UNANSWERED: counts.unanswered if counts else None,
        }
        for which, chip in self._chips.items():
            chip.show_filter(words.filter_name(which), numbers[which], which in self._query.filters)
        self._clear.setVisible(bool(self._query.filters))
        self.updateGeometry()

    def _restyle(self, tokens: Tokens) -> None:
        side = tokens.px(14)
        self._clear.setIcon(assets.icon("close", tokens.text_2, side))
        self._clear.setIconSize(assets.icon_size(side))
        for chip in self._chips.values():
            chip.updateGeometry()
            chip.update()
            self._clear.setFixedSize(chip.sizeHint().height(), chip.sizeHint().height())
        self.updateGeometry()
