"""Pictures waiting to be sent: seen before they go, each with a way to leave it out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.chat.pictures import rounded
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

_log = logging.getLogger(__name__)

MOST = 9
LARGEST = 40 * 1024 * 1024
THUMB = 72
SUFFIXES = (".png", ".jpg", ".jpeg")
_FILMS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".m4v")


@dataclass(slots=True, eq=False)
class Waiting:
    """A picture that is to be sent: a file, or the bytes of a PNG. `thumb` is to look at.

    `thumb`, and the bytes of a picture without a file, come later: `made.ready` tells when. Where
    they cannot be made, `refused` is a `picture_…` code.
    """

    path: str | None = None
    data: bytes | None = None
    thumb: QImage | None = None
    refused: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can be sent, or will never be."""
        return self.thumb is not None or bool(self.refused)


Make = Callable[[], tuple[QImage, bytes | None]]


class Made(QObject):
    """Encodes and looks at pictures in a thread of its own, one after the other.

    A large clipboard picture takes a second: the window goes on meanwhile.
    """

    ready = Signal(object)
    """A `Waiting` that has become ready or was refused; told in the thread of the window."""

    _done = Signal(object, object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._turn = ThreadPoolExecutor(1, thread_name_prefix="attachments")
        # A `Waiting` changes in the window's thread alone.
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self, waiting: Waiting, make: Make) -> None:
        """Let `make` run in the thread; what it gives goes into `waiting`."""
        self._turn.submit(self._run, waiting, make)

    def _run(self, waiting: Waiting, make: Make) -> None:
        try:
            self._done.emit(waiting, *make(), "")
        except Exception as error:
            _log.warning("a picture could not be looked at: %s", type(error).__name__)
            self._done.emit(waiting, None, None, "picture_broken")

    def _take(self, waiting: Waiting, thumb: object, data: object, refused: str) -> None:
        waiting.refused = refused
        if isinstance(thumb, QImage):
            waiting.thumb = thumb
        if isinstance(data, bytes):
            waiting.data = data
        self.ready.emit(waiting)


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
    """A picture of the clipboard, which has no file; it is encoded later. Raises Refused."""
    if image.width() * image.height() > 25_000_000:
        raise Refused(refusal("picture_large"))
    waiting = Waiting()
    made.start(waiting, lambda: (_thumb(image), _png(image)))
    return waiting


def _png(image: QImage) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide takes the format as text at run time and as bytes in its own stubs.
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ValueError("the picture could not be encoded")
    return bytes(store.data())


def from_file(path: str) -> Waiting:
    """A picture file: judged by its header now, looked at later. Raises Refused."""
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
    whole = QImageReader(path, form).size()
    if not whole.isValid():
        raise Refused(refusal("picture_broken"))
    if _is_large(whole):
        raise Refused(refusal("picture_large"))
    waiting = Waiting(path=path)
    made.start(waiting, lambda: (_looked_at(path, form), None))
    return waiting


def _looked_at(path: str, form: bytes) -> QImage:
    reader = QImageReader(path, form)
    reader.setAutoTransform(True)
    whole = reader.size()
    # The file may have become another one since its header was judged.
    if not whole.isValid() or _is_large(whole):
        raise ValueError("the picture has changed")
    reader.setScaledSize(whole.scaled(QSize(320, 320), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise ValueError("the picture cannot be read")
    return _thumb(image)


def _is_large(size: QSize) -> bool:
    return size.width() * size.height() > 25_000_000 or max(size.width(), size.height()) > 12_000


made = Made()


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
        self._holders: list[QLabel] = []
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

    def show_made(self, picture: Waiting) -> None:
        """Show `picture` where its place was held, if it is one of those waiting."""
        for holder, waiting in zip(self._holders, self._waiting, strict=True):
            if waiting is picture:
                self._draw(holder, waiting)

    def _draw(self, holder: QLabel, picture: Waiting) -> None:
        now = tokens.current()
        side = now.px(THUMB)
        image = picture.thumb
        if image is None:
            image = QImage(8, 8, QImage.Format.Format_RGB32)
            image.fill(now.line)
        size, ratio = QSize(side, side), self.devicePixelRatioF()
        holder.setPixmap(rounded(image, size, now.px(8), True, ratio))

    def _build(self) -> None:
        while (item := self._pictures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        now = tokens.current()
        side = now.px(THUMB)
        self._holders = []
        for place, picture in enumerate(self._waiting):
            holder = QLabel()
            holder.setTextFormat(Qt.TextFormat.PlainText)
            holder.setAccessibleName(t("Picture {number}", number=place + 1))
            holder.setFixedSize(side, side)
            self._draw(holder, picture)
            self._holders.append(holder)
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
