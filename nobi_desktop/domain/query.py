"""What the seller asks the inbox to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from nobi_desktop.domain.ids import ShopId


class Filter(StrEnum):
    """A fact a conversation must have to be shown; unread and unanswered are separate facts."""

    UNREAD = "unread"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which conversations: of `shops` (none named: all of them), with all of `filters`."""

    shops: frozenset[ShopId] = frozenset()
    filters: frozenset[Filter] = frozenset()

    def toggled(self, filter: Filter) -> InboxQuery:
        """The same query with `filter` put on, or taken off where it was on."""
        return replace(self, filters=self.filters ^ {filter})

    def of(self, *shops: ShopId) -> InboxQuery:
        """The same query over `shops`; over all of them where none is named."""
        return replace(self, shops=frozenset(shops))

    def cleared(self) -> InboxQuery:
        """The same shops without any filter."""
        return replace(self, filters=frozenset())
