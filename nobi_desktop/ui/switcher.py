"""The quick switcher: type some letters of where to go, and Enter goes there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nobi_desktop.domain.folding import fold, spans
from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.dialogs.search_field import SearchField
from nobi_desktop.ui.popover import Popover
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.switcher_targets import Target, targets
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.ui.actions import Actions

MOST = 40
"""Places that are offered at once."""

FIRST = 6
"""Conversations that are offered before anything is typed: the others need room too."""

WIDE, ROW, ROWS = 540, 40, 9
_TARGET, _WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Switcher(Popover):
    """A pop-up over the window; `search` is asked to look for words in all messages."""

    opened = Signal()
    """A conversation was opened: the seller goes on by writing in it."""

    def __init__(
        self, window: QWidget, desk: Desk, actions: Actions, search: Callable[[str], object]
    ) -> None:
        super().__init__(window, "switcher", wide=WIDE)
        self.setAccessibleName(t("Go to…"))
        self._window = window
        self._actions = actions
        self._search = search
        self._targets = tuple(targets(desk, actions))
        self._preedit = ""
        self.field = SearchField("switcherField", self)
        self.field.set_words(t("Buyer, shop, view, tag or command"))
        self.list = QListWidget(self)
        self.list.setObjectName("switcherList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Line(self.list))
        OverlayScrollBar(self.list)
        self.column.setSpacing(theme.current().px(6))
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._go())
        self.list.setFixedHeight(theme.current().px(ROW * ROWS))
        self._offered: list[Target] = []
        self._offer("")

    def open(self) -> None:
        """Show it over the upper part of the window."""
        window = self._window
        now = theme.current()
        left = (window.width() - now.px(WIDE)) // 2
        self.open_at(window.mapToGlobal(QPoint(left, now.px(72))))
        self.field.setFocus()

    @property
    def offered(self) -> tuple[Target, ...]:
        """What is offered now, best first."""
        return tuple(self._offered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._preedit:
            # The key belongs to the input method: it chooses a word, not a place.
            return event.key() in _ENTER
        if event.key() == Qt.Key.Key_Escape or self._actions.is_key("switcher", event):
            self.close()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow((self.list.currentRow() + step) % max(1, len(self._offered)))
            return True
        if event.key() in _ENTER:
            self._go()
            return True
        return False

    def _go(self) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._offered):
            return
        target = self._offered[place]
        self.close()
        target.go()
        if target.kind == "conversation":
            self.opened.emit()

    def _offer(self, text: str) -> None:
        said = text.strip()
        self._offered = ranked(self._targets, said)
        if said:
            search = t("Search messages for “{words}”", words=said)
            self._offered.append(Target("search", search, "", partial(self._search, said)))
        self.list.clear()
        for target in self._offered:
            item = QListWidgetItem(plain.one_line(target.name))
            item.setData(_TARGET, target)
            item.setData(_WORDS, "" if target.kind == "search" else said)
            told = ", ".join(part for part in (target.name, target.about) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, plain.one_line(told))
            self.list.addItem(item)
        self.list.setCurrentRow(0)


def ranked(offered: tuple[Target, ...], text: str) -> list[Target]:
    """What `text` names among `offered`, best first; the newest and a choice where it is empty."""
    wanted = fold(text).split()
    if not wanted:
        talks = [target for target in offered if target.kind == "conversation"]
        rest = [target for target in offered if target.kind != "conversation"]
        return [*talks[:FIRST], *rest][:MOST]
    places = [
        (rank, place)
        for place, target in enumerate(offered)
        if (rank := _rank(wanted, target)) is not None
    ]
    return [offered[place] for _, place in sorted(places)[:MOST]]


def _rank(wanted: list[str], target: Target) -> int | None:
    """How well a target answers the words, 0 for best; None where it does not."""
    name = fold(target.name)
    whole = f" {name} {fold(target.about)} {fold(target.also)}"
    if not all(word in whole for word in wanted):
        return None
    if name == " ".join(wanted):
        return 0
    if name.startswith(" ".join(wanted)):
        return 1
    if all(f" {word}" in f" {name}" for word in wanted):
        return 2
    return 3 if all(word in name for word in wanted) else 4


class _Line(QStyledItemDelegate):
    """Draws a place: its sign, its name with the letters that were typed, and what it is."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        target: Target = index.data(_TARGET)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.selected if chosen else now.hover)
            painter.drawRoundedRect(QRectF(box), now.px(8), now.px(8))
        side, sign = now.px(10), now.px(18)
        ratio = option.widget.devicePixelRatioF() if option.widget is not None else 1.0
        drawn = assets.pixmap(target.sign, now.text_2, sign, ratio)
        painter.drawPixmap(box.left() + side, box.top() + (box.height() - sign) // 2, drawn)
        painter.setFont(now.font("hint"))
        painter.setPen(now.text_2)
        # The scroll bar lies over the right edge.
        half = QRect(box.center().x(), box.y(), box.width() // 2 - 2 * side, box.height())
        taken = plain.draw_line(painter, half, plain.one_line(target.about), right=True)
        left = 2 * side + sign
        room = box.adjusted(left, 0, -(3 * side + taken), 0)
        _draw_found(painter, room, index.data(Qt.ItemDataRole.DisplayRole), index.data(_WORDS), now)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, theme.current().px(ROW))


def _draw_found(painter: QPainter, room: QRect, name: str, words: str, now: Tokens) -> None:
    """Draw `name` in `room`, what `words` have found of it in another colour and weight."""
    at = 0
    parts: list[tuple[str, bool]] = []
    for start, end in spans(name, words):
        parts += [(name[at:start], False), (name[start:end], True)]
        at = end
    for text, hit in (*parts, (name[at:], False)):
        if text and room.width() > 0:
            painter.setFont(now.font("strong" if hit else "body"))
            painter.setPen(now.accent if hit else now.text)
            room.setLeft(room.left() + plain.draw_line(painter, room, text))
