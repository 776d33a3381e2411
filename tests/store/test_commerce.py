"""Orders come back as they were, and nothing is said of buyers that is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nobi_desktop.domain.commerce import Money, Order, OrderLine
from nobi_desktop.domain.conversation import Buyer, ListedConversation, Orders
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Role
from nobi_desktop.store import commerce, conversations, inbound, response_rate
from nobi_desktop.store.commerce import OrderSync
from nobi_desktop.store.response_rate import Tally
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message

LINE = OrderLine("p1", "k1", "Áo thun", "Đen, L", "https://a.b/c.png", Money("119000", "VND"), 2)
ORDER = Order(
    "s1", "576461413038785752", "AWAITING_SHIPMENT", 1000, 2000, 1001, "user-1", "Thảo",
    "Giao giờ hành chính", Money("134000.50", "VND"), Money("15000", "VND"), (LINE,),
    "JX12345", "J&T Express", True, 3000,
)  # fmt: skip


@pytest.fixture
def store() -> Connection:
    return memory_store()


def orders_of(store: Connection, key: ConversationKey = KEY) -> Orders:
    row = conversations.row(store, key)
    assert row is not None
    return row.orders


def test_an_order_comes_back_as_it_was(store: Connection) -> None:
    call(store, commerce.store_page, "s1", [ORDER], OrderSync(until=5))
    assert commerce.of_buyer(store, "s1", "user-1") == (ORDER,)
    assert commerce.get(store, "s1", ORDER.id) == ORDER
    assert commerce.get(store, "s2", ORDER.id) is None
    assert commerce.of_buyer(store, "s1", "") == ()
    assert commerce.sync_of(store, "s1") == OrderSync(until=5)


def test_an_older_state_never_replaces_a_newer_one(store: Connection) -> None:
    newer = replace(ORDER, status="DELIVERED", updated=2001)
    call(store, commerce.store_page, "s1", [newer], OrderSync())
    call(store, commerce.store_page, "s1", [ORDER], OrderSync())
    assert commerce.get(store, "s1", ORDER.id) == newer


def test_no_order_is_said_only_where_all_are_known(store: Connection) -> None:
    for name, user in (("c1", "user-1"), ("c2", "user-2"), ("c3", "")):
        item = ListedConversation(name, Buyer("im", user, "Thảo"), created=1)
        call(store, inbound.store_list, "s1", [item], 1.0)
    two, three = ConversationKey("s1", "c2"), ConversationKey("s1", "c3")
    assert not call(store, commerce.check, "s1")
    assert orders_of(store) is Orders.UNKNOWN
    call(store, commerce.store_page, "s1", [ORDER], OrderSync(token="more"))
    call(store, commerce.check, "s1")
    assert (orders_of(store), orders_of(store, two)) == (Orders.SOME, Orders.UNKNOWN)
    call(store, commerce.store_page, "s1", [], OrderSync(complete=True))
    assert call(store, commerce.check, "s1", 1)
    assert not call(store, commerce.check, "s1", 1)
    assert (orders_of(store), orders_of(store, two)) == (Orders.SOME, Orders.NONE)
    # Without an id that orders carry nothing can be said.
    assert orders_of(store, three) is Orders.UNKNOWN
    later = replace(ORDER, id="2", user_id="user-2")
    call(store, commerce.store_page, "s1", [later], OrderSync(complete=True))
    assert orders_of(store, two) is Orders.SOME


def test_who_comes_after_the_order_has_one_at_once(store: Connection) -> None:
    call(store, commerce.store_page, "s1", [ORDER], OrderSync(token="more"))
    call(store, commerce.store_page, "s2", [replace(ORDER, shop="s2", id="9", user_id="user-9")],
         OrderSync())  # fmt: skip
    for name, user in (("c1", "user-1"), ("c2", "user-2"), ("c3", ""), ("c4", "user-9")):
        item = ListedConversation(name, Buyer("im", user, "Thảo"), created=1)
        call(store, inbound.store_list, "s1", [item], 1.0)
    found = [orders_of(store, ConversationKey("s1", f"c{n}")) for n in (1, 2, 3, 4)]
    assert found == [Orders.SOME, *[Orders.UNKNOWN] * 3]


def test_a_buyer_that_is_named_later_is_looked_for_then(store: Connection) -> None:
    call(store, commerce.store_page, "s1", [ORDER], OrderSync(complete=True))
    # History came before the list: of the buyer nothing is known.
    call(store, inbound.store_page, KEY, [message(1)], "", now=1)
    call(store, commerce.check, "s1")
    assert orders_of(store) is Orders.UNKNOWN
    call(store, inbound.store_list, "s1", [listed(message(1))], 1.0)
    assert orders_of(store) is Orders.SOME
    # Of another buyer nothing is known until it is looked for.
    other = ListedConversation("c1", Buyer("im", "user-2", "Thảo"), created=1)
    call(store, inbound.store_list, "s1", [other], 1.0)
    assert orders_of(store) is Orders.UNKNOWN
    call(store, commerce.check, "s1")
    assert orders_of(store) is Orders.NONE
    # A list without the id takes nothing back.
    nameless = ListedConversation("c1", Buyer("im", "", "Thảo"), created=1)
    call(store, inbound.store_list, "s1", [nameless], 1.0)
    assert orders_of(store) is Orders.NONE


@pytest.mark.parametrize("text", ["", "\x00", "\ud83d", "x" * 5000])
def test_whatever_an_order_holds_is_kept(store: Connection, text: str) -> None:
    odd = replace(ORDER, buyer_note=text, status=text, lines=())
    call(store, commerce.store_page, "s1", [odd], OrderSync())
    found = commerce.get(store, "s1", ORDER.id)
    assert found is not None
    assert len(found.buyer_note) == len(text)


def counted(store: Connection, now: int, hours: int = 12) -> Tally:
    tally = Tally()
    while not tally.done:
        tally = response_rate.count(
            store, "s1", tally, since=0, now=now, seconds=hours * 3600, limit=2
        )
    return tally


def test_chats_are_counted_by_the_first_answer_of_a_person(store: Connection) -> None:
    talks = [
        # in time, although a robot was first; then late
        [(0, Role.BUYER), (60, Role.BUYER), (70, Role.ROBOT), (3600, Role.CUSTOMER_SERVICE),
         (4000, Role.BUYER), (90_000, Role.CUSTOMER_SERVICE), (90_010, Role.CUSTOMER_SERVICE)],
        [(5, Role.CUSTOMER_SERVICE)],
        [(99_000, Role.BUYER)],
        [(100, Role.BUYER), (200, Role.SHOP)],
        [],
    ]  # fmt: skip
    for number, talk in enumerate(talks):
        key = ConversationKey("s1", f"c{number}")
        said = [
            message(place + 1, key=key, role=role, created=at, name=f"{number}.{place}")
            for place, (at, role) in enumerate(talk)
        ]
        call(store, inbound.store_list, "s1", [listed(said[-1] if said else None, id=key.id)], 1.0)
        call(store, inbound.store_page, key, said[::-1], "", now=1)
    tally = counted(store, now=100_000)
    assert (tally.chats, tally.in_time, tally.open) == (4, 1, 1)
    assert counted(store, now=100_000, hours=48).in_time == 2
    plan = store.execute(
        f"EXPLAIN QUERY PLAN {response_rate._NEXT}",
        {"shop": "s1", "since": 0, "last_at": 9, "id": "c", "limit": 2},
    ).fetchall()
    assert [row[3].split()[0] for row in plan] == ["SEARCH"]


def test_of_long_talks_only_the_days_that_count_are_walked(
    store: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(response_rate, "MESSAGES", 3)
    day = 86_400
    for number in range(5):
        key = ConversationKey("s1", f"c{number}")
        said = [
            message(
                place,
                key=key,
                role=Role.CUSTOMER_SERVICE if place % 2 else Role.BUYER,
                created=day * (1 + place // 4) if place else 0,
                name=f"{number}.{place}",
            )
            for place in range(400)
        ]
        call(store, inbound.store_list, "s1", [listed(said[-1], id=key.id)], 1.0)
        call(store, inbound.store_page, key, said[::-1], "", now=1)
    tally, pieces = Tally(), 0
    since = 91 * day
    while not tally.done:
        before = tally
        tally = response_rate.count(
            store, "s1", tally, since=since, now=101 * day, seconds=10, limit=10
        )
        pieces += 1
        assert tally != before
    assert (tally.chats, tally.in_time, tally.open) == (100, 100, 0)
    assert pieces == 5, "each ends with the talk in which it came to its limit"
    assert steps(store, since) < steps(store, 0) / 5


def steps(store: Connection, since: int) -> int:
    """What SQLite has to do for one talk, in pieces of twenty steps."""
    done = 0

    def step() -> int:
        nonlocal done
        done += 1
        return 0

    (n,) = store.execute("SELECT n FROM tiktok.conversations LIMIT 1").fetchone()
    store.set_progress_handler(step, 20)
    response_rate._said(store, n, since)
    store.set_progress_handler(None, 0)
    return done
