"""Keeps the jobs that read shops' older conversations, and the place each has come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.history import HistoryJob, JobState
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

SWEEP = "sweep"
"""The place of a job that has read the list and looks for what is still missing."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a job has come: the page of the list, and the last conversation done on it.

    An empty `token` is the newest page; `conversation` is empty before the first of a page is done.
    """

    token: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class KeptJob:
    """A job with its place, and the seconds it has worked so far."""

    job: HistoryJob
    place: Place
    worked: float


_COLUMNS = (
    "id, shop, until, state, conversations, messages, new_messages, reached, created, code, "
    "token, place, worked"
)
_ALL = Statement(f"SELECT {_COLUMNS} FROM seller.history_jobs ORDER BY created DESC, id DESC")
_ONE = Statement(f"SELECT {_COLUMNS} FROM seller.history_jobs WHERE id = :id")
_OPEN = Statement(
    f"SELECT {_COLUMNS} FROM seller.history_jobs WHERE shop = :shop "
    "AND state IN ('running', 'waiting', 'paused') ORDER BY created, id LIMIT 1"
)
_WORKING = Statement(
    "SELECT DISTINCT shop FROM seller.history_jobs WHERE state IN ('running', 'waiting') "
    "ORDER BY shop"
)
_INSERT = Statement(
    "INSERT INTO seller.history_jobs (id, shop, until, state, created) "
    "VALUES (:id, :shop, :until, 'running', :created)"
)
_DEEPEN = Statement(
    "UPDATE seller.history_jobs SET until = :until, token = '', place = '', conversations = 0, "
    "reached = 0 WHERE id = :id"
)
_MOVE = Statement(
    "UPDATE seller.history_jobs SET state = :state, code = :code WHERE id = :id "
    "AND state IN :before AND (state <> :state OR code <> :code)"
)
_PROGRESS = Statement(
    "UPDATE seller.history_jobs SET token = :token, place = :place, "
    "conversations = conversations + :conversations, messages = messages + :messages, "
    "new_messages = new_messages + :new_messages, worked = worked + :worked, "
    "reached = CASE WHEN :reached = 0 THEN reached WHEN reached = 0 THEN :reached "
    "ELSE min(reached, :reached) END "
    "WHERE id = :id AND state IN ('running', 'waiting') AND token = :old_token "
    "AND place = :old_place"
)
_ANEW = Statement(
    "UPDATE seller.history_jobs SET token = '', place = '', conversations = 0, reached = 0 "
    "WHERE state IN ('running', 'waiting', 'paused')"
)
_DISMISS = Statement(
    "DELETE FROM seller.history_jobs WHERE id = :id AND state IN ('done', 'cancelled', 'failed')"
)
_CONNECTED = Statement("SELECT connected FROM seller.shops WHERE id = :id")

_STATES = {str(state): state for state in JobState}


def _job(row: tuple[Any, ...]) -> KeptJob:
    return KeptJob(
        HistoryJob(
            id=row[0],
            shop=row[1],
            until=row[2],
            state=_STATES.get(row[3], JobState.PAUSED),
            conversations=row[4],
            messages=row[5],
            new_messages=row[6],
            reached=row[7],
            created=row[8],
            code=row[9],
        ),
        Place(row[10], row[11]),
        row[12],
    )


def all(connection: Connection) -> tuple[KeptJob, ...]:
    """Every job that was not dismissed, the newest first."""
    return tuple(_job(row) for row in _ALL.rows(connection, {}))


def get(connection: Connection, id: str) -> KeptJob | None:
    """One job; None where it is gone."""
    row = _ONE.row(connection, {"id": id})
    return _job(row) if row is not None else None


def of_shop(connection: Connection, shop: ShopId) -> KeptJob | None:
    """The job of a shop that has not ended, if there is one."""
    row = _OPEN.row(connection, {"shop": shop})
    return _job(row) if row is not None else None


def working(connection: Connection) -> tuple[ShopId, ...]:
    """The shops with a job that runs or waits."""
    return tuple(row[0] for row in _WORKING.rows(connection, {}))


def start(
    connection: Connection, wanted: Sequence[tuple[str, ShopId]], until: int, now: float
) -> None:
    """Begin a job, named by its new id, for each of the shops; those not connected get none.

    A shop that has one goes on with that, paused or not; where `until` lies further back than its
    own (0 is the furthest), it walks its list again down to there, past what is held already.
    """
    until = max(0, whole(until))
    for id, shop in wanted:
        if not _CONNECTED.value(connection, {"id": shop}):
            continue
        kept = of_shop(connection, shop)
        if kept is None:
            names = {"id": clean(id), "shop": shop, "until": until, "created": now}
            _INSERT.run(connection, names)
        else:
            if until < kept.job.until:
                _DEEPEN.run(connection, {"id": kept.job.id, "until": until})
            _move(connection, kept.job.id, JobState.RUNNING, "", JobState.PAUSED)
        touch(connection).jobs()


def pause(connection: Connection, id: str, code: str = "") -> None:
    """Read no more for a job until it is resumed; `code` where it was not the seller who said so.

    What has ended stays so.
    """
    _move(connection, id, JobState.PAUSED, code, JobState.RUNNING, JobState.WAITING)


def resume(connection: Connection, id: str) -> None:
    """Go on with a paused or failed job from its place; not beside another one of its shop."""
    kept = get(connection, id)
    if kept is None:
        return
    other = of_shop(connection, kept.job.shop)
    if other is None or other.job.id == id:
        _move(connection, id, JobState.RUNNING, "", JobState.PAUSED, JobState.FAILED)


def cancel(connection: Connection, id: str) -> None:
    """End a job; what it has read stays."""
    before = (JobState.RUNNING, JobState.WAITING, JobState.PAUSED)
    _move(connection, id, JobState.CANCELLED, "", *before)


def dismiss(connection: Connection, id: str) -> None:
    """Forget a job that has ended."""
    if _DISMISS.run(connection, {"id": id}):
        touch(connection).jobs()


def stand(connection: Connection, id: str, state: JobState, code: str = "") -> None:
    """Note how a job that runs or waits stands now; one the seller has stopped stays stopped."""
    _move(connection, id, state, code, JobState.RUNNING, JobState.WAITING)


def progress(
    connection: Connection,
    id: str,
    before: Place,
    after: Place,
    *,
    conversations: int = 0,
    messages: int = 0,
    new_messages: int = 0,
    reached: int = 0,
    worked: float = 0.0,
) -> bool:
    """Move a job on from `before` to `after` and add to its numbers.

    False where it is not at `before` any more, or was stopped: then nothing is changed. `reached`
    is UTC seconds of a conversation that was done, 0 for none; `worked` are seconds.
    """
    values = {
        "id": id,
        "old_token": clean(before.token),
        "old_place": clean(before.conversation),
        "token": clean(after.token),
        "place": clean(after.conversation),
        "conversations": conversations,
        "messages": messages,
        "new_messages": new_messages,
        "reached": max(0, whole(reached)),
        "worked": max(0.0, worked),
    }
    moved = bool(_PROGRESS.run(connection, values))
    if moved:
        touch(connection).jobs()
    return moved


def begin_anew(connection: Connection) -> None:
    """The copy was emptied: what the jobs had read is gone, they walk their lists again."""
    if _ANEW.run(connection, {}):
        touch(connection).jobs()


def _move(connection: Connection, id: str, state: JobState, code: str, *before: JobState) -> None:
    values = {
        "id": id,
        "state": str(state),
        "code": clean(code),
        "before": [str(b) for b in before],
    }
    if _MOVE.run(connection, values):
        touch(connection).jobs()
