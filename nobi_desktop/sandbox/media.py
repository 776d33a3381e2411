"""Draws the pictures of the sandbox on request, and looks into the pictures it is given."""

from __future__ import annotations

import hashlib
import io
import math
import random
import re
import struct
from collections import OrderedDict
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

KINDS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "mov": "video/quicktime",
}
LARGEST_SIDE = 20_000
_KEPT = 600

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Inspected:
    """What kind of picture some bytes are."""

    kind: str
    width: int
    height: int


def inspected(data: bytes) -> Inspected | None:
    """Kind and size, read from the header; None for anything that is not an allowed picture."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as image:
            if image.format is None or max(image.size) > LARGEST_SIDE:
                return None
            return Inspected(KINDS[image.format], *image.size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def multipart_part(content_type: str, body: bytes, name: str) -> bytes | None:
    """The bytes of one named part of a multipart body."""
    found = re.search(r'boundary="?([^";]+)"?', content_type, re.IGNORECASE)
    if found is None:
        return None
    mark = b"--" + found.group(1).strip().encode("latin-1", "replace")
    for part in (b"\r\n" + body).split(b"\r\n" + mark)[1:]:
        head, separator, data = part.partition(b"\r\n\r\n")
        if not separator:
            continue
        words = re.search(rb'[;\s]name="?([^";\r\n]+)"?', head, re.IGNORECASE)
        if words is not None and words.group(1) == name.encode():
            return data
    return None


class Album:
    """Pictures by name, drawn once and kept while there is room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def picture(self, folder: str, name: str) -> bytes | None:
        """The bytes of one picture; None if there is no such picture."""
        key = f"{folder}/{name}"
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        draw = _DRAWERS.get(folder)
        data = draw(name.rpartition(".")[0]) if draw else None
        if data is not None:
            self._kept[key] = data
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return data


def _rng(text: str) -> random.Random:
    return random.Random(hashlib.sha256(text.encode("utf-8", "replace")).digest())


def _hue(hue: float, saturation: float, light: float) -> Colour:
    """A colour from hue (0..1), saturation and lightness."""
    import colorsys

    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, light, saturation)
    return (int(red * 255), int(green * 255), int(blue * 255))


def _ground(width: int, height: int, top: Colour, bottom: Colour) -> Image.Image:
    """A soft slope from one colour to another."""
    slope = Image.linear_gradient("L").resize((width, height))
    return Image.composite(
        Image.new("RGB", (width, height), bottom), Image.new("RGB", (width, height), top), slope
    )


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=86)
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def avatar(key: str) -> bytes:
    """A face without a face: head and shoulders on a colour of their own; shops get a sign."""
    rng = _rng("avatar:" + key)
    size = 384
    hue = rng.random()
    image = _ground(size, size, _hue(hue, 0.55, 0.74), _hue(hue + 0.06, 0.5, 0.58))
    pen = ImageDraw.Draw(image)
    if key.startswith("shop-"):
        _shop_sign(pen, size, hue)
    else:
        _head(pen, size, rng)
    return _png(image.resize((192, 192), Image.Resampling.LANCZOS))


def _shop_sign(pen: ImageDraw.ImageDraw, size: int, hue: float) -> None:
    light, dark = _hue(hue, 0.4, 0.95), _hue(hue, 0.5, 0.35)
    unit = size / 12
    pen.rounded_rectangle((2.5 * unit, 5 * unit, 9.5 * unit, 9.6 * unit), unit / 3, fill=light)
    for place in range(4):
        left = 2 * unit + place * 2 * unit
        fill = dark if place % 2 == 0 else light
        pen.rectangle((left, 3 * unit, left + 2 * unit, 5 * unit), fill=fill)
        pen.pieslice((left, 4.2 * unit, left + 2 * unit, 5.9 * unit), 0, 180, fill=fill)
    pen.rectangle((5 * unit, 7 * unit, 7 * unit, 9.6 * unit), fill=dark)


def _head(pen: ImageDraw.ImageDraw, size: int, rng: random.Random) -> None:
    skin = rng.choice(((244, 208, 177), (232, 190, 154), (250, 220, 196), (221, 176, 140)))
    hair = rng.choice(((40, 30, 30), (66, 44, 34), (90, 62, 44), (28, 28, 36)))
    cloth = _hue(rng.random(), 0.5, rng.uniform(0.4, 0.75))
    unit = size / 12
    long_hair = rng.random() < 0.55
    if long_hair:
        pen.ellipse((3.3 * unit, 2 * unit, 8.7 * unit, 9.2 * unit), fill=hair)
    pen.ellipse((1.8 * unit, 8.3 * unit, 10.2 * unit, 16 * unit), fill=cloth)
    pen.rounded_rectangle((5.2 * unit, 7 * unit, 6.8 * unit, 9.2 * unit), unit / 2, fill=skin)
    pen.ellipse((3.9 * unit, 3 * unit, 8.1 * unit, 8 * unit), fill=skin)
    pen.chord((3.7 * unit, 2.3 * unit, 8.3 * unit, 7.4 * unit), 190, 350, fill=hair)
    for left in (4.9, 6.6):
        pen.ellipse((left * unit, 5.4 * unit, (left + 0.45) * unit, 5.95 * unit), fill=(50, 40, 40))
    pen.arc((5.2 * unit, 5.7 * unit, 6.8 * unit, 7 * unit), 25, 155, fill=(160, 70, 60), width=6)


