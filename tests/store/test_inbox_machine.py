"""Whatever happens to conversations, the list shows what a plain filter over the facts would."""

from __future__ import annotations

from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nobi_desktop.domain import periods
from nobi_desktop.domain.conversation import Orders
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Role
from nobi_desktop.domain.query import Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.domain.tag import Tag
from nobi_desktop.store import inbound, inbox_counts, inbox_pages, marks, shops, tags
from nobi_desktop.store import settings as kept_settings
from tests.store.scene import listed, memory_store, message, writing

NOW = 1_767_258_000.0
SHOPS = {"s1": "VN", "s2": "US", "s3": "ZZ", "gone": "VN"}
KEYS = [ConversationKey(shop, f"c{n}") for shop in SHOPS for n in range(3)]
TAGS = ("aa", "bb", "cc")
ORDER_STATES = {
    Filter.HAS_ORDER: Orders.SOME,
    Filter.NO_ORDER: Orders.NONE,
    Filter.ORDER_UNKNOWN: Orders.UNKNOWN,
}


@dataclass
class Talk:
    """What is known of a conversation: who said what when, and what the seller has added."""

    said: list[tuple[int, Role]] = field(default_factory=list)
    unread: int = 0
    tags: set[str] = field(default_factory=set)
    marked: bool = False
    settled: int = 0
    remind_at: int = 0
    orders: Orders = Orders.UNKNOWN

    @property
    def last_at(self) -> int:
        return self.said[-1][0]

    @property
    def waiting_since(self) -> int:
        since = 0
        for place, (at, role) in enumerate(self.said):
            if role is Role.CUSTOMER_SERVICE:
                since = 0
            elif role is Role.BUYER and not since and place >= self.settled:
                since = at
            if place < self.settled:
                since = 0
        return since


QUERIES = st.builds(
    InboxQuery,
    shops=st.frozensets(st.sampled_from([*SHOPS, "never"]), max_size=3),
    filters=st.frozensets(st.sampled_from(list(Filter)), max_size=3),
    tags=st.frozensets(st.sampled_from([*TAGS, "none"]), max_size=2),
    every_tag=st.booleans(),
    untagged=st.booleans(),
    period=st.sampled_from([None, None, *Period]),
    since=st.sampled_from([0, int(NOW) - 90_000, int(NOW) - 3000]),
    until=st.sampled_from([0, int(NOW) - 2000, int(NOW) - 100_000]),
    sort=st.sampled_from(list(Sort)),
)


def fits(query: InboxQuery, key: ConversationKey, talk: Talk) -> bool:
    """Whether a plain reading of the query takes the conversation in."""
    on_show = query.shops or frozenset(SHOPS) - {"gone"}
    filters = query.filters
    orders = {ORDER_STATES[f] for f in filters if f in ORDER_STATES}
    since, until = periods.span(query, NOW, Settings().shift_start, Settings().shift_end)
    asked = [tag in talk.tags for tag in query.tags]
    if query.untagged:
        asked.append(not talk.tags)
    return (
        key.shop in on_show
        and (Filter.UNREAD not in filters or talk.unread > 0 or talk.marked)
        and (Filter.UNANSWERED not in filters or talk.waiting_since > 0)
        and (Filter.REMINDER not in filters or talk.remind_at > 0)
        and (not orders or talk.orders in orders)
        and (not asked or (all(asked) if query.every_tag else any(asked)))
        and since <= talk.last_at < until
    )


def in_order(query: InboxQuery, talks: dict[ConversationKey, Talk]) -> list[ConversationKey]:
    found = {key: talk for key, talk in talks.items() if fits(query, key, talk)}
    newest = sorted(found, key=lambda key: (found[key].last_at, *key), reverse=True)
    if query.sort is Sort.NEWEST:
        return newest

    def due(key: ConversationKey) -> tuple[int, str, str]:
        hours = Settings().hours_for(SHOPS[key.shop]) if query.sort is Sort.DEADLINE else 0
        return (found[key].waiting_since + 3600 * hours, *key)

    waiting = sorted((key for key in found if found[key].waiting_since), key=due)
    return waiting + [key for key in newest if not found[key].waiting_since]


