"""What the tests of the chat share: a pane and a timeline on show, and a desk of facts alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from nobi_desktop.ui.chat.composer import Composer
from nobi_desktop.ui.chat.pane import ChatPane
from nobi_desktop.ui.chat.timeline_view import TimelineView
from tests.ui.chat.desk import Desk, composing


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> Iterator[ChatPane]:
    made = ChatPane()
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    made.attach(desk)  # type: ignore[arg-type]
    yield made
    made.close_watches()


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    made = TimelineView()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


@pytest.fixture
def composer(qtbot: QtBot, desk: Desk) -> Iterator[Composer]:
    made = Composer()
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show()
    stops = made.attach(desk.composer, desk.preferences)  # type: ignore[arg-type]
    desk.composer.state.set(composing())
    yield made
    for stop in stops:
        stop()
