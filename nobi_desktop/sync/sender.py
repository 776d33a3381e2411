"""Sends what waits in the outbox: one message in flight per conversation, in order, never twice.

A message leaves only after its state SENDING is committed. What TikTok answers decides what comes
next (`policy`): it waits and goes again where it provably was not processed, it is given back to
the seller where it was refused, and where nobody can know it is UNKNOWN until history tells.
Nothing that may have arrived is ever sent again from here.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey, LocalId, ShopId
from nobi_desktop.domain.message import Outgoing, OutgoingState
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.tasks import Report, TaskScope
from nobi_desktop.store import holes, outbox, settings, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import IllegalMove, StoreError
from nobi_desktop.sync import policy
from nobi_desktop.sync.backoff import Bell, full_jitter
from nobi_desktop.sync.budget import next_midnight, zone_of
from nobi_desktop.sync.failpoint import reach
from nobi_desktop.sync.policy import Verb
from nobi_desktop.sync.uploads import Uploads
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import QuotaSpent, SignInAgain, TikTokError
from nobi_desktop.tiktok.limits import CallClass

if TYPE_CHECKING:
    from nobi_desktop.store.sql import Connection

OLD_AFTER = 12 * 3600.0
"""Seconds after which a message that never left asks the seller first: it may be wrong by now."""
OLD = "old"
QUOTA = "quota"
STOPPED = "stopped"
INTERNAL = "internal"
AT_ONCE = 4
"""Messages of one shop that may be in flight together, each to another buyer."""
_LOOK = 15.0
_SOONEST = 0.5
_STORE_PAUSE = 2.0
_PATIENCE = 5.0
_NOTES = "sender.notes"
_ASKED = "asked"
_BLOCKED = "blocked"
_MOST_NOTES = 500

_log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class Sender:
    """Carries the outbox to TikTok.

    `client_of` gives the client of a shop, None where it is not connected now: its messages wait.
    `read_newest` reads the newest page of a conversation into the store and says whether it could.
    `chance` spreads the waits. Failures of our own are told to `report`.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        client_of: Callable[[ShopId], ShopClient | None],
        uploads: Uploads,
        *,
        read_newest: Callable[[ConversationKey], Awaitable[bool]],
        chance: Callable[[], float] = random.random,
        report: Report | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._client_of = client_of
        self._uploads = uploads
        self._read_newest = read_newest
        self._chance = chance
        self._bell = Bell(clock)
        self._tasks = TaskScope("sync.sender", report)
        self._deliveries: dict[ConversationKey, asyncio.Task[None]] = {}
        self._failures: dict[LocalId, int] = {}
        self._times: list[float] = []
        self._report = report
        self._stopping = False
        self._unwatch: Callable[[], None] | None = None

    def __len__(self) -> int:
        """How many messages are in flight."""
        return len(self._deliveries)

    async def start(self) -> None:
        """Begin to send. What was on the wire when we last ended becomes UNKNOWN first.

        Raises `StoreError`.
        """
        found = await self._db.write(outbox.recover)
        if found:
            _log.info("%d messages were under way when we last ended", found)
        self._unwatch = self._db.changes.watch(self._heard)
        self._tasks.start(self._run(), "run")

    async def stop(self) -> None:
        """Begin nothing more; wait up to five seconds for what is in flight.

        What is in flight after that is left UNKNOWN.
        """
        self._stopping = True
        if self._unwatch is not None:
            self._unwatch()
        if self._deliveries:
            await asyncio.wait(set(self._deliveries.values()), timeout=_PATIENCE)
        await self._tasks.close()

    def nudge(self) -> None:
        """Look at the outbox now."""
        self._bell.ring()

    async def signed_in(self, shop: ShopId) -> None:
        """The shop's tokens work (again): its blocked messages go on."""
        await self._save(outbox.unblock, shop)
        self._bell.ring()

    # -- choosing -------------------------------------------------------------------------------

    def _heard(self, changes: Changes) -> None:
        if changes.outbox:
            reach("outbox_saved")
            self._bell.ring()

    async def _run(self) -> None:
        while not self._stopping:
            wait = _LOOK
            try:
                rows, notes = await self._db.read(_due, self._clock.now())
                self._begin(rows, notes)
            except StoreError as error:
                if error.code == "closed":
                    return
                _log.warning("the outbox cannot be read: %s", error.code)
                wait = _STORE_PAUSE
            except Exception as error:
                # Nobody would notice if sending ended here for good: it is told, and tried again.
                self._fault("sync.sender.run", error)
            now = self._clock.now()
            while self._times and self._times[0] <= now:
                heapq.heappop(self._times)
            if self._times:
                wait = min(wait, max(_SOONEST, self._times[0] - now))
            await self._bell.wait(wait)

    def _begin(self, rows: Iterable[Outgoing], notes: Mapping[LocalId, str]) -> None:
        for row in rows:
            client = self._client_of(row.key.shop)
            flying = sum(key.shop == row.key.shop for key in self._deliveries)
            if self._stopping or client is None or row.key in self._deliveries:
                continue
            if flying >= AT_ONCE:
                continue
            old = _is_old(row, notes.get(row.local_id, ""), self._clock.now())
            task = self._tasks.start(self._deliver(client, row, old), f"deliver.{row.local_id}")
            if task is None:
                return
            self._deliveries[row.key] = task

    def _fault(self, name: str, error: Exception) -> None:
        if self._report is not None:
            self._report(name, error)
        else:
            _log.error("%s failed", name, exc_info=error)

    # -- delivering -----------------------------------------------------------------------------

    async def _deliver(self, client: ShopClient, row: Outgoing, old: bool) -> None:
        try:
            if old:
                await self._db.write(_hold, row.local_id, self._clock.now())
            else:
                await self._carry(client, row)
        except StoreError as error:
            # Nothing has left: the row is where it was, and is looked at again.
            _log.warning("a message has to wait: %s", error.code)
            await self._pause()
        except IllegalMove:
            _log.info("message %s moved on by another hand", row.local_id)
            await self._pause()
        except Exception as error:
            # It is told at once; what has not left is tried again, but not in one breath.
            self._fault(f"sync.sender.deliver.{row.local_id}", error)
            await self._pause()
        finally:
            self._deliveries.pop(row.key, None)
            self._bell.ring()

    async def _carry(self, client: ShopClient, row: Outgoing) -> None:
        if row.blob and not row.upload_url:
            try:
                await self._uploads.prepare(client, row)
            except TikTokError as error:
                await self._settle(row, error, uploading=True)
                return
            except (StoreError, IllegalMove):
                raise
            except Exception:
                await self._later(row, INTERNAL, "")
                raise
        await self._find_ground(row)
        claimed = await self._db.write(outbox.claim, row.local_id, self._clock.now())
        reach("claimed")
        try:
            await self._post(client, claimed)
        except Exception:
            # Whatever it was, the message may be on the wire: only history can tell.
            await self._save(outbox.unknown, row.local_id, INTERNAL)
            raise

    async def _find_ground(self, row: Outgoing) -> None:
        """Read a conversation of which no page was ever read before the first message leaves.

        Only what comes above the page it was sent from can be that message: without one, a message
        whose answer is lost could not be told from others, and would be looked for in vain for
        ever. Where it cannot be read the message goes all the same.
        """
        if not await self._db.read(_unread, row.key) or await self._read_newest(row.key):
            return
        if not row.attempt:
            await self._pause()
            await self._read_newest(row.key)

    async def _post(self, client: ShopClient, row: Outgoing) -> None:
        reach("before_post")
        try:
            message_id = await customer_service.send(client, row.key.id, row.kind, row.content)
        except TikTokError as error:
            reach("after_post")
            await self._settle(row, error)
            return
        except asyncio.CancelledError:
            # The bytes may have left: only history can tell.
            await self._save(outbox.unknown, row.local_id, STOPPED)
            raise
        reach("after_post")
        self._failures.pop(row.local_id, None)
        await self._save(outbox.sent, row.local_id, message_id, self._clock.now())
        reach("sent_saved")

    async def _settle(self, row: Outgoing, error: TikTokError, *, uploading: bool = False) -> None:
        """Note what follows from a failure."""
        _log.info("message %s: %r", row.local_id, error)
        verb = policy.decide(error, CallClass.SEND).verb
        if isinstance(error, QuotaSpent):
            await self._wait(row, await self._next_day(row.key.shop), QUOTA, error.text)
        elif isinstance(error, SignInAgain):
            await self._save(_block, row.local_id, error.code)
        elif verb is Verb.FAIL:
            await self._save(outbox.reject, row.local_id, error.code, error.text)
        elif verb is Verb.ASK_HISTORY and not uploading:
            await self._save(outbox.unknown, row.local_id, error.code)
        else:
            at_least = policy.retry_after_of(error) or 0.0
            await self._later(row, error.code, error.text, at_least)

    async def _later(self, row: Outgoing, code: str, text: str, at_least: float = 0.0) -> None:
        """Let a message wait, the longer the more often it has failed."""
        failures = self._failures[row.local_id] = self._failures.get(row.local_id, 0) + 1
        pause = full_jitter(max(failures, row.attempt), chance=self._chance)
        pause = max(_SOONEST, pause, at_least)
        await self._wait(row, self._clock.now() + pause, code, text)

    async def _wait(self, row: Outgoing, until: float, code: str, text: str) -> None:
        await self._save(outbox.retry, row.local_id, until, code, text)
        heapq.heappush(self._times, until)

    async def _next_day(self, shop: ShopId) -> float:
        """When the day's calls begin anew: at the shop's midnight or at UTC's, nobody has said."""
        try:
            record = await self._db.read(shops.get, shop)
        except StoreError as error:
            # What became of the message counts more than the hour at which it goes again.
            _log.warning("the shop's region cannot be read: %s", error.code)
            record = None
        zone = zone_of(record.region if record else "")
        now = self._clock.now()
        spread = 60.0 * self._chance()
        return min(next_midnight(now, zone), next_midnight(now, UTC)) + spread

    async def _pause(self) -> None:
        if not self._stopping:
            await self._clock.sleep(_STORE_PAUSE)

    async def _save(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Write what has happened, however long the disk is full; history may have been first."""
        while True:
            try:
                await self._db.write(fn, *args, **kwargs)
                return
            except IllegalMove:
                _log.info("history has told already what became of a message")
                return
            except StoreError as error:
                if error.code == "closed" or self._stopping:
                    # Start-up makes UNKNOWN of it, which is what we know then.
                    _log.warning("the end of a message was not saved: %s", error.code)
                    return
                _log.warning("the end of a message is not saved yet: %s", error.code)
            await self._pause()


def _unread(connection: Connection, key: ConversationKey) -> bool:
    """Whether no page of the conversation was read yet; a line of the list is none."""
    n = holes.number(connection, key)
    return n is None or not holes.segments_of(connection, n)


def _due(connection: Connection, now: float) -> tuple[tuple[Outgoing, ...], Mapping[LocalId, str]]:
    """What may leave now, at most one message of each conversation; and our notes."""
    rows = tuple(
        row
        for shop in shops.all(connection)
        if shop.connected
        for row in outbox.next_due(connection, shop.id, now)
    )
    return rows, (_notes(connection) if rows else {})


def _is_old(row: Outgoing, note: str, now: float) -> bool:
    """Whether the seller is to be asked before `row` leaves.

    Once is enough, and what the seller has put in line again needs no question.
    """
    if now - row.created <= OLD_AFTER or note == _ASKED:
        return False
    by_hand = row.state is OutgoingState.QUEUED and row.attempt > 0 and note != _BLOCKED
    return not by_hand


def _hold(connection: Connection, local_id: LocalId, now: float) -> None:
    """Give a message back that waited too long; it never left."""
    outbox.reject(connection, local_id, OLD, "")
    _note(connection, local_id, _ASKED)


def _block(connection: Connection, local_id: LocalId, code: str) -> None:
    """Let a message wait until its shop is signed in again, which may be days."""
    outbox.block_auth(connection, local_id, code)
    _note(connection, local_id, _BLOCKED)


def _notes(connection: Connection) -> dict[LocalId, str]:
    try:
        kept = json.loads(settings.get_value(connection, _NOTES) or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _note(connection: Connection, local_id: LocalId, word: str) -> None:
    notes = _notes(connection)
    notes.pop(local_id, None)
    newest = [*notes.items(), (local_id, word)][-_MOST_NOTES:]
    settings.set_value(connection, _NOTES, json.dumps(dict(newest)))
