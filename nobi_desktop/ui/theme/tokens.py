"""Colours, fonts and measures of a theme, read from resources/themes."""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication

from nobi_desktop.ui.assets import resource

Role = Literal[
    "title",
    "strong",
    "body",
    "second",
    "second_strong",
    "hint",
    "hint_strong",
    "label",
    "label_strong",
]

# Role → (size, line height) in pixels at zoom 1, and weight.
_TYPE: dict[Role, tuple[int, int, QFont.Weight]] = {
    "title": (18, 24, QFont.Weight.Bold),
    "strong": (14, 20, QFont.Weight.DemiBold),
    "body": (14, 20, QFont.Weight.Normal),
    "second": (13, 18, QFont.Weight.Normal),
    "second_strong": (13, 18, QFont.Weight.DemiBold),
    "hint": (12, 16, QFont.Weight.Normal),
    "hint_strong": (12, 16, QFont.Weight.DemiBold),
    "label": (11, 16, QFont.Weight.Normal),
    "label_strong": (11, 16, QFont.Weight.DemiBold),
}

ROLES: tuple[Role, ...] = tuple(_TYPE)

AVATARS = (
    "#8E5BD6",
    "#2F7F7F",
    "#B8446F",
    "#4A6DB3",
    "#5F7526",
    "#9A5F2E",
    "#2E7D55",
    "#A8453B",
    "#5A5FB8",
    "#7A5C8E",
)
"""Grounds of buyers' initials, chosen by the buyer's id; white on each is at least 4.5 : 1."""


class Tokens(NamedTuple):
    """One theme at one zoom: all that painting needs besides the row and its words.

    Colours are QColor, named as in look.md. Measures of the design are pixels at zoom 1:
    `px` turns them into pixels of this zoom.
    """

    name: str
    dark: bool
    zoom: float
    family: str
    window: QColor
    surface: QColor
    chat: QColor
    rail: QColor
    rail_text: QColor
    line: QColor
    text: QColor
    text_2: QColor
    text_3: QColor
    accent: QColor
    accent_hover: QColor
    accent_soft: QColor
    accent_text: QColor
    bubble_in: QColor
    bubble_out: QColor
    selected: QColor
    hover: QColor
    chip: QColor
    chip_hover: QColor
    good: QColor
    warn: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    mark: QColor
    badge: QColor
    badge_text: QColor
    rail_hover: QColor
    rail_all: QColor
    rail_good: QColor
    rail_busy: QColor
    rail_warn: QColor
    rail_bad: QColor
    rail_off: QColor
    scroll: QColor

    def font(self, role: Role) -> QFont:
        """The font of `role` at this zoom. A fresh copy: the caller may change it."""
        return QFont(_font(self.family, role, self.zoom))

    def line_height(self, role: Role) -> int:
        """Pixels from line to line: never less than the font needs for stacked marks (Ẫ, Ỡ)."""
        return _line_height(self.family, role, self.zoom)

    def px(self, pixels: float) -> int:
        """A measure of the design (pixels at zoom 1) in pixels of this zoom."""
        return max(1, round(pixels * self.zoom)) if pixels > 0 else round(pixels * self.zoom)


COLOURS = tuple(name for name in Tokens._fields if name not in ("name", "dark", "zoom", "family"))


@cache
def _font(family: str, role: Role, zoom: float) -> QFont:
    size, _, weight = _TYPE[role]
    font = QFont(family)
    font.setPixelSize(max(1, round(size * zoom)))
    font.setWeight(weight)
    return font


@cache
def _line_height(family: str, role: Role, zoom: float) -> int:
    metrics = QFontMetrics(_font(family, role, zoom))
    # Ink may stand a pixel outside what the font promises, above a stacked mark above all.
    ink = metrics.tightBoundingRect("ẪỠỆẮẴgjỵặ")
    over = max(0, -ink.top() - metrics.ascent(), ink.bottom() + 1 - metrics.descent())
    return max(round(_TYPE[role][1] * zoom), metrics.height() + 2 * over)


# What a platform answers where no desktop has chosen a font.
_NOT_CHOSEN = frozenset({"", "sans", "sans serif", "sans-serif", "helvetica", "dejavu sans"})


@cache
def _family() -> str:
    if QGuiApplication.instance() is None:
        return ""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    speaks = (
        system.lower() not in _NOT_CHOSEN
        and QFontDatabase.WritingSystem.Vietnamese in QFontDatabase.writingSystems(system)
    )
    if speaks or not QFontDatabase.hasFamily("Noto Sans"):
        return system
    return "Noto Sans"


@cache
def load(name: str, zoom: int = 100) -> Tokens:
    """The theme `name` ("light" or "dark") at `zoom` per cent."""
    read = json.loads(resource(f"themes/{name}.json").read_text("utf-8"))
    colours = {colour: QColor(read["colours"][colour]) for colour in COLOURS}
    return Tokens(name=name, dark=read["dark"], zoom=zoom / 100, family=_family(), **colours)


_current: Tokens | None = None


def current() -> Tokens:
    """The theme on screen; the light one before any was chosen."""
    return _current or load("light")


def choose(tokens: Tokens) -> None:
    """Make `tokens` the current ones. `theme.style.apply` calls this and repaints everything."""
    global _current
    _current = tokens


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2, from 0 (black) to 1 (white)."""

    def linear(part: float) -> float:
        return float(part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast of two colours by WCAG 2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(ground: QColor) -> QColor:
    """White or near black, whichever reads better on `ground` (a shop's own colour)."""
    white, black = QColor("#FFFFFF"), QColor("#14171C")
    return (
        white
        if contrast(white, ground) >= 4.5
        else max((white, black), key=lambda ink: contrast(ink, ground))
    )


def ground_and_ink(colour: QColor) -> tuple[QColor, QColor]:
    """`colour` as the ground of letters, and the letters' colour, at 4.5 : 1 or better.

    White is wanted: a colour a little too light for it is darkened, a bright one gets dark letters.
    """
    white = QColor("#FFFFFF")
    if contrast(white, colour) < 2.2:
        return colour, text_on(colour)
    ground = QColor(colour)
    while contrast(white, ground) < 4.5:
        ground = ground.darker(104)
    return ground, white


def colour_of(name: str, fallback: str = "#0A5CC0") -> QColor:
    """The colour that outside text names (`#rrggbb`), or `fallback` where it names none."""
    is_hex = (
        len(name) == 7 and name[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in name[1:])
    )
    return QColor(name if is_hex else fallback)


def avatar_colour(identity: str) -> QColor:
    """The ground of a buyer's initials: the same for the same id, in every session."""
    number = zlib.crc32(identity.encode("utf-8", "replace"))
    return QColor(AVATARS[number % len(AVATARS)])
