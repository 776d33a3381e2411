"""Branches: made, changed, put in order and deleted, and filled by ticking shops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.branch import Branch
from nobi_desktop.ui import i18n
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.branches import BranchesDialog
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes, shops
from tests.ui.dialogs import LEFT, nothing_clipped, press, small_window, stands_within
from tests.ui.test_hostile import TEXTS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., BranchesDialog]:
    def open_it(about: str = "", name: str = "branches") -> BranchesDialog:
        desk.tell((), (shops.row(0, branch="b1"), shops.row(1, branch="b2"), shops.row(2)))
        return dialogs.watched(dialogs.opened(window, BranchesDialog, name, about, name="branches"))

    return open_it


def write(dialog: BranchesDialog, **words: str) -> None:
    for name, text in words.items():
        field = getattr(dialog, name)
        field.entry.selectAll()
        shops.write(field.entry, text)


def test_the_first_branch_is_made_with_its_shops(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    assert dialog.name.entry.hasFocus() or dialog.focusWidget() is dialog.name.entry
    assert not dialog.findChild(QPushButton, "saveBranch").isEnabled()
    write(dialog, name=" Cần Thơ ", representative="Lê Phú", phone="09", description="Kho")
    qtbot.mouseClick(dialog.findChild(TickRow, "tick_s2"), LEFT)
    press(qtbot, dialog, "saveBranch")
    assert desk.branches.rows.value == (Branch("b1", "Cần Thơ", "Lê Phú", "09", "Kho"),)
    assert desk.shops.calls == [("set_branch", "s2", "b1")]
    assert dialog.list.current() == "b1"


def test_a_branch_for_a_shop_of_the_rail(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("s2", "new_branch")
    assert dialog.ticks.chosen() == ("s2",)
    write(dialog, name="Huế")
    press(qtbot, dialog, "saveBranch")
    assert desk.shops.calls == [("set_branch", "s2", "b3")]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Sài Gòn", "This name is taken. Choose another."), (" ", "Enter a name.")],
)
def test_a_name_that_cannot_be(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk, name: str, told: str
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("b1")
    write(dialog, name=name)
    press(qtbot, dialog, "saveBranch")
    assert dialog.findChild(QLabel, "troubleText").text() == told
    assert dialog.name.entry.property("wrong")
    dialog.close()
    assert desk.branches.rows.value == shops.BRANCHES


def test_what_was_written_is_kept_when_another_is_chosen(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    kept = replace(shops.BRANCHES[0], description="hai\ndòng")
    desk.branches.rows.set((kept, shops.BRANCHES[1]))
    dialog = opened("b1")
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Down)
    assert desk.branches.rows.value[0] == kept
    write(dialog, phone="0909")
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Up)
    assert desk.branches.rows.value[1].phone == "0909"
    write(dialog, representative="Mai")
    dialog.close()
    assert desk.branches.rows.value[0] == replace(kept, representative="Mai")


def test_ticking_sets_a_shops_branch(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("b1")
    assert dialog.ticks.chosen() == ("s0",)
    other = dialog.findChild(TickRow, "tick_s1")
    assert other.accessibleDescription() == "now in Sài Gòn"
    qtbot.mouseClick(other, LEFT)
    qtbot.mouseClick(dialog.findChild(TickRow, "tick_s0"), LEFT)
    assert desk.shops.calls == [("set_branch", "s1", "b1"), ("set_branch", "s0", "")]
    assert dialog.findChild(QLabel, "branchMembers").text() == "Shops of this branch: 1"


def test_deleting_says_how_many_shops_it_touches(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("b2")
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Delete)
    asked = dialog.findChild(QDialog, "deleteBranchDialog")
    said = [label.text() for label in asked.findChildren(QLabel)]
    assert "1 shop belongs to it. It stays, and is in no branch then." in said
    assert desk.branches.rows.value == shops.BRANCHES
    qtbot.mouseClick(asked.findChild(QPushButton, "confirmButton"), LEFT)
    assert desk.branches.rows.value == shops.BRANCHES[:1]
    assert dialog.name.text() == ""


def test_the_order_is_asked_for(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("b1")
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Up, CTRL | SHIFT)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Down, CTRL | SHIFT)
    assert desk.branches.calls == [("arrange", "b2", "b1")]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_words_stay_letters(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk, text: str
) -> None:
    kept = Branch("b1", text, text, text, text)
    desk.branches.rows.set((kept, Branch("b2", text)))
    dialog = opened("b1")
    dialog.grab()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for button in dialog.findChildren(QAbstractButton):
        assert "\n" not in button.text()
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Down)
    dialog.close()
    # Looking at what was kept changes nothing of it.
    assert desk.branches.rows.value[0] == kept


@pytest.mark.parametrize("zoom", [100, 160])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    window = small_window(make_window, desk, zoom, "light")
    desk.branches.rows.set(shops.BRANCHES)
    desk.tell((), shops.rows(30))
    dialog = dialogs.opened(window, BranchesDialog, "branches", "b1")
    nothing_clipped(dialog, "closeButton", "saveBranch")
    stands_within(dialog, "branchListNew")
    for field in (dialog.name, dialog.representative, dialog.phone, dialog.description):
        assert field.entry.height() >= field.entry.minimumHeight()
        assert field.rect().contains(field.entry.geometry())


def test_it_changes_its_language(
    opened: Callable[..., BranchesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.branches.rows.set(shops.BRANCHES)
    dialog = opened("b1")
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Chi nhánh")
    assert dialog.name.entry.accessibleName() == "Tên chi nhánh"
    assert dialog.findChild(QPushButton, "saveBranch").text() == "Lưu"
