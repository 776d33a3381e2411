"""Says which version of each file this program writes, and which tables are in it."""

from __future__ import annotations

SELLER_VERSION = 3
TIKTOK_VERSION = 2
"""`user_version` of each file: the place of its revision in the row of migrations."""

SELLER_REVISION = "seller_0003"
TIKTOK_REVISION = "tiktok_0002"

SELLER_TABLES = frozenset(
    {
        "shops",
        "accesses",
        "branches",
        "shop_groups",
        "group_shops",
        "token_pointers",
        "credentials",
        "outbox",
        "drafts",
        "tags",
        "conversation_tags",
        "marks",
        "notes",
        "views",
        "history_jobs",
        "settings",
    }
)
TIKTOK_TABLES = frozenset(
    {
        "conversations",
        "messages",
        "segments",
        "shop_sync",
        "media",
        "orders",
        "order_sync",
        "search_state",
        "search_due",
        "search_shops",
        "message_words",
        "buyer_words",
    }
)
