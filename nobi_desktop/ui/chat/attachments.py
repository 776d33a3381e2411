"""Pictures waiting to be sent: seen before they go, each with a way to leave it out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.chat.pictures import rounded
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

MOST = 9
LARGEST = 40 * 1024 * 1024
THUMB = 72
SUFFIXES = (".png", ".jpg", ".jpeg")
_FILMS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".m4v")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A picture that is to be sent: a file, or the bytes of a PNG. `thumb` is to look at."""

    thumb: QImage
    path: str | None = None
    data: bytes | None = None


class Refused(Exception):
    """Something that cannot be sent; its text says why, in the seller's language."""


def refusal(code: str) -> str:
    """The sentence for a `picture_…` code of the desk."""
    return {
        "picture_missing": t("The picture is no longer there."),
        "picture_large": t("This picture is too large to be sent."),
        "picture_gif": t("A GIF would lose its motion: TikTok Shop takes PNG and JPG pictures."),
        "picture_format": t("Only PNG and JPG pictures can be sent to TikTok Shop."),
        "picture_broken": t("This picture cannot be read."),
    }.get(code) or t("This picture cannot be sent.")


def from_mime(source: QMimeData) -> list[Waiting]:
    """The pictures in what was pasted or dropped. Raises Refused where one cannot be sent."""
    files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
    if files:
        if len(files) > MOST:
            raise Refused(t("At most {count} pictures at a time.", count=MOST))
        return [from_file(file) for file in files]
    if source.hasImage():
        image = QImage(source.imageData())
        if image.isNull():
            raise Refused(refusal("picture_broken"))
        return [from_image(image)]
    raise Refused(refusal("picture_format"))


def from_image(image: QImage) -> Waiting:
    """A picture of the clipboard, which has no file."""
    if image.width() * image.height() > 25_000_000:
        raise Refused(refusal("picture_large"))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide takes the format as text at run time and as bytes in its own stubs.
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise Refused(refusal("picture_broken"))
    return Waiting(_thumb(image), data=bytes(store.data()))


def from_file(path: str) -> Waiting:
    """A picture file, looked at without reading it whole. Raises Refused."""
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in _FILMS:
        raise Refused(t("Videos cannot be sent from here yet: use Seller Center for this one."))
    try:
        if not file.is_file():
            raise Refused(t("Only pictures can be sent: TikTok Shop takes no files in a chat."))
        with file.open("rb") as opened:
            head = opened.read(16)
        size = file.stat().st_size
    except (OSError, ValueError):
        raise Refused(refusal("picture_missing")) from None
    if head[:6] in (b"GIF87a", b"GIF89a"):
        raise Refused(refusal("picture_gif"))
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        form = b"png"
    elif head[:3] == b"\xff\xd8\xff":
        form = b"jpeg"
    elif suffix in (*SUFFIXES, ".webp", ".heic", ".bmp", ".tif", ".tiff"):
        raise Refused(refusal("picture_format"))
    else:
        raise Refused(t("Only pictures can be sent: TikTok Shop takes no files in a chat."))
    if size > LARGEST:
        raise Refused(refusal("picture_large"))
    reader = QImageReader(path, form)
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid():
        raise Refused(refusal("picture_broken"))
    if whole.width() * whole.height() > 25_000_000 or max(whole.width(), whole.height()) > 12_000:
        raise Refused(refusal("picture_large"))
    reader.setScaledSize(whole.scaled(QSize(320, 320), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Refused(refusal("picture_broken"))
    return Waiting(_thumb(image), path=path)


def _thumb(image: QImage) -> QImage:
    return image.scaled(
        320, 320, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class PreviewStrip(QWidget):
    """The pictures waiting, with Send and Cancel; hidden where there is none."""

    confirmed = Signal()
    cancelled = Signal()
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewStrip")
        self.setAccessibleName(t("Pictures to send"))
        self._waiting: list[Waiting] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(8)
        column.addLayout(self._pictures)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._said = plain.Label("", "second")
        self._said.setProperty("tone", "second")
        self._cancel = QPushButton()
        self._cancel.setObjectName("cancelPictures")
        self._cancel.clicked.connect(self.cancelled)
        self._send = QPushButton()
        self._send.setObjectName("sendPictures")
        self._send.setProperty("kind", "primary")
        self._send.clicked.connect(self.confirmed)
        row.addWidget(self._said, 1)
        row.addWidget(self._cancel)
        row.addWidget(self._send)
        column.addLayout(row)
        self.hide()
        style.watch(self, self._restyle)
        self.speak()

    def speak(self) -> None:
        """Take the words of the present language."""
        self._cancel.setText(t("Cancel"))
        self._send.setText(t("Send pictures"))
        self._cancel.setAccessibleName(t("Do not send these pictures"))
        self._send.setAccessibleName(t("Send pictures"))
        self._said.setText(t("Pictures to send: {count}", count=len(self._waiting)))

    def show_waiting(self, waiting: list[Waiting]) -> None:
        """Show `waiting`."""
        grown = bool(waiting) and not self._waiting
        self._waiting = list(waiting)
        self._build()
        self.speak()
        self.setVisible(bool(waiting))
        if grown:
            self._send.setFocus()

    def _build(self) -> None:
        while (item := self._pictures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        now = tokens.current()
        ratio = self.devicePixelRatioF()
        side = now.px(THUMB)
        for place, picture in enumerate(self._waiting):
            holder = QLabel()
            holder.setTextFormat(Qt.TextFormat.PlainText)
            holder.setAccessibleName(t("Picture {number}", number=place + 1))
            holder.setFixedSize(side, side)
            made: QPixmap = rounded(picture.thumb, QSize(side, side), now.px(8), True, ratio)
            holder.setPixmap(made)
            leave = QToolButton(holder)
            leave.setObjectName(f"removePicture{place}")
            leave.setAccessibleName(t("Leave out picture {number}", number=place + 1))
            leave.setIcon(assets.icon("close", now.text, 12))
            leave.setIconSize(assets.icon_size(12))
            leave.setFixedSize(20, 20)
            leave.setStyleSheet(
                f"QToolButton {{ background: {now.surface.name()}; border-radius: 10px;"
                f" padding: 0; border: 1px solid {now.line.name()}; }}"
                f"QToolButton:focus {{ border: 2px solid {now.accent.name()}; }}"
            )
            leave.move(side - 24, 4)
            leave.clicked.connect(lambda _=False, at=place: self.removed.emit(at))
            self._pictures.addWidget(holder)
        self._pictures.addStretch(1)

    def _restyle(self, _now: Tokens) -> None:
        if self._waiting:
            self._build()
