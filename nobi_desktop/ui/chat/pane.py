"""The middle of the window: header, timeline and composer of the open conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nobi_desktop.flow.news import Stop

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class ChatPane(QWidget):
    """Shows the conversation that the desk has open; an empty state where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatPane")
        self._stops: list[Stop] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)

    def attach(self, desk: Desk) -> None:
        """Show what `desk` has open from now on."""

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()
