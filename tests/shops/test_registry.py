"""Shops are paused, refreshed by hand, given up and erased, each without touching the others."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.domain.ids import ConversationKey, ShopId
from nobi_desktop.domain.keys import KeyState, Purpose
from nobi_desktop.domain.kinds import Kind
from nobi_desktop.domain.message import Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.shops.registry import RefreshError
from nobi_desktop.shops.slots import DAY
from nobi_desktop.shops.vault import MemoryVault, VaultError
from nobi_desktop.store import (
    accesses,
    drafts,
    erasing,
    groups,
    inbound,
    inbox_counts,
    outbox,
    schema,
    shops,
)
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection
from nobi_desktop.tiktok import authorization
from tests import given
from tests.shops.rig import Place, place


class Moody(MemoryVault):
    """A keyring that can be made to refuse or to cling."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.clings = False

    def _mood(self) -> None:
        if self.code:
            raise VaultError(self.code)

    async def get(self, name: str) -> str | None:
        self._mood()
        return await super().get(name)

    async def set(self, name: str, value: str) -> None:
        self._mood()
        await super().set(name, value)

    async def delete(self, name: str) -> None:
        self._mood()
        if self.clings and "/refresh" in name:
            raise VaultError("remains")
        await super().delete(name)


def shop_of(p: Place, number: int = 0) -> ShopId:
    return p.world.shops[number].id


async def works(p: Place, number: int = 0) -> bool:
    client = p.registry.client(shop_of(p, number))
    assert client is not None
    return shop_of(p, number) in {g.shop.id for g in await authorization.shops(client)}


# -- pausing --------------------------------------------------------------------------------------


async def test_a_paused_shop_is_closed_and_its_tokens_stay_fresh(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1], strict_rotation=True) as p:
        closed: list[ShopId] = []
        p.registry.closed.watch(closed.append)
        await p.registry.pause(shop_of(p))
        await p.registry.pause(shop_of(p))
        assert closed == [shop_of(p)]
        assert p.registry.client(shop_of(p)) is None
        assert [o.shop.id for o in p.registry.shops()] == [shop_of(p, 1)]
        assert await works(p, 1)

        await p.reopen()
        opened: list[ShopId] = []
        p.registry.opened.watch(lambda shop: opened.append(shop.shop.id))
        await p.registry.open()
        assert opened == [shop_of(p, 1)]
        assert p.registry.client(shop_of(p), Purpose.COMMERCE) is None
        assert {k.shop for k in p.registry.keys.value} == {shop_of(p), shop_of(p, 1)}
        p.clock.jump(5 * DAY)
        await p.until(lambda: p.calls("token_refresh") == 1, step=30)

        await p.registry.resume(shop_of(p))
        assert opened == [shop_of(p, 1), shop_of(p)]
        record = await p.db.read(shops.get, shop_of(p))
        assert record is not None
        assert not record.paused
        assert await works(p)


async def test_the_tokens_of_a_shop_that_alone_is_paused_are_refreshed(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        await p.registry.pause(shop_of(p))
        await p.reopen()
        assert await p.registry.open() == ()
        p.clock.jump(5 * DAY)
        await p.until(lambda: p.calls("token_refresh") == 1, step=30)
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}
        await p.registry.resume(shop_of(p))
        assert await works(p)


async def test_a_paused_shop_that_is_connected_anew_stays_paused(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1]) as p:
        await p.registry.pause(shop_of(p))
        opened: list[ShopId] = []
        p.registry.opened.watch(lambda shop: opened.append(shop.shop.id))
        await p.connect(0, 1)
        assert opened == [shop_of(p, 1)]
        await p.registry.resume(shop_of(p))
        assert await works(p)


