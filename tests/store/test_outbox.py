"""Every edge of an outgoing message's life, and both orders of every race."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    Content,
    CouponCard,
    Image,
    Kind,
    LogisticsCard,
    Message,
    OrderCard,
    Outgoing,
    OutgoingState,
    ProductCard,
    ReturnCard,
    Role,
    Text,
)
from nobi_desktop.store import conversations, drafts, inbound, messages, outbox, shops
from nobi_desktop.store.errors import IllegalMove, WrongShop
from nobi_desktop.store.sql import Connection
from tests.store.scene import AGENT, KEY, call, listed, memory_store, message, writing

S = OutgoingState
AGENT_ROLE = Role.CUSTOMER_SERVICE


@pytest.fixture
def store() -> Connection:
    connection = memory_store()
    call(connection, shops.learn_identity, "s1", AGENT)
    call(connection, inbound.store_page, KEY, [message(2), message(1)], "", now=1.0)
    return connection


def add(store: Connection, words: str = "dạ", key: ConversationKey = KEY) -> str:
    return str(call(store, outbox.add, key, Kind.TEXT, Text(words), now=10.0).local_id)


def history(store: Connection, *more: Message, now: float = 20.0) -> None:
    page = [*reversed(more), message(2), message(1)]
    call(store, inbound.store_page, KEY, page, "", now=now)


def ours(index: int, words: str = "dạ", **values: Any) -> Message:
    return message(index, **{"role": AGENT_ROLE, "text": words, **values})


def state(store: Connection, name: str) -> OutgoingState:
    row = outbox.get(store, name)
    assert row is not None
    return row.state


def on_the_way(store: Connection) -> list[str]:
    rows = messages.timeline(store, KEY).rows
    return [row.local_id for row in rows if isinstance(row, Outgoing)]


Step = Callable[[Connection, str], object]
STEPS: dict[str, Step] = {
    "preparing": outbox.preparing,
    "uploaded": lambda c, name: outbox.uploaded(c, name, "https://x/y.png", 3, 4),
    "claim": lambda c, name: outbox.claim(c, name, 10.0),
    "sent": lambda c, name: outbox.sent(c, name, "m77", 11.0),
    "retry": lambda c, name: outbox.retry(c, name, 99.0, "429", "slow"),
    "reject": lambda c, name: outbox.reject(c, name, "45", "no"),
    "block_auth": lambda c, name: outbox.block_auth(c, name, "105002"),
    "unknown": lambda c, name: outbox.unknown(c, name, "timeout"),
    "unconfirmed": outbox.unconfirmed,
    "requeue": lambda c, name: outbox.requeue(c, name, 12.0),
    "cancel": outbox.cancel,
}
WAYS: dict[OutgoingState, tuple[str, ...]] = {
    S.QUEUED: (),
    S.PREPARING: ("preparing",),
    S.SENDING: ("claim",),
    S.RETRY_WAIT: ("claim", "retry"),
    S.BLOCKED_AUTH: ("claim", "block_auth"),
    S.UNKNOWN: ("claim", "unknown"),
    S.UNCONFIRMED: ("claim", "unknown", "unconfirmed"),
    S.SENT: ("claim", "sent"),
    S.REJECTED: ("claim", "reject"),
    S.CANCELLED: ("cancel",),
}
EDGES: dict[tuple[OutgoingState, str], OutgoingState] = {
    (S.QUEUED, "preparing"): S.PREPARING,
    (S.RETRY_WAIT, "preparing"): S.PREPARING,
    (S.PREPARING, "preparing"): S.PREPARING,
    (S.PREPARING, "uploaded"): S.PREPARING,
    (S.QUEUED, "claim"): S.SENDING,
    (S.RETRY_WAIT, "claim"): S.SENDING,
    (S.PREPARING, "claim"): S.SENDING,
    (S.SENDING, "sent"): S.SENT,
    (S.UNKNOWN, "sent"): S.SENT,
    (S.UNCONFIRMED, "sent"): S.SENT,
    (S.SENT, "sent"): S.SENT,
    (S.CANCELLED, "sent"): S.CANCELLED,
    (S.SENDING, "retry"): S.RETRY_WAIT,
    (S.PREPARING, "retry"): S.RETRY_WAIT,
    (S.SENDING, "unknown"): S.UNKNOWN,
    (S.UNKNOWN, "unconfirmed"): S.UNCONFIRMED,
    (S.UNCONFIRMED, "requeue"): S.QUEUED,
    (S.REJECTED, "requeue"): S.QUEUED,
    (S.RETRY_WAIT, "requeue"): S.QUEUED,
    **{(at, "reject"): S.REJECTED for at in (S.SENDING, S.PREPARING, S.QUEUED, S.RETRY_WAIT)},
    **{
        (at, "block_auth"): S.BLOCKED_AUTH
        for at in (S.SENDING, S.PREPARING, S.QUEUED, S.RETRY_WAIT)
    },
    **{
        (at, "cancel"): S.CANCELLED
        for at in (S.QUEUED, S.RETRY_WAIT, S.BLOCKED_AUTH, S.UNCONFIRMED, S.REJECTED)
    },
}


@pytest.mark.parametrize("at", WAYS)
@pytest.mark.parametrize("step", STEPS)
def test_only_the_edges_of_the_drawing_can_be_walked(
    store: Connection, at: OutgoingState, step: str
) -> None:
    name = add(store)
    for way in WAYS[at]:
        call(store, STEPS[way], name)
    assert state(store, name) is at
    if (at, step) in EDGES:
        with writing(store) as told:
            STEPS[step](store, name)
        assert state(store, name) is EDGES[at, step]
        if at is not S.CANCELLED:
            assert told.changes.outbox == {name}
            assert KEY in told.changes.messages
    else:
        with pytest.raises(IllegalMove):
            call(store, STEPS[step], name)
        assert state(store, name) is at


def test_an_unknown_name_is_illegal(store: Connection) -> None:
    with pytest.raises(IllegalMove):
        call(store, outbox.claim, "none", 1.0)
    assert outbox.get(store, "none") is None


def test_queueing_clears_the_draft_it_was_made_of_and_no_other(store: Connection) -> None:
    call(store, drafts.save, KEY, "dạ", 1.0)
    call(store, outbox.add, KEY, Kind.TEXT, Text("dạ"), now=2.0, clear_draft="dạ")
    assert drafts.get(store, KEY) == ""
    call(store, drafts.save, KEY, "newer", 3.0)
    call(store, outbox.add, KEY, Kind.TEXT, Text("dạ"), now=4.0, clear_draft="dạ")
    assert drafts.get(store, KEY) == "newer"


CARDS = [
    (Kind.PRODUCT_CARD, ProductCard("1")),
    (Kind.ORDER_CARD, OrderCard("1")),
    (Kind.LOGISTICS_CARD, LogisticsCard("1")),
    (Kind.RETURN_CARD, ReturnCard("1")),
    (Kind.COUPON_CARD, CouponCard("1")),
]


@pytest.mark.parametrize(("kind", "card"), CARDS)
def test_a_card_goes_out_for_its_own_shop_alone(
    store: Connection, kind: Kind, card: Content
) -> None:
    for of_shop in ("s2", ""):
        with pytest.raises(WrongShop):
            call(store, outbox.add, KEY, kind, card, of_shop=of_shop, now=1.0)
    assert outbox.waiting_count(store) == 0
    call(store, outbox.add, KEY, kind, card, of_shop="s1", now=1.0)
    assert outbox.waiting_count(store) == 1


def test_a_picture_that_belongs_to_a_shop_goes_out_for_that_shop_alone(store: Connection) -> None:
    call(store, drafts.save, KEY, "nháp", 1.0)
    with pytest.raises(WrongShop):
        call(
            store, outbox.add, KEY, Kind.IMAGE, Image(""), blob="a.png", of_shop="s2", now=1.0,
            clear_draft="nháp",
        )  # fmt: skip
    assert outbox.waiting_count(store) == 0
    assert drafts.get(store, KEY) == "nháp"
    call(store, outbox.add, KEY, Kind.IMAGE, Image(""), blob="a.png", of_shop="s1", now=1.0)
    call(store, outbox.add, KEY, Kind.IMAGE, Image(""), blob="a.png", now=1.0)
    assert outbox.waiting_count(store) == 2


def test_names_rise_with_time_and_are_never_the_same() -> None:
    names = [outbox.new_local_id() for _ in range(2000)]
    assert len(set(names)) == 2000
    assert [name[:13] for name in names] == sorted(name[:13] for name in names)
    assert {name[14] for name in names} == {"7"}
    assert {name[19] for name in names} <= set("89ab")


def test_claiming_keeps_attempt_watermark_and_time_before_the_post(store: Connection) -> None:
    name = add(store)
    row = call(store, outbox.claim, name, 33.0)
    assert (row.attempt, row.watermark, set(row.watermark_ids), row.posted) == (
        1,
        2,
        {"m1", "m2"},
        33.0,
    )
    call(store, outbox.retry, name, 40.0, "429")
    assert outbox.next_due(store, "s1", 39.0) == ()
    [due] = outbox.next_due(store, "s1", 40.0)
    assert call(store, outbox.claim, due.local_id, 41.0).attempt == 2


@pytest.mark.parametrize("at", WAYS)
def test_who_may_go_while_another_of_the_conversation_stands_before_it(
    store: Connection, at: OutgoingState
) -> None:
    first, second = add(store), add(store)
    other = add(store, key=ConversationKey("s1", "c2"))
    add(store, key=ConversationKey("s2", "c1"))
    for way in WAYS[at]:
        call(store, STEPS[way], first)
    due = [row.local_id for row in outbox.next_due(store, "s1", 50.0)]
    if at in (S.QUEUED, S.PREPARING):
        assert due == [first, other]
    elif at in (S.UNCONFIRMED, S.REJECTED, S.SENT, S.CANCELLED):
        assert due == [second, other]
    else:
        assert due == [other]


def test_one_whose_upload_was_broken_off_goes_before_an_older_one_put_in_line_again(
    store: Connection,
) -> None:
    older, begun = add(store), add(store)
    call(store, outbox.reject, older)
    call(store, outbox.preparing, begun)
    call(store, outbox.requeue, older, 11.0)
    [due] = outbox.next_due(store, "s1", 12.0)
    assert due.local_id == begun


def test_signing_in_again_puts_what_waited_back_in_line(store: Connection) -> None:
    names = [add(store), add(store)]
    call(store, outbox.block_auth, names[0])
    assert outbox.next_due(store, "s1", 1.0) == ()
    assert call(store, outbox.unblock, "s1") == 1
    assert outbox.next_due(store, "s1", 11.0)[0].local_id == names[0]


def test_starting_again_never_puts_what_was_on_the_wire_back_in_line(store: Connection) -> None:
    sending, preparing = add(store), add(store, key=ConversationKey("s1", "c2"))
    call(store, outbox.claim, sending, 1.0)
    call(store, outbox.preparing, preparing)
    assert call(store, outbox.recover) == 2
    assert state(store, sending) is S.UNKNOWN
    assert state(store, preparing) is S.QUEUED
    assert call(store, outbox.recover) == 0
    assert outbox.waiting_count(store) == 1


def test_an_upload_is_kept_for_the_next_try(store: Connection) -> None:
    row = call(store, outbox.add, KEY, Kind.IMAGE, Image(""), blob="a.png", now=1.0)
    call(store, outbox.preparing, row.local_id)
    call(store, outbox.uploaded, row.local_id, "https://x/up.png", 30, 40)
    call(store, outbox.recover)
    kept = outbox.get(store, row.local_id)
    assert kept is not None
    assert (kept.state, kept.upload_url, kept.blob) == (S.QUEUED, "https://x/up.png", "a.png")
    assert kept.content == Image("https://x/up.png", 30, 40)


# Both orders.


def test_answer_first_then_history(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    assert call(store, outbox.sent, name, "m5", 2.0).state is S.SENT
    assert on_the_way(store) == [name]
    history(store, ours(5))
    row = outbox.get(store, name)
    assert row is not None
    assert (row.state, row.confirmed_by, row.message_id) == (S.CONFIRMED, "response", "m5")
    assert on_the_way(store) == []


def test_history_first_then_answer(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    history(store, ours(5))
    assert state(store, name) is S.SENDING
    assert on_the_way(store) == []  # One bubble, not two.
    row = call(store, outbox.sent, name, "m5", 2.0)
    assert (row.state, row.confirmed_by) == (S.CONFIRMED, "response")


def test_history_first_then_the_answer_is_lost(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    history(store, ours(5))
    row = call(store, outbox.unknown, name, "timeout")
    assert (row.state, row.confirmed_by, row.message_id) == (S.CONFIRMED, "match", "m5")


def test_the_list_tells_of_it_first(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, inbound.store_list, "s1", [listed(ours(5))], 1.0)
    assert call(store, outbox.unknown, name).state is S.UNKNOWN
    history(store, ours(5))
    assert state(store, name) is S.CONFIRMED


def test_an_answer_after_a_match_with_another_message_is_right(store: Connection) -> None:
    first = add(store, "ok")
    call(store, outbox.claim, first, 1.0)
    call(store, outbox.unknown, first)
    history(store, ours(5, "ok"))
    assert state(store, first) is S.CONFIRMED
    row = call(store, outbox.sent, first, "m6", 2.0)
    assert (row.state, row.message_id, row.confirmed_by) == (S.SENT, "m6", "response")


def an_equal_text_that_was_not_found(store: Connection) -> tuple[str, str]:
    """One of two equal texts was given up for not confirmed; the other is on the wire."""
    first, second = add(store, "ok"), add(store, "ok")
    call(store, outbox.claim, first, 1.0)
    call(store, outbox.unknown, first)
    call(store, outbox.unconfirmed, first)
    call(store, outbox.claim, second, 2.0)
    return first, second


def test_an_answer_takes_its_message_from_the_one_history_took_it_for(store: Connection) -> None:
    first, second = an_equal_text_that_was_not_found(store)
    history(store, ours(5, "ok"))
    assert state(store, first) is S.CONFIRMED
    with writing(store) as told:
        outbox.sent(store, second, "m5", 3.0)
    rows = [outbox.get(store, name) for name in (first, second)]
    assert [(r.state, r.message_id, r.confirmed_by) for r in rows if r] == [
        (S.UNCONFIRMED, "", ""),
        (S.CONFIRMED, "m5", "response"),
    ]
    assert told.changes.outbox == {first, second}
    assert on_the_way(store) == [first]
    history(store, ours(5, "ok"))
    assert state(store, first) is S.UNCONFIRMED
    history(store, ours(5, "ok"), ours(6, "ok"))
    assert state(store, first) is S.CONFIRMED


def test_one_that_lost_its_message_to_an_answer_is_found_where_it_is(store: Connection) -> None:
    first, second = an_equal_text_that_was_not_found(store)
    history(store, ours(5, "ok"), ours(6, "ok"))
    call(store, outbox.sent, second, "m5", 3.0)
    row = outbox.get(store, first)
    assert row is not None
    assert (row.state, row.message_id) == (S.CONFIRMED, "m6")


@pytest.mark.parametrize("again", [True, False])
def test_an_answer_takes_its_message_from_a_probable_one_too(
    store: Connection, again: bool
) -> None:
    call(store, shops.update, "s1", im_user_id="")
    first, second = an_equal_text_that_was_not_found(store)
    history(store, ours(5, "ok"))
    if again:
        call(store, outbox.requeue, first, 2.0)
    call(store, outbox.sent, second, "m5", 3.0)
    row = outbox.get(store, first)
    assert row is not None
    assert (row.state, row.confirmed_by) == (S.QUEUED if again else S.UNCONFIRMED, "")


def test_a_late_message_ends_the_doubt_also_after_giving_up(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    call(store, outbox.unconfirmed, name)
    history(store, ours(5))
    assert state(store, name) is S.CONFIRMED


def test_a_late_message_ends_a_second_try_that_has_not_gone_yet(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    call(store, outbox.unconfirmed, name)
    call(store, outbox.requeue, name, 2.0)
    history(store, ours(5))
    assert state(store, name) is S.CONFIRMED
    assert outbox.next_due(store, "s1", 99.0) == ()


def test_two_equal_texts_need_two_messages_oldest_first(store: Connection) -> None:
    first, second = add(store, "ok"), add(store, "ok")
    call(store, outbox.claim, first, 1.0)
    call(store, outbox.unknown, first)
    call(store, outbox.unconfirmed, first)
    call(store, outbox.claim, second, 2.0)
    call(store, outbox.unknown, second)
    history(store, ours(5, "ok"))
    assert [state(store, name) for name in (first, second)] == [S.CONFIRMED, S.UNKNOWN]
    history(store, ours(5, "ok"), ours(6, "ok"))
    assert state(store, second) is S.CONFIRMED


@pytest.mark.parametrize(
    "stranger",
    [
        {"sender": "im-colleague"},
        {"role": Role.ROBOT, "sender": AGENT},
        {"role": Role.SYSTEM, "sender": AGENT},
        {"role": Role.BUYER, "sender": AGENT},
        {"words": "dạ "},
        {"words": "vâng"},
        {"kind": Kind.NOTIFICATION},
    ],
)
def test_only_our_own_words_under_our_own_name_are_ours(
    store: Connection, stranger: dict[str, Any]
) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    history(store, ours(5, **stranger))
    same = stranger == {"words": "dạ "}  # Spaces at the end of a line are nobody's.
    assert state(store, name) is (S.CONFIRMED if same else S.UNKNOWN)


def test_words_are_compared_as_tiktok_may_rewrite_them(store: Connection) -> None:
    name = add(store, "de\u0323p\r\nlắm  \n")
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    history(store, ours(5, "d\u1eb9p\nlắm"))
    assert state(store, name) is S.CONFIRMED


@pytest.mark.parametrize(
    ("kind", "mine", "theirs", "same"),
    [
        (Kind.PRODUCT_CARD, ProductCard("1"), ProductCard("1", "Áo", "url"), True),
        (Kind.PRODUCT_CARD, ProductCard("1"), ProductCard("2"), False),
        (Kind.ORDER_CARD, OrderCard("1"), OrderCard("1", "AWAITING_SHIPMENT"), True),
    ],
)
def test_cards_are_compared_by_what_they_name(
    store: Connection, kind: Kind, mine: Any, theirs: Any, same: bool
) -> None:
    row = call(store, outbox.add, KEY, kind, mine, of_shop=KEY.shop, now=1.0)
    call(store, outbox.claim, row.local_id, 1.0)
    call(store, outbox.unknown, row.local_id)
    history(store, message(5, role=AGENT_ROLE, kind=kind, content=theirs))
    assert (state(store, row.local_id) is S.CONFIRMED) == same


@pytest.mark.parametrize("url", ["https://x/up.png", "https://x/other.png"])
def test_a_picture_is_compared_by_the_address_it_went_up_to(store: Connection, url: str) -> None:
    row = call(store, outbox.add, KEY, Kind.IMAGE, Image(""), blob="a", now=1.0)
    call(store, outbox.preparing, row.local_id)
    call(store, outbox.uploaded, row.local_id, "https://x/up.png", 3, 4)
    call(store, outbox.claim, row.local_id, 1.0)
    call(store, outbox.unknown, row.local_id)
    theirs = message(5, role=AGENT_ROLE, kind=Kind.IMAGE, content=Image(url, 9, 9))
    history(store, theirs)
    assert (state(store, row.local_id) is S.CONFIRMED) == (url == "https://x/up.png")


def test_what_stood_in_history_before_the_post_is_never_ours(store: Connection) -> None:
    history(store, ours(5))
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    history(store, ours(5))
    assert state(store, name) is S.UNKNOWN


def test_older_history_read_later_is_never_ours(store: Connection) -> None:
    key = ConversationKey("s1", "long")

    def at(index: int, **values: Any) -> Message:
        return message(index, key=key, **values)

    page = [at(index) for index in range(30, 20, -1)]
    call(store, inbound.store_page, key, page, "t", now=1.0)
    row = call(store, outbox.add, key, Kind.TEXT, Text("dạ"), now=1.0)
    call(store, outbox.claim, row.local_id, 1.0)
    call(store, outbox.unknown, row.local_id)
    older = [at(20, role=AGENT_ROLE, text="dạ"), at(19)]
    walk = inbound.Walk(1, "t")
    call(store, inbound.store_page, key, older, "", walk=walk, now=2.0)
    assert state(store, row.local_id) is S.UNKNOWN
    # A late one that lands inside the page that was known then can be.
    late = [at(30), at(29), message(28, key=key, name="late", role=AGENT_ROLE, text="dạ"), at(27)]
    call(store, inbound.store_page, key, late, "t2", now=3.0)
    assert state(store, row.local_id) is S.CONFIRMED


# Giving up, and who we are.


@pytest.mark.parametrize(("kind", "wait"), [(Kind.TEXT, 90.0), (Kind.IMAGE, 180.0)])
def test_three_clean_reads_over_long_enough_end_the_waiting(
    store: Connection, kind: Kind, wait: float
) -> None:
    content = Text("dạ") if kind is Kind.TEXT else Image("u")
    row = call(store, outbox.add, KEY, kind, content, now=1.0)
    call(store, outbox.claim, row.local_id, 100.0)
    call(store, outbox.unknown, row.local_id)
    for now in (100.0, 115.0, 130.0, 100.0 + wait - 1):
        history(store, now=now)
        assert state(store, row.local_id) is S.UNKNOWN
    history(store, now=100.0 + wait)
    assert state(store, row.local_id) is S.UNCONFIRMED


def test_two_reads_are_too_few_however_long_they_take(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    history(store, now=10.0)
    history(store, now=9000.0)
    assert state(store, name) is S.UNKNOWN
    history(store, now=9001.0)
    assert state(store, name) is S.UNCONFIRMED


def test_a_clock_put_back_begins_the_wait_anew(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    for now in (5000.0, 100.0, 150.0, 189.0):
        history(store, now=now)
    assert state(store, name) is S.UNKNOWN
    history(store, now=190.0)
    assert state(store, name) is S.UNCONFIRMED


def test_a_read_with_a_hole_above_the_watermark_is_not_clean(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    page = [message(at) for at in range(30, 20, -1)]
    for now in (100.0, 200.0, 300.0, 400.0):
        call(store, inbound.store_page, KEY, page, "t", now=now)
    row = outbox.get(store, name)
    assert row is not None
    assert (row.state, row.clean_reads) == (S.UNKNOWN, 0)


def test_our_identity_is_learned_from_a_message_that_tiktoks_answer_named(
    store: Connection,
) -> None:
    call(store, shops.update, "s1", im_user_id="")
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.sent, name, "m5", 2.0)
    history(store, ours(5, sender="im-new"))
    shop = shops.get(store, "s1")
    assert shop is not None
    assert shop.im_user_id == "im-new"


def test_without_an_identity_a_match_is_only_probable(store: Connection) -> None:
    call(store, shops.update, "s1", im_user_id="")
    first, second = add(store, "ok"), add(store, "ok")
    call(store, outbox.claim, first, 1.0)
    call(store, outbox.unknown, first)
    history(store, ours(5, "ok", sender="someone"))
    row = outbox.get(store, first)
    assert row is not None
    assert (row.state, row.confirmed_by, row.message_id) == (S.UNCONFIRMED, "probable", "")
    assert first in on_the_way(store)
    # That message is taken: it does not stand for a second one.
    call(store, outbox.claim, second, 2.0)
    call(store, outbox.unknown, second)
    history(store, ours(5, "ok", sender="someone"))
    assert state(store, second) is S.UNKNOWN
    # Once we know who we are, it is ours for certain, or not ours at all.
    call(store, shops.learn_identity, "s1", AGENT)
    history(store, ours(5, "ok", sender="someone"))
    row = outbox.get(store, first)
    assert row is not None
    assert (row.state, row.confirmed_by) == (S.UNCONFIRMED, "")


def test_a_probable_match_becomes_certain_when_we_learn_who_we_are(store: Connection) -> None:
    call(store, shops.update, "s1", im_user_id="")
    name = add(store, "ok")
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.unknown, name)
    history(store, ours(5, "ok"))
    call(store, shops.learn_identity, "s1", AGENT)
    history(store, ours(5, "ok"))
    row = outbox.get(store, name)
    assert row is not None
    assert (row.state, row.confirmed_by, row.message_id) == (S.CONFIRMED, "match", "m5")


def test_what_is_watched(store: Connection) -> None:
    names = [add(store, key=ConversationKey("s1", f"w{at}")) for at in range(3)]
    for name in names[:2]:
        call(store, outbox.claim, name, 100.0)
        call(store, outbox.unknown, name)
    call(store, outbox.unconfirmed, names[1])
    day = outbox.WATCHED_SECONDS

    def watched(now: float | None) -> list[str]:
        return [row.local_id for row in outbox.watched(store, "s1", now)]

    assert watched(None) == watched(99.0 + day) == names[:2]
    assert watched(100.0 + day) == names[:1]


def test_a_sent_message_is_not_pending_but_a_refused_one_is(store: Connection) -> None:
    name = add(store)
    call(store, outbox.claim, name, 1.0)
    call(store, outbox.sent, name, "m5", 2.0)
    row = conversations.row(store, KEY)
    assert row is not None
    assert row.pending is None
    refused = add(store)
    call(store, outbox.reject, refused, "1", "no")
    row = conversations.row(store, KEY)
    assert row is not None
    assert row.pending is S.REJECTED


def test_unsent_is_what_tiktok_does_not_have_for_certain(store: Connection) -> None:
    names = [add(store, f"tin {n}") for n in range(6)]
    queued, gone, refused, unsure, taken_back, unreadable = names
    for name in (gone, refused, unsure):
        call(store, outbox.claim, name, 1.0)
    call(store, outbox.sent, gone, "m9", 2.0)
    call(store, outbox.reject, refused, "45101006")
    call(store, outbox.unknown, unsure)
    call(store, outbox.cancel, taken_back)
    with writing(store):
        store.execute(
            "UPDATE seller.outbox SET content = 'x' WHERE local_id = :n", {"n": unreadable}
        )
    assert [row.local_id for row in outbox.unsent(store, "s1")] == [queued, refused, unsure]
    assert outbox.unsent(store, "s2") == ()
