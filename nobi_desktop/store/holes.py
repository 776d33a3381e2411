"""Knows which stretches of each conversation's history were read, and the holes between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.ids import ConversationId, ConversationKey, MessageId, ShopId
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.store.codec import OrderKey
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


@dataclass(frozen=True, slots=True)
class Walk:
    """A page read by a token: the hole it belongs to, and the token it was asked for with.

    With `hole` 0 it is a page below the newest that is read again and belongs to no hole.
    """

    hole: int
    token: str


@dataclass(frozen=True, slots=True)
class HoleWork:
    """What to read next: ask for `token`, then `inbound.store_page(…, walk=work.walk)`.

    An empty `token` asks for the newest page. `edge_at` is UTC seconds of the oldest message above
    the hole; `open_end` marks the unread past below everything known, which is no hole.
    """

    id: int
    key: ConversationKey
    token: str
    edge_at: int = 0
    open_end: bool = False

    @property
    def walk(self) -> Walk | None:
        """What to hand to `inbound.store_page` with the page; None for the newest page."""
        return Walk(self.id, self.token) if self.token else None


@dataclass(slots=True)
class Segment:
    """An unbroken stretch of history; below it is a hole or an open end unless it is `at_start`."""

    id: int
    top: OrderKey
    low: OrderKey
    size: int
    at_start: bool
    token: str


_OF = Statement(
    "SELECT id, top_key, top_created, top_id, low_key, low_created, low_id, size, at_start, token "
    "FROM tiktok.segments WHERE conversation = :n"
)
_NUMBER = Statement("SELECT n FROM tiktok.conversations WHERE shop = :shop AND id = :id")
_INSERT = Statement(
    "INSERT INTO tiktok.segments (conversation, shop, top_key, top_created, top_id, "
    "low_key, low_created, low_id, size, at_start, lowest, token) VALUES "
    "(:n, :shop, :top_key, :top_created, :top_id, :low_key, :low_created, :low_id, "
    ":size, :at_start, :lowest, :token) RETURNING id"
)
_UPDATE = Statement(
    "UPDATE tiktok.segments SET top_key = :top_key, top_created = :top_created, top_id = :top_id, "
    "low_key = :low_key, low_created = :low_created, low_id = :low_id, size = :size, "
    "at_start = :at_start, token = :token WHERE id = :id"
)
_LOWEST = Statement("UPDATE tiktok.segments SET lowest = (id = :id) WHERE conversation = :n")
_DELETE = Statement("DELETE FROM tiktok.segments WHERE id IN :ids")
_RELABEL = Statement(
    "UPDATE tiktok.messages SET segment = :id WHERE conversation = :n AND segment IN :ids "
    "AND key BETWEEN :low AND :top"
)
_LABEL = Statement(
    "UPDATE tiktok.messages SET segment = :id WHERE conversation = :n AND id IN :ids"
)
_FORGET = Statement("UPDATE tiktok.segments SET token = '' WHERE id = :id RETURNING conversation")
_KEY_OF = Statement("SELECT shop, id FROM tiktok.conversations WHERE n = :n")
_WORK = (
    "SELECT s.id, c.shop, c.id, s.token, s.low_created, s.lowest FROM tiktok.segments s "
    "JOIN tiktok.conversations c ON c.n = s.conversation "
)
_PREFERRED = Statement(
    _WORK + "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.lowest = 0 "
    "ORDER BY s.top_key DESC, s.top_created DESC, s.top_id DESC LIMIT 1"
)
_NEXT = Statement(
    _WORK + "WHERE s.shop = :shop AND s.at_start = 0 AND s.lowest = 0 AND s.id NOT IN :skip "
    "ORDER BY s.low_created DESC LIMIT 1"
)
_NEXT_END = Statement(
    _WORK + "WHERE s.shop = :shop AND s.at_start = 0 AND s.lowest = 1 AND s.low_created > :until "
    "AND s.id NOT IN :skip ORDER BY s.low_created DESC LIMIT 1"
)
_BOTTOM = Statement(
    _WORK + "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.lowest = 1 LIMIT 1"
)
_ONE = Statement(_WORK + "WHERE s.id = :id AND s.at_start = 0")
_ABOVE = Statement(
    _WORK + "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.low_created >= :until "
    "ORDER BY s.top_key DESC, s.top_created DESC, s.top_id DESC LIMIT 1"
)
_UNFINISHED = (
    "SELECT c.id, s.low_created FROM tiktok.segments s "
    "JOIN tiktok.conversations c ON c.n = s.conversation "
    "WHERE s.shop = :shop AND s.at_start = 0 AND s.lowest = {lowest} AND s.low_created >= :until "
    "AND c.id NOT IN :skip ORDER BY s.low_created DESC LIMIT 1"
)
_UNFINISHED_HOLE = Statement(_UNFINISHED.format(lowest=0))
_UNFINISHED_END = Statement(_UNFINISHED.format(lowest=1))
_HOLES = Statement(
    "SELECT s.id, s.low_id FROM tiktok.segments s "
    "JOIN tiktok.conversations c ON c.n = s.conversation "
    "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.lowest = 0 "
    "ORDER BY s.top_key DESC, s.top_created DESC, s.top_id DESC"
)


def _work(row: Any) -> HoleWork | None:
    if row is None:
        return None
    return HoleWork(row[0], ConversationKey(row[1], row[2]), row[3], row[4], bool(row[5]))


def _topmost(connection: Connection, work: HoleWork | None) -> HoleWork | None:
    """`work`, or the topmost hole of its conversation where `work` has no token.

    A forgotten token comes back by reading down from the newest page; on the way lie the holes
    above, and closing the last of them gives this one a token again.
    """
    if work is None or work.token:
        return work
    names = {"shop": work.key.shop, "id": work.key.id}
    return _work(_PREFERRED.row(connection, names)) or work


def next_hole(
    connection: Connection,
    shop: ShopId,
    *,
    prefer: ConversationKey | None = None,
    until: int | None = None,
    skip: Collection[int] = (),
) -> HoleWork | None:
    """The hole to read on in: of the preferred conversation first, then the newest of the shop.

    With `until` (UTC seconds), conversations whose known history begins later than that are work
    too, once there are no holes. Those in `skip` have been put off for a while.
    """
    if prefer is not None and prefer.shop == shop:
        names = {"shop": prefer.shop, "id": prefer.id}
        work = _work(_PREFERRED.row(connection, names))
        if work is not None and work.id not in skip:
            return work
    wanted: dict[str, object] = {"shop": shop, "skip": skip}
    work = _topmost(connection, _work(_NEXT.row(connection, wanted)))
    if work is None and until is not None:
        row = _NEXT_END.row(connection, {**wanted, "until": until})
        work = _work(row)
    return work


def work(connection: Connection, hole_id: int) -> HoleWork | None:
    """What to read for one hole; None where it is closed by now."""
    return _topmost(connection, _work(_ONE.row(connection, {"id": hole_id})))


def bottom(connection: Connection, key: ConversationKey) -> HoleWork | None:
    """What to read for messages older than all that is known; None where nothing is older.

    None also where no page of the conversation was read yet: read the newest first.
    """
    row = _BOTTOM.row(connection, {"shop": key.shop, "id": key.id})
    return _topmost(connection, _work(row))


def above(connection: Connection, key: ConversationKey, until: int) -> HoleWork | None:
    """What to read for the newest message that is missing in a conversation, back to `until`.

    None where nothing from `until` on (UTC seconds) is missing, or no page was read yet.
    """
    names = {"shop": key.shop, "id": key.id, "until": until}
    return _work(_ABOVE.row(connection, names))


def unfinished(
    connection: Connection, shop: ShopId, until: int, skip: Collection[ConversationId]
) -> ConversationKey | None:
    """A conversation in which messages from `until` on (UTC seconds) are missing, if there is one.

    Those with a hole come first; of those never read at all nothing is known here.
    """
    names = {"shop": shop, "until": until, "skip": skip}
    for statement in (_UNFINISHED_HOLE, _UNFINISHED_END):
        row = statement.row(connection, names)
        if row is not None:
            return ConversationKey(shop, row[0])
    return None


def was_read(connection: Connection, key: ConversationKey) -> bool:
    """Whether any page of the conversation's history was read."""
    n = number(connection, key)
    return n is not None and bool(segments_of(connection, n))


