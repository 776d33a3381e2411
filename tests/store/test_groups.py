"""Groups of shops, their shortcuts, and shops that leave them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nobi_desktop.domain.branch import ShopGroup
from nobi_desktop.store import groups
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, memory_store, writing


@pytest.fixture
def store() -> Iterator[Connection]:
    connection = memory_store()
    yield connection
    connection.close()


def test_what_is_kept_comes_back_in_its_order(store: Connection) -> None:
    first = ShopGroup("g1", "Bắc", ("s2", "s1", "s9"), 1, 4)
    second = ShopGroup("g2", "Nam", ("s1", "s3"), 0, 2)
    with writing(store) as told:
        groups.save(store, first)
    assert told.changes.groups
    call(store, groups.save, second)
    assert groups.all(store) == (second, first)
    later = ShopGroup("g1", "Trung", ("s1", "s2"), 2, 1)
    call(store, groups.save, later)
    assert groups.all(store) == (later, second)


def test_a_shop_counts_once(store: Connection) -> None:
    call(store, groups.save, ShopGroup("g", "x", ("a", "b", "a")))
    assert groups.all(store)[0].shops == ("a", "b")


@pytest.mark.parametrize(
    ("shops", "key"), [((), 0), (("a",), 0), (("a", "a"), 0), (("a", "b"), 10), (("a", "b"), -1)]
)
def test_what_is_no_group_is_refused_and_nothing_changes(
    store: Connection, shops: tuple[str, ...], key: int
) -> None:
    good = ShopGroup("g", "x", ("a", "b"), 5)
    call(store, groups.save, good)
    with pytest.raises(ValueError, match="a "):
        call(store, groups.save, ShopGroup("g", "y", shops, key))
    assert groups.all(store) == (good,)


def test_a_shortcut_opens_one_group(store: Connection) -> None:
    call(store, groups.save, ShopGroup("g1", "x", ("a", "b"), 3))
    call(store, groups.save, ShopGroup("g2", "y", ("a", "b"), 4, 1))
    call(store, groups.save, ShopGroup("g2", "y", ("a", "b"), 3, 1))
    assert [(group.id, group.key) for group in groups.all(store)] == [("g1", 0), ("g2", 3)]
    # None is no shortcut: any number of groups go without.
    call(store, groups.save, ShopGroup("g2", "y", ("a", "b"), 0, 1))
    assert [group.key for group in groups.all(store)] == [0, 0]


def test_a_shop_that_is_gone_leaves_its_groups(store: Connection) -> None:
    call(store, groups.save, ShopGroup("g1", "x", ("a", "b", "c")))
    call(store, groups.save, ShopGroup("g2", "y", ("a", "b"), position=1))
    call(store, groups.save, ShopGroup("g3", "z", ("b", "c"), position=2))
    with writing(store) as told:
        groups.without(store, "a")
    assert told.changes.groups
    assert [(group.id, group.shops) for group in groups.all(store)] == [
        ("g1", ("b", "c")),
        ("g3", ("b", "c")),
    ]
    with writing(store) as told:
        groups.without(store, "unknown")
    assert not told.changes.groups


def test_a_group_that_is_let_go_leaves_nothing(store: Connection) -> None:
    call(store, groups.save, ShopGroup("g", "x", ("a", "b")))
    call(store, groups.delete, "g")
    call(store, groups.delete, "g")
    call(store, groups.save, ShopGroup("g", "y", ("c", "d")))
    assert groups.all(store) == (ShopGroup("g", "y", ("c", "d")),)
