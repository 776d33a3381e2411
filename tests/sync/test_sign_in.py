"""Where keys are of no use any more: which shops that concerns, and how they come back."""

from __future__ import annotations

from pathlib import Path

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
        h.world.app_key = "another1"
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
        h.pause()
        vault.locked = True
        await h.resume()
        local_id = await h.write("khoá rồi")
        await h.p.pass_time(20)
        assert h.stands() == (ShopState.TROUBLE, "vault_locked")
        assert await h.state(local_id) is S.RETRY_WAIT
        vault.locked = False
        await h.p.pass_time(60)
        assert h.stands() == (ShopState.LIVE, "")
        assert await h.state(local_id) in (S.SENT, S.CONFIRMED)
        assert ShopState.SIGN_IN not in h.seen[h.shop()]


async def test_keys_that_are_gone_from_the_keyring_are_lost(tmp_path: Path) -> None:
    vault = MemoryVault()
    async with house(tmp_path, (0,), (1,), vault=vault) as h:
        await h.p.pass_time(40)
        h.pause()
        for name in list(vault._items):
            await vault.delete(name)
        await h.resume()
        await h.p.pass_time(20)
        assert h.stands(0) == (ShopState.SIGN_IN, "lost")
        assert h.stands(1) == (ShopState.LIVE, "")
        assert h.refreshed == 0
