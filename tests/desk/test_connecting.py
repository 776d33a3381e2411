"""Connecting through the desk: from the form through the browser to shops, whole or not at all."""

from __future__ import annotations

import asyncio
import logging
import socket
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.desk.connecting import Connecting
from nobi_desktop.domain.connecting import (
    ConnectForm,
    ConnectState,
    ConnectStep,
    ConnectTrouble,
)
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.shops.connect import Connect
from nobi_desktop.shops.vault import MemoryVault, VaultError
from nobi_desktop.store import shops
from tests.desk.rig import WORDS, Seat, seat

S = ConnectStep


def state(s: Seat) -> ConnectState:
    return s.connecting.state.value


def trouble(s: Seat) -> ConnectTrouble:
    found = state(s).trouble
    assert found is not None
    return found


async def nothing_is_left(s: Seat) -> None:
    """Neither record nor secret nor listener of an attempt that came to nothing."""
    assert await s.p.db.read(shops.all) == ()
    assert await s.p.db.read(shops.credentials) == ()
    assert isinstance(s.p.vault, MemoryVault)
    assert not s.p.vault._items
    await nobody_listens(s)


async def nobody_listens(s: Seat) -> None:
    await s.p.settle()
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", s.port)


async def test_from_the_form_through_the_browser_to_connected_shops(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        first, second, third = (shop.id for shop in s.p.world.shops)
        told: list[S] = []
        s.connecting.state.watch(lambda now: told.append(now.step))
        s.connecting.begin()
        assert state(s).step is S.FORM
        s.connecting.go(s.form, WORDS)
        await s.to(S.BROWSER)
        assert state(s).listening
        assert 299 < state(s).until - s.p.clock.now() <= 300
        assert state(s).link.startswith(s.p.world.info()["authorize_url"])
        ids = (first, second, third)
        page = await s.come_back(code=s.p.world.authorizations.code(ids))
        assert "200 OK" in page
        await s.to(S.CHOOSE)
        assert [row.shop.id for row in state(s).granted] == [first, second, third]
        assert not any(row.known or row.connected for row in state(s).granted)
        assert state(s).purposes == {Purpose.CHAT, Purpose.COMMERCE}
        await nobody_listens(s)
        assert s.shops.rows.value == ()
        s.connecting.choose([third, first])
        assert state(s).step is S.SAVING
        await s.to(S.DONE)
        assert [shop.id for shop in state(s).connected] == [first, third]
        await s.p.until(lambda: len(s.shops.rows.value) == 2)
        s.connecting.close()
        assert state(s) == ConnectState()
        assert list(dict.fromkeys(told)) == [
            S.CLOSED, S.FORM, S.BROWSER, S.EXCHANGING, S.CHOOSE, S.SAVING, S.DONE,
        ]  # fmt: skip
        # A sandbox on this computer is remembered with the app: no command line is needed for it.
        [app] = await s.p.db.read(shops.credentials)
        assert app.api_url == app.auth_url == s.p.world.info()["api_url"]


async def test_the_secret_is_in_no_state_and_in_no_words_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with seat(tmp_path) as s:
        secret = s.form.app_secret
        seen: list[str] = []
        s.connecting.state.watch(lambda now: seen.append(repr(now) + now.form.app_secret))
        await s.connect(0)
        assert len(seen) > 5
        granted = s.p.world.shops[0].grant
        for hidden in (secret, granted.access_token, granted.refresh_token):
            assert not any(hidden in text for text in [*seen, caplog.text])
        assert secret not in repr(s.form)


async def test_what_was_typed_stays_without_the_secret(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        form = ConnectForm(f" {s.form.app_key} \n", s.form.app_secret, f" {s.form.service} ")
        await s.to_browser(form=form)
        s.connecting.back()
        assert state(s).step is S.FORM
        assert state(s).form == ConnectForm(s.form.app_key, "", s.form.service)
        assert state(s).link == ""
        await nobody_listens(s)
        await nothing_is_left(s)


async def test_a_known_app_is_offered_and_needs_no_secret_again(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        info = s.p.world.info()
        s.connecting.begin(s.p.world.shops[0].id)
        assert state(s).expected == s.row(s.p.world.shops[0].id).shop
        await s.p.until(lambda: state(s).apps)
        [app] = state(s).apps
        assert (app.app_key, app.service, app.has_secret) == (
            info["app_key"], info["service_id"], True,
        )  # fmt: skip
        assert state(s).form == ConnectForm(info["app_key"], "", info["service_id"])
        s.connecting.go(state(s).form, WORDS)
        await s.to(S.BROWSER)
        # The page is that of the sandbox the app was connected with, not TikTok's.
        assert state(s).link.startswith(info["authorize_url"])
        await s.allow(1, 0)
        await s.to(S.CHOOSE)
        assert [(row.shop.id, row.known, row.connected) for row in state(s).granted] == [
            (s.p.world.shops[0].id, True, True),
            (s.p.world.shops[1].id, False, False),
        ]
        assert state(s).granted[0].shop.colour == s.row(s.p.world.shops[0].id).shop.colour


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"app_key": ""}, "no_key", "app_key"),
        ({"app_key": "a b"}, "no_key", "app_key"),
        ({"app_key": "khoá"}, "no_key", "app_key"),
        ({"app_key": "a\x00"}, "no_key", "app_key"),
        ({"app_secret": ""}, "no_secret", "app_secret"),
        ({"app_secret": "bí mật"}, "no_secret", "app_secret"),
        ({"service": ""}, "no_service", "service"),
        ({"service": "  "}, "no_service", "service"),
        ({"service": "abc"}, "bad_link", "service"),
        ({"service": "http://services.tiktokshop.com/open/authorize?service_id=1"}, "bad_link",
         "service"),
        ({"service": "https://services.tiktokshop.com/open/authorize"}, "bad_link", "service"),
        ({"service": "javascript:alert(1)?service_id=1"}, "bad_link", "service"),
        ({"service": "ftp://localhost/?service_id=1"}, "bad_link", "service"),
        ({"service": "http://me:pw@localhost/?service_id=1"}, "bad_link", "service"),
        ({"service": "http://localhost:x/?service_id=1"}, "bad_link", "service"),
        ({"service": "http://[?service_id=1"}, "bad_link", "service"),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_the_form_is_told_at_its_field(
    tmp_path: Path, changes: dict[str, str], code: str, field: str
) -> None:
    async with seat(tmp_path) as s:
        values = {
            "app_key": s.form.app_key,
            "app_secret": s.form.app_secret,
            "service": s.form.service,
        }
        s.connecting.begin()
        s.connecting.go(ConnectForm(**(values | changes)), WORDS)
        await s.p.until(lambda: state(s).trouble)
        assert state(s).step is S.FORM
        assert (trouble(s).code, trouble(s).field) == (code, field)
        await nothing_is_left(s)


async def test_the_seller_says_no_in_the_browser(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.come_back(error="auth_denied")
        await s.to(S.FORM)
        assert trouble(s).code == "auth_denied"
        await nothing_is_left(s)


async def test_an_answer_to_another_question_changes_nothing(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        code = s.p.world.authorizations.code((s.p.world.shops[0].id,))
        assert "400" in await s.come_back(code=code, state="foreign")
        await s.p.settle()
        assert state(s).step is S.BROWSER
        assert "200 OK" in await s.come_back(code=code)
        await s.to(S.CHOOSE)


async def test_after_five_minutes_it_is_over(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.p.pass_time(299)
        assert state(s).step is S.BROWSER
        await s.p.pass_time(2)
        assert state(s).step is S.FORM
        assert trouble(s).code == "late"
        await nothing_is_left(s)


@pytest.mark.parametrize("whole", [True, False])
async def test_with_the_port_taken_the_address_or_the_code_can_be_pasted(
    tmp_path: Path, whole: bool
) -> None:
    async with seat(tmp_path) as s:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", s.port))
            taken.listen()
            await s.to_browser()
            assert not state(s).listening
            code = s.p.world.authorizations.code((s.p.world.shops[0].id,))
            s.connecting.paste("nothing at all")
            assert trouble(s).code == "no_code"
            s.connecting.paste(f"http://localhost:8721/callback?code={code}&state=foreign")
            assert trouble(s).code == "wrong_state"
            assert state(s).step is S.BROWSER
            address = f"http://localhost:8721/callback?code={code}&state={s.asked}"
            s.connecting.paste(address if whole else code)
            s.connecting.paste("again")
            await s.to(S.CHOOSE)
            assert state(s).trouble is None


async def test_without_a_listener_it_is_over_after_five_minutes_too(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", s.port))
            taken.listen()
            await s.to_browser()
            await s.p.pass_time(301)
            assert trouble(s).code == "late"


async def test_a_pasted_refusal_ends_the_attempt(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        s.connecting.paste(f"http://localhost/callback?error=auth_denied&state={s.asked}")
        await s.to(S.FORM)
        assert trouble(s).code == "auth_denied"
        await nothing_is_left(s)


@pytest.mark.parametrize(
    ("route", "fault", "code"),
    [
        ("token_get", {"status": 429, "code": 36009002}, "slow_down"),
        ("token_get", {"drop": True}, "unreachable"),
        ("token_get", {"body": "<html>please log in</html>"}, "garbled"),
        ("*", {"after_calls": 1, "status": 401, "code": 105005}, "no_scope"),
        ("*", {"after_calls": 1, "rewrite": {"data": {"shops": []}}}, "no_shops"),
    ],
)
async def test_trouble_with_the_exchange_leads_back_to_the_form_and_leaves_nothing(
    tmp_path: Path, route: str, fault: dict[str, Any], code: str
) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        s.p.world.faults.plan(route, **fault)
        await s.allow(0)
        await s.to(S.FORM)
        assert trouble(s).code == code
        assert state(s).granted == ()
        await nothing_is_left(s)


async def test_a_used_code_is_told_as_such(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.come_back(code="ROW_invented")
        await s.to(S.FORM)
        assert (trouble(s).code, trouble(s).number) == ("used_code", "36004004")


async def test_another_shop_than_expected_is_refused(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        before = await s.p.db.read(shops.all)
        await s.to_browser(s.p.world.shops[0].id)
        await s.allow(1)
        await s.to(S.FORM)
        assert trouble(s).code == "other_shop"
        assert state(s).expected is not None
        assert await s.p.db.read(shops.all) == before


async def test_none_or_a_foreign_shop_cannot_be_chosen(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.allow(0)
        await s.to(S.CHOOSE)
        for chosen, code in ([], "none_chosen"), ([s.p.world.shops[1].id], "other_shop"):
            s.connecting.choose(chosen)
            await s.to(S.CHOOSE)
            assert trouble(s).code == code
        await nothing_is_left(s)
        s.connecting.choose([s.p.world.shops[0].id])
        await s.to(S.DONE)


class Locked(MemoryVault):
    """A keyring that can be locked."""

    locked = False

    async def get(self, name: str) -> str | None:
        if self.locked:
            raise VaultError("locked")
        return await super().get(name)

    async def set(self, name: str, value: str) -> None:
        if self.locked:
            raise VaultError("locked")
        await super().set(name, value)


async def test_with_the_keyring_locked_nothing_is_saved_and_it_can_be_tried_again(
    tmp_path: Path,
) -> None:
    vault = Locked()
    async with seat(tmp_path, vault=vault) as s:
        await s.to_browser()
        await s.allow(0)
        await s.to(S.CHOOSE)
        vault.locked = True
        s.connecting.choose([s.p.world.shops[0].id])
        await s.to(S.CHOOSE)
        assert trouble(s).code == "vault_locked"
        await nothing_is_left(s)
        vault.locked = False
        s.connecting.choose([s.p.world.shops[0].id])
        await s.to(S.DONE)


async def test_a_fault_of_ours_while_saving_leaves_the_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("ours")

    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.allow(0)
        await s.to(S.CHOOSE)
        with monkeypatch.context() as patched:
            patched.setattr(Connect, "save", broken)
            s.connecting.choose([s.p.world.shops[0].id])
            await s.to(S.CHOOSE)
        assert trouble(s).code == "internal"
        assert [failure for failure in s.failures if "ours" in failure]
        s.failures.clear()
        s.connecting.choose([s.p.world.shops[0].id])
        await s.to(S.DONE)


async def test_a_secret_that_cannot_be_read_now_is_not_taken_for_none(tmp_path: Path) -> None:
    vault = Locked()
    async with seat(tmp_path, connect=[0], vault=vault) as s:
        form = ConnectForm(s.form.app_key, "", s.form.service)
        vault.locked = True
        s.connecting.begin()
        s.connecting.go(form, WORDS)
        await s.p.until(lambda: state(s).trouble)
        assert trouble(s).code == "vault_locked"
        # Typed anew it is not needed from there.
        s.connecting.go(s.form, WORDS)
        await s.to(S.BROWSER)
        vault.locked = False


@pytest.mark.parametrize("step", [S.BROWSER, S.EXCHANGING, S.SAVING])
async def test_the_program_may_end_at_any_step(tmp_path: Path, step: S) -> None:
    vault = MemoryVault()
    async with seat(tmp_path, vault=vault) as s:
        await s.to_browser()
        if step is S.EXCHANGING:
            s.p.world.faults.plan("token_get", delay_before_commit=60.0)
        if step is not S.BROWSER:
            await s.allow(0)
            await s.to(S.EXCHANGING if step is S.EXCHANGING else S.CHOOSE)
        if step is S.SAVING:
            s.connecting.choose([s.p.world.shops[0].id])
        assert state(s).step is step
    # What was being saved is saved whole, everything else is forgotten.
    assert bool(vault._items) == (step is S.SAVING)


@pytest.mark.parametrize("step", [S.FORM, S.BROWSER, S.EXCHANGING, S.CHOOSE])
async def test_closed_at_any_step_nothing_is_left(tmp_path: Path, step: S) -> None:
    async with seat(tmp_path) as s:
        s.connecting.begin()
        if step is not S.FORM:
            s.connecting.go(s.form, WORDS)
            await s.to(S.BROWSER)
        if step is S.EXCHANGING:
            s.p.world.faults.plan("token_get", delay_before_commit=60.0)
        if step in (S.EXCHANGING, S.CHOOSE):
            await s.allow(0)
            await s.to(step)
        assert state(s).step is step
        s.connecting.close()
        assert state(s) == ConnectState()
        await nothing_is_left(s)
        await s.p.pass_time(400)
        assert state(s) == ConnectState()
        # And the next attempt begins as if there had been none.
        s.p.world.faults.clear()
        await s.connect(0)
        assert len(s.shops.rows.value) == 1


async def test_closed_while_saving_the_shops_are_saved_whole(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        await s.to_browser()
        await s.allow(0, 1)
        await s.to(S.CHOOSE)
        s.connecting.choose([shop.id for shop in s.p.world.shops[:2]])
        assert state(s).step is S.SAVING
        s.connecting.begin()
        assert state(s).step is S.SAVING
        s.connecting.close()
        await s.p.until(lambda: len(s.shops.rows.value) == 2)
        assert state(s) == ConnectState()
        assert len(s.registry.shops()) == 2


async def test_two_clicks_and_a_new_beginning_leave_one_attempt(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        s.connecting.begin()
        s.connecting.go(s.form, WORDS)
        s.connecting.go(s.form, WORDS)
        await s.to(S.BROWSER)
        assert state(s).listening
        s.connecting.go(s.form, WORDS)
        first = s.asked
        await s.to_browser()
        assert state(s).listening
        assert s.asked != first
        await s.allow(0)
        await s.to(S.CHOOSE)


async def test_what_comes_at_the_wrong_moment_is_ignored(tmp_path: Path) -> None:
    async with seat(tmp_path) as s:
        connecting: Connecting = s.connecting
        for command in (
            lambda: connecting.go(s.form, WORDS),
            lambda: connecting.paste("x"),
            lambda: connecting.choose(["1"]),
            connecting.back,
            connecting.close,
        ):
            command()
            await s.p.settle()
            assert state(s) == ConnectState()
        connecting.begin("unknown shop")
        assert state(s).expected is None
        connecting.paste("x")
        connecting.choose(["1"])
        await s.p.settle()
        assert state(s).step is S.FORM


async def test_a_shop_that_has_to_sign_in_is_connected_anew_from_its_notice(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        shop = s.p.world.shops[0].id
        for code in (NoticeCode.SHOP_SIGN_IN, NoticeCode.SHOP_NO_PERMISSION):
            s.notices.act(Notice(code, shop=shop))
            assert state(s).step is S.FORM
            assert state(s).expected is not None
            assert state(s).expected.id == shop  # type: ignore[union-attr]
            s.connecting.close()
