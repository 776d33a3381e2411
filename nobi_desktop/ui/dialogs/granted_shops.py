"""The third page of connecting: the shops an authorization opens, to be ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.domain.connecting import ConnectState, GrantedShop
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.ui import assets, plain, words, words_connecting
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens


class GrantedPage(QWidget):
    """Shops to tick, with how each stands here, and what the app may do for them."""

    ticked = Signal()
    """Other shops are ticked than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grantedShops")
        self._state = ConnectState()
        self._shown: tuple[GrantedShop, ...] = ()
        self._rows: dict[ShopId, TickRow] = {}
        self._purposes = _Purposes(self)
        self._count = plain.Label("", "second_strong", self)
        self._all = QPushButton(self)
        self._all.setObjectName("selectAll")
        self._all.setProperty("kind", "quiet")
        self._all.clicked.connect(self._tick_all)
        self._head = QHBoxLayout()
        self._head.addWidget(self._count, 1)
        self._head.addWidget(self._all)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._purposes)
        self._column.addLayout(self._head)
        self._column.addLayout(self._list)
        style.watch(self, self._restyle)

    def show_state(self, state: ConnectState) -> None:
        """Show what `state` opens. Ticks stay as they are unless the shops are others."""
        self._state = state
        if state.granted != self._shown:
            self._shown = state.granted
            self._build()
        self.translate()

    def chosen(self) -> tuple[ShopId, ...]:
        """The shops that are ticked, in the order they are shown in."""
        return tuple(shop for shop, row in self._rows.items() if row.isChecked())

    def first(self) -> QWidget | None:
        """The first row."""
        return next(iter(self._rows.values()), None)

    def translate(self) -> None:
        """Take the words of the present language."""
        self._purposes.show_allowed(self._state.purposes)
        for found in self._shown:
            expected = self._is_expected(found)
            self._rows[found.shop.id].set_words(
                words.shop_name(found.shop), words_connecting.granted(found, expected=expected)
            )
        self._tell()

    def _build(self) -> None:
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for found in self._shown:
            row = TickRow(self)
            row.setObjectName(f"granted_{plain.one_line(found.shop.id, 40)}")
            # A new shop is given its colour when it is saved.
            row.set_colour(tokens.colour_of(found.shop.colour) if found.known else None)
            row.setChecked(not found.connected or self._is_expected(found))
            row.toggled.connect(lambda _on: self._tell())
            self._list.addWidget(row)
            # A layout shows what it is given a little later; the keyboard goes there at once.
            row.show()
            self._rows[found.shop.id] = row

    def _is_expected(self, found: GrantedShop) -> bool:
        return self._state.expected is not None and self._state.expected.id == found.shop.id

    def _tick_all(self) -> None:
        on = len(self.chosen()) < len(self._rows)
        for row in self._rows.values():
            row.setChecked(on)

    def _tell(self) -> None:
        self._count.setText(t("{n} shops", n=len(self._rows)))
        every = len(self.chosen()) == len(self._rows)
        self._all.setText(t("Select none") if every else t("Select all"))
        self._all.setVisible(len(self._rows) > 1)
        self.ticked.emit()

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(8))


class _Purposes(QFrame):
    """What an authorization allows, each with its sign, and what is missing in one sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("purposes")
        self.setProperty("kind", "box")
        self._allowed: frozenset[Purpose] = frozenset()
        self._signs = {what: plain.Label("", "second", self) for what in Purpose}
        self._names = {what: plain.Label("", "second", self) for what in Purpose}
        self._missing = plain.Label("", "second", self)
        self._missing.setObjectName("missingPurposes")
        self._missing.setWordWrap(True)
        self._line = QHBoxLayout()
        for what in Purpose:
            pair = QHBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(self._signs[what])
            pair.addWidget(self._names[what])
            self._line.addLayout(pair)
        self._line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._line)
        self._column.addWidget(self._missing)
        style.watch(self, self._restyle)

    def show_allowed(self, allowed: frozenset[Purpose]) -> None:
        """Show which purposes are `allowed`."""
        self._allowed = allowed
        said = []
        for what, label in self._names.items():
            name = words_connecting.purpose(what)
            label.setText(name)
            label.setProperty("tone", "" if what in allowed else "hint")
            label.style().polish(label)
            said.append(name if what in allowed else t("{name}: not allowed", name=name))
        self.setAccessibleName(", ".join(said))
        self._missing.setText(words_connecting.missing_purposes(allowed))
        self._missing.setVisible(bool(self._missing.text()))
        self._restyle(tokens.current())

    def _restyle(self, now: Tokens) -> None:
        self._column.setContentsMargins(now.px(14), now.px(10), now.px(14), now.px(10))
        self._column.setSpacing(now.px(4))
        self._line.setSpacing(now.px(20))
        for what, label in self._signs.items():
            on = what in self._allowed
            drawing, ink = ("check", now.good) if on else ("close", now.text_3)
            label.setPixmap(assets.pixmap(drawing, ink, now.px(18), self.devicePixelRatioF()))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
