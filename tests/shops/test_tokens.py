"""The life of tokens: one refresh at a time, nothing lost in a crash, no session ended in haste."""

from __future__ import annotations

import asyncio
import itertools
import logging
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.keys import KeyState
from nobi_desktop.shops.slots import DAY, instant, secret_name
from nobi_desktop.shops.tokens import TokenKeeper
from nobi_desktop.shops.vault import MemoryVault, VaultError
from nobi_desktop.store import shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.errors import Refused, SignInAgain, SlowDown, TikTokError, Unreachable
from tests.shops.rig import NOW, Place, place

POINTS = ("refresh_started", "refresh_answered", "slot_written", "pointer_moved")


class Crash(BaseException):
    """Stands for the end of the process: nothing after it runs."""


def keeper_of(p: Place) -> TokenKeeper:
    found = p.registry.keeper(p.world.shops[0].id)
    assert found is not None
    return found


async def shops_answer(p: Place) -> int:
    client = p.registry.client(p.world.shops[0].id)
    assert client is not None
    return len(await authorization.shops(client))


async def test_a_valid_token_is_used_without_asking(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        assert await shops_answer(p) == 1
        assert p.calls("token_refresh") == 0


async def test_ten_calls_that_see_105002_at_once_make_one_refresh(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        p.world.authorizations.expire(p.world.shops[0].id)
        answers = asyncio.gather(*(shops_answer(p) for _ in range(10)))
        await p.until(answers.done)
        assert await answers == [1] * 10
        assert p.calls("token_refresh") == 1


async def test_a_straggler_with_the_old_token_gets_the_new_one_without_a_refresh(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, connect=[0]) as p:
        keeper = keeper_of(p)
        old = await keeper.access_token()
        new = await keeper.renew(old)
        assert new != old
        assert await keeper.renew(old) == new
        assert p.calls("token_refresh") == 1


async def test_a_renewed_token_that_is_refused_at_once_asks_to_sign_in(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan("list_conversations", code=105002, status=401, times=-1)
        keeper = keeper_of(p)
        first = await keeper.access_token()
        second = await keeper.renew(first)
        with pytest.raises(SignInAgain):
            await keeper.renew(second)
        assert p.calls("token_refresh") == 1
        with pytest.raises(SignInAgain):
            await keeper.access_token()
        assert keeper.status.value.state is KeyState.DEAD


async def test_a_token_that_is_refused_again_days_later_is_simply_renewed(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        keeper = keeper_of(p)
        token = await keeper.access_token()
        for _ in range(3):
            token = await keeper.renew(token)
            await p.pass_time(3600)
        assert keeper.status.value.state is KeyState.GOOD


async def test_tokens_are_refreshed_before_half_their_life_is_over(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.clock.jump(3.4 * DAY)
        await p.pass_time(300)
        assert p.calls("token_refresh") == 0
        p.clock.jump(0.5 * DAY)
        await p.until(lambda: p.calls("token_refresh") == 1, step=60)
        p.clock.jump(3 * DAY)
        await p.pass_time(300)
        assert p.calls("token_refresh") == 1


async def test_after_a_long_sleep_an_expired_token_is_refreshed_before_the_call(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        p.clock.jump(6.99 * DAY + 3600)
        assert await shops_answer(p) == 1
        assert p.calls("token_refresh") == 1
        assert not [r for r in p.world.requests if r.code == 105002]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("strict", [False, True])
async def test_a_crash_at_any_point_of_a_refresh_locks_nobody_out(
    tmp_path: Path, point: str, strict: bool
) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0], vault=vault, strict_rotation=strict) as p:

        def crash(name: str) -> None:
            if name == point:
                raise Crash

        keeper = keeper_of(p)
        token = await keeper.access_token()
        p.at_point = crash
        with pytest.raises(Crash):
            await keeper.renew(token)
        p.at_point = None

        await p.reopen()
        await p.registry.open()
        p.world.authorizations.expire(p.world.shops[0].id)
        lost = strict and point == "refresh_answered"
        outcome: list[Any] = []

        async def call() -> None:
            while not outcome:
                try:
                    outcome.append(await shops_answer(p))
                except SignInAgain as error:
                    outcome.append(error)
                except Unreachable:
                    await p.clock.sleep(5)

        task = asyncio.ensure_future(call())
        await p.until(task.done, step=1.0)
        await task
        if lost:
            # TikTok holds a pair that nobody else has ever seen: the one case that nobody can save.
            assert isinstance(outcome[0], SignInAgain)
        else:
            assert outcome == [1]


async def test_after_a_crash_the_new_pair_in_the_other_slot_is_found_and_kept(
    tmp_path: Path,
) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0], vault=vault, strict_rotation=True) as p:
        shop = p.world.shops[0].id

        def crash(name: str) -> None:
            if name == "slot_written":
                raise Crash

        keeper = keeper_of(p)
        before = await p.db.read(shops.pointer, shop)
        p.at_point = crash
        with pytest.raises(Crash):
            await keeper.refresh_now()
        p.at_point = None
        cut_off = await p.db.read(shops.pointer, shop)
        assert (cut_off.slot, cut_off.generation) == (before.slot, before.generation)
        assert cut_off.refresh_started > 0

        await p.reopen()
        await p.registry.open()
        await p.until(lambda: p.calls("token_refresh") >= 3)
        await p.until(lambda: keeper_of(p).status.value.saved and "pointer_moved" in p.reached)
        after = await p.db.read(shops.pointer, shop)
        assert after.refresh_started == 0
        assert after.generation == before.generation + 1
        kept = await vault.get(secret_name(shop, after.slot, "refresh"))
        grant = next(g for g in p.world.authorizations._refresh.values() if g.refresh_token == kept)
        assert grant.access_token == await vault.get(secret_name(shop, after.slot, "access"))


TROUBLES: list[tuple[str, dict[str, Any]]] = [
    ("429", {"status": 429, "code": 36009002}),
    ("408", {"status": 408, "body": ""}),
    ("500", {"status": 500, "body": "oops"}),
    ("502", {"status": 502, "body": "<html>bad gateway</html>"}),
    ("503 json", {"status": 503, "code": 36009003}),
    ("captive portal", {"status": 200, "body": "<html>please log in</html>"}),
    ("redirect", {"status": 302, "body": "", "headers": {"location": "http://login.example/"}}),
    ("unknown code", {"code": 12345678}),
    ("parameter", {"code": 98001004}),
    ("dropped", {"drop": True}),
    ("dropped before", {"drop_before": True}),
    ("no tokens", {"rewrite": {"-data.access_token": None}}),
]


@pytest.mark.parametrize(("name", "fault"), TROUBLES, ids=[name for name, _ in TROUBLES])
async def test_no_trouble_of_the_network_ends_a_session(
    tmp_path: Path, name: str, fault: dict[str, Any]
) -> None:
    vault = MemoryVault()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        keeper = keeper_of(p)
        shop = p.world.shops[0].id
        before = await p.db.read(shops.pointer, shop)
        old = await keeper.access_token()
        p.world.faults.plan("token_refresh", times=3, **fault)
        with pytest.raises(TikTokError) as caught:
            await keeper.refresh_now()
        assert not isinstance(caught.value, SignInAgain)
        if isinstance(caught.value, Unreachable):
            assert not caught.value.sent
        assert keeper.status.value.state is KeyState.RETRYING
        after = await p.db.read(shops.pointer, shop)
        assert (after.slot, after.generation) == (before.slot, before.generation)
        assert await keeper.access_token() == old
        # It is not asked again before the pause is over: 30 s at least.
        with pytest.raises((Unreachable, SlowDown)):
            await keeper.renew(old)
        assert p.calls("token_refresh") == 1
        await p.pass_time(29)
        with pytest.raises((Unreachable, SlowDown)):
            await keeper.renew(old)
        assert p.calls("token_refresh") == 1
        for _ in range(60):
            await p.pass_time(60)
            try:
                assert await keeper.renew(old) != old
                break
            except (Unreachable, SlowDown):
                continue
        else:
            pytest.fail("it never recovered")
        assert keeper.status.value.state is KeyState.GOOD


async def test_pauses_grow_to_a_quarter_of_an_hour_and_no_further(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan("token_refresh", times=-1, status=503, body="")
        p.clock.jump(8 * DAY)
        await p.pass_time(7200)
        times = [r.time for r in p.world.requests if r.route == "token_refresh"]
        gaps = [b - a for a, b in itertools.pairwise(times)]
        assert gaps[0] >= 30
        assert max(gaps) <= 15 * 60 + 60 + 1
        assert len(times) <= 20


async def test_only_a_documented_refusal_said_twice_a_minute_apart_ends_the_session(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, connect=[0, 1]) as p:
        keeper = keeper_of(p)
        token = await keeper.access_token()
        p.world.authorizations.revoke(p.world.shops[0].id)
        with pytest.raises(Unreachable):
            await keeper.renew(token)
        assert keeper.status.value.state is KeyState.RETRYING
        with pytest.raises(Refused):
            await keeper.refresh_now()
        assert keeper.status.value.state is KeyState.RETRYING
        await p.until(lambda: keeper.status.value.state is KeyState.DEAD, step=5, steps=40)
        with pytest.raises(SignInAgain) as caught:
            await keeper.access_token()
        assert caught.value.code == "36004005"
        asked = p.calls("token_refresh")
        p.clock.jump(DAY)
        await p.pass_time(600)
        assert p.calls("token_refresh") == asked
        # Tokens are removed only when the seller disconnects.
        home = keeper.home
        pointer = await p.db.read(shops.pointer, home)
        assert await p.vault.get(secret_name(home, pointer.slot, "refresh"))


async def test_a_refusal_that_is_not_repeated_ends_nothing(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        keeper = keeper_of(p)
        token = await keeper.access_token()
        p.world.faults.plan("token_refresh", times=1, code=36004005)
        with pytest.raises(Unreachable):
            await keeper.renew(token)
        await p.until(lambda: p.calls("token_refresh") == 2, step=5, steps=60)
        await p.until(lambda: keeper.status.value.state is KeyState.GOOD)
        assert await keeper.access_token() != token


async def test_shops_of_another_authorization_are_not_touched(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        await p.connect(1)
        p.world.authorizations.revoke(p.world.shops[0].id)
        with pytest.raises(Refused):
            await keeper_of(p).refresh_now()
        other = p.registry.keeper(p.world.shops[1].id)
        assert other is not None
        assert other.status.value.state is KeyState.GOOD
        client = p.registry.client(p.world.shops[1].id)
        assert client is not None
        assert len(await authorization.shops(client)) == 1


async def test_a_caller_that_gives_up_does_not_stop_the_refresh(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        p.world.faults.plan("token_refresh", delay_after_commit=2.0)
        keeper = keeper_of(p)
        old = await keeper.access_token()
        asking = asyncio.ensure_future(keeper.renew(old))
        await p.until(lambda: "refresh_started" in p.reached)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await p.until(lambda: "pointer_moved" in p.reached)
        assert await keeper.access_token() != old


async def test_closing_waits_for_the_refresh_under_way(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        p.world.faults.plan("token_refresh", delay_after_commit=1.0)
        keeper = keeper_of(p)
        old = await keeper.access_token()
        asking = asyncio.ensure_future(keeper.renew(old))
        await p.until(lambda: "refresh_started" in p.reached)
        closing = asyncio.ensure_future(keeper.close())
        await p.until(closing.done)
        assert "pointer_moved" in p.reached
        assert await asking != old


class FullVault(MemoryVault):
    """A vault that can be made to refuse."""

    refuse = False

    async def set(self, name: str, value: str) -> None:
        if self.refuse:
            raise VaultError("locked")
        await super().set(name, value)

    async def get(self, name: str) -> str | None:
        if self.refuse:
            raise VaultError("locked")
        return await super().get(name)


async def test_a_pair_that_cannot_be_saved_is_used_and_saved_later(tmp_path: Path) -> None:
    vault = FullVault()
    async with place(tmp_path, connect=[0], vault=vault, strict_rotation=True) as p:
        keeper = keeper_of(p)
        old = await keeper.access_token()
        vault.refuse = True
        new = await keeper.renew(old)
        assert new != old
        assert not keeper.status.value.saved
        vault.refuse = False
        await p.until(lambda: keeper.status.value.saved, step=5)
        await p.reopen()
        await p.registry.open()
        assert await keeper_of(p).access_token() == new


async def test_a_locked_keyring_is_waited_for_and_never_a_lost_session(tmp_path: Path) -> None:
    vault = FullVault()
    async with place(tmp_path, connect=[0], vault=vault) as p:
        vault.refuse = True
        await p.reopen()
        await p.registry.open()
        with pytest.raises(Unreachable) as caught:
            await shops_answer(p)
        assert caught.value.code == "vault_locked"
        vault.refuse = False
        await p.until(lambda: p.registry.keeper(p.world.shops[0].id) is not None, step=5)
        assert await shops_answer(p) == 1


async def test_without_its_keys_a_shop_is_open_and_says_that_it_must_sign_in(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.vault = MemoryVault()
        await p.reopen()
        await p.registry.open()
        with pytest.raises(SignInAgain) as caught:
            await shops_answer(p)
        assert caught.value.code == "lost"


async def test_another_process_that_has_refreshed_is_believed(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        keeper = keeper_of(p)
        old = await keeper.access_token()
        first, p.registry = p.registry, p.new_registry()
        await p.registry.open()
        new = await keeper_of(p).renew(old)
        assert await keeper.renew(old) == new
        assert p.calls("token_refresh") == 1
        await first.close()


async def test_nothing_is_asked_where_the_beginning_cannot_be_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        keeper = keeper_of(p)
        old = await keeper.access_token()

        async def full(*_: Any, **__: Any) -> None:
            raise StoreError("disk_full")

        with monkeypatch.context() as patched:
            patched.setattr(p.db, "write", full)
            with pytest.raises(Unreachable):
                await keeper.renew(old)
        assert p.calls("token_refresh") == 0
        await p.pass_time(40)
        assert await keeper.renew(old) != old


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (NOW + 7 * DAY, NOW + 7 * DAY),
        (7 * DAY, NOW + 7 * DAY),
        (4_903_858_076, NOW + 400 * DAY),
        (NOW - 3600, NOW + 60),
        (5, NOW + 60),
        (0, NOW + 7 * DAY),
        (-3, NOW + 7 * DAY),
        (float("inf"), NOW + 7 * DAY),
        (2.0**60, NOW + 400 * DAY),
    ],
)
def test_an_expiry_is_read_as_instant_or_duration_and_kept_in_bounds(
    value: float, expected: float
) -> None:
    assert instant(value, NOW) == expected


@pytest.mark.parametrize("expires", [NOW - 5000, 0, 7 * DAY, 4_903_858_076, 30])
async def test_no_expiry_makes_a_loop_of_refreshes(tmp_path: Path, expires: float) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.faults.plan(
            "token_refresh",
            times=-1,
            rewrite={"data": {"access_token_expire_in": int(expires)}},
        )
        await keeper_of(p).refresh_now()
        for _ in range(12):
            await p.pass_time(300)
            await keeper_of(p).access_token()
        assert p.calls("token_refresh") <= 1 + 6


async def test_a_wrong_clock_of_this_computer_does_not_expire_tokens(tmp_path: Path) -> None:
    async with place(tmp_path, connect=[0]) as p:
        p.world.offset = -30 * DAY
        p.registry.server_clock.offset = -30 * DAY
        await keeper_of(p).refresh_now()
        assert p.calls("token_refresh") == 1
        await p.pass_time(1800)
        await keeper_of(p).access_token()
        assert p.calls("token_refresh") == 1


async def test_no_token_is_in_any_log_repr_or_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    async with place(tmp_path, connect=[0], strict_rotation=True) as p:
        keeper = keeper_of(p)
        secrets = {p.world.app_secret}

        async def take() -> None:
            for slot in ("a", "b"):
                for kind in ("access", "refresh"):
                    found = await p.vault.get(secret_name(keeper.home, slot, kind))
                    secrets.update({found} if found else ())

        await take()
        for fault in ({"status": 502, "body": "x"}, {"drop_before": True}, {"code": 36004005}):
            p.world.faults.clear()
            p.world.faults.plan("token_refresh", times=1, **fault)
            try:
                await keeper.refresh_now()
            except TikTokError as error:
                told += [str(error), repr(error), repr(error.__context__), repr(error.args)]
            await take()
        p.world.faults.clear()
        await p.pass_time(120)
        await keeper.refresh_now()
        await take()
        told += [repr(keeper), repr(keeper.status.value), repr(p.registry), repr(p.vault)]
        told += [repr(p.registry.shops())]
        told.append(caplog.text)
        everything = "\n".join(told)
        assert len(secrets) >= 5
        for secret in secrets:
            assert secret not in everything
