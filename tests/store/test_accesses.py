"""By which app a shop is spoken for is kept, and what nobody uses is found."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.keys import Purpose
from nobi_desktop.store import accesses, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.shops import Credential
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, memory_store, writing

CHAT = Access("s1", Purpose.CHAT, "app", "ROW_cipher", "s1", ("seller.customer_service", "b\n"))
COMMERCE = Access("s1", Purpose.COMMERCE, "other", "ROW_x", "s1.2")


@pytest.fixture
def store() -> Connection:
    return memory_store()


def test_each_purpose_has_one_access(store: Connection) -> None:
    with writing(store) as told:
        accesses.save(store, CHAT)
        accesses.save(store, COMMERCE)
    assert told.changes.shops == {"s1"}
    assert accesses.all(store) == (CHAT, COMMERCE)
    assert "ROW_" not in repr(accesses.all(store))
    later = Access("s1", Purpose.CHAT, "new", "c", "s1.3")
    call(store, accesses.save, later)
    assert accesses.all(store) == (later, COMMERCE)
    call(store, accesses.drop, "s1")
    assert accesses.all(store) == ()


def test_what_cannot_be_read_is_passed_over(store: Connection) -> None:
    call(store, accesses.save, CHAT)
    with writing(store):
        store.execute(
            "INSERT INTO seller.accesses (shop, purpose, scopes) VALUES ('s1', 'dance', '')"
        )
        store.execute("UPDATE seller.accesses SET scopes = '{'")
    (found,) = accesses.all(store)
    assert found.scopes == ()


def test_tokens_and_apps_that_nobody_uses_are_found(store: Connection) -> None:
    with writing(store):
        accesses.save(store, CHAT)
        for app in ("app", "other"):
            shops.add_credential(store, Credential(app, app))
        shops.move_pointer(store, "s1", "a", 1, 2, 3)
        shops.move_pointer(store, "s1.2", "b", 1, 2, 3)
        shops.move_pointer(store, "gone", "", 0, 0, 0)
    assert accesses.idle_homes(store) == {"s1.2"}
    assert accesses.idle_apps(store) == {"other"}