async def test_a_shop_that_is_gone_can_be_neither_paused_nor_resumed(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        await p.registry.remove(shop_of(p))
        opened: list[Any] = []
        p.registry.opened.watch(opened.append)
        await p.registry.resume(shop_of(p))
        await p.registry.resume("no such shop")
        await p.registry.pause("no such shop")
        assert opened == []
        assert [s.id for s in await p.db.read(shops.all)] == [shop_of(p)]


# -- refreshing by hand ---------------------------------------------------------------------------


async def test_a_refresh_by_hand_asks_for_every_purpose_and_once_for_each_consent(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, connect=[0, 1], strict_rotation=True) as p:
        keys = await p.registry.refresh_tokens(shop_of(p))
        assert {k.purpose for k in keys} == set(Purpose)
        assert {k.state for k in keys} == {KeyState.GOOD}
        assert p.calls("token_refresh") == 1
        second = p.another_app(("seller.order.info",))
        await p.connect(0, by=second)
        await p.registry.refresh_tokens(shop_of(p))
        assert p.calls("token_refresh") == 2
        assert sum(r.route == "token_refresh" for r in second.requests) == 1
        assert await works(p)
        assert await works(p, 1)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 429, "code": 36009002}, "slow_down"),
        ({"status": 502, "body": "<html>"}, "unreachable"),
        ({"status": 200, "body": "<html>please log in</html>"}, "garbled"),
        ({"status": 302, "body": "", "headers": {"location": "http://x.example"}}, "garbled"),
        ({"drop": True}, "unreachable"),
        ({"code": 12345678}, "refused"),
        ({"code": 98001004}, "refused"),
        ({"code": 36004005}, "refused"),
        ({"status": 500, "code": 36004005}, "unreachable"),
        ({"status": 429, "code": 36004005}, "slow_down"),
    ],
)
async def test_what_became_of_a_refresh_by_hand_is_told(
    tmp_path: Path, fault: dict[str, Any], code: str
) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan("token_refresh", times=1, **fault)
        with pytest.raises(RefreshError) as caught:
            await p.registry.refresh_tokens(shop_of(p))
        assert caught.value.code == code
        assert {k.state for k in p.registry.keys.value} == {KeyState.RETRYING}
        # A second press does not wait for the pause to end.
        if code == "refused" and fault["code"] == 36004005:
            await p.pass_time(61)
        await p.registry.refresh_tokens(shop_of(p))
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}


async def test_dead_tokens_are_asked_for_once_more_by_hand(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan("token_refresh", times=2, code=36004005)
        p.clock.jump(5 * DAY)
        await p.until(lambda: p.registry.keys.value[0].state is KeyState.DEAD, step=30)
        p.world.faults.plan("token_refresh", times=1, code=36004005)
        with pytest.raises(RefreshError) as caught:
            await p.registry.refresh_tokens(shop_of(p))
        assert caught.value.code == "sign_in"
        assert p.registry.keys.value[0].state is KeyState.DEAD
        # TikTok knows it again: it was TikTok's fault.
        await p.registry.refresh_tokens(shop_of(p))
        assert p.registry.keys.value[0].state is KeyState.GOOD
        assert await works(p)


async def test_a_refresh_by_hand_looks_into_the_keyring_again(tmp_path: Path) -> None:
    vault = Moody()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        kept = dict(vault._items)
        vault._items.clear()
        await p.reopen()
        await p.registry.open()
        assert {k.code for k in p.registry.keys.value} == {"lost"}
        with pytest.raises(RefreshError) as caught:
            await p.registry.refresh_tokens(shop_of(p))
        assert caught.value.code == "sign_in"
        vault.code = "failed"
        with pytest.raises(RefreshError) as caught:
            await p.registry.refresh_tokens(shop_of(p))
        assert caught.value.code == "vault_failed"
        vault.code = ""
        vault._items.update(kept)
        await p.registry.refresh_tokens(shop_of(p))
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}
        assert await works(p)