def product(name: str) -> bytes | None:
    """A product on a calm ground: shape-id-size."""
    found = re.fullmatch(r"([a-z]+)-(\d+)-(\d{2,4})", name)
    if found is None or int(found.group(3)) > 2000:
        return None
    shape, key, size = found.group(1), found.group(2), int(found.group(3))
    rng = _rng("product:" + key)
    hue = rng.random()
    image = _ground(900, 900, _hue(hue, 0.3, 0.95), _hue(hue, 0.3, 0.86))
    _thing(image, shape, _hue(rng.random(), 0.5, rng.uniform(0.35, 0.65)))
    return _jpeg(image.resize((size, size), Image.Resampling.LANCZOS))


def photo(name: str) -> bytes | None:
    """A buyer's snapshot of a product: shape-number-widthxheight."""
    found = re.fullmatch(r"([a-z]+)-(\d+)-(\d{2,4})x(\d{2,4})", name)
    if found is None:
        return None
    width, height = int(found.group(3)), int(found.group(4))
    rng = _rng("photo:" + name)
    side = 900
    table = _hue(0.07 + rng.uniform(0, 0.05), 0.35, rng.uniform(0.45, 0.65))
    image = _ground(side, side, _hue(rng.random(), 0.15, 0.82), table)
    pen = ImageDraw.Draw(image)
    for place in range(7):
        top = 560 + place * 52
        pen.line((0, top, side, top + rng.randint(-8, 8)), fill=_shade(table, 0.9), width=3)
    shadow = Image.new("L", (side, side), 0)
    ImageDraw.Draw(shadow).ellipse((200, 690, 720, 820), fill=110)
    soft = shadow.filter(ImageFilter.GaussianBlur(30))
    image.paste(Image.new("RGB", (side, side), (20, 16, 14)), (0, 0), soft)
    _thing(image, found.group(1), _hue(rng.random(), 0.45, rng.uniform(0.35, 0.6)))
    turned = image.rotate(rng.uniform(-6, 6), Image.Resampling.BICUBIC, fillcolor=table)
    turned = turned.crop((60, 60, side - 60, side - 60))
    share = max(width, height) / 780
    large = turned.resize((int(780 * share), int(780 * share)), Image.Resampling.BICUBIC)
    left, top = (large.width - width) // 2, (large.height - height) // 2
    return _jpeg(large.crop((left, top, left + width, top + height)))


def cover(name: str) -> bytes:
    """The still picture of a video."""
    rng = _rng("cover:" + name)
    shape = rng.choice(("shirt", "dress", "bottle", "pot", "shoe"))
    image = _ground(576, 1024, _hue(rng.random(), 0.4, 0.4), _hue(rng.random(), 0.4, 0.2))
    inner = Image.new("RGB", (900, 900), _hue(rng.random(), 0.2, 0.5))
    _thing(inner, shape, _hue(rng.random(), 0.5, 0.6))
    image.paste(inner.resize((460, 460), Image.Resampling.LANCZOS), (58, 280))
    return _jpeg(image)


def sticker(name: str) -> bytes | None:
    """A small animal with a mood, on a clear ground."""
    if not re.fullmatch(r"\d{1,3}", name):
        return None
    number = int(name)
    rng = _rng(f"sticker:{number}")
    size = 720
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    fur = _hue(number * 0.137, 0.65, 0.72)
    dark = _shade(fur, 0.45)
    ears = number % 3
    for side in (-1, 1):
        middle = 360 + side * 170
        if ears == 0:
            tip = (middle + side * 60, 70)
            pen.polygon([(middle - 90, 260), tip, (middle + 90, 260)], fill=fur, outline=dark)
        elif ears == 1:
            pen.ellipse((middle - 90, 90, middle + 90, 270), fill=fur, outline=dark, width=10)
        else:
            pen.ellipse((middle - 60, 20, middle + 60, 330), fill=fur, outline=dark, width=10)
    pen.ellipse((110, 150, 610, 640), fill=fur, outline=dark, width=12)
    mood = number // 3 % 4
    for middle in (270, 450):
        if mood == 1:
            pen.arc((middle - 42, 320, middle + 42, 400), 190, 350, fill=dark, width=14)
        elif mood == 2:
            _heart(pen, middle, 360, 44, (226, 62, 87, 255))
        else:
            pen.ellipse((middle - 30, 320, middle + 30, 396), fill=dark)
            pen.ellipse((middle - 14, 330, middle + 8, 352), fill=(255, 255, 255, 255))
    for middle in (205, 515):
        pen.ellipse((middle - 40, 420, middle + 40, 470), fill=(255, 140, 150, 150))
    if mood == 3:
        pen.arc((310, 450, 410, 540), 200, 340, fill=dark, width=14)
        pen.ellipse((250, 400, 280, 470), fill=(110, 180, 250, 255))
    else:
        pen.chord((300, 400, 420, 520), 10, 170, fill=(178, 62, 72, 255), outline=dark, width=8)
    if rng.random() < 0.5:
        _heart(pen, 600, 160, 50, (240, 90, 110, 255))
    return _png(image.resize((240, 240), Image.Resampling.LANCZOS))


