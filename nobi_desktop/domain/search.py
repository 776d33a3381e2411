"""What a search over names, messages and orders finds, and where a find in one conversation is."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import MessageId


@dataclass(frozen=True, slots=True)
class MessageHit:
    """A message that holds the words, with the row of its conversation.

    `text` is the message's own; `at` UTC seconds; `mine` whether the shop's side wrote it.
    """

    row: ConversationRow
    message: MessageId
    text: str
    at: int
    mine: bool = False


@dataclass(frozen=True, slots=True)
class OrderHit:
    """An order whose id holds the words, with the row of its buyer's conversation."""

    row: ConversationRow
    order: str
    status: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search and what it has found so far; empty `words` mean that nothing is searched for.

    `buyers` are conversations whose buyer's name holds the words. `more` tells that there are
    further messages; `unindexed` how many messages the index has still to take in (they are found
    all the same where they are young).
    """

    words: str = ""
    loading: bool = False
    buyers: tuple[ConversationRow, ...] = ()
    orders: tuple[OrderHit, ...] = ()
    messages: tuple[MessageHit, ...] = ()
    more: bool = False
    unindexed: int = 0


@dataclass(frozen=True, slots=True)
class FindState:
    """Words looked for in the open conversation.

    `total` counts the messages that hold them (up to a bound, then `bounded`), `place` is the
    number of the one shown, counted from the newest as 1, 0 where there is none.
    """

    words: str = ""
    total: int = 0
    place: int = 0
    message: MessageId = ""
    bounded: bool = False
    open: bool = False
