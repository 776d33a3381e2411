"""Commands over conversations from the list: what they are for, and the bars that give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui.inbox import row_menu
from nobi_desktop.ui.inbox.bulk_bar import BulkBar, UndoLine
from nobi_desktop.ui.inbox.conversation_list import ConversationList

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class Triage(QObject):
    """Each command takes its conversations when it is given; what moves later changes nothing."""

    def __init__(
        self,
        pane: QWidget,
        rows: ConversationList,
        bulk: BulkBar,
        undo: UndoLine,
        open_one: Callable[[ConversationKey], object],
    ) -> None:
        super().__init__(pane)
        self._pane, self._list, self._bulk, self._undo = pane, rows, bulk, undo
        self._open = open_one
        self._desk: Desk | None = None
        self._stops: list[Stop] = []
        rows.several_changed.connect(lambda _keys: self._show_several())
        rows.menu_wanted.connect(self._open_menu)
        bulk.wanted.connect(self._bulk_wanted)
        undo.taken.connect(self._take_back)
        undo.dismissed.connect(self._dismiss)

    def attach(self, desk: Desk) -> None:
        """Command `desk` from now on."""
        self.close_watches()
        self._desk = desk
        self._stops += [
            desk.undo.offer.watch(self._undo.show_offer),
            desk.inbox.rows.watch(lambda _rows: self._show_several()),
        ]

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def targets(self) -> tuple[ConversationKey, ...]:
        """The conversations selected together, else the open one, else none."""
        several = self._list.several()
        if several or self._desk is None:
            return several
        opened = self._desk.inbox.opened.value
        return (opened,) if opened is not None else ()

    def mark_unread(self) -> None:
        """Mark the targets unread, or read where all of them are unread."""
        keys, desk = self.targets(), self._desk
        if desk is None or not keys:
            return
        if self._all_unread(keys):
            desk.marks.mark_read(keys)
        else:
            desk.marks.mark_unread(keys)

    def settle(self) -> None:
        """Say that the targets need no answer; that they do where none of them waits."""
        keys, desk = self.targets(), self._desk
        if desk is None or not keys:
            return
        rows = self._rows(keys)
        if rows and not any(row.unanswered for row in rows):
            desk.marks.unsettle(keys)
        else:
            desk.marks.settle(keys)

    def remind(self, at: QPoint | None = None) -> None:
        """Open the menu of reminders for the targets, at `at` on the screen or above the list."""
        keys = self.targets()
        if self._desk is not None and keys:
            from nobi_desktop.ui.remind_menu import RemindMenu

            RemindMenu(self._pane).open_for(self._desk, keys, at or self._beside(keys))

    def tag_menu(self, at: QPoint | None = None) -> None:
        """Open the menu of tags for the targets."""
        keys = self.targets()
        if keys:
            self._open_tags(keys, at or self._beside(keys))

    def tag(self, number: int) -> None:
        """Put the tag at place `number` (from 1) on the targets, or take it off."""
        keys, desk = self.targets(), self._desk
        if desk is not None and keys and 0 < number <= len(desk.tags.rows.value):
            desk.tags.toggle(keys, desk.tags.rows.value[number - 1].id)

    def take_back(self) -> None:
        """Take the last command back where that is still offered."""
        if self._desk is not None and self._desk.undo.offer.value is not None:
            self._desk.undo.take(self._desk.undo.offer.value.number)

    def _open_menu(self, keys: tuple[ConversationKey, ...], at: QPoint) -> None:
        rows = self._rows(keys)
        if self._desk is not None and rows:
            row_menu.open_for(
                self._pane,
                self._desk,
                rows,
                at,
                open_one=self._open,
                tags=lambda bound: self._open_tags(bound, at),
            )

    def _open_tags(self, keys: tuple[ConversationKey, ...], at: QPoint) -> None:
        if self._desk is not None:
            from nobi_desktop.ui.tag_menu import TagMenu

            TagMenu(self._pane).open_for(self._desk, keys, at)

    def _bulk_wanted(self, name: str) -> None:
        at = self._above(self._bulk.button(name))
        if name == "tag":
            self.tag_menu(at)
        elif name == "unread":
            self.mark_unread()
        elif name == "settle" and self._desk is not None:
            self._desk.marks.settle(self.targets())
        elif name == "remind":
            self.remind(at)
        elif name == "clear":
            self._list.clear_several()
            self._list.setFocus()

    def _show_several(self) -> None:
        several = self._list.several()
        self._bulk.show_number(len(several), reads=self._all_unread(several))

    def _all_unread(self, keys: tuple[ConversationKey, ...]) -> bool:
        rows = self._rows(keys)
        return bool(rows) and all(row.unread for row in rows)

    def _rows(self, keys: tuple[ConversationKey, ...]) -> list[ConversationRow]:
        found = [self._list.rows.at(self._list.rows.place_of(key)) for key in keys]
        rows = [row for row in found if row is not None]
        about = self._desk.timeline.about.value if self._desk is not None else None
        if about is not None and about.key in keys and about.key not in {r.key for r in rows}:
            rows.append(about)
        return rows

    def _take_back(self, number: int) -> None:
        if self._desk is not None:
            self._desk.undo.take(number)

    def _dismiss(self) -> None:
        if self._desk is not None:
            self._desk.undo.dismiss()

    def _beside(self, keys: tuple[ConversationKey, ...]) -> QPoint:
        """Where a menu opened by a key stands: at the first of its rows that is in sight."""
        view = self._list
        for key in keys:
            box = view.visualRect(view.rows.index_of(key))
            if box.isValid() and view.viewport().rect().intersects(box):
                return view.viewport().mapToGlobal(box.center())
        return view.viewport().mapToGlobal(QPoint(view.width() // 3, view.height() // 4))

    def _above(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, 0))