def _heart(
    pen: ImageDraw.ImageDraw, x: float, y: float, size: float, fill: tuple[int, int, int, int]
) -> None:
    points = []
    for step in range(40):
        angle = step / 40 * math.tau
        across = 16 * math.sin(angle) ** 3
        up = (
            13 * math.cos(angle)
            - 5 * math.cos(2 * angle)
            - 2 * math.cos(3 * angle)
            - math.cos(4 * angle)
        )
        points.append((x + across / 16 * size, y - up / 16 * size))
    pen.polygon(points, fill=fill)


def _shade(colour: Colour, share: float) -> Colour:
    red, green, blue = (min(255, int(part * share)) for part in colour)
    return (red, green, blue)


def _thing(image: Image.Image, shape: str, colour: Colour) -> None:
    """Draws one product, about 600 by 600, into the middle of a 900 by 900 picture."""
    pen = ImageDraw.Draw(image)
    dark, light = _shade(colour, 0.75), _shade(colour, 1.3)
    if shape == "shirt":
        pen.polygon(
            [(330, 200), (230, 240), (120, 420), (230, 480), (290, 400), (290, 740), (610, 740),
             (610, 400), (670, 480), (780, 420), (670, 240), (570, 200)],
            fill=colour,
        )  # fmt: skip
        pen.chord((330, 120, 570, 290), 0, 180, fill=dark)
        pen.line((450, 290, 450, 735), fill=dark, width=4)
    elif shape == "dress":
        pen.polygon(
            [(340, 160), (400, 160), (450, 230), (500, 160), (560, 160), (580, 400), (720, 770),
             (180, 770), (320, 400)],
            fill=colour,
        )  # fmt: skip
        pen.rectangle((320, 390, 580, 425), fill=dark)
        for x, y in ((380, 520), (520, 560), (300, 660), (450, 690), (600, 690), (430, 300)):
            pen.ellipse((x - 16, y - 16, x + 16, y + 16), fill=light)
    elif shape == "trousers":
        pen.polygon(
            [(290, 150), (610, 150), (690, 780), (510, 780), (450, 360), (390, 780), (210, 780)],
            fill=colour,
        )
        pen.rectangle((290, 150, 610, 200), fill=dark)
        pen.line((450, 200, 450, 360), fill=dark, width=5)
    elif shape == "bag":
        pen.arc((310, 120, 590, 520), 180, 360, fill=dark, width=26)
        pen.rounded_rectangle((220, 320, 680, 770), 40, fill=colour)
        pen.rounded_rectangle((320, 460, 580, 620), 20, fill=light)
    elif shape == "bottle":
        pen.rounded_rectangle((380, 130, 520, 250), 20, fill=dark)
        pen.rounded_rectangle((310, 240, 590, 790), 70, fill=colour)
        pen.rectangle((310, 420, 590, 640), fill=light)
        pen.rounded_rectangle((335, 290, 360, 740), 12, fill=_shade(light, 1.1))
    elif shape == "tube":
        pen.polygon([(330, 130), (570, 130), (540, 660), (360, 660)], fill=colour)
        pen.rounded_rectangle((370, 660, 530, 790), 20, fill=dark)
        pen.rectangle((350, 300, 550, 460), fill=light)
    elif shape == "lipstick":
        pen.polygon([(400, 300), (400, 190), (500, 130), (500, 300)], fill=light)
        pen.rectangle((385, 300, 515, 440), fill=(205, 180, 120))
        pen.rounded_rectangle((360, 430, 540, 790), 20, fill=dark)
    elif shape == "jar":
        pen.rounded_rectangle((250, 220, 650, 340), 30, fill=dark)
        pen.rounded_rectangle((220, 330, 680, 740), 70, fill=colour)
        pen.rectangle((220, 450, 680, 600), fill=light)
    elif shape == "pot":
        pen.rounded_rectangle((130, 400, 770, 460), 30, fill=dark)
        pen.rounded_rectangle((220, 340, 680, 740), 60, fill=colour)
        pen.chord((220, 250, 680, 430), 180, 360, fill=light)
        pen.ellipse((420, 215, 480, 275), fill=dark)
    elif shape == "pan":
        pen.rounded_rectangle((610, 420, 880, 480), 30, fill=dark)
        pen.ellipse((110, 200, 660, 750), fill=colour)
        pen.ellipse((170, 260, 600, 690), fill=dark)
    elif shape == "shoe":
        pen.polygon(
            [(150, 330), (330, 330), (480, 480), (700, 540), (770, 630), (770, 660), (150, 660)],
            fill=colour,
        )
        pen.rounded_rectangle((140, 640, 780, 710), 30, fill=light)
        for place in range(4):
            x = 350 + place * 45
            pen.line((x, 400 + place * 38, x + 50, 360 + place * 38), fill=light, width=14)
    else:
        pen.rounded_rectangle((200, 260, 700, 740), 40, fill=colour)
        pen.rectangle((410, 260, 490, 740), fill=light)
        pen.rectangle((200, 450, 700, 520), fill=light)


