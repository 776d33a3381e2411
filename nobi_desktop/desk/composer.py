"""What the seller writes: drafts that outlive a crash, and messages handed to the outbox."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, LocalId
from nobi_desktop.domain.message import Image, Kind, Outgoing, OutgoingState, Text
from nobi_desktop.domain.timeline import ComposerState
from nobi_desktop.flow.news import Fact, News
from nobi_desktop.store import drafts, outbox
from nobi_desktop.store.errors import IllegalMove

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database

LONGEST = 2000
"""UTF-16 units in a text: how TikTok counts its 2,000 characters is not known, this is the
stricter way (source page: send-message-202309)."""

DRAFT_AFTER = 0.4
"""Seconds from a key press to the draft on disk."""

OWN = "own:"
"""Begins the address of a picture that lies in our own folder until TikTok has it."""

_log = logging.getLogger(__name__)


class Rereading(Protocol):
    """Reads the newest messages of a conversation from TikTok now, and stores them."""

    async def __call__(self, key: ConversationKey) -> bool: ...


class Pictures(Protocol):
    """Makes a picture ready to be sent: checked, without metadata, kept in a file of ours."""

    async def __call__(self, path: str | None, data: bytes | None) -> tuple[str, int, int]: ...


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sendable(text: str) -> bool:
    """Whether `text` has something to say and is not too long."""
    return bool(text.strip()) and units(text) <= LONGEST


class Composer:
    """Writes for the open conversation; every command names the conversation it means."""

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        reread: Rereading,
        prepare: Pictures,
    ) -> None:
        self.state: Fact[ComposerState] = Fact(ComposerState())
        self.returned: News[tuple[ConversationKey, str]] = News()
        self.refused: News[tuple[ConversationKey, str]] = News()
        self._db = db
        self._scope = scope
        self._clock = clock
        self._reread = reread
        self._prepare = prepare
        self._unsaved: dict[ConversationKey, str] = {}
        self._saving = False

    def opened(self, row: ConversationRow | None) -> None:
        """Write to another conversation from now on, with the draft that was kept for it."""
        if row is None:
            self.state.set(ComposerState())
            return
        self.state.set(
            ComposerState(
                key=row.key,
                buyer_name=row.buyer.name,
                shop_name=row.shop_name,
                shop_colour=row.shop_colour,
                draft=self._unsaved.get(row.key, row.draft),
                can_send=row.can_send,
                reason="" if row.can_send else "45109001",
            )
        )

    def edit(self, key: ConversationKey, text: str) -> None:
        """Keep `text` as the draft of `key`, on disk within a second."""
        self._unsaved[key] = text
        if not self._saving:
            self._saving = True
            if self._scope.start(self._save_soon(), "draft") is None:
                self._saving = False

    def send(self, key: ConversationKey, text: str) -> None:
        """Put `text` in the outbox of `key`; an empty or too long one is left where it is."""
        if not sendable(text):
            return
        self._unsaved.pop(key, None)
        self._scope.start(self._send_text(key, text), "send")

    def send_image(
        self, key: ConversationKey, path: str | None = None, data: bytes | None = None
    ) -> None:
        """Put a PNG or JPG in the outbox of `key`; what can't be sent is told by `refused`."""
        self._scope.start(self._send_image(key, path, data), "send image")

    def retry(self, local_id: LocalId) -> None:
        """Send again by the seller's word, after one more look whether it has arrived."""
        self._scope.start(self._retry(local_id), "retry")

    def check(self, local_id: LocalId) -> None:
        """Look in TikTok's history whether an unconfirmed message has arrived."""
        self._scope.start(self._check(local_id), "check")

    def discard(self, local_id: LocalId) -> None:
        """Take a message back that has not left, or give an unconfirmed one up."""
        self._scope.start(self._discard(local_id), "discard")

    def take_back(self, local_id: LocalId) -> None:
        """As `discard`, and its text returns to the composer."""
        self._scope.start(self._take_back(local_id), "take back")

    async def flush(self) -> None:
        """Save what is still in memory: before the program ends."""
        unsaved, self._unsaved = self._unsaved, {}
        if unsaved:
            await self._db.write(_save_all, unsaved, self._clock.now())

    async def _save_soon(self) -> None:
        try:
            while self._unsaved:
                await self._clock.sleep(DRAFT_AFTER)
                await self.flush()
        finally:
            self._saving = False

    async def _send_text(self, key: ConversationKey, text: str) -> None:
        try:
            await self._db.write(_queue_text, key, text, self._clock.now())
        except Exception:
            # With a full disk, too, nothing of the seller's is lost: the words go back.
            self.returned.tell((key, text))
            raise

    async def _send_image(self, key: ConversationKey, path: str | None, data: bytes | None) -> None:
        try:
            blob, width, height = await self._prepare(path, data)
        except ValueError as error:
            self.refused.tell((key, str(error)))
            return
        await self._db.write(
            outbox.add,
            key,
            Kind.IMAGE,
            Image(OWN + blob, width, height),
            blob=blob,
            now=self._clock.now(),
            clear_draft=None,
        )

    async def _retry(self, local_id: LocalId) -> None:
        row = await self._db.read(outbox.get, local_id)
        if row is None:
            return
        if row.state is OutgoingState.UNCONFIRMED and not await self._reread(row.key):
            return
        await self._db.write(_requeue_if_still, local_id, self._clock.now())

    async def _check(self, local_id: LocalId) -> None:
        row = await self._db.read(outbox.get, local_id)
        if row is not None:
            await self._reread(row.key)

    async def _discard(self, local_id: LocalId) -> None:
        await self._db.write(_cancel_if_allowed, local_id)

    async def _take_back(self, local_id: LocalId) -> None:
        row = await self._db.write(_cancel_if_allowed, local_id)
        if row is None or not isinstance(row.content, Text):
            return
        if self.state.value.key == row.key:
            self.returned.tell((row.key, row.content.text))
        else:
            # Nobody shows that conversation now: the words wait as its draft.
            await self._db.write(_put_back, row.key, row.content.text, self._clock.now())


def _save_all(c: Connection, unsaved: dict[ConversationKey, str], now: float) -> None:
    for key, text in unsaved.items():
        drafts.save(c, key, text, now)


def _put_back(c: Connection, key: ConversationKey, text: str, now: float) -> None:
    """Above a newer draft, never over it."""
    newer = drafts.get(c, key)
    drafts.save(c, key, f"{text}\n{newer}" if newer.strip() else text, now)


def _queue_text(c: Connection, key: ConversationKey, text: str, now: float) -> None:
    # The draft on disk may be an older one; it is this text that the same commit clears.
    drafts.save(c, key, text, now)
    outbox.add(c, key, Kind.TEXT, Text(text), now=now, clear_draft=text)


def _requeue_if_still(c: Connection, local_id: LocalId, now: float) -> Outgoing | None:
    try:
        return outbox.requeue(c, local_id, now)
    except IllegalMove:
        _log.info("a message had already moved on when it was to be sent again")
        return None


def _cancel_if_allowed(c: Connection, local_id: LocalId) -> Outgoing | None:
    row = outbox.get(c, local_id)
    try:
        outbox.cancel(c, local_id)
    except IllegalMove:
        return None
    return row
