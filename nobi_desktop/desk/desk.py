"""The seller's desk: all that a screen shows and does, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.desk.composer import Composer
from nobi_desktop.desk.images import Images
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.notices import Notices
from nobi_desktop.desk.preferences import Preferences
from nobi_desktop.desk.shops import Shops
from nobi_desktop.desk.timeline import Timeline


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

    async def close(self) -> None:
        """Stop hearing the store and save what the seller has typed."""
        for part in (self.inbox, self.shops, self.timeline, self.notices):
            part.close()
        await self.composer.finish()
        await self.inbox.keep()