async def test_a_keyring_that_goes_away_while_running_is_told_and_costs_nothing(
    tmp_path: Path,
) -> None:
    vault = Moody()
    async with place(tmp_path, connect=[0], vault=vault, strict_rotation=True) as p:
        await p.settle()
        vault.code = "failed"
        (chat, _) = await p.registry.refresh_tokens(shop_of(p))
        assert (chat.state, chat.saved) == (KeyState.GOOD, False)
        assert await works(p)
        with pytest.raises(RefreshError) as caught:
            await p.registry.refresh_tokens(shop_of(p))
        assert caught.value.code == "vault_failed"
        assert await works(p)
        vault.code = ""
        await p.until(lambda: p.registry.keys.value[0].saved, step=10)
        await p.reopen()
        await p.registry.open()
        await p.registry.refresh_tokens(shop_of(p))
        assert await works(p)


async def test_a_shop_without_keys_says_so(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        await p.registry.remove(shop_of(p))
        for shop in (shop_of(p), "no such shop"):
            with pytest.raises(RefreshError) as caught:
                await p.registry.refresh_tokens(shop)
            assert caught.value.code == "no_keys"


# -- sleep ----------------------------------------------------------------------------------------


async def test_after_a_sleep_what_is_due_is_refreshed_at_once(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        await p.settle()
        p.clock.jump(6.5 * DAY)
        p.registry.wake()
        await p.settle()
        assert p.calls("token_refresh") == 1
        p.registry.wake()
        await p.settle()
        assert p.calls("token_refresh") == 1


async def test_a_wake_without_a_network_makes_no_storm(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan("token_refresh", times=2, drop_before=True)
        p.clock.jump(5 * DAY)
        await p.until(lambda: p.calls("token_refresh") == 1, step=30)
        p.clock.jump(6 * 3600)
        p.registry.wake()
        await p.settle()
        # The pause of before the sleep is over; the next one is as short as the first.
        assert p.calls("token_refresh") == 2
        await p.pass_time(29)
        assert p.calls("token_refresh") == 2
        await p.until(lambda: p.calls("token_refresh") == 3, step=1, steps=10)
        assert p.registry.keys.value[0].state is KeyState.GOOD


# -- giving up ------------------------------------------------------------------------------------


async def test_a_removal_that_fails_leaves_the_shop_as_it_was(tmp_path: Path) -> None:
    vault = Moody()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        vault.clings = True
        opened: list[ShopId] = []
        p.registry.opened.watch(lambda shop: opened.append(shop.shop.id))
        with pytest.raises(VaultError):
            await p.registry.remove(shop_of(p))
        assert opened == [shop_of(p)]
        assert await works(p)
        vault.clings = False
        await p.registry.remove(shop_of(p))
        assert not vault._items
        assert await p.db.read(accesses.all) == ()


async def test_a_removal_cut_off_by_the_disk_can_be_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0], vault=vault) as p:

        def full(*_: Any, **__: Any) -> None:
            raise StoreError("disk_full")

        with monkeypatch.context() as patched:
            patched.setattr(accesses, "drop", full)
            with pytest.raises(StoreError):
                await p.registry.remove(shop_of(p))
        assert not vault._items
        assert {k.code for k in p.registry.keys.value} == {"lost"}
        await p.registry.remove(shop_of(p))
        record = await p.db.read(shops.get, shop_of(p))
        assert record is not None
        assert not record.connected


async def test_keys_that_could_not_be_let_go_are_let_go_at_the_next_start(tmp_path: Path) -> None:
    vault = Moody()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        second = p.another_app(("seller.customer_service", "seller.order.info"))
        before = {name for name in vault._items if "/refresh" in name}
        # The same home is taken over; so that it is not, another shop uses it meanwhile.
        await p.connect(0, 1)
        await p.connect(1, by=second)
        vault.clings = True
        await p.connect(0, by=second)
        left = {name for name in vault._items if "/refresh" in name}
        assert left > before or len(left) > 2
        vault.clings = False
        await p.reopen()
        await p.registry.open()
        await p.settle()
        kept = {name.split("/")[0] for name in vault._items if "/app/" not in name}
        assert kept == {access.home for access in await p.db.read(accesses.all)}
        assert await works(p)
        assert await works(p, 1)


# -- erasing --------------------------------------------------------------------------------------


def _fill(connection: Connection, shop: ShopId) -> None:
    key = ConversationKey(shop, "c1")
    page = [given.message(n, key=key) for n in range(30)][::-1]
    inbound.store_page(connection, key, page, "t", now=9)
    drafts.save(connection, key, "nháp", 1)
    outbox.add(connection, key, Kind.TEXT, Text("dạ"), now=3)


def _rows_without(connection: Connection, shop: ShopId) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    numbers = {
        row[0]
        for row in connection.execute(
            "SELECT n FROM tiktok.conversations WHERE shop = :shop", {"shop": shop}
        )
    }
    for metadata in (schema.seller, schema.tiktok):
        for name, table in metadata.tables.items():
            columns = ", ".join(column.name for column in table.columns)
            rows = [tuple(r) for r in connection.execute(f"SELECT {columns} FROM {name}")]
            if name == "tiktok.messages":
                rows = [row for row in rows if row[1] not in numbers]
            found[name] = [row for row in rows if shop not in str(row)]
    return found


async def test_a_disconnected_shop_is_erased_and_the_others_are_untouched(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1, 2]) as p:
        for number in range(3):
            await p.db.write(_fill, shop_of(p, number))
        everyone = tuple(shop_of(p, n) for n in range(3))
        await p.db.write(groups.save, ShopGroup("g", "ba", everyone))
        with pytest.raises(ValueError, match="connected"):
            await p.registry.erase(shop_of(p))
        await p.registry.remove(shop_of(p))
        before = await p.db.read(_rows_without, shop_of(p))
        keys = dict(p.vault._items) if isinstance(p.vault, MemoryVault) else {}
        await p.registry.erase(shop_of(p))
        after = await p.db.read(_rows_without, shop_of(p))
        assert after.pop("seller.group_shops") == [
            ("g", s, n + 1) for n, s in enumerate(everyone[1:])
        ]
        before.pop("seller.group_shops")
        assert after == before
        assert isinstance(p.vault, MemoryVault)
        assert dict(p.vault._items) == keys
        assert await p.db.read(shops.get, shop_of(p)) is None
        assert await works(p, 1)
        await p.registry.erase(shop_of(p))
        # It can be connected again, and begins anew.
        (again,) = await p.connect(0)
        assert again.first_synced == 0
        counts = await p.db.read(inbox_counts.counts, InboxQuery())
        assert counts.all == 2


