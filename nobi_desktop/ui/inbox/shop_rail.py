"""The rail of shops: which one is shown, what waits in each, and how complete it all is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import ShopRow
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.inbox.settings_menu import SettingsMenu
from nobi_desktop.ui.inbox.shop_tile import CELL_WIDTH, ShopTile
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.inbox import Inbox


class ShopRail(QWidget):
    """A column of tiles, the moment the inbox is complete up to, and the settings."""

    def __init__(self, menu: SettingsMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shopRail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inbox: Inbox | None = None
        self._stops: list[Stop] = []
        self._rows: tuple[ShopRow, ...] = ()
        self._query = InboxQuery()
        self._menu = menu
        self._tiles: dict[str, ShopTile] = {}

        self._all = ShopTile(self)
        self._all.setObjectName("tileAll")
        self._all.clicked.connect(lambda: self.choose(0))
        self._rule = QFrame(self)
        self._rule.setObjectName("railRule")
        self._column = QWidget(self)
        self._column.setObjectName("railTiles")
        self._places = QVBoxLayout(self._column)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(0)
        self._places.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("railScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._column)
        self._complete = plain.Label("", "label", self)
        self._complete.setObjectName("railComplete")
        self._complete.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._gear = QToolButton(self)
        self._gear.setObjectName("settingsButton")
        self._gear.clicked.connect(self._pop_up)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addWidget(self._scroll, 1)
        self._box.addWidget(self._complete)
        self._box.addWidget(self._gear, 0, Qt.AlignmentFlag.AlignHCenter)
        self.translate()
        style.watch(self, self._restyle)

    def preview(self, rows: Sequence[ShopRow]) -> None:
        """Show shops kept from the last time, until the desk is here."""
        self.show_shops(tuple(rows))

    def attach(self, desk: Desk) -> None:
        """Show what `desk` tells from now on."""
        self.close_watches()
        inbox = self._inbox = desk.inbox

        def shops(rows: tuple[ShopRow, ...]) -> None:
            # Before the first read of the shops the preview stays.
            if rows or not inbox.loading.value:
                self.show_shops(rows)

        self._stops += [
            desk.shops.rows.watch(shops),
            inbox.query.watch(self.show_query),
        ]

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def choose(self, number: int) -> None:
        """Ask for the shop in place `number` (from 1), or for all of them (0)."""
        if self._inbox is None or number > len(self._rows):
            return
        ids = () if number == 0 else (self._rows[number - 1].shop.id,)
        self._inbox.show(self._inbox.query.value.of(*ids))

    def focus_chosen(self) -> None:
        """Give the keyboard to the tile of the shop on show."""
        for tile in (*self._tiles.values(), self._all):
            if tile.isChecked() or tile is self._all:
                tile.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        """Show a tile for each of `rows`, in their order."""
        self._rows = rows
        wanted = {row.shop.id: row for row in rows}
        for gone in self._tiles.keys() - wanted.keys():
            tile = self._tiles.pop(gone)
            self._places.removeWidget(tile)
            tile.deleteLater()
        for place, (shop, row) in enumerate(wanted.items()):
            tile = self._tiles.get(shop) or self._new_tile(shop)
            if self._places.indexOf(tile) != place:
                self._places.removeWidget(tile)
                self._places.insertWidget(place, tile, 0, Qt.AlignmentFlag.AlignHCenter)
            if tile.row != row:
                tile.show_shop(row)
        self._all.show_all(sum(row.unread for row in rows))
        self._redraw()

    def show_query(self, query: InboxQuery) -> None:
        """Ring the tiles that `query` asks for."""
        self._query = query
        self._redraw()
        # After the layout, which comes later than the tiles.
        QTimer.singleShot(0, self, self._reveal)

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Shops"))
        self._gear.setAccessibleName(t("Settings"))
        plain.set_tip(self._gear, t("Settings"))
        for tile in self._tiles.values():
            if tile.row is not None:
                tile.show_shop(tile.row)
        self._all.show_all(sum(row.unread for row in self._rows))
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _new_tile(self, shop: str) -> ShopTile:
        tile = ShopTile(self._column)
        tile.setObjectName(f"tile_{plain.one_line(shop, 40)}")
        tile.clicked.connect(lambda: self._ask(shop))
        tile.setFixedSize(tile.sizeHint())
        self._tiles[shop] = tile
        return tile

    def _ask(self, shop: str) -> None:
        if self._inbox is not None:
            self._inbox.show(self._inbox.query.value.of(shop))

    def _reveal(self) -> None:
        for shop in self._query.shops:
            if shop in self._tiles:
                self._scroll.ensureWidgetVisible(self._tiles[shop], 0, self._tiles[shop].height())
                return

    def _redraw(self) -> None:
        chosen = self._query.shops
        self._all.setChecked(not chosen)
        for shop, tile in self._tiles.items():
            tile.setChecked(shop in chosen)
        shown = [row for row in self._rows if not chosen or row.shop.id in chosen]
        self._complete.setVisible(bool(shown))
        if shown:
            # The worst of those on show: nothing may be called complete that is not.
            text = words.complete_until(min(row.status.complete_until for row in shown))
            self._complete.setText(text)
            self._complete.setAccessibleName(text.replace("\n", " "))

    def _pop_up(self) -> None:
        size = self._menu.sizeHint()
        corner = self._gear.mapToGlobal(QPoint(self._gear.width() + 4, self._gear.height()))
        self._menu.popup(QPoint(corner.x(), corner.y() - size.height()))

    def _restyle(self, tokens: Tokens) -> None:
        px = tokens.px
        self.setFixedWidth(px(CELL_WIDTH))
        self._box.setContentsMargins(0, px(6), 0, px(10))
        self._rule.setFixedSize(px(28), max(1, px(1)))
        self._gear.setIcon(assets.icon("gear", tokens.rail_text, px(20)))
        self._gear.setIconSize(assets.icon_size(px(20)))
        self._complete.restyle()
        self._complete.setContentsMargins(0, px(6), 0, px(8))
        self._complete.setMinimumHeight(2 * tokens.line_height("label") + px(14))
        for tile in (self._all, *self._tiles.values()):
            tile.setFixedSize(tile.sizeHint())
            tile.update()
