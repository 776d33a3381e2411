"""Old conversations are asked for: shops, span and jobs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.history import Coverage, HistoryJob, JobState
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.ui import i18n, words_history
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.history import HistoryDialog
from nobi_desktop.ui.dialogs.job_row import JobRow
from nobi_desktop.ui.window import MainWindow
from tests.ui import dialogs, fakes, shops
from tests.ui.dialogs import LEFT, nothing_clipped, press, small_window, trouble
from tests.ui.test_hostile import TEXTS

# The off-screen platform says so for each window whose size is set while it is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY = 86_400
ROWS = (
    shops.row(0, branch="b1"),
    shops.row(1),
    shops.row(2, ShopState.STOPPED),
    shops.row(3, ShopState.DISCONNECTED),
)


@pytest.fixture
def opened(window: MainWindow, desk: fakes.Desk) -> Callable[..., HistoryDialog]:
    def open_it(about: str = "") -> HistoryDialog:
        desk.branches.rows.set(shops.BRANCHES)
        desk.tell((), ROWS)
        return dialogs.opened(window, HistoryDialog, "history", about)

    return open_it


def choose(qtbot: QtBot, dialog: HistoryDialog, span: str) -> None:
    qtbot.mouseClick(dialog.findChild(QAbstractButton, f"span_{span}"), LEFT)


def job(**fields: Any) -> HistoryJob:
    values: dict[str, Any] = {"id": "j1", "shop": "s0", "until": 0, "state": JobState.RUNNING}
    return HistoryJob(**(values | fields))


@pytest.mark.parametrize(("span", "days"), [("days30", 30), ("days90", 90), ("year", 365)])
def test_ticked_shops_are_read_back_to_the_span(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk, span: str, days: int
) -> None:
    dialog = opened()
    # A shop that is given up has nothing to be read; one at rest waits.
    assert dialog.ticks.chosen() == ("s0", "s1", "s2")
    qtbot.mouseClick(dialog.findChild(TickRow, "tick_s1"), LEFT)
    choose(qtbot, dialog, span)
    assert dialog.findChild(QPushButton, "startHistory").text() == "Sync 2 shops"
    press(qtbot, dialog, "startHistory")
    command, asked, until = desk.history.calls[-1]
    assert (command, asked) == ("start", ("s0", "s2"))
    assert abs(until - (time.time() - days * DAY)) < 60
    assert dialog.isVisible()


def test_everything_is_to_the_end(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened("s1")
    choose(qtbot, dialog, "all")
    press(qtbot, dialog, "startHistory")
    assert desk.history.calls == [("start", ("s1",), 0)]


def test_the_shops_on_show_are_ticked(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk
) -> None:
    desk.inbox.query.set(InboxQuery(frozenset({"s1"})))
    assert opened().ticks.chosen() == ("s1",)


def test_without_a_shop_nothing_can_be_started(
    opened: Callable[..., HistoryDialog], qtbot: QtBot
) -> None:
    dialog = opened("s1")
    qtbot.mouseClick(dialog.findChild(TickRow, "tick_s1"), LEFT)
    assert not dialog.findChild(QPushButton, "startHistory").isEnabled()


def test_a_day_of_ones_own(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    dialog = opened("s0")
    assert not dialog.span.day.isVisible()
    choose(qtbot, dialog, "custom")
    assert dialog.span.day.isVisible()
    shops.write(dialog.span.day.entry, "3/10/2025")
    assert "3 October 2025" in dialog.findChild(QLabel, "historyDayHint").text()
    press(qtbot, dialog, "startHistory")
    midnight = int(datetime(2025, 10, 3).timestamp())  # noqa: DTZ001
    assert desk.history.calls == [("start", ("s0",), midnight)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write the day like this: 31/12/2025."),
        ("31/02/2025", "Write the day like this: 31/12/2025."),
        ("hôm qua", "Write the day like this: 31/12/2025."),
        ("TOMORROW", "This day has not come yet. Choose one in the past."),
        ("1/1/1999", "That is too far back. Choose “Everything” instead."),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_kept(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk, text: str, said: str
) -> None:
    if text == "TOMORROW":
        text = (date.today() + timedelta(days=2)).strftime("%d/%m/%Y")  # noqa: DTZ011
    dialog = opened("s0")
    choose(qtbot, dialog, "custom")
    shops.write(dialog.span.day.entry, text)
    press(qtbot, dialog, "startHistory")
    assert trouble(dialog) == said
    assert dialog.span.day.entry.property("wrong")
    assert dialog.span.day.text() == text
    assert desk.history.calls == []
    choose(qtbot, dialog, "all")
    assert trouble(dialog) == ""


def test_each_shop_tells_how_far_back_it_is_complete(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk
) -> None:
    dialog = opened()
    tick = dialog.findChild(TickRow, "tick_s0")
    assert tick.accessibleDescription() == "Not checked yet"
    then = int(datetime(2020, 10, 3, 9, 12).timestamp())  # noqa: DTZ001
    desk.history.coverage.set((Coverage("s0", then, 2), Coverage("s1", 0)))
    assert tick.accessibleDescription() == "Complete back to 03/10/2020 09:12 · 2 gaps"
    other = dialog.findChild(TickRow, "tick_s1")
    assert other.accessibleDescription() == "Whole history is here"


def line(dialog: HistoryDialog, id: str = "j1") -> JobRow:
    found = dialog.findChild(JobRow, f"job_{id}")
    assert found is not None
    return found


def said(part: JobRow, name: str) -> str:
    return part.findChild(QLabel, name).text()


def test_a_job_tells_its_figures_and_can_be_led(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    then = int(datetime(2020, 10, 3).timestamp())  # noqa: DTZ001
    desk.history.jobs.set(
        (job(conversations=812, messages=10_233, new_messages=1, reached=then, seconds_left=715),)
    )
    dialog = opened()
    row = line(dialog)
    assert said(row, "jobState") == "Reading · about 12 minutes left"
    assert said(row, "jobFigures") == "812 conversations · 10233 messages · 1 new"
    assert said(row, "jobWay") == "Reached 03/10/2020, goes back to the beginning"
    press(qtbot, row, "pauseJob")
    assert said(row, "jobState") == "Paused"
    assert not row.findChild(QPushButton, "pauseJob").isVisible()
    press(qtbot, row, "resumeJob")
    press(qtbot, row, "cancelJob")
    assert said(row, "jobState") == "Cancelled; what was read stays"
    press(qtbot, row, "dismissJob")
    assert [call[0] for call in desk.history.calls] == ["pause", "resume", "cancel", "dismiss"]
    assert desk.history.jobs.value == ()
    assert dialog.findChild(QLabel, "historyCost").text()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("budget", "Today's calls for this are used up; it goes on tomorrow by itself"),
        ("offline", "No connection; it goes on by itself"),
        ("sign_in", "Waits until the shop has signed in again"),
        ("paused_shop", "The shop is paused; it goes on when you resume the shop"),
        ("clock_wrong", "Waits for the shop: Computer clock is wrong"),
        ("new code", "Waits; it goes on by itself"),
        ("", "Waits; it goes on by itself"),
    ],
)
def test_what_holds_a_job_up_is_said(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk, code: str, words: str
) -> None:
    desk.history.jobs.set((job(state=JobState.WAITING, code=code, seconds_left=60),))
    assert said(line(opened()), "jobState") == words


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        (JobState.PAUSED, "disconnected", "Paused: the shop is disconnected"),
        (JobState.DONE, "refused", "Done; TikTok does not give out some of the conversations"),
        (JobState.FAILED, "no_permission", "Did not work: No permission"),
        (JobState.FAILED, "odd", "It did not work (odd)."),
        (
            JobState.FAILED,
            "internal",
            "Something went wrong inside Nobi. What was read stays; resume it to go on.",
        ),
    ],
)
def test_how_a_job_ended_is_said(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk, state: JobState, code: str, words: str
) -> None:
    desk.history.jobs.set((job(state=state, code=code),))
    assert said(line(opened()), "jobState") == words


def test_a_job_that_failed_can_be_resumed_or_removed(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, desk: fakes.Desk
) -> None:
    desk.history.jobs.set((job(state=JobState.FAILED, code="internal", new_messages=7),))
    row = line(opened())
    assert said(row, "jobFigures") == "0 conversations · 7 messages · 7 new"
    assert row.findChild(QPushButton, "dismissJob").isVisible()
    press(qtbot, row, "resumeJob")
    assert desk.history.calls == [("resume", "j1")]


def test_jobs_come_and_go_in_their_order(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk
) -> None:
    dialog = opened()
    one, two = job(), job(id="j2", shop="gone")
    for jobs in ((one,), (two, one), (two,), (one, two), ()):
        desk.history.jobs.set(jobs)
        shown = [
            dialog._places.itemAt(place).widget().objectName()
            for place in range(dialog._places.count())
        ]
        assert shown == [f"job_{each.id}" for each in jobs]


def test_the_keyboard_stays_with_a_job_that_changes(
    opened: Callable[..., HistoryDialog], qtbot: QtBot, window: MainWindow, desk: fakes.Desk
) -> None:
    desk.history.jobs.set((job(),))
    dialog = opened()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    row = line(dialog)
    row.findChild(QPushButton, "pauseJob").setFocus()
    qtbot.keyClick(row.findChild(QPushButton, "pauseJob"), Qt.Key.Key_Space)
    qtbot.waitUntil(row.findChild(QPushButton, "resumeJob").hasFocus, timeout=1000)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_state_has_words(language: str, qapp: object) -> None:
    i18n.install(language)
    for state in JobState:
        for code in ("", "budget", *ShopState):
            assert words_history.state(job(state=state, code=code))
    for seconds in (-1, 0, 59, 5400, 90_000, 10**7):
        assert bool(words_history.estimate(seconds)) is (seconds >= 0)
    for code in ("", "budget", "offline", "sign_in", "paused_shop", "?"):
        assert words_history.not_loaded(code)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_names_stay_letters(
    opened: Callable[..., HistoryDialog], desk: fakes.Desk, text: str
) -> None:
    dialog = opened()
    desk.shops.rows.set((shops.row(0, name=text, colour=text),))
    desk.history.jobs.set(
        (
            job(code=text, state=JobState.FAILED),
            job(id=text, shop=text, code=text, state=JobState.WAITING),
        )
    )
    dialog.grab()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert "\n" not in label.text()


@pytest.mark.parametrize("zoom", [100, 160])
def test_nothing_is_clipped(
    make_window: Callable[..., MainWindow], desk: fakes.Desk, qtbot: QtBot, zoom: int
) -> None:
    window = small_window(make_window, desk, zoom)
    desk.tell((), shops.rows(30))
    desk.history.jobs.set(tuple(job(id=f"j{n}") for n in range(20)))
    dialog = dialogs.opened(window, HistoryDialog, "history")
    dialog.span.choose("custom")
    nothing_clipped(dialog, "startHistory", "closeButton")
    chips = [c for c in dialog.findChildren(QAbstractButton) if c.objectName().startswith("span_")]
    assert all(chip.geometry().bottom() <= chip.parentWidget().height() for chip in chips)
    assert len({chip.pos().toTuple() for chip in chips}) == 5


def test_it_changes_its_language(opened: Callable[..., HistoryDialog], qtbot: QtBot) -> None:
    dialog = opened()
    i18n.install("vi")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Đồng bộ hội thoại")
    assert dialog.findChild(QPushButton, "startHistory").text() == "Đồng bộ 3 shop"
