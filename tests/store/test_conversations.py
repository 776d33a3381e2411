"""Rows of the inbox tell what their messages say, and reading takes the unread count away."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from nobi_desktop.domain.conversation import Buyer
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, Message, OutgoingState, Role, Text
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import (
    conversations,
    drafts,
    inbound,
    inbox_pages,
    outbox,
    shops,
    summary,
)
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message, writing


@pytest.fixture
def store() -> Connection:
    return memory_store()


def test_a_row_shows_shop_draft_and_what_is_pending(store: Connection) -> None:
    call(store, shops.add, Shop("s2", "Two", colour="#112233"))
    for shop in ("s1", "s2"):
        key = ConversationKey(shop, "c1")
        call(store, inbound.store_list, shop, [listed(message(3, key=key), unread=1)], 1.0)
    call(store, drafts.save, ConversationKey("s2", "c1"), "nháp", 1.0)
    call(store, outbox.add, KEY, Kind.TEXT, Text("x"), now=1.0)
    row = call(store, outbox.add, KEY, Kind.TEXT, Text("y"), now=1.0)
    call(store, outbox.reject, row.local_id, "1", "no")
    two, one = inbox_pages.page(store, InboxQuery())
    assert (two.shop_name, two.shop_colour, two.draft, two.pending) == (
        "Two",
        "#112233",
        "nháp",
        None,
    )
    assert (one.draft, one.pending) == ("", OutgoingState.REJECTED)
    assert one.buyer == Buyer("im-buyer", "user-1", "Thảo")
    assert conversations.buyer(store, KEY) == one.buyer
    assert conversations.buyer(store, ConversationKey("s1", "none")) is None
    assert conversations.row(store, ConversationKey("s1", "none")) is None


def page_of(store: Connection, *roles: Role, visible: bool = True) -> None:
    page = [message(at, role=role, visible=visible) for at, role in enumerate(roles, 1)]
    call(store, inbound.store_page, KEY, page[::-1], "", now=1.0)


B, A, S, R = Role.BUYER, Role.CUSTOMER_SERVICE, Role.SHOP, Role.ROBOT


@pytest.mark.parametrize(
    ("roles", "since"),
    [
        ((B,), 1),
        ((B, A), 0),
        ((B, S, R, Role.SYSTEM), 1),
        ((B, A, B, B), 3),
        ((A, R, B, S), 3),
        ((A,), 0),
        ((R,), 0),
        ((), 0),
    ],
)
def test_only_a_person_answers(store: Connection, roles: tuple[Role, ...], since: int) -> None:
    call(store, inbound.store_list, "s1", [listed(None)], 1.0)
    page_of(store, *roles)
    row = conversations.row(store, KEY)
    assert row is not None
    assert row.unanswered == bool(since)
    assert row.waiting_since == (1_700_000_000 + since if since else 0)


def test_the_last_line_passes_over_what_is_not_shown(store: Connection) -> None:
    page = [
        message(3, role=R, visible=False, text="rate us"),
        message(2, text="hai\ndòng   chữ"),
        message(1),
    ]
    call(store, inbound.store_page, KEY, page, "", now=1.0)
    row = conversations.row(store, KEY)
    assert row is not None
    assert (row.preview, row.last_role, row.last_kind) == ("hai dòng chữ", B, Kind.TEXT)
    assert (row.last_at, row.last_message) == (1_700_000_002, "m2")


def test_a_message_withdrawn_gives_the_line_back_to_the_one_before(store: Connection) -> None:
    page_of(store, A, B)
    call(store, inbound.store_page, KEY, [message(2, visible=False)], "t", now=1.0)
    row = conversations.row(store, KEY)
    assert row is not None
    assert (row.last_message, row.unanswered) == ("m1", False)


def test_our_own_message_answers_before_history_shows_it(store: Connection) -> None:
    page_of(store, B)
    row = call(store, outbox.add, KEY, Kind.TEXT, Text("dạ"), now=5.0)
    call(store, outbox.claim, row.local_id, 5.0)
    call(store, outbox.sent, row.local_id, "m5", 1_800_000_000.0)
    shown = conversations.row(store, KEY)
    assert shown is not None
    assert (shown.unanswered, shown.preview, shown.last_role) == (False, "dạ", A)
    assert (shown.last_at, shown.last_message) == (1_800_000_000, "m5")
    # A message that was not known when ours went is not answered by it.
    call(store, inbound.store_page, KEY, [message(9), message(1)], "", now=6.0)
    shown = conversations.row(store, KEY)
    assert shown is not None
    assert (shown.unanswered, shown.last_message) == (True, "m9")


class Unread:
    """A server's count beside ours."""

    def __init__(self, store: Connection) -> None:
        self.store = store

    def list(self, unread: int, latest: int = 3) -> bool:
        return bool(
            call(
                self.store,
                inbound.store_list,
                "s1",
                [listed(message(latest), unread=unread)],
                1.0,
            )
        )

    @property
    def shown(self) -> int:
        row = conversations.row(self.store, KEY)
        assert row is not None
        return row.unread

    @property
    def to_tell(self) -> bool:
        return conversations.read_to_tell(self.store, "s1") == (KEY,)


