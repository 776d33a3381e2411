"""What the shop manager tells of the chosen shop, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import KeyState, Purpose
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import assets, plain, shop_mark, words, words_shops
from nobi_desktop.ui.chips import FlowLayout
from nobi_desktop.ui.dialogs.colour_choice import ColourChoice
from nobi_desktop.ui.fields import ComboBox
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class ShopDetails(QScrollArea):
    """The chosen shop: state, colour, branch, keys, and how it is paused and given up."""

    branches_wanted = Signal()
    """The seller wants to change the branches."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row: ShopRow | None = None
        self._branches: tuple[Branch, ...] = ()
        self._asked: set[ShopId] = set()
        self._results: dict[ShopId, str] = {}
        self.setObjectName("shopDetails")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(self)
        body = QWidget()
        body.setObjectName("shopDetailsBody")
        self._face = _Face(body)
        self._name = plain.Label("", "strong", body)
        self._name.setObjectName("detailsName")
        self._place = plain.Label("", "hint", body)
        self._place.setProperty("tone", "hint")
        self._state = plain.Label("", "second", body)
        self._state.setObjectName("detailsState")
        self._complete = plain.Label("", "hint", body)
        self._complete.setObjectName("detailsComplete")
        self._complete.setProperty("tone", "hint")
        self._colour_title = plain.Label("", "second_strong", body)
        self._colours = ColourChoice(body)
        self._colours.chosen.connect(self._recolour)
        self._branch_title = plain.Label("", "second_strong", body)
        self._branch = ComboBox(body)
        self._branch.setObjectName("shopBranch")
        self._branch.activated.connect(self._set_branch)
        self._edit = self._button("editBranches", "quiet")
        self._edit.clicked.connect(lambda: self.branches_wanted.emit())
        self._keys_title = plain.Label("", "second_strong", body)
        self._keys = {what: _KeyLine(what, body) for what in Purpose}
        self._refresh = self._button("refreshToken", "outline")
        self._refresh.clicked.connect(self.refresh)
        self._result = plain.Label("", "second", body)
        self._result.setObjectName("refreshResult")
        self._pause = self._button("pauseShop", "")
        self._pause.clicked.connect(self._pause_or_resume)
        self._leave = self._button("leaveShop", "")
        self._leave.clicked.connect(self._give_up)
        for label in (self._name, self._place, self._state, self._complete, self._result):
            label.setWordWrap(True)
        self._top = QHBoxLayout()
        self._top.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._place)
        self._top.addLayout(names, 1)
        where = QHBoxLayout()
        where.addWidget(self._branch_title, 1)
        where.addWidget(self._edit)
        last = QWidget(body)
        ends = FlowLayout(last, 8)
        ends.addWidget(self._pause)
        ends.addWidget(self._leave)
        self._column = QVBoxLayout(body)
        self._column.addLayout(self._top)
        for part in (self._state, self._complete, *self._section(self._colour_title)):
            self._column.addWidget(part)
        self._column.addWidget(self._colours)
        self._column.addWidget(_Rule(body))
        self._column.addLayout(where)
        self._column.addWidget(self._branch)
        for part in (*self._section(self._keys_title), *self._keys.values()):
            self._column.addWidget(part)
        self._column.addWidget(self._refresh, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._result)
        self._column.addWidget(_Rule(body))
        self._column.addWidget(last)
        self._column.addStretch(1)
        self.setWidget(body)
        style.watch(self, self._restyle)

    def show_shop(self, row: ShopRow, branches: tuple[Branch, ...]) -> None:
        """Show `row`; `branches` are those it can belong to."""
        if self._row is None or row.shop.id != self._row.shop.id:
            self.verticalScrollBar().setValue(0)
        self._row, self._branches = row, branches
        self.translate()

    def refresh(self) -> None:
        """Ask for a new token of the shown shop; `tell_refreshed` tells how it went."""
        if self._row is not None:
            self._asked.add(self._row.shop.id)
            self._results.pop(self._row.shop.id, None)
            self._show_refresh()
            self._desk.shops.refresh_tokens(self._row.shop.id)

    def tell_refreshed(self, shop: ShopId, code: str) -> None:
        """Tell how a refresh ended, when that shop is shown."""
        self._asked.discard(shop)
        self._results[shop] = words_shops.refreshed(code)
        self._show_refresh()

    def tell_accepted(self, shop: ShopId, code: str) -> None:
        """Tell how switching conversations on ended, when that shop is shown."""
        self._results[shop] = words_shops.accepted(code)
        self._show_refresh()

    def translate(self) -> None:
        """Take the words of the present language."""
        row = self._row
        self._colour_title.setText(t("Colour"))
        self._branch_title.setText(t("Branch"))
        self._branch.setAccessibleName(t("Branch"))
        self._edit.setText(t("Change…"))
        self._keys_title.setText(t("What this shop allows"))
        self._colours.translate()
        if row is None:
            return
        shop, live = row.shop, row.shop.connected
        name = words.shop_name(shop)
        self.setAccessibleName(name)
        self._face.show_shop(row)
        self._name.setText(name)
        self._place.setText(words_shops.place(shop))
        self._state.setText(words.shop_state(row.status))
        lines = [words.complete_until(row.status.complete_until).replace("\n", " ")] if live else []
        lines.append(words.clock_offset(row.status.offset))
        self._complete.setText("\n".join(line for line in lines if line))
        self._complete.setVisible(bool(self._complete.text()))
        self._colours.show_colour(shop.colour)
        self._fill_branches(shop.branch)
        for line in self._keys.values():
            line.show_keys(row)
            line.setVisible(live)
        self._keys_title.setVisible(live)
        self._show_refresh()
        self._pause.setText(t("Resume") if shop.paused else t("Pause"))
        self._pause.setVisible(live)
        self._leave.setText(t("Disconnect…") if live else t("Delete its history…"))

    def _fill_branches(self, branch: str) -> None:
        choices = [("", t("No branch"))]
        choices += [(each.id, words.branch_name(each)) for each in self._branches]
        now = [
            (self._branch.itemData(n), self._branch.itemText(n))
            for n in range(self._branch.count())
        ]
        if now != choices:
            self._branch.clear()
            for id, name in choices:
                self._branch.addItem(name, id)
        self._branch.setCurrentIndex(max(0, self._branch.findData(branch)))

    def _show_refresh(self) -> None:
        row = self._row
        if row is None:
            return
        busy = row.shop.id in self._asked
        self._refresh.setText(t("Refreshing…") if busy else t("Refresh token"))
        self._refresh.setEnabled(not busy)
        self._refresh.setVisible(row.shop.connected)
        said = self._results.get(row.shop.id, "")
        self._result.setText(said)
        self._result.setVisible(bool(said))

    def _recolour(self, colour: str) -> None:
        if self._row is not None:
            self._desk.shops.recolour(self._row.shop.id, colour)

    def _set_branch(self, place: int) -> None:
        if self._row is not None:
            self._desk.shops.set_branch(self._row.shop.id, self._branch.itemData(place))

    def _pause_or_resume(self) -> None:
        if self._row is not None:
            shop = self._row.shop
            (self._desk.shops.resume if shop.paused else self._desk.shops.pause)(shop.id)

    def _give_up(self) -> None:
        if self._row is not None:
            self._desk.leaving.ask(self._row.shop.id)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _section(self, title: plain.Label) -> tuple[QWidget, QWidget]:
        return _Rule(self), title

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._column.setContentsMargins(px(8), px(4), px(20), px(8))
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(12))


