"""The seller's tags and the conversations that have them; TikTok knows nothing of either."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nobi_desktop.desk.named_rows import NamedRows, named
from nobi_desktop.desk.undo import PIECE, pieces
from nobi_desktop.domain.ids import ConversationKey, TagId
from nobi_desktop.domain.tag import TAG_COLOURS, Tag
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import tags

if TYPE_CHECKING:
    from nobi_desktop.desk.undo import Undo
    from nobi_desktop.flow.clock import Clock
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.sql import Connection

LONGEST_NAME = 40


class Tags(NamedRows[Tag]):
    """The tags in the seller's order; `counts` says how many conversations have each."""

    longest_name = LONGEST_NAME
    id_length = 8

    def __init__(self, db: Database, scope: TaskScope, clock: Clock, undo: Undo) -> None:
        super().__init__(db, scope, tags, lambda changes: changes.tags)
        self.counts: Fact[tuple[tuple[TagId, int], ...]] = Fact(())
        self._clock = clock
        self._undo = undo

    def problem(self, name: str, but: TagId = "") -> str:
        """Why a tag (another one than `but`) cannot have this name.

        `no_name`, `too_long` or `taken`; empty where it can.
        """
        return self._trouble(Tag(but, named(name)))

    def create(self, name: str, colour: str = "") -> TagId:
        """Make a tag, of the next colour where none is named; its id, empty for trouble."""
        return self._create(Tag("", name, colour or self._next_colour()))

    def create_for(self, name: str, keys: Collection[ConversationKey]) -> TagId:
        """Give the conversations the tag of this name, made where there is none; its id."""
        wanted = named(name).casefold()
        known = next((t.id for t in self._known() if t.name.casefold() == wanted), "")
        tag = known or self.create(name)
        if tag:
            self.assign(keys, tag)
        return tag

    def delete(self, id: TagId) -> None:
        """Let a tag go, from all conversations."""
        self._begin("delete tag", self._delete, id)

    def merge(self, source: TagId, target: TagId) -> None:
        """Give all conversations of `source` the tag `target` instead, and let `source` go."""
        known = {tag.id for tag in self.rows.value}
        if source != target and {source, target} <= known:
            self._begin("merge tags", self._merge, source, target)

    def assign(self, keys: Collection[ConversationKey], tag: TagId) -> None:
        """Give the conversations the tag."""
        self._begin("tag", self._assign, tuple(keys), tag)

    def remove(self, keys: Collection[ConversationKey], tag: TagId) -> None:
        """Take the tag from the conversations."""
        self._begin("untag", self._remove, tuple(keys), tag)

    def toggle(self, keys: Collection[ConversationKey], tag: TagId) -> None:
        """Take the tag from the conversations where all have it, else give it to those without."""
        self._begin("toggle tag", self._toggle, tuple(keys), tag)

    # -- what is done -----------------------------------------------------------------------------

    def _tidied(self, row: Tag) -> Tag:
        colour = row.colour if row.colour in TAG_COLOURS else TAG_COLOURS[0]
        return replace(row, name=named(row.name), colour=colour)

    def _next_colour(self) -> str:
        used = [tag.colour for tag in self._known()]
        return min(TAG_COLOURS, key=lambda colour: (used.count(colour), TAG_COLOURS.index(colour)))

    def _begin(
        self, name: str, command: Callable[..., Coroutine[Any, Any, None]], *args: Any
    ) -> None:
        async def in_turn() -> None:
            async with self._undo.turn:
                await command(*args)

        self._scope.start(in_turn(), name)

    async def _assign(self, keys: tuple[ConversationKey, ...], tag: TagId) -> None:
        changed: list[ConversationKey] = []
        for piece in pieces(keys):
            changed += await self._db.write(tags.assign, piece, tag, self._clock.now())

        async def take_back() -> None:
            for piece in pieces(changed):
                await self._db.write(tags.remove, piece, tag)

        self._undo.propose("tag", len(changed), take_back, self._name(tag), tag)

    async def _remove(self, keys: tuple[ConversationKey, ...], tag: TagId) -> None:
        changed: list[ConversationKey] = []
        for piece in pieces(keys):
            changed += await self._db.write(tags.remove, piece, tag)

        async def take_back() -> None:
            for piece in pieces(changed):
                await self._db.write(tags.assign, piece, tag, self._clock.now())

        self._undo.propose("untag", len(changed), take_back, self._name(tag), tag)

    async def _toggle(self, keys: tuple[ConversationKey, ...], tag: TagId) -> None:
        held: dict[ConversationKey, tuple[TagId, ...]] = {}
        for piece in pieces(keys):
            held |= await self._db.read(tags.of, piece)
        if all(tag in held.get(key, ()) for key in keys):
            await self._remove(keys, tag)
        else:
            await self._assign(keys, tag)

    async def _delete(self, tag: TagId) -> None:
        self._undo.drop(tag)
        while await self._db.write(_delete_piece, tag):
            pass

    async def _merge(self, source: TagId, target: TagId) -> None:
        # Who has had the target before cannot be told from who has it by merging.
        self._undo.drop(source)
        self._undo.drop(target)
        while await self._db.write(tags.merge_piece, source, target, self._clock.now(), PIECE):
            pass

    def _name(self, tag: TagId) -> str:
        return next((known.name for known in self._known() if known.id == tag), "")

    async def _read(self) -> None:
        counts = await self._db.read(tags.counts)
        await super()._read()
        self.counts.set(counts)


def _delete_piece(connection: Connection, tag: TagId) -> bool:
    keys = tags.tagged(connection, tag, PIECE)
    tags.remove(connection, keys, tag)
    if len(keys) == PIECE:
        return True
    tags.delete(connection, tag)
    return False
