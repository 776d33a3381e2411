"""One app chats, another one handles orders: what each may do is kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from nobi_desktop.domain.keys import KeyState, Purpose, ShopKeys
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.shops.connect import ConnectError
from nobi_desktop.shops.records import purposes_of
from nobi_desktop.shops.registry import OpenShop, secret_of
from nobi_desktop.shops.vault import MemoryVault
from nobi_desktop.store import accesses, shops
from nobi_desktop.sync.budget import Budgets
from nobi_desktop.sync.supervisor import Supervisor
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.errors import NoPermission
from tests.shops.rig import Place, place

CHAT, COMMERCE = Purpose.CHAT, Purpose.COMMERCE
ORDERS = ("seller.order.info",)
TALK = ("seller.customer_service",)


def homes(vault: MemoryVault) -> set[str]:
    return {name.split("/")[0] for name in vault._items if "/app/" not in name}


def apps(p: Place, number: int = 0) -> dict[Purpose, str]:
    shop = p.world.shops[number].id
    return {keys.purpose: keys.app for keys in p.registry.keys.value if keys.shop == shop}


async def works(p: Place, purpose: Purpose, number: int = 0) -> bool:
    client = p.registry.client(p.world.shops[number].id, purpose)
    assert client is not None
    return p.world.shops[number].id in {g.shop.id for g in await authorization.shops(client)}


@pytest.mark.parametrize(
    ("scopes", "purposes"),
    [
        ((), {CHAT, COMMERCE}),
        (("seller.customer_service",), {CHAT}),
        (("seller.order.info",), {COMMERCE}),
        (("seller.product.basic", "seller.authorization.info"), {COMMERCE}),
        (("seller.customer_service", "seller.product.basic"), {CHAT, COMMERCE}),
        (("seller.authorization.info",), set()),
        (("SELLER.CUSTOMER_SERVICE",), set()),
    ],
)
def test_scopes_say_what_an_app_is_good_for(
    scopes: tuple[str, ...], purposes: set[Purpose]
) -> None:
    assert purposes_of(scopes) == purposes


async def test_an_app_for_orders_is_added_to_a_shop_that_chats(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=None, vault=vault) as p:
        for shop in p.world.shops:
            shop.scopes = {"seller.authorization.info", *TALK}
        second = p.another_app(ORDERS)
        await p.connect(0)
        told: list[OpenShop] = []
        p.registry.opened.watch(told.append)
        chat = p.registry.client(p.world.shops[0].id)
        assert p.registry.client(p.world.shops[0].id, COMMERCE) is None
        connecting = p.connecting(by=second)
        await connecting.exchange(second.authorizations.code((second.shops[0].id,)))
        assert connecting.purposes == {COMMERCE}
        await connecting.save([second.shops[0].id])

        assert apps(p) == {CHAT: p.world.app_key, COMMERCE: second.app_key}
        # The chat goes on as if nothing had been.
        assert p.registry.client(p.world.shops[0].id) is chat
        assert told == []
        assert await works(p, CHAT)
        assert await works(p, COMMERCE)
        assert len(homes(vault)) == 2
        await p.reopen()
        await p.registry.open()
        assert await works(p, CHAT)
        assert await works(p, COMMERCE)
        for purpose, world in (CHAT, p.world), (COMMERCE, second):
            keeper = p.registry.keeper(p.world.shops[0].id, purpose)
            assert keeper is not None
            before = sum(r.route == "token_refresh" for r in world.requests)
            await keeper.refresh_now()
            assert sum(r.route == "token_refresh" for r in world.requests) == before + 1


async def test_the_newest_consent_wins_for_what_it_grants_and_for_nothing_else(
    tmp_path: Path,
) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        # One app for both, at first; then orders go to another app, and come back.
        assert apps(p) == {CHAT: p.world.app_key, COMMERCE: p.world.app_key}
        second = p.another_app(ORDERS)
        await p.connect(0, by=second)
        assert apps(p) == {CHAT: p.world.app_key, COMMERCE: second.app_key}
        assert await works(p, CHAT)
        assert await vault.get(secret_of(second.app_key)) == second.app_secret
        await p.connect(0)
        assert apps(p) == {CHAT: p.world.app_key, COMMERCE: p.world.app_key}
        # What nobody uses any more is gone from the keyring, the other app's secret with it.
        keeper = p.registry.keeper(p.world.shops[0].id)
        assert keeper is not None
        assert keeper is p.registry.keeper(p.world.shops[0].id, COMMERCE)
        assert homes(vault) == {keeper.home}
        assert await vault.get(secret_of(second.app_key)) is None
        assert await p.db.read(accesses.idle_homes) == frozenset()


async def test_a_shop_that_only_sells_says_that_it_may_not_chat(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        second = p.another_app(ORDERS)
        told: list[OpenShop] = []
        p.registry.opened.watch(told.append)
        await p.connect(0, by=second)
        (opened,) = told
        assert opened.keeper is None
        with pytest.raises(NoPermission) as caught:
            await authorization.shops(opened.client)
        assert caught.value.code == "no_chat"
        # Nobody can send through it: what is written waits.
        assert p.registry.client(p.world.shops[0].id) is None
        assert await works(p, COMMERCE)
        # The fix: an app that may chat is connected, and the polling gets its client.
        await p.connect(0)
        assert len(told) == 2
        assert told[1].client is p.registry.client(p.world.shops[0].id)
        assert await works(p, CHAT)


async def test_the_rail_says_no_permission_until_an_app_may_chat(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        polls = Supervisor(p.db, p.clock, Budgets(p.clock))
        p.registry.opened.watch(lambda shop: polls.add_shop(shop.shop, shop.client))
        await polls.start()
        await p.connect(0, by=p.another_app(ORDERS))
        await p.until(lambda: polls.statuses.value[0].state is ShopState.NO_PERMISSION)
        assert polls.statuses.value[0].code == "no_chat"
        await p.connect(0)
        await p.until(lambda: polls.statuses.value[0].state is ShopState.LIVE, step=1)
        await polls.stop()


async def test_an_app_that_grants_nothing_of_use_is_refused(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        second = p.another_app(("seller.finance.info",))
        with pytest.raises(ConnectError) as caught:
            await p.connect(0, by=second)
        assert caught.value.code == "no_scope"
        assert apps(p) == {CHAT: p.world.app_key, COMMERCE: p.world.app_key}
        assert p.calls("shops") == 1


async def test_one_consent_for_several_shops_takes_over_shop_by_shop(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0, 1], vault=vault) as p:
        second = p.another_app(TALK)
        await p.connect(1, by=second)
        assert apps(p, 0) == {CHAT: p.world.app_key, COMMERCE: p.world.app_key}
        assert apps(p, 1) == {CHAT: second.app_key, COMMERCE: p.world.app_key}
        assert len(homes(vault)) == 2
        for number in (0, 1):
            for purpose in Purpose:
                assert await works(p, purpose, number)
        # Giving one up takes what it alone uses, of both apps, and nothing of the other shop.
        await p.registry.remove(p.world.shops[1].id)
        assert apps(p, 1) == {}
        assert len(homes(vault)) == 1
        assert await vault.get(secret_of(second.app_key)) is None
        assert await works(p, CHAT, 0)
        assert await works(p, COMMERCE, 0)
        await p.registry.remove(p.world.shops[0].id)
        assert not vault._items
        assert p.registry.keys.value == ()


async def test_the_keys_fact_follows_every_keeper(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        told: list[tuple[ShopKeys, ...]] = []
        p.registry.keys.watch(told.append)
        await p.connect(0, 1)
        rows = p.registry.keys.value
        assert [(k.shop, k.purpose) for k in rows] == [
            (p.world.shops[n].id, purpose) for n in (0, 1) for purpose in (CHAT, COMMERCE)
        ]
        await p.settle()
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}
        assert all(k.access_expires > p.clock.now() for k in p.registry.keys.value)
        p.world.authorizations.revoke(p.world.shops[0].id)
        keeper = p.registry.keeper(p.world.shops[0].id)
        assert keeper is not None
        p.clock.jump(5 * 86_400)
        await p.until(lambda: p.registry.keys.value[0].state is KeyState.DEAD, step=30)
        assert {k.state for k in p.registry.keys.value} == {KeyState.DEAD}
        assert {k.code for k in p.registry.keys.value} == {"36004005"}
        await p.connect(0)
        states = {k.shop: k.state for k in p.registry.keys.value}
        assert states[p.world.shops[0].id] is KeyState.GOOD
        assert states[p.world.shops[1].id] is KeyState.DEAD
        assert "ROW_" not in repr(told)


async def test_known_apps_are_told_with_their_secret_and_shops(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0, 1], vault=vault) as p:
        second = p.another_app(ORDERS)
        await p.connect(0, by=second)
        found = {app.app_key: app for app in await p.registry.apps()}
        assert {key: (app.has_secret, app.shops) for key, app in found.items()} == {
            p.world.app_key: (True, 2),
            second.app_key: (True, 1),
        }
        assert found[p.world.app_key].service == p.world.service_id
        assert await p.registry.app_secret(f" {second.app_key} ") == second.app_secret
        assert await p.registry.app_secret("unknown") == ""
        await p.registry.remove(p.world.shops[0].id)
        found = {app.app_key: app for app in await p.registry.apps()}
        assert (found[second.app_key].has_secret, found[second.app_key].shops) == (False, 0)
        assert p.world.app_secret not in repr(found)


async def test_a_reconnect_with_fewer_shops_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1, 2], strict_rotation=True) as p:
        before = {k: k.state for k in p.registry.keys.value}
        connecting = p.connecting(expected=p.world.shops[0].id)
        ids = (p.world.shops[0].id, p.world.shops[2].id)
        await connecting.exchange(p.world.authorizations.code(ids))
        await connecting.save(ids)
        assert len(p.registry.keys.value) == len(before) == 6
        for number in range(3):
            keeper = p.registry.keeper(p.world.shops[number].id)
            assert keeper is not None
            await keeper.refresh_now()
            assert await works(p, CHAT, number)
        assert all(shop.connected for shop in await p.db.read(shops.all))
