"""Markup in every field reaches the screen as letters, and nothing is ever loaded for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.conversation import Buyer, ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Role
from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

CANARY = '<img src="file:///etc/hostname"><b>&amp;'
TEXTS = (
    CANARY,
    "\u202e" * 50 + "gnp.exe",
    "H" + "\u0301\u0334" * 500,
    "\n" * 2000 + "x",
    "a" * 200_000,
    "\ud800\udfff\0\x1b[2J",
    "{n} {name} %n %1 %L1",
    "",
)


def hostile_row(text: str, number: int) -> ConversationRow:
    return ConversationRow(
        key=ConversationKey(text, f"{text}{number}"),
        buyer=Buyer(text, text, text, text),
        shop_name=text,
        shop_colour=text,
        last_at=2**62,
        last_kind=Kind.TEXT,
        last_role=Role.ROBOT,
        preview=text,
        unread=2**31,
        unanswered=True,
        waiting_since=1,
        draft=text if number % 2 else "",
    )


def fill(desk: fakes.Desk, text: str) -> None:
    shop = Shop(text, text, text, text, colour=text, avatar=text)
    status = ShopStatus(text, ShopState.SIGN_IN, 1e18, 1e18, text)
    desk.tell(
        tuple(hostile_row(text, n) for n in range(4)),
        (ShopRow(shop, status, 2**40, 2**40),),
        InboxCounts(2**40, 2**40, 2**40),
    )
    desk.inbox.query.set(InboxQuery(frozenset({text})))
    values = (("shop", text), ("code", text), ("count", text))
    for code in NoticeCode:
        desk.notices.rows.set((Notice(code, shop=text, values=values),))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_outside_text_is_shown_letter_for_letter(
    qtbot: QtBot,
    window: MainWindow,
    desk: fakes.Desk,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loads: list[object] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda *what: loads.append(what))
    fill(desk, text)
    window.grab()
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()
    for widget in window.findChildren(QWidget):
        tip = widget.toolTip()
        assert "<img" not in tip
        assert "<b>" not in tip
    for button in window.findChildren(QAbstractButton):
        assert "\n" not in button.text()
        assert len(button.text()) < 300
    for action in window.findChildren(QAction):
        assert "<img" not in action.text()
    assert loads == []
    assert window.height() == 680


def test_what_is_read_aloud_keeps_to_one_line(window: MainWindow, desk: fakes.Desk) -> None:
    for text in TEXTS:
        fill(desk, text)
        rows = window.inbox.list.rows
        for place in range(rows.rowCount()):
            said = rows.index(place).data()
            assert "\n" not in said
            assert "\u202e" not in said
            assert len(said) < 700


def test_a_hostile_name_leaves_its_neighbours_alone(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    """F44: beside other rows."""
    good = fakes.row(1)
    bad = good._replace(key=ConversationKey("1", "bad"), buyer=Buyer("9", name=TEXTS[2]))
    desk.tell((good,))
    view = window.inbox.list
    alone = view.viewport().grab(view.visualRect(view.rows.index(0))).toImage()
    desk.inbox.rows.set((good, bad))
    beside = view.viewport().grab(view.visualRect(view.rows.index(0))).toImage()
    assert alone == beside


def test_tips_of_a_hostile_shop_are_plain(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk, qapp: QApplication
) -> None:
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.ToolTip and isinstance(watched, QWidget):
                seen.append(watched.toolTip())
            return False

    fill(desk, CANARY)
    tips = [tile.toolTip() for tile in window.rail._tiles.values()]
    assert tips
    assert all("&lt;img" in tip for tip in tips)
