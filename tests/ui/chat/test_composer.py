"""The composer sends once, to whom it was typed for, and loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.timeline import ComposerState
from nobi_desktop.ui import words
from nobi_desktop.ui.chat.composer import Composer
from nobi_desktop.ui.chat.composer_text import LINES, MOST_PASTED
from nobi_desktop.ui.chat.emoji import ALL
from tests.ui.chat.desk import KEY, OTHER, Desk, composing, png

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def commit(composer: Composer, words: str) -> None:
    """Write `words` as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(composer.text, event)


def preedit(composer: Composer, words: str) -> None:
    """Let an input method be in the middle of `words`."""
    QApplication.sendEvent(composer.text, QInputMethodEvent(words, []))


def enter(composer: Composer, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(composer.text, Qt.Key.Key_Return, held)


def test_enter_sends_the_words_once_and_empties_the_field(composer: Composer, desk: Desk) -> None:
    assert not composer.send_button.isEnabled()
    commit(composer, "Dạ còn size L ạ, chị Ẫ Ỡ 🥰")
    assert composer.send_button.isEnabled()
    enter(composer)
    assert not composer.send_button.isEnabled()
    enter(composer)
    QTest.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)
    assert desk.composer.sent == [(KEY, "Dạ còn size L ạ, chị Ẫ Ỡ 🥰")]
    assert composer.text.toPlainText() == ""
    # The commit that queues the message clears its draft, not the field.
    assert desk.composer.drafts[-1] == (KEY, "Dạ còn size L ạ, chị Ẫ Ỡ 🥰")


def test_shift_enter_breaks_the_line(composer: Composer, desk: Desk) -> None:
    commit(composer, "một")
    enter(composer, Qt.KeyboardModifier.ShiftModifier)
    commit(composer, "hai")
    enter(composer)
    assert desk.composer.sent == [(KEY, "một\nhai")]


def test_with_ctrl_enter_chosen_enter_breaks_the_line(composer: Composer, desk: Desk) -> None:
    desk.preferences.settings.set(Settings(send_key="ctrl_enter"))
    commit(composer, "một")
    enter(composer)
    commit(composer, "hai")
    assert desk.composer.sent == []
    enter(composer, Qt.KeyboardModifier.ControlModifier)
    assert desk.composer.sent == [(KEY, "một\nhai")]


def test_enter_does_nothing_while_a_word_is_being_composed(composer: Composer, desk: Desk) -> None:
    commit(composer, "chào ")
    preedit(composer, "chi")
    enter(composer)
    enter(composer, Qt.KeyboardModifier.ShiftModifier)
    assert desk.composer.sent == []
    assert composer.text.toPlainText() == "chào "
    commit(composer, "chị")
    enter(composer)
    assert desk.composer.sent == [(KEY, "chào chị")]


def test_the_button_takes_a_word_that_is_being_composed_along(
    composer: Composer, desk: Desk
) -> None:
    commit(composer, "chào ")
    preedit(composer, "chị")
    composer.send()
    assert desk.composer.sent == [(KEY, "chào chị")]


def test_a_word_being_composed_is_kept_when_the_focus_goes(
    composer: Composer, desk: Desk, qtbot: Any
) -> None:
    composer.text.setFocus()
    preedit(composer, "chị")
    composer.text.clearFocus()
    composer.attach_button.setFocus()
    assert composer.text.whole_text() == "chị"
    assert desk.composer.drafts[-1] == (KEY, "chị")


def test_nothing_visible_is_not_sent(composer: Composer, desk: Desk) -> None:
    commit(composer, "  ")
    enter(composer, Qt.KeyboardModifier.ShiftModifier)
    enter(composer)
    assert desk.composer.sent == []


def test_the_counter_counts_utf16_and_over_the_limit_nothing_goes_or_is_lost(
    composer: Composer, desk: Desk
) -> None:
    commit(composer, "🥰" * 1000)
    assert composer._count.text() == "2000/2000"
    assert composer.send_button.isEnabled()
    commit(composer, "a")
    assert composer._count.text() == "2001/2000"
    assert not composer.send_button.isEnabled()
    assert "1" in composer._hint.text()
    enter(composer)
    assert desk.composer.sent == []
    assert composer.text.toPlainText() == "🥰" * 1000 + "a"
    assert desk.composer.drafts[-1] == (KEY, "🥰" * 1000 + "a")


def test_words_go_to_the_conversation_they_were_typed_in(composer: Composer, desk: Desk) -> None:
    commit(composer, "cho người thứ nhất")
    preedit(composer, "dở")
    desk.composer.state.set(composing(OTHER, "nháp cũ"))
    assert desk.composer.drafts[-1] == (KEY, "cho người thứ nhấtdở")
    assert composer.text.toPlainText() == "nháp cũ"
    assert all(key == KEY for key, _ in desk.composer.drafts)
    enter(composer)
    assert desk.composer.sent == [(OTHER, "nháp cũ")]


