"""Puts outside text on widgets: the only way, and always as plain text.

Outside text is whatever TikTok, a buyer or a file has written. Qt's labels, message boxes and
tooltips guess HTML by default, and HTML loads pictures; here nothing is guessed.
"""

from __future__ import annotations

import textwrap
import unicodedata
from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.theme.tokens import Role

NAME_LENGTH = 60
"""Characters of a name that are shown at the most."""

_FSI, _PDI = "\u2068", "\u2069"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters by category, blank to the eye.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_MARKS_IN_A_ROW = 3


def _is_forbidden(character: str) -> bool:
    return (
        character in _BIDI
        or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
        or 0xE0000 <= ord(character) <= 0xE0FFF
    )


def _is_visible(character: str) -> bool:
    if character in _BLANK or character in _JOINERS:
        return False
    return unicodedata.category(character)[0] in "LNPS"


def one_line(text: str, limit: int = 200) -> str:
    """`text` on one line, without what could change text around it.

    Composes letters (NFC), turns every run of white space into one space, drops control and
    direction characters, and keeps at most three marks on a letter. Cut at `limit` characters.
    """
    # Cut before the work: a message may be 200 KB, a row shows some dozens of characters.
    return _one_line(text[: limit * 8], limit)


@lru_cache(maxsize=2048)
def _one_line(text: str, limit: int) -> str:
    kept: list[str] = []
    marks = 0
    gap = False
    for character in unicodedata.normalize("NFC", text):
        if character.isspace() or character in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
            gap = bool(kept)
            continue
        if _is_forbidden(character):
            continue
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS_IN_A_ROW:
                continue
        else:
            marks = 0
        if gap:
            kept.append(" ")
            gap = False
        kept.append(character)
        if len(kept) >= limit:
            break
    while kept and kept[-1] in "\u200d":
        kept.pop()
    return "".join(kept)


def name(text: str, fallback: str) -> str:
    """A person's or shop's name fit to be shown; `fallback` where nothing visible is left."""
    cleaned = one_line(text, NAME_LENGTH).strip()
    return cleaned if any(_is_visible(character) for character in cleaned) else fallback


def isolate(text: str) -> str:
    """`text` so wrapped that its direction cannot reach the sentence around it."""
    return f"{_FSI}{text}{_PDI}"


def balanced(text: str) -> str:
    """A message's own words, whole, with every direction embedding closed at its end.

    Unlike a name nothing is taken out but NUL and lone surrogates, which no font can show.
    """
    text = "".join(c for c in text if c != "\0" and not 0xD800 <= ord(c) <= 0xDFFF)
    open_isolates = open_embeddings = 0
    for character in text:
        if character in "\u2066\u2067\u2068":
            open_isolates += 1
        elif character == _PDI:
            open_isolates = max(0, open_isolates - 1)
        elif character in "\u202a\u202b\u202d\u202e":
            open_embeddings += 1
        elif character == "\u202c":
            open_embeddings = max(0, open_embeddings - 1)
    return text + "\u202c" * open_embeddings + _PDI * open_isolates


def initials(shown: str) -> str:
    """One or two letters for a round picture: of the first and last word of a cleaned name."""
    words = [w for w in shown.split() if w[0].isalnum()]
    if not words:
        return shown[:1].upper()
    # "ß".upper() is two letters, and a tile has room for two in all.
    letters = [word[0].upper()[:1] for word in words]
    return letters[0] if len(letters) == 1 else letters[0] + letters[-1]


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
    lines = [part for line in text[:1000].split("\n")[:20] for part in textwrap.wrap(line, 64)]
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
