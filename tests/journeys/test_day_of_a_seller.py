"""A buyer writes, the seller sees it and answers: through every room, over real HTTP."""

from __future__ import annotations

import asyncio
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Broken, Message, Outgoing, OutgoingState, Role, Text
from nobi_desktop.domain.query import Filter
from nobi_desktop.sandbox.world import World
from nobi_desktop.store import first_page
from tests.journeys.conftest import Program

Start = Callable[[], Any]


def texts(program: Program) -> list[str]:
    return [
        row.content.text
        for row in program.desk.timeline.state.value.rows
        if not isinstance(row, Outgoing) and isinstance(getattr(row, "content", None), Text)
    ]


def outgoing(program: Program) -> list[Outgoing]:
    return [r for r in program.desk.timeline.state.value.rows if isinstance(r, Outgoing)]


async def opened(program: Program, world: World, shop: str, said: str) -> ConversationKey:
    """A buyer says `said`; the conversation, open before the seller in an active window."""
    message = world.say(shop, text=said)
    key = ConversationKey(shop, message.conversation_id)
    await program.until(
        lambda: any(r.key == key for r in program.desk.inbox.rows.value), what="the row"
    )
    program.desk.timeline.window_active(True)
    program.desk.inbox.open(key)
    await program.until(lambda: said in texts(program), what="the message")
    return key


async def test_a_buyer_writes_and_the_seller_answers(program: Start, world: World) -> None:
    shop = world.shops[0].id
    async with program() as p:
        key = await opened(p, world, shop, "Shop ơi áo này còn size L không ạ?")
        row = next(r for r in p.desk.inbox.rows.value if r.key == key)
        assert row.unanswered
        assert row.shop_name == world.shops[0].name
        # Shown in the active window means read, here and at TikTok.
        await p.until(
            lambda: world.conversation(shop, key.id).unread_count == 0, what="read at TikTok"
        )
        await p.until(
            lambda: next(r for r in p.desk.inbox.rows.value if r.key == key).unread == 0,
            what="read here",
        )
        answer = "Dạ còn ạ 🎉\nẪ Ỡ Đ <b>không đậm</b>"
        p.desk.composer.edit(key, answer)
        p.desk.composer.send(key, answer)
        await p.until(lambda: world.sent(shop), what="the answer at TikTok")
        assert [m.text for m in world.sent(shop)] == [answer]
        await p.until(
            lambda: answer in texts(p) and not outgoing(p), what="the row to become the message"
        )
        assert texts(p).count(answer) == 1
        last = next(r for r in p.desk.inbox.rows.value if r.key == key)
        assert not last.unanswered
        assert last.draft == ""
        assert last.last_role is Role.CUSTOMER_SERVICE


async def test_a_lost_answer_is_found_in_history_and_never_sent_again(
    program: Start, world: World
) -> None:
    shop = world.shops[1].id
    async with program() as p:
        key = await opened(p, world, shop, "Bao giờ giao ạ?")
        p.desk.composer.send(key, "Dạ mai ạ")
        await p.until(lambda: "Dạ mai ạ" in texts(p), what="the first answer")
        world.faults.plan("send", drop=True, times=1)
        p.desk.composer.send(key, "Dạ chiều mai ạ")
        await p.until(lambda: len(world.sent(shop)) == 2, what="the second answer")
        await p.until(
            lambda: "Dạ chiều mai ạ" in texts(p) and not outgoing(p), 60, what="the match"
        )
        await asyncio.sleep(1)
        assert [m.text for m in world.sent(shop)] == ["Dạ mai ạ", "Dạ chiều mai ạ"]


async def test_a_refusal_is_shown_and_the_words_come_back(program: Start, world: World) -> None:
    shop = world.shops[0].id
    word = next(iter(world.sensitive_words))
    async with program() as p:
        key = await opened(p, world, shop, "Chào shop")
        back: list[tuple[ConversationKey, str]] = []
        p.desk.composer.returned.watch(back.append)
        p.desk.composer.send(key, f"Chị nhắn {word} nhé")
        refused = await p.until(
            lambda: [o for o in outgoing(p) if o.state is OutgoingState.REJECTED], what="refusal"
        )
        assert refused[0].error_code == "45101006"
        p.desk.composer.take_back(refused[0].local_id)
        await p.until(lambda: back, what="the words back")
        assert back == [(key, f"Chị nhắn {word} nhé")]
        await p.until(lambda: not outgoing(p), what="the bubble gone")
        assert world.sent(shop) == []


