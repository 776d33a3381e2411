"""Turns the desk's picture bytes into pixmaps and tells the views when one has come."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from nobi_desktop.flow.news import Stop

if TYPE_CHECKING:
    from nobi_desktop.desk.images import Images

# The call takes text and refuses bytes; its type stub says the opposite.
_PNG: Any = "PNG"
_HELD = 400
"""Round pictures kept drawn: a few screens of rows."""


class RoundPictures(QObject):
    """Round pictures of people, cut from the middle; None until they are here."""

    came = Signal(str)
    """The address of a picture that can now be drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: Images | None = None
        self._drawn: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._stops: list[Stop] = []

    def attach(self, images: Images) -> None:
        """Take pictures from `images` from now on."""
        self.close_watches()
        self._images = images
        self._stops.append(images.ready.watch(self.came.emit))

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def get(self, url: str, side: int, ratio: float) -> QPixmap | None:
        """The picture at `url` as a disc `side` logical pixels wide on a device of `ratio`."""
        if not url or self._images is None:
            return None
        pixels = max(1, round(side * ratio))
        known = self._drawn.get((url, pixels))
        if known is None:
            data = self._images.get(url, pixels)
            # Only our own re-encoded PNG is ever read here.
            image = QImage.fromData(data, _PNG) if data else QImage()
            if image.isNull():
                return None
            known = _disc(image, pixels)
            self._drawn[(url, pixels)] = known
            while len(self._drawn) > _HELD:
                self._drawn.popitem(last=False)
        else:
            self._drawn.move_to_end((url, pixels))
        known.setDevicePixelRatio(ratio)
        return known


def _disc(image: QImage, pixels: int) -> QPixmap:
    side = min(image.width(), image.height())
    middle = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    edge = QPainterPath()
    edge.addEllipse(QRectF(0, 0, pixels, pixels))
    painter.setClipPath(edge)
    painter.drawImage(QRect(0, 0, pixels, pixels), image, middle)
    painter.end()
    return made
