"""Colours, contrast and measures of both themes."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from nobi_desktop.domain.settings import Settings
from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Role

LOOK = {
    "window": ("#F4F5F7", "#15181E"),
    "surface": ("#FFFFFF", "#1C2028"),
    "chat": ("#EEF1F5", "#171B21"),
    "rail": ("#1F2430", "#12151A"),
    "rail_text": ("#C9CFDB", "#A9B0BD"),
    "line": ("#E6E8EC", "#2A303A"),
    "text": ("#1A1D23", "#ECEFF4"),
    "text_2": ("#4E5562", "#B4BCC8"),
    "text_3": ("#5B6270", "#A3ACB9"),
    "accent": ("#0A5CC0", "#5AA6FF"),
    "accent_soft": ("#E3EFFC", "#1E3350"),
    "bubble_in": ("#FFFFFF", "#262C36"),
    "bubble_out": ("#DCEBFD", "#1D3B5F"),
    "selected": ("#E8F1FC", "#22324A"),
    "chip": ("#EEF0F3", "#262C36"),
    "good": ("#157A40", "#57C785"),
    "warn": ("#8F5300", "#F0B35A"),
    "warn_soft": ("#FDF0DC", "#3A2D17"),
    "bad": ("#B42323", "#FF7B7B"),
    "bad_soft": ("#FCE6E6", "#3D1F22"),
}
THEMES = ("light", "dark")
GROUNDS = ("window", "surface", "chat", "chip", "hover", "selected", "bubble_in", "bubble_out")
PAIRS = (
    *product(("text", "text_2", "text_3"), (*GROUNDS, "accent_soft", "warn_soft", "bad_soft")),
    *product(("accent", "warn", "bad"), GROUNDS),
    *product(("good",), ("window", "surface", "chat", "chip", "hover", "selected", "bubble_in")),
    ("accent", "accent_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("text_2", "chip_hover"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("badge_text", "badge"),
    ("rail_text", "rail"),
    ("rail_text", "rail_hover"),
    ("surface", "text"),
    ("surface", "bad"),
)


@pytest.mark.parametrize("name", LOOK)
def test_the_colours_are_those_of_the_design(name: str, qapp: QApplication) -> None:
    for theme, colour in zip(THEMES, LOOK[name], strict=True):
        assert getattr(tokens.load(theme), name) == QColor(colour)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(
    theme: str, ink: str, ground: str, qapp: QApplication
) -> None:
    now = tokens.load(theme)
    assert tokens.contrast(getattr(now, ink), getattr(now, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_signs_stand_out_from_their_ground(theme: str, qapp: QApplication) -> None:
    now = tokens.load(theme)
    assert tokens.contrast(now.good, now.bubble_out) >= 3
    for sign in (now.rail_good, now.rail_busy, now.rail_warn, now.rail_bad, now.rail_off):
        assert tokens.contrast(sign, now.rail) >= 3
        assert tokens.contrast(sign, QColor("#14171C")) >= 4.5


def test_initials_stand_out_on_every_avatar() -> None:
    for colour in tokens.AVATARS:
        assert tokens.contrast(QColor("#FFFFFF"), QColor(colour)) >= 4.5


@given(st.integers(0, 0xFFFFFF))
def test_letters_stand_out_on_every_shop_colour(number: int) -> None:
    ground, ink = tokens.ground_and_ink(QColor(f"#{number:06X}"))
    assert tokens.contrast(ground, ink) >= 4.5


@given(st.text(max_size=12))
def test_an_outside_colour_is_a_colour_or_the_fallback(text: str) -> None:
    assert tokens.colour_of(text).isValid()


def test_a_buyer_keeps_their_colour() -> None:
    assert tokens.avatar_colour("im1") == tokens.avatar_colour("im1")
    assert len({tokens.avatar_colour(f"im{n}").name() for n in range(200)}) == len(tokens.AVATARS)
    assert tokens.avatar_colour("\ud800").isValid()


@pytest.mark.parametrize("zoom", [80, 100, 125, 160])
@pytest.mark.parametrize("role", tokens.ROLES)
def test_lines_have_room_for_stacked_marks(role: Role, zoom: int, qapp: QApplication) -> None:
    now = tokens.load("light", zoom)

    def painted(clipped: bool) -> QImage:
        image = QImage(400, 120, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        line = QRect(10, 40, 380, now.line_height(role))
        if clipped:
            painter.setClipRect(line)
        painter.setFont(now.font(role))
        plain.draw_line(painter, line, "ẪỠỂỮẴ gjpyỵặ")
        painter.end()
        return image

    assert painted(clipped=True) == painted(clipped=False)


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_left_open_in_the_style_sheet(theme: str, qapp: QApplication) -> None:
    assert not re.search(r"@\w", style.sheet(tokens.load(theme, 125)).split("*/", 1)[1])


def test_a_new_theme_is_told_once_and_reaches_palette_and_font(qapp: QApplication) -> None:
    told: list[str] = []
    stop = style.changed.watch(lambda now: told.append(now.name))
    style.use(qapp, Settings(theme="dark", zoom=125))
    style.use(qapp, Settings(theme="dark", zoom=125))
    stop()
    assert told == ["dark"]
    assert tokens.current().dark
    assert qapp.palette().window().color() == tokens.current().surface
    assert qapp.font().pixelSize() == 18
