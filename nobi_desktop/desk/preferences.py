"""The seller's choices: told at once, kept in the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nobi_desktop.domain.settings import Settings
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import settings as kept

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database


class Preferences:
    """Holds `Settings`; a value out of its bounds is left as it was."""

    def __init__(self, db: Database, scope: TaskScope, settings: Settings) -> None:
        self.settings: Fact[Settings] = Fact(settings)
        self._db = db
        self._scope = scope

    def change(self, **fields: object) -> None:
        """Take other values for the named settings; an unknown name is an AttributeError."""
        for name in fields:
            if name not in Settings.__slots__:
                raise AttributeError(name)
        wanted = replace(self.settings.value, **fields)  # type: ignore[arg-type]
        # What from_json refuses falls back to the default there; here the old value stays.
        checked = Settings.from_json(wanted.to_json())
        if any(getattr(checked, name) != value for name, value in fields.items()):
            return
        self.settings.set(checked)
        self._scope.start(self._db.write(kept.save, checked), "settings")
