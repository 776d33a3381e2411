"""The desk over a real store: lists, places, drafts and what is read by being shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.desk.composer import Composer, sendable
from nobi_desktop.desk.notices import Notices
from nobi_desktop.desk.preferences import Preferences
from nobi_desktop.desk.timeline import first_unread
from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Message, Outgoing, OutgoingState, Role
from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.domain.query import Filter
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopRow, ShopState, ShopStatus
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.flow.news import Fact, News
from nobi_desktop.store import conversations, drafts, inbound, outbox, shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from tests import given
from tests.desk.ground import Room, on_ground


class Desk(Room):
    """A room in which is written as well; what the seller sends stays in the outbox."""

    def __init__(self, db: Database, clock: HandClock) -> None:
        super().__init__(db, clock)
        self.reread = asyncio.Event()
        self.shops: Fact[tuple[ShopRow, ...]] = Fact(())
        self.composer = Composer(db, self.scope, clock, self._reread, self._prepare, self.shops)

    def was_opened(self, row: ConversationRow | None) -> None:
        self.composer.opened(row)

    async def _reread(self, key: ConversationKey) -> bool:
        self.reread.set()
        return True

    async def _prepare(self, path: str | None, data: bytes | None) -> tuple[str, int, int]:
        raise ValueError("picture_missing")

    async def end(self) -> None:
        self.composer.close()
        await super().end()

    async def hear(self, *messages: Message) -> None:
        """The buyer's newest messages, which nobody has read; there are older ones."""
        await self.say(*messages, token="older", unread=len(messages))


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Desk]:
    async with on_ground(Desk, tmp_path, given.shop()) as made:
        yield made


async def test_many_changes_are_read_once(room: Desk) -> None:
    told: list[int] = []
    room.inbox.rows.watch(lambda rows: told.append(len(rows)), now=False)
    for _ in range(50):
        room.inbox.refresh()
    await room.hear(given.message(1))
    await room.until(lambda: room.inbox.rows.value)
    await room.settle()
    assert len(told) <= 3
    assert told[-1] == 1


async def test_a_filter_is_told_at_once_and_its_rows_follow(room: Desk) -> None:
    await room.hear(given.message(1))
    room.inbox.refresh()
    await room.until(lambda: room.inbox.rows.value)
    query = room.inbox.query.value.toggled(Filter.UNREAD)
    room.inbox.show(query)
    assert room.inbox.query.value == query
    assert room.inbox.loading.value
    await room.until(lambda: not room.inbox.loading.value)
    assert len(room.inbox.rows.value) == 1
    await room.db.write(conversations.mark_read, given.KEY, 2.0)
    await room.until(lambda: not room.inbox.rows.value)
    await room.settle()
    assert room.inbox.counts.value.unanswered == 1


async def test_nothing_is_read_unless_the_window_is_in_use_and_the_bottom_in_sight(
    room: Desk,
) -> None:
    await room.hear(*(given.message(n) for n in range(3)))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.shown)

    async def unread() -> int:
        row = await room.db.read(conversations.row, given.KEY)
        assert row is not None
        return row.unread

    await room.settle()
    assert await unread() == 3
    assert room.state.unread_from == "m000000"
    room.timeline.at_bottom(False)
    room.timeline.window_active(True)
    await room.settle()
    assert await unread() == 3
    room.timeline.at_bottom(True)
    await room.settle()
    assert await unread() == 0
    # The divider stays where it was until the conversation is opened anew.
    assert room.state.unread_from == "m000000"


async def test_who_reads_further_up_keeps_the_first_row(room: Desk) -> None:
    await room.hear(*(given.message(n) for n in range(100)))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.shown)
    first = room.shown[0]
    room.timeline.at_bottom(False)
    await room.hear(*(given.message(n) for n in range(95, 130)))
    await room.until(lambda: "m000129" in room.shown)
    assert first in room.shown
    room.timeline.at_bottom(True)
    room.timeline.older()
    await room.until(lambda: "m000000" in room.shown)


async def test_above_all_that_is_kept_tiktok_is_asked(room: Desk) -> None:
    await room.hear(given.message(1), given.message(2))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.shown)
    room.timeline.older()
    assert ("read_older", given.KEY) in room.sync.asked