# -- a short film ----------------------------------------------------------------------------------


def _atom(name: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">I4s", len(data) + 8, name) + data


def film(name: str) -> bytes:
    """A two-second QuickTime film of JPEG pictures: a product that comes closer."""
    rng = _rng("film:" + name)
    width, height, count = 288, 512, 16
    frames = []
    ground, ink = _hue(rng.random(), 0.4, 0.8), _hue(rng.random(), 0.5, 0.5)
    shape = rng.choice(("shirt", "dress", "bottle", "pot", "shoe"))
    thing = Image.new("RGB", (900, 900), ground)
    _thing(thing, shape, ink)
    for place in range(count):
        side = 200 + place * 5
        frame = Image.new("RGB", (width, height), ground)
        frame.paste(thing.resize((side, side)), ((width - side) // 2, (height - side) // 2))
        frames.append(_jpeg(frame))
    return _quicktime(frames, width, height, per_second=8)


def _quicktime(frames: list[bytes], width: int, height: int, per_second: int) -> bytes:
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    long = len(frames)
    head = _atom(b"ftyp", b"qt  ", struct.pack(">I", 0x200), b"qt  ")
    first = len(head) + 8
    offsets, place = [], first
    for frame in frames:
        offsets.append(place)
        place += len(frame)
    mvhd = _atom(
        b"mvhd", struct.pack(">IIIIIIH10x", 0, 0, 0, per_second, long, 0x10000, 0x100), matrix,
        struct.pack(">6II", 0, 0, 0, 0, 0, 0, 2),
    )  # fmt: skip
    tkhd = _atom(
        b"tkhd", struct.pack(">IIIIII8xHHHH", 0xF, 0, 0, 1, 0, long, 0, 0, 0, 0), matrix,
        struct.pack(">II", width << 16, height << 16),
    )  # fmt: skip
    mdhd = _atom(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, per_second, long, 0, 0))
    hdlr = _atom(b"hdlr", struct.pack(">I4s4s12xB", 0, b"mhlr", b"vide", 0))
    data_hdlr = _atom(b"hdlr", struct.pack(">I4s4s12xB", 0, b"dhlr", b"alis", 0))
    entry = _atom(
        b"jpeg", struct.pack(">6xHHH4sIIHHIIIHB31xHh", 1, 0, 0, b"sbox", 0, 512, width, height,
                             0x480000, 0x480000, 0, 1, 0, 24, -1),
    )  # fmt: skip
    stbl = _atom(
        b"stbl",
        _atom(b"stsd", struct.pack(">II", 0, 1), entry),
        _atom(b"stts", struct.pack(">IIII", 0, 1, long, 1)),
        _atom(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        _atom(
            b"stsz", struct.pack(">III", 0, 0, long), *(struct.pack(">I", len(f)) for f in frames)
        ),
        _atom(b"stco", struct.pack(">II", 0, long), *(struct.pack(">I", o) for o in offsets)),
    )
    dinf = _atom(
        b"dinf", _atom(b"dref", struct.pack(">II", 0, 1), _atom(b"alis", struct.pack(">I", 1)))
    )
    minf = _atom(
        b"minf", _atom(b"vmhd", struct.pack(">IHHHH", 1, 0, 0, 0, 0)), data_hdlr, dinf, stbl
    )
    trak = _atom(b"trak", tkhd, _atom(b"mdia", mdhd, hdlr, minf))
    return head + _atom(b"mdat", *frames) + _atom(b"moov", mvhd, trak)


_DRAWERS = {
    "avatar": avatar,
    "product": product,
    "photo": photo,
    "cover": cover,
    "sticker": sticker,
    "video": film,
}
