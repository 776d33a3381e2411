"""Shops, credentials, pointers, drafts, settings and fetched files are kept and given back."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import drafts, media, settings, shops
from nobi_desktop.store.media import MediaFile
from nobi_desktop.store.shops import Credential, TokenPointer
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, SHOP, call, memory_store, writing


@pytest.fixture
def store() -> Connection:
    return memory_store()


def test_shops_come_back_whole_and_in_their_order(store: Connection) -> None:
    two = Shop("s2", "Hai", "VN", "CODE", "LOCAL", "#aabbcc", "https://a", -1, "im", 77)
    call(store, shops.add, two)
    assert shops.all(store) == (two, SHOP)
    assert shops.get(store, "s2") == two
    assert shops.get(store, "none") is None


def test_connecting_a_shop_again_keeps_what_it_had(store: Connection) -> None:
    call(store, shops.mark_first_synced, "s1", 5.0)
    call(store, shops.add, Shop("s1", "New name"))
    shop = shops.get(store, "s1")
    assert shop is not None
    assert (shop.name, shop.first_synced) == ("New name", 5)


def test_fields_of_a_shop_change_one_by_one(store: Connection) -> None:
    with writing(store) as told:
        shops.update(store, "s1", name="X", connected=False, position=4, first_synced=9)
    assert told.changes.shops == {"s1"}
    shop = shops.get(store, "s1")
    assert shop is not None
    assert (shop.name, shop.connected, shop.position, shop.first_synced) == ("X", False, 4, 9)
    with pytest.raises(ValueError, match="no field"):
        call(store, shops.update, "s1", nope=1)


def test_an_identity_is_learned_once_and_may_change(store: Connection) -> None:
    for name in ("a", "a", "", "b"):
        with writing(store) as told:
            shops.learn_identity(store, "s1", name)
        before = "b" if name == "b" else "a"
        shop = shops.get(store, "s1")
        assert shop is not None
        assert shop.im_user_id == before
    assert told.changes.shops == {"s1"}
    call(store, shops.learn_identity, "none", "a")


def test_the_pointer_moves_and_ends_the_refresh(store: Connection) -> None:
    assert shops.pointer(store, "s1") == TokenPointer()
    call(store, shops.start_refresh, "s1", 12.5)
    assert shops.pointer(store, "s1") == TokenPointer(refresh_started=12.5)
    call(store, shops.move_pointer, "s1", "b", 3, 100, 200)
    assert shops.pointer(store, "s1") == TokenPointer("b", 3, 100, 200, 0.0)
    call(store, shops.start_refresh, "s1", 13.5)
    assert shops.pointer(store, "s1") == TokenPointer("b", 3, 100, 200, 13.5)
    with pytest.raises(ValueError, match="slot"):
        call(store, shops.move_pointer, "s1", "c", 1, 1, 1)


def test_credentials_hold_no_secret_and_are_replaced_by_name(store: Connection) -> None:
    call(store, shops.add_credential, Credential("a", "key"))
    call(store, shops.add_credential, Credential("a", "key2", "svc", "https://api", "https://auth"))
    assert shops.credentials(store) == (
        Credential("a", "key2", "svc", "https://api", "https://auth"),
    )


def test_drafts_are_kept_for_each_conversation(store: Connection) -> None:
    other = ConversationKey("s2", "c1")
    with writing(store) as told:
        drafts.save(store, KEY, "một", 1.0)
        drafts.save(store, other, "hai\n", 2.0)
    assert told.changes.conversations == {KEY, other}
    assert list(drafts.all(store).items()) == [(other, "hai\n"), (KEY, "một")]
    call(store, drafts.save, KEY, "", 3.0)
    assert drafts.get(store, KEY) == ""
    assert not call(store, drafts.clear_if, other, "else")
    assert drafts.get(store, other) == "hai\n"


def test_settings_are_kept_with_what_a_newer_version_wrote(store: Connection) -> None:
    assert settings.load(store) == Settings()
    call(store, settings.set_value, settings.SETTINGS, '{"zoom": 120, "later": [1]}')
    chosen = settings.load(store)
    assert chosen.zoom == 120
    with writing(store) as told:
        settings.save(store, chosen)
    assert told.changes.settings
    assert '"later": [1]' in settings.get_value(store, settings.SETTINGS)
    assert settings.get_value(store, "none") == ""
    call(store, settings.set_value, settings.SETTINGS, "broken")
    assert settings.load(store) == Settings()


def test_fetched_files_are_found_by_address_and_thinned_by_use(store: Connection) -> None:
    one, two = MediaFile("h1", "f1", 10, 3, 4, 100), MediaFile("h2", "f2", 20, 5, 6, 50)
    for file in (one, two, one):
        call(store, media.put, file)
    assert media.get(store, "h1") == one
    assert media.get(store, "none") is None
    assert media.total(store) == 30
    assert media.oldest(store, 1) == (two,)
    call(store, media.used, "h2", 200.0)
    assert media.oldest(store, 1) == (one,)
    call(store, media.drop, "h1")
    assert media.total(store) == 20
