"""Makes the dialogs that are about conversations, each imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.sheet import Sheet

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

NAMES = ("history", "tags", "views", "rules")


def make(name: str, parent: QWidget, desk: Desk, about: str = "") -> Sheet:
    """The dialog `name` (one of `NAMES`) over `parent`.

    `about` is the shop that old conversations are wanted of, or the tag or view it begins with.
    """
    if name == "history":
        from nobi_desktop.ui.dialogs.history import HistoryDialog

        return HistoryDialog(parent, desk, about)
    if name == "tags":
        from nobi_desktop.ui.dialogs.tags import TagsDialog

        return TagsDialog(parent, desk, about)
    if name == "views":
        from nobi_desktop.ui.dialogs.views import ViewsDialog

        return ViewsDialog(parent, desk, about)
    from nobi_desktop.ui.dialogs.rules import RulesDialog

    return RulesDialog(parent, desk)
