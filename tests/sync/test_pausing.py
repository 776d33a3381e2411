"""A paused shop makes no call at all; what waits then goes on, and nothing is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from nobi_desktop.domain.message import OutgoingState
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store import conversations, settings
from nobi_desktop.tiktok.errors import Unreachable
from tests.sync.house import house

S = OutgoingState


async def test_no_call_leaves_for_a_paused_shop_and_nothing_is_missing_after_it(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,), (1,), conversations=30) as h:
        await h.p.pass_time(40)
        read = h.key(0)
        h.world.say(h.shop(), read.id, text="còn hàng không shop")
        await h.p.pass_time(16)
        await h.pause()
        h.world.forget_requests()
        assert [row.shop for row in h.polls.statuses.value] == [h.shop(1)]
        await h.db.write(conversations.mark_read, read, h.clock.now())
        local_id = await h.write("dạ còn ạ", read)
        h.polls.nudge()
        h.polls.on_screen(h.key(1))
        h.polls.read_older(read)
        for place in range(25):  # More conversations than a page of the list holds.
            h.world.burst_of(h.shop(), h.key(place).id, 12)
        await h.p.pass_time(3 * 3600)
        assert h.calls() == 0
        assert h.calls(number=1) > 100
        assert await h.state(local_id) is S.QUEUED
        assert h.world.any_conversation(read.id).unread_count > 0

        await h.resume()
        assert h.status().state is ShopState.STARTING
        await h.p.pass_time(120)
        assert h.stands() == (ShopState.LIVE, "")
        assert await h.missing() == set()
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert h.world.any_conversation(read.id).unread_count == 0
        assert len(h.world.sent(h.shop())) == 1


async def test_a_poll_an_errand_and_a_message_under_way_end_cleanly(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        h.world.faults.plan("list_conversations", times=1, delay_before_commit=8)
        h.world.faults.plan("list_messages", times=1, delay_before_commit=8)
        h.world.faults.plan("send", times=1, delay_before_commit=4)
        h.polls.nudge()
        h.polls.read_older(h.key(1))
        first = await h.write("một")
        await h.p.pass_time(2)
        second = await h.write("hai")
        assert await h.state(first) is S.SENDING
        await h.pause()
        await h.p.settle()
        h.world.forget_requests()
        await h.p.pass_time(60)
        # What was on the wire is told by its answer; what was not has not left.
        assert await h.state(first) is S.SENT
        assert await h.state(second) is S.QUEUED
        assert [r.route for r in h.world.requests if r.route != "send"] == []
        assert not h.polls.loading.value
        await h.resume()
        await h.p.pass_time(20)
        assert [m.text for m in h.world.sent(h.shop())] == ["một", "hai"]


async def test_a_message_that_waits_for_its_turn_does_not_leave_after_the_pause(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        client = h.registry.client(h.shop())
        assert client is not None
        client.pace.slowed(30)
        local_id = await h.write("chờ")
        await h.p.pass_time(5)
        assert await h.state(local_id) is S.SENDING
        await h.pause()
        h.world.forget_requests()
        await h.p.pass_time(120)
        row = await h.row(local_id)
        assert (row.state, row.error_code) == (S.RETRY_WAIT, "closed")
        assert h.calls() == 0
        await h.resume()
        await h.p.pass_time(30)
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert len(h.world.sent(h.shop())) == 1


async def test_a_shop_paused_and_resumed_again_and_again_is_polled_once_a_cycle(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        for _ in range(5):
            await h.pause()
            await h.resume()
            await h.p.pass_time(0.1)
        await h.p.pass_time(15)
        h.world.forget_requests()
        await h.p.pass_time(60)
        assert h.calls("list_conversations") == 4
        assert h.stands() == (ShopState.LIVE, "")


async def test_a_shop_paused_in_trouble_comes_back_without_it(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        fault = h.world.faults.plan("list_conversations", times=-1, code=105005, status=401)
        await h.p.pass_time(16)
        assert h.stands() == (ShopState.NO_PERMISSION, "scope")
        await h.pause()
        await h.p.pass_time(60)
        h.world.faults.clear(fault.id)
        await h.resume()
        await h.p.pass_time(2)
        assert h.seen[h.shop()][-3:-1] == [ShopState.NO_PERMISSION, ShopState.STARTING]
        assert h.stands() == (ShopState.LIVE, "")


async def test_read_marks_that_the_seller_keeps_here_stay_here_after_a_pause(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.db.write(settings.save, Settings(mark_read_at_tiktok=False))
        h.world.say(h.shop(), h.key().id)
        await h.p.pass_time(29)
        await h.pause()
        await h.db.write(conversations.mark_read, h.key(), h.clock.now())
        await h.resume()
        await h.p.pass_time(90)
        assert h.calls("read") == 0


async def test_what_only_a_polled_shop_can_do_says_so(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        await h.pause()
        with pytest.raises(Unreachable) as caught:
            await h.polls.accept_chats(h.shop())
        assert caught.value.code == "closed"
        assert not await h.polls.reread(h.key())
        h.polls.remove_shop("nobody")


async def test_an_errand_that_has_not_begun_ends_with_the_pause(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        loading: list[bool] = []
        h.polls.loading.watch(loading.append, now=False)
        h.world.forget_requests()
        h.polls.read_older(h.key())
        await h.pause()
        await h.p.pass_time(30)
        assert loading == [True, False]
        assert h.calls() == 0
        await h.resume()
        await h.p.pass_time(2)
        h.polls.read_older(h.key())
        await h.p.pass_time(2)
        assert loading == [True, False] * 2
