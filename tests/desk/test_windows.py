"""A message of the past is shown among its neighbours, and what comes meanwhile moves nothing."""

from __future__ import annotations

from dataclasses import replace

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Outgoing, Text
from nobi_desktop.domain.timeline import TimelineState
from nobi_desktop.store import conversations, erasing, inbound, outbox
from tests import given
from tests.desk.seeking import Seeker, named, tale


async def jump(seeker: Seeker, number: int, words: str = "") -> None:
    asked = seeker.state.asked
    seeker.timeline.show_message(given.message(number).id, words)
    await seeker.until(lambda: seeker.state.asked > asked)


async def test_a_message_of_the_past_with_those_around_it(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    window = seeker.state.window
    assert seeker.shown == named(241, 300)
    await jump(seeker, 100, "tin")
    state = seeker.state
    assert seeker.shown == named(70, 130)
    assert (state.older, state.newer, state.wanted) == (True, True, given.message(100).id)
    assert (state.words, state.window) == ("tin", window + 1)


async def test_one_that_is_on_show_moves_nothing(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    before = seeker.state
    await jump(seeker, 280, "tin")
    after = seeker.state
    assert after == replace(before, wanted=given.message(280).id, asked=1, words="tin")
    await jump(seeker, 280, "tin")
    assert seeker.state == replace(after, asked=2)


async def test_one_that_is_not_kept_moves_nothing(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 100), given.message(101, "ẩn", visible=False))
    await seeker.open()
    before = seeker.state
    for number in (999, 101):
        await jump(seeker, number)
        assert seeker.state == replace(before, asked=seeker.state.asked)
    seeker.timeline.show_message("\ud800\x00'")
    await seeker.settle()
    assert seeker.shown == named(41, 100)


async def test_scrolling_down_reaches_the_newest_and_follows_them(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    await jump(seeker, 100)
    window = seeker.state.window
    seeker.timeline.at_bottom(False)
    for last in (190, 250, 300):
        assert seeker.state.newer
        seeker.timeline.newer()
        await seeker.until(lambda last=last: seeker.shown[-1] == given.message(last).id)
        assert seeker.shown[0] == given.message(70).id
    assert not seeker.state.newer
    seeker.timeline.newer()
    await seeker.say(*tale(300, 303))
    await seeker.until(lambda: seeker.shown[-1] == given.message(303).id)
    assert given.message(70).id in seeker.shown
    assert seeker.state.window == window


async def test_scrolling_up_in_the_past(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    await jump(seeker, 150)
    seeker.timeline.older()
    await seeker.until(lambda: seeker.shown == named(60, 180))
    seeker.timeline.older()
    await seeker.until(lambda: seeker.shown == named(1, 180))
    assert seeker.state.reaches_start
    assert seeker.state.newer


async def test_what_arrives_does_not_move_the_past(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    await jump(seeker, 100)
    before = seeker.state
    await seeker.say(*tale(300, 310))
    await seeker.settle()
    assert seeker.state == before
    seeker.timeline.newest()
    await seeker.until(lambda: seeker.shown == named(251, 310))
    assert not seeker.state.newer
    assert seeker.state.wanted == ""
    assert seeker.state.window == before.window + 1


async def test_the_newest_rows_are_not_left_by_asking_for_them(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 100))
    await seeker.open()
    before = seeker.state
    seeker.timeline.newest()
    seeker.timeline.newer()
    await seeker.settle()
    assert seeker.state == before


async def unread(seeker: Seeker) -> int:
    row = await seeker.db.read(conversations.row, given.KEY)
    assert row is not None
    return row.unread


async def test_only_the_true_bottom_is_read(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300), unread=2)
    seeker.timeline.window_active(True)
    seeker.inbox.open(given.KEY)
    seeker.timeline.show_message(given.message(100).id)
    await seeker.until(lambda: seeker.state.asked == 1)
    assert seeker.shown == named(70, 130)
    assert seeker.state.unread_from == ""
    seeker.timeline.at_bottom(True)  # The last row that is here, not the last that there is.
    await seeker.settle()
    assert await unread(seeker) == 2
    seeker.timeline.newest()
    seeker.timeline.at_bottom(True)
    await seeker.until(lambda: seeker.shown == named(241, 300))
    await seeker.settle()
    assert await unread(seeker) == 0
    assert seeker.state.unread_from == given.message(299).id


async def test_opening_at_a_message_shows_nothing_else_before(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    told: list[TimelineState] = []
    seeker.timeline.state.watch(told.append, now=False)
    seeker.inbox.open(given.KEY)
    seeker.timeline.show_message(given.message(50).id, "tin")
    await seeker.until(lambda: told)
    await seeker.settle()
    assert [state.wanted for state in told] == [given.message(50).id]
    assert seeker.shown == named(20, 80)


async def test_another_conversation_forgets_what_was_wanted(seeker: Seeker) -> None:
    other = ConversationKey(given.SHOP, "other")
    await seeker.say(*tale(1, 300))
    await seeker.say(given.message(5, key=other))
    await seeker.open()
    await jump(seeker, 100, "tin")
    await seeker.open(other)
    assert (seeker.state.wanted, seeker.state.words, seeker.state.newer) == ("", "", False)
    await seeker.open()
    assert seeker.shown == named(241, 300)


async def test_a_message_in_a_hole_is_shown_in_its_place(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 50), token="t")
    await seeker.db.write(
        inbound.store_list, given.SHOP, [given.listed(given.message(80, "trong hố"))], 1.0
    )
    await seeker.say(*tale(100, 150), token="t")
    await seeker.open()
    assert given.message(80).id not in seeker.shown
    await jump(seeker, 80)
    around = seeker.shown
    at = around.index(given.message(80).id)
    assert around[at - 1 : at + 3] == [
        given.message(50).id, given.message(80).id, "-", given.message(100).id
    ]  # fmt: skip
    # What is read into the hole comes between; the message and the rows around it stay.
    await seeker.say(*tale(60, 100), token="t")
    await seeker.until(lambda: given.message(81).id in seeker.shown)
    assert set(around) - {"-"} <= set(seeker.shown)


async def test_a_window_whose_message_is_erased_closes(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    await jump(seeker, 100)
    await seeker.db.write(erasing.begin, given.SHOP)
    while await seeker.db.write(erasing.piece, given.SHOP):
        pass
    await seeker.until(lambda: seeker.state.key is None)
    await seeker.until(lambda: seeker.timeline.about.value is None)


async def test_the_row_of_the_open_conversation_is_told_anew(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 5), unread=5)
    assert seeker.timeline.about.value is None
    await seeker.open()
    about = seeker.timeline.about
    assert about.value is not None
    assert (about.value.key, about.value.unread) == (given.KEY, 5)
    await seeker.db.write(conversations.mark_read, given.KEY, 2.0)
    await seeker.until(lambda: about.value is not None and about.value.unread == 0)
    seeker.inbox.open(None)
    assert about.value is None


async def test_a_jump_does_not_open_the_composer_anew(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.open()
    await jump(seeker, 100)
    seeker.timeline.newest()
    await seeker.settle()
    assert [row is not None for row in seeker.opened] == [True]


async def test_jumps_in_a_row_end_at_the_last(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 600))
    await seeker.open()
    for number in (100, 300, 500, 200, 201, 40):
        seeker.timeline.show_message(given.message(number).id)
    await seeker.until(lambda: seeker.state.wanted == given.message(40).id)
    await seeker.settle()
    assert seeker.shown == named(10, 70)
    assert seeker.state.asked == 6


async def test_what_the_seller_sends_from_the_past_is_shown(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    await seeker.db.write(outbox.add, given.KEY, Kind.TEXT, Text("trước"), now=1.0)
    await seeker.open()
    await jump(seeker, 100)
    assert seeker.shown == named(70, 130)
    await seeker.db.write(outbox.add, given.KEY, Kind.TEXT, Text("sau"), now=2.0)
    await seeker.until(lambda: not seeker.state.newer)
    sent = [row.content for row in seeker.state.rows if isinstance(row, Outgoing)]
    assert sent == [Text("trước"), Text("sau")]
    assert seeker.state.wanted == ""


async def test_what_becomes_of_an_older_one_moves_nothing(seeker: Seeker) -> None:
    await seeker.say(*tale(1, 300))
    row = await seeker.db.write(outbox.add, given.KEY, Kind.TEXT, Text("trước"), now=1.0)
    await seeker.open()
    await jump(seeker, 100)
    await seeker.db.write(outbox.claim, row.local_id, seeker.clock.now())
    await seeker.db.write(outbox.reject, row.local_id, "45101006")
    await seeker.settle()
    assert seeker.shown == named(70, 130)
    assert seeker.state.newer
