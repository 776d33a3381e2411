"""Paints the rows of a conversation where they belong, and keeps its place while they change."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nobi_desktop.domain.history import MessagesSync
from nobi_desktop.domain.timeline import TimelineRow, TimelineState
from nobi_desktop.ui import plain, times
from nobi_desktop.ui.chat.bubbles.row import spoken
from nobi_desktop.ui.chat.bubbles.sheet import Action, Stage
from nobi_desktop.ui.chat.glow import Glow
from nobi_desktop.ui.chat.jump import JumpButton
from nobi_desktop.ui.chat.look import Look, mix, thin
from nobi_desktop.ui.chat.pictures import Pictures
from nobi_desktop.ui.chat.place import Place
from nobi_desktop.ui.chat.reach import Reach, reach_of
from nobi_desktop.ui.chat.rows import Drawn, Rows
from nobi_desktop.ui.chat.selection import Selection
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

ASK_AGAIN = 3.0
"""Seconds after which older rows are asked for again where nothing has come."""
TICK = 5_000
"""Milliseconds between looks at words that change with time."""


class TimelineCanvas(QAbstractScrollArea):
    """The rows of one conversation, the same cost for a thousand as for a hundred thousand.

    Signals: `older_wanted` near the top; `newer_wanted` near the bottom of rows of the past, and
    `newest_wanted` where the seller wants to be back; `bottom_seen` when the newest row of all
    comes into sight or leaves it. What is selected, hovered and focused is painted here and
    decided by `TimelineView`.
    """

    older_wanted = Signal()
    newer_wanted = Signal()
    newest_wanted = Signal()
    bottom_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 120)
        self.pictures = Pictures(self._picture_came)
        self.rows = Rows(self.pictures.natural)
        self.place = Place(self.rows)
        self.selection = Selection()
        self.state = TimelineState()
        self._look = Look(tokens.current())
        self._hover: tuple[str, int] = ("", -1)
        self._focus: tuple[str, int] = ("", -1)
        self._keyboard = False
        self._below = 0
        self._asked: dict[str, tuple[object, float]] = {}
        self._told_bottom: bool | None = None
        self._sought = 0
        self._seek = ""
        self._back = False
        self._reading: MessagesSync | None = None
        self._live = True
        self.glow = Glow(self, self.viewport().update)
        self._inside = False
        self._today = times.local(time.time()).date()
        self.jump = JumpButton(self)
        self.jump.clicked.connect(self.to_bottom)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._time_passed)
        self.verticalScrollBar().setSingleStep(40)
        self.bar = OverlayScrollBar(self)
        self._name()
        style.watch(self, self._restyle)

    # What is shown

    def show_state(self, state: TimelineState) -> None:
        """Show `state`: another conversation from its place, the same one without a jump."""
        before, self.state = self.state, state
        fresh = (state.key, state.window) != (before.key, before.window)
        past = state.newer or before.newer
        if state.key != before.key:
            self._sought = 0
            self._seek = ""
            self._back = False
            self.glow.stop()
        if fresh:
            self.rows.clear()
            self.selection.clear()
            self._hover = self._focus = ("", -1)
            self._below = 0
            self._asked.clear()
            self._told_bottom = None
            self.place.stuck = True
        self.place.open_end = state.newer
        if state.newer:
            self.place.stuck = False
        if state.wanted and state.asked != self._sought:
            self._sought, self._seek = state.asked, state.wanted
        was_stuck = self.place.stuck
        was_empty = not len(self.rows)
        self.rows.put_on(self.viewport().width(), self._look)
        arrived = self.rows.take(state)
        self.rows.reach(self._how_far())
        view = self.viewport().height()
        if self._land(view):
            self._back = False
        elif self._back and not state.newer:
            self._back = False
            self.place.to_bottom(view)
        elif fresh or was_empty:
            self._open(view)
        elif arrived.ours and not past:
            self.place.to_bottom(view)
        else:
            self.place.settle(view)
            if not (was_stuck or past):
                self._below += arrived.others
        self._name()
        self._placed()

    def _open(self, view: int) -> None:
        self.place.to_bottom(view)
        if not self.state.unread_from:
            return
        key = f"m{self.state.unread_from}"
        row = self.rows.index_of(key)
        if row >= 0 and self.place.top(row, view) < 0:
            lead = self.rows.drawn(row).lead
            self.place.to_row(key, lead + self._look.px(24), view)

    def _land(self, view: int) -> bool:
        """Bring the row that is sought into the middle and light it up, as soon as it is here."""
        key = f"m{self._seek}"
        row = self.rows.index_of(key) if self._seek else -1
        if row < 0:
            return False
        self._seek = ""
        above = (view - int(self.rows.drawn(row).sheet.height)) // 2
        self.place.to_row(key, max(self._look.px(48), above), view)
        self.glow.begin(key)
        return True

    def show_reading(self, reading: MessagesSync | None) -> None:
        """Tell how the reading of missing messages goes; None where nothing is read."""
        self._reading = reading
        self._reach_changed()

    def show_live(self, live: bool) -> None:
        """Tell whether the shop of the open conversation is being read."""
        self._live = live
        self._reach_changed()

    def asked_to_fill(self, key: str) -> None:
        """Say in the hole `key` that its messages are on their way."""
        self.rows.asked(key)
        self._settle()

    def _how_far(self) -> Reach:
        return reach_of(self.state, self._reading, live=self._live)

    def _reach_changed(self) -> None:
        self.rows.reach(self._how_far())
        self._settle()

    def _settle(self) -> None:
        self.place.settle(self.viewport().height())
        self._placed()

    def to_bottom(self) -> None:
        """Go to the newest row; from the past the desk has to be asked for it."""
        if self.state.newer:
            self._back = True
            self.newest_wanted.emit()
            return
        self.place.to_bottom(self.viewport().height())
        self._placed()

    def expand(self, key: str) -> None:
        """Show the long message `key` whole, its first line staying where it is."""
        row = self.rows.index_of(key)
        if row < 0:
            return
        top = self.place.top(row, self.viewport().height()) + self.rows.drawn(row).lead
        self.rows.expanded.add(key)
        self.rows.forget(row)
        self.place.to_row(key, top, self.viewport().height())
        self._placed()

    def at_bottom(self) -> bool:
        """Whether the newest row is in sight."""
        return self.place.stuck

    # Keeping place

    def _placed(self) -> None:
        """Bring scroll bar, button and those who listen in line with the place."""
        view = self.viewport().height()
        bar = self.verticalScrollBar()
        self._inside = True
        try:
            bar.setPageStep(max(1, view - 40))
            bar.setRange(0, self.place.most(view))
            bar.setValue(self.place.value)
        finally:
            self._inside = False
        shown = self.place.shown(view)
        if len(shown):
            self.rows.trim(shown.start - 20, shown.stop + 20)
        if self.place.stuck:
            self._below = 0
        self.jump.show_count(self._below, visible=not self.place.stuck and len(self.rows) > 0)
        if self._told_bottom != self.place.stuck:
            self._told_bottom = self.place.stuck
            self.bottom_seen.emit(self.place.stuck)
        self._ask_older(view)
        self._ask_newer(view)
        self.viewport().update()

    def _ask_older(self, view: int) -> None:
        state = self.state
        if not len(self.rows) or state.reaches_start or state.loading:
            return
        if self.place.value > 1.5 * view:
            return
        mark = (state.key, state.window, self.rows.key_at(0), state.older)
        self._ask_once("older", mark, self.older_wanted.emit)

    def _ask_newer(self, view: int) -> None:
        state = self.state
        if not len(self.rows) or not state.newer:
            return
        if self.place.most(view) - self.place.value > 1.5 * view:
            return
        mark = (state.key, state.window, self.rows.key_at(len(self.rows) - 1))
        self._ask_once("newer", mark, self.newer_wanted.emit)

    def _ask_once(self, which: str, mark: object, ask: Callable[[], object]) -> None:
        """Ask for rows; again for what `mark` stands for only when they had time to come."""
        asked, at = self._asked.get(which, (None, 0.0))
        now = time.monotonic()
        if asked == mark and now - at < ASK_AGAIN:
            return
        self._asked[which] = (mark, now)
        # Not from within the news that brought these rows: the desk is still telling it.
        QTimer.singleShot(0, self, ask)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if self._inside:
            return
        # Whoever scrolls by hand is not taken elsewhere by what comes late.
        self._seek = ""
        self.place.scroll(self.verticalScrollBar().value(), self.viewport().height())
        self._placed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.rows.put_on(self.viewport().width(), self._look):
            self.jump.settle()
        self.place.settle(self.viewport().height())
        self.jump.settle()
        self._placed()

    def _restyle(self, now: Tokens) -> None:
        self._look = Look(now)
        self.pictures.forget()
        self.rows.put_on(self.viewport().width(), self._look)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rows.forget_all()
            self.place.settle(self.viewport().height())
            self._name()
            self._placed()

    def _picture_came(self, url: str) -> None:
        waiting = self.rows.showing(url)
        if waiting and self.pictures.natural(url) is None:
            # Making the pixmap once tells the picture's size.
            self._pixmap(url, QSize(240, 240), 0, True)
        for row in waiting:
            self.rows.forget(row)
        if waiting:
            self._settle()
        self.viewport().update()

    def _time_passed(self) -> None:
        today = times.local(time.time()).date()
        waiting = self.rows.waiting()
        if today == self._today and not waiting:
            # A window that is only looked at does no work.
            return
        if today != self._today:
            self._today = today
            self.rows.forget_all()
        for row in waiting:
            self.rows.forget(row)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            # A painter left open by an error would take the whole program with it.
            painter.end()

    def _paint(self, painter: QPainter, dirty: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(dirty, self._look.tokens.chat)
        view = self.viewport().height()
        span = self.selection.span(self.rows.index_of)
        for row in self.place.shown(view):
            self._paint_row(painter, row, self.place.top(row, view), dirty, span)
        if self._keyboard and self.hasFocus() and self._focus[1] < 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(self._look.tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_row(
        self,
        painter: QPainter,
        row: int,
        top: int,
        dirty: QRect,
        span: tuple[int, int, int, int] | None,
    ) -> None:
        drawn = self.rows.drawn(row)
        if top > dirty.bottom() or top + drawn.height < dirty.top():
            return
        colours = self._look.tokens
        key = self.rows.key_at(row)
        if key == self.glow.key:
            self._paint_glow(painter, top, drawn)
        stage = Stage(
            picture=self._pixmap,
            clip=QRectF(),
            selection=thin(colours.accent, 80 if colours.dark else 60),
            ring=colours.accent,
            words=self.state.words,
            mark=colours.mark,
            mark_ink=colours.text,
        )
        for sheet, y in drawn.above:
            painter.translate(0, top + y)
            sheet.paint(painter, stage)
            painter.translate(0, -top - y)
        y = top + drawn.lead
        stage.clip = QRectF(0, -y, self.viewport().width(), self.viewport().height())
        if span is not None:
            stage.selected = self.selection.part(row, span)
        if self._hover[0] == key:
            stage.hover = self._hover[1]
        if self._focus[0] == key and self.hasFocus():
            stage.focus = self._focus[1]
        painter.translate(0, y)
        drawn.sheet.paint(painter, stage)
        painter.translate(0, -y)

    def _paint_glow(self, painter: QPainter, top: int, drawn: Drawn) -> None:
        px = self._look.px
        box = QRectF(0, top + drawn.lead - px(6), self.viewport().width(), drawn.sheet.height)
        colour = mix(self._look.tokens.accent_soft, self._look.tokens.accent, 0.16)
        painter.setOpacity(self.glow.strength)
        painter.fillRect(box.adjusted(0, 0, 0, px(12)).toAlignedRect(), colour)
        painter.setOpacity(1)

    def _pixmap(self, url: str, size: QSize, radius: int, cover: bool) -> QPixmap | None:
        return self.pictures.pixmap(url, size, radius, cover, self.devicePixelRatioF())

    def focused(self) -> tuple[TimelineRow, Action] | None:
        """The row and the action that have the keyboard's ring."""
        row = self.rows.index_of(self._focus[0])
        if row < 0 or self._focus[1] < 0:
            return None
        actions = self.rows.drawn(row).sheet.actions
        if self._focus[1] >= len(actions):
            return None
        return self.rows.rows[row], actions[self._focus[1]]

    # What a screen reader hears

    def _name(self) -> None:
        if self.state.key is None:
            self.setAccessibleName(t("Messages"))
            self.setAccessibleDescription("")
            return
        name = plain.name(self.state.buyer.name, t("Buyer"))
        self.setAccessibleName(t("Messages with {name}", name=name))
        focused = self.focused()
        if focused is not None:
            self.setAccessibleDescription(plain.one_line(focused[1].label))
            return
        last = self.rows.rows[-1] if len(self.rows) else None
        said = plain.one_line(spoken(last)) if last is not None else ""
        self.setAccessibleDescription(said)
