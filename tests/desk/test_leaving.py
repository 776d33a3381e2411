"""Giving a shop up: what waits is shown, the keys go, the history stays or goes, others stay."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from nobi_desktop.domain.connecting import LeaveState, LeaveStep
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Text
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.shops.vault import MemoryVault, VaultError
from nobi_desktop.store import conversations, outbox, shops
from nobi_desktop.store.errors import StoreError
from tests.desk.rig import Seat, seat

L = LeaveStep


class Vault(MemoryVault):
    """A keyring that can refuse to let go of a secret."""

    holds = False

    async def delete(self, name: str) -> None:
        if self.holds:
            raise VaultError("remains")
        await super().delete(name)


def state(s: Seat) -> LeaveState:
    return s.leaving.state.value


async def to(s: Seat, step: L) -> None:
    await s.p.until(lambda: state(s).step is step)


async def read(s: Seat, number: int = 0) -> ConversationKey:
    """Let a shop's history come in; its newest conversation."""
    shop = s.p.world.shops[number].id
    await s.p.until(lambda: any(row.key.shop == shop for row in s.inbox.rows.value))
    return next(row.key for row in s.inbox.rows.value if row.key.shop == shop)


async def wait_in_line(s: Seat, key: ConversationKey, *words: str) -> list[str]:
    """Messages that wait, because TikTok is not reached."""
    s.p.world.faults.plan("send", status=429, times=-1)
    rows = [
        await s.p.db.write(outbox.add, key, Kind.TEXT, Text(text), now=s.p.clock.now())
        for text in words
    ]
    await s.p.settle()
    return [row.local_id for row in rows]


async def states(s: Seat, names: list[str]) -> list[OutgoingState]:
    rows = [await s.p.db.read(outbox.get, name) for name in names]
    return [row.state for row in rows if row is not None]


async def test_what_waits_and_what_is_kept_is_shown_first(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0, 1]) as s:
        key = await read(s)
        names = await wait_in_line(s, key, "Dạ còn ạ", "Chị đặt nhé")
        s.leaving.ask(key.shop)
        await to(s, L.ASKING)
        assert state(s).shop == s.row(key.shop).shop
        assert [(m.local_id, m.words) for m in state(s).waiting] == [
            (names[0], "Dạ còn ạ"),
            (names[1], "Chị đặt nhé"),
        ]
        buyer = await s.p.db.read(conversations.buyer, key)
        assert buyer is not None
        assert buyer.name
        assert {m.buyer_name for m in state(s).waiting} == {buyer.name}
        assert state(s).conversations == 2
        # Asking alone changes nothing.
        s.leaving.close()
        await s.p.settle()
        assert state(s) == LeaveState()
        assert s.row(key.shop).shop.connected
        assert OutgoingState.CANCELLED not in await states(s, names)


