"""Whatever happened and whatever is asked, pages and counts equal a plain filter over the facts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nobi_desktop.domain import periods
from nobi_desktop.domain.conversation import ConversationRow, InboxCounts, Orders
from nobi_desktop.domain.ids import ConversationKey, ShopId, TagId
from nobi_desktop.domain.message import Role
from nobi_desktop.domain.query import ORDER_FILTERS, Filter, InboxQuery, Period, Sort
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import conversations, inbound, inbox_counts, inbox_pages, shops, summary
from nobi_desktop.store import settings as kept
from nobi_desktop.store.sql import Connection
from tests.store.scene import call, listed, memory_store, message, writing

NOW = 1_767_252_600.0
REGIONS = {"s1": "VN", "s2": "US", "s3": "VN", "s4": ""}
BARE = "s4"
"""A shop of which conversations are held, but no record."""
NAMES = ("a", "b", "c", "d", "e")
TAGS = ("t1", "t2", "t3")
GONE = "t9"
"""A tag that was never there."""

SHOP = st.sampled_from(sorted(REGIONS))
KEYS = st.builds(ConversationKey, SHOP, st.sampled_from(NAMES))
# Few different ages, so that many conversations stand at the very same second.
AGES = st.sampled_from([0, 1, 1, 7200, 30_000, 86_400, 200_000, 700_000, 3_000_000])
ROLES = st.sampled_from([Role.BUYER, Role.BUYER, Role.CUSTOMER_SERVICE, Role.ROBOT])


@dataclass
class Facts:
    """What is so of one conversation."""

    messages: list[tuple[Role, int]] = field(default_factory=list)
    unread: int = 0
    tags: set[TagId] = field(default_factory=set)
    remind_at: int = 0
    orders: Orders = Orders.UNKNOWN

    @property
    def last_at(self) -> int:
        return self.messages[-1][1]

    @property
    def waiting_since(self) -> int:
        since = 0
        for role, at in self.messages:
            if role is Role.CUSTOMER_SERVICE:
                since = 0
            elif role is Role.BUYER and not since:
                since = at
        return since


def put_facts(store: Connection, key: ConversationKey, facts: Facts) -> None:
    """Write what seller and orders add to a conversation, as the rows' owners do."""
    names = {"shop": key.shop, "id": key.id}
    store.execute(
        "DELETE FROM seller.conversation_tags WHERE shop = :shop AND conversation = :id", names
    )
    store.executemany(
        "INSERT INTO seller.conversation_tags (shop, conversation, tag) VALUES (?, ?, ?)",
        [(*key, tag) for tag in facts.tags],
    )
    column = f",{','.join(sorted(facts.tags))}," if facts.tags else ""
    store.execute(
        "UPDATE tiktok.conversations SET tags = :tags, remind_at = :remind_at, orders = :orders "
        "WHERE shop = :shop AND id = :id",
        {**names, "tags": column, "remind_at": facts.remind_at, "orders": int(facts.orders)},
    )


QUERIES = st.builds(
    InboxQuery,
    shops=st.frozensets(SHOP, max_size=3),
    filters=st.frozensets(st.sampled_from(Filter), max_size=3),
    tags=st.frozensets(st.sampled_from([*TAGS, GONE]), max_size=2),
    every_tag=st.booleans(),
    untagged=st.sampled_from([False, False, True]),
    period=st.sampled_from([None, None, *Period]),
    since=AGES.map(lambda age: int(NOW) - age),
    until=st.one_of(st.just(0), AGES.map(lambda age: int(NOW) - age)),
    sort=st.sampled_from(Sort),
)


