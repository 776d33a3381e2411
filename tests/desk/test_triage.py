"""What the seller adds to conversations: tags, marks, reminders, notes, views, and taking back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from nobi_desktop.desk import tags as desk_tags
from nobi_desktop.desk.due import Due
from nobi_desktop.desk.inbox import Inbox
from nobi_desktop.desk.marks import Marks
from nobi_desktop.desk.notes import LONGEST, Notes
from nobi_desktop.desk.tags import Tags
from nobi_desktop.desk.undo import Undo
from nobi_desktop.desk.views import Views
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.kinds import Role
from nobi_desktop.domain.query import Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import TAG_COLOURS
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.store import conversations, erasing, inbound, marks, notes, settings, shops, tags
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection
from tests.desk.ground import Ground, on_ground
from tests.store.scene import listed, message

KEYS = [ConversationKey("s1", f"c{n}") for n in range(5)]


class Place(Ground):
    """A store with five conversations that wait, and the desk's parts for triage on it."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.inbox = Inbox(db, self.scope, clock)
        self.undo = Undo(self.scope)
        self.tags = Tags(db, self.scope, clock, self.undo)
        self.marks = Marks(db, self.scope, clock, self.undo, self.inbox)
        self.notes = Notes(db, self.scope, clock, self.inbox.opened)
        self.views = Views(db, self.scope, self.inbox.show)
        self.asked: list[str] = []
        self.official: float | None = 91.5
        self.due = Due(db, self.scope, clock, self._official)

    async def _official(self, shop: Shop) -> float | None:
        self.asked.append(shop.id)
        return self.official

    async def commands_done(self) -> None:
        """Let the commands over conversations that were given come to their end, however long."""
        await self.settle()
        async with self.undo.turn:
            pass
        await self.settle()

    def row(self, key: ConversationKey = KEYS[0]) -> ConversationRow:
        return next(row for row in self.inbox.rows.value if row.key == key)

    async def take_back(self) -> None:
        offer = self.undo.offer.value
        assert offer is not None
        self.undo.take(offer.number)
        await self.settle()

    async def buyer_says(self, key: ConversationKey, index: int, *, mine: bool = False) -> None:
        said = message(index, key=key, created=int(self.clock.now()))
        await self.db.write(inbound.store_page, key, [said], "", now=self.clock.now())
        await self.settle()

    async def end(self) -> None:
        for part in (self.inbox, self.tags, self.notes, self.views, self.due):
            part.close()
        await self.notes.finish()
        await super().end()


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with on_ground(Place, tmp_path, Shop("s1", "Một", region="VN")) as found:
        now = found.clock.now()
        for number, key in enumerate(KEYS):
            at = int(now) - 3600 * (number + 1)
            one = message(1, key=key, created=at, name=f"{key.id}.1")
            listing = [listed(one, id=key.id, unread=1)]
            await found.db.write(inbound.store_list, "s1", listing, now)
            await found.db.write(inbound.store_page, key, [one], "", now=now)
        for part in (found.inbox, found.tags, found.views):
            part.refresh()
        await found.settle()
        yield found


async def test_a_tag_is_made_while_it_is_given_and_shows_in_the_row(place: Place) -> None:
    made = place.tags.create_for("  VIP  ", KEYS[:2])
    await place.settle()
    assert [(tag.id, tag.name) for tag in place.tags.rows.value] == [(made, "VIP")]
    assert place.row().tags == (made,)
    assert place.tags.counts.value == ((made, 2),)
    # The name that there is means that tag, however it is written.
    assert place.tags.create_for("vip", KEYS[2:3]) == made
    await place.settle()
    assert place.tags.counts.value == ((made, 3),)
    assert place.inbox.counts.value.tags == ((made, 3),)
    assert place.inbox.counts.value.untagged == 2


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "no_name"), ("   ", "no_name"), ("x" * 41, "too_long"), ("VÍP", "taken")],
)
async def test_names_that_cannot_be(place: Place, name: str, why: str) -> None:
    place.tags.create("Ví\u0301p".replace("í\u0301", "i\u0301"))
    await place.settle()
    assert place.tags.problem(name) == why
    assert place.tags.create(name) == ""
    assert place.tags.create_for(name, KEYS) == (
        "" if why != "taken" else place.tags.rows.value[0].id
    )
    await place.settle()
    assert len(place.tags.rows.value) == 1


