"""The side panel: who the buyer is, what is known of their orders, and the note about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nobi_desktop.domain.conversation import ConversationRow, Orders
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import plain, words
from nobi_desktop.ui.panels.note import NoteField
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

WIDTH = 320
"""Pixels at zoom 1."""


class SidePanel(QWidget):
    """Shows what is known of the open conversation's buyer; the note is always in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row: ConversationRow | None = None
        self._stops: list[Stop] = []
        self._desk: Desk | None = None
        self._name = plain.Label("", "strong", self)
        self._name.setObjectName("sideName")
        self._name.setWordWrap(True)
        self._shop = plain.ElidedLabel("", "hint", self)
        self._id = plain.Label("", "hint", self)
        self._id.setObjectName("sideIds")
        self._id.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._id.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._id.setWordWrap(True)
        self._orders_title = plain.Label("", "second_strong", self)
        self._orders = plain.Label("", "second", self)
        self._orders.setObjectName("sideOrders")
        self._orders.setWordWrap(True)
        self._note_title = plain.Label("", "second_strong", self)
        self.note = NoteField(self)
        self._note_hint = plain.Label("", "hint", self)
        self._note_hint.setWordWrap(True)
        self._nobody = plain.Label("", "second", self)
        self._nobody.setWordWrap(True)
        for label in (self._shop, self._id, self._note_hint, self._nobody):
            label.setProperty("tone", "hint")
        self._about = QWidget()
        self._about.setObjectName("sideAbout")
        self._column = QVBoxLayout(self._about)
        for part in (
            self._name,
            self._shop,
            self._id,
            _line(self),
            self._orders_title,
            self._orders,
            _line(self),
            self._note_title,
            self.note,
            self._note_hint,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("sideScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(scroll)
        scroll.setWidget(self._about)
        self._scroll = scroll
        edge = QFrame(self)
        edge.setProperty("kind", "rule")
        edge.setFixedWidth(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(edge)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        across.addLayout(whole, 1)
        whole.addWidget(self._nobody, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(scroll, 1)
        self.translate()
        style.watch(self, self._restyle)
        self._show(None)

    def attach(self, desk: Desk) -> None:
        """Show what `desk` has open from now on."""
        self.close_watches()
        self._desk = desk
        self.note.attach(desk.notes)
        self._stops.append(desk.timeline.about.watch(self._show))

    def close_watches(self) -> None:
        """Stop listening to the desk; what was typed is kept first."""
        self.note.close_watches()
        while self._stops:
            self._stops.pop()()
        self._desk = None

    def focus_note(self) -> None:
        """Let the next key press write the note."""
        if self._row is not None:
            self._scroll.ensureWidgetVisible(self.note)
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("About the buyer"))
        self._orders_title.setText(t("Orders"))
        self._note_title.setText(t("Note"))
        self._note_hint.setText(t("Seen from all your shops. Kept in Nobi, on this computer."))
        self._nobody.setText(t("Open a conversation to see who the buyer is."))
        self.note.translate()
        self._show(self._row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _show(self, row: ConversationRow | None) -> None:
        self._row = row
        self._scroll.setVisible(row is not None)
        self._nobody.setVisible(row is None)
        if row is None:
            return
        self._name.setText(words.buyer_name(row.buyer))
        self._shop.setText(plain.name(row.shop_name, t("Shop")))
        self._id.setText(row.buyer.user_id or row.buyer.im_user_id)
        self._id.setAccessibleName(t("Buyer's id"))
        self._orders.setText(orders_words(row.orders))

    def _restyle(self, now: Tokens) -> None:
        self._column.setContentsMargins(now.px(20), now.px(20), now.px(20), now.px(20))
        self._column.setSpacing(now.px(8))
        self._nobody.setContentsMargins(now.px(20), now.px(20), now.px(20), now.px(20))
        for label in (
            self._name,
            self._shop,
            self._id,
            self._orders_title,
            self._orders,
            self._note_title,
            self._note_hint,
            self._nobody,
        ):
            label.restyle()


def orders_words(orders: Orders) -> str:
    """What is known of a buyer's orders, as a sentence."""
    match orders:
        case Orders.SOME:
            return t("This buyer has ordered at this shop.")
        case Orders.NONE:
            return t("This buyer has no order at this shop.")
        case Orders.UNKNOWN:
            return t("Not checked yet: Nobi has not read this shop's orders so far back.")


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
