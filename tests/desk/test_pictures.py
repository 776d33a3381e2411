"""What leaves is a sound PNG or JPEG that tells nothing but its pixels."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from nobi_desktop.desk.pictures import PictureRefused, encode, prepare, shown


def jpeg(size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, "JPEG", **options)
    return out.getvalue()


def png(mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(out, "PNG", **options)
    return out.getvalue()


def test_a_photo_leaves_without_place_owner_or_comment() -> None:
    exif = Image.Exif()
    exif[0x010E] = "CANARY-DESCRIPTION"
    exif[0x013B] = "CANARY-OWNER"
    exif.get_ifd(0x8825)[29] = "CANARY-GPS"
    data = jpeg(exif=exif, comment=b"CANARY-COMMENT")
    assert data.count(b"CANARY") >= 3
    out, suffix, *_ = encode(data)
    assert suffix == ".jpg"
    assert b"CANARY" not in out
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "CANARY-AUTHOR")
    out, suffix, *_ = encode(png(pnginfo=text))
    assert suffix == ".png"
    assert b"CANARY" not in out


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    *_, width, height = encode(jpeg((40, 20), exif=exif))
    assert (width, height) == (20, 40)


def test_transparency_is_kept_and_a_huge_side_is_made_smaller() -> None:
    out, suffix, *_ = encode(png("RGBA"))
    assert suffix == ".png"
    assert Image.open(io.BytesIO(out)).mode == "RGBA"
    *_, width, height = encode(png("L", (5000, 1000)))
    assert (width, height) == (4096, 819)


def bomb() -> bytes:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a" + b"\0" * 40, "picture_gif"),
        (b"", "picture_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_format"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture_format"),
        (b"\0\0\0\x18ftypmp42", "picture_format"),
        (jpeg()[:200], "picture_broken"),
        (bomb(), "picture_large"),
        (png("L", (6000, 5000)), "picture_large"),
    ],
    ids=["gif", "empty", "svg", "webp", "mp4", "cut off", "bomb", "too many pixels"],
)
def test_what_cannot_be_sent_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(PictureRefused, match=code):
        encode(data)


async def test_the_original_may_go_once_the_picture_is_kept(tmp_path: Path) -> None:
    original = tmp_path / "anh.jpg"
    original.write_bytes(jpeg())
    name, width, height = await prepare(tmp_path / "blobs", str(original), None)
    original.unlink()
    kept = tmp_path / "blobs" / name
    with Image.open(kept) as picture:
        assert picture.size == (width, height) == (40, 20)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in (tmp_path / "blobs").iterdir()] == [name]


@pytest.mark.parametrize("path", ["", "/nowhere/a.png", "/tmp", "a\0b.png"])
async def test_a_file_that_is_not_there_is_told_as_missing(tmp_path: Path, path: str) -> None:
    with pytest.raises(PictureRefused, match="picture_missing"):
        await prepare(tmp_path, path, None)


async def test_a_kept_picture_can_be_shown_before_tiktok_has_it(tmp_path: Path) -> None:
    name, *_ = await prepare(tmp_path, None, jpeg((400, 200)))
    data = await shown(tmp_path, name, 64)
    assert data is not None
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (64, 32))
    assert await shown(tmp_path, "gone.png", 64) is None
    assert await shown(tmp_path / "in", f"../{name}", 64) is None
