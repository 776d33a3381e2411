"""Which buyers have ordered is known from a search now and then, and never guessed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from nobi_desktop.domain.conversation import Orders
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.store import commerce, inbox_pages, marks
from nobi_desktop.sync import orders as sync_orders
from nobi_desktop.sync.orders import INTERVAL, LIVELY_FOR, QUIET, SPREAD, OrderWatch
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
        return len(self.times())

    def times(self, shop: str = "") -> list[float]:
        """When a shop's orders, or those of all, were searched; seconds of the hand's clock."""
        return [
            r.time
            for r in self.rig.world.requests
            if r.path.endswith("/orders/search") and r.shop_id == (shop or r.shop_id)
        ]

    async def without(self, orders: Orders = Orders.NONE) -> str:
        return next(id for id, state in (await self.shown()).items() if state is orders)

    def write(self, id: str) -> None:
        """The buyer of this conversation writes."""
        self.rig.world.say(self.rig.shop, id, text="Mình vừa đặt rồi nha shop")

    async def seconds_until_known(self, id: str) -> float:
        """Seconds from now until it is known that the buyer has ordered."""
        begun = self.rig.clock.monotonic()
        while (await self.shown())[id] is not Orders.SOME:
            await self.rig.pass_time(1)
            assert self.rig.clock.monotonic() - begun < 400
        return self.rig.clock.monotonic() - begun


async def _watched(folder: Path, **world: int) -> AsyncIterator[Watched]:
    rig = await Rig(folder, **{"conversations": 12, "messages": 3} | world).open()
    await rig.start(40)
    found = Watched(rig)
    yield found
    await found.watch.close()
    await rig.close()
    assert not found.failed


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """Somebody has written some minutes ago."""
    async for found in _watched(tmp_path):
        yield found


@pytest.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Watched]:
    """Nobody has written for an hour, and the shop's orders are known."""
    async for found in _watched(tmp_path, quiet=3600, conversations=30):
        found.watch.add_shop(found.rig.shop)
        await found.rig.pass_time(700)
        yield found


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Watched]:
    """20 such shops."""
    async for found in _watched(tmp_path, quiet=3600, shops=20, conversations=3):
        yield found


async def test_it_is_known_who_has_ordered_and_who_has_not(watched: Watched) -> None:
    assert set((await watched.shown()).values()) == {Orders.UNKNOWN}
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(200)
    truth = watched.truth()
    assert set(truth.values()) == {Orders.SOME, Orders.NONE}
    assert await watched.shown() == truth
    # One search a minute, whatever the number of conversations, while somebody writes.
    before = watched.calls
    await watched.rig.pass_time(480)
    assert watched.calls - before == 8
    await watched.rig.pass_time(LIVELY_FOR)
    before = watched.calls
    await watched.rig.pass_time(3600)
    assert watched.calls - before == 3600 / QUIET


async def test_a_first_synchronisation_makes_no_shop_lively_whose_messages_are_old(
    tmp_path: Path,
) -> None:
    rig = await Rig(tmp_path, conversations=40, messages=3, quiet=3600).open()
    found = Watched(rig)
    found.watch.add_shop(rig.shop)
    await rig.start(120)
    assert await found.shown() == found.truth()
    assert len(found.truth()) == 40
    before = found.calls
    await rig.pass_time(1200)
    assert found.calls - before == 1200 / QUIET
    await found.watch.close()
    await rig.close()


async def test_of_whoever_writes_in_a_quiet_shop_an_order_is_known_as_soon_as_in_a_lively_one(
    quiet: Watched,
) -> None:
    rig = quiet.rig
    id = await quiet.without()
    before = quiet.calls
    # An order, then a word: with the word comes the look.
    rig.world.add_order(rig.shop, id)
    quiet.write(id)
    assert await quiet.seconds_until_known(id) <= 15 + sync_orders.GATHER + 1
    assert quiet.calls - before == 1
    # An order in the minutes after a word.
    for later in (0, 47, 200, 700):
        id = await quiet.without()
        quiet.write(id)
        await rig.pass_time(20 + later)
        rig.world.add_order(rig.shop, id)
        assert await quiet.seconds_until_known(id) <= INTERVAL
    # And then it is quiet again.
    await rig.pass_time(2 * LIVELY_FOR)
    before = quiet.calls
    await rig.pass_time(1500)
    assert quiet.calls - before == 1500 / QUIET


async def test_who_writes_right_after_a_look_of_a_quiet_shop_is_looked_for_a_minute_after_it(
    quiet: Watched,
) -> None:
    rig = quiet.rig
    before = quiet.calls
    while quiet.calls == before:
        await rig.pass_time(1)
    looked = quiet.times()[-1]
    id = await quiet.without()
    rig.world.add_order(rig.shop, id)
    quiet.write(id)
    await rig.pass_time(QUIET)
    times = [round(at - looked) for at in quiet.times()[before + 1 :]]
    assert times[:3] == [INTERVAL, 2 * INTERVAL, 3 * INTERVAL]


async def test_orders_that_move_in_a_quiet_shop_are_looked_at_again_within_a_minute(
    quiet: Watched,
) -> None:
    rig = quiet.rig
    id = await quiet.without()
    rig.world.add_order(rig.shop, id)
    assert await quiet.seconds_until_known(id) <= QUIET
    looked, before = quiet.times()[-1], quiet.calls
    await rig.pass_time(900)
    # What the look after that reads once more, because looks overlap, is no news.
    times = [round(at - looked) for at in quiet.times()[before:]]
    assert times == [INTERVAL, INTERVAL + QUIET, INTERVAL + 2 * QUIET]


async def test_marks_of_the_seller_make_no_shop_lively(quiet: Watched) -> None:
    rig = quiet.rig
    before = quiet.calls
    for id in list(await quiet.shown())[:12]:
        await rig.db.write(marks.mark_unread, (rig.key(id),), True)
        await rig.pass_time(100)
    assert quiet.calls - before == 12 * 100 / QUIET


async def test_the_looks_of_shops_that_start_together_are_spread(many: Watched) -> None:
    begun = many.rig.clock.now()
    for shop in many.rig.world.shops:
        many.watch.add_shop(shop.id)
    await many.rig.pass_time(SPREAD)
    first = {many.times(shop.id)[0] - begun for shop in many.rig.world.shops}
    assert len(first) == 20
    await many.rig.pass_time(600)
    before = many.calls
    await many.rig.pass_time(QUIET)
    times = sorted(many.times()[before:])
    assert len(times) == 20
    assert {len(many.times(shop.id)) for shop in many.rig.world.shops} <= {4, 5}
    for at in times:
        assert sum(at <= other < at + 15 for other in times) <= 5


async def test_before_all_orders_are_read_nobody_is_said_to_have_none(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_ORDERS", 1)
    monkeypatch.setattr(sync_orders, "PAGES_A_TURN", 1)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(SPREAD)
    assert watched.calls == 1
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

    async def broken(self: OrderWatch, client: ShopClient) -> bool:
        if not faults:
            faults.append(client.shop)
            raise ZeroDivisionError
        return await turn(self, client)

    monkeypatch.setattr(OrderWatch, "turn", broken)
    watched.watch.add_shop(watched.rig.shop)
    await watched.rig.pass_time(SPREAD)
    assert watched.failed == [f"orders.{watched.rig.shop} ZeroDivisionError()"]
    watched.failed.clear()
    caplog.clear()
    await watched.rig.pass_time(180)
    assert await watched.shown() == watched.truth()
