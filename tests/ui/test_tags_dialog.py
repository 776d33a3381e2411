"""Tags are named, coloured, put in order, merged and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.tag import TAG_COLOURS, Tag
from nobi_desktop.ui import i18n
from nobi_desktop.ui.dialogs.tags import TagsDialog
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes, shops
from tests.ui.dialogs import LEFT, nothing_clipped, press, small_window
from tests.ui.test_hostile import TEXTS

# The off-screen platform says so for each window whose size is set while it is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TAGS = tuple(
    Tag(f"t{n}", name, TAG_COLOURS[n], n)
    for n, name in enumerate(("VIP", "Đổi trả", "Hỏi size", "Sỉ"))
)


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., TagsDialog]:
    def open_it(*tags: Tag, about: str = "") -> TagsDialog:
        desk.tags.rows.set(tags)
        desk.tags.counts.set((("t0", 12), ("t1", 1)))
        return dialogs.watched(dialogs.opened(window, TagsDialog, "tags", about))

    return open_it


def write(dialog: TagsDialog, text: str) -> None:
    dialog.name.entry.selectAll()
    shops.write(dialog.name.entry, text)


def test_each_tag_tells_its_conversations_and_its_key(opened: Callable[..., TagsDialog]) -> None:
    many = tuple(Tag(f"t{n}", f"Thẻ {n}", position=n) for n in range(10))
    dialog = opened(*many)
    hints = [entry.hint for entry in dialog.list.rows.rows]
    assert hints[:2] == ["12 conversations · Alt+1", "1 conversation · Alt+2"]
    assert hints[8:] == ["0 conversations · Alt+9", "0 conversations"]
    local = dialog.findChild(QLabel, "tagsAreLocal")
    assert local.text() == "Tags are kept in Nobi on this computer; TikTok does not see them."


def test_the_first_tag_is_made(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    save = dialog.findChild(QPushButton, "saveTag")
    assert not save.isEnabled()
    assert not dialog.findChild(QPushButton, "mergeTags").isVisible()
    write(dialog, "VIP")
    qtbot.mouseClick(dialog.findChild(QAbstractButton, f"swatch_{TAG_COLOURS[3][1:]}"), LEFT)
    press(qtbot, dialog, "saveTag")
    assert desk.tags.rows.value == (Tag("t1", "VIP", TAG_COLOURS[3], 0),)
    assert dialog.list.current() == "t1"


def test_a_new_tag_takes_a_colour_that_is_free(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*TAGS)
    press(qtbot, dialog, "tagListNew")
    write(dialog, "Mới")
    press(qtbot, dialog, "saveTag")
    assert desk.tags.rows.value[-1].colour == TAG_COLOURS[4]


@pytest.mark.parametrize(
    ("name", "said"), [("vip", "This name is taken. Choose another."), ("  ", "")]
)
def test_a_name_that_cannot_be_is_explained_and_kept(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk, name: str, said: str
) -> None:
    dialog = opened(*TAGS)
    press(qtbot, dialog, "tagListNew")
    write(dialog, name)
    if not said:
        assert not dialog.findChild(QPushButton, "saveTag").isEnabled()
        return
    press(qtbot, dialog, "saveTag")
    assert dialog.findChild(QLabel, "troubleText").text() == said
    assert dialog.name.text() == name
    assert dialog.name.entry.property("wrong")
    assert desk.tags.rows.value == TAGS


def test_a_tag_is_renamed_and_recoloured(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*TAGS, about="t1")
    assert dialog.name.text() == "Đổi trả"
    qtbot.mouseClick(dialog.findChild(QAbstractButton, f"swatch_{TAG_COLOURS[7][1:]}"), LEFT)
    assert desk.tags.rows.value[1] == replace(TAGS[1], colour=TAG_COLOURS[7])
    write(dialog, "Đổi")
    press(qtbot, dialog, "saveTag")
    assert desk.tags.rows.value[1].name == "Đổi"
    # What is written is kept when another tag is chosen, unless it cannot be.
    write(dialog, "Đổi hàng")
    dialog.list.chosen.emit("t0")
    assert desk.tags.rows.value[1].name == "Đổi hàng"
    write(dialog, "Đổi hàng")
    dialog.close()
    assert desk.tags.rows.value[0].name == "VIP"


def test_keys_and_buttons_put_tags_in_order(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*TAGS)
    dialog.list.view.setFocus()
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Down, CTRL_SHIFT)
    qtbot.mouseClick(dialog.findChild(QToolButton, "tagListDown"), LEFT)
    assert desk.tags.calls == [("arrange", "t1", "t0", "t2", "t3")] * 2


def test_a_tag_is_merged_into_another(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened(*TAGS)
    assert [dialog.target.itemData(n) for n in range(dialog.target.count())] == ["t1", "t2", "t3"]
    dialog.target.setCurrentIndex(1)
    write(dialog, "half a new na")
    press(qtbot, dialog, "mergeTags")
    asked = dialog.findChild(QDialog, "mergeTagsDialog")
    words = [label.text() for label in asked.findChildren(QLabel)]
    assert "VIP → Hỏi size" in words
    assert any(said.startswith("12 conversations get the second tag") for said in words)
    press(qtbot, asked, "confirmButton")
    assert desk.tags.calls == [("merge", "t0", "t2")]
    assert dialog.list.current() == "t2"
    assert [tag.name for tag in desk.tags.rows.value] == ["Đổi trả", "Hỏi size", "Sỉ"]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("t0", "12 conversations lose it. The conversations themselves stay."),
        ("t2", "No conversation has it."),
    ],
)
def test_deleting_says_what_it_costs(
    opened: Callable[..., TagsDialog], qtbot: QtBot, desk: fakes.Desk, tag: str, said: str
) -> None:
    dialog = opened(*TAGS, about=tag)
    qtbot.mouseClick(dialog.findChild(QToolButton, "tagListDelete"), LEFT)
    asked = dialog.findChild(QDialog, "deleteTagDialog")
    assert said in [label.text() for label in asked.findChildren(QLabel)]
    press(qtbot, asked, "cancelButton")
    assert desk.tags.calls == []
    qtbot.mouseClick(dialog.findChild(QToolButton, "tagListDelete"), LEFT)
    press(qtbot, dialog.findChildren(QDialog, "deleteTagDialog")[-1], "confirmButton")
    assert desk.tags.calls == [("delete", tag)]


def test_a_tag_that_goes_meanwhile_leaves_an_empty_form(
    opened: Callable[..., TagsDialog], desk: fakes.Desk
) -> None:
    dialog = opened(*TAGS, about="t1")
    desk.tags.rows.set(TAGS[:1])
    assert dialog.name.text() == ""
    assert dialog.findChild(QPushButton, "saveTag").text() == "Create"
    desk.tags.rows.set(())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_names_stay_letters(
    opened: Callable[..., TagsDialog], desk: fakes.Desk, text: str
) -> None:
    dialog = opened(replace(TAGS[0], name=text, colour=text), replace(TAGS[1], name=text))
    dialog.grab()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    dialog.close()
    # Only looking at it changes no name.
    assert desk.tags.rows.value[0].name == text


@pytest.mark.parametrize("zoom", [100, 160])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    window = small_window(make_window, desk, zoom)
    desk.tags.rows.set(TAGS)
    dialog = dialogs.opened(window, TagsDialog, "tags")
    nothing_clipped(dialog, "saveTag", "closeButton", "tagListNew", "mergeTags")


def test_it_changes_its_language(opened: Callable[..., TagsDialog], qtbot: QtBot) -> None:
    dialog = opened(*TAGS)
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Thẻ")
    assert dialog.list.rows.rows[0].hint == "12 hội thoại · Alt+1"
