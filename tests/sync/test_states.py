"""Each trouble of a shop is told apart, is of that shop alone, and passes by itself (F28 to F34,
F54 to F56)."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.tiktok.limits import CallClass
from tests.sync.house import House, house

GOOD = {ShopState.STARTING, ShopState.CATCHING_UP, ShopState.LIVE}
PORTAL = "<!DOCTYPE html><title>Sign in to the hotel's Wi-Fi</title>"


def caused(error: Exception, cause: Exception) -> Callable[[], Exception]:
    def made() -> Exception:
        error.__cause__ = cause
        return error

    return made


ANSWERS: list[tuple[str, dict[str, Any], ShopState, str]] = [
    ("token refused", {"code": 105002, "status": 401}, ShopState.SIGN_IN, "invalid"),
    ("no scope", {"code": 105005, "status": 401}, ShopState.NO_PERMISSION, "scope"),
    ("region", {"code": 105004}, ShopState.NO_PERMISSION, "region"),
    ("ip list", {"code": 36009033}, ShopState.NO_PERMISSION, "ip"),
    ("shop inactive", {"code": 36009043, "status": 401}, ShopState.NO_PERMISSION, "inactive"),
    ("seller inactive", {"code": 36009044, "status": 401}, ShopState.NO_PERMISSION, "inactive"),
    ("not together", {"code": 101000, "status": 400}, ShopState.SIGN_IN, "invalid"),
    ("wrong kind of token", {"code": 105001, "status": 403}, ShopState.SIGN_IN, "invalid"),
    ("app secret", {"code": 106001, "status": 401}, ShopState.SIGN_IN, "app"),
    (
        "app key",
        {"code": 36009004, "status": 400, "message": "Invalid parameter: app_key"},
        ShopState.SIGN_IN,
        "app",
    ),
    ("429", {"status": 429, "body": ""}, ShopState.SLOWED, "http_429"),
    ("429 html", {"status": 429, "body": PORTAL}, ShopState.SLOWED, "http_429"),
    ("slow down", {"status": 429, "code": 36009002}, ShopState.SLOWED, "36009002"),
    (
        "retry after",
        {"status": 429, "code": 36009002, "headers": {"retry-after": "90"}},
        ShopState.SLOWED,
        "36009002",
    ),
    ("development shop", {"status": 429, "code": 36009037}, ShopState.SLOWED, "hourly"),
    ("quota", {"status": 429, "code": 45101004}, ShopState.QUOTA_SPENT, "45101004"),
    (
        "clock refused",
        {"status": 400, "code": 36009004, "message": "Invalid timestamp"},
        ShopState.CLOCK_WRONG,
        "36009004",
    ),
    ("portal", {"body": PORTAL}, ShopState.OFFLINE, "portal"),
    (
        "portal's redirect",
        {"status": 302, "body": "", "headers": {"location": "http://10.0.0.1/login"}},
        ShopState.OFFLINE,
        "portal",
    ),
    ("network sign-in", {"status": 511, "body": PORTAL}, ShopState.OFFLINE, "portal"),
    ("proxy", {"status": 407, "body": PORTAL}, ShopState.OFFLINE, "proxy"),
    ("503", {"status": 503, "body": ""}, ShopState.OFFLINE, "outage"),
    ("502 page", {"status": 502, "body": PORTAL}, ShopState.OFFLINE, "outage"),
    ("internal", {"code": 36009003}, ShopState.OFFLINE, "outage"),
    ("inner time-out", {"code": 36009007}, ShopState.OFFLINE, "outage"),
    ("dropped", {"drop": True}, ShopState.OFFLINE, "no_network"),
    ("dropped before", {"drop_before": True}, ShopState.OFFLINE, "no_network"),
    ("broken json", {"body": '{"code":0,'}, ShopState.TROUBLE, "not_json"),
    ("forbidden page", {"status": 403, "body": PORTAL}, ShopState.TROUBLE, "http_403"),
    ("no such path", {"status": 403, "code": 40006}, ShopState.TROUBLE, "40006"),
    ("unlisted", {"code": 99999999}, ShopState.TROUBLE, "99999999"),
]
ON_THE_WAY: list[tuple[str, Callable[[], Exception], str]] = [
    ("no route", lambda: httpx.ConnectError("no route to host"), "no_network"),
    ("no name", caused(httpx.ConnectError("x"), socket.gaierror("no such name")), "no_network"),
    ("connect time-out", lambda: httpx.ConnectTimeout("x"), "no_network"),
    ("black hole", lambda: httpx.ReadTimeout("x"), "no_network"),
    ("reset", lambda: ConnectionResetError(), "no_network"),
    ("certificate", caused(httpx.ConnectError("x"), ssl.SSLCertVerificationError("x")), "tls"),
    ("cut handshake", caused(httpx.ReadError("x"), ssl.SSLError("x")), "tls"),
    ("proxy login", lambda: httpx.ProxyError("407 Proxy Authentication Required"), "proxy"),
]

LONGEST = 31 * 60.0
"""Seconds after which every trouble that is over has passed: the probe of a spent quota."""


async def seen_and_over(
    h: House, begin: Callable[[], object], end: Callable[[], object]
) -> tuple[ShopState, str]:
    """How shop 0 stands a minute into its trouble; it then passes, and nothing is missed."""
    await h.p.pass_time(29)
    assert (h.stands(0), h.stands(1)) == ((ShopState.LIVE, ""), (ShopState.LIVE, ""))
    complete = h.status(0).complete_until
    begin()
    h.world.say(h.shop(0), h.key().id, text="Shop ơi")
    await h.p.pass_time(60)
    found = h.stands(0)
    row = h.status(0)
    assert complete <= row.complete_until < complete + 30
    assert row.retry_at > h.clock.now() - 1
    end()
    h.world.forget_requests()
    for _ in range(int(LONGEST / 15)):
        if h.status(0).state is ShopState.LIVE:
            break
        await h.p.pass_time(15)
    assert (h.stands(0), h.status(0).retry_at) == ((ShopState.LIVE, ""), 0)
    await h.p.pass_time(15)
    assert await h.missing(0) == set()
    assert set(h.seen[h.shop(1)]) <= GOOD
    return found


@pytest.mark.parametrize(
    ("name", "fault", "state", "code"), ANSWERS, ids=[name for name, *_ in ANSWERS]
)
async def test_what_tiktok_answers_is_told_apart_and_passes(
    tmp_path: Path, name: str, fault: dict[str, Any], state: ShopState, code: str
) -> None:
    async with house(tmp_path, (0,), (1,)) as h:

        def begin() -> None:
            h.world.faults.plan("list_conversations", shop_id=h.shop(0), times=-1, **fault)

        assert await seen_and_over(h, begin, h.world.faults.clear) == (state, code)
        # A token is renewed where TikTok says that it is no good, once, and for nothing else.
        assert h.refreshed == int(fault.get("code") == 105002)
        assert (ShopState.SIGN_IN in h.seen[h.shop(0)]) == (state is ShopState.SIGN_IN)


@pytest.mark.parametrize(
    ("name", "error", "code"), ON_THE_WAY, ids=[name for name, *_ in ON_THE_WAY]
)
async def test_what_happens_on_the_way_is_told_apart_and_passes(
    tmp_path: Path, name: str, error: Callable[[], Exception], code: str
) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        found = await seen_and_over(h, lambda: h.cut.update({h.shop(0): error}), h.cut.clear)
        assert found == (ShopState.OFFLINE, code)
        assert h.refreshed == 0


async def test_a_token_refused_once_is_renewed_once_and_nothing_is_shown(tmp_path: Path) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        await h.p.pass_time(29)
        h.world.faults.plan("list_conversations", shop_id=h.shop(0), code=105002, status=401)
        await h.p.pass_time(60)
        assert h.refreshed == 1
        assert set(h.seen[h.shop(0)]) <= GOOD


async def test_ten_calls_that_meet_an_expired_token_renew_it_once(tmp_path: Path) -> None:
    async with house(tmp_path, (0, 1, 2)) as h:
        await h.p.pass_time(29)
        h.world.authorizations.expire(h.shop(0))
        h.polls.nudge()
        for number in range(3):
            h.polls.on_screen(h.key(0, number))
            h.polls.read_older(h.key(1, number))
        await h.p.pass_time(15)
        assert h.refreshed == 1
        assert all(set(h.seen[h.shop(number)]) <= GOOD for number in range(3))


async def test_a_retry_after_is_kept_to_and_a_missing_one_is_not_guessed_long(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        headers = {"retry-after": "120"}
        h.world.faults.plan("*", shop_id=h.shop(), times=1, status=429, headers=headers)
        h.world.forget_requests()
        await h.p.pass_time(16)
        assert (h.stands(), h.calls()) == ((ShopState.SLOWED, "http_429"), 1)
        h.polls.nudge()
        await h.p.pass_time(100)
        assert h.calls() == 1
        await h.p.pass_time(10)
        assert h.stands() == (ShopState.LIVE, "")
        h.world.faults.plan("*", shop_id=h.shop(), times=1, status=429, body="")
        await h.p.pass_time(18)
        assert h.stands() == (ShopState.LIVE, "")


async def test_our_own_budget_is_spent_for_one_shop_and_begins_anew(tmp_path: Path) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        await h.p.pass_time(29)
        budget = h.budgets.of(h.shop(0))
        budget._used = 10_000
        await h.p.pass_time(15)
        assert h.stands(0) == (ShopState.QUOTA_SPENT, "budget")
        assert h.status(0).retry_at == pytest.approx(budget.midnight, abs=2)
        assert not budget.allows(CallClass.SEND)
        h.world.forget_requests()
        midnight = budget.midnight - h.clock.now()
        await h.p.pass_time(600)
        assert h.calls() == 0
        assert h.stands(1) == (ShopState.LIVE, "")
        # The night is slept through: the day's calls begin anew all the same.
        h.clock.jump(midnight)
        await h.p.pass_time(30)
        assert h.stands(0) == (ShopState.LIVE, "")


@pytest.mark.parametrize("hours", [2, -2, 24, -24])
async def test_a_clock_that_is_wrong_stops_nothing_and_is_told(tmp_path: Path, hours: int) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        await h.p.pass_time(29)
        assert h.status().offset == 0
        h.world.offset = hours * 3600.0  # TikTok's time minus ours.
        h.world.forget_requests()
        h.world.say(h.shop(), h.key().id, text="mấy giờ rồi ạ")
        local_id = await h.write("dạ vâng")
        await h.p.pass_time(31)
        for number in (0, 1):
            assert h.stands(number) == (ShopState.LIVE, "")
            assert h.status(number).offset == pytest.approx(hours * 3600, abs=2)
            assert set(h.seen[h.shop(number)]) <= GOOD
        assert (await h.row(local_id)).message_id
        assert await h.missing(0) == set()
        # One refused call teaches it for all shops; then nothing is asked twice.
        assert sum(request.code == 36009004 for request in h.world.requests) <= 2
        h.world.offset = 0.0
        await h.p.pass_time(31)
        assert h.status().offset == 0


async def test_a_clock_set_back_while_running_keeps_nothing_waiting(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        h.world.faults.plan("send", status=429, code=36009002, headers={"retry-after": "40"})
        local_id = await h.write("chờ chút ạ")
        await h.p.pass_time(5)
        row = await h.row(local_id)
        assert row.next_at > h.clock.now() + 30
        h.clock.jump(-2 * 3600)
        h.world.offset += 2 * 3600
        h.world.say(h.shop(), h.key().id, text="alo")
        await h.p.pass_time(60)
        assert (await h.row(local_id)).message_id
        assert await h.missing(0) == set()
        assert set(h.seen[h.shop()]) <= GOOD
        assert h.status().offset == pytest.approx(2 * 3600, abs=2)
        order = [m.text for m in h.world.messages(h.shop(), h.key().id)][-2:]
        assert order == ["alo", "chờ chút ạ"]


async def test_a_small_difference_of_the_clocks_is_nobody_s_business(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        h.world.offset = 20.0
        await h.p.pass_time(60)
        assert h.status().offset == 0
        assert h.stands() == (ShopState.LIVE, "")
