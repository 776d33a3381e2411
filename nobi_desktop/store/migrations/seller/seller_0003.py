"""Adds tags, marks, notes, saved views and the jobs that read old conversations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "seller_0003"
down_revision = "seller_0002"
branch_labels = None
depends_on = None

changes_rows: tuple[str, ...] = ()
"""Tables whose number of rows this migration means to change."""


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=sa.text(f"'{default}'"))


def _int(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def _real(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False, server_default=sa.text("0"))


def _key(*names: str) -> list[sa.Column[str] | sa.PrimaryKeyConstraint]:
    columns = [sa.Column(name, sa.Text, nullable=False) for name in names]
    return [*columns, sa.PrimaryKeyConstraint(*names)]


def upgrade() -> None:
    op.create_table("tags", *_key("id"), _text("name"), _text("colour"), _int("position"))
    op.create_table("conversation_tags", *_key("shop", "conversation", "tag"), _real("assigned"))
    op.create_index("conversations_of_tag", "conversation_tags", ["tag", "shop"])
    op.create_table(
        "marks",
        *_key("shop", "conversation"),
        _int("unread"),
        _text("settled_key"),
        _int("settled_created"),
        _text("settled_id"),
        _int("remind_at"),
    )
    op.execute("CREATE INDEX marks_by_reminder ON marks (remind_at) WHERE remind_at > 0")
    op.create_table(
        "notes",
        *_key("buyer"),
        sa.Column("text", sa.Text, nullable=False),
        _real("updated"),
    )
    op.create_table("views", *_key("id"), _text("name"), _text("query", "{}"), _int("position"))
    op.create_table(
        "history_jobs",
        *_key("id"),
        sa.Column("shop", sa.Text, nullable=False),
        _int("until"),
        _text("state"),
        _text("token"),
        _text("place"),
        _int("conversations"),
        _int("messages"),
        _int("new_messages"),
        _int("reached"),
        _real("created"),
        _real("worked"),
        _text("code"),
    )
