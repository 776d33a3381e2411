"""A shop's life at the desk: connected, merged, paused, given up, connected anew, and gone."""

from __future__ import annotations

from pathlib import Path

from nobi_desktop.domain.connecting import LeaveStep
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message, OutgoingState
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.shops.vault import MemoryVault
from nobi_desktop.store import drafts, outbox, shops
from tests.desk.rig import Seat, seat


def shown(s: Seat) -> set[str]:
    return {row.key.shop for row in s.inbox.rows.value}


def calls(s: Seat, shop: str) -> int:
    return sum(request.shop_id == shop for request in s.p.world.requests)


async def opened(s: Seat, key: ConversationKey) -> None:
    s.inbox.open(key)
    await s.p.until(lambda: s.composer.state.value.key == key)
    await s.p.until(lambda: s.timeline.state.value.rows)


async def answer(s: Seat, key: ConversationKey, text: str) -> None:
    s.composer.send(key, text)
    await s.p.until(lambda: text in [m.text for m in s.p.world.sent(key.shop)])


async def leave(s: Seat, shop: str, *, erase: bool) -> None:
    s.leaving.ask(shop)
    await s.p.until(lambda: s.leaving.state.value.step is LeaveStep.ASKING)
    s.leaving.confirm(erase)
    await s.p.until(lambda: s.leaving.state.value.step is LeaveStep.DONE)
    s.leaving.close()
    await s.p.settle()


async def test_the_life_of_a_shop(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with seat(tmp_path, vault=vault) as s:
        a, b, c = (shop.id for shop in s.p.world.shops)

        # Two shops in one authorization, the third in its own.
        await s.connect(0, 1)
        await s.connect(2)
        assert [row.shop.id for row in s.shops.rows.value] == [a, b, c]
        await s.p.until(lambda: shown(s) == {a, b, c})
        assert {row.status.state for row in s.shops.rows.value} <= {
            ShopState.LIVE, ShopState.CATCHING_UP,
        }  # fmt: skip

        # A branch, a group, and one inbox over two shops.
        branch = s.branches.create("Hà Nội")
        s.shops.set_branch(a, branch)
        group = s.groups.create("Hai shop", [a, b], key=1)
        await s.p.until(lambda: s.groups.rows.value)
        s.groups.open(group)
        await s.p.until(lambda: shown(s) == {a, b})
        said = s.p.world.say(b, text="Shop ơi còn hàng không?")
        key = ConversationKey(b, said.conversation_id)
        await s.p.until(lambda: s.inbox.rows.value[0].key == key, step=1.0)
        assert s.inbox.rows.value[0].shop_name == s.row(b).shop.name
        await opened(s, key)
        await answer(s, key, "Dạ còn ạ")

        # Paused nothing is asked of TikTok; what is written waits, and goes afterwards.
        s.shops.pause(b)
        await s.p.until(lambda: s.row(b).status.state is ShopState.STOPPED)
        assert s.composer.state.value.reason == "paused"
        before = calls(s, b)
        s.composer.send(key, "Chị đặt giúp em nhé")
        await s.p.pass_time(90)
        assert calls(s, b) == before
        [waited] = await s.p.db.read(outbox.unsent, b)
        s.shops.resume(b)
        await s.p.until(lambda: len(s.p.world.sent(b)) == 2)
        assert s.composer.state.value.reason == ""

        # Tokens are refreshed by hand.
        told: list[tuple[str, str]] = []
        s.shops.refreshed.watch(told.append)
        s.shops.refresh_tokens(b)
        await s.p.until(lambda: told)
        assert told == [(b, "")]

        # Given up with its history kept: it can be read, and nothing can be written.
        s.composer.edit(key, "nháp")
        await s.p.pass_time(1)
        await leave(s, b, erase=False)
        assert s.inbox.query.value.shops == {a}
        assert [row.shop.id for row in s.shops.rows.value] == [a, c, b]
        assert s.row(b).status.state is ShopState.DISCONNECTED
        s.inbox.show(s.inbox.query.value.of())
        await s.p.until(lambda: shown(s) == {a, c})
        s.inbox.show(s.inbox.query.value.of(b))
        await s.p.until(lambda: shown(s) == {b})
        texts = [
            getattr(row.content, "text", "")
            for row in s.timeline.state.value.rows
            if isinstance(row, Message)
        ]
        assert {"Shop ơi còn hàng không?", "Dạ còn ạ"} <= set(texts)
        assert s.composer.state.value.reason == "disconnected"
        s.composer.send(key, "Không đi đâu")
        before = calls(s, b)
        await s.p.pass_time(120)
        assert calls(s, b) == before
        assert len(s.p.world.sent(b)) == 2
        # Its sister of the same authorization goes on.
        assert s.row(a).status.state is ShopState.LIVE

        # Connected anew it is the same record, with all that was kept.
        colour = s.row(b).shop.colour
        await s.connect(1, expected=b)
        assert s.row(b).shop.colour == colour
        assert [row.shop.id for row in s.shops.rows.value] == [a, b, c]
        await s.p.until(lambda: s.row(b).status.state is ShopState.LIVE)
        assert s.composer.state.value.can_send
        assert await s.p.db.read(drafts.get, key) == "nháp"
        kept = await s.p.db.read(outbox.get, waited.local_id)
        assert kept is not None
        assert kept.state in (OutgoingState.SENT, OutgoingState.CONFIRMED)
        assert [row.shops for row in s.groups.rows.value] == [(a, b)]
        await answer(s, key, "Em đây ạ")

        # Given up for good: all of it is gone, and nothing of the others.
        await leave(s, b, erase=True)
        assert [row.shop.id for row in s.shops.rows.value] == [a, c]
        assert await s.p.db.read(shops.get, b) is None
        assert s.inbox.opened.value is None
        assert s.composer.state.value.key is None
        assert s.inbox.query.value.shops == frozenset()
        await s.p.until(lambda: shown(s) == {a, c})
        assert await s.p.db.read(drafts.get, key) == ""
        assert s.groups.rows.value == ()
        assert s.row(a).shop.branch == branch
        assert not any(b in name for name in vault._items)
        said = s.p.world.say(a, text="Shop khác vẫn chạy")
        await s.p.until(
            lambda: s.inbox.rows.value[0].key == ConversationKey(a, said.conversation_id), step=1.0
        )