async def test_a_draft_is_on_disk_within_a_second_and_bound_to_its_conversation(
    room: Desk,
) -> None:
    await room.hear(given.message(1))
    other = ConversationKey(given.SHOP, "other")
    room.composer.edit(given.KEY, "Dạ")
    room.composer.edit(other, "Chào anh")
    room.composer.edit(given.KEY, "Dạ còn ạ")
    await room.settle(1)
    assert await room.db.read(drafts.get, given.KEY) == "Dạ còn ạ"
    assert await room.db.read(drafts.get, other) == "Chào anh"


async def test_sending_clears_its_own_text_and_no_newer_draft(room: Desk) -> None:
    await room.hear(given.message(1))
    room.composer.edit(given.KEY, "Dạ còn")
    room.composer.send(given.KEY, "Dạ còn")
    room.composer.edit(given.KEY, "Size L")
    await room.settle(1)
    due = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    assert len(due) == 1
    assert await room.db.read(drafts.get, given.KEY) == "Size L"


@pytest.mark.parametrize(
    ("text", "goes"),
    [("", False), (" \n\t", False), ("a", True), ("ạ" * 2000, True), ("🎉" * 1000, True),
     ("🎉" * 1001, False), ("a" * 2001, False)],
)  # fmt: skip
def test_a_text_is_counted_the_stricter_way(text: str, goes: bool) -> None:
    assert sendable(text) is goes


async def test_what_is_too_long_stays_where_it_is(room: Desk) -> None:
    room.composer.edit(given.KEY, "a" * 2001)
    room.composer.send(given.KEY, "a" * 2001)
    await room.settle(1)
    assert await room.db.read(drafts.get, given.KEY) == "a" * 2001
    assert await room.db.read(outbox.waiting_count) == 0


async def test_words_taken_back_wait_as_a_draft_above_a_newer_one(room: Desk) -> None:
    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ còn ạ")
    await room.settle()
    [row] = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    room.composer.edit(given.KEY, "mới hơn")
    await room.settle(1)
    room.composer.take_back(row.local_id)
    await room.settle()
    assert await room.db.read(drafts.get, given.KEY) == "Dạ còn ạ\nmới hơn"
    kept = await room.db.read(outbox.get, row.local_id)
    assert kept is not None
    assert kept.state is OutgoingState.CANCELLED


async def test_what_is_on_the_wire_cannot_be_taken_back(room: Desk) -> None:
    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    [row] = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    await room.db.write(outbox.claim, row.local_id, room.clock.now())
    room.composer.discard(row.local_id)
    room.composer.retry(row.local_id)
    await room.settle()
    kept = await room.db.read(outbox.get, row.local_id)
    assert kept is not None
    assert kept.state is OutgoingState.SENDING


async def test_before_sending_again_history_is_asked_once_more(room: Desk) -> None:
    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    [row] = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    await room.db.write(outbox.claim, row.local_id, room.clock.now())
    await room.db.write(outbox.unknown, row.local_id, "timeout")
    await room.db.write(outbox.unconfirmed, row.local_id)
    room.composer.retry(row.local_id)
    await asyncio.wait_for(room.reread.wait(), 5)
    await room.settle()
    again = await room.db.read(outbox.get, row.local_id)
    assert again is not None
    assert again.state is OutgoingState.QUEUED


async def test_a_picture_that_cannot_be_had_is_told(room: Desk) -> None:
    told: list[tuple[ConversationKey, str]] = []
    room.composer.refused.watch(told.append)
    room.composer.send_image(given.KEY, "/nowhere.png", None)
    await room.until(lambda: told)
    assert told == [(given.KEY, "picture_missing")]


def test_the_divider_stands_above_the_oldest_unread_buyer_message() -> None:
    rows = (
        given.message(1),
        given.message(2, role=Role.ROBOT),
        given.message(3),
        given.message(4, role=Role.CUSTOMER_SERVICE),
        given.message(5),
    )
    assert first_unread(rows, 0) == ""
    assert first_unread(rows, 1) == "m000005"
    assert first_unread(rows, 2) == "m000003"
    assert first_unread(rows, 99) == "m000001"


def row_of(state: ShopState, number: int = 1, **fields: Any) -> ShopRow:
    shop = given.shop(id=str(number), name=f"Shop {number}")
    return ShopRow(shop, ShopStatus(shop.id, state, **fields))


