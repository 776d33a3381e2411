"""Where the side panel stands: beside the chat where there is room, over it where there is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.domain.settings import Settings
    from nobi_desktop.ui.panels.side import SidePanel

WIDE = 320
FROM = 1200
"""Width of the window, in pixels at zoom 1, from which on the panel has a place of its own."""


class SidePlace(QObject):
    """Folds and unfolds the panel of `window`, in `row` of its `middle` or over `chat`.

    Beside the chat the setting says whether it is unfolded; over it, the seller, each time anew.
    `write` takes the keyboard back to the chat where the panel goes while it has it.
    """

    def __init__(
        self,
        window: QWidget,
        middle: QWidget,
        row: QHBoxLayout,
        chat: QWidget,
        write: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._middle = window, middle
        self._row, self._chat, self._write = row, chat, write
        self._desk: Desk | None = None
        self._settings: Settings | None = None
        self._over = False
        self.panel: SidePanel | None = None
        # What lies over the chat follows it: notices come and go, the text gets larger.
        chat.installEventFilter(self)
        window.installEventFilter(self)

    def attach(self, desk: Desk) -> None:
        """Show what `desk` has open; the panel is built with the first desk."""
        from nobi_desktop.ui.panels.side import SidePanel

        self._desk = desk
        if self.panel is None:
            self.panel = SidePanel(self._window)
            self.panel.fold_wanted.connect(self.toggle)
            self.panel.hide()
        self.panel.attach(desk)
        self.place()

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        if self.panel is not None:
            self.panel.close_watches()
        self._desk = None

    def use(self, settings: Settings) -> None:
        """Fold or unfold as the seller has set it."""
        self._settings = settings
        self.place()

    def toggle(self) -> None:
        """Fold the panel where it is unfolded, else unfold it."""
        if self._desk is None or self._settings is None:
            return
        if self._narrow():
            self._over = not self._over
            self.place()
        else:
            self._desk.preferences.change(side_panel=not self._settings.side_panel)

    def unfold(self) -> None:
        """Bring the panel into sight."""
        if self._desk is None or self._settings is None:
            return
        if self._narrow():
            self._over = True
        elif not self._settings.side_panel:
            self._desk.preferences.change(side_panel=True)
        self.place()

    def uncover(self) -> None:
        """Fold the panel where it lies over the chat."""
        if self._over:
            self._over = False
            self.place()

    def place(self) -> None:
        """Put the panel where there is room for it now."""
        panel = self.panel
        if panel is None or self._settings is None:
            return
        focus = QApplication.focusWidget()
        wrote = focus is not None and panel.isAncestorOf(focus)
        panel.setFixedWidth(theme.current().px(WIDE))
        if self._narrow():
            self._cover(panel)
        else:
            self._over = False
            if self._row.indexOf(panel) < 0:
                panel.hide()
                self._row.addWidget(panel)
            panel.setVisible(self._settings.side_panel)
        if wrote and panel.isHidden():
            self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.place()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._over:
            # In the midst of a layout: nothing may come into it or leave it here.
            self._lie()
        return super().eventFilter(watched, event)

    def _cover(self, panel: SidePanel) -> None:
        if self._row.indexOf(panel) >= 0:
            self._row.removeWidget(panel)
            panel.hide()
        if panel.parentWidget() is not self._middle:
            panel.setParent(self._middle)
        self._lie()
        panel.setVisible(self._over)
        panel.raise_()

    def _lie(self) -> None:
        """Lie over the right end of the chat."""
        if self.panel is not None and self.panel.parentWidget() is self._middle:
            wide = self.panel.width()
            corner = self._chat.mapTo(self._middle, self._chat.rect().topRight())
            self.panel.setGeometry(corner.x() + 1 - wide, corner.y(), wide, self._chat.height())

    def _narrow(self) -> bool:
        return self._window.width() < theme.current().px(FROM)
