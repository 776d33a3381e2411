"""Asks one question in a small sheet; the answer comes later, nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.ui import plain
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.words import t


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
    now = tokens.current()
    dialog = QDialog(parent.window())
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(20))
    column.setSpacing(now.px(8))
    column.addWidget(plain.Label(title, "title"))
    said = plain.Label(text)
    said.setWordWrap(True)
    said.setProperty("tone", "second")
    column.addWidget(said)
    if strong:
        column.addWidget(plain.Label(strong, "strong"))
    if detail and detail != strong:
        full = plain.Label(_breakable(detail), "second")
        full.setWordWrap(True)
        full.setProperty("tone", "hint")
        column.addWidget(full)
    row = QHBoxLayout()
    row.setContentsMargins(0, now.px(12), 0, 0)
    row.addStretch(1)
    no = QPushButton(t("Cancel"))
    no.setObjectName("cancelButton")
    no.setDefault(True)
    no.clicked.connect(dialog.reject)
    go = QPushButton(yes)
    go.setObjectName("confirmButton")
    go.setProperty("kind", "primary")
    go.setAutoDefault(False)
    go.clicked.connect(dialog.accept)
    row.addWidget(no)
    row.addWidget(go)
    column.addLayout(row)
    dialog.setFixedWidth(now.px(440))
    dialog.accepted.connect(lambda: then())
    dialog.open()
    no.setFocus()
    return dialog


def _breakable(text: str) -> str:
    """`text` with places where a line may break: an address has no spaces."""
    return "\u200b".join(text[place : place + 24] for place in range(0, len(text), 24))
