"""Holds the pictures now on screen as rounded pixmaps, made from what the desk brings."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from nobi_desktop.flow.news import Stop

if TYPE_CHECKING:
    from nobi_desktop.desk.images import Images

_PNG = b"\x89PNG\r\n\x1a\n"
HELD = 64
"""Pixmaps kept; a picture that leaves is made again from the desk's bytes when it is shown."""


class Pictures:
    """Pixmaps by address and size. `came` is called with an address when its picture is here."""

    def __init__(self, came: Callable[[str], object]) -> None:
        self._came = came
        self._images: Images | None = None
        self._held: OrderedDict[tuple[str, int, int, int, bool, float], QPixmap] = OrderedDict()
        self._natural: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def attach(self, images: Images) -> Stop:
        """Take pictures from `images` from now on; the answer ends it."""
        self._images = images
        return images.ready.watch(self._ready)

    def forget(self) -> None:
        """Drop the pixmaps: another screen, another zoom."""
        self._held.clear()

    def natural(self, url: str) -> tuple[int, int] | None:
        """The size of the picture as it came, None while unknown."""
        return self._natural.get(url)

    def pixmap(
        self, url: str, size: QSize, radius: int, cover: bool, ratio: float
    ) -> QPixmap | None:
        """The picture in `size` logical pixels with round corners, or None while it is not here.

        `cover` fills the whole size and crops; otherwise all of it is shown.
        """
        if self._images is None or size.isEmpty():
            return None
        name = (url, size.width(), size.height(), radius, cover, ratio)
        held = self._held.get(name)
        if held is not None:
            self._held.move_to_end(name)
            return held
        data = self._images.get(url, side_for(size, ratio))
        if data is None:
            return None
        image = decoded(data)
        if image.isNull():
            return None
        self._natural[url] = (image.width(), image.height())
        while len(self._natural) > 1000:
            self._natural.popitem(last=False)
        made = rounded(image, size, radius, cover, ratio)
        self._held[name] = made
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return made

    def image(self, url: str, side: int) -> QImage | None:
        """The picture itself, fitted into `side` physical pixels; None while it is not here."""
        data = self._images.get(url, side) if self._images is not None else None
        if data is None:
            return None
        image = decoded(data)
        return None if image.isNull() else image

    def _ready(self, url: str) -> None:
        self._came(url)


def decoded(data: bytes) -> QImage:
    """The PNG `data` as an image: PNG alone, whatever else it may pretend to be."""
    return QImage.fromData(data) if data.startswith(_PNG) else QImage()


def side_for(size: QSize, ratio: float) -> int:
    """The side to ask for: steps of 64, so that neighbouring sizes share one picture."""
    wanted = (
        max(size.width(), size.height()) * ratio * (1.5 if size.width() == size.height() else 1)
    )
    return max(64, math.ceil(min(wanted, 1280) / 64) * 64)


def rounded(image: QImage, size: QSize, radius: int, cover: bool, ratio: float) -> QPixmap:
    """`image` scaled to `size` logical pixels, its corners rounded."""
    physical = QSize(round(size.width() * ratio), round(size.height() * ratio))
    whole, filled = (
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
    )
    mode = filled if cover else whole
    scaled = image.scaled(physical, mode, Qt.TransformationMode.SmoothTransformation)
    made = QPixmap(physical)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A clip would leave jagged corners; a brush is smoothed like any other shape.
    left, top = (physical.width() - scaled.width()) / 2, (physical.height() - scaled.height()) / 2
    area = QRectF(left, top, scaled.width(), scaled.height()).intersected(
        QRectF(0, 0, physical.width(), physical.height())
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(scaled))
    painter.setBrushOrigin(QPointF(left, top))
    painter.drawRoundedRect(area, radius * ratio, radius * ratio)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
