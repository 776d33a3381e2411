"""Knows which stretches of each conversation's history were read, and the holes between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from nobi_desktop.domain.ids import ConversationKey, MessageId, ShopId
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.store.codec import OrderKey
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


_OF = text(
    "SELECT id, top_key, top_created, top_id, low_key, low_created, low_id, size, at_start, token "
    "FROM tiktok.segments WHERE conversation = :n"
)
_NUMBER = text("SELECT n FROM tiktok.conversations WHERE shop = :shop AND id = :id")
_INSERT = text(
    "INSERT INTO tiktok.segments (conversation, shop, top_key, top_created, top_id, "
    "low_key, low_created, low_id, size, at_start, lowest, token) VALUES "
    "(:n, :shop, :top_key, :top_created, :top_id, :low_key, :low_created, :low_id, "
    ":size, :at_start, :lowest, :token) RETURNING id"
)
_UPDATE = text(
    "UPDATE tiktok.segments SET top_key = :top_key, top_created = :top_created, top_id = :top_id, "
    "low_key = :low_key, low_created = :low_created, low_id = :low_id, size = :size, "
    "at_start = :at_start, token = :token WHERE id = :id"
)
_LOWEST = text("UPDATE tiktok.segments SET lowest = (id = :id) WHERE conversation = :n")
_DELETE = text("DELETE FROM tiktok.segments WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_RELABEL = text(
    "UPDATE tiktok.messages SET segment = :id WHERE conversation = :n AND segment IN :ids "
    "AND key BETWEEN :low AND :top"
).bindparams(bindparam("ids", expanding=True))
_LABEL = text(
    "UPDATE tiktok.messages SET segment = :id WHERE conversation = :n AND id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_FORGET = text("UPDATE tiktok.segments SET token = '' WHERE id = :id RETURNING conversation")
_KEY_OF = text("SELECT shop, id FROM tiktok.conversations WHERE n = :n")
_WORK = (
    "SELECT s.id, c.shop, c.id, s.token, s.low_created, s.lowest FROM tiktok.segments s "
    "JOIN tiktok.conversations c ON c.n = s.conversation "
)
_PREFERRED = text(
    _WORK + "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.lowest = 0 "
    "ORDER BY s.top_key DESC, s.top_created DESC, s.top_id DESC LIMIT 1"
)
_NEXT = text(
    _WORK + "WHERE s.shop = :shop AND s.at_start = 0 AND s.lowest = 0 "
    "ORDER BY s.low_created DESC LIMIT 1"
)
_NEXT_END = text(
    _WORK + "WHERE s.shop = :shop AND s.at_start = 0 AND s.lowest = 1 AND s.low_created > :until "
    "ORDER BY s.low_created DESC LIMIT 1"
)
_BOTTOM = text(
    _WORK + "WHERE c.shop = :shop AND c.id = :id AND s.at_start = 0 AND s.lowest = 1 LIMIT 1"
)
_ONE = text(_WORK + "WHERE s.id = :id AND s.at_start = 0")
_HOLES = text(
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
    return _work(connection.execute(_PREFERRED, names).first()) or work


def next_hole(
    connection: Connection,
    shop: ShopId,
    *,
    prefer: ConversationKey | None = None,
    until: int | None = None,
) -> HoleWork | None:
    """The hole to read on in: of the preferred conversation first, then the newest of the shop.

    With `until` (UTC seconds), conversations whose known history begins later than that are work
    too, once there are no holes.
    """
    if prefer is not None and prefer.shop == shop:
        names = {"shop": prefer.shop, "id": prefer.id}
        work = _work(connection.execute(_PREFERRED, names).first())
        if work is not None:
            return work
    work = _topmost(connection, _work(connection.execute(_NEXT, {"shop": shop}).first()))
    if work is None and until is not None:
        row = connection.execute(_NEXT_END, {"shop": shop, "until": until}).first()
        work = _work(row)
    return work


def work(connection: Connection, hole_id: int) -> HoleWork | None:
    """What to read for one hole; None where it is closed by now."""
    return _topmost(connection, _work(connection.execute(_ONE, {"id": hole_id}).first()))


def bottom(connection: Connection, key: ConversationKey) -> HoleWork | None:
    """What to read for messages older than all that is known; None where nothing is older.

    None also where no page of the conversation was read yet: read the newest first.
    """
    row = connection.execute(_BOTTOM, {"shop": key.shop, "id": key.id}).first()
    return _topmost(connection, _work(row))


def forget_token(connection: Connection, hole_id: int) -> None:
    """TikTok refused the hole's token: read down from the newest page again."""
    row = connection.execute(_FORGET, {"id": hole_id}).first()
    if row is not None:
        shop, conversation = connection.execute(_KEY_OF, {"n": row[0]}).one()
        touch(connection).messages(ConversationKey(shop, conversation))


