"""Names of things: every id is a string from end to end."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

ShopId: TypeAlias = str
ConversationId: TypeAlias = str
MessageId: TypeAlias = str
BranchId: TypeAlias = str
GroupId: TypeAlias = str
TagId: TypeAlias = str
LocalId: TypeAlias = str
"""Our own name of an outgoing message, unique for ever and rising with time."""


class ConversationKey(NamedTuple):
    """A conversation, told apart from a like-named one of another shop."""

    shop: ShopId
    id: ConversationId
