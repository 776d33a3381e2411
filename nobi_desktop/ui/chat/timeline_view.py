"""Shows a conversation and answers mouse and keyboard: scrolling, selecting, acting on rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nobi_desktop.domain.timeline import Hole, TimelineState
from nobi_desktop.ui import links, plain, times
from nobi_desktop.ui.chat.bubbles.row import spoken
from nobi_desktop.ui.chat.bubbles.sheet import Sheet
from nobi_desktop.ui.chat.selection import WHOLE, text_of
from nobi_desktop.ui.chat.selection import Place as TextPlace
from nobi_desktop.ui.chat.timeline_canvas import TimelineCanvas
from nobi_desktop.ui.chat.words_at import word_around


class TimelineView(TimelineCanvas):
    """The timeline as the seller uses it.

    Signals: `acted` with a row and one of its actions; `menu_wanted` with a row (or None), an
    action (or None) and where on the screen.
    """

    acted = Signal(object, object)
    menu_wanted = Signal(object, object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._pressed: tuple[str, int] = ("", -1)
        self._selecting = False
        self._drag = QTimer(self)
        self._drag.setInterval(30)
        self._drag.timeout.connect(self._drag_on)

    def show_state(self, state: TimelineState) -> None:
        if (state.key, state.window) != (self.state.key, self.state.window):
            self._pressed = ("", -1)
            self._selecting = False
            self._drag.stop()
        super().show_state(state)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._hover_at(self.viewport().mapFromGlobal(self.cursor().pos()))

    # What is selected

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
            self.selection.between(
                TextPlace(self.rows.key_at(0), 0), TextPlace(self.rows.key_at(last), WHOLE)
            )
            self.viewport().update()

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

    def _hover_at(self, point: QPoint) -> None:
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
