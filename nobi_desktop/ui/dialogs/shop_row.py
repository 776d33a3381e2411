"""One shop of the shop manager: its tile, where it belongs, how it stands, and one button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import plain, shop_mark, words, words_shops
from nobi_desktop.ui.focus import RingButton
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

_TILE = 40
_LEAST = 160
"""Pixels that the words have beside the button at the least."""
_SIDE, _ABOVE, _GAP = 12, 10, 12


class ShopRowButton(RingButton):
    """A row that is chosen by a press or an arrow key; its own button does what fits the state."""

    chosen = Signal()
    """The keyboard or the mouse is here."""
    stepped = Signal(int)
    """An arrow key leads so many rows down (up: negative)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: ShopRow | None = None
        self._branch = ""
        self._sentence = ""
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "outline")
        self.button.setAutoDefault(False)
        self.clicked.connect(lambda: self.chosen.emit())
        style.watch(self, self._restyle)

    def show_shop(self, row: ShopRow, branch: str) -> None:
        """Show `row`, which belongs to the branch of this name."""
        said = words_shops.state_button(row.status.state)
        sentence = words.shop_state(row.status)
        same = (row, branch, sentence, said)
        if same == (self.row, self._branch, self._sentence, self.button.text()):
            return
        higher = sentence != self._sentence or said != self.button.text()
        self.row, self._branch, self._sentence = row, branch, sentence
        self.setAccessibleName(words_shops.read_aloud(row, branch))
        self.setAccessibleDescription(sentence)
        plain.set_tip(self, words.shop_counts(row.unread, row.unanswered))
        self.button.setText(plain.caption(said))
        self.button.setAccessibleName(f"{said}: {words.shop_name(row.shop)}")
        self.button.setVisible(bool(said))
        live = row.status.state is ShopState.LIVE
        style.mark(self.button, "kind", "quiet" if live else "outline")
        if higher:
            self.updateGeometry()
            self._place_button()
        self.update()

    def set_reachable(self, reachable: bool) -> None:
        """Let Tab come here: of all rows only the chosen one is on its way."""
        by_tab, by_click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(by_tab if reachable else by_click)
        self.button.setFocusPolicy(by_tab if reachable else by_click)

    def nextCheckState(self) -> None:
        """Nothing: the list says which row is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -5,
            Qt.Key.Key_PageDown: 5,
            Qt.Key.Key_Home: -10_000,
            Qt.Key.Key_End: 10_000,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
            event.accept()

    def sizeHint(self) -> QSize:
        wide = theme.current().px(360)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        now = theme.current()
        return QSize(now.px(200), now.px(_TILE + 2 * _ABOVE))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = theme.current()
        high = self._sentence_box(now, width).bottom() + 1 - now.px(_ABOVE)
        if self._is_narrow(now, width):
            high += self.button.sizeHint().height() + now.px(4)
        return max(high, now.px(_TILE)) + 2 * now.px(_ABOVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def paintEvent(self, _event: QPaintEvent) -> None:
        row = self.row
        if row is None:
            return
        now = theme.current()
        px = now.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = now.surface
        if self.isChecked() or self.underMouse():
            ground = now.selected if self.isChecked() else now.hover
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))
        tile = QRectF(px(_SIDE), px(_ABOVE), px(_TILE), px(_TILE))
        name = words.shop_name(row.shop)
        gone = row.status.state is ShopState.DISCONNECTED
        painter.setOpacity(0.5 if gone else 1.0)
        colour = theme.colour_of(row.shop.colour)
        shop_mark.paint_letters(painter, tile, colour, plain.initials(name), now)
        painter.setOpacity(1.0)
        size = px(15)
        dot = QRectF(tile.right() - size + px(5), tile.bottom() - size + px(5), size, size)
        shop_mark.paint_sign(painter, dot, row.status.state, now, ground)

        left, right = self._left(now), self.width() - px(_SIDE)
        line = QRect(left, px(_ABOVE), right - left, now.line_height("strong"))
        line.setRight(line.right() - self._paint_counts(painter, line, row, now))
        painter.setFont(now.font("strong"))
        painter.setPen(now.text_2 if gone else now.text)
        plain.draw_line(painter, line, name)
        place = self._sentence_box(now, self.width())
        second = QRect(left, line.bottom() + 1 + px(2), place.width(), now.line_height("hint"))
        painter.setFont(now.font("hint"))
        painter.setPen(now.text_3)
        plain.draw_line(painter, second, words_shops.place(row.shop, self._branch))
        painter.setPen(shop_mark.state_ink(row.status.state, now))
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap), self._sentence)
        if self.ringed:
            painter.setPen(QPen(now.accent, px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        painter.end()

    def _paint_counts(self, painter: QPainter, line: QRect, row: ShopRow, now: Tokens) -> int:
        """The counts at the end of the first line; answers the pixels they took."""
        right = line.right() + 1
        font = now.font("label_strong")
        for number, ground, ink in (
            (row.unread, now.accent, now.accent_text),
            (row.unanswered, now.warn_soft, now.warn),
        ):
            if not number:
                continue
            text = words.count(number)
            high = now.px(18)
            wide = max(high, QFontMetrics(font).horizontalAdvance(text) + now.px(10))
            pill = QRectF(right - wide, line.top() + (line.height() - high) / 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(pill, high / 2, high / 2)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            right -= wide + now.px(4)
        return line.right() + 1 - right

    def _left(self, now: Tokens) -> int:
        return now.px(_SIDE) + now.px(_TILE) + now.px(_GAP)

    def _sentence_box(self, now: Tokens, width: int) -> QRect:
        left = self._left(now)
        right = width - now.px(_SIDE)
        if self.button.text() and not self._is_narrow(now, width):
            right -= self.button.sizeHint().width() + now.px(8)
        top = now.px(_ABOVE) + now.line_height("strong") + now.line_height("hint") + 2 * now.px(2)
        room = max(now.px(60), right - left)
        asked = QFontMetrics(now.font("hint")).boundingRect(
            QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self._sentence
        )
        return QRect(left, top, room, max(asked.height(), now.line_height("hint")))

    def _is_narrow(self, now: Tokens, width: int) -> bool:
        """Whether the button has to stand below the words, for want of room beside them."""
        room = width - self._left(now) - now.px(_SIDE) - self.button.sizeHint().width()
        return bool(self.button.text()) and room < now.px(_LEAST)

    def _place_button(self) -> None:
        now = theme.current()
        size = self.button.sizeHint()
        left = self.width() - now.px(_SIDE) - size.width()
        if self._is_narrow(now, self.width()):
            left = self._left(now)
        top = max(
            now.px(_ABOVE) + now.line_height("strong"),
            self.height() - size.height() - now.px(_ABOVE),
        )
        self.button.setGeometry(left, top, size.width(), size.height())

    def _restyle(self, now: Tokens) -> None:
        self.button.setFont(now.font("second"))
        self.updateGeometry()
        self._place_button()
        self.update()
