"""The side panel: who the buyer is, what is known of their orders, and the note about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.domain.conversation import ConversationRow, Orders
from nobi_desktop.domain.tag import Tag
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import assets, keys, plain, times
from nobi_desktop.ui.menus import below
from nobi_desktop.ui.panels.buyer_card import BuyerCard
from nobi_desktop.ui.panels.note import NoteField
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_line import TagLine
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

NEAR = 3_600
"""Characters of a note from which on it is told how many there are."""


class SidePanel(QWidget):
    """Shows what is known of the open conversation's buyer; the note is always in sight."""

    fold_wanted = Signal()
    """The seller wants the panel out of the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row: ConversationRow | None = None
        self._tags: tuple[Tag, ...] = ()
        self._stops: list[Stop] = []
        self._desk: Desk | None = None
        self._title = plain.Label("", "strong", self)
        self._fold = QToolButton(self)
        self._fold.setObjectName("foldSide")
        self._fold.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fold.clicked.connect(self.fold_wanted)
        self.card = BuyerCard(self)
        self.tags = TagLine("sideTags", self)
        self.tags.clicked.connect(self._open_tags)
        self.reminder = QPushButton(self)
        self.reminder.setObjectName("sideReminder")
        self.reminder.setProperty("kind", "quiet")
        self.reminder.setCursor(Qt.CursorShape.PointingHandCursor)
        self.reminder.clicked.connect(self._open_reminders)
        self._orders_title = plain.Label("", "second_strong", self)
        self._orders = plain.Label("", "second", self)
        self._orders.setObjectName("sideOrders")
        self._orders.setWordWrap(True)
        self._orders_hint = plain.Label("", "hint", self)
        self._orders_hint.setObjectName("sideOrdersHint")
        self._orders_hint.setWordWrap(True)
        self._note_title = plain.Label("", "second_strong", self)
        self.note = NoteField(self)
        self.note.counted.connect(self._count)
        self._counter = plain.Label("", "hint", self)
        self._counter.setObjectName("noteCounter")
        self._note_hint = plain.Label("", "hint", self)
        self._note_hint.setWordWrap(True)
        self._nobody = plain.Label("", "second", self)
        self._nobody.setWordWrap(True)
        for label in (self._orders_hint, self._counter, self._note_hint, self._nobody):
            label.setProperty("tone", "hint")
        self._labels = (
            *(self._title, self._orders_title, self._orders, self._orders_hint),
            *(self._note_title, self._counter, self._note_hint, self._nobody),
        )
        self._lay_out()
        self.translate()
        keys.watch(self, self.translate)
        style.watch(self, self._restyle)
        self._show(None)

    def _lay_out(self) -> None:
        about = QWidget()
        about.setObjectName("sideAbout")
        self._column = QVBoxLayout(about)
        marks = self._marks = QVBoxLayout()
        marks.addWidget(self.tags, 0, Qt.AlignmentFlag.AlignLeft)
        marks.addWidget(self.reminder, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.card)
        self._column.addLayout(marks)
        self._column.addWidget(_line(self))
        noted = QHBoxLayout()
        noted.addWidget(self._note_title, 1)
        noted.addWidget(self._counter)
        self._column.addLayout(noted)
        self._column.addWidget(self.note)
        self._column.addWidget(self._note_hint)
        self._column.addWidget(_line(self))
        self._column.addWidget(self._orders_title)
        self._column.addWidget(self._orders)
        self._column.addWidget(self._orders_hint)
        self._column.addStretch(1)
        scroll = self._scroll = QScrollArea(self)
        scroll.setObjectName("sideScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(scroll)
        scroll.setWidget(about)
        edge = QFrame(self)
        edge.setProperty("kind", "rule")
        edge.setFixedWidth(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(edge)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        across.addLayout(whole, 1)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._fold)
        whole.addLayout(self._head)
        whole.addWidget(self._nobody, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(scroll, 1)

    def attach(self, desk: Desk) -> None:
        """Show what `desk` has open from now on."""
        self.close_watches()
        self._desk = desk
        self.card.attach(desk.images)
        self.note.attach(desk.notes)
        self._stops += [
            desk.tags.rows.watch(self._show_tags),
            desk.timeline.about.watch(self._show),
        ]

    def close_watches(self) -> None:
        """Stop listening to the desk; what was typed is kept first."""
        self.note.close_watches()
        self.card.close_watches()
        while self._stops:
            self._stops.pop()()
        self._desk = None

    @property
    def empty(self) -> bool:
        """Whether nobody is shown."""
        return self._row is None

    def focus_note(self) -> None:
        """Let the next key press write the note."""
        if self._row is not None:
            self._scroll.ensureWidgetVisible(self.note)
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_orders(self) -> None:
        """Bring what is known of the buyer's orders into sight."""
        self._scroll.ensureWidgetVisible(self._orders_hint)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("About the buyer"))
        self._title.setText(t("Buyer"))
        fold = t("Hide the side panel")
        self._fold.setAccessibleName(fold)
        plain.set_tip(self._fold, keys.beside(fold, "side_panel"))
        self._orders_title.setText(t("Orders"))
        self._note_title.setText(t("Note"))
        self._note_hint.setText(t("Seen from all your shops. Kept in Nobi, on this computer."))
        self._nobody.setText(t("Open a conversation to see who the buyer is."))
        self.note.translate()
        self.tags.translate()
        self._show(self._row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        self._show(self._row)

    def _show(self, row: ConversationRow | None) -> None:
        self._row = row
        self._scroll.setVisible(row is not None)
        self._nobody.setVisible(row is None)
        if row is None:
            return
        self.card.show_row(row)
        self.tags.show_tags([tag for tag in self._tags if tag.id in row.tags])
        at = row.remind_at
        self.reminder.setText(
            t("Reminder: {time}", time=times.reminder_time(at)) if at else t("Remind me later…")
        )
        said, meaning = orders_words(row.orders)
        self._orders.setText(said)
        self._orders_hint.setText(meaning)
        self._orders_hint.setVisible(bool(meaning))

    def _count(self, used: int) -> None:
        most = self._desk.notes.LONGEST if self._desk is not None else 0
        self._counter.setText(f"{used}/{most}" if used >= NEAR else "")
        style.mark(self._counter, "tone", "warn" if used >= most else "hint")
        self._counter.setAccessibleName(t("{used} of {most} characters", used=used, most=most))

    def _open_tags(self) -> None:
        if self._desk is not None and self._row is not None:
            from nobi_desktop.ui.tag_menu import TagMenu

            TagMenu(self).open_for(self._desk, (self._row.key,), below(self.tags))

    def _open_reminders(self) -> None:
        if self._desk is not None and self._row is not None:
            from nobi_desktop.ui.remind_menu import RemindMenu

            RemindMenu(self).open_for(self._desk, (self._row.key,), below(self.reminder))

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._head.setContentsMargins(px(20), px(14), px(12), px(2))
        self._column.setContentsMargins(px(20), px(8), px(20), px(20))
        self._column.setSpacing(px(8))
        self._marks.setContentsMargins(0, px(4), 0, px(4))
        self._marks.setSpacing(px(4))
        self._nobody.setContentsMargins(px(20), px(8), px(20), px(20))
        self._nobody.setIndent(px(20))
        self._fold.setIcon(assets.icon("close", now.text_2, px(14)))
        self._fold.setIconSize(assets.icon_size(px(14)))
        self._fold.setFixedSize(px(30), px(30))
        self.tags.setFixedHeight(px(26))
        self.reminder.setIcon(assets.icon("bell", now.accent, px(16)))
        self.reminder.setIconSize(assets.icon_size(px(16)))
        for label in self._labels:
            label.restyle()


def orders_words(orders: Orders) -> tuple[str, str]:
    """What is known of a buyer's orders, and what that means where it needs saying."""
    match orders:
        case Orders.SOME:
            return t("This buyer has ordered at this shop."), ""
        case Orders.NONE:
            return t("This buyer has no order at this shop."), ""
        case Orders.UNKNOWN:
            return (
                t("Not checked yet"),
                t("Nobi has not asked TikTok yet: the buyer may have orders, or none."),
            )


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
