"""Runs every read and write on one thread and tells what each commit touched."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

from nobi_desktop.domain.changes import Changes
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact, News
from nobi_desktop.store import backups, opening, touched
from nobi_desktop.store.errors import IllegalMove, StoreError, code_of
from nobi_desktop.store.opening import Opened
from nobi_desktop.store.sql import Connection
from nobi_desktop.store.touched import Touched, touch

__all__ = ["Database", "IllegalMove", "Opened", "StoreError", "Touched", "touch"]

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_CLOSING_SECONDS = 10.0
_LASTING = ("disk_full", "read_only", "damaged")


class Database:
    """The store, opened: one thread, one connection, both files.

    `changes` tells what each commit touched, on the event loop's thread, in the order of the
    commits, and before the writer that awaits goes on. `trouble` is "", "disk_full", "read_only" or
    "damaged": it is set by the first write that fails and taken back by the next that changes a
    row.
    `opened` is what opening found; it is told anew by `healed` where damage was repaired later.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        thread: ThreadPoolExecutor,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.changes: News[Changes] = News()
        self.trouble: Fact[str] = Fact("")
        self.healed: News[Opened] = News()
        self.opened = Opened()
        self._folder = folder
        self._clock = clock
        self._thread = thread
        self._loop = loop
        self._connection: Connection | None = None
        self._closed = False
        self._shown = ""

    @classmethod
    async def open(cls, folder: Path, *, clock: Clock) -> Database:
        """Open the store under `folder`. Raises StoreError."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="nobi-store")
        database = cls(folder, clock, thread, asyncio.get_running_loop())
        try:
            await database._run(database._open)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return database

    async def read(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, …)` on the store's thread; it must not write. Raises StoreError.

        Where the caller is cancelled before its turn comes, nothing is read.
        """
        left = False

        def work() -> T:
            if left:
                return cast(T, None)  # Nobody hears it.
            connection = self._open_connection()
            before = connection.total_changes
            try:
                answer = fn(connection, *args, **kwargs)
            except sqlite3.Error as error:
                raise self._situation(error) from error
            if connection.total_changes != before:
                raise RuntimeError("a read has written")
            return answer

        try:
            return await self._run(work)
        except asyncio.CancelledError:
            left = True
            raise

    async def write(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, …)` in one transaction on the store's thread; then `changes` are told.

        Whatever `fn` raises leaves the store as it was. Where the commit itself fails, what `fn`
        did to the seller's file may stand without what it did to the copy. A caller that is
        cancelled, before `fn` runs or while it does, does not stop it: it is committed and told.
        Raises StoreError.
        """

        def work() -> T:
            connection = self._open_connection()
            collected = touched.start(connection)
            before = connection.total_changes
            committing = False
            try:
                begin(connection)
                answer = fn(connection, *args, **kwargs)
                committing = True
                commit(connection)
            except BaseException as error:
                undo(connection)
                if committing:
                    # The seller's part may be done (see `opening`): whoever shows it reads again.
                    self._tell(self.changes.tell, replace(collected.changes(), new=()))
                if isinstance(error, sqlite3.Error):
                    raise self._situation(error) from error
                raise
            if connection.total_changes != before:
                # One that changed no row has not shown that there is room again.
                self._show("")
            changes = collected.changes()
            if changes:
                self._tell(self.changes.tell, changes)
            return answer

        return await self._run(work)

    async def check(self) -> Opened:
        """Look at every page of both files and repair what is damaged, as opening would.

        Takes about 0.1 s for 100 MB; call it when the first paint is done. The answer is what was
        found now; `healed` tells it where anything was repaired. Raises StoreError.
        """

        def work() -> Opened:
            connection = self._open_connection()
            try:
                found = opening.damage(connection)
            except sqlite3.Error as error:
                raise self._situation(error) from error
            return self._heal() if found else Opened()

        return await self._run(work)

    async def back_up(self, *, force: bool = False) -> bool:
        """Make the day's backup of the seller's file if it is due; whether one was made."""

        def work() -> bool:
            now = self._clock.now()
            if not force and not backups.due(self._folder, now):
                return False
            connection = self._open_connection()
            try:
                backups.make(connection, self._folder, now, "seller")
            except (sqlite3.Error, OSError) as error:
                raise StoreError(code_of(error) or "disk_full") from error
            return True

        return await self._run(work)

    async def close(self) -> None:
        """Write the logs back and close both files, within some seconds."""
        if self._closed:
            return
        self._closed = True

        def work() -> None:
            if self._connection is not None:
                opening.close(self._connection)
                self._connection = None

        try:
            await asyncio.wait_for(asyncio.wrap_future(self._thread.submit(work)), _CLOSING_SECONDS)
        except TimeoutError:
            _log.error("the store did not close in %.0f s", _CLOSING_SECONDS)
        finally:
            self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise StoreError("closed")
        # What was asked for is done, also where whoever asked does not wait for it any more.
        return await asyncio.shield(self._loop.run_in_executor(self._thread, work))

    def _open(self) -> None:
        self._connection, self.opened = opening.open_store(self._folder, self._clock.now())

    def _open_connection(self) -> Connection:
        if self._connection is None:
            # Repairing has failed before, perhaps for want of space; it may succeed now.
            self._connection, _ = opening.open_store(self._folder, self._clock.now(), thorough=True)
        return self._connection

    def _situation(self, error: Exception) -> Exception:
        """What to raise for a database's error: a situation, or the fault itself."""
        code = code_of(error)
        if not code:
            return error
        if code in _LASTING:
            self._show(code)
        if code == "damaged":
            try:
                self._heal()
            except StoreError as failed:
                _log.error("repairing has to wait: %s", failed.code)
        return StoreError(code)

    def _heal(self) -> Opened:
        """Close, look at every page, set aside or restore what is damaged, and open again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._connection, found = opening.open_store(self._folder, self._clock.now(), thorough=True)
        self._show("")
        if found.rebuilt_copy or found.restored_seller:
            self._tell(self._healed, found)
        return found

    def _healed(self, found: Opened) -> None:
        self.opened = found
        self.healed.tell(found)

    def _show(self, trouble: str) -> None:
        if trouble != self._shown:
            self._shown = trouble
            self._tell(self.trouble.set, trouble)

    def _tell(self, tell: Callable[[T], object], item: T) -> None:
        try:
            self._loop.call_soon_threadsafe(tell, item)
        except RuntimeError:
            _log.debug("the loop is closed; nobody is told")


def begin(connection: Connection) -> None:
    """Begin a write transaction over both files, taking the write locks at once.

    A transaction that begins by reading and then writes fails at once where another connection
    wrote in between, whatever the busy timeout.
    """
    connection.execute("BEGIN IMMEDIATE")


def commit(connection: Connection) -> None:
    """Commit, the seller's file first."""
    connection.execute("COMMIT")


def undo(connection: Connection) -> None:
    """Roll back if there still is a transaction: a full disk has ended it already."""
    if connection.in_transaction:
        try:
            connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            _log.error("rolling back failed: %s", type(error).__name__)
