"""Keeps the seller's choices and single named values."""

from __future__ import annotations

import json

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.settings import Settings
from nobi_desktop.store.codec import clean
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch

SETTINGS = "settings"
"""The name under which the choices are kept."""

_GET = Statement("SELECT value FROM seller.settings WHERE name = :name")
_SET = Statement(
    "INSERT INTO seller.settings (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def load(connection: Connection) -> Settings:
    """The seller's choices; defaults where none are kept."""
    return Settings.from_json(get_value(connection, SETTINGS) or "{}")


def save(connection: Connection, settings: Settings) -> None:
    """Keep `settings`."""
    _put(connection, SETTINGS, settings.to_json())
    touch(connection).settings()


def get_value(connection: Connection, name: str) -> str:
    """The value kept under `name`, empty where there is none."""
    value = _GET.value(connection, {"name": name})
    return value if isinstance(value, str) else ""


def set_value(connection: Connection, name: str, value: str) -> None:
    """Keep `value` under `name`."""
    _put(connection, name, value)


def _put(connection: Connection, name: str, value: str) -> None:
    _SET.run(connection, {"name": clean(name), "value": clean(value)})


def keep_counts(connection: Connection, counts: InboxCounts) -> None:
    """Keep the counts of all shops for the first paint of the next run."""
    values = [
        counts.all,
        counts.unread,
        counts.unanswered,
        counts.by_shop,
        counts.has_order,
        counts.no_order,
        counts.order_unknown,
        counts.reminders,
        counts.untagged,
        counts.tags,
    ]
    set_value(connection, "counts", json.dumps(values))
