"""Shows one picture as large as the screen allows, or one long text whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.flow.news import Stop
from nobi_desktop.ui.chat.bubbles import signs
from nobi_desktop.ui.chat.pictures import Pictures
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.words import t

SIDE = 1600
"""Physical pixels asked for at the most."""
_PIECE = 2000


class PictureViewer(QDialog):
    """A picture over a dark ground. A click or Esc closes, Ctrl+C copies."""

    def __init__(self, parent: QWidget, pictures: Pictures, url: str) -> None:
        super().__init__(parent.window())
        self.setObjectName("pictureViewer")
        self.setWindowTitle(t("Picture"))
        self.setAccessibleName(t("Picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._pictures = pictures
        self._url = url
        self._image: QImage | None = None
        window = parent.window().size()
        screen = self.screen().availableGeometry().size()
        self.resize(
            (window * 0.9).boundedTo(screen * 0.95).expandedTo(window.boundedTo(screen) / 2)
        )
        self.picture_came(url)

    def picture_came(self, url: str) -> None:
        """Show the picture if it is the one waited for."""
        if url == self._url and self._image is None:
            self._image = self._pictures.image(url, SIDE)
            self.update()

    def watch(self, stop: Stop) -> None:
        """End a watching when this closes."""
        self.finished.connect(lambda _result: stop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if copies and event.key() == Qt.Key.Key_C and self._image is not None:
            QGuiApplication.clipboard().setImage(self._image)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(16, 18, 22))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._image is None:
            square = QRect(0, 0, 48, 48)
            square.moveCenter(self.rect().center())
            signs.draw(painter, "picture", square.toRectF(), QColor(150, 156, 168))
        else:
            room = self.rect().adjusted(24, 24, -24, -24)
            size = self._image.size() / self.devicePixelRatioF()
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(self.rect().center())
            painter.drawImage(target, self._image)
        painter.end()


class TextViewer(QDialog):
    """A very long message in a window of its own, read only."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent.window())
        self.setObjectName("textViewer")
        self.setWindowTitle(t("The whole message"))
        self.setAccessibleName(t("The whole message"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        now = tokens.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(now.px(20), now.px(20), now.px(20), now.px(16))
        column.setSpacing(now.px(12))
        field = QPlainTextEdit()
        field.setObjectName("wholeText")
        field.setAccessibleName(t("The whole message"))
        field.setReadOnly(True)
        field.setPlainText(breakable(text))
        close = QPushButton(t("Close"))
        close.setObjectName("closeButton")
        close.clicked.connect(self.accept)
        column.addWidget(field, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(now.px(640), now.px(560))


def breakable(text: str) -> str:
    """`text` with a break into every stretch of 2,000 characters without one.

    Laying out one unbroken word of 200 KB takes more than a second; many short lines take none.
    """
    lines = []
    for line in text.split("\n"):
        if len(line) <= _PIECE:
            lines.append(line)
        else:
            lines.extend(line[at : at + _PIECE] for at in range(0, len(line), _PIECE))
    return "\n".join(lines)
