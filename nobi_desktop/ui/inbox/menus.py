"""The menus of the list's filters: period, orders, sorting, saved views."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.query import (
    Filter,
    InboxQuery,
    Period,
    SavedView,
    Sort,
)
from nobi_desktop.ui import plain, words, words_inbox
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import tokens as theme

Ask = Callable[[InboxQuery], object]


def new_menu(parent: QWidget, name: str, title: str = "") -> QMenu:
    """A menu that goes when it is closed."""
    menu = QMenu(title, parent)
    menu.setObjectName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add(
    menu: QMenu,
    name: str,
    said: str,
    do: Callable[[], object],
    *,
    number: str = "",
    on: bool | None = None,
    can: bool = True,
) -> QAction:
    """An entry, with `number` at its end; `on` makes it one that is ticked or not."""
    action = menu.addAction(plain.caption(said) + (f"\t{number}" if number else ""))
    action.setObjectName(name)
    action.setEnabled(can)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)
    action.triggered.connect(lambda _checked=False: do())
    return action


def add_note(menu: QMenu, said: str) -> None:
    """A line of explanation that cannot be chosen."""
    now = theme.current()
    label = plain.Label(said, "hint", menu)
    label.setObjectName("menuNote")
    label.setProperty("tone", "hint")
    label.setWordWrap(True)
    label.setFixedWidth(now.px(240))
    label.setContentsMargins(now.px(12), now.px(6), now.px(12), now.px(6))
    # A menu asks for the height without a width.
    label.setFixedHeight(label.heightForWidth(now.px(240)) + now.px(12))
    holder = QWidgetAction(menu)
    holder.setDefaultWidget(label)
    holder.setEnabled(False)
    menu.addAction(holder)


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
            number=str(number) if counts else "",
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
            plain.name(view.name, t("View")),
            lambda id=view.id: open_view(id),  # type: ignore[misc]
            on=view_is(view, query),
        )
    if views:
        menu.addSeparator()
    else:
        add_note(menu, t("A saved view brings back shops, filters and order with one click."))
    add(menu, "saveView", t("Save this filter…"), save, can=query.narrowed or bool(query.shops))
    add(menu, "manageViews", t("Manage…"), manage, can=bool(views))


def view_is(view: SavedView, query: InboxQuery) -> bool:
    """Whether `query` is what `view` has kept."""
    return view.query == query
