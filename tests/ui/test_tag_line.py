"""The line of tags has room for what is painted on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui.inbox.settings_menu import ZOOMS
from nobi_desktop.ui.tag_chips import paint_tags
from nobi_desktop.ui.tag_line import TagLine
from nobi_desktop.ui.theme import style

# The off-screen platform says so for each window that is still shown when the zoom changes.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TAGS = tuple(Tag(f"t{n}", name) for n, name in enumerate(("VIP", "Đổi trả", "Hỏi size")))


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_tag_is_shown_where_the_line_is_as_wide_as_it_asks(
    qapp: QApplication, qtbot: QtBot, zoom: int
) -> None:
    now = style.use(qapp, Settings(theme="light", language="en", zoom=zoom))
    line = TagLine("tags")
    qtbot.addWidget(line)
    line.show_tags(TAGS)
    image = QImage(800, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    room = line.sizeHint().width() - 2 * now.px(3)
    painted = paint_tags(painter, QRect(0, 0, room, 24), TAGS, now)
    ample = paint_tags(painter, QRect(0, 0, 800, 24), TAGS, now)
    painter.end()
    assert painted == ample
