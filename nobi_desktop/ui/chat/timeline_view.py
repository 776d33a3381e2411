"""Shows a conversation's rows: scrolling, painting, selecting, and what can be done with each."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from nobi_desktop.domain.timeline import Hole, TimelineRow, TimelineState
from nobi_desktop.ui import plain, times
from nobi_desktop.ui.chat import links
from nobi_desktop.ui.chat.bubbles.row import spoken
from nobi_desktop.ui.chat.bubbles.sheet import Action, Sheet, Stage
from nobi_desktop.ui.chat.jump import JumpButton
from nobi_desktop.ui.chat.look import Look, thin
from nobi_desktop.ui.chat.pictures import Pictures
from nobi_desktop.ui.chat.place import Place
from nobi_desktop.ui.chat.rows import Rows
from nobi_desktop.ui.chat.selection import Place as TextPlace
from nobi_desktop.ui.chat.selection import Selection, text_of
from nobi_desktop.ui.chat.words_at import word_around
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

ASK_AGAIN = 3.0
"""Seconds after which older rows are asked for again where nothing has come."""
TICK = 5_000
"""Milliseconds between looks at words that change with time."""


class TimelineView(QAbstractScrollArea):
    """The rows of one conversation, the same cost for a thousand as for a hundred thousand.

    Signals: `older_wanted` near the top; `bottom_seen` when the newest row comes into sight or
    leaves it; `acted` with a row and one of its actions; `menu_wanted` with a row (or None), an
    action (or None) and where on the screen.
    """

    older_wanted = Signal()
    bottom_seen = Signal(bool)
    acted = Signal(object, object)
    menu_wanted = Signal(object, object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
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
        self._pressed: tuple[str, int] = ("", -1)
        self._selecting = False
        self._keyboard = False
        self._below = 0
        self._asked: tuple[object, float] = (None, 0.0)
        self._told_bottom: bool | None = None
        self._inside = False
        self._today = times.local(time.time()).date()
        self.jump = JumpButton(self)
        self.jump.clicked.connect(self.to_bottom)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._time_passed)
        self._drag = QTimer(self)
        self._drag.setInterval(30)
        self._drag.timeout.connect(self._drag_on)
        self.verticalScrollBar().setSingleStep(40)
        self.bar = OverlayScrollBar(self)
        self._name()
        style.watch(self, self._restyle)

    # What is shown

    def show_state(self, state: TimelineState) -> None:
        """Show `state`: another conversation from its place, the same one without a jump."""
        fresh = (state.key, state.window) != (self.state.key, self.state.window)
        self.state = state
        if fresh:
            self.rows.clear()
            self.selection.clear()
            self._hover = self._focus = self._pressed = ("", -1)
            self._selecting = False
            self._below = 0
            self._asked = (None, 0.0)
            self._told_bottom = None
            self.place.stuck = True
        was_stuck = self.place.stuck
        was_empty = not len(self.rows)
        self.rows.put_on(self.viewport().width(), self._look)
        arrived = self.rows.take(state)
        view = self.viewport().height()
        if fresh or was_empty:
            self._open(view)
        elif arrived.ours:
            self.place.to_bottom(view)
        else:
            self.place.settle(view)
            if not was_stuck:
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

    def to_bottom(self) -> None:
        """Go to the newest row."""
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

    def selected_text(self) -> str:
        """What is selected, as plain text."""
        return text_of(self.selection, self.rows.rows, self.rows.index_of)

    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        said = self.selected_text()
        if said:
            QGuiApplication.clipboard().setText(said)

    def select_all(self) -> None:
        """Select all rows that are here."""
        if len(self.rows):
            last = len(self.rows) - 1
            end = 1 << 40
            self.selection.between(
                TextPlace(self.rows.key_at(0), 0), TextPlace(self.rows.key_at(last), end)
            )
            self.viewport().update()

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
        self.viewport().update()

    def _ask_older(self, view: int) -> None:
        state = self.state
        if not len(self.rows) or state.reaches_start or state.loading:
            return
        if self.place.value > 1.5 * view:
            return
        mark = (state.key, state.window, self.rows.key_at(0), state.older)
        asked, at = self._asked
        now = time.monotonic()
        if asked == mark and now - at < ASK_AGAIN:
            return
        self._asked = (mark, now)
        # Not from within the news that brought these rows: the desk is still telling it.
        QTimer.singleShot(0, self, self.older_wanted.emit)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if self._inside:
            return
        self.place.scroll(self.verticalScrollBar().value(), self.viewport().height())
        self._placed()
        self._hover_at(self.viewport().mapFromGlobal(self.cursor().pos()), tip=False)

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
        self.place.settle(self.viewport().height())
        self._placed()

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
            self.place.settle(self.viewport().height())
            self._placed()
        self.viewport().update()

    def _time_passed(self) -> None:
        today = times.local(time.time()).date()
        if today != self._today:
            self._today = today
            self.rows.forget_all()
        for row in self.rows.unsettled():
            self.rows.forget(row)
        self.place.settle(self.viewport().height())
        self._placed()

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
        stage = Stage(
            picture=self._pixmap,
            clip=QRectF(),
            selection=thin(colours.accent, 80 if colours.dark else 60),
            ring=colours.accent,
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

    def _pixmap(self, url: str, size: QSize, radius: int, cover: bool) -> QPixmap | None:
        return self.pictures.pixmap(url, size, radius, cover, self.devicePixelRatioF())

    # Where the mouse is

    def _at(self, point: QPointF) -> tuple[int, Sheet, QPointF] | None:
        """The row at `point` of the view, its sheet, and the point on that sheet."""
        view = self.viewport().height()
        row = self.place.row_at(int(point.y()), view)
        if row < 0:
            return None
        drawn = self.rows.drawn(row)
        y = self.place.top(row, view) + drawn.lead
        return row, drawn.sheet, QPointF(point.x(), point.y() - y)

    def _text_place(self, point: QPointF) -> TextPlace | None:
        found = self._at(point)
        if found is None:
            return None
        row, sheet, local = found
        if not sheet.texts:
            offset = 0 if local.y() < sheet.height / 2 else len(spoken(self.rows.rows[row]))
            return TextPlace(self.rows.key_at(row), offset)
        return TextPlace(self.rows.key_at(row), sheet.offset_at(local))

    def _hover_at(self, point: QPoint, *, tip: bool = True) -> None:
        found = self._at(QPointF(point)) if self.viewport().rect().contains(point) else None
        hover = ("", -1)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None:
            row, sheet, local = found
            number = sheet.action_at(local)
            if number >= 0:
                hover = (self.rows.key_at(row), number)
                shape = Qt.CursorShape.PointingHandCursor
            elif sheet.text_at(local) is not None:
                shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()
        del tip

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event)
            return True
        if event.type() == QEvent.Type.Leave and self._hover[1] >= 0:
            self._hover = ("", -1)
            self.viewport().update()
        return super().viewportEvent(event)

    def _tip(self, event: QHelpEvent) -> None:
        found = self._at(QPointF(event.pos()))
        said = ""
        if found is not None:
            number, sheet, local = found
            row = self.rows.rows[number]
            at = sheet.action_at(local)
            if at >= 0 and sheet.actions[at].name == "link":
                address = links.checked(sheet.actions[at].target)
                said = links.host(address) if address is not None else ""
            elif sheet.foot.contains(local) and not isinstance(row, Hole):
                said = times.moment(row.created)
        QToolTip.showText(event.globalPos(), plain.tip(said), self.viewport())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            self._reach(event.position())
            outside = not self.viewport().rect().contains(event.position().toPoint())
            if outside and not self._drag.isActive():
                self._drag.start()
            return
        self._hover_at(event.position().toPoint())

    def _reach(self, point: QPointF) -> None:
        place = self._text_place(point)
        if place is not None:
            self.selection.extend(place)
            if not self.selection.empty:
                self._pressed = ("", -1)
            self.viewport().update()

    def _drag_on(self) -> None:
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        inside = self.viewport().rect()
        if not self._selecting or inside.contains(point):
            self._drag.stop()
            return
        over = point.y() - (inside.bottom() if point.y() > inside.bottom() else inside.top())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, over)))
        self._reach(QPointF(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        self._focus = ("", -1)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._at(event.position())
        self._pressed = ("", -1)
        if found is not None:
            row, sheet, local = found
            self._pressed = (self.rows.key_at(row), sheet.action_at(local))
        place = self._text_place(event.position())
        if place is not None:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection.anchor:
                self.selection.extend(place)
            else:
                self.selection.begin(place)
            self._selecting = True
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._selecting = False
        self._drag.stop()
        pressed, self._pressed = self._pressed, ("", -1)
        if self.selection.empty:
            found = self._at(event.position())
            if found is not None and pressed[1] >= 0:
                row, sheet, local = found
                if (self.rows.key_at(row), sheet.action_at(local)) == pressed:
                    self.acted.emit(self.rows.rows[row], sheet.actions[pressed[1]])
            return
        self._to_selection_clipboard()

    def _to_selection_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._text_place(event.position())
        found = self._at(event.position())
        if place is None or found is None or found[1].text_at(found[2]) is None:
            return
        said = spoken(self.rows.rows[found[0]])
        start, end = word_around(said, place.offset)
        self.selection.between(TextPlace(place.key, start), TextPlace(place.key, end))
        self._selecting = False
        self._to_selection_clipboard()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Zoom belongs to the window.
            event.ignore()
            return
        super().wheelEvent(event)

    # The keyboard

    def reachable(self) -> list[tuple[str, int]]:
        """What can be done in sight, from top to bottom: row keys and numbers of actions."""
        view = self.viewport().height()
        found = []
        for row in self.place.shown(view):
            drawn = self.rows.drawn(row)
            y = self.place.top(row, view) + drawn.lead
            for number, action in enumerate(drawn.sheet.actions):
                if any(r.top() + y < view and r.bottom() + y > 0 for r in action.rects):
                    found.append((self.rows.key_at(row), number))
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        there = self.reachable()
        if there:
            self._keyboard = True
            step = 1 if forward else -1
            if self._focus in there:
                at = there.index(self._focus) + step
            else:
                at = 0 if forward else len(there) - 1
            if 0 <= at < len(there):
                self._focus = there[at]
                self._name()
                self.viewport().update()
                return True
        self._focus = ("", -1)
        self.viewport().update()
        return super().focusNextPrevChild(forward)

    def focused(self) -> tuple[TimelineRow, Action] | None:
        """The row and the action that have the keyboard's ring."""
        row = self.rows.index_of(self._focus[0])
        if row < 0 or self._focus[1] < 0:
            return None
        actions = self.rows.drawn(row).sheet.actions
        if self._focus[1] >= len(actions):
            return None
        return self.rows.rows[row], actions[self._focus[1]]

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._focus = ("", -1)
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        moves: dict[int, Callable[[], object]] = {
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - bar.pageStep()),
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + bar.pageStep()),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: self.to_bottom,
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - bar.singleStep()),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + bar.singleStep()),
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Space: self._enter,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and not self.selection.empty:
            self.selection.clear()
            self.viewport().update()
        elif event.key() in moves and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            moves[event.key()]()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        found = self.focused()
        if found is not None:
            self.acted.emit(*found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            focused = self.focused()
            shown = self.place.shown(self.viewport().height())
            row = focused[0] if focused else self.rows.rows[shown[-1]] if len(shown) else None
            middle = self.viewport().mapToGlobal(self.viewport().rect().center())
            self.menu_wanted.emit(row, focused[1] if focused else None, middle)
            return
        found = self._at(QPointF(event.pos()))
        if found is None:
            return
        number, sheet, local = found
        if not sheet.ground.contains(local) and self.selection.empty:
            return
        at = sheet.action_at(local)
        row = self.rows.rows[number] if sheet.ground.contains(local) else None
        action = sheet.actions[at] if at >= 0 else None
        self.menu_wanted.emit(row, action, event.globalPos())

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