async def test_drafts_and_what_waits_outlive_the_program(
    program: Start, world: World, tmp_path: Path
) -> None:
    shop = world.shops[2].id
    async with program() as p:
        key = await opened(p, world, shop, "Có freeship không?")
        p.desk.composer.edit(key, "Dạ đơn từ 99k")
    world.faults.plan("send", status=429, times=-1)
    kept = first_page.read(tmp_path)
    assert kept is not None
    assert [row.draft for row in kept.rows if row.key == key] == ["Dạ đơn từ 99k"]
    async with program() as p:
        await p.until(lambda: p.desk.inbox.rows.value, what="rows")
        p.desk.inbox.open(key)
        await p.until(lambda: p.desk.composer.state.value.draft == "Dạ đơn từ 99k", what="draft")
        p.desk.composer.send(key, "Dạ đơn từ 99k freeship ạ")
        await p.until(
            lambda: [o for o in outgoing(p) if o.state is OutgoingState.RETRY_WAIT], what="waiting"
        )
    world.faults.clear()
    async with program() as p:
        await p.until(lambda: world.sent(shop), 60, what="what had waited")
        assert [m.text for m in world.sent(shop)] == ["Dạ đơn từ 99k freeship ạ"]
        p.desk.inbox.open(key)
        await p.until(lambda: p.desk.composer.state.value.key == key, what="the composer")
        assert p.desk.composer.state.value.draft == ""


async def test_one_broken_message_leaves_its_nine_neighbours_alone(
    program: Start, world: World
) -> None:
    shop = world.shops[0].id
    first = world.say(shop, text="một")
    for number in range(8):
        world.say(shop, first.conversation_id, text=f"<img src=x> {number}")
    world.say(shop, first.conversation_id, content="{not json \ud83d \x00")
    async with program() as p:
        key = ConversationKey(shop, first.conversation_id)
        await p.until(lambda: p.desk.inbox.rows.value, what="rows")
        p.desk.inbox.open(key)
        await p.until(lambda: len(p.desk.timeline.state.value.rows) >= 10, what="ten rows")
        rows = [r for r in p.desk.timeline.state.value.rows if isinstance(r, Message)]
        assert [isinstance(r.content, Broken) for r in rows] == [False] * 9 + [True]
        world.say(shop, first.conversation_id, text="vẫn nghe")
        await p.until(lambda: "vẫn nghe" in texts(p), what="polling to go on")


async def test_a_picture_goes_up_and_what_cannot_is_told(
    program: Start, world: World, tmp_path: Path
) -> None:
    shop = world.shops[0].id
    out = io.BytesIO()
    Image.new("RGB", (64, 32), (10, 120, 200)).save(out, "PNG")
    async with program() as p:
        key = await opened(p, world, shop, "Cho em xin ảnh thật")
        refused: list[tuple[ConversationKey, str]] = []
        p.desk.composer.refused.watch(refused.append)
        p.desk.composer.send_image(key, data=b"GIF89a" + bytes(20))
        await p.until(lambda: refused, what="the refusal")
        assert refused == [(key, "picture_gif")]
        p.desk.composer.send_image(key, data=out.getvalue())
        sent = await p.until(lambda: world.sent(shop), what="the picture")
        assert next(iter(world.uploads)) in json.loads(sent[0].raw_content)["url"]
        await p.until(lambda: not outgoing(p), what="the picture in history")


async def test_filters_and_counts_follow_the_facts(program: Start, world: World) -> None:
    async with program() as p:
        one = await opened(p, world, world.shops[0].id, "một")
        world.say(world.shops[1].id, text="hai")
        await p.until(lambda: len(p.desk.inbox.rows.value) == 2, what="both")
        await p.until(lambda: p.desk.inbox.counts.value.unread == 1, what="one unread")
        p.desk.inbox.show(p.desk.inbox.query.value.toggled(Filter.UNREAD))
        await p.until(lambda: len(p.desk.inbox.rows.value) == 1, what="the unread one")
        assert one not in [r.key for r in p.desk.inbox.rows.value]
        p.desk.inbox.show(p.desk.inbox.query.value.cleared().of(world.shops[0].id))
        await p.until(lambda: [r.key for r in p.desk.inbox.rows.value] == [one], what="one shop")
        rows = p.desk.shops.rows.value
        assert [r.shop.name for r in rows] == [s.name for s in world.shops]
        assert [(r.unread, r.unanswered) for r in rows] == [(0, 1), (1, 1), (0, 0)]


async def test_pictures_that_no_message_needs_are_let_go_in_time(
    program: Start, world: World, tmp_path: Path
) -> None:
    blobs = tmp_path / "blobs"
    blobs.mkdir()
    old, young = blobs / "old.png", blobs / "young.png"
    for file in (old, young):
        file.write_bytes(b"x")
    os.utime(old, (1, 1))
    async with program() as p:
        await p.until(lambda: not old.exists(), what="the old picture gone")
        assert young.exists()
