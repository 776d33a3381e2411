"""Puts outside text on widgets: the only way, and always as plain text.

Outside text is whatever TikTok, a buyer or a file has written. Qt's labels, message boxes and
tooltips guess HTML by default, and HTML loads pictures; here nothing is guessed.
"""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nobi_desktop.ui.clean import NAME_LENGTH, initials, isolate, name, one_line
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.theme.tokens import Role

__all__ = [
    "NAME_LENGTH",
    "ElidedLabel",
    "Label",
    "caption",
    "draw_line",
    "initials",
    "isolate",
    "name",
    "one_line",
    "set_tip",
    "tip",
]


_TIP_WIDTH = 64


def caption(text: str) -> str:
    """Outside text for a button or menu entry, where a lone & would underline a letter."""
    return one_line(text).replace("&", "&&")


def set_tip(widget: QWidget, text: str) -> None:
    """Give `widget` the tooltip `text`, shown letter for letter."""
    widget.setToolTip(tip(text))


def tip(text: str) -> str:
    """`text` as the tooltip markup that shows it letter for letter."""
    if not text:
        return ""
    # Qt would wrap at a third of the screen or not at all: lines are made here, and kept.
    if len(text) <= _TIP_WIDTH and "\n" not in text:
        return f"<span style='white-space:pre'>{_escaped(text.strip())}</span>"
    lines: list[str] = []
    for line in text[:1000].split("\n")[:20]:
        if len(line) > _TIP_WIDTH:
            lines += textwrap.wrap(line, _TIP_WIDTH)
        elif short := line.strip():
            lines.append(short)
    return "<span style='white-space:pre'>" + "<br>".join(map(_escaped, lines)) + "</span>"


class Label(QLabel):
    """A label that shows its text letter for letter, in a font role of the theme."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._role: Role = role
        self.restyle()
        self.setText(text)

    def restyle(self) -> None:
        """Take font and line height of the current theme and zoom."""
        now = tokens.current()
        font = now.font(self._role)
        self.setFont(font)
        # Asking the label itself would take in the style sheet before it has its name.
        asked = QFontMetrics(font).boundingRect(QRect(0, 0, 4000, 4000), 0, "ẪỠgj").height()
        self.setMinimumHeight(max(now.line_height(self._role), asked))


class ElidedLabel(Label):
    """A label of one line that ends in … where there is no room, and then tells all as a tip."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), self.minimumHeight())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        set_tip(self, self.text() if shown != self.text() else "")
        painter.drawText(box, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), shown)
        painter.end()


def draw_line(
    painter: QPainter, box: QRect, text: str, *, right: bool = False, both_ends: bool = False
) -> int:
    """Draw `text` on one line in `box` with the painter's font and pen, ending in … if too long.

    With `both_ends` the … stands in its middle. Answers the pixels it took.
    """
    metrics = QFontMetrics(painter.font())
    cut = Qt.TextElideMode.ElideMiddle if both_ends else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(text, cut, max(0, box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(box, flags, shown)
    return min(box.width(), metrics.horizontalAdvance(shown))


def _escaped(text: str) -> str:
    """`text` letter for letter in Qt's rich text."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
