"""The find bar counts what holds the words, shows one after the other, and keeps its place."""

from __future__ import annotations

import pytest

from nobi_desktop.desk import find as desk_find
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.search import FindState
from nobi_desktop.store import search
from tests import given
from tests.desk.seeking import Seeker, named, tale


async def begun(seeker: Seeker, last: int = 300) -> None:
    await seeker.say(*tale(1, last))
    await seeker.open()
    seeker.find.begin()


def at(seeker: Seeker) -> tuple[int, int, str]:
    state = seeker.find.state.value
    return (state.place, state.total, state.message)


def holding(digits: str, last: int = 300) -> list[str]:
    """The messages of a tale whose number holds these digits, newest first."""
    return [given.message(n).id for n in range(last, 0, -1) if digits in str(n)]


async def test_the_newest_is_shown_first_and_the_others_by_moving(seeker: Seeker) -> None:
    await begun(seeker)
    ids = holding("10")
    seeker.find.look_for("TIN 10")
    await seeker.until(lambda: seeker.find.state.value.total)
    assert at(seeker) == (1, 13, ids[0])
    await seeker.until(lambda: seeker.state.wanted == ids[0])
    assert seeker.state.words == "TIN 10"
    assert ids[0] in seeker.shown
    seeker.find.next()
    assert at(seeker) == (2, 13, ids[1])
    for _ in range(20):
        seeker.find.next()
    assert at(seeker) == (13, 13, given.message(10).id)
    await seeker.until(lambda: given.message(10).id in seeker.shown)
    seeker.find.previous()
    assert at(seeker) == (12, 13, given.message(100).id)
    for _ in range(20):
        seeker.find.previous()
    assert at(seeker) == (1, 13, ids[0])
    await seeker.until(lambda: seeker.state.wanted == ids[0])


async def test_words_that_nothing_holds(seeker: Seeker) -> None:
    await begun(seeker)
    before = seeker.shown
    seeker.find.look_for("không có")
    await seeker.settle()
    assert seeker.find.state.value == FindState("không có", open=True)
    seeker.find.next()
    seeker.find.previous()
    await seeker.settle()
    assert seeker.shown == before


async def test_longer_words_stay_where_they_still_hold(seeker: Seeker) -> None:
    await begun(seeker)
    seeker.find.look_for("tin 1")
    await seeker.until(lambda: seeker.find.state.value.total)
    seeker.find.next()
    seeker.find.next()
    shown = holding("1")[2]
    assert seeker.find.state.value.message == shown
    seeker.find.look_for("tin 29")
    await seeker.until(lambda: seeker.find.state.value.total == len(holding("29")))
    assert at(seeker) == (1, 13, given.message(299).id)
    seeker.find.next()
    shown = given.message(298).id
    seeker.find.look_for("tin 298")
    await seeker.until(lambda: seeker.find.state.value.total == 1)
    assert at(seeker) == (1, 1, shown)
    await seeker.until(lambda: seeker.state.words == "tin 298")
    seeker.find.look_for("tin 25")
    await seeker.until(lambda: seeker.find.state.value.total == 13 and at(seeker)[0] == 1)
    assert seeker.find.state.value.message == given.message(259).id


async def test_it_is_counted_up_to_a_bound(seeker: Seeker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 40)
    monkeypatch.setattr(desk_find, "MOST", 100)
    await begun(seeker)
    seeker.find.look_for("tin")
    await seeker.until(lambda: seeker.find.state.value.total)
    state = seeker.find.state.value
    assert (state.total, state.bounded) == (100, True)
    monkeypatch.setattr(desk_find, "MOST", 1000)
    seeker.find.look_for("tin ")
    await seeker.until(lambda: seeker.find.state.value.total == 300)
    assert not seeker.find.state.value.bounded


async def test_what_comes_is_counted_and_moves_nothing(seeker: Seeker) -> None:
    await begun(seeker)
    seeker.find.look_for("tin 10")
    await seeker.until(lambda: seeker.find.state.value.total)
    seeker.find.next()
    shown = holding("10")[1]
    await seeker.until(lambda: seeker.state.wanted == shown)
    before = seeker.shown
    await seeker.say(*tale(300, 300), given.message(301, "tin 10 nữa"))
    await seeker.settle(1)
    assert at(seeker) == (3, 14, shown)
    assert seeker.shown[: len(before)] == before
    assert seeker.state.asked == 2
    seeker.find.previous()
    seeker.find.previous()
    await seeker.until(lambda: given.message(301).id in seeker.shown)


async def test_a_first_find_that_comes_by_itself_does_not_move_the_seller(
    seeker: Seeker,
) -> None:
    await begun(seeker)
    seeker.find.look_for("áo")
    await seeker.settle()
    before = seeker.state.asked
    await seeker.say(*tale(300, 300), given.message(301, "áo"))
    await seeker.settle(1)
    assert at(seeker) == (0, 1, "")
    assert seeker.state.asked == before
    seeker.find.next()
    assert at(seeker) == (1, 1, given.message(301).id)


async def test_closing_takes_the_marks_off_and_stays_in_place(seeker: Seeker) -> None:
    await begun(seeker)
    seeker.find.look_for("tin 50")
    await seeker.until(lambda: seeker.state.words == "tin 50")
    rows = seeker.shown
    seeker.find.close()
    assert seeker.find.state.value == FindState()
    await seeker.until(lambda: seeker.state.words == "")
    assert seeker.shown == rows
    seeker.find.look_for("tin")
    await seeker.settle()
    assert seeker.find.state.value == FindState()


async def test_no_words_find_nothing_and_keep_the_bar(seeker: Seeker) -> None:
    await begun(seeker)
    seeker.find.look_for("tin 50")
    await seeker.until(lambda: seeker.find.state.value.total)
    seeker.find.look_for(" ")
    assert seeker.find.state.value == FindState(" ", open=True)
    await seeker.settle(1)
    assert seeker.find.state.value == FindState(" ", open=True)


async def test_the_bar_belongs_to_one_conversation(seeker: Seeker) -> None:
    seeker.find.begin()
    assert not seeker.find.state.value.open
    other = ConversationKey(given.SHOP, "other")
    await seeker.say(given.message(5, key=other))
    await begun(seeker)
    seeker.find.look_for("tin")
    seeker.inbox.open(other)
    assert seeker.find.state.value == FindState()
    await seeker.settle(1)
    assert seeker.find.state.value == FindState()
    assert (seeker.state.words, seeker.state.wanted) == ("", "")
    assert seeker.shown == named(5, 5)


async def test_other_words_overtake_those_before(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 20)
    await begun(seeker)
    told: list[FindState] = []
    seeker.find.state.watch(told.append, now=False)
    for words in ("t", "ti", "tin", "tin 2", "tin 25", "tin 250"):
        seeker.find.look_for(words)
        await seeker.turn()
    await seeker.settle(1)
    assert at(seeker) == (1, 1, given.message(250).id)
    assert {state.total for state in told if state.words == "tin 250"} <= {0, 1}


@pytest.mark.parametrize("words", ['"', "*", "🥰", "\ud800", "\x00", "x" * 10_000, "NEAR(", "%"])
async def test_anything_may_be_typed(seeker: Seeker, words: str) -> None:
    await seeker.say(given.message(1, f"Xem{words}này"), given.message(2))
    await seeker.open()
    seeker.find.begin()
    seeker.find.look_for(words)
    await seeker.until(lambda: seeker.find.state.value.total)
    assert at(seeker) == (1, 1, given.message(1).id)
