"""Shops, branches and groups for tests of the rail and of the dialogs about shops."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus

BRANCHES = (
    Branch("b1", "Hà Nội", "Trần Thị Lan", "0912 345 678", "Kho Long Biên"),
    Branch("b2", "Sài Gòn", position=1),
)
GROUPS = (ShopGroup("g1", "Miền Bắc", ("s0", "s2"), key=1),)


def row(number: int, state: ShopState = ShopState.LIVE, reason: str = "", **fields: Any) -> ShopRow:
    """Shop `number`; `fields` are those of its record."""
    values: dict[str, Any] = {
        "name": f"Đồ Bếp {number}",
        "code": f"VNLC{number}",
        "connected": state is not ShopState.DISCONNECTED,
        "paused": state is ShopState.STOPPED,
    }
    shop = Shop(f"s{number}", **(values | fields))
    return ShopRow(shop, ShopStatus(shop.id, state, code=reason))


def rows(count: int) -> tuple[ShopRow, ...]:
    return tuple(row(number) for number in range(count))


def write(field: QWidget, text: str) -> None:
    """Type `text`, whose letters no keyboard of QTest has."""
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, press)
