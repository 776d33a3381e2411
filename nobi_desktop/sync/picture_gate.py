"""Decodes pictures of others into fresh pixels, one at a time and within a set size of memory.

The header is judged before any pixel is touched, the format comes from an explicit list, a large
photo is decoded at a lower scale, and nothing but pixels crosses over (faults.md F51, F52, F53).
"""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from PIL import Image as Pillow

T = TypeVar("T")

MOST_PIXELS = 25_000_000
LONGEST_SIDE = 12_000
_BAND = 400_000
"""Pixels of the source that are converted and scaled in one step."""

_turn = ThreadPoolExecutor(1, thread_name_prefix="picture")


class BadPicture(Exception):
    """The bytes are not a picture this program takes. `code` says why, in one word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    """What is let in, and how large it may become.

    `pixels` names each accepted format with the most pixels its header may tell. The picture is
    fitted into `side` pixels and `result` pixels in all; a JPEG is decoded at a half, a quarter or
    an eighth where it would take more than `decoded` pixels. `waves` are the bytes a progressive
    JPEG may need for its coefficients, which are held whole at any scale.
    """

    pixels: Mapping[str, int]
    side: int
    result: int
    decoded: int
    waves: int


@dataclass(frozen=True, slots=True)
class Sound:
    """Fresh upright pixels, RGB or RGBA, and the format they came in."""

    image: Pillow.Image
    kind: str


async def in_turn(work: Callable[..., T], *values: object) -> T:
    """Run `work` in the one thread in which pictures are decoded, after those asked for before.

    Two large pictures at a time would need twice the memory.
    """
    return await asyncio.get_running_loop().run_in_executor(_turn, work, *values)


def let_in(data: bytes, limits: Limits) -> Sound:
    """The pixels of the picture `data`, turned upright and fitted; never enlarged.

    Raises `BadPicture`: format (not one of those in `limits`), size (more pixels than allowed), or
    broken (cut off, or no sound picture in any other way).
    """
    # Pillow is imported by the first picture: the start of the program does not pay for it.
    from PIL import Image, UnidentifiedImageError

    # Pillow's own limit is only a second wall: between once and twice its value it merely warns,
    # and what it warns of is refused here anyway, whether warnings are shown, hidden or errors.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=tuple(limits.pixels)) as opened:
            # An MPO is a JPEG with further pictures behind the first.
            kind = "JPEG" if opened.format == "MPO" else opened.format or ""
            _judge(opened, kind, limits)
            if kind == "JPEG":
                _scale_down(opened, limits)
            opened.load()
            return Sound(_fresh(opened, limits), kind)
    except BadPicture:
        raise
    except UnidentifiedImageError:
        raise BadPicture("format") from None
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture("size") from None
    except Exception as error:
        # Pillow's decoders raise many kinds (OSError, SyntaxError, ValueError, struct.error,
        # zlib.error): to us they all mean one thing.
        raise BadPicture("broken") from error


def _judge(opened: Pillow.Image, kind: str, limits: Limits) -> None:
    width, height = opened.size
    if width < 1 or height < 1 or max(width, height) > LONGEST_SIDE:
        raise BadPicture("size")
    if width * height > min(limits.pixels.get(kind, 0), MOST_PIXELS):
        raise BadPicture("size")
    if kind == "JPEG" and opened.info.get("progressive"):
        shares = [(across, down) for _, across, down, _ in getattr(opened, "layer", [])]
        finest = max((a for a, _ in shares), default=1) * max((d for _, d in shares), default=1)
        if 2 * width * height * sum(a * d for a, d in shares) > limits.waves * finest:
            raise BadPicture("size")


def _scale_down(opened: Pillow.Image, limits: Limits) -> None:
    width, height = opened.size
    scale = 1
    while scale < 8 and (
        max(width, height) // (2 * scale) >= limits.side
        or width * height > limits.decoded * scale * scale
    ):
        scale *= 2
    if scale > 1:
        opened.draft(None, (max(1, width // scale), max(1, height // scale)))


def _fresh(source: Pillow.Image, limits: Limits) -> Pillow.Image:
    """The pixels of `source` in a picture of their own, fitted and upright.

    It is made in bands: converting or scaling the whole at once would hold further copies of it.
    """
    from PIL import ExifTags, Image

    alpha = "A" in source.getbands() or "a" in source.getbands()
    mode = "RGBA" if alpha or "transparency" in source.info else "RGB"
    turn = source.getexif().get(ExifTags.Base.Orientation, 1)
    width, height = source.size
    ratio = min(1.0, limits.side / max(width, height), math.sqrt(limits.result / (width * height)))
    across, down = max(1, round(width * ratio)), max(1, round(height * ratio))
    made = Image.new(mode, (down, across) if turn in _SIDEWAYS else (across, down))
    step = height / down
    rows = max(1, int(_BAND / (width * step)))
    # A row of the result is mixed from rows on both sides of its own place.
    reach = math.ceil(3 * step) + 2
    for top in range(0, down, rows):
        end = min(down, top + rows)
        first = max(0, math.floor(top * step) - reach)
        last = min(height, math.ceil(end * step) + reach)
        if ratio == 1.0:
            first, last = top, end
        band = source.crop((0, first, width, last)).convert(mode)
        if ratio < 1.0:
            box = (0.0, top * step - first, float(width), min(end * step, height) - first)
            band = band.resize((across, end - top), Image.Resampling.LANCZOS, box)
        if turn in _TURNS:
            band = band.transpose(Image.Transpose[_TURNS[turn]])
        place = down - end if turn in _FROM_THE_END else top
        made.paste(band, (place, 0) if turn in _SIDEWAYS else (0, place))
    return made


_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""How each EXIF orientation is made upright (Exif 2.32, tag 0x0112)."""

_SIDEWAYS = (5, 6, 7, 8)
_FROM_THE_END = (3, 4, 6, 7)
"""Orientations of which the first rows come to stand last."""
