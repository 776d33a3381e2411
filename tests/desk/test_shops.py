"""The rail: how shops stand, their order and colours, and what is asked of them by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.notice import NoticeCode
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store import shops
from tests.desk.rig import Seat, seat


def ids(s: Seat) -> list[str]:
    return [shop.id for shop in s.p.world.shops]


def rail(s: Seat) -> list[str]:
    return [row.shop.id for row in s.shops.rows.value]


async def test_the_order_of_the_rail_is_the_sellers_and_stays(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0, 1, 2]) as s:
        a, b, c = ids(s)
        assert rail(s) == [a, b, c]
        s.shops.arrange([c, a, b])
        await s.p.until(lambda: rail(s) == [c, a, b])
        assert [shop.id for shop in await s.p.db.read(shops.all)] == [c, a, b]
        # What it does not name follows; what is not there or named twice is left out.
        s.shops.arrange(["unknown", b, b])
        await s.p.until(lambda: rail(s) == [b, c, a])
        assert [row.shop.position for row in s.shops.rows.value] == [0, 1, 2]
        s.shops.arrange([])
        await s.p.settle()
        assert rail(s) == [b, c, a]


async def test_a_colour_is_six_hexadecimal_digits_or_ignored(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        shop = ids(s)[0]
        before = s.row(shop).shop.colour
        for bad in ("", "red", "#12345", "#1234567", "#12345g", "#123456\n", "url(x)"):
            s.shops.recolour(shop, bad)
        s.shops.recolour("unknown", "#123456")
        await s.p.settle()
        assert s.row(shop).shop.colour == before
        s.shops.recolour(shop, "#0a5Cc0")
        await s.p.until(lambda: s.row(shop).shop.colour == "#0a5Cc0")


async def test_a_shop_is_put_into_a_branch_that_is_there(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        shop = ids(s)[0]
        branch = s.branches.create("Hà Nội")
        s.shops.set_branch(shop, branch)
        await s.p.until(lambda: s.row(shop).shop.branch == branch)
        s.shops.set_branch(shop, "unknown")
        s.shops.set_branch("unknown", branch)
        await s.p.settle()
        assert s.row(shop).shop.branch == branch
        s.branches.delete(branch)
        await s.p.until(lambda: s.row(shop).shop.branch == "")


async def test_a_paused_shop_is_left_alone_and_goes_on_when_resumed(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0, 1]) as s:
        paused, other = ids(s)[:2]
        await s.p.until(lambda: s.row(paused).status.state is ShopState.LIVE)
        s.shops.pause(paused)
        s.shops.pause(paused)
        await s.p.until(lambda: s.row(paused).status.state is ShopState.STOPPED)
        asked = sum(r.shop_id == paused for r in s.p.world.requests)
        others = sum(r.shop_id == other for r in s.p.world.requests)
        s.shops.look(paused)
        await s.p.pass_time(120)
        assert sum(r.shop_id == paused for r in s.p.world.requests) == asked
        assert sum(r.shop_id == other for r in s.p.world.requests) > others
        assert rail(s) == [paused, other]
        assert s.notices.rows.value == ()
        s.shops.resume(paused)
        await s.p.until(lambda: s.row(paused).status.state is ShopState.LIVE)


async def test_a_look_asks_at_once(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        await s.p.until(lambda: s.row(ids(s)[0]).status.state is ShopState.LIVE)
        await s.p.pass_time(5)
        before = s.p.calls("list_conversations")
        s.shops.look(ids(s)[0])
        s.shops.look("unknown")
        await s.p.pass_time(1)
        assert s.p.calls("list_conversations") == before + 1


async def test_a_refresh_by_hand_is_told_and_two_clicks_are_one(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        told: list[tuple[str, str]] = []
        s.shops.refreshed.watch(told.append)
        before = s.p.calls("token_refresh")
        s.shops.refresh_tokens(ids(s)[0])
        s.shops.refresh_tokens(ids(s)[0])
        s.shops.refresh_tokens("unknown")
        await s.p.until(lambda: told)
        await s.p.settle()
        assert told == [(ids(s)[0], "")]
        assert s.p.calls("token_refresh") == before + 1
        s.shops.refresh_tokens(ids(s)[0])
        await s.p.until(lambda: len(told) == 2)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"drop": True}, "unreachable"),
        ({"status": 429, "code": 36009002}, "slow_down"),
        ({"body": "<html>please log in</html>"}, "garbled"),
        ({"code": 36004005}, "refused"),
    ],
)
async def test_a_refresh_that_fails_is_told_as_what_it_is(
    tmp_path: Path, fault: dict[str, Any], code: str
) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        told: list[tuple[str, str]] = []
        s.shops.refreshed.watch(told.append)
        s.p.world.faults.plan("token_refresh", **fault)
        s.shops.refresh_tokens(ids(s)[0])
        await s.p.until(lambda: told)
        assert told == [(ids(s)[0], code)]


async def test_a_fault_of_our_own_is_told_and_reported_and_can_be_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(shop: str) -> None:
        raise RuntimeError("a fault")

    async with seat(tmp_path, connect=[0]) as s:
        told: list[tuple[str, str]] = []
        s.shops.refreshed.watch(told.append)
        with monkeypatch.context() as patch:
            patch.setattr(s.registry, "refresh_tokens", broken)
            s.shops.refresh_tokens(ids(s)[0])
            await s.p.until(lambda: told)
        assert told == [(ids(s)[0], "internal")]
        assert "a fault" in s.failures.pop()
        s.shops.refresh_tokens(ids(s)[0])
        await s.p.until(lambda: len(told) == 2)
        assert told[1] == (ids(s)[0], "")


async def test_chats_are_accepted_again_and_it_is_told(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        told: list[tuple[str, str]] = []
        s.shops.accepted.watch(told.append)
        s.p.world.shops[0].can_accept_chat = False
        await s.p.until(lambda: s.row(ids(s)[0]).status.state is ShopState.NOT_ACCEPTING, step=60.0)
        [notice] = s.notices.rows.value
        assert notice.code is NoticeCode.SHOP_NOT_ACCEPTING
        s.p.world.faults.plan("*", status=502, body="", times=1)
        s.notices.act(notice)
        await s.p.until(lambda: told)
        assert told == [(ids(s)[0], "unreachable")]
        assert not s.p.world.shops[0].can_accept_chat
        s.notices.act(notice)
        await s.p.until(lambda: len(told) == 2)
        assert told[1] == (ids(s)[0], "")
        assert s.p.world.shops[0].can_accept_chat
        assert s.row(ids(s)[0]).status.state is ShopState.LIVE
        assert s.notices.rows.value == ()


async def test_a_shop_that_is_not_open_cannot_be_asked_and_that_is_told(tmp_path: Path) -> None:
    async with seat(tmp_path, connect=[0]) as s:
        told: list[tuple[str, str]] = []
        s.shops.accepted.watch(told.append)
        s.shops.pause(ids(s)[0])
        await s.p.until(lambda: s.row(ids(s)[0]).shop.paused)
        s.shops.accept_chats(ids(s)[0])
        await s.p.until(lambda: told)
        assert told == [(ids(s)[0], "closed")]
