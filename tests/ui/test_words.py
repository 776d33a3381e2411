"""Every code has a sentence in every language, and moments are told in the zone of the moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from nobi_desktop.domain.conversation import Buyer
from nobi_desktop.domain.message import Kind, OutgoingState, Role
from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.domain.query import Filter
from nobi_desktop.domain.shop import Shop, ShopState, ShopStatus
from nobi_desktop.shops.records import COLOURS
from nobi_desktop.ui import i18n, shop_colours, times, words
from tests.ui import fakes

NOON = 1_795_410_000.0  # 2026-11-23 05:00 UTC, a Monday


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    i18n.install(request.param)
    return str(request.param)


@pytest.fixture
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_every_code_has_words(language: str) -> None:
    said = [words.kind(kind) for kind in Kind]
    said += [words.state_name(state) for state in ShopState]
    said += [words.shop_state(ShopStatus("1", state, retry_at=NOON)) for state in ShopState]
    said += [words.outgoing(state) for state in OutgoingState]
    said += [words.filter_name(filter) for filter in Filter]
    said += [words.notice(Notice(code, values=(("shop", "Hà"),))) for code in NoticeCode]
    said += [words.notice(Notice(code)) for code in NoticeCode]
    said += [words.refusal(code) for code in words.refusal_codes()]
    said += [words.refusal(""), words.refusal("999", ""), words.refusal("", "no")]
    said += [words.cant_send(code) for code in ("", "disconnected", "45109001")]
    for sentence in said:
        assert sentence.strip()
        assert "{" not in sentence
    if language == "vi":
        english = {words.kind(kind) for kind in Kind} & {"Message", "Photo", "Order", "Product"}
        assert not english


def test_the_codes_of_a_refused_send_are_known(language: str) -> None:
    wanted = {
        "45101001",
        "45101002",
        "45101003",
        "45101004",
        "45101006",
        "45102007",
        "45109001",
        "45111001",
        "45111012",
        "45111017",
        "36009003",
        "105002",
        "quota",
        "old",
        "blob_missing",
        "image_type",
        "unreadable",
    }
    assert wanted <= set(words.refusal_codes())


def test_tiktoks_own_words_stay_as_they_are(language: str) -> None:
    said = words.refusal("123", "bad {code} <b>%n \u202ereversed")
    assert "bad {code} <b>%n reversed" in said
    assert "123" in said


@pytest.mark.parametrize(
    ("number", "vi", "en"), [(1, "1 shop", "1 shop"), (3, "3 shop", "3 shops")]
)
def test_plurals(number: int, vi: str, en: str) -> None:
    for language, said in (("vi", vi), ("en", en)):
        i18n.install(language)
        assert words.t("{n} shops", n=number) == said


def test_a_nameless_buyer_has_a_name(language: str) -> None:
    assert words.buyer_name(Buyer("9001234")).endswith("1234")
    assert words.buyer_name(Buyer()).strip()
    assert words.shop_name(Shop("7494001", "\u202e")).endswith("4001")


def test_a_rows_last_line() -> None:
    i18n.install("vi")
    row = fakes.row(1, preview="Dạ còn ạ")
    assert (words.preview_prefix(row), words.message_preview(row)) == ("", "Dạ còn ạ")
    ours = row._replace(last_role=Role.CUSTOMER_SERVICE)
    assert words.preview_prefix(ours) == "Bạn:"
    draft = ours._replace(draft="Chị ơi\nem")
    assert (words.preview_prefix(draft), words.message_preview(draft)) == ("Nháp:", "Chị ơi em")
    photo = row._replace(last_kind=Kind.IMAGE, preview="")
    assert words.message_preview(photo) == "[Ảnh]"
    assert words.message_preview(row._replace(last_kind=None, preview="")) == "Chưa có tin nhắn"
    assert "Chưa trả lời" in words.row_read_aloud(row._replace(unanswered=True, unread=2))


@pytest.mark.usefixtures("hanoi")
@pytest.mark.parametrize(
    ("ago", "vi", "en"),
    [
        (60, "11:59", "11:59"),
        (20 * 3600, "Hôm qua", "Yesterday"),
        (3 * 86400, "Thứ 6", "Fri"),
        (8 * 86400, "15/11", "15/11"),
        (400 * 86400, "19/10/2025", "19/10/2025"),
    ],
)
def test_how_a_list_tells_a_moment(ago: int, vi: str, en: str) -> None:
    for language, said in (("vi", vi), ("en", en)):
        i18n.install(language)
        assert words.list_time(NOON - ago, NOON) == said


@pytest.mark.usefixtures("hanoi")
def test_how_a_separator_tells_a_day() -> None:
    i18n.install("vi")
    assert words.day(date(2026, 11, 23), NOON) == "Hôm nay"
    assert words.day(date(2026, 11, 22), NOON) == "Hôm qua"
    assert words.day(date(2026, 11, 18), NOON) == "Thứ Tư"
    assert words.day(date(2026, 11, 2), NOON) == "Thứ Hai, 2 tháng 11"
    assert words.day(date(2025, 11, 2), NOON) == "Chủ nhật, 2 tháng 11, 2025"
    i18n.install("en")
    assert words.day(date(2025, 11, 2), NOON) == "Sunday, 2 November 2025"


def test_the_zone_is_asked_each_time(hanoi: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.clock_time(NOON) == "12:00"
    monkeypatch.setenv("TZ", "UTC")
    assert words.clock_time(NOON) == "05:00"
    assert words.clock_time(NOON, seconds=True) == "05:00:00"


@pytest.mark.parametrize("moment", [0, -5, 10**18, float(2**63), float("inf"), float("nan")])
def test_an_impossible_moment_is_no_disaster(moment: float) -> None:
    words.list_time(moment, NOON)
    words.clock_time(moment)


@pytest.mark.usefixtures("hanoi")
def test_the_rail_says_up_to_when_all_is_there() -> None:
    i18n.install("vi")
    assert words.complete_until(NOON - 30, NOON) == "Đủ đến\n11:59:30"
    assert words.complete_until(NOON - 86400, NOON) == "Đủ đến\nHôm qua"
    assert words.complete_until(0, NOON) == "Chưa\nđồng bộ"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-50, "vừa xong"), (59, "vừa xong"), (60, "1 phút"), (7200, "2 giờ"), (200_000, "2 ngày")],
)
def test_how_long_a_buyer_waits(seconds: int, said: str) -> None:
    i18n.install("vi")
    assert times.waiting(NOON - seconds, NOON) == said


def test_a_badge_is_capped() -> None:
    assert [words.count(n) for n in (0, 9, 99, 100, 10**9)] == ["0", "9", "99", "99+", "99+"]


def test_tiktoks_word_for_an_order(language: str) -> None:
    assert words.order_status("AWAITING_SHIPMENT") in ("Chờ gửi hàng", "To ship")
    assert words.order_status("BRAND_NEW_STATE") == "Brand new state"


def test_a_state_with_a_known_reason_says_it(language: str) -> None:
    plainly = {state: words.shop_state(ShopStatus("1", state)) for state in ShopState}
    for state, code in words.state_codes():
        said = words.shop_state(ShopStatus("1", state, code=code))
        assert said.strip()
        assert said != plainly[state], (state, code)
    locked = words.shop_state(ShopStatus("1", ShopState.TROUBLE, code="vault_locked"))
    assert locked != plainly[ShopState.TROUBLE]
    new = words.shop_state(ShopStatus("1", ShopState.TROUBLE, code="<b>36009999"))
    assert new == plainly[ShopState.TROUBLE]


@pytest.mark.parametrize(
    ("offset", "vi", "en"),
    [
        (0, "", ""),
        (75, "Đồng hồ máy tính chạy chậm 1 phút. Hãy chỉnh lại.", "1 min slow"),
        (-7200, "Đồng hồ máy tính chạy nhanh 2 giờ. Hãy chỉnh lại.", "2 h fast"),
        (30 * 86400, "Đồng hồ máy tính chạy chậm 30 ngày. Hãy chỉnh lại.", "30 days slow"),
    ],
)
def test_how_wrong_the_clock_is(offset: int, vi: str, en: str) -> None:
    i18n.install("vi")
    assert words.clock_offset(offset) == vi
    i18n.install("en")
    assert en in words.clock_offset(offset)
    status = ShopStatus("1", ShopState.CLOCK_WRONG, offset=offset)
    assert en in words.shop_state(status)


def test_every_colour_of_a_new_shop_has_a_name(language: str) -> None:
    names = shop_colours.names()
    assert set(names) == set(COLOURS)
    assert len(set(names.values())) == len(names)


def test_a_notice_says_by_how_much_the_clock_differs_and_why_there_is_no_connection() -> None:
    def told(what: NoticeCode, **values: str) -> str:
        return words.notice(Notice(what, values=tuple(values.items())))

    assert "2 h" in told(NoticeCode.CLOCK_DIFFERS, offset="7200")
    assert told(NoticeCode.CLOCK_DIFFERS, offset="x") == told(NoticeCode.CLOCK_DIFFERS) != ""
    assert "secure" in told(NoticeCode.OFFLINE, code="tls")
    assert told(NoticeCode.OFFLINE, code="new") == told(NoticeCode.OFFLINE)
    assert "not active" in told(NoticeCode.SHOP_NO_PERMISSION, shop="Hà", code="inactive")
    assert "Hà" in told(NoticeCode.SHOP_NO_PERMISSION, shop="Hà", code="inactive")
    assert "not allowed" in told(NoticeCode.SHOP_NO_PERMISSION, shop="Hà", code="new")


def test_what_was_damaged_is_told_with_what_is_safe_and_from_when() -> None:
    """F35, F36 and F37: the seller reads what is lost, what is not, and what happens next."""
    i18n.install("en")
    told = words.notice(Notice(NoticeCode.SELLER_DATA_RESTORED, values=(("at", "1700000000"),)))
    assert "2023" in told
    for odd in ("", "0", "-5", "x"):
        without = words.notice(Notice(NoticeCode.SELLER_DATA_RESTORED, values=(("at", odd),)))
        assert without == words.notice(Notice(NoticeCode.SELLER_DATA_RESTORED))
        assert not any(digit in without for digit in "0123456789")
    rebuilt = words.notice(Notice(NoticeCode.COPY_REBUILT))
    assert all(word in rebuilt for word in ("Drafts", "unsent", "tags", "notes", "safe"))
    full = words.notice(Notice(NoticeCode.DISK_FULL))
    assert "not saved" in full
    assert "by themselves" in full
