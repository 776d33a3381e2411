"""Adds branches, groups of shops, and an app for each purpose of a shop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "seller_0002"
down_revision = "seller_0001"
branch_labels = None
depends_on = None

changes_rows: tuple[str, ...] = ("settings",)
"""Tables whose number of rows this migration means to change."""


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=sa.text(f"'{default}'"))


def _int(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    op.add_column("shops", _text("branch"))
    op.add_column("shops", _int("paused"))
    op.create_table(
        "branches",
        sa.Column("id", sa.Text, nullable=False),
        _text("name"),
        _text("representative"),
        _text("phone"),
        _text("description"),
        _int("position"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shop_groups",
        sa.Column("id", sa.Text, nullable=False),
        _text("name"),
        _int("shortcut"),
        _int("position"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "group_shops",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        _int("position"),
        sa.PrimaryKeyConstraint("group_id", "shop"),
    )
    op.create_table(
        "accesses",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        _text("credential"),
        _text("cipher"),
        _text("home"),
        _text("scopes", "[]"),
        sa.PrimaryKeyConstraint("shop", "purpose"),
    )
    op.execute(
        "INSERT INTO accesses (shop, purpose, credential, cipher, home) "
        "SELECT s.id, 'chat', s.credential, s.cipher, coalesce(nullif(h.value, ''), s.id) "
        "FROM shops s LEFT JOIN settings h ON h.name = 'tokens.home.' || s.id "
        "WHERE s.connected = 1"
    )
    op.execute("DELETE FROM settings WHERE name LIKE 'tokens.home.%'")
    op.drop_column("shops", "cipher")
    op.drop_column("shops", "credential")
    op.add_column("credentials", _text("authorize_url"))
