"""A desk of facts alone for the chat: commands are remembered in `calls`."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from nobi_desktop.domain.conversation import Buyer, ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    Content,
    Kind,
    Message,
    Outgoing,
    OutgoingState,
    Role,
    Text,
)
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.domain.timeline import ComposerState, TimelineRow, TimelineState
from nobi_desktop.flow.news import Fact, News
from nobi_desktop.ui.chat.pane import ChatPane
from tests.ui import fakes_triage

KEY = ConversationKey("shop", "one")
OTHER = ConversationKey("shop", "two")
NOON = 1_767_243_600
_numbers = itertools.count(1)


def message(
    content: Content | str = "Còn hàng không ạ?",
    *,
    kind: Kind = Kind.TEXT,
    role: Role = Role.BUYER,
    id: str = "",
    created: int = 0,
) -> Message:
    """A message of the buyer, unless told otherwise; each is a minute after the one before."""
    number = next(_numbers)
    if isinstance(content, str):
        content = Text(content)
    return Message(KEY, id or f"m{number}", number, created or NOON + number, role, kind, content)


def outgoing(
    state: OutgoingState = OutgoingState.QUEUED,
    content: Content | str = "Dạ còn ạ",
    kind: Kind = Kind.TEXT,
    **values: Any,
) -> Outgoing:
    """A message of ours on its way."""
    number = next(_numbers)
    if isinstance(content, str):
        content = Text(content)
    return Outgoing(f"l{number}", KEY, number, kind, content, state, float(NOON), **values)


def state(*rows: TimelineRow, key: ConversationKey = KEY, **values: Any) -> TimelineState:
    """A state of the timeline with `rows`."""
    values.setdefault("reaches_start", True)
    values.setdefault("window", 1)
    return TimelineState(
        key, Buyer("im", "user", "Nguyễn Thảo"), "Thời trang Hà", rows=rows, **values
    )


def composing(key: ConversationKey = KEY, draft: str = "", **values: Any) -> ComposerState:
    """A state of the composer."""
    return ComposerState(key, "Nguyễn Thảo", "Thời trang Hà", draft=draft, **values)


def png(width: int, height: int, colour: str = "#d33") -> bytes:
    """A PNG of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(store.data())


class Calls:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values: self.calls.append((name, *values))


class Timeline(Calls):
    def __init__(self) -> None:
        super().__init__()
        self.state: Fact[TimelineState] = Fact(TimelineState())
        self.about: Fact[ConversationRow | None] = Fact(None)


class Composer(Calls):
    def __init__(self) -> None:
        super().__init__()
        self.state: Fact[ComposerState] = Fact(ComposerState())
        self.returned: News[tuple[ConversationKey, str]] = News()
        self.refused: News[tuple[ConversationKey, str]] = News()

    @property
    def sent(self) -> list[tuple[ConversationKey, str]]:
        return [(call[1], call[2]) for call in self.calls if call[0] == "send"]

    @property
    def drafts(self) -> list[tuple[ConversationKey, str]]:
        return [(call[1], call[2]) for call in self.calls if call[0] == "edit"]


class Images:
    def __init__(self) -> None:
        self.ready: News[str] = News()
        self.held: dict[str, bytes] = {}

    def get(self, url: str, side: int) -> bytes | None:
        return self.held.get(url)


class Shops:
    def __init__(self) -> None:
        self.rows: Fact[tuple[ShopRow, ...]] = Fact(())


class Preferences:
    def __init__(self) -> None:
        self.settings: Fact[Settings] = Fact(Settings())


class Desk:
    def __init__(self) -> None:
        self.timeline = Timeline()
        self.composer = Composer()
        self.images = Images()
        self.shops = Shops()
        self.preferences = Preferences()
        self.tags = fakes_triage.Tags()
        self.marks = fakes_triage.Marks()
        self.find = fakes_triage.Find()
        self.history = fakes_triage.History()


def opened(desk: Desk, *rows: TimelineRow, **values: Any) -> None:
    """Open the conversation with these rows."""
    desk.composer.state.set(composing())
    desk.timeline.state.set(state(*rows, **values))


def act(pane: ChatPane, row: TimelineRow | int, name: str) -> None:
    """Do what the action `name` of a row, or of the one at this place, does, as a click on it."""
    shown = pane.timeline.rows
    place = row if isinstance(row, int) else shown.rows.index(row)
    action = next(a for a in shown.drawn(place).sheet.actions if a.name == name)
    pane.timeline.acted.emit(shown.rows[place], action)