class InboxMachine(RuleBasedStateMachine):
    @initialize()
    def opened(self) -> None:
        self.store = memory_store()
        self.talks: dict[ConversationKey, Talk] = {}
        self.at = int(NOW) - 40 * 86_400
        self.index = 0
        with writing(self.store):
            for shop, region in SHOPS.items():
                shops.add(self.store, Shop(shop, shop, region=region, connected=shop != "gone"))
            for place, tag in enumerate(TAGS):
                tags.save(self.store, Tag(tag, tag, position=-place))

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    @rule(
        key=st.sampled_from(KEYS),
        role=st.sampled_from([Role.BUYER, Role.CUSTOMER_SERVICE, Role.ROBOT, Role.SHOP]),
        later=st.sampled_from([0, 1, 3600, 90_000, 86_400 * 9]),
        unread=st.integers(0, 3),
    )
    def somebody_writes(self, key: ConversationKey, role: Role, later: int, unread: int) -> None:
        self.index += 1
        self.at = min(self.at + later, int(NOW))
        talk = self.talks.setdefault(key, Talk())
        talk.said.append((self.at, role))
        talk.unread = unread
        one = message(self.index, key=key, role=role, created=self.at)
        with writing(self.store):
            inbound.store_list(self.store, key.shop, [listed(one, unread=unread, id=key.id)], NOW)
            inbound.store_page(self.store, key, [one], "", now=NOW)

    @rule(keys=st.sets(st.sampled_from(KEYS), max_size=4), tag=st.sampled_from([*TAGS, "none"]))
    def tagged(self, keys: set[ConversationKey], tag: str) -> None:
        keys &= self.talks.keys()
        with writing(self.store):
            changed = tags.assign(self.store, keys, tag, NOW)
        if tag == "none":
            assert changed == ()
            return
        assert set(changed) == {key for key in keys if tag not in self.talks[key].tags}
        for key in keys:
            self.talks[key].tags.add(tag)

    @rule(keys=st.sets(st.sampled_from(KEYS), max_size=4), tag=st.sampled_from(TAGS))
    def untagged(self, keys: set[ConversationKey], tag: str) -> None:
        keys &= self.talks.keys()
        with writing(self.store):
            changed = tags.remove(self.store, keys, tag)
        assert set(changed) == {key for key in keys if tag in self.talks[key].tags}
        for key in keys:
            self.talks[key].tags.discard(tag)

    @rule(key=st.sampled_from(KEYS), state=st.sampled_from(list(Orders)))
    def orders_are_known(self, key: ConversationKey, state: Orders) -> None:
        if key in self.talks:
            self.talks[key].orders = state
            with writing(self.store):
                self.store.execute(
                    "UPDATE tiktok.conversations SET orders = ? WHERE shop = ? AND id = ?",
                    (int(state), *key),
                )

    @rule(key=st.sampled_from(KEYS), what=st.sampled_from(["unread", "settle", "remind", "undo"]))
    def marked(self, key: ConversationKey, what: str) -> None:
        talk = self.talks.get(key)
        if talk is None:
            return
        with writing(self.store):
            if what == "unread":
                marks.mark_unread(self.store, [key], not talk.marked)
                talk.marked = not talk.marked
            elif what == "settle":
                marks.settle(self.store, [key])
                talk.settled = len(talk.said)
            elif what == "remind":
                talk.remind_at = 0 if talk.remind_at else int(NOW) + 60
                marks.remind(self.store, [key], talk.remind_at)
            else:
                before = marks.unsettle(self.store, [key])
                marks.restore(self.store, before)

    @rule()
    def the_copy_is_lost_and_filled_again(self) -> None:
        with writing(self.store):
            for table in ("conversations", "messages", "segments", "shop_sync"):
                self.store.execute(f"DELETE FROM tiktok.{table}")
        for key, talk in self.talks.items():
            with writing(self.store):
                said = [
                    message(place + 1, name=f"{key.id}.{place}", key=key, role=role, created=at)
                    for place, (at, role) in enumerate(talk.said)
                ]
                item = listed(said[-1], unread=talk.unread, id=key.id)
                inbound.store_list(self.store, key.shop, [item], NOW)
                inbound.store_page(self.store, key, said[::-1], "", now=NOW)
                self.store.execute(
                    "UPDATE tiktok.conversations SET orders = ? WHERE shop = ? AND id = ?",
                    (int(talk.orders), *key),
                )
                if talk.settled:
                    # The places of history are others than those it was settled at.
                    marks.unsettle(self.store, [key])
                    talk.settled = 0

    @rule(query=QUERIES, limit=st.integers(1, 5))
    def asked_for(self, query: InboxQuery, limit: int) -> None:
        want = in_order(query, self.talks)
        got: list[ConversationKey] = []
        before = None
        while page := inbox_pages.page(self.store, query, limit=limit, before=before, now=NOW):
            got += [row.key for row in page]
            before = page[-1]
            assert len(got) <= len(self.talks)
        assert got == want
        known = inbox_counts.counts(self.store, InboxQuery(shops=query.shops))
        shown = [
            talk
            for key, talk in self.talks.items()
            if key.shop in (query.shops or frozenset(SHOPS) - {"gone"})
        ]
        assert known.all == len(shown)
        assert known.unread == sum(talk.unread > 0 or talk.marked for talk in shown)
        assert known.unanswered == sum(talk.waiting_since > 0 for talk in shown)
        assert known.reminders == sum(talk.remind_at > 0 for talk in shown)
        assert known.has_order == sum(talk.orders is Orders.SOME for talk in shown)
        assert known.no_order == sum(talk.orders is Orders.NONE for talk in shown)
        assert known.order_unknown == sum(talk.orders is Orders.UNKNOWN for talk in shown)
        assert known.untagged == sum(not talk.tags for talk in shown)
        by_tag = {tag: sum(tag in talk.tags for talk in shown) for tag in TAGS}
        assert dict(known.tags) == {tag: number for tag, number in by_tag.items() if number}

    @invariant()
    def rows_say_what_is_known(self) -> None:
        if not hasattr(self, "store"):
            return
        shown = frozenset(SHOPS)
        for row in inbox_pages.page(self.store, InboxQuery(shops=shown), limit=99):
            talk = self.talks[row.key]
            assert set(row.tags) == talk.tags
            assert list(row.tags) == sorted(row.tags, reverse=True), "in the seller's order"
            assert (row.waiting_since, row.unanswered) == (
                talk.waiting_since,
                bool(talk.waiting_since),
            )
            assert row.marked == talk.marked
            assert row.unread == max(talk.unread, int(talk.marked))
            assert (row.remind_at, row.orders) == (talk.remind_at, talk.orders)
            hours = Settings().hours_for(SHOPS[row.key.shop])
            assert row.deadline == (talk.waiting_since + 3600 * hours if talk.waiting_since else 0)


TestInbox = InboxMachine.TestCase
TestInbox.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("limit", [-5, 0, 2**62])
def test_a_limit_that_is_none_shows_nothing_or_all(limit: int) -> None:
    store = memory_store()
    with writing(store):
        inbound.store_list(store, "s1", [listed(message(1))], 1.0)
    rows = inbox_pages.page(store, InboxQuery(), limit=limit)
    assert len(rows) == (1 if limit > 0 else 0)
    store.close()


def test_another_rule_shows_in_the_next_page() -> None:
    store = memory_store()
    with writing(store):
        inbound.store_list(store, "s1", [listed(message(1))], 1.0)
    [row] = inbox_pages.page(store, InboxQuery())
    with writing(store):
        kept_settings.save(store, Settings(response_hours=(("VN", 2),)))
    [later] = inbox_pages.page(store, InboxQuery())
    assert row.deadline - row.waiting_since == 12 * 3600
    assert later.deadline - later.waiting_since == 2 * 3600
    store.close()
