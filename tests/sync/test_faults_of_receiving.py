"""What a buyer writes is neither missed nor hidden: F16, F17 and F20 to F27 from end to end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.store import conversations, inbound, messages
from nobi_desktop.sync.supervisor import LOOK
from nobi_desktop.tiktok import customer_service


def unmarked(rows: Any, truth: list[str]) -> list[tuple[str, str]]:
    """Pairs of rows that stand side by side though messages are missing between them."""
    found = []
    before: Message | None = None
    hole = False
    for row in rows:
        if isinstance(row, Hole):
            hole = True
            continue
        if before is not None and not hole and truth.index(row.id) - truth.index(before.id) != 1:
            found.append((before.id, row.id))
        before, hole = row, False
    return found


@pytest.mark.parametrize("count", [9, 10, 11, 35, 95])
async def test_at_no_moment_stands_a_new_message_above_an_unmarked_hole(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """F16: after every single commit, whatever is missing below the newest shows as a hole."""
    rig = await rig_of(conversations=5, messages=12)
    await rig.start(60)
    target = rig.world.conversations(rig.shop)[1]
    looked = 0
    for name in ("store_list", "store_page"):
        real = getattr(inbound, name)

        def watched(connection: Any, *args: Any, real: Any = real, **kwargs: Any) -> Any:
            nonlocal looked
            answer = real(connection, *args, **kwargs)
            looked += 1
            page = messages.timeline(connection, rig.key(target.id), limit=200)
            assert unmarked(page.rows, rig.truth()[target.id]) == []
            return answer

        monkeypatch.setattr(inbound, name, watched)
    rig.world.burst_of(rig.shop, target.id, count)
    await rig.pass_time(200)
    assert looked > count / 10
    assert not rig.crashes
    assert rig.truth()[target.id] == (await rig.stored())[target.id]


async def test_a_changed_message_a_new_name_and_picture_update_their_rows(rig_of: Any) -> None:
    """F23: edited and recalled content, nickname, avatar: no duplicate, and nothing rings."""
    rig = await rig_of(conversations=5)
    await rig.start(60)
    row = rig.world.conversations(rig.shop)[0]
    said = rig.world.say(rig.shop, row.id, text="Còn hàng không?")
    await rig.pass_time(20)
    rig.new.clear()
    said.content = '{"content":"(đã thu hồi)"}'
    row.buyer.nickname = "Tên mới"
    row.buyer.avatar = "https://p16.example/moi.png"
    last = rig.world.say(rig.shop, row.id, text="Alo?")
    await rig.pass_time(20)
    assert rig.new == [last.id]
    shown = (await rig.db.read(messages.timeline, rig.key(row.id))).rows
    texts = {m.id: m.content.text for m in shown if hasattr(m.content, "text")}
    assert texts[said.id] == "(đã thu hồi)"
    assert [m.id for m in shown].count(said.id) == 1
    listed = await rig.db.read(conversations.row, rig.key(row.id))
    assert listed.buyer.name == "Tên mới"


@pytest.mark.parametrize("count", [-5, 0, 1, 10**12])
async def test_unread_is_never_negative_and_follows_the_server_in_one_poll(
    rig_of: Any, count: int
) -> None:
    """F24: whatever number TikTok gives."""
    rig = await rig_of()
    await rig.start(30)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.say(rig.shop, row.id, text="Shop ơi")
    await rig.pass_time(15)
    row.unread_count = count
    await rig.pass_time(15)
    unread = (await rig.db.read(conversations.row, rig.key(row.id))).unread
    assert unread >= 0
    assert (unread == 0) == (count <= 0)


async def test_polls_of_a_shop_never_overlap_whatever_is_nudged(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F25: one poll per shop at a time, though each takes 40 s and somebody nudges."""
    rig = await rig_of()
    await rig.start(30)
    real = customer_service.conversations
    running = most = begun = 0

    async def slow(*args: Any, **kwargs: Any) -> Any:
        nonlocal running, most, begun
        running += 1
        begun += 1
        most = max(most, running)
        try:
            await rig.clock.sleep(40)
            return await real(*args, **kwargs)
        finally:
            running -= 1

    monkeypatch.setattr(customer_service, "conversations", slow)
    for _ in range(40):
        rig.sync.nudge()
        await rig.pass_time(5)
    assert most == 1
    assert 4 <= begun <= 6


async def test_a_dead_loop_is_seen_by_the_watch_and_by_the_seller_within_30_seconds(
    rig_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26: "reconnecting" is shown, by a watch that shares nothing with the loop."""
    rig = await rig_of()
    await rig.start(30)
    dead = rig.sync._kept[rig.shop].tasks[0]
    dead.cancel()  # Not even an exception tells of it.
    seen: list[tuple[ShopState, str]] = []
    rig.sync.statuses.watch(lambda rows: seen.append((rows[0].state, rows[0].code)))
    await rig.pass_time(2 * LOOK)
    assert (ShopState.TROUBLE, "restarting") in seen
    said = rig.world.say(rig.shop, rig.world.conversations(rig.shop)[0].id, text="Còn ai không?")
    await rig.pass_time(20)
    assert rig.state is ShopState.LIVE
    assert said.id in str(await rig.stored())


async def test_the_same_pages_stored_again_and_again_change_nothing(rig_of: Any) -> None:
    """F20: every page twice, in both orders, by two readers at once."""
    rig = await rig_of(conversations=5, messages=30)
    await rig.start(60)
    row = rig.world.conversations(rig.shop)[0]
    rig.world.burst_of(rig.shop, row.id, 35)
    key: ConversationKey = rig.key(row.id)
    await asyncio.gather(*(rig.sync.reread(key) for _ in range(4)))
    await rig.pass_time(60)
    assert rig.truth()[row.id] == (await rig.stored())[row.id]
    assert len(set(rig.new)) == len(rig.new)
