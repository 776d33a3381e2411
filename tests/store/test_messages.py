"""The timeline shows rows, holes and what is on its way, page by page."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Message, Outgoing, Role, Text
from nobi_desktop.domain.timeline import Hole
from nobi_desktop.store import holes, inbound, messages, outbox
from nobi_desktop.store.holes import Walk
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message


@pytest.fixture
def store() -> Connection:
    return memory_store()


def put(
    store: Connection, high: int, low: int, token: str, walk: Walk | None = None
) -> inbound.PageResult:
    page = [message(at) for at in range(high, low - 1, -1)]
    result = call(store, inbound.store_page, KEY, page, token, walk=walk, now=1.0)
    assert isinstance(result, inbound.PageResult)
    return result


def names(page: messages.TimelinePage) -> list[str]:
    return [
        row.id if isinstance(row, Message) else f"hole{row.id}"
        for row in page.rows
        if isinstance(row, Message | Hole)
    ]


def test_pages_follow_each_other_with_holes_in_their_places(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 40, 31, "t")
    whole = messages.timeline(store, KEY, limit=100)
    hole = holes.of(store, KEY)[0]
    want = [f"m{at}" for at in range(1, 11)] + [f"hole{hole.id}"]
    want += [f"m{at}" for at in range(31, 41)]
    assert names(whole) == want
    assert hole.above == "m31"
    assert (whole.older, whole.reaches_start) == (False, True)
    for limit in (1, 3, 7, 10, 11, 19, 20, 21):
        got: list[str] = []
        before = None
        while True:
            page = messages.timeline(store, KEY, limit=limit, before=before)
            got = names(page) + got
            if not page.older:
                break
            before = next(row.order for row in page.rows if isinstance(row, Message))
        assert got == want
        assert page.reaches_start


def test_the_start_is_reached_only_when_history_said_so(store: Connection) -> None:
    put(store, 10, 5, "t")
    assert not messages.timeline(store, KEY).reaches_start
    work = holes.bottom(store, KEY)
    assert work is not None
    assert work.open_end
    assert holes.of(store, KEY) == ()
    put(store, 4, 1, "", work.walk)
    assert messages.timeline(store, KEY).reaches_start
    assert holes.bottom(store, KEY) is None
    before = message(1).order
    beyond = messages.timeline(store, KEY, before=before)
    assert (beyond.rows, beyond.older, beyond.reaches_start) == ((), False, True)


def test_a_message_only_the_list_has_told_of_stands_above_a_hole(store: Connection) -> None:
    put(store, 10, 1, "")
    call(store, inbound.store_list, "s1", [listed(message(50))], 1.0)
    call(store, inbound.store_list, "s1", [listed(message(60))], 1.0)
    assert names(messages.timeline(store, KEY))[-3:] == ["m10", "hole0", "m60"]
    assert messages.timeline(store, KEY).rows[-2] == Hole(messages.NEWEST_PAGE, "m60")
    put(store, 60, 51, "t")
    hole = holes.of(store, KEY)[0]
    assert names(messages.timeline(store, KEY))[8:12] == ["m9", "m10", f"hole{hole.id}", "m51"]


def test_below_the_lowest_row_that_shows_a_hole_shows_too(store: Connection) -> None:
    invisible = [message(at, visible=False) for at in range(10, 0, -1)]
    call(store, inbound.store_page, KEY, invisible, "", now=1.0)
    put(store, 40, 31, "t")
    page = messages.timeline(store, KEY)
    assert names(page)[0].startswith("hole")
    assert (page.older, page.reaches_start) == (False, False)


def test_around_a_message_lie_its_neighbours(store: Connection) -> None:
    put(store, 100, 1, "")
    page = messages.around(store, KEY, "m50", older=5, newer=4)
    assert page is not None
    assert names(page) == [f"m{at}" for at in range(45, 55)]
    assert (page.older, page.newer, page.reaches_start) == (True, True, False)
    row = call(store, outbox.add, KEY, Kind.TEXT, Text("x"), now=1.0)
    page = messages.around(store, KEY, "m99", older=5, newer=4)
    assert page is not None
    assert names(page)[-1] == "m100"
    assert page.rows[-1] == row
    assert not page.newer
    page = messages.around(store, KEY, "m1", older=5, newer=4)
    assert page is not None
    assert page.reaches_start
    assert messages.around(store, KEY, "none") is None
    assert messages.around(store, ConversationKey("s1", "none"), "m1") is None


def test_outgoing_rows_come_last_by_sequence_and_only_with_the_newest(store: Connection) -> None:
    put(store, 10, 1, "")
    sent = [call(store, outbox.add, KEY, Kind.TEXT, Text(str(at)), now=1.0) for at in range(3)]
    page = messages.timeline(store, KEY, limit=5)
    assert [row for row in page.rows if isinstance(row, Outgoing)] == sent
    assert isinstance(page.rows[-4], Message)
    older = messages.timeline(store, KEY, limit=5, before=message(6).order)
    assert not [row for row in older.rows if isinstance(row, Outgoing)]
    call(store, outbox.cancel, sent[1].local_id)
    page = messages.timeline(store, KEY, limit=5)
    assert [row.local_id for row in page.rows if isinstance(row, Outgoing)] == [
        sent[0].local_id,
        sent[2].local_id,
    ]


def test_a_conversation_nobody_knows_has_only_what_we_say(store: Connection) -> None:
    key = ConversationKey("s1", "new")
    row = call(store, outbox.add, key, Kind.TEXT, Text("chào"), now=1.0)
    assert messages.timeline(store, key).rows == (row,)
    assert messages.newest_index(store, key) is None


def test_a_refused_token_leads_back_from_the_newest_page(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 60, 51, "old")
    work = holes.next_hole(store, "s1")
    assert work is not None
    call(store, holes.forget_token, work.id)
    work = holes.work(store, work.id)
    assert work is not None
    assert (work.token, work.walk) == ("", None)
    put(store, 70, 61, "a")
    work = holes.next_hole(store, "s1")
    assert work is not None
    assert work.token == "a"
    put(store, 60, 51, "b", work.walk)
    work = holes.next_hole(store, "s1")
    assert work is not None
    assert work.token == "b"
    put(store, 50, 5, "c", work.walk)
    assert holes.next_hole(store, "s1") is None
    assert names(messages.timeline(store, KEY, limit=99)) == [f"m{at}" for at in range(1, 71)]


def test_the_hole_on_screen_goes_first_then_the_newest(store: Connection) -> None:
    for name, high in (("c1", 100), ("c2", 200)):
        key = ConversationKey("s1", name)
        for top in (10, high):
            page = [message(at, key=key) for at in range(top, top - 5, -1)]
            call(store, inbound.store_page, key, page, "t", now=1.0)
    first = holes.next_hole(store, "s1")
    assert first is not None
    assert first.key.id == "c2"
    preferred = holes.next_hole(store, "s1", prefer=KEY)
    assert preferred is not None
    assert preferred.key == KEY
    skipped = holes.next_hole(store, "s1", prefer=KEY, skip=[preferred.id])
    assert skipped is not None
    assert skipped.id == first.id
    assert holes.next_hole(store, "s1", skip=[first.id, preferred.id]) is None
    other = holes.next_hole(store, "s1", prefer=ConversationKey("s2", "c1"))
    assert other == first
    assert holes.next_hole(store, "s2") is None


def test_a_page_of_ours_proves_nothing_about_what_lies_below(store: Connection) -> None:
    """Ten messages of the buyer and one of ours between two polls (matrix-rust-sdk 6190)."""
    put(store, 5, 1, "")
    row = call(store, outbox.add, KEY, Kind.TEXT, Text("dạ"), now=1.0)
    call(store, outbox.claim, row.local_id, 1.0)
    call(store, outbox.sent, row.local_id, "m16", 1.0)
    ours = message(16, role=Role.CUSTOMER_SERVICE, text="dạ")
    call(store, inbound.store_list, "s1", [listed(ours)], 1.0)
    page = [ours, *(message(at) for at in range(15, 6, -1))]
    result = call(store, inbound.store_page, KEY, page, "t", now=1.0)
    assert not result.overlaps
    assert result.hole is not None


PLANS = {
    "newest rows": (messages._NEWEST, {"n": 1, "limit": 9}),
    "rows below": (messages._BELOW, {"n": 1, "key": "", "created": 1, "id": "", "limit": 9}),
    "rows above": (messages._ABOVE, {"n": 1, "key": "", "created": 1, "id": "", "limit": 9}),
    "next hole": (holes._NEXT, {"shop": "s1"}),
    "next open end": (holes._NEXT_END, {"shop": "s1", "until": 1}),
    "due": (outbox._OPEN_OF_SHOP, {"shop": "s1"}),
    "open": (outbox._OPEN, {"shop": "s1", "id": "c"}),
}


@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_scanned_or_sorted(store: Connection, name: str) -> None:
    statement, values = PLANS[name]
    statement = str(statement).replace("NOT IN :skip", "NOT IN (7, 8)")
    plan = [row[3] for row in store.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step], plan


def test_a_newest_page_overtaken_on_its_way_closes_no_hole_above_it(store: Connection) -> None:
    put(store, 3, 1, "")
    put(store, 60, 51, "t")
    # Read when the conversation had nine messages, stored when it has sixty.
    put(store, 9, 1, "")
    [hole] = holes.of(store, KEY)
    assert hole.above == "m51"
    assert names(messages.timeline(store, KEY))[8:11] == ["m9", f"hole{hole.id}", "m51"]


def test_a_lower_hole_without_a_token_waits_for_the_one_above(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 60, 51, "low")
    put(store, 120, 111, "high")
    upper, lower = holes.of(store, KEY)
    call(store, holes.forget_token, lower.id)
    for work in (holes.work(store, lower.id), holes.next_hole(store, "s1")):
        assert work is not None
        assert (work.id, work.token) == (upper.id, "high")
    result = put(store, 110, 55, "again", Walk(upper.id, "high"))
    assert result.overlaps
    [hole] = holes.of(store, KEY)
    work = holes.work(store, hole.id)
    assert work is not None
    assert work.token == "again"


def test_the_newest_hole_of_a_shop_leads_to_the_one_above_it_where_its_token_is_lost(
    store: Connection,
) -> None:
    """A lower hole may have the later time where TikTok's times and places disagree."""
    for high, created in ((10, 5), (60, 900), (120, 100)):
        page = [message(at, created=created) for at in range(high, high - 5, -1)]
        call(store, inbound.store_page, KEY, page, "t" if high > 10 else "", now=1.0)
    upper, lower = holes.of(store, KEY)
    call(store, holes.forget_token, lower.id)
    work = holes.next_hole(store, "s1")
    assert work is not None
    assert (work.id, work.token) == (upper.id, "t")


