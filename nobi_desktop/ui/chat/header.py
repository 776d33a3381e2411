"""The line above the timeline: who the buyer is, at which shop, what is due, and its commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.tag import Tag
from nobi_desktop.domain.timeline import TimelineState
from nobi_desktop.ui import assets, countdown, keys, plain, times, words
from nobi_desktop.ui.tag_line import TagLine
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t

HEIGHT = 64
AVATAR = 40
ROOMY = 560
"""Pixels at zoom 1 from which on there is room for every button; the others go under "More"."""

MINUTE = 60_000
_BUTTONS = {"tags": "tag", "remind": "bell", "settle": "check", "find": "search", "more": "more"}
_COMMANDS = {"tags": "tag_menu", "remind": "remind", "settle": "settle", "find": "find"}
_FOR_ROOM = ("tags", "find")

Avatar = Callable[[str, QSize, int, bool, float], QPixmap | None]


class ChatHeader(QWidget):
    """Avatar, name and tags, and one line with the shop's dot, the shop and how things stand.

    `wanted` tells which of its buttons was pressed: `tags`, `remind`, `settle`, `find` or `more`;
    `labels` where it was the tags themselves.
    """

    wanted = Signal(str)

    def __init__(self, avatar: Avatar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatHeader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._avatar = avatar
        self._state = TimelineState()
        self._standing = ""
        self._waits = False
        self._row: ConversationRow | None = None
        self._tags: tuple[Tag, ...] = ()
        self.tags = TagLine("headerTags", self)
        self.tags.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tags.clicked.connect(lambda: self.wanted.emit("labels"))
        self._line_of_buttons = QHBoxLayout(self)
        self._line_of_buttons.addStretch(1)
        self.buttons: dict[str, QToolButton] = {}
        for name in _BUTTONS:
            button = self.buttons[name] = QToolButton(self)
            button.setObjectName(f"header_{name}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # A click leaves the keyboard there.
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._line_of_buttons.addWidget(button)
        self.buttons["settle"].setCheckable(True)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self._say)
        self._minute.timeout.connect(self.update)
        self._minute.start()
        self.translate()
        keys.watch(self, self.translate)
        style.watch(self, self._restyle)

    def show_state(self, state: TimelineState) -> None:
        """Show whose conversation `state` is."""
        self._state = state
        self._show_buttons()
        self._name_buttons()
        self._place_tags()
        self._say()
        self.update()

    def show_row(self, row: ConversationRow | None) -> None:
        """Show what is due in the conversation, its tags and its reminder."""
        self._row = row
        self._name_buttons()
        self._place_tags()
        self._say()
        self.update()

    def show_tags(self, tags: tuple[Tag, ...]) -> None:
        """The seller's tags, of which the row names its own."""
        self._tags = tags
        self._place_tags()

    def hidden(self) -> tuple[str, ...]:
        """The buttons that have no room now."""
        roomy = self.width() >= tokens.current().px(ROOMY)
        return () if roomy else _FOR_ROOM

    def translate(self) -> None:
        """Take the words of the present language."""
        self.tags.translate()
        self._name_buttons()
        self._place_tags()
        self._say()

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

    def _own_row(self) -> ConversationRow | None:
        """The row, where it is of the conversation that is shown: the two come one by one."""
        row = self._row
        return row if row is not None and row.key == self._state.key else None

    def _room(self) -> QRect:
        """Where the two lines of text stand."""
        now = tokens.current()
        x = now.px(20) + now.px(AVATAR) + now.px(12)
        shown = sum(not button.isHidden() for button in self.buttons.values())
        high = now.line_height("strong") + now.line_height("hint")
        wide = max(0, self.width() - x - now.px(24) - shown * now.px(36))
        return QRect(x, (self.height() - high) // 2, wide, high)

    def _name_font(self) -> QFont:
        font = tokens.current().font("strong")
        font.setPixelSize(tokens.current().px(15))
        return font

    def _place_tags(self) -> None:
        """Put the tags behind the name, or behind what there is room for of it."""
        row = self._own_row()
        self.tags.setVisible(row is not None)
        if row is None:
            return
        now = tokens.current()
        self.tags.show_tags([tag for tag in self._tags if tag.id in row.tags])
        room = self._room()
        name = QFontMetrics(self._name_font()).horizontalAdvance(self.shown[0])
        # A long name gives way as far as the number of tags needs it.
        least = min(self.tags.sizeHint().width(), now.px(48))
        left = min(name + now.px(6), max(0, room.width() - least))
        wide = min(self.tags.sizeHint().width(), room.width() - left)
        self.tags.setVisible(wide >= now.px(24))
        high = now.line_height("strong")
        self.tags.setGeometry(room.x() + left, room.y(), wide, high)
        self.update()

    def _due(self) -> countdown.Standing | None:
        row = self._own_row()
        if row is None or not row.unanswered:
            return None
        return countdown.standing(times.now(), row.waiting_since, row.deadline)

    def _show_buttons(self) -> None:
        hidden = self.hidden()
        for name, button in self.buttons.items():
            button.setVisible(self._state.key is not None and name not in hidden)

    def _name_buttons(self) -> None:
        row = self._own_row()
        reminder = row.remind_at if row is not None else 0
        waits = row is not None and row.unanswered
        said = {
            "tags": t("Tags…"),
            "remind": t("Reminder: {time}", time=times.reminder_time(reminder))
            if reminder
            else t("Remind me later…"),
            "settle": t("Needs no answer") if waits else t("Needs an answer"),
            "find": t("Find in this conversation"),
            "more": t("More"),
        }
        for name, button in self.buttons.items():
            button.setAccessibleName(said[name])
            plain.set_tip(button, keys.beside(said[name], _COMMANDS.get(name, "")))
        self.buttons["settle"].setChecked(row is not None and not waits)
        self._draw_buttons()

    def _draw_buttons(self) -> None:
        now = tokens.current()
        row = self._own_row()
        reminded = row is not None and row.remind_at > 0
        for name, button in self.buttons.items():
            lit = (name == "remind" and reminded) or (name == "settle" and button.isChecked())
            ink = now.accent if lit else now.text_2
            button.setIcon(assets.icon(_BUTTONS[name], ink, now.px(20)))
            button.setIconSize(assets.icon_size(now.px(20)))
            button.setFixedSize(now.px(34), now.px(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()
        self._place_tags()

    def _say(self) -> None:
        name, line = self.shown
        due = self._due()
        said = f"{name}, {line}, {due.words}" if due is not None else f"{name}, {line}"
        self.setAccessibleName(said)

    def _restyle(self, now: Tokens) -> None:
        self.setFixedHeight(now.px(HEIGHT))
        self._line_of_buttons.setContentsMargins(0, 0, now.px(12), 0)
        self._line_of_buttons.setSpacing(now.px(2))
        self._draw_buttons()
        self._place_tags()
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
        area = self._room()
        x, y, room = area.x(), area.y(), area.width()
        high, low = now.line_height("strong"), now.line_height("hint")
        painter.setFont(self._name_font())
        painter.setPen(now.text)
        wide = room if self.tags.isHidden() else self.tags.x() - x - now.px(2)
        plain.draw_line(painter, QRect(x, y, wide, high), name)
        dot = now.px(8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour_of(self._state.shop_colour))
        painter.drawEllipse(QPointF(x + dot / 2, y + high + low / 2 + 1), dot / 2, dot / 2)
        painter.setFont(now.font("hint"))
        painter.setPen(now.warn if self._waits else now.text_2)
        gap = dot + now.px(6)
        box = QRect(x + gap, y + high + 1, max(0, room - gap), low)
        taken = plain.draw_line(painter, box, line) + now.px(10)
        self._paint_due(painter, box.adjusted(taken, 0, 0, 0))
        painter.end()

    def _paint_due(self, painter: QPainter, box: QRect) -> None:
        due = self._due()
        if due is None or box.width() < tokens.current().px(40):
            return
        now = tokens.current()
        ink, ground = countdown.colours(due.level, now)
        font = now.font("hint_strong" if ground is not None else "hint")
        painter.setFont(font)
        if ground is not None:
            wide = painter.fontMetrics().horizontalAdvance(due.words) + now.px(12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(
                QRectF(box.x(), box.y() - 1, min(wide, box.width()), box.height() + 2),
                now.px(4),
                now.px(4),
            )
            box = box.adjusted(now.px(6), 0, 0, 0)
        painter.setPen(ink)
        plain.draw_line(painter, box, due.words)

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
