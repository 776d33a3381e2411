"""A query said in words: what a view shows, in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from nobi_desktop.domain.query import Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import i18n, times, words_query

pytestmark = pytest.mark.usefixtures("qapp")
TAGS = (Tag("t1", "VIP"), Tag("t2", "Đổi trả", position=1), Tag("t3", "Sỉ", position=2))
SHOPS = tuple(Shop(f"s{n}", f"Shop {letter}") for n, letter in enumerate("ABCDE"))


def said(**fields: object) -> str:
    return words_query.query(InboxQuery(**fields), TAGS, SHOPS)  # type: ignore[arg-type]


def test_a_whole_query_in_one_line(qapp: QApplication) -> None:
    i18n.install("vi")
    assert (
        said(
            shops=frozenset({"s0", "s1"}),
            filters=frozenset({Filter.UNANSWERED, Filter.HAS_ORDER}),
            tags=frozenset({"t1", "t2"}),
            period=Period.WEEK,
            sort=Sort.WAITING,
        )
        == "Chưa trả lời · Có đơn · 7 ngày · Thẻ: VIP hoặc Đổi trả · Shop A, Shop B · Chờ lâu nhất"
    )


def test_nothing_asked_for_is_all(qapp: QApplication) -> None:
    assert said() == "All conversations"
    assert said(shops=frozenset({"s0"})) == "All conversations · Shop A"
    assert said(sort=Sort.DEADLINE) == "All conversations · Nearest deadline first"


def test_tags_are_joined_as_they_count(qapp: QApplication) -> None:
    every = frozenset({"t1", "t2", "t3"})
    assert said(tags=every) == "Tag: VIP, Đổi trả or Sỉ"
    assert said(tags=every, every_tag=True) == "Tag: VIP, Đổi trả and Sỉ"
    assert said(untagged=True) == "Without a tag"
    assert said(tags=frozenset({"t1"}), untagged=True) == "Tag: VIP or none"
    assert said(tags=frozenset({"t1"}), untagged=True, every_tag=True) == "Tag: VIP"


def test_of_the_facts_about_orders_one_is_enough(qapp: QApplication) -> None:
    both = frozenset({Filter.NO_ORDER, Filter.ORDER_UNKNOWN, Filter.UNREAD})
    assert said(filters=both) == "Unread · No order or Orders not checked"


def test_what_is_gone_is_told(qapp: QApplication) -> None:
    assert said(tags=frozenset({"t1", "gone"})) == "Tag: VIP or (deleted)"
    assert said(tags=frozenset({"gone"})) == "Tag: (deleted)"
    assert said(shops=frozenset({"gone"})) == "All conversations · (deleted)"
    assert said(shops=frozenset({"s0", "s1", "s2", "s3"})) == "All conversations · 4 shops"


def test_days_of_ones_own(qapp: QApplication) -> None:
    first = int(datetime(2020, 10, 1).timestamp())  # noqa: DTZ001
    after = int(datetime(2020, 11, 1).timestamp())  # noqa: DTZ001
    day = times.date_of(first)

    def custom(since: int, until: int) -> str:
        return said(period=Period.CUSTOM, since=since, until=until)

    assert custom(first, after) == "01/10/2020 – 31/10/2020"
    assert custom(first, first + 3600) == day
    assert custom(first, 0) == f"from {day}"
    assert custom(0, after) == "until 31/10/2020"
    assert custom(0, 0) == "All conversations"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_value_has_words(qapp: QApplication, language: str) -> None:
    i18n.install(language)
    for filter in Filter:
        assert said(filters=frozenset({filter})) != said()
    for period in set(Period) - {Period.CUSTOM}:
        assert said(period=period) != said()
    assert len({said(sort=sort) for sort in Sort}) == len(Sort)
    if language == "vi":
        assert said(filters=frozenset(Filter)).startswith("Chưa trả lời · Chưa xem · Nhắc lại · ")


@pytest.mark.parametrize("name", ["", "\u202e" * 9, "a\nb", "{tags} {last} %1", "<b>"])
def test_hostile_names_stay_in_one_line(qapp: QApplication, name: str) -> None:
    told = words_query.query(
        InboxQuery(tags=frozenset({"x", "t1"}), shops=frozenset({"y"})),
        (Tag("x", name), TAGS[0]),
        (Shop("y", name),),
    )
    assert "\n" not in told
    assert "\u202e" not in told
    assert " · " in told
