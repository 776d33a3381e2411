"""What goes wrong with a shop is seen on that shop, costs few calls, and passes by itself."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Text
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store import conversations, holes, inbound, outbox, settings, shops
from nobi_desktop.store.database import Opened
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync import reading, shop_loop
from nobi_desktop.tiktok import customer_service


def states(rig: Any, shop: int = 0) -> list[ShopState]:
    seen: list[ShopState] = []
    for row in rig.statuses:
        if not seen or seen[-1] is not row[shop].state:
            seen.append(row[shop].state)
    return seen


async def test_a_refused_hole_token_is_forgotten_and_the_hole_still_closes(rig_of: Any) -> None:
    """F19: a token of a conversation."""
    rig = await rig_of()
    await rig.start(30)
    target = rig.world.conversations(rig.shop)[0].id
    rig.world.burst_of(rig.shop, target, 75)
    # The token that was saved with the hole dies before the next page is asked for.
    rig.world.faults.plan(
        "list_messages",
        after_calls=4,
        code=36009004,
        status=400,
        message="Invalid parameter: page_token",
        times=2,
    )
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()
    assert not await rig.db.read(holes.of, rig.key(target))


async def test_a_crash_in_the_middle_of_a_backfill_leaves_a_hole_that_is_closed_later(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: the hole is a saved row."""
    rig = await rig_of()
    await rig.start(30)
    target = rig.world.conversations(rig.shop)[0].id
    rig.world.burst_of(rig.shop, target, 95)
    pages = 0

    def reach(name: str) -> None:
        nonlocal pages
        pages += name == "page_saved"
        if pages == 3:
            raise SystemError("pulled the plug")

    monkeypatch.setattr(reading.failpoint, "reach", reach)
    await rig.pass_time(16)
    assert rig.crashes
    monkeypatch.undo()
    await rig.again()
    assert await rig.db.read(holes.of, rig.key(target))
    rig.crashes.clear()
    await rig.start(60)
    assert rig.truth() == await rig.stored()


@pytest.mark.parametrize("kind", ["cursor", "offset"])
async def test_pages_shifted_by_new_arrivals_give_no_message_twice_and_lose_none(
    rig_of: Any, kind: str
) -> None:
    """F20: over pages."""
    rig = await rig_of(page_token_kind=kind)
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.burst_of(rig.shop, row.id, 60)
    real = rig.world.pages.cut

    def cut(*args: Any, **kwargs: Any) -> Any:
        if kwargs["scope"].startswith("messages") and kwargs["token"]:
            rig.world.burst_of(rig.shop, row.id, 4)
            rows = sorted(row.messages, key=lambda m: m.index_key, reverse=True)
            args = (rows, *args[1:])
        return real(*args, **kwargs)

    rig.world.pages.cut = cut
    await rig.pass_time(20)
    rig.world.pages.cut = real
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()
    assert len(rig.new) == len(set(rig.new))


async def test_unread_heals_by_the_servers_count_and_read_marks_are_told_once(rig_of: Any) -> None:
    """F24: read elsewhere, and a read call that fails."""
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id, text="Shop ơi")
    await rig.pass_time(15)
    assert (await rig.db.read(conversations.row, rig.key(row.id))).unread >= 1
    row.unread_count = 0  # Read in Seller Center.
    await rig.pass_time(15)
    assert (await rig.db.read(conversations.row, rig.key(row.id))).unread == 0

    rig.world.say(rig.shop, row.id, text="còn không?")
    await rig.pass_time(15)
    rig.world.faults.plan("read", status=503, times=2)
    await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    await rig.pass_time(1)
    assert row.unread_count == 1
    await rig.pass_time(20)
    assert row.unread_count == 0
    assert rig.calls("read") == 3
    await rig.pass_time(90)
    assert rig.calls("read") == 3
    assert (await rig.db.read(conversations.row, rig.key(row.id))).unread == 0


