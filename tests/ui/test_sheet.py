"""The frame of dialogs, its fields and its rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.choice import ChoiceRow, TickRow
from nobi_desktop.ui.fields import ComboBox, Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.theme import style

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ground(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(960, 600)
    window.show()
    return window


@pytest.fixture
def sheet(ground: QMainWindow) -> Sheet:
    made = Sheet(ground, "demoSheet")
    made.set_title("Title")
    return made


def opened(qtbot: QtBot, sheet: Sheet) -> Sheet:
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def test_the_primary_answers_enter_and_stands_last(qtbot: QtBot, sheet: Sheet) -> None:
    pressed: list[str] = []
    field = Field("line", sheet)
    sheet.body.addWidget(field)
    for name, primary in (("cancel", False), ("go", True)):
        button = sheet.add_button(name, primary=primary)
        button.setText(name)
        button.clicked.connect(lambda _=False, name=name: pressed.append(name))
    opened(qtbot, sheet)
    field.setFocus()
    qtbot.keyClick(field.entry, Qt.Key.Key_Return)
    assert pressed == ["go"]
    buttons = sorted(sheet.findChildren(QPushButton), key=lambda b: b.x())
    assert [b.objectName() for b in buttons] == ["cancel", "go"]
    sheet.primary_says("Save", busy=True)
    qtbot.keyClick(field.entry, Qt.Key.Key_Return)
    assert pressed == ["go"]
    assert buttons[1].text() == "Save…"
    sheet.primary_says("Save & close")
    assert buttons[1].text() == "Save && close"
    assert buttons[1].isEnabled()


def test_esc_closes_and_the_veil_goes_with_it(
    qtbot: QtBot, sheet: Sheet, ground: QMainWindow
) -> None:
    opened(qtbot, sheet)
    veil = ground.findChild(QWidget, "sheetVeil")
    assert veil.size() == ground.size()
    ground.resize(1000, 700)
    assert veil.size() == ground.size()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not veil.isVisible()


def test_trouble_is_one_sentence_and_its_small_print_can_be_copied(
    qtbot: QtBot, sheet: Sheet
) -> None:
    opened(qtbot, sheet)
    before = sheet.height()
    sheet.show_trouble("It did not work.", "36009003 <b>\n\u202e no")
    qtbot.waitUntil(lambda: sheet.height() > before)
    small = sheet.findChild(QLabel, "troubleDetail")
    assert small.text() == "36009003 <b> no"
    assert small.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    sheet.show_trouble("")
    qtbot.waitUntil(lambda: sheet.height() == before)
    assert not small.isVisible()


def test_what_is_too_high_scrolls_to_where_the_keyboard_is(qtbot: QtBot, sheet: Sheet) -> None:
    rows = [TickRow(sheet) for _ in range(30)]
    for number, row in enumerate(rows):
        row.set_words(f"Row {number}", "with a second line")
        sheet.body.addWidget(row)
    sheet.add_button("go", primary=True).setText("Go")
    opened(qtbot, sheet)
    assert sheet.height() <= 600
    rows[0].setFocus()
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is rows[20]
    assert not rows[20].visibleRegion().isEmpty()
    place = rows[20].mapTo(sheet, rows[20].rect().center()).y()
    sheet.show_trouble("Something is in the way of the lower rows now.")
    qtbot.waitUntil(lambda: sheet.findChild(QLabel, "troubleText").isVisible())
    assert not rows[20].visibleRegion().isEmpty()
    assert rows[20].mapTo(sheet, rows[20].rect().center()).y() <= place


def test_a_sheet_grows_with_the_zoom(qtbot: QtBot, sheet: Sheet, qapp: QApplication) -> None:
    label = Field("line", sheet)
    label.set_words("Name", "A hint", "…")
    sheet.body.addWidget(label)
    opened(qtbot, sheet)
    small = sheet.size()
    style.use(qapp, Settings(theme="dark", language="en", zoom=160))
    qtbot.waitUntil(lambda: sheet.width() == small.width() * 160 // 100)
    assert sheet.height() > small.height()


def test_a_row_is_ticked_by_space_and_click_but_not_by_enter(qtbot: QtBot, sheet: Sheet) -> None:
    row = TickRow(sheet)
    row.set_words("R&D <b>", "hint")
    row.set_colour(QColor("#0F9D76"))
    sheet.body.addWidget(row)
    opened(qtbot, sheet)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.isChecked()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row.isChecked()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().bottomRight())
    assert not row.isChecked()
    assert row.accessibleName() == "R&D <b>"
    heard = QAccessible.queryAccessibleInterface(row)
    assert heard.role() == QAccessible.Role.CheckBox


def test_of_several_choices_one_is_chosen_by_the_arrows(qtbot: QtBot, sheet: Sheet) -> None:
    rows = [ChoiceRow(sheet) for _ in range(3)]
    for number, row in enumerate(rows):
        row.set_words(f"Choice {number}")
        sheet.body.addWidget(row)
    rows[0].setChecked(True)
    opened(qtbot, sheet)
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert [row.isChecked() for row in rows] == [False, True, False]
    heard = QAccessible.queryAccessibleInterface(rows[1])
    assert heard.role() == QAccessible.Role.RadioButton
    sheet.grab()


def test_a_long_name_ends_in_dots_and_tells_all_as_a_tip(qtbot: QtBot, sheet: Sheet) -> None:
    row = TickRow(sheet)
    row.set_words("W" * 50 + "<img>", "x")
    sheet.body.addWidget(row)
    opened(qtbot, sheet)
    assert row.width() <= sheet.width()
    assert "&lt;img&gt;" in row.toolTip()


def test_a_field_has_its_words_for_ears(qtbot: QtBot) -> None:
    field = Field("shopName")
    qtbot.addWidget(field)
    field.set_words("Name", "As buyers see it")
    assert field.entry.accessibleName() == "Name"
    assert field.entry.accessibleDescription() == "As buyers see it"
    field.entry.setText("  Hà ")
    assert field.text() == "Hà"
    field.set_wrong(True)
    qtbot.keyClicks(field.entry, "x")
    assert field.entry.property("wrong") is False


def test_a_list_has_an_arrow(qtbot: QtBot) -> None:
    combo = ComboBox()
    qtbot.addWidget(combo)
    combo.addItem("One")
    combo.resize(200, 36)
    picture = combo.grab().toImage()
    right = {picture.pixelColor(x, 18).name() for x in range(170, 194)}
    assert len(right) > 1


def test_a_question_says_no_to_enter_and_yes_to_a_press(qtbot: QtBot, ground: QMainWindow) -> None:
    said: list[str] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        sheet = ask(
            ground, name="q", title="Sure?", text="…", yes="Do", then=lambda: said.append("yes")
        )
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        with qtbot.waitSignal(sheet.rejected):
            qtbot.keyClick(QApplication.focusWidget(), key)
    assert said == []
    sheet = ask(
        ground, name="q", title="Sure?", text="…", yes="Do", then=lambda: said.append("yes")
    )
    qtbot.mouseClick(sheet.findChild(QPushButton, "confirmButton"), Qt.MouseButton.LeftButton)
    assert said == ["yes"]
