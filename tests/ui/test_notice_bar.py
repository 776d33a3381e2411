"""The line above the panes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
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


def test_every_notice_fits_on_one_line(window: MainWindow, desk: fakes.Desk) -> None:
    for code in NoticeCode:
        for severity in Severity:
            desk.notices.rows.set((Notice(code, severity, values=(("shop", "W" * 300),)),))
            window.grab()
            assert window.notices.height() <= 48
            assert window.notices.width() <= window.width()
