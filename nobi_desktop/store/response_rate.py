"""Counts how many chats of the last days were answered in time, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.store.sql import Connection, Statement


@dataclass(frozen=True, slots=True)
class Tally:
    """Chats counted so far: all, those answered in time, those that wait and can make it.

    `last_at` and `id` are the conversation the count has come to; `done` that there is no other.
    """

    chats: int = 0
    in_time: int = 0
    open: int = 0
    last_at: int = 2**53
    id: str = "\U0010ffff"
    done: bool = False


_NEXT = Statement(
    "SELECT n, last_at, id FROM tiktok.conversations INDEXED BY inbox "
    "WHERE shop = :shop AND last_at >= :since AND (last_at, id) < (:last_at, :id) "
    "ORDER BY last_at DESC, id DESC LIMIT :limit"
)
# Newest first, so that what lies before the days that count is not walked through.
_SAID = Statement(
    "SELECT role, created FROM tiktok.messages WHERE conversation = :n AND visible = 1 "
    "AND role IN ('BUYER', 'CUSTOMER_SERVICE') ORDER BY key DESC, created DESC, id DESC"
)

MESSAGES = 2000
"""After so many messages a piece ends: some milliseconds of the database's thread."""

_SURELY_BEFORE = 86_400
"""So many seconds before the days that count, no later message stands further down."""


def count(
    connection: Connection,
    shop: ShopId,
    tally: Tally,
    *,
    since: int,
    now: int,
    seconds: int,
    limit: int = 60,
) -> Tally:
    """Go on counting in some further conversations of the shop.

    A chat begins with the buyer's first message nobody has answered yet, from `since` on (UTC
    seconds), and is answered by a person's next; in time is within `seconds`.
    """
    names = {"shop": shop, "since": since, "last_at": tally.last_at, "id": tally.id}
    rows = _NEXT.rows(connection, names | {"limit": limit})
    left = MESSAGES
    for n, last_at, id in rows:
        if left <= 0:
            return tally
        began = 0
        chats, in_time, waiting = tally.chats, tally.in_time, tally.open
        said = _said(connection, n, since)
        left -= len(said)
        for role, created in said:
            if role == "BUYER":
                began = began or created
            elif began:
                chats += 1
                in_time += created - began <= seconds
                began = 0
        if began:
            chats += 1
            waiting += now - began < seconds
        tally = replace(tally, chats=chats, in_time=in_time, open=waiting, last_at=last_at, id=id)
    return replace(tally, done=len(rows) < limit)


def _said(connection: Connection, n: int, since: int) -> list[tuple[str, int]]:
    """Who spoke when in a conversation since then, the oldest first."""
    found: list[tuple[str, int]] = []
    walk = _SAID.each(connection, {"n": n})
    for role, created in walk:
        if created >= since:
            found.append((role, created))
        elif 0 < created < since - _SURELY_BEFORE:
            break
    walk.close()
    return found[::-1]
