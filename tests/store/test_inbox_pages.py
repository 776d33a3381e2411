"""Every statement of the list walks an index in its order; what cannot be asked brings nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from nobi_desktop.domain.conversation import Orders
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Period, Sort
from nobi_desktop.store import inbound, inbox_counts, inbox_pages
from nobi_desktop.store.inbox_pages import Form
from nobi_desktop.store.sql import Connection, Statement
from tests.store.scene import call, listed, memory_store, message, writing

FACTS = sorted(set(Filter) - ORDER_FILTERS)
VALUES = {
    "shop": "s1", "limit": 9, "at": 5, "id": "c", "since": 1, "until": 9, "tag": "t",
    "tag0": ",t,", "tag1": ",u,", "shops": ["s1", "s2"], "some": ["t", "u"],
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Connection]:
    found = memory_store()
    with writing(found):
        found.execute("INSERT INTO seller.tags (id, name) VALUES ('t1', 'VIP')")
    for at in range(4):
        key = ConversationKey("s1", f"c{at}")
        call(found, inbound.store_list, "s1", [listed(message(at, key=key), id=key.id)], 1.0)
    yield found
    found.close()


def forms() -> Iterator[Form]:
    chosen = [frozenset(c) for size in range(4) for c in itertools.combinations(FACTS, size)]
    yes = (False, True)
    for filters, orders, tags, every, untagged, timed, below in itertools.product(
        chosen, (None, Orders.SOME), (0, 1, 2), yes, yes, yes, yes
    ):
        for waiting, answered in ((False, False), (True, False), (False, True)):
            yield Form(filters, orders, tags, every, untagged, timed, waiting, answered, below)


def steps(store: Connection, statement: Statement | str) -> list[str]:
    return [row[3] for row in Statement(f"EXPLAIN QUERY PLAN {statement}").rows(store, VALUES)]


def test_every_page_is_one_walk_of_an_index_without_sorting(store: Connection) -> None:
    for form in forms():
        for columns in (inbox_pages.COLUMNS, inbox_pages.PLACE):
            found = steps(store, inbox_pages.page_statement(form, columns))
            assert len(found) == 1, (form, found)
            assert found[0].startswith("SEARCH"), (form, found)
            assert "INDEX inbox" in found[0], (form, found)
            assert "(shop=?" in found[0], (form, found)


def test_a_few_that_wait_or_have_orders_are_looked_up_in_an_index(store: Connection) -> None:
    for form in forms():
        if form.waiting or form.below or form.answered:
            continue
        indexes = ["inbox"]
        if Filter.UNANSWERED in form.filters:
            indexes.append("inbox_waiting")
        if Filter.REMINDER in form.filters:
            indexes.append("inbox_reminder")
        if form.orders is not None:
            indexes.append("conversations_by_orders")
        for index, columns in itertools.product(indexes, ("1", inbox_pages.PLACE)):
            [step] = steps(store, inbox_pages.unsorted_statement(form, columns, index))
            assert step.startswith("SEARCH tiktok.conversations USING"), (form, step)
            assert f"INDEX {index} (shop=?" in step, (form, step)


def test_a_few_with_a_tag_are_looked_up_one_by_one(store: Connection) -> None:
    for form in forms():
        if form.tags and not form.waiting and not form.below:
            found = steps(store, inbox_pages.few_statement(form))
            assert [step.split()[0] for step in found] == ["SEARCH", "SEARCH"], (form, found)


def test_counting_reads_nothing_but_indexes(store: Connection) -> None:
    ran: list[str] = []
    store.set_trace_callback(ran.append)
    inbox_counts.counts(store, InboxQuery())
    store.set_trace_callback(None)
    counting = [sql for sql in ran if "count(*)" in sql]
    assert counting
    for sql in counting:
        for step in steps(store, sql):
            assert "USING COVERING INDEX" in step, (sql, step)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    "query",
    [
        InboxQuery(shops=frozenset({"", "unknown", "\ud800"})),
        InboxQuery(tags=frozenset({"unknown"})),
        InboxQuery(tags=frozenset({""})),
        InboxQuery(tags=frozenset({","})),
        InboxQuery(tags=frozenset({"t1,t2", "'; DROP TABLE x; --", "\ud800", "%"})),
        InboxQuery(tags=frozenset({"t1"}), untagged=True, every_tag=True),
        InboxQuery(period=Period.CUSTOM, since=9_000_000_000, until=5),
        InboxQuery(period=Period.CUSTOM, since=7, until=7),
        InboxQuery(period=Period.CUSTOM, until=-5),
        InboxQuery(period=Period.CUSTOM, since=2**80),
        InboxQuery(period=Period.CUSTOM, since=-(2**80), until=-(2**79)),
    ],
)
def test_what_cannot_be_so_brings_nothing(store: Connection, query: InboxQuery, sort: Sort) -> None:
    assert inbox_pages.page(store, query.sorted(sort), now=1.7e9) == ()


@pytest.mark.parametrize("sort", Sort)
def test_bounds_beyond_all_bounds_bring_all(store: Connection, sort: Sort) -> None:
    query = InboxQuery(period=Period.CUSTOM, since=-(2**80), until=2**80, sort=sort)
    assert len(inbox_pages.page(store, query, limit=2**70)) == 4
    assert inbox_pages.page(store, query, limit=0) == ()
    assert inbox_pages.page(store, query, limit=-(2**70)) == ()


def test_counts_of_shops_that_are_not_there_are_none(store: Connection) -> None:
    found = inbox_counts.counts(store, InboxQuery(shops=frozenset({"", "unknown"})))
    assert (found.all, found.unread, found.untagged, found.order_unknown) == (0, 0, 0, 0)
    assert found.by_shop == (("s1", 0, 4),)
