"""The menu that sets a reminder on conversations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.ui import plain, times
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk


class RemindMenu(QMenu):
    """When to be reminded of the conversations it was opened for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remindMenu")
        self.aboutToHide.connect(self.deleteLater)

    def open_for(self, desk: Desk, keys: Collection[ConversationKey], at: QPoint) -> None:
        """Pop up at `at` on the screen for the conversations `keys`."""
        fill(self, desk, keys)
        self.popup(at)


def fill(menu: QMenu, desk: Desk, keys: Collection[ConversationKey]) -> None:
    """Put the moments to choose from into `menu`."""
    bound = tuple(keys)
    now = times.now()
    today = times.local(now)
    evening = _at(today, 0, 18)
    moments = [
        ("hour", t("In 1 hour"), now + 3600),
        ("hours", t("In 3 hours"), now + 3 * 3600),
        ("evening", t("This evening (18:00)"), evening),
        ("tomorrow", t("Tomorrow at 08:00"), _at(today, 1, 8)),
        ("days", t("In 3 days"), now + 3 * 86400),
    ]
    for name, said, at in moments:
        if at <= now:
            continue
        action = menu.addAction(plain.caption(said))
        action.setObjectName(f"remind_{name}")
        action.triggered.connect(partial(_remind, desk, bound, at))
    menu.addSeparator()
    action = menu.addAction(t("No reminder"))
    action.setObjectName("remind_never")
    action.triggered.connect(lambda _checked=False: desk.marks.forget(bound))


def _remind(
    desk: Desk, keys: tuple[ConversationKey, ...], at: float, _checked: bool = False
) -> None:
    desk.marks.remind(keys, at)


def _at(today: datetime, days: int, hour: int) -> float:
    """UTC seconds of `hour` o'clock, `days` after `today`, where the computer is."""
    when = (today + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return when.replace(tzinfo=None).astimezone().timestamp()
