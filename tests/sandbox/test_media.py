"""The drawn pictures."""

from __future__ import annotations

import io

import httpx
import pytest
from PIL import Image

from nobi_desktop.sandbox import media


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("avatar/1.png", (192, 192)),
        ("avatar/shop-1.png", (192, 192)),
        ("product/dress-17-200.jpg", (200, 200)),
        ("photo/shoe-5-720x1280.jpg", (720, 1280)),
        ("cover/v0f44.jpg", (576, 1024)),
        *((f"sticker/{number}.png", (240, 240)) for number in (0, 4, 8, 9)),
    ],
)
async def test_pictures(http: httpx.AsyncClient, path: str, size: tuple[int, int]) -> None:
    first = await http.get(f"/media/{path}")
    with Image.open(io.BytesIO(first.content)) as image:
        assert image.size == size
    assert first.headers["content-type"] in ("image/png", "image/jpeg")
    assert (await http.get(f"/media/{path}")).content == first.content


@pytest.mark.parametrize(
    "shape",
    [
        "shirt",
        "dress",
        "trousers",
        "bag",
        "bottle",
        "tube",
        "lipstick",
        "jar",
        "pot",
        "pan",
        "shoe",
        "box",
    ],
)
def test_every_shape(shape: str) -> None:
    assert media.product(f"{shape}-1-60")


async def test_films_hold_pictures(http: httpx.AsyncClient) -> None:
    film = await http.get("/media/video/v0f4412345678.mov")
    assert film.headers["content-type"] == "video/quicktime"
    assert film.content[4:12] == b"ftypqt  "
    place = film.content.index(b"stco") + 12
    first = int.from_bytes(film.content[place : place + 4], "big")
    assert film.content[first : first + 2] == b"\xff\xd8"


@pytest.mark.parametrize(
    "path",
    ["nothing/1.png", "photo/1.jpg", "product/dress-1-9999.jpg", "sticker/x.png", "upload/1"],
)
async def test_missing(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(f"/media/{path}")).status_code == 404


def test_parts_of_a_form() -> None:
    body = (
        b'--b1\r\nContent-Disposition: form-data; name="note"\r\n\r\nx\r\n'
        b'--b1\r\nContent-Disposition: form-data; name="data"; filename="a"\r\n\r\n\r\n--b\r\n'
        b"--b1--\r\n"
    )
    kind = 'multipart/form-data; boundary="b1"'
    assert media.multipart_part(kind, body, "data") == b"\r\n--b"
    assert media.multipart_part(kind, body, "file") is None
    assert media.multipart_part("multipart/form-data", body, "data") is None
