"""A search tells what it finds, keeps up with what changes, and never shows an older answer."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from nobi_desktop.desk import search as desk_search
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import OrderCard
from nobi_desktop.domain.search import SearchState
from nobi_desktop.store import inbound, search, shops
from nobi_desktop.store.errors import StoreError
from tests import given
from tests.desk.seeking import Seeker, named, tale

OTHER = ConversationKey("7601000000000000002", "c2")


def found(seeker: Seeker) -> list[str]:
    return [hit.message for hit in seeker.search.state.value.messages]


async def look_for(seeker: Seeker, words: str) -> SearchState:
    seeker.search.look_for(words)
    state = seeker.search.state
    await seeker.until(lambda: state.value.words == words and not state.value.loading)
    return state.value


async def two_shops(seeker: Seeker) -> None:
    await seeker.db.write(shops.add, given.shop(id=OTHER.shop, position=1))
    await seeker.say(given.message(1, "áo của Hà"))
    await seeker.say(given.message(2, "áo của Lan", key=OTHER))


async def test_names_orders_and_words_are_found_at_once(seeker: Seeker) -> None:
    await seeker.say(
        given.message(1, "Áo Thảo may"), given.message(2, content=OrderCard("577012345678"))
    )
    state = await look_for(seeker, "thao")
    assert [row.buyer.name for row in state.buyers] == ["Nguyễn Thảo"]
    assert found(seeker) == named(1, 1)
    assert state.messages[0].text == "Áo Thảo may"
    state = await look_for(seeker, "5678")
    assert [(hit.order, hit.row.key) for hit in state.orders] == [("577012345678", given.KEY)]
    assert found(seeker) == named(2, 2)


async def test_nothing_typed_ends_the_search(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 3))
    for nothing in ("", "  "):
        await look_for(seeker, "tin")
        seeker.search.look_for(nothing)
        assert seeker.search.state.value == SearchState()
        await seeker.settle(5)
        assert seeker.search.state.value == SearchState()


async def test_what_was_found_stays_until_there_is_better(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 3))
    before = await look_for(seeker, "tin")
    told: list[SearchState] = []
    seeker.search.state.watch(told.append, now=False)
    seeker.search.look_for("tin 2")
    assert seeker.search.state.value == before
    seeker.search.more()
    await seeker.settle(1)
    assert found(seeker) == named(2, 2)
    assert [state.words for state in told] == ["tin 2"]


async def test_where_it_takes_longer_that_is_told(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await seeker.say(*tale(1, 3))
    seeker.search.look_for("tin")
    assert seeker.search.state.value == SearchState("tin", loading=True)
    await look_for(seeker, "tin")
    waits = threading.Event()
    real = search.first

    def slow(*args: Any, **kwargs: Any) -> Any:
        assert waits.wait(30)
        return real(*args, **kwargs)

    monkeypatch.setattr(search, "first", slow)
    seeker.search.look_for("tin 2")
    await seeker.clock.advance(desk_search.PATIENCE)
    state = seeker.search.state.value
    assert (state.words, state.loading, len(state.messages)) == ("tin 2", True, 3)
    waits.set()
    await seeker.until(lambda: found(seeker) == named(2, 2))
    assert not seeker.search.state.value.loading


async def test_more_comes_page_by_page(seeker: Seeker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_search, "MOST", 70)
    await seeker.say(*tale(1, 200))
    state = await look_for(seeker, "tin")
    assert found(seeker) == named(171, 200)[::-1]
    assert state.more
    for first in (141, 131):
        seeker.search.more()
        seeker.search.more()
        await seeker.until(lambda first=first: found(seeker) == named(first, 200)[::-1])
    assert not seeker.search.state.value.more
    seeker.search.more()
    await seeker.settle()
    assert len(found(seeker)) == 70
    await look_for(seeker, "tin 1")
    assert len(found(seeker)) == 30


async def test_exactly_one_page_is_all_there_is(seeker: Seeker) -> None:
    await seeker.say(*tale(1, desk_search.PAGE))
    state = await look_for(seeker, "tin")
    assert len(state.messages) == desk_search.PAGE
    assert not state.more


async def test_a_message_that_comes_is_found_by_itself(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 3))
    await look_for(seeker, "áo")
    assert found(seeker) == []
    await seeker.say(*tale(3, 3), given.message(4, "áo mới"))
    await seeker.settle(1)
    assert found(seeker) == named(4, 4)


async def test_many_changes_are_one_new_look(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    real = search.buyers

    def counted(*args: Any, **kwargs: Any) -> Any:
        looks.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(search, "buyers", counted)
    await look_for(seeker, "tin")
    for number in range(1, 30):
        await seeker.say(given.message(number))
    await seeker.settle(1)
    assert len(looks) == 2


async def test_only_the_shops_on_show_are_searched(seeker: Seeker) -> None:
    await two_shops(seeker)
    await look_for(seeker, "áo")
    assert found(seeker) == named(2, 2) + named(1, 1)
    seeker.inbox.show_shops([OTHER.shop])
    await seeker.until(lambda: found(seeker) == named(2, 2))
    seeker.inbox.show_shops([])
    await seeker.until(lambda: len(found(seeker)) == 2)
    await seeker.db.write(shops.update, OTHER.shop, connected=False)
    await seeker.settle(1)
    assert found(seeker) == named(1, 1)


async def test_an_overtaken_answer_is_never_shown(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_shops(seeker)
    told: list[SearchState] = []
    seeker.search.state.watch(told.append, now=False)
    for words in ("c", "cu", "cua", "cua l", "cua la", "cua lan"):
        seeker.search.look_for(words)
        await asyncio.sleep(0)
    await seeker.until(lambda: told and not told[-1].loading)
    await seeker.settle()
    assert found(seeker) == named(2, 2)
    done = [state for state in told if not state.loading]
    assert [state.words for state in done] == ["cua lan"]
    # Also where the search was ended, or other shops were chosen, while the store was reading.
    seeker.search.look_for("cua")
    await asyncio.sleep(0)
    seeker.search.look_for("")
    await seeker.settle(1)
    assert seeker.search.state.value == SearchState()
    seeker.search.look_for("cua")
    await asyncio.sleep(0)
    seeker.inbox.show_shops([OTHER.shop])
    await seeker.settle()
    assert found(seeker) == named(2, 2)


async def test_a_hit_is_opened_in_its_place_with_its_words(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await look_for(seeker, "tin 77")
    seeker.search.open(seeker.search.state.value.messages[0])
    await seeker.until(lambda: seeker.state.wanted == given.message(77).id)
    assert seeker.inbox.opened.value == given.KEY
    assert seeker.state.words == "tin 77"
    assert seeker.shown == named(47, 107)
    # A second one of the same conversation, near and far.
    await look_for(seeker, "tin 80")
    seeker.search.open(seeker.search.state.value.messages[0])
    await seeker.until(lambda: seeker.state.wanted == given.message(80).id)
    assert seeker.shown == named(47, 107)
    await look_for(seeker, "tin 290")
    seeker.search.open(seeker.search.state.value.messages[0])
    await seeker.until(lambda: seeker.state.wanted == given.message(290).id)
    assert seeker.shown[-1] == given.message(300).id


async def test_buyers_and_orders_open_their_conversation(seeker: Seeker) -> None:
    await seeker.say(given.message(1, content=OrderCard("577012345678")))
    state = await look_for(seeker, "thảo")
    seeker.search.open(state.buyers[0])
    assert seeker.inbox.opened.value == given.KEY
    seeker.inbox.open(None)
    state = await look_for(seeker, "577012345678")
    seeker.search.open(state.orders[0])
    assert seeker.inbox.opened.value == given.KEY
    await seeker.settle()
    assert seeker.state.wanted == ""


@pytest.mark.parametrize(
    "words", ['"', "*", "NEAR(", "a AND", "🥰", "\ud800", "\x00", "x" * 10_000, "(" * 10_000]
)
async def test_anything_may_be_typed(seeker: Seeker, words: str) -> None:
    await seeker.say(given.message(1, f"Xem {words} này"), given.message(2))
    state = await look_for(seeker, words)
    assert [hit.message for hit in state.messages] == named(1, 1)


async def test_the_index_is_filled_behind_and_nothing_changes_for_the_seller(
    seeker: Seeker,
) -> None:
    await seeker.say(*tale(1, 900))
    state = await look_for(seeker, "tin 5")
    assert state.unindexed == 901
    before = found(seeker)
    seeker.indexing.start()
    await seeker.settle(1.1)
    assert seeker.search.state.value.unindexed == 501
    for _ in range(5):
        await seeker.settle(1)
    assert seeker.search.state.value.unindexed == 0
    assert found(seeker) == before


async def test_a_damaged_index_is_made_anew_and_asked_again(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 50))
    seeker.indexing.start()
    await seeker.settle(3)
    await look_for(seeker, "tin 9")
    await seeker.db.write(
        lambda c: c.execute("UPDATE tiktok.message_words_data SET block = x'00' WHERE id > 10")
    )
    seeker.search.look_for("tin 8")
    for _ in range(6):
        await seeker.settle(2)
    assert found(seeker) == named(8, 8)
    assert seeker.search.state.value.unindexed == 0
    assert seeker.db.opened.rebuilt_copy is False
    assert seeker.db.trouble.value == ""


async def test_where_the_store_cannot_the_next_look_can(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await seeker.say(*tale(1, 3))
    real = search.first

    def fails(*args: Any, **kwargs: Any) -> Any:
        raise StoreError("busy")

    monkeypatch.setattr(search, "first", fails)
    seeker.search.look_for("tin")
    await seeker.until(lambda: seeker.failures)
    assert not seeker.search.state.value.loading
    assert "busy" in seeker.failures.pop()
    monkeypatch.setattr(search, "first", real)
    await seeker.db.write(inbound.store_page, given.KEY, tale(1, 4)[::-1], "", now=2.0)
    await seeker.settle(1)
    assert len(found(seeker)) == 4
