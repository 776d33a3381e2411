"""Makes the dialogs, each imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.sheet import Sheet

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


def make(name: str, parent: QWidget, desk: Desk, about: str = "") -> Sheet:
    """The dialog `name` over `parent`, which begins with the shop, group or branch `about`.

    `shops`, `groups`, `branches`, `shortcuts`, or `new_branch`, where `about` is the shop it is
    made for.
    """
    if name == "shops":
        from nobi_desktop.ui.dialogs.shops import ShopManager

        return ShopManager(parent, desk, about)
    if name == "groups":
        from nobi_desktop.ui.dialogs.shop_groups import ShopGroups

        return ShopGroups(parent, desk, about)
    if name == "shortcuts":
        from nobi_desktop.ui.dialogs.shortcuts import Shortcuts

        return Shortcuts(parent, desk.preferences)
    from nobi_desktop.ui.dialogs.branches import BranchesDialog

    if name == "new_branch":
        return BranchesDialog(parent, desk, member=about)
    return BranchesDialog(parent, desk, about)
