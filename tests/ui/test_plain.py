"""Outside text on widgets: shown letter for letter, and never more than its own place."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.ui import plain

CANARY = '<img src="file:///etc/hostname"><b>'


def test_a_label_shows_markup_as_text(qtbot: QtBot) -> None:
    for kind in (plain.Label, plain.ElidedLabel):
        label = kind(CANARY)
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == CANARY


def test_a_tip_shows_markup_as_text(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    plain.set_tip(widget, CANARY)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Nguyễn  Thảo\n\n\nHà", "Nguyễn Thảo Hà"),
        ("gnp.\u202eexe", "gnp.exe"),
        ("\u2066a\u2069\u200f\u061c", "a"),
        ("a\x00b\x1b[31m\x9bc", "ab[31mc"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("", "Buyer"),
        (" \u200b\u2060\u3164\u2800\ufeff\xad", "Buyer"),
        ("\u0301\u0301", "Buyer"),
        ("\ud800", "Buyer"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("A&B", "A&B"),
    ],
)
def test_a_name_cannot_leave_its_place(given: str, shown: str) -> None:
    """F44: bidi stays in its cell."""
    assert plain.name(given, "Buyer") == shown


def test_marks_do_not_pile_up() -> None:
    """F44: Zalgo."""
    zalgo = "H" + "\u0301\u0316\u0334" * 200 + "i"
    assert len(plain.name(zalgo, "Buyer")) <= 6
    stacked = unicodedata.normalize("NFD", "Ẫn Ỡ")
    assert plain.name(stacked, "Buyer") == "Ẫn Ỡ"


def test_a_long_name_is_cut() -> None:
    assert len(plain.name("n" * 5000, "Buyer")) == plain.NAME_LENGTH


@given(st.text(max_size=400))
def test_a_line_is_one_line_without_direction(text: str) -> None:
    """F44: 2,000 newlines in a name."""
    line = plain.one_line(text)
    assert len(line) <= 200
    assert not set(line) & set("\n\r\x0b\x0c\x85\u2028\u2029\0\u202e\u202a\u2066\u2069")
    line.encode("utf-8")
    assert plain.one_line(line) == line


def test_a_huge_text_costs_no_more_than_a_line() -> None:
    huge = "\n" * 100_000 + "đ" * 100_000
    start = time.perf_counter()
    for number in range(50):
        plain.one_line(huge + str(number))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("shown", "letters"),
    [
        ("Nguyễn Thị Thảo", "NT"),
        ("đặng", "Đ"),
        ("🥰", "🥰"),
        ("••1271", "•"),
        ("Người mua ••1271", "NM"),
        ("", ""),
        ("ßa b", "SB"),
    ],
)
def test_initials(shown: str, letters: str) -> None:
    assert plain.initials(shown) == letters


def test_a_button_shows_an_ampersand() -> None:
    assert plain.caption("Cắt & may") == "Cắt && may"
