"""One line above the panes: one sentence, at most one button, and a way to put it aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from nobi_desktop.domain.notice import Notice, NoticeCode, Severity
from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from nobi_desktop.desk.notices import Notices
    from nobi_desktop.domain.ids import ShopId
    from nobi_desktop.flow.news import Stop
    from nobi_desktop.ui.theme.tokens import Tokens

_SIGNS = {Severity.BAD: "error", Severity.WARN: "warning", Severity.INFO: "info"}


class NoticeBar(QFrame):
    """Shows the first of the desk's notices and how many more there are; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self._notices: Notices | None = None
        self._stops: list[Stop] = []
        self._shown: tuple[Notice, ...] = ()
        self._sign = plain.Label("", "second", self)
        self._text = plain.ElidedLabel("", "second", self)
        self._text.setObjectName("noticeText")
        self._others = plain.Label("", "hint", self)
        self._others.setObjectName("noticeOthers")
        self._button = QPushButton(self)
        self._button.setObjectName("noticeButton")
        self._button.clicked.connect(self._act)
        self._dismiss = QToolButton(self)
        self._dismiss.setObjectName("noticeDismiss")
        self._dismiss.clicked.connect(self._put_aside)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._sign)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._others)
        self._line.addWidget(self._button)
        self._line.addWidget(self._dismiss)
        self.translate()
        style.watch(self, self._restyle)
        self.hide()

    def attach(self, notices: Notices) -> None:
        """Show what `notices` tells from now on."""
        self.close_watches()
        self._notices = notices
        self._stops.append(notices.rows.watch(self.show_notices))

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show the first of `notices`, worst first as the desk orders them."""
        self._shown = notices
        self.setVisible(bool(notices))
        if not notices:
            return
        first = notices[0]
        self._say(words.notice(first))
        more = len(notices) - 1
        self._others.setText(t("and {n} more", n=more) if more else "")
        self._others.setVisible(more > 0)
        button = words.notice_button(first)
        self._button.setText(plain.caption(button))
        self._button.setVisible(bool(button))
        style.mark(self, "severity", first.severity.value)
        self._restyle(theme.current())

    def tell_accepted(self, shop: ShopId, code: str) -> None:
        """Say beside the notice of `shop` why switching it on did not work; `code` as told."""
        first = self._shown[0] if self._shown else None
        if code and first is not None and first.key == (NoticeCode.SHOP_NOT_ACCEPTING, shop):
            self._say(words.not_accepted(code))

    def translate(self) -> None:
        """Take the words of the present language."""
        self._dismiss.setAccessibleName(t("Dismiss"))
        plain.set_tip(self._dismiss, t("Dismiss"))
        self.show_notices(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _say(self, said: str) -> None:
        self._text.setText(said)
        self.setAccessibleName(said)

    def _act(self) -> None:
        if self._notices is None or not self._shown:
            return
        first, act = self._shown[0], self._notices.act
        if first.code is NoticeCode.SHOP_NOT_ACCEPTING:
            from nobi_desktop.ui.accepting import ask_to_accept

            ask_to_accept(self, words.notice_shop(first), lambda: act(first))
        else:
            act(first)

    def _put_aside(self) -> None:
        if self._notices is not None and self._shown:
            self._notices.dismiss(self._shown[0])

    def _restyle(self, tokens: Tokens) -> None:
        px = tokens.px
        self._line.setContentsMargins(px(16), px(6), px(10), px(6))
        self._line.setSpacing(px(10))
        severity = self._shown[0].severity if self._shown else Severity.INFO
        ink = {Severity.BAD: tokens.bad, Severity.WARN: tokens.warn}.get(severity, tokens.accent)
        self._sign.setPixmap(assets.pixmap(_SIGNS[severity], ink, px(20), self.devicePixelRatioF()))
        self._dismiss.setIcon(assets.icon("close", tokens.text_2, px(16)))
        self._dismiss.setIconSize(assets.icon_size(px(16)))
        self._text.restyle()
        self._others.restyle()
