"""The words for what the list is asked for: filters, periods, orders, sorting, undoing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.response import TARGET, ShopRate
from nobi_desktop.domain.tag import Tag, UndoOffer
from nobi_desktop.ui import times
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name
from nobi_desktop.ui.words import filter_name


def period_name(period: Period) -> str:
    """What a period is called."""
    return {
        Period.TODAY: t("Today"),
        Period.YESTERDAY: t("Yesterday"),
        Period.WEEK: t("7 days"),
        Period.MONTH: t("30 days"),
        Period.SHIFT: t("My shift"),
        Period.CUSTOM: t("Custom"),
    }[period]


def sort_name(sort: Sort) -> str:
    """What an order of the list is called."""
    return {
        Sort.NEWEST: t("Newest first"),
        Sort.WAITING: t("Longest wait first"),
        Sort.DEADLINE: t("Nearest deadline first"),
    }[sort]


def period_chosen(query: InboxQuery) -> str:
    """The period of `query` with its days, empty where there is none."""
    if query.period is not Period.CUSTOM:
        return period_name(query.period) if query.period else ""
    first = times.date_of(query.since) if query.since else ""
    last = times.date_of(query.until - 1) if query.until else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return t("from {day}", day=first)
    return t("until {day}", day=last) if last else ""


def tags_chosen(query: InboxQuery, tags: Sequence[Tag]) -> str:
    """The tags `query` asks for: one by its name, more by name and number."""
    names = [t("No tag")] if query.untagged else []
    names += [tag_name(tag) for tag in tags if tag.id in query.tags]
    unknown = len(query.tags) + query.untagged - len(names)
    if not names:
        return t("{n} tags", n=unknown) if unknown else ""
    rest = len(names) - 1 + unknown
    return f"{names[0]} +{rest}" if rest else names[0]


def orders_chosen(query: InboxQuery) -> str:
    """Which of the three facts about orders `query` asks for."""
    names = [filter_name(f) for f in Filter if f in ORDER_FILTERS & query.filters]
    return " / ".join(names)


def what_is_asked(query: InboxQuery, tags: Sequence[Tag]) -> str:
    """All that narrows the list, in one line."""
    parts = [filter_name(f) for f in (Filter.UNANSWERED, Filter.UNREAD) if f in query.filters]
    parts.append(period_chosen(query))
    names = [t("No tag")] if query.untagged else []
    names += [tag_name(tag) for tag in tags if tag.id in query.tags]
    joint = " + " if query.every_tag else " / "
    parts += [joint.join(names), orders_chosen(query)]
    if Filter.REMINDER in query.filters:
        parts.append(filter_name(Filter.REMINDER))
    return " · ".join(part for part in parts if part)


def undone(offer: UndoOffer) -> str:
    """What was just done to conversations and can be taken back."""
    n = offer.count
    return {
        "tag": lambda: t("Tagged {n} conversations “{name}”", n=n, name=offer.name),
        "untag": lambda: t("Took “{name}” off {n} conversations", n=n, name=offer.name),
        "unread": lambda: t("Marked {n} conversations unread", n=n),
        "read": lambda: t("Marked {n} conversations read", n=n),
        "settle": lambda: t("{n} conversations need no answer", n=n),
        "unsettle": lambda: t("{n} conversations need an answer", n=n),
        "remind": lambda: t("Reminder set for {n} conversations", n=n),
        "forget": lambda: t("Reminder taken off {n} conversations", n=n),
    }.get(offer.kind, lambda: t("Changed {n} conversations", n=n))()


def rate(of: ShopRate) -> str:
    """A shop's answers of 30 days in figures: forecast, TikTok's own, and what they are made of."""
    if of.forecast is None:
        forecast = t("30-day forecast: no chats yet")
    else:
        forecast = t("30-day forecast: {rate} %", rate=_figure(of.forecast))
    official = "" if of.official is None else t("TikTok: {rate} %", rate=_figure(of.official))
    made = (
        t(
            "{in_time} of {chats} in time, {open} open",
            in_time=of.in_time,
            chats=of.chats,
            open=of.open,
        )
        if of.chats
        else ""
    )
    return " · ".join(part for part in (forecast, official, made) if part)


def rate_advice(of: ShopRate) -> str:
    """What keeps a shop at the target, empty where nothing has to be done."""
    needed = -(-of.chats * TARGET // 100) - of.in_time
    if needed <= 0 or not of.chats:
        return ""
    if needed <= of.open:
        return t("Answer these {n} in time to stay at {target} %", n=needed, target=TARGET)
    return t("Below {target} % even if all are answered in time", target=TARGET)


def _figure(rate: float) -> str:
    whole = abs(rate - round(rate)) < 0.05
    return QLocale().toString(float(rate), "f", 0 if whole else 1)
