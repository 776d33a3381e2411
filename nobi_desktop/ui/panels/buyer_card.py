"""The head of the side panel: the buyer's picture, name and shop, and ids to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.conversation import Buyer, ConversationRow
from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.models.images import RoundPictures
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.images import Images

AVATAR = 48
COPIED_FOR = 1_500
"""Milliseconds for which a copy button shows that it has copied."""


class BuyerCard(QWidget):
    """Who the buyer of a row is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buyerCard")
        self._pictures = RoundPictures(self)
        self.face = _Face(self._pictures, self)
        self.name = plain.Label("", "strong", self)
        self.name.setObjectName("sideName")
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shop = plain.ElidedLabel("", "hint", self)
        self._shop.setProperty("tone", "hint")
        self.ids = (IdLine("copyBuyerId", self), IdLine("copyChatId", self))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._top = QHBoxLayout()
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addStretch(1)
        who.addWidget(self.name)
        who.addWidget(self._shop)
        who.addStretch(1)
        self._top.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(who, 1)
        self._column.addLayout(self._top)
        for line in self.ids:
            self._column.addWidget(line)
        style.watch(self, self._restyle)

    def attach(self, images: Images) -> None:
        """Take the buyer's picture from `images` from now on."""
        self._pictures.attach(images)

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        self._pictures.close_watches()

    def show_row(self, row: ConversationRow) -> None:
        """Show the buyer and the shop of `row`."""
        buyer = row.buyer
        self.face.show_buyer(buyer)
        self.name.setText(words.buyer_name(buyer))
        self._shop.setText(plain.name(row.shop_name, t("Shop")))
        named, chat = self.ids
        named.show_id(t("Buyer's id"), buyer.user_id)
        chat.show_id(t("Id in the chat"), buyer.im_user_id)

    def _restyle(self, now: Tokens) -> None:
        self._top.setSpacing(now.px(12))
        self._column.setSpacing(now.px(6))
        for label in (self.name, self._shop):
            label.restyle()


class IdLine(QWidget):
    """An id with its name before it and a button that copies it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = ""
        self._id = ""
        self._label = plain.Label("", "hint", self)
        self._label.setProperty("tone", "hint")
        self._value = plain.ElidedLabel("", "hint", self)
        self._value.setProperty("tone", "second")
        self.copy = QToolButton(self)
        self.copy.setObjectName(name)
        self.copy.setCursor(Qt.CursorShape.PointingHandCursor)
        self.copy.clicked.connect(self._copy)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._label)
        self._line.addWidget(self._value, 1)
        self._line.addWidget(self.copy)
        self._done = QTimer(self, singleShot=True, interval=COPIED_FOR)
        self._done.timeout.connect(lambda: self._restyle(tokens.current()))
        style.watch(self, self._restyle)

    def show_id(self, said: str, id: str) -> None:
        """Show `id`, called `said`; nothing where it is empty."""
        self._said, self._id = said, id
        self.setVisible(bool(id))
        self._label.setText(said)
        self._value.setText(plain.one_line(id))
        self.copy.setAccessibleName(t("Copy: {what}", what=said))
        plain.set_tip(self.copy, t("Copy"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._id)
        now = tokens.current()
        self.copy.setIcon(assets.icon("check", now.good, now.px(14)))
        self._done.start()

    def _restyle(self, now: Tokens) -> None:
        self._label.restyle()
        self._value.restyle()
        self._line.setSpacing(now.px(6))
        self.copy.setIcon(assets.icon("copy", now.text_3, now.px(14)))
        self.copy.setIconSize(assets.icon_size(now.px(14)))
        self.copy.setFixedSize(now.px(28), now.px(28))


class _Face(QWidget):
    """The buyer's picture, initials until it is here."""

    def __init__(self, pictures: RoundPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._buyer = Buyer()
        pictures.came.connect(lambda _url: self.update())
        style.watch(self, lambda now: self.setFixedSize(now.px(AVATAR), now.px(AVATAR)))

    def show_buyer(self, buyer: Buyer) -> None:
        self._buyer = buyer
        self.update()

    def sizeHint(self) -> QSize:
        side = tokens.current().px(AVATAR)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        buyer = self._buyer
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self._pictures.get(buyer.avatar, self.width(), self.devicePixelRatioF())
        if picture is not None:
            painter.drawPixmap(0, 0, picture)
        else:
            ground = tokens.avatar_colour(buyer.im_user_id or buyer.user_id)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawEllipse(QRectF(self.rect()))
            painter.setPen(tokens.text_on(ground))
            painter.setFont(tokens.current().font("strong"))
            initials = plain.initials(words.buyer_name(buyer))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials)
        painter.end()
