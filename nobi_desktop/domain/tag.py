"""Tags, reminders and notes: what the seller adds to a conversation; TikTok knows nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.ids import TagId

TAG_COLOURS = (
    "#D9572B",
    "#B7791F",
    "#2F855A",
    "#0F9D7A",
    "#2B7CD9",
    "#5A67D8",
    "#8A4FD3",
    "#C2185B",
    "#6B7280",
)
"""The colours a tag can have, in the order in which new tags take them."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A label ("thẻ") with a colour as `#rrggbb`; `position` is its place and its Alt+1…9 key."""

    id: TagId
    name: str
    colour: str = TAG_COLOURS[0]
    position: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What the seller has noted about a buyer, seen from every shop; `updated` is UTC seconds."""

    buyer: str
    text: str
    updated: float = 0.0


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """A command over conversations that can be taken back.

    `kind` is `tag`, `untag`, `unread`, `read`, `settle`, `unsettle`, `remind` or `forget`; `count`
    of conversations it changed; `name` of the tag where there is one.
    """

    number: int
    kind: str
    count: int
    name: str = ""
