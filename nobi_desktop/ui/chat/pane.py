"""The middle of the window: header, timeline and composer of the open conversation."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from nobi_desktop.domain.history import MessagesSync
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Outgoing, Text, Video
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.domain.timeline import TimelineRow, TimelineState
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import words
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.chat import commands, menu
from nobi_desktop.ui.chat.bubbles.row import key_of
from nobi_desktop.ui.chat.bubbles.sheet import Action
from nobi_desktop.ui.chat.bubbles.text import INLINE, tidy
from nobi_desktop.ui.chat.bubbles.video import has_expired
from nobi_desktop.ui.chat.composer import Composer
from nobi_desktop.ui.chat.empty import EmptyChat
from nobi_desktop.ui.chat.find_bar import FindBar
from nobi_desktop.ui.chat.header import ChatHeader
from nobi_desktop.ui.chat.timeline_view import TimelineView
from nobi_desktop.ui.chat.viewer import PictureViewer, TextViewer
from nobi_desktop.ui.links import open_link
from nobi_desktop.ui.words import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class ChatPane(QWidget):
    """Shows the conversation that the desk has open; an empty state where there is none."""

    next_wanted = Signal()
    """The seller has pressed the key for sending with nothing to send."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatPane")
        self.setAcceptDrops(True)
        self.setMinimumWidth(400)
        self._desk: Desk | None = None
        self._stops: list[Stop] = []
        self._active: bool | None = None
        self.timeline = TimelineView()
        self.header = ChatHeader(self.timeline.pictures.pixmap)
        self.find_bar = FindBar()
        self.composer = Composer()
        self.empty = EmptyChat()
        talk = QWidget()
        column = QVBoxLayout(talk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.composer)
        self._talk = talk
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(talk)
        self.timeline.older_wanted.connect(self._older)
        self.timeline.newer_wanted.connect(self._newer)
        self.timeline.newest_wanted.connect(self._newest)
        self.find_bar.closed.connect(self.focus_composer)
        self.timeline.bottom_seen.connect(self._bottom)
        self.timeline.acted.connect(self._act)
        self.timeline.menu_wanted.connect(self._menu)
        self.composer.next_wanted.connect(self.next_wanted)
        self.header.wanted.connect(self._header_wanted)

    def attach(self, desk: Desk) -> None:
        """Show what `desk` has open from now on."""
        self.close_watches()
        self._desk = desk
        self._stops.append(self.timeline.pictures.attach(desk.images))
        self._stops.append(desk.images.ready.watch(lambda _url: self.header.update()))
        self._stops.append(desk.shops.rows.watch(self._shops))
        self._stops.append(desk.timeline.about.watch(self.header.show_row))
        self._stops.append(desk.tags.rows.watch(self.header.show_tags))
        self._stops.extend(self.composer.attach(desk.composer, desk.preferences))
        self._stops.append(self.find_bar.attach(desk.find))
        self._stops.append(desk.history.syncing.watch(self._reading))
        self._stops.append(desk.timeline.state.watch(self.show_state))
        self._active = None
        self._tell_active()

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()
        self._desk = None

    def show_state(self, state: TimelineState) -> None:
        """Show a state of the timeline, as the desk tells it."""
        opened = state.key is not None
        if state.key != self.timeline.state.key:
            self.find_bar.end()
        self.header.show_state(state)
        self._standing()
        self.timeline.show_state(state)
        page = self._talk if opened else self.empty
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def find(self) -> None:  # type: ignore[override]
        """Find words in the open conversation, where there is one.

        Qt's own `find` of this name looks windows up by number, which nobody does here.
        """
        if self.timeline.state.key is not None:
            self.find_bar.begin()

    def focus_composer(self) -> None:
        """Let the next key press write."""
        self.composer.text.setFocus()

    def leave_keys_to(self, belongs: Callable[[QKeyEvent], bool]) -> None:
        """Let keys that `belongs` says are the window's pass the text field by."""
        self.composer.text.belongs = belongs

    # What the seller sees is told to the desk

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() in (
            QEvent.Type.WindowActivate,
            QEvent.Type.WindowDeactivate,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._tell_active()
        return answer

    def _tell_active(self) -> None:
        active = self.isVisible() and self.isActiveWindow()
        if self._desk is not None and active != self._active:
            self._active = active
            self._desk.timeline.window_active(active)

    def _bottom(self, seen: bool) -> None:
        if self._desk is not None:
            self._desk.timeline.at_bottom(seen)

    def _older(self) -> None:
        if self._desk is not None:
            self._desk.timeline.older()

    def _newer(self) -> None:
        if self._desk is not None:
            self._desk.timeline.newer()

    def _newest(self) -> None:
        if self._desk is not None:
            self._desk.timeline.newest()

    def _reading(self, reading: MessagesSync | None) -> None:
        self.timeline.show_reading(reading)

    def _shops(self, _rows: tuple[ShopRow, ...]) -> None:
        self._standing()

    def _standing(self) -> None:
        """Say in the header where the shop is not live: only what is out of the ordinary."""
        key = self.timeline.state.key if self._desk is None else self._desk.timeline.state.value.key
        if self._desk is None or key is None:
            return
        for row in self._desk.shops.rows.value:
            if row.shop.id == key.shop:
                live = row.status.state in (ShopState.LIVE, ShopState.STARTING)
                reads = live or row.status.state in (ShopState.CATCHING_UP, ShopState.SLOWED)
                self.timeline.show_live(reads)
                said = "" if live else words.state_name(row.status.state)
                self.header.show_standing(said, warns=bool(said))
                return
        self.header.show_standing("")

    # What the seller does with the conversation

    def _header_wanted(self, name: str) -> None:
        desk = self._desk
        key = desk.timeline.state.value.key if desk is not None else None
        if desk is None or key is None:
            return
        where = self._below(name)
        match name:
            case "settle":
                row = desk.timeline.about.value
                waits = row is not None and row.unanswered
                (desk.marks.settle if waits else desk.marks.unsettle)((key,))
            case "find":
                self.find()
            case "more":
                commands.show(self, desk, key, where, self.header.hidden(), self._header_wanted)
            case "tags" | "labels":
                self._menu_of_tags(key, name)
            case "remind":
                from nobi_desktop.ui.remind_menu import RemindMenu

                RemindMenu(self).open_for(desk, (key,), where)

    def _below(self, name: str) -> QPoint:
        """The place on the screen below a button of the header, or below the one that has it."""
        button: QWidget = self.header.tags if name == "labels" else self.header.buttons[name]
        if button.isHidden():
            button = self.header.buttons["more"]
        return button.mapToGlobal(QPoint(0, button.height()))

    def _menu_of_tags(self, key: ConversationKey, name: str) -> None:
        from nobi_desktop.ui.tag_menu import TagMenu

        if self._desk is not None:
            TagMenu(self).open_for(self._desk, (key,), self._below(name))

    # What the seller does with a row

    def _act(self, row: TimelineRow, action: Action) -> None:
        match action.name:
            case "link":
                open_link(action.target, self)
            case "picture":
                self._open_picture(action.target)
            case "video":
                self._play(row)
            case "show_all":
                self._show_all(row)
            case "fill":
                if self._desk is not None and action.target.isdecimal():
                    self.timeline.asked_to_fill(key_of(row))
                    self._desk.timeline.fill(int(action.target))
            case "older":
                if self._desk is not None:
                    self._desk.history.sync_messages()
            case "stop_older":
                if self._desk is not None:
                    self._desk.history.stop_messages()
            case name:
                if isinstance(row, Outgoing):
                    self._outgoing(name, row.local_id)

    def _outgoing(self, name: str, local_id: str) -> None:
        if self._desk is None:
            return
        composer = self._desk.composer
        match name:
            case "retry":
                composer.retry(local_id)
            case "check":
                composer.check(local_id)
            case "edit":
                composer.take_back(local_id)
            case "discard":
                ask(
                    self,
                    name="discardDialog",
                    title=t("Discard this message?"),
                    text=t("Nobi will not send it, and its words are gone."),
                    yes=t("Discard"),
                    then=lambda: composer.discard(local_id),
                )

    def _open_picture(self, url: str) -> None:
        viewer = PictureViewer(self, self.timeline.pictures, url)
        if self._desk is not None:
            viewer.watch(self._desk.images.ready.watch(viewer.picture_came))
        viewer.open()

    def _play(self, row: TimelineRow) -> None:
        content = getattr(row, "content", None)
        if not isinstance(content, Video):
            return
        if has_expired(content, time.time()) or not open_link(content.url, self):
            self.composer.tell(t("This video's link has expired. Watch it in Seller Center."))

    def _show_all(self, row: TimelineRow) -> None:
        content = getattr(row, "content", None)
        if not isinstance(content, Text):
            return
        whole = tidy(content.text)
        if len(whole) > INLINE:
            TextViewer(self, whole).open()
        else:
            self.timeline.expand(key_of(row))

    def _menu(self, row: TimelineRow | None, action: Action | None, where: QPoint) -> None:
        menu.show(self.timeline, row, action, where, self._outgoing)

    # Pictures dropped anywhere on the pane

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        source = event.mimeData()
        opened = self._stack.currentWidget() is self._talk
        if opened and (source.hasImage() or source.hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.composer.take_media(event.mimeData())
        event.acceptProposedAction()
