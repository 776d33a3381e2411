"""The response rules and the shift: shown, changed, refused where they cannot be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import OTHERS, Settings
from nobi_desktop.ui import i18n
from nobi_desktop.ui.dialogs.rules import RulesDialog
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes
from tests.ui.dialogs import nothing_clipped, press, small_window, trouble

# The off-screen platform says so for each window whose size is set while it is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def opened(window: MainWindow) -> Callable[[], RulesDialog]:
    def open_it() -> RulesDialog:
        return dialogs.opened(window, RulesDialog, "rules")

    return open_it


def test_the_rules_of_now_are_shown(opened: Callable[[], RulesDialog], desk: fakes.Desk) -> None:
    desk.preferences.change(response_hours=(("TH", 8), (OTHERS, 20)), shift_start="22:00")
    dialog = opened()
    shown = {market: hours.entry.text() for market, hours in dialog.hours.items()}
    assert shown == {
        "VN": "12",
        "TH": "8",
        "ID": "12",
        "MY": "12",
        "PH": "12",
        "SG": "12",
        "US": "24",
        OTHERS: "20",
    }
    assert (dialog.start.text(), dialog.end.text()) == ("22:00", "17:00")
    assert dialog.findChild(QLabel, "shiftLength").text() == "19 hours, past midnight"


def test_only_what_is_not_the_default_is_kept(
    opened: Callable[[], RulesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.preferences.change(response_hours=(("GB", 6), ("TH", 8)))
    dialog = opened()
    dialog.hours["TH"].entry.setText("12")
    dialog.hours["US"].entry.setText(" 48 ")
    dialog.hours[OTHERS].entry.setText("168")
    dialog.start.entry.setText("22h30")
    dialog.end.entry.setText("6")
    press(qtbot, dialog, "saveRules")
    kept = desk.preferences.settings.value
    # A market that this dialog does not show keeps its rule.
    assert dict(kept.response_hours) == {"GB": 6, "US": 48, OTHERS: 168}
    assert (kept.shift_start, kept.shift_end) == ("22:30", "06:00")
    assert kept.hours_for("fr") == 168
    assert kept.hours_for("vn") == 12
    assert Settings.from_json(kept.to_json()) == kept
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", ["0", "169", "", "abc", "1.5", "-3", "９"])
def test_hours_that_cannot_be_are_explained_and_nothing_is_lost(
    opened: Callable[[], RulesDialog], qtbot: QtBot, desk: fakes.Desk, text: str
) -> None:
    before = desk.preferences.settings.value
    dialog = opened()
    dialog.hours["MY"].entry.setText(text)
    dialog.hours["TH"].entry.setText("9")
    dialog.start.entry.setText("7h")
    press(qtbot, dialog, "saveRules")
    assert trouble(dialog) == "Malaysia: enter whole hours from 1 to 168."
    assert dialog.hours["MY"].entry.property("wrong")
    assert dialog.hours["MY"].entry.text() == text
    assert (dialog.hours["TH"].entry.text(), dialog.start.text()) == ("9", "7h")
    assert desk.preferences.settings.value == before
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.hours["MY"].entry, "3")
    assert not dialog.hours["MY"].entry.property("wrong")
    assert trouble(dialog) == ""


@pytest.mark.parametrize("text", ["", "25", "8:99", "sáng"])
def test_times_that_cannot_be_are_explained(
    opened: Callable[[], RulesDialog], qtbot: QtBot, desk: fakes.Desk, text: str
) -> None:
    before = desk.preferences.settings.value
    dialog = opened()
    dialog.end.entry.setText(text)
    press(qtbot, dialog, "saveRules")
    assert trouble(dialog) == "Enter a time of the day, such as 08:30 or 22:00."
    assert dialog.end.entry.property("wrong")
    assert dialog.end.entry.text() == text
    assert desk.preferences.settings.value == before


def test_the_defaults_come_back_and_are_kept_only_when_saved(
    opened: Callable[[], RulesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.preferences.change(response_hours=(("VN", 3),), shift_start="01:00")
    dialog = opened()
    press(qtbot, dialog, "resetRules")
    assert dialog.hours["VN"].entry.text() == "12"
    assert desk.preferences.settings.value.response_hours == (("VN", 3),)
    press(qtbot, dialog, "saveRules")
    assert desk.preferences.settings.value.response_hours == ()
    assert desk.preferences.settings.value.shift_start == "08:00"


def test_closing_keeps_nothing(
    opened: Callable[[], RulesDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened()
    dialog.hours["VN"].entry.setText("5")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.preferences.settings.value.response_hours == ()


@pytest.mark.parametrize("zoom", [100, 160])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, zoom: int
) -> None:
    window = small_window(make_window, desk, zoom)
    dialog = dialogs.opened(window, RulesDialog, "rules")
    nothing_clipped(dialog, "saveRules", "closeButton", "resetRules")


def test_it_changes_its_language_and_keeps_what_is_written(
    opened: Callable[[], RulesDialog], qtbot: QtBot
) -> None:
    dialog = opened()
    dialog.hours["VN"].entry.setText("7")
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Thời hạn trả lời và ca làm")
    assert dialog.hours["VN"].entry.text() == "7"
