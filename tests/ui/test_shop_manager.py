"""The shop manager: finding a shop, what each state offers, and what is done to the chosen one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.connecting import ConnectState
from nobi_desktop.domain.keys import KeyState, Purpose, ShopKeys
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import i18n
from nobi_desktop.ui.dialogs.shop_row import ShopRowButton
from nobi_desktop.ui.dialogs.shops import ShopManager
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes, shops
from tests.ui.test_hostile import TEXTS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., ShopManager]:
    """Opens the manager over a window that shows `rows`."""

    def open_it(rows: tuple[ShopRow, ...], about: str = "") -> ShopManager:
        desk.tell((), rows)
        window.open_dialog("shops", about)
        manager = window.findChild(ShopManager, "shopManager")
        assert manager is not None
        return manager

    return open_it


def listed(manager: ShopManager) -> list[str]:
    return [row.row.shop.id for row in manager.findChildren(ShopRowButton) if not row.isHidden()]


def row_of(manager: ShopManager, shop: str) -> ShopRowButton:
    found = manager.findChild(ShopRowButton, f"shop_{shop}")
    assert found is not None
    return found


def said(manager: QWidget, name: str) -> str:
    label = manager.findChild(QLabel, name)
    assert label is not None
    return "" if label.isHidden() else label.text()


MIXED = (
    shops.row(0, name="Đồ Bếp Hà Nội", code="VNLC77", branch="b1"),
    shops.row(1, name="Mỹ phẩm 100% (Nắng)", code="THLC5", region="TH", branch="b2"),
    shops.row(2, name="Ưu đãi ẪM"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("do bep", ["s0"]),
        ("MY PHAM", ["s1"]),
        ("uu dai am", ["s2"]),
        ("thlc5", ["s1"]),
        ("th", ["s1"]),
        ("sai gon", ["s1"]),
        ("vn", ["s0", "s2"]),
        ("100% (", ["s1"]),
        ("%", ["s1"]),
        ("_", []),
        ("<b>", []),
        ("", ["s0", "s1", "s2"]),
    ],
)
def test_a_shop_is_found(
    opened: Callable[..., ShopManager],
    qtbot: QtBot,
    desk: fakes.Desk,
    typed: str,
    ids: list[str],
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    manager = opened(MIXED)
    qtbot.keyClicks(manager.search, typed)
    assert listed(manager) == ids
    assert said(manager, "nothingFound") == ("" if ids else "No shop is like that.")


def test_nothing_found_offers_the_way_back(
    opened: Callable[..., ShopManager], qtbot: QtBot
) -> None:
    manager = opened(MIXED)
    qtbot.keyClicks(manager.search, "xyz")
    assert manager._details.isHidden()
    qtbot.mouseClick(manager.findChild(QPushButton, "clearSearch"), LEFT)
    assert listed(manager) == ["s0", "s1", "s2"]
    assert manager.search.text() == ""


def test_branches_narrow_the_list(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    manager = opened(MIXED)
    chip = manager.findChild(QAbstractButton, "chip_b2")
    qtbot.mouseClick(chip, LEFT)
    assert listed(manager) == ["s1"]
    assert chip.isChecked()
    assert said(manager, "detailsName") == "Mỹ phẩm 100% (Nắng)"
    desk.branches.rows.set(shops.BRANCHES[:1])
    assert listed(manager) == ["s0", "s1", "s2"]
    desk.branches.rows.set(())
    assert manager._chip_row.isHidden()


OFFERS = {
    ShopState.LIVE: ("Refresh now", ("look", "s1")),
    ShopState.OFFLINE: ("Try again", ("look", "s1")),
    ShopState.TROUBLE: ("Try again", ("look", "s1")),
    ShopState.CLOCK_WRONG: ("Try again", ("look", "s1")),
    ShopState.STOPPED: ("Resume", ("resume", "s1")),
    ShopState.SIGN_IN: ("Sign in again", ("begin", "s1")),
    ShopState.NO_PERMISSION: ("Sign in again", ("begin", "s1")),
    ShopState.DISCONNECTED: ("Connect again", ("begin", "s1")),
    ShopState.NOT_ACCEPTING: ("Switch on", None),
}


@pytest.mark.parametrize("state", ShopState)
def test_each_state_has_one_sentence_and_at_most_one_button(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk, state: ShopState
) -> None:
    desk.connecting.state.set = lambda _state: None  # type: ignore[method-assign]
    manager = opened((shops.row(0), shops.row(1, state)))
    row = row_of(manager, "s1")
    assert row.accessibleDescription()
    button = row.button
    offer = OFFERS.get(state)
    assert (not button.isHidden()) is (offer is not None)
    if offer is None:
        return
    assert button.text() == offer[0]
    qtbot.mouseClick(button, LEFT)
    if offer[1] is not None:
        assert (desk.shops.calls + desk.connecting.calls) == [offer[1]]


def test_switching_on_asks_first(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk
) -> None:
    manager = opened((shops.row(1, ShopState.NOT_ACCEPTING),))
    for answer, calls in (("cancelButton", []), ("confirmButton", [("accept_chats", "s1")])):
        qtbot.mouseClick(row_of(manager, "s1").button, LEFT)
        asked = next(
            dialog
            for dialog in manager.findChildren(QDialog, "acceptChatsDialog")
            if dialog.isVisible()
        )
        assert desk.shops.calls == []
        qtbot.mouseClick(asked.findChild(QPushButton, answer), LEFT)
        assert desk.shops.calls == calls
    desk.shops.accepted.tell(("s1", "refused"))
    assert "refused" in said(manager, "refreshResult")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "The token was refreshed."),
        ("unreachable", "The old token stays in use."),
        ("sign_in", "has to sign in again"),
        ("vault_locked", "keyring"),
        ("something new", "did not work"),
    ],
)
def test_a_refresh_tells_how_it_ended(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk, code: str, told: str
) -> None:
    manager = opened(shops.rows(2), "s1")
    button = manager.findChild(QPushButton, "refreshToken")
    qtbot.mouseClick(button, LEFT)
    assert desk.shops.calls == [("refresh_tokens", "s1")]
    assert not button.isEnabled()
    desk.shops.refreshed.tell(("s0", "unreachable"))
    assert not button.isEnabled()
    assert said(manager, "refreshResult") == ""
    desk.shops.refreshed.tell(("s1", code))
    assert button.isEnabled()
    assert told in said(manager, "refreshResult")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (None, "Orders and products: not allowed – connect an app that may read them"),
        ({}, "Orders and products: allowed, renewed by itself"),
        ({"refresh_expires": 4_800_000_000}, "allowed, renewed by itself"),
        ({"refresh_expires": int(time.time()) + 400 * 86400}, "allowed, renewed by itself"),
        ({"refresh_expires": int(time.time()) + 40 * 86400}, "renewed by itself"),
        ({"refresh_expires": int(time.time()) + 86400}, "sign in again in time"),
        ({"state": KeyState.RETRYING, "code": "unreachable"}, "Nobi tries again"),
        ({"state": KeyState.RETRYING, "code": "vault_locked"}, "keyring"),
        ({"state": KeyState.DEAD, "code": "lost"}, "lost the keys"),
        ({"state": KeyState.DEAD, "code": "36004001"}, "not valid any more"),
        ({"saved": False}, "did not take the new keys"),
    ],
)
def test_keys_are_told_in_words(
    opened: Callable[..., ShopManager], keys: dict[str, object] | None, told: str
) -> None:
    row = shops.row(0)
    if keys is not None:
        row = replace(row, keys=(ShopKeys("s0", Purpose.COMMERCE, **keys),))  # type: ignore[arg-type]
    manager = opened((row,))
    assert told in said(manager, "keys_commerce")
    assert "not allowed" in said(manager, "keys_chat")


def test_colour_branch_pause_and_leave(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    manager = opened(shops.rows(2), "s1")
    qtbot.mouseClick(manager.findChild(QAbstractButton, "swatch_C2185B"), LEFT)
    assert manager.findChild(QAbstractButton, "swatch_C2185B").isChecked()
    branch = manager.findChild(QComboBox, "shopBranch")
    branch.setFocus()
    qtbot.keyClick(branch, Qt.Key.Key_Down)
    qtbot.mouseClick(manager.findChild(QPushButton, "pauseShop"), LEFT)
    qtbot.mouseClick(manager.findChild(QPushButton, "leaveShop"), LEFT)
    assert desk.shops.calls == [
        ("recolour", "s1", "#C2185B"),
        ("set_branch", "s1", "b1"),
        ("pause", "s1"),
    ]
    assert desk.leaving.calls == [("ask", "s1")]


def test_a_shop_of_another_colour_has_no_swatch_ticked(
    opened: Callable[..., ShopManager], desk: fakes.Desk
) -> None:
    manager = opened((shops.row(0, colour="#C2185B"), shops.row(1, colour="#123456")), "s0")
    manager._choose("s1")
    swatches = [b for b in manager.findChildren(QAbstractButton) if "swatch_" in b.objectName()]
    assert len(swatches) == 16
    assert not any(swatch.isChecked() for swatch in swatches)


def test_it_is_driven_by_the_keyboard_alone(
    opened: Callable[..., ShopManager], qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((), (*shops.rows(3), shops.row(3, ShopState.STOPPED)))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL | SHIFT)
    manager = window.findChild(ShopManager, "shopManager")
    qtbot.waitUntil(manager.search.hasFocus)
    qtbot.keyClick(manager.search, Qt.Key.Key_Tab)
    assert manager.focusWidget() is row_of(manager, "s0")
    qtbot.keyClick(manager.focusWidget(), Qt.Key.Key_End)
    assert manager.focusWidget() is row_of(manager, "s3")
    assert said(manager, "detailsName") == "Đồ Bếp 3"
    qtbot.keyClick(manager.focusWidget(), Qt.Key.Key_Tab)
    assert manager.focusWidget() is row_of(manager, "s3").button
    qtbot.keyClick(manager.focusWidget(), Qt.Key.Key_Space)
    assert desk.shops.calls == [("resume", "s3")]
    manager.search.setFocus()
    qtbot.keyClicks(manager.search, "bep")
    qtbot.keyClick(manager.search, Qt.Key.Key_Return)
    qtbot.keyClick(manager.search, Qt.Key.Key_Escape)
    assert manager.isVisible()
    assert manager.search.text() == ""
    qtbot.keyClick(manager.search, Qt.Key.Key_Escape)
    assert not manager.isVisible()
    assert desk.connecting.calls == []


def test_news_while_it_is_open(opened: Callable[..., ShopManager], desk: fakes.Desk) -> None:
    manager = opened(shops.rows(30), "s20")
    kept = row_of(manager, "s20")
    assert kept.isChecked()
    rows = tuple(row for row in desk.shops.rows.value if row.shop.id != "s3")
    desk.shops.rows.set(rows)
    assert row_of(manager, "s20") is kept
    assert len(listed(manager)) == 29
    desk.shops.rows.set(rows[:5])
    assert said(manager, "detailsName") == "Đồ Bếp 0"
    desk.shops.rows.set(())
    assert said(manager, "nothingFound") == "No shop is connected yet."


def test_closed_it_listens_no_more(
    opened: Callable[..., ShopManager], desk: fakes.Desk, caplog: pytest.LogCaptureFixture
) -> None:
    manager = opened(shops.rows(2))
    manager.close()
    with caplog.at_level(logging.ERROR):
        desk.shops.rows.set(shops.rows(3))
        desk.shops.refreshed.tell(("s0", ""))
    assert not caplog.records


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_words_stay_letters(
    opened: Callable[..., ShopManager],
    desk: fakes.Desk,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loads: list[object] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda *what: loads.append(what))
    desk.branches.rows.set((replace(shops.BRANCHES[0], name=text),))
    rows = tuple(
        shops.row(n, ShopState.SIGN_IN, text, name=text, code=text, region=text, branch="b1")
        for n in range(2)
    )
    manager = opened(tuple(replace(row, unread=2**40, unanswered=2**40) for row in rows))
    desk.shops.refreshed.tell(("s0", text))
    manager.grab()
    for label in manager.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for button in manager.findChildren(QAbstractButton):
        assert "\n" not in button.accessibleName()
    for action in manager.findChildren(QAction):
        assert "<img" not in action.text()
    assert loads == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [80, 100, 160])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow],
    desk: fakes.Desk,
    language: str,
    zoom: int,
    theme: str,
) -> None:
    desk.preferences.settings.set(Settings(theme=theme, language=language, zoom=zoom))
    window = make_window(1024, 680)
    desk.branches.rows.set(shops.BRANCHES)
    desk.tell((), tuple(shops.row(n, state, branch="b1") for n, state in enumerate(ShopState)))
    window.open_dialog("shops")
    manager = window.findChild(ShopManager, "shopManager")
    manager.grab()
    assert manager.width() <= 1024
    assert manager.height() <= 680
    for button in manager.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.objectName()
            owner = button.parentWidget()
            assert owner.rect().contains(QRect(button.pos(), button.size())), button.objectName()
    for name in ("closeButton", "connectShop", "mergeShops", "branches"):
        button = manager.findChild(QPushButton, name)
        assert manager.rect().contains(QRect(button.mapTo(manager, QPoint()), button.size()))
    for row in manager.findChildren(ShopRowButton):
        assert row.height() >= row.heightForWidth(row.width())


def test_every_control_has_a_name(opened: Callable[..., ShopManager], desk: fakes.Desk) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    manager = opened(shops.rows(2))
    for widget in manager.findChildren(QAbstractButton):
        assert widget.objectName() or not widget.isVisible()
        if widget.isVisible():
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for field in (manager.search, manager.findChild(QComboBox, "shopBranch")):
        assert field.accessibleName()


def test_it_changes_its_language(
    opened: Callable[..., ShopManager], qtbot: QtBot, desk: fakes.Desk
) -> None:
    manager = opened((shops.row(0, ShopState.OFFLINE, "tls"),))
    i18n.install("vi")
    qtbot.waitUntil(lambda: row_of(manager, "s0").button.text() == "Thử lại")
    assert "kết nối an toàn" in said(manager, "detailsState")
    assert manager.search.placeholderText().startswith("Tìm theo")


def test_connecting_opens_above(
    opened: Callable[..., ShopManager], qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    manager = opened((shops.row(0, ShopState.SIGN_IN),))
    qtbot.mouseClick(row_of(manager, "s0").button, LEFT)
    above = manager.findChild(QDialog, "connectShop")
    assert above is not None
    assert above.isVisible()
    desk.connecting.state.set(ConnectState())
    assert manager.isVisible()
