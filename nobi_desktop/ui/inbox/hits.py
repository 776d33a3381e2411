"""A list of headings and conversations found: results of a search, or who is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.search import MessageHit, OrderHit
from nobi_desktop.ui import plain, times, words
from nobi_desktop.ui.countdown import standing
from nobi_desktop.ui.focus import by_key
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.models.list_model import ListModel
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

_AHEAD = 400

Kind = Literal["heading", "note", "buyer", "order", "message", "due", "reminder", "rate"]
SEARCHED = 4000
"""Letters of a message in which matches are looked for and shown."""
QUIET = ("heading", "note", "rate")
"""Kinds that cannot be opened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list.

    `title` and `line` are the words of a quiet one; the others have their `row`, and what opens in
    `value`. `words` are searched for; `at` is UTC seconds.
    """

    kind: Kind
    key: str
    title: str = ""
    line: str = ""
    row: ConversationRow | None = None
    value: MessageHit | OrderHit | ConversationRow | ConversationKey | None = None
    words: str = ""
    at: float = 0.0


def text_of(entry: Entry) -> str:
    """The second line of an entry."""
    value = entry.value
    if isinstance(value, MessageHit):
        said = plain.one_line(value.text, SEARCHED)
        return f"{t('You:')} {said}" if value.mine else said
    if isinstance(value, OrderHit):
        status = words.order_status(value.status) if value.status else ""
        return " · ".join(part for part in (t("Order {id}", id=value.order), status) if part)
    if entry.row is None:
        return entry.line
    return f"{words.preview_prefix(entry.row)} {words.message_preview(entry.row)}".strip()


def read_aloud(entry: Entry) -> str:
    """An entry as a screen reader says it."""
    row = entry.row
    if row is None:
        return ", ".join(part for part in (entry.title, entry.line) if part)
    parts = [words.buyer_name(row.buyer), plain.name(row.shop_name, t("Shop")), text_of(entry)]
    if entry.kind == "due":
        parts.append(standing(entry.at, row.waiting_since, row.deadline).words)
    elif entry.kind == "reminder":
        parts.append(t("Reminder: {time}", time=times.moment(row.remind_at)))
    else:
        parts.append(times.list_time(entry.at))
    return ", ".join(part for part in parts if part)


class HitList(QListView):
    """Opens what is clicked or chosen by Enter; headings are stepped over."""

    chosen = Signal(object)
    """What the entry stands for (its `value`)."""
    near_end = Signal()
    """The last rows are in sight."""
    above = Signal()
    """The keyboard leaves the list at its upper end."""
    left = Signal()
    """Esc."""

    def __init__(self, name: str, pictures: RoundPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from nobi_desktop.ui.inbox.hit_delegate import HitDelegate

        self.setObjectName(name)
        self.entries: ListModel[Entry] = ListModel(lambda e: e.key, read_aloud, self)
        self.setModel(self.entries)
        self.setItemDelegate(HitDelegate(pictures, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        OverlayScrollBar(self)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        pictures.came.connect(self._picture_came)
        style.watch(self, lambda _now: self.scheduleDelayedItemsLayout())

    def _picture_came(self, _url: str) -> None:
        self.viewport().update()

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show `entries`."""
        self.entries.replace(entries)

    def first(self) -> Entry | None:
        """The first entry that can be opened."""
        return next((e for e in self.entries.rows if e.kind not in QUIET), None)

    def enter(self) -> None:
        """Take the keyboard to the first entry."""
        self._by_key(True)
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self._step(0, 1)

    def _step(self, place: int, by: int) -> bool:
        """The keyboard's row is the first that can be opened from `place` on."""
        while 0 <= place < self.entries.rowCount():
            entry = self.entries.at(place)
            if entry is not None and entry.kind not in QUIET:
                self.setCurrentIndex(self.entries.index(place))
                self.viewport().update()
                return True
            place += by
        return False

    def _choose(self, index: QModelIndex) -> None:
        entry = self.entries.at(index.row())
        if entry is not None and entry.kind not in QUIET:
            self.chosen.emit(entry.value)

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.entries.rowCount() and bar.maximum() - bar.value() <= _AHEAD:
            self.near_end.emit()

    def _by_key(self, leads: bool) -> None:
        self.setProperty("keyboard", leads)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key(False)
        # On the press: between press and release the rows may have changed.
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key(True)
        key, place = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Down:
            if not self._step(place + 1, 1):
                self.near_end.emit()
        elif key == Qt.Key.Key_Up:
            if not self._step(place - 1, -1):
                self.above.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key(by_key(event, bool(self.property("keyboard"))))
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._step(0, 1)
