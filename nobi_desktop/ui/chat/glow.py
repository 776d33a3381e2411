"""Lights up one row for a moment, so that the eye finds what was looked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QTimer, QVariantAnimation
from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.theme import style

SHINES = 1_350
"""Milliseconds of full light."""
FADES = 150


class Glow(QObject):
    """Which row is lit, and how strongly (0 to 1); `changed` is called for each step of it.

    The light goes out at once where the system wants no motion.
    """

    def __init__(self, view: QWidget, changed: Callable[[], object]) -> None:
        super().__init__(view)
        self._view = view
        self._changed = changed
        self.key = ""
        self.strength = 0.0
        self._shining = QTimer(self, singleShot=True)
        self._shining.timeout.connect(self._fade)
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setDuration(FADES)
        self._fading.valueChanged.connect(self._step)
        self._fading.finished.connect(self.stop)

    def begin(self, key: str) -> None:
        """Light up the row `key`, and no other."""
        self._fading.stop()
        self.key, self.strength = key, 1.0
        self._shining.start(SHINES if style.moves(self._view) else SHINES + FADES)
        self._changed()

    def stop(self) -> None:
        """Light up nothing."""
        self._shining.stop()
        if self._fading.state() == QAbstractAnimation.State.Running:
            self._fading.stop()
        if self.key:
            self.key, self.strength = "", 0.0
            self._changed()

    def _fade(self) -> None:
        if style.moves(self._view):
            self._fading.start()
        else:
            self.stop()

    def _step(self, value: object) -> None:
        if self.key and isinstance(value, float):
            self.strength = value
            self._changed()