async def test_a_crashed_loop_is_replaced_within_30_seconds_and_the_seller_is_told(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26: a loop that dies."""
    rig = await rig_of()
    told: list[str] = []
    rig.sync.restarted.watch(told.append)
    await rig.start(30)
    real, broken = customer_service.conversations, 1

    async def conversations_(*args: Any, **kwargs: Any) -> Any:
        nonlocal broken
        if broken:
            broken -= 1
            raise TypeError("an unexpected type")
        return await real(*args, **kwargs)

    monkeypatch.setattr(customer_service, "conversations", conversations_)
    await rig.pass_time(21)
    assert [type(error) for _, error in rig.crashes] == [TypeError]
    assert told == [rig.shop]
    assert ShopState.TROUBLE in states(rig)
    assert rig.state is ShopState.LIVE
    rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id)
    await rig.pass_time(15)
    assert rig.truth() == await rig.stored()


async def test_a_loop_that_crashes_again_and_again_still_comes_back_within_30_seconds(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26: a loop that dies each time."""
    rig = await rig_of()
    await rig.start(16)
    monkeypatch.setattr(customer_service, "conversations", None)
    await rig.pass_time(300)
    assert 8 <= len(rig.crashes) <= 60
    monkeypatch.undo()
    await rig.pass_time(30)
    assert rig.state is ShopState.LIVE


async def test_a_hung_loop_is_replaced(rig_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """F26: a loop that gives no sign of life."""
    rig = await rig_of()
    told: list[str] = []
    rig.sync.restarted.watch(told.append)
    await rig.start(30)

    async def never(*args: Any, **kwargs: Any) -> Any:
        await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(customer_service, "conversations", never)
    await rig.pass_time(16)
    monkeypatch.undo()
    await rig.pass_time(shop_loop.INTERVAL + 90)
    assert told == [rig.shop]
    assert rig.state is ShopState.LIVE
    assert not rig.crashes


async def test_the_same_news_is_read_after_six_hours_of_sleep_and_without_a_storm(
    rig_of: Any,
) -> None:
    """F27: a wall clock that jumps while the monotonic one stood still."""
    rig = await rig_of(conversations=90)
    woke: list[float] = []
    rig.sync.woke.watch(woke.append)
    await rig.start(120)
    rig.clock.jump(6 * 3600)  # The monotonic clock stood still.
    for row in list(rig.world.conversations(rig.shop)[:60]):
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    rig.world.forget_requests()
    rig.world.faults.plan("*", drop_before=True, times=-1)  # No network for 20 s.
    await rig.pass_time(20)
    assert len(woke) == 1
    assert woke[0] == pytest.approx(6 * 3600, abs=10)
    assert rig.calls() <= 8
    rig.world.faults.clear()
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()
    assert rig.state is ShopState.LIVE


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ({"status": 429}, ShopState.SLOWED),
        ({"status": 408}, ShopState.OFFLINE),
        ({"status": 503}, ShopState.OFFLINE),
        ({"body": "<html>Sign in to the Wi-Fi</html>"}, ShopState.OFFLINE),
        ({"body": "<html>", "status": 302}, ShopState.OFFLINE),
        ({"body": "{"}, ShopState.TROUBLE),
        ({"drop": True}, ShopState.OFFLINE),
        ({"code": 36009003}, ShopState.OFFLINE),
        ({"code": 105005, "status": 401}, ShopState.NO_PERMISSION),
        ({"code": 105002, "status": 401}, ShopState.SIGN_IN),
        ({"code": 45101004, "status": 429}, ShopState.QUOTA_SPENT),
        ({"code": 36009004, "message": "Invalid timestamp"}, ShopState.CLOCK_WRONG),
        ({"code": 99999999}, ShopState.TROUBLE),
    ],
)
async def test_each_trouble_is_seen_and_passes(
    rig_of: Any, fault: dict[str, Any], state: ShopState
) -> None:
    rig = await rig_of()
    await rig.start(29)
    rig.world.faults.plan("*", times=-1, **fault)
    await rig.pass_time(120)
    assert rig.state is state
    # Only TikTok's own word ends a sign-in (F30).
    assert (ShopState.SIGN_IN in states(rig)) == (state is ShopState.SIGN_IN)
    assert rig.status.complete_until > 0
    rig.world.faults.clear()
    await rig.pass_time(31 * 60)
    assert rig.state is ShopState.LIVE
    assert rig.status.retry_at == 0