def of(connection: Connection, key: ConversationKey) -> tuple[Hole, ...]:
    """The holes of a conversation, newest first."""
    rows = connection.execute(_HOLES, {"shop": key.shop, "id": key.id})
    return tuple(Hole(row[0], row[1]) for row in rows)


def segments_of(connection: Connection, n: int) -> list[Segment]:
    """The segments of conversation number `n`, newest first."""
    found = [
        Segment(
            row[0], (row[1], row[2], row[3]), (row[4], row[5], row[6]), row[7], bool(row[8]), row[9]
        )
        for row in connection.execute(_OF, {"n": n})
    ]
    found.sort(key=lambda segment: segment.top, reverse=True)
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """A page of history as it matters here: places by id, and the held segment of known rows."""

    places: dict[MessageId, OrderKey]
    held: dict[MessageId, int]
    next_token: str
    walk: Walk | None


@dataclass(frozen=True, slots=True)
class Joined:
    """What a page did: whether it met known history, the hole below it, the newest segment."""

    overlaps: bool
    hole: int | None
    head: Segment | None
    changed: bool


def join(connection: Connection, key: ConversationKey, n: int, page: Page) -> Joined:
    """Put a page that is stored already into the segments of its conversation.

    A page meets a segment where it holds a row that an earlier page of history held, and only
    there: rows of the list or of our own POST answers prove nothing about what lies below them. A
    page read with a segment's own token lies right below it, if it is not newer than that (tokens
    that count from the newest message shift when messages arrive).
    """
    before = segments_of(connection, n)
    by_id = {segment.id: segment for segment in before}
    touched = {segment for segment in page.held.values() if segment in by_id}
    overlaps = bool(touched)

    walked = by_id.get(page.walk.hole) if page.walk is not None else None
    if walked is not None and page.walk is not None and walked.token != page.walk.token:
        walked = None  # Another page has moved on from there; this one counts only where it meets.
    if walked is not None and walked.id not in touched and page.places:
        if min(page.places.values()) > walked.low:
            # The token led to newer messages than it should: what it says is not to be trusted.
            forget_token(connection, walked.id)
            return Joined(False, walked.id, before[0], False)
        touched.add(walked.id)
        overlaps = len(touched) > 1
    elif walked is not None:
        touched.add(walked.id)
        overlaps = len(touched) > 1 or not page.places
    if not page.places and not touched:
        return Joined(False, None, before[0] if before else None, False)

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
    labels = [name for name in page.places if page.held.get(name) != merged.id]
    fresh = not joined
    if fresh:
        values = {**_values(merged), "n": n, "shop": key.shop, "lowest": int(not before)}
        merged.id = int(connection.execute(_INSERT, values).scalar_one())
    after.append(merged)
    after.sort(key=lambda segment: segment.top, reverse=True)
    if gone:
        names = [segment.id for segment in gone]
        lowest_key, top_key = min(s.low for s in gone)[0], max(s.top for s in gone)[0]
        connection.execute(
            _RELABEL, {"id": merged.id, "n": n, "ids": names, "low": lowest_key, "top": top_key}
        )
        connection.execute(_DELETE, {"ids": names})
    if labels:
        connection.execute(_LABEL, {"id": merged.id, "n": n, "ids": labels})
    if not fresh and merged != by_id[merged.id]:
        connection.execute(_UPDATE, {**_values(merged), "id": merged.id})
    lowest = after[-1].id
    if before and lowest != before[-1].id:
        connection.execute(_LOWEST, {"n": n, "id": lowest})
    hole = merged.id if not merged.at_start and lowest != merged.id else None
    changed = fresh or bool(gone) or bool(labels)
    return Joined(overlaps, hole, after[0], changed)


def _merge(
    joined: list[Segment], page: Page, walked: Segment | None, reaches_start: bool
) -> Segment:
    places = page.places.values()
    added = sum(1 for name in page.places if name not in page.held)
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
    value = connection.execute(_NUMBER, {"shop": key.shop, "id": key.id}).scalar()
    return int(value) if value is not None else None
