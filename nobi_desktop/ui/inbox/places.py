"""What stands where the list has no rows: skeletons while it loads, or words and one next step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.inbox.row_delegate import AVATAR, SIDE, row_height
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

SKELETON_AFTER = 200
"""Milliseconds of loading before anything says so: quick loads must not flicker."""

# Widths of the three lines of a skeleton row, as shares of the room.
_LINES = ((0.52, 0.86, 0.34), (0.40, 0.70, 0.42), (0.60, 0.78, 0.30), (0.46, 0.62, 0.38))


class Skeleton(QWidget):
    """Rows without words, standing still, while the first rows are on their way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxSkeleton")
        self.translate()

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Conversations are being loaded"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        px = tokens.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.chip)
        high = row_height(tokens)
        left = px(SIDE) + px(AVATAR) + px(12)
        room = max(0, self.width() - left - px(SIDE))
        for number in range(self.height() // high + 1):
            top = number * high
            painter.drawEllipse(
                QRectF(px(SIDE), top + (high - px(AVATAR)) / 2, px(AVATAR), px(AVATAR))
            )
            for line, share in enumerate(_LINES[number % len(_LINES)]):
                bar = QRectF(left, top + px(15) + line * px(20), room * share, px(10))
                painter.drawRoundedRect(bar, px(5), px(5))
        painter.end()


class Drawing(QWidget):
    """A line drawing on a soft disc."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        style.watch(self, lambda tokens: self.setFixedSize(tokens.px(96), tokens.px(96)))

    def show_drawing(self, name: str) -> None:
        """Draw the icon `name`."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent_soft)
        painter.drawEllipse(self.rect())
        size = tokens.px(44)
        icon = assets.pixmap(self._name, tokens.accent, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, icon)
        painter.end()


class EmptyPlace(QWidget):
    """Says what this place is for, and offers the one next step where there is one."""

    asked = Signal()
    """The seller takes the step."""
    asked_other = Signal()
    """The seller takes the other, quieter step."""

    def __init__(self, parent: QWidget | None = None, name: str = "inboxEmpty") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._drawing = Drawing("inbox", self)
        self._title = plain.Label("", "strong", self)
        self._text = plain.Label("", "second", self)
        self._text.setProperty("tone", "second")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._step = QPushButton(self)
        self._step.setObjectName(f"{name}Step")
        self._step.setProperty("kind", "outline")
        self._step.clicked.connect(lambda: self.asked.emit())
        self._other = QPushButton(self)
        self._other.setObjectName(f"{name}Other")
        self._other.setProperty("kind", "quiet")
        self._other.clicked.connect(lambda: self.asked_other.emit())
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(12)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addSpacing(8)
        self._column.addWidget(self._step, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)
        style.watch(self, self._restyle)

    def show_words(
        self, drawing: str, title: str, text: str, step: str = "", other: str = ""
    ) -> None:
        """Show these words; `step` and `other` name the buttons, none where they are empty."""
        self._drawing.show_drawing(drawing)
        self._title.setText(title)
        self._text.setText(text)
        self._step.setText(plain.caption(step))
        self._step.setVisible(bool(step))
        self._other.setText(plain.caption(other))
        self._other.setVisible(bool(other))

    def _restyle(self, tokens: Tokens) -> None:
        margin = tokens.px(32)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._title.restyle()
        self._text.restyle()
