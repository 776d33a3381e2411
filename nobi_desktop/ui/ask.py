"""Asks one question in a small sheet; the answer comes later, nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.words import t

_WIDTH = 440


def ask(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    yes: str,
    then: Callable[[], object],
    strong: str = "",
    detail: str = "",
) -> QDialog:
    """Open a sheet over `parent`'s window that asks; `then` is called where the answer is yes.

    `text` is ours; `strong` and `detail` may be outside text: they are shown letter for letter.
    Esc and closing mean no, and no is what Enter chooses.
    """
    sheet = Sheet(parent, name, wide=_WIDTH)
    sheet.set_title(title)
    said = plain.Label(text)
    said.setWordWrap(True)
    said.setProperty("tone", "second")
    sheet.body.addWidget(said)
    if strong:
        sheet.body.addWidget(plain.Label(strong, "strong"))
    if detail and detail != strong:
        full = plain.Label(_breakable(detail), "second")
        full.setWordWrap(True)
        full.setProperty("tone", "hint")
        sheet.body.addWidget(full)
    no = sheet.add_button("cancelButton")
    no.setText(t("Cancel"))
    no.clicked.connect(sheet.reject)
    go = sheet.add_button("confirmButton", "primary")
    go.setText(plain.caption(yes))
    go.clicked.connect(sheet.accept)
    no.setDefault(True)
    sheet.accepted.connect(lambda: then())
    sheet.open()
    no.setFocus()
    return sheet


def _breakable(text: str) -> str:
    """`text` with places where a line may break: an address has no spaces."""
    return "\u200b".join(text[place : place + 24] for place in range(0, len(text), 24))
