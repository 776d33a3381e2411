"""The menu of rows of the list, bound to its conversations when it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.ui import assets, keys, plain, remind_menu, words
from nobi_desktop.ui.menus import add, new_menu
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


_COMMANDS = {
    "markUnread": "mark_unread",
    "markRead": "mark_unread",
    "settle": "settle",
    "unsettle": "settle",
    "tags": "tag_menu",
}


def open_for(
    parent: QWidget,
    desk: Desk,
    rows: Sequence[ConversationRow],
    at: QPoint,
    *,
    open_one: Callable[[ConversationKey], object],
    tags: Callable[[tuple[ConversationKey, ...]], object],
) -> QMenu:
    """Pop up at `at` what can be done with `rows`, which the menu keeps by their keys."""
    keys = tuple(row.key for row in rows)
    menu = new_menu(parent, "rowMenu")
    if len(rows) == 1:
        key = keys[0]
        _sign(menu, "openRow", t("Open"), "chat", lambda: open_one(key))
        menu.addSeparator()
    if all(row.unread for row in rows):
        _sign(menu, "markRead", t("Mark read"), "eye", lambda: desk.marks.mark_read(keys))
    else:
        _sign(menu, "markUnread", t("Mark unread"), "unread", lambda: desk.marks.mark_unread(keys))
    if any(row.unanswered for row in rows):
        _sign(menu, "settle", t("Needs no answer"), "check", lambda: desk.marks.settle(keys))
    else:
        _sign(menu, "unsettle", t("Needs an answer"), "reply", lambda: desk.marks.unsettle(keys))
    part = QMenu(t("Remind me"), menu)
    part.setObjectName("remindPart")
    now = theme.current()
    part.setIcon(assets.icon("bell", now.text_2, now.px(16)))
    remind_menu.fill(part, desk, keys)
    menu.addMenu(part)
    _sign(menu, "tags", t("Tags…"), "tag", lambda: tags(keys))
    if len(rows) == 1:
        menu.addSeparator()
        name = words.buyer_name(rows[0].buyer)
        _sign(menu, "copyName", t("Copy the buyer's name"), "copy", lambda: _copy(name))
    menu.popup(at)
    return menu


def _sign(menu: QMenu, name: str, said: str, icon: str, do: Callable[[], object]) -> None:
    now = theme.current()
    key = keys.of(_COMMANDS.get(name, ""))
    add(menu, name, said, do, end=key).setIcon(assets.icon(icon, now.text_2, now.px(16)))


def _copy(name: str) -> None:
    QGuiApplication.clipboard().setText(plain.one_line(name))
