"""A list of what the seller has made, each in two lines, with buttons to add, move and delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.ui import assets, plain, shop_mark
from nobi_desktop.ui.models.list_model import ROW, ListModel
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_MARK = 36
_MOVES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: its name, what is said below, and its shops' colours.

    With a `sign` (an icon's name) it stands on the first colour instead, or on a quiet ground.
    """

    id: str
    name: str
    hint: str
    colours: tuple[str, ...]
    sign: str = ""


class EntryList(QWidget):
    """Entries in the seller's order; one of them, or none, is chosen."""

    chosen = Signal(str)
    """The seller has chosen this entry."""
    opened = Signal(str)
    """The seller has pressed Enter on this entry, or pressed it twice."""
    new_wanted = Signal()
    arranged = Signal(object)
    """The seller wants this order (ids)."""
    removal_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows: ListModel[Entry] = ListModel(lambda e: e.id, _read_aloud, self)
        self._quiet = False
        self.view = _View(self)
        self.view.setObjectName(f"{name}View")
        self.view.setModel(self.rows)
        self.view.activated_.connect(lambda: self.opened.emit(self.current()))
        self.view.moved.connect(self._move)
        self.view.removed.connect(self._remove)
        self.view.selectionModel().currentChanged.connect(self._changed)
        self._new = QPushButton(self)
        self._new.setObjectName(f"{name}New")
        self._new.setProperty("kind", "quiet")
        self._new.setAutoDefault(False)
        self._new.clicked.connect(lambda: self.new_wanted.emit())
        self._up = self._tool(f"{name}Up", lambda: self._move(-1))
        self._down = self._tool(f"{name}Down", lambda: self._move(1))
        self._delete = self._tool(f"{name}Delete", self._remove)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(self._new)
        tools.addStretch(1)
        for tool in (self._up, self._down, self._delete):
            tools.addWidget(tool)
        self._empty = plain.Label("", "second", self)
        self._empty.setProperty("tone", "hint")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(tools)
        style.watch(self, self._restyle)
        self._tell()

    def set_words(self, title: str, new: str, empty: str) -> None:
        """Name the list; `new` is the button that adds, `empty` what stands for no entry."""
        self.view.setAccessibleName(title)
        self._new.setText(plain.caption(new))
        self._empty.setText(empty)
        for tool, said in (
            (self._up, t("Move up")),
            (self._down, t("Move down")),
            (self._delete, t("Delete")),
        ):
            tool.setAccessibleName(said)
        plain.set_tip(self._up, f"{t('Move up')} (Ctrl+Shift+↑)")
        plain.set_tip(self._down, f"{t('Move down')} (Ctrl+Shift+↓)")
        plain.set_tip(self._delete, t("Delete"))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`; what is chosen stays chosen."""
        now = self.current()
        self._quiet = True
        self.rows.replace(entries)
        self._quiet = False
        self.choose(now)

    def choose(self, id: str) -> None:
        """Mark `id` as the chosen entry, none where it is empty, without telling of it."""
        self._quiet = True
        index = self.rows.index_of(id)
        selection = self.view.selectionModel()
        if index.isValid():
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(index, how)
            self.view.scrollTo(index)
        else:
            selection.clear()
        self._quiet = False
        self._tell()

    def current(self) -> str:
        """The chosen entry's id, empty where none is."""
        row = self.rows.at(self.view.currentIndex().row())
        return row.id if row is not None else ""

    def _changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet:
            self._tell()
            if self.current():
                self.chosen.emit(self.current())

    def _move(self, by: int) -> None:
        ids = [row.id for row in self.rows.rows]
        now = self.current()
        place = ids.index(now) + by if now in ids else -1
        if 0 <= place < len(ids):
            ids.remove(now)
            ids.insert(place, now)
            self.arranged.emit(tuple(ids))

    def _remove(self) -> None:
        if self.current():
            self.removal_wanted.emit(self.current())

    def _tell(self) -> None:
        count, place = self.rows.rowCount(), self.rows.place_of(self.current())
        self.view.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < count - 1)
        self._delete.setEnabled(place >= 0)

    def _tool(self, name: str, do: Callable[[], object]) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool.clicked.connect(lambda: do())
        return tool

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(6))
        for tool, icon in (
            (self._up, "arrow-up"),
            (self._down, "arrow-down"),
            (self._delete, "trash"),
        ):
            tool.setIcon(assets.icon(icon, now.text_2, now.px(18)))
            tool.setIconSize(assets.icon_size(now.px(18)))
        self.view.scheduleDelayedItemsLayout()


class _View(QListView):
    """The list itself; the keyboard moves what is chosen, opens it and deletes it."""

    activated_ = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.activated_.emit())
        OverlayScrollBar(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == _MOVES:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class _Painter(QStyledItemDelegate):
    """Paints an entry from its row and the theme."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        now = theme.current()
        lines = now.line_height("strong") + now.line_height("hint") + now.px(16)
        return QSize(option.rect.width(), max(lines, now.px(_MARK + 14)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ROW)
        if not isinstance(entry, Entry):
            return
        now = theme.current()
        px = now.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.selected if chosen else now.hover)
            painter.drawRoundedRect(box, px(6), px(6))
        left = option.rect.left() + px(10)
        mark = QRectF(left, box.center().y() - px(_MARK) / 2, px(_MARK), px(_MARK))
        self._paint_mark(painter, mark, entry, now, now.line if chosen else now.chip)
        left += px(_MARK) + px(10)
        high = now.line_height("strong") + now.line_height("hint")
        top = option.rect.top() + (option.rect.height() - high) // 2
        line = QRect(left, top, option.rect.right() - px(10) - left, now.line_height("strong"))
        painter.setFont(now.font("strong"))
        painter.setPen(now.text)
        plain.draw_line(painter, line, entry.name)
        line = QRect(left, line.bottom() + 1, line.width(), now.line_height("hint"))
        painter.setFont(now.font("hint"))
        painter.setPen(now.text_3)
        plain.draw_line(painter, line, entry.hint)
        painter.restore()

    def _paint_mark(
        self, painter: QPainter, box: QRectF, entry: Entry, now: Tokens, quiet: QColor
    ) -> None:
        colours = tuple(theme.colour_of(colour) for colour in entry.colours)
        if not entry.sign:
            shop_mark.paint_group(painter, box, colours, quiet)
            return
        ground, ink = theme.ground_and_ink(colours[0]) if colours else (quiet, now.text_2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        radius = box.width() * 14 / 48
        painter.drawRoundedRect(box, radius, radius)
        side = now.px(18)
        inset = (box.width() - side) / 2
        sign = assets.pixmap(entry.sign, ink, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.topLeft() + QPointF(inset, inset), sign)


def _read_aloud(entry: Entry) -> str:
    return f"{entry.name}, {entry.hint}" if entry.hint else entry.name
