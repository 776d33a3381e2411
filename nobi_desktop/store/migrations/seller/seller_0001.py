"""Makes the first tables of the seller's file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "seller_0001"
down_revision = None
branch_labels = None
depends_on = None

changes_rows: tuple[str, ...] = ()
"""Tables whose number of rows this migration means to change."""


def upgrade() -> None:
    op.create_table(
        "credentials",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("app_key", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("service_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("api_url", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("auth_url", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "drafts",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("updated", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("shop", "conversation"),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.Column("attempt", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("next_at", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.Column("blob", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("upload_url", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("watermark", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("watermark_ids", sa.Text, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("posted", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.Column("message_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("confirmed_by", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("clean_reads", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("watch_since", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.Column("match_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("doubt", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("sent_at", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.Column("error_code", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("error_text", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("sequence"),
        sa.UniqueConstraint("local_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_conversation", "outbox", ["shop", "conversation", "sequence"])
    op.create_index(
        "outbox_open",
        "outbox",
        ["shop", "conversation", "sequence"],
        sqlite_where=sa.text("state NOT IN ('confirmed', 'cancelled')"),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "shops",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("region", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("code", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("seller_type", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("cipher", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("credential", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("colour", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("avatar", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("position", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("im_user_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("connected", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "token_pointers",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("generation", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("access_expires", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("refresh_expires", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("refresh_started", sa.Float, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("shop"),
    )