@pytest.fixture
def unread(store: Connection) -> Unread:
    call(store, inbound.store_page, KEY, [message(3), message(2), message(1)], "", now=1.0)
    it = Unread(store)
    it.list(2)
    return it


def test_reading_here_takes_the_count_away_and_has_to_be_told(unread: Unread) -> None:
    assert unread.shown == 2
    assert not unread.to_tell
    assert call(unread.store, conversations.mark_read, KEY, 1.0)
    assert (unread.shown, unread.to_tell) == (0, True)
    assert not call(unread.store, conversations.mark_read, KEY, 1.0)


def test_a_failed_telling_is_told_again_and_the_count_stays_away(unread: Unread) -> None:
    call(unread.store, conversations.mark_read, KEY, 1.0)
    for _ in range(3):
        unread.list(2)
        assert (unread.shown, unread.to_tell) == (0, True)


def test_a_list_that_was_on_its_way_does_not_bring_the_count_back(unread: Unread) -> None:
    call(unread.store, conversations.mark_read, KEY, 1.0)
    call(unread.store, conversations.told_read, KEY)
    assert not unread.to_tell
    unread.list(2)
    assert unread.shown == 0
    unread.list(0)
    assert unread.shown == 0


def test_tiktoks_count_wins_where_it_was_told_and_counts_on(unread: Unread) -> None:
    call(unread.store, conversations.mark_read, KEY, 1.0)
    call(unread.store, conversations.told_read, KEY)
    unread.list(2)
    unread.list(2)
    assert unread.shown == 2
    call(unread.store, conversations.mark_read, KEY, 1.0)
    assert (unread.shown, unread.to_tell) == (0, True)


def test_reading_elsewhere_shows_in_one_poll(unread: Unread) -> None:
    unread.list(0)
    assert unread.shown == 0


def test_what_comes_after_reading_counts_and_is_not_told_away(unread: Unread) -> None:
    call(unread.store, conversations.mark_read, KEY, 1.0)
    assert unread.list(3, latest=4)
    assert (unread.shown, unread.to_tell) == (1, False)
    call(unread.store, conversations.mark_read, KEY, 1.0)
    assert (unread.shown, unread.to_tell) == (0, True)


def test_a_hole_above_the_mark_hides_no_unread_message(unread: Unread) -> None:
    call(unread.store, conversations.mark_read, KEY, 1.0)
    unread.list(14, latest=30)
    page = [message(at) for at in range(30, 20, -1)]
    call(unread.store, inbound.store_page, KEY, page, "t", now=1.0)
    assert unread.shown == 14


def test_a_count_that_rises_without_a_new_message_has_the_conversation_read(
    unread: Unread,
) -> None:
    assert not unread.list(2)
    assert unread.list(3)
    assert not unread.list(3)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(["write", "poll", "read", "tell", "fail", "elsewhere"])))
def test_the_count_is_never_negative_and_is_right_two_polls_after_all_is_quiet(
    steps: list[str],
) -> None:
    store = memory_store()
    it = Unread(store)
    server, last = 0, 0
    read_here_only = False

    def poll() -> None:
        if last:
            it.list(server, last)
            page = [message(at) for at in range(last, max(0, last - 10), -1)]
            call(store, inbound.store_page, KEY, page, "" if last <= 10 else "t", now=1.0)

    for step in [*steps, "poll", "poll"]:
        if step == "write":
            server, last = server + 1, last + 1
        elif step == "poll":
            poll()
        elif step == "read":
            # Told while the last message is the one read; what comes first leaves TikTok's higher.
            read_here_only |= call(store, conversations.mark_read, KEY, 1.0)
        elif step == "tell" and it.to_tell:
            server, read_here_only = 0, False
            call(store, conversations.told_read, KEY)
        elif step == "elsewhere":
            server, read_here_only = 0, False
        if last and conversations.row(store, KEY) is not None:
            assert 0 <= it.shown <= last
    if last:
        assert it.shown == server or it.to_tell or read_here_only
        assert it.shown <= server
    store.close()


