"""Pictures come from the hosts that are allowed, by public addresses, and no larger than told."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
import pytest

from nobi_desktop.tiktok import media
from nobi_desktop.tiktok.errors import Garbled, Refused, SlowDown, TikTokError, Unreachable
from nobi_desktop.tiktok.media import HostRule
from nobi_desktop.tiktok.transport import Transport, TransportKind
from tests.tiktok.rig import Answers, raw_answer, socket_server
from tests.tiktok.shop_world import ShopWorld

RULE = HostRule(("tiktokcdn.com",), ("http://127.0.0.1:8720",))
URL = "https://p16.tiktokcdn.com/a~tplv.webp?x=1&y=%2F"
PNG = {"content-type": "image/png"}


async def public(host: str, port: int) -> Sequence[str]:
    return ["23.45.67.89", "2a02:26f0::1"]


async def fetched(
    *answers: httpx.Response | Exception, url: str = URL, resolve: media.Resolve = public
) -> tuple[bytes, Answers]:
    kept = Answers(*answers)
    transport = Transport(TransportKind.MEDIA, injected=httpx.MockTransport(kept))
    return await media.fetch(transport, url, allowed=RULE, resolve=resolve), kept


@pytest.mark.parametrize(
    "url",
    [
        "https://tiktokcdn.com/a",
        "https://p16.tiktokcdn.com/a",
        "https://P16.TikTokCDN.com/a",
        "https://p16.tiktokcdn.com:443/a",
        "https://p16.tiktokcdn.com./a",
        "http://127.0.0.1:8720/media/a",
    ],
)
def test_allowed_addresses(url: str) -> None:
    assert RULE.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "//p16.tiktokcdn.com/a",
        "http://p16.tiktokcdn.com/a",
        "https://eviltiktokcdn.com/a",
        "https://tiktokcdn.com.evil.com/a",
        "https://p16.tiktokcdn.com@evil.com/a",
        "https://user:pw@p16.tiktokcdn.com/a",
        "https://p16.tiktokcdn.com:8443/a",
        "https://p16.tiktokcdn.com:99999/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "http://127.0.0.1:8721/a",
        "http://127.0.0.1/a",
        "https://127.0.0.1:8720/a",
        "http://localhost:8720/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "ftp://p16.tiktokcdn.com/a",
        "https://p16.tiktokcdn.com\\@evil.com/a",
        "https://p16.tiktokcdn.com/a b",
        "https://p16.tiktokcdn.com/\r\nX: y",
        "https://tiktokcdn。com/a",
        "https://[bad/a",
        "https://p16.tiktokcdn.com/" + "x" * 9000,
    ],
)
async def test_every_other_address_is_refused_unasked(url: str) -> None:
    assert not RULE.allows(url)
    with pytest.raises(Refused) as caught:
        await fetched(raw_answer(b"x"), url=url)
    assert caught.value.code == "host"


async def test_a_picture_is_fetched_without_secrets() -> None:
    body, kept = await fetched(raw_answer(b"picture", headers=PNG))
    assert body == b"picture"
    (request,) = kept.requests
    assert str(request.url) == URL
    assert not {"cookie", "authorization", "x-tts-access-token", "referer"} & set(request.headers)


async def test_an_address_with_letters_is_percent_encoded() -> None:
    _, kept = await fetched(
        raw_answer(b"x", headers=PNG), url="https://p16.tiktokcdn.com/ả.png#part"
    )
    assert kept.requests[0].url.raw_path == b"/%E1%BA%A3.png"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "nonsense"],
)  # fmt: skip
async def test_a_host_that_leads_inside_is_refused(address: str) -> None:
    async def inside(host: str, port: int) -> Sequence[str]:
        return ["23.45.67.89", address]

    with pytest.raises(Refused) as caught:
        await fetched(raw_answer(b"x"), resolve=inside)
    assert caught.value.code == "private_address"


async def test_a_host_that_cannot_be_found_is_unreachable() -> None:
    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    with pytest.raises(Unreachable) as caught:
        await fetched(raw_answer(b"x"), resolve=nowhere)
    assert caught.value.sent is False


async def test_the_system_s_resolver_is_asked() -> None:
    assert "127.0.0.1" in await media._resolve("127.0.0.1", 443)


async def test_an_answer_from_inside_is_refused_even_when_the_name_looked_public(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def talk(_: bytes, writer: object) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")  # type: ignore[attr-defined]

    monkeypatch.setattr(HostRule, "is_origin", lambda self, url: False)
    transport = Transport(TransportKind.MEDIA)
    async with socket_server(talk) as (url, _):
        with pytest.raises(Refused) as caught:
            await media.fetch(transport, url, allowed=HostRule((), (url,)), resolve=public)
    assert caught.value.code == "private_address"
    await transport.close()


def moved(to: str, status: int = 302) -> httpx.Response:
    return raw_answer(b"", status, {"location": to})


async def test_a_redirect_is_checked_like_the_first_address() -> None:
    body, kept = await fetched(
        moved("https://p19.tiktokcdn.com/b", 301), moved("/c", 307), raw_answer(b"x", headers=PNG)
    )
    assert body == b"x"
    assert str(kept.requests[-1].url) == "https://p19.tiktokcdn.com/c"


@pytest.mark.parametrize(
    "to",
    ["http://169.254.169.254/latest", "http://p16.tiktokcdn.com/a", "file:///etc/passwd",
     "https://evil.com/", "//evil.com/a"],
)  # fmt: skip
async def test_a_redirect_elsewhere_is_refused(to: str) -> None:
    with pytest.raises(Refused) as caught:
        await fetched(moved(to))
    assert caught.value.code == "host"


async def test_redirects_in_a_circle_end() -> None:
    kept = Answers(lambda _: moved(URL))
    transport = Transport(TransportKind.MEDIA, injected=httpx.MockTransport(kept))
    with pytest.raises(Refused) as caught:
        await media.fetch(transport, URL, allowed=RULE, resolve=public)
    assert caught.value.code == "redirects"
    assert len(kept.requests) == 4


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (raw_answer(b"x", 404), Refused, "http_404"),
        (raw_answer(b"x", 403), Refused, "http_403"),
        (raw_answer(b"x", 429), SlowDown, "http_429"),
        (raw_answer(b"x", 503), Unreachable, "http_503"),
        (raw_answer(b"<html>", 200, {"content-type": "text/html"}), Garbled, "not_image"),
        (raw_answer(b"{}", 200, {"content-type": "application/json"}), Garbled, "not_image"),
        (raw_answer(b"<svg/>", 200, {"content-type": "image/svg+xml"}), Garbled, "not_image"),
        (raw_answer(b"", 200, PNG), Garbled, "not_image"),
        (raw_answer(b"x" * 10_000_001, 200, PNG), Garbled, "too_large"),
        (httpx.ReadTimeout("x"), Unreachable, "timeout"),
    ],
    ids=range(10),
)
async def test_what_is_no_picture_is_told_apart(
    reply: httpx.Response | Exception, kind: type[TikTokError], code: str
) -> None:
    with pytest.raises(TikTokError) as caught:
        await fetched(reply)
    assert type(caught.value) is kind
    assert caught.value.code == code
    assert "tiktokcdn" not in str(caught.value)


async def test_ten_megabytes_are_taken() -> None:
    body, _ = await fetched(raw_answer(b"x" * 10_000_000, headers=PNG))
    assert len(body) == 10_000_000


async def test_pictures_of_the_sandbox_are_fetched_as_an_explicit_exception(
    sandbox: ShopWorld,
) -> None:
    url = sandbox.world.avatar("someone")
    rule = HostRule(origins=(sandbox.world.base_url,))
    data = await media.fetch(sandbox.transports.media, url, allowed=rule)
    assert data.startswith(b"\x89PNG")
    with pytest.raises(Refused):
        await media.fetch(sandbox.transports.media, url, allowed=HostRule())
