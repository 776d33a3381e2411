"""JSON from outside: hostile bytes never raise anything but `BadJson` and never spread."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nobi_desktop.tiktok import wire
from tests.tiktok.rig import FUZZ

DEEP = b"[" * 200_000 + b"]" * 200_000
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
SURROGATES = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=30)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Dạ còn ạ 🎉\nnhé", "Dạ còn ạ 🎉\nnhé"),
        ("a\ud83db", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("x\0y", "x\u2400y"),
        ("", ""),
    ],
)
def test_text_is_cleaned(dirty: str, clean: str) -> None:
    assert wire.clean_text(dirty) == clean


def test_200_000_characters_of_a_text_are_kept_and_no_more() -> None:
    assert len(wire.clean_text("ơ" * 200_000)) == 200_000
    assert len(wire.clean_text("ơ" * 3_000_000)) == 200_000
    assert wire.clean_text("ơ" * 300_000, None) == "ơ" * 300_000


@FUZZ
@given(SURROGATES)
@example("\ud83d\ude00\ud83d")
def test_clean_text_can_always_be_kept_and_stays_as_it_is(text: str) -> None:
    clean = wire.clean_text(text)
    clean.encode()
    assert "\0" not in clean
    assert wire.clean_text(clean) == clean


@FUZZ
@given(JSON)
def test_good_json_is_read_as_it_is(item: Any) -> None:
    data = json.dumps(item, allow_nan=False) if _finite(item) else None
    if data is not None:
        assert wire.value(data.encode()) == json.loads(data)


def _finite(item: Any) -> bool:
    try:
        json.dumps(item, allow_nan=False)
    except ValueError:
        return False
    return True


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_bad_json(data: bytes) -> None:
    for reader in (wire.value, wire.parts, wire.items, wire.fields, wire.envelope, wire.members_of):
        with contextlib.suppress(wire.BadJson):
            reader(data)


@FUZZ
@given(st.dictionaries(st.text(max_size=5), JSON, max_size=6))
def test_the_tolerant_cut_agrees_with_the_strict_one(item: dict[str, Any]) -> None:
    data = json.dumps(item).encode()
    cut = {wire.value(name): part for name, _, part in wire._split(data, b"{")}
    # By their words, for NaN equals nothing.
    assert repr({name: json.loads(part) for name, part in cut.items()}) == repr(json.loads(data))
    listed = json.dumps(list(item.values())).encode()
    pieces = [
        name + (b":" + part if colon else b"") for name, colon, part in wire._split(listed, b"[")
    ]
    assert len(pieces) == len(item)


@pytest.mark.parametrize(
    "bad",
    [
        b"NaN",
        b"-Infinity",
        rb'"\ud83d"',
        rb'{"a":"\udc00"}',
        b'"a\nb"',
        b'"\xff\xfe"',
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 3000 + b"]" * 3000,
        b'{"a":[' * 2000 + b"]}" * 2000,
        b"tru",
        b"1.2.3",
        b'{"a" 1}',
        rb'"\q"',
        b"'x'",
        b"{]",  # brackets are told by number, not by kind
        b'{"a":"]"}',
    ],
    ids=range(16),
)
def test_one_bad_element_leaves_its_neighbours_whole(bad: bytes) -> None:
    data = b'[{"n":1}, ' + bad + b' ,{"n":"]}, {["}]'
    pieces = wire.items(data)
    assert [wire.value(pieces[0]), wire.value(pieces[-1])] == [{"n": 1}, {"n": "]}, {["}]
    members = wire.parts(b'{"first":1,"bad":' + bad + b',"last":"two"}')
    assert wire.value(members["first"]) == 1
    assert wire.value(members["last"]) == "two"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b'["a',
        b'["a"',
        b'{"a":1',
        b'{"a":1}}',
        b"[]]",
        b"<html></html>",
        b'{"a":"' + b"\\" * 10_001,
        b'"' * 100_001,
        b"[" * 1_000_000,
        b"," * 1_000_000,
        DEEP[:-1],
    ],
    ids=range(13),
)
def test_what_is_cut_short_is_bad_json(data: bytes) -> None:
    for reader in (wire.items, wire.parts):
        with pytest.raises(wire.BadJson):
            reader(data)


def test_lenient_reading_never_makes_a_number_of_what_is_none() -> None:
    assert wire.value(b'{"a":NaN,"b":Infinity,"c":1}') == {"a": None, "b": None, "c": 1}
    assert wire.value(b'{"a":' + b"9" * 5000 + b"}") == {"a": None}
    assert wire.value(b'{"a":9223372036854775808}') == {"a": 2**63}


def test_an_envelope_needs_its_code() -> None:
    read = wire.envelope(b'\xef\xbb\xbf{"code":0,"message":"ok","request_id":"r","data":{"a":1}}')
    assert read == ("0", "ok", "r", b'{"a":1}')
    assert wire.envelope(b'{"code":"105002"}').code == "105002"
    assert wire.envelope(b'{"code":0}').data == b"null"
    for body in (
        b"{}",
        b'{"code":null}',
        b'{"code":true}',
        b'{"code":"ok"}',
        b'{"code":NaN}',
        b"[0]",
    ):
        with pytest.raises(wire.BadJson):
            wire.envelope(body)


def test_an_envelope_survives_a_bad_message_and_bad_data() -> None:
    read = wire.envelope(rb'{"code":0,"message":"\ud83d","request_id":NaN,"data":{"a":NaN}}')
    assert read == ("0", "\ufffd", "", b'{"a":NaN}')


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("7494560109732330101", "7494560109732330101"),
        (7494560109732330101, "7494560109732330101"),
        (7.494560109732330101e18, ""),
        (True, ""),
        (None, ""),
        ("", ""),
        ("a b", ""),
        ("../x", ""),
        ("\ud83d", ""),
        ("9" * 65, ""),
        (10**1000, ""),
        ([], ""),
        ({"id": 1}, ""),
        (" 12\n", "12"),
    ],
)
def test_ids_become_text_or_nothing(item: Any, found: str) -> None:
    assert wire.identity(item) == found


@pytest.mark.parametrize(
    ("item", "found"),
    [(304, 304), ("304", 304), ("304.0", 304), (304.6, 304), (None, 0), ("", 0), ("wide", 0),
     (-5, 0), (0, 0), (10**9, 0), (math.inf, 0), ("nan", 0), ([], 0), (True, 1)],
)  # fmt: skip
def test_sizes_come_as_numbers_as_text_or_not_at_all(item: Any, found: int) -> None:
    assert wire.size(item) == found


@pytest.mark.parametrize(
    ("item", "found"),
    [(1735689600, 1735689600), ("1735689600", 1735689600), (1735689600.7, 1735689600),
     (1735689600123, 1735689600), (0, 0), (-1, 0), (2**63, 0), (10**400, 0), (None, 0),
     ("soon", 0), (True, 0), (math.nan, 0), (math.inf, 0)],
)  # fmt: skip
def test_times_are_seconds_or_unknown(item: Any, found: int) -> None:
    assert wire.instant(item) == found


@pytest.mark.parametrize(
    ("item", "found"),
    [("119000", "119000"), ("119000.50", "119000.50"), (" 5 ", "5"), (119000, "119000"),
     (119000.5, "119000.5"), (1e6, "1000000"), ("119.000₫", ""), ("1e6", ""), (None, ""),
     (math.inf, ""), ("NaN", ""), (True, ""), ("-5", "-5")],
)  # fmt: skip
def test_money_is_decimal_text_or_nothing(item: Any, found: str) -> None:
    assert wire.amount(item) == found


@FUZZ
@given(JSON | SURROGATES)
def test_no_reader_of_a_field_ever_raises(item: Any) -> None:
    assert isinstance(wire.text(item), str)
    assert isinstance(wire.word(item), str)
    assert isinstance(wire.identity(item), str)
    assert wire.number(item) is None or isinstance(wire.number(item), int)
    assert 0 <= wire.count(item) < 2**31
    assert 0 <= wire.size(item) <= 100_000
    assert 0 <= wire.instant(item) < 253_402_300_800
    assert 0 <= wire.seconds(item) < 1e9
    assert wire.flag(item, True) in (True, False)
    assert isinstance(wire.amount(item), str)
    assert isinstance(wire.mapping(item), dict)
    assert isinstance(wire.sequence(item), list)


@pytest.mark.parametrize(
    "token", [b"{}", b"[]", b"1.5", b"true", rb'"\ud83d"', b'"' + b"x" * 9000 + b'"']
)
def test_an_unreadable_page_token_is_not_taken_for_the_end(token: bytes) -> None:
    with pytest.raises(wire.BadJson):
        wire.token_of({"next_page_token": token})


def test_page_tokens_are_taken_as_they_are() -> None:
    assert wire.token_of({"next_page_token": b'"a+/=="'}) == "a+/=="
    assert wire.token_of({"next_page_token": b"1735700000"}) == "1735700000"
    assert wire.token_of({"next_page_token": b"null"}) == ""
    assert wire.token_of({}) == ""
