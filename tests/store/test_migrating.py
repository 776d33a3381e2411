"""A migrated file is as a new one, and a migration that fails leaves the old."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from nobi_desktop.store import backups, files, migrating, opening, schema, versions
from nobi_desktop.store.errors import StoreError

FROZEN = Path(__file__).parent / "schemas"
BRANCHES = {"seller": files.SELLER, "tiktok": files.TIKTOK}

COMING = versions.SELLER_VERSION + 1
NEXT = """
revision = "seller_{coming:04d}"
down_revision = "{now}"
branch_labels = None
depends_on = None
changes_rows = {changes}

import sqlalchemy as sa
from alembic import op


def upgrade():
    with op.batch_alter_table("drafts", recreate="always") as batch:
        batch.add_column(sa.Column("place", sa.Integer, nullable=False, server_default="0"))
    op.create_table("coming", sa.Column("id", sa.Text, primary_key=True))
    {last}
"""


def shape(path: Path) -> dict[str, object]:
    """What a file's tables and indexes are, apart from how their making was spelled."""
    raw = sqlite3.connect(path)
    found: dict[str, object] = {"version": raw.execute("PRAGMA user_version").fetchone()[0]}
    for kind, name, sql in raw.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "table":
            found[name] = (
                sorted(tuple(row[1:]) for row in raw.execute(f'PRAGMA table_info("{name}")')),
                "AUTOINCREMENT" in sql,
            )
        else:
            columns = raw.execute(f'PRAGMA index_xinfo("{name}")').fetchall()
            where = " ".join(sql.split(" WHERE ")[1:]).split() if sql else []
            found[name] = ([(row[2], row[3]) for row in columns if row[5]], where)
    found["revision"] = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    raw.close()
    return found


def fresh(folder: Path) -> Path:
    connection, _ = opening.open_store(folder, 1.0)
    opening.close(connection)
    return folder


@pytest.mark.parametrize("branch", BRANCHES)
def test_migrations_from_nothing_and_the_tables_of_now_are_the_same(
    tmp_path: Path, branch: str
) -> None:
    made = fresh(tmp_path / "made")
    migrated = tmp_path / "migrated.sqlite"
    migrating.migrate(migrated, branch)
    assert shape(migrated) == shape(made / BRANCHES[branch])


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_newest_revision_is_the_one_a_new_file_is_stamped_with(branch: str) -> None:
    revisions = sorted(path.stem for path in (migrating.SCRIPTS / branch).glob("*.py"))
    revision = getattr(versions, f"{branch.upper()}_REVISION")
    assert revisions[-1] == revision
    assert len(revisions) == getattr(versions, f"{branch.upper()}_VERSION")


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_tables_that_a_start_looks_for_are_those_of_the_schema(branch: str) -> None:
    tables = {table.name for table in getattr(schema, branch).tables.values()}
    words = set(opening.WORD_TABLES) if branch == "tiktok" else set()
    assert getattr(versions, f"{branch.upper()}_TABLES") == tables | words


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.sql")), ids=lambda path: path.stem)
def test_every_released_schema_can_be_brought_to_ours(tmp_path: Path, frozen: Path) -> None:
    """F39: golden databases of every version."""
    branch = frozen.stem.split("_")[0]
    path = tmp_path / "old.sqlite"
    raw = sqlite3.connect(path)
    raw.executescript(frozen.read_text("utf-8"))
    raw.close()
    migrating.migrate(path, branch)
    assert shape(path) == shape(fresh(tmp_path / "new") / BRANCHES[branch])


def test_keys_of_version_1_become_accesses_for_the_chat(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    raw = sqlite3.connect(path)
    raw.executescript((FROZEN / "seller_0001.sql").read_text("utf-8"))
    raw.executescript(
        """
        INSERT INTO shops (id, name, cipher, credential, colour, connected, im_user_id) VALUES
          ('1', 'Một', 'ROW_1', 'app', '#111111', 1, 'im'),
          ('2', 'Hai', 'ROW_2', 'app', '#222222', 1, ''),
          ('3', 'Ba', 'ROW_3', 'other', '#333333', 1, ''),
          ('4', 'Bốn', 'ROW_4', 'app', '#444444', 0, '');
        INSERT INTO settings VALUES ('tokens.home.1', '1'), ('tokens.home.2', '1'),
          ('tokens.home.4', ''), ('settings', '{}'), ('tokens', 'kept');
        INSERT INTO token_pointers (shop, slot, generation) VALUES ('1', 'a', 3), ('3', 'b', 1);
        INSERT INTO credentials (id, app_key) VALUES ('app', 'app'), ('other', 'other');
        """
    )
    raw.close()
    migrating.migrate(path, "seller")
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT * FROM accesses ORDER BY shop").fetchall() == [
        ("1", "chat", "app", "ROW_1", "1", "[]"),
        ("2", "chat", "app", "ROW_2", "1", "[]"),
        ("3", "chat", "other", "ROW_3", "3", "[]"),
    ]
    assert raw.execute("SELECT id, name, colour, connected, im_user_id FROM shops").fetchall() == [
        ("1", "Một", "#111111", 1, "im"),
        ("2", "Hai", "#222222", 1, ""),
        ("3", "Ba", "#333333", 1, ""),
        ("4", "Bốn", "#444444", 0, ""),
    ]
    names = {row[0] for row in raw.execute("SELECT name FROM settings")}
    assert names == {"settings", "tokens"}
    assert raw.execute("SELECT shop, slot, generation FROM token_pointers").fetchall() == [
        ("1", "a", 3),
        ("3", "b", 1),
    ]
    raw.close()