class Seller(RuleBasedStateMachine):
    """Several shops whose buyers write, while the seller answers, tags and asks."""

    def __init__(self) -> None:
        super().__init__()
        self.store = memory_store()
        self.facts: dict[ConversationKey, Facts] = {}
        self.given_up: set[ShopId] = set()
        self.settings = Settings()
        self.order = list(TAGS)

    def teardown(self) -> None:
        self.store.close()

    @initialize(few=st.sampled_from([0, 1, 1000]))
    def open(self, few: int) -> None:
        self.few = few
        with writing(self.store):
            for name, region in REGIONS.items():
                if name != BARE:
                    shops.add(self.store, Shop(name, name, region=region))
            self.store.executemany(
                "INSERT INTO seller.tags (id, name, position) VALUES (?, ?, ?)",
                [(tag, tag, at) for at, tag in enumerate(self.order)],
            )

    @rule(key=KEYS, role=ROLES, age=AGES, unread=st.integers(0, 2))
    def message(self, key: ConversationKey, role: Role, age: int, unread: int) -> None:
        facts = self.facts.setdefault(key, Facts())
        at = max([int(NOW) - age, *(created for _, created in facts.messages)])
        facts.messages.append((role, at))
        facts.unread = unread
        new = message(len(facts.messages), key=key, role=role, created=at)
        with writing(self.store):
            inbound.store_list(self.store, key.shop, [listed(new, unread=unread, id=key.id)], NOW)
            inbound.store_page(self.store, key, [new], "", now=NOW)

    @rule(
        key=KEYS,
        tags=st.frozensets(st.sampled_from(TAGS)),
        remind_at=st.sampled_from([0, 0, int(NOW)]),
        orders=st.sampled_from(Orders),
    )
    def triage(
        self, key: ConversationKey, tags: frozenset[TagId], remind_at: int, orders: Orders
    ) -> None:
        if (facts := self.facts.get(key)) is None:
            return
        facts.tags, facts.remind_at, facts.orders = set(tags), remind_at, orders
        with writing(self.store):
            put_facts(self.store, key, facts)
            summary.refresh(self.store, key)

    @rule(shop=st.sampled_from(["s1", "s2"]), connected=st.booleans())
    def give_up(self, shop: ShopId, connected: bool) -> None:
        call(self.store, shops.update, shop, connected=connected)
        (self.given_up.discard if connected else self.given_up.add)(shop)

    @rule(hours=st.sampled_from([1, 12, 30]), start=st.sampled_from(["08:00", "20:00"]))
    def choose(self, hours: int, start: str) -> None:
        self.settings = Settings(response_hours=(("US", hours),), shift_start=start)
        call(self.store, kept.save, self.settings)

    @rule(order=st.permutations(TAGS))
    def arrange(self, order: list[TagId]) -> None:
        self.order = order
        with writing(self.store):
            self.store.executemany(
                "UPDATE seller.tags SET position = ? WHERE id = ?", list(enumerate(order))
            )

    @rule(query=QUERIES, limit=st.integers(1, 6))
    def ask(self, query: InboxQuery, limit: int) -> None:
        usual = inbox_pages.FEW, inbox_pages.FEW_TAGGED
        inbox_pages.FEW = inbox_pages.FEW_TAGGED = self.few
        try:
            got: list[ConversationRow] = []
            before = None
            while True:
                page = inbox_pages.page(self.store, query, limit=limit, before=before, now=NOW)
                assert len(page) <= limit
                got += page
                if len(page) < limit:
                    break
                before = page[-1]
            whole = inbox_pages.page(self.store, query, limit=1000, now=NOW)
        finally:
            inbox_pages.FEW, inbox_pages.FEW_TAGGED = usual
        want = self.wanted(query)
        assert [row.key for row in got] == want
        assert list(whole) == got
        for row in got:
            self.compare(row)

    @invariant()
    def counted(self) -> None:
        for chosen in (frozenset[ShopId](), frozenset({"s1", "s4"})):
            assert inbox_counts.counts(self.store, InboxQuery(shops=chosen)) == self.counts(chosen)

    def on_show(self, chosen: frozenset[ShopId]) -> frozenset[ShopId]:
        return chosen or frozenset(REGIONS) - self.given_up

    def deadline(self, key: ConversationKey) -> int:
        since = self.facts[key].waiting_since
        return since + 3600 * self.settings.hours_for(REGIONS[key.shop]) if since else 0

    def compare(self, row: ConversationRow) -> None:
        facts = self.facts[row.key]
        assert row.tags == tuple(tag for tag in self.order if tag in facts.tags)
        assert (row.remind_at, row.orders) == (facts.remind_at, facts.orders)
        assert (row.waiting_since, row.deadline) == (facts.waiting_since, self.deadline(row.key))
        assert (row.unread, row.unanswered) == (facts.unread, bool(facts.waiting_since))
        assert conversations.row(self.store, row.key) == row

    def wanted(self, query: InboxQuery) -> list[ConversationKey]:
        shift = self.settings.shift_start, self.settings.shift_end
        since, until = periods.span(query, NOW, *shift)
        keys = [
            key
            for key, facts in self.facts.items()
            if key.shop in self.on_show(query.shops)
            and since <= facts.last_at < until
            and fits(facts, query)
        ]
        keys.sort(key=lambda key: (self.facts[key].last_at, *key), reverse=True)
        if query.sort is Sort.NEWEST:
            return keys
        waiting = [key for key in keys if self.facts[key].waiting_since]
        if query.sort is Sort.WAITING:
            waiting.sort(key=lambda key: (self.facts[key].waiting_since, *key))
        else:
            waiting.sort(key=lambda key: (self.deadline(key), *key))
        return waiting + [key for key in keys if not self.facts[key].waiting_since]

    def counts(self, chosen: frozenset[ShopId]) -> InboxCounts:
        shown = [f for key, f in self.facts.items() if key.shop in self.on_show(chosen)]
        by_shop = {key.shop: (0, 0) for key in sorted(self.facts)}
        for key, facts in self.facts.items():
            unread, unanswered = by_shop[key.shop]
            by_shop[key.shop] = (
                unread + bool(facts.unread),
                unanswered + bool(facts.waiting_since),
            )
        tags = {tag: sum(tag in facts.tags for facts in shown) for tag in sorted(TAGS)}
        return InboxCounts(
            all=len(shown),
            unread=sum(bool(facts.unread) for facts in shown),
            unanswered=sum(bool(facts.waiting_since) for facts in shown),
            by_shop=tuple((shop, *numbers) for shop, numbers in sorted(by_shop.items())),
            has_order=sum(facts.orders is Orders.SOME for facts in shown),
            no_order=sum(facts.orders is Orders.NONE for facts in shown),
            order_unknown=sum(facts.orders is Orders.UNKNOWN for facts in shown),
            reminders=sum(facts.remind_at > 0 for facts in shown),
            untagged=sum(not facts.tags for facts in shown),
            tags=tuple((tag, count) for tag, count in tags.items() if count),
        )


def fits(facts: Facts, query: InboxQuery) -> bool:
    """Whether a conversation with these facts is asked for; shops and period apart."""
    so = {
        Filter.UNREAD: facts.unread > 0,
        Filter.UNANSWERED: facts.waiting_since > 0,
        Filter.HAS_ORDER: facts.orders is Orders.SOME,
        Filter.NO_ORDER: facts.orders is Orders.NONE,
        Filter.ORDER_UNKNOWN: facts.orders is Orders.UNKNOWN,
        Filter.REMINDER: facts.remind_at > 0,
    }
    orders = query.filters & ORDER_FILTERS
    if orders and not any(so[filter] for filter in orders):
        return False
    if not all(so[filter] for filter in query.filters - ORDER_FILTERS):
        return False
    asked = [tag in facts.tags for tag in query.tags] + [not facts.tags] * query.untagged
    if not asked:
        return True
    return all(asked) if query.every_tag else any(asked)


TestSeller = Seller.TestCase
TestSeller.settings = settings(
    max_examples=int(os.environ.get("NOBI_EXAMPLES", "0")) or 120,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