def test_notices_come_and_go_with_their_trouble() -> None:
    rows: Fact[tuple[ShopRow, ...]] = Fact((row_of(ShopState.LIVE),))
    trouble = Fact("")
    restarted: News[str] = News()
    nudged: list[str | None] = []
    connected: list[str] = []
    accepted: list[str] = []
    notices = Notices(rows, trouble, restarted, nudged.append, connected.append, accepted.append)

    def codes() -> list[NoticeCode]:
        return [n.code for n in notices.rows.value]

    assert codes() == []
    trouble.set("disk_full")
    rows.set((row_of(ShopState.QUOTA_SPENT),))
    assert codes() == [NoticeCode.DISK_FULL, NoticeCode.SHOP_QUOTA_SPENT]
    notices.dismiss(notices.rows.value[1])
    assert codes() == [NoticeCode.DISK_FULL]
    trouble.set("")
    rows.set((row_of(ShopState.LIVE),))
    assert codes() == []
    # Come anew, it is told anew.
    rows.set((row_of(ShopState.QUOTA_SPENT),))
    assert codes() == [NoticeCode.SHOP_QUOTA_SPENT]
    rows.set((row_of(ShopState.OFFLINE, 1), row_of(ShopState.OFFLINE, 2)))
    assert codes() == [NoticeCode.OFFLINE]
    notices.act(notices.rows.value[0])
    assert nudged == [None]
    restarted.tell("1")
    assert NoticeCode.SHOP_RESTARTED in codes()
    assert connected == accepted == []


def test_a_notice_does_what_its_button_says() -> None:
    done: list[tuple[str, str | None]] = []
    notices = Notices(
        Fact(()),
        Fact(""),
        News(),
        lambda shop: done.append(("nudge", shop)),
        lambda shop: done.append(("connect", shop)),
        lambda shop: done.append(("accept", shop)),
    )
    keyring = Notice(NoticeCode.KEYRING_MISSING)
    notices.add(keyring)
    for code in (
        NoticeCode.SHOP_SIGN_IN,
        NoticeCode.SHOP_NO_PERMISSION,
        NoticeCode.SHOP_NOT_ACCEPTING,
        NoticeCode.SHOP_QUOTA_SPENT,
    ):
        notices.act(Notice(code, shop="7"))
    notices.act(keyring)
    assert done == [("connect", "7"), ("connect", "7"), ("accept", "7"), ("nudge", "7")]
    # Without a keyring it stays so: only the seller puts the line away.
    assert notices.rows.value == (keyring,)
    notices.dismiss(keyring)
    assert notices.rows.value == ()


def test_of_paused_and_given_up_shops_nothing_is_told() -> None:
    paused = given.shop(id="1", paused=True)
    given_up = given.shop(id="2", connected=False)
    resting = tuple(ShopRow(s, ShopStatus(s.id, ShopState.SIGN_IN)) for s in (paused, given_up))
    rows: Fact[tuple[ShopRow, ...]] = Fact(resting)
    restarted: News[str] = News()
    notices = Notices(rows, Fact(""), restarted, print, print, print)
    restarted.tell("1")
    assert notices.rows.value == ()
    rows.set((*resting, row_of(ShopState.OFFLINE, 3)))
    assert [n.code for n in notices.rows.value] == [NoticeCode.OFFLINE]
    rows.set((*resting, row_of(ShopState.OFFLINE, 3), row_of(ShopState.LIVE, 4)))
    assert notices.rows.value == ()


def test_a_clock_that_differs_is_told_once_for_all_shops() -> None:
    """F32: the shops work on, and the seller is told by how much the clock differs."""
    rows: Fact[tuple[ShopRow, ...]] = Fact(())
    notices = Notices(rows, Fact(""), News(), print, print, print)
    rows.set(tuple(row_of(ShopState.LIVE, n, offset=7201 + n) for n in range(3)))
    [told] = notices.rows.value
    assert (told.code, told.shop, dict(told.values)) == (
        NoticeCode.CLOCK_DIFFERS,
        "",
        {"offset": "7200"},
    )
    rows.set(tuple(row_of(ShopState.LIVE, n, offset=7190) for n in range(3)))
    assert notices.rows.value == (told,)
    notices.dismiss(told)
    assert notices.rows.value == ()
    rows.set((row_of(ShopState.CLOCK_WRONG, 0, offset=7200),))
    assert [n.code for n in notices.rows.value] == [NoticeCode.SHOP_CLOCK_WRONG]
    rows.set((row_of(ShopState.LIVE, 0),))
    assert notices.rows.value == ()
    # What the seller has put away is not told again when a shop is opened anew.
    rows.set((row_of(ShopState.LIVE, 0, offset=7200),))
    assert notices.rows.value == ()