def forget_token(connection: Connection, hole_id: int) -> None:
    """TikTok refused the hole's token: read down from the newest page again."""
    row = _FORGET.row(connection, {"id": hole_id})
    if row is not None:
        named = _KEY_OF.row(connection, {"n": row[0]})
        if named is not None:
            touch(connection).messages(ConversationKey(*named))


def of(connection: Connection, key: ConversationKey) -> tuple[Hole, ...]:
    """The holes of a conversation, newest first."""
    rows = _HOLES.rows(connection, {"shop": key.shop, "id": key.id})
    return tuple(Hole(row[0], row[1]) for row in rows)


def segments_of(connection: Connection, n: int) -> list[Segment]:
    """The segments of conversation number `n`, newest first."""
    found = [
        Segment(
            row[0], (row[1], row[2], row[3]), (row[4], row[5], row[6]), row[7], bool(row[8]), row[9]
        )
        for row in _OF.rows(connection, {"n": n})
    ]
    found.sort(key=lambda segment: segment.top, reverse=True)
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """A page of history as it matters here.

    `places` of all its messages, and for those that are stored already the segment that holds them.
    """

    places: dict[MessageId, OrderKey]
    known: dict[MessageId, int | None]
    next_token: str
    walk: Walk | None


@dataclass(frozen=True, slots=True)
class Joined:
    """What a page did: whether it met known history, the hole below it, the newest segment.

    `segment` is where its rows belong, None where it must not be trusted.
    """

    overlaps: bool
    hole: int | None
    head: Segment | None
    changed: bool
    segment: int | None


