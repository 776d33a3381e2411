"""Where the words of a search stand in a text, whatever marks and case it has."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nobi_desktop.domain.folding import found, spans


def parts(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Còn SIZE l không, size L nhé", "size", ["SIZE", "size"]),
        ("Đổi trả hàng", "doi hang", ["Đổi", "hàng"]),
        ("🥰🥰 đồ bếp", "bep", ["bếp"]),
        ("aaaa", "aa", ["aa"]),
        ("hàng hoá", "hang hangar", ["hàng"]),
        ("", "x", []),
        ("x", "", []),
        ("x", "  \n ", []),
        ("a+b (c)", "+ (c)", ["+", "(c)"]),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, wanted: list[str]) -> None:
    assert parts(text, words) == wanted


def test_marks_that_stand_alone_belong_to_their_letter() -> None:
    apart = unicodedata.normalize("NFD", "giá tốt")
    assert [unicodedata.normalize("NFC", part) for part in parts(apart, "tot")] == ["tốt"]


@given(st.text(max_size=60), st.text(max_size=8))
def test_places_are_in_the_text_in_order_and_apart(text: str, words: str) -> None:
    last = -1
    for start, end in spans(text, words):
        assert last < start < end <= len(text)
        last = end
    if words.strip().isascii() and text.isascii() and words.split():
        assert bool(spans(text, words)) >= found(words, text)
