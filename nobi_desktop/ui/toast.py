"""A short line over the lower end of the window that goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

SHOWN_FOR = 3_000
"""Milliseconds."""


class Toast(plain.Label):
    """Says one sentence over `window` for a while; it takes neither focus nor clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", "second", window)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._going = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._going.timeout.connect(self.hide)
        self.hide()
        window.installEventFilter(self)
        style.watch(self, self._restyle)

    def say(self, sentence: str) -> None:
        """Show `sentence`, in place of one that is still there."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._going.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.adjustSize()
        wide = min(self.width(), window.width() - 48)
        self.setGeometry(
            (window.width() - wide) // 2,
            window.height() - self.height() - 96,
            wide,
            self.height(),
        )

    def _restyle(self, now: Tokens) -> None:
        self.restyle()
        self.setStyleSheet(
            f"QLabel {{ background: {now.text.name()}; color: {now.surface.name()};"
            f" border-radius: {now.px(8)}px; padding: {now.px(8)}px {now.px(14)}px; }}"
        )
