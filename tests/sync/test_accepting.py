"""Whether TikTok hands chats to the account is looked at, told, and can be switched on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sync.shop_loop import SETTINGS_AGAIN
from nobi_desktop.tiktok.errors import NoPermission, Refused, TikTokError, Unreachable
from tests.sync.house import House, house


async def accept(h: House) -> None:
    await h.done(h.polls.accept_chats(h.shop()))


async def test_chats_are_accepted_and_it_shows_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, (0,), (1,)) as h:
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(29)
        assert h.status(0).state is ShopState.NOT_ACCEPTING
        assert h.status(1).state is ShopState.LIVE
        await accept(h)
        assert h.world.shops[0].can_accept_chat
        assert h.stands(0) == (ShopState.LIVE, "")
        assert h.calls("set_agent_settings", 1) == 0


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"code": 45101002, "status": 400}, Refused),
        ({"code": 105005, "status": 401}, NoPermission),
        ({"drop_before": True}, Unreachable),
        ({"status": 503, "body": ""}, Unreachable),
    ],
)
async def test_what_was_not_accepted_is_said_and_goes_on_being_shown(
    tmp_path: Path, fault: dict[str, Any], kind: type[TikTokError]
) -> None:
    async with house(tmp_path, (0,)) as h:
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(29)
        h.world.faults.plan("set_agent_settings", **fault)
        with pytest.raises(kind):
            await accept(h)
        await h.p.pass_time(30)
        assert h.status().state is ShopState.NOT_ACCEPTING
        await accept(h)
        assert h.status().state is ShopState.LIVE


async def test_a_yes_that_changes_nothing_is_no_yes(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(29)
        h.world.faults.plan("set_agent_settings", body='{"code":0,"message":"Success","data":{}}')
        with pytest.raises(Refused) as caught:
            await accept(h)
        assert caught.value.code == "kept_off"
        assert h.status().state is ShopState.NOT_ACCEPTING


async def test_a_yes_that_cannot_be_looked_at_counts_until_it_can(tmp_path: Path) -> None:
    async with house(tmp_path, (0,)) as h:
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(29)
        h.world.faults.plan("agent_settings", drop_before=True)
        await accept(h)
        assert h.status().state is ShopState.LIVE
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(SETTINGS_AGAIN + 16)
        assert h.status().state is ShopState.NOT_ACCEPTING


async def test_a_switch_made_in_seller_center_shows_within_the_hour_or_at_a_look(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, (0,)) as h:
        await h.p.pass_time(29)
        h.world.shops[0].can_accept_chat = False
        await h.p.pass_time(3600)
        assert h.status().state is ShopState.NOT_ACCEPTING
        h.world.shops[0].can_accept_chat = True
        h.polls.nudge(h.shop())
        await h.p.pass_time(2)
        assert h.status().state is ShopState.LIVE
        h.world.shops[0].can_accept_chat = False
        h.clock.jump(1800)  # The computer slept for half an hour.
        await h.p.pass_time(16)
        assert h.status().state is ShopState.NOT_ACCEPTING


@pytest.mark.parametrize(
    "fault",
    [
        {"code": 105005, "status": 401},
        {"code": 105001, "status": 403},
        {"code": 45101002, "status": 400},
        {"body": "{"},
        {"status": 500, "body": ""},
    ],
)
async def test_settings_that_cannot_be_read_say_nothing_about_the_shop(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with house(tmp_path, (0,)) as h:
        h.world.faults.plan("agent_settings", times=-1, **fault)
        await h.p.pass_time(1200)
        assert set(h.seen[h.shop()]) <= {
            ShopState.STARTING,
            ShopState.CATCHING_UP,
            ShopState.LIVE,
        }
        assert 1 <= h.calls("agent_settings") <= 5
        assert h.signed_in == [h.shop()]
