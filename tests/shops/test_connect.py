"""Connecting a shop: whole or not at all, and the same record when it is connected anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.shops.connect import (
    AUTHORIZE_URL,
    AUTHORIZE_URL_US,
    Connect,
    ConnectError,
    authorize_link,
    credential_for,
    new_state,
    service_of,
)
from nobi_desktop.shops.records import COLOURS, colour_for, home_for
from nobi_desktop.shops.registry import OpenShop, secret_of
from nobi_desktop.shops.slots import secret_name
from nobi_desktop.shops.vault import MemoryVault, VaultError
from nobi_desktop.store import accesses, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.shops import Credential
from nobi_desktop.store.sql import Connection
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.errors import SignInAgain
from tests.shops.rig import Place, place


async def works(p: Place, number: int) -> bool:
    client = p.registry.client(p.world.shops[number].id)
    assert client is not None
    listed = await authorization.shops(client)
    return p.world.shops[number].id in {its.shop.id for its in listed}


# -- the link -------------------------------------------------------------------------------------


def test_the_link_carries_service_and_state_and_no_redirect() -> None:
    link = authorize_link("7495", "S")
    assert link == f"{AUTHORIZE_URL}?service_id=7495&state=S"


def test_a_link_copied_from_partner_center_keeps_what_it_has() -> None:
    copied = " https://services.us.tiktokshop.com/open/authorize?service_id=7&x=1&state=old \n"
    assert service_of(copied) == "7"
    assert (
        authorize_link("", "S", copied)
        == "https://services.us.tiktokshop.com/open/authorize?service_id=7&x=1&state=S"
    )


def test_the_us_has_a_page_of_its_own_and_a_copied_link_keeps_to_it() -> None:
    app = credential_for(" 6fabc ", f" {AUTHORIZE_URL_US}?service_id=77&state=old ")
    assert (app.id, app.app_key, app.service_id) == ("6fabc", "6fabc", "77")
    link = authorize_link(app.service_id, "S", app.authorize_url)
    assert link == f"{AUTHORIZE_URL_US}?service_id=77&state=S"
    bare = authorize_link("", "S", AUTHORIZE_URL_US.removeprefix("https://") + "?service_id=77")
    assert bare == link
    assert credential_for("6fabc", "77") == Credential("6fabc", "6fabc", "77")


@pytest.mark.parametrize("service", ["7 495", "7495&state=x", "số", "<b>"])
def test_what_is_no_service_id_is_refused(service: str) -> None:
    with pytest.raises(ConnectError) as caught:
        authorize_link(service, "S")
    assert caught.value.code == "bad_link"


@pytest.mark.parametrize(
    "base",
    ["", "nonsense", "http://services.tiktokshop.com/x", "file:///etc/passwd", "javascript:1",
     "https://", "http://[", "https://services.tiktokshop.com/open/authorize"],
)  # fmt: skip
def test_what_is_no_consent_page_is_refused(base: str) -> None:
    with pytest.raises(ConnectError) as caught:
        authorize_link("", "S", base)
    assert caught.value.code == "bad_link"


def test_states_are_128_bits_and_never_the_same() -> None:
    states = {new_state() for _ in range(200)}
    assert len(states) == 200
    assert min(map(len, states)) >= 22


# -- the way through ------------------------------------------------------------------------------


async def test_chosen_shops_are_saved_and_can_be_spoken_for(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        told: list[OpenShop] = []
        p.registry.opened.watch(told.append)
        connecting = p.connecting()
        ids = tuple(shop.id for shop in p.world.shops)
        granted = await connecting.exchange(p.world.authorizations.code(ids))
        assert [shop.id for shop in granted] == list(ids)
        assert "seller.customer_service" in connecting.scopes
        assert await p.db.read(shops.all) == ()
        kept = await connecting.save(ids[:2])
        assert [shop.id for shop in kept] == list(ids[:2])
        assert await p.db.read(shops.all) == kept
        assert [o.shop.id for o in told] == list(ids[:2])
        assert [shop.position for shop in kept] == [0, 1]
        assert kept[0].colour != kept[1].colour
        assert await works(p, 0)
        assert await works(p, 1)
        # Both shops of one authorization have one keeper: a refresh for one is one for both.
        assert p.registry.keeper(ids[0]) is p.registry.keeper(ids[1])
        assert p.registry.client(ids[2]) is None


async def test_shops_open_again_at_the_next_start(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1], strict_rotation=True) as p:
        await p.reopen()
        opened = await p.registry.open()
        assert {o.shop.id for o in opened} == {p.world.shops[0].id, p.world.shops[1].id}
        keeper = p.registry.keeper(p.world.shops[1].id)
        assert keeper is not None
        await keeper.refresh_now()
        assert await works(p, 0)
        assert await works(p, 1)


@pytest.mark.parametrize("used", ["twice", "never given", "too late"])
async def test_a_code_that_is_used_old_or_invented_is_refused(tmp_path: Path, used: str) -> None:
    async with place(tmp_path, connect=None) as p:
        code = p.world.authorizations.code((p.world.shops[0].id,))
        if used == "twice":
            p.world.authorizations.exchange(code)
        elif used == "never given":
            code = "ROW_invented"
        else:
            p.clock.jump(31 * 60)
        with pytest.raises(ConnectError) as caught:
            await p.connecting().exchange(code)
        assert caught.value.code == "used_code"
        assert caught.value.number == "36004004"
        await nothing_was_saved(p)


async def nothing_was_saved(p: Place) -> None:
    assert await p.db.read(shops.all) == ()
    assert await p.db.read(shops.credentials) == ()
    assert await p.db.read(accesses.all) == ()
    assert isinstance(p.vault, MemoryVault)
    assert not p.vault._items
    assert p.registry.shops() == ()
    assert p.registry.keys.value == ()


async def everything(p: Place) -> tuple[bytes, dict[str, str]]:
    """What the disk and the keyring hold, byte for byte (`-shm` is no data: readers' locks)."""
    assert isinstance(p.vault, MemoryVault)
    await p.settle()
    files = (path for path in sorted(p.folder.rglob("*")) if path.is_file())
    kept = b"".join(path.read_bytes() for path in files if not path.name.endswith("-shm"))
    return kept, dict(p.vault._items)


@pytest.mark.parametrize(
    ("route", "fault", "code"),
    [
        ("token_get", {"status": 429, "code": 36009002}, "slow_down"),
        ("token_get", {"status": 502, "body": "<html>"}, "unreachable"),
        ("token_get", {"body": "<html>please log in</html>"}, "garbled"),
        ("token_get", {"drop": True}, "unreachable"),
        ("token_get", {"code": 777}, "refused"),
        ("token_get", {"rewrite": {"data": {"user_type": 1}}}, "not_a_seller"),
        ("token_get", {"rewrite": {"data": {"granted_scopes": ["seller.finance"]}}}, "no_scope"),
        ("token_get", {"code": 105004}, "region"),
        ("*", {"after_calls": 1, "code": 36009033}, "ip_list"),
        ("*", {"after_calls": 1, "code": 36009043, "status": 401}, "inactive"),
        ("*", {"after_calls": 1, "code": 105004}, "region"),
        ("*", {"after_calls": 1, "status": 401, "code": 105005}, "no_scope"),
        ("*", {"after_calls": 1, "status": 401, "code": 105002}, "refused"),
        ("*", {"after_calls": 1, "rewrite": {"data": {"shops": []}}}, "no_shops"),
        ("*", {"after_calls": 1, "status": 500, "body": ""}, "unreachable"),
    ],
)
async def test_each_trouble_on_the_way_has_a_code_and_saves_nothing(
    tmp_path: Path, route: str, fault: dict[str, Any], code: str
) -> None:
    async with place(tmp_path, connect=None) as p:
        before = await everything(p)
        p.world.faults.plan(route, **fault)
        connecting = p.connecting()
        with pytest.raises(ConnectError) as caught:
            await connecting.exchange(p.world.authorizations.code((p.world.shops[0].id,)))
        assert caught.value.code == code
        with pytest.raises(ConnectError):
            await connecting.save([p.world.shops[0].id])
        await nothing_was_saved(p)
        assert await everything(p) == before


async def test_another_shop_than_expected_is_refused(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        before = await everything(p)
        connecting = p.connecting(expected=p.world.shops[0].id)
        with pytest.raises(ConnectError) as caught:
            await connecting.exchange(p.world.authorizations.code((p.world.shops[1].id,)))
        assert caught.value.code == "other_shop"
        assert await everything(p) == before


async def test_only_granted_shops_can_be_saved(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        connecting = p.connecting()
        await connecting.exchange(p.world.authorizations.code((p.world.shops[0].id,)))
        for chosen, code in ([], "none_chosen"), ([p.world.shops[1].id], "other_shop"):
            with pytest.raises(ConnectError) as caught:
                await connecting.save(chosen)
            assert caught.value.code == code
        await nothing_was_saved(p)


async def test_the_state_serves_once_and_for_ten_minutes(tmp_path: Path) -> None:
    async with place(tmp_path, connect=None) as p:
        first, second = p.connecting(), p.connecting()
        assert first.state != second.state
        address = f"http://localhost:8721/callback?code=ROW_1&state={first.state}"
        with pytest.raises(ConnectError) as caught:
            second.read(address)
        assert caught.value.code == "wrong_state"
        assert first.read(address) == "ROW_1"
        with pytest.raises(ConnectError) as caught:
            first.read(address)
        assert caught.value.code == "late"
        await p.pass_time(601)
        with pytest.raises(ConnectError) as caught:
            second.read(f"http://localhost/callback?code=ROW_1&state={second.state}")
        assert caught.value.code == "late"


class Stubborn(MemoryVault):
    """Refuses what `when` names."""

    when: Callable[[str], bool] = staticmethod(lambda name: False)

    async def set(self, name: str, value: str) -> None:
        if self.when(name):
            raise VaultError("locked")
        await super().set(name, value)


@pytest.mark.parametrize("part", ["/app/secret", "/refresh", "/access"])
async def test_a_keyring_that_refuses_leaves_no_half_made_shop(tmp_path: Path, part: str) -> None:
    vault = Stubborn()
    async with place(tmp_path, connect=None, vault=vault) as p:
        vault.when = lambda name: name.endswith(part)
        with pytest.raises(ConnectError) as caught:
            await p.connect(0)
        assert caught.value.code == "vault_locked"
        await nothing_was_saved(p)
        vault.when = lambda name: False
        await p.connect(0)
        assert await works(p, 0)


async def test_a_full_disk_leaves_no_half_made_shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with place(tmp_path, connect=None) as p:

        def full(*_: Any, **__: Any) -> None:
            raise StoreError("disk_full")

        with monkeypatch.context() as patched:
            patched.setattr(shops, "move_pointer", full)
            with pytest.raises(ConnectError) as caught:
                await p.connect(0)
        assert caught.value.code == "disk_full"
        await nothing_was_saved(p)


async def test_a_failed_reconnect_leaves_the_shop_as_it_was(tmp_path: Path) -> None:
    vault = Stubborn()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        await p.connect(0)
        before = await everything(p)
        vault.when = lambda name: name.endswith("/access")
        with pytest.raises(ConnectError):
            await p.connect(0)
        vault.when = lambda name: False
        # The other slot holds an older pair: also where that was written over, it is put back.
        assert dict(vault._items) == before[1]
        assert await works(p, 0)
        await p.reopen()
        await p.registry.open()
        assert await works(p, 0)


async def test_connecting_anew_keeps_the_record_and_takes_the_new_tokens(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1], strict_rotation=True) as p:
        shop = p.world.shops[0]

        def dress(connection: Connection) -> None:
            shops.update(
                connection, shop.id, colour="#123456", position=7, im_user_id="99", avatar="a"
            )
            shops.mark_first_synced(connection, shop.id, 1234)

        await p.db.write(dress)
        p.world.authorizations.revoke(shop.id)
        shop.name = "Tên mới"
        connecting = p.connecting(expected=shop.id)
        await connecting.exchange(p.world.authorizations.code((shop.id, p.world.shops[1].id)))
        (kept,) = await connecting.save([shop.id])
        assert (kept.name, kept.colour, kept.position) == ("Tên mới", "#123456", 7)
        stored = await p.db.read(shops.get, shop.id)
        assert stored is not None
        assert (stored.im_user_id, stored.avatar, stored.first_synced) == ("99", "a", 1234)
        assert await works(p, 0)


async def test_reconnecting_one_shop_leaves_the_others_their_tokens(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0, 1], strict_rotation=True) as p:
        first, second = p.world.shops[0].id, p.world.shops[1].id
        old = p.registry.keeper(second)
        await p.connect(0)
        assert p.registry.keeper(second) is old
        assert p.registry.keeper(first) is not old
        for id in (first, second):
            keeper = p.registry.keeper(id)
            assert keeper is not None
            await keeper.refresh_now()
        assert await works(p, 0)
        assert await works(p, 1)
        await p.reopen()
        await p.registry.open()
        assert await works(p, 0)
        assert await works(p, 1)


async def test_tokens_that_no_shop_uses_any_more_leave_the_keyring(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0, 1], vault=vault) as p:
        await p.connect(0)
        await p.connect(0, 1)
        homes = {name.split("/")[0] for name in vault._items if "/app/" not in name}
        keeper = p.registry.keeper(p.world.shops[1].id)
        assert keeper is not None
        assert homes == {keeper.home}


