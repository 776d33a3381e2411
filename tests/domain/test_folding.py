"""A search finds what is meant, whatever marks and cases were typed; signs stay as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nobi_desktop.domain.folding import fold, found, spans


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


NFD = "NFD"
EMOJI = "\U0001f970"


def marked(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Áo này còn màu đen không ạ", "ao den", ["Áo", "đen"]),
        ("Áo này", "ÁO", ["Áo"]),
        ("ban áo, áo khoác và bao", "ao", ["áo", "áo"]),
        ("bao cao", "ao", ["ao", "ao"]),
        ("Đồ đẹp", "do dep", ["Đồ", "đẹp"]),
        (f"{EMOJI}{EMOJI} áo {EMOJI}", "ao", ["áo"]),
        (f"áo {EMOJI}", EMOJI, [EMOJI]),
        ("Straße", "ss", ["ß"]),
        ("Straße", "strass", ["Straß"]),
        ("khoác khoá", "khoa kho", ["khoá", "khoá"]),
        ('a "b" *c', '"b" *', ['"b"', "*"]),
        ("한국 옷", "한국", ["한국"]),
        ("áo", "", []),
        ("áo", " \n", []),
        ("áo", "\u0301", []),
        ("", "ao", []),
        ("áo", "quần", []),
        ("x\ud800y", "\ud800", ["\ud800"]),
        ("x\x00y", "\x00y", ["\x00y"]),
    ],
)
def test_what_is_found_is_marked_where_it_stands(text: str, words: str, found: list[str]) -> None:
    assert marked(text, words) == found
    typed = unicodedata.normalize(NFD, text)
    assert marked(typed, words) == [unicodedata.normalize(NFD, each) for each in found]
    assert marked(text, unicodedata.normalize(NFD, words)) == found


def test_marks_typed_apart_belong_to_their_letter() -> None:
    text = unicodedata.normalize(NFD, f"{EMOJI} Đỗ Phượng")
    [(start, end)] = spans(text, "phuong")
    assert (start, end) == (text.index("P"), len(text))


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=12))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, words: str) -> None:
    found = spans(text, words)
    ends = [at for span in found for at in span]
    assert ends == sorted(ends)
    assert len(set(ends)) == len(ends)
    assert all(0 <= start < end <= len(text) for start, end in found)


@settings(deadline=None)
@given(st.text(alphabet="aáàạăđdươợ ̣́x🥰", min_size=1, max_size=30))
def test_each_word_of_a_text_is_marked_in_it(text: str) -> None:
    for word in fold(text).split():
        assert any(word in fold(text[start:end]) for start, end in spans(text, word))


def test_long_texts_and_many_words_are_no_matter() -> None:
    assert len(spans("ao " * 3_000, "ao")) == 3_000
    assert spans("ao", " ".join(f"w{n}" for n in range(5_000))) == ()
