"""Says which version of each file this program writes, and which tables are in it."""

from __future__ import annotations

SELLER_VERSION = 2
TIKTOK_VERSION = 1
"""`user_version` of each file: the place of its revision in the row of migrations."""

SELLER_REVISION = "seller_0002"
TIKTOK_REVISION = "tiktok_0001"

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
        "settings",
    }
)
TIKTOK_TABLES = frozenset({"conversations", "messages", "segments", "shop_sync", "media"})
