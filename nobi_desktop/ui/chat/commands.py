"""The menu of what can be done with the open conversation beside its own buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.ui import keys, words
from nobi_desktop.ui.menus import add, new_menu
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


def show(
    parent: QWidget,
    desk: Desk,
    key: ConversationKey,
    where: QPoint,
    hidden: tuple[str, ...],
    wanted: Callable[[str], object],
) -> QMenu:
    """Pop the menu up at `where` for the conversation `key`, whatever is opened meanwhile.

    `hidden` are the buttons that had no room; `wanted` is told which of them is chosen.
    """
    menu = new_menu(parent, "headerMenu")
    buyer = desk.timeline.state.value.buyer

    for name in hidden:
        command = "tag_menu" if name == "tags" else "find"
        add(menu, f"more_{name}", _hidden(name), partial(wanted, name), end=keys.of(command))
    if hidden:
        menu.addSeparator()
    unread = partial(desk.marks.mark_unread, (key,))
    add(menu, "more_unread", t("Mark unread"), unread, end=keys.of("mark_unread"))
    add(menu, "more_sync", t("Sync this conversation's messages"), desk.history.sync_messages)
    menu.addSeparator()
    name, id = words.buyer_name(buyer), buyer.user_id or buyer.im_user_id
    add(menu, "more_copy_name", t("Copy the buyer's name"), partial(_copy, name))
    add(menu, "more_copy_id", t("Copy the buyer's id"), partial(_copy, id))
    menu.popup(where)
    return menu


def _hidden(name: str) -> str:
    return t("Tags…") if name == "tags" else t("Find in this conversation")


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
