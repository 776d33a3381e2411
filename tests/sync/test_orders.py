"""Which buyers have ordered is known from one search a minute, and never guessed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from nobi_desktop.domain.conversation import Orders
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.store import commerce, inbox_pages
from nobi_desktop.sync import orders as sync_orders
from nobi_desktop.sync.orders import OrderWatch
from nobi_desktop.tiktok import orders
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Refused, SlowDown
from tests.sync.rig import Rig


class Watched:
    """A shop whose conversations and orders are read."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.has_app = True
        self.failed: list[str] = []
        self.watch = self._made()

    def _made(self) -> OrderWatch:
        return OrderWatch(
            self.rig.db,
            self.rig.clock,
            self._client,
            report=lambda name, error: self.failed.append(f"{name} {error!r}"),
        )

    def _client(self, shop: ShopId, purpose: Purpose) -> ShopClient | None:
        assert purpose is Purpose.COMMERCE
        return self.rig.client(shop) if self.has_app else None

    async def again(self) -> None:
        await self.watch.close()
        self.watch = self._made()

    async def shown(self) -> dict[str, Orders]:
        rows = await self.rig.db.read(inbox_pages.page, InboxQuery())
        return {row.key.id: row.orders for row in rows}

    def truth(self) -> dict[str, Orders]:
        world, shop = self.rig.world, self.rig.shop
        return {
            c.id: Orders.SOME if world.orders(shop, c.buyer.user_id) else Orders.NONE
            for c in world.conversations(shop)
        }

    @property
    def calls(self) -> int:
        return sum(r.path.endswith("/orders/search") for r in self.rig.world.requests)


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    rig = await Rig(tmp_path, conversations=12, messages=3).open()
    await rig.start(40)
    found = Watched(rig)
    yield found
    await found.watch.close()
    await rig.close()
    assert not found.failed


async def test_it_is_known_who_has_ordered_and_who_has_not(watched: Watched) -> None:
    assert set((await watched.shown()).values()) == {Orders.UNKNOWN}
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(200)
    truth = watched.truth()
    assert set(truth.values()) == {Orders.SOME, Orders.NONE}
    assert await watched.shown() == truth
    # One search a minute, whatever the number of conversations.
    before = watched.calls
    await watched.rig.pass_time(600)
    assert watched.calls - before == 10


async def test_before_all_orders_are_read_nobody_is_said_to_have_none(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_ORDERS", 1)
    monkeypatch.setattr(sync_orders, "PAGES_A_TURN", 1)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(1)
    known = await watched.rig.db.read(commerce.sync_of, watched.rig.shop)
    assert not known.complete
    assert Orders.NONE not in (await watched.shown()).values()
    # A restart goes on where it stopped.
    await watched.again()
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(3600)
    assert (await watched.rig.db.read(commerce.sync_of, watched.rig.shop)).complete
    assert await watched.shown() == watched.truth()


async def test_a_token_that_died_begins_the_walk_anew_and_takes_nothing_for_done(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_ORDERS", 2)
    monkeypatch.setattr(sync_orders, "PAGES_A_TURN", 1)
    search, died = orders.search, []

    async def once_dead(client: ShopClient, *, page_token: str = "", **rest: object) -> object:
        if page_token and not died:
            died.append(page_token)
            raise Refused("36009004", "page_token")
        return await search(client, page_token=page_token, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(orders, "search", once_dead)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(70)
    assert died
    assert not (await watched.rig.db.read(commerce.sync_of, watched.rig.shop)).complete
    await watched.rig.pass_time(3600)
    assert await watched.shown() == watched.truth()


async def test_a_new_order_and_a_new_buyer_are_known_within_two_minutes(watched: Watched) -> None:
    rig = watched.rig
    watched.watch.add_shop(rig.shop)
    await rig.pass_time(130)
    none = next(id for id, state in (await watched.shown()).items() if state is Orders.NONE)
    rig.world.add_order(rig.shop, none)
    await rig.pass_time(61)
    assert (await watched.shown())[none] is Orders.SOME
    rig.world.say(rig.shop, text="Chị ơi còn hàng không")
    await rig.pass_time(80)
    assert await watched.shown() == watched.truth()


async def test_without_an_app_for_orders_they_stay_unchecked(watched: Watched) -> None:
    watched.has_app = False
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(300)
    assert set((await watched.shown()).values()) == {Orders.UNKNOWN}
    watched.has_app = True
    await watched.rig.pass_time(120)
    assert await watched.shown() == watched.truth()


async def test_orders_that_may_not_be_read_are_asked_for_seldom(watched: Watched) -> None:
    watched.rig.world.faults.plan(
        "orders", status=401, code=105005, message="no auth pkg", times=99
    )
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(1800)
    assert watched.calls <= 3
    assert set((await watched.shown()).values()) == {Orders.UNKNOWN}


async def test_a_shop_that_is_left_alone_is_asked_nothing(watched: Watched) -> None:
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(61)
    watched.watch.remove_shop(watched.rig.shop)
    watched.watch.remove_shop("unknown")
    before = watched.calls
    await watched.rig.pass_time(600)
    assert watched.calls == before


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "code": 36009037},
        {"status": 503},
        {"status": 500, "code": 36009001, "message": "internal"},
        {"body": "<html>"},
        {"body": '{"code":0,"data":[]}'},
        {"drop": True},
    ],
    ids=["too fast", "outage", "internal", "html", "shape", "dropped"],
)
async def test_whatever_fails_in_between_no_order_is_passed_over(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object]
) -> None:
    monkeypatch.setattr(orders, "MOST_ORDERS", 1)
    watched.rig.world.faults.plan("orders", times=4, after_calls=2, **fault)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(20)
    truth = watched.truth()
    for _ in range(12):
        await watched.rig.pass_time(60)
        for id, state in (await watched.shown()).items():
            assert state in (truth[id], Orders.UNKNOWN)
    await watched.rig.pass_time(3600)
    assert await watched.shown() == truth


