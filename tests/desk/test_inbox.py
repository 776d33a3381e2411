"""The list follows its query: periods roll on, deleted tags go, who waits next opens."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Role
from nobi_desktop.domain.query import InboxQuery, Period, Sort
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import inbound, inbox_counts, settings, shops, touched
from nobi_desktop.store.database import Database
from nobi_desktop.store.sql import Connection
from tests.desk.ground import Ground, on_ground
from tests.store.scene import listed, message

NOON = 1_767_268_800.0  # 2026-01-01 12:00 UTC


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


class List(Ground):
    """An inbox over a store."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.inbox = Inbox(db, self.scope, clock)
        self.nobody: list[None] = []
        self.inbox.nobody_waits.watch(self.nobody.append)

    async def say(self, shop: str, id: str, at: float, role: Role = Role.BUYER) -> ConversationKey:
        key = ConversationKey(shop, id)
        new = message(int(at), key=key, role=role, created=int(at))
        await self.db.write(inbound.store_list, shop, [listed(new, unread=1, id=id)], at)
        await self.settle()
        return key

    async def end(self) -> None:
        self.inbox.close()
        await super().end()

    @property
    def shown(self) -> list[str]:
        return [row.key.id for row in self.inbox.rows.value]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[List]:
    async with on_ground(List, folder, now=NOON) as found:
        for name, region in (("s1", "VN"), ("s2", "US")):
            await found.db.write(shops.add, Shop(name, name, region=region))
        await found.settle()
        yield found


async def test_today_rolls_at_midnight(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        await it.say("s1", "new", NOON - 60)
        await it.say("s1", "old", NOON - 86_400)
        it.inbox.show(InboxQuery(period=Period.TODAY))
        await it.settle()
        assert it.shown == ["new"]
        it.inbox.show(InboxQuery(period=Period.YESTERDAY))
        await it.settle()
        assert it.shown == ["old"]
        await it.clock.advance(12 * 3600 - 1)
        await it.settle()
        assert it.shown == ["old"]
        await it.clock.advance(61)
        await it.settle()
        assert it.shown == ["new"]


async def test_the_shift_rolls_at_its_edge_and_with_the_choice_of_another(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        await it.say("s1", "morning", NOON - 3 * 3600)
        it.inbox.show(InboxQuery(period=Period.SHIFT))
        await it.settle()
        assert it.shown == ["morning"]
        await it.db.write(settings.save, Settings(shift_start="10:00", shift_end="13:00"))
        await it.settle()
        assert it.shown == []
        await it.say("s1", "in it", NOON)
        assert it.shown == ["in it"]
        await it.clock.advance(3600 + 60)
        await it.say("s1", "after it", NOON + 3650)
        assert it.shown == ["in it"]


async def test_a_tag_that_is_deleted_is_asked_for_no_more(tmp_path: Path) -> None:
    def put(connection: Connection, sql: str) -> None:
        connection.execute(sql)
        touched.touch(connection).tags()

    async with opened(tmp_path) as it:
        await it.say("s1", "one", NOON)
        await it.db.write(put, "INSERT INTO seller.tags (id, name) VALUES ('t1', 'VIP')")
        it.inbox.show(InboxQuery(tags=frozenset({"t1"}), untagged=True, sort=Sort.WAITING))
        await it.settle()
        assert it.inbox.query.value.tags == {"t1"}
        await it.db.write(put, "DELETE FROM seller.tags")
        await it.settle()
        assert it.inbox.query.value == InboxQuery(untagged=True, sort=Sort.WAITING)
        assert it.shown == ["one"]


async def test_another_rule_is_shown_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        await it.say("s1", "vn", NOON)
        await it.say("s2", "us", NOON - 60)
        it.inbox.show(InboxQuery(sort=Sort.DEADLINE))
        await it.settle()
        assert it.shown == ["vn", "us"]
        await it.db.write(settings.save, Settings(response_hours=(("US", 1),)))
        await it.settle()
        assert it.shown == ["us", "vn"]
        assert it.inbox.rows.value[0].deadline == NOON - 60 + 3600


async def test_the_next_who_waits_is_the_one_with_the_nearest_deadline(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        it.inbox.next_waiting()
        await it.settle()
        assert (it.inbox.opened.value, len(it.nobody)) == (None, 1)
        us = await it.say("s2", "us", NOON - 3600)
        vn = await it.say("s1", "vn", NOON)
        await it.say("s1", "answered", NOON + 1, Role.CUSTOMER_SERVICE)
        for want in (vn, us, vn):
            it.inbox.next_waiting()
            await it.settle()
            assert it.inbox.opened.value == want
        it.inbox.show_shops({"s1"})
        it.inbox.next_waiting()
        await it.settle()
        assert (it.inbox.opened.value, len(it.nobody)) == (vn, 2)
        # What the seller opens meanwhile stays open.
        it.inbox.show_shops({"s2"})
        it.inbox.next_waiting()
        it.inbox.open(None)
        await it.settle()
        assert it.inbox.opened.value is None


async def test_counts_that_are_kept_by_shop_are_those_of_the_store(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        for number in range(12):
            role = Role.BUYER if number % 3 else Role.CUSTOMER_SERVICE
            await it.say(f"s{1 + number % 2}", f"c{number % 5}", NOON + number, role)
            query = InboxQuery(shops=frozenset({"s1"}) if number % 4 == 0 else frozenset())
            it.inbox.show(query)
            await it.settle()
            want = await it.db.read(inbox_counts.counts, query)
            assert it.inbox.counts.value == want
        await it.db.write(shops.update, "s2", connected=False)
        await it.settle()
        want = await it.db.read(inbox_counts.counts, it.inbox.query.value)
        assert it.inbox.counts.value == want