def test_being_cut_off_says_why_where_it_is_the_same_for_all() -> None:
    """F56: a filter, a portal or a proxy is never taken for anything else."""
    rows: Fact[tuple[ShopRow, ...]] = Fact(())
    notices = Notices(rows, Fact(""), News(), print, print, print)
    rows.set(tuple(row_of(ShopState.OFFLINE, n, code="tls") for n in range(2)))
    assert dict(notices.rows.value[0].values) == {"code": "tls"}
    rows.set((row_of(ShopState.OFFLINE, 0, code="tls"), row_of(ShopState.OFFLINE, 1, code="")))
    assert notices.rows.value[0].values == ()


async def test_a_choice_out_of_bounds_is_left_as_it_was(room: Desk) -> None:
    preferences = Preferences(room.db, room.scope, Settings(theme="dark"))
    preferences.change(theme="pink")
    preferences.change(zoom=5000)
    assert preferences.settings.value == Settings(theme="dark")
    with pytest.raises(AttributeError):
        preferences.change(wallpaper="x")
    preferences.change(zoom=120, language="en")
    assert preferences.settings.value.zoom == 120


async def test_an_outgoing_row_is_on_screen_because_its_row_is_in_the_store(room: Desk) -> None:
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.shown)
    room.composer.send(given.KEY, "Dạ")
    await room.until(lambda: [r for r in room.state.rows if isinstance(r, Outgoing)])
    assert len(await room.db.read(outbox.next_due, given.SHOP, room.clock.now())) == 1


class Slow(Desk):
    """A desk whose pictures take their time, the first one longest."""

    async def _prepare(self, path: str | None, data: bytes | None) -> tuple[str, int, int]:
        for _ in range(30 if path == "1" else 1):
            await asyncio.sleep(0)
        return f"blob{path}", 10, 10


async def test_pictures_and_texts_go_in_the_order_in_which_they_were_sent(room: Desk) -> None:
    slow = Slow(room.db, room.clock)
    for number in "123":
        slow.composer.send_image(given.KEY, number)
    slow.composer.send(given.KEY, "sau ảnh")
    await slow.composer.finish()
    rows = await room.db.read(outbox.open_rows, given.KEY)
    assert [r.blob for r in sorted(rows, key=lambda r: r.sequence)] == [
        "blob1",
        "blob2",
        "blob3",
        "",
    ]
    await slow.scope.close()


def no_room(connection: object, *words: object, **named: object) -> None:
    raise StoreError("disk_full")


