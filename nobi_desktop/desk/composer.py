"""What the seller writes: drafts that outlive a crash, and messages handed to the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey, LocalId, ShopId
from nobi_desktop.domain.message import Image, Kind, Outgoing, OutgoingState, Text
from nobi_desktop.domain.shop import Shop, ShopRow
from nobi_desktop.domain.timeline import ComposerState
from nobi_desktop.flow.news import Fact, News, Stop
from nobi_desktop.store import drafts, outbox
from nobi_desktop.store.errors import IllegalMove, StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

LONGEST = 2000
"""UTF-16 units in a text: how TikTok counts its 2,000 characters is not known, this is the
stricter way (source page: send-message-202309)."""

DRAFT_AFTER = 0.4
"""Seconds from a key press to the draft on disk."""

FINISH = 6.0
"""Seconds that the end of the program waits for what is on its way to the outbox."""

CLOSED = "45109001"
"""TikTok's number for a conversation that takes no message now."""

DISCONNECTED = "disconnected"

OWN = "own:"
"""Begins the address of a picture that lies in our own folder until TikTok has it."""

_log = logging.getLogger(__name__)


class Reread(Protocol):
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
    """Writes for the open conversation; every command names the conversation it means.

    `returned` gives words back that were not queued, `refused` tells why something was not:
    `wrong_shop`, `disconnected`, `picture_…` or `not_checked`. A conversation that takes nothing
    now has one of these as the `reason` of its state: TikTok's number, or `disconnected`; with
    `paused` it takes messages, and they wait.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        clock: Clock,
        reread: Reread,
        prepare: Pictures,
        shops: Fact[tuple[ShopRow, ...]],
    ) -> None:
        self.state: Fact[ComposerState] = Fact(ComposerState())
        self.returned: News[tuple[ConversationKey, str]] = News()
        self.refused: News[tuple[ConversationKey, str]] = News()
        self._db = db
        self._scope = scope
        self._clock = clock
        self._reread = reread
        self._prepare = prepare
        self._shops = shops
        self._allowed = False
        self._stops: list[Stop] = [shops.watch(lambda _: self._standing())]
        self._unsaved: dict[ConversationKey, str] = {}
        self._saving = False
        self._lines: dict[ConversationKey, deque[Coroutine[Any, Any, None]]] = {}
        self._chains: set[asyncio.Task[None]] = set()

    def opened(self, row: ConversationRow | None) -> None:
        """Write to another conversation from now on, with the draft that was kept for it."""
        if row is None:
            self.state.set(ComposerState())
            return
        self._allowed = row.can_send
        can_send, reason = self._may_write(row.key.shop)
        self.state.set(
            ComposerState(
                key=row.key,
                buyer_name=row.buyer.name,
                shop_name=row.shop_name,
                shop_colour=row.shop_colour,
                draft=self._unsaved.get(row.key, row.draft),
                can_send=can_send,
                reason=reason,
            )
        )

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

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
        opened = self.state.value.key
        if opened is not None and opened.shop != key.shop:
            # Words leave as the shop the seller sees above them, or not at all.
            self._give_back(key, text)
            self.refused.tell((opened, "wrong_shop"))
        elif self._given_up(key.shop):
            self._give_back(key, text)
            self.refused.tell((key, DISCONNECTED))
        else:
            self._in_line(key, self._send_text(key, text))

    def send_image(
        self, key: ConversationKey, path: str | None = None, data: bytes | None = None
    ) -> None:
        """Put a PNG or JPG in the outbox of `key`; what can't be sent is told by `refused`."""
        if self._given_up(key.shop):
            self.refused.tell((key, DISCONNECTED))
            return
        self._in_line(key, self._send_image(key, path, data))

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
        """Save the drafts that are still in memory only. Raises StoreError, and keeps them then."""
        unsaved = dict(self._unsaved)
        if not unsaved:
            return
        await self._db.write(_save_all, unsaved, self._clock.now())
        for key, text in unsaved.items():
            if self._unsaved.get(key) == text:
                del self._unsaved[key]

    async def finish(self) -> None:
        """Let what is on its way to the outbox arrive there, and save the drafts."""
        if self._chains:
            await asyncio.wait(set(self._chains), timeout=FINISH)
        await self.flush()

    def _shop(self, shop: ShopId) -> Shop | None:
        return next((row.shop for row in self._shops.value if row.shop.id == shop), None)

    def _given_up(self, shop: ShopId) -> bool:
        known = self._shop(shop)
        return known is not None and not known.connected

    def _may_write(self, shop: ShopId) -> tuple[bool, str]:
        """Whether the open conversation, one of `shop`, takes messages; why not, or a hint."""
        if self._given_up(shop):
            return False, DISCONNECTED
        if not self._allowed:
            return False, CLOSED
        known = self._shop(shop)
        return True, "paused" if known is not None and known.paused else ""

    def _standing(self) -> None:
        """A shop may have been paused, resumed, given up or connected anew."""
        state = self.state.value
        if state.key is not None:
            can_send, reason = self._may_write(state.key.shop)
            self.state.set(replace(state, can_send=can_send, reason=reason))

    def _in_line(self, key: ConversationKey, job: Coroutine[Any, Any, None]) -> None:
        """Do `job` after all that was asked for this conversation before: order is kept."""
        waiting = self._lines.get(key)
        if waiting is not None:
            waiting.append(job)
            return
        self._lines[key] = deque([job])
        task = self._scope.start(self._work_off(key), "send")
        if task is None:
            for left in self._lines.pop(key):
                left.close()
            return
        self._chains.add(task)
        task.add_done_callback(self._chains.discard)

    async def _work_off(self, key: ConversationKey) -> None:
        waiting = self._lines[key]
        try:
            while waiting:
                await waiting.popleft()
        finally:
            del self._lines[key]
            for left in waiting:
                left.close()

    async def _save_soon(self) -> None:
        try:
            pause = DRAFT_AFTER
            while self._unsaved:
                await self._clock.sleep(pause)
                try:
                    await self.flush()
                    pause = DRAFT_AFTER
                except StoreError as error:
                    _log.info("drafts wait: %s", error.code)
                    pause = 2.0
        finally:
            self._saving = False

    async def _send_text(self, key: ConversationKey, text: str) -> None:
        try:
            await self._db.write(_queue_text, key, text, self._clock.now())
        except StoreError as error:
            # With a full disk, too, nothing of the seller's is lost: the words go back.
            _log.warning("a text could not be queued: %s", error.code)
            self._give_back(key, text)

    def _give_back(self, key: ConversationKey, text: str) -> None:
        """Words that were not queued go back into the field, or wait there as a draft."""
        if self.state.value.key == key:
            self.returned.tell((key, text))
        else:
            self.edit(key, _above(text, self._unsaved.get(key, "")))

    async def _send_image(self, key: ConversationKey, path: str | None, data: bytes | None) -> None:
        try:
            blob, width, height = await self._prepare(path, data)
            await self._db.write(
                outbox.add,
                key,
                Kind.IMAGE,
                Image(OWN + blob, width, height),
                blob=blob,
                now=self._clock.now(),
                clear_draft=None,
            )
        except ValueError as error:
            self.refused.tell((key, str(error)))
        except (OSError, StoreError) as error:
            _log.warning("a picture could not be queued: %s", type(error).__name__)
            self.refused.tell((key, "picture_not_saved"))

    async def _retry(self, local_id: LocalId) -> None:
        row = await self._db.read(outbox.get, local_id)
        if row is None:
            return
        if self._given_up(row.key.shop):
            self.refused.tell((row.key, DISCONNECTED))
            return
        if row.state is OutgoingState.UNCONFIRMED and not await self._looked(row):
            return
        await self._db.write(_requeue_if_still, local_id, self._clock.now())

    async def _check(self, local_id: LocalId) -> None:
        row = await self._db.read(outbox.get, local_id)
        if row is not None:
            await self._looked(row)

    async def _looked(self, row: Outgoing) -> bool:
        """Whether TikTok's history could be read; where not, the seller is told."""
        if await self._reread(row.key):
            return True
        self.refused.tell((row.key, "not_checked"))
        return False

    async def _discard(self, local_id: LocalId) -> None:
        await self._db.write(_cancel_if_allowed, local_id)

    async def _take_back(self, local_id: LocalId) -> None:
        row = await self._db.read(outbox.get, local_id)
        if row is None:
            return
        # What is typed but not on disk yet counts as the newer draft.
        typed = self._unsaved.get(row.key)
        now = self._clock.now()
        text = await self._db.write(_back_to_draft, local_id, typed, now)
        if text is None:
            return
        if typed is not None and self._unsaved.get(row.key) == typed:
            del self._unsaved[row.key]
        if self.state.value.key == row.key:
            self.returned.tell((row.key, text))


def _save_all(c: Connection, unsaved: dict[ConversationKey, str], now: float) -> None:
    for key, text in unsaved.items():
        drafts.save(c, key, text, now)


def _above(text: str, newer: str) -> str:
    """Both texts, the one that comes back first; never the one over the other."""
    return f"{text}\n{newer}" if newer.strip() else text


def _back_to_draft(c: Connection, local_id: LocalId, typed: str | None, now: float) -> str | None:
    """Cancel a text and make it the draft, in one commit; None where it can't be taken back."""
    row = _cancel_if_allowed(c, local_id)
    if row is None or not isinstance(row.content, Text):
        return None
    newer = typed if typed is not None else drafts.get(c, row.key)
    drafts.save(c, row.key, _above(row.content.text, newer), now)
    return row.content.text


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
