"""Lays text out, with links and a selection in it, and paints messages of plain words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from nobi_desktop.domain.folding import spans as places_of
from nobi_desktop.ui import links
from nobi_desktop.ui.chat.bubbles.sheet import Action, Label, Sheet, Stage
from nobi_desktop.ui.chat.look import Look, Type
from nobi_desktop.ui.words import t

SHOWN = 4000
"""Characters of a message that are shown before the seller asks for the rest."""
SHOWN_LINES = 60
MARKED = 200
"""Places in one text that are marked at most while words are looked for."""
INLINE = 20_000
"""Characters that a bubble itself can show; longer texts have a window of their own."""

# Line breaks become the separator that a single text layout knows, other control characters
# (tab aside) a space: one for one, so that places in the text keep their numbers.
_DISPLAY = {code: " " for code in (*range(32), *range(127, 160)) if code != 9} | {
    0x0A: "\u2028",
    0x0B: "\u2028",
    0x0C: "\u2028",
    0x85: "\u2028",
    0x2029: "\u2028",
}
_DENSE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]{3,}"
)
_EMOJI = re.compile(
    "^(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff"
    "\u3030\u303d\u3297\u3299\u200d\ufe0f\U000e0020-\U000e007f\u20e3]|\\s)+$"
)
_JOINING = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff\\s]")


def units(text: str) -> int:
    """The length of `text` in UTF-16 units, as TikTok is assumed to count and Qt does."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    """The part of `text` from UTF-16 unit `start` up to `end`."""
    if text.isascii():
        return text[start:end]
    whole = text.encode("utf-16-le", "surrogatepass")
    return whole[2 * start : 2 * end].decode("utf-16-le", "ignore")


def tidy(text: str) -> str:
    """`text` with every kind of line break as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_emoji(text: str) -> bool:
    """Whether `text` is one to three emoji and nothing else."""
    if len(text) > 24 or not _EMOJI.match(text):
        return False
    seen = len(_JOINING.sub("", text)) - text.count("\u200d")
    return 0 < seen <= 3


