"""Brings a file of an older version to ours, or leaves it as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from nobi_desktop.store import files
from nobi_desktop.store.errors import StoreError, code_of

SCRIPTS = Path(__file__).parent / "migrations"


class _Held(sqlite3.Connection):
    """A connection whose transaction nobody but its owner ends: Alembic commits as it goes."""

    def commit(self) -> None:
        pass

    def rollback(self) -> None:
        pass


def migrate(path: Path, branch: str, *, scripts: Path = SCRIPTS) -> None:
    """Run the migrations of `branch` ("seller" or "tiktok") that `path` has not seen.

    All of them happen in one exclusive transaction with foreign keys off: with them on, rebuilding
    a table in batch mode silently deletes the rows of its children. Each table must hold as many
    rows afterwards as before, unless a migration names it in its `changes_rows`. Whatever fails,
    the file is as it was. Raises StoreError.
    """
    files.make_private(path)
    raw = sqlite3.connect(
        files.uri(path, "rw"), uri=True, timeout=5.0, isolation_level=None, factory=_Held
    )
    engine = create_engine(
        "sqlite://",
        creator=lambda: raw,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    try:
        raw.execute("PRAGMA foreign_keys = OFF")
        with engine.connect() as connection:
            try:
                raw.execute("BEGIN EXCLUSIVE")
                _run(connection, raw, scripts / branch)
                raw.execute("COMMIT")
            except BaseException:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise
    except StoreError:
        raise
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else None
        raise StoreError(code_of(cause or error) or "migration") from error
    finally:
        engine.dispose()
        raw.close()


def _run(connection: Connection, raw: sqlite3.Connection, folder: Path) -> None:
    directory = ScriptDirectory(str(folder), version_locations=[str(folder)])
    before = _counts(raw)
    context = MigrationContext.configure(
        connection,
        opts={
            "fn": lambda revision, _: directory._upgrade_revs("head", revision),
            "transactional_ddl": False,
        },
    )
    known = [script.revision for script in directory.walk_revisions()][::-1]
    found = context.get_current_revision()
    coming = known[known.index(found) + 1 :] if found else known
    with Operations.context(context):
        context.run_migrations()
    changed: set[str] = set()
    for revision in coming:
        script = directory.get_revision(revision)
        changed |= set(getattr(script.module, "changes_rows", ())) if script else set()
    after = _counts(raw)
    for table, count in before.items():
        if after.get(table) != count and table not in changed and table != "alembic_version":
            raise StoreError("migration")
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError("migration")
    raw.execute(f"PRAGMA user_version = {len(known)}")


def _counts(raw: sqlite3.Connection) -> Mapping[str, int]:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {n: raw.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for (n,) in names}
