"""What a poll costs, what it reads, and that nothing of a burst is missed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Text
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store import holes, outbox, shops
from nobi_desktop.sync.budget import BRISK, DAILY, INTERVAL, RESERVE
from nobi_desktop.sync.shop_loop import LIVELY_FOR
from nobi_desktop.tiktok.limits import CallClass


async def test_an_idle_shop_costs_one_call_a_cycle(rig_of: Any) -> None:
    rig = await rig_of(conversations=30)
    await rig.start(14)
    assert rig.state is ShopState.LIVE
    assert rig.truth() == await rig.stored()
    rig.world.forget_requests()
    await rig.pass_time(15 * 40)
    assert rig.calls("list_conversations") == 40
    assert rig.calls() == 40


async def test_polls_begin_fifteen_seconds_after_the_last_began(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(61)
    assert rig.times() == [0, 15, 30, 45, 60]


async def test_a_shop_in_which_something_goes_on_is_polled_at_a_brisker_pace_for_minutes(
    rig_of: Any,
) -> None:
    rig = await rig_of(shops=2)
    await rig.start(44)
    rig.world.forget_requests()
    rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id, text="Còn hàng không shop?")
    await rig.pass_time(LIVELY_FOR + 2 * INTERVAL)
    brisk = [45 + BRISK * place for place in range(int(LIVELY_FOR / BRISK) + 1)]
    assert rig.times() == [*brisk, brisk[-1] + INTERVAL]
    # What happens in one shop is none of another's business.
    quiet = rig.times(shop=rig.world.shops[1].id)
    assert {round(b - a, 3) for a, b in itertools.pairwise(quiet)} == {INTERVAL}


async def test_our_own_message_makes_a_shop_lively_too(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(44)
    row = rig.world.conversations(rig.shop)[0]
    content = '{"content":"Dạ còn ạ"}'
    rig.world.receive(
        row, "TEXT", content, role="CUSTOMER_SERVICE", raw_content=content, raw_body=b""
    )
    rig.world.forget_requests()
    await rig.pass_time(12)
    assert rig.times() == [45, 45 + BRISK]


async def test_the_brisker_pace_is_paid_from_calls_that_are_to_spare(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(44)
    budget = rig.budgets.of(rig.shop)
    # So many are used that what is left pays for the plain polls until midnight and the reserve.
    rest = budget.midnight - rig.clock.now()
    while budget.left(CallClass.POLL) > rest / INTERVAL:
        budget.spend(CallClass.POLL)
    rig.world.forget_requests()
    rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id, text="Còn hàng không shop?")
    await rig.pass_time(60)
    assert all(b - a >= INTERVAL for a, b in itertools.pairwise(rig.times()))
    assert budget.left(CallClass.SEND) >= RESERVE
    assert budget.used < DAILY


async def test_a_busy_shop_costs_one_call_more_for_each_changed_conversation(rig_of: Any) -> None:
    rig = await rig_of(conversations=60)
    await rig.start(44)
    rig.world.forget_requests()
    for row in rig.world.conversations(rig.shop)[:7]:
        rig.world.say(rig.shop, row.id, text="Còn hàng không shop?")
    await rig.pass_time(10)
    assert rig.calls("list_conversations") == 1
    assert rig.calls("list_messages") == 7
    assert rig.truth() == await rig.stored()


async def test_35_messages_in_one_conversation_all_arrive_without_a_hidden_hole(
    rig_of: Any,
) -> None:
    """F16: a burst between two polls is read whole at once."""
    rig = await rig_of(conversations=25)
    await rig.start(30)
    target = rig.world.conversations(rig.shop)[3].id
    rig.world.burst_of(rig.shop, target, 35)
    rig.world.forget_requests()
    await rig.pass_time(15)
    assert rig.truth() == await rig.stored()
    assert rig.calls("list_messages") == 4
    assert len(set(rig.new)) == len(rig.new)


async def test_what_four_pages_do_not_hold_is_a_hole_that_the_next_cycles_close(
    rig_of: Any,
) -> None:
    """F16: what is left of a larger burst is a saved hole."""
    rig = await rig_of(conversations=5)
    await rig.start(30)
    target = rig.world.conversations(rig.shop)[0].id
    rig.world.burst_of(rig.shop, target, 230)
    await rig.pass_time(15)
    assert rig.truth() != await rig.stored()
    assert await rig.db.read(holes.of, rig.key(target))
    await rig.pass_time(30)
    assert rig.truth() == await rig.stored()
    assert not await rig.db.read(holes.of, rig.key(target))


async def test_a_new_conversation_of_many_messages_is_read_to_its_beginning(rig_of: Any) -> None:
    rig = await rig_of(conversations=5)
    await rig.start(30)
    await rig.pass_time(5)
    rig.world.burst_of(rig.shop, None, 27)
    await rig.pass_time(15)
    assert rig.truth() == await rig.stored()


async def test_60_conversations_that_change_at_once_are_all_read(rig_of: Any) -> None:
    """F17: the list is paged until a page is known."""
    rig = await rig_of(conversations=90)
    await rig.start(60)
    for row in list(rig.world.conversations(rig.shop)[:60]):
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    rig.world.forget_requests()
    await rig.pass_time(20)
    assert rig.truth() == await rig.stored()
    assert rig.calls("list_messages") == 60
    assert rig.calls("list_conversations") <= 5


@pytest.mark.parametrize("kind", ["cursor", "offset"])
async def test_conversations_that_jump_to_the_top_while_the_list_is_paged_are_not_missed(
    rig_of: Any, kind: str
) -> None:
    """F17: also while they move."""
    rig = await rig_of(conversations=90, page_token_kind=kind)
    await rig.start(60)
    rows = list(rig.world.conversations(rig.shop))
    for row in rows[:50]:
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    # While page two and three are asked for, conversations from further down write, too.
    left = rows[50:80]
    real = rig.world.pages.cut

    def cut(*args: Any, **kwargs: Any) -> Any:
        if kwargs["scope"].startswith("conversations") and kwargs["token"]:
            for row in [left.pop() for _ in range(min(12, len(left)))]:
                rig.world.say(rig.shop, row.id, text="Mình hỏi chút")
            args = (rig.world.conversations(rig.shop), *args[1:])
        return real(*args, **kwargs)

    rig.world.pages.cut = cut
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()


async def test_a_poll_broken_off_between_two_pages_of_the_list_is_made_good(rig_of: Any) -> None:
    """F17 and F18: no page is trusted that was not read."""
    rig = await rig_of(conversations=90)
    await rig.start(60)
    for row in list(rig.world.conversations(rig.shop)[:60]):
        rig.world.say(rig.shop, row.id, text="Shop ơi")
    rig.world.faults.plan("list_conversations", after_calls=2, times=2, status=502)
    await rig.pass_time(60)
    assert rig.truth() == await rig.stored()


async def test_what_robots_write_further_down_is_found_within_minutes_in_a_busy_shop(
    rig_of: Any,
) -> None:
    rig = await rig_of(conversations=60)
    await rig.start(60)
    rows = rig.world.conversations(rig.shop)
    rig.world.burst_of(rig.shop, rows[33].id, 6, robots=True)
    await rig.pass_time(60)
    assert rig.truth() != await rig.stored()  # It has not moved up: no page of ours shows it.
    rig.world.say(rig.shop, rows[2].id, text="Shop ơi")
    await rig.pass_time(660)
    assert rig.truth() == await rig.stored()


async def test_own_answers_hide_nothing_of_what_the_buyer_wrote_before_them(rig_of: Any) -> None:
    rig = await rig_of(conversations=5)
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.burst_of(rig.shop, row.id, 10)
    content = '{"content":"Dạ shop đây ạ"}'
    sent = rig.world.receive(
        row, "TEXT", content, role="CUSTOMER_SERVICE", raw_content=content, raw_body=b""
    )
    made = await rig.db.write(
        outbox.add, rig.key(row.id), Kind.TEXT, Text("Dạ shop đây ạ"), now=rig.clock.now()
    )
    await rig.db.write(outbox.claim, made.local_id, rig.clock.now())
    await rig.db.write(outbox.sent, made.local_id, sent.id, rig.clock.now())
    await rig.pass_time(15)
    assert rig.truth() == await rig.stored()
    assert (await rig.db.read(outbox.get, made.local_id)).state is OutgoingState.CONFIRMED


async def test_a_late_message_among_known_ones_is_found_and_told_once(rig_of: Any) -> None:
    """F21: it stands in its place and is new once."""
    rig = await rig_of(conversations=5, messages=40)
    await rig.start(60)
    row = rig.world.conversations(rig.shop)[0]
    place = row.messages[-15]
    late = rig.world.say(rig.shop, row.id, text="muộn", at=place.create_time, index=place.index + 1)
    await rig.pass_time(31)
    assert rig.new.count(late.id) == 1
    held = (await rig.stored())[row.id]
    assert held.index(late.id) == held.index(place.id) + 1
    await rig.pass_time(LIVELY_FOR)
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 4


async def test_a_poisoned_message_keeps_none_of_its_neighbours_away(rig_of: Any) -> None:
    """F22: the poll goes on."""
    rig = await rig_of(conversations=5)
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id, text="trước")
    rig.world.say(rig.shop, row.id, content='{"content":"\ud83d \\u0000', extra_raw={"index": []})
    after = rig.world.say(rig.shop, row.id, text="sau")
    await rig.pass_time(15)
    assert after.id in (await rig.stored())[row.id]
    assert rig.state is ShopState.LIVE
    await rig.pass_time(LIVELY_FOR)
    rig.world.forget_requests()
    await rig.pass_time(60)
    assert rig.calls() == 4


async def test_a_poll_longer_than_its_interval_is_followed_at_the_next_tick(rig_of: Any) -> None:
    """F25: the next tick is skipped, not queued."""
    rig = await rig_of()
    await rig.start(30)
    rig.world.faults.plan("list_conversations", delay_before_commit=25.0)
    rig.world.forget_requests()
    await rig.pass_time(61)
    # The slow one began at 45 and took until 70: the tick at 60 is left out.
    assert rig.times() == [70.0, 75.0, 90.0]


async def test_a_nudge_polls_at_once_and_the_next_tick_counts_from_there(rig_of: Any) -> None:
    rig = await rig_of()
    await rig.start(20)
    rig.world.forget_requests()
    rig.sync.nudge()
    await rig.pass_time(16)
    assert rig.times() == [20, 35]


async def test_twenty_shops_do_not_poll_together(rig_of: Any) -> None:
    rig = await rig_of(shops=20, conversations=2)
    await rig.start(60)
    times = sorted(t % 15 for s in rig.world.shops for t in rig.times(shop=s.id) if 45 <= t < 60)
    assert len(times) == 20
    gaps = [b - a for a, b in itertools.pairwise(times)]
    assert min(gaps) >= 0.7


async def test_the_first_list_goes_back_seven_days_and_on_to_its_end_beside_the_polls(
    rig_of: Any,
) -> None:
    rig = await rig_of(conversations=150)
    await rig.start(1)
    shop = await rig.db.read(shops.get, rig.shop)
    assert shop.first_synced
    await rig.pass_time(300)
    assert {c.id for c in rig.world.conversations(rig.shop)} == set(await rig.stored())
    assert rig.state is ShopState.LIVE
    assert rig.clock.now() - rig.status.complete_until <= 15


async def test_after_a_restart_an_idle_shop_is_polled_for_the_price_of_one_call(
    rig_of: Any,
) -> None:
    rig = await rig_of(conversations=60)
    await rig.start(120)
    await rig.again()
    rig.world.forget_requests()
    await rig.start(31)
    assert rig.calls("list_conversations") == 3
    assert rig.calls("list_messages") == 0


async def test_shops_that_are_all_nudged_do_not_fall_into_step(rig_of: Any) -> None:
    rig = await rig_of(shops=4, conversations=2)
    await rig.start(40)
    rig.world.forget_requests()
    rig.sync.on_screen(ConversationKey(rig.world.shops[2].id, "1"))
    await rig.pass_time(0)
    rig.sync.nudge()
    await rig.pass_time(20)
    times = {number: rig.times(shop=s.id) for number, s in enumerate(rig.world.shops)}
    assert times[2][0] == 40  # The shop on screen first.
    assert sorted(row[0] for row in times.values()) == [40, 40.25, 40.5, 40.75]
    assert all(row[1] == row[0] + 15 for row in times.values())


async def test_a_shop_connected_while_others_run_is_polled_at_once(rig_of: Any) -> None:
    rig = await rig_of(shops=2, conversations=2)
    second = rig.world.shops[1].id
    kept = rig.sync._kept[second]
    rig.sync.remove_shop(second)
    await rig.start(40)
    rig.sync.add_shop(kept.shop, kept.client)
    await rig.pass_time(1)
    assert rig.times(shop=second) == [40]
