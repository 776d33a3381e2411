"""The keys of commands: which are refused, which are in force, and who tells them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nobi_desktop.ui import actions, keys
from nobi_desktop.ui.actions import COMMANDS, FIXED, Overrides
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

ROWS = tuple(fakes.row(n) for n in range(20))
SHOPS = tuple(fakes.tile(n) for n in range(3))


def set_keys(desk: fakes.Desk, overrides: Overrides) -> None:
    desk.preferences.settings.set(replace(desk.preferences.settings.value, keys=overrides))


def keys_at(window: MainWindow, name: str) -> list[str]:
    action = window.findChild(QAction, f"action_{name}")
    return [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        *((key, "typing") for key in ("A", "J", "ê", "1", "Space", "Return", "Enter", "Backspace")),
        *((key, "typing") for key in ("Shift+A", "Shift+J", "Tab", "Del", "Left")),
        *((key, "typing") for key in ("Ctrl+C", "Ctrl+V", "Ctrl+Z", "Ctrl+Return")),
        *((key, "typing") for key in ("Ctrl+Alt+E", "Ctrl+Alt+Q", "Ctrl+Alt+Shift+Q")),
        *((key, "system") for key in ("Ctrl+Space", "Meta+Space", "Alt+F4", "Alt+Tab", "Esc")),
        *((key, "system") for key in ("Hangul", "Kanji", "Ctrl+Zenkaku Hankaku", "Volume Up")),
        *((key, "none") for key in ("", "Ctrl+K, Ctrl+J", "Ctrl+Nonsense", "\x00", "Ctrl+Shift+")),
        *((key, "") for key in ("Ctrl+L", "Alt+Q", "F5", "F7", "Shift+F5")),
        *((key, "") for key in ("Ctrl+Shift+L", "Meta+L")),
        ("Ctrl+K", "taken:switcher"),
        ("Ctrl+J", "taken:next_unanswered"),
        ("Ctrl+F", ""),
    ],
)
def test_keys_that_write_or_belong_to_others_are_refused(key: str, code: str) -> None:
    assert actions.problem("find", key, ()) == code


def test_no_default_is_one_that_would_be_refused() -> None:
    for command in COMMANDS:
        for key in command.keys:
            if command.name != "composer":
                assert actions.problem(command.name, key, ()) == "", command.name
    names = [command.name for command in (*COMMANDS, *FIXED)]
    assert len(names) == len(set(names))
    assert {command.group for command in (*COMMANDS, *FIXED)} == set(actions.GROUPS)


def test_a_key_is_taken_from_whoever_had_it_and_can_be_given_back() -> None:
    taken = actions.with_key("find", "Ctrl+K", ())
    assert actions.keys_of("find", taken) == ("Ctrl+K",)
    assert actions.keys_of("switcher", taken) == ()
    assert actions.problem("switcher", "Ctrl+K", taken) == "taken:find"
    # The default stays with whom it was given to; it is told whose it is.
    again, other = actions.restored("switcher", taken)
    assert other == "find"
    assert actions.keys_of("find", again) == ("Ctrl+K",)
    for held in (taken, again):
        back, other = actions.restored("find", held)
        assert (actions.keys_of("find", back), other) == (("Ctrl+F",), "")
        assert actions.restored("switcher", back) == ((), "")


def test_an_unknown_command_in_the_settings_changes_nothing() -> None:
    strange = (("no_such_command", "Ctrl+J"),)
    assert actions.keys_of("next_unanswered", strange) == ("Ctrl+J",)
    assert actions.problem("due", "Ctrl+J", strange) == "taken:next_unanswered"


def test_one_of_two_keys_can_be_taken() -> None:
    taken = actions.with_key("sort", "Ctrl+PgDown", ())
    assert actions.keys_of("next_conversation", taken) == ("Ctrl+Tab",)


@pytest.mark.parametrize(
    "overrides",
    [
        (("find", "A Space Ctrl+L"), ("sort", "Ctrl+L"), ("unheard_of", "Ctrl+K")),
        (("find", "Ctrl+K"), ("sort", "Ctrl+K"), ("find", "Ctrl+J")),
        (("switcher", "Esc"), ("due", "\x00 Ctrl+Alt+X  ,,,")),
        (("side_panel", "Ctrl+K Ctrl+J"), ("find", "Ctrl+J")),
    ],
)
def test_no_two_commands_ever_have_one_key(overrides: Overrides) -> None:
    force = actions.in_force(overrides)
    assert set(force) == {command.name for command in COMMANDS}
    held = list(itertools.chain(*force.values()))
    assert len(held) == len(set(held))
    assert "A" not in held
    assert "Space" not in held


def test_a_changed_setting_is_in_force_at_once(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell(ROWS, SHOPS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    set_keys(desk, (("next_unanswered", "Ctrl+L"), ("sort", "")))
    assert keys_at(window, "next_unanswered") == ["Ctrl+L"]
    assert keys_at(window, "sort") == []
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_J, held)
    assert desk.inbox.jumps == 0
    QTest.keyClick(window, Qt.Key.Key_L, held)
    assert desk.inbox.jumps == 1
    set_keys(desk, ())
    assert keys_at(window, "next_unanswered") == ["Ctrl+J"]


def test_tips_and_menus_tell_the_present_keys(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell(ROWS, SHOPS)
    desk.inbox.open(ROWS[0].key)

    def told() -> list[str]:
        menu = window.menu
        open_shops = next(a for a in menu.actions() if a.objectName() == "open_shops")
        tips = [window.inbox.head.due, window.inbox.head.search, window.inbox.bulk.button("tag")]
        return [*(widget.toolTip() for widget in tips), open_shops.text()]

    assert ["Ctrl+D" in told()[0], "Ctrl+Shift+F" in told()[1], "Ctrl+T" in told()[2]] == [True] * 3
    assert told()[3].endswith("\tCtrl+Shift+S")
    set_keys(
        desk, (("due", "F7"), ("search", "Alt+S"), ("tag_menu", ""), ("shops", "Ctrl+Shift+Y"))
    )
    assert ["F7" in told()[0], "Alt+S" in told()[1], "Ctrl+T" in told()[2]] == [True, True, False]
    assert told()[3].endswith("\tCtrl+Shift+Y")
    set_keys(desk, ())


def test_a_tip_outlives_no_widget(qtbot: QtBot, window: MainWindow) -> None:
    from nobi_desktop.ui.inbox.bulk_bar import BulkBar

    bar = BulkBar()
    bar.deleteLater()
    qtbot.waitUntil(lambda: not _alive(bar))
    keys.changed.tell(None)  # An error would be logged, and fails every test here.


def _alive(widget: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(widget))
