"""A sender over the real store, the real client and a sandbox in the same process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from nobi_desktop.domain.ids import ConversationKey, LocalId
from nobi_desktop.domain.message import Content, Kind, Outgoing, OutgoingState, Text
from nobi_desktop.sandbox.records import Message
from nobi_desktop.store import inbound, outbox
from nobi_desktop.store.database import Database
from nobi_desktop.sync.reading import Reader
from nobi_desktop.sync.sender import Sender
from nobi_desktop.sync.uploads import Uploads
from nobi_desktop.tiktok import customer_service
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import TikTokError
from tests.shops.rig import Place, place

S = OutgoingState


class Desk:
    """A place with a sender in it."""

    def __init__(self, p: Place) -> None:
        self.p = p
        self.world = p.world
        self.clock = p.clock
        self.blobs = p.folder / "blobs"
        self.crashes: list[str] = []
        for shop in p.world.shops:
            for conversation in p.world.conversations(shop.id):
                conversation.can_send_message = True
        self.sender = self.new_sender()

    @property
    def db(self) -> Database:
        return self.p.db

    def new_sender(self) -> Sender:
        return Sender(
            self.p.db,
            self.p.clock,
            lambda shop: self.p.registry.client(shop),
            Uploads(self.p.db, self.blobs),
            read_newest=self.read_newest,
            chance=lambda: 0.5,
            report=lambda name, error: self.crashes.append(f"{name}: {error!r}"),
        )

    def shop(self, number: int = 0) -> str:
        return self.world.shops[number].id

    def client(self, number: int = 0) -> ShopClient:
        found = self.p.registry.client(self.shop(number))
        assert found is not None
        return found

    def key(self, place: int = 0, number: int = 0) -> ConversationKey:
        """A conversation of a shop, by its place, whatever has been said since."""
        rows = sorted(self.world.conversations(self.shop(number)), key=lambda c: int(c.id))
        return ConversationKey(self.shop(number), rows[place].id)

    async def write(
        self,
        words: str,
        key: ConversationKey | None = None,
        *,
        kind: Kind = Kind.TEXT,
        content: Content | None = None,
        blob: str = "",
    ) -> LocalId:
        """The seller sends a message."""
        row = await self.db.write(
            outbox.add,
            key or self.key(),
            kind,
            content or Text(words),
            blob=blob,
            now=self.clock.now(),
        )
        return row.local_id

    async def row(self, local_id: LocalId) -> Outgoing:
        found = await self.db.read(outbox.get, local_id)
        assert found is not None
        return found

    async def settles(
        self, local_id: LocalId, *states: OutgoingState, step: float = 0.05, steps: int = 200
    ) -> Outgoing:
        """Let time pass until the message is in one of these states."""
        for _ in range(steps):
            row = await self.row(local_id)
            if row.state in states:
                return row
            await self.p.pass_time(step)
        raise AssertionError(f"it is {row.state} ({row.error_code}), not {' or '.join(states)}")

    async def read_history(self, key: ConversationKey | None = None) -> None:
        """Read the newest page of a conversation into the store, as a poll does."""
        key = key or self.key()
        client = self.p.registry.client(key.shop)
        assert client is not None
        asking = asyncio.ensure_future(customer_service.messages(client, key.id))
        await self.p.until(asking.done)
        page = await asking
        await self.db.write(
            inbound.store_page, key, page.messages, page.next_token, now=self.clock.now()
        )

    async def read_newest(self, key: ConversationKey) -> bool:
        """What the sender asks for: the newest page, read as the polls read it."""
        client = self.p.registry.client(key.shop)
        assert client is not None
        try:
            await Reader(key.shop, client, self.db, self.clock).newest(key.id)
        except TikTokError:
            return False
        return True

    async def introduce(self) -> None:
        """Send something, and see it in history: the shop's identity is learned from that."""
        local_id = await self.write("xin chào")
        await self.settles(local_id, S.SENT)
        await self.read_history()
        assert (await self.row(local_id)).state is S.CONFIRMED

    def sent(self, number: int = 0) -> list[Message]:
        """What the sandbox has received from us, in order."""
        return self.world.sent(self.shop(number))

    def texts(self, number: int = 0) -> list[str | None]:
        return [message.text for message in self.sent(number)]

    @property
    def posts(self) -> int:
        """How many sends have reached the sandbox."""
        return self.p.calls("send")

    async def stop(self) -> None:
        stopping = asyncio.ensure_future(self.sender.stop())
        await self.p.until(stopping.done)
        await stopping

    async def restart(self) -> None:
        """Stop and start the sender, as the program's end and start do."""
        await self.stop()
        self.sender = self.new_sender()
        await self.sender.start()


@asynccontextmanager
async def desk(folder: Path, *, start: bool = True, **options: Any) -> AsyncIterator[Desk]:
    """A desk with shop 0 connected (`connect` names others)."""
    async with place(folder, **({"connect": [0]} | options)) as p:
        found = Desk(p)
        if start:
            await found.sender.start()
        try:
            yield found
        finally:
            with contextlib.suppress(asyncio.CancelledError):
                await found.stop()
            assert found.crashes == []
