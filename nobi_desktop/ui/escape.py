"""Esc is a key of the window; a widget that needs it for itself hears of it here first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt


def asked(event: QEvent) -> bool:
    """Whether `event` asks who wants Esc before the window gets it; to accept it is to take it."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    from PySide6.QtGui import QKeyEvent

    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
