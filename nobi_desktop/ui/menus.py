"""Menus that pop up for once: what makes one, fills it, and finds its place below a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QWidget


def below(button: QWidget) -> QPoint:
    """The place on the screen right below `button`."""
    return button.mapToGlobal(QPoint(0, button.height() + theme.current().px(4)))


def new_menu(parent: QWidget, name: str, title: str = "") -> QMenu:
    """A menu that goes when it is closed."""
    from PySide6.QtWidgets import QMenu

    menu = QMenu(title, parent)
    menu.setObjectName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add(
    menu: QMenu,
    name: str,
    said: str,
    do: Callable[[], object],
    *,
    end: str = "",
    on: bool | None = None,
    can: bool = True,
) -> QAction:
    """An entry, `end` (a number or key) at its right; `on` makes it one that is ticked or not."""
    action = menu.addAction(plain.caption(said) + (end and f"\t{plain.caption(end)}"))
    action.setObjectName(name)
    action.setEnabled(can)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)
    action.triggered.connect(lambda _checked=False: do())
    return action


def add_note(menu: QMenu, said: str) -> None:
    """A line of explanation that cannot be chosen."""
    from PySide6.QtWidgets import QWidgetAction

    now = theme.current()
    label = plain.Label(said, "hint", menu)
    label.setObjectName("menuNote")
    label.setProperty("tone", "hint")
    label.setWordWrap(True)
    label.setFixedWidth(now.px(240))
    label.setContentsMargins(now.px(12), now.px(6), now.px(12), now.px(6))
    # A menu asks for the height without a width.
    label.setFixedHeight(label.heightForWidth(now.px(240)) + now.px(12))
    holder = QWidgetAction(menu)
    holder.setDefaultWidget(label)
    holder.setEnabled(False)
    menu.addAction(holder)
