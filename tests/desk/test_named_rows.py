"""Branches and groups: named, put in order, and bad input never kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from nobi_desktop.desk.branches import LONGEST_LINE, Branches
from nobi_desktop.desk.groups import Groups
from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.shop import ShopRow, ShopStatus
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.news import Fact
from nobi_desktop.store import branches, groups
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from tests import given
from tests.desk.ground import Ground, on_ground

SHOPS = tuple(given.shop(id=str(n), name=f"Shop {n}", position=n) for n in range(4))


class Room(Ground):
    """Branches and groups over a store with four shops."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.shown: list[Collection[str]] = []
        self.shops: Fact[tuple[ShopRow, ...]] = Fact(
            tuple(ShopRow(shop, ShopStatus(shop.id)) for shop in SHOPS)
        )
        self.branches = Branches(db, self.scope)
        self.groups = Groups(db, self.scope, self.shops, self.shown.append)

    async def end(self) -> None:
        self.branches.close()
        self.groups.close()
        await super().end()

    def names(self) -> list[str]:
        return [row.name for row in self.branches.rows.value]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with on_ground(Room, tmp_path, *SHOPS) as made:
        yield made


async def test_a_branch_is_made_changed_and_let_go(room: Room) -> None:
    made = room.branches.create("  Hà   Nội ", " Lan\n", "0901", "  kho\nphía bắc ")
    await room.settle()
    [branch] = room.branches.rows.value
    assert branch == Branch(made, "Hà Nội", "Lan", "0901", "kho\nphía bắc", 0)
    room.branches.change(replace(branch, name="Đà Nẵng", position=9))
    await room.settle()
    [branch] = room.branches.rows.value
    assert (branch.name, branch.position) == ("Đà Nẵng", 0)
    room.branches.delete(made)
    await room.settle()
    assert room.branches.rows.value == ()
    # What is gone does not come back by a change that was late.
    room.branches.change(branch)
    room.branches.delete(made)
    await room.settle()
    assert room.branches.rows.value == ()


async def test_a_name_is_needed_short_enough_and_not_given_twice(room: Room) -> None:
    made = room.branches.create("Sài Gòn")
    assert made
    # Also before the store has the first one.
    assert room.branches.create("sài gòn") == ""
    await room.settle()
    decomposed = "Sa\u0300i Go\u0300n"
    for name, problem in (
        ("", "no_name"),
        (" \n\t", "no_name"),
        ("a" * 61, "too_long"),
        ("a" * 60, ""),
        ("SÀI  GÒN", "taken"),
        (decomposed, "taken"),
        ("Sài Gòn 2", ""),
    ):
        assert room.branches.problem(name) == problem, name
        if problem:
            assert room.branches.create(name) == ""
    assert room.branches.problem("sài gòn", but=made) == ""
    other = room.branches.create("Huế")
    await room.settle()
    room.branches.change(Branch(other, "Sài Gòn"))
    room.branches.change(Branch(other, ""))
    room.branches.change(Branch("unknown", "Vinh"))
    await room.settle()
    assert room.names() == ["Sài Gòn", "Huế"]


async def test_hostile_text_is_kept_within_bounds(room: Room) -> None:
    room.branches.create("<b>x</b>\x00\u202e", "r" * 5000, "p\ud800" * 300, "d" * 9000)
    await room.settle()
    [branch] = room.branches.rows.value
    assert len(branch.representative) == LONGEST_LINE
    assert len(branch.description) == 2000
    assert "\x00" not in branch.name
    assert "\ud800" not in branch.phone


async def test_branches_stand_in_the_sellers_order(room: Room) -> None:
    a, b, c = (room.branches.create(name) for name in "abc")
    await room.settle()
    assert room.names() == ["a", "b", "c"]
    room.branches.arrange([c, "unknown", a, c])
    await room.settle()
    assert room.names() == ["c", "a", "b"]
    room.branches.create("d")
    await room.settle()
    assert room.names() == ["c", "a", "b", "d"]
    assert b


async def test_what_could_not_be_kept_does_not_hold_its_name(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*words: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(branches, "save", full)
        assert room.branches.create("Huế")
        await room.settle()
    assert room.failures.pop().endswith(": StoreError('disk_full')")
    assert room.branches.rows.value == ()
    assert room.branches.problem("Huế") == ""


async def test_a_group_is_made_opened_and_let_go(room: Room) -> None:
    made = room.groups.create("Miền Bắc", ["2", "0", "2"], 3)
    await room.settle()
    assert room.groups.rows.value == (ShopGroup(made, "Miền Bắc", ("2", "0"), 3, 0),)
    room.groups.open(made)
    room.groups.open("unknown")
    assert room.shown == [{"0", "2"}]
    other = room.groups.create("Miền Nam", ["1", "3"], 3)
    await room.settle()
    # A key opens one group: the later one has it.
    assert [(row.id, row.key) for row in room.groups.rows.value] == [(made, 0), (other, 3)]
    room.groups.arrange([other, made])
    room.groups.delete(made)
    await room.settle()
    assert [row.id for row in room.groups.rows.value] == [other]


async def test_a_group_has_two_known_shops_at_least(room: Room) -> None:
    for name, members, problem in (
        ("x", [], "too_few"),
        ("x", ["0"], "too_few"),
        ("x", ["0", "0"], "too_few"),
        ("x", ["0", "unknown"], "too_few"),
        ("", ["0", "1"], "no_name"),
        ("x" * 61, ["0", "1"], "too_long"),
        ("x", ["0", "1"], ""),
    ):
        assert room.groups.problem(name, members) == problem
        if problem:
            assert room.groups.create(name, members) == ""
    made = room.groups.create("x", ["0", "1"], 77)
    await room.settle()
    [group] = room.groups.rows.value
    assert group.key == 0
    assert room.groups.problem("X", ["0", "1"]) == "taken"
    assert room.groups.problem("X", ["0", "1"], but=made) == ""
    room.groups.change(replace(group, shops=("0", "gone")))
    await room.settle()
    assert room.groups.rows.value == (group,)
    room.groups.change(replace(group, shops=("3", "1", "0"), key=-1))
    await room.settle()
    assert room.groups.rows.value[0].shops == ("3", "1", "0")


async def test_a_group_opens_with_those_of_its_shops_that_are_connected(room: Room) -> None:
    made = room.groups.create("x", ["0", "1", "2"])
    await room.settle()

    def given_up(*gone: str) -> None:
        room.shops.set(
            tuple(
                replace(row, shop=replace(row.shop, connected=row.shop.id not in gone))
                for row in room.shops.value
            )
        )

    given_up("1")
    room.groups.open(made)
    assert room.shown.pop() == {"0", "2"}
    given_up("0", "1", "2")
    room.groups.open(made)
    assert room.shown == []


async def test_a_group_follows_its_shops_out(room: Room) -> None:
    made = room.groups.create("x", ["0", "1", "2"])
    await room.settle()
    await room.db.write(groups.without, "1")
    await room.settle()
    assert [(row.id, row.shops) for row in room.groups.rows.value] == [(made, ("0", "2"))]
    await room.db.write(groups.without, "0")
    await room.settle()
    assert room.groups.rows.value == ()
