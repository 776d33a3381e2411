"""Outside pictures are decoded upright, without traces, within a set memory, and touch nothing."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from nobi_desktop.desk.pictures import encode
from nobi_desktop.sync.downloads import fitted
from nobi_desktop.sync.picture_gate import BadPicture, Limits, in_turn, let_in

WHOLE = Limits({"PNG": 10_000_000, "JPEG": 10_000_000}, 4000, 10_000_000, 10_000_000, 60_000_000)


def saved(image: Image.Image, kind: str = "PNG", **words: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **words)
    return out.getvalue()


def slope(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture of which each corner differs."""
    across = Image.linear_gradient("L").resize((width, height))
    down = Image.linear_gradient("L").rotate(90).resize((width, height))
    made = Image.merge("RGB", (across, down, ImageChops.invert(across)))
    if mode == "RGBA":
        made.putalpha(down)
    return made


def on_white(image: Image.Image) -> Image.Image:
    """`image` as it is seen: what is clear has no colour."""
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def apart(one: Image.Image, two: Image.Image) -> float:
    """The largest mean difference of a channel."""
    assert one.size == two.size
    assert one.mode == two.mode
    return max(ImageStat.Stat(ImageChops.difference(one, two)).mean)


def test_two_threads_decoding_leave_the_warnings_of_the_program_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = saved(slope(90, 70))
    fitted(data, 64)
    warnings.simplefilter("default")
    before = list(warnings.filters)
    opened = Image.open
    first_in, second_in, first_out = (threading.Event() for _ in range(3))

    def crossing(*values: object, **words: object) -> object:
        # The first to begin is also the first to end, while the second is in the middle.
        if not first_in.is_set():
            first_in.set()
            assert second_in.wait(5)
        else:
            second_in.set()
            assert first_out.wait(5)
        return opened(*values, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(Image, "open", crossing)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(fitted, data, 30)
        assert first_in.wait(5)
        second = pool.submit(encode, data)
        first.result(5)
        first_out.set()
        second.result(5)
    assert list(warnings.filters) == before


@pytest.mark.parametrize("action", ["ignore", "error"])
def test_a_huge_header_is_refused_whatever_is_done_with_warnings(action: str) -> None:
    head = saved(Image.new("1", (6_000, 5_000)))
    with warnings.catch_warnings():
        warnings.simplefilter(action)  # type: ignore[arg-type]
        with pytest.raises(BadPicture, match="size"):
            fitted(head, 64)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("side", [4000, 300])
def test_each_orientation_is_made_upright(turn: int, side: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(slope(1500, 1100), exif=exif)
    made = let_in(data, Limits(WHOLE.pixels, side, 10_000_000, 10_000_000, 0)).image
    with Image.open(io.BytesIO(data)) as opened:
        expected = ImageOps.exif_transpose(opened)
    expected.thumbnail((side, side), Image.Resampling.LANCZOS)
    assert apart(made, expected) < 1
    assert not made.info


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("side", [64, 640, 1999])
def test_bands_leave_no_seams(mode: str, side: int) -> None:
    source = slope(2000, 1500, mode)
    made = let_in(saved(source), Limits(WHOLE.pixels, side, 10_000_000, 10_000_000, 0)).image
    expected = source.resize(made.size, Image.Resampling.LANCZOS)
    worst = ImageChops.difference(on_white(made), on_white(expected)).getextrema()
    assert max(high for _, high in worst) <= 2  # type: ignore[misc]


def test_a_colour_that_stands_for_clear_stays_clear() -> None:
    made = let_in(saved(Image.new("RGB", (20, 10), (1, 2, 3)), transparency=(1, 2, 3)), WHOLE)
    assert made.image.mode == "RGBA"
    assert made.image.getchannel("A").getextrema() == (0, 0)


def test_a_format_may_have_a_limit_of_its_own() -> None:
    limits = Limits({"PNG": 99, "JPEG": 100}, 50, 100, 100, 0)
    assert let_in(saved(slope(10, 10), "JPEG"), limits).kind == "JPEG"
    with pytest.raises(BadPicture, match="size"):
        let_in(saved(slope(10, 10)), limits)
    with pytest.raises(BadPicture, match="format"):
        let_in(saved(slope(10, 10), "GIF"), limits)


def test_a_progressive_photo_may_not_need_more_than_is_allowed() -> None:
    data = saved(slope(100, 100), "JPEG", progressive=True, subsampling=0)
    assert let_in(data, Limits({"JPEG": 10_000}, 9, 100, 100, 60_000))
    with pytest.raises(BadPicture, match="size"):
        let_in(data, Limits({"JPEG": 10_000}, 9, 100, 100, 59_999))
    halved = saved(slope(100, 100), "JPEG", progressive=True, subsampling=2)
    assert let_in(halved, Limits({"JPEG": 10_000}, 9, 100, 100, 30_000))


async def test_pictures_are_decoded_one_at_a_time() -> None:
    now: list[int] = []
    most = 0

    def work(number: int) -> int:
        nonlocal most
        now.append(number)
        most = max(most, len(now))
        now.remove(number)
        return number

    assert await asyncio.gather(*(in_turn(work, n) for n in range(20))) == list(range(20))
    assert most == 1


MEASURE = """
import io, resource, sys
from PIL import Image
from nobi_desktop.desk.pictures import encode
from nobi_desktop.sync.downloads import fitted
def run(data):
    return encode(data) if sys.argv[1] == "send" else fitted(data, int(sys.argv[1]))
for kind in ("PNG", "JPEG") if sys.argv[1] == "send" else ("PNG", "JPEG", "GIF", "WEBP"):
    small = io.BytesIO()
    Image.new("RGB", (9, 9)).save(small, kind)
    run(small.getvalue())
with open(sys.argv[2], "rb") as file:
    data = file.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    run(data)
    said = "made"
except ValueError as error:
    said = str(error)
except Exception as error:
    said = error.code
print(said, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
"""Run in a process of its own: the peak of a process never falls again."""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux alone")
@pytest.mark.parametrize(
    ("how", "kind", "mode", "width", "height", "words", "said", "bound"),
    [
        ("96", "JPEG", "RGB", 5000, 5000, {}, "made", 40),
        ("1600", "JPEG", "RGB", 5000, 5000, {}, "made", 64),
        ("1600", "JPEG", "RGB", 4000, 3000, {"progressive": True}, "made", 64),
        ("1600", "JPEG", "RGB", 5000, 5000, {"progressive": True}, "size", 4),
        ("96", "PNG", "RGB", 4990, 4990, {}, "size", 4),
        ("96", "PNG", "RGBA", 3490, 3490, {}, "made", 64),
        ("1600", "PNG", "RGBA", 3490, 3490, {}, "made", 64),
        ("1600", "GIF", "P", 3490, 3490, {}, "made", 64),
        ("1600", "WEBP", "RGBA", 1780, 1780, {"lossless": True}, "made", 64),
        ("send", "JPEG", "RGB", 5000, 5000, {}, "made", 64),
        ("send", "JPEG", "RGB", 4000, 3000, {}, "made", 112),
        ("send", "PNG", "RGBA", 4990, 4990, {}, "made", 168),
    ],
)
def test_no_picture_takes_more_memory_than_it_may(
    tmp_path: Path,
    how: str,
    kind: str,
    mode: str,
    width: int,
    height: int,
    words: dict[str, object],
    said: str,
    bound: int,
) -> None:
    file = tmp_path / "picture"
    image = Image.new(mode, (width, height), 7)
    if kind == "JPEG":
        tile = Image.effect_noise((500, 500), 60).convert(mode)
        for left in range(0, width, 500):
            for top in range(0, height, 500):
                image.paste(tile, (left, top))
    file.write_bytes(saved(image, kind, **words))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, how, str(file)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    what, grown = done.stdout.split()
    assert what == said
    assert int(grown) < bound
