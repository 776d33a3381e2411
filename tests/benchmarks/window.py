"""Figures of the window itself: filter, open, scroll, on a large store, with real painting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from nobi_desktop.app.options import Options
from nobi_desktop.app.wiring import Parts, open_parts
from nobi_desktop.domain.query import Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.settings import Settings
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import inbox_counts, inbox_pages
from nobi_desktop.ui.window import MainWindow
from tests.benchmarks import stock
from tests.benchmarks.figure import Figure, median, p95, p99
from tests.journeys.outside import Sandbox

T = TypeVar("T")


def on_qt_loop(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run `work` on the loop that the program itself uses."""
    from nobi_desktop.app.loop import QtLoop

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    loop = QtLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        answer: T = loop.run_until_complete(work())
    return answer


class Paints(QObject):
    """Tells when a widget has been painted the next time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._waiting: list[asyncio.Future[float]] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waiting:
            waiting, self._waiting = self._waiting, []
            # The filter runs before the painting; the loop's next turn comes after it.
            loop = asyncio.get_running_loop()
            for future in waiting:
                loop.call_soon(lambda f=future: f.done() or f.set_result(time.perf_counter()))
        return False

    def arm(self, painted: asyncio.Future[float]) -> None:
        """Give `painted` the moment of the next painting."""
        self._waiting.append(painted)

    async def after(self, fact: Fact[Any], act: Callable[[], object]) -> float | None:
        """Milliseconds from `act` until what `fact` tells because of it has been painted.

        None where nothing had to be painted.
        """
        loop = asyncio.get_running_loop()
        painted: asyncio.Future[float] = loop.create_future()
        stop = fact.watch(lambda _: self._waiting.append(painted), now=False)
        begun = time.perf_counter()
        act()
        try:
            return (await asyncio.wait_for(painted, 1.5) - begun) * 1000
        except TimeoutError:
            return None
        finally:
            stop()


async def told(fact: Fact[Any]) -> None:
    """Wait until `fact` has another value."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    stop = fact.watch(lambda _: future.done() or future.set_result(None), now=False)
    try:
        await asyncio.wait_for(future, 10)
    finally:
        stop()


@asynccontextmanager
async def opened(
    folder: Path, shop: Sandbox | None = None
) -> AsyncIterator[tuple[Parts, MainWindow]]:
    """The window on the store in `folder`; it polls where a sandbox is given."""
    options = Options(demo=True, api_url=shop.url if shop else None)
    window = MainWindow(Settings(language="vi", theme="light"))
    window.resize(1440, 900)
    window.show()
    parts = await open_parts(options, folder)
    try:
        window.attach(parts.desk)
        parts.desk.timeline.window_active(True)
        if shop is not None:
            await parts.connect(options)
        else:
            while parts.desk.inbox.loading.value:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        yield parts, window
    finally:
        window.close_watches()
        window.hide()
        await parts.stop()


def area(window: MainWindow, name: str) -> QAbstractScrollArea:
    """The list or timeline of this name."""
    found = window.findChild(QAbstractScrollArea, name)
    assert found is not None, name
    return found


def queries(shops: list[str], now: int) -> list[InboxQuery]:
    """What sellers ask the list for: each filter alone, and together with others."""
    unread, unanswered = Filter.UNREAD, Filter.UNANSWERED
    some, none, unknown = Filter.HAS_ORDER, Filter.NO_ORDER, Filter.ORDER_UNKNOWN
    two, one = frozenset(shops[:2]), frozenset(shops[:1])
    common, next_, rare = stock.TAGS[0], stock.TAGS[1], stock.TAGS[-1]

    def ask(*filters: Filter, **more: Any) -> InboxQuery:
        return InboxQuery(filters=frozenset(filters), **more)

    def tagged(*tags: str, **more: Any) -> InboxQuery:
        return InboxQuery(tags=frozenset(tags), **more)

    month = 30 * 86_400
    return [
        ask(unread),
        ask(),
        ask(unanswered),
        ask(unanswered, shops=two),
        ask(shops=one),
        ask(unread, unanswered),
        ask(some),
        ask(unanswered, none),
        ask(unknown),
        ask(some, unknown, unread),
        ask(unknown, untagged=True),
        ask(Filter.REMINDER),
        ask(Filter.REMINDER, unanswered, some),
        tagged(common),
        tagged(rare),
        tagged(common, next_, every_tag=True),
        tagged(*stock.TAGS[3:8]),
        tagged(stock.TAGS[-2], rare, untagged=True),
        ask(untagged=True),
        ask(unread, some, tags=frozenset({common})),
        ask(unanswered, tags=frozenset({rare})),
        ask(unread, none, tags=frozenset(stock.TAGS[8:11]), every_tag=True),
        ask(period=Period.TODAY),
        ask(unread, period=Period.WEEK),
        ask(period=Period.SHIFT, sort=Sort.WAITING),
        tagged(common, period=Period.YESTERDAY),
        ask(unanswered, period=Period.CUSTOM, since=now - 4 * month, until=now - 3 * month),
        ask(some, period=Period.CUSTOM, until=now - 5 * month),
        ask(sort=Sort.WAITING),
        ask(sort=Sort.DEADLINE),
        ask(unread, none, sort=Sort.WAITING),
        tagged(common, sort=Sort.DEADLINE),
        tagged(rare, sort=Sort.DEADLINE),
        ask(Filter.REMINDER, sort=Sort.DEADLINE),
        ask(unanswered, untagged=True, sort=Sort.DEADLINE, shops=two, period=Period.MONTH),
    ]