async def test_a_new_secret_of_the_app_reaches_all_its_shops(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        await p.connect(1)
        p.world.app_secret = "0123456789abcdef0123456789abcdef01234567"
        await p.connect(1)
        assert await works(p, 0)
        assert await works(p, 1)


async def test_disconnecting_empties_the_keyring_and_keeps_the_record(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0, 1], vault=vault) as p:
        first, second = p.world.shops[0].id, p.world.shops[1].id
        closed: list[ShopId] = []
        p.registry.closed.watch(closed.append)
        await p.registry.remove(first)
        assert closed == [first]
        assert p.registry.client(first) is None
        assert await works(p, 1)
        assert vault._items
        await p.registry.remove(second)
        assert not vault._items
        kept = await p.db.read(shops.all)
        assert [shop.connected for shop in kept] == [False, False]
        await p.reopen()
        assert await p.registry.open() == ()
        (again,) = await p.connect(0)
        assert again.connected
        assert again.colour == kept[0].colour
        assert await works(p, 0)
        await p.registry.remove("no such shop")


async def test_a_keyring_that_keeps_what_was_removed_is_told(tmp_path: Path) -> None:
    class Clinging(MemoryVault):
        async def delete(self, name: str) -> None:
            raise VaultError("remains")

    async with place(tmp_path, connect=[0], vault=Clinging()) as p:
        with pytest.raises(VaultError):
            await p.registry.remove(p.world.shops[0].id)
        record = await p.db.read(shops.get, p.world.shops[0].id)
        assert record is not None
        assert record.connected


