"""The list of conversations: keeps its place and selection while rows move under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.ui.focus import by_key
from nobi_desktop.ui.inbox.row_delegate import RowDelegate, row_height
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.models.list_model import ListModel
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import row_read_aloud

_AHEAD = 12
"""Rows below the last one shown at which the next page is asked for."""


class ConversationList(QListView):
    """Shows rows of the inbox.

    The current row is the keyboard's; the selected one is the open conversation and is bound to
    its key, wherever its row goes.
    """

    chosen = Signal(object)
    """The seller asks for this conversation (a ConversationKey)."""
    near_end = Signal()
    """The last rows are in sight: more are wanted."""

    def __init__(self, pictures: RoundPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxList")
        self.rows: ListModel[ConversationRow] = ListModel(lambda r: r.key, row_read_aloud, self)
        self._opened: ConversationKey | None = None
        self._row_height = 80
        # A viewport of our own making: for one of Qt's making PySide first learns every kind of
        # widget there is, which takes 12 ms of the start.
        self.setViewport(QWidget())
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The seller's hand moves only the keyboard's row; what is open is selected by us.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._bar = OverlayScrollBar(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        pictures.came.connect(lambda _url: self.viewport().update())
        # Waiting times grow by themselves; nothing else tells the list to paint.
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()
        self.translate()
        style.watch(self, self._restyle)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Conversations"))
        self.viewport().update()

    def replace(self, rows: Sequence[ConversationRow]) -> None:
        """Show `rows`, leaving under the seller's eye what was there."""
        anchor = self._anchor()
        self.rows.replace(rows)
        self._select()
        if anchor is not None:
            key, offset = anchor
            place = self.rows.place_of(key)
            if place >= 0:
                self.executeDelayedItemsLayout()
                self.verticalScrollBar().setValue(place * self._row_height + offset)
        QTimer.singleShot(0, self, self._look_ahead)

    def show_opened(self, key: ConversationKey | None) -> None:
        """Mark the conversation `key` as the open one."""
        self._opened = key
        self._select()
        index = self.rows.index_of(key)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def neighbour(self, step: int) -> ConversationKey | None:
        """The conversation `step` rows below (above: negative) the open one, None at an end."""
        place = self.rows.place_of(self._opened)
        if place < 0:
            place = self.currentIndex().row() - (1 if step > 0 else 0)
        row = self.rows.at(max(0, place + step) if place < 0 else place + step)
        return row.key if row is not None else None

    def _anchor(self) -> tuple[ConversationKey, int] | None:
        value = self.verticalScrollBar().value()
        if value <= 0:
            return None
        top = self.indexAt(QPoint(1, 0))
        row = self.rows.at(top.row())
        return (row.key, value - top.row() * self._row_height) if row is not None else None

    def _select(self) -> None:
        index = self.rows.index_of(self._opened)
        chosen = self.selectionModel()
        if not index.isValid():
            chosen.clearSelection()
        elif not chosen.isSelected(index):
            chosen.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.rows.rowCount() and bar.maximum() - bar.value() <= _AHEAD * self._row_height:
            self.near_end.emit()

    def _restyle(self, tokens: Tokens) -> None:
        self._row_height = row_height(tokens)
        self.verticalScrollBar().setSingleStep(max(1, self._row_height // 3))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if row is not None:
            self.chosen.emit(row.key)

    def _by_key(self, leads: bool) -> None:
        # The delegate reads it: the ring is the keyboard's, not the mouse's.
        self.setProperty("keyboard", leads)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key(False)
        super().mousePressEvent(event)
        # On the press: between press and release a new message may put another row here.
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key(True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key(by_key(event, bool(self.property("keyboard"))))
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            index = self.rows.index_of(self._opened)
            self.selectionModel().setCurrentIndex(
                index if index.isValid() else self.rows.index(0),
                QItemSelectionModel.SelectionFlag.NoUpdate,
            )
