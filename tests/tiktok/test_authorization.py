"""Codes and refresh tokens, and the shops behind them."""

from __future__ import annotations

from email.utils import formatdate
from typing import Any

import httpx
import pytest

from nobi_desktop.tiktok import authorization
from nobi_desktop.tiktok.authorization import TokenPair, expiry
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import (
    Garbled,
    Refused,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)
from nobi_desktop.tiktok.transport import Transport, TransportKind
from tests.tiktok.rig import Answers, answer, client, raw_answer
from tests.tiktok.shop_world import ShopWorld

PAIR = {
    "access_token": "ROW_A1b2",
    "access_token_expire_in": 1767225600,
    "refresh_token": "ROW_Z9y8",
    "refresh_token_expire_in": 4890000000,
    "open_id": "7010736057180325637",
    "seller_name": "Nobi Demo Store",
    "seller_base_region": "VN",
    "user_type": 0,
    "granted_scopes": ["seller.order.info", "seller.customer_service", None],
}


async def pair(answers: Answers, *, refresh: bool = False) -> TokenPair:
    transport = Transport(TransportKind.AUTH, injected=httpx.MockTransport(answers))
    call = authorization.token_refresh if refresh else authorization.token_get
    return await call(transport, "https://auth.example/", "key", "secret", "a+b/c")


async def test_a_code_becomes_a_pair() -> None:
    answers = Answers(answer(PAIR))
    found = await pair(answers)
    assert found == TokenPair(
        "ROW_A1b2",
        "ROW_Z9y8",
        1767225600,
        4890000000,
        "7010736057180325637",
        "Nobi Demo Store",
        "VN",
        ("seller.order.info", "seller.customer_service"),
    )
    (request,) = answers.requests
    assert request.method == "GET"
    assert request.content == b""
    assert str(request.url).startswith("https://auth.example/api/v2/token/get?")
    assert answers.queries == [
        {"app_key": "key", "app_secret": "secret", "auth_code": "a+b/c",
         "grant_type": "authorized_code"}
    ]  # fmt: skip
    assert b"auth_code=a%2Bb%2Fc" in request.url.raw_path
    assert "x-tts-access-token" not in request.headers


async def test_a_refresh_token_becomes_a_pair() -> None:
    answers = Answers(answer(PAIR))
    assert (await pair(answers, refresh=True)).refresh == "ROW_Z9y8"
    assert answers.requests[0].url.path == "/api/v2/token/refresh"
    assert answers.queries[0]["grant_type"] == "refresh_token"
    assert answers.queries[0]["refresh_token"] == "a+b/c"


NOW = 1_767_225_600.0


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (1767830400, 1767830400),
        ("1767830400", 1767830400),
        (604800, 1767225600 + 604800),
        (4903858076, 4903858076),
        (1500000000, 1500000000),
        (0, 1767225600),
        (-5, 0),
        (None, 0),
        ("never", 0),
        (2**80, 2**53),
        (True, 0),
    ],
)
def test_an_expiry_is_read_as_an_instant_or_a_duration(item: Any, found: int) -> None:
    assert expiry(item, NOW) == found


async def test_a_duration_counts_from_the_server_s_time() -> None:
    data = PAIR | {"access_token_expire_in": 604800}
    date = {"date": formatdate(NOW, usegmt=True)}
    found = await pair(Answers(answer(data, headers=date)))
    assert found.access_expires == int(NOW) + 604800


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [],
        {**PAIR, "access_token": ""},
        {**PAIR, "access_token": None},
        {**PAIR, "access_token": "a b"},
        {**PAIR, "access_token": "a\r\nx: y"},
        {**PAIR, "refresh_token": "dạ"},
        {**PAIR, "refresh_token": 5},
    ],
)
async def test_a_pair_that_is_not_whole_is_garbled(data: Any) -> None:
    with pytest.raises(Garbled):
        await pair(Answers(answer(data)))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (answer(None, 36004005, "can not find related auth record"), SignInAgain),
        (answer(None, 36004001, "rt has expired"), SignInAgain),
        (answer(None, 4242, "never seen"), Refused),
        (answer(None, 36009002, "slow", 429, {"retry-after": "9"}), SlowDown),
        (raw_answer(b"", 429), SlowDown),
        (raw_answer(b"", 408), Unreachable),
        (raw_answer(b"<html>", 503), Unreachable),
        (raw_answer(b"<html>Sign in</html>", 200), Garbled),
        (raw_answer(b"404 page not found", 404), Garbled),
        (raw_answer(b"", 302), Garbled),
        (answer(PAIR, http=500), Unreachable),
        (httpx.ReadTimeout("x"), Unreachable),
        (httpx.ConnectError("x"), Unreachable),
    ],
    ids=range(13),
)
async def test_only_a_documented_no_ends_a_session(
    reply: httpx.Response | Exception, kind: type[TikTokError]
) -> None:
    with pytest.raises(TikTokError) as caught:
        await pair(Answers(reply), refresh=True)
    assert type(caught.value) is kind


async def test_the_sandbox_s_code_is_good_once(sandbox: ShopWorld) -> None:
    world = sandbox.world
    code = world.authorizations.code((sandbox.shop.id,))
    auth = sandbox.transports.auth
    found = await authorization.token_get(
        auth, world.base_url, world.app_key, world.app_secret, code
    )
    assert found.access_expires > sandbox.clock.now()
    assert found.refresh_expires > 2**32
    assert "seller.customer_service" in found.scopes
    with pytest.raises(SignInAgain) as caught:
        await authorization.token_get(auth, world.base_url, world.app_key, world.app_secret, code)
    assert caught.value.code == "36004004"


async def test_the_sandbox_s_refresh_tokens_are_used_up_under_strict_rotation(
    sandbox: ShopWorld,
) -> None:
    world = sandbox.world
    world.authorizations.strict_rotation = True
    keys = (world.base_url, world.app_key, world.app_secret)
    old = sandbox.shop.refresh_token
    new = await authorization.token_refresh(sandbox.transports.auth, *keys, old)
    assert new.refresh != old
    with pytest.raises(SignInAgain):
        await authorization.token_refresh(sandbox.transports.auth, *keys, old)
    await authorization.token_refresh(sandbox.transports.auth, *keys, new.refresh)


async def test_the_shops_of_an_authorization_are_listed(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    found = await authorization.shops(shop)
    assert [(s.shop.id, s.shop.name, s.cipher, s.shop.region) for s in found] == [
        (sandbox.shop.id, sandbox.shop.name, sandbox.shop.cipher, "VN")
    ]
    assert found[0].shop.code == sandbox.shop.code
    assert found[0].shop.seller_type


async def test_a_bad_shop_is_left_out_and_a_bad_list_is_garbled() -> None:
    data = {"shops": [5, {"id": None}, {"id": 12, "name": "A", "cipher": "ROW_c"}]}
    found = await authorization.shops(client(Answers(answer(data)), cipher=""))
    assert [(s.shop.id, s.shop.name, s.cipher) for s in found] == [("12", "A", "ROW_c")]
    assert await authorization.shops(client(Answers(answer(None)), cipher="")) == ()
    with pytest.raises(Garbled):
        await authorization.shops(client(Answers(answer([])), cipher=""))
