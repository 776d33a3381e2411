"""Lets commands over conversations take turns, and offers to take back the last one."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from nobi_desktop.domain.ids import TagId
from nobi_desktop.domain.tag import UndoOffer
from nobi_desktop.flow.news import Fact

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope

PIECE = 300
"""Conversations that one write of a command changes: others get their turn between."""

T = TypeVar("T")
TakeBack = Callable[[], Coroutine[Any, Any, None]]


class Undo:
    """One offer at a time, the newest; `offer` is None where there is nothing to take back.

    Commands over many conversations are written in pieces. Whoever changes conversations holds
    `turn` meanwhile, so that each command, and each taking back, starts from what the one given
    before it has left, and the newest offer is that of the newest command.
    """

    def __init__(self, scope: TaskScope) -> None:
        self.offer: Fact[UndoOffer | None] = Fact(None)
        self.turn = asyncio.Lock()
        self._scope = scope
        self._numbers = itertools.count(1)
        self._take_back: TakeBack | None = None
        self._about = ""

    def propose(
        self, kind: str, count: int, take_back: TakeBack, name: str = "", about: TagId = ""
    ) -> None:
        """Offer to take back what has just been done to `count` conversations, if to any.

        `about` is the tag without which there is nothing to take back.
        """
        if count:
            self._take_back = take_back
            self._about = about
            self.offer.set(UndoOffer(next(self._numbers), kind, count, name))

    def take(self, number: int) -> None:
        """Take back what the offer of this number is about; nothing where it is another one now."""
        offer, take_back = self.offer.value, self._take_back
        if offer is None or offer.number != number or take_back is None:
            return
        self.dismiss()
        self._scope.start(self._take(take_back), "undo")

    def drop(self, about: TagId) -> None:
        """Offer nothing any more about this tag: it goes."""
        if self._about == about:
            self.dismiss()

    def dismiss(self) -> None:
        """Offer nothing any more."""
        self._take_back = None
        self._about = ""
        self.offer.set(None)

    async def _take(self, take_back: TakeBack) -> None:
        async with self.turn:
            await take_back()


def pieces(all: Sequence[T]) -> Iterator[Sequence[T]]:
    """`all` in pieces of one write each."""
    for at in range(0, len(all), PIECE):
        yield all[at : at + PIECE]
