"""What the seller asks the inbox to show."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from nobi_desktop.domain.ids import ShopId, TagId


class Filter(StrEnum):
    """A fact a conversation must have to be shown.

    Unread and unanswered are separate facts. The three about orders exclude each other: with
    several of them on, a conversation needs one. ORDER_UNKNOWN is "not checked yet", which is not
    "no order". REMINDER is a conversation the seller wants to be reminded of.
    """

    UNREAD = "unread"
    UNANSWERED = "unanswered"
    HAS_ORDER = "has_order"
    NO_ORDER = "no_order"
    ORDER_UNKNOWN = "order_unknown"
    REMINDER = "reminder"


ORDER_FILTERS = frozenset({Filter.HAS_ORDER, Filter.NO_ORDER, Filter.ORDER_UNKNOWN})


class Sort(StrEnum):
    """The order of the list.

    WAITING puts those who wait for an answer first, the longest wait on top; DEADLINE the same by
    the time that is left under the rule of each shop's market. The others follow, newest first.
    """

    NEWEST = "newest"
    WAITING = "waiting"
    DEADLINE = "deadline"


class Period(StrEnum):
    """When the last message was sent or received.

    WEEK and MONTH are the last 7 and 30 days, today among them; SHIFT is the seller's shift that
    runs, or the one that ended last; CUSTOM is from `since` until just before `until`.
    """

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    SHIFT = "shift"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which conversations, in which order.

    Of `shops` (none named: all of them), with all of `filters`, with one of `tags` or, where
    `every_tag`, all of them; `untagged` asks for conversations without a tag, and beside `tags`
    with `every_tag` off for either. `period` is counted anew whenever the list is read; `since` and
    `until` are UTC seconds, 0 for open, and belong to CUSTOM.
    """

    shops: frozenset[ShopId] = frozenset()
    filters: frozenset[Filter] = frozenset()
    tags: frozenset[TagId] = frozenset()
    every_tag: bool = False
    untagged: bool = False
    period: Period | None = None
    since: int = 0
    until: int = 0
    sort: Sort = Sort.NEWEST

    @property
    def narrowed(self) -> bool:
        """Whether anything but shops and order decides what is shown."""
        return bool(self.filters or self.tags or self.untagged or self.period)

    def toggled(self, filter: Filter) -> InboxQuery:
        """The same query with `filter` put on, or taken off where it was on."""
        return replace(self, filters=self.filters ^ {filter})

    def tagged(self, tag: TagId) -> InboxQuery:
        """The same query with `tag` asked for, or not any more where it was."""
        return replace(self, tags=self.tags ^ {tag})

    def within(self, period: Period | None, since: int = 0, until: int = 0) -> InboxQuery:
        """The same query over another period; `since` and `until` count for CUSTOM alone."""
        if period is not Period.CUSTOM:
            since = until = 0
        return replace(self, period=period, since=since, until=until)

    def sorted(self, sort: Sort) -> InboxQuery:
        """The same query in another order."""
        return replace(self, sort=sort)

    def of(self, *shops: ShopId) -> InboxQuery:
        """The same query over `shops`; over all of them where none is named."""
        return replace(self, shops=frozenset(shops))

    def cleared(self) -> InboxQuery:
        """The same shops in the same order without any filter."""
        return InboxQuery(shops=self.shops, sort=self.sort)

    def to_json(self) -> str:
        """The query as text, to be kept."""
        return json.dumps(
            {
                "shops": sorted(self.shops),
                "filters": sorted(self.filters),
                "tags": sorted(self.tags),
                "every_tag": self.every_tag,
                "untagged": self.untagged,
                "period": self.period or "",
                "since": self.since,
                "until": self.until,
                "sort": self.sort,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> InboxQuery:
        """A query as kept; what cannot be read is left out."""
        try:
            values: Any = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(values, dict):
            return cls()
        period, sort = values.get("period"), values.get("sort")
        return cls(
            shops=_strings(values.get("shops")),
            filters=frozenset(
                Filter(f) for f in _strings(values.get("filters")) if f in set(Filter)
            ),
            tags=_strings(values.get("tags")),
            every_tag=values.get("every_tag") is True,
            untagged=values.get("untagged") is True,
            period=Period(period) if period in set(Period) else None,
            since=_seconds(values.get("since")),
            until=_seconds(values.get("until")),
            sort=Sort(sort) if sort in set(Sort) else Sort.NEWEST,
        )


def _strings(value: Any) -> frozenset[str]:
    if not isinstance(value, list):
        return frozenset()
    return frozenset(item for item in value if isinstance(item, str))


def _seconds(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 2**40 else 0


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query the seller has given a name."""

    id: str
    name: str
    query: InboxQuery
    position: int = 0
