"""A small grid of the emoji sellers use, the ones used last in front."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

COLUMNS = 10
RECENT = 10

_ROWS = (
    "😀 😁 😂 🤣 😊 🥰 😍 😘 😉 😎 🤗 🤩 😇 🙂 🙃 😋 😜 🤔 🤭 😌",
    "😴 😅 😓 😥 😢 😭 😔 😟 😳 😱 😡 🤒 🤧 🤝 👍 👎 👌 ✌️ 🤞 👏",
    "🙌 🙏 💪 👋 👉 👈 👆 👇 ☝️ ✋ ❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💕 💖",
    "💯 ✨ ⭐ 🌟 🔥 🎉 🎊 🎁 🎀 🎈 🌸 🌹 🌷 🌺 🌻 🍀 ☀️ 🌈 ☔ ❄️",
    "🛍️ 🛒 📦 🚚 🚛 🏠 💰 💵 💳 🏷️ 👗 👚 👕 👖 👟 👠 👜 💄 🧴 💍",
    "📷 📱 💬 📞 ⏰ 📅 📍 ✅ ❌ ❗ ❓ ⚠️ 🔄 🆕 🆓 ☕ 🧋 🍜 🍰 🎂",
)
ALL = tuple(emoji for row in _ROWS for emoji in row.split())
"""One hundred and twenty emoji, faces first, then hands, hearts, things of a shop."""

_recent: list[str] = []


def used(emoji: str) -> None:
    """Put `emoji` in front of those used last, for as long as the program runs."""
    if emoji in _recent:
        _recent.remove(emoji)
    _recent.insert(0, emoji)
    del _recent[RECENT:]


class EmojiPopup(QFrame):
    """A popup grid; `chosen` tells which emoji was picked. Arrow keys move, Esc closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("emojiPopup")
        self.setAccessibleName(t("Emoji"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._recents = QGridLayout()
        self._recents.setSpacing(2)
        self._rule = QFrame(self)
        self._rule.setFixedHeight(1)
        grid = QGridLayout()
        grid.setSpacing(2)
        column.addLayout(self._recents)
        column.addWidget(self._rule)
        column.addLayout(grid)
        self._buttons = [self._button(emoji) for emoji in ALL]
        for place, button in enumerate(self._buttons):
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        self._recent_buttons: list[QToolButton] = []
        style.watch(self, self._restyle)

    def open_over(self, anchor: QWidget) -> None:
        """Open above `anchor`, inside the screen."""
        for old in self._recent_buttons:
            self._recents.removeWidget(old)
            old.deleteLater()
        self._recent_buttons = [self._button(emoji) for emoji in _recent]
        for place, button in enumerate(self._recent_buttons):
            self._recents.addWidget(button, 0, place)
        self._rule.setVisible(bool(_recent))
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, -self.sizeHint().height() - 6))
        screen = anchor.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), corner.y()))
        self.move(corner)
        self.show()
        self._buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: COLUMNS,
            Qt.Key.Key_Up: -COLUMNS,
        }
        step = steps.get(Qt.Key(event.key()))
        focus = self.focusWidget()
        if step is None or focus not in self._buttons:
            super().keyPressEvent(event)
            return
        at = self._buttons.index(focus) + step
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus()

    def _button(self, emoji: str) -> QToolButton:
        made = QToolButton(self)
        made.setText(emoji)
        made.setAccessibleName(t("Emoji {emoji}", emoji=emoji))
        made.setAutoRaise(True)
        self._size(made)
        made.clicked.connect(lambda: self._pick(emoji))
        return made

    def _size(self, button: QToolButton) -> None:
        now = tokens.current()
        font = now.font("body")
        font.setPixelSize(now.px(20))
        button.setFont(font)
        button.setFixedSize(now.px(34), now.px(34))
        button.setStyleSheet(f"QToolButton {{ padding: 0; font-size: {now.px(20)}px; }}")

    def _pick(self, emoji: str) -> None:
        used(emoji)
        self.hide()
        self.chosen.emit(emoji)

    def _restyle(self, now: Tokens) -> None:
        for button in (*self._buttons, *self._recent_buttons):
            self._size(button)
        self.setStyleSheet(
            f"QFrame#emojiPopup {{ background: {now.surface.name()};"
            f" border: 1px solid {now.line.name()}; border-radius: 8px; }}"
        )
        self._rule.setStyleSheet(f"background: {now.line.name()};")
        plain.set_tip(self, "")