class _Face(QWidget):
    """The shop's tile with the sign of its state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row: ShopRow | None = None
        style.watch(self, lambda _now: self.setFixedSize(self.sizeHint()))

    def show_shop(self, row: ShopRow) -> None:
        self._row = row
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(54)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, size = now.px(48), now.px(16)
        shop = self._row.shop
        letters = plain.initials(words.shop_name(shop))
        if self._row.status.state is ShopState.DISCONNECTED:
            painter.setOpacity(0.5)
        box = QRectF(0, 0, side, side)
        shop_mark.paint_letters(painter, box, theme.colour_of(shop.colour), letters, now)
        painter.setOpacity(1.0)
        dot = QRectF(side - size + now.px(4), side - size + now.px(4), size, size)
        shop_mark.paint_sign(painter, dot, self._row.status.state, now, now.surface)
        painter.end()


class _KeyLine(QWidget):
    """How the keys for one purpose stand: a sign and a sentence."""

    def __init__(self, purpose: Purpose, parent: QWidget) -> None:
        super().__init__(parent)
        self._purpose = purpose
        self._icon = ("check", "good")
        self._sign = plain.Label("", "second", self)
        self._text = plain.Label("", "second", self)
        self._text.setObjectName(f"keys_{purpose.value}")
        self._text.setWordWrap(True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._text, 1)
        style.watch(self, self._restyle)

    def show_keys(self, row: ShopRow) -> None:
        found = row.keys_for(self._purpose)
        state = found.state if found is not None else None
        self._icon = {
            KeyState.GOOD: ("check", "good"),
            KeyState.RETRYING: ("warning", "warn"),
            KeyState.DEAD: ("error", "bad"),
            None: ("close", "text_3"),
        }[state]
        if found is not None and state is KeyState.GOOD and not found.saved:
            self._icon = ("warning", "warn")
        self._text.setText(words_shops.keys(row, self._purpose))
        self._restyle(theme.current())

    def _restyle(self, now: Tokens) -> None:
        self._line.setSpacing(now.px(8))
        name, ink = self._icon
        side = now.px(18)
        self._sign.setPixmap(assets.pixmap(name, getattr(now, ink), side, self.devicePixelRatioF()))


class _Rule(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule")
        self.setFixedHeight(1)
