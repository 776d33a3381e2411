"""The list of conversations: keeps its place and selection while rows move under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nobi_desktop.ui import escape
from nobi_desktop.ui.focus import by_key
from nobi_desktop.ui.inbox.row_delegate import RowDelegate, row_height
from nobi_desktop.ui.models.list_model import ListModel
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.words import row_read_aloud

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent

    from nobi_desktop.domain.conversation import ConversationRow
    from nobi_desktop.domain.ids import ConversationKey, TagId
    from nobi_desktop.domain.tag import Tag
    from nobi_desktop.ui.models.images import RoundPictures
    from nobi_desktop.ui.theme.tokens import Tokens

_AHEAD = 12
"""Rows below the last one shown at which the next page is asked for."""


class ConversationList(QListView):
    """Shows rows of the inbox.

    The current row is the keyboard's; the selected one is the open conversation and is bound to
    its key, wherever its row goes. With Ctrl or Shift several are selected; they too are keys, and
    a row that leaves the list leaves them.
    """

    chosen = Signal(object)
    """The seller asks for this conversation (a ConversationKey)."""
    several_changed = Signal(object)
    """The conversations that are selected together (ConversationKeys in the list's order)."""
    menu_wanted = Signal(object, QPoint)
    """A menu for these conversations (ConversationKeys) is wanted at a place of the screen."""
    near_end = Signal()
    """The last rows are in sight: more are wanted."""

    def __init__(self, pictures: RoundPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxList")
        self.rows: ListModel[ConversationRow] = ListModel(lambda r: r.key, self._read, self)
        self._opened: ConversationKey | None = None
        self._tags: dict[TagId, Tag] = {}
        self._several: frozenset[ConversationKey] = frozenset()
        self._from: ConversationKey | None = None
        self._under_press: ConversationKey | None = None
        # The keys that stood around the open conversation when its row was here last.
        self._around: tuple[list[ConversationKey], list[ConversationKey]] = ([], [])
        self._row_height = 80
        # A viewport of our own making: for one of Qt's making PySide first learns every kind of
        # widget there is, which takes 12 ms of the start.
        self.setViewport(QWidget())
        self.setModel(self.rows)
        self._delegate = RowDelegate(pictures, self)
        self.setItemDelegate(self._delegate)
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
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self.viewport().update)
        self._minute.start()
        self.translate()
        style.watch(self, self._restyle)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Conversations"))
        self._delegate.forget()
        self.viewport().update()

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Know `tags`, so that rows can show them."""
        self._tags = {tag.id: tag for tag in tags}
        self._delegate.show_tags(self._tags)
        self.viewport().update()

    def several(self) -> tuple[ConversationKey, ...]:
        """The conversations selected together, in the list's order; none where only one is open."""
        return tuple(row.key for row in self.rows.rows if row.key in self._several)

    def clear_several(self) -> None:
        """Select the open conversation alone again."""
        self._select_several(frozenset())

    def replace(self, rows: Sequence[ConversationRow]) -> None:
        """Show `rows`, leaving under the seller's eye what was there."""
        anchor = self._anchor()
        self._remember_around()
        self.rows.replace(rows)
        left = frozenset(key for key in self._several if self.rows.place_of(key) < 0)
        self._select_several(self._several - left)
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
            beside = self._beside(step)
            if beside is not None:
                return beside
            place = self.currentIndex().row() - (1 if step > 0 else 0)
        row = self.rows.at(max(0, place + step) if place < 0 else place + step)
        return row.key if row is not None else None

    def _remember_around(self) -> None:
        place = self.rows.place_of(self._opened)
        if place >= 0:
            keys = [row.key for row in self.rows.rows]
            self._around = (keys[:place][::-1], keys[place + 1 :])

    def _beside(self, step: int) -> ConversationKey | None:
        """The row from which one goes on where the open conversation has left the list."""
        if self._opened is None:
            return None
        kept = [key for key in self._around[step > 0] if self.rows.place_of(key) >= 0]
        if not kept:
            return None
        row = self.rows.at(self.rows.place_of(kept[0]) + step - (1 if step > 0 else -1))
        return row.key if row is not None else None

    def _read(self, row: ConversationRow) -> str:
        names = [tag_name(self._tags[tag]) for tag in row.tags if tag in self._tags]
        return row_read_aloud(row, tags=names)

    def _anchor(self) -> tuple[ConversationKey, int] | None:
        value = self.verticalScrollBar().value()
        if value <= 0:
            return None
        top = self.indexAt(QPoint(1, 0))
        row = self.rows.at(top.row())
        return (row.key, value - top.row() * self._row_height) if row is not None else None

    def _select(self) -> None:
        keys = self._several or ({self._opened} if self._opened is not None else set())
        wanted = {index.row() for key in keys if (index := self.rows.index_of(key)).isValid()}
        chosen = self.selectionModel()
        if {index.row() for index in chosen.selectedIndexes()} == wanted:
            return
        selection = QItemSelection()
        for place in sorted(wanted):
            index = self.rows.index(place)
            selection.select(index, index)
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _select_several(self, keys: frozenset[ConversationKey]) -> None:
        if keys == self._several:
            return
        self._several = keys
        if not keys:
            self._from = None
        self._select()
        self.several_changed.emit(self.several())

    def _toggle(self, key: ConversationKey) -> None:
        before = self._several
        if not before and self._opened is not None and self.rows.place_of(self._opened) >= 0:
            before = frozenset({self._opened})
        self._from = key
        self._select_several(before ^ {key} if before != {key} else frozenset())

    def _select_to(self, key: ConversationKey) -> None:
        """Select the rows from where the selection began to `key`."""
        if self._from is None or self.rows.place_of(self._from) < 0:
            current = self.rows.at(self.currentIndex().row())
            self._from = self._opened if self.rows.place_of(self._opened) >= 0 else None
            if self._from is None:
                self._from = current.key if current is not None else key
        start, end = sorted((self.rows.place_of(self._from), self.rows.place_of(key)))
        begun = self._from
        self._select_several(frozenset(row.key for row in self.rows.rows[start : end + 1]))
        self._from = begun

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.rows.rowCount() and bar.maximum() - bar.value() <= _AHEAD * self._row_height:
            self.near_end.emit()

    def _restyle(self, tokens: Tokens) -> None:
        self._row_height = row_height(tokens)
        self._delegate.forget()
        self.verticalScrollBar().setSingleStep(max(1, self._row_height // 3))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if row is not None:
            self.clear_several()
            self.chosen.emit(row.key)

    def _key_at(self, place: QPoint) -> ConversationKey | None:
        row = self.rows.at(self.indexAt(place).row())
        return row.key if row is not None else None

    def _ask_menu(self, key: ConversationKey | None, at: QPoint) -> None:
        if key is not None:
            several = self.several()
            self.menu_wanted.emit(several if key in several else (key,), at)

    def _by_key(self, leads: bool) -> None:
        # The delegate reads it: the ring is the keyboard's, not the mouse's.
        self.setProperty("keyboard", leads)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key(False)
        place = event.position().toPoint()
        key = self._key_at(place)
        # On the press: between press and release a new message may put another row here.
        if event.button() == Qt.MouseButton.RightButton:
            self._under_press = key
            event.accept()
            return
        held = event.modifiers()
        if event.button() == Qt.MouseButton.LeftButton and key is not None:
            if held & Qt.KeyboardModifier.ShiftModifier:
                self._select_to(key)
            elif held & Qt.KeyboardModifier.ControlModifier:
                self._toggle(key)
            if held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
                self._to_row(self.rows.place_of(key))
                event.accept()
                return
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.rows.index_of(key))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if event.reason() == event.Reason.Mouse:
            key, self._under_press = self._under_press, None
            self._ask_menu(key or self._key_at(event.pos()), event.globalPos())
            return
        self._by_key(True)
        index = self.currentIndex()
        row = self.rows.at(index.row())
        box = self.visualRect(index)
        at = self.viewport().mapToGlobal(QPoint(box.left() + box.width() // 4, box.center().y()))
        self._ask_menu(row.key if row is not None else None, at)

    def event(self, event: QEvent) -> bool:
        # While several are selected, Esc ends that.
        if escape.asked(event) and self._several:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtGui import QKeySequence

        self._by_key(True)
        key, held = event.key(), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Escape and self._several:
            self.clear_several()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_several(frozenset(row.key for row in self.rows.rows))
        elif shift and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.select_more(1 if key == Qt.Key.Key_Down else -1)
        elif held & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Space:
            row = self.rows.at(self.currentIndex().row())
            if row is not None:
                self._toggle(row.key)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def select_more(self, by: int) -> None:
        """Select as far as the row `by` below (above: negative) the keyboard's."""
        index = self.currentIndex()
        place = index.row() if index.isValid() else self.rows.place_of(self._opened)
        row = self.rows.at(max(0, place + by))
        if row is not None:
            self._select_to(row.key)
            self._to_row(self.rows.place_of(row.key))

    def _to_row(self, place: int) -> None:
        index = self.rows.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key(by_key(event, bool(self.property("keyboard"))))
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            index = self.rows.index_of(self._opened)
            self.selectionModel().setCurrentIndex(
                index if index.isValid() else self.rows.index(0),
                QItemSelectionModel.SelectionFlag.NoUpdate,
            )