async def test_a_shop_whose_app_is_unknown_asks_to_sign_in(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        for access in await p.db.read(accesses.all):
            await p.db.write(accesses.save, replace(access, credential="gone"))
        await p.reopen()
        await p.registry.open()
        client = p.registry.client(p.world.shops[0].id)
        assert client is not None
        with pytest.raises(SignInAgain):
            await authorization.shops(client)


async def test_no_secret_is_told_on_the_way(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with place(tmp_path, connect=None) as p:
        connecting: Connect = p.connecting()
        code = p.world.authorizations.code((p.world.shops[0].id,))
        told = [repr(connecting)]
        try:
            await connecting.exchange("ROW_CANARY_wrong")
        except ConnectError as error:
            told += [repr(error), str(error), error.text, repr(error.__context__)]
        await connecting.exchange(code)
        await connecting.save([p.world.shops[0].id])
        told += [repr(connecting), repr(p.registry), repr(p.registry.shops()), caplog.text]
        secrets = [p.world.app_secret, code, "ROW_CANARY_wrong"]
        for kind in ("access", "refresh"):
            kept = await p.vault.get(secret_name(p.world.shops[0].id, "a", kind))
            secrets.append(kept or "")
        assert await p.vault.get(secret_of(p.credential.id)) == p.world.app_secret
        everything = "\n".join(told)
        files = contents(tmp_path)
        for secret in secrets:
            assert len(secret) > 5
            assert secret not in everything
            assert secret.encode() not in files


def contents(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# -- places and colours ---------------------------------------------------------------------------


def test_a_home_is_shared_only_by_shops_of_the_new_authorization() -> None:
    def known(**homes: str) -> list[Access]:
        return [Access(s, p, "app", "", home) for s, home in homes.items() for p in Purpose]

    assert home_for(["a"], [*Purpose], []) == "a"
    assert home_for(["a", "b"], [*Purpose], known(a="a", b="a")) == "a"
    assert home_for(["a"], [*Purpose], known(a="a", b="a")) == "a.2"
    assert home_for(["b"], [*Purpose], known(a="a", b="a")) == "b"
    assert home_for(["a"], [*Purpose], known(a="a.2", b="a", c="a.2")) == "a.3"
    # The other purpose of the same shop keeps its tokens, too.
    assert home_for(["a"], [Purpose.COMMERCE], known(a="a")) == "a.2"


def test_colours_are_apart_dark_enough_and_used_evenly() -> None:
    assert len(set(COLOURS)) == len(COLOURS) >= 12
    for colour in COLOURS:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 3.0, colour
    assert colour_for([]) == COLOURS[0]
    assert colour_for([COLOURS[0].lower()]) == COLOURS[1]
    assert colour_for([*COLOURS, COLOURS[0]]) == COLOURS[1]
