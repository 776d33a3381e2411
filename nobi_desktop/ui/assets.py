"""Finds what ships beside the code and draws icons in a colour of the theme."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(path: str) -> Path:
    """Where the file `path` (as in `themes/light.json`) lies, installed or in the source tree.

    Raises FileNotFoundError where there is no such file: that is a broken installation.
    """
    found = _root() / path
    if not found.exists():
        raise FileNotFoundError(f"resource {path}")
    return found


@cache
def _drawing(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _render(name: str, colour: str, pixels: int) -> QPixmap:
    # QtSvg is loaded with the first icon: a window's first paint may do without it.
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace(b"currentColor", colour.encode())
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


def pixmap(name: str, colour: QColor, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour`, `size` logical pixels square, for a device of `ratio`.

    For delegates and paint events: `painter.drawPixmap(x, y, pixmap(…, ratio=device ratio))`.
    """
    picture = QPixmap(_render(name, colour.name(), max(1, round(size * ratio))))
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """The icon `name` in `colour` for buttons and menus, sharp on every screen now connected."""
    ratios = {1.0, 2.0} | {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    made = QIcon()
    for ratio in sorted(ratios):
        made.addPixmap(_render(name, colour.name(), max(1, round(size * ratio))))
    return made


def icon_size(size: int = 20) -> QSize:
    """The square that `icon` was drawn for."""
    return QSize(size, size)
