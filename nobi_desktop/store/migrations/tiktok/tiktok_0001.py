"""Makes the first tables of the copy of TikTok's data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "tiktok_0001"
down_revision = None
branch_labels = None
depends_on = None

changes_rows: tuple[str, ...] = ()
"""Tables whose number of rows this migration means to change."""


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("n", sa.Integer),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("buyer_im", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("buyer_user", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("buyer_name", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("buyer_avatar", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("shop_avatar", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("shop_im", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("can_send", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("created", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("last_at", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("last_kind", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("last_role", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("preview", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("last_message", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("unread", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("unanswered", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("waiting_since", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("server_unread", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("read_key", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("told_key", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("read_settle", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("read_pending", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("listed_latest", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("latest_misses", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("shop", "id"),
    )
    op.create_index(
        "inbox",
        "conversations",
        [sa.text("last_at DESC"), sa.text("shop DESC"), sa.text("id DESC")],
    )
    op.create_index(
        "inbox_shop", "conversations", ["shop", sa.text("last_at DESC"), sa.text("id DESC")]
    )
    op.create_index(
        "inbox_shop_unanswered",
        "conversations",
        ["shop", sa.text("last_at DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unanswered = 1"),
    )
    op.create_index(
        "inbox_shop_unread",
        "conversations",
        ["shop", sa.text("last_at DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unread > 0"),
    )
    op.create_index(
        "inbox_shop_unread_unanswered",
        "conversations",
        ["shop", sa.text("last_at DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unread > 0 AND unanswered = 1"),
    )
    op.create_index(
        "inbox_unanswered",
        "conversations",
        [sa.text("last_at DESC"), sa.text("shop DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unanswered = 1"),
    )
    op.create_index(
        "inbox_unread",
        "conversations",
        [sa.text("last_at DESC"), sa.text("shop DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unread > 0"),
    )
    op.create_index(
        "inbox_unread_unanswered",
        "conversations",
        [sa.text("last_at DESC"), sa.text("shop DESC"), sa.text("id DESC")],
        sqlite_where=sa.text("unread > 0 AND unanswered = 1"),
    )
    op.create_index(
        "read_to_tell", "conversations", ["shop"], sqlite_where=sa.text("read_pending = 1")
    )
    op.create_table(
        "media",
        sa.Column("url_hash", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("width", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("height", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("used_at", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("url_hash"),
    )
    op.create_index("media_by_use", "media", ["used_at"])
    op.create_table(
        "messages",
        sa.Column("n", sa.Integer),
        sa.Column("conversation", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("created", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("sender_im", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("sender_name", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("sender_avatar", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("visible", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("raw", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("segment", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("conversation", "id"),
    )
    op.create_index("messages_in_order", "messages", ["conversation", "key", "created", "id"])
    op.create_index(
        "messages_of_agent",
        "messages",
        ["conversation", "key", "created", "id"],
        sqlite_where=sa.text("role = 'CUSTOMER_SERVICE' AND visible = 1"),
    )
    op.create_index(
        "messages_of_buyer",
        "messages",
        ["conversation", "key", "created", "id"],
        sqlite_where=sa.text("role = 'BUYER' AND visible = 1"),
    )
    op.create_table(
        "segments",
        sa.Column("id", sa.Integer),
        sa.Column("conversation", sa.Integer, nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("top_key", sa.Text, nullable=False),
        sa.Column("top_created", sa.Integer, nullable=False),
        sa.Column("top_id", sa.Text, nullable=False),
        sa.Column("low_key", sa.Text, nullable=False),
        sa.Column("low_created", sa.Integer, nullable=False),
        sa.Column("low_id", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("at_start", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("lowest", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("token", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "holes_of_shop",
        "segments",
        ["shop", "low_created"],
        sqlite_where=sa.text("at_start = 0 AND lowest = 0"),
    )
    op.create_index(
        "open_ends_of_shop",
        "segments",
        ["shop", "low_created"],
        sqlite_where=sa.text("at_start = 0 AND lowest = 1"),
    )
    op.create_index("segments_of_conversation", "segments", ["conversation", "top_key"])
    op.create_table(
        "shop_sync",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("first_synced", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("conversations", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("shop"),
    )