def join(connection: Connection, key: ConversationKey, n: int, page: Page) -> Joined:
    """Put a page into the segments of its conversation; its new rows are stored after that.

    A page meets a segment where it holds a row that an earlier page of history held, and only
    there: rows of the list or of our own POST answers prove nothing about what lies below them. A
    page read with a segment's own token lies right below it, if it is not newer than that (tokens
    that count from the newest message shift when messages arrive).
    """
    before = segments_of(connection, n)
    by_id: dict[int | None, Segment] = {segment.id: segment for segment in before}
    touched = {segment for segment in page.known.values() if segment in by_id}
    overlaps = bool(touched)

    walked = by_id.get(page.walk.hole) if page.walk is not None else None
    if walked is not None and page.walk is not None and walked.token != page.walk.token:
        walked = None  # Another page has moved on from there; this one counts only where it meets.
    if walked is not None and walked.id not in touched and page.places:
        if min(page.places.values()) > walked.low:
            # The token led to newer messages than it should: what it says is not to be trusted.
            forget_token(connection, walked.id)
            return Joined(False, walked.id, before[0], False, None)
        touched.add(walked.id)
        overlaps = len(touched) > 1
    elif walked is not None:
        touched.add(walked.id)
        overlaps = len(touched) > 1 or not page.places
    if not page.places and not touched:
        return Joined(False, None, before[0] if before else None, False, None)

    joined = [segment for segment in before if segment.id in touched]
    reaches_start = not page.next_token
    if reaches_start:
        # The page is the beginning of the conversation: nothing is between it and what lies below.
        # What lies above stays apart, also from a newest page that was overtaken on its way.
        top = max([segment.top for segment in joined] + list(page.places.values()))
        joined = [s for s in before if s.id in touched or s.top < top]

    merged = _merge(joined, page, walked, reaches_start)
    after = [segment for segment in before if segment not in joined]
    gone = [segment for segment in joined if segment.id != merged.id]
    labels = [name for name, segment in page.known.items() if segment != merged.id]
    fresh = not joined
    if fresh:
        values = {**_values(merged), "n": n, "shop": key.shop, "lowest": int(not before)}
        merged.id = int(_INSERT.value(connection, values))
    after.append(merged)
    after.sort(key=lambda segment: segment.top, reverse=True)
    if gone:
        names = [segment.id for segment in gone]
        lowest_key, top_key = min(s.low for s in gone)[0], max(s.top for s in gone)[0]
        _RELABEL.run(
            connection, {"id": merged.id, "n": n, "ids": names, "low": lowest_key, "top": top_key}
        )
        _DELETE.run(connection, {"ids": names})
    if labels:
        _LABEL.run(connection, {"id": merged.id, "n": n, "ids": labels})
    if not fresh and merged != by_id[merged.id]:
        _UPDATE.run(connection, {**_values(merged), "id": merged.id})
    lowest = after[-1].id
    if before and lowest != before[-1].id:
        _LOWEST.run(connection, {"n": n, "id": lowest})
    hole = merged.id if not merged.at_start and lowest != merged.id else None
    changed = fresh or bool(gone) or bool(labels)
    return Joined(overlaps, hole, after[0], changed, merged.id)


def _merge(
    joined: list[Segment], page: Page, walked: Segment | None, reaches_start: bool
) -> Segment:
    places = page.places.values()
    added = sum(1 for name in page.places if page.known.get(name) is None)
    if not joined:
        return Segment(0, max(places), min(places), added, reaches_start, page.next_token)
    # The stretch with most rows keeps its name, so that few rows must be written anew.
    keep = max(joined, key=lambda segment: segment.size)
    deepest = min(joined, key=lambda segment: segment.low)
    low = min([segment.low for segment in joined] + list(places))
    token, at_start = deepest.token, deepest.at_start
    if reaches_start:
        token, at_start = "", True
    elif not at_start and (
        low < deepest.low or not token or (walked is not None and deepest.id == walked.id)
    ):
        token = page.next_token
    return Segment(
        keep.id,
        max([segment.top for segment in joined] + list(places)),
        low,
        sum(segment.size for segment in joined) + added,
        at_start,
        "" if at_start else token,
    )


def _values(segment: Segment) -> dict[str, Any]:
    return {
        "top_key": segment.top[0],
        "top_created": segment.top[1],
        "top_id": segment.top[2],
        "low_key": segment.low[0],
        "low_created": segment.low[1],
        "low_id": segment.low[2],
        "size": segment.size,
        "at_start": int(segment.at_start),
        "token": segment.token,
    }


def covers(head: Segment | None, key: str) -> bool:
    """Whether the newest stretch reaches down to the order key `key`, so that nothing is hidden."""
    return head is not None and (head.at_start or head.low[0] <= key)


def number(connection: Connection, key: ConversationKey) -> int | None:
    """The conversation's short name inside the copy."""
    value = _NUMBER.value(connection, {"shop": key.shop, "id": key.id})
    return int(value) if value is not None else None
