"""Icons and the place of what ships beside the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from nobi_desktop.ui import assets

ICONS = sorted((Path(__file__).parents[2] / "resources" / "icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda p: p.stem)
def test_an_icon_is_of_the_family(path: Path, qapp: QApplication) -> None:
    drawing = path.read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in drawing
    assert 'stroke-width="1.5"' in drawing
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', drawing)) <= {"none", "currentColor"}
    for ratio in (1.0, 1.5, 2.0):
        picture = assets.pixmap(path.stem, QColor("#FF0000"), 20, ratio)
        assert picture.devicePixelRatio() == ratio
        assert picture.width() == round(20 * ratio)
        image = picture.toImage()
        inked = {
            image.pixelColor(x, y).red()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 128
        }
        assert inked
        assert max(inked) == 255


def test_an_icon_for_a_button_is_sharp_on_two_screens(qapp: QApplication) -> None:
    sizes = {size.width() for size in assets.icon("gear", QColor("#000000")).availableSizes()}
    assert {20, 40} <= sizes


def test_a_missing_resource_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        assets.resource("icons/no-such.svg")


def test_resources_are_found_where_they_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "nobi_desktop"
    (package / "ui").mkdir(parents=True)
    (package / "resources" / "icons").mkdir(parents=True)
    (package / "resources" / "icons" / "x.svg").write_text("<svg/>")
    monkeypatch.setattr(assets, "__file__", str(package / "ui" / "assets.py"))
    assets._root.cache_clear()
    try:
        assert assets.resource("icons/x.svg").read_text() == "<svg/>"
    finally:
        monkeypatch.undo()
        assets._root.cache_clear()
