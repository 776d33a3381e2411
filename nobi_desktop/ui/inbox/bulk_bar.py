"""The bar that commands several conversations, and the line that takes a command back."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from nobi_desktop.domain.tag import UndoOffer
from nobi_desktop.ui import assets, keys, plain, words_inbox
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

_SLIDE = 120
UNDO_STAYS = 10_000
"""Milliseconds after which the line goes, unless the mouse or the keyboard is on it."""

_BUTTONS = (
    ("tag", "tag"),
    ("unread", "unread"),
    ("settle", "check"),
    ("remind", "bell"),
    ("clear", "close"),
)


_COMMANDS = {"tag": "tag_menu", "unread": "mark_unread", "settle": "settle", "remind": "remind"}


class BulkBar(QFrame):
    """How many are selected, and what can be done with them."""

    wanted = Signal(str)
    """A button was pressed: tag, unread, settle, remind or clear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulkBar")
        self._number = 0
        self._reads = False
        self._said = plain.ElidedLabel("", "second_strong", self)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._said, 1)
        self._buttons: dict[str, QToolButton] = {}
        for name, _icon in _BUTTONS:
            button = QToolButton(self)
            button.setObjectName(f"bulk_{name}")
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._line.addWidget(button)
            self._buttons[name] = button
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setDuration(_SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._settled)
        self.hide()
        self.translate()
        keys.watch(self, self.translate)
        style.watch(self, self._restyle)

    def show_number(self, number: int, *, reads: bool) -> None:
        """Tell that `number` are selected; with `reads` they can be marked read, else unread."""
        self._number, self._reads = number, reads
        if bool(number) is self.isHidden():
            self._move(bool(number))
        if number:
            self.translate()

    def button(self, name: str) -> QToolButton:
        """The button `name`."""
        return self._buttons[name]

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Selected conversations"))
        self._said.setText(t("{n} selected", n=self._number))
        said = {
            "tag": t("Tags…"),
            "unread": t("Mark read") if self._reads else t("Mark unread"),
            "settle": t("Needs no answer"),
            "remind": t("Remind me later…"),
            "clear": t("Clear the selection (Esc)"),
        }
        for name, button in self._buttons.items():
            button.setAccessibleName(said[name])
            plain.set_tip(button, keys.beside(said[name], _COMMANDS.get(name, "")))

    def _move(self, up: bool) -> None:
        high = self.sizeHint().height()
        self._slide.stop()
        if not up or not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
            self.setMaximumHeight(high if up else 16_777_215)
            self.setVisible(up)
            return
        self._slide.setStartValue(0)
        self._slide.setEndValue(high)
        self.setMaximumHeight(0)
        self.show()
        self._slide.start()

    def _settled(self) -> None:
        self.setMaximumHeight(16_777_215)

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._line.setContentsMargins(px(16), px(6), px(8), px(6))
        self._line.setSpacing(px(2))
        self._said.restyle()
        for name, icon in _BUTTONS:
            button = self._buttons[name]
            button.setIcon(assets.icon(icon, now.text, px(18)))
            button.setIconSize(assets.icon_size(px(18)))
            button.setFixedSize(px(34), px(34))


class UndoLine(QFrame):
    """What was just done, and one button that takes it back."""

    taken = Signal(int)
    """Take back the command of this number."""
    dismissed = Signal()
    """The line goes without it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoLine")
        self._offer: UndoOffer | None = None
        self._said = plain.ElidedLabel("", "second", self)
        self._undo = QPushButton(self)
        self._undo.setObjectName("undoButton")
        self._undo.clicked.connect(self._take)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._said, 1)
        self._line.addWidget(self._undo)
        self._stay = QTimer(self, singleShot=True, interval=UNDO_STAYS)
        self._stay.timeout.connect(self._time_is_over)
        self._undo.installEventFilter(self)
        self.hide()
        style.watch(self, self._restyle)

    def show_offer(self, offer: UndoOffer | None) -> None:
        """Offer to take `offer` back; nothing where it is None."""
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            self._stay.stop()
            return
        self.translate()
        self._stay.start()

    def translate(self) -> None:
        """Take the words of the present language."""
        self._undo.setText(t("Undo"))
        if self._offer is not None:
            said = words_inbox.undone(self._offer)
            self._said.setText(said)
            self.setAccessibleName(said)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._stay.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._go_on()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._stay.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._go_on()
        return False

    def _go_on(self) -> None:
        if self._offer is not None and not self._undo.hasFocus():
            self._stay.start()

    def _time_is_over(self) -> None:
        if not self.underMouse() and not self._undo.hasFocus():
            self.dismissed.emit()

    def _take(self) -> None:
        if self._offer is not None:
            self.taken.emit(self._offer.number)

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._line.setContentsMargins(px(16), px(6), px(8), px(6))
        self._line.setSpacing(px(8))
        self._said.restyle()
