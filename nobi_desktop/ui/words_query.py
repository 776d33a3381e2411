"""Says in words what a query of the inbox shows."""

from __future__ import annotations

from collections.abc import Sequence

from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, times, words
from nobi_desktop.ui.speech import t

_SHOPS = 3
"""Shops that are named one by one; more are counted."""


def query(asked: InboxQuery, tags: Sequence[Tag], shops: Sequence[Shop]) -> str:
    """`asked` in one line: its filters, period, tags and shops, and its order."""
    parts = [*facts(asked), period(asked), tagged(asked, tags)]
    if not any(parts):
        parts.append(t("All conversations"))
    parts += [of_shops(asked, shops), order(asked.sort)]
    return " · ".join(part for part in parts if part)


def facts(asked: InboxQuery) -> list[str]:
    """Each fact that a conversation must have; of the three about orders one is enough."""
    said = [filter_name(f) for f in Filter if f in asked.filters and f not in ORDER_FILTERS]
    orders = [filter_name(f) for f in Filter if f in asked.filters and f in ORDER_FILTERS]
    if orders:
        said.append(_or(orders))
    return said


def filter_name(filter: Filter) -> str:
    """The name of a filter."""
    return {
        Filter.UNREAD: t("Unread"),
        Filter.UNANSWERED: t("Unanswered"),
        Filter.HAS_ORDER: t("Has ordered"),
        Filter.NO_ORDER: t("No order"),
        Filter.ORDER_UNKNOWN: t("Orders not checked"),
        Filter.REMINDER: t("With a reminder"),
    }[filter]


def period(asked: InboxQuery) -> str:
    """The period of the last message; empty for any."""
    match asked.period:
        case None:
            return ""
        case Period.CUSTOM:
            return _between(asked.since, asked.until)
        case named:
            return {
                Period.TODAY: t("Today"),
                Period.YESTERDAY: t("Yesterday"),
                Period.WEEK: t("7 days"),
                Period.MONTH: t("30 days"),
                Period.SHIFT: t("My shift"),
            }[named]


def _between(since: int, until: int) -> str:
    # The end is the moment after: the day told is the last one that is in.
    first = times.date_of(since) if since else ""
    last = times.date_of(until - 1) if until else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return t("From {day}", day=first)
    return t("Until {day}", day=last) if last else ""


def tagged(asked: InboxQuery, tags: Sequence[Tag]) -> str:
    """The tags that are asked for; one that is deleted is told as such."""
    if not asked.tags:
        return t("Without a tag") if asked.untagged else ""
    known = {tag.id for tag in tags}
    names = [plain.name(tag.name, t("Tag")) for tag in tags if tag.id in asked.tags]
    if asked.tags - known:
        names.append(t("(deleted)"))
    said = _and(names) if asked.every_tag else _or(names)
    if asked.untagged and not asked.every_tag:
        return t("Tag: {tags} or none", tags=said)
    return t("Tag: {tags}", tags=said)


def of_shops(asked: InboxQuery, shops: Sequence[Shop]) -> str:
    """The shops that are asked for; empty for all of them."""
    if not asked.shops:
        return ""
    names = [words.shop_name(shop) for shop in shops if shop.id in asked.shops]
    if len(names) < len(asked.shops):
        names.append(t("(deleted)"))
    if len(names) > _SHOPS:
        return t("{n} shops", n=len(asked.shops))
    return ", ".join(names)


def order(sort: Sort) -> str:
    """The order of the list; empty for the usual one."""
    return {
        Sort.NEWEST: "",
        Sort.WAITING: t("longest wait first"),
        Sort.DEADLINE: t("nearest deadline first"),
    }[sort]


def _or(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{some} or {last}", some=", ".join(names[:-1]), last=names[-1])


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])