async def test_being_slowed_down_for_ten_minutes_costs_few_calls_and_no_other_shop(
    rig_of: Any,
) -> None:
    rig = await rig_of(shops=2)
    await rig.start(30)
    first, second = (s.id for s in rig.world.shops)
    rig.world.forget_requests()
    rig.world.faults.plan(
        "*", shop_id=first, times=-1, status=429, code=36009002, headers={"retry-after": "30"}
    )
    await rig.pass_time(600)
    assert rig.calls(shop=first) <= 22
    assert rig.calls(shop=second) == 40
    assert rig.sync.statuses.value[0].state is ShopState.SLOWED
    assert rig.sync.statuses.value[1].state is ShopState.LIVE
    rig.sync.nudge()  # No impatience of ours breaks TikTok's wish.
    before = rig.calls(shop=first)
    await rig.pass_time(1)
    assert rig.calls(shop=first) <= before + 1


async def test_a_flapping_network_shows_nothing_a_lasting_one_does(rig_of: Any) -> None:
    rig = await rig_of()
    rig.chance = lambda: 0.9
    await rig.start(29)
    rig.statuses.clear()
    for _ in range(20):
        fault = rig.world.faults.plan("*", drop_before=True, times=-1)
        await rig.pass_time(3)
        rig.world.faults.clear(fault.id)
        await rig.pass_time(1)
    await rig.pass_time(15)
    # Out of 20 interruptions those are shown that three tries in a row met, and none of them soon.
    shown = [s for s in states(rig) if s is ShopState.OFFLINE]
    assert len(shown) <= 4