async def test_new_tags_have_colours_of_their_own(place: Place) -> None:
    for number in range(len(TAG_COLOURS) + 1):
        place.tags.create(f"thẻ {number}")
    await place.settle()
    colours = [tag.colour for tag in place.tags.rows.value]
    assert colours == [*TAG_COLOURS, TAG_COLOURS[0]]
    place.tags.change(replace(place.tags.rows.value[0], colour="red; drop"))
    await place.settle()
    assert place.tags.rows.value[0].colour == TAG_COLOURS[0]


async def test_toggling_gives_it_to_those_without_before_it_takes_it_from_all(place: Place) -> None:
    tag = place.tags.create_for("gấp", KEYS[:1])
    await place.settle()
    place.tags.toggle(KEYS[:3], tag)
    await place.settle()
    assert place.tags.counts.value == ((tag, 3),)
    offer = place.undo.offer.value
    assert offer is not None
    assert (offer.kind, offer.count, offer.name) == ("tag", 2, "gấp")
    await place.take_back()
    assert place.tags.counts.value == ((tag, 1),), "the first had it before"
    place.tags.toggle(KEYS[:1], tag)
    await place.settle()
    assert place.tags.counts.value == ()
    await place.take_back()
    assert place.row().tags == (tag,)
    assert place.undo.offer.value is None


async def test_an_offer_that_was_taken_or_is_another_one_does_nothing(place: Place) -> None:
    place.marks.settle(KEYS[:1])
    await place.settle()
    first = place.undo.offer.value
    place.marks.settle(KEYS[1:2])
    await place.settle()
    assert first is not None
    place.undo.take(first.number)
    await place.settle()
    assert not place.row(KEYS[0]).unanswered
    assert not place.row(KEYS[1]).unanswered
    await place.take_back()
    assert place.row(KEYS[1]).unanswered
    # What changes nothing offers nothing.
    place.marks.settle(KEYS[:1])
    await place.settle()
    assert place.undo.offer.value is None


async def test_a_tag_goes_from_all_conversations_and_views(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_tags, "PIECE", 2)
    one, two = place.tags.create_for("một", KEYS), place.tags.create_for("hai", KEYS[:2])
    await place.settle()
    place.views.create("Xem", InboxQuery(tags=frozenset({one})))
    place.inbox.show(InboxQuery(tags=frozenset({one})))
    await place.settle()
    assert len(place.inbox.rows.value) == 5
    place.tags.merge(one, two)
    await place.settle()
    assert [tag.id for tag in place.tags.rows.value] == [two]
    assert place.tags.counts.value == ((two, 5),)
    assert place.views.rows.value[0].query.tags == {two}
    # What asked for a tag that is gone asks for it no more.
    assert place.inbox.query.value == InboxQuery()
    place.tags.delete(two)
    await place.settle()
    assert place.tags.rows.value == ()
    assert {row.tags for row in place.inbox.rows.value} == {()}
    assert place.views.rows.value[0].query == InboxQuery()
    assert place.undo.offer.value is None
    place.tags.merge("none", "neither")
    place.tags.delete("none")
    await place.settle()


async def test_two_presses_of_a_tags_key_at_once_leave_it_as_it_was(place: Place) -> None:
    """Commands are done in the order in which they were given, each upon what the last one left."""
    tag = place.tags.create("gấp")
    await place.settle()
    place.tags.toggle(KEYS[:2], tag)
    place.tags.toggle(KEYS[:2], tag)
    await place.settle()
    assert place.tags.counts.value == ()
    offer = place.undo.offer.value
    assert offer is not None
    assert (offer.kind, offer.count) == ("untag", 2)
    await place.take_back()
    assert place.tags.counts.value == ((tag, 2),)


