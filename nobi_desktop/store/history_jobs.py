"""Keeps the jobs that read old conversations, and tells how far back a shop is complete."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from nobi_desktop.domain.history import Coverage, JobState
from nobi_desktop.domain.ids import ConversationId, ConversationKey, ShopId
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.holes import number, segments_of
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is kept (see `HistoryJob`).

    `token` reads on in the list; `queue` are conversations of the page before it that are still to
    be read, the next one first. `begun` is false until the first page of the list was read, `last`
    true once the list needs no further page. `worked` is seconds of reading so far.
    """

    id: str
    shop: ShopId
    until: int
    state: JobState
    token: str = ""
    queue: tuple[ConversationId, ...] = ()
    begun: bool = False
    last: bool = False
    conversations: int = 0
    messages: int = 0
    new_messages: int = 0
    reached: int = 0
    created: float = 0.0
    worked: float = 0.0
    code: str = ""


_PLAIN = tuple(f.name for f in fields(Job) if f.name not in ("queue", "begun", "last"))
_COLUMNS = (*_PLAIN, "place")
_ALL = Statement(
    f"SELECT {', '.join(_COLUMNS)} FROM seller.history_jobs ORDER BY created DESC, id DESC"
)
_ONE = Statement(f"SELECT {', '.join(_COLUMNS)} FROM seller.history_jobs WHERE id = :id")
_SAVE = Statement(
    f"INSERT INTO seller.history_jobs ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join(':' + name for name in _COLUMNS)}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "id")
)
_DELETE = Statement("DELETE FROM seller.history_jobs WHERE id = :id")
_EDGES = tuple(
    Statement(
        "SELECT max(low_created) FROM tiktok.segments "
        f"WHERE shop = :shop AND at_start = 0 AND lowest = {lowest}"
    )
    for lowest in (0, 1)
)
_HOLES = Statement(
    "SELECT count(*) FROM tiktok.segments WHERE shop = :shop AND at_start = 0 AND lowest = 0"
)
# The newest conversation of which no page was read: listed by TikTok, silent here.
_UNREAD = Statement(
    "SELECT last_at FROM tiktok.conversations c INDEXED BY inbox WHERE c.shop = :shop "
    "AND NOT EXISTS (SELECT 1 FROM tiktok.segments s WHERE s.conversation = c.n) "
    "ORDER BY c.last_at DESC LIMIT 1"
)
_OLDEST = Statement(
    "SELECT last_at FROM tiktok.conversations INDEXED BY inbox WHERE shop = :shop "
    "ORDER BY last_at, id LIMIT 1"
)


def all(connection: Connection) -> tuple[Job, ...]:
    """Every job, the newest first."""
    return tuple(_job(row) for row in _ALL.rows(connection, {}))


def get(connection: Connection, id: str) -> Job | None:
    """One job; None where it is gone."""
    row = _ONE.row(connection, {"id": id})
    return _job(row) if row else None


def save(connection: Connection, job: Job) -> None:
    """Keep a job, in place of an earlier state of it."""
    place = {"queue": job.queue, "begun": job.begun, "last": job.last}
    values: dict[str, Any] = {name: getattr(job, name) for name in _PLAIN}
    for name in ("until", "conversations", "messages", "new_messages", "reached"):
        values[name] = whole(values[name])
    values |= {"token": clean(job.token), "place": json.dumps(place)}
    _SAVE.run(connection, values)
    touch(connection).jobs()


def delete(connection: Connection, id: str) -> None:
    """Forget a job."""
    _DELETE.run(connection, {"id": id})
    touch(connection).jobs()


def _job(row: Any) -> Job:
    values = dict(zip(_COLUMNS, row, strict=True))
    try:
        place: Any = json.loads(values.pop("place") or "{}")
        queue = tuple(str(name) for name in place.get("queue", ()))
        begun, last = bool(place.get("begun")), bool(place.get("last"))
    except (ValueError, AttributeError, TypeError):
        # Where it stood cannot be read: it begins anew, which does no harm.
        queue, begun, last, values["token"] = (), False, False, ""
    known = {state.value for state in JobState}
    state = JobState(values["state"]) if values["state"] in known else JobState.PAUSED
    return Job(**values | {"state": state}, queue=queue, begun=begun, last=last)


def coverage(connection: Connection, shop: ShopId, *, listed_to_end: bool) -> Coverage:
    """How far back the shop's messages are complete.

    `listed_to_end` tells that TikTok's list was once read to its end; else older conversations than
    those that are held may be missing.
    """
    names = {"shop": shop}
    edges = [statement.value(connection, names) for statement in (*_EDGES, _UNREAD)]
    oldest = _OLDEST.value(connection, names)
    if oldest is None:
        return Coverage(shop, 0 if listed_to_end else -1)
    if not listed_to_end:
        edges.append(oldest)
    since = max((int(edge) for edge in edges if edge is not None), default=0)
    return Coverage(shop, since, int(_HOLES.value(connection, names) or 0))


def complete_since(connection: Connection, key: ConversationKey) -> int:
    """From when on no message of the conversation is missing.

    UTC seconds; 0 where the whole history is held, -1 where nothing was read.
    """
    n = number(connection, key)
    segments = segments_of(connection, n) if n is not None else []
    if not segments:
        return -1
    return 0 if segments[0].at_start else segments[0].low[1]