def test_the_list_asks_for_each_conversation_until_history_has_held_its_latest(
    store: Connection,
) -> None:
    assert call(store, inbound.store_list, "s1", [listed(message(5))], 1.0)
    assert call(store, inbound.store_list, "s1", [listed(message(5))], 1.0)
    call(store, inbound.store_page, KEY, [message(5)], "", now=1.0)
    assert not call(store, inbound.store_list, "s1", [listed(message(5))], 1.0)


def test_a_latest_message_that_history_never_shows_is_given_up(store: Connection) -> None:
    for _ in range(inbound.MISSES):
        assert call(store, inbound.store_list, "s1", [listed(message(5))], 1.0)
        call(store, inbound.store_page, KEY, [message(4)], "", now=1.0)
    assert not call(store, inbound.store_list, "s1", [listed(message(5))], 1.0)
    assert call(store, inbound.store_list, "s1", [listed(message(6))], 1.0)


def test_a_message_is_told_as_new_once(store: Connection) -> None:
    with writing(store) as told:
        inbound.store_list(store, "s1", [listed(message(2))], 1.0)
    assert [m.id for m in told.changes.new] == ["m2"]
    with writing(store) as told:
        result = inbound.store_page(store, KEY, [message(2), message(1)], "", now=1.0)
    assert [m.id for m in told.changes.new] == [m.id for m in result.new] == ["m1"]
    with writing(store) as told:
        inbound.store_page(store, KEY, [message(2), message(1)], "", now=1.0)
    assert not told.changes


def test_a_changed_message_is_updated_and_is_not_new(store: Connection) -> None:
    """F23: an edited or recalled message."""
    call(store, inbound.store_page, KEY, [message(1, text="before")], "", now=1.0)
    with writing(store) as told:
        inbound.store_page(store, KEY, [message(1, text="after")], "", now=1.0)
    assert told.changes.new == ()
    assert told.changes.messages == {KEY}
    row = conversations.row(store, KEY)
    assert row is not None
    assert row.preview == "after"


def test_a_shop_tells_how_many_conversations_it_has(store: Connection) -> None:
    assert conversations.held(store, "s1") == 0
    for name in "abc":
        call(store, inbound.store_list, "s1", [listed(message(1), id=name)], 1.0)
    assert conversations.held(store, "s1") == 3
    assert conversations.held(store, "unknown") == 0


@pytest.mark.parametrize("unread", [0, 3])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("text", "created", "visible"),
    [
        ("Còn  hàng\nkhông?", 1_700_000_000, True),
        ("\x00 \ud800 a", 0, True),
        ("x" * 5000, -7, True),
        ("unseen", 1_700_000_000, False),
    ],
)
def test_one_seen_for_the_first_time_stands_as_its_messages_say(
    store: Connection, role: Role, text: str, created: int, visible: bool, unread: int
) -> None:
    latest = message(5, role=role, text=text, created=created, visible=visible)
    call(store, inbound.store_list, "s1", [listed(latest, unread=unread)], 1.0)
    assert not call(store, summary.refresh, KEY)


@pytest.mark.parametrize("latest", [None, replace(message(5), id="")])
def test_one_without_a_message_stands_at_its_beginning(
    store: Connection, latest: Message | None
) -> None:
    call(store, inbound.store_list, "s1", [listed(latest)], 1.0)
    assert not call(store, summary.refresh, KEY)


def test_one_that_the_copy_has_lost_stands_by_what_we_have_sent_since(store: Connection) -> None:
    sent = call(store, outbox.add, KEY, Kind.TEXT, Text("Dạ còn ạ"), now=1.0)
    call(store, outbox.claim, sent.local_id, 1_800_000_000.0)
    call(store, outbox.sent, sent.local_id, "m9", 1_800_000_001.0)
    call(store, inbound.store_list, "s1", [listed(None)], 1_800_000_002.0)
    row = conversations.row(store, KEY)
    assert row is not None
    assert row.preview == "Dạ còn ạ"
    assert not call(store, summary.refresh, KEY)
