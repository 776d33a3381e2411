"""Uploads: one unsigned multipart part, checked before it leaves."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from nobi_desktop.domain.message import Image
from nobi_desktop.tiktok import images
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled, Refused, Unreachable
from tests.tiktok.rig import Answers, answer, client
from tests.tiktok.shop_world import ShopWorld

PNG = b"\x89PNG\r\n\x1a\n"


def drawn(kind: str) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (30, 20), "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_picture_arrives_byte_for_byte(
    sandbox: ShopWorld, shop: ShopClient, kind: str
) -> None:
    data = drawn(kind)
    found = await images.upload(shop, data, "Ảnh của tôi.png", f"image/{kind.lower()}")
    (upload,) = sandbox.world.uploads.values()
    assert upload.data == data
    assert found == Image(upload.url, 30, 20)


@pytest.mark.parametrize(
    ("data", "mime", "code"),
    [
        (PNG + b"x" * 10_000_000, "image/png", "image_too_large"),
        (PNG, "image/jpeg", "image_type"),
        (b"<svg>", "image/svg+xml", "image_type"),
        (b"", "image/png", "image_type"),
        (b"BM", "image/bmp", "image_type"),
    ],
    ids=range(5),
)
async def test_what_tiktok_would_refuse_does_not_leave(data: bytes, mime: str, code: str) -> None:
    answers = Answers(lambda _: answer({"url": "https://x"}))
    with pytest.raises(Refused) as caught:
        await images.upload(client(answers), data, "a", mime)
    assert caught.value.code == code
    assert answers.requests == []


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "picture.png"),
        ('a"b\r\nX-Evil: 1.jpg', "abX-Evil1.png"),
        ("C:\\Users\\Lan\\cmnd.png", "cmnd.png"),
        ("", "picture.png"),
        ("Ảnh.jpeg", "nh.png"),
    ],
)
async def test_the_name_is_made_harmless(name: str, sent: str) -> None:
    answers = Answers(answer({"url": "https://x/1", "width": "3", "height": 4}))
    assert await images.upload(client(answers), PNG, name, "image/png") == Image(
        "https://x/1", 3, 4
    )
    (request,) = answers.requests
    boundary = request.headers["content-type"].partition("boundary=")[2]
    head, _, rest = request.content.partition(b"\r\n\r\n")
    assert f'name="data"; filename="{sent}"'.encode() in head
    assert head.count(b"\r\n") == 2
    assert rest == PNG + f"\r\n--{boundary}--\r\n".encode()


@pytest.mark.parametrize("data", [None, {}, [], {"url": ""}, {"url": 1.5}])
async def test_an_upload_without_an_address_is_garbled(data: object) -> None:
    with pytest.raises(Garbled):
        await images.upload(client(Answers(answer(data))), PNG, "a", "image/png")


async def test_a_lost_answer_to_an_upload_may_be_tried_again(
    sandbox: ShopWorld, shop: ShopClient
) -> None:
    sandbox.world.faults.plan("upload", drop=True)
    with pytest.raises(Unreachable):
        await images.upload(shop, drawn("PNG"), "a.png", "image/png")
    assert (await images.upload(shop, drawn("PNG"), "a.png", "image/png")).width == 30