def test_a_page_of_a_token_that_was_moved_on_counts_only_where_it_meets(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 90, 81, "a")
    [hole] = holes.of(store, KEY)
    put(store, 80, 71, "b", Walk(hole.id, "a"))
    # Somebody else's page for the old token, from a server that cut it elsewhere.
    put(store, 50, 41, "c", Walk(hole.id, "a"))
    assert [each.above for each in holes.of(store, KEY)] == ["m71", "m41"]


def test_a_token_that_leads_to_newer_messages_is_not_believed(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 60, 51, "t")
    [hole] = holes.of(store, KEY)
    result = put(store, 90, 81, "u", Walk(hole.id, "t"))
    assert not result.overlaps
    work = holes.work(store, hole.id)
    assert work is not None
    assert work.token == ""
    assert len(holes.of(store, KEY)) == 1


def test_a_page_for_a_hole_that_is_closed_changes_nothing(store: Connection) -> None:
    put(store, 10, 1, "")
    put(store, 30, 21, "t")
    [hole] = holes.of(store, KEY)
    put(store, 20, 8, "u", Walk(hole.id, "t"))
    before = holes.segments_of(store, 1)
    put(store, 20, 8, "u", Walk(hole.id, "t"))
    assert holes.segments_of(store, 1) == before
    assert holes.work(store, hole.id) is None
    call(store, holes.forget_token, 99)
