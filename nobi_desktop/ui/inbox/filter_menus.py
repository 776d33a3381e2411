"""The menus of the list's filters: period, orders, sorting, saved views."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.query import (
    Filter,
    InboxQuery,
    Period,
    SavedView,
    Sort,
)
from nobi_desktop.ui import words, words_inbox
from nobi_desktop.ui.menus import add, add_note
from nobi_desktop.ui.speech import t

Ask = Callable[[InboxQuery], object]


def fill_periods(menu: QMenu, query: InboxQuery, ask: Ask, custom: Callable[[], object]) -> None:
    """When the last message was; `custom` opens the two fields."""
    add(menu, "period_any", t("Any time"), lambda: ask(query.within(None)), on=not query.period)
    menu.addSeparator()
    for period in Period:
        on = query.period is period
        if period is Period.CUSTOM:
            said = words_inbox.period_chosen(query) if on else ""
            said = f"{t('Custom…')} ({said})" if said else t("Custom…")
            add(menu, "period_custom", said, custom, on=on)
        else:
            add(
                menu,
                f"period_{period}",
                words_inbox.period_name(period),
                lambda period=period: ask(query.within(period)),  # type: ignore[misc]
                on=on,
            )


def fill_orders(menu: QMenu, query: InboxQuery, ask: Ask, counts: InboxCounts | None) -> None:
    """What is known of the buyer's orders at the shop."""
    numbers = {
        Filter.HAS_ORDER: counts.has_order if counts else 0,
        Filter.NO_ORDER: counts.no_order if counts else 0,
        Filter.ORDER_UNKNOWN: counts.order_unknown if counts else 0,
    }
    for which, number in numbers.items():
        add(
            menu,
            f"orders_{which}",
            words.filter_name(which),
            lambda which=which: ask(query.toggled(which)),  # type: ignore[misc]
            end=str(number) if counts else "",
            on=which in query.filters,
        )
    menu.addSeparator()
    add_note(
        menu,
        t("“No order” is what TikTok answered; “not checked yet” has not been asked so far."),
    )


def fill_sorts(menu: QMenu, query: InboxQuery, ask: Ask) -> None:
    """The orders the list can have."""
    for sort in Sort:
        add(
            menu,
            f"sort_{sort}",
            words_inbox.sort_name(sort),
            lambda sort=sort: ask(query.sorted(sort)),  # type: ignore[misc]
            on=query.sort is sort,
        )


def fill_views(
    menu: QMenu,
    views: Sequence[SavedView],
    query: InboxQuery,
    open_view: Callable[[str], object],
    save: Callable[[], object],
    manage: Callable[[], object],
) -> None:
    """The saved views, and what can be done with them."""
    for view in views:
        add(
            menu,
            f"view_{view.id}",
            words.view_name(view),
            lambda id=view.id: open_view(id),  # type: ignore[misc]
            on=view.query == query,
        )
    if views:
        menu.addSeparator()
    else:
        add_note(menu, t("A saved view brings back shops, filters and order with one click."))
    add(menu, "saveView", t("Save this filter…"), save, can=query.narrowed or bool(query.shops))
    add(menu, "manageViews", t("Manage…"), manage, can=bool(views))
