"""The context menu of a row: copying, and the choices its bubble offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu

from nobi_desktop.domain.message import (
    LogisticsCard,
    Message,
    OrderCard,
    Outgoing,
    OutgoingState,
    ProductCard,
    ReturnCard,
)
from nobi_desktop.domain.timeline import Hole, TimelineRow
from nobi_desktop.ui import assets, plain, times
from nobi_desktop.ui.chat.bubbles.row import side_of, spoken
from nobi_desktop.ui.chat.bubbles.sheet import Action
from nobi_desktop.ui.chat.timeline_view import TimelineView
from nobi_desktop.ui.menus import new_menu
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.words import t

Do = Callable[[str, str], object]
"""Called with the name of a choice and what it is about: an outgoing message's local id."""

_TAKEN_BACK = (
    OutgoingState.QUEUED,
    OutgoingState.RETRY_WAIT,
    OutgoingState.BLOCKED_AUTH,
    OutgoingState.UNCONFIRMED,
    OutgoingState.REJECTED,
)
_SENT_AGAIN = (OutgoingState.RETRY_WAIT, OutgoingState.UNCONFIRMED, OutgoingState.REJECTED)


def show(
    view: TimelineView, row: TimelineRow | None, action: Action | None, where: QPoint, do: Do
) -> QMenu:
    """Pop the menu of `row` up at `where`; `do` is called with what is chosen of an outgoing."""
    menu = new_menu(view, "messageMenu")
    if action is not None and row is not None:
        _of_action(menu, view, row, action)
    selected = view.selected_text()
    if selected:
        _add(menu, t("Copy selected text"), "copy", lambda: _copy(selected))
    if row is not None and not isinstance(row, Hole):
        said = spoken(row)
        _add(menu, t("Copy message"), "copy", lambda: _copy(said))
        _add(menu, t("Copy with name and time"), "clock", lambda: _copy(with_time(view, row)))
        number = _number(row)
        if number:
            _add(menu, number[0], "tag", lambda: _copy(number[1]))
    if isinstance(row, Outgoing):
        _of_outgoing(menu, row, do)
    menu.addSeparator()
    _add(menu, t("Select all"), "", view.select_all)
    menu.popup(where)
    return menu


def with_time(view: TimelineView, row: Message | Outgoing) -> str:
    """The row as plain text behind its day, its time and who said it."""
    state = view.state
    if side_of(row) == "left":
        who = plain.name(state.buyer.name, t("Buyer"))
    else:
        who = plain.name(state.shop_name, t("Shop"))
    stamp = times.local(row.created).strftime("%d/%m/%Y %H:%M")
    return f"[{stamp}] {who}: {spoken(row)}"


def _of_action(menu: QMenu, view: TimelineView, row: TimelineRow, action: Action) -> None:
    if action.name == "link":
        _add(menu, t("Open link"), "globe", lambda: view.acted.emit(row, action))
        _add(menu, t("Copy link"), "link", lambda: _copy(action.target))
    elif action.name == "picture":
        _add(menu, t("Open the picture"), "image", lambda: view.acted.emit(row, action))
    elif action.name == "video":
        _add(menu, t("Play the video"), "play", lambda: view.acted.emit(row, action))
    elif action.name == "show_all":
        _add(menu, t("Show all"), "", lambda: view.acted.emit(row, action))
    elif action.name == "fill":
        _add(menu, t("Load now"), "refresh", lambda: view.acted.emit(row, action))
    if menu.actions():
        menu.addSeparator()


def _of_outgoing(menu: QMenu, row: Outgoing, do: Do) -> None:
    menu.addSeparator()
    if row.state in (OutgoingState.UNCONFIRMED, OutgoingState.UNKNOWN):
        _add(menu, t("Check again"), "refresh", lambda: do("check", row.local_id))
    if row.state in _SENT_AGAIN:
        _add(menu, t("Send again"), "retry", lambda: do("retry", row.local_id))
    if row.state in _TAKEN_BACK:
        if row.kind.value == "TEXT":
            _add(menu, t("Back to the text field"), "edit", lambda: do("edit", row.local_id))
        _add(menu, t("Discard"), "trash", lambda: do("discard", row.local_id))


def _number(row: Message | Outgoing) -> tuple[str, str] | None:
    content = row.content
    if isinstance(content, LogisticsCard) and content.tracking:
        return t("Copy tracking number"), plain.one_line(content.tracking)
    if isinstance(content, OrderCard | LogisticsCard | ReturnCard) and content.order_id:
        return t("Copy order number"), plain.one_line(content.order_id)
    if isinstance(content, ProductCard) and content.product_id:
        return t("Copy product number"), plain.one_line(content.product_id)
    return None


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text.replace("\0", ""))


def _add(menu: QMenu, words: str, icon: str, do: Callable[[], object]) -> None:
    picture = assets.icon(icon, tokens.current().text_2, 16) if icon else QIcon()
    menu.addAction(picture, words).triggered.connect(lambda _checked=False: do())
