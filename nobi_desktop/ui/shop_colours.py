"""The colours a seller can give a shop, and their names."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from nobi_desktop.ui.speech import t


def names() -> dict[str, str]:
    """Each colour (`#RRGGBB`) with its name, in the order they are offered in."""
    return {
        "#0F9D7A": t("Jade"),
        "#2E7D32": t("Green"),
        "#5D7A1F": t("Olive"),
        "#8D6E00": t("Mustard"),
        "#B26A00": t("Amber"),
        "#D9572B": t("Orange"),
        "#A23B3B": t("Brick"),
        "#C2185B": t("Pink"),
        "#AD1FA8": t("Magenta"),
        "#8A4FD3": t("Violet"),
        "#3F51B5": t("Indigo"),
        "#2B7CD9": t("Blue"),
        "#0B6E99": t("Ocean"),
        "#00838F": t("Teal"),
        "#546E7A": t("Grey"),
        "#7A5548": t("Brown"),
    }


def swatch(colour: str, size: int) -> QIcon:
    """A disc of `colour`, `size` pixels wide, for menus."""
    made = QIcon()
    for ratio in (1, 2):
        picture = QPixmap(size * ratio, size * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(picture.rect()).adjusted(1, 1, -1, -1))
        painter.end()
        made.addPixmap(picture)
    return made
