"""The rail of shops: which are shown, what waits in each, and how complete it all is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.ui import assets, keys, plain, words
from nobi_desktop.ui.inbox.rail_order import Section, moved, sections
from nobi_desktop.ui.inbox.shop_tile import (
    CELL_HEIGHT,
    CELL_WIDTH,
    AddTile,
    AllTile,
    GroupTile,
    ShopTile,
)
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.domain.branch import Branch, ShopGroup
    from nobi_desktop.domain.ids import BranchId, ShopId
    from nobi_desktop.domain.shop import ShopRow
    from nobi_desktop.flow.news import Stop
    from nobi_desktop.ui.inbox.rail_drag import Gap, TileDrag
    from nobi_desktop.ui.inbox.rail_heading import RailHeading
    from nobi_desktop.ui.inbox.settings_menu import SettingsMenu
    from nobi_desktop.ui.theme.tokens import Tokens

_MERGES = Qt.KeyboardModifier.ControlModifier
_REACHES = Qt.KeyboardModifier.ShiftModifier


class ShopRail(QWidget):
    """Tiles of groups and shops, the moment the inbox is complete up to, and the settings.

    A tile is a widget that stays as long as its shop; news that changes nothing it shows repaints
    nothing.
    """

    wanted = Signal(str, str)
    """A dialog is asked for: `shops`, `groups`, `branches` or `new_branch`, and whose (an id)."""

    def __init__(self, menu: Callable[[], SettingsMenu], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shopRail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk: Desk | None = None
        self._stops: list[Stop] = []
        self._rows: tuple[ShopRow, ...] = ()
        self._branches: tuple[Branch, ...] = ()
        self._groups: tuple[ShopGroup, ...] = ()
        self._sections: tuple[Section, ...] = ()
        self._shown: list[ShopId] = []
        self._only: BranchId = ""
        self._anchor: ShopId = ""
        self._query = InboxQuery()
        self._menu = menu
        self._tiles: dict[ShopId, ShopTile] = {}
        self._group_tiles: dict[str, GroupTile] = {}
        self._headings: dict[tuple[BranchId, bool], RailHeading] = {}
        self._way_back: RailHeading | None = None
        self._placed: list[QWidget] = []
        self._drag: TileDrag | None = None

        self._all = AllTile(self)
        self._all.asked.connect(lambda _held: self.choose(0))
        self._all.menu_wanted.connect(self._all_menu)
        self._rule = self._new_rule(self)
        self._column = QWidget(self)
        self._column.setObjectName("railTiles")
        self._group_rule = self._new_rule(self._column)
        self._group_rule.hide()
        self._add = AddTile(self._column)
        self._add.asked.connect(lambda _held: self._connect())
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
        self._faded = False
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fade_ends)
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
        self._arrange_tiles()
        self.translate()
        keys.watch(self, self._keys_changed)
        style.watch(self, self._restyle)

    def preview(self, rows: Sequence[ShopRow]) -> None:
        """Show shops kept from the last time, until the desk is here."""
        self.show_shops(tuple(rows))

    def attach(self, desk: Desk) -> None:
        """Show what `desk` tells from now on."""
        self.close_watches()
        self._desk = desk
        inbox = desk.inbox

        def shops(rows: tuple[ShopRow, ...]) -> None:
            # Before the first read of the shops the preview stays.
            if rows or not inbox.loading.value:
                self.show_shops(rows)

        self._stops += [
            desk.branches.rows.watch(self.show_branches),
            desk.shops.rows.watch(shops),
            desk.groups.rows.watch(self.show_groups),
            inbox.query.watch(self.show_query),
        ]

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        while self._stops:
            self._stops.pop()()

    def choose(self, number: int) -> None:
        """Show the group with the key `number`, else the shop in that place; 0 shows all."""
        if self._desk is None:
            return
        group = next((g for g in self._groups if number and g.key == number), None)
        if group is not None:
            self._desk.groups.open(group.id)
        elif number == 0:
            self._show()
        elif number <= len(self._shown):
            self._show(self._shown[number - 1])

    def focus_chosen(self) -> None:
        """Give the keyboard to the tile of the shop on show."""
        for tile in (*self._group_tiles.values(), *self._tiles.values(), self._all):
            if (tile.isChecked() and not tile.isHidden()) or tile is self._all:
                tile.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def show_shops(self, rows: tuple[ShopRow, ...]) -> None:
        """Show a tile for each of `rows`, in their order."""
        # Each poll of a shop tells until when it is complete: the tiles stand where they stood.
        placed = [row.shop for row in rows] == [row.shop for row in self._rows]
        self._rows = rows
        wanted = {row.shop.id: row for row in rows}
        for gone in self._tiles.keys() - wanted.keys():
            self._drop(self._tiles.pop(gone))
        for shop, row in wanted.items():
            tile = self._tiles.get(shop) or self._new_tile(shop)
            if tile.row != row:
                tile.show_shop(row, tile.keys)
        self._all.show_counts(sum(row.unread for row in rows), sum(row.unanswered for row in rows))
        if not placed:
            self._arrange_tiles()
        self._fill_groups()
        self._redraw()

    def show_branches(self, branches: tuple[Branch, ...]) -> None:
        """Put the shops of each of `branches` under its name."""
        self._branches = branches
        self._arrange_tiles()

    def show_groups(self, groups: tuple[ShopGroup, ...]) -> None:
        """Show a tile for each of `groups` before those of the shops."""
        self._groups = groups
        for gone in self._group_tiles.keys() - {group.id for group in groups}:
            self._drop(self._group_tiles.pop(gone))
        self._fill_groups()
        self._arrange_tiles()
        self._redraw()

    def show_query(self, query: InboxQuery) -> None:
        """Ring the tiles that `query` asks for."""
        self._query = query
        self._redraw()
        # After the layout, which comes later than the tiles.
        QTimer.singleShot(0, self, self._reveal)

    def show_only(self, branch: BranchId) -> None:
        """Show the shops of one branch alone on the rail; of every branch where it is empty."""
        self._only = branch
        self._arrange_tiles()

    def move_shop(self, shop: ShopId, by: int) -> None:
        """Put a shop `by` places further down in its section, up where it is negative."""
        for part in self._sections:
            ids = [row.shop.id for row in part.rows]
            if shop in ids and not part.gone and self._desk is not None:
                place = ids.index(shop) + by
                if 0 <= place < len(ids):
                    gap = place + 1 if by > 0 else place
                    self._desk.shops.arrange(moved(self._sections, shop, part.key, gap))
                    QTimer.singleShot(0, self, lambda: self._bring(self._tiles.get(shop)))
                return

    def translate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(t("Shops"))
        self._gear.setAccessibleName(t("Settings"))
        plain.set_tip(self._gear, t("Settings"))
        self._add.translate()
        for tile in self._tiles.values():
            if tile.row is not None:
                tile.show_shop(tile.row, tile.keys)
        self._all.show_counts(
            sum(row.unread for row in self._rows), sum(row.unanswered for row in self._rows)
        )
        self._fill_groups()
        self._arrange_tiles()
        self._redraw()

    def _keys_changed(self) -> None:
        self._number()
        self.translate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    # What stands where

    def _arrange_tiles(self) -> None:
        if self._only and self._only not in {branch.id for branch in self._branches}:
            self._only = ""
        self._sections = sections(self._rows, self._branches)
        headed = any(part.branch is not None for part in self._sections)
        wanted: list[QWidget] = [self._group_tiles[group.id] for group in self._groups]
        headings = headed or bool(self._sections and self._sections[0].gone)
        if wanted and not headings:
            wanted.append(self._group_rule)
        if self._only:
            wanted.append(self._back())
        self._shown = []
        for part in self._sections:
            if self._only and (part.branch is None or part.branch.id != self._only):
                continue
            if headed or part.gone:
                # The rule below "all" is line enough for what follows it.
                wanted.append(self._heading(part, lined=bool(wanted)))
            ids = [row.shop.id for row in part.rows]
            wanted += [self._tiles[shop] for shop in ids]
            self._shown += ids
        wanted.append(self._add)
        self._number()
        if wanted == self._placed:
            return
        for widget in self._placed:
            if widget not in wanted:
                self._places.removeWidget(widget)
                widget.hide()
        for place, widget in enumerate(wanted):
            if self._places.indexOf(widget) != place:
                self._places.removeWidget(widget)
                self._places.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignHCenter)
            widget.show()
        before: QWidget = self._all
        for widget in (*wanted, self._gear):
            self.setTabOrder(before, widget)
            before = widget
        self._placed = wanted

    def _number(self) -> None:
        """Tell each tile its keys: a group that has taken them goes first."""
        taken = {group.key for group in self._groups}
        for place, shop in enumerate(self._shown, 1):
            free = place <= 9 and place not in taken
            self._tiles[shop].show_keys(keys.of(f"shop_{place}") if free else "")

    def _heading(self, part: Section, *, lined: bool) -> RailHeading:
        from nobi_desktop.ui.inbox.rail_heading import RailHeading

        found = self._headings.get(part.key)
        if found is None:
            found = self._headings[part.key] = RailHeading(self._column)
            found.setObjectName(f"heading_{plain.one_line(part.key[0], 40)}")
            key = part.key
            found.clicked.connect(lambda: self._show_section(key))
            found.menu_wanted.connect(lambda where: self._heading_menu(key, where))
        if part.gone:
            name, does = t("Given up"), t("Show the history of these shops")
        elif part.branch is None:
            name, does = t("Others"), t("Show the shops of no branch")
        else:
            name, does = words.branch_name(part.branch), t("Show the shops of this branch")
        found.show_words(name, does, lined=lined)
        return found

    def _back(self) -> RailHeading:
        from nobi_desktop.ui.inbox.rail_heading import RailHeading

        if self._way_back is None:
            self._way_back = RailHeading(self._column)
            self._way_back.setObjectName("allBranches")
            self._way_back.clicked.connect(lambda: self.show_only(""))
        self._way_back.show_words(t("← All"), t("Show every branch on the rail"), lined=False)
        return self._way_back

    def _new_tile(self, shop: ShopId) -> ShopTile:
        tile = ShopTile(self._column)
        tile.setObjectName(f"tile_{plain.one_line(shop, 40)}")
        tile.asked.connect(lambda held: self._ask(shop, held))
        tile.move_wanted.connect(lambda by: self.move_shop(shop, by))
        tile.menu_wanted.connect(lambda where: self._shop_menu(shop, where))
        tile.setFixedSize(tile.sizeHint())
        self._tiles[shop] = tile
        if self._desk is not None:
            self._dragging().follow(tile)
        return tile

    def _fill_groups(self) -> None:
        rows = {row.shop.id: row for row in self._rows}
        for group in self._groups:
            tile = self._group_tiles.get(group.id)
            if tile is None:
                tile = self._group_tiles[group.id] = GroupTile(self._column)
                tile.setObjectName(f"group_{plain.one_line(group.id, 40)}")
                tile.asked.connect(lambda _held, group=group.id: self._open_group(group))
                tile.menu_wanted.connect(
                    lambda where, group=group.id: self._group_menu(group, where)
                )
                tile.setFixedSize(tile.sizeHint())
            tile.show_group(group, [rows[shop] for shop in group.shops if shop in rows])

    def _drop(self, tile: QWidget) -> None:
        if tile in self._placed:
            self._placed.remove(tile)
        self._places.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def _fade_ends(self, _least: int, most: int) -> None:
        """Once there is more than the rail can show, its ends fade."""
        if most > 0 and not self._faded:
            from nobi_desktop.ui.inbox.edge_fade import EdgeFades

            self._faded = True
            EdgeFades(self._scroll)

    def _new_rule(self, parent: QWidget) -> QFrame:
        rule = QFrame(parent)
        rule.setObjectName("railRule")
        return rule

    # What is asked of the desk

    def _show(self, *shops: ShopId) -> None:
        if self._desk is not None:
            self._desk.inbox.show(self._desk.inbox.query.value.of(*shops))

    def _ask(self, shop: ShopId, held: Qt.KeyboardModifier) -> None:
        if held & _MERGES:
            self._anchor = shop
            self._show(*(self._query.shops ^ {shop}))
        elif held & _REACHES and self._anchor in self._shown and shop in self._shown:
            first, last = sorted((self._shown.index(self._anchor), self._shown.index(shop)))
            self._show(*self._shown[first : last + 1])
        else:
            self._anchor = shop
            self._show(shop)

    def _open_group(self, group: str) -> None:
        if self._desk is not None:
            self._desk.groups.open(group)

    def _connect(self) -> None:
        if self._desk is not None:
            self._desk.connecting.begin()

    def _show_section(self, key: tuple[BranchId, bool]) -> None:
        for part in self._sections:
            if part.key == key:
                self._show(*(row.shop.id for row in part.rows))

    def _dragging(self) -> TileDrag:
        if self._drag is None:
            from nobi_desktop.ui.inbox.rail_drag import TileDrag

            self._drag = TileDrag(self._scroll, self._column, self._gaps)
            self._drag.dropped.connect(self._dropped)
            for tile in self._tiles.values():
                self._drag.follow(tile)
        return self._drag

    def _gaps(self) -> list[Gap]:
        from nobi_desktop.ui.inbox.rail_drag import Gap

        found: list[Gap] = []
        for part in self._sections:
            tiles = [self._tiles[row.shop.id] for row in part.rows]
            if part.gone or tiles[0].isHidden():
                continue
            tops = [tile.y() for tile in tiles]
            heights = (*tops, tiles[-1].y() + tiles[-1].height())
            found += [Gap(y, part.key, place) for place, y in enumerate(heights)]
        return found

    def _dropped(self, tile: ShopTile, gap: Gap) -> None:
        if self._desk is None or tile.row is None or not tile.row.shop.connected:
            return
        shop = tile.row.shop
        order = moved(self._sections, shop.id, gap.section, gap.place)
        if order != tuple(row.shop.id for part in self._sections for row in part.rows):
            self._desk.shops.arrange(order)
        # Whoever carries a shop under another branch's name means that branch.
        branch = gap.section[0]
        known = {each.id for each in self._branches}
        if branch != (shop.branch if shop.branch in known else ""):
            self._desk.shops.set_branch(shop.id, branch)

    # Menus

    def _shop_menu(self, shop: ShopId, where: QPoint) -> None:
        tile = self._tiles.get(shop)
        if self._desk is not None and tile is not None and tile.row is not None:
            from nobi_desktop.ui.inbox.tile_menu import of_shop

            of_shop(self, self._desk, tile.row, where)

    def _group_menu(self, group: str, where: QPoint) -> None:
        if self._desk is not None:
            from nobi_desktop.ui.inbox.tile_menu import of_group

            of_group(self, self._desk, group, where)

    def _heading_menu(self, key: tuple[BranchId, bool], where: QPoint) -> None:
        if self._desk is not None:
            from nobi_desktop.ui.inbox.tile_menu import of_heading

            of_heading(self, key[0], self._only, lambda: self._show_section(key), where)

    def _all_menu(self, where: QPoint) -> None:
        if self._desk is not None:
            from nobi_desktop.ui.inbox.tile_menu import of_all

            of_all(self, self._desk, where)

    def _pop_up(self) -> None:
        menu = self._menu()
        size = menu.sizeHint()
        corner = self._gear.mapToGlobal(QPoint(self._gear.width() + 4, self._gear.height()))
        menu.popup(QPoint(corner.x(), corner.y() - size.height()))

    # What is drawn

    def _reveal(self) -> None:
        for group in self._group_tiles.values():
            if group.isChecked():
                self._bring(group)
                return
        for shop in self._shown:
            if shop in self._query.shops:
                self._bring(self._tiles[shop])
                return

    def _bring(self, tile: QWidget | None) -> None:
        if tile is not None:
            self._scroll.ensureWidgetVisible(tile, 0, tile.height())

    def _redraw(self) -> None:
        chosen = self._query.shops
        self._all.setChecked(not chosen)
        for shop, tile in self._tiles.items():
            tile.setChecked(shop in chosen)
        for group in self._group_tiles.values():
            group.setChecked(bool(chosen) and group.shops == chosen)
        shown = [
            row
            for row in self._rows
            if row.shop.connected and not row.shop.paused and (not chosen or row.shop.id in chosen)
        ]
        self._complete.setVisible(bool(shown))
        if shown:
            # The worst of those on show: nothing may be called complete that is not.
            text = words.complete_until(min(row.status.complete_until for row in shown))
            if text != self._complete.text():
                self._complete.setText(text)
                self._complete.setAccessibleName(text.replace("\n", " "))

    def _restyle(self, tokens: Tokens) -> None:
        px = tokens.px
        self.setFixedWidth(px(CELL_WIDTH))
        self._box.setContentsMargins(0, px(6), 0, px(10))
        self._rule.setFixedSize(px(28), max(1, px(1)))
        self._group_rule.setFixedSize(px(28), max(1, px(1)))
        self._scroll.verticalScrollBar().setSingleStep(px(CELL_HEIGHT) // 3)
        self._gear.setIcon(assets.icon("gear", tokens.rail_text, px(20)))
        self._gear.setIconSize(assets.icon_size(px(20)))
        self._complete.restyle()
        self._complete.setContentsMargins(0, px(6), 0, px(8))
        self._complete.setMinimumHeight(2 * tokens.line_height("label") + px(14))
        for tile in (self._all, *self._tiles.values(), *self._group_tiles.values()):
            tile.setFixedSize(tile.sizeHint())
            tile.update()
