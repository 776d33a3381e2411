"""Pictures to be sent are encoded and looked at beside the window, never in its way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QLabel

from nobi_desktop.ui.chat import attachments
from nobi_desktop.ui.chat.attachments import PreviewStrip, from_file, from_image
from nobi_desktop.ui.chat.composer import Composer
from tests.ui.chat.desk import KEY, OTHER, Desk, composing, png

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds the thread of the pictures until it is set."""
    opened = threading.Event()
    busy = attachments.Waiting()

    def hold() -> tuple[QImage, None]:
        assert opened.wait(10)
        return QImage(1, 1, QImage.Format.Format_RGB32), None

    attachments.made.start(busy, hold)
    yield opened
    opened.set()


def image(width: int = 60, height: int = 40, colour: str = "#d33") -> QImage:
    return QImage.fromData(png(width, height, colour))


def pasted(width: int = 60, height: int = 40) -> QMimeData:
    source = QMimeData()
    source.setImageData(image(width, height))
    return source


def dropped(*files: Path) -> QMimeData:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return source


def sent(desk: Desk) -> list[tuple[Any, ...]]:
    return [call[1:] for call in desk.composer.calls if call[0] == "send_image"]


def test_nothing_is_encoded_decoded_or_scaled_in_the_thread_of_the_window(
    monkeypatch: pytest.MonkeyPatch, qtbot: Any, tmp_path: Path
) -> None:
    threads: set[int] = set()

    def noted(of: type, name: str) -> None:
        real: Callable[..., Any] = getattr(of, name)

        def call(self: Any, *values: Any) -> Any:
            threads.add(threading.get_ident())
            return real(self, *values)

        monkeypatch.setattr(of, name, call)

    noted(QImage, "save")
    noted(QImage, "scaled")
    noted(QImageReader, "read")
    file = tmp_path / "a.png"
    file.write_bytes(png(50, 50))
    copied = image()
    threads.clear()
    found = [from_image(copied), from_file(str(file))]
    qtbot.waitUntil(lambda: all(picture.is_ready for picture in found))
    assert threads
    assert threading.get_ident() not in threads
    assert not any(picture.refused for picture in found)
    assert QImage.fromData(found[0].data or b"").width() == 60
    assert (found[1].path, found[1].data) == (str(file), None)


def middle(strip: PreviewStrip) -> str:
    """The colour in the middle of the one picture that the strip shows."""
    [holder] = [h for h in strip.findChildren(QLabel) if h.pixmap().width() > 30]
    return holder.pixmap().toImage().pixelColor(30, 40).name()


def test_the_strip_holds_a_place_until_the_picture_is_there(
    composer: Composer, gate: threading.Event, qtbot: Any
) -> None:
    composer.take_media(pasted())
    assert composer.strip.isVisible()
    assert middle(composer.strip) != "#dd3333"
    gate.set()
    qtbot.waitUntil(lambda: middle(composer.strip) == "#dd3333")


def test_pictures_leave_in_their_order_once_they_are_ready(
    composer: Composer, desk: Desk, gate: threading.Event, qtbot: Any, tmp_path: Path
) -> None:
    files = [tmp_path / "1.png", tmp_path / "2.png"]
    for file in files:
        file.write_bytes(png(20, 20))
    composer.take_media(pasted())
    composer.take_media(dropped(*files))
    composer._send_pictures()
    assert not composer.strip.isVisible()
    assert not sent(desk)
    # They go to whom they were for, whatever is opened meanwhile.
    desk.composer.state.set(composing(OTHER))
    gate.set()
    qtbot.waitUntil(lambda: len(sent(desk)) == 3)
    assert [(key, path) for key, path, _ in sent(desk)] == [
        (KEY, None),
        (KEY, str(files[0])),
        (KEY, str(files[1])),
    ]
    assert sent(desk)[0][2].startswith(b"\x89PNG")


def test_a_picture_left_out_before_it_is_ready_is_not_sent(
    composer: Composer, desk: Desk, gate: threading.Event, qtbot: Any
) -> None:
    composer.take_media(pasted(60))
    composer.take_media(pasted(70))
    composer.strip.removed.emit(0)
    composer._send_pictures()
    gate.set()
    qtbot.waitUntil(lambda: bool(sent(desk)))
    [(_, _, data)] = sent(desk)
    assert QImage.fromData(data).width() == 70


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_file_that_turns_out_to_be_broken_is_told_and_taken_out(
    composer: Composer,
    desk: Desk,
    gate: threading.Event,
    qtbot: Any,
    tmp_path: Path,
    confirmed: bool,
) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    good.write_bytes(png(20, 20))
    bad.write_bytes(png(20, 20)[:-45])
    composer.take_media(dropped(bad, good))
    if confirmed:
        composer._send_pictures()
    gate.set()
    qtbot.waitUntil(lambda: "read" in composer._told.text())
    if not confirmed:
        assert composer.strip.isVisible()
        composer._send_pictures()
    qtbot.waitUntil(lambda: bool(sent(desk)))
    assert [path for _, path, _ in sent(desk)] == [str(good)]


def test_a_strip_does_not_mind_a_picture_of_another(qtbot: Any) -> None:
    strip = PreviewStrip()
    qtbot.addWidget(strip)
    mine, other = attachments.Waiting(), attachments.Waiting()
    strip.show_waiting([mine])
    place = middle(strip)
    other.thumb = image(colour="#3d3")
    strip.show_made(other)
    assert middle(strip) == place
    mine.thumb = image()
    strip.show_made(mine)
    assert middle(strip) == "#dd3333"