async def test_what_cannot_be_asked_is_ignored(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        s.leaving.confirm(False)
        s.leaving.ask("unknown")
        await s.p.settle()
        assert state(s) == LeaveState()
        s.leaving.ask(s.p.world.shops[0].id)
        s.leaving.close()
        await s.p.settle()
        assert state(s) == LeaveState()
        s.leaving.ask(s.p.world.shops[0].id)
        await to(s, L.ASKING)
        s.leaving.confirm(False)
        s.leaving.confirm(True)
        s.leaving.ask(s.p.world.shops[0].id)
        await to(s, L.DONE)
        assert len(s.shops.rows.value) == 1


async def test_the_history_stays_and_what_waited_does_not_go(tmp_path: Path) -> None:
    vault = Vault()
    async with seat(tmp_path, connect=[0], vault=vault) as s:
        key = await read(s)
        await s.p.pass_time(5)
        names = await wait_in_line(s, key, "một", "hai")
        s.leaving.ask(key.shop)
        await to(s, L.ASKING)
        s.leaving.confirm(False)
        assert state(s).step is L.WORKING
        await to(s, L.DONE)
        assert await states(s, names) == [OutgoingState.CANCELLED] * 2
        assert not vault._items
        assert s.row(key.shop).status.state is ShopState.DISCONNECTED
        assert await s.p.db.read(conversations.row, key) is not None
        s.p.world.faults.clear()
        before = len(s.p.world.requests)
        await s.p.pass_time(300)
        assert len(s.p.world.requests) == before
        assert s.p.world.sent(key.shop) == []


async def test_what_is_on_the_wire_is_given_a_moment(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        key = await read(s)
        await s.p.pass_time(5)
        s.p.world.faults.plan("send", delay_before_commit=2.0)
        row = await s.p.db.write(outbox.add, key, Kind.TEXT, Text("đi"), now=s.p.clock.now())
        await s.p.settle()
        assert await states(s, [row.local_id]) == [OutgoingState.SENDING]
        s.leaving.ask(key.shop)
        await to(s, L.ASKING)
        assert [m.state for m in state(s).waiting] == [OutgoingState.SENDING]
        s.leaving.confirm(False)
        await to(s, L.DONE)
        assert [m.text for m in s.p.world.sent(key.shop)] == ["đi"]
        assert await states(s, [row.local_id]) == [OutgoingState.SENT]


async def test_nobody_waits_for_it_longer_than_a_moment(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        key = await read(s)
        await s.p.pass_time(5)
        s.p.world.faults.plan("send", delay_before_commit=60.0)
        row = await s.p.db.write(outbox.add, key, Kind.TEXT, Text("đi"), now=s.p.clock.now())
        await s.p.settle()
        s.leaving.ask(key.shop)
        await to(s, L.ASKING)
        s.leaving.confirm(False)
        await s.p.pass_time(5.5)
        assert state(s).step is L.DONE
        assert await states(s, [row.local_id]) == [OutgoingState.SENDING]
        # It arrives later, once.
        await s.p.pass_time(300)
        assert [m.text for m in s.p.world.sent(key.shop)] == ["đi"]
        assert await states(s, [row.local_id]) == [OutgoingState.SENT]


@pytest.mark.parametrize("erase", [False, True])
async def test_a_secret_that_stays_is_told_and_it_can_be_asked_again(
    tmp_path: Path, erase: bool
) -> None:
    vault = Vault()
    async with seat(tmp_path, connect=[0], vault=vault) as s:
        shop = s.p.world.shops[0].id
        names = await wait_in_line(s, await read(s), "chờ")
        before = await states(s, names)
        vault.holds = True
        s.leaving.ask(shop)
        await to(s, L.ASKING)
        s.leaving.confirm(erase)
        await to(s, L.ASKING)
        assert state(s).code == "vault_remains"
        assert s.row(shop).shop.connected
        # The shop was not given up, and so what waits in it was not either.
        assert await states(s, names) == before
        vault.holds = False
        s.leaving.confirm(erase)
        assert state(s).code == ""
        await to(s, L.DONE)
        assert not vault._items
        assert (await s.p.db.read(shops.get, shop) is None) == erase


async def test_where_the_history_could_not_be_deleted_that_alone_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        shop = s.p.world.shops[0].id

        async def full(shop: str) -> None:
            raise StoreError("disk_full")

        with monkeypatch.context() as patch:
            patch.setattr(s.registry, "erase", full)
            s.leaving.ask(shop)
            await to(s, L.ASKING)
            s.leaving.confirm(True)
            await to(s, L.ASKING)
        assert state(s).code == "disk_full"
        assert state(s).shop is not None
        assert not state(s).shop.connected  # type: ignore[union-attr]
        s.leaving.confirm(True)
        await to(s, L.DONE)
        await s.p.until(lambda: s.shops.rows.value == ())


async def test_closed_in_the_middle_the_shop_is_given_up_all_the_same(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0, 1]) as s:
        shop = s.p.world.shops[0].id
        s.leaving.ask(shop)
        await to(s, L.ASKING)
        s.leaving.confirm(True)
        s.leaving.close()
        assert state(s) == LeaveState()
        ending = asyncio.ensure_future(s.leaving.finish())
        await s.p.until(ending.done)
        assert state(s) == LeaveState()
        assert await s.p.db.read(shops.get, shop) is None
        assert len(await s.p.db.read(shops.all)) == 1