async def test_on_a_full_disk_the_words_come_back_and_the_draft_waits(
    room: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F35: what the seller writes meanwhile."""
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    back: list[tuple[ConversationKey, str]] = []
    told: list[tuple[ConversationKey, str]] = []
    room.composer.returned.watch(back.append)
    room.composer.refused.watch(told.append)
    with monkeypatch.context() as full:
        full.setattr(outbox, "add", no_room)
        full.setattr(drafts, "save", no_room)
        room.composer.send(given.KEY, "Dạ còn")
        await room.until(lambda: back)
        assert back == [(given.KEY, "Dạ còn")]
        room.composer.edit(given.KEY, "Dạ còn ạ")
        await room.settle(3)
        slow = Slow(room.db, room.clock)
        slow.composer.refused.watch(told.append)
        slow.composer.send_image(given.KEY, "1")
        await room.until(lambda: told)
        assert told == [(given.KEY, "picture_not_saved")]
        await slow.scope.close()
    await room.settle(3)
    assert await room.db.read(drafts.get, given.KEY) == "Dạ còn ạ"


async def test_what_was_sent_a_moment_before_the_end_is_in_the_outbox(room: Desk) -> None:
    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ còn")
    room.composer.edit(given.KEY, "và")
    await room.composer.finish()
    assert await room.db.read(outbox.waiting_count) == 1
    assert await room.db.read(drafts.get, given.KEY) == "và"


async def test_while_it_is_open_a_conversation_may_close_and_open_for_writing(room: Desk) -> None:
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    assert room.composer.state.value.can_send
    closed = given.listed(given.message(1), can_send=False)
    await room.db.write(inbound.store_list, given.SHOP, [closed], 2.0)
    await room.until(lambda: not room.composer.state.value.can_send)
    await room.db.write(inbound.store_list, given.SHOP, [given.listed(given.message(1))], 3.0)
    await room.until(lambda: room.composer.state.value.can_send)


async def test_where_history_cannot_be_asked_nothing_is_sent_again_and_it_is_told(
    room: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def offline(key: ConversationKey) -> bool:
        return False

    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    [row] = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    await room.db.write(outbox.claim, row.local_id, room.clock.now())
    await room.db.write(outbox.unknown, row.local_id, "timeout")
    await room.db.write(outbox.unconfirmed, row.local_id)
    monkeypatch.setattr(room.composer, "_reread", offline)
    told: list[tuple[ConversationKey, str]] = []
    room.composer.refused.watch(told.append)
    room.composer.retry(row.local_id)
    await room.until(lambda: told)
    assert told == [(given.KEY, "not_checked")]
    kept = await room.db.read(outbox.get, row.local_id)
    assert kept is not None
    assert kept.state is OutgoingState.UNCONFIRMED


async def test_what_was_written_last_is_the_last_line_also_before_tiktok_has_it(
    room: Desk,
) -> None:
    await room.hear(given.message(1, "Còn hàng không?"))
    room.composer.send(given.KEY, "Dạ còn ạ")
    await room.until(lambda: room.inbox.rows.value and room.inbox.rows.value[0].pending)
    [row] = room.inbox.rows.value
    assert (row.preview, row.last_role) == ("Dạ còn ạ", Role.CUSTOMER_SERVICE)
    later = given.message(9, "Vậy em lấy 2 cái", created=int(room.clock.now()) + 60)
    await room.hear(later)
    await room.until(lambda: room.inbox.rows.value[0].last_role is Role.BUYER)
    assert room.inbox.rows.value[0].preview == "Vậy em lấy 2 cái"
    assert room.inbox.rows.value[0].pending is OutgoingState.QUEUED


def standing(**changes: object) -> tuple[ShopRow, ...]:
    """The rail with one shop that stands so."""
    shop = given.shop(**changes)
    return (ShopRow(shop, ShopStatus(shop.id)),)


async def test_for_a_shop_that_was_given_up_nothing_is_written(room: Desk) -> None:
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    back: list[tuple[ConversationKey, str]] = []
    told: list[tuple[ConversationKey, str]] = []
    room.composer.returned.watch(back.append)
    room.composer.refused.watch(told.append)
    room.shops.set(standing(connected=False))
    state = room.composer.state.value
    assert (state.can_send, state.reason) == (False, "disconnected")
    room.composer.send(given.KEY, "Dạ")
    room.composer.send_image(given.KEY, "1.png")
    assert back == [(given.KEY, "Dạ")]
    assert told == [(given.KEY, "disconnected")] * 2
    assert await room.db.read(outbox.waiting_count) == 0
    room.shops.set(standing())
    state = room.composer.state.value
    assert (state.can_send, state.reason) == (True, "")
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    assert await room.db.read(outbox.waiting_count) == 1


async def test_what_was_refused_is_not_put_in_line_for_a_shop_that_was_given_up(
    room: Desk,
) -> None:
    await room.hear(given.message(1))
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    [row] = await room.db.read(outbox.next_due, given.SHOP, room.clock.now())
    await room.db.write(outbox.reject, row.local_id, "45101006")
    told: list[tuple[ConversationKey, str]] = []
    room.composer.refused.watch(told.append)
    room.shops.set(standing(connected=False))
    room.composer.retry(row.local_id)
    await room.until(lambda: told)
    assert told == [(given.KEY, "disconnected")]
    assert await room.db.read(outbox.waiting_count) == 0


async def test_for_a_paused_shop_messages_are_taken_and_wait(room: Desk) -> None:
    await room.hear(given.message(1))
    room.shops.set(standing(paused=True))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    state = room.composer.state.value
    assert (state.can_send, state.reason) == (True, "paused")
    room.composer.send(given.KEY, "Dạ")
    await room.settle()
    assert await room.db.read(outbox.waiting_count) == 1
    # TikTok's own no counts more than ours.
    closed = given.listed(given.message(1), can_send=False)
    await room.db.write(inbound.store_list, given.SHOP, [closed], 2.0)
    await room.until(lambda: not room.composer.state.value.can_send)
    assert room.composer.state.value.reason == "45109001"


async def test_words_are_not_sent_as_another_shop_than_the_one_above_the_field(
    room: Desk,
) -> None:
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    told: list[tuple[ConversationKey, str]] = []
    room.composer.refused.watch(told.append)
    other = ConversationKey("another shop", given.KEY.id)
    room.composer.edit(other, "Chào chị")
    room.composer.send(other, "Chào chị")
    assert told == [(given.KEY, "wrong_shop")]
    await room.settle(1)
    assert await room.db.read(outbox.waiting_count) == 0
    assert await room.db.read(drafts.get, other) == "Chào chị"


async def test_the_header_follows_the_colour_and_name_of_the_shop(room: Desk) -> None:
    await room.hear(given.message(1))
    room.inbox.open(given.KEY)
    await room.until(lambda: room.composer.state.value.key)
    await room.db.write(shops.update, given.SHOP, colour="#123456")
    await room.until(lambda: room.state.shop_colour == "#123456")
    assert room.composer.state.value.shop_colour == "#123456"


async def two_shops(room: Desk) -> str:
    """A second shop with a conversation of its own."""
    other = given.shop(id="7601000000000000002", position=1)
    await room.db.write(shops.add, other)
    await room.hear(given.message(1))
    await room.db.write(inbound.store_list, other.id, [given.listed(given.message(2))], 1.0)
    room.inbox.refresh()
    await room.until(lambda: len(room.inbox.rows.value) == 2)
    return str(other.id)


def in_list(room: Desk) -> set[str]:
    return {row.key.shop for row in room.inbox.rows.value}


async def test_all_shops_are_those_that_are_connected(room: Desk) -> None:
    other = await two_shops(room)
    await room.settle()
    assert room.inbox.counts.value.all == 2
    await room.db.write(shops.update, other, connected=False)
    await room.until(lambda: in_list(room) == {given.SHOP})
    await room.settle()
    counts = room.inbox.counts.value
    assert (counts.all, counts.unread, counts.unanswered) == (1, 1, 1)
    # Its own tile shows its history all the same, for as long as it is chosen.
    room.inbox.show(room.inbox.query.value.of(other))
    await room.until(lambda: in_list(room) == {other})
    await room.db.write(shops.update, given.SHOP, name="Khác")
    await room.settle()
    assert room.inbox.query.value.shops == {other}
    await room.db.write(shops.update, given.SHOP, connected=False)
    room.inbox.show(room.inbox.query.value.of())
    await room.until(lambda: in_list(room) == set())
    await room.settle()
    assert room.inbox.counts.value.all == 0


async def test_shops_that_are_given_up_leave_what_is_shown(room: Desk) -> None:
    other = await two_shops(room)
    room.inbox.show(room.inbox.query.value.of(other, given.SHOP).toggled(Filter.UNREAD))
    await room.until(lambda: not room.inbox.loading.value)
    await room.db.write(shops.update, other, connected=False)
    await room.until(lambda: room.inbox.query.value.shops == {given.SHOP})
    await room.until(lambda: not room.inbox.loading.value)
    assert in_list(room) == {given.SHOP}
    assert room.inbox.query.value.filters == {Filter.UNREAD}
    await room.db.write(shops.update, given.SHOP, connected=False)
    await room.until(lambda: not room.inbox.query.value.shops)


async def test_a_shop_that_is_not_there_cannot_be_shown(room: Desk) -> None:
    await two_shops(room)
    room.inbox.show(room.inbox.query.value.of("nobody"))
    await room.until(lambda: not room.inbox.query.value.shops)
    await room.until(lambda: not room.inbox.loading.value)
    assert len(room.inbox.rows.value) == 2


async def test_a_picture_stays_with_the_conversation_it_was_added_to(room: Desk) -> None:
    other = await two_shops(room)
    slow = Slow(room.db, room.clock)
    slow.inbox.open(ConversationKey(other, given.KEY.id))
    await slow.until(lambda: slow.composer.state.value.key)
    # Confirmed in the first conversation, and ready only when the second one is open.
    slow.composer.send_image(given.KEY, "1")
    await slow.composer.finish()
    assert [row.blob for row in await room.db.read(outbox.unsent, given.SHOP)] == ["blob1"]
    assert await room.db.read(outbox.unsent, other) == ()
    await slow.scope.close()
