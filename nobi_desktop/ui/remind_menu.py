"""The menu that sets a reminder on conversations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.ui import times
from nobi_desktop.ui.menus import add
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

EVENING, LAST_FOR_EVENING = (18, 0), (17, 30)
MORNING = (8, 0)


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
    """Put the moments to choose from into `menu`, for `keys` whatever is opened meanwhile."""
    bound = tuple(keys)
    window = _window_of(menu)
    now = times.now()
    for name, said, at in moments(now):
        add(menu, f"remind_{name}", said, partial(desk.marks.remind, bound, at))
    choose = partial(_choose, window, desk, bound)
    add(menu, "remind_choose", t("Choose day and time…"), choose)
    set_for = [at for at in reminders(desk, bound) if at > 0]
    if set_for:
        menu.addSeparator()
        told = times.reminder_time(set_for[0]) if len(set_for) == 1 else ""
        said = t("Forget the reminder ({time})", time=told) if told else t("Forget the reminders")
        add(menu, "remind_never", said, lambda: desk.marks.forget(bound))


def moments(now: float) -> list[tuple[str, str, float]]:
    """What is offered at `now` (UTC seconds): a name, its words, and when that is."""
    today = times.local(now)
    found = [
        ("hour", t("In 1 hour"), now + 3600),
        ("hours", t("In 3 hours"), now + 3 * 3600),
    ]
    if (today.hour, today.minute) < LAST_FOR_EVENING:
        found.append(("evening", t("This evening at 18:00"), _at(today, 0, EVENING)))
    found.append(("tomorrow", t("Tomorrow at 08:00"), _at(today, 1, MORNING)))
    found.append(("days", t("In 3 days at 08:00"), _at(today, 3, MORNING)))
    return found


def reminders(desk: Desk, keys: Collection[ConversationKey]) -> list[float]:
    """When there are reminders on those of `keys` that are known to the screen."""
    about = desk.timeline.about.value
    rows = {row.key: row.remind_at for row in (*desk.due.reminders.value, *desk.inbox.rows.value)}
    if about is not None:
        rows[about.key] = about.remind_at
    return [rows[key] for key in keys if rows.get(key)]


def _window_of(menu: QMenu) -> QWidget:
    """The window below a menu, which is one itself, as are the menus it is a part of."""
    owner: QWidget | None = menu
    while isinstance(owner, QMenu):
        owner = owner.parentWidget()
    return menu if owner is None else owner.window()


def _choose(window: QWidget, desk: Desk, keys: tuple[ConversationKey, ...]) -> None:
    from nobi_desktop.ui.remind_sheet import RemindSheet

    sheet = RemindSheet(window)
    sheet.chosen.connect(lambda at: desk.marks.remind(keys, at))
    sheet.open()


def _at(today: datetime, days: int, clock: tuple[int, int]) -> float:
    """UTC seconds of a time of day, `days` after `today`, where the computer is."""
    hour, minute = clock
    when = (today + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return when.replace(tzinfo=None).astimezone().timestamp()
