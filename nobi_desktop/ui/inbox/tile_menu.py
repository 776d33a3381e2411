"""The menus of the rail's tiles and headings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from nobi_desktop.ui import assets, shop_colours, words
from nobi_desktop.ui.menus import add, new_menu
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.domain.ids import BranchId, GroupId
    from nobi_desktop.domain.shop import ShopRow
    from nobi_desktop.ui.inbox.shop_rail import ShopRail


def of_shop(rail: ShopRail, desk: Desk, row: ShopRow, where: QPoint) -> QMenu:
    """Pop up what can be done with the shop of `row`; only what applies can be chosen."""
    menu = new_menu(rail, "shopMenu")
    shop, query = row.shop, desk.inbox.query.value
    id, live = shop.id, row.shop.connected
    merged = id in query.shops and len(query.shops) > 1
    _add(menu, "showOnly", t("Show only this shop"), "chat", lambda: desk.inbox.show(query.of(id)))
    _add(
        menu,
        "merge",
        t("Take out of the merged view") if merged else t("Add to the merged view"),
        "merge",
        lambda: desk.inbox.show(query.of(*(query.shops ^ {id}))),
        can=merged or bool(query.shops - {id}),
    )
    menu.addSeparator()
    _add(
        menu,
        "look",
        t("Look for new messages now"),
        "refresh",
        lambda: desk.shops.look(id),
        can=live and not shop.paused,
    )
    if shop.paused:
        _add(menu, "resume", t("Resume"), "play", lambda: desk.shops.resume(id), can=live)
    else:
        _add(menu, "pause", t("Pause"), "pause", lambda: desk.shops.pause(id), can=live)

    def refresh() -> None:
        # The result is told there.
        rail.wanted.emit("shops", id)
        desk.shops.refresh_tokens(id)

    _add(menu, "refreshTokens", t("Refresh token"), "key", refresh, can=live)
    menu.addSeparator()
    _branches(menu, rail, desk, row)
    _colours(menu, desk, row)
    menu.addSeparator()
    again = t("Sign in again…") if live else t("Connect again…")
    _add(menu, "signIn", again, "link", lambda: desk.connecting.begin(id))
    leave = t("Disconnect…") if live else t("Delete its history…")
    _add(menu, "leave", leave, "trash", lambda: desk.leaving.ask(id))
    menu.addSeparator()
    _add(menu, "manager", t("All shops…"), "shop", lambda: rail.wanted.emit("shops", id))
    menu.popup(where)
    return menu


def of_group(rail: ShopRail, desk: Desk, group: GroupId, where: QPoint) -> QMenu:
    """Pop up what can be done with a group."""
    menu = new_menu(rail, "groupMenu")
    _add(menu, "showGroup", t("Show this group"), "chat", lambda: desk.groups.open(group))
    _add(
        menu,
        "changeGroup",
        t("Change this group…"),
        "edit",
        lambda: rail.wanted.emit("groups", group),
    )
    menu.popup(where)
    return menu


def of_heading(
    rail: ShopRail, branch: BranchId, only: BranchId, show: Callable[[], object], where: QPoint
) -> QMenu:
    """Pop up what can be done with a branch, whose shops `show` shows."""
    menu = new_menu(rail, "branchMenu")
    _add(menu, "showBranch", t("Show these shops"), "chat", show)
    if only:
        _add(menu, "everyBranch", t("All branches on the rail"), "undo", lambda: rail.show_only(""))
    else:
        _add(
            menu,
            "onlyBranch",
            t("Only this branch on the rail"),
            "branch",
            lambda: rail.show_only(branch),
            can=bool(branch),
        )
    menu.addSeparator()
    _add(menu, "branches", t("Branches…"), "branch", lambda: rail.wanted.emit("branches", branch))
    menu.popup(where)
    return menu


def of_all(rail: ShopRail, desk: Desk, where: QPoint) -> QMenu:
    """Pop up what can be done with the shops together."""
    menu = new_menu(rail, "allMenu")
    _add(menu, "showAll", t("Show all shops"), "chat", lambda: rail.choose(0))
    menu.addSeparator()
    _add(menu, "manager", t("Shops…"), "shop", lambda: rail.wanted.emit("shops", ""))
    _add(menu, "groups", t("Merge shops…"), "merge", lambda: rail.wanted.emit("groups", ""))
    _add(menu, "branches", t("Branches…"), "branch", lambda: rail.wanted.emit("branches", ""))
    menu.addSeparator()
    _add(menu, "connect", t("Connect a shop…"), "link", desk.connecting.begin)
    menu.popup(where)
    return menu


def _branches(menu: QMenu, rail: ShopRail, desk: Desk, row: ShopRow) -> None:
    part = _part(menu, "branchPart", t("Branch"), "branch")
    shop, branches = row.shop.id, desk.branches.rows.value
    now = row.shop.branch if row.shop.branch in {b.id for b in branches} else ""
    choices = [("", t("No branch")), *((b.id, words.branch_name(b)) for b in branches)]
    for branch, name in choices:
        choose = partial(desk.shops.set_branch, shop, branch)
        add(part, f"branch_{branch}", name, choose, on=branch == now)
    part.addSeparator()
    _add(part, "newBranch", t("New branch…"), "plus", lambda: rail.wanted.emit("new_branch", shop))


def _colours(menu: QMenu, desk: Desk, row: ShopRow) -> None:
    part = _part(menu, "colourPart", t("Colour"), "")
    size = theme.current().px(16)
    for colour, name in shop_colours.names().items():
        choose = partial(desk.shops.recolour, row.shop.id, colour)
        action = add(part, f"colour_{colour}", name, choose)
        action.setIcon(shop_colours.swatch(colour, size))
        if colour.lower() == row.shop.colour.lower():
            action.setText(t("{name} (now)", name=name))
            action.setEnabled(False)
    part.setIcon(shop_colours.swatch(theme.colour_of(row.shop.colour).name(), size))


def _part(menu: QMenu, name: str, title: str, icon: str) -> QMenu:
    part = QMenu(title, menu)
    part.setObjectName(name)
    part.setIcon(_icon(icon))
    menu.addMenu(part)
    return part


def _icon(name: str) -> QIcon:
    now = theme.current()
    return assets.icon(name, now.text_2, now.px(16)) if name else QIcon()


def _add(
    menu: QMenu, name: str, said: str, icon: str, do: Callable[[], object], *, can: bool = True
) -> QAction:
    action = add(menu, name, said, do, can=can)
    action.setIcon(_icon(icon))
    return action
