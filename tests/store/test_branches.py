"""Branches and the shops in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nobi_desktop.domain.branch import Branch
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import branches, shops
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, memory_store, writing


@pytest.fixture
def store() -> Iterator[Connection]:
    connection = memory_store()
    call(connection, shops.add, Shop("s2", "Shop Two", position=1))
    yield connection
    connection.close()


def branch_of(store: Connection, shop: str) -> str:
    found = shops.get(store, shop)
    assert found is not None
    return found.branch


def test_what_is_kept_comes_back_in_its_order(store: Connection) -> None:
    first = Branch("b1", "Hà Nội", "Lan", "+84 90", "kho\nbắc", 5)
    second = Branch("b2", "Sài Gòn", position=2)
    with writing(store) as told:
        branches.save(store, first)
    assert told.changes.branches
    call(store, branches.save, second)
    assert branches.all(store) == (second, first)
    later = Branch("b1", "Huế", position=1)
    call(store, branches.save, later)
    assert branches.all(store) == (later, second)


def test_no_text_breaks_a_row(store: Connection) -> None:
    call(store, branches.save, Branch("b", "a\x00\ud800", "'; DROP TABLE x", "%", "\u202e", 2**70))
    [kept] = branches.all(store)
    assert "\x00" not in kept.name
    assert "\ud800" not in kept.name
    assert kept.representative == "'; DROP TABLE x"
    assert kept.position == 2**53


def test_a_shop_is_in_one_branch_that_is_there_or_in_none(store: Connection) -> None:
    call(store, branches.save, Branch("b1", "Hà Nội"))
    with writing(store) as told:
        branches.assign(store, "s1", "b1")
    assert told.changes.shops == {"s1"}
    assert branch_of(store, "s1") == "b1"
    call(store, branches.assign, "s1", "gone")
    assert branch_of(store, "s1") == "b1"
    call(store, branches.assign, "s1", "")
    assert branch_of(store, "s1") == ""
    call(store, branches.assign, "unknown", "b1")
    assert [shop.id for shop in shops.all(store)] == ["s1", "s2"]


def test_the_shops_of_a_branch_outlive_it(store: Connection) -> None:
    call(store, branches.save, Branch("b1", "Hà Nội"))
    call(store, branches.save, Branch("b2", "Sài Gòn"))
    call(store, branches.assign, "s1", "b1")
    call(store, branches.assign, "s2", "b2")
    with writing(store) as told:
        branches.delete(store, "b1")
    assert told.changes.branches
    assert told.changes.shops == {"s1"}
    assert branch_of(store, "s1") == ""
    assert branch_of(store, "s2") == "b2"
    assert [branch.id for branch in branches.all(store)] == ["b2"]
    call(store, branches.delete, "unknown")
