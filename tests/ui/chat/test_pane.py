"""The pane joins timeline and composer to the desk."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPlainTextEdit, QPushButton

from nobi_desktop.domain.message import Image, Kind, OutgoingState, Role, Video
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus
from nobi_desktop.domain.timeline import ComposerState, Hole, TimelineRow, TimelineState
from nobi_desktop.ui import i18n
from nobi_desktop.ui.chat import menu
from nobi_desktop.ui.chat.bubbles.sheet import Action
from nobi_desktop.ui.chat.pane import ChatPane
from nobi_desktop.ui.theme import style, tokens
from tests.ui.chat.desk import NOON, Desk, act, composing, message, opened, outgoing, png

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def dialog(pane: ChatPane, name: str) -> QDialog:
    found = pane.window().findChild(QDialog, name)
    assert found is not None
    return found


def test_without_a_conversation_the_pane_says_what_it_is_for(pane: ChatPane, desk: Desk) -> None:
    assert pane.empty.isVisible()
    assert not pane.composer.isVisible()
    assert pane.empty.accessibleName() == "Choose a conversation"
    opened(desk, message())
    assert not pane.empty.isVisible()
    assert pane.composer.isVisible()
    desk.timeline.state.set(TimelineState(window=9))
    assert pane.empty.isVisible()


def test_the_desk_hears_what_is_seen(pane: ChatPane, desk: Desk) -> None:
    opened(desk, *(message() for _ in range(80)))
    assert ("at_bottom", True) in desk.timeline.calls
    pane.timeline.verticalScrollBar().setValue(5)
    assert [call for call in desk.timeline.calls if call[0] == "at_bottom"][-1][1] is False
    assert any(call[0] == "window_active" for call in desk.timeline.calls)


def test_hiding_the_window_is_told(pane: ChatPane, desk: Desk, qtbot: Any) -> None:
    pane.activateWindow()
    qtbot.waitUntil(lambda: ("window_active", True) in desk.timeline.calls, timeout=1000)
    pane.hide()
    assert desk.timeline.calls[-1] == ("window_active", False)


def test_older_rows_and_holes_are_asked_of_the_desk(pane: ChatPane, desk: Desk, qtbot: Any) -> None:
    hole = Hole(7, "x")
    opened(desk, hole, message(), reaches_start=False)
    qtbot.waitUntil(lambda: ("older",) in desk.timeline.calls, timeout=1000)
    act(pane, hole, "fill")
    assert ("fill", 7) in desk.timeline.calls


def test_choices_on_a_bubble_reach_the_desk(pane: ChatPane, desk: Desk) -> None:
    unsure, refused = outgoing(OutgoingState.UNCONFIRMED), outgoing(OutgoingState.REJECTED)
    opened(desk, unsure, refused)
    act(pane, unsure, "check")
    act(pane, unsure, "retry")
    act(pane, refused, "edit")
    assert desk.composer.calls == [
        ("check", unsure.local_id),
        ("retry", unsure.local_id),
        ("take_back", refused.local_id),
    ]


def test_discarding_asks_first(pane: ChatPane, desk: Desk) -> None:
    unsure = outgoing(OutgoingState.UNCONFIRMED)
    opened(desk, unsure)
    act(pane, unsure, "discard")
    assert desk.composer.calls == []
    dialog(pane, "discardDialog").reject()
    assert desk.composer.calls == []
    QApplication.sendPostedEvents(None, 52)
    act(pane, unsure, "discard")
    button = pane.window().findChildren(QPushButton, "confirmButton")[-1]
    button.click()
    assert desk.composer.calls == [("discard", unsure.local_id)]


def test_a_picture_opens_large_and_comes_later(pane: ChatPane, desk: Desk) -> None:
    picture = message(Image("https://p/1", 600, 400), kind=Kind.IMAGE)
    opened(desk, picture)
    act(pane, picture, "picture")
    viewer = dialog(pane, "pictureViewer")
    desk.images.held["https://p/1"] = png(600, 400)
    desk.images.ready.tell("https://p/1")
    assert viewer._image is not None  # type: ignore[attr-defined]
    viewer.grab()
    viewer.accept()


def test_a_film_that_cannot_be_watched_any_more_says_so(pane: ChatPane, desk: Desk) -> None:
    film = message(
        Video("https://v.tiktokcdn.com/a.mp4", "c", 540, 960, expires=NOON), kind=Kind.VIDEO
    )
    opened(desk, film)
    act(pane, film, "video")
    assert "expired" in pane.composer._told.text()


def test_a_long_message_unfolds_in_place_and_a_huge_one_in_a_window(
    pane: ChatPane, desk: Desk
) -> None:
    long, huge = message("dài " * 2000), message("x" * 200_000)
    opened(desk, long, huge)
    act(pane, long, "show_all")
    drawn = pane.timeline.rows.drawn(0)
    assert drawn.sheet.actions == []
    act(pane, huge, "show_all")
    viewer = dialog(pane, "textViewer")
    field = viewer.findChild(QPlainTextEdit, "wholeText")
    assert field is not None
    assert field.isReadOnly()
    assert field.toPlainText().replace("\n", "") == "x" * 200_000
    viewer.accept()


def test_the_menu_copies_and_offers_what_the_state_allows(pane: ChatPane, desk: Desk) -> None:
    said, refused = message("<b>Xin chào</b>"), outgoing(OutgoingState.REJECTED)
    opened(desk, said, refused)

    def texts(row: TimelineRow, action: Action | None = None) -> dict[str, Any]:
        shown = menu.show(pane.timeline, row, action, QPoint(0, 0), pane._outgoing)
        found = {a.text(): a for a in shown.actions() if a.text()}
        shown.hide()
        return found

    of_said = texts(said)
    of_said["Copy message"].trigger()
    assert QGuiApplication.clipboard().text() == "<b>Xin chào</b>"
    of_said["Copy with name and time"].trigger()
    assert "Nguyễn Thảo: <b>Xin chào</b>" in QGuiApplication.clipboard().text()
    assert "Discard" not in of_said
    of_refused = texts(refused)
    of_refused["Back to the text field"].trigger()
    assert desk.composer.calls == [("take_back", refused.local_id)]
    assert {"Send again", "Discard"} <= set(of_refused)
    link = Action("link", "x", "https://a.vn/x")
    assert {"Open link", "Copy link"} <= set(texts(said, link))


def test_the_keyboard_opens_the_menu(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message())
    pane.timeline.menu_wanted.emit(pane.timeline.rows.rows[0], None, QPoint(5, 5))
    found = pane.timeline.findChildren(QMenu, "messageMenu")
    assert found
    for each in found:
        each.hide()


def test_the_header_tells_only_what_is_out_of_the_ordinary(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message())
    shop = Shop("shop", "Thời trang Hà")
    desk.shops.rows.set((ShopRow(shop, ShopStatus("shop", ShopState.LIVE)),))
    assert pane.header.shown == ("Nguyễn Thảo", "Thời trang Hà")
    desk.shops.rows.set((ShopRow(shop, ShopStatus("shop", ShopState.OFFLINE)),))
    assert pane.header.shown[1] == "Thời trang Hà · No connection"


def test_no_label_guesses_markup(pane: ChatPane, desk: Desk) -> None:
    canary = "<img src='file:///x'><b>tên</b>"
    opened(desk, message(canary), outgoing(OutgoingState.REJECTED, canary, error_text=canary))
    named = ComposerState(composing().key, canary, canary, reason=canary, can_send=False)
    desk.composer.state.set(named)
    pane.composer.tell(canary)
    for label in pane.findChildren(QLabel):
        assert label.textFormat().name == "PlainText", label.objectName()


def test_theme_zoom_and_language_change_while_it_is_shown(
    pane: ChatPane, desk: Desk, qapp: QApplication
) -> None:
    opened(desk, *(message(role=Role.CUSTOMER_SERVICE) for _ in range(30)), outgoing())
    before = pane.grab().toImage()
    style.apply(qapp, tokens.load("dark", 150))
    after = pane.grab().toImage()
    assert before != after
    i18n.install("vi")
    QApplication.processEvents()
    assert pane.composer.send_button.text() == "Gửi"
    assert pane.timeline.at_bottom()


def test_after_close_watches_the_desk_is_not_heard(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message())
    pane.close_watches()
    desk.timeline.state.set(TimelineState(window=5))
    assert len(pane.timeline.rows) == 1


def test_every_control_can_be_found(pane: ChatPane, desk: Desk) -> None:
    opened(desk, message())
    for name in (
        "chatHeader",
        "timelineView",
        "jumpButton",
        "composer",
        "composerText",
        "sendButton",
        "attachButton",
        "emojiButton",
        "emptyChat",
    ):
        found = pane.findChild(object, name)
        assert found is not None, name
    assert pane.timeline.accessibleName() == "Messages with Nguyễn Thảo"
    assert pane.timeline.accessibleDescription() == "Còn hàng không ạ?"