async def test_a_lost_network_is_shown_after_five_seconds_and_not_before(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(29)
    rig.statuses.clear()
    fault = rig.world.faults.plan("*", drop_before=True, times=-1)
    await rig.pass_time(5.9)
    assert ShopState.OFFLINE not in states(rig)
    await rig.pass_time(0.2)
    assert states(rig) == [ShopState.OFFLINE]
    rig.world.faults.clear(fault.id)
    rig.sync.nudge()
    await rig.pass_time(1)
    assert rig.state is ShopState.LIVE


async def test_on_a_full_disk_nothing_is_advanced_and_it_recovers_by_itself(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F35: the mark of the list stays."""
    rig = await rig_of()
    await rig.start(30)
    complete = rig.status.complete_until
    target = rig.world.conversations(rig.shop)[0].id
    rig.world.burst_of(rig.shop, target, 35)
    real = inbound.store_page

    def full(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise StoreError("disk_full")

    monkeypatch.setattr(inbound, "store_page", full)
    await rig.pass_time(60)
    assert rig.state is ShopState.TROUBLE
    assert rig.status.code == "disk_full"
    assert rig.status.complete_until == complete
    assert rig.truth() != await rig.stored()
    monkeypatch.undo()
    await rig.pass_time(30)
    assert rig.state is ShopState.LIVE
    assert rig.truth() == await rig.stored()
    assert not rig.crashes


async def test_the_spent_quota_ends_polling_until_midnight_but_for_a_gentle_probe(
    rig_of: Any,
) -> None:
    rig = await rig_of(quota=60)  # The sandbox's day is UTC's, ours is the shop's.
    await rig.start(16 * 60)
    assert rig.state is ShopState.QUOTA_SPENT
    assert rig.status.code == "45101004"
    rig.world.forget_requests()
    await rig.pass_time(3600)
    assert rig.calls() == 2
    rig.world.quota = 10_000
    await rig.pass_time(1801)
    assert rig.state is ShopState.LIVE


async def test_our_own_budget_keeps_its_reserve_and_begins_anew_at_midnight(rig_of: Any) -> None:
    midnight = 1_767_200_400.0  # In Vietnam.
    rig = await rig_of(budget=1_600, start=midnight - 3600)
    await rig.start(2)
    rig.budgets.of(rig.shop)._used = 1_600 - 1_500 - 20
    await rig.pass_time(1800)
    assert rig.state is ShopState.SLOWED
    assert rig.status.code == "budget"
    assert rig.budgets.of(rig.shop).used < 1_600 - 1_500
    rig.budgets.of(rig.shop)._used = 1_600 - 1_500
    await rig.pass_time(600)
    assert rig.state is ShopState.QUOTA_SPENT
    assert rig.status.retry_at == pytest.approx(midnight, abs=1)
    rig.world.forget_requests()
    await rig.pass_time(1190)
    assert rig.calls() == 0
    await rig.pass_time(20)
    assert rig.calls() >= 1
    assert rig.state is ShopState.SLOWED


async def test_a_shop_that_accepts_no_chats_is_shown_so(rig_of: Any) -> None:
    rig = await rig_of()
    rig.world.shops[0].can_accept_chat = False
    await rig.start(1)
    assert rig.state is ShopState.NOT_ACCEPTING
    rig.world.shops[0].can_accept_chat = True
    await rig.pass_time(3630)
    assert rig.state is ShopState.LIVE


async def test_signing_in_again_is_told_and_the_new_client_goes_on(rig_of: Any) -> None:
    rig = await rig_of()
    told: list[str] = []
    rig.sync.signed_in.watch(told.append)
    await rig.start(29)
    assert told == [rig.shop]
    fault = rig.world.faults.plan("*", times=-1, code=105002, status=401)
    await rig.pass_time(30)
    assert rig.state is ShopState.SIGN_IN
    rig.world.faults.clear(fault.id)
    shop = rig.sync._kept[rig.shop].shop
    rig.sync.add_shop(shop, rig.client(rig.shop))
    await rig.pass_time(2)
    assert rig.state is ShopState.LIVE
    assert told == [rig.shop, rig.shop]
    rig.sync.remove_shop(rig.shop)
    assert rig.sync.statuses.value == ()
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 0


async def blocked(rig: Any, conversation: str) -> str:
    made = await rig.db.write(
        outbox.add, rig.key(conversation), Kind.TEXT, Text("ạ"), now=rig.clock.now()
    )
    await rig.db.write(outbox.block_auth, made.local_id, "105001")
    return str(made.local_id)


async def test_a_message_refused_once_for_its_token_goes_on_after_an_interval(rig_of: Any) -> None:
    rig = await rig_of()
    told: list[str] = []
    await rig.start(20)
    rig.sync.signed_in.watch(told.append)
    await blocked(rig, rig.world.conversations(rig.shop)[0].id)
    await rig.pass_time(14)
    assert told == []
    await rig.pass_time(18)
    assert told == [rig.shop]
    await rig.db.write(outbox.unblock, rig.shop)
    await rig.pass_time(120)
    assert told == [rig.shop]


async def test_messages_refused_again_and_again_while_polls_succeed_are_tried_rarely(
    rig_of: Any,
) -> None:
    rig = await rig_of()
    told: list[float] = []
    await rig.start(20)
    rig.sync.signed_in.watch(lambda _: told.append(rig.clock.monotonic()))
    await blocked(rig, rig.world.conversations(rig.shop)[0].id)
    await rig.pass_time(4500)
    gaps = [after - before for before, after in itertools.pairwise(told)]
    assert gaps[0] >= 30
    assert gaps == sorted(gaps)
    assert shop_loop.BLOCKED_LONGEST <= gaps[-1] <= shop_loop.BLOCKED_LONGEST + 30


async def test_one_conversation_that_cannot_be_read_keeps_no_other_waiting(rig_of: Any) -> None:
    rig = await rig_of(conversations=12)
    await rig.start(30)
    rows = rig.world.conversations(rig.shop)
    bad = rows[0].id
    for row in list(rows[:8]):
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    rig.world.faults.plan("list_messages", conversation_id=bad, times=-1, status=500)
    await rig.pass_time(25)
    stored, truth = await rig.stored(), rig.truth()
    assert {c for c in truth if truth[c] != stored.get(c)} == {bad}
    rig.world.forget_requests()
    await rig.pass_time(600)
    assert rig.calls("list_messages") < 20
    rig.world.faults.clear()
    await rig.pass_time(660)
    assert rig.truth() == await rig.stored()


async def test_a_conversation_tiktok_refuses_is_given_up_until_it_changes(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id, text="một")
    fault = rig.world.faults.plan("list_messages", conversation_id=row.id, times=-1, code=45101003)
    await rig.pass_time(60)
    assert rig.calls("list_messages", rig.shop)
    assert rig.state is ShopState.LIVE
    await rig.pass_time(shop_loop.LIVELY_FOR)
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 4
    rig.world.faults.clear(fault.id)
    rig.world.say(rig.shop, row.id, text="hai")
    await rig.pass_time(15)
    assert rig.truth() == await rig.stored()


async def test_a_copy_that_was_rebuilt_is_filled_again(rig_of: Any) -> None:
    rig = await rig_of(conversations=40)
    await rig.start(60)
    await rig.close()
    for file in rig.folder.rglob("tiktok.sqlite*"):
        file.unlink()
    await rig.open()
    await rig.start(300)
    assert rig.truth() == await rig.stored()


async def test_opening_a_conversation_reads_fifty_messages_and_older_ones_on_demand(
    rig_of: Any,
) -> None:
    rig = await rig_of(conversations=30, messages=4)
    row = rig.world.conversations(rig.shop)[5]
    for place in range(120):
        at = row.messages[0].create_time - 40 * 86_400 - place
        rig.world.say(rig.shop, row.id, text=str(place), at=at)
    await rig.start(30)
    key = rig.key(row.id)
    before = len((await rig.stored())[row.id])
    rig.sync.on_screen(key)
    await rig.pass_time(1)
    assert len((await rig.stored())[row.id]) >= 50 > before
    loading: list[bool] = []
    rig.sync.loading.watch(loading.append, now=False)
    rig.sync.read_older(key)
    rig.sync.read_older(key)
    await rig.pass_time(1)
    assert len((await rig.stored())[row.id]) >= 100
    assert loading == [True, False]
    rig.sync.read_older(key)
    await rig.pass_time(1)
    assert (await rig.stored())[row.id] == rig.truth()[row.id]
    assert await rig.sync.reread(key)
    assert not await rig.sync.reread(ConversationKey("none", "1"))


async def test_a_refused_token_of_the_list_means_from_the_top_again(rig_of: Any) -> None:
    """F19: a token of the list."""
    rig = await rig_of(conversations=90)
    await rig.start(60)
    for row in list(rig.world.conversations(rig.shop)[:60]):
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    rig.statuses.clear()
    rig.world.faults.plan(
        "list_conversations",
        after_calls=1,
        code=36009004,
        status=400,
        message="Invalid parameter: page_token",
    )
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()
    assert ShopState.TROUBLE not in states(rig)
    assert rig.state is ShopState.LIVE


async def test_damage_repaired_while_running_makes_the_shop_be_read_anew(rig_of: Any) -> None:
    rig = await rig_of(conversations=60)
    await rig.start(60)
    rig.world.forget_requests()
    rig.db.healed.tell(Opened(rebuilt_copy=True))
    await rig.pass_time(1)
    assert rig.calls("list_conversations") >= 2
    assert rig.state is ShopState.LIVE


async def test_read_marks_stay_here_where_the_seller_wants_it_so(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(30)
    await rig.db.write(settings.save, Settings(mark_read_at_tiktok=False))
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id)
    await rig.pass_time(15)
    await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    await rig.pass_time(120)
    assert rig.calls("read") == 0
    await rig.db.write(settings.save, Settings())
    rig.sync.nudge()
    await rig.pass_time(2)
    assert rig.calls("read") == 1


async def test_a_read_mark_tiktok_refuses_is_not_tried_for_ever(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id)
    await rig.pass_time(15)
    rig.world.faults.plan("read", times=-1, code=45101003)
    await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    await rig.pass_time(3)
    first = rig.calls("read")
    assert first >= 1
    await rig.pass_time(300)
    assert rig.calls("read") <= first + 2


async def test_read_marks_wait_as_long_as_tiktok_says_whatever_is_read_meanwhile(
    rig_of: Any,
) -> None:
    rig = await rig_of()
    await rig.start(30)
    rows = list(rig.world.conversations(rig.shop)[:3])
    for row in rows:
        rig.world.say(rig.shop, row.id)
    await rig.pass_time(15)
    fault = rig.world.faults.plan("read", times=-1, status=503, headers={"Retry-After": "600"})
    for _ in range(30):
        for row in rows:
            await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
        await rig.pass_time(1)
        for row in rows:
            rig.world.say(rig.shop, row.id)
        await rig.pass_time(1)
    for row in rows:
        await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    assert rig.calls("read") == 1
    rig.sync.nudge()
    await rig.pass_time(2)
    assert rig.calls("read") == 2
    rig.world.faults.clear(fault.id)
    await rig.pass_time(590)
    assert rig.calls("read") == 2
    for row in rows:
        await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    await rig.pass_time(15)
    assert rig.calls("read") > 2
    assert [row.unread_count for row in rows] == [0, 0, 0]


async def test_several_conversations_read_in_one_go_are_told_together(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(30)
    rows = list(rig.world.conversations(rig.shop)[:3])
    for row in rows:
        rig.world.say(rig.shop, row.id)
    await rig.pass_time(15)
    for row in rows:
        await rig.db.write(conversations.mark_read, rig.key(row.id), rig.clock.now())
    await rig.pass_time(1)
    assert [row.unread_count for row in rows] == [0, 0, 0]
    assert rig.calls("read") == 3


async def on_the_wire(rig: Any, conversation: str, text: str) -> str:
    made = await rig.db.write(
        outbox.add, rig.key(conversation), Kind.TEXT, Text(text), now=rig.clock.now()
    )
    await rig.db.write(outbox.claim, made.local_id, rig.clock.now())
    await rig.db.write(outbox.unknown, made.local_id, "timeout")
    return str(made.local_id)


async def test_a_message_of_unknown_fate_is_looked_for_every_cycle_then_every_few_minutes(
    rig_of: Any,
) -> None:
    rig = await rig_of()
    await rig.start(31)
    row = rig.world.conversations(rig.shop)[2]
    name = await on_the_wire(rig, row.id, "Dạ còn ạ")
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert 3 <= rig.calls("list_messages") <= 5
    assert (await rig.db.read(outbox.get, name)).state is OutgoingState.UNKNOWN
    await rig.pass_time(75)
    assert (await rig.db.read(outbox.get, name)).state is OutgoingState.UNCONFIRMED
    rig.world.forget_requests()
    await rig.pass_time(1800)
    assert 8 <= rig.calls("list_messages") <= 11


async def test_what_turns_up_late_in_history_is_sent_after_all(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(31)
    rows = rig.world.conversations(rig.shop)
    row = rows[2]
    await rig.db.write(shops.update, rig.shop, im_user_id=rig.world.shops[0].agent_im_user_id)
    name = await on_the_wire(rig, row.id, "Dạ còn ạ")
    await rig.pass_time(40)
    content = '{"content":"Dạ còn ạ"}'
    rig.world.receive(
        row, "TEXT", content, role="CUSTOMER_SERVICE", raw_content=content, raw_body=b""
    )
    await rig.pass_time(15)
    state = (await rig.db.read(outbox.get, name)).state
    assert state in (OutgoingState.SENT, OutgoingState.CONFIRMED)
    await rig.pass_time(shop_loop.LIVELY_FOR)
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 4


async def test_a_probe_that_succeeds_after_the_quota_also_reads_what_is_on_screen(
    rig_of: Any,
) -> None:
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.sync.on_screen(rig.key(row.id))
    fault = rig.world.faults.plan("*", times=-1, code=45101004, status=429)
    await rig.pass_time(60)
    assert rig.state is ShopState.QUOTA_SPENT
    rig.world.say(rig.shop, row.id)
    rig.world.faults.clear(fault.id)
    await rig.pass_time(1801)
    assert rig.state is ShopState.LIVE
    assert rig.truth() == await rig.stored()


async def test_a_hole_the_seller_points_at_is_filled_at_once(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.burst_of(rig.shop, row.id, 230)
    await rig.pass_time(15)
    [hole] = await rig.db.read(holes.of, rig.key(row.id))
    rig.sync.fill(rig.key(row.id), hole.id)
    await rig.pass_time(1)
    assert rig.truth() == await rig.stored()
    assert not rig.sync.loading.value
