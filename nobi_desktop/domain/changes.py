"""What a commit touched, told to those who show it."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.domain.ids import ConversationKey, LocalId, ShopId
from nobi_desktop.domain.message import Message


@dataclass(frozen=True, slots=True)
class Changes:
    """What one commit touched.

    `conversations` have another row in the inbox, `messages` another timeline; `new` are messages
    stored for the first time; `outbox` rows of ours that moved; `shops` whose record changed;
    `branches`, `groups`, `tags`, `views` and `jobs` (of reading old conversations) whether any of
    them is other than before; `buyers` whose note is (see `Note.buyer`).
    """

    conversations: frozenset[ConversationKey] = frozenset()
    messages: frozenset[ConversationKey] = frozenset()
    new: tuple[Message, ...] = ()
    outbox: frozenset[LocalId] = frozenset()
    shops: frozenset[ShopId] = frozenset()
    settings: bool = False
    branches: bool = False
    groups: bool = False
    tags: bool = False
    views: bool = False
    jobs: bool = False
    buyers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(
            self.conversations
            or self.messages
            or self.new
            or self.outbox
            or self.shops
            or self.settings
            or self.branches
            or self.groups
            or self.tags
            or self.views
            or self.jobs
            or self.buyers
        )
