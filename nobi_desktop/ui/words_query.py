"""Says in words what a query of the inbox shows, as a sentence that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence

from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Sort
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import words, words_inbox
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name

_SHOPS = 3
"""Shops that are named one by one; more are counted."""


def query(asked: InboxQuery, tags: Sequence[Tag], shops: Sequence[Shop]) -> str:
    """`asked` in one line: its filters, period, tags and shops, and its order."""
    parts = [*facts(asked), words_inbox.period_chosen(asked), tagged(asked, tags)]
    if not any(parts):
        parts.append(t("All conversations"))
    parts.append(of_shops(asked, shops))
    if asked.sort is not Sort.NEWEST:
        parts.append(words_inbox.sort_name(asked.sort))
    return " · ".join(part for part in parts if part)


def facts(asked: InboxQuery) -> list[str]:
    """Each fact that a conversation must have; of the three about orders one is enough."""
    first = (Filter.UNANSWERED, Filter.UNREAD, Filter.REMINDER)
    said = [words.filter_name(f) for f in first if f in asked.filters]
    orders = [_order_fact(f) for f in Filter if f in asked.filters & ORDER_FILTERS]
    if orders:
        said.append(_or(orders))
    return said


def _order_fact(filter: Filter) -> str:
    # "Not checked yet" alone does not say what was not checked.
    unknown = filter is Filter.ORDER_UNKNOWN
    return t("Orders not checked") if unknown else words.filter_name(filter)


def tagged(asked: InboxQuery, tags: Sequence[Tag]) -> str:
    """The tags that are asked for; one that is deleted is told as such."""
    if not asked.tags:
        return t("Without a tag") if asked.untagged else ""
    names = [tag_name(tag) for tag in tags if tag.id in asked.tags]
    if asked.tags - {tag.id for tag in tags}:
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


def _or(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{some} or {last}", some=", ".join(names[:-1]), last=names[-1])


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])
