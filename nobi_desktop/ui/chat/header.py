"""The line above the timeline: who the buyer is, and at which shop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nobi_desktop.domain.timeline import TimelineState
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

HEIGHT = 64
AVATAR = 40

Avatar = Callable[[str, QSize, int, bool, float], QPixmap | None]


class ChatHeader(QWidget):
    """Avatar, name, and one line with the shop's dot, the shop and how things stand."""

    def __init__(self, avatar: Avatar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatHeader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._avatar = avatar
        self._state = TimelineState()
        self._standing = ""
        self._waits = False
        style.watch(self, self._restyle)

    def show_state(self, state: TimelineState) -> None:
        """Show whose conversation `state` is."""
        self._state = state
        self._say()
        self.update()

    def show_standing(self, said: str, *, warns: bool = False) -> None:
        """Say beside the shop's name how its connection stands; empty says nothing."""
        if (said, warns) != (self._standing, self._waits):
            self._standing, self._waits = said, warns
            self._say()
            self.update()

    @property
    def shown(self) -> tuple[str, str]:
        """The name and the line below it."""
        return words.buyer_name(self._state.buyer), self._line()

    def _line(self) -> str:
        shop = plain.name(self._state.shop_name, t("Shop"))
        return f"{shop} · {self._standing}" if self._standing else shop

    def _say(self) -> None:
        name, line = self.shown
        self.setAccessibleName(f"{name}, {line}")
        plain.set_tip(self, line)

    def _restyle(self, now: Tokens) -> None:
        self.setFixedHeight(now.px(HEIGHT))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), now.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.line)
        if self._state.key is None:
            painter.end()
            return
        side = now.px(AVATAR)
        left, top = now.px(20), (self.height() - side) // 2
        self._paint_avatar(painter, QRectF(left, top, side, side))
        name, line = self.shown
        x = left + side + now.px(12)
        room = max(0, self.width() - x - now.px(16))
        high, low = now.line_height("strong"), now.line_height("hint")
        y = (self.height() - high - low) // 2
        font = now.font("strong")
        font.setPixelSize(now.px(15))
        painter.setFont(font)
        painter.setPen(now.text)
        plain.draw_line(painter, QRect(x, y, room, high), name)
        dot = now.px(8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour_of(self._state.shop_colour))
        painter.drawEllipse(QPointF(x + dot / 2, y + high + low / 2 + 1), dot / 2, dot / 2)
        painter.setFont(now.font("hint"))
        painter.setPen(now.warn if self._waits else now.text_2)
        gap = dot + now.px(6)
        plain.draw_line(painter, QRect(x + gap, y + high + 1, max(0, room - gap), low), line)
        painter.end()

    def _paint_avatar(self, painter: QPainter, place: QRectF) -> None:
        buyer = self._state.buyer
        side = round(place.width())
        picture = None
        if buyer.avatar:
            picture = self._avatar(
                buyer.avatar, QSize(side, side), side // 2, True, self.devicePixelRatioF()
            )
        if picture is not None:
            painter.drawPixmap(place.topLeft(), picture)
            return
        ground = tokens.avatar_colour(buyer.im_user_id or buyer.user_id)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(place)
        painter.setPen(tokens.text_on(ground))
        painter.setFont(tokens.current().font("strong"))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignCenter, plain.initials(words.buyer_name(buyer))
        )
