"""Makes a picture ready to be sent: checked, turned upright, its metadata left behind."""

from __future__ import annotations

import io
import os
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nobi_desktop.sync.picture_gate import MOST_PIXELS, BadPicture, Limits, in_turn, let_in

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 40 * 1024 * 1024
"""Bytes of a file that is looked at all; what goes up is re-encoded and held under `LARGEST`."""

LARGEST = 10 * 1024 * 1024
"""Bytes TikTok takes (source page: upload-buyer-messages-image-202309)."""

LARGEST_SIDE = 4096
_LIMITS = Limits(
    {"PNG": MOST_PIXELS, "JPEG": MOST_PIXELS},
    LARGEST_SIDE,
    result=12_600_000,
    decoded=12_600_000,
    waves=3 * 2 * MOST_PIXELS,
)
"""A photo of a telephone (12 megapixels) goes as it is, more than that is made smaller."""

_REFUSALS = {
    "format": "picture_format",
    "size": "picture_large",
    "broken": "picture_broken",
}


class PictureRefused(ValueError):
    """A picture that can't be sent; the text is one of the codes `picture_…`."""


async def prepare(blobs: Path, path: str | None, data: bytes | None) -> tuple[str, int, int]:
    """Keep the picture of `path` or `data` in `blobs`, ready to go up; its file name and size.

    Raises PictureRefused: `picture_missing`, `picture_large`, `picture_gif`, `picture_format`
    or `picture_broken`. The original is not needed afterwards.
    """
    return await in_turn(_prepare, blobs, path, data)


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
    if data[:6] in (b"GIF87a", b"GIF89a"):
        raise PictureRefused("picture_gif")
    try:
        sound = let_in(data, _LIMITS)
    except BadPicture as error:
        raise PictureRefused(_REFUSALS[error.code]) from None
    pixels = sound.image
    if sound.kind == "PNG":
        out = io.BytesIO()
        pixels.save(out, "PNG", optimize=False)
        if out.tell() <= LARGEST:
            return out.getvalue(), ".png", *pixels.size
    del sound
    if pixels.mode == "RGBA":
        pixels = _on_white(pixels)
    for quality in (90, 80, 65):
        out = io.BytesIO()
        pixels.save(out, "JPEG", quality=quality)
        if out.tell() <= LARGEST:
            return out.getvalue(), ".jpg", *pixels.size
    raise PictureRefused("picture_large")


def _on_white(pixels: Image.Image) -> Image.Image:
    from PIL import Image

    ground = Image.new("RGB", pixels.size, "white")
    ground.paste(pixels, mask=pixels.getchannel("A"))
    return ground


async def shown(blobs: Path, name: str, side: int) -> bytes | None:
    """The kept picture `name` as PNG bytes fitted into `side` pixels; None where it is gone."""
    return await in_turn(_shown, blobs, name, side)


def _shown(blobs: Path, name: str, side: int) -> bytes | None:
    if Path(name).name != name:
        return None
    try:
        kept = let_in((blobs / name).read_bytes(), replace(_LIMITS, side=side))
    except (OSError, ValueError, BadPicture):
        return None
    out = io.BytesIO()
    kept.image.save(out, "PNG", compress_level=3)
    return out.getvalue()
