"""What the open conversation shows: rows, holes and the place of the unread divider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from nobi_desktop.domain.conversation import Buyer
from nobi_desktop.domain.ids import ConversationKey, MessageId
from nobi_desktop.domain.message import Message, Outgoing


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch of history not read yet, just below message `above` (the oldest known over it)."""

    id: int
    above: MessageId


TimelineRow: TypeAlias = Message | Outgoing | Hole


@dataclass(frozen=True, slots=True)
class TimelineState:
    """The open conversation, oldest row first.

    `older` tells whether the store holds rows above these; `reaches_start` that the first row is
    the conversation's first message. `unread_from` is the message above which the unread divider
    stands, empty for none. `window` rises with each opening, so that the view knows a new place
    from the same place with other rows. `newer` tells that the store holds rows below these: the
    window is around a message of the past. `wanted` is the message the view is to bring into sight
    and to light up, empty for none; it counts anew with each new `asked`. `words` are what is
    searched for, to be marked in the text. `complete_since` is UTC seconds from which on no message
    is missing, 0 where the whole history is held and -1 where nothing was read.
    """

    key: ConversationKey | None = None
    buyer: Buyer = Buyer()
    shop_name: str = ""
    shop_colour: str = "#0A5CC0"
    rows: tuple[TimelineRow, ...] = ()
    older: bool = False
    reaches_start: bool = False
    unread_from: MessageId = ""
    can_send: bool = True
    loading: bool = False
    window: int = 0
    newer: bool = False
    wanted: MessageId = ""
    asked: int = 0
    words: str = ""
    complete_since: int = -1


@dataclass(frozen=True, slots=True)
class ComposerState:
    """The composer: which conversation it writes to, as whom, and the draft kept for it."""

    key: ConversationKey | None = None
    buyer_name: str = ""
    shop_name: str = ""
    shop_colour: str = "#0A5CC0"
    draft: str = ""
    can_send: bool = True
    reason: str = ""