def test_opening_a_conversation_again_brings_its_draft_and_saves_nothing(
    composer: Composer, desk: Desk
) -> None:
    desk.composer.state.set(composing(OTHER, "nháp"))
    assert composer.text.toPlainText() == "nháp"
    assert desk.composer.drafts == []


def test_a_late_draft_never_overwrites_what_was_typed(composer: Composer, desk: Desk) -> None:
    desk.composer.state.set(composing(KEY, "đến muộn"))
    assert composer.text.toPlainText() == "đến muộn"
    commit(composer, " thêm")
    desk.composer.state.set(composing(KEY, "cũ"))
    assert composer.text.toPlainText() == "đến muộn thêm"
    enter(composer)
    desk.composer.state.set(composing(KEY, "đến muộn thêm"))
    assert composer.text.toPlainText() == ""


def test_returned_words_stand_above_a_newer_draft(composer: Composer, desk: Desk) -> None:
    commit(composer, "mới hơn")
    desk.composer.returned.tell((KEY, "không gửi được"))
    assert composer.text.toPlainText() == "không gửi được\nmới hơn"
    assert desk.composer.drafts[-1] == (KEY, "không gửi được\nmới hơn")


def test_words_returned_to_a_conversation_not_open_wait_for_it(
    composer: Composer, desk: Desk
) -> None:
    desk.composer.returned.tell((OTHER, "của người khác"))
    assert composer.text.toPlainText() == ""
    desk.composer.state.set(composing(OTHER, "nháp"))
    assert composer.text.toPlainText() == "của người khác\nnháp"
    assert desk.composer.drafts[-1] == (OTHER, "của người khác\nnháp")
    desk.composer.state.set(composing(KEY))
    desk.composer.state.set(composing(OTHER, "của người khác\nnháp"))
    assert composer.text.toPlainText() == "của người khác\nnháp"


def test_a_closed_conversation_says_why_and_sends_nothing(composer: Composer, desk: Desk) -> None:
    commit(composer, "giữ lại")
    desk.composer.state.set(composing(KEY, can_send=False, reason="45109001"))
    assert not composer.send_button.isEnabled()
    assert not composer.attach_button.isEnabled()
    assert composer.text.isReadOnly()
    assert composer.text.toPlainText() == "giữ lại"
    assert composer._hint.text()
    enter(composer)
    assert desk.composer.sent == []


def test_pasting_takes_plain_words_alone_and_not_without_end(
    composer: Composer, desk: Desk
) -> None:
    source = QMimeData()
    source.setHtml("<b>đậm</b><img src='file:///x'>")
    source.setText("đậm\r\nhai\u2029ba\x00\x1b")
    composer.text.insertFromMimeData(source)
    assert composer.text.toPlainText() == "đậm\nhai\nba"
    composer.text.put("")
    huge = QMimeData()
    huge.setText("x" * 300_000)
    composer.text.insertFromMimeData(huge)
    assert len(composer.text.toPlainText()) == MOST_PASTED
    assert composer._told.isVisible()


def test_enter_with_nothing_to_send_goes_on_to_the_next(
    composer: Composer, desk: Desk, qtbot: Any
) -> None:
    went: list[bool] = []
    composer.next_wanted.connect(lambda: went.append(True))
    commit(composer, "Dạ còn ạ")
    enter(composer)
    assert (len(desk.composer.sent), went) == (1, [])
    enter(composer)
    assert (len(desk.composer.sent), went) == (1, [True])
    enter(composer, Qt.KeyboardModifier.ShiftModifier)
    composer.text.put("  \n ")
    enter(composer)
    assert (len(desk.composer.sent), went) == (1, [True, True])


def test_enter_goes_nowhere_while_a_word_is_composed_or_a_picture_waits(
    composer: Composer, desk: Desk, qtbot: Any
) -> None:
    went: list[bool] = []
    composer.next_wanted.connect(lambda: went.append(True))
    preedit(composer, "chi")
    enter(composer)
    preedit(composer, "")
    source = QMimeData()
    source.setImageData(QImage.fromData(png(60, 40)))
    composer.text.insertFromMimeData(source)
    assert composer.strip.isVisible()
    enter(composer)
    assert went == []
    # A key that is held down goes on but once.
    composer._drop_pictures()
    QTest.keyPress(composer.text, Qt.Key.Key_Return)
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
        "\r",
        True,
    )
    QApplication.sendEvent(composer.text, held)
    QApplication.sendEvent(composer.text, held)
    assert went == [True]
    assert desk.composer.sent == []
    desk.composer.state.set(ComposerState())
    enter(composer)
    assert went == [True]


