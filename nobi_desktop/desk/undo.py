"""Offers to take back the last command over conversations."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from nobi_desktop.domain.tag import UndoOffer
from nobi_desktop.flow.news import Fact

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope

TakeBack = Callable[[], Coroutine[Any, Any, None]]


class Undo:
    """One offer at a time, the newest; `offer` is None where there is nothing to take back."""

    def __init__(self, scope: TaskScope) -> None:
        self.offer: Fact[UndoOffer | None] = Fact(None)
        self._scope = scope
        self._numbers = itertools.count(1)
        self._take_back: TakeBack | None = None

    def propose(self, kind: str, count: int, take_back: TakeBack, name: str = "") -> None:
        """Offer to take back what has just been done to `count` conversations, if to any."""
        if count:
            self._take_back = take_back
            self.offer.set(UndoOffer(next(self._numbers), kind, count, name))

    def take(self, number: int) -> None:
        """Take back what the offer of this number is about; nothing where it is another one now."""
        offer, take_back = self.offer.value, self._take_back
        if offer is None or offer.number != number or take_back is None:
            return
        self.dismiss()
        self._scope.start(take_back(), "undo")

    def dismiss(self) -> None:
        """Offer nothing any more."""
        self._take_back = None
        self.offer.set(None)