async def test_an_erasing_that_was_cut_off_is_brought_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "ROWS", 5)
    async with place(tmp_path, connect=[0, 1]) as p:
        await p.db.write(_fill, shop_of(p))
        await p.registry.remove(shop_of(p))

        async def cut_off() -> None:
            erasing_it = asyncio.ensure_future(p.registry.erase(shop_of(p)))
            while not await p.db.read(erasing.begun):
                await asyncio.sleep(0)
            erasing_it.cancel()
            with pytest.raises(asyncio.CancelledError):
                await erasing_it
            assert await p.db.read(erasing.begun) == (shop_of(p),)

        await cut_off()
        await p.reopen()
        await p.registry.open()
        for _ in range(1000):
            if not await p.db.read(erasing.begun):
                break
        assert await p.db.read(shops.get, shop_of(p)) is None

        # Connected again before it has come to its end: nothing of the old history is left.
        await p.connect(0)
        await p.db.write(_fill, shop_of(p))
        await p.registry.remove(shop_of(p))
        await cut_off()
        await p.connect(0)
        assert await p.db.read(erasing.begun) == ()
        record = await p.db.read(shops.get, shop_of(p))
        assert record is not None
        assert record.connected
        counts = await p.db.read(inbox_counts.counts, InboxQuery())
        assert counts.all == 0
