"""A pop-over with a field to type in and the tags that match, each with a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.models.list_model import ROW, ListModel
from nobi_desktop.ui.popover import Popover
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_MOST = 9

Mark = Literal["", "on", "part"]


@dataclass(frozen=True, slots=True)
class Pick:
    """A line of the picker: a tag or another choice, its mark, and a number at its end."""

    key: str
    name: str
    colour: str = ""
    mark: Mark = ""
    number: str = ""
    sign: str = ""


def pick_of(tag: Tag, mark: Mark, number: str = "") -> Pick:
    """The line of `tag`."""
    return Pick(f"tag:{tag.id}", tag_name(tag), tag.colour, mark, number)


class TagPicker(Popover):
    """Shows `picks()`; `take(key)` is called for the one chosen by Enter or a click."""

    def __init__(self, parent: QWidget, name: str, *, wide: int = 280) -> None:
        super().__init__(parent, name, wide=wide)
        self.setAccessibleName(t("Tags"))
        self.entry = QLineEdit(self)
        self.entry.setObjectName(f"{name}Words")
        self.entry.setMaxLength(60)
        self.entry.textChanged.connect(lambda _text: self.refresh())
        self.entry.installEventFilter(self)
        self.picks: ListModel[Pick] = ListModel(lambda p: p.key, _read, self)
        self.list = QListView(self)
        self.list.setObjectName("tagPicks")
        self.list.setModel(self.picks)
        self.list.setItemDelegate(_PickDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(t("Tags"))
        OverlayScrollBar(self.list)
        self.list.clicked.connect(self._clicked)
        self.note = plain.Label("", "hint", self)
        self.note.setObjectName("tagPickerNote")
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "hint")
        self.note.hide()
        self.column.addWidget(self.entry)
        self.column.addWidget(self.list)
        self.column.addWidget(self.note)
        self.column.setSpacing(theme.current().px(6))
        self.setFocusProxy(self.entry)

    def found(self, words: str) -> tuple[Pick, ...]:
        """The lines for `words`."""
        raise NotImplementedError

    def take(self, key: str) -> None:
        """Do what the line `key` stands for."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the lines anew; the one the keyboard is on stays where it is still there."""
        row = self.picks.at(self.list.currentIndex().row())
        self.picks.replace(self.found(self.entry.text()))
        index = self.picks.index_of(row.key if row is not None else None)
        if not index.isValid() and self.picks.rowCount():
            index = self.picks.index(0)
        self.list.setCurrentIndex(index)
        now = theme.current()
        lines = max(1, min(_MOST, self.picks.rowCount()))
        self.list.setFixedHeight(lines * _high(now) + 2)
        self.column.activate()
        if self.isVisible():
            self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.entry and pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            place = self.list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= place < self.picks.rowCount():
                self.list.setCurrentIndex(self.picks.index(place))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._clicked(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def _clicked(self, index: QModelIndex) -> None:
        row = self.picks.at(index.row())
        if row is not None:
            self.take(row.key)


def _read(pick: Pick) -> str:
    marks = {"on": t("chosen"), "part": t("partly chosen"), "": ""}
    return ", ".join(part for part in (pick.name, marks[pick.mark], pick.number) if part)


def _high(now: Tokens) -> int:
    return max(now.px(34), now.line_height("body") + now.px(12))


class _PickDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), _high(theme.current()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        pick = index.data(ROW)
        if not isinstance(pick, Pick):
            return
        now = theme.current()
        px = now.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.selected if chosen else now.hover)
            painter.drawRoundedRect(QRectF(box).adjusted(0, 1, 0, -1), px(6), px(6))
        left, middle = box.left() + px(8), box.center().y()
        ratio = painter.device().devicePixelRatio()
        side = px(16)
        if pick.sign:
            sign = assets.pixmap(pick.sign, now.accent, side, ratio)
            painter.drawPixmap(left, middle - side // 2 + 1, sign)
        else:
            _paint_mark(painter, QRectF(left, middle - side / 2 + 1, side, side), pick.mark, now)
        left += side + px(10)
        if pick.colour:
            dot = px(10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour_of(pick.colour))
            painter.drawEllipse(QRectF(left, middle - dot / 2 + 1, dot, dot))
            left += dot + px(8)
        line = QRect(left, box.top(), box.right() - px(10) - left, box.height())
        if pick.number:
            painter.setFont(now.font("hint"))
            painter.setPen(now.text_3)
            wide = plain.draw_line(painter, line, pick.number, right=True)
            line.setRight(line.right() - wide - px(8))
        painter.setFont(now.font("body"))
        painter.setPen(now.accent if pick.sign else now.text)
        plain.draw_line(painter, line, pick.name)
        painter.restore()


def _paint_mark(painter: QPainter, box: QRectF, mark: Mark, now: Tokens) -> None:
    painter.setPen(QPen(now.accent if mark else now.text_3, 1.5))
    painter.setBrush(now.accent if mark else QColor(0, 0, 0, 0))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(4), now.px(4))
    if not mark:
        return
    unit = box.width() / 16
    pen = QPen(now.accent_text, 2 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    at = box.topLeft()
    if mark == "part":
        painter.drawLine(at + QPointF(5, 8) * unit, at + QPointF(11, 8) * unit)
        return
    for start, end in (((4.6, 8.4), (7.0, 10.7)), ((7.0, 10.7), (11.4, 5.6))):
        painter.drawLine(at + QPointF(*start) * unit, at + QPointF(*end) * unit)