async def test_a_look_that_fails_halfway_is_made_anew_from_where_it_began(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = watched.rig
    watched.watch.add_shop(rig.shop)
    await rig.pass_time(130)
    monkeypatch.setattr(orders, "MOST_ORDERS", 1)
    none = [id for id, state in (await watched.shown()).items() if state is Orders.NONE][:3]
    assert len(none) > 1
    for id in none:
        rig.world.add_order(rig.shop, id)
    search, failed = orders.search, []

    async def fails_once(client: ShopClient, *, page_token: str = "", **rest: object) -> object:
        if page_token and not failed:
            failed.append(page_token)
            raise SlowDown("36009037", retry_after=300.0)
        return await search(client, page_token=page_token, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(orders, "search", fails_once)
    await rig.pass_time(61)
    assert failed
    before = watched.calls
    rig.world.say(rig.shop, text="Chị ơi")
    await rig.pass_time(230)
    assert watched.calls == before, "a pause that TikTok asks for is kept, whoever comes"
    await rig.pass_time(120)
    assert await watched.shown() == watched.truth()


async def test_who_orders_and_then_writes_is_never_said_to_have_none(watched: Watched) -> None:
    rig = watched.rig
    watched.watch.add_shop(rig.shop)
    await rig.pass_time(130)
    known = set(await watched.shown())
    rig.world.say(rig.shop, text="Chị ơi còn hàng không")
    new = next(c.id for c in rig.world.conversations(rig.shop) if c.id not in known)
    rig.world.add_order(rig.shop, new)
    seen = set()
    for _ in range(40):
        await rig.pass_time(1)
        seen.add((await watched.shown()).get(new))
    assert seen == {None, Orders.UNKNOWN, Orders.SOME}


async def test_a_token_that_leads_in_a_circle_ends_the_look(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(130)
    watched.rig.world.faults.plan("orders", times=6, rewrite={"data.next_page_token": "round"})
    before = watched.calls
    await watched.rig.pass_time(130)
    assert watched.calls - before <= 6
    await watched.rig.pass_time(600)
    assert await watched.shown() == watched.truth()


async def test_a_fault_of_ours_is_told_and_the_loop_begins_anew(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turn, faults = OrderWatch.turn, []

    async def broken(self: OrderWatch, client: ShopClient) -> None:
        if not faults:
            faults.append(client.shop)
            raise ZeroDivisionError
        await turn(self, client)

    monkeypatch.setattr(OrderWatch, "turn", broken)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(1)
    assert watched.failed == [f"orders.{watched.rig.shop} ZeroDivisionError()"]
    watched.failed.clear()
    caplog.clear()
    await watched.rig.pass_time(180)
    assert await watched.shown() == watched.truth()