def pictures(desk: Desk) -> list[tuple[Any, ...]]:
    return [call for call in desk.composer.calls if call[0] == "send_image"]


def test_a_pasted_picture_is_looked_at_before_it_is_sent(
    composer: Composer, desk: Desk, qtbot: Any
) -> None:
    source = QMimeData()
    source.setImageData(QImage.fromData(png(60, 40)))
    composer.text.insertFromMimeData(source)
    assert composer.strip.isVisible()
    assert [c for c in desk.composer.calls if c[0] == "send_image"] == []
    button = composer.findChild(QPushButton, "sendPictures")
    assert button is not None
    button.click()
    button.click()
    qtbot.waitUntil(lambda: bool(pictures(desk)))
    sent = [c for c in desk.composer.calls if c[0] == "send_image"]
    assert len(sent) == 1
    assert sent[0][1:3] == (KEY, None)
    assert QImage.fromData(sent[0][3]).width() == 60
    assert not composer.strip.isVisible()


def test_dropped_files_stay_with_their_conversation(
    composer: Composer, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    file = tmp_path / "bảng size.png"
    file.write_bytes(png(80, 80))
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(file))])
    composer.take_media(source)
    desk.composer.state.set(composing(OTHER))
    assert not composer.strip.isVisible()
    composer._send_pictures()
    desk.composer.state.set(composing(KEY))
    assert composer.strip.isVisible()
    composer.strip.removed.emit(0)
    assert not composer.strip.isVisible()
    composer.take_media(source)
    composer._send_pictures()
    qtbot.waitUntil(lambda: bool(pictures(desk)))
    assert [c for c in desk.composer.calls if c[0] == "send_image"] == [
        ("send_image", KEY, str(file), None)
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.gif", b"GIF89a......", "GIF"),
        ("a.png", b"GIF89a......", "GIF"),
        ("a.mp4", b"....ftypmp42", "Video"),
        ("a.pdf", b"%PDF-1.7 ...", "file"),
        ("a.webp", b"RIFF....WEBP", "PNG"),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", "read"),
        ("a.svg", b"<svg xmlns=''/>", "file"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_reason(
    composer: Composer, desk: Desk, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(file))])
    composer.text.insertFromMimeData(source)
    assert not composer.strip.isVisible()
    assert said in composer._told.text()


def test_a_refusal_of_the_desk_is_told(composer: Composer, desk: Desk) -> None:
    desk.composer.refused.tell((KEY, "picture_gif"))
    assert "GIF" in composer._told.text()


def test_files_are_chosen_without_waiting_and_for_their_conversation(
    composer: Composer, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png(30, 30))
    composer.attach_button.click()
    dialog = composer.window().findChild(QFileDialog, "pictureDialog")
    assert dialog is not None
    desk.composer.state.set(composing(OTHER))
    dialog.filesSelected.emit([str(file)])
    assert not composer.strip.isVisible()
    desk.composer.state.set(composing(KEY))
    assert composer.strip.isVisible()
    dialog.reject()


def test_the_field_grows_to_eight_lines(composer: Composer) -> None:
    one = composer.text.height()
    heights = []
    for _ in range(12):
        composer.text.insertPlainText("dòng\n")
        heights.append(composer.text.height())
    assert heights[0] > one
    assert heights[LINES - 2] == heights[-1]
    composer.text.put("")
    assert composer.text.height() == one


def test_an_emoji_is_put_where_the_cursor_is(composer: Composer) -> None:
    commit(composer, "cảm ơn ")
    composer.emoji_button.click()
    assert composer._popup is not None
    composer._popup._buttons[5].click()
    assert composer.text.toPlainText() == "cảm ơn " + ALL[5]
    assert len(ALL) == len(set(ALL)) == 120


def test_every_control_has_a_name(composer: Composer) -> None:
    for widget in (
        composer.text,
        composer.send_button,
        composer.attach_button,
        composer.emoji_button,
    ):
        assert widget.objectName()
        assert widget.accessibleName()


def test_a_paused_shop_says_that_what_is_sent_waits(composer: Composer, desk: Desk) -> None:
    desk.composer.state.set(composing(KEY, reason="paused"))
    assert composer._hint.text() == words.composer_hint("paused") != ""
    commit(composer, "Dạ")
    enter(composer)
    assert [sent[-1] for sent in desk.composer.sent] == ["Dạ"]
    desk.composer.state.set(composing(KEY))
    assert composer._hint.text() != words.composer_hint("paused")
