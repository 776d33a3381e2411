"""The chips: two lines at every width, menus, tags, periods, orders, sorting and saved views."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.query import Filter, InboxQuery, Period, SavedView, Sort
from nobi_desktop.ui import i18n, times
from nobi_desktop.ui.inbox.period_sheet import PeriodSheet, read_date
from nobi_desktop.ui.inbox.tag_filter import TagFilter
from nobi_desktop.ui.inbox.view_name import ViewName
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COUNTS = InboxCounts(60, 12, 9, has_order=4, no_order=40, order_unknown=16, reminders=2)


@pytest.fixture(autouse=True)
def whole_size(qapp: object) -> Iterator[None]:
    yield
    style.apply(qapp, theme.load("light", 100))  # type: ignore[arg-type]


def chip(window: MainWindow, name: str) -> QAbstractButton:
    return window.findChild(QAbstractButton, f"chip{name}")


def choose(window: MainWindow, menu: str, entry: str) -> None:
    """Trigger `entry` of the open menu `menu`."""
    found = window.findChildren(QMenu, menu)[-1]
    action = next(a for a in found.actions() if a.objectName() == entry)
    assert action.isEnabled()
    action.trigger()
    found.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("zoom", [100, 160])
@pytest.mark.parametrize("width", [280, 344, 480])
@pytest.mark.parametrize("busy", [False, True])
def test_chips_stand_in_two_lines_and_nothing_is_clipped(
    qapp: object,
    window: MainWindow,
    desk: fakes.Desk,
    language: str,
    zoom: int,
    width: int,
    busy: bool,
) -> None:
    desk.preferences.change(language=language, zoom=zoom)
    i18n.install(language)
    first = desk.tags.create("Một cái thẻ có tên dài thật là dài để xem có bị cắt không")
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    if busy:
        desk.inbox.show(
            InboxQuery(
                filters=frozenset(Filter),
                tags=frozenset({first}),
                period=Period.CUSTOM,
                since=1_767_225_600,
                until=1_768_225_600,
                untagged=True,
            )
        )
    bar = window.inbox.filters
    wide = theme.current().px(width) - 2 * theme.current().px(16)
    bar.resize(wide, bar.heightForWidth(wide))
    shown = [c for c in bar._chips.values() if not c.isHidden()]
    lines = {c.y() for c in shown}
    assert 1 <= len(lines) <= 2
    boxes = [c.geometry() for c in shown]
    if busy:
        assert not bar._clear.isHidden()
        boxes.append(bar._clear.geometry())
    for number, box in enumerate(boxes):
        assert bar.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[:number])
    hidden = bar._hidden
    assert bool(hidden) is (not bar._chips["More"].isHidden())


def test_what_has_no_room_is_reached_under_more(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    bar = window.inbox.filters
    bar.resize(248, 80)
    assert "Reminders" in bar._hidden
    chip(window, "More").click()
    choose(window, "menuMore", "moreReminders")
    assert desk.inbox.query.value.filters == {Filter.REMINDER}
    # What narrows the list is seen; one that is off gives way to it.
    assert "Reminders" not in bar._hidden


def test_the_period_is_shown_in_the_chips_words(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    chip(window, "Time").click()
    choose(window, "menuTime", "period_week")
    assert desk.inbox.query.value.period is Period.WEEK
    assert chip(window, "Time").text() == "7 days"
    assert chip(window, "Time").isChecked()
    chip(window, "Time").click()
    choose(window, "menuTime", "period_any")
    assert desk.inbox.query.value.period is None
    assert chip(window, "Time").text() == "Time"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20/11/2026", date(2026, 11, 20)),
        ("20-11-26", date(2026, 11, 20)),
        (" 1.2 ", date(2026, 2, 1)),
        ("31/12", date(2025, 12, 31)),
        ("29/02/2025", None),
        ("32/01/2026", None),
        ("0/0", None),
        ("yesterday", None),
        ("20/11/20265", None),
        ("", None),
    ],
)
def test_days_are_read_as_sellers_write_them(text: str, wanted: date | None) -> None:
    assert read_date(text, date(2026, 11, 26)) == wanted


@pytest.mark.parametrize(
    ("first", "last", "trouble"),
    [
        ("", "", "Enter at least one of the two days."),
        ("x", "", "This is no date. Write it as 20/11/2026."),
        ("", "31/02/2020", "This is no date. Write it as 20/11/2026."),
        ("20/11/2020", "19/11/2020", "The last day is before the first."),
        ("01/01/2999", "", "This day is still to come: nothing can be found there."),
    ],
)
def test_a_bad_range_is_explained_and_asks_for_nothing(
    window: MainWindow, desk: fakes.Desk, first: str, last: str, trouble: str
) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    window.inbox.filters.ask_period()
    sheet = window.findChild(PeriodSheet)
    sheet.first.entry.setText(first)
    sheet.last.entry.setText(last)
    window.findChild(QPushButton, "confirmButton").click()
    assert sheet.isVisible()
    assert trouble in [label.text() for label in sheet._trouble.findChildren(type(sheet._heading))]
    assert desk.inbox.asked == []


def test_one_day_is_from_its_beginning_to_its_end(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    window.inbox.filters.ask_period()
    sheet = window.findChild(PeriodSheet)
    sheet.first.entry.setText("20/11/2020")
    sheet.last.entry.setText("20/11/2020")
    window.findChild(QPushButton, "confirmButton").click()
    query = desk.inbox.query.value
    assert query.period is Period.CUSTOM
    assert query.until - query.since == 86_400
    assert chip(window, "Time").text() == "20/11/2020"


@pytest.mark.parametrize("last", ["31/12/9999", "31/12/3000", "1/1/2999"])
def test_a_last_day_may_be_the_last_there_is(
    window: MainWindow, desk: fakes.Desk, last: str
) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    window.inbox.filters.ask_period()
    sheet = window.findChild(PeriodSheet)
    sheet.first.entry.setText("20/11/2020")
    sheet.last.entry.setText(last)
    window.findChild(QPushButton, "confirmButton").click()
    query = desk.inbox.query.value
    assert query.since > 0
    assert query.until == 0 or query.until > times.now()


def test_tags_are_chosen_from_a_list_that_is_typed_into(
    qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    size, regular = desk.tags.create("Hỏi size"), desk.tags.create("Khách quen")
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS._replace(tags=((size, 7),), untagged=5))
    window.inbox.filters._open_tags(QPoint(50, 50))
    picker = window.findChild(TagFilter)
    assert [(p.name, p.number) for p in picker.picks.rows] == [
        ("No tag", "5"),
        ("Hỏi size", "7"),
        ("Khách quen", "0"),
    ]
    qtbot.keyClicks(picker.entry, "hoi")
    assert [p.name for p in picker.picks.rows] == ["Hỏi size"]
    qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert desk.inbox.query.value.tags == {size}
    assert picker.picks.rows[0].mark == "on"
    picker.entry.clear()
    window.findChild(QAbstractButton, "tagsAll").click()
    assert desk.inbox.query.value.every_tag
    picker.take(f"tag:{regular}")
    picker.take("untagged")
    assert desk.inbox.query.value.tags == {size, regular}
    assert desk.inbox.query.value.untagged
    assert chip(window, "Tags").text() == "No tag +2"
    qtbot.keyClick(picker.entry, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_orders_not_checked_are_told_from_no_order(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    chip(window, "Orders").click()
    menu = window.findChild(QMenu, "menuOrders")
    assert [a.text() for a in menu.actions()[:3]] == [
        "Has order\t4",
        "No order\t40",
        "Not checked yet\t16",
    ]
    choose(window, "menuOrders", "orders_no_order")
    assert desk.inbox.query.value.filters == {Filter.NO_ORDER}
    assert chip(window, "Orders").text() == "No order"


def test_the_sort_button_says_the_order_and_changes_it(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    head = window.inbox.head
    assert head.sort.text() == "Newest first"
    head.sort.click()
    choose(window, "menuSort", "sort_deadline")
    assert desk.inbox.query.value.sort is Sort.DEADLINE
    assert head.sort.text() == "Nearest deadline first"
    head.cycle_sort()
    assert desk.inbox.query.value.sort is Sort.NEWEST


def test_a_filter_is_saved_under_a_name_and_opened_again(
    window: MainWindow, desk: fakes.Desk
) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    query = InboxQuery(filters=frozenset({Filter.UNREAD}))
    desk.inbox.show(query)
    head = window.inbox.head
    head.views.click()
    choose(window, "menuViews", "saveView")
    sheet = window.findChild(ViewName)
    # What is saved is what was on show when the sheet opened.
    desk.inbox.show(InboxQuery())
    window.findChild(QPushButton, "confirmButton").click()
    assert sheet.isVisible()
    sheet.name.entry.setText(" Sáng ")
    window.findChild(QPushButton, "confirmButton").click()
    assert desk.views.rows.value == (SavedView("v1", "Sáng", query),)
    head.views.click()
    choose(window, "menuViews", "view_v1")
    assert desk.views.opened == ["v1"]
    desk.inbox.show(query)
    assert head.views.text() == "Sáng"
    asked: list[tuple[str, str]] = []
    window.inbox.wanted.disconnect()
    window.inbox.wanted.connect(lambda *what: asked.append(what))
    head.views_managed.emit()
    assert asked == [("views", "")]


def test_a_name_that_is_taken_is_refused(window: MainWindow, desk: fakes.Desk) -> None:
    desk.tell((fakes.row(1),), (fakes.tile(0),), COUNTS)
    desk.views.create("Sáng", InboxQuery())
    window.inbox._save_view()
    sheet = window.findChild(ViewName)
    sheet.name.entry.setText("Sáng")
    window.findChild(QPushButton, "confirmButton").click()
    assert sheet.isVisible()
    assert len(desk.views.rows.value) == 1