def plans(connection: Any, asked: list[InboxQuery], now: float) -> tuple[int, list[str]]:
    """Statements that pages and counts run, and the steps of their plans that sort or scan.

    A scan counts where it is of a table of conversations, messages or their tags.
    """
    ran: set[str] = set()
    connection.set_trace_callback(ran.add)
    try:
        for query in asked:
            rows = inbox_pages.page(connection, query, now=now)
            if rows:
                inbox_pages.page(connection, query, before=rows[len(rows) // 2], now=now)
    finally:
        connection.set_trace_callback(None)
    bad = []
    tables = ("tiktok.conversations", "seller.conversation_tags")
    statements = [sql for sql in ran if any(table in sql for table in tables)]
    for sql in statements:
        for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            if step[3].startswith("SCAN") or "TEMP B-TREE" in step[3]:
                bad.append(f"{step[3]}: {sql}")
    return len(statements), bad


async def filters(folder: Path, clicks: int = 175) -> list[Figure]:
    """Filter click to painted list, and the SQL alone."""
    async with opened(folder) as (parts, window):
        inbox = parts.desk.inbox
        paints = Paints(area(window, "inboxList").viewport())
        shops = [row.shop.id for row in parts.desk.shops.rows.value]
        asked = queries(shops, int(time.time()))
        painted: list[float] = []
        sql: list[tuple[float, InboxQuery]] = []
        counting: list[float] = []
        whole: list[float] = []

        def timed(connection: Any, read: Callable[..., Any], *args: Any, **more: Any) -> float:
            start = time.perf_counter()
            read(connection, *args, **more)
            return (time.perf_counter() - start) * 1000

        for number in range(clicks):
            query = asked[number % len(asked)]
            spent = await paints.after(inbox.rows, partial(inbox.show, query))
            if spent is not None:
                painted.append(spent)
            while inbox.loading.value:
                await asyncio.sleep(0.01)
            # What is painted after the counts shares the interpreter with whatever runs beside it.
            await asyncio.sleep(0.05)
            page = partial(timed, read=inbox_pages.page, query=query, now=time.time())
            sql.append((await parts.db.read(page), query))
            whole.append(await parts.db.read(timed, inbox_counts.by_shop))
            kept = await parts.db.read(inbox_counts.by_shop)
            kept.pop(shops[number % len(shops)])
            counting.append(await parts.db.read(timed, inbox_counts.by_shop, kept))
            await asyncio.sleep(0.02)
        statements, bad = await parts.db.read(plans, asked, time.time())
    found = "; ".join(bad) or "no scan, no temporary B-tree"
    slowest, query = max(sql, key=lambda each: each[0])
    alone = [each[0] for each in sql]
    return [
        Figure("filter click to painted, p95", p95(painted), "ms",
               f"100,000 conversations; {len(asked)} queries; median {median(painted):.1f} ms", 50),
        Figure("filter, the SQL alone, p95", p95(alone), "ms",
               f"100,000 conversations; median {median(alone):.1f} ms; "
               f"slowest {slowest:.1f} ms: {query.to_json()}", 10),
        Figure("filter, steps of plans that scan or sort", len(bad), "steps",
               f"plans of {statements} statements: {found}", 0),
        Figure("counts of all filters after a change in one of 20 shops, p95", p95(counting), "ms",
               f"100,000 conversations; median {median(counting):.1f} ms; "
               f"all shops anew, as at the start: median {median(whole):.1f} ms", 10),
    ]  # fmt: skip


async def conversations_opened(folder: Path, long: Any, others: list[Any]) -> list[Figure]:
    """Opening a conversation of 10,000 messages, and scrolling in it and in the list."""
    async with opened(folder) as (parts, window):
        timeline = area(window, "timelineView")
        paints = Paints(timeline.viewport())
        spent: list[float] = []
        for number in range(40):
            parts.desk.inbox.open(others[number % len(others)])
            await told(parts.desk.timeline.state)
            await asyncio.sleep(0.05)
            took = await paints.after(
                parts.desk.timeline.state, partial(parts.desk.inbox.open, long)
            )
            assert took is not None
            spent.append(took)
            await asyncio.sleep(0.05)
        for _ in range(12):
            parts.desk.timeline.older()
            await asyncio.sleep(0.08)
        frames = {
            "timeline": await _scrolled(timeline, 60),
            "inbox": await _scrolled(area(window, "inboxList"), 60),
        }
    figures = [
        Figure("open a conversation of 10,000 messages to painted, p95", p95(spent), "ms",
               f"median {median(spent):.1f} ms", 60),
    ]  # fmt: skip
    figures += [
        Figure(f"scrolling, {name}, p99 of a frame", p99(times), "ms",
               f"{len(times)} frames, median {median(times):.1f} ms", 16)
        for name, times in frames.items()
    ]  # fmt: skip
    return figures


async def _scrolled(area: QAbstractScrollArea, step: int) -> list[float]:
    """The milliseconds of each frame while scrolling from end to end and back."""
    bar = area.verticalScrollBar()
    times: list[float] = []
    for target in (bar.minimum(), bar.maximum()):
        direction = 1 if target > bar.value() else -1
        for _ in range(150):
            value = bar.value() + direction * step
            begun = time.perf_counter()
            bar.setValue(value)
            area.viewport().repaint()
            times.append((time.perf_counter() - begun) * 1000)
            if len(times) % 10 == 0:
                await asyncio.sleep(0)
    return times
