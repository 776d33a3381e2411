"""The line above the panes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.notice import Notice, NoticeCode, Severity
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

SIGN_IN = Notice(NoticeCode.SHOP_SIGN_IN, Severity.BAD, "1", (("shop", "Hà"),))
REBUILT = Notice(NoticeCode.COPY_REBUILT, Severity.INFO)


def test_there_is_no_bar_without_a_notice(window: MainWindow, desk: fakes.Desk) -> None:
    assert window.notices.isHidden()
    desk.notices.rows.set((SIGN_IN,))
    assert window.notices.isVisible()
    desk.notices.rows.set(())
    assert window.notices.isHidden()


def test_the_first_is_shown_with_its_one_button(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.notices.rows.set((SIGN_IN, REBUILT))
    bar = window.notices
    assert "Hà" in bar._text.text()
    assert bar.accessibleName() == bar._text.text()
    assert bar._others.text() == "and 1 more"
    assert bar.property("severity") == "bad"
    button = window.findChild(QPushButton, "noticeButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.notices.acted == [SIGN_IN]
    dismiss = window.findChild(QToolButton, "noticeDismiss")
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert desk.notices.dismissed == [SIGN_IN]
    assert not button.isVisible()
    assert bar.property("severity") == "info"
    assert bar._others.isHidden()


def test_the_button_says_what_it_does(window: MainWindow, desk: fakes.Desk) -> None:
    button = window.findChild(QPushButton, "noticeButton")
    for code, words in (
        (NoticeCode.SHOP_SIGN_IN, "Sign in again"),
        (NoticeCode.SHOP_NO_PERMISSION, "Connect again"),
        (NoticeCode.SHOP_NOT_ACCEPTING, "Switch on"),
        (NoticeCode.OFFLINE, "Try again"),
        (NoticeCode.COPY_REBUILT, ""),
    ):
        desk.notices.rows.set((Notice(code),))
        assert (button.text() if button.isVisible() else "") == words


def test_what_changes_the_shop_itself_is_asked_first(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    notice = Notice(NoticeCode.SHOP_NOT_ACCEPTING, shop="1", values=(("shop", "<b>Hà"),))
    desk.notices.rows.set((notice,))
    button = window.findChild(QPushButton, "noticeButton")

    def asked() -> QDialog:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    dialog = asked()
    assert "<b>Hà" in [label.text() for label in dialog.findChildren(QLabel)]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.notices.acted == []
    yes = asked().findChild(QPushButton, "confirmButton")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert desk.notices.acted == [notice]
    desk.shops.accepted.tell(("2", "refused"))
    assert window.notices._text.text().endswith("they go elsewhere.")
    desk.shops.accepted.tell(("1", "refused"))
    assert "only the shop owner's account" in window.notices.accessibleName()
    desk.notices.rows.set(())
    desk.shops.accepted.tell(("1", "unreachable"))
    assert window.notices.isHidden()


def test_every_notice_fits_on_one_line(window: MainWindow, desk: fakes.Desk) -> None:
    for code in NoticeCode:
        for severity in Severity:
            desk.notices.rows.set((Notice(code, severity, values=(("shop", "W" * 300),)),))
            window.grab()
            assert window.notices.height() <= 48
            assert window.notices.width() <= window.width()
