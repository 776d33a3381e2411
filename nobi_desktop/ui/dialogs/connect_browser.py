"""The second page of connecting: the browser is open, or its address is pasted here."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.domain.connecting import ConnectState
from nobi_desktop.ui import links, plain
from nobi_desktop.ui.dialogs.progress import Spinner
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens


class BrowserPage(QWidget):
    """Says what to do in the browser, counts the time down, and takes a pasted address."""

    pasted = Signal()
    """What stands in the paste field has changed."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self.setObjectName("connectBrowser")
        self._clock = clock
        self._state = ConnectState()
        self._opened = ""
        self._failed = False
        self._intro = plain.Label("", "second", self)
        self._intro.setObjectName("browserIntro")
        self._intro.setWordWrap(True)
        self._intro.setProperty("tone", "second")
        self.paste = Field("pasteAddress", self)
        self.paste.entry.textChanged.connect(lambda _text: self.pasted.emit())
        self._waiting = QFrame(self)
        self._waiting.setObjectName("browserWaiting")
        self._waiting.setProperty("kind", "box")
        self._waiting_words = plain.Label("", "body", self._waiting)
        self._left = plain.Label("", "strong", self._waiting)
        self._left.setObjectName("timeLeft")
        self._waiting_row = QHBoxLayout(self._waiting)
        self._waiting_row.addWidget(Spinner(self._waiting))
        self._waiting_row.addWidget(self._waiting_words, 1)
        self._waiting_row.addWidget(self._left)
        self.again = QPushButton(self)
        self.again.setObjectName("openAgain")
        self.again.setProperty("kind", "outline")
        self.again.clicked.connect(self._open)
        self._copy = QPushButton(self)
        self._copy.setObjectName("copyLink")
        self._copy.setProperty("kind", "quiet")
        self._copy.clicked.connect(self._copied)
        self._not_opened = plain.Label("", "second", self)
        self._not_opened.setObjectName("notOpened")
        self._not_opened.setWordWrap(True)
        self._link = QLineEdit(self)
        self._link.setObjectName("consentLink")
        self._link.setReadOnly(True)
        self._actions = QHBoxLayout()
        self._actions.addWidget(self.again)
        self._actions.addWidget(self._copy)
        self._actions.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._intro)
        self._column.addWidget(self._waiting)
        self._column.addLayout(self._actions)
        self._column.addWidget(self._not_opened)
        self._column.addWidget(self._link)
        self._column.addWidget(self.paste)
        self._ticking = QTimer(self)
        self._ticking.setInterval(500)
        self._ticking.timeout.connect(self._tick)
        style.watch(self, self._restyle)

    def begin(self, state: ConnectState) -> None:
        """Open the consent page of `state` and wait; a link that was opened is not opened again."""
        self._state = state
        if state.link != self._opened:
            self.paste.entry.clear()
            self._open()
        # Where the browser can't come back, pasting is what there is to do.
        self._column.removeWidget(self.paste)
        self._column.insertWidget(self._column.count() if state.listening else 1, self.paste)
        if state.listening:
            QWidget.setTabOrder(self._link, self.paste.entry)
        else:
            QWidget.setTabOrder(self.paste.entry, self.again)
        self._waiting.setVisible(state.listening)
        self._ticking.start()
        self._tick()
        self.translate()

    def show_trouble(self, wrong: bool) -> None:
        """Outline what was pasted as wrong, ready to be pasted over."""
        self.paste.set_wrong(wrong)
        if wrong:
            self.paste.entry.setFocus()
            self.paste.entry.selectAll()

    def end(self) -> None:
        """Stop counting, and forget what was pasted."""
        self._ticking.stop()
        self.paste.entry.clear()

    def translate(self) -> None:
        """Take the words of the present language."""
        if self._state.listening:
            self._intro.setText(
                t("Sign in to TikTok there as the owner of the shop and agree. Nobi then goes on.")
            )
            paste = t("Or paste the address the browser ended on, or the code")
        else:
            self._intro.setText(
                t(
                    "Another program uses port 8721 of this computer, so the browser cannot come "
                    "back by itself. Agree on TikTok, then copy the address the browser ended on."
                )
            )
            paste = t("Paste the address the browser ended on, or the code")
        self.paste.set_words(paste, placeholder="http://127.0.0.1:8721/callback?code=…")
        self._waiting_words.setText(t("Waiting for the browser"))
        self.again.setText(t("Open the browser again"))
        self._copy.setText(t("Copy the link"))
        self._not_opened.setText(
            t("The browser could not be opened. Copy this link and open it in one yourself:")
        )
        self._link.setAccessibleName(t("Link of the page where you agree"))
        self._show_link()
        self._tick()

    def _open(self) -> None:
        self._opened = self._state.link
        self._failed = not links.open_consent(self._state.link)
        self._show_link()

    def _show_link(self) -> None:
        self._not_opened.setVisible(self._failed)
        self._link.setVisible(self._failed)
        self._link.setText(self._state.link if self._failed else "")
        self._link.setCursorPosition(0)

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._state.link)
        self._copy.setText(t("Copied"))

    def _tick(self) -> None:
        left = min(max(0, math.ceil(self._state.until - self._clock())), 99 * 60)
        self._left.setText(f"{left // 60}:{left % 60:02}")
        self._waiting.setAccessibleName(self._waiting_words.text())

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(12))
        self._actions.setSpacing(now.px(8))
        self._waiting_row.setContentsMargins(now.px(14), now.px(10), now.px(14), now.px(10))
        self._waiting_row.setSpacing(now.px(10))
