"""What is done goes in time, with its pictures; what may still matter stays."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Image, Kind, OutgoingState, Role, Text
from nobi_desktop.store import inbound, outbox, shops
from nobi_desktop.store.sql import Connection
from tests.store.scene import AGENT, KEY, call, memory_store, message, writing

S = OutgoingState
OTHER = ConversationKey("s1", "c2")


@pytest.fixture
def store() -> Connection:
    connection = memory_store()
    call(connection, shops.learn_identity, "s1", AGENT)
    return connection


def add(store: Connection, blob: str = "", key: ConversationKey = KEY, now: float = 10.0) -> str:
    kind = Kind.IMAGE if blob else Kind.TEXT
    content = Image("own:" + blob, 1, 1) if blob else Text("ok")
    return str(call(store, outbox.add, key, kind, content, blob=blob, now=now).local_id)


def confirmed(
    store: Connection, index: int, blob: str = "", key: ConversationKey = KEY, now: float = 10.0
) -> str:
    name = add(store, blob, key, now)
    call(store, outbox.claim, name, now)
    call(store, outbox.sent, name, f"m{index}", now)
    page = [message(index, key=key, role=Role.CUSTOMER_SERVICE, text="ok")]
    call(store, inbound.store_page, key, page, "", now=now)
    row = outbox.get(store, name)
    assert row is not None
    assert row.state is S.CONFIRMED
    return name


def cancelled(store: Connection, blob: str = "", now: float = 10.0) -> str:
    name = add(store, blob, now=now)
    call(store, outbox.cancel, name)
    return name


def there(store: Connection, *names: str) -> list[bool]:
    return [outbox.get(store, name) is not None for name in names]


def test_what_is_done_goes_with_its_pictures_once_it_is_old(store: Connection) -> None:
    old = [confirmed(store, 5, "a.png"), cancelled(store, "b.png"), cancelled(store)]
    young = [confirmed(store, 6, "c.png", now=50.0), cancelled(store, "d.png", now=50.0)]
    assert outbox.blobs(store) == {"a.png", "b.png", "c.png", "d.png"}
    with writing(store) as told:
        assert outbox.tidy(store, 50.0) == ("a.png", "b.png")
    assert not told.changes
    assert there(store, *old, *young) == [False, False, False, True, True]
    assert outbox.blobs(store) == {"c.png", "d.png"}
    assert call(store, outbox.tidy, 50.0) == ()


def test_the_last_that_happened_to_it_counts(store: Connection) -> None:
    name = add(store, now=10.0)
    call(store, outbox.claim, name, 20.0)
    call(store, outbox.sent, name, "m5", 90.0)
    page = [message(5, role=Role.CUSTOMER_SERVICE, text="ok")]
    call(store, inbound.store_page, KEY, page, "", now=90.0)
    call(store, outbox.tidy, 90.0)
    assert there(store, name) == [True]
    call(store, outbox.tidy, 91.0)
    assert there(store, name) == [False]


@pytest.mark.parametrize("state", [s for s in S if s not in (S.CONFIRMED, S.CANCELLED)])
def test_what_is_not_done_stays_however_old_it_is(store: Connection, state: OutgoingState) -> None:
    name = add(store, "a.png")
    with writing(store):
        outbox._move(store, name, (S.QUEUED,), state)
    assert call(store, outbox.tidy, 1e12) == ()
    assert there(store, name) == [True]
    assert outbox.blobs(store) == {"a.png"}


def test_a_picture_that_another_row_needs_stays(store: Connection) -> None:
    done, waiting = cancelled(store, "a.png"), add(store, "a.png")
    assert call(store, outbox.tidy, 50.0) == ()
    assert there(store, done, waiting) == [False, True]


def test_one_that_is_looked_for_is_not_given_the_message_of_one_that_is_done(
    store: Connection,
) -> None:
    lost = add(store)
    call(store, outbox.claim, lost, 10.0)
    call(store, outbox.unknown, lost)
    call(store, outbox.unconfirmed, lost)
    done, elsewhere = confirmed(store, 5), confirmed(store, 7, key=OTHER)
    call(store, outbox.tidy, 50.0)
    assert there(store, done, elsewhere) == [True, False]
    page = [message(5, role=Role.CUSTOMER_SERVICE, text="ok")]
    call(store, inbound.store_page, KEY, page, "", now=60.0)
    row = outbox.get(store, lost)
    assert row is not None
    assert row.state is S.UNCONFIRMED
    call(store, outbox.requeue, lost, 70.0)
    call(store, outbox.tidy, 75.0)
    assert there(store, done) == [True]
    call(store, outbox.cancel, lost)
    call(store, outbox.tidy, 80.0)
    assert there(store, done, lost) == [False, False]
