"""The sheet that connects shops: it shows each step the desk tells, and commands the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nobi_desktop.domain.connecting import ConnectState, ConnectStep
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import assets, plain, words, words_connecting
from nobi_desktop.ui.dialogs.connect_browser import BrowserPage
from nobi_desktop.ui.dialogs.connect_form import FormPage
from nobi_desktop.ui.dialogs.granted_shops import GrantedPage
from nobi_desktop.ui.dialogs.progress import Progress
from nobi_desktop.ui.dialogs.shop_line import ShopLine
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.connecting import Connecting

_BEFORE_FORM = (ConnectStep.CLOSED, ConnectStep.DONE)
_AT_WORK = (ConnectStep.EXCHANGING, ConnectStep.SAVING)


class ConnectShop(Sheet):
    """Follows `connecting.state`; closing the sheet closes the attempt, and the other way round."""

    def __init__(
        self, parent: QWidget, connecting: Connecting, *, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent, "connectShop")
        self._connecting = connecting
        self._state = ConnectState()
        self._going = False
        self._form = FormPage(self)
        self._browser = BrowserPage(self, clock=clock)
        self._progress = Progress(self)
        self._granted = GrantedPage(self)
        self._done = _DonePage(self)
        self._pages: dict[ConnectStep, QWidget] = {
            ConnectStep.FORM: self._form,
            ConnectStep.BROWSER: self._browser,
            ConnectStep.EXCHANGING: self._progress,
            ConnectStep.CHOOSE: self._granted,
            ConnectStep.SAVING: self._progress,
            ConnectStep.DONE: self._done,
        }
        for page in dict.fromkeys(self._pages.values()):
            page.hide()
            self.body.addWidget(page)
        self._back = self.add_button("backButton", "quiet", left=True)
        self._back.clicked.connect(connecting.back)
        self._other = self.add_button("otherButton")
        self._other.clicked.connect(self._do_other)
        self._go = self.add_button("goButton", primary=True)
        self._go.clicked.connect(self._do_next)
        self._browser.pasted.connect(self._name_buttons)
        self._granted.ticked.connect(self._name_buttons)
        self.listen(connecting.state.watch(self._show))
        self.finished.connect(self._finished)

    def translate(self) -> None:
        self._form.translate()
        self._browser.translate()
        self._granted.translate()
        self._name()

    def _show(self, state: ConnectState) -> None:
        before, self._state = self._state, state
        if state.step is ConnectStep.CLOSED:
            self.reject()
            return
        entered = before.step is not state.step
        self._going = self._going and not entered and state.trouble is None
        if before.step is ConnectStep.BROWSER and entered:
            self._browser.end()
        for page in self._pages.values():
            page.setVisible(page is self._pages[state.step])
        match state.step:
            case ConnectStep.FORM:
                # What is known of apps may come a little later than the step.
                new = (state.apps, state.form) != (before.apps, before.form)
                if before.step in _BEFORE_FORM or (new and not self._form.touched):
                    self._form.begin(state)
                    entered = True
            case ConnectStep.BROWSER:
                self._browser.begin(state)
            case ConnectStep.CHOOSE:
                self._granted.show_state(state)
            case ConnectStep.DONE:
                self._form.forget()
                self._done.show_shops(state.connected)
        self._name()
        if entered:
            self._focus_first()
        if state.step is ConnectStep.FORM:
            self._form.show_trouble(state.trouble)
        elif state.step is ConnectStep.BROWSER:
            self._browser.show_trouble(state.trouble is not None)

    def _name(self) -> None:
        """Put the words of the step on title, progress, buttons and the line for trouble."""
        state = self._state
        shop = plain.isolate(words.shop_name(state.expected)) if state.expected else ""
        titles = {
            ConnectStep.BROWSER: t("Continue in your browser"),
            ConnectStep.CHOOSE: t("Which shops?"),
            ConnectStep.DONE: t("{n} shops connected", n=len(state.connected)),
        }
        begin = t("Connect {shop} again", shop=shop) if shop else t("Connect a shop")
        self.set_title(titles.get(state.step, begin))
        self._progress.set_words(
            t("Saving keys in the keyring…")
            if state.step is ConnectStep.SAVING
            else t("Asking TikTok which shops were allowed…")
        )
        if state.trouble is None:
            self.show_trouble("")
        else:
            self.show_trouble(*words_connecting.connect_trouble(state.trouble, state.expected))
        self._done.translate()
        self._name_buttons()

    def _name_buttons(self) -> None:
        step = self._state.step
        self._back.setText(t("Back"))
        self._back.setVisible(step in (ConnectStep.BROWSER, ConnectStep.CHOOSE))
        done = step is ConnectStep.DONE
        self._other.setText(t("Connect another app") if done else t("Cancel"))
        self._go.setVisible(step not in _AT_WORK)
        match step:
            case ConnectStep.FORM:
                self.primary_says(t("Continue in browser"), busy=self._going)
            case ConnectStep.BROWSER:
                self.primary_says(t("Continue"), can=bool(self._browser.paste.text()))
            case ConnectStep.CHOOSE:
                n = len(self._granted.chosen())
                self.primary_says(t("Connect {n} shops", n=n) if n else t("Connect"), can=n > 0)
            case ConnectStep.DONE:
                self.primary_says(t("Close"))

    def _focus_first(self) -> None:
        wanted: QWidget | None = None
        match self._state.step:
            case ConnectStep.FORM:
                wanted = self._form.first()
            case ConnectStep.BROWSER:
                wanted = self._browser.again if self._state.listening else self._browser.paste.entry
            case ConnectStep.CHOOSE:
                wanted = self._granted.first()
            case step if step in _AT_WORK:
                # An Enter too many must not cancel what it has begun.
                wanted = self
        (wanted or self._go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _do_next(self) -> None:
        connecting = self._connecting
        match self._state.step:
            case ConnectStep.FORM:
                # The keyring may ask the seller something first.
                self._going = True
                self._name_buttons()
                connecting.go(self._form.form(), words_connecting.callback_words())
            case ConnectStep.BROWSER:
                connecting.paste(self._browser.paste.text())
            case ConnectStep.CHOOSE:
                connecting.choose(self._granted.chosen())
            case ConnectStep.DONE:
                self.reject()

    def _do_other(self) -> None:
        if self._state.step is ConnectStep.DONE:
            self._connecting.begin()
        else:
            self.reject()

    def _finished(self) -> None:
        self._browser.end()
        if self._connecting.state.value.step is not ConnectStep.CLOSED:
            self._connecting.close()


class _DonePage(QWidget):
    """Names the shops that were connected, and says what happens now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("connectDone")
        self._lines: list[ShopLine] = []
        self._sign = plain.Label("", "second", self)
        self._said = plain.Label("", "second", self)
        self._said.setWordWrap(True)
        self._said.setProperty("tone", "second")
        line = QHBoxLayout()
        line.addWidget(self._sign)
        line.addWidget(self._said, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(line)
        style.watch(self, self._restyle)

    def show_shops(self, shops: tuple[Shop, ...]) -> None:
        while self._lines:
            line = self._lines.pop()
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for shop in shops:
            line = ShopLine(shop, self, "body")
            self._column.addWidget(line)
            line.show()
            self._lines.append(line)

    def translate(self) -> None:
        self._said.setText(t("Their conversations are being read now and appear in the list."))

    def _restyle(self, now: Tokens) -> None:
        sign = assets.pixmap("check", now.good, now.px(20), self.devicePixelRatioF())
        self._sign.setPixmap(sign)