@pytest.mark.parametrize("branch", BRANCHES)
def test_our_schema_is_frozen(tmp_path: Path, branch: str) -> None:
    version = getattr(versions, f"{branch.upper()}_VERSION")
    path = tmp_path / "frozen.sqlite"
    raw = sqlite3.connect(path)
    raw.executescript((FROZEN / f"{branch}_{version:04d}.sql").read_text("utf-8"))
    raw.close()
    assert shape(path) == shape(fresh(tmp_path / "new") / BRANCHES[branch])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A seller's file with rows, of the version before the one `with_next` makes."""
    folder = fresh(tmp_path / "old")
    raw = sqlite3.connect(folder / files.SELLER)
    raw.executemany(
        "INSERT INTO drafts (shop, conversation, text) VALUES ('s', ?, 'nháp')",
        [(str(at),) for at in range(50)],
    )
    raw.commit()
    raw.close()
    return folder / files.SELLER


def with_next(tmp_path: Path, last: str = "pass", changes: str = "()") -> Path:
    scripts = tmp_path / "scripts"
    shutil.copytree(
        migrating.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
    )
    text = NEXT.format(last=last, changes=changes, coming=COMING, now=versions.SELLER_REVISION)
    (scripts / "seller" / f"seller_{COMING:04d}.py").write_text(text)
    return scripts


def drafts_in(path: Path) -> int:
    raw = sqlite3.connect(path)
    try:
        return int(raw.execute("SELECT count(*) FROM drafts").fetchone()[0])
    finally:
        raw.close()


def test_a_migration_keeps_every_row(tmp_path: Path, old: Path) -> None:
    """F39: no cascade takes a row along."""
    migrating.migrate(old, "seller", scripts=with_next(tmp_path))
    assert drafts_in(old) == 50
    assert files.header(old).user_version == COMING
    assert "coming" in shape(old)


@pytest.mark.parametrize(
    "last", ["raise RuntimeError('x')", "op.execute('DELETE FROM drafts WHERE conversation < 9')"]
)
def test_a_migration_that_fails_or_loses_rows_leaves_the_old_file(
    tmp_path: Path, old: Path, last: str
) -> None:
    before = shape(old)
    with pytest.raises(StoreError) as failed:
        migrating.migrate(old, "seller", scripts=with_next(tmp_path, last))
    assert failed.value.code == "migration"
    assert shape(old) == before
    assert drafts_in(old) == 50


def test_a_migration_may_change_rows_where_it_says_so(tmp_path: Path, old: Path) -> None:
    scripts = with_next(tmp_path, "op.execute('DELETE FROM drafts')", "('drafts',)")
    migrating.migrate(old, "seller", scripts=scripts)
    assert drafts_in(old) == 0


def test_a_migration_killed_at_any_statement_leaves_old_or_new(tmp_path: Path, old: Path) -> None:
    """F39: never between."""
    scripts = with_next(tmp_path)
    before = shape(old)
    program = (
        "import os, pathlib, sys\n"
        "from sqlalchemy import event\n"
        "from sqlalchemy.engine import Engine\n"
        "from nobi_desktop.store import migrating\n"
        "left = [int(sys.argv[3])]\n"
        "@event.listens_for(Engine, 'after_cursor_execute')\n"
        "def count(*_):\n"
        "    left[0] -= 1\n"
        "    if left[0] == 0:\n"
        "        os._exit(9)\n"
        "path, scripts = map(pathlib.Path, sys.argv[1:3])\n"
        "migrating.migrate(path, 'seller', scripts=scripts)\n"
    )
    for at in range(1, 60, 3):
        path = tmp_path / f"killed{at}.sqlite"
        shutil.copyfile(old, path)
        done = subprocess.run(
            [sys.executable, "-c", program, str(path), str(scripts), str(at)], check=False
        )
        assert drafts_in(path) == 50
        if done.returncode == 0:
            assert files.header(path).user_version == COMING
            break
        assert shape(path) == before
    else:
        raise AssertionError("the migration never ended")


def test_opening_an_older_store_makes_a_backup_and_migrates_it(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F39: the backup is there first."""
    monkeypatch.setattr(migrating, "SCRIPTS", with_next(tmp_path))
    later = opening.Files(
        "seller", files.SELLER, versions.SELLER_TABLES, COMING, f"seller_{COMING:04d}"
    )
    monkeypatch.setattr(opening, "SELLER", later)
    real = migrating.migrate
    monkeypatch.setattr(
        migrating, "migrate", lambda path, branch: real(path, branch, scripts=migrating.SCRIPTS)
    )
    connection, opened = opening.open_store(old.parent, 5_000.0)
    assert opened == opening.Opened(migrated=True)
    opening.close(connection)
    assert drafts_in(old) == 50
    [(_, backup)] = backups.of(old.parent)
    assert drafts_in(backup) == 50
    assert files.header(backup).user_version == versions.SELLER_VERSION
