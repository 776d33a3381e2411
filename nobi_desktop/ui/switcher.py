"""The quick switcher: type some letters of where to go, and Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.ids import ShopId, TagId
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.actions import COMMANDS, Actions
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.inbox import Inbox

MOST = 40
"""Places that are offered at once."""

WIDE, ROW, ROWS = 520, 40, 9


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go: its name, what it is, other words it is found by, and how to get there."""

    name: str
    kind: str
    go: Callable[[], object]
    also: str = ""


class Switcher(QFrame):
    """A pop-up over the window; `search` is asked to look for words in all messages."""

    def __init__(
        self, window: QWidget, desk: Desk, actions: Actions, search: Callable[[str], object]
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("switcher")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search = search
        self._targets = tuple(_targets(desk, actions))
        self.field = QLineEdit(self)
        self.field.setObjectName("switcherField")
        self.field.setMaxLength(200)
        self.field.setPlaceholderText(t("Buyer, shop, view, tag or command"))
        self.field.setAccessibleName(t("Go to…"))
        self.list = QListWidget(self)
        self.list.setObjectName("switcherList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Line(self.list))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.field)
        self._column.addWidget(self.list)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._go)
        self._offered: list[Target] = []
        style.watch(self, self._restyle)
        self._offer("")

    def open(self) -> None:
        """Show it over the upper part of the window."""
        window = self.parentWidget()
        now = theme.current()
        wide = min(now.px(WIDE), window.width() - now.px(48)) if window else now.px(WIDE)
        self.resize(wide, now.px(ROW * ROWS + 68))
        if window is not None:
            corner = window.mapToGlobal(window.rect().topLeft())
            self.move(corner.x() + (window.width() - wide) // 2, corner.y() + now.px(72))
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._offered:
                place = (self.list.currentRow() + step) % len(self._offered)
                self.list.setCurrentRow(place)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return False

    def _go(self, _item: QListWidgetItem | None = None) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._offered):
            return
        target = self._offered[place]
        self.close()
        target.go()

    def _offer(self, text: str) -> None:
        wanted = fold(text).split()
        ranked = [
            (rank, place, target)
            for place, target in enumerate(self._targets)
            if (rank := _rank(wanted, target)) is not None
        ]
        ranked.sort(key=lambda one: one[:2])
        self._offered = [target for _, _, target in ranked[:MOST]]
        if text.strip():
            said = t("Search all messages for “{words}”", words=text.strip())
            self._offered.append(Target(said, "", partial(self._search, text.strip())))
        self.list.clear()
        for target in self._offered:
            item = QListWidgetItem(plain.one_line(target.name))
            item.setData(Qt.ItemDataRole.UserRole, target.kind)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _restyle(self, now: Tokens) -> None:
        self._column.setContentsMargins(now.px(12), now.px(12), now.px(12), now.px(12))
        self._column.setSpacing(now.px(8))
        self.field.setFont(now.font("body"))
        self.field.setMinimumHeight(now.px(36))
        self.setStyleSheet(
            f"QFrame#switcher {{ background: {now.surface.name()};"
            f" border: 1px solid {now.line.name()}; border-radius: {now.px(10)}px; }}"
            "QListWidget { border: none; background: transparent; outline: none; }"
        )


def _rank(wanted: list[str], target: Target) -> int | None:
    """How well a target answers the words, 0 for best; None where it does not."""
    if not wanted:
        return 0
    name = fold(target.name)
    whole = f"{name} {fold(target.also)} {fold(target.kind)}"
    if not all(word in whole for word in wanted):
        return None
    if name.startswith(wanted[0]):
        return 0
    return 1 if all(f" {word}" in f" {name}" for word in wanted) else 2


def _targets(desk: Desk, actions: Actions) -> Iterator[Target]:
    inbox = desk.inbox
    for row in inbox.rows.value:
        shop = plain.name(row.shop_name, t("Shop"))
        yield Target(words.buyer_name(row.buyer), shop, partial(inbox.open, row.key))
    for view in desk.views.rows.value:
        yield Target(view.name, t("View"), partial(desk.views.open, view.id))
    for group in desk.groups.rows.value:
        yield Target(words.group_name(group), t("Group"), partial(desk.groups.open, group.id))
    for tile in desk.shops.rows.value:
        go = partial(_show_shop, inbox, tile.shop.id)
        yield Target(words.shop_name(tile.shop), t("Shop"), go, tile.shop.code)
    for tag in desk.tags.rows.value:
        yield Target(tag.name, t("Tag"), partial(_show_tag, inbox, tag.id))
    for command in COMMANDS:
        yield Target(
            command.title(),
            actions.key(command.name) or t("Command"),
            partial(actions.trigger, command.name),
        )


def _show_shop(inbox: Inbox, shop: ShopId) -> None:
    inbox.show(inbox.query.value.of(shop))


def _show_tag(inbox: Inbox, tag: TagId) -> None:
    inbox.show(inbox.query.value.cleared().tagged(tag))


class _Line(QStyledItemDelegate):
    """Draws a place: its name, and at the right what it is."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.selected)
            painter.drawRoundedRect(QRectF(box), now.px(8), now.px(8))
        side = now.px(12)
        kind = index.data(Qt.ItemDataRole.UserRole) or ""
        painter.setFont(now.font("hint"))
        painter.setPen(now.text_3)
        right = QRect(box.center().x(), box.y(), box.width() // 2 - side, box.height())
        taken = plain.draw_line(painter, right, kind, right=True)
        painter.setFont(now.font("body"))
        painter.setPen(now.text)
        room = box.adjusted(side, 0, -(2 * side + taken), 0)
        plain.draw_line(painter, room, index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, theme.current().px(ROW))
