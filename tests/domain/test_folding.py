"""A search finds what is meant, whatever marks and cases were typed; signs stand for themselves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nobi_desktop.domain.folding import fold, found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồ gia dụng ĐẸP", "do gia dung dep"),
        ("ưỡn ẪM", "uon am"),
        ("  Hai\tchữ\n ", "hai chu"),
        ("VNLCH6WLY3", "vnlch6wly3"),
        ("100% (A&B) *?[", "100% (a&b) *?["),
        ("สวัสดี", "สวสด"),
        ("", ""),
        ("\u0301\u0323", ""),
    ],
)
def test_marks_and_case_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize("wanted", ["do bep", "BEP do", "Đồ", "p ha", "  ", "vn"])
def test_every_word_is_found_somewhere(wanted: str) -> None:
    assert found(wanted, "Đồ Bếp Hà Nội", "VN")


@pytest.mark.parametrize("wanted", ["do bep sg", ".", "%", "_", "*", "d?", "[b]", "\\"])
def test_signs_stand_for_themselves(wanted: str) -> None:
    assert not found(wanted, "Đồ Bếp Hà Nội", "VN")
    assert found(wanted, f"Đồ Bếp {wanted} sg")


@given(st.text(max_size=40))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert found(text, text)