class Block:
    """A laid out text at a place. Each is a paragraph of its own: no mark of direction in it can
    reach the text of another."""

    __slots__ = (
        "_layout",
        "_lines",
        "_marks",
        "clipped",
        "colour",
        "height",
        "last",
        "length",
        "plain",
        "selectable",
        "start",
        "width",
        "x",
        "y",
    )

    def __init__(
        self,
        text: str,
        type: Type,
        colour: QColor,
        width: float,
        *,
        lines: int = 0,
        start: int = 0,
        spans: Sequence[tuple[int, int]] = (),
        link: QColor | None = None,
        centred: bool = False,
    ) -> None:
        """Lay `text` out in `width`; `lines` above 0 is the most it may have, the last elided.

        `spans` are ranges in UTF-16 units to be underlined in the colour `link`.
        """
        self.plain = text
        self.start = start
        self.colour = colour
        self.x = 0.0
        self.y = 0.0
        self.clipped = _DENSE.search(text) is not None
        shown = text.translate(_DISPLAY)
        self._layout = _laid(shown, type, width, spans, link, centred)
        if lines and self._layout.lineCount() > lines:
            last = self._layout.lineAt(lines - 1).textStart()
            head, tail = cut(shown, 0, last), cut(shown, last, last + 400)
            tail = tail.split("\u2028")[0].rstrip() + "…"
            fitted = type.metrics.elidedText(tail, Qt.TextElideMode.ElideRight, width)
            self._layout = _laid(head + fitted, type, width, (), None, centred)
        self._lines = self._layout.lineCount()
        self._marks: tuple[str, list[tuple[int, int]]] = ("", [])
        self.width = 0.0
        self.height = 0.0
        self.last = 0.0
        for number in range(self._lines):
            line = self._layout.lineAt(number)
            self.last = line.naturalTextWidth()
            self.width = max(self.width, self.last)
        if self._lines:
            bottom = self._layout.lineAt(self._lines - 1)
            self.height = bottom.y() + bottom.height() + (_extra(type, bottom.height()) / 2)
        if centred:
            self.width = width
        self.length = units(text)

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return self._lines

    @property
    def rect(self) -> QRectF:
        return QRectF(self.x, self.y, self.width, self.height)

    def move(self, dx: float, dy: float) -> None:
        self.x += dx
        self.y += dy

    def hit(self, point: QPointF) -> int:
        """The place in the row's text that is nearest to `point`."""
        if point.y() < self.y:
            return self.start
        if point.y() >= self.y + self.height:
            return self.start + self.length
        for number in range(self._lines):
            line = self._layout.lineAt(number)
            if point.y() < self.y + line.y() + line.height() or number == self._lines - 1:
                return self.start + min(self.length, line.xToCursor(point.x() - self.x))
        return self.start

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the characters from `start` up to `end` of this block stand, line by line."""
        found = []
        for number in range(self._lines):
            line = self._layout.lineAt(number)
            first, past = line.textStart(), line.textStart() + line.textLength()
            low, high = max(start, first), min(end, past)
            if low < high:
                left, right = _x(line, low), _x(line, high)
                found.append(
                    QRectF(
                        self.x + min(left, right),
                        self.y + line.y(),
                        abs(right - left),
                        line.height(),
                    )
                )
        return found

    def paint(self, painter: QPainter, stage: Stage) -> None:
        ranges = [_marked(start, end, stage) for start, end in self._marked(stage.words)]
        if stage.selected is not None:
            low = max(0, stage.selected[0] - self.start)
            high = min(self.length, stage.selected[1] - self.start)
            if low < high:
                chosen = QTextLayout.FormatRange()
                chosen.start = low
                chosen.length = high - low
                form = QTextCharFormat()
                form.setBackground(stage.selection)
                chosen.format = form
                ranges.append(chosen)
        painter.setPen(self.colour)
        if self.clipped:
            # Towers of marks reach over their line; they must not cover another bubble.
            painter.save()
            painter.setClipRect(self.rect.adjusted(-8, -6, 8, 6), Qt.ClipOperation.IntersectClip)
        self._layout.draw(painter, QPointF(self.x, self.y), ranges, stage.clip)
        if self.clipped:
            painter.restore()

    def _marked(self, wanted: str) -> list[tuple[int, int]]:
        """Where `wanted` stands, in UTF-16 units; looked for once, the layout stays as it is."""
        if self._marks[0] != wanted:
            self._marks = (wanted, _units_of(self._layout.text(), wanted) if wanted else [])
        return self._marks[1]


def _units_of(text: str, wanted: str) -> list[tuple[int, int]]:
    found = places_of(text, wanted)[:MARKED]
    if text.isascii():
        return list(found)
    counted, past, seen = [], 0, 0
    for start, end in found:
        first = seen + units(text[past:start])
        past, seen = end, first + units(text[start:end])
        counted.append((first, seen))
    return counted


def _marked(start: int, end: int, stage: Stage) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = end - start
    form = QTextCharFormat()
    form.setBackground(stage.mark)
    form.setForeground(stage.mark_ink)
    made.format = form
    return made


def _x(line: object, place: int) -> float:
    found = line.cursorToX(place)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _extra(type: Type, height: float) -> float:
    return max(0.0, type.line - height)


def _laid(
    text: str,
    type: Type,
    width: float,
    spans: Sequence[tuple[int, int]],
    link: QColor | None,
    centred: bool,
) -> QTextLayout:
    layout = QTextLayout(text, type.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if spans and link is not None:
        layout.setFormats([_underlined(start, end, link) for start, end in spans])
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        extra = _extra(type, line.height())
        line.setPosition(QPointF(0, y + extra / 2))
        y += line.height() + extra
    layout.endLayout()
    return layout


def _underlined(start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = end - start
    form = QTextCharFormat()
    form.setForeground(colour)
    form.setFontUnderline(True)
    made.format = form
    return made


def shortened(text: str) -> str:
    """The part of a long message that is shown first: 4,000 characters, 60 lines."""
    short = text[:SHOWN]
    breaks = 0
    for place, letter in enumerate(short):
        if letter == "\n":
            breaks += 1
            if breaks >= SHOWN_LINES:
                return short[:place]
    return short


def words(
    text: str, width: float, look: Look, *, expanded: bool = False, colour: QColor | None = None
) -> Sheet:
    """A message of plain words, with its links and, where it is long, the way to all of it."""
    sheet = Sheet()
    ink = colour or look.tokens.text
    whole = tidy(text)
    shown = whole if expanded and len(whole) <= INLINE else shortened(whole)
    if is_emoji(whole):
        block = Block(whole, look.big, ink, width)
        found: tuple[links.Link, ...] = ()
        spans: list[tuple[int, int]] = []
    else:
        found = links.find(shown) if "://" in shown else ()
        spans = [(units(shown[: a.start]), units(shown[: a.end])) for a in found]
        block = Block(
            shown,
            look.type("body"),
            ink,
            width,
            spans=spans,
            link=look.tokens.accent,
        )
    sheet.add(block)
    sheet.texts.append(block)
    sheet.width = math.ceil(block.width)
    sheet.height = math.ceil(block.height)
    for link, (start, end) in zip(found, spans, strict=True):
        sheet.act(Action("link", t("Link: {url}", url=link.url), link.url, block.rects(start, end)))
    if len(shown) < len(whole):
        label = Label(t("Show all"), look.type("second_strong"), look.tokens.accent)
        label.action = sheet.act(
            Action(
                "show_all",
                label.text,
                rects=[QRectF(0, sheet.height + 4, label.width, label.height)],
            )
        )
        label.move(0, sheet.height + 4)
        sheet.add(label)
        sheet.width = max(sheet.width, math.ceil(label.width))
        sheet.height += 4 + label.height
    return sheet


def last_line(sheet: Sheet) -> float:
    """The width of the last line of `sheet` where it is a text alone, else its whole width."""
    if len(sheet.pieces) == 1 and isinstance(sheet.pieces[0], Block):
        return sheet.pieces[0].last
    return sheet.width
