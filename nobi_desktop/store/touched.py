"""Collects what a write touches, to be told as `Changes` after its commit."""

from __future__ import annotations

from nobi_desktop.domain.changes import Changes
from nobi_desktop.domain.ids import ConversationKey, LocalId, ShopId
from nobi_desktop.domain.message import Message
from nobi_desktop.store.sql import Connection

_NAME = "nobi.touched"


class Touched:
    """What the running write has touched so far."""

    def __init__(self) -> None:
        self._conversations: set[ConversationKey] = set()
        self._messages: set[ConversationKey] = set()
        self._new: dict[tuple[ConversationKey, str], Message] = {}
        self._outbox: set[LocalId] = set()
        self._shops: set[ShopId] = set()
        self._settings = False
        self._branches = False
        self._groups = False
        self._tags = False
        self._views = False
        self._jobs = False
        self._buyers: set[str] = set()

    def conversation(self, key: ConversationKey) -> None:
        self._conversations.add(key)

    def messages(self, key: ConversationKey) -> None:
        self._messages.add(key)

    def message_new(self, message: Message) -> None:
        self._new[(message.key, message.id)] = message

    def outbox(self, local_id: LocalId) -> None:
        self._outbox.add(local_id)

    def shop(self, shop: ShopId) -> None:
        self._shops.add(shop)

    def settings(self) -> None:
        self._settings = True

    def branches(self) -> None:
        self._branches = True

    def groups(self) -> None:
        self._groups = True

    def tags(self) -> None:
        self._tags = True

    def views(self) -> None:
        self._views = True

    def jobs(self) -> None:
        self._jobs = True

    def buyer(self, buyer: str) -> None:
        self._buyers.add(buyer)

    def changes(self) -> Changes:
        return Changes(
            frozenset(self._conversations),
            frozenset(self._messages),
            tuple(self._new.values()),
            frozenset(self._outbox),
            frozenset(self._shops),
            self._settings,
            self._branches,
            self._groups,
            self._tags,
            self._views,
            self._jobs,
            frozenset(self._buyers),
        )


def touch(connection: Connection) -> Touched:
    """The collector of the write that runs on `connection`."""
    touched = connection.info.get(_NAME)
    if not isinstance(touched, Touched):
        touched = Touched()
        connection.info[_NAME] = touched
    return touched


def start(connection: Connection) -> Touched:
    """Begin collecting anew."""
    touched = Touched()
    connection.info[_NAME] = touched
    return touched
