"""What is due is read over all connected shops, and no number of others hides it."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import due, inbound, marks, settings, shops
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, listed, memory_store, message

NOW = 1_767_225_600
HOUR = 3600


@pytest.fixture
def store() -> Connection:
    made = memory_store()
    call(made, shops.add, Shop("s1", "Một", region="VN"))
    call(made, shops.add, Shop("s2", "Two", region="US"))
    return made


def waits(store: Connection, shop: str, name: str, at: int) -> ConversationKey:
    key = ConversationKey(shop, name)
    said = message(1, key=key, created=at, name=f"{shop}.{name}")
    call(store, inbound.store_list, shop, [listed(said, id=name)], NOW)
    return key


def test_the_count_goes_on_behind_what_is_listed(store: Connection) -> None:
    for number in range(due.MOST + 20):
        waits(store, "s1", f"c{number:03}", NOW - 13 * HOUR - number)
    waits(store, "s1", "fresh", NOW - HOUR)
    found = due.read(store, NOW)
    assert len(found.rows) == due.MOST
    assert found.rows[0].key.id == f"c{due.MOST + 19:03}"
    assert found.urgent == {"s1": due.MOST + 20}


def test_urgent_is_the_last_fifth_of_the_time_of_the_shops_own_rule(store: Connection) -> None:
    waits(store, "s1", "just", NOW - 12 * HOUR * 8 // 10)
    waits(store, "s1", "not-yet", NOW - 12 * HOUR * 8 // 10 + 1)
    waits(store, "s2", "slow", NOW - 13 * HOUR)
    found = due.read(store, NOW)
    assert [row.key.id for row in found.rows] == ["just", "not-yet", "slow"]
    assert found.urgent == {"s1": 1, "s2": 0}
    assert due.read(store, NOW, {"s2": 7, "gone": 1}).urgent == {"s1": 1, "s2": 7}
    call(store, settings.save, Settings(response_hours=(("US", 2),)))
    found = due.read(store, NOW)
    assert found.rows[0].key.id == "slow"
    assert found.urgent == {"s1": 1, "s2": 1}


def test_what_has_just_come_due_is_listed_behind_any_number_of_old_reminders(
    store: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "REMINDERS", 5)
    for number in range(30):
        call(store, marks.remind, [waits(store, "s1", f"c{number:02}", NOW - 5)], NOW - 30 + number)
    coming = waits(store, "s2", "coming", NOW - 5)
    call(store, marks.remind, [coming], NOW + due.SOON)
    far = waits(store, "s2", "far", NOW - 5)
    call(store, marks.remind, [far], NOW + due.SOON + 1)
    found = [row.key.id for row in due.read(store, NOW).reminders]
    assert found == ["c25", "c26", "c27", "c28", "c29", "coming"]
    assert "far" in [row.key.id for row in due.read(store, NOW + 1).reminders]


def test_shops_that_were_given_up_and_lost_conversations_remind_of_nothing(
    store: Connection,
) -> None:
    there = waits(store, "s1", "there", NOW - 13 * HOUR)
    gone = waits(store, "s2", "gone", NOW - 30 * HOUR)
    call(store, marks.remind, [there, gone, ConversationKey("s1", "unheld")], NOW)
    call(store, shops.update, "s2", connected=False)
    found = due.read(store, NOW)
    assert [row.key for row in found.rows] == [there]
    assert [row.key for row in found.reminders] == [there]
    assert found.urgent == {"s1": 1}


def test_who_is_urgent_is_counted_within_an_index(store: Connection) -> None:
    plan = store.execute(f"EXPLAIN QUERY PLAN {due.URGENT}", {"shop": "s1", "since": 1}).fetchall()
    assert [row[3].split(" (")[0] for row in plan] == [
        "SEARCH tiktok.conversations USING COVERING INDEX inbox_waiting"
    ]
