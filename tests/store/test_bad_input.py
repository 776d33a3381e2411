"""Whatever TikTok sends is stored, or stands as one message that cannot be shown."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from nobi_desktop.domain.conversation import Buyer, ListedConversation
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    Broken,
    Content,
    Image,
    Kind,
    Message,
    OutgoingState,
    ProductCard,
    Role,
    Sender,
    Text,
    Unsupported,
)
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.store import codec, conversations, drafts, inbound, inbox_pages, messages, outbox
from nobi_desktop.store import settings as kept
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message

NASTY = "\ud83d a\x00b \udcff <img src=x> ' OR 1=1 -- \u202e"


@pytest.fixture
def store() -> Connection:
    return memory_store()


def shown(store: Connection) -> list[Message]:
    return [row for row in messages.timeline(store, KEY).rows if isinstance(row, Message)]


@pytest.mark.parametrize(
    "content",
    [
        Text(NASTY),
        Text("x" * 200_000),
        Image(NASTY, 2**70, -1),
        ProductCard(NASTY, NASTY),
        Unsupported(NASTY, NASTY),
        Broken("json"),
    ],
)
def test_nine_neighbours_of_a_poisoned_message_are_stored(
    store: Connection, content: Content
) -> None:
    """F22: in the store."""
    page = [message(at) for at in range(10, 0, -1)]
    poisoned = Message(
        KEY,
        f"m5{NASTY}",
        5,
        2**63,
        Role.UNKNOWN,
        Kind.UNKNOWN,
        content,
        Sender(NASTY, NASTY, NASTY),
        raw=NASTY,
    )
    page[5] = poisoned
    call(store, inbound.store_page, KEY, page, NASTY, now=1.0)
    rows = shown(store)
    assert len(rows) == 10
    found = next(row for row in rows if row.index == 5)
    assert type(found.content) is type(content)
    assert "\x00" not in found.raw
    found.raw.encode()
    again = call(store, inbound.store_page, KEY, page, NASTY, now=1.0)
    assert again.overlaps
    assert again.new == ()


def test_everything_of_a_conversation_may_be_nasty(store: Connection) -> None:
    key = ConversationKey("s1", codec.clean(NASTY))
    item = ListedConversation(
        NASTY,
        Buyer(NASTY, NASTY, NASTY, NASTY),
        NASTY,
        NASTY,
        unread=-5,
        created=-(2**80),
        latest=message(1, key=key, name=NASTY, text=NASTY),
    )
    for _ in range(2):
        assert call(store, inbound.store_list, "s1", [item, item], 1.0)
    row = conversations.row(store, key)
    assert row is not None
    assert row.unread == 0
    assert "\x00" not in row.preview
    row.buyer.name.encode()
    huge = ListedConversation("c9", Buyer(), unread=2**70, latest=None)
    assert call(store, inbound.store_list, "s1", [huge], 1.0)


def test_a_draft_a_setting_and_a_message_of_ours_may_be_nasty(store: Connection) -> None:
    call(store, drafts.save, KEY, NASTY, 1.0)
    call(store, drafts.save, KEY, NASTY, 2.0)
    call(store, kept.set_value, NASTY, NASTY)
    row = call(store, outbox.add, KEY, Kind.TEXT, Text(NASTY), now=1.0, clear_draft=NASTY)
    assert drafts.get(store, KEY) == ""
    assert row.state is OutgoingState.QUEUED
    assert row.content == Text(codec.clean(NASTY))
    row = call(store, outbox.claim, row.local_id, 1.0)
    row = call(store, outbox.retry, row.local_id, 2.0, NASTY, NASTY)
    assert row.state is OutgoingState.RETRY_WAIT


def test_the_same_message_twice_in_a_page_is_one(store: Connection) -> None:
    """F20: within a page."""
    page = [message(2), message(2), message(1), message(2)]
    result = call(store, inbound.store_page, KEY, page, "", now=1.0)
    assert len(result.new) == 2
    assert [m.id for m in shown(store)] == ["m1", "m2"]


def test_a_message_without_a_name_is_passed_over(store: Connection) -> None:
    bare = Message(KEY, "", 1, 1, Role.BUYER, Kind.TEXT, Text("x"))
    result = call(store, inbound.store_page, KEY, [message(2), bare], "", now=1.0)
    assert [m.id for m in result.new] == ["m2"]
    assert not call(store, inbound.store_list, "s1", [listed(None, id="")], 1.0)


def test_an_empty_page_is_no_trouble(store: Connection) -> None:
    for token in ("", "t"):
        assert call(store, inbound.store_page, KEY, [], token, now=1.0).new == ()
    page = messages.timeline(store, KEY)
    assert page.rows == ()


INDEX = st.one_of(
    st.integers(),
    st.integers(-(10**40), 10**40),
    st.sampled_from([0, 9, 10, 99, 100, 2**63 - 1, 2**63, 2**64, 10**200, -1, -9, -10]),
)


@settings(max_examples=400, deadline=None)
@given(INDEX, INDEX)
def test_index_keys_sort_as_the_numbers_do(a: int, b: int) -> None:
    assert (codec.order_key(a) < codec.order_key(b)) == (a < b)
    assert codec.index_of(codec.order_key(a)) == a


def test_an_index_beyond_all_bounds_still_has_a_place() -> None:
    assert codec.order_key(10**3000) > codec.order_key(10**900)
    assert codec.order_key(-(10**3000)) < codec.order_key(-5)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(INDEX, min_size=1, max_size=8, unique=True))
def test_messages_of_any_index_are_in_order(indexes: list[int]) -> None:
    store = memory_store()
    page = [message(at, created=5) for at in sorted(indexes, reverse=True)]
    call(store, inbound.store_page, KEY, page, "", now=1.0)
    assert [m.index for m in shown(store)] == sorted(indexes)
    assert messages.newest_index(store, KEY) == max(indexes)
    store.close()


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_cleaned_text_can_be_kept_anywhere(value: str) -> None:
    cleaned = codec.clean(value)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert codec.clean(cleaned) == cleaned
    assert codec.unpack(codec.pack(Text(value))) == Text(cleaned)


def test_rows_of_ours_that_cannot_be_read_are_set_apart_and_kept(store: Connection) -> None:
    names = [
        call(store, outbox.add, KEY, Kind.TEXT, Text(str(at)), now=1.0).local_id for at in range(4)
    ]
    for name, change in zip(
        names,
        ("content = '{'", "state = 'flying'", "content = replace(content, '2', '3')"),
        strict=False,
    ):
        statement = f"UPDATE seller.outbox SET {change} WHERE local_id = :name"
        store.execute(statement, {"name": name})
    assert [row.local_id for row in outbox.next_due(store, "s1", 9.0)] == [names[3]]
    assert call(store, outbox.recover) == 3
    assert call(store, outbox.recover) == 0
    states = [row.state for row in outbox.open_rows(store, KEY)]
    assert states == [OutgoingState.QUARANTINED] * 3 + [OutgoingState.QUEUED]
    assert call(store, outbox.cancel, names[0]).state is OutgoingState.CANCELLED


def test_an_inbox_of_unknown_kinds_and_roles_is_shown(store: Connection) -> None:
    call(store, inbound.store_page, KEY, [message(1)], "", now=1.0)
    store.execute("UPDATE tiktok.messages SET kind = 'HOLOGRAM', role = 'ALIEN', content = ''")
    store.execute("UPDATE tiktok.conversations SET last_kind = 'X', last_role = 'Y'")
    [row] = shown(store)
    assert (row.kind, row.role, row.content) == (Kind.UNKNOWN, Role.UNKNOWN, Broken("stored"))
    [inbox] = inbox_pages.page(store, InboxQuery())
    assert (inbox.last_kind, inbox.last_role) == (Kind.UNKNOWN, Role.UNKNOWN)
