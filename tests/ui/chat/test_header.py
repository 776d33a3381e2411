"""The head of the chat: what is due, tags, reminder, and commands at every width."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nobi_desktop.domain.conversation import Buyer, ConversationRow
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import keys
from nobi_desktop.ui.chat.pane import ChatPane
from nobi_desktop.ui.tag_menu import TagMenu
from tests.ui import fakes
from tests.ui.chat.desk import KEY, OTHER, Desk, message, opened, state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TAGS = tuple(Tag(f"t{n}", f"Khiếu nại giao hàng {n}") for n in range(5))
BUYER = Buyer("im", "user", "Nguyễn Thảo")


def about(**fields: Any) -> ConversationRow:
    return fakes.row(0)._replace(key=KEY, buyer=BUYER, **fields)


class Wide(Desk):
    """The chat's desk with the parts that its menus read."""

    def __init__(self) -> None:
        super().__init__()
        whole = fakes.Desk()
        self.inbox, self.due, self.undo = whole.inbox, whole.due, whole.undo


@pytest.fixture
def desk() -> Wide:
    return Wide()


@pytest.fixture
def pane(pane: ChatPane, desk: Wide) -> ChatPane:
    pane.resize(800, 700)
    desk.tags.rows.set(TAGS)
    desk.timeline.about.set(about())
    opened(desk, message())
    return pane


def click(pane: ChatPane, name: str) -> None:
    QTest.mouseClick(pane.header.buttons[name], Qt.MouseButton.LeftButton)


def entries(menu: QMenu) -> dict[str, Any]:
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_needs_no_answer_is_a_switch(pane: ChatPane, desk: Wide) -> None:
    desk.timeline.about.set(about(unanswered=True))
    button = pane.header.buttons["settle"]
    assert not button.isChecked()
    click(pane, "settle")
    assert desk.marks.calls == [("settle", (KEY,))]
    # The desk says how it stands, not the click.
    desk.timeline.about.set(about())
    assert button.isChecked()
    click(pane, "settle")
    assert desk.marks.calls[-1] == ("unsettle", (KEY,))


def test_the_bell_tells_its_time_and_opens_its_menu(pane: ChatPane, desk: Wide) -> None:
    assert "Remind me later" in pane.header.buttons["remind"].accessibleName()
    desk.timeline.about.set(about(remind_at=int(time.time()) + 86_400 * 40))
    assert pane.header.buttons["remind"].accessibleName().startswith("Reminder: ")
    click(pane, "remind")
    menu = pane.findChild(QMenu, "remindMenu")
    desk.timeline.state.set(state(message(), key=OTHER))
    entries(menu)["remind_never"].trigger()
    assert desk.marks.calls == [("forget", (KEY,))]
    menu.close()


def test_a_row_of_another_conversation_is_not_shown(pane: ChatPane, desk: Wide) -> None:
    desk.timeline.about.set(about(tags=("t0",), remind_at=4_000_000_000, unanswered=True))
    assert not pane.header.tags.isHidden()
    desk.timeline.state.set(state(message(), key=OTHER))
    assert pane.header.tags.isHidden()
    assert "Remind me later" in pane.header.buttons["remind"].accessibleName()
    assert "waits" not in pane.header.accessibleName()


@pytest.mark.parametrize(
    ("left", "said"), [(20 * 3600, "20 h left"), (600, "min left"), (-7300, "overdue 2 h")]
)
def test_the_countdown_is_said_too(pane: ChatPane, desk: Wide, left: int, said: str) -> None:
    now = int(time.time())
    desk.timeline.about.set(
        about(unanswered=True, waiting_since=now - 3600, deadline=now + left + 30)
    )
    assert said in pane.header.accessibleName()


def test_tags_open_their_menu_for_this_conversation(pane: ChatPane, desk: Wide) -> None:
    desk.timeline.about.set(about(tags=("t1", "t3")))
    assert pane.header.tags.accessibleName().endswith("giao hàng 1, Khiếu nại giao hàng 3")
    pane.header.tags.click()
    menu = pane.findChild(TagMenu)
    assert menu._keys == (KEY,)
    menu.close()


@pytest.mark.parametrize("width", [400, 420, 559, 560, 800])
@pytest.mark.parametrize("name", ["Ng", "Hoàng Thị Mỹ Duyên Nguyễn Phạm Trần Lê"])
def test_nothing_is_clipped_and_what_has_no_room_is_under_more(
    pane: ChatPane, desk: Wide, width: int, name: str
) -> None:
    pane.resize(width, 700)
    buyer = Buyer("im", "user", name)
    desk.timeline.about.set(about(tags=("t0", "t1", "t2"))._replace(buyer=buyer))
    desk.timeline.state.set(replace(state(message()), buyer=buyer))
    header = pane.header
    QApplication.processEvents()
    shown = [button for button in header.buttons.values() if button.isVisible()]
    for button in shown:
        assert header.rect().contains(button.geometry())
    assert not header.tags.isHidden()
    assert header.tags.geometry().right() < min(b.geometry().left() for b in shown)
    click(pane, "more")
    menu = pane.findChildren(QMenu, "headerMenu")[-1]
    hidden = {entry.removeprefix("more_") for entry in entries(menu)} & set(header.buttons)
    assert hidden | {n for n, b in header.buttons.items() if b.isVisible()} == set(header.buttons)
    menu.close()


def test_more_is_bound_to_the_conversation_it_was_opened_in(pane: ChatPane, desk: Wide) -> None:
    click(pane, "more")
    menu = pane.findChild(QMenu, "headerMenu")
    desk.timeline.state.set(state(message(), key=OTHER))
    entries(menu)["more_unread"].trigger()
    assert desk.marks.calls == [("mark_unread", (KEY,))]
    entries(menu)["more_copy_name"].trigger()
    assert QGuiApplication.clipboard().text() == "Nguyễn Thảo"
    entries(menu)["more_copy_id"].trigger()
    assert QGuiApplication.clipboard().text() == "user"
    menu.close()


def test_every_button_is_reached_by_tab_and_tells_its_key(pane: ChatPane, desk: Wide) -> None:
    before = {name: keys.of(name) for name in ("find", "remind")}
    keys.use({"find": "Ctrl+F", "remind": "F9"})
    try:
        for button in (*pane.header.buttons.values(), pane.header.tags):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert button.accessibleName()
        assert "Ctrl+F" in pane.header.buttons["find"].toolTip()
        assert "F9" in pane.header.buttons["remind"].toolTip()
    finally:
        keys.use(before)


def test_a_click_on_a_button_leaves_the_keyboard_with_the_answer(
    qtbot: Any, pane: ChatPane, desk: Wide
) -> None:
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.focus_composer()
    click(pane, "settle")
    assert pane.composer.text.hasFocus()
    assert pane.header.childAt(QPoint(5, 5)) is None


def test_nothing_is_offered_where_nobody_is_open(pane: ChatPane, desk: Wide) -> None:
    from nobi_desktop.domain.timeline import TimelineState

    desk.timeline.state.set(TimelineState())
    desk.timeline.about.set(None)
    assert all(button.isHidden() for button in pane.header.buttons.values())
    assert pane.header.tags.isHidden()
