"""Adds what filters ask for to the conversations, the orders that are known, and the words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "tiktok_0002"
down_revision = "tiktok_0001"
branch_labels = None
depends_on = None

changes_rows: tuple[str, ...] = ()
"""Tables whose number of rows this migration means to change."""

_NEWEST = "shop, last_at DESC, id DESC"
_FACTS = "unread, unanswered, orders, remind_at, tags"
_LISTS = {
    "inbox": "",
    "inbox_unread": "unread > 0",
    "inbox_tagged": "tags <> ''",
    "inbox_reminder": "remind_at > 0",
}


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=sa.text(f"'{default}'"))


def _int(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    op.add_column("conversations", _text("tags"))
    op.add_column("conversations", _int("marked"))
    op.add_column("conversations", _int("remind_at"))
    op.add_column("conversations", _int("orders"))
    for name in ("", "_unread", "_unanswered", "_unread_unanswered"):
        op.execute(f"DROP INDEX inbox{name}")
        op.execute(f"DROP INDEX inbox_shop{name}")
    for name, where in _LISTS.items():
        condition = f" WHERE {where}" if where else ""
        op.execute(f"CREATE INDEX {name} ON conversations ({_NEWEST}, {_FACTS}){condition}")
    op.execute("CREATE INDEX conversations_by_orders ON conversations (shop, orders)")
    op.execute(
        "CREATE INDEX inbox_waiting ON conversations "
        f"(shop, waiting_since, id, last_at, {_FACTS}) WHERE unanswered = 1"
    )
    op.execute("CREATE INDEX conversations_of_buyer ON conversations (shop, buyer_user)")
    op.create_table(
        "orders",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        _text("buyer_user"),
        _text("status"),
        _int("created"),
        _int("updated"),
        _text("content", "{}"),
        sa.PrimaryKeyConstraint("shop", "id"),
    )
    op.execute("CREATE INDEX orders_of_buyer ON orders (shop, buyer_user, created DESC)")
    op.execute("CREATE INDEX orders_by_id ON orders (id)")
    op.create_table(
        "order_sync",
        sa.Column("shop", sa.Text, nullable=False),
        _int("until"),
        _text("token"),
        _int("complete"),
        sa.PrimaryKeyConstraint("shop"),
    )
    op.create_table(
        "search_state", sa.Column("what", sa.Text, primary_key=True, nullable=False), _int("upto")
    )
    op.create_table(
        "search_due",
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        _int("place"),
        sa.PrimaryKeyConstraint("what", "n"),
    )
    op.create_table(
        "search_shops",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("shop", sa.Text, nullable=False, unique=True),
    )
    for name, beginnings in (("message_words", "1 2 3 4 5"), ("buyer_words", "1 2 3")):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(words, detail='none', columnsize=0, "
            f"prefix='{beginnings}', tokenize='ascii')"
        )