async def test_a_tag_that_goes_takes_only_the_offer_about_itself(place: Place) -> None:
    one, two, three = (place.tags.create(name) for name in ("một", "hai", "ba"))
    place.tags.assign(KEYS[:1], one)
    place.tags.assign(KEYS[:2], two)
    await place.settle()
    place.tags.delete(one)
    await place.settle()
    offer = place.undo.offer.value
    assert offer is not None
    assert offer.name == "hai"
    place.tags.merge(three, two)
    await place.settle()
    assert place.undo.offer.value is None
    place.tags.remove(KEYS[:2], two)
    await place.settle()
    # What was asked for before the tag went, and is done after it, offers nothing either.
    place.tags.assign(KEYS, two)
    place.tags.delete(two)
    place.tags.assign(KEYS, two)
    await place.settle()
    assert place.undo.offer.value is None
    assert place.tags.counts.value == ()
    assert await place.db.read(tags.of, KEYS) == {}


async def test_ten_thousand_are_tagged_in_pieces_and_taken_back_as_one(place: Place) -> None:
    keys = [ConversationKey("s1", f"many{n}") for n in range(10_000)]
    tag = place.tags.create_for("có sẵn", keys[:10])
    await place.settle()
    pieces: list[int] = []
    place.db.changes.watch(lambda changes: pieces.append(len(changes.conversations)))
    place.tags.assign(keys, tag)
    place.marks.remind(keys, place.clock.now() + 60)
    await place.commands_done()
    assert place.tags.counts.value == ((tag, 10_000),)
    assert max(pieces) <= desk_tags.PIECE
    offer = place.undo.offer.value
    assert offer is not None
    assert (offer.kind, offer.count) == ("remind", 10_000)
    await place.take_back()
    place.tags.remove(keys[5:], tag)
    await place.commands_done()
    offer = place.undo.offer.value
    assert offer is not None
    assert (offer.kind, offer.count) == ("untag", 9_995)
    await place.take_back()
    await place.commands_done()
    assert place.tags.counts.value == ((tag, 10_000),)

    def marked(connection: Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM seller.marks").fetchone()[0])

    assert await place.db.read(marked) == 0


async def test_taking_back_leaves_what_came_in_between(place: Place) -> None:
    place.marks.mark_unread(KEYS[:1])
    await place.settle()
    place.marks.settle(KEYS[:1])
    await place.settle()
    await place.db.write(conversations.mark_read, KEYS[0], place.clock.now())
    await place.settle()
    assert not place.row().marked
    await place.take_back()
    assert place.row().unanswered
    assert not place.row().marked, "it has been read since"

    # Nor is what another one has set since put back to what it was long before.
    at = int(place.clock.now())
    place.marks.remind(KEYS[:1], at + 60)
    await place.settle()
    await place.db.write(marks.remind, KEYS[:1], at + 900)
    await place.settle()
    await place.take_back()
    assert place.row().remind_at == at + 900


async def test_nothing_is_taken_back_for_a_shop_that_was_erased(place: Place) -> None:
    tag = place.tags.create_for("gấp", KEYS)
    place.marks.remind(KEYS, place.clock.now() + 60)
    place.marks.forget(KEYS)
    await place.settle()
    forgotten = place.undo.offer.value
    assert forgotten is not None
    while await place.db.write(erasing.piece, "s1"):
        pass
    await place.settle()
    assert place.tags.counts.value == (), "the counts follow"
    place.undo.take(forgotten.number)
    place.tags.assign(KEYS, tag)
    place.marks.settle(KEYS)
    place.marks.mark_unread(KEYS)
    await place.settle()

    def left(connection: Connection) -> list[int]:
        return [
            int(connection.execute(f"SELECT count(*) FROM seller.{table}").fetchone()[0])
            for table in ("conversation_tags", "marks")
        ]

    assert await place.db.read(left) == [0, 0]
    assert place.undo.offer.value is None


async def test_needs_no_answer_until_the_buyer_writes_again(place: Place) -> None:
    place.marks.settle(KEYS[:1])
    await place.settle()
    assert (place.row().unanswered, place.row().deadline) == (False, 0)
    assert place.inbox.counts.value.unanswered == 4
    await place.buyer_says(KEYS[0], 2)
    assert place.row().unanswered
    assert place.row().waiting_since == int(place.clock.now())
    place.marks.settle(KEYS[:1])
    place.marks.unsettle(KEYS[:1])
    await place.settle()
    assert place.row().unanswered


async def test_marked_unread_it_is_until_it_is_read(place: Place) -> None:
    place.marks.mark_read(KEYS)
    await place.settle()
    assert place.inbox.counts.value.unread == 0
    place.inbox.open(KEYS[0])
    place.marks.mark_unread(KEYS[:2])
    await place.settle()
    assert place.inbox.opened.value is None, "being on screen would read it again"
    assert place.row().marked
    assert place.row().unread == 1
    assert place.inbox.counts.value.unread == 2
    place.marks.mark_read(KEYS[:1])
    await place.settle()
    assert not place.row().marked
    assert place.row().unread == 0


async def test_marked_read_by_mistake_those_that_were_unread_are_so_again(place: Place) -> None:
    await place.settle()
    unread = {row.key for row in place.inbox.rows.value if row.unread}
    assert unread == set(KEYS)
    place.marks.mark_read(KEYS[:1])
    await place.settle()
    place.marks.mark_read(KEYS[:4])
    await place.settle()
    offer = place.undo.offer.value
    assert offer is not None
    assert (offer.kind, offer.count) == ("read", 3), "the first one was read before"
    # What is read already is nothing to take back, and leaves the offer as it is.
    place.marks.mark_read(KEYS[:4])
    await place.settle()
    assert place.undo.offer.value == offer

    await place.db.write(conversations.told_read, KEYS[1])  # TikTok knows it by now.
    await place.take_back()
    by_key = {row.key: row for row in place.inbox.rows.value}
    assert [by_key[key].unread for key in KEYS[:4]] == [0, 1, 1, 1]
    assert place.undo.offer.value is None
    place.marks.mark_read(KEYS[1:2])
    await place.settle()
    assert place.inbox.counts.value.unread == len(KEYS) - 2


async def test_marked_read_and_changed_since_a_conversation_stays_as_it_is(place: Place) -> None:
    place.marks.mark_read(KEYS[:4])
    await place.settle()
    await place.buyer_says(KEYS[0], 2)
    await place.db.write(conversations.mark_read, KEYS[0], place.clock.now())
    said = message(2, key=KEYS[1], name="ours", role=Role.CUSTOMER_SERVICE)
    await place.db.write(inbound.store_page, KEYS[1], [said], "", now=place.clock.now())
    await place.settle()
    place.inbox.open(KEYS[2])
    await place.settle()
    await place.take_back()
    by_key = {row.key: row for row in place.inbox.rows.value}
    assert [by_key[key].unread for key in KEYS[:4]] == [0, 0, 0, 1]
    assert place.inbox.opened.value == KEYS[2]
    assert by_key[KEYS[3]].marked


async def test_a_reminder_comes_due_once(place: Place) -> None:
    told: list[ConversationKey] = []
    place.due.reminded.watch(lambda row: told.append(row.key))
    place.due.start()
    at = place.clock.now() + 1800
    place.marks.remind(KEYS[:2], at)
    await place.settle()
    assert place.row().remind_at == int(at)
    assert [row.key for row in place.due.reminders.value] == KEYS[:2]
    assert not told
    for _ in range(40):
        await place.settle(60)
    assert told == KEYS[:2]
    place.marks.forget(KEYS[:1])
    await place.settle()
    assert [row.key for row in place.due.reminders.value] == KEYS[1:2]
    place.marks.remind(KEYS[:1], -5)
    await place.settle()
    assert place.row().remind_at == 0


async def test_who_waits_longest_is_due_first_and_the_rule_is_the_sellers(place: Place) -> None:
    place.due.start()
    await place.settle()
    assert [row.key for row in place.due.rows.value] == KEYS[::-1]
    assert place.due.count.value == 0
    await place.db.write(settings.save, Settings(response_hours=(("VN", 2),)))
    await place.settle()
    assert place.due.rows.value[0].deadline == place.due.rows.value[0].waiting_since + 7200
    assert place.due.count.value == 4, "all but the one that has 60 of 120 minutes left"
    await place.buyer_says(KEYS[0], 2)
    assert place.due.count.value == 4
    place.marks.settle(KEYS[4:])
    await place.settle()
    assert place.due.count.value == 3
    before = place.due.at.value
    await place.settle(61)
    assert place.due.at.value > before


async def test_the_rates_are_counted_and_tiktoks_own_stands_beside(place: Place) -> None:
    place.due.start()
    for _ in range(5):
        await place.settle(1)
    [rate] = place.due.rates.value
    assert (rate.chats, rate.in_time, rate.open) == (5, 0, 5)
    assert (rate.forecast, rate.worst, rate.official) == (100.0, 0.0, None)
    assert place.asked == [], "the start has more urgent calls to make"
    # Another rule counts at once, an answer within a quarter of an hour, TikTok is asked seldom.
    await place.db.write(settings.save, Settings(response_hours=(("VN", 2),)))
    for _ in range(5):
        await place.settle(1)
    [rate] = place.due.rates.value
    assert (rate.hours, rate.chats, rate.open) == (2, 5, 1)
    answer = message(2, key=KEYS[0], role=Role.CUSTOMER_SERVICE, created=int(place.clock.now()))
    await place.db.write(inbound.store_page, KEYS[0], [answer], "", now=place.clock.now())
    for _ in range(20):
        await place.settle(60)
    [rate] = place.due.rates.value
    assert (rate.in_time, rate.worst) == (1, 20.0)
    assert rate.official == 91.5
    assert place.asked == ["s1"]
    for _ in range(110):
        await place.settle(60)
    assert place.asked == ["s1", "s1"]


async def test_without_a_figure_of_tiktok_it_is_asked_again_ever_more_seldom(place: Place) -> None:
    place.official = None
    place.due.start()
    for _ in range(19):
        await place.settle(60)
    [rate] = place.due.rates.value
    assert (rate.official, rate.official_at) == (None, 0.0)
    assert len(place.asked) == 4, "after 3, 5, 9 and 17 minutes"
    place.official = 88.0
    for _ in range(15):
        await place.settle(60)
    [rate] = place.due.rates.value
    assert (rate.official, len(place.asked)) == (88.0, 5)
    assert place.clock.now() - rate.official_at < 120
    # A failure later takes away nothing: the figure has its time.
    place.official = None
    for _ in range(125):
        await place.settle(60)
    assert len(place.asked) > 5
    assert place.due.rates.value[0].official == 88.0


async def test_shops_that_come_and_go_take_their_rates_with_them(place: Place) -> None:
    place.due.start()
    await place.settle(1)
    await place.db.write(shops.add, Shop("s2", "Two", region="US"))
    for _ in range(3):
        await place.settle(1)
    assert [(rate.shop, rate.hours) for rate in place.due.rates.value] == [("s1", 12), ("s2", 24)]
    assert place.due.rates.value[1].forecast is None
    await place.db.write(shops.update, "s1", connected=False)
    await place.settle(1)
    assert [rate.shop for rate in place.due.rates.value] == ["s2"]
    assert place.due.rows.value == ()


async def test_the_next_who_waits_is_the_one_with_the_least_time(place: Place) -> None:
    lonely: list[None] = []
    place.inbox.nobody_waits.watch(lonely.append)
    place.inbox.next_waiting()
    await place.settle()
    assert place.inbox.opened.value == KEYS[4]
    place.inbox.next_waiting()
    await place.settle()
    assert place.inbox.opened.value == KEYS[3]
    place.marks.settle([key for key in KEYS if key != KEYS[3]])
    await place.settle()
    place.inbox.next_waiting()
    await place.settle()
    assert place.inbox.opened.value == KEYS[3]
    assert lonely == [None]


async def test_a_note_is_of_the_buyer_it_was_typed_for(place: Place) -> None:
    place.inbox.open(KEYS[0])
    await place.settle()
    note = place.notes.note.value
    assert note is not None
    assert (note.buyer, note.text) == ("user-1", "")
    place.notes.save("thích màu đỏ", "user-1")
    place.notes.save("thích màu đen", "user-1")
    place.notes.save("người khác", "user-2")
    await place.settle()
    note = place.notes.note.value
    assert note is not None
    assert note.text == "thích màu đen"
    place.notes.save("x" * (LONGEST + 5), "user-1")
    await place.settle()
    note = place.notes.note.value
    assert note is not None
    assert len(note.text) == LONGEST
    place.notes.save("  \n", "user-1")
    await place.settle()
    note = place.notes.note.value
    assert note is not None
    assert note.text == ""
    place.inbox.open(None)
    assert place.notes.note.value is None


async def test_a_note_that_could_not_be_kept_is_kept_with_the_next_one(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = notes.save

    def full(connection: Connection, buyer: str, text: str, now: float) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(notes, "save", full)
    place.notes.save("một", "user-1")
    await place.settle()
    assert len(place.failures) == 1
    assert "disk_full" in place.failures.pop()
    monkeypatch.setattr(notes, "save", real)
    place.notes.save("hai", "user-2")
    await place.settle()
    assert (await place.db.read(notes.get, "user-1")).text == "một"
    assert (await place.db.read(notes.get, "user-2")).text == "hai"


async def test_a_note_about_nobody_is_not_kept(place: Place) -> None:
    place.notes.save("của ai?", "")
    await place.notes.finish()
    assert (await place.db.read(notes.get, "")).text == ""


async def test_a_note_outlives_that_the_buyers_other_id_becomes_known(place: Place) -> None:
    """TikTok may name the buyer by the chat's id first, and by that of orders later."""
    key = ConversationKey("s1", "late")
    one = message(1, key=key, name="late.1", created=int(place.clock.now()))
    item = listed(one, id=key.id)
    nameless = item._replace(buyer=item.buyer._replace(user_id=""))
    await place.db.write(inbound.store_list, "s1", [nameless], place.clock.now())
    place.inbox.open(key)
    await place.settle()
    assert place.notes.note.value is not None
    assert place.notes.note.value.buyer == "im-buyer"
    place.notes.save("thích màu đỏ", "im-buyer")
    await place.settle()
    named = item._replace(buyer=item.buyer._replace(user_id="user-9"))
    await place.db.write(inbound.store_list, "s1", [named], place.clock.now())
    await place.settle()
    assert place.notes.note.value.text == "thích màu đỏ"
    # What is written about the buyer under the better id goes before it.
    place.notes.save("thích màu đen", "user-9")
    await place.settle()
    note = place.notes.note.value
    assert (note.buyer, note.text) == ("user-9", "thích màu đen")


async def test_a_view_keeps_its_query(place: Place) -> None:
    query = InboxQuery(
        shops=frozenset({"s1"}),
        filters=frozenset({Filter.UNREAD, Filter.NO_ORDER}),
        period=Period.CUSTOM,
        since=5,
        until=9,
        sort=Sort.DEADLINE,
    )
    made = place.views.create("Ca sáng", query)
    assert place.views.create("ca sáng", query) == ""
    await place.settle()
    assert place.views.rows.value[0].query == query
    place.views.open(made)
    place.views.open("none")
    assert place.inbox.query.value == query
    place.views.delete(made)
    await place.settle()
    assert place.views.rows.value == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"shops": 3, "filters": ["x", 4], "period": "x", "since": -1}']
)
def test_a_query_that_cannot_be_read_asks_for_everything(text: str) -> None:
    assert InboxQuery.from_json(text) == InboxQuery()


async def test_the_list_is_read_again_when_its_period_becomes_another(place: Place) -> None:
    place.inbox.show(InboxQuery(period=Period.YESTERDAY))
    await place.settle()
    before = len(place.inbox.rows.value)
    for _ in range(25):
        await place.settle(3600)
    assert len(place.inbox.rows.value) != before
    place.inbox.show(InboxQuery())
    await place.settle()
    for _ in range(25):
        await place.settle(3600)
