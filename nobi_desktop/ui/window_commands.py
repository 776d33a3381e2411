"""What each command of the table does in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nobi_desktop.domain.query import Filter
from nobi_desktop.ui.inbox.settings_menu import ZOOMS
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.ui.actions import Actions
    from nobi_desktop.ui.window import MainWindow


class WindowCommands:
    """The commands of `window`. Each takes its conversations at the moment it is given."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """What is done for each name of the table of commands."""
        window = self._window
        inbox, rail = window.inbox, window.rail
        return {
            "next_unanswered": window.next_unanswered,
            "next_conversation": lambda: inbox.step(1),
            "previous_conversation": lambda: inbox.step(-1),
            "switcher": self._switch,
            "search": inbox.search,
            "find": self._find,
            "due": inbox.show_due,
            "settle": self._on_targets(lambda: inbox.triage.settle()),
            "mark_unread": self._on_targets(lambda: inbox.triage.mark_unread()),
            "remind": self._on_targets(lambda: inbox.triage.remind()),
            "note": self._note,
            "order": self._orders,
            "undo_triage": self._undo,
            "tag_menu": self._on_targets(lambda: inbox.triage.tag_menu()),
            **{f"tag_{n}": self._on_targets(partial(self._tag, n)) for n in range(1, 10)},
            "tags": partial(window.open_dialog, "tags"),
            "filter_unanswered": partial(inbox.toggle_filter, Filter.UNANSWERED),
            "filter_unread": partial(inbox.toggle_filter, Filter.UNREAD),
            "clear_filters": inbox.clear_filters,
            "sort": inbox.head.cycle_sort,
            "history": partial(window.open_dialog, "history"),
            "all_shops": lambda: rail.choose(0),
            **{f"shop_{n}": partial(rail.choose, n) for n in range(1, 10)},
            "shops": partial(window.open_dialog, "shops"),
            "groups": partial(window.open_dialog, "groups"),
            "composer": self._write,
            "next_region": self._next_region,
            "side_panel": window.side_place.toggle,
            "larger": partial(self._zoom, 1),
            "smaller": partial(self._zoom, -1),
            "shortcuts": partial(window.open_dialog, "shortcuts"),
        }

    def actions(self) -> Actions:
        """The commands as actions of the window."""
        from nobi_desktop.ui.actions import Actions

        return Actions(self._window, self.table())

    def _on_targets(self, command: Callable[[], object]) -> Callable[[], object]:
        """`command`, where there is a conversation that it can be for; else that is said."""

        def run() -> None:
            if self._window.inbox.targets():
                command()
            else:
                self._window.say(t("Open a conversation or select some first."))

        return run

    def _is_open(self) -> bool:
        """Whether a conversation is open; where none is, that is said."""
        desk = self._window.desk
        if desk is not None and desk.inbox.opened.value is not None:
            return True
        self._window.say(t("Open a conversation first."))
        return False

    def _tag(self, number: int) -> None:
        desk = self._window.desk
        if desk is not None and number > len(desk.tags.rows.value):
            self._window.say(t("There is no tag {number} yet.", number=number))
        else:
            self._window.inbox.triage.tag(number)

    def _undo(self) -> None:
        desk = self._window.desk
        if desk is None or desk.undo.offer.value is None:
            self._window.say(t("There is nothing to take back."))
        else:
            self._window.inbox.triage.take_back()

    def _find(self) -> None:
        if self._is_open() and self._window.chat is not None:
            self._window.chat.find()

    def _note(self) -> None:
        place = self._window.side_place
        if self._is_open() and place.panel is not None:
            place.unfold()
            place.panel.focus_note()

    def _orders(self) -> None:
        place = self._window.side_place
        if self._is_open() and place.panel is not None:
            place.unfold()
            place.panel.show_orders()

    def _write(self) -> None:
        self._window.side_place.uncover()
        self._window.write()

    def _switch(self) -> None:
        window = self._window
        if window.desk is not None:
            from nobi_desktop.ui.switcher import Switcher

            switcher = Switcher(window, window.desk, window.actions_, window.inbox.search)
            switcher.opened.connect(window.inbox.chosen)
            switcher.open()

    def _zoom(self, step: int) -> None:
        desk = self._window.desk
        if desk is None:
            return
        zoom = desk.preferences.settings.value.zoom
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - zoom))
        place = min(len(ZOOMS) - 1, max(0, nearest + step))
        desk.preferences.change(zoom=ZOOMS[place])

    def _next_region(self) -> None:
        window, focus = self._window, QApplication.focusWidget()
        panel = window.side_place.panel
        if focus is not None and window.rail.isAncestorOf(focus):
            window.inbox.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focus is not None and window.inbox.isAncestorOf(focus):
            window.write()
        elif (
            panel is not None
            and panel.isVisible()
            and focus is not None
            and not panel.isAncestorOf(focus)
            and not panel.empty
        ):
            panel.focus_note()
        else:
            window.rail.focus_chosen()
