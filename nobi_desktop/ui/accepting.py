"""Asks whether TikTok shall hand conversations to a shop's account again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.speech import t


def ask_to_accept(parent: QWidget, shop: str, then: Callable[[], object]) -> None:
    """Ask for `shop`, by its name, and do `then` where the answer is yes.

    It changes what the shop's people see on TikTok, so it never happens unasked.
    """
    ask(
        parent,
        name="acceptChatsDialog",
        title=t("Take conversations again?"),
        text=t(
            "TikTok will hand new conversations to this shop's account again. That changes the "
            "shop itself, also for whoever answers in Seller Center."
        ),
        strong=shop,
        yes=t("Switch on"),
        then=then,
    )
