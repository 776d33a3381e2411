"""Where keys are of no use any more: which shops that concerns, and how they come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.message import OutgoingState
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.shops.vault import MemoryVault, VaultError
from tests.sync.house import house

S = OutgoingState
GOOD = {ShopState.STARTING, ShopState.CATCHING_UP, ShopState.LIVE}


class Keyring(MemoryVault):
    """A keyring that can be locked."""

    locked = False

    async def get(self, name: str) -> str | None:
        if self.locked:
            raise VaultError("locked")
        return await super().get(name)


async def test_a_revoked_authorization_concerns_exactly_its_shops_and_blocks_what_they_send(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0, 1), (2,)) as h:
        await h.p.pass_time(40)
        h.world.authorizations.revoke(h.shop(0))
        await h.p.pass_time(20)
        # The first no may be an accident of theirs; it is not shown as an end.
        assert h.stands(0) == (ShopState.TROUBLE, "36004005")
        names = [await h.write("chờ em chút", h.key(0, number)) for number in range(3)]
        await h.p.pass_time(400)
        for number in (0, 1):
            assert h.stands(number) == (ShopState.SIGN_IN, "revoked")
            assert await h.state(names[number]) is S.BLOCKED_AUTH
        assert set(h.seen[h.shop(2)]) <= GOOD
        assert await h.state(names[2]) in (S.SENT, S.CONFIRMED)
        # The dead token was shown twice and then no more, however many shops and messages ask.
        assert h.refreshed == 2
        assert await h.missing(0) == set()

        h.world.say(h.shop(0), h.key(1, 0).id, text="shop đâu rồi")
        h.signed_in.clear()
        await h.p.connect(0, 1)
        for number in (0, 1):
            assert h.stands(number) == (ShopState.STARTING, "")
        await h.p.pass_time(5)
        for number in (0, 1):
            assert h.stands(number) == (ShopState.LIVE, "")
            assert await h.state(names[number]) in (S.SENT, S.CONFIRMED)
            assert len(h.world.sent(h.shop(number))) == 1
        assert sorted(set(h.signed_in)) == sorted([h.shop(0), h.shop(1)])
        await h.p.pass_time(15)
        assert await h.missing(0) == set()


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ({"status": 429, "body": ""}, ShopState.SLOWED, "http_429"),
        ({"status": 408, "body": ""}, ShopState.OFFLINE, "outage"),
        ({"status": 503, "body": ""}, ShopState.OFFLINE, "outage"),
        ({"body": "<html>Sign in to the Wi-Fi</html>"}, ShopState.OFFLINE, "portal"),
        ({"status": 302, "body": ""}, ShopState.OFFLINE, "portal"),
        ({"drop_before": True}, ShopState.OFFLINE, "no_network"),
        ({"code": 36009002}, ShopState.SLOWED, "36009002"),
        ({"code": 12345678}, ShopState.TROUBLE, "12345678"),
    ],
)
async def test_tokens_that_cannot_be_renewed_now_ask_for_no_sign_in(
    tmp_path: Path, fault: dict[str, Any], state: ShopState, code: str
) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        await h.p.pass_time(29)
        h.world.authorizations.expire(h.shop(0))
        h.world.faults.plan("token_refresh", times=-1, **fault)
        local_id = await h.write("chờ mạng")
        await h.p.pass_time(120)
        assert h.stands(0) == (state, code)
        assert await h.state(local_id) is S.RETRY_WAIT
        assert h.refreshed <= 5
        h.world.faults.clear()
        await h.p.pass_time(16 * 60)
        assert h.stands(0) == (ShopState.LIVE, "")
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert ShopState.SIGN_IN not in h.seen[h.shop(0)]
        assert set(h.seen[h.shop(1)]) <= GOOD


async def test_a_message_being_sent_when_the_authorization_ends_is_blocked_not_failed(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(40)
        h.world.authorizations.revoke(h.shop())
        local_id = await h.write("đang gửi")
        seen = set()
        for _ in range(100):
            await h.p.pass_time(1)
            seen.add(await h.state(local_id))
        assert await h.state(local_id) is S.BLOCKED_AUTH
        assert S.REJECTED not in seen
        assert h.world.sent(h.shop()) == []


async def test_a_shop_under_another_app_keeps_its_budget_and_its_messages_go(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(40)
        h.world.apps[0].app_key = "another1"
        local_id = await h.write("một câu")
        await h.p.pass_time(40)
        assert h.stands() == (ShopState.SIGN_IN, "app")
        assert await h.state(local_id) is S.BLOCKED_AUTH
        assert h.refreshed == 0
        used = h.budgets.of(h.shop()).used
        assert used > 0
        await h.p.connect(0)
        await h.p.pass_time(5)
        assert h.stands() == (ShopState.LIVE, "")
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert used < h.budgets.of(h.shop()).used < used + 10


async def test_a_wrong_app_secret_is_said_to_be_that_and_heals_with_the_right_one(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(40)
        h.world.app_secret = "reset-in-partner-center"
        await h.p.pass_time(20)
        assert h.stands() == (ShopState.SIGN_IN, "app")
        assert h.refreshed == 0
        await h.p.connect(0)
        await h.p.pass_time(3)
        assert h.stands() == (ShopState.LIVE, "")


async def test_a_locked_keyring_asks_for_no_sign_in_and_passes_by_itself(tmp_path: Path) -> None:
    vault = Keyring()
    async with house(tmp_path, (0,), vault=vault) as h:
        await h.p.pass_time(40)
        vault.locked = True
        h = await h.again()
        local_id = await h.write("khoá rồi")
        await h.p.pass_time(20)
        assert h.stands() == (ShopState.TROUBLE, "vault_locked")
        assert await h.state(local_id) is S.RETRY_WAIT
        vault.locked = False
        await h.p.pass_time(90)
        assert h.stands() == (ShopState.LIVE, "")
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert ShopState.SIGN_IN not in h.seen[h.shop()]
        assert h.refreshed == 0


async def test_keys_that_are_gone_from_the_keyring_are_lost(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with house(tmp_path, (0,), (1,), vault=vault) as h:
        await h.p.pass_time(40)
        for name in [name for name in vault._items if h.shop(0) in name]:
            await vault.delete(name)
        h = await h.again()
        local_id = await h.write("mất khoá rồi")
        await h.p.pass_time(20)
        assert h.stands(0) == (ShopState.SIGN_IN, "lost")
        assert h.stands(1) == (ShopState.LIVE, "")
        assert await h.state(local_id) is S.BLOCKED_AUTH
        assert h.refreshed == 0
        await h.p.connect(0)
        await h.p.pass_time(5)
        assert h.stands(0) == (ShopState.LIVE, "")
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
