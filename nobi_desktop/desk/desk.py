"""The seller's desk: all that a screen shows and does, in one place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from nobi_desktop.desk.branches import Branches
from nobi_desktop.desk.composer import Composer
from nobi_desktop.desk.connecting import Connecting
from nobi_desktop.desk.groups import Groups
from nobi_desktop.desk.history import History
from nobi_desktop.desk.images import Images
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.leaving import Leaving
from nobi_desktop.desk.marks import Marks
from nobi_desktop.desk.notes import Notes
from nobi_desktop.desk.notices import Notices
from nobi_desktop.desk.preferences import Preferences
from nobi_desktop.desk.shops import Shops
from nobi_desktop.desk.tags import Tags
from nobi_desktop.desk.timeline import Timeline
from nobi_desktop.desk.undo import Undo
from nobi_desktop.desk.views import Views


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the desk; `app.wiring` makes them and hands each what it needs."""

    inbox: Inbox
    shops: Shops
    timeline: Timeline
    composer: Composer
    images: Images
    notices: Notices
    preferences: Preferences
    branches: Branches
    groups: Groups
    connecting: Connecting
    leaving: Leaving
    tags: Tags
    marks: Marks
    notes: Notes
    views: Views
    undo: Undo
    history: History

    async def close(self) -> None:
        """Stop hearing the store and save what the seller has typed or just decided."""
        for part in (
            self.connecting,
            self.leaving,
            self.inbox,
            self.shops,
            self.timeline,
            self.composer,
            self.notices,
            self.branches,
            self.groups,
            self.tags,
            self.notes,
            self.views,
            self.history,
        ):
            part.close()
        await asyncio.gather(
            self.connecting.finish(),
            self.leaving.finish(),
            self.composer.finish(),
            self.notes.finish(),
        )
        await self.inbox.keep()
