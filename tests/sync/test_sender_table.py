"""What each answer to a send does to the message, row by row, through the real client."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from nobi_desktop.domain.message import Kind, OutgoingState, Sticker
from tests.sync.sending import desk

S = OutgoingState

NOT_PROCESSED: list[tuple[str, dict[str, Any]]] = [
    ("429 with a code", {"status": 429, "code": 36009002}),
    ("429 bare", {"status": 429, "body": ""}),
    ("429 html", {"status": 429, "body": "<html>slow</html>"}),
    ("36009002", {"code": 36009002}),
    ("36009037", {"code": 36009037}),
    ("coupon pace", {"code": 45111012}),
    ("retry after", {"status": 429, "code": 36009002, "headers": {"retry-after": "3"}}),
]


@pytest.mark.parametrize(("name", "fault"), NOT_PROCESSED, ids=[n for n, _ in NOT_PROCESSED])
async def test_what_was_provably_not_processed_goes_again_by_itself(
    tmp_path: Path, name: str, fault: dict[str, Any]
) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("send", times=2, **fault)
        local_id = await d.write("còn size L ạ")
        row = await d.settles(local_id, S.RETRY_WAIT)
        assert row.next_at > d.clock.now()
        if name == "retry after":
            assert row.next_at >= d.clock.now() + 2.5
        row = await d.settles(local_id, S.SENT, S.CONFIRMED, step=0.5)
        assert row.attempt == 3
        assert (row.error_code, row.error_text) == ("", "")
        assert d.texts() == ["còn size L ạ"]
        assert d.posts == 3


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("x"),
        httpx.ConnectTimeout("x"),
        httpx.PoolTimeout("x"),
        httpx.ProxyError("x"),
        httpx.UnsupportedProtocol("x"),
        httpx.LocalProtocolError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_never_left_this_computer_goes_again_by_itself(
    tmp_path: Path, error: Exception
) -> None:
    async with desk(tmp_path) as d:
        d.p.net.before = [error, error]
        local_id = await d.write("alo")
        await d.settles(local_id, S.RETRY_WAIT)
        await d.settles(local_id, S.SENT, step=0.5)
        assert d.texts() == ["alo"]
        assert d.posts == 1


REFUSED: list[tuple[str, int, int]] = [
    ("parameters", 45101002, 400),
    ("conversation gone", 45101003, 404),
    ("sensitive", 45101006, 400),
    ("no permission", 45102007, 403),
    ("not allowed now", 45109001, 400),
    ("not supported", 45111001, 400),
    ("coupon", 45111017, 400),
    ("scope", 105005, 401),
    ("36009004", 36009004, 400),
    ("region", 105004, 403),
]


@pytest.mark.parametrize(("name", "code", "http"), REFUSED, ids=[n for n, _, _ in REFUSED])
async def test_what_was_refused_is_given_back_and_the_next_message_still_goes(
    tmp_path: Path, name: str, code: int, http: int
) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("send", code=code, status=http, message="Because of this")
        first = await d.write("một")
        second = await d.write("hai")
        row = await d.settles(first, S.REJECTED)
        assert (row.error_code, row.error_text) == (str(code), "Because of this")
        await d.settles(second, S.SENT)
        await d.p.pass_time(300)
        assert (await d.row(first)).state is S.REJECTED
        assert d.texts() == ["hai"]
        assert d.posts == 2


@pytest.mark.parametrize(
    ("code", "http", "words"),
    [
        (106001, 401, "sign"),
        (36009004, 400, "Invalid parameter: app_key"),
        (101000, 400, "token and shop_cipher do not match"),
        (105001, 403, "wrong token type"),
    ],
)
async def test_what_only_a_new_sign_in_helps_is_blocked_and_not_given_back(
    tmp_path: Path, code: int, http: int, words: str
) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("send", code=code, status=http, message=words)
        first = await d.write("một")
        row = await d.settles(first, S.BLOCKED_AUTH)
        assert row.error_code == str(code)
        second = await d.write("hai")
        await d.p.pass_time(60)
        assert (await d.row(second)).state is S.QUEUED
        await d.sender.signed_in(d.shop())
        await d.settles(second, S.SENT, S.CONFIRMED)
        assert d.texts() == ["một", "hai"]


async def test_the_sandboxs_own_rules_refuse_for_good(tmp_path: Path) -> None:
    async with desk(tmp_path) as d:
        word = await d.write("kết bạn zalo nhé")
        closed = d.key(1)
        d.world.conversation(d.shop(), closed.id, can_send=False)
        late = await d.write("muộn rồi", closed)
        assert (await d.settles(word, S.REJECTED)).error_code == "45101006"
        assert (await d.settles(late, S.REJECTED)).error_code == "45109001"
        assert d.texts() == []


async def test_what_cannot_be_written_never_leaves(tmp_path: Path) -> None:
    async with desk(tmp_path) as d:
        local_id = await d.write("", kind=Kind.STICKER, content=Sticker("https://x.example/a.png"))
        await d.settles(local_id, S.REJECTED)
        assert d.posts == 0


UNKNOWN: list[tuple[str, dict[str, Any], int]] = [
    ("dropped after commit", {"drop": True}, 1),
    ("dropped before commit", {"drop_before": True}, 0),
    ("502 after commit", {"status": 502, "body": "<html>bad</html>", "commit": True}, 1),
    ("502 before commit", {"status": 502, "body": "<html>bad</html>"}, 0),
    ("503 after commit", {"status": 503, "body": "", "commit": True}, 1),
    ("504", {"status": 504, "body": ""}, 0),
    ("500 with a code", {"status": 500, "code": 36009002, "commit": True}, 1),
    ("408", {"status": 408, "body": "", "commit": True}, 1),
    ("36009003", {"code": 36009003, "commit": True}, 1),
    ("36009007", {"code": 36009007}, 0),
    ("45101001", {"code": 45101001, "commit": True}, 1),
    ("unlisted code", {"code": 99999999}, 0),
    ("unlisted code after commit", {"code": 99999999, "commit": True}, 1),
    ("broken json", {"body": '{"code":0,', "commit": True}, 1),
    ("html", {"body": "<html>hello</html>"}, 0),
    ("no message id", {"rewrite": {"-data.message_id": None}}, 1),
    ("null data", {"rewrite": {"data": None}}, 1),
    ("redirect", {"status": 302, "body": ""}, 0),
]


@pytest.mark.parametrize(("name", "fault", "there"), UNKNOWN, ids=[n for n, _, _ in UNKNOWN])
async def test_what_may_have_arrived_is_never_sent_again_by_itself(
    tmp_path: Path, name: str, fault: dict[str, Any], there: int
) -> None:
    async with desk(tmp_path) as d:
        await d.introduce()
        d.world.faults.plan("send", **fault)
        local_id = await d.write("gửi ngay hôm nay")
        await d.settles(local_id, S.UNKNOWN)
        behind = await d.write("dạ")
        await d.p.pass_time(60)
        assert (await d.row(behind)).state is S.QUEUED
        for _ in range(4):
            await d.p.pass_time(40)
            await d.read_history()
        await d.settles(local_id, S.CONFIRMED if there else S.UNCONFIRMED)
        await d.settles(behind, S.SENT, S.CONFIRMED)
        await d.p.pass_time(300)
        assert d.texts() == ["xin chào", *["gửi ngay hôm nay"] * there, "dạ"]
        assert d.posts == 3


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("x"),
        httpx.WriteError("x"),
        httpx.CloseError("x"),
        httpx.RemoteProtocolError("x"),
        httpx.DecodingError("x"),
        ConnectionResetError(),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_connection_that_breaks_under_way_leaves_it_unknown(
    tmp_path: Path, error: Exception, arrived: bool
) -> None:
    async with desk(tmp_path) as d:
        if arrived:
            d.p.net.after = [error]
        else:
            d.p.net.before = [error]
        local_id = await d.write("alo")
        await d.settles(local_id, S.UNKNOWN)
        await d.p.pass_time(300)
        assert (await d.row(local_id)).state is S.UNKNOWN
        assert len(d.sent()) == int(arrived)
        assert d.posts == int(arrived)
