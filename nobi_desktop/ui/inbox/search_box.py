"""The field above the list that words are searched for in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from nobi_desktop.ui import assets, escape, keys, plain
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

DEBOUNCE = 120
"""Milliseconds of quiet after which the words are searched for."""

LONGEST = 200


class SearchBox(QLineEdit):
    """Tells the words once the hand rests; Esc clears it and gives the focus back."""

    asked = Signal(str)
    """The words to search for; empty: nothing any more."""
    down = Signal()
    """The keyboard goes on to the results."""
    entered = Signal()
    """The first result is wanted."""
    left = Signal()
    """Esc: the search is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setMaxLength(LONGEST)
        self._before: QWidget | None = None
        self._told = ""
        self._rest = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._rest.timeout.connect(self.tell)
        self.textChanged.connect(self._changed)
        self._clear = QToolButton(self)
        self._clear.setObjectName("searchClear")
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.finish)
        self._clear.hide()
        self.translate()
        style.watch(self, self._restyle)

    def translate(self) -> None:
        """Take the words of the present language."""
        said = t("Search names, chats, orders")
        self.setPlaceholderText(said)
        self.setAccessibleName(said)
        plain.set_tip(self, keys.beside(said, "search"))
        self._clear.setAccessibleName(t("Clear the search"))
        plain.set_tip(self._clear, t("Clear the search (Esc)"))

    def begin(self) -> None:
        """Take the focus; what has it now gets it back."""
        focus = QApplication.focusWidget()
        if focus is not self:
            self._before = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def finish(self) -> None:
        """End the search and give the focus back."""
        self.clear()
        self.tell()
        before, self._before = self._before, None
        self.left.emit()
        if before is not None and before.isVisible():
            before.setFocus()

    def tell(self) -> None:
        """Tell the words as they stand now, where they are others than told last."""
        self._rest.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.asked.emit(words)

    def event(self, event: QEvent) -> bool:
        if escape.asked(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.finish()
        elif key == Qt.Key.Key_Down:
            self.tell()
            self.down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tell()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = theme.current()
        side = now.px(16)
        painter = QPainter(self)
        sign = assets.pixmap("search", now.text_3, side, self.devicePixelRatioF())
        painter.drawPixmap(now.px(11), (self.height() - side) // 2, sign)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.current().px(24)
        self._clear.setGeometry(
            self.width() - side - theme.current().px(6), (self.height() - side) // 2, side, side
        )

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._rest.start()

    def _restyle(self, now: Tokens) -> None:
        self.setFont(now.font("second"))
        self.setFixedHeight(max(now.px(36), now.line_height("second") + now.px(14)))
        self.setTextMargins(now.px(22), 0, now.px(22), 0)
        self._clear.setIcon(assets.icon("close", now.text_2, now.px(12)))
        self._clear.setIconSize(assets.icon_size(now.px(12)))
