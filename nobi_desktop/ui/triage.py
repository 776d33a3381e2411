"""Carries the commands of triage out, on the conversations that the list says they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.query import Filter, Sort
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

Keys = tuple[ConversationKey, ...]


class Triage:
    """The seller's commands over conversations.

    `targets` tells which conversations a command is for: those selected, else the open one. `tell`
    says a short line where there is nothing a command could be for.
    """

    def __init__(
        self,
        desk: Desk,
        targets: Callable[[], Keys],
        tell: Callable[[str], object],
        window: QWidget,
    ) -> None:
        self._desk = desk
        self._targets = targets
        self._tell = tell
        self._window = window

    def mark_unread(self) -> None:
        """Mark them unread; the open one is closed by it."""
        self._with(self._desk.marks.mark_unread)

    def settle(self) -> None:
        """They need no answer; where none of them waits, they need one after all."""
        keys = self._chosen()
        if not keys:
            return
        waiting = {row.key for row in self._desk.inbox.rows.value if row.unanswered}
        about = self._desk.timeline.about.value
        if about is not None and about.unanswered:
            waiting.add(about.key)
        if waiting.intersection(keys):
            self._desk.marks.settle(keys)
        else:
            self._desk.marks.unsettle(keys)

    def remind(self) -> None:
        """Ask when to remind of them."""
        from nobi_desktop.ui.remind_menu import RemindMenu

        keys = self._chosen()
        if keys:
            RemindMenu(self._window).open_for(self._desk, keys, self._where())

    def tag_menu(self) -> None:
        """Ask for the tags of them."""
        from nobi_desktop.ui.tag_menu import TagMenu

        keys = self._chosen()
        if keys:
            TagMenu(self._window).open_for(self._desk, keys, self._where())

    def tag(self, number: int) -> None:
        """Give them the seller's tag of this number, or take it where all have it."""
        tags = self._desk.tags.rows.value
        if number > len(tags):
            self._tell(t("There is no tag {number} yet.", number=number))
            return
        self._with(lambda keys: self._desk.tags.toggle(keys, tags[number - 1].id))

    def undo(self) -> None:
        """Take back what was done last."""
        offer = self._desk.undo.offer.value
        if offer is None:
            self._tell(t("There is nothing to take back."))
        else:
            self._desk.undo.take(offer.number)

    def filter(self, which: Filter) -> None:
        """Put a filter on or off."""
        inbox = self._desk.inbox
        inbox.show(inbox.query.value.toggled(which))

    def clear_filters(self) -> None:
        """Take all filters off."""
        inbox = self._desk.inbox
        inbox.show(inbox.query.value.cleared())

    def sort(self) -> None:
        """Show the list in the next of its orders."""
        inbox = self._desk.inbox
        orders = list(Sort)
        place = orders.index(inbox.query.value.sort)
        inbox.show(inbox.query.value.sorted(orders[(place + 1) % len(orders)]))

    def _chosen(self) -> Keys:
        keys = self._targets()
        if not keys:
            self._tell(t("Open a conversation or select some first."))
        return keys

    def _with(self, command: Callable[[Keys], object]) -> None:
        keys = self._chosen()
        if keys:
            command(keys)

    def _where(self) -> QPoint:
        """Where a menu that was asked for by a key opens: beside whatever has the focus."""
        focus = QApplication.focusWidget() or self._window
        middle = QPoint(focus.width() // 2, min(focus.height() // 2, 120))
        return focus.mapToGlobal(middle)
