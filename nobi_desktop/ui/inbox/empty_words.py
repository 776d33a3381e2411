"""Why the list has no rows, in words, and the one step out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.ui import words_inbox
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.domain.conversation import InboxCounts
    from nobi_desktop.domain.tag import Tag


class Empty(NamedTuple):
    """A drawing, two sentences, and the button with what it does."""

    drawing: str
    title: str
    text: str
    step: str = ""
    does: Literal["", "clear", "all_shops"] = ""


_BEGINNING = (ShopState.STARTING, ShopState.CATCHING_UP)


def empty(
    query: InboxQuery, shops: Sequence[ShopRow], tags: Sequence[Tag], counts: InboxCounts | None
) -> Empty:
    """What stands in the place of no rows under `query`."""
    shown = [row for row in shops if not query.shops or row.shop.id in query.shops]
    coming = any(row.status.state in _BEGINNING and not row.status.complete_until for row in shown)
    clear = t("Clear all filters")
    asked = words_inbox.what_is_asked(query, tags)
    orders = query.filters & ORDER_FILTERS
    unchecked = counts.order_unknown if counts else 0
    if not query.narrowed:
        if coming:
            return Empty(
                "refresh",
                t("Conversations are on their way"),
                t("TikTok is asked for them; they come in here one after another."),
            )
        if query.shops:
            return Empty(
                "chat",
                t("No conversations yet"),
                t("When a buyer writes to this shop, it is shown here."),
                t("Show all shops"),
                "all_shops",
            )
        return Empty(
            "chat",
            t("No conversations yet"),
            t("When a buyer writes to one of your shops, it is shown here."),
        )
    if coming:
        return Empty(
            "refresh",
            t("Nothing found so far"),
            t("Filtered for {filters}. Old conversations are still coming.", filters=asked),
            clear,
            "clear",
        )
    if query == query.cleared().toggled(Filter.UNANSWERED):
        return Empty(
            "check",
            t("Everyone has an answer"),
            t("Buyers who wait for you are shown here."),
            t("Show all conversations"),
            "clear",
        )
    if orders and Filter.ORDER_UNKNOWN not in orders and unchecked:
        return Empty(
            "bag",
            t("Orders are still being checked"),
            t(
                "Whether the buyers of {n} conversations have ordered is not known yet.",
                n=unchecked,
            ),
            clear,
            "clear",
        )
    return Empty(
        "search",
        t("Nothing left here"),
        t("No conversation fits all of this: {filters}.", filters=asked),
        clear,
        "clear",
    )
