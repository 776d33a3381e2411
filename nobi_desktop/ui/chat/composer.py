"""Where the seller answers: as which shop, to whom, with what words and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.timeline import ComposerState
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.chat import attachments
from nobi_desktop.ui.chat.attachments import PreviewStrip, Refused, Waiting
from nobi_desktop.ui.chat.bubbles.text import units
from nobi_desktop.ui.chat.composer_text import ComposerText
from nobi_desktop.ui.chat.emoji import EmojiPopup
from nobi_desktop.ui.chat.shop_tag import ShopTag
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

if TYPE_CHECKING:
    from nobi_desktop.desk import composer as desk_composer
    from nobi_desktop.desk.preferences import Preferences

LONGEST = 2000
NEAR = 1800
TOLD_FOR = 8_000
"""Milliseconds a sentence stays that says why something was not taken."""


class Composer(QWidget):
    """The composer of the open conversation.

    The text is bound to the conversation under which its typing began: sending, drafts and
    pictures name that one, whatever has been opened in the meantime. `next_wanted`: the key for
    sending was pressed where there is nothing to send.
    """

    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._desk: desk_composer.Composer | None = None
        self._state = ComposerState()
        self._key: ConversationKey | None = None
        self._touched = False
        self._waiting: dict[ConversationKey, list[Waiting]] = {}
        self._leaving: list[tuple[ConversationKey, Waiting]] = []
        self._kept: dict[ConversationKey, str] = {}
        self.text = ComposerText(self)
        self.strip = PreviewStrip(self)
        self._shop = ShopTag(self)
        self._whom = plain.ElidedLabel("", "hint", self)
        self._whom.setObjectName("composerWhom")
        self._whom.setProperty("tone", "second")
        self._hint = plain.ElidedLabel("", "hint", self)
        self._hint.setObjectName("composerHint")
        self._hint.setProperty("tone", "hint")
        self._count = plain.Label("", "hint", self)
        self._count.setObjectName("composerCount")
        self._told = plain.Label("", "second", self)
        self._told.setObjectName("composerTold")
        self._told.setWordWrap(True)
        self._told.hide()
        self._forget_told = QTimer(self, singleShot=True, interval=TOLD_FOR)
        self._forget_told.timeout.connect(self._told.hide)
        self.emoji_button = self._tool("emojiButton")
        self.attach_button = self._tool("attachButton")
        self.send_button = QPushButton(self)
        self.send_button.setObjectName("sendButton")
        self.send_button.setProperty("kind", "primary")
        self.send_button.setEnabled(False)
        self._popup: EmojiPopup | None = None
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self.text.send_wanted.connect(self._send_or_next)
        self.text.media_pasted.connect(self.take_media)
        self.text.cut_short.connect(
            lambda: self.tell(t("Only the first 20,000 characters were pasted."))
        )
        self.send_button.clicked.connect(self.send)
        self.attach_button.clicked.connect(self._choose_files)
        self.emoji_button.clicked.connect(self._show_emoji)
        self.strip.confirmed.connect(self._send_pictures)
        self.strip.cancelled.connect(self._drop_pictures)
        self.strip.removed.connect(self._leave_out)
        attachments.made.ready.connect(self._picture_made)
        style.watch(self, self._restyle)
        self.speak()
        self._refresh()

    def _tool(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._shop)
        top.addWidget(self._whom, 1)
        column.addLayout(top)
        column.addWidget(self.strip)
        column.addWidget(self._told)
        column.addWidget(self.text)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.emoji_button)
        tools.addWidget(self.attach_button)
        tools.addSpacing(6)
        tools.addWidget(self._hint, 1)
        tools.addWidget(self._count)
        tools.addSpacing(8)
        tools.addWidget(self.send_button)
        column.addLayout(tools)

    # What the desk tells

    def attach(self, desk: desk_composer.Composer, preferences: Preferences) -> list[Stop]:
        """Write through `desk` from now on; the answers end that."""
        self._desk = desk
        return [
            preferences.settings.watch(self._settings),
            desk.returned.watch(self._returned),
            desk.refused.watch(self._picture_refused),
            desk.state.watch(self.show_state),
        ]

    def _settings(self, settings: Settings) -> None:
        self.text.send_key = settings.send_key
        self._refresh()

    def show_state(self, state: ComposerState) -> None:
        """Write to whom `state` says; words typed meanwhile go to whom they were typed for."""
        if state.key != self._key:
            self._leave()
            self._bind(state)
        elif not self._touched and state.draft != self._state.draft and not self.text.composing:
            # The draft came after the conversation; nothing has been typed over it.
            self.text.put(state.draft)
        self._state = state
        self._refresh()

    def _leave(self) -> None:
        if self._key is None:
            return
        self.text.commit()
        if self._touched:
            self._save()

    def _bind(self, state: ComposerState) -> None:
        self._key = state.key
        self._touched = False
        self._told.hide()
        back = self._kept.pop(state.key, "") if state.key is not None else ""
        self.text.put(_both(back, state.draft))
        if back:
            self._touched = True
            self._save()
        self.strip.show_waiting(self._waiting.get(state.key, []) if state.key else [])

    def _returned(self, news: tuple[ConversationKey, str]) -> None:
        """Take text back that could not be sent: above a newer draft, never over it."""
        key, text = news
        if key != self._key:
            self._kept[key] = _both(self._kept.get(key, ""), text)
            return
        self.text.put(_both(text, self.text.whole_text()))
        self._touched = True
        self._save()
        self._refresh()
        self.text.setFocus()

    def _picture_refused(self, news: tuple[ConversationKey, str]) -> None:
        key, code = news
        if key == self._key:
            self.tell(words.composer_told(code) or attachments.refusal(code))

    # Writing

    @property
    def key(self) -> ConversationKey | None:
        """The conversation that the words in the field are for."""
        return self._key

    def _typed(self) -> None:
        self._touched = True
        self._save()
        self._refresh()

    def _save(self) -> None:
        if self._desk is not None and self._key is not None:
            self._desk.edit(self._key, self.text.toPlainText())

    def _send_or_next(self) -> None:
        waiting = self._key is not None and self._waiting.get(self._key)
        if self._key is not None and not waiting and not self.text.whole_text().strip():
            self.next_wanted.emit()
        else:
            self.send()

    def send(self) -> None:
        """Send what is written to the conversation it was written for, once."""
        if self._desk is None or self._key is None or not self._state.can_send:
            return
        text = self.text.whole_text()
        if not text.strip():
            return
        if units(text) > LONGEST:
            self._refresh()
            return
        # The field is empty and the button off before anything else can be pressed. The draft
        # is cleared by the commit that queues the message, not here: a crash loses nothing.
        self.text.put("")
        self._touched = True
        self._refresh()
        self._desk.send(self._key, text)

    def _refresh(self) -> None:
        """Bring button, counter and sentences in line with text and state."""
        now = tokens.current()
        state = self._state
        text = self.text.toPlainText()
        used = units(text)
        over = used - LONGEST
        is_open = state.key is not None and state.can_send
        self.text.setReadOnly(not is_open)
        self.text.setEnabled(state.key is not None)
        for tool in (self.emoji_button, self.attach_button):
            tool.setEnabled(is_open)
        can_send = is_open and over <= 0 and bool(text.strip()) and self._desk is not None
        if self.send_button.isEnabled() != can_send:
            self.send_button.setEnabled(can_send)
        self._shop.show_shop(plain.name(state.shop_name, t("Shop")), state.shop_colour)
        name = plain.name(state.buyer_name, t("Buyer"))
        self._whom.setText(t("answering {name}", name=name))
        if not is_open and state.key is not None:
            said, ink = words.cant_send(state.reason), now.warn
        elif over > 0:
            said = t("Too long by {over}. Shorten it, or send it in two messages.", over=over)
            ink = now.bad
        elif hint := words.composer_hint(state.reason):
            said, ink = hint, now.warn
        else:
            said, ink = self._keys(), now.text_3
        _ink(self._hint, ink)
        self._hint.setText(said)
        near = used >= NEAR
        _ink(self._count, now.bad if over > 0 else now.warn if near else now.text_3)
        self._count.setText(f"{used}/{LONGEST}" if is_open and used else "")
        self._count.setAccessibleName(t("{used} of {most} characters", used=used, most=LONGEST))
        self.text.setPlaceholderText(
            t("Write an answer…") if is_open else words.cant_send(state.reason)
        )
        self.text.setAccessibleName(t("Message to {name}", name=name))

    def tell(self, said: str) -> None:
        """Say for a while why something was not taken."""
        _ink(self._told, tokens.current().bad)
        self._told.setText(said)
        self._told.show()
        self._forget_told.start()

    # Pictures and emoji

    def take_media(self, source: QMimeData) -> None:
        """Put the pictures of a paste or a drop in the strip, to be looked at and confirmed."""
        if self._key is None or not self._state.can_send:
            return
        try:
            self._add(attachments.from_mime(source))
        except Refused as refused:
            self.tell(str(refused))

    def _add(self, found: list[Waiting]) -> None:
        if self._key is None:
            return
        waiting = self._waiting.setdefault(self._key, [])
        if len(waiting) + len(found) > attachments.MOST:
            self.tell(t("At most {count} pictures at a time.", count=attachments.MOST))
            found = found[: attachments.MOST - len(waiting)]
        waiting.extend(found)
        self._told.hide()
        self.strip.show_waiting(waiting)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self.window(), t("Choose pictures"))
        dialog.setObjectName("pictureDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(t("Pictures") + " (*.png *.jpg *.jpeg)")
        key = self._key
        dialog.filesSelected.connect(lambda files: self._chosen(key, files))
        dialog.open()

    def _chosen(self, key: ConversationKey | None, files: list[str]) -> None:
        if key is None:
            return
        try:
            found = [attachments.from_file(file) for file in files]
        except Refused as refused:
            self.tell(str(refused))
            return
        if key == self._key:
            self._add(found)
        else:
            # Another conversation was opened while the files were chosen: they wait there.
            self._waiting.setdefault(key, []).extend(found)

    def _send_pictures(self) -> None:
        if self._key is None or self._desk is None or not self._state.can_send:
            return
        key = self._key
        waiting = self._waiting.pop(key, [])
        self.strip.show_waiting([])
        self._leaving.extend((key, picture) for picture in waiting)
        self._let_leave()
        self.text.setFocus()

    def _let_leave(self) -> None:
        """Hand over the confirmed pictures, in their order, as far as they are ready."""
        while self._leaving and self._leaving[0][1].is_ready:
            key, picture = self._leaving.pop(0)
            if picture.refused:
                self.tell(attachments.refusal(picture.refused))
            elif self._desk is not None:
                self._desk.send_image(key, picture.path, picture.data)

    def _picture_made(self, picture: Waiting) -> None:
        for key, waiting in self._waiting.items():
            if picture.refused and picture in waiting:
                waiting.remove(picture)
                self.tell(attachments.refusal(picture.refused))
                if key == self._key:
                    self.strip.show_waiting(waiting)
        self.strip.show_made(picture)
        self._let_leave()

    def _drop_pictures(self) -> None:
        if self._key is not None:
            self._waiting.pop(self._key, None)
        self.strip.show_waiting([])
        self.text.setFocus()

    def _leave_out(self, place: int) -> None:
        waiting = self._waiting.get(self._key, []) if self._key is not None else []
        if 0 <= place < len(waiting):
            del waiting[place]
        self.strip.show_waiting(waiting)

    def _show_emoji(self) -> None:
        if self._popup is None:
            self._popup = EmojiPopup(self)
            self._popup.chosen.connect(self._put_emoji)
        self._popup.open_over(self.emoji_button)

    def _put_emoji(self, emoji: str) -> None:
        self.text.commit()
        self.text.insertPlainText(emoji)
        self.text.setFocus()

    # Words and colours

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.speak()
            self._refresh()

    def speak(self) -> None:
        """Take the words of the present language."""
        self.send_button.setText(t("Send"))
        self.send_button.setAccessibleName(t("Send the message"))
        for tool, said in (
            (self.emoji_button, t("Insert an emoji")),
            (self.attach_button, t("Send a picture (PNG or JPG)")),
        ):
            tool.setAccessibleName(said)
            plain.set_tip(tool, said)
        self.strip.speak()

    def _keys(self) -> str:
        if self.text.send_key == "ctrl_enter":
            return t("Ctrl+Enter sends · Enter breaks the line")
        return t("Enter sends · Shift+Enter breaks the line")

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.surface)
        painter.fillRect(0, 0, self.width(), 1, now.line)
        painter.end()

    def _restyle(self, now: Tokens) -> None:
        side = now.px(20)
        for tool, icon in ((self.emoji_button, "smile"), (self.attach_button, "image")):
            tool.setIcon(assets.icon(icon, now.text_2, side))
            tool.setIconSize(assets.icon_size(side))
        self._column.setContentsMargins(now.px(16), now.px(10), now.px(16), now.px(12))
        self._column.setSpacing(now.px(8))
        for label in (self._whom, self._hint, self._count, self._told):
            label.restyle()
        self._refresh()
        self.update()


def _both(first: str, second: str) -> str:
    """Two texts one under the other; the other where one of them is empty or both are alike."""
    if not first.strip() or first == second:
        return second
    if not second.strip():
        return first
    return f"{first}\n{second}"


def _ink(label: plain.Label, colour: QColor) -> None:
    if label.property("ink") != colour.name():
        label.setProperty("ink", colour.name())
        label.setStyleSheet(f"QLabel {{ color: {colour.name()}; }}")
