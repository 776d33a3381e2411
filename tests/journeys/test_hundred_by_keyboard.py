"""A hundred waiting conversations are worked through by keyboard alone, each answered as itself."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nobi_desktop.app.options import Options
from nobi_desktop.app.wiring import open_parts
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.settings import Settings
from nobi_desktop.sandbox.world import World
from nobi_desktop.ui.window import MainWindow
from tests.journeys.conftest import Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HUNDRED = 100
EVERY = 10
"""Of so many one gets a tag, one needs no answer, and into one more is written meanwhile."""

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """A seller with both hands on the keyboard: every press goes to what has the focus."""

    def __init__(self, qtbot: QtBot, program: Program, window: MainWindow) -> None:
        self.qtbot, self.program, self.window = qtbot, program, window
        self.desk = program.desk

    async def until(self, question: Callable[[], object], what: str) -> None:
        def asked() -> object:
            QApplication.processEvents()
            return question()

        await self.program.until(asked, 30, what)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def write(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    @property
    def composer(self) -> object:
        return self.window.chat.composer

    async def at_another(self, than: ConversationKey | None) -> ConversationKey:
        """The conversation that is open now, once the next key press writes to it."""

        def there() -> bool:
            opened = self.desk.inbox.opened.value
            composer = self.window.chat.composer
            return (
                opened is not None
                and opened != than
                and composer.key == opened
                and composer.text.hasFocus()
                and not composer.text.toPlainText()
            )

        await self.until(there, "the next conversation, ready to be written to")
        opened = self.desk.inbox.opened.value
        assert opened is not None
        return opened


@asynccontextmanager
async def hands_on(qtbot: QtBot, folder: Path, world: World) -> AsyncIterator[Hands]:
    options = Options(demo=True, api_url=world.base_url)
    failures: list[str] = []
    parts = await open_parts(
        options, folder, report=lambda name, error: failures.append(f"{name}: {error!r}")
    )
    window = MainWindow(Settings(language="en"))
    qtbot.addWidget(window)
    window.resize(1280, 820)
    window.show()
    window.activateWindow()
    try:
        window.attach(parts.desk)
        await parts.connect(options)
        window.settle()
        yield Hands(qtbot, Program(parts), window)
    finally:
        window.close_watches()
        window.hide()
        await parts.stop()
    assert failures == []


@pytest.mark.timeout(240)
async def test_a_hundred_by_keyboard_and_every_answer_in_its_own(
    qtbot: QtBot, tmp_path: Path, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    waiting: dict[ConversationKey, str] = {}
    for number in range(HUNDRED):
        shop = world.shops[number % 3].id
        said = world.say(shop, text=f"Shop ơi, còn mẫu số {number} không ạ?")
        waiting[ConversationKey(shop, said.conversation_id)] = f"mau so {number}"
    tagged: set[ConversationKey] = set()
    settled: set[ConversationKey] = set()
    answered: dict[ConversationKey, str] = {}
    async with hands_on(qtbot, tmp_path, world) as hands:
        desk = hands.desk
        desk.tags.create("VIP")
        await hands.until(
            lambda: desk.inbox.counts.value.unanswered == HUNDRED, "a hundred who wait"
        )
        await hands.until(lambda: desk.tags.rows.value, "the tag")
        hands.press(KEY.Key_J, CTRL)
        opened: ConversationKey | None = None
        for number in range(HUNDRED):
            opened = await hands.at_another(opened)
            assert opened not in answered
            assert opened not in settled
            if number % EVERY == 0:
                hands.press(KEY.Key_1, ALT)
                tagged.add(opened)
            if number % EVERY == 1:
                settled.add(opened)
                hands.press(KEY.Key_E, CTRL | SHIFT)
                await hands.until(
                    lambda: (about := desk.timeline.about.value) and not about.unanswered,
                    "that it needs no answer",
                )
                hands.press(KEY.Key_J, CTRL)
                continue
            if number % EVERY == 2:
                # Others write meanwhile, and the list moves under the seller's hands.
                late = next(iter(answered))
                world.say(late.shop, late.id, f"Đơn {number} đã gửi", role="SYSTEM")
                other = next(k for k in waiting if k not in answered and k not in settled)
                world.say(other.shop, other.id, "Alo shop ơi?")
                hands.program.parts.supervisor.nudge()
            answered[opened] = f"Da {waiting[opened]} con a"
            hands.write(answered[opened])
            hands.press(KEY.Key_Return)
            await hands.until(
                lambda: not hands.window.chat.composer.text.toPlainText(), "the answer to leave"
            )
            # Enter twice: what is written goes, and the next who waits comes.
            hands.press(KEY.Key_Return)
        sent = {shop.id: world.sent(shop.id) for shop in world.shops}
        await hands.until(
            lambda: sum(len(world.sent(shop.id)) for shop in world.shops) == len(answered),
            "every answer at TikTok",
        )
        sent = {shop.id: world.sent(shop.id) for shop in world.shops}
        await hands.until(lambda: not desk.inbox.counts.value.unanswered, "nobody who waits")
        tag = desk.tags.rows.value[0].id
        await hands.until(
            lambda: dict(desk.tags.counts.value).get(tag) == len(tagged), "the tags given"
        )
    found = [
        (ConversationKey(shop, message.conversation_id), json.loads(message.content)["content"])
        for shop, messages in sent.items()
        for message in messages
    ]
    assert sorted(found) == sorted(answered.items())
    assert set(answered) | settled == set(waiting)
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
