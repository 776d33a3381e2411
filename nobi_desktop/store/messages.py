"""Reads the timeline of a conversation: messages, holes and what is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.ids import ConversationKey, MessageId
from nobi_desktop.domain.message import Outgoing, OutgoingState
from nobi_desktop.domain.timeline import Hole, TimelineRow
from nobi_desktop.store import coverage, matching, outbox
from nobi_desktop.store.codec import (
    MESSAGE_COLUMNS,
    OrderKey,
    clean,
    index_of,
    message_from,
    order_key,
    whole,
)
from nobi_desktop.store.holes import Segment, number, segments_of
from nobi_desktop.store.sql import Connection, Statement

Order = tuple[int, int, str]
"""A message's place as `Message.order` has it."""

NEWEST_PAGE = 0
"""The id of the hole below a message that only the list has told of: read the newest page."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Rows of a conversation, oldest first.

    `older` and `newer` tell whether the store holds messages beyond the ends; `reaches_start` that
    the first row is the conversation's first message. `complete_since` as in `coverage.since`.
    """

    rows: tuple[TimelineRow, ...]
    older: bool = False
    reaches_start: bool = False
    newer: bool = False
    complete_since: int = -1


_SELECT = (
    f"SELECT {MESSAGE_COLUMNS}, segment FROM tiktok.messages "
    "WHERE conversation = :n AND visible = 1 "
)
_DOWN = "ORDER BY key DESC, created DESC, id DESC LIMIT :limit"
_NEWEST = Statement(_SELECT + _DOWN)
_BELOW = Statement(_SELECT + "AND (key, created, id) < (:key, :created, :id) " + _DOWN)
_ABOVE = Statement(
    _SELECT + "AND (key, created, id) >= (:key, :created, :id) "
    "ORDER BY key, created, id LIMIT :limit"
)
_PLACE = Statement(
    "SELECT key, created, id, visible FROM tiktok.messages WHERE conversation = :n AND id = :id"
)
_NEWEST_KEY = Statement(
    "SELECT key FROM tiktok.messages WHERE conversation = :n "
    "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
_THERE = Statement("SELECT 1 FROM tiktok.messages WHERE conversation = :n AND id = :id")

_SEGMENT = 11


def timeline(
    connection: Connection,
    key: ConversationKey,
    *,
    limit: int = 60,
    before: Order | None = None,
) -> TimelinePage:
    """The newest `limit` messages, or those right below `before`.

    With the newest come, last and by sequence, our outgoing messages that history does not show.
    """
    n = number(connection, key)
    if n is None:
        return TimelinePage(_on_the_way(connection, key, None) if before is None else ())
    if before is None:
        found = _NEWEST.rows(connection, {"n": n, "limit": limit + 1})
    else:
        names = {
            "n": n,
            "key": order_key(before[0]),
            "created": whole(before[1]),
            "id": before[2],
            "limit": limit + 1,
        }
        found = _BELOW.rows(connection, names)
    rows, older, start = _with_holes(connection, key, n, found, limit)
    if before is None:
        rows = (*rows, *_on_the_way(connection, key, n))
    since = coverage.since(connection, key)
    return TimelinePage(rows, older, start, complete_since=since)


def around(
    connection: Connection,
    key: ConversationKey,
    message_id: MessageId,
    *,
    older: int = 30,
    newer: int = 30,
) -> TimelinePage | None:
    """`message_id` with up to `older` messages before it and `newer` after it.

    None where it is not kept, or not shown. Where they reach the newest message, outgoing ones come
    with them. The message stands in its place also where no history around it was read.
    """
    n = number(connection, key)
    if n is None:
        return None
    row = _PLACE.row(connection, {"n": n, "id": clean(message_id)})
    if row is None or not row[3]:
        return None
    names = {"n": n, "key": row[0], "created": row[1], "id": row[2]}
    above = _ABOVE.rows(connection, {**names, "limit": newer + 2})
    more = len(above) > newer + 1
    above = above[: newer + 1]
    below = _BELOW.rows(connection, {**names, "limit": older + 1})
    rows, oldest, start = _with_holes(
        connection, key, n, [*reversed(above), *below], len(above) + older, message_id, more
    )
    if not more:
        rows = (*rows, *_on_the_way(connection, key, n))
    return TimelinePage(rows, oldest, start, more, coverage.since(connection, key))


def newest_index(connection: Connection, key: ConversationKey) -> int | None:
    """The largest index known in the conversation, also of messages that are not shown."""
    n = number(connection, key)
    if n is None:
        return None
    value = _NEWEST_KEY.value(connection, {"n": n})
    return index_of(value) if isinstance(value, str) else None


def _with_holes(
    connection: Connection,
    key: ConversationKey,
    n: int,
    found: Any,
    limit: int,
    wanted: MessageId = "",
    newer: bool = False,
) -> tuple[tuple[TimelineRow, ...], bool, bool]:
    """Rows oldest first with the holes between them; `found` is newest first, one over `limit`.

    Between two rows of different segments stands the hole of the upper one. A row that no page of
    history has held and that lies in no segment lies in a hole: it waits there unseen, but for
    `wanted`, which is shown with the hole beside it, and for the newest message of all, which is
    shown with a hole below it. With `newer` the first of `found` is not the newest.
    """
    segments = segments_of(connection, n)
    lowest = segments[-1].id if segments else None
    at_start = {segment.id for segment in segments if segment.at_start}
    older = len(found) > limit
    rows: list[TimelineRow] = []
    upper: tuple[int, MessageId] | None = None

    def mark(below: int | None) -> None:
        if upper is not None and upper[0] != below and upper[0] not in at_start:
            rows.append(Hole(upper[0], upper[1]))

    for row in found[:limit]:
        segment = _segment(row, segments)
        if segment is None and row[0] == wanted:
            before = len(rows)
            mark(None)
            upper = None if len(rows) > before else (_hole_at(_place(row), segments), wanted)
            rows.append(message_from(key, row))
            continue
        if segment is None:
            newest = not rows and not newer
            if newest and (not segments or _place(row) > segments[0].top):
                upper = (NEWEST_PAGE, row[0])
                rows.append(message_from(key, row))
            continue
        mark(segment)
        upper = (segment, row[0])
        rows.append(message_from(key, row))
    follower = _segment(found[limit], segments) if older else None
    if follower is not None:
        mark(follower)
    else:
        # Below lie only messages that are not shown, or nothing that was read. Where the lowest
        # segment ends there is no hole but more to load.
        mark(lowest)
    start = not older and lowest in at_start and (upper is None or upper[0] == lowest)
    rows.reverse()
    return tuple(rows), older, start


def _hole_at(place: OrderKey, segments: list[Segment]) -> int:
    """The hole that a place in no segment lies in: the one of the segment above it."""
    above = [segment.id for segment in segments if segment.low > place]
    return above[-1] if above else NEWEST_PAGE


def _place(row: Any) -> OrderKey:
    return (row[1], row[2], row[0])


def _segment(row: Any, segments: list[Segment]) -> int | None:
    """The segment that holds a row, or in whose stretch it lies."""
    if row[_SEGMENT] is not None:
        return int(row[_SEGMENT])
    at = _place(row)
    return next((each.id for each in segments if each.low <= at <= each.top), None)


def _on_the_way(
    connection: Connection, key: ConversationKey, n: int | None
) -> tuple[Outgoing, ...]:
    rows = outbox.open_rows(connection, key)
    if not rows:
        return ()
    hidden: frozenset[str] = frozenset()
    if n is not None and any(row.state is OutgoingState.SENDING for row in rows):
        hidden = matching.duplicates(connection, key, n)
    return tuple(
        row
        for row in rows
        if row.local_id not in hidden
        and not (
            row.message_id
            and n is not None
            and _THERE.row(connection, {"n": n, "id": row.message_id}) is not None
        )
    )
