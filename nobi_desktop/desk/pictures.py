"""Makes a picture ready to be sent: checked, turned upright, its metadata left behind."""

from __future__ import annotations

import asyncio
import io
import os
import uuid
import warnings
from pathlib import Path

LARGEST_FILE = 40 * 1024 * 1024
"""Bytes of a file that is looked at all; what goes up is re-encoded and held under `LARGEST`."""

LARGEST = 10 * 1024 * 1024
"""Bytes TikTok takes (source page: upload-buyer-messages-image-202309)."""

LARGEST_SIDE = 4096
MOST_PIXELS = 25_000_000
LONGEST_SIDE_READ = 12_000


class PictureRefused(ValueError):
    """A picture that can't be sent; the text is one of the codes `picture_…`."""


async def prepare(blobs: Path, path: str | None, data: bytes | None) -> tuple[str, int, int]:
    """Keep the picture of `path` or `data` in `blobs`, ready to go up; its file name and size.

    Raises PictureRefused: `picture_missing`, `picture_large`, `picture_gif`, `picture_format`
    or `picture_broken`. The original is not needed afterwards.
    """
    return await asyncio.to_thread(_prepare, blobs, path, data)


def _prepare(blobs: Path, path: str | None, data: bytes | None) -> tuple[str, int, int]:
    encoded, suffix, width, height = encode(_read(path, data))
    blobs.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{uuid.uuid4().hex}{suffix}"
    part = blobs / f"{name}.part"
    with part.open("wb") as file:
        if os.name == "posix":
            os.fchmod(file.fileno(), 0o600)
        file.write(encoded)
        file.flush()
        os.fsync(file.fileno())
    part.replace(blobs / name)
    return name, width, height


def _read(path: str | None, data: bytes | None) -> bytes:
    if data is None:
        try:
            file = Path(path or "")
            if file.stat().st_size > LARGEST_FILE:
                raise PictureRefused("picture_large")
            data = file.read_bytes()
        except (OSError, ValueError) as error:
            if isinstance(error, PictureRefused):
                raise
            raise PictureRefused("picture_missing") from None
    if len(data) > LARGEST_FILE:
        raise PictureRefused("picture_large")
    return data


def encode(data: bytes) -> tuple[bytes, str, int, int]:
    """`data` as a fresh PNG or JPEG of at most 10 MB without metadata: bytes, suffix, size.

    Only pixels cross over: no EXIF, GPS, comment, colour profile or thumbnail.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if data[:6] in (b"GIF87a", b"GIF89a"):
        raise PictureRefused("picture_gif")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as source:
                width, height = source.size
                if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE_READ:
                    raise PictureRefused("picture_large")
                source.load()
                upright = ImageOps.exif_transpose(source)
                clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
                kind = source.format
                pixels = upright.convert("RGBA" if clear else "RGB")
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("picture_large") from None
    except UnidentifiedImageError:
        raise PictureRefused("picture_format") from None
    except Exception:
        # Pillow's decoders raise many kinds; each of them means that this is no sound picture.
        raise PictureRefused("picture_broken") from None
    if max(pixels.size) > LARGEST_SIDE:
        pixels.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    if kind == "PNG":
        out = io.BytesIO()
        fresh.save(out, "PNG", optimize=False)
        if out.tell() <= LARGEST:
            return out.getvalue(), ".png", *fresh.size
    ground = Image.new("RGB", fresh.size, "white")
    ground.paste(fresh, mask=fresh.getchannel("A") if fresh.mode == "RGBA" else None)
    for quality in (90, 80, 65):
        out = io.BytesIO()
        ground.save(out, "JPEG", quality=quality)
        if out.tell() <= LARGEST:
            return out.getvalue(), ".jpg", *ground.size
    raise PictureRefused("picture_large")


async def shown(blobs: Path, name: str, side: int) -> bytes | None:
    """The kept picture `name` as PNG bytes fitted into `side` pixels; None where it is gone."""
    return await asyncio.to_thread(_shown, blobs, name, side)


def _shown(blobs: Path, name: str, side: int) -> bytes | None:
    from PIL import Image

    if Path(name).name != name:
        return None
    try:
        with Image.open(blobs / name, formats=("PNG", "JPEG")) as kept:
            kept.thumbnail((side, side))
            out = io.BytesIO()
            kept.convert("RGBA").save(out, "PNG", compress_level=3)
            return out.getvalue()
    except (OSError, ValueError):
        return None
